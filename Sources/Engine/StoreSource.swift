import Journal
import Ledger
import Schema

/// Rows as of one flush, for readers: never changes, whatever is flushed after.
struct FlushSource: RowSource {
    let store: RowStore
    /// The sequence of the flush; 0 before the first.
    let flush: UInt64

    func row(_ table: Table, _ id: String) throws -> [UInt8]? {
        flush == 0 ? nil : try store.row(table: table.rawValue, id: id, at: flush)
    }

    func ids(_ index: Index, _ value: String) throws -> [String] {
        flush == 0 ? [] : try store.ids(index: index.rawValue, value: value, after: nil, at: flush, limit: .max)
    }
}

/// Rows as of the last flush, for the writer: goes through the row cache.
///
/// Safe for it alone: a row it finds neither changed nor flushing has not changed since the flush before, so the newest
/// stored version is the right one even while a flush completes behind it.
struct LatestSource: RowSource {
    let store: RowStore

    func row(_ table: Table, _ id: String) throws -> [UInt8]? {
        try store.latest(table: table.rawValue, id: id)
    }

    func ids(_ index: Index, _ value: String) throws -> [String] {
        guard let flush = store.marker?.sequence else { return [] }
        return try store.ids(index: index.rawValue, value: value, after: nil, at: flush, limit: .max)
    }
}
