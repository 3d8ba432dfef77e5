// The little shop that the examples start from.

extension Example {
    static let shop: [Step] = [.warehouse, .product, .receive(5)]
    /// Two units of SKU-1, paid and confirmed.
    static let paid: [Step] = shop + [.place(2, paidBy: "ALIPAY"), .result("CAPTURED", 20_000)]
    /// Two units, authorized on a card and confirmed.
    static let authorized: [Step] = shop + [.place(2, paidBy: "CARD", capture: "MANUAL"), .result("AUTHORIZED", 20_000)]
    static let created: [Step] = paid + [.ship(2)]
    static let shipped: [Step] = created + [.dispatch]

    /// When examples of scans are: neither before their orders nor after now, whenever they are run.
    static let dayOfDelivery = "2026-03-01T10:00:00Z"
}
