internal import Glibc
import Schema

/// The folder of one ledger, and what is where in it.
///
///     <data>/
///       format        three lines: "daybook 1", the layout of all below, "ledger …", the ledger's id, and "schema …", what a
///                     program has to know to read the entries
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
    public func ledgerID() throws(JournalError) -> String? { try readFormat().ledger }

    /// Notes that entries may be of this program's schema, synced: from then on a program that knows less refuses the ledger, in
    /// place of meeting an entry that it cannot read, or passing over a deadline that it does not know. Requires the lock.
    ///
    /// Called before the first entry is written, and not at the start: whoever only tried a newer program can go back.
    /// - Throws: `corruption`, `newerFormat`, `io`.
    public func noteSchema() throws(JournalError) {
        // It was there at the start, and one that is made anew would be another ledger's.
        guard try File.exists(self.format) else { throw damagedFormat }
        var format = try readFormat()
        guard format.schema < SchemaNumbers.count else { return }
        format.schema = SchemaNumbers.count
        try write(format)
    }

    private func madeLedgerID() throws(JournalError) -> String {
        var format = try readFormat()
        if let id = format.ledger { return id }
        let digits = Array("0123456789abcdef")
        var random = SystemRandomNumberGenerator()
        let id = String((0..<Self.idDigits).map { _ in digits[Int.random(in: 0..<16, using: &random)] })
        format.ledger = id
        try write(format)
        return id
    }

    /// What the format file says.
    private struct Format {
        /// The ledger's id, in folders that were served since ids are given.
        var ledger: String?
        /// `SchemaNumbers.count` of the newest program that wrote an entry, in folders that were served since it is noted.
        var schema = 0
    }

    private func readFormat() throws(JournalError) -> Format {
        guard let bytes = try File.read(format, limit: Self.formatBytes) else { return Format() }
        return try parsed(bytes)
    }

    private func write(_ format: Format) throws(JournalError) {
        var text = "daybook \(Self.formatVersion)\n"
        if let id = format.ledger { text += "ledger \(id)\n" }
        if format.schema > 0 { text += "schema \(format.schema)\n" }
        try File.writeSynced(self.format, Array(text.utf8))
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

    /// What the format file says: a line `daybook N`, and in folders that were served since they are written, `ledger ID` and
    /// `schema N`.
    ///
    /// A newer format may have other lines, so its number is looked at first.
    private func parsed(_ bytes: [UInt8]) throws(JournalError) -> Format {
        var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)[...]
        guard bytes.last == UInt8(ascii: "\n"), let version = lines.popFirst().flatMap({ Self.number($0, of: "daybook") }) else {
            throw damagedFormat
        }
        guard version <= Self.formatVersion else {
            throw JournalError(
                .newerFormat,
                "\(path) has format \(version), this program knows \(Self.formatVersion): use a newer daybook")
        }
        var format = Format()
        if let line = lines.first, let id = Self.ledger(line) {
            format.ledger = id
            lines.removeFirst()
        }
        if let line = lines.first, let schema = Self.number(line, of: "schema") {
            guard schema <= SchemaNumbers.count else {
                throw JournalError(
                    .newerFormat,
                    "\(path) has entries of schema \(schema), this program knows \(SchemaNumbers.count): use the version of "
                        + "daybook that wrote them, or a newer one")
            }
            format.schema = schema
            lines.removeFirst()
        }
        guard lines.count == 1, lines.first?.isEmpty == true else { throw damagedFormat }
        return format
    }

    /// The id in "ledger …", nil if the line is anything else.
    private static func ledger(_ line: ArraySlice<UInt8>) -> String? {
        let name = Array("ledger ".utf8)
        let id = line.dropFirst(name.count)
        guard line.starts(with: name), id.count == idDigits, id.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) })
        else { return nil }
        return String(decoding: id, as: UTF8.self)
    }

    private var damagedFormat: JournalError {
        JournalError(
            .corruption,
            "\(format) is damaged: it should have a line \"daybook \(Self.formatVersion)\", after the first start a line "
                + "\"ledger\" with \(Self.idDigits) hex digits, and after the first entry a line \"schema\" with a number; restore "
                + "it from a backup")
    }

    /// The number in a line such as "daybook 1", nil if the line is anything else.
    private static func number(_ line: ArraySlice<UInt8>, of word: String) -> Int? {
        let name = Array((word + " ").utf8)
        let digits = line.dropFirst(name.count)
        guard line.starts(with: name), !digits.isEmpty, digits.allSatisfy({ (48...57).contains($0) }),
            let number = Int(String(decoding: digits, as: UTF8.self)), number >= 1
        else { return nil }
        return number
    }
}
