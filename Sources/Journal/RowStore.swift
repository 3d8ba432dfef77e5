internal import Synchronization

/// The rows and indexes derived from the log, as of every flush, in a LevelDB folder of their own.
///
///     key                                               value
///     r table id 00 ~flush(8) ~generation(4)            flush, generation, touched sequences, row (RowVersion.swift)
///     r table id 00 FF×12                               the same: the entity's first version
///     i index value 00 id 00 ~flush(8) ~generation(4)   01 present, 00 absent
///     c commandId                                       sequence(8) hash(32)
///     m ~sequence(8)                                    generation(4) time(8) entries(8) rejected(8)
///                                                       earliest deadline(8) hash over the log(32): flush complete
///     p ~generation(4)                                  flush(8): a flush of several batches has begun
///     x generation(4)                                   (empty): that flush never ended; ignore what it wrote
///     f                                                 state format, ASCII digits
///
/// Numbers are big endian; `~` is the complement, so the newest version of a row comes first and history
/// is one forward seek. An entity's first version has a key of its own, so that "is there such an
/// entity" is an exact get, which the bloom filter answers.
///
/// **Write-once.** No key is ever overwritten with another value or deleted, so LevelDB can never serve an older
/// version by mistake (LEVELDB §2.9). A flush is named by its *sequence*; each attempt at one also has a
/// *generation*, 1, 2, 3, … . An attempt that needs several batches announces its generation in the first
/// (`p`) and its success in the last (`m`). If the process dies between, the next open finds an intent
/// newer than the newest marker and records it as abandoned (`x`); every reader passes over its
/// versions for ever, and another attempt, even at the same sequence, has other keys. A first version left
/// by an abandoned attempt keeps its place: the new attempt then uses an ordinary key (see `rowKey`).
/// A command record left behind is the same as the one that will be written again, and is ignored
/// while its sequence is beyond the last marker.
///
/// **Readers** see the last complete flush: versions beyond the last marker are passed over too, so a
/// flush that is being written is invisible until its marker is on disk.
public final class RowStore: Sendable {
    /// The layout above, and what rows and indexes hold. Another number on disk means: delete state/ and rebuild it from the log.
    /// 2: a marker has the log's chained hash, and stock's claims are in indexes. 3: that hash has links, and claims of orders that
    /// wait to be paid are in no index. 4: products are found by their categories.
    /// 5: sessions are found by their tokens, and customers by the role of an admin. 6: orders are found by who sells their lines.
    public static let formatVersion = 6
    /// What readers and the writer share; held only for moments, never during input or output.
    struct Shared {
        var database: Database?
        var marker: FlushMarker?
        var cache: RowCache
    }

    /// Owned by the one `write` that runs.
    struct Writing {
        var lastGeneration: UInt32
        var failure: JournalError?
    }

    let shared: Mutex<Shared>
    let writing: Mutex<Writing>
    /// Generations whose flush never ended: one for each crash within a large flush.
    let abandoned: Set<UInt32>
    let path: String
    /// Bytes after which a flush starts another batch.
    let bytesPerBatch: Int

    private init(_ database: Database, cacheBytes: Int, bytesPerBatch: Int) throws(JournalError) {
        let recovered = try Self.recover(database)
        path = database.path
        self.bytesPerBatch = bytesPerBatch
        abandoned = recovered.abandoned
        writing = Mutex(Writing(lastGeneration: recovered.lastGeneration, failure: nil))
        shared = Mutex(
            Shared(database: database, marker: recovered.marker, cache: RowCache(byteLimit: cacheBytes)))
    }

    /// Opens the store in folder `path`, making it if it is missing.
    ///
    /// - Parameter cacheBytes: bytes of newest rows kept in memory.
    /// - Parameter bytesPerBatch: bytes after which a flush starts another batch. 1 MiB is what LevelDB groups
    ///   at most (LEVELDB §1); smaller only in tests.
    /// - Throws: `staleState` if the layout is another; `damagedState`, `locked`, `io`.
    public static func open(
        path: String, options: DatabaseOptions = .state(), cacheBytes: Int = 64 << 20, bytesPerBatch: Int = 1 << 20
    ) throws(JournalError) -> RowStore {
        try RowStore(Database(path: path, options: options), cacheBytes: cacheBytes, bytesPerBatch: bytesPerBatch)
    }

    /// The last complete flush, nil if there is none.
    public var marker: FlushMarker? { shared.withLock { $0.marker } }

    /// Bytes of rows in memory: at most what `open` was given.
    public var cachedBytes: Int { shared.withLock { $0.cache.bytes } }

    /// Lets go of the files once running reads end. Everything after it throws `closed`.
    public func close() {
        writing.withLock { _ in
            shared.withLock {
                $0.database = nil
                $0.cache = RowCache(byteLimit: 0)
            }
        }
    }

    func current() throws(JournalError) -> Database {
        guard let database = shared.withLock({ $0.database }) else {
            throw JournalError(.closed, "the rows in \(path) are closed; open them again")
        }
        return database
    }

    func damaged(_ what: String) -> JournalError {
        Self.damaged(what, path)
    }

    static func damaged(_ what: String, _ path: String) -> JournalError {
        .damage(isDerived: true, "\(what) in \(path) is damaged")
    }
}
