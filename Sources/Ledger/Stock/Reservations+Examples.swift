import Schema

extension Example {
    private static let held = shop + [Step("stock.reserve", #"{"reservationId":"R-1","sku":"SKU-1","quantity":3}"#)]

    static let reservations: [Example] = [
        Example(
            "stock.reserve", "for a checkout, a quarter of an hour unless it says otherwise", given: shop,
            #"{"reservationId":"R-1","sku":"SKU-1","quantity":3,"expiresInSeconds":600}"#,
            then: .events(["reservation/R-1 stock.reservationHeld", "stock/SKU-1@WH-1 stock.reserved"])),
        Example(
            "stock.reserve", "in the warehouse nearest to the customer that has enough", given: shop,
            #"{"reservationId":"R-1","sku":"SKU-1","quantity":3,"shipTo":{"latitudeE6":30270000,"longitudeE6":120150000}}"#,
            then: .events(["reservation/R-1 stock.reservationHeld", "stock/SKU-1@WH-1 stock.reserved"])),
        Example(
            "stock.reserve", "no more than is there", given: shop, #"{"reservationId":"R-1","sku":"SKU-1","quantity":6}"#,
            then: .rejected(.insufficientStock)),
        Example(
            "stock.extendReservation", "while the customer is still typing", given: held,
            #"{"reservationId":"R-1","expiresInSeconds":1200}"#, then: .events(["reservation/R-1 stock.reservationExtended"])),
        Example(
            "stock.extendReservation", "never shorter than it was", given: held,
            #"{"reservationId":"R-1","expiresInSeconds":60}"#, then: .events([])),
        Example(
            "stock.extendReservation", "too late", given: held, #"{"reservationId":"R-1","expiresInSeconds":1200}"#,
            at: "2026-03-02T00:00:00Z", then: .rejected(.reservationExpired)),
        Example(
            "stock.releaseReservation", "a part of it", given: held, #"{"reservationId":"R-1","quantity":1}"#,
            then: .events(["reservation/R-1 stock.reservationReleased", "stock/SKU-1@WH-1 stock.released"])),
        Example(
            "stock.releaseReservation", "more than is left of it", given: held, #"{"reservationId":"R-1","quantity":4}"#,
            then: .rejected(.exceedsRemaining)),
        Example(
            "order.place", "uses up a hold, in one entry",
            given: held, order(3, #","reservationIds":["R-1"]"#),
            then: .events([
                "reservation/R-1 stock.reservationConsumed", "stock/SKU-1@WH-1 stock.released", "order/O-1 order.placed",
                "stock/SKU-1@WH-1 stock.reserved",
            ])),
        Example(
            "order.place", "a hold that is over", given: held, order(3, #","reservationIds":["R-1"]"#),
            at: "2026-03-02T00:00:00Z", then: .rejected(.reservationExpired)),
    ]
}
