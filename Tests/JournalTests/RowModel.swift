import Journal
import TestTools

/// The reference for RowStore: the same flushes in plain dictionaries, and a seeded generator of flushes.
struct RowModel {
    struct Key: Hashable {
        var table: UInt8
        var id: String
    }
    struct IndexKey: Hashable {
        var index: UInt8
        var value: String
        var id: String
    }
    struct Version {
        var flush: UInt64
        var row: [UInt8]
        var touched: [UInt64]
    }

    static let tables: [UInt8] = [0, 1, 255]
    /// Ids that are prefixes of each other, hold the byte that ends a group's range, or are not ASCII.
    static let ids = ["a", "a\u{1}", "ab", "abc", "a b", "b", "ba", "é", "\u{7F}", "\u{10FFFF}", "order-1", "order-10", "order-2"]
    static let values = ["", "open", "open\u{1}", "opened", "paid", "ÿ"]

    var versions: [Key: [Version]] = [:]
    var index: [IndexKey: [(flush: UInt64, isPresent: Bool)]] = [:]
    var commands: [String: CommandRecord] = [:]
    var markers: [FlushMarker] = []

    var last: UInt64 { markers.last?.sequence ?? 0 }

    /// A random flush `span` sequences long, on top of this state.
    func flush(_ random: inout SplitMix64, span: UInt64, rowBytes: Int = 20) -> Flush {
        let marker = FlushMarker(
            sequence: last + span, time: (markers.last?.time ?? 1000) + Int64.random(in: 1...50, using: &random),
            entries: last + span, rejected: UInt64.random(in: 0...last, using: &random))
        var flush = Flush(marker: marker)
        for table in Self.tables {
            for id in Self.ids where Int.random(in: 0..<3, using: &random) == 0 {
                let touched = ((last + 1)...marker.sequence).filter { _ in Bool.random(using: &random) }
                let row = random.bytes(Int.random(in: 0...rowBytes, using: &random))
                flush.rows.append(
                    RowRecord(
                        table: table, id: id, row: row, touched: touched,
                        isNew: versions[Key(table: table, id: id)] == nil))
            }
        }
        for index in Self.tables {
            for value in Self.values {
                for id in Self.ids.prefix(6) where Int.random(in: 0..<4, using: &random) == 0 {
                    let now = self.index[IndexKey(index: index, value: value, id: id)]?.last?.isPresent ?? false
                    flush.index.append(IndexRecord(index: index, value: value, id: id, isPresent: !now))
                }
            }
        }
        for sequence in (last + 1)...marker.sequence {
            // What command an entry records is fixed by the log, so it follows from the sequence alone.
            flush.commands.append(
                ("c-\(sequence)", CommandRecord(sequence: sequence, hash: Digest.sha256(entry(sequence)))))
        }
        flush.rows.shuffle(using: &random)
        return flush
    }

    mutating func apply(_ flush: Flush) {
        for record in flush.rows {
            versions[Key(table: record.table, id: record.id), default: []].append(
                Version(flush: flush.marker.sequence, row: record.row, touched: record.touched))
        }
        for record in flush.index {
            index[IndexKey(index: record.index, value: record.value, id: record.id), default: []].append(
                (flush.marker.sequence, record.isPresent))
        }
        for (id, record) in flush.commands { commands[id] = record }
        markers.append(flush.marker)
    }

    func row(_ table: UInt8, _ id: String, at flush: UInt64) -> [UInt8]? {
        versions[Key(table: table, id: id)]?.last { $0.flush <= flush }?.row
    }

    func touched(_ table: UInt8, _ id: String, after: UInt64, through: UInt64) -> [UInt64] {
        (versions[Key(table: table, id: id)] ?? []).flatMap(\.touched).filter { $0 > after && $0 <= through }
    }

    func rows(_ table: UInt8, prefix: String, at flush: UInt64) -> [(id: String, row: [UInt8])] {
        Self.ids.filter { $0.utf8.starts(with: prefix.utf8) }
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            .compactMap { id in row(table, id, at: flush).map { (id, $0) } }
    }

    func ids(_ index: UInt8, _ value: String, at flush: UInt64) -> [String] {
        Self.ids.filter { id in
            self.index[IndexKey(index: index, value: value, id: id)]?.last { $0.flush <= flush }?.isPresent ?? false
        }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}
