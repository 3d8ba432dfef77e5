/// The newest rows in memory, up to a number of bytes.
///
/// Two halves: new and used rows go to the young half; when it is full the old half is dropped and
/// the young one becomes old. That keeps what is used, costs O(1), and needs no list to maintain.
struct RowCache {
    struct Key: Hashable {
        var table: UInt8
        var id: String
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

    /// Bytes held now: at most `byteLimit`.
    var bytes: Int { youngBytes + oldBytes }
    var count: Int { young.count + old.count }

    mutating func row(_ key: Key) -> [UInt8]? {
        if let row = young[key] { return row }
        guard let row = old[key] else { return nil }
        insert(key, row)
        return row
    }

    mutating func insert(_ key: Key, _ row: [UInt8]) {
        if !old.isEmpty, let replaced = old.removeValue(forKey: key) { oldBytes -= Self.cost(key, replaced) }
        let cost = Self.cost(key, row)
        let half = byteLimit / 2
        guard cost <= half else {
            if let replaced = young.removeValue(forKey: key) { youngBytes -= Self.cost(key, replaced) }
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
