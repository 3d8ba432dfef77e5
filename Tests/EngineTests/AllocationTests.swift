import Engine
import TestWorld
import Testing

/// Which warehouse an order's goods come from, where the customer has had units of them set aside.
@Suite("Holds and warehouses")
struct AllocationTests {
    private static let shipTo = #""shipTo":{"country":"GH","location":{"latitudeE6":0,"longitudeE6":0}}"#

    /// Two warehouses with units of SKU-1, the nearer one the later by its id.
    private func withWarehouses(near: Int, far: Int, _ body: (TestLedger) throws -> Void) throws {
        try withShop { ledger in
            for (id, longitude, units) in [("WH-Z-near", 1_000_000, near), ("WH-0-far", 5_000_000, far)] {
                try ledger.send(
                    "warehouse.register",
                    #"{"warehouseId":"\#(id)","name":"x","location":{"latitudeE6":0,"longitudeE6":\#(longitude)}}"#)
                try ledger.send("stock.receive", #"{"sku":"SKU-1","warehouseId":"\#(id)","quantity":\#(units)}"#)
            }
            try body(ledger)
        }
    }

    private func hold(_ quantity: Int, at warehouse: String, _ ledger: TestLedger) throws {
        try ledger.send(
            "stock.reserve", #"{"reservationId":"H-1","sku":"SKU-1","quantity":\#(quantity),"warehouseId":"\#(warehouse)"}"#)
    }

    private func place(_ quantity: Int, _ ledger: TestLedger, holds: String = #"["H-1"]"#) throws -> [String] {
        try ledger.place([("SKU-1", quantity)], #","reservationIds":\#(holds),\#(Self.shipTo)"#)
        return try ledger.row("order/O-1", "lines.allocations.warehouseId")
    }

    @Test("a hold is no reason to ship from farther away")
    func fartherHold() throws {
        try withWarehouses(near: 2, far: 5) { ledger in
            try hold(2, at: "WH-0-far", ledger)
            #expect(try place(2, ledger) == ["WH-Z-near"])
            #expect(try ledger.row("reservation/H-1", "status") == ["CONSUMED"])
            #expect(try ledger.row("stock/SKU-1@WH-0-far", "reserved", "available") == ["0", "5"])
            #expect(try ledger.row("stock/SKU-1@WH-Z-near", "reserved", "available") == ["2", "0"])
        }
    }

    @Test("the units of a hold count as free where they lie, for its own order alone", arguments: [1, 2])
    func nearerHold(held: Int) throws {
        try withWarehouses(near: 2, far: 5) { ledger in
            try hold(held, at: "WH-Z-near", ledger)
            #expect(try place(2, ledger) == ["WH-Z-near"])
            #expect(try ledger.row("stock/SKU-1@WH-Z-near", "reserved") == ["2"])
        }
        try withWarehouses(near: 2, far: 5) { ledger in
            try hold(held, at: "WH-Z-near", ledger)
            #expect(try place(2, ledger, holds: "[]") == ["WH-0-far"])
        }
    }

    @Test("one warehouse that has all of it is taken before two, the hold's units counted")
    func whole() throws {
        try withWarehouses(near: 1, far: 2) { ledger in
            try hold(2, at: "WH-0-far", ledger)
            #expect(try place(2, ledger) == ["WH-0-far"])
        }
        // Beside WH-1, whose place nobody knows.
        try withWarehouses(near: 1, far: 2) { ledger in
            try ledger.send("stock.adjust", #"{"sku":"SKU-1","warehouseId":"WH-1","delta":-9,"reason":"CORRECTION"}"#)
            try hold(2, at: "WH-0-far", ledger)
            #expect(try place(3, ledger) == ["WH-Z-near WH-0-far"])
        }
    }

    @Test("a hold is put where the customer is near, and extending it never shortens it")
    func holds() throws {
        try withWarehouses(near: 2, far: 5) { ledger in
            let near = #""shipTo":{"latitudeE6":0,"longitudeE6":0}"#
            try ledger.send("stock.reserve", #"{"reservationId":"H-1","sku":"SKU-1","quantity":2,\#(near)}"#)
            let hold = try ledger.row("reservation/H-1", "warehouseId", "expiresAt")
            #expect(hold[0] == "WH-Z-near")
            #expect(try ledger.send("stock.extendReservation", #"{"reservationId":"H-1","expiresInSeconds":60}"#).isEmpty)
            #expect(try ledger.row("reservation/H-1", "warehouseId", "expiresAt") == hold)
            try ledger.pass(seconds: 61)
            #expect(try ledger.row("reservation/H-1", "status") == ["HELD"])
        }
    }
}
