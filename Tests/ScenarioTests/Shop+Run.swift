import TestTools

// How a run goes.

extension Shop {
    /// Opens the shop, lets so many things happen, and has the provider answer what is still open.
    func run(steps: Int) throws {
        try open()
        for step in 1...steps {
            wait(pause())
            try happen()
            if random.oneIn(20) { try repeatCommand() }
            if step % 200 == 0 { try checkAll() }
        }
        try settle()
        try checkAll()
        // A short run, of someone who looks for a fault, need not have everything.
        if steps >= 2000 { try expectVariety() }
    }

    private func open() throws {
        for place in Goods.warehouses {
            let location = ["latitudeE6": place.latitude, "longitudeE6": place.longitude]
            try send("warehouse", "register", ["warehouseId": place.id, "name": place.id, "location": location])
        }
        for goods in Goods.all {
            var variant: [String: Any] = ["sku": goods.id, "price": ["amount": goods.price, "currency": goods.currency]]
            if goods.backorderLimit > 0 { variant["backorderLimit"] = goods.backorderLimit }
            let product: [String: Any] = [
                "productId": "P-" + goods.id, "title": goods.id, "kind": goods.isDigital ? "DIGITAL" : "PHYSICAL",
                "publish": true, "variants": [variant],
            ]
            try send("catalog", "createProduct", product)
        }
    }

    /// Mostly minutes; sometimes a day, sometimes so long that orders are received by themselves and waiting scans forgotten.
    private func pause() -> Int {
        if random.oneIn(250) { return Int(random.number(600_000...3_000_000)) }
        return Int(random.oneIn(40) ? random.number(3000...90_000) : random.number(0...40))
    }

    private func happen() throws {
        switch random.number(0...99) {
        case 0...13: try placeOrder()
        case 14...35: try answerOperation()
        case 36...40: try surprise()
        case 41...57: try moveShipment()
        case 58...65: try scan()
        case 66...72: try receiveStock()
        case 73...76: try changeStock()
        case 77...81: try changeHold()
        case 82...91: try changeOrder()
        case 92...98: try changePayment()
        default: try changePrice()
        }
    }

    /// Has the provider do all that it was asked, until nothing is open: then nobody owes anything of an order that is over.
    private func settle() throws {
        try tellUntold()
        for _ in 0..<20 {
            let open = known.ids("payment").compactMap { known["payment", $0] }.filter { !$0.openOperations.isEmpty }
            if open.isEmpty { break }
            for payment in open {
                guard let operation = known["payment", payment.paymentID]?.openOperations.first else { continue }
                try answer(operation, of: payment, isWilling: true)
            }
        }
        for order in known.ids("order").compactMap({ known["order", $0] }) {
            guard order.number("openOperations") == 0 else { throw ScenarioFailure("\(order.orderID) always asks for more") }
            let isRefused = known.payments(of: order).contains { $0.isRefused("REFUND") }
            guard order.isDead || order.status == "COMPLETED", !isRefused else { continue }
            let due = order.number("balanceDue")
            guard due == 0 else { throw ScenarioFailure("\(order.orderID) is \(order.status), all is answered, and \(due) is due") }
        }
    }

    /// A run in which hardly anything happened has shown nothing: every verb must have been accepted, and every end reached.
    private func expectVariety() throws {
        let verbs = [
            "order.place", "order.hold", "order.releaseHold", "order.cancel", "order.cancelLines", "order.confirmReceipt",
            "order.complete", "payment.initiate", "payment.recordResult", "payment.cancel", "payment.requestRefund",
            "payment.requestCapture", "payment.requestVoid", "shipment.create", "shipment.pack", "shipment.dispatch",
            "shipment.confirmPickup", "shipment.recordScan", "shipment.reportLost", "shipment.reportReturnedToSender",
            "shipment.correctTracking", "shipment.cancel", "stock.receive", "stock.adjust", "stock.quarantine",
            "stock.releaseQuarantine", "stock.scrap", "stock.reserve", "stock.extendReservation", "stock.releaseReservation",
            "catalog.setPrice", "order.expire", "order.receive", "stock.expireReservation", "stock.fillBackorders",
            "shipment.expireScans",
        ]
        let missing = verbs.filter { counts[$0]?[""] == nil }
        guard missing.isEmpty else { throw ScenarioFailure("never accepted: \(missing.joined(separator: ", "))") }
    }
}
