import TestTools

// Goods that come, are counted, judged, thrown away, and held for checkouts.

extension Shop {
    private func place(_ goods: [Goods] = Goods.stocked) -> (sku: String, fields: [String: Any]) {
        let sku = random.pick(goods).id
        return (sku, ["sku": sku, "warehouseId": random.pick(Goods.warehouses).id])
    }

    func receiveStock() throws {
        let goods = place()
        var fields = goods.fields
        let quantity = Int(random.number(1...6))
        fields["quantity"] = quantity
        try send("stock", "receive", fields) { $0.move(quantity, of: goods.sku) }
    }

    func changeStock() throws {
        let goods = place()
        var fields = goods.fields
        let quantity = Int(random.number(1...3))
        fields["quantity"] = quantity
        switch random.number(0...6) {
        case 0...2:
            let delta = random.oneIn(3) ? quantity : -quantity
            fields["quantity"] = nil
            fields["delta"] = delta
            fields["reason"] = random.pick(["DAMAGE", "THEFT", "FOUND", "STOCKTAKE"])
            if random.oneIn(2) { fields["breakReservations"] = true }
            try send("stock", "adjust", fields) { $0.move(delta, of: goods.sku) }
        case 3, 4: try send("stock", "quarantine", fields)
        default: try judgeStock()
        }
    }

    /// Goods in quarantine are found to be good, or thrown away.
    private func judgeStock() throws {
        let rows = known.ids("stock").compactMap { known["stock", $0] }
        guard let row = rows.filter({ $0.number("quarantined") > 0 }).randomElement(using: &random) else { return }
        let quantity = Int(random.number(1...Int64(row.number("quarantined") + (random.oneIn(6) ? 1 : 0))))
        let sku = row.text("sku")
        let fields: [String: Any] = ["sku": sku, "warehouseId": row.text("warehouseId"), "quantity": quantity]
        if random.oneIn(2) { try send("stock", "releaseQuarantine", fields) }
        try send("stock", "scrap", fields) { $0.move(-quantity, of: sku) }
    }

    func changeHold() throws {
        let isAny = random.oneIn(10)
        let holds = known.ids("reservation").suffix(15).filter { isAny || known["reservation", $0]?.status == "HELD" }
        if holds.isEmpty || random.oneIn(3) { return try reserve() }
        let id = random.pick(holds)
        if random.oneIn(2) {
            try send("stock", "extendReservation", ["reservationId": id, "expiresInSeconds": Int(random.number(1...4000))])
            return
        }
        var fields: [String: Any] = ["reservationId": id]
        if random.oneIn(2) { fields["quantity"] = 1 }
        try send("stock", "releaseReservation", fields)
    }

    private func reserve() throws {
        var fields = place(Goods.all).fields
        fields["reservationId"] = "H-\(known.ids("reservation").count + 1)-\(clock % 997)"
        fields["quantity"] = Int(random.number(1...3))
        if random.oneIn(2) { fields["warehouseId"] = nil }
        if random.oneIn(2) { fields["shipTo"] = somewhere() }
        if random.oneIn(2) { fields["expiresInSeconds"] = Int(random.number(1...3600)) }
        try send("stock", "reserve", fields)
    }

    func changePrice() throws {
        let goods = random.pick(Goods.all)
        let price: [String: Any] = ["amount": Int(random.number(100...9000)), "currency": goods.currency]
        try send("catalog", "setPrice", ["sku": goods.id, "price": price])
    }
}
