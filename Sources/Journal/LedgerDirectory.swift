internal import Glibc

/// The folder of one ledger, and what is where in it.
///
///     <data>/
///       format        two lines: "daybook 1", the layout of all below, and "ledger …", the ledger's id
///       daybook.lock  held by the one process that uses the ledger; contains its id
///       log/          the entries: the truth
///       state/        rows, derived from log/: may be deleted, and is rebuilt
///       heads/        signed checkpoints
///       keys/         signing and sealing keys
///       access.json   who may do what, if anybody wrote it; it may be there before the ledger
///       daybook.sock  the command socket
///
/// *Storage* in the documentation says what each of them is trusted for.
public struct LedgerDirectory: Sendable, Equatable {
    /// The folder as given by the user, without a slash at its end.
    public let path: String
    /// The file that says which format the ledger has.
    public var format: String { path + "/format" }
    /// The file whose lock the one process holds.
    public var lockFile: String { path + "/daybook.lock" }
    /// The folder of the log: the truth.
    public var log: String { path + "/log" }
    /// The folder of rows and indexes: derived.
    public var state: String { path + "/state" }
    /// The folder of signed heads.
    public var heads: String { path + "/heads" }
    /// The folder of keys.
    public var keys: String { path + "/keys" }
    /// The service's socket, where no other is named.
    public var socket: String { path + "/daybook.sock" }

    /// Names the paths only; touches no file.
    public init(path: String) {
        var path = path
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        self.path = path
    }

    /// Checks that `path` is a ledger this program can use; with `create`, that it can be made one: then it may be empty, and is
    /// made if it is missing. Nothing is written into it: that takes the lock, and is done by `make`.
    ///
    /// - Throws: `notFound`, `notALedger`, `readOnly`, `newerFormat`, `corruption` (of the format file), `io`.
    public static func open(_ path: String, create: Bool) throws(JournalError) -> LedgerDirectory {
        let directory = LedgerDirectory(path: path)
        try directory.checkFolder(create: create)
        try directory.checkFormat(create: create)
        return directory
    }

    /// Makes the folder a ledger as far as it is none yet: the format file with an id, synced, and then folders with mode 0700.
    /// Requires the lock, or two programs that start at once would each give it an id.
    ///
    /// - Returns: the ledger's id, which is made at random if it has none yet, and never changed.
    /// - Throws: `corruption`, `newerFormat`, `io`.
    public func make() throws(JournalError) -> String {
        let id = try madeLedgerID()
        for folder in [log, state, heads, keys] { try File.makeFolder(folder) }
        try File.syncFolder(path)
        return id
    }

    /// Takes the lock for this process. See ``DirectoryLock/init(_:)``.
    public func lock() throws(JournalError) -> DirectoryLock {
        try DirectoryLock(self)
    }

    private func checkFolder(create: Bool) throws(JournalError) {
        if try !File.exists(path) {
            guard create else {
                throw JournalError(
                    .notFound, "there is no ledger in \(path): check the path, or start a new one with daybook serve")
            }
            // Not 0700, because the group must be able to reach the socket in it, whose own mode decides.
            try File.makeFolder(path, mode: 0o750)
            try File.syncFolder(path + "/..")
        }
        guard File.isFolder(path) else {
            throw JournalError(.notALedger, "\(path) is a file: give the folder of a ledger")
        }
        guard unsafe access(path, R_OK | W_OK | X_OK) == 0 else {
            throw File.failure(errno, "\(path) cannot be written: use the account that owns it")
        }
    }
}

extension LedgerDirectory {
    /// The layout this program reads and writes. A change needs a migration and a decision record.
    public static let formatVersion = 1

    /// The ledger's id: 32 lower-case hex digits, or nil if it was never served by a program that gives ids.
    ///
    /// - Throws: `corruption`, `newerFormat`, `io`.
    public func ledgerID() throws(JournalError) -> String? {
        guard let bytes = try File.read(format, limit: Self.formatBytes) else { return nil }
        return try parsed(bytes).ledger
    }

    private func madeLedgerID() throws(JournalError) -> String {
        if let id = try ledgerID() { return id }
        let digits = Array("0123456789abcdef")
        var random = SystemRandomNumberGenerator()
        let id = String((0..<Self.idDigits).map { _ in digits[Int.random(in: 0..<16, using: &random)] })
        try File.writeSynced(format, Array("daybook \(Self.formatVersion)\nledger \(id)\n".utf8))
        return id
    }

    /// Digits of a ledger's id: 128 bits, so that no two ledgers in the world have the same.
    private static let idDigits = 32
    /// Bytes of the format file, at most.
    private static let formatBytes = 128

    /// Reads the format file, which only a folder that holds nothing else yet may be without.
    private func checkFormat(create: Bool) throws(JournalError) {
        // Listed first: another start may be making the ledger just now, and makes that file before anything else.
        let names = try File.names(in: path)
        guard let text = try File.read(format, limit: Self.formatBytes) else {
            // What may be there before the format file: a start that was cut short, prepared keys, and who may do what.
            let others = names.subtracting(["daybook.lock", "format.new", "daybook.sock", "keys", "heads", "access.json"])
            guard create, others.isEmpty else {
                throw JournalError(
                    .notALedger, "\(path) has no format file: it is not a ledger; give another folder, or an empty one")
            }
            return
        }
        _ = try parsed(text)
    }

    /// What the format file says: a line `daybook N`, and in folders that were served since ids are given a line `ledger ID`.
    ///
    /// A newer format may have other lines, so its number is looked at first.
    private func parsed(_ bytes: [UInt8]) throws(JournalError) -> (version: Int, ledger: String?) {
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        guard bytes.last == UInt8(ascii: "\n"), let version = Self.version(lines[0]) else { throw damagedFormat }
        guard version <= Self.formatVersion else {
            throw JournalError(
                .newerFormat,
                "\(path) has format \(version), this program knows \(Self.formatVersion): use a newer daybook")
        }
        switch lines.count {
        case 2: return (version, nil)
        case 3:
            let name = Array("ledger ".utf8)
            let id = lines[1].dropFirst(name.count)
            let isHex = id.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
            guard lines[1].starts(with: name), id.count == Self.idDigits, isHex else { throw damagedFormat }
            return (version, String(decoding: id, as: UTF8.self))
        default: throw damagedFormat
        }
    }

    private var damagedFormat: JournalError {
        JournalError(
            .corruption,
            "\(format) is damaged: it should have a line \"daybook \(Self.formatVersion)\", and after the first start a line "
                + "\"ledger\" with \(Self.idDigits) hex digits; restore it from a backup")
    }

    /// The number in "daybook N", nil if the line is anything else.
    private static func version(_ line: ArraySlice<UInt8>) -> Int? {
        let name = Array("daybook ".utf8)
        let digits = line.dropFirst(name.count)
        guard line.starts(with: name), !digits.isEmpty, digits.allSatisfy({ (48...57).contains($0) }),
            let version = Int(String(decoding: digits, as: UTF8.self)), version >= 1
        else { return nil }
        return version
    }
}
