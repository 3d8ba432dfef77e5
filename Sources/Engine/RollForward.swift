import Journal
import Ledger
import Schema
import Synchronization

/// Rows of a flush that are rolled forward over the log, step by step.
struct RollForward {
    private(set) var tables: Tables
    /// The entry that is next.
    private(set) var next: UInt64
    /// Bytes of the entries, which say what has changed.
    private var entryBytes = 0
    private let below: CountedSource

    init(after flush: UInt64, in store: RowStore) {
        below = CountedSource(FlushSource(store: store, flush: flush))
        tables = Tables(source: below)
        next = flush + 1
    }

    /// Folds the next entries, as many as one step of a scan may.
    mutating func step(through last: UInt64, in log: any EntryLog) throws {
        guard next <= last else { return }
        let limit = Int(min(UInt64(EngineLimits.rowsPerScanStep), last - next + 1))
        let chunk = try log.entries(from: next, limit: limit, bytes: 1 << 20)
        guard !chunk.isEmpty else { throw EngineError(.damaged, "entry \(next) is missing from the log; restore a backup") }
        for bytes in chunk {
            let entry = try Entry.stored(bytes, next)
            try withoutRejections { () throws(DecisionError) in try tables.apply(entry) }
            entryBytes += bytes.count
            next += 1
        }
    }

    /// About how much memory the rows take: what they are made of, as it is stored, and what each of them takes beside that.
    var bytes: Int {
        let stored = entryBytes + below.bytes.load(ordering: .relaxed)
        return Self.bytesPerStoredByte * stored + Self.bytesPerRow * tables.changedCount
    }

    private static let bytesPerStoredByte = 4
    private static let bytesPerRow = 1024
}

/// Rows as of one flush, which are counted as they are read.
private final class CountedSource: RowSource {
    private let source: FlushSource
    let bytes = Atomic(0)

    init(_ source: FlushSource) {
        self.source = source
    }

    func row(_ table: Table, _ id: String) throws -> [UInt8]? {
        let row = try source.row(table, id)
        bytes.add(row?.count ?? 0, ordering: .relaxed)
        return row
    }

    func ids(_ index: Index, _ value: String) throws -> [String] { try source.ids(index, value) }
}
