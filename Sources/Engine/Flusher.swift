import Dispatch
import HashTreeCollections
import Journal
import Ledger
import Schema

/// Writes changed rows while the writer goes on: one flush at a time, on its own queue.
final class Flusher: Sendable {
    private let store: RowStore
    private let log: (any EntryLog)?
    fileprivate let queue = DispatchQueue(label: "daybook.flush")

    /// - Parameter log: where the rows come from; its hash goes into each flush's marker. Nil: rows that nobody opens again.
    init(store: RowStore, log: (any EntryLog)?) {
        self.store = store
        self.log = log
    }

    /// Starts writing what was cut; `done` gets the flush's sequence, or why it failed.
    func start(
        _ contents: FlushContents, marker: FlushMarker, withIndexes: Bool = true,
        done: @escaping @Sendable (Result<UInt64, any Error>) -> Void
    ) {
        queue.async { [store, log] in
            do {
                var marker = marker
                if let log { marker.chainHash = try log.chainHash(through: marker.sequence) }
                try store.write(flush(of: contents, marker: marker, withIndexes: withIndexes))
                done(.success(marker.sequence))
            } catch {
                let isDamage = Damage(error) != nil
                done(.failure(isDamage ? error : EngineError(.io, "the rows could not be flushed: \(error)")))
            }
        }
    }
}

extension Flusher {
    /// Lets go of flushed rows on the flusher's queue: freeing tens of thousands of rows would hold up the writer.
    func release(_ tables: consuming Tables, _ view: consuming View? = nil) {
        queue.async { [tables, view] in withExtendedLifetime((tables, view)) {} }
    }
}

/// What was cut to be flushed.
struct FlushContents: Sendable {
    /// The rows are those of the flush in progress.
    let tables: Tables
    let commands: [CommandID: CommandRecord]
    let envelopes: EnvelopeIndex
}

/// What a flush writes: rows, index records, command ids, and the marker that makes it visible.
///
/// - Parameter withIndexes: whether anyone will look rows up by anything but their id.
func flush(of contents: FlushContents, marker: FlushMarker, withIndexes: Bool = true) throws -> Flush {
    var reader = FlushReader(flush: Flush(index: contents.envelopes.records, marker: marker), withIndexes: withIndexes)
    reader.flush.rows.reserveCapacity(contents.tables.flushingCount)
    reader.flush.commands.reserveCapacity(contents.commands.count)
    try contents.tables.forEach(&reader)
    for (id, record) in contents.commands { reader.flush.commands.append((id.text, record)) }
    return reader.flush
}

/// Takes the rows of every table's flush.
private struct FlushReader: TableReader {
    var flush: Flush
    let withIndexes: Bool

    mutating func read<E: Entity>(_ rows: RowTable<E>) throws {
        for (id, changed) in rows.immutableMemtable {
            let base = changed.base
            flush.rows.append(
                RowRecord(
                    table: E.table.rawValue, id: id, row: changed.row.canonicalBytes(),
                    touched: changed.touched.array, isNew: base == nil))
            guard withIndexes else { continue }
            let before = base?.indexKeys ?? []
            let after = changed.row.indexKeys
            for key in after where !before.contains(key) { flush.index.append(record(key, E.table, id, isPresent: true)) }
            for key in before where !after.contains(key) { flush.index.append(record(key, E.table, id, isPresent: false)) }
        }
    }
}

/// Deadlines of all tables share one index, so there the id says the table too.
private func record(_ key: IndexKey, _ table: Table, _ id: String, isPresent: Bool) -> IndexRecord {
    IndexRecord(
        index: key.index.rawValue, value: key.value, id: key.index == .deadline ? table.entity(id) : id, isPresent: isPresent)
}
