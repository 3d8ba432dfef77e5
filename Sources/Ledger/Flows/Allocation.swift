import Glibc
import Schema

// Which warehouse serves which units of an order (DOMAIN §1.1 F15, §2.7). Names stock, warehouses and the order.
//
// Candidates are ordered: warehouses where this order's own holds lie, then by distance to the customer, then those whose
// distance is not known; ties by id. One warehouse that can serve everything is taken before the order is split; else one that
// can serve all of a SKU; else what there is, in that order. The choice and the distances are recorded, never computed again.

/// All that an order wants of one SKU: lines of the same SKU are summed before anything is promised (DOMAIN §1.4).
struct Demand {
    let sku: String
    var quantity: Int64
    /// Units of this SKU that may be waited for over all warehouses; 0 where the order does not allow it.
    let backorderLimit: Int64
}

/// Units of one SKU from one warehouse.
struct Part {
    let warehouseID: String
    let distance: Int64?
    var reserved: Int64
    var backordered: Int64
}

/// A warehouse that has a stock row of anything wanted.
private struct Origin {
    let warehouseID: String
    let distance: Int64?
    var isHolding: Bool
    /// Parallel to the demands: what can be promised, nil where the warehouse never had the SKU.
    var available: [Int64?]

    static func isBefore(_ left: Origin, _ right: Origin) -> Bool {
        if left.isHolding != right.isHolding { return left.isHolding }
        let (near, far) = (left.distance ?? .max, right.distance ?? .max)
        return near == far ? left.warehouseID < right.warehouseID : near < far
    }
}

extension Book {
    /// Chooses warehouses for all demands, or refuses with the first SKU there is not enough of. Parallel to `demands`.
    ///
    /// - Parameter held: by stock id, units that the order's own holds give back to it.
    mutating func allocate(
        _ demands: [Demand], to destination: Location?, held: [String: Int64]
    ) throws(Refusal) -> [[Part]] {
        let origins = try origins(of: demands, to: destination, held: held)
        let single = origins.first { origin in
            demands.indices.allSatisfy { (origin.available[$0] ?? 0) >= demands[$0].quantity }
        }
        var parts: [[Part]] = []
        for (index, demand) in demands.enumerated() {
            let whole = single ?? origins.first { ($0.available[index] ?? 0) >= demand.quantity }
            if let whole {
                parts.append([
                    Part(warehouseID: whole.warehouseID, distance: whole.distance, reserved: demand.quantity, backordered: 0)
                ])
            } else {
                parts.append(try split(demand, index, over: origins))
            }
        }
        return parts
    }

    /// What there is, in the candidates' order; the rest is waited for where that is allowed.
    private mutating func split(_ demand: Demand, _ index: Int, over origins: [Origin]) throws(Refusal) -> [Part] {
        var parts: [Part] = []
        var left = demand.quantity
        for origin in origins where left > 0 {
            let taken = min(left, origin.available[index] ?? 0)
            guard taken > 0 else { continue }
            parts.append(Part(warehouseID: origin.warehouseID, distance: origin.distance, reserved: taken, backordered: 0))
            left -= taken
        }
        guard left > 0 else { return parts }
        var waiting: Int64 = 0
        for row in try stockRows(of: demand.sku) { waiting = waiting.addingReportingOverflow(row.backordered).partialValue }
        let places = origins.filter { $0.available[index] != nil }
        guard let first = places.first, left <= demand.backorderLimit - waiting else {
            throw .insufficientStock(
                sku: demand.sku, warehouses: places.map(\.warehouseID), requested: demand.quantity,
                available: demand.quantity - left)
        }
        if let index = parts.firstIndex(where: { $0.warehouseID == first.warehouseID }) {
            parts[index].backordered = left
        } else {
            parts.append(Part(warehouseID: first.warehouseID, distance: first.distance, reserved: 0, backordered: left))
        }
        return parts
    }

    private mutating func origins(
        of demands: [Demand], to destination: Location?, held: [String: Int64]
    ) throws(Refusal) -> [Origin] {
        var origins: [Origin] = []
        for (index, demand) in demands.enumerated() {
            // What waits for the SKU wherever it arrives has a row without a warehouse.
            for row in try stockRows(of: demand.sku) where !row.warehouseID.isEmpty {
                let own = held.isEmpty ? 0 : held[row.stockID] ?? 0
                let known = origins.firstIndex { $0.warehouseID == row.warehouseID }
                let place = known ?? origins.count
                if known == nil {
                    origins.append(
                        Origin(
                            warehouseID: row.warehouseID, distance: try distance(from: row.warehouseID, to: destination),
                            isHolding: false, available: Array(repeating: nil, count: demands.count)))
                }
                // Why max: one warehouse that is short must not hide what another has (DOMAIN §1.4).
                origins[place].available[index] = max(0, row.available) + own
                if own > 0 { origins[place].isHolding = true }
            }
        }
        return origins.count < 2 ? origins : origins.sorted(by: Origin.isBefore)
    }

    private mutating func distance(from warehouse: String, to destination: Location?) throws(Refusal) -> Int64? {
        guard let destination, let origin = try self.warehouse(warehouse), origin.hasLocation else { return nil }
        return origin.location.meters(to: destination)
    }
}

extension Location {
    /// Along a great circle, in whole metres: haversine with the earth's mean radius, 6371.0088 km (DOMAIN §1.1 F15).
    func meters(to other: Location) -> Int64 {
        let radians = Double.pi / 180 / 1_000_000
        let (here, there) = (Double(latitudeE6) * radians, Double(other.latitudeE6) * radians)
        let acrossLatitude = sin((there - here) / 2)
        let acrossLongitude = sin((Double(other.longitudeE6) - Double(longitudeE6)) * radians / 2)
        let chord = acrossLatitude * acrossLatitude + cos(here) * cos(there) * acrossLongitude * acrossLongitude
        return Int64((2 * 6_371_008.8 * asin(min(1, chord.squareRoot()))).rounded())
    }
}
