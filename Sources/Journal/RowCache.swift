/// The newest rows in memory, up to a number of bytes.
///
/// Two halves: new and used rows go to the young half; when it is full the old half is dropped and
/// the young one becomes old. That keeps what is used, costs O(1), and needs no list to maintain.
struct RowCache {
    /// A row's table and id, hashed once: each is looked for in both halves.
    struct Key: Hashable {
        let table: UInt8
        let id: String
        private let hash: Int

        init(table: UInt8, id: String) {
            self.table = table
            self.id = id
            var hasher = Hasher()
            hasher.combine(table)
            hasher.combine(id)
            hash = hasher.finalize()
        }

        static func == (left: Key, right: Key) -> Bool {
            left.hash == right.hash && left.table == right.table && left.id == right.id
        }

        func hash(into hasher: inout Hasher) { hasher.combine(hash) }
    }

    /// Bytes a dictionary entry takes besides the id and row, about: key, headers, load factor.
    static let bytesPerRow = 128

    let byteLimit: Int
    private var young: [Key: [UInt8]] = [:]
    private var old: [Key: [UInt8]] = [:]
    private var youngBytes = 0
    private var oldBytes = 0

    init(byteLimit: Int) {
        self.byteLimit = byteLimit
    }

    /// Bytes held now: at most `byteLimit`. What both halves have counts in both.
    var bytes: Int { youngBytes + oldBytes }

    mutating func row(_ key: Key) -> [UInt8]? {
        if let row = young[key] { return row }
        guard let row = old[key] else { return nil }
        insert(key, row)
        return row
    }

    /// The row from now on. One that the old half has of it is never looked at again, and goes with that half.
    mutating func insert(_ key: Key, _ row: [UInt8]) {
        let cost = Self.cost(key, row)
        let half = byteLimit / 2
        guard cost <= half else {
            if let replaced = young.removeValue(forKey: key) { youngBytes -= Self.cost(key, replaced) }
            if let replaced = old.removeValue(forKey: key) { oldBytes -= Self.cost(key, replaced) }
            return
        }
        if youngBytes + cost > half {
            if let replaced = young.removeValue(forKey: key) { youngBytes -= Self.cost(key, replaced) }
            old = young
            oldBytes = youngBytes
            young = [:]
            youngBytes = 0
        }
        if let replaced = young.updateValue(row, forKey: key) { youngBytes -= Self.cost(key, replaced) }
        youngBytes += cost
    }

    private static func cost(_ key: Key, _ row: [UInt8]) -> Int {
        bytesPerRow + key.id.utf8.count + row.count
    }
}
