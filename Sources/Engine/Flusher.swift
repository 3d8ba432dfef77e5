import Dispatch
import HashTreeCollections
import Journal
import Ledger
import Schema

/// Writes changed rows behind the writer's back: one flush at a time, on its own queue.
final class Flusher: Sendable {
    private let store: RowStore
    fileprivate let queue = DispatchQueue(label: "daybook.flush")

    init(store: RowStore) {
        self.store = store
    }

    /// Starts writing what was cut; `done` gets the flush's sequence, or why it failed.
    func start(
        _ tables: Tables, commands: [String: CommandRecord], marker: FlushMarker,
        done: @escaping @Sendable (Result<UInt64, EngineError>) -> Void
    ) {
        queue.async { [store] in
            do {
                try store.write(flush(of: tables, commands: commands, marker: marker))
                done(.success(marker.sequence))
            } catch {
                done(.failure(EngineError(.io, "the rows could not be flushed: \(error)")))
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

/// What a cut has to put on disk: rows, their places in indexes, command ids, and the marker that makes it count.
func flush(of tables: Tables, commands: [String: CommandRecord], marker: FlushMarker) throws -> Flush {
    var rows: [RowRecord] = []
    var index: [IndexRecord] = []
    func add<R: RowMessage>(_ table: RowTable<R>) throws {
        for (id, changed) in table.flushing {
            rows.append(
                RowRecord(
                    table: R.table.rawValue, id: id, row: try changed.row.canonicalBytes(),
                    touched: changed.touched.array, isNew: changed.base == nil))
            let before = changed.base?.indexKeys ?? []
            let after = changed.row.indexKeys
            for key in after where !before.contains(key) {
                index.append(
                    IndexRecord(index: key.index.rawValue, value: key.value, id: indexID(key, R.table, id), isPresent: true))
            }
            for key in before where !after.contains(key) {
                index.append(
                    IndexRecord(index: key.index.rawValue, value: key.value, id: indexID(key, R.table, id), isPresent: false))
            }
        }
    }
    try add(tables.products)
    try add(tables.warehouses)
    try add(tables.stock)
    try add(tables.reservations)
    try add(tables.orders)
    try add(tables.payments)
    try add(tables.shipments)
    return Flush(rows: rows, index: index, commands: commands.map { (id: $0.key, record: $0.value) }, marker: marker)
}

/// Deadlines of all tables share one index, so there the id says the table too.
private func indexID(_ key: IndexKey, _ table: Table, _ id: String) -> String {
    key.index == .deadline ? table.entity(id) : id
}
