import Engine
import Foundation
import Journal
import Ledger
import Schema
import TestWorld
import Testing

// These tests are compatibility-sensitive: what they pin is on disks, in signed trees and in the programs of others. If one of
// them fails, undo the change that broke it; if it must be, have two people look at it, and write a decision record.
@Suite("What is on disk stays readable")
struct CompatibilityTests {
    @Test("table numbers are for ever; a new table takes the next one")
    func tables() {
        let numbers = Table.allCases.map { "\($0.kind)=\($0.rawValue)" }
        #expect(
            numbers == [
                "product=1", "warehouse=2", "stock=3", "reservation=4", "order=5", "payment=6", "shipment=7", "parcel=8",
                "cart=9", "customer=10", "session=11", "taxclass=12", "access=13",
            ])
    }

    @Test("index numbers are for ever; a new index takes the next one")
    func indexes() {
        let numbers = Index.allCases.map { "\($0)=\($0.rawValue)" }
        #expect(
            numbers == [
                "productSKU=1", "stockSKU=2", "shipmentTracking=3", "orderBackorder=4", "deadline=5", "orderStatus=6",
                "orderCustomer=7",
                // 8 and 9 are in folders of earlier versions.
                "shipmentTrackingNumber=10", "shipmentStatus=11", "paymentStatus=12",
                "stockWarehouse=13", "stockOrder=14", "stockReservation=15",
                "cartCustomer=20", "cartStatus=21",
                "customerEmail=30", "customerStatus=31", "sessionCustomer=32", "barredCustomer=33",
                "sessionToken=34", "customerRole=35", "accessCustomer=36",
                "productCategory=40", "orderSeller=41", "entryCorrelation=60", "entryCausation=61",
            ])
    }

    @Test("limits that decided what is in books, and layouts that say how it is kept")
    func limits() {
        // A limit may be raised. Lowered, a book may hold what its program refuses; entryBytes is the tree's format.
        #expect(Limits.entryBytes == 65_535)
        #expect(EntryLimits.entryBytes == 1...65_535)
        #expect(Limits.commandIDBytes == 255)
        #expect(Limits.idBytes == 64)
        #expect(Limits.quantity == 1_000_000_000)
        #expect(Limits.amount == 900_000_000_000_000)
        #expect(Limits.linesPerOrder == 200)
        #expect(Limits.occurredAheadSeconds == 300)
        // These are read by deadlines that are derived from rows: another value changes what old books will do.
        #expect(Limits.receiveAfterSeconds == 7 * 86_400)
        // And this by rows themselves.
        #expect(Limits.pricesPerVariant == 100)
        // This one is in rows: another value changes what replay gives.
        #expect(Limits.abandonCartAfterSeconds == 30 * 86_400)
        #expect(Digest.byteCount == 32)
        #expect(RowStore.formatVersion == 6)
        #expect(LedgerDirectory.formatVersion == 1)
        #expect(EngineLimits.entriesPerBatch <= EngineLimits.commandsWaiting)
    }

    @Test("times in the deadline index sort as they are, in sixteen digits")
    func deadlineText() {
        #expect(Moment("2026-03-01T09:30:00.123456Z")!.sortableText == "00064bf31d3fd840")
        #expect(Moment(microseconds: -1).sortableText == "0000000000000000")
    }

    @Test("every number of the schema is listed, once, and counted; tools/generate refuses to lose one")
    func fieldNumbers() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let list = try String(contentsOf: root.appendingPathComponent("Sources/Schema/Protos/numbers.txt"), encoding: .utf8)
        let lines = list.split(separator: "\n")
        #expect(lines.contains("daybook.v1.PlaceOrder.lines repeated daybook.v1.PlaceOrderLine = 4"))
        #expect(Set(lines).count == lines.count)
        #expect(lines.count == SchemaNumbers.count, "what older programs refuse a newer ledger by")
    }
}
