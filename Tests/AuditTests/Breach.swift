import Schema
import Testing

/// A change of the newest recorded day after which an equation does not hold any more.
struct Breach: Sendable, CustomTestStringConvertible {
    /// How what the auditor finds begins: the equation, the entity, the entry after which it does not hold.
    let finding: String
    /// Changes the entries; `entries[17]` is the one of sequence 18.
    let change: @Sendable (inout [Entry]) throws -> Void
    /// Changes the last row of that entity, where the finding is about a row.
    var changeRow: (@Sendable (inout Order) -> Void)?

    var testDescription: String { finding }
    var label: String { String(finding.prefix { $0 != " " }) }
    var entity: String { String(finding.split(separator: " ")[1]) }

    init(_ finding: String, _ change: @escaping @Sendable (inout [Entry]) throws -> Void) {
        (self.finding, self.change) = (finding, change)
    }

    private static func ofRow(_ finding: String, _ change: @escaping @Sendable (inout Order) -> Void) -> Breach {
        var breach = Breach(finding) { _ in }
        breach.changeRow = change
        return breach
    }

    static let all: [Breach] = log + goods + orders + shipments + money + prices + carts + people

    private static let log: [Breach] = [
        Breach("L1 log at 5: expected sequence 6, found 7") { $0[5].sequence = 7 },
        Breach("L3 log at 6: expected a time after ") { $0[5].time = $0[4].time },
        Breach("L3 log at 6: expected recordedAt ") { $0[5].recordedAt = $0[4].time },
        Breach("L4 day2-001 at 2: expected a command id of its own") { $0[1].id = $0[0].id },
        Breach("L5 cart-002 at 154: expected a cause other than itself") { $0[153].causationID = "cart-002" },
        .ofRow("L6 order/O-1001 at 249: expected [\"anna\", \"\"], found [\"bram\", \"\"]") { $0.customerID = "bram" },
    ]

    private static let goods: [Breach] = [
        Breach("S1 stock/OOLONG-250@WH-LYON at 17: expected onHand ≥ 0, found -1") { $0[16].events[0].stock.adjusted.delta = -13 },
        Breach("S2 stock/OOLONG-100@WH-LYON at 16: expected quarantined ≥ 0, found -1") {
            $0[15].events[0].stock.scrapped.quantity = 2
        },
        Breach("S3 reservation/H-1 at 26: expected reserved for it 5, found 4") {
            $0[25].events[1].stock.reserved.quantity = 4
        },
        Breach("S4 stock/OOLONG-250@WH-LYON at 18: expected reserved ≤ 11, found 12") {
            $0[17].events[2].stock.reserved.quantity = 12
        },
        Breach("S5 stock/OOLONG-250@WH-LYON at 18: expected available ≥ 0, found -1") {
            $0[17].events[2].stock.reserved.quantity = 12
        },
        Breach("S6 shipment/S-1001 at 23: ") { $0[22].events[1].stock.shipped.quantity = 1 },
        // Used up, and extended after that.
        Breach("S6 reservation/H-1 at 28: expected no event after nothing remains") {
            $0[25].events[0].stock.reservationHeld.quantity = 0
        },
        Breach("S7 reservation/H-1 at 28: expected later than ") {
            $0[27].events[0].stock.reservationExtended.expiresAt.seconds -= 720
        },
        Breach("S7 reservation/H-2 at 34: expected expired only from ") {
            $0[26].events[0].stock.reservationHeld.expiresAt.seconds += 1
        },
        // Nobody is told that there are goods for those who wait.
        Breach("B1 stock/POT-09@ at 55: expected no goods free while orders wait, found 6 free") { $0[54].events.remove(at: 1) },
        Breach("B2 order/O-1005 at 37: expected line 1 waiting for POT-09 ≤ 2, found 3") {
            $0[3].events[0].catalog.productCreated.variants[0].backorderLimit = 2
        },
        // All that came for those who wait goes to whoever orders now.
        Breach("B3 stock/POT-09@ at 56: expected 3 kept for those who wait, found 0 free") {
            $0[54].events[0].stock.received.quantity = 3
            $0[55].command = "order.place"
        },
        // O-1002 and O-1005 wait for the same goods, and the younger one gets some.
        Breach("B4 order/O-1005 at 93: expected after order/O-1002, found filled with POT-09 ") {
            let filled = #"{"lineId":"1","warehouseId":"WH-GHENT","quantity":1,"anywhere":true}"#
            let event = #"{"entity":"order/O-1005","version":99,"order":{"backorderFilled":\#(filled)}}"#
            $0[92].events.append(try Event(json: Array(event.utf8)))
        },
    ]

    private static let orders: [Breach] = [
        Breach("O1 order/O-1006 at 47: expected line 1 cancelled, shipped, reserved, backordered 6, found 7") {
            $0[46].events[0].order.linesCancelled.lines[0].allocations[0].reserved = 1
        },
        Breach("O2 order/O-1001 at 21: ") { $0[20].events[1].order.shipmentRecorded.lines[0].quantity = 1 },
        Breach("O4 order/O-1001 at 18: expected total 5570, found 5571") { $0[17].events[0].order.placed.total = 5571 },
        Breach("O4 order/O-1001 at 18: expected unitPrice 1291, found 1290") {
            $0[2].events[0].catalog.productCreated.variants[0].price?.amount = 1291
        },
        .ofRow("O6 order/O-1001 at 249: expected ") { $0.paymentStatus = .paid },
        // Confirmed while it is on hold.
        Breach("O7 order/O-1006 at 49: expected one of ") { $0[48].events.swapAt(0, 1) },
        .ofRow("O7 order/O-1001 at 249: expected ") { $0.status = .received },
        // A person's command finds it, and not the timer.
        Breach("D1 order/O-1007 at 52: expected expired by ") { $0[51].actor?.kind = .staff },
        Breach("D2 order/O-1003 at 32: expected true, found false") { $0[31].events[2].order.confirmed.delivered = false },
        Breach("D3 order/O-1001 at 19: expected CONFIRMED once it is covered: 5570") { $0[18].events.remove(at: 2) },
        .ofRow("D3 order/O-1005 at 249: expected false, found true") { $0.paymentLapsed = true },
    ]

    private static let shipments: [Breach] = [
        Breach("T1 shipment/S-1001 at 64: ") { $0[63].events[1].shipment.delivered.deliveredAt.seconds += 1 },
        // What had been scanned before it left is not recorded on it.
        Breach("T2 shipment/S-2002 at 105: expected 0, found 1") { $0[104].events.remove(at: 4) },
        Breach("T3 shipment/S-2002 at 109: expected a reason") { $0[108].events[3].shipment.trackingCorrected.reason = "" },
    ]

    private static let money: [Breach] = [
        Breach("M1 payment/P-1002 at 59: expected captured + capturePending + voided + voidPending ≤ 17000, found 17370") {
            $0[24].events[0].payment.authorized.result.amount = 17_000
        },
        Breach("M2 payment/P-1007 at 53: expected refundPending ≤ 12900, found 13000") {
            $0[52].events[2].payment.refundRequested.amount = 13_000
        },
        Breach("M3 P-2003:capture:1 at 106: expected an operation id of its own") {
            $0[105].events[2].payment.captureRequested.operationID = "P-2003:capture:1"
        },
        Breach("M4 order/O-1001 at 19: expected captured 5570, found 5000") {
            $0[18].events[1].order.paymentRecorded.amount = 5000
        },
        // Money that came for an order that had expired is kept.
        Breach("M5 payment/P-1007 at 53: expected asked back, for its order owes 12900, found 12900 kept") {
            $0[52].events.removeLast(2)
        },
        Breach("M6 payment/P-1002 at 44: expected netPaid + capturePending ≤ 17370, found 17371") {
            $0[43].events[3].payment.captureRequested.amount = 17_371
        },
        Breach("M7 order/O-1006 at 47: expected value 2580, found 2500") {
            $0[46].events[0].order.linesCancelled.lines[0].value = 2500
        },
        // The tender of an order that has expired is left open.
        Breach("F1 payment/P-1007 at 52: expected ended with its order, found 12900 may come") { $0[51].events.removeLast(2) },
    ]

    private static let prices: [Breach] = [
        Breach("P1 product/P-OOLONG at 145: expected a price of OOLONG-100 from ") {
            $0[144].events[0].catalog.priceEnded.listID = "NOBODY"
        }
    ]

    private static let carts: [Breach] = [
        Breach("C1 cart/CART-1 at 162: expected a line of NONE") { $0[161].events[0].cart.quantitySet.sku = "NONE" },
        // What a merged cart held is neither handed over nor given back.
        Breach("C2 cart/CART-0 at 161: expected held of OOLONG-100 ≤ 0, found 3") { $0[160].events.remove(at: 1) },
        // What is quoted is not the tax of the class, and not what the lines cost with it.
        Breach("O4 cart/CART-11 at 239: expected tax of HOJICHA-50 433, found 434") {
            $0[238].events[0].cart.priced.lines[0].tax = 434
        },
        Breach("O5 cart/CART-11 at 242: expected total 4000, found 3333") { $0[241].events[0].cart.priced.total = 3333 },
        Breach("C3 cart/CART-1 at 169: expected an order that names it") { $0[168].events[9].cart.checkedOut.orderID = "O-1001" },
        // Given up before its time, and one of a customer who was erased before.
        Breach("D1 cart/CART-2 at 180: expected given up only from ") { $0[179].time.seconds -= 86_400 },
        Breach("A1 cart/CART-BOOK at 218: expected a cart of a customer who may buy") {
            $0[217].events[0].cart.opened.customerID = "lou"
        },
        Breach("O5 cart/CART-1 at 168: expected subtotal ") { $0[167].events[0].cart.priced.subtotal += 1 },
    ]

    private static let people: [Breach] = [
        // Another's key is destroyed.
        Breach("A1 customer/lou at 196: expected ") { $0[195].events[0].customer.erased.key = "another" },
        // A session is open when its customer is suspended.
        Breach("A1 customer/kim at 190: expected [], found [\"kim-0\"]") {
            let hash = String(repeating: "0", count: 64)
            let opened = #"{"customerId":"kim","tokenHash":"\#(hash)","expiresAt":"2026-12-01T00:00:00Z"}"#
            let event = #"{"entity":"session/kim-0","version":1,"customer":{"sessionOpened":\#(opened)}}"#
            $0[188].events.append(try Event(json: Array(event.utf8)))
        },
        // One is opened of who is erased, one is closed twice, and one ends for no reason.
        Breach("A1 session/kim-2 at 200: expected a customer who may log in") {
            $0[199].events[0].customer.sessionOpened.customerID = "lou"
        },
        Breach("O7 session/kim-2 at 201: ") { $0[199].events = [] },
        Breach("O7 session/kim-1 at 199: expected a reason") { $0[198].events[0].customer.sessionClosed.reason = .unspecified },
        Breach("O7 session/kim-3 at 206: expected an end after its beginning") {
            $0[205].events[0].customer.sessionOpened.expiresAt.seconds = 0
        },
        Breach("L12 session/kim-3 at 206: expected the hash of a token") {
            $0[205].events[0].customer.sessionOpened.tokenHash = "0"
        },
        Breach("A1 customer/kim at 202: expected fewer than what locks") { $0[201].events[0].customer.logInsFailed.count = 10 },
        Breach("A1 customer/kim at 203: expected a lock that lasts") { $0[202].events[0].customer.locked.until.seconds = 0 },
        Breach("O7 customer/kim at 204: expected a lock") { $0[202].events = [] },
        Breach("A1 session/kim-3 at 206: expected a customer who may log in") { $0[203].events = [] },
        // A role is taken that nobody had given.
        Breach("A2 customer/noor at 222: expected ") { $0[221].events[0].customer.roleRevoked.role.role = .support },
        // The only admin gives that role up.
        Breach("A3 customer/noor at 222: expected another customer who is an admin") {
            $0[210].events[0].customer.roleGranted.role.role = .admin
            $0[221].events[0].customer.roleRevoked.role.role = .admin
            $0[221].actor = Actor(kind: .customer, name: "noor", role: "admin")
        },
        Breach("L12 access/2026-04-08T01:02:00.000000Z at 226: expected who was shown personal data") {
            $0[225].events[0].customer.accessNoted.role = ""
        },
        // The name lies there in clear.
        Breach("L12 customer/kim at 183: expected a nonce, something sealed and a tag") {
            $0[182].events[0].customer.registered.name?.box = Array("Kim Janssens".utf8)
        },
    ]
}
