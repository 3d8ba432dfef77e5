import Schema
import TestTools
import Testing

@testable import Ledger

/// Random streams of commands over a small world where everything is scarce: the audit runs after every entry.
@Suite struct WorldTests {
    @Test(arguments: 1...32 as ClosedRange<UInt64>)
    func anyStreamKeepsTheEquations(seed: UInt64) throws {
        var world = World(seed: seed)
        try world.open()
        for _ in 0..<250 { try world.step() }
        try world.shop.wait(seconds: 40 * 86_400)
        try world.shop.expectReplay()
        let refused = world.shop.entries.count(where: { $0.rejection != nil })
        #expect(refused < world.shop.entries.count / 5 * 4, "the workload is mostly refused")
    }
}

private struct World {
    var shop = Shop()
    var random: SplitMix64
    var orders = 0
    var payments = 0
    var shipments = 0
    var holds = 0
    var refunds = 0

    init(seed: UInt64) {
        random = SplitMix64(seed)
        shop.role = "operator"
    }

    mutating func open() throws {
        for id in 1...3 {
            let location = id == 3 ? "" : ",\"location\":{\"latitudeE6\":\(id * 1_000_000),\"longitudeE6\":\(id * 5_000_000)}"
            try shop.send("warehouse.register", "{\"warehouseId\":\"W\(id)\",\"name\":\"W\"\(location)}")
        }
        for id in 1...4 {
            let variant = #"{"sku":"K\#(id)","price":{"amount":\#(id * 333),"currency":"CNY"},"backorderLimit":\#(id - 1)}"#
            let kind = id == 4 ? "DIGITAL" : "PHYSICAL"
            let body = "{\"productId\":\"P\(id)\",\"title\":\"x\",\"kind\":\"\(kind)\",\"publish\":true,\"variants\":[\(variant)]}"
            try shop.send("catalog.createProduct", body)
        }
    }

    mutating func step() throws {
        switch below(24) {
        case 0...2: try stock()
        case 3...7: try place()
        case 8...13: try result()
        case 14...15: try makeShipment()
        case 16...18: try moveShipment()
        case 19: try cancel()
        case 20: try hold()
        case 21: try tender()
        case 22: try order()
        default: try shop.wait(seconds: Int64(below(4) == 0 ? 86_400 * 3 : 300))
        }
    }

    private mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &random) }
    private mutating func pick(_ words: String...) -> String { words[below(words.count)] }
    private mutating func anyOrder() -> String { "O\(below(max(1, orders)) + 1)" }
    private mutating func anyPayment() -> String { "Y\(below(max(1, payments)) + 1)" }
    private mutating func sku() -> String { "K\(below(3) + 1)" }

    private mutating func stock() throws {
        let place = "\"sku\":\"\(sku())\",\"warehouseId\":\"W\(below(3) + 1)\""
        switch below(6) {
        case 0...2: try shop.send("stock.receive", "{\(place),\"quantity\":\(below(4) + 1)}")
        case 3:
            let isBreaking = below(2) == 0
            let change = "\"delta\":\(below(6) - 3),\"reason\":\"CORRECTION\",\"breakReservations\":\(isBreaking)"
            try shop.send("stock.adjust", "{\(place),\(change)}")
        case 4: try shop.send("stock.quarantine", "{\(place),\"quantity\":\(below(2) + 1)}")
        default: try shop.send(pick("stock.releaseQuarantine", "stock.scrap"), "{\(place),\"quantity\":1}")
        }
    }

    private mutating func place() throws {
        orders += 1
        var lines: [String] = []
        for _ in 0...below(3) {
            lines.append("{\"sku\":\"K\(below(4) + 1)\",\"quantity\":\(below(3) + 1),\"discount\":\(below(3) * 7)}")
        }
        var more = below(2) == 0 ? ",\"allowBackorder\":true" : ""
        if below(4) == 0 { more += ",\"deliveryMethod\":\"PICKUP\"" }
        if below(2) == 0 { more += ",\"shipTo\":{\"location\":{\"latitudeE6\":1000000,\"longitudeE6\":9000000}}" }
        if below(3) == 0 { more += ",\"shippingFee\":50,\"fees\":[{\"code\":\"gift\",\"amount\":\(below(200) - 150)}]" }
        if below(3) == 0, holds > 0 { more += ",\"reservationIds\":[\"R\(below(holds) + 1)\"]" }
        if below(2) == 0 {
            payments += 1
            let method = pick("\"CARD\",\"capture\":\"MANUAL\"", "\"ALIPAY\"", "\"COD\"")
            more += ",\"payments\":[{\"paymentId\":\"Y\(payments)\",\"amount\":\(below(4) * 300 + 1),\"method\":\(method)}]"
        }
        let list = lines.joined(separator: ",")
        let body = #"{"orderId":"O\#(orders)","customerId":"C","currency":"CNY","lines":[\#(list)]\#(more)}"#
        try shop.send("order.place", body)
        // Most customers pay the rest.
        guard below(4) > 0, let order = try shop.state.order("O\(orders)") else { return }
        payments += 1
        let method = pick("\"CARD\",\"capture\":\"MANUAL\"", "\"CARD\",\"capture\":\"MANUAL\"", "\"WECHAT\"")
        let due = try shop.state.due(on: order)
        let rest = #"{"paymentId":"Y\#(payments)","orderId":"O\#(orders)","amount":\#(due),"method":\#(method)}"#
        try shop.send("payment.initiate", rest)
    }

    private mutating func result() throws {
        let id = below(3) == 0 ? anyPayment() : "Y\(max(1, payments - below(4)))"
        guard let payment = try shop.state.payment(id) else { return }
        if below(5) == 0, let before = payment.results.last, !before.providerReference.isEmpty {
            return try tellAgain(before, of: payment)
        }
        let open = payment.operations.filter { $0.state == .requested }
        var outcome = pick("CAPTURED", "AUTHORIZED", "FAILED", "VOIDED", "REFUNDED", "REFUND_FAILED")
        var amount = payment.amount
        if let operation = open.isEmpty ? nil : open[below(open.count)], below(5) > 0 {
            amount = operation.amount
            switch operation.kind {
            case .authorize: outcome = below(8) == 0 ? "FAILED" : "AUTHORIZED"
            case .capture: outcome = below(8) == 0 ? "FAILED" : "CAPTURED"
            case .void: outcome = "VOIDED"
            default: outcome = below(4) == 0 ? "REFUND_FAILED" : "REFUNDED"
            }
        }
        if below(6) == 0 { amount = Int64(below(700)) }
        let named = open.isEmpty || below(3) > 0 ? "" : ",\"operationId\":\"\(open[below(open.count)].operationID)\""
        let reference = below(2) == 0 ? "" : ",\"providerReference\":\"\(below(1000))\""
        let body = "{\"paymentId\":\"\(id)\",\"outcome\":\"\(outcome)\",\"amount\":\(amount)\(named)\(reference)}"
        try shop.send("payment.recordResult", body)
    }

    /// Tells a result again under another name: without its operation, or of any.
    private mutating func tellAgain(_ result: ProviderResult, of payment: Payment) throws {
        let name = result.operationID.isEmpty ? payment.operations[below(payment.operations.count)].operationID : ""
        var body = "\"paymentId\":\"\(payment.paymentID)\",\"outcome\":\"\(result.outcome.label)\",\"amount\":\(result.amount)"
        body += ",\"providerReference\":\"\(result.providerReference)\",\"operationId\":\"\(name)\""
        try shop.send("payment.recordResult", "{\(body)}")
    }

    private mutating func makeShipment() throws {
        let confirmed = shop.state.tables.orders.rows.filter { $0.status == .confirmed && $0.hasUnshippedGoods }
        guard !confirmed.isEmpty else { return }
        let order = confirmed[below(confirmed.count)]
        guard let line = order.lines.first(where: { $0.reserved > $0.allocated }),
            let part = line.allocations.first(where: { $0.reserved > $0.allocated })
        else { return }
        shipments += 1
        let quantity = Int64(below(Int(part.reserved - part.allocated) + 1)) + 1
        let lines = "[{\"lineId\":\"\(line.lineID)\",\"quantity\":\(quantity)}]"
        let place = #""orderId":"\#(order.orderID)","warehouseId":"\#(part.warehouseID)""#
        let body = #"{"shipmentId":"S\#(shipments)",\#(place),"lines":\#(lines)}"#
        try shop.send("shipment.create", body)
    }

    private mutating func moveShipment() throws {
        let id = "S\(below(max(1, shipments)) + 1)"
        guard let shipment = try shop.state.shipment(id) else { return }
        if shipment.isInHouse {
            if below(8) == 0 { try shop.send("shipment.cancel", "{\"shipmentId\":\"\(id)\"}") }
            if below(3) == 0 { try shop.send("shipment.pack", "{\"shipmentId\":\"\(id)\"}") }
            if below(4) == 0 { try scan("T" + id) }
            if below(4) == 0 { try shop.send("shipment.confirmPickup", "{\"shipmentId\":\"\(id)\"}") }
            let number = below(6) == 0 ? "X\(below(9))" : "T" + id
            try shop.send(
                "shipment.dispatch",
                "{\"shipmentId\":\"\(id)\",\"carrier\":\"SF\""
                    + ",\"trackingNumber\":\"\(number)\",\"allowUnpaid\":\(below(4) == 0)}",
                occurredAt: below(4) == 0 ? nil : shop.clock.adding(seconds: -Int64(below(9)) * 60).description)
        } else if below(4) == 0 {
            try shop.send(pick("shipment.reportLost", "shipment.reportReturnedToSender"), "{\"shipmentId\":\"\(id)\"}")
        } else if below(5) == 0 {
            try shop.send("shipment.confirmPickup", "{\"shipmentId\":\"\(id)\"}")
        } else if below(4) == 0 {
            let what = pick("\"status\":\"SHIPPED\"", "\"trackingNumber\":\"T\(id)\"", "\"carrier\":\"YTO\",\"status\":\"SHIPPED\"")
            try shop.send("shipment.correctTracking", "{\"shipmentId\":\"\(id)\",\(what),\"reason\":\"read wrongly\"}")
        } else {
            try scan(pick(shipment.trackingNumber, shipment.trackingNumber, "X\(below(9))"))
        }
    }

    private mutating func scan(_ number: String) throws {
        let status = pick("DELIVERED", "IN_TRANSIT", "EXCEPTION")
        let time = shop.clock.adding(seconds: -Int64(below(9)) * (below(4) == 0 ? 3600 : 60)).description
        let scan = "\"scanId\":\"x\(below(9))\",\"status\":\"\(status)\",\"occurredAt\":\"\(time)\""
        try shop.send("shipment.recordScan", "{\"carrier\":\"SF\",\"trackingNumber\":\"\(number)\",\(scan)}")
    }

    private mutating func cancel() throws {
        let id = anyOrder()
        if below(3) == 0 {
            try shop.send("order.cancel", "{\"orderId\":\"\(id)\"}")
        } else {
            let lines = "[{\"lineId\":\"\(below(2) + 1)\",\"quantity\":\(below(2) + 1)}]"
            try shop.send("order.cancelLines", "{\"orderId\":\"\(id)\",\"lines\":\(lines)}")
        }
    }

    private mutating func hold() throws {
        if below(2) == 0 {
            holds += 1
            let shipTo = below(2) == 0 ? "" : ",\"shipTo\":{\"latitudeE6\":1000000,\"longitudeE6\":9000000}"
            let body = "{\"reservationId\":\"R\(holds)\",\"sku\":\"\(sku())\",\"quantity\":\(below(2) + 1)\(shipTo)}"
            try shop.send("stock.reserve", body)
        } else {
            let id = "R\(below(max(1, holds)) + 1)"
            if below(2) == 0 { try shop.send("stock.extendReservation", "{\"reservationId\":\"\(id)\",\"expiresInSeconds\":900}") }
            try shop.send("stock.releaseReservation", "{\"reservationId\":\"\(id)\",\"quantity\":1}")
        }
    }

    private mutating func tender() throws {
        let id = anyPayment()
        switch below(5) {
        case 0:
            refunds += 1
            let keeps = below(3) == 0
            let body = #"{"paymentId":"\#(id)","refundId":"F\#(refunds)","amount":\#(below(400) + 1),"keepsOwed":\#(keeps)}"#
            try shop.send("payment.requestRefund", body)
        case 2: try shop.send("payment.cancel", "{\"paymentId\":\"\(id)\",\"reason\":\"another way\"}")
        case 3:
            let order = anyOrder()
            guard let row = try shop.state.order(order) else { return }
            payments += 1
            let due = try max(1, shop.state.due(on: row) - Int64(below(2) * 100))
            let rest = #"{"paymentId":"Y\#(payments)","orderId":"\#(order)","amount":\#(due),"method":"PAYPAL","capture":"MANUAL"}"#
            try shop.send("payment.initiate", rest)
        case 1: try shop.send("payment.requestCapture", "{\"paymentId\":\"\(id)\",\"amount\":\(below(400) + 1)}")
        default: try shop.send("payment.requestVoid", "{\"paymentId\":\"\(id)\"}")
        }
    }

    private mutating func order() throws {
        let verb = pick("order.hold", "order.releaseHold", "order.confirmReceipt", "order.complete", "order.releaseHold")
        if verb == "order.complete", below(2) == 0 {
            shop.role = "admin"
            try shop.send(verb, "{\"orderId\":\"\(anyOrder())\",\"writeOff\":{\"reason\":\"lost\"}}")
            shop.role = "operator"
        } else {
            try shop.send(verb, "{\"orderId\":\"\(anyOrder())\"}")
        }
    }
}
