import Engine
import Foundation
import Ledger
import Schema
import TestTools
import TestWorld
import Testing

/// An order that could be placed can end, however many others wait for its goods.
@Suite("Endings")
struct EndingTests {
    private let warehouses = (0..<5).map { "W-\($0)-00000000-0000-0000-0000-00000000" }
    private let skus = (0..<48).map { "S\(10 + $0)-00000000-0000-0000-0000-00000000" }

    /// Forty-eight lines over five warehouses each, all it has; and 75 orders that wait for the same goods.
    private func fill(_ ledger: TestLedger) throws {
        try ledger.send(warehouses.map { .warehouse("w" + $0, $0) })
        try ledger.send(skus.map { .product("p" + $0, $0, price: 1, backorderLimit: 10) })
        try ledger.send(skus.flatMap { sku in warehouses.map { .receive("r" + sku.prefix(4) + $0, sku, $0, 1) } })
        func place(_ id: String, _ lines: [(String, Int64)], seconds: Int64) -> Command {
            .order(
                "place-\(id)",
                .place(
                    .with { place in
                        (place.orderID, place.customerID, place.currency) = (id, "U-1", "CNY")
                        (place.allowBackorder, place.payWithinSeconds) = (true, seconds)
                        place.lines = lines.enumerated().map { index, line in
                            .with {
                                ($0.lineID, $0.sku, $0.quantity) = (
                                    "L\(10 + index)-00000000-0000-0000-0000-0000000", line.0, line.1
                                )
                            }
                        }
                    }))
        }
        try ledger.accepted(place("O-1-00000000-0000-0000-0000-00000000", skus.map { ($0, 5) }, seconds: 60))
        for number in 0..<75 {
            let id = "N\(10 + number)-00000000-0000-0000-0000-00000000"
            try ledger.accepted(place(id, [(skus[number % skus.count], 1)], seconds: 86_400))
        }
    }

    @Test("an expiry carries its own releases, and those who wait are filled by entries of their own")
    func expiry() throws {
        try withLedger { ledger in
            try fill(ledger)
            let before = ledger.engine.status.head
            ledger.clock.advance(seconds: 61)
            try ledger.accepted(.warehouse("last", "W-9"))
            let entries = try ledger.entries(after: before)
            #expect(entries.first?.command == "order.expire")
            #expect(entries.first?.events.count == 1 + 240 + 48)
            #expect(entries.dropFirst().dropLast().allSatisfy { $0.command == "stock.fillBackorders" })
            #expect(entries.dropFirst().dropLast().count == 48)
            for sku in skus { #expect(try ledger.stock(sku + "@").backordered == 0) }
            try ledger.reopen()
            #expect(try ledger.order("O-1-00000000-0000-0000-0000-00000000").status == .expired)
        }
    }

    @Test("reservations are broken wherever their orders' rows are: in memory, or flushed", arguments: [1, 1000])
    func broken(entriesPerFlush: Int) throws {
        try withLedger(units: 6, entriesPerFlush: entriesPerFlush) { ledger in
            for number in 1...3 { try ledger.accepted(.place("o\(number)", "O-\(number)", "A", 1)) }
            try ledger.accepted(.hold("h", "H-1", "A", 1))
            try ledger.reopen()
            try ledger.accepted(.adjust("gone", "A", "W-1", -5, breakReservations: true))
            #expect(try (1...3).map { try ledger.order("O-\($0)").lines[0].backordered } == [0, 1, 1])
            guard case .reservation(let hold) = try ledger.engine.head.row(.reservation, "H-1") else {
                throw UnexpectedOutcome(description: "no hold")
            }
            #expect(hold.status == .released)
            let stock = try ledger.stock("A@W-1")
            #expect([stock.onHand, stock.reserved, stock.available] == [1, 1, 0])
        }
    }
}
