import TestTools

// Customers and staff: orders are placed, held, cancelled, received and closed.

extension Shop {
    /// Some order, rather a young one.
    func someOrder(_ isWanted: (Row) -> Bool = { _ in true }) -> Row? {
        let ids = known.ids("order")
        let young = ids.suffix(25).compactMap { known["order", $0] }.filter(isWanted)
        if let order = young.randomElement(using: &random), !random.oneIn(8) { return order }
        return ids.compactMap { known["order", $0] }.filter(isWanted).randomElement(using: &random)
    }

    // MARK: Placing

    func placeOrder() throws {
        let id = "O-\(known.ids("order").count + 1)-\(clock % 997)"
        let currency = random.oneIn(6) ? "JPY" : "EUR"
        let offered = Goods.all.filter { $0.currency == currency }
        var (lines, total): ([[String: Any]], Int) = ([], 0)
        for _ in 0..<random.number(1...3) {
            let (line, net) = orderLine(random.pick(offered))
            lines.append(line)
            total += net
        }
        var order: [String: Any] = ["orderId": id, "customerId": random.pick(Goods.customers), "currency": currency]
        order["lines"] = lines
        order["allowBackorder"] = random.oneIn(2)
        if random.oneIn(2) {
            order["shippingFee"] = 490
            total += 490
        }
        let fees = fees(on: total)
        if !fees.isEmpty { order["fees"] = fees.map { ["code": "F", "amount": $0] } }
        total += fees.reduce(0, +)
        if random.oneIn(3) { order["expectedTotal"] = total }
        if random.oneIn(3) { order["payWithinSeconds"] = Int(random.number(30...20_000)) }
        if random.oneIn(5) { order["deliveryMethod"] = "PICKUP" }
        if random.oneIn(2) { order["shipTo"] = ["country": "DE", "location": somewhere()] }
        let holds = known.ids("reservation").suffix(12).filter { known["reservation", $0]?.status == "HELD" }
        if !holds.isEmpty, random.oneIn(3) { order["reservationIds"] = [random.pick(holds)] }
        let tenders = tenders(of: total, for: id)
        if !tenders.isEmpty { order["payments"] = tenders }
        try send("order", "place", order) { $0.totals[id] = total }
    }

    func somewhere() -> [String: Any] {
        ["latitudeE6": Int(random.number(41_000_000...60_000_000)), "longitudeE6": Int(random.number(2_000_000...14_000_000))]
    }

    private func orderLine(_ goods: Goods) -> (fields: [String: Any], net: Int) {
        let quantity = Int(random.number(1...4))
        var line: [String: Any] = ["sku": goods.id, "quantity": quantity]
        var price = price(of: goods)
        if random.oneIn(12) {
            price = Int(random.number(0...3000))
            line["unitPrice"] = price
            line["priceOverride"] = true
        }
        var net = price * quantity
        if random.oneIn(8), net > 0 {
            let discount = Int(random.number(1...Int64(net)))
            line["discount"] = discount
            net -= discount
        }
        return (line, net)
    }

    /// What the catalog asks for goods now.
    private func price(of goods: Goods) -> Int {
        let variants = known["product", "P-" + goods.id]?.rows("variants") ?? []
        return variants.first?.row("price")?.number("amount") ?? goods.price
    }

    /// A charge, a discount on the whole order, or both; a discount may be larger than the lines, never than the total.
    private func fees(on total: Int) -> [Int] {
        var fees: [Int] = []
        if random.oneIn(6) { fees.append(Int(random.number(0...300))) }
        if random.oneIn(3), total > 0 { fees.append(-Int(random.number(1...Int64(total)))) }
        return fees
    }

    /// Up to three tenders that come up to the total, or not.
    private func tenders(of total: Int, for order: String) -> [[String: Any]] {
        var tenders: [[String: Any]] = []
        var left = total
        for number in 1...3 where left > 0 && !random.oneIn(4) {
            let amount = random.oneIn(3) ? Int(random.number(1...Int64(left))) : left
            left -= amount
            var tender = someTender()
            tender["paymentId"] = "P-\(order)-\(number)"
            tender["amount"] = amount
            tenders.append(tender)
        }
        return tenders
    }

    func someTender() -> [String: Any] {
        switch random.number(0...9) {
        case 0...4: ["method": "CARD", "capture": "MANUAL"]
        case 5: ["method": "COD"]
        case 6: ["method": "ALIPAY"]
        case 7: ["method": "PAYPAL", "capture": "AUTO"]
        default: ["method": "CARD"]
        }
    }

    // MARK: What else becomes of an order

    func changeOrder() throws {
        switch random.number(0...9) {
        case 0, 1:
            let isAny = random.oneIn(6)
            guard let order = someOrder({ isAny || ["PENDING", "CONFIRMED"].contains($0.status) }) else { return }
            try send("order", "hold", ["orderId": order.orderID, "reason": "a look"])
        case 2, 3:
            if let order = someOrder({ $0.status == "ON_HOLD" }) { try send("order", "releaseHold", ["orderId": order.orderID]) }
        case 4:
            let isAny = random.oneIn(4)
            guard let order = someOrder({ isAny || ["PENDING", "ON_HOLD"].contains($0.status) }) else { return }
            try send("order", "cancel", ["orderId": order.orderID, "reason": "changed mind"])
        case 5, 6: try cancelLines()
        case 7: try confirmReceipt()
        default: try complete()
        }
    }

    private func confirmReceipt() throws {
        let isWanted: (Row) -> Bool = { [self] order in
            let isDelivered = ["DELIVERED", "NOT_REQUIRED"].contains(order.text("shipmentStatus"))
            return order.status == "CONFIRMED" && isDelivered || random.oneIn(50)
        }
        guard let order = someOrder(isWanted) else { return }
        try send("order", "confirmReceipt", ["orderId": order.orderID])
    }

    private func cancelLines() throws {
        guard let order = someOrder({ !$0.isDead }), let line = order.lines.randomElement(using: &random) else { return }
        var lines: [[String: Any]] = [["lineId": line.lineID, "quantity": Int(random.number(1...2))]]
        if random.oneIn(3), let other = order.lines.randomElement(using: &random) {
            lines.append(["lineId": other.lineID, "quantity": 1])
        }
        try send("order", "cancelLines", ["orderId": order.orderID, "lines": lines, "reason": "fewer"])
    }

    private func complete() throws {
        let isAny = random.oneIn(6)
        guard let order = someOrder({ isAny || $0.status == "RECEIVED" }) else { return }
        var fields: [String: Any] = ["orderId": order.orderID]
        if order.number("balanceDue") > 0, !random.oneIn(3) { fields["writeOff"] = ["reason": "not worth asking"] }
        try send("order", "complete", fields)
    }
}
