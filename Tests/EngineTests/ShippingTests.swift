import Engine
import Foundation
import Ledger
import Schema
import TestTools
import TestWorld
import Testing

@Suite("Parcels that are lost, corrected, picked up or scanned early")
struct ShippingTests {
    /// A shop with three units, of which two are paid for and packed as S-1.
    private func withParcel(
        units: Int64 = 3, entriesPerFlush: Int = 64, delivery: DeliveryMethod.Value = .post, _ body: (TestLedger) throws -> Void
    ) throws {
        try withLedger(units: units, entriesPerFlush: entriesPerFlush) { ledger in
            var place = Command.place("o", "O-1", "A", 2, payment: "P-1", amount: 200)
            place.order.place.deliveryMethod = delivery
            try ledger.accepted(place)
            try ledger.accepted(.result("c", "P-1", .captured, 200))
            try ledger.accepted(.ship("s", "S-1", "O-1", "W-1", [("1", 2)]))
            try body(ledger)
        }
    }

    private func shipment(_ ledger: TestLedger) throws -> Shipment {
        guard case .shipment(let row) = try ledger.engine.head.row(.shipment, "S-1") else {
            throw UnexpectedOutcome(description: "")
        }
        return row
    }

    private func parcel(_ ledger: TestLedger) throws -> Parcel {
        guard case .parcel(let row) = try ledger.engine.head.row(.parcel, "T-1@SF") else {
            throw UnexpectedOutcome(description: "")
        }
        return row
    }

    private func lost(_ id: String) -> Command { .shipment(id, .reportLost(.with { $0.shipmentID = "S-1" })) }

    private func correction(_ id: String) -> Command {
        .shipment(id, .correctTracking(.with { ($0.shipmentID, $0.reason, $0.status) = ("S-1", "wrong door", .shipped) }))
    }

    @Test("units of a lost parcel are reserved again, wait where there are too few, and can be cancelled")
    func lostGoods() throws {
        try withParcel { ledger in
            try ledger.accepted(.dispatch("d", "S-1", number: "T-1"))
            try ledger.accepted(lost("l"))
            let line = try ledger.order("O-1").lines[0]
            #expect([line.shipped, line.reserved, line.backordered, line.lost] == [0, 1, 1, 2])
            #expect(try ledger.stock("A@W-1").reserved == 1)
            #expect(try ledger.stock("A@").backordered == 1)
            try ledger.accepted(.cancel("x", "O-1"))
            #expect(try ledger.order("O-1").status == .cancelled)
            #expect(try ledger.order("O-1").refundPending == 200)
            #expect(try ledger.stock("A@").backordered == 0)
            #expect(try ledger.replayHash() == ledger.engine.head.stateHash().description)
        }
    }

    @Test("a lost parcel that is found gives back what was promised in its place")
    func found() throws {
        try withParcel(units: 4) { ledger in
            try ledger.accepted(.dispatch("d", "S-1", number: "T-1"))
            try ledger.accepted(lost("l"))
            try ledger.accepted(correction("f"))
            #expect(try ledger.stock("A@W-1").reserved == 0)
            #expect(try ledger.order("O-1").shipmentStatus == .shipped)
            try ledger.accepted(lost("l2"))
            try ledger.accepted(.ship("s2", "S-2", "O-1", "W-1", [("1", 1)]))
            #expect(try ledger.rejection(correction("f2")) == "exceeds_remaining")
        }
    }

    @Test("a delivery that was none takes back the receipt, and the days until it comes by itself start anew")
    func reversed() throws {
        try withParcel { ledger in
            try ledger.accepted(.dispatch("d", "S-1", number: "T-1"))
            try ledger.accepted(.scan("x", "T-1", "x-1", .delivered, at: ledger.clock.now()))
            try ledger.accepted(.order("receipt", .confirmReceipt(.with { $0.orderID = "O-1" })))
            try ledger.accepted(correction("f"))
            #expect(try ledger.order("O-1").status == .confirmed && ledger.order("O-1").deliveredAt == nil)
            try ledger.reopen()
            ledger.clock.advance(seconds: 9 * 86_400)
            try ledger.accepted(.warehouse("w2", "W-2"))
            #expect(try ledger.order("O-1").status == .confirmed)
        }
    }

    @Test("a parcel is delivered when the scan says so, not when it is told, and not before it left")
    func scanTimes() throws {
        try withParcel { ledger in
            let left = ledger.clock.now()
            try ledger.accepted(.dispatch("d", "S-1", number: "T-1"))
            ledger.clock.advance(seconds: 5 * 86_400)
            #expect(
                try ledger.rejection(.scan("x", "T-1", "x-1", .delivered, at: left.adding(seconds: -3600))) == "invalid_argument")
            try ledger.accepted(.scan("y", "T-1", "x-1", .delivered, at: left.adding(seconds: 86_400)))
            #expect(try Moment(shipment(ledger).deliveredAt) == left.adding(seconds: 86_400))
            #expect(try Moment(ledger.order("O-1").deliveredAt) == left.adding(seconds: 86_400))
            #expect(try ledger.rejection(.scan("z", "T-1", "x-1", .delivered, at: left.adding(seconds: 90_000))) == "scan_conflict")
            ledger.clock.advance(seconds: 3 * 86_400)
            try ledger.accepted(.warehouse("w2", "W-2"))
            #expect(try ledger.order("O-1").status == .received)
        }
    }

    @Test("scans wait for their number, and what nobody gets is forgotten after a month", arguments: [1, 1000])
    func earlyScans(entriesPerFlush: Int) throws {
        try withParcel(entriesPerFlush: entriesPerFlush) { ledger in
            try ledger.accepted(.scan("x", "T-1", "x-1", .inTransit, at: ledger.clock.now()))
            try ledger.accepted(.scan("y", "T-2", "x-1", .delivered, at: ledger.clock.now()))
            try ledger.reopen()
            if entriesPerFlush > 1 { try ledger.reopen { try FileManager.default.removeItem(atPath: ledger.folder + "/state") } }
            #expect(try parcel(ledger).scans.count == 1)
            #expect(try ledger.engine.head.rows(Query(.parcel, filters: [.init("status", "WAITING")])).rows.count == 2)
            try ledger.accepted(.dispatch("d", "S-1", number: "T-2"))
            #expect(try shipment(ledger).status == .delivered)
            ledger.clock.advance(seconds: 30 * 86_400 + 1)
            try ledger.accepted(.warehouse("w2", "W-2"))
            #expect(try parcel(ledger).status == .expired)
            #expect(try ledger.entries().map(\.command).contains("shipment.expireScans"))
            #expect(try ledger.replayHash() == ledger.engine.head.stateHash().description)
        }
    }

    @Test("a carrier's number that is used again does not deliver today's order years ago")
    func numberUsedAgain() throws {
        try withLedger(units: 3) { ledger in
            let old = ledger.clock.now().adding(seconds: -5 * 365 * 86_400)
            try ledger.accepted(.scan("x", "T-1", "x-1", .delivered, at: old))
            try ledger.accepted(.place("o", "O-1", "A", 2, payment: "P-1", amount: 200))
            try ledger.accepted(.result("c", "P-1", .captured, 200))
            try ledger.accepted(.ship("s", "S-1", "O-1", "W-1", [("1", 2)]))
            try ledger.accepted(.dispatch("d", "S-1", number: "T-1"))
            ledger.clock.advance(seconds: 60)
            try ledger.accepted(.warehouse("w2", "W-2"))
            #expect(try ledger.order("O-1").status == .confirmed && shipment(ledger).status == .shipped)
            #expect(try Moment(shipment(ledger).shippedAt)! >= Moment(ledger.order("O-1").placedAt)!)
            try ledger.accepted(.scan("y", "T-1", "x-1", .delivered, at: ledger.clock.now()))
            #expect(try shipment(ledger).status == .delivered)
        }
    }

    @Test("as many of the longest scans as may wait fit into the entry of their dispatch")
    func largestScans() throws {
        try withParcel { ledger in
            let (carrier, number) = (String(repeating: "C", count: 64), String(repeating: "N", count: 64))
            func scan(_ index: Int, _ status: TrackingStatus.Value = .inTransit) -> Command {
                .shipment(
                    "scan-\(index)-\(status)",
                    .recordScan(
                        .with {
                            ($0.carrier, $0.trackingNumber, $0.status) = (carrier, number, status)
                            $0.scanID = String(repeating: "s", count: 60) + "\(1000 + index)"
                            $0.place = String(repeating: "p", count: 500)
                            $0.occurredAt = ledger.clock.now().timestamp
                        }))
            }
            var kept = 0
            while kept < Limits.scansPerParcel, try ledger.rejection(scan(kept)).isEmpty { kept += 1 }
            // So many bytes, where they are long; so many of them, where they are short.
            #expect(kept > 10 && kept < Limits.scansPerParcel)
            #expect(try ledger.rejection(scan(999)) == "quantity_limit")
            // Without its delivery an order could never end: there is room for it, and for one.
            try ledger.accepted(scan(998, .delivered))
            #expect(try ledger.rejection(scan(997, .delivered)) == "quantity_limit")
            try ledger.accepted(
                .shipment("d", .dispatch(.with { ($0.shipmentID, $0.carrier, $0.trackingNumber) = ("S-1", carrier, number) })))
            #expect(try shipment(ledger).scans.count == kept + 1 && shipment(ledger).status == .delivered)
            let size = try #require(ledger.entries().last).canonicalBytes().count
            #expect(size < Limits.entryBytes / 2)
        }
    }

    @Test("a pickup needs no carrier")
    func pickup() throws {
        try withParcel(delivery: .pickup) { ledger in
            try ledger.accepted(.shipment("pickup", .confirmPickup(.with { $0.shipmentID = "S-1" })))
            #expect(try shipment(ledger).status == .delivered)
            #expect(try ledger.stock("A@W-1").onHand == 1)
            #expect(try ledger.order("O-1").deliveredAt != nil)
        }
    }

    @Test("digital goods are delivered when their order is confirmed, and received by themselves")
    func digital() throws {
        try withLedger { ledger in
            try ledger.accepted(.product("p", "A", kind: .digital))
            try ledger.accepted(.place("o", "O-1", "A", 2, payment: "P-1", amount: 200))
            try ledger.accepted(.result("c", "P-1", .captured, 200))
            #expect(try ledger.order("O-1").lines[0].delivered == 2)
            ledger.clock.advance(seconds: 7 * 86_400 + 1)
            try ledger.accepted(.warehouse("w2", "W-2"))
            #expect(try ledger.order("O-1").status == .received)
        }
    }

    @Test("a service is delivered when its order is confirmed, and the order when its parcel arrives")
    func services() throws {
        try withShop { ledger in
            try ledger.place([("SKU-1", 1), ("SKU-S", 2)], tender: 1600)
            #expect(try ledger.row("order/O-1", "lines.delivered") == ["0 0"])
            try ledger.result("PAY-1", "CAPTURED", 1600)
            #expect(try ledger.row("order/O-1", "lines.delivered", "deliveredAt") == ["0 2", "-"])
            #expect(try ledger.refusal("order.confirmReceipt", #"{"orderId":"O-1"}"#) == "invalid_state")
            try ledger.pass(seconds: 8 * 86_400)
            #expect(try ledger.row("order/O-1", "status") == ["CONFIRMED"])
            try ledger.ship(line: "1", 1)
            try ledger.deliver(line: "1")
            #expect(try ledger.row("order/O-1", "lines.delivered", "shipmentStatus") == ["1 2", "DELIVERED"])
            try ledger.pass(seconds: 7 * 86_400 - 1)
            #expect(try ledger.row("order/O-1", "status") == ["CONFIRMED"])
            try ledger.pass(seconds: 2)
            #expect(try ledger.row("order/O-1", "status") == ["RECEIVED"])
        }
    }

    @Test("an order of what needs no parcel is delivered when it is confirmed, and received as others are")
    func withoutGoods() throws {
        try withShop { ledger in
            try ledger.place([("SKU-D", 1), ("SKU-S", 1)], tender: 1000)
            #expect(try ledger.row("order/O-1", "lines.delivered", "deliveredAt") == ["0 0", "-"])
            try ledger.result("PAY-1", "CAPTURED", 1000)
            #expect(try ledger.row("order/O-1", "lines.delivered", "shipmentStatus") == ["1 1", "NOT_REQUIRED"])
            #expect(try ledger.row("order/O-1", "deliveredAt") == ledger.row("order/O-1", "updatedAt"))
            try ledger.pass(seconds: 7 * 86_400 - 1)
            #expect(try ledger.row("order/O-1", "status") == ["CONFIRMED"])
            try ledger.pass(seconds: 2)
            #expect(try ledger.row("order/O-1", "status") == ["RECEIVED"])
            #expect(try ledger.entries().suffix(2).map(\.command) == ["order.receive", "warehouse.register"])
        }
    }
}
