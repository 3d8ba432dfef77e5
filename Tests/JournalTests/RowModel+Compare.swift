import Journal
import Schema
import TestTools
import Testing

extension RowModel {
    /// Compares everything a reader can ask, as of every flush.
    func compare(with store: RowStore, _ random: inout SplitMix64) throws {
        try #require(store.marker == markers.last)
        try compareMarkers(store)
        try compareCommands(store)
        for table in Self.tables {
            for id in Self.ids {
                try #require(try store.latest(table: table, id: id) == row(table, id, at: last))
            }
        }
        for marker in markers {
            try compareRows(store, at: marker.sequence, &random)
            try compareLists(store, at: marker.sequence, &random)
        }
        try #require(try store.rows(table: 0, at: .max, limit: 100).count == rows(0, prefix: "", at: last).count)
    }

    private func compareMarkers(_ store: RowStore) throws {
        for sequence in 0...(last + 2) {
            let expected = markers.last { $0.sequence <= sequence }
            try #require(try store.marker(atOrBefore: sequence) == expected)
        }
        guard let first = markers.first, let newest = markers.last else { return }
        for time in (first.time - 2)...(newest.time + 2) {
            let expected = markers.last { $0.time <= time }
            try #require(try store.marker(atOrBeforeTime: time) == expected)
        }
    }

    private func compareCommands(_ store: RowStore) throws {
        for sequence in 1...(last + 40) {
            try #require(try store.command("c-\(sequence)") == commands["c-\(sequence)"])
        }
    }

    private func compareRows(_ store: RowStore, at flush: UInt64, _ random: inout SplitMix64) throws {
        for table in Self.tables {
            for id in Self.ids {
                try #require(try store.row(table: table, id: id, at: flush) == row(table, id, at: flush))
                let history = try store.history(table: table, id: id, at: flush)
                try #require(history == touched(table, id, after: 0, through: flush))
                let after = UInt64.random(in: 0...last, using: &random)
                let through = UInt64.random(in: 0...(last + 2), using: &random)
                let some = try store.touched(table: table, id: id, after: after, through: through)
                try #require(some == touched(table, id, after: after, through: through), "\(id) \(after) \(through)")
            }
        }
    }

    private func compareLists(_ store: RowStore, at flush: UInt64, _ random: inout SplitMix64) throws {
        for table in Self.tables {
            for prefix in ["", "a", "ab", "order-1", "z"] {
                let limit = Int.random(in: 1...4, using: &random)
                var after: String?
                var found: [(id: String, row: [UInt8])] = []
                while true {
                    let page = try store.rows(table: table, prefix: prefix, after: after, at: flush, limit: limit)
                    found += page
                    if page.count < limit { break }
                    after = page.last?.id
                }
                let expected = rows(table, prefix: prefix, at: flush)
                try #require(found.map(\.id) == expected.map(\.id))
                try #require(found.map(\.row) == expected.map(\.row))
            }
            var all: [String] = []
            for value in Self.values.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
                let expected = ids(table, value, at: flush)
                let first = try store.ids(index: table, value: value, at: flush, limit: 2)
                try #require(first == Array(expected.prefix(2)))
                let rest = try store.ids(index: table, value: value, after: first.last, at: flush, limit: 99)
                try #require(first + rest == expected)
                if value.utf8.lexicographicallyPrecedes("open".utf8) { continue }
                all += expected.map { value + "/" + $0 }
            }
            var scanned: [String] = []
            try store.indexEntries(index: table, fromValue: "open", at: flush) { value, id in
                scanned.append(value + "/" + id)
                return true
            }
            try #require(scanned == all)
        }
    }
}
