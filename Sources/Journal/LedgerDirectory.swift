internal import Glibc

/// The folder of one ledger, and what is where in it.
///
///     <data>/
///       format        one line, "daybook 1": the layout of all below
///       daybook.lock  held by the one process that uses the ledger; contains its id
///       log/          the entries: the truth
///       state/        rows, derived from log/: may be deleted, and is rebuilt
///       heads/        signed checkpoints
///       keys/         signing and sealing keys
///       daybook.sock  the command socket
///
/// Source: DESIGN §5.
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

    /// Checks that `path` is a ledger this program can use; with `create`, makes it one if it is missing
    /// or empty: folders with mode 0700, then the format file, synced.
    ///
    /// - Throws: `notFound`, `notALedger`, `readOnly`, `newerFormat`, `corruption` (of the format file), `io`.
    public static func open(_ path: String, create: Bool) throws(JournalError) -> LedgerDirectory {
        let directory = LedgerDirectory(path: path)
        try directory.checkFolder(create: create)
        try directory.checkFormat(create: create)
        if create {
            for folder in [directory.log, directory.state, directory.heads, directory.keys] {
                try File.makeFolder(folder)
            }
            try File.syncFolder(directory.path)
        }
        return directory
    }

    /// Takes the lock for this process. See ``DirectoryLock/init(_:)``.
    public func lock() throws(JournalError) -> DirectoryLock {
        try DirectoryLock(self)
    }

    private func checkFolder(create: Bool) throws(JournalError) {
        if !File.exists(path) {
            guard create else {
                throw JournalError(
                    .notFound, "there is no ledger in \(path): check the path, or start a new one with daybook serve")
            }
            // Why not 0700: the group must be able to reach the socket in it, whose own mode decides (INTERFACE §2).
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

    /// Reads the format file, or writes it into a folder that holds nothing else yet.
    private func checkFormat(create: Bool) throws(JournalError) {
        guard let text = try File.read(format, limit: 64) else {
            let names = try File.names(in: path)
            // What may be there before the format file: a start that was cut short, or prepared keys.
            let others = names.subtracting(["daybook.lock", "format.new", "daybook.sock", "keys", "heads"])
            guard create, others.isEmpty else {
                throw JournalError(
                    .notALedger, "\(path) has no format file: it is not a ledger; give another folder, or an empty one")
            }
            return try File.writeSynced(format, Array("daybook \(Self.formatVersion)\n".utf8))
        }
        guard let version = Self.version(String(decoding: text, as: UTF8.self)) else {
            throw JournalError(
                .corruption,
                "\(format) is damaged: it should read \"daybook \(Self.formatVersion)\"; restore it from a backup")
        }
        guard version <= Self.formatVersion else {
            throw JournalError(
                .newerFormat,
                "\(path) has format \(version), this program knows \(Self.formatVersion): use a newer daybook")
        }
    }

    /// The number in "daybook N\n", nil if the text is anything else.
    private static func version(_ text: String) -> Int? {
        guard text.hasPrefix("daybook "), text.hasSuffix("\n") else { return nil }
        let digits = text.dropFirst("daybook ".count).dropLast()
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }), let version = Int(digits),
            version >= 1
        else { return nil }
        return version
    }
}
