import Schema
import Testing

@testable import Ledger

/// Which things must be up to date before a command about them is decided.
@Suite struct SubjectsTests {
    /// The subjects of a verb with that body, in a shop with an order that is paid and has a parcel on its way.
    private func subjects(_ verb: String, _ body: String) throws -> [EntityName] {
        var shop = try Shop(given: Example.shipped)
        return try shop.state.subjects(of: try Command(json: Array(Example.Step(verb, body).command(id: "c").utf8)))
    }

    @Test(
        "a command about an order, its payments or its parcels depends on the order",
        arguments: [
            ("order.cancel", #"{"orderId":"O-1"}"#), ("order.confirmReceipt", #"{"orderId":"O-1"}"#),
            ("order.cancelLines", #"{"orderId":"O-1"}"#), ("order.hold", #"{"orderId":"O-1"}"#),
            ("order.releaseHold", #"{"orderId":"O-1"}"#), ("order.complete", #"{"orderId":"O-1"}"#),
            ("payment.initiate", #"{"paymentId":"P-9","orderId":"O-1"}"#), ("payment.recordResult", #"{"paymentId":"PAY-1"}"#),
            ("payment.requestRefund", #"{"paymentId":"PAY-1"}"#), ("payment.requestCapture", #"{"paymentId":"PAY-1"}"#),
            ("payment.requestVoid", #"{"paymentId":"PAY-1"}"#), ("payment.cancel", #"{"paymentId":"PAY-1"}"#),
            ("shipment.confirmPickup", #"{"shipmentId":"S-1"}"#), ("shipment.create", #"{"shipmentId":"S-2","orderId":"O-1"}"#),
            ("shipment.dispatch", #"{"shipmentId":"S-1"}"#), ("shipment.pack", #"{"shipmentId":"S-1"}"#),
            ("shipment.cancel", #"{"shipmentId":"S-1"}"#), ("shipment.reportLost", #"{"shipmentId":"S-1"}"#),
            ("shipment.reportReturnedToSender", #"{"shipmentId":"S-1"}"#),
            ("shipment.recordScan", #"{"carrier":"SF","trackingNumber":"SF1001"}"#),
        ])
    func orders(verb: String, body: String) throws {
        #expect(try subjects(verb, body) == ["order/O-1"])
    }

    @Test("a command that gives a number depends on the scans that wait for it, and so does one more of them")
    func parcels() throws {
        let parcel: EntityName = "parcel/T-9@SF"
        let number = #""carrier":"SF","trackingNumber":"T-9""#
        #expect(try subjects("shipment.dispatch", #"{"shipmentId":"S-1",\#(number)}"#) == ["order/O-1", parcel])
        #expect(try subjects("shipment.correctTracking", #"{"shipmentId":"S-1",\#(number)}"#) == ["order/O-1", parcel])
        // What a correction leaves out stays as it is.
        for (change, parcel) in [
            (#""trackingNumber":"T-9""#, parcel), (#""carrier":"YTO""#, "parcel/SF1001@YTO"),
            (#""status":"SHIPPED""#, "parcel/SF1001@SF"),
        ] as [(String, EntityName)] {
            #expect(try subjects("shipment.correctTracking", #"{"shipmentId":"S-1",\#(change)}"#) == ["order/O-1", parcel])
        }
        #expect(try subjects("shipment.recordScan", "{\(number)}") == [parcel])
    }

    @Test("a command depends on the holds it names")
    func holds() throws {
        #expect(
            try subjects("order.place", #"{"orderId":"O-2","reservationIds":["R-1","R-2"]}"#)
                == ["order/O-2", "reservation/R-1", "reservation/R-2"])
        for verb in ["stock.reserve", "stock.extendReservation", "stock.releaseReservation"] {
            #expect(try subjects(verb, #"{"reservationId":"R-1"}"#) == ["reservation/R-1"])
        }
    }

    @Test("a command depends on the carts it names")
    func carts() throws {
        for verb in ["open", "addItem", "setQuantity", "removeItem", "clear", "price", "hold"] {
            #expect(try subjects("cart." + verb, #"{"cartId":"CART-1"}"#) == ["cart/CART-1"])
        }
        #expect(
            try subjects("cart.merge", #"{"cartId":"CART-1","fromCartId":"CART-0"}"#) == ["cart/CART-1", "cart/CART-0"])
        #expect(
            try subjects("order.place", #"{"orderId":"O-2","cartId":"CART-1"}"#) == ["order/O-2", "cart/CART-1"])
    }

    @Test("other commands depend on none, and neither do ids that there are not or cannot be")
    func none() throws {
        for (verb, body) in [
            ("stock.receive", #"{"sku":"SKU-1","warehouseId":"WH-1"}"#), ("warehouse.register", #"{"warehouseId":"WH-9"}"#),
            ("payment.recordResult", #"{"paymentId":"PAY-9"}"#), ("payment.recordResult", #"{"paymentId":"P\u0000"}"#),
            ("shipment.pack", #"{"shipmentId":""}"#), ("order.cancel", #"{"orderId":"O/1"}"#),
            ("shipment.recordScan", #"{"carrier":"S\u0000F","trackingNumber":"T-1"}"#),
            ("shipment.correctTracking", #"{"shipmentId":"S-9"}"#),
        ] { #expect(try subjects(verb, body).isEmpty, "\(verb) \(body)") }
    }
}
