internal import CLevelDB

/// Puts that become visible and durable together, or not at all.
///
/// Not copyable: `Database.write` consumes it, so it cannot be written twice.
/// There is no delete: keys of a ledger are written once. Source: LEVELDB §2.9, §2.16.
/// `package` so that tests can write what a ledger never would.
@safe
package struct WriteBatch: ~Copyable {
    let handle: OpaquePointer

    package init() {
        unsafe handle = cldb_batch_create()
    }

    deinit {
        unsafe cldb_batch_free(handle)
    }

    /// Adds one pair. `key` must not be empty.
    package mutating func put(_ key: [UInt8], _ value: [UInt8]) {
        unsafe put(key.span.bytes, value.span.bytes)
    }

    /// Adds one pair. `key` must not be empty.
    mutating func put(_ key: RawSpan, _ value: RawSpan) {
        unsafe key.withUnsafeBytes { key in
            unsafe value.withUnsafeBytes { value in
                unsafe cldb_batch_put(handle, key.baseAddress!, key.count, value.baseAddress, value.count)
            }
        }
    }

    /// Bytes the batch will take in the write-ahead log, approximately.
    var approximateBytes: Int { unsafe cldb_batch_approximate_bytes(handle) }
}
