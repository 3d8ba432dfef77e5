internal import CLevelDB

/// A cursor over the keys of a database as they were when it was made.
///
/// Not copyable and not Sendable: LevelDB iterators need external locking, and must be freed before
/// their database. LevelDB's bytes die at the next move, so they are seen only inside a closure.
/// LevelDB's iterators pass over a damaged block and stand at another key, or at the end, as if nothing had been there. So
/// every move throws if the iterator has met damage: where a cursor stands is always where it should.
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

    func seekFirst() throws(JournalError) { try unsafe checked(cldb_iterator_seek_first(handle)) }
    func seekLast() throws(JournalError) { try unsafe checked(cldb_iterator_seek_last(handle)) }
    /// Moves to the first key at or after `key`.
    func seek(_ key: [UInt8]) throws(JournalError) {
        let status = unsafe key.withUnsafeBytes { key in
            unsafe cldb_iterator_seek(handle, key.baseAddress!, key.count)
        }
        try unsafe checked(status)
    }
    func next() throws(JournalError) { try unsafe checked(cldb_iterator_next(handle)) }
    func previous() throws(JournalError) { try unsafe checked(cldb_iterator_prev(handle)) }

    private func checked(_ status: cldb_status) throws(JournalError) {
        try unsafe database.check(status, "cannot read from")
    }

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
}
