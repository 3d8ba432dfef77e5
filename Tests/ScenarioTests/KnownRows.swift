import Foundation

/// What the service has answered of its rows: of each entity the newest row, and all before it with the sequence each was read at.
struct KnownRows {
    private struct Version {
        let sequence: Int
        let bytes: Data
    }

    private(set) var claims = Claims()
    private var rows: [String: Row] = [:]
    private var versions: [String: [Version]] = [:]
    private var ids: [String: [String]] = [:]

    /// The newest row of an entity, `order/O-1`.
    subscript(_ entity: String) -> Row? { rows[entity] }
    subscript(_ kind: String, _ id: String) -> Row? { rows[kind + "/" + id] }

    /// Ids of a kind of entity, in the order in which they came.
    func ids(_ kind: String) -> [String] { ids[kind] ?? [] }

    var entities: [String] { ids.flatMap { kind, ids in ids.map { kind + "/" + $0 } }.sorted() }

    /// The rows that an order names.
    func payments(of order: Row) -> [Row] { order.texts("paymentIds").compactMap { self["payment", $0] } }
    func shipments(of order: Row) -> [Row] { order.texts("shipmentIds").compactMap { self["shipment", $0] } }

    mutating func learn(_ entity: String, _ bytes: Data, at sequence: Int) throws {
        let row = try Row(bytes)
        if rows[entity] == nil {
            let parts = entity.split(separator: "/", maxSplits: 1).map(String.init)
            ids[parts[0], default: []].append(parts[1])
        }
        rows[entity] = row
        versions[entity, default: []].append(Version(sequence: sequence, bytes: bytes))
        claims.learn(entity, row)
    }

    /// An entity's row as it was answered at, or last before, a sequence; nil if it was not there yet.
    func bytes(of entity: String, at sequence: Int = .max) -> Data? {
        versions[entity]?.last { $0.sequence <= sequence }?.bytes
    }
}

/// What the lines of orders and the holds claim of stock, by stock id: the other side of what stock rows say.
struct Claims {
    struct Claim: Equatable {
        var reserved = 0
        var waiting = 0
    }

    private(set) var totals: [String: Claim] = [:]
    private var claims: [String: [String: Claim]] = [:]

    /// The stock that an entity claims units of, or did before.
    func stock(of entity: String) -> [String] { Array(claims[entity, default: [:]].keys) }

    mutating func learn(_ entity: String, _ row: Row) {
        var new: [String: Claim] = [:]
        // What was claimed before stays named with 0, so that its stock is looked at, too.
        for id in claims[entity, default: [:]].keys { new[id] = Claim() }
        if entity.hasPrefix("order/") {
            for line in row.lines {
                for part in line.rows("allocations") {
                    let id = line.text("sku") + "@" + part.text("warehouseId")
                    new[id, default: Claim()].reserved += part.number("reserved")
                    new[id, default: Claim()].waiting += part.number("backordered")
                }
            }
        } else if entity.hasPrefix("reservation/") {
            let left = row.number("quantity") - row.number("consumed") - row.number("released")
            new[row.text("sku") + "@" + row.text("warehouseId")] = Claim(reserved: row.status == "HELD" ? left : 0)
        }
        for (id, claim) in claims[entity, default: [:]] {
            totals[id, default: Claim()].reserved -= claim.reserved
            totals[id, default: Claim()].waiting -= claim.waiting
        }
        for (id, claim) in new {
            totals[id, default: Claim()].reserved += claim.reserved
            totals[id, default: Claim()].waiting += claim.waiting
        }
        claims[entity] = new
    }
}
