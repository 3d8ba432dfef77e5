internal import CLevelDB

/// One open LevelDB database.
///
/// The only `@unchecked Sendable` of the target: LevelDB documents `DB` as safe from any thread
/// (`doc/index.md` § Concurrency), and the handle is freed only by `deinit`, when no iterator is left,
/// since every iterator holds a reference to its database.
@safe
package final class Database: @unchecked Sendable {
    package let path: String
    private let handle: OpaquePointer
    private let isDerived: Bool
    /// Kept so that the env outlives the database.
    private let env: FaultEnv?

    /// Opens the database at `path`, whose parent folder must exist.
    ///
    /// - Throws: `locked`, `corruption` or `damagedState` (if it is derived), `notALedger` (for links and pipes in it), `io`,
    ///   `notFound` (only if `create` is false).
    package init(path: String, options: DatabaseOptions, create: Bool = true) throws(JournalError) {
        try Self.checkFiles(path)
        try Self.checkNotGutted(path, isDerived: options.isDerived)
        try KeptLogs.rotate(in: path)
        var native = unsafe options.native(create: create)
        var opened: OpaquePointer?
        try unsafe Journal.check(cldb_open(path, &native, &opened), "cannot open \(path)", isDerived: options.isDerived)
        guard let opened = unsafe opened else {
            throw JournalError(.io, "cannot open \(path): LevelDB returned no database")
        }
        self.path = path
        unsafe self.handle = opened
        isDerived = options.isDerived
        self.env = options.env
        // The folder's own name in its parent; the names in it were synced by cldb_open. Source: LEVELDB §2.11.
        if options.env == nil {
            try unsafe check(cldb_sync_directory(path + "/.."), "cannot sync the parent of")
        }
    }

    /// LevelDB follows links and waits for pipes. A folder it leaves alone.
    private static func checkFiles(_ path: String) throws(JournalError) {
        guard File.isFolder(path) else { return }
        for name in try File.names(in: path) {
            guard let kind = try File.kind(path + "/" + name), kind != .file, kind != .folder else { continue }
            throw File.suspicious(path + "/" + name, "is \(kind.rawValue)")
        }
    }

    /// Without CURRENT LevelDB takes a folder for new and starts an empty database over the old one's files.
    ///
    /// A creation cut short leaves a manifest at most: CURRENT is durable before the first other file.
    private static func checkNotGutted(_ path: String, isDerived: Bool) throws(JournalError) {
        guard try File.exists(path), try !File.exists(path + "/CURRENT") else { return }
        let rest = try File.names(in: path).filter { $0.hasSuffix(".ldb") || $0.hasSuffix(".log") }
        guard rest.isEmpty else {
            throw JournalError.damage(isDerived: isDerived, "\(path) has \(rest.count) data files but no CURRENT")
        }
    }

    deinit {
        unsafe cldb_close(handle)
    }

    /// The value at `key`, or nil. Checksums are verified.
    package func get(_ key: [UInt8], fillCache: Bool = true) throws(JournalError) -> [UInt8]? {
        try value(at: key, fillCache: fillCache) { span in span.bytes(from: 0) }
    }

    /// Whether `key` exists: mostly answered by the bloom filter.
    func contains(_ key: [UInt8]) throws(JournalError) -> Bool {
        try value(at: key, fillCache: true) { _ in true } ?? false
    }

    private func value<Result>(
        at key: [UInt8], fillCache: Bool, _ body: (RawSpan) -> Result
    ) throws(JournalError) -> Result? {
        let options = unsafe cldb_read_options(
            verify_checksums: true, fill_cache: fillCache, snapshot: nil)
        var value: OpaquePointer?
        let status = unsafe key.withUnsafeBytes { key in
            unsafe cldb_get(handle, options, key.baseAddress!, key.count, &value)
        }
        if unsafe status.code == CLDB_NOT_FOUND { return nil }
        try unsafe check(status, "cannot read from")
        guard let value = unsafe value else { return nil }
        defer { unsafe cldb_value_free(value) }
        let bytes = unsafe UnsafeRawBufferPointer(
            start: cldb_value_data(value), count: cldb_value_bytes(value))
        return unsafe body(bytes.bytes)
    }

    /// Writes the batch atomically and waits until it is on disk.
    ///
    /// Always synced: an unsynced batch may be lost in front of a synced one. Source: LEVELDB §2.1, §2.10.
    /// - Throws: after an error the outcome is unknown, and the caller must not write again. Source: LEVELDB §2.2.
    package func write(_ batch: consuming WriteBatch) throws(JournalError) {
        try unsafe check(cldb_write(handle, batch.handle, true), "cannot write to")
    }

    /// A new iterator over the database as it is now. It verifies checksums.
    func iterator(fillCache: Bool) -> DatabaseIterator {
        let options = unsafe cldb_read_options(
            verify_checksums: true, fill_cache: fillCache, snapshot: nil)
        return unsafe DatabaseIterator(cldb_iterator_create(handle, options), of: self)
    }

    /// How many table files level 0 has, and how many the others have. At 8 in level 0 LevelDB slows writes, at 12 it stops them.
    /// Source: LEVELDB §2.15.
    package var files: (atLevel0: Int, below: Int) {
        let counts = (0..<7).map { level -> Int in
            guard let value = unsafe cldb_property(handle, "leveldb.num-files-at-level\(level)") else { return 0 }
            defer { unsafe cldb_value_free(value) }
            let bytes = unsafe UnsafeRawBufferPointer(start: cldb_value_data(value), count: cldb_value_bytes(value))
            return unsafe Int(String(decoding: bytes, as: UTF8.self)) ?? 0
        }
        return (counts[0], counts.dropFirst().reduce(0, +))
    }
}

extension Database {
    /// Throws what a C status says of this database, and frees the status.
    func check(_ status: cldb_status, _ what: StaticString) throws(JournalError) {
        try unsafe Journal.check(status, "\(what) \(path)", isDerived: isDerived)
    }
}

/// Turns a C status into a thrown error, and frees it.
func check(_ status: cldb_status, _ what: @autoclosure () -> String, isDerived: Bool = false) throws(JournalError) {
    let code = unsafe status.code
    if code == CLDB_OK { return }
    let cause = unsafe status.message.map { unsafe String(cString: $0) } ?? ""
    unsafe cldb_status_free(status)
    switch code {
    case CLDB_CORRUPTION: throw JournalError.damage(isDerived: isDerived, what(), cause: cause)
    case CLDB_NOT_FOUND: throw JournalError(.notFound, "\(what()); check the path", cause: cause)
    case CLDB_NOT_SUPPORTED, CLDB_INVALID_ARGUMENT:
        throw JournalError(.invalidArgument, "\(what()); was it written by another program?", cause: cause)
    case CLDB_LOCKED:
        throw JournalError(.locked, "\(what()); another process has it open: stop that one first", cause: cause)
    case CLDB_NO_SPACE:
        throw JournalError(.io, "\(what()); the disk is full: free some space and start again", cause: cause)
    default: throw JournalError(.io, "\(what()); check the disk and the kernel log, then start again", cause: cause)
    }
}
