import Journal
public import Ledger
import Schema

/// How personal data in a row are shown.
public enum PersonalData: Sendable {
    /// Opened, for those who may read them.
    case opened
    /// Left out, for all others.
    case leftOut
    /// As they are stored, but for keyed hashes: a replay compares them.
    case sealed
}

extension Engine {
    /// A row as it is shown. What was erased is in no row, whoever asks and as of whatever moment; what cannot be opened because
    /// its key is not here stays sealed.
    ///
    /// - Throws: `EngineError` `.io` where its key could not be looked at.
    public func shown(_ row: Row, _ personal: PersonalData) throws(EngineError) -> Row {
        func show<E: Entity>(_ message: E) throws(EngineError) -> Row {
            guard E.hasSealed else { return row }
            var shown = personal == .sealed ? message : try self.shown(message, personal)
            shown.dropKeyedHashes()
            return shown.row
        }
        return try show(row.message)
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

    private func shown<E: Entity>(_ row: E, _ personal: PersonalData) throws(EngineError) -> E {
        let (key, entity) = (row.personalKey, E.table.entity(row.id))
        let standing = standing(of: row)
        var shown = row
        var failure: (any Error)?
        shown.forEachSealed { field, sealed in
            guard let box = sealed else { return }
            guard personal == .opened, standing == .asItWas else {
                sealed = nil
                return
            }
            let place = Sealed.place(entity, version: box.version, field: field)
            do {
                if case .bytes(let text) = try keys.open(box.box, under: key, at: place) { sealed = Sealed(opened: text) }
            } catch {
                failure = error
            }
        }
        if let failure { throw EngineError(.io, "a key of personal data could not be read: \(failure)") }
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

    /// What became of wrapping all keys anew.
    public struct KeyRotation: Sendable {
        /// How many files of keys there are.
        public let files: Int
        /// Keys that are damaged, and were kept as they are.
        public let damagedKeys: Int
        /// Whose data cannot be opened for that, by their entities: a damaged key may be one that nobody was given yet.
        public let entities: [String]
    }

    /// Wraps all keys of personal data under a new master key.
    ///
    /// - Throws: `EngineError` `.keysMissing`, `.io`; nothing is lost by it.
    public func rotateKeys() throws(EngineError) -> KeyRotation {
        do {
            let rotation = try keys.rotate()
            let damaged = Set(rotation.damaged)
            let entities = damaged.isEmpty ? [] : try self.entities(withKeys: damaged)
            return KeyRotation(files: rotation.files, damagedKeys: damaged.count, entities: entities)
        } catch let error as JournalError where error.code == .keysMissing {
            throw EngineError(.keysMissing, error.message)
        } catch {
            throw EngineError(.io, "the keys could not be wrapped anew: \(error); ask again to go on")
        }
    }

    /// Looks through all rows that have anything sealed: a key says nothing of who has it.
    private func entities(withKeys names: Set<String>) throws -> [String] {
        func key<E: Entity>(_ row: E) -> String { row.personalKey }
        var found: [String] = []
        for table in Table.allCases where table.type.hasSealed {
            var scan = try RowScan(head, Query(table), of: nil)
            while let rows = try scan.next() {
                for row in rows where names.contains(key(row.message)) { found.append(table.entity(row.id)) }
            }
        }
        return found
    }
}

/// Sealing is not possible now: a key is missing, or its file cannot be read or made. Whatever else is asked of the ledger goes on.
struct KeyProblem: Error {
    let code: SubmissionProblem.Code
    let detail: String

    /// A key is missing.
    init(missing detail: String) { (code, self.detail) = (.keysMissing, detail) }

    /// What has become of something that asked for keys. What could not be read or written is not missing.
    init(_ error: JournalError) {
        let isMissing = error.code == .keysMissing
        code = isMissing ? .keysMissing : .internal
        detail = isMissing ? error.message : "a key could not be read or written, and nothing was recorded: \(error)"
    }

    /// Runs what asks for keys.
    static func wrapping<T>(_ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch let error as JournalError {
            throw KeyProblem(error)
        }
    }

    /// The answer to a command.
    func problem(of id: String) -> SubmissionProblem { SubmissionProblem(id: id, code: code, detail: detail) }
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
