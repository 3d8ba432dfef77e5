import TestTools

// Parcels: packed in parts, sent, scanned early and in any order, lost, returned, corrected, handed over.

extension Shop {
    private func someShipment(_ isWanted: (Row) -> Bool = { _ in true }) -> Row? {
        let ids = known.ids("shipment")
        let young = ids.suffix(25).compactMap { known["shipment", $0] }.filter(isWanted)
        if let shipment = young.randomElement(using: &random), !random.oneIn(8) { return shipment }
        return ids.compactMap { known["shipment", $0] }.filter(isWanted).randomElement(using: &random)
    }

    func moveShipment() throws {
        switch random.number(0...13) {
        case 0...4: try createShipment()
        case 5...9: try sendShipment()
        case 10: try reportTrouble()
        case 11: try correctTracking()
        default:
            guard let shipment = someShipment({ $0.isInHouse || random.oneIn(8) }) else { return }
            let verb = random.oneIn(3) ? "cancel" : "pack"
            try send("shipment", verb, ["shipmentId": shipment.shipmentID])
        }
    }

    private func createShipment() throws {
        let ready = someOrder { order in
            order.status == "CONFIRMED" && order.lines.contains { $0.number("reserved") > $0.number("allocated") }
        }
        guard let order = ready else { return try answerOperation() }
        var shipments: [String: [[String: Any]]] = [:]
        for line in order.lines {
            for part in line.rows("allocations") {
                let left = part.number("reserved") - part.number("allocated")
                guard left > 0 else { continue }
                let units = random.oneIn(3) ? Int(random.number(1...Int64(left))) : left
                let packed: [String: Any] = ["lineId": line.lineID, "quantity": random.oneIn(30) ? left + 1 : units]
                shipments[part.text("warehouseId"), default: []].append(packed)
            }
        }
        guard let warehouse = shipments.keys.sorted().randomElement(using: &random) else { return }
        var fields: [String: Any] = ["orderId": order.orderID, "warehouseId": warehouse]
        fields["shipmentId"] = "S-\(known.ids("shipment").count + 1)"
        fields["lines"] = shipments[warehouse]
        try send("shipment", "create", fields)
    }

    private func sendShipment() throws {
        guard let shipment = someShipment({ $0.isInHouse || random.oneIn(20) }) else { return try createShipment() }
        let id = shipment.shipmentID
        var fields: [String: Any] = ["shipmentId": id]
        if random.oneIn(6) { fields["allowUnpaid"] = true }
        let isPickup = known["order", shipment.orderID]?.text("deliveryMethod") == "PICKUP"
        var verb = "confirmPickup"
        if !isPickup || random.oneIn(4) {
            verb = "dispatch"
            fields["carrier"] = "DHL"
            fields["trackingNumber"] = random.oneIn(30) ? number(of: "S-1") : number(of: id)
        }
        try send("shipment", verb, fields) { tally in
            // One that was underway to where it is picked up has left already.
            guard shipment.isInHouse else { return }
            for line in shipment.lines { tally.move(-line.number("quantity"), of: line.text("sku")) }
        }
    }

    /// The number that a shipment's label has, before anyone here has been told.
    private func number(of shipment: String) -> String { "T-" + shipment }

    // MARK: Scans

    /// A scan of a parcel that is in the house yet, underway or long there; again; or under another's id.
    func scan() throws {
        if random.oneIn(6), var old = tally.scans.suffix(40).randomElement(using: &random) {
            if random.oneIn(5) { old["status"] = "EXCEPTION" }
            return try record(old)
        }
        guard let shipment = someShipment({ $0.status == "SHIPPED" || random.oneIn(5) }) else { return try sendShipment() }
        let id = shipment.shipmentID
        let known = shipment.text("trackingNumber")
        var fields: [String: Any] = ["carrier": "DHL", "trackingNumber": known.isEmpty ? number(of: id) : known]
        // Some parcels are nobody's here.
        if random.oneIn(16) { fields["trackingNumber"] = "X-\(clock)" }
        fields["scanId"] = "scan-\(clock)"
        let words = ["INFO_RECEIVED", "IN_TRANSIT", "OUT_FOR_DELIVERY", "ATTEMPT_FAIL"]
        fields["status"] = random.oneIn(2) ? "DELIVERED" : random.pick(words)
        fields["occurredAt"] = Self.text(clock - Int(random.oneIn(6) ? random.number(0...20_000) : random.number(-60...0)))
        try record(fields)
    }

    private func record(_ fields: [String: Any]) throws {
        let code = try send("shipment", "recordScan", fields) { $0.scans.append(fields) }
        if let code, code != "scan_conflict", code != "invalid_argument" { throw ScenarioFailure("a scan was refused: \(code)") }
    }

    // MARK: Trouble

    private func reportTrouble() throws {
        guard let shipment = someShipment({ $0.status == "SHIPPED" || random.oneIn(20) }) else { return try scan() }
        let verb = random.oneIn(2) ? "reportLost" : "reportReturnedToSender"
        try send("shipment", verb, ["shipmentId": shipment.shipmentID, "reason": "no trace"])
    }

    private func correctTracking() throws {
        let states = ["DELIVERED", "LOST", "RETURNED_TO_SENDER", "SHIPPED"]
        guard let shipment = someShipment({ states.contains($0.status) || random.oneIn(20) }) else { return try scan() }
        var fields: [String: Any] = ["shipmentId": shipment.shipmentID, "reason": "read wrongly"]
        if shipment.status != "SHIPPED" { fields["status"] = "SHIPPED" }
        if shipment.status == "SHIPPED" || random.oneIn(4) { fields["trackingNumber"] = "N-\(clock)" }
        if random.oneIn(4) { fields["carrier"] = "DHL" }
        try send("shipment", "correctTracking", fields)
    }
}
