import Schema

// What has to agree between an order, the stock and its shipments after every entry: O2, S3, S6, B2, T1, T2.

extension Auditor {
    /// O2, B2: a line's units are in the stock's promises, and in the order's shipments.
    mutating func checkGoods(_ line: LineModel, of order: OrderModel, _ id: String, _ entity: String) {
        let name = "line \(line.id) "
        let parcels = order.sent.ids.compactMap { sums.shipments.byID[$0] }.filter { $0.lines[line.id] != nil }
        guard line.isGoods else {
            return expectNumber("O2", entity, name + "in shipments, and not shipped", parcels.sum { $0.units(of: line) }, 0)
        }
        for (warehouse, place) in line.places.sorted(by: { $0.key < $1.key }) {
            checkPlace(place, warehouse, of: line, id, parcels.filter { $0.warehouseID == warehouse })
        }
        for (status, what, units) in [
            (Shipment.Status.delivered, "delivered", line.delivered), (.lost, "lost", line.lost),
            (.returnedToSender, "returnedToSender", line.returned),
        ] {
            expectNumber("O2", entity, name + what, units, parcels.filter { $0.status == status }.sum { $0.units(of: line) })
        }
        // Only what is new is bounded: units of a lost parcel wait whatever the limit.
        if line.backordered > 0, order.placed == sequence {
            let limit = Sum(sums.products.variants[line.sku]?.variant.backorderLimit ?? 0)
            expectAtMost("B2", entity, name + "waiting for " + line.sku, supply(of: line.sku).waiting, limit)
        }
    }

    /// The same units as the stock has promised, and as the shipments from there hold.
    private mutating func checkPlace(
        _ place: LineModel.Place, _ warehouse: String, of line: LineModel, _ id: String, _ parcels: [ShipmentModel]
    ) {
        let entity = "order/" + id
        let name = "line \(line.id) at \(warehouse) "
        let goods = sums.stock.byID[line.sku + "@" + warehouse]
        let claim = "\(id)/\(line.id)"
        expectNumber("S3", entity, name + "reserved in stock", goods?.reservedBy[claim] ?? 0, place.reserved)
        expectNumber("S3", entity, name + "backordered in stock", goods?.backorderedBy[claim] ?? 0, place.backordered)
        let packed = parcels.filter(\.isInHouse).sum { $0.units(of: line) }
        expectNumber("O2", entity, name + "in shipments", packed, place.allocated)
        let shipped = parcels.filter(\.isShipped).sum { $0.units(of: line) }
        expectNumber("O2", entity, name + "in shipments that left", shipped, place.shipped)
    }

    /// S3 from the stock's side: what a claim has of it is what its order or hold says, also where the entry is not about that one.
    mutating func checkClaims(on stockID: String) {
        let (entity, stock) = ("stock/" + stockID, sums.stock.byID[stockID] ?? StockModel())
        for (key, claim) in flows.claims[stockID, default: [:]].sorted(by: { $0.key < $1.key }) {
            let claimed = claimed(by: claim, on: stockID)
            expectNumber("S3", entity, "reserved, as claimed by \(key),", stock.reservedBy[key] ?? 0, claimed.reserved)
            expectNumber("S3", entity, "backordered, as claimed by \(key),", stock.backorderedBy[key] ?? 0, claimed.backordered)
        }
    }

    /// What an order's line or a hold says that it has of a stock.
    private func claimed(by claim: StockClaim, on stockID: String) -> LineModel.Place {
        guard claim.reservationID.isEmpty else {
            guard let hold = sums.reservations.byID[claim.reservationID], hold.stockID == stockID else { return .init() }
            return .init(reserved: hold.remaining)
        }
        let sku = Self.sku(stockID)
        let line = sums.orders.byID[claim.orderID]?.lines.first { $0.id == claim.lineID && $0.sku == sku }
        return line?.places[String(stockID.dropFirst(sku.count + 1))] ?? .init()
    }

    /// O1 of an order that ended without a sale: no stock is promised to it, and it waits for none. By its own events there is
    /// nothing left of it, whatever became of the goods.
    mutating func checkNothingClaimed(_ lines: [LineModel], _ id: String, _ entity: String) {
        for line in lines {
            let claim = "\(id)/\(line.id)"
            let units = sums.stock.ofSKU[line.sku, default: []].sum { stockID in
                let stock = sums.stock.byID[stockID]
                return (stock?.reservedBy[claim] ?? 0) + (stock?.backorderedBy[claim] ?? 0)
            }
            expectNumber("O1", entity, "line \(line.id) of an order that is over: reserved, backordered in stock", units, 0)
        }
    }

    /// S6, O2: what left the stock for a shipment is what it holds, and its order knows it.
    mutating func checkShipped(_ id: String) {
        guard let model = sums.shipments.byID[id] else { return }
        let entity = "shipment/" + id
        let isKnown = sums.orders.byID[model.orderID]?.sent.ids.contains(id) ?? false
        expectTrue("O2", entity, isKnown, "its order \(model.orderID) knows it")
        expect("S6", entity, flows.shippedStock[id] ?? [:], model.hasLeft ? model.lines : [:])
    }

    /// T1, T2: what an event of a shipment or of scans that wait for one says about the order that it is of.
    mutating func checkOrdered(_ event: ShipmentEvent.OneOf_Event, _ id: String) {
        let order = sums.orders.byID[sums.shipments.byID[id]?.orderID ?? ""]
        switch event {
        case .dispatched(let event):
            let left = event.occurredAt.map(Instant.init) ?? time
            expectTrue(
                "T1", "shipment/" + id, order.map { $0.placedAt <= left } ?? false, "left after it was ordered, not at \(left)")
        case .scanned(let event):
            expectTrue("T2", "shipment/" + id, Self.isOfParcel(event.scan, order?.placedAt), "no scan of an earlier parcel")
        case .parcelAssigned(let event):
            let placedAt = sums.orders.byID[sums.shipments.byID[event.shipmentID]?.orderID ?? ""]?.placedAt
            let taken = sums.parcels.byID[id]?.scans.count { Self.isOfParcel($0, placedAt) } ?? 0
            expectTrue("T2", "parcel/" + id, taken > 0, "a scan that can be of the shipment")
            sums.shipments.assigned[event.shipmentID] = taken
        case .created, .packed, .delivered, .cancelled, .lost, .returnedToSender, .pickedUp, .trackingCorrected, .parcelScanned,
            .parcelExpired:
            break
        }
    }

    /// Whether a scan is not from before the order was placed, as far as clocks may differ.
    private static func isOfParcel(_ scan: Scan, _ placedAt: Instant?) -> Bool {
        guard let placedAt else { return false }
        return Instant(scan.occurredAt) >= placedAt.adding(seconds: -300)
    }
}

extension ShipmentModel {
    /// What it holds of a line.
    fileprivate func units(of line: LineModel) -> Sum { lines[line.id] ?? 0 }
}
