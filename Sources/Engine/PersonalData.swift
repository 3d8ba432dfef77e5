import Journal
public import Ledger
import Schema

/// How personal data in a row are shown.
public enum PersonalData: Sendable {
    /// Opened, for those who may read them.
    case opened
    /// Left out, for all others.
    case leftOut
    /// As they are stored: a replay compares them.
    case sealed
}

extension Engine {
    /// A row as it is shown. What was erased is in no row, whoever asks and as of whatever moment; what cannot be opened because
    /// its key is not here stays sealed.
    public func shown(_ row: Row, _ personal: PersonalData) -> Row {
        func show<E: Entity>(_ message: E) -> Row { E.hasSealed && personal != .sealed ? shown(message, personal).row : row }
        return show(row.message)
    }

    /// Whether a row that is shown has anything personal, be it open or, where its key is not here, sealed.
    public func hasPersonalData(_ shown: Row) -> Bool {
        func hasAny<E: Entity>(_ message: E) -> Bool {
            guard E.hasSealed else { return false }
            var (message, isFound) = (message, false)
            message.forEachSealed { _, sealed in isFound = isFound || sealed?.box.isEmpty == false }
            return isFound
        }
        return hasAny(shown.message)
    }

    private func shown<E: Entity>(_ row: E, _ personal: PersonalData) -> E {
        let (key, entity) = (row.personalKey, E.table.entity(row.id))
        let standing = standing(of: row)
        var shown = row
        shown.forEachSealed { field, sealed in
            guard let box = sealed else { return }
            guard personal == .opened, standing == .asItWas else {
                sealed = nil
                return
            }
            let place = Sealed.place(entity, version: box.version, field: field)
            if case .bytes(let text) = keys.open(box.box, under: key, at: place) { sealed = Sealed(opened: text) }
        }
        shown.dropSecrets()
        if standing == .erased { shown.noteErased() }
        return shown
    }

    private enum Standing {
        case asItWas
        case erased
        /// The row that says so cannot be read.
        case unknown
    }

    /// What has become of who a row is of: the row as it is now says so, whatever lies in `keys/`, into which an old copy may have
    /// been put back.
    private func standing<E: Entity>(of row: E) -> Standing {
        guard !row.personalKey.isEmpty else { return .asItWas }
        do {
            guard let now = try head.row(E.table, row.id) else { return .asItWas }
            func key<Now: Entity>(_ now: Now) -> String { now.personalKey }
            return key(now.message) == row.personalKey ? .asItWas : .erased
        } catch {
            return .unknown
        }
    }

    /// Wraps all keys of personal data under a new master key.
    ///
    /// - Returns: how many files of keys there are.
    /// - Throws: `EngineError` `.keysMissing`, `.io`; nothing is lost by it.
    public func rotateKeys() throws(EngineError) -> Int {
        do {
            return try keys.rotate()
        } catch let error as JournalError where error.code == .keysMissing {
            throw EngineError(.keysMissing, error.message)
        } catch {
            throw EngineError(.io, "the keys could not be wrapped anew: \(error); ask again to go on")
        }
    }
}

/// Sealing is not possible now: a key is missing, or its file cannot be read or made. Whatever else is asked of the ledger goes on.
struct KeyProblem: Error {
    let detail: String

    /// Runs what asks for keys.
    static func wrapping<T>(_ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch let error as JournalError {
            throw KeyProblem(detail: error.message)
        }
    }
}

/// What decisions seal with.
struct KeySealer: Sealer {
    let keys: KeyStore

    func newKey() throws -> String { try KeyProblem.wrapping { try keys.newKey() } }

    func seal(_ text: String, under key: String, at place: [UInt8]) throws -> [UInt8] {
        try KeyProblem.wrapping { try keys.seal(Array(text.utf8), under: key, at: place) }
    }

    func checkIsHere(_ key: String) throws { try KeyProblem.wrapping { try keys.checkIsHere(key) } }

    func emailKey(of email: String) throws -> String {
        try KeyProblem.wrapping { Digest.hex(try keys.hash(Array(email.utf8), for: .email)) }
    }
}
