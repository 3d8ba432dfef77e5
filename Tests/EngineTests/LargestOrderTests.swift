import Engine
import Ledger
import Schema
import TestTools
import TestWorld
import Testing

/// The largest orders there can be, with ids and reasons of the largest size, end in every way in one entry each.
@Suite("The largest orders")
struct LargestOrderTests {
    /// How an order ends, or is shipped.
    enum Ending: CaseIterable {
        case cancel, cancelPaid, cancelPacked, cancelBroken, expire, expirePacked, cancelLines, ship, lose

        /// Whether the house is full of its shipments when it ends.
        var isPacked: Bool { self == .cancelPacked || self == .expirePacked }

        /// Whether it is shipped whole.
        var isShipped: Bool { self == .ship || self == .lose }
    }

    /// What an order is placed with beside its lines.
    private struct Terms {
        var tenders: Int
        var fees: [Int64]
        var holds: [String]
        /// Whether the last tender is cash on delivery of all the rest.
        var isConfirmed: Bool
    }

    private static let reason = String(repeating: "r", count: Limits.noteBytes)

    private static func long(_ prefix: String, _ number: Int = 0, bytes: Int = Limits.idBytes) -> String {
        let start = "\(prefix)\(number)-"
        return start + String(repeating: "x", count: bytes - start.utf8.count)
    }

    @Test("an order that could be placed can be ended", arguments: Ending.allCases, 1...5 as ClosedRange<UInt64>)
    func ends(_ ending: Ending, seed: UInt64) throws {
        try withFolder { folder in
            var random = SplitMix64(seed &* 31 &+ UInt64(Ending.allCases.firstIndex(of: ending) ?? 0))
            let ledger = try TestLedger(folder + "/l")
            defer { ledger.close() }
            let warehouses = (0..<Int(random.number(1...6))).map { Self.long("W", $0) }
            var lines = Int(random.number(40...Int64(Limits.linesPerOrder)))
            let skus = (0..<lines).map { Self.long("K", $0, bytes: Limits.idBytes - 2) }
            try ledger.send(warehouses.map { .warehouse("w" + $0, $0) })
            try ledger.send(skus.map { .product("p" + $0, $0, price: 7, backorderLimit: 1000) })
            // Every unit of a line lies somewhere else, so that a line has as many places as there can be.
            try ledger.send(skus.flatMap { sku in warehouses.map { .receive("r" + sku + $0, sku, $0, 1) } })
            var terms = Terms(
                tenders: Int(random.number((ending.isPacked ? 1 : 0)...Int64(Limits.paymentsPerOrder))), fees: [], holds: [],
                isConfirmed: ending.isPacked)
            // There is no tender left then for the rest of what is to be paid before it is shipped.
            if ending.isShipped, terms.tenders == Limits.paymentsPerOrder { terms.isConfirmed = true }
            for _ in 0..<random.number(0...Int64(Limits.feesPerOrder)) { terms.fees.append(random.number(-3...5)) }
            for index in 0..<Int(random.number(0...Int64(min(lines, Limits.reservationsPerOrder)))) {
                terms.holds.append(Self.long("H", index))
                try ledger.accepted(.hold("h\(index)", terms.holds[index], skus[index], 1))
            }
            let waits: Int64 = random.oneIn(2) ? 1 : 0
            let id = Self.long("O")
            while try !isPlaced(id, skus.prefix(lines), Int64(warehouses.count) + waits, terms, ledger) {
                lines = lines * 9 / 10
                try #require(lines > 0, "not even one line could be placed")
            }
            // What a lost parcel had may come from anywhere the next time.
            if ending == .lose {
                try ledger.send(skus.flatMap { sku in warehouses.map { .receive("again" + sku + $0, sku, $0, 1) } })
            }
            try end(ending, id, ledger)
            for entry in try ledger.entries() { #expect((entry.canonicalBytes()).count <= Limits.entryBytes) }
            try ledger.reopen()
            #expect(try ledger.replayHash() == ledger.engine.head.stateHash().description)
        }
    }

    /// Tries to place the order; what it is refused for can only be its size.
    private func isPlaced(
        _ id: String, _ skus: ArraySlice<String>, _ units: Int64, _ terms: Terms, _ ledger: TestLedger
    ) throws -> Bool {
        var place = PlaceOrder()
        (place.orderID, place.customerID, place.currency) = (id, Self.long("C"), "CNY")
        (place.allowBackorder, place.payWithinSeconds) = (true, 3600)
        place.lines = skus.enumerated().map { index, sku in
            .with { ($0.lineID, $0.sku, $0.quantity) = (Self.long("L", index), sku, units) }
        }
        place.fees = terms.fees.enumerated().map { index, amount in
            .with { ($0.code, $0.amount) = (Self.long("F", index), amount) }
        }
        place.reservationIds = terms.holds
        place.payments = (0..<terms.tenders).map { number in
            .with { ($0.paymentID, $0.method, $0.amount, $0.capture) = (Self.long("PAY", number), .card, 1, .manual) }
        }
        if terms.isConfirmed {
            let total = 7 * units * Int64(skus.count) + terms.fees.reduce(0, +)
            let rest = total - Int64(terms.tenders) + 1
            place.payments[terms.tenders - 1] = .with {
                ($0.paymentID, $0.method, $0.amount) = (Self.long("PAY", terms.tenders - 1), .cod, rest)
            }
        }
        let code = try ledger.rejection(.order("place-\(skus.count)", .place(place)))
        if code.isEmpty { return true }
        #expect(["order_too_large", "entry_too_large"].contains(code))
        return false
    }

    private func end(_ ending: Ending, _ id: String, _ ledger: TestLedger) throws {
        switch ending {
        case .cancel:
            try ledger.accepted(cancellation(id))
            #expect(try ledger.order(id).status == .cancelled)
        case .cancelPaid:
            try pay(id, ledger)
            try ledger.accepted(cancellation(id))
            #expect(try ledger.order(id).status == .cancelled)
        case .cancelBroken:
            try breakReservations(id, ledger)
            try ledger.accepted(cancellation(id))
            #expect(try ledger.order(id).status == .cancelled)
        case .expire:
            ledger.clock.advance(seconds: 3601)
            try ledger.accepted(.warehouse("later", "W-later"))
            #expect(try ledger.order(id).status == .expired)
        case .cancelPacked:
            try pack(id, ledger)
            try ledger.accepted(cancellation(id))
            #expect(try ledger.order(id).status == .cancelled)
        case .expirePacked:
            try pack(id, ledger)
            let cash = try #require(try ledger.order(id).paymentIds.last)
            try ledger.accepted(
                .payment("no-cash", .cancel(.with { ($0.paymentID, $0.reason) = (cash, Self.reason) })))
            #expect(try ledger.order(id).paymentLapsed)
            ledger.clock.advance(seconds: 3601)
            try ledger.accepted(.warehouse("later", "W-later"))
            #expect(try ledger.order(id).status == .expired)
        case .cancelLines:
            let lines = try ledger.order(id).lines.map { line in
                CancelOrderLine.with { ($0.lineID, $0.quantity) = (line.lineID, line.quantity) }
            }
            try ledger.accepted(
                .order("cancel", .cancelLines(.with { ($0.orderID, $0.lines, $0.reason) = (id, lines, Self.reason) })))
            #expect(try ledger.order(id).status == .cancelled)
        case .ship, .lose:
            let isCash = try ledger.order(id).paymentIds.count == Limits.paymentsPerOrder
            try pay(id, ledger, isCash: isCash)
            let placed = try ledger.order(id)
            #expect(placed.status == .confirmed)
            let warehouses = Set(try ledger.order(id).lines.flatMap(\.allocations).map(\.warehouseID)).sorted()
            for (number, warehouse) in warehouses.enumerated() where !warehouse.isEmpty {
                try ship(id, from: warehouse, as: Self.long("S", number), isLost: ending == .lose, ledger)
            }
            let units = placed.lines.map(\.reserved)
            #expect(units.allSatisfy { $0 > 0 })
            let lines = try ledger.order(id).lines
            // What is lost is sent again from the next warehouse, and lost there too.
            #expect(zip(lines, units).allSatisfy { ending == .lose ? $0.lost >= $1 : $0.shipped == $1 })
            guard ending == .lose else { return }
            try ledger.accepted(cancellation(id))
            #expect(try ledger.order(id).status == .cancelled)
        }
    }

    /// Takes away all that is reserved: goods that were counted and are not there. The order waits for them, in as many places.
    private func breakReservations(_ id: String, _ ledger: TestLedger) throws {
        let lines = try ledger.order(id).lines
        try ledger.send(
            lines.flatMap { line in
                line.allocations.filter { !$0.warehouseID.isEmpty }.map { part in
                    .adjust("b" + line.lineID + part.warehouseID, line.sku, part.warehouseID, -1, breakReservations: true)
                }
            })
        let broken = try ledger.order(id).lines
        #expect(broken.allSatisfy { $0.reserved == 0 && $0.backordered == $0.quantity })
    }

    /// Has the order confirmed, and packs a unit after the other until the house is full of its shipments.
    private func pack(_ id: String, _ ledger: TestLedger) throws {
        for payment in try ledger.order(id).paymentIds.dropLast() {
            try ledger.accepted(.result("auth-" + payment, payment, .authorized, 1))
        }
        var shipments: [Command] = []
        for line in try ledger.order(id).lines {
            for part in line.allocations where part.reserved > 0 && shipments.count <= Limits.shipmentsPerOrder {
                let number = shipments.count
                shipments.append(.ship("s\(number)", Self.long("S", number), id, part.warehouseID, [(line.lineID, Int64(1))]))
            }
        }
        let codes = try ledger.send(shipments).map { $0.receipt.map { $0.rejection?.code ?? "" } ?? "none" }
        #expect(codes.first == "" && codes.allSatisfy { ["", "order_too_large", "quantity_limit"].contains($0) })
    }

    private func cancellation(_ id: String) -> Command {
        .order("cancel", .cancel(.with { ($0.orderID, $0.reason) = (id, Self.reason) }))
    }

    /// Authorizes and captures what its tenders can bring, and has the rest paid by one more where that is not cash on delivery.
    /// - Parameter isCash: whether the last tender is that.
    private func pay(_ id: String, _ ledger: TestLedger, isCash: Bool = false) throws {
        for payment in try ledger.order(id).paymentIds.dropLast(isCash ? 1 : 0) {
            try ledger.accepted(.result("auth-" + payment, payment, .authorized, 1))
            try ledger.accepted(
                .payment("take-" + payment, .requestCapture(.with { ($0.paymentID, $0.amount) = (payment, 1) })))
            try ledger.accepted(.result("took-" + payment, payment, .captured, 1))
        }
        let order = try ledger.order(id)
        guard order.paymentIds.count < Limits.paymentsPerOrder, order.balanceDue > 0 else { return }
        let last = Self.long("LAST")
        try ledger.accepted(
            .payment(
                "last",
                .initiate(
                    .with { ($0.paymentID, $0.orderID, $0.method, $0.amount) = (last, id, .alipay, order.balanceDue) })))
        try ledger.accepted(.result("paid", last, .captured, order.balanceDue))
    }

    /// Ships all that lies in a warehouse in one shipment, and loses it again.
    private func ship(_ id: String, from warehouse: String, as shipment: String, isLost: Bool, _ ledger: TestLedger) throws {
        let order = try ledger.order(id)
        let lines = order.lines.compactMap { line in
            let units = line.allocations.first { $0.warehouseID == warehouse }?.reserved ?? 0
            return units == 0 ? nil : (line.lineID, units)
        }
        guard !lines.isEmpty else { return }
        try ledger.accepted(.ship("s-" + shipment, shipment, id, warehouse, lines))
        let number = Self.long("T")
        try ledger.accepted(
            .shipment(
                "d-" + shipment,
                .dispatch(
                    .with { ($0.shipmentID, $0.carrier, $0.trackingNumber) = (shipment, shipment, number) })))
        guard isLost else { return }
        try ledger.accepted(.shipment("l-" + shipment, .reportLost(.with { ($0.shipmentID, $0.reason) = (shipment, Self.reason) })))
    }
}
