import Schema
import Testing

@testable import Ledger

// Numbers that carriers use again, and limits of scans.

extension ShippingTests {
    private static let rename = #"{"shipmentId":"S-1","trackingNumber":"SF1001","reason":"read wrongly"}"#

    @Test("a scan from before the order was placed is of an earlier parcel with that number, however the shipment gets it")
    func earlierParcels() throws {
        let old = scan("SF1001", "DELIVERED", at: "2020-05-01T08:00:00Z", id: "old")
        let assignments = [
            [Example.Step.dispatch], [dispatch("S-1", number: "SF7"), .init("shipment.correctTracking", Self.rename)],
        ]
        for steps in assignments {
            var shop = try Shop(given: [old] + Example.created + steps)
            var shipment = try shop.shipment()
            #expect(shipment.status == .shipped && shipment.scans.isEmpty && shipment.trackingNumber == "SF1001")
            let (left, placed) = (Moment(shipment.shippedAt)!, Moment(try shop.order().placedAt)!)
            #expect(left >= placed, "left \(left), placed \(placed)")
            #expect(try shop.parcel().status == .waiting)
            // Told again, or for the first time, it is not of this parcel either.
            for step in [old, scan("SF1001", "IN_TRANSIT", at: "2020-05-01T09:00:00Z", id: "older")] {
                #expect(try shop.send(step.verb, step.body).code == "invalid_argument")
            }
            try shop.given([.delivered])
            shipment = try shop.shipment()
            #expect(shipment.status == .delivered && shipment.scans.map(\.scanID) == ["scan-9"])
            try shop.wait(seconds: Limits.scansWaitSeconds)
            try shop.expectReplay()
        }
    }

    @Test("of the scans that wait only those of this parcel are taken, also where it was made later")
    func laterParcels() throws {
        var shop = try Shop(given: [scan("SF1001", "DELIVERED", at: "2020-05-01T08:00:00Z", id: "old")] + Example.paid)
        try shop.given([scan("SF1001", "IN_TRANSIT", at: "2026-03-01T09:20:00Z", id: "new"), .ship(2), .dispatch])
        let shipment = try shop.shipment()
        #expect(shipment.status == .shipped && shipment.scans.map(\.scanID) == ["new"])
        #expect(shipment.shippedAt == Moment("2026-03-01T09:20:00Z")!.timestamp)
        #expect(try shop.parcel().status == .assigned && shop.parcel().scans.isEmpty)
        try shop.expectReplay()
    }

    @Test("a parcel did not leave before it was ordered")
    func leftBefore() throws {
        var shop = try Shop(given: Example.created)
        let placed = Moment(try shop.order().placedAt)!
        let earliest = placed.adding(seconds: -Limits.occurredAheadSeconds)
        func reply(_ time: Moment) throws -> Shop.Reply {
            try shop.send("shipment.dispatch", Example.Step.dispatch.body, occurredAt: time.description)
        }
        guard case .rejected(let rejection) = try reply(earliest.adding(seconds: -1)) else {
            Issue.record("not refused")
            return
        }
        #expect(rejection.code == "invalid_argument" && rejection.params["field"] == "occurredAt")
        #expect(try reply(earliest).code == nil)
        #expect(try shop.shipment().shippedAt == placed.timestamp)
    }

    @Test("however many scans there are, a delivery is recorded, and those of a former number do not count")
    func fullOfScans() throws {
        var shop = try Shop(given: Example.shipped)
        for number in 1...Limits.scansPerShipment {
            try shop.given([scan("SF1001", "IN_TRANSIT", at: "2026-03-01T09:01:00Z", id: "s\(number)")])
        }
        let more = Example.scan("one-more", "EXCEPTION")
        #expect(try shop.send("shipment.recordScan", more).code == "quantity_limit")
        var renamed = shop
        try shop.given([.delivered])
        #expect(try shop.shipment().status == .delivered && shop.shipment().scans.count == Limits.scansPerShipment + 1)
        #expect(try shop.send("shipment.recordScan", Example.scan("scan-10", "DELIVERED")).code == "quantity_limit")
        #expect(try shop.send("shipment.recordScan", more).code == "quantity_limit")

        try renamed.given([scan("SF7", "IN_TRANSIT", at: "2026-03-01T09:02:00Z", id: "first")])
        let rename = #"{"shipmentId":"S-1","trackingNumber":"SF7","reason":"read wrongly"}"#
        try renamed.given([.init("shipment.correctTracking", rename)])
        for number in 2...Limits.scansPerShipment {
            try renamed.given([scan("SF7", "IN_TRANSIT", at: "2026-03-01T09:02:00Z", id: "s\(number)")])
        }
        try renamed.given([scan("SF7", "DELIVERED", at: "2026-03-01T09:03:00Z")])
        #expect(try renamed.shipment().status == .delivered)
    }

    @Test("however many scans wait, a delivery waits too")
    func fullOfWaitingScans() throws {
        var shop = try Shop(given: Example.created)
        for number in 1...Limits.scansPerParcel {
            try shop.given([scan("SF1001", "IN_TRANSIT", at: "2026-03-01T09:00:10Z", id: "s\(number)")])
        }
        #expect(try shop.send("shipment.recordScan", Example.scan("one-more", "EXCEPTION")).code == "quantity_limit")
        try shop.given([.delivered])
        #expect(try shop.send("shipment.recordScan", Example.scan("scan-10", "DELIVERED")).code == "quantity_limit")
        try shop.given([.dispatch])
        #expect(try shop.shipment().status == .delivered && shop.shipment().scans.count == Limits.scansPerParcel + 1)
    }
}
