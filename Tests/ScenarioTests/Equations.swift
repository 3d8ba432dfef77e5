/// The equations of the trade (DOMAIN §3), computed from rows as they were answered.
struct Equations {
    let known: KnownRows
    let tally: Tally
    private(set) var findings: [String] = []

    init(_ known: KnownRows, _ tally: Tally) {
        (self.known, self.tally) = (known, tally)
    }

    func expectNone() throws {
        if !findings.isEmpty { throw ScenarioFailure(findings.prefix(10).joined(separator: "\n")) }
    }

    mutating func expect(_ holds: Bool, _ finding: @autoclosure () -> String) {
        if !holds { findings.append(finding()) }
    }

    /// Checks entities, and those whose equations they are in.
    mutating func check(_ entities: [String]) {
        var orders: Set<String> = []
        var stock: Set<String> = []
        for entity in entities {
            guard let row = known[entity] else { continue }
            switch entity.prefix(while: { $0 != "/" }) {
            case "order":
                orders.insert(row.orderID)
                stock.formUnion(known.claims.stock(of: entity))
            case "payment":
                orders.insert(row.orderID)
                checkPayment(row)
            case "shipment":
                orders.insert(row.orderID)
                checkShipment(row)
            case "reservation":
                stock.formUnion(known.claims.stock(of: entity))
                checkHold(row)
            case "stock": stock.insert(row.text("sku") + "@" + row.text("warehouseId"))
            default: break
            }
        }
        for id in orders.sorted() { if let order = known["order", id] { checkOrder(order) } }
        for id in stock.sorted() { checkStock(id) }
        for sku in Set(stock.map { String($0.prefix { $0 != "@" }) }).sorted() { checkGoods(sku) }
    }

    /// What no single entity shows.
    mutating func checkTotals() {
        let orders = known.ids("order").compactMap { known["order", $0] }
        for goods in Goods.all {
            checkGoods(goods.id)
            let waiting = orders.flatMap(\.lines).filter { $0.text("sku") == goods.id }.reduce(0) { $0 + $1.number("backordered") }
            let rows = rows(of: goods.id).reduce(0) { $0 + $1.number("backordered") }
            expect(waiting == rows, "\(goods.id): lines wait for \(waiting), stock says \(rows)")
        }
        let named = Set(orders.flatMap { $0.texts("paymentIds") })
        expect(named == Set(known.ids("payment")), "orders name other payments than there are")
        let shipments = Set(orders.flatMap { $0.texts("shipmentIds") })
        expect(shipments == Set(known.ids("shipment")), "orders name other shipments than there are")
    }

    // MARK: Stock

    private func rows(of sku: String) -> [Row] {
        (Goods.warehouses.map(\.id) + [""]).compactMap { known["stock", sku + "@" + $0] }
    }

    /// 0 ≤ reserved ≤ on hand, and what is promised or waited for is what orders and holds claim.
    private mutating func checkStock(_ id: String) {
        let claim = known.claims.totals[id] ?? Claims.Claim()
        guard let row = known["stock", id] else {
            return expect(claim == Claims.Claim(), "\(id) is claimed by \(claim), and there is no such stock")
        }
        let (onHand, reserved) = (row.number("onHand"), row.number("reserved"))
        expect(0 <= reserved && reserved <= onHand, "\(id): \(reserved) reserved of \(onHand)")
        expect(row.number("available") == onHand - reserved, "\(id): \(row.number("available")) available of \(onHand)")
        expect(row.number("quarantined") >= 0, "\(id): \(row.number("quarantined")) in quarantine")
        expect(reserved == claim.reserved, "\(id): \(reserved) reserved, claimed are \(claim.reserved)")
        let waiting = row.number("backordered")
        expect(waiting == claim.waiting, "\(id): \(waiting) waited for, claimed are \(claim.waiting)")
        expect(!id.hasSuffix("@") || onHand == 0 && reserved == 0, "\(id) has goods and is no warehouse")
    }

    /// Units are neither made nor lost; goods do not lie free while orders wait for them and nobody is giving them out.
    private mutating func checkGoods(_ sku: String) {
        let rows = rows(of: sku)
        let units = rows.reduce(0) { $0 + $1.number("onHand") + $1.number("quarantined") }
        let expected = tally.units[sku] ?? 0
        expect(units == expected, "\(sku): \(units) in the house, not \(expected)")
        let free = rows.reduce(0) { $0 + $1.number("available") }
        let waiting = rows.reduce(0) { $0 + $1.number("backordered") }
        let isFilling = rows.contains { $0.has("fillDue") }
        expect(free == 0 || waiting == 0 || isFilling, "\(sku): \(free) free while \(waiting) are waited for")
    }

    private mutating func checkHold(_ hold: Row) {
        let left = hold.number("quantity") - hold.number("consumed") - hold.number("released")
        let id = hold.text("reservationId")
        expect(left >= 0 && (hold.status == "HELD") == (left > 0), "hold \(id): \(hold.status) with \(left) left")
    }

    // MARK: Shipments

    private mutating func checkShipment(_ shipment: Row) {
        let id = shipment.shipmentID
        let isDelivered = shipment.status == "DELIVERED"
        expect(!isDelivered || shipment.text("trackingStatus") == "DELIVERED", "\(id) is delivered, its tracking says no")
        expect(isDelivered == shipment.has("deliveredAt"), "\(id) is \(shipment.status), deliveredAt disagrees")
        let hasLeft = !shipment.isInHouse && shipment.status != "CANCELLED"
        expect(hasLeft == shipment.has("shippedAt"), "\(id) is \(shipment.status), shippedAt disagrees")
        let scans = shipment.rows("scans").dropFirst(shipment.number("supersededScans"))
        let scanIDs = scans.map { $0.text("scanId") }
        expect(Set(scanIDs).count == scanIDs.count, "\(id) has a scan twice: \(scanIDs)")
    }
}
