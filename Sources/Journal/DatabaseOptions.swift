internal import CLevelDB

/// How to open one LevelDB database. Every option is stated; LevelDB's defaults are never used.
public struct DatabaseOptions: Sendable {
    /// Bytes collected in memory before a table is written. Bounds the write-ahead log read at open.
    public var writeBufferBytes: Int
    /// Bytes of uncompressed blocks kept in memory, for this database alone.
    public var cacheBytes: Int
    /// Bytes per block: the unit of reading and of checksums.
    public var blockBytes: Int
    /// Bytes per table file.
    public var fileBytes: Int
    /// Files LevelDB may hold open.
    public var openFiles: Int
    /// Bloom filter bits per key; 0 for none. Ten gives about 1 % false positives.
    public var bloomBitsPerKey: Int
    /// Snappy-compress blocks.
    public var compression: Bool
    /// Whether what the database holds can be made anew from the log: decides what damage in it is called, and what helps.
    public var isDerived: Bool
    /// Where files are; nil for the real disk.
    public var env: FaultEnv?

    /// For `log/`: entries are written once in key order and read in long runs, so blocks are large and
    /// there is no filter. Compressed: entries are protobuf with repeated texts, snappy about halves them,
    /// it runs on the compaction thread and never in an append.
    ///
    /// The write buffer is 32 MiB so that tables go straight to level 2. Source: LEVELDB §2.15.
    public static func log(cacheBytes: Int = 16 << 20, env: FaultEnv? = nil) -> DatabaseOptions {
        DatabaseOptions(
            writeBufferBytes: 32 << 20, cacheBytes: cacheBytes, blockBytes: 16 << 10, fileBytes: 32 << 20,
            openFiles: 500, bloomBitsPerKey: 0, compression: true, isDerived: false, env: env)
    }

    /// For `state/`: keys arrive in any order and are read one by one, most often to learn that they
    /// do not exist, so there is a filter. Source: LEVELDB §2.22.
    public static func state(cacheBytes: Int = 64 << 20, env: FaultEnv? = nil) -> DatabaseOptions {
        DatabaseOptions(
            writeBufferBytes: 32 << 20, cacheBytes: cacheBytes, blockBytes: 4 << 10, fileBytes: 8 << 20,
            openFiles: 1000, bloomBitsPerKey: 10, compression: true, isDerived: true, env: env)
    }

    /// The C form, with the flags that are the same for every database of a ledger.
    ///
    /// `paranoid_checks` refuses to open over a damaged write-ahead log instead of skipping records.
    /// Source: LEVELDB §2.5.
    func native(create: Bool) -> cldb_options {
        unsafe cldb_options(
            create_if_missing: create, error_if_exists: false, paranoid_checks: true,
            compression: compression, write_buffer_bytes: writeBufferBytes, block_cache_bytes: cacheBytes,
            block_bytes: blockBytes, max_file_bytes: fileBytes, max_open_files: Int32(openFiles),
            bloom_bits_per_key: Int32(bloomBitsPerKey), env: env?.handle)
    }
}
