import Glibc
import Schema

// Which warehouse serves which units of an order. Names stock, warehouses and the order.
//
// Candidates are ordered by distance to the customer, then those whose distance is not known; ties by id. Units of the order's own
// holds count as free where they lie, and a hold is no reason to ship from farther away. One warehouse that can serve everything
// is taken before the order is split; else one that can serve all of a SKU; else what there is, in that order. What an earlier
// order waits for is not given to a later one. The rest waits for the SKU, wherever it arrives, where that is allowed. The choice
// and the distances are recorded, never computed again.

/// All that an order wants of one SKU: lines of the same SKU are summed before anything is promised.
struct Demand {
    let sku: String
    var quantity: Int64
    /// Units of this SKU that may be waited for over all warehouses; 0 where the order does not allow it.
    let backorderLimit: Int64
}

/// Units of one SKU from one warehouse, or those that wait for goods: their warehouse is named when they are filled.
struct Part {
    /// Empty for units that wait.
    let warehouseID: String
    let distance: Int64?
    var reserved: Int64
    var backordered: Int64
}

/// A warehouse that has a stock row of anything wanted.
private struct Origin {
    let warehouseID: String
    let distance: Int64?
    /// Parallel to the demands: what lies free there, nil where the warehouse never had the SKU.
    var available: [Int64?]
}

/// What there is for a demand over all warehouses.
private struct Supply {
    /// Units that may be promised: free ones that nobody waits for, and those of the order's own holds.
    let promisable: Int64
    /// Units of the SKU that orders wait for already.
    let waiting: Int64
}

extension LedgerState {
    /// Chooses warehouses for all demands, or refuses with the first SKU there is not enough of. Parallel to `demands`.
    ///
    /// - Parameter held: by stock id, units that the order's own holds give back to it.
    mutating func allocate(
        _ demands: [Demand], to destination: Location?, held: [String: Int64]
    ) throws(DecisionError) -> [[Part]] {
        let (origins, supplies) = try origins(of: demands, to: destination, held: held)
        func isWhole(_ origin: Origin, _ index: Int) -> Bool {
            let quantity = demands[index].quantity
            return (origin.available[index] ?? 0) >= quantity && supplies[index].promisable >= quantity
        }
        let single = origins.first { origin in demands.indices.allSatisfy { isWhole(origin, $0) } }
        var parts: [[Part]] = []
        for (index, demand) in demands.enumerated() {
            if let whole = single ?? origins.first(where: { isWhole($0, index) }) {
                parts.append([
                    Part(warehouseID: whole.warehouseID, distance: whole.distance, reserved: demand.quantity, backordered: 0)
                ])
            } else {
                parts.append(try split(demand, index, over: origins, supplies[index]))
            }
        }
        return parts
    }

    /// What there is, in the candidates' order; the rest waits where that is allowed.
    private func split(
        _ demand: Demand, _ index: Int, over origins: [Origin], _ supply: Supply
    ) throws(DecisionError) -> [Part] {
        var parts: [Part] = []
        var left = min(demand.quantity, supply.promisable)
        var waits = demand.quantity
        for origin in origins where left > 0 {
            let taken = min(left, origin.available[index] ?? 0)
            guard taken > 0 else { continue }
            parts.append(Part(warehouseID: origin.warehouseID, distance: origin.distance, reserved: taken, backordered: 0))
            left -= taken
            waits -= taken
        }
        guard waits > 0 else { return parts }
        guard waits <= demand.backorderLimit - supply.waiting else {
            throw .insufficientStock(
                sku: demand.sku, warehouses: origins.filter { $0.available[index] != nil }.map(\.warehouseID),
                requested: demand.quantity, available: demand.quantity - waits)
        }
        parts.append(Part(warehouseID: "", distance: nil, reserved: 0, backordered: waits))
        return parts
    }

    private mutating func origins(
        of demands: [Demand], to destination: Location?, held: [String: Int64]
    ) throws(DecisionError) -> ([Origin], [Supply]) {
        var origins: [Origin] = []
        var supplies: [Supply] = []
        supplies.reserveCapacity(demands.count)
        for (index, demand) in demands.enumerated() {
            let goods = try goods(of: demand.sku)
            var heldUnits: Int64 = 0
            for row in goods.rows {
                let own = held.isEmpty ? 0 : held[row.stockID] ?? 0
                heldUnits += own
                let known = origins.firstIndex { $0.warehouseID == row.warehouseID }
                let place = known ?? origins.count
                if known == nil {
                    origins.append(
                        Origin(
                            warehouseID: row.warehouseID, distance: try distance(from: row.warehouseID, to: destination),
                            available: Array(repeating: nil, count: demands.count)))
                }
                origins[place].available[index] = row.unclaimed + own
            }
            supplies.append(Supply(promisable: goods.promisable + heldUnits, waiting: goods.waiting))
        }
        if origins.count > 1 { origins.sort { isNearer(($0.distance, $0.warehouseID), ($1.distance, $1.warehouseID)) } }
        return (origins, supplies)
    }

    /// Stock rows in the order in which they serve a customer who is there.
    mutating func nearestFirst(_ rows: [Stock], to destination: Location?) throws(DecisionError) -> [Stock] {
        guard rows.count > 1 else { return rows }
        var found: [(distance: Int64?, row: Stock)] = []
        for row in rows { found.append((try distance(from: row.warehouseID, to: destination), row)) }
        found.sort { isNearer(($0.distance, $0.row.warehouseID), ($1.distance, $1.row.warehouseID)) }
        return found.map(\.row)
    }

    private mutating func distance(from warehouse: String, to destination: Location?) throws(DecisionError) -> Int64? {
        guard let destination, let origin = try self.warehouse(warehouse)?.location else { return nil }
        return origin.meters(to: destination)
    }
}

/// By distance; unknown ones last; ties by id.
private func isNearer(_ left: (distance: Int64?, id: String), _ right: (distance: Int64?, id: String)) -> Bool {
    let (near, far) = (left.distance ?? .max, right.distance ?? .max)
    return near == far ? left.id < right.id : near < far
}

extension Location {
    /// Along a great circle, in whole metres: haversine with the earth's mean radius, 6371.0088 km.
    func meters(to other: Location) -> Int64 {
        let radians = Double.pi / 180 / 1_000_000
        let (here, there) = (Double(latitudeE6) * radians, Double(other.latitudeE6) * radians)
        let acrossLatitude = sin((there - here) / 2)
        let acrossLongitude = sin((Double(other.longitudeE6) - Double(longitudeE6)) * radians / 2)
        let chord = acrossLatitude * acrossLatitude + cos(here) * cos(there) * acrossLongitude * acrossLongitude
        return Int64((2 * 6_371_008.8 * asin(min(1, chord.squareRoot()))).rounded())
    }
}
