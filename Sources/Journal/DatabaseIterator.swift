internal import CLevelDB

/// A cursor over the keys of a database as they were when it was made.
///
/// Not copyable and not Sendable: LevelDB iterators need external locking, and must be freed before
/// their database. LevelDB's bytes die at the next move, so they are seen only inside a closure.
/// An iterator cannot tell corruption from the end: call ``checkStatus()`` after every loop.
/// Source: LEVELDB §2.8, §2.17.
@safe
struct DatabaseIterator: ~Copyable {
    private let handle: OpaquePointer
    private let database: Database

    init(_ handle: OpaquePointer, of database: Database) {
        unsafe self.handle = handle
        self.database = database
    }

    deinit {
        unsafe cldb_iterator_free(handle)
    }

    var isValid: Bool { unsafe cldb_iterator_valid(handle) }

    func seekFirst() { unsafe cldb_iterator_seek_first(handle) }
    func seekLast() { unsafe cldb_iterator_seek_last(handle) }
    /// Moves to the first key at or after `key`.
    func seek(_ key: [UInt8]) {
        unsafe key.withUnsafeBytes { key in
            unsafe cldb_iterator_seek(handle, key.baseAddress!, key.count)
        }
    }
    func next() { unsafe cldb_iterator_next(handle) }
    func previous() { unsafe cldb_iterator_prev(handle) }

    /// Shows the key and value under the cursor. Requires `isValid`.
    func withEntry<Result, Failure: Error>(
        _ body: (_ key: RawSpan, _ value: RawSpan) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        var keyBytes = 0
        var valueBytes = 0
        let key = unsafe cldb_iterator_key(handle, &keyBytes)
        let value = unsafe cldb_iterator_value(handle, &valueBytes)
        let keyBuffer = unsafe UnsafeRawBufferPointer(start: key, count: keyBytes)
        let valueBuffer = unsafe UnsafeRawBufferPointer(start: value, count: valueBytes)
        return try unsafe body(keyBuffer.bytes, valueBuffer.bytes)
    }

    /// A copy of the key under the cursor. Requires `isValid`.
    var key: [UInt8] { withEntry { key, _ in key.bytes(from: 0) } }

    /// Throws if the loop that just ended did so because of an error.
    func checkStatus() throws(JournalError) {
        try unsafe check(cldb_iterator_status(handle), "cannot read from \(database.path)")
    }
}
