import Journal
public import Schema

/// A row as it is stored: its id, and its canonical protobuf bytes.
public typealias StoredRow = (id: String, row: [UInt8])

/// A fingerprint of a whole state: equal hashes mean equal rows, byte for byte.
///
/// SHA-256 over, for each table in order of its number and each row in the byte order of its id: the table's number (1 byte), the
/// lengths of id and row (4 bytes each, big endian), the id, and the row's canonical protobuf bytes.
public struct StateHash: Sendable, Equatable, CustomStringConvertible {
    /// 64 hex digits.
    public let description: String
    /// Rows counted, by table.
    public let counts: [Table: Int]

    /// Hashes what `page` gives: rows of a table after an id, in order; an empty page is the end.
    public init(_ page: (Table, String?) throws -> [StoredRow]) throws {
        var hasher = DigestHasher()
        var counts: [Table: Int] = [:]
        var head: [UInt8] = []
        for table in Table.allCases {
            var after: String?
            var count = 0
            while case let rows = try page(table, after), let last = rows.last {
                for (id, row) in rows {
                    head.removeAll(keepingCapacity: true)
                    head.append(table.rawValue)
                    head.append(length: id.utf8.count)
                    head.append(length: row.count)
                    head.append(contentsOf: id.utf8)
                    hasher.update(head)
                    hasher.update(row)
                }
                count += rows.count
                after = last.id
            }
            counts[table] = count
        }
        self.counts = counts
        description = Digest.hex(hasher.finish())
    }
}

extension [UInt8] {
    /// Appends a length in four bytes, the highest first.
    fileprivate mutating func append(length: Int) {
        for shift in stride(from: 24, through: 0, by: -8) { append(UInt8(truncatingIfNeeded: length >> shift)) }
    }
}

extension View {
    /// The hash over all rows of this view.
    public func stateHash() throws -> StateHash {
        try StateHash { table, after in
            try rows(Query(table, after: after, limit: 512)).rows.map { ($0.id, $0.bytes()) }
        }
    }
}
