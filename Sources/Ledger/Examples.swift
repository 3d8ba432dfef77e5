/// What one command does: given what happened before, when it comes, then this follows.
///
/// Every example is run as a test, and shown by `daybook help VERB`: it cannot be out of date. It is what happens to the ledger's
/// owner, who has the role admin; what happens to others is not an example.
public struct Example: Sendable {
    /// What follows from a command.
    public enum Outcome: Sendable, Equatable {
        /// Its events, in order, as `order/O-1 order.placed`; none where it is accepted and changes nothing.
        case events([String])
        /// Its rejection.
        case rejected(RejectionCode)
    }

    /// The verb it explains: `order.place`.
    public let verb: String
    /// What it shows, in a few words.
    public let title: String
    /// Commands before it, each as INTERFACE §1 writes it. All are accepted.
    public let given: [String]
    /// The command, as INTERFACE §1 writes it.
    public let when: String
    /// What follows.
    public let then: Outcome

    init(
        _ verb: String, _ title: String, given: [Step] = [], _ body: String, at time: String? = nil, then: Outcome
    ) {
        self.verb = verb
        self.title = title
        // Why the commands before it too: one without a time happens now, and then it is too late to say what happened before.
        self.given = given.enumerated().map { index, step in
            step.command(id: "c-\(index + 1)", at: time.map { _ in "2026-03-01T09:00:\(10 + index)Z" })
        }
        when = Step(verb, body).command(id: "c-\(given.count + 1)", at: time)
        self.then = then
    }

    /// One command of an example, by its verb and the verb's object.
    struct Step: Sendable {
        let verb: String
        let body: String
        let occurredAt: String?

        init(_ verb: String, _ body: String, occurredAt: String? = nil) {
            self.verb = verb
            self.body = body
            self.occurredAt = occurredAt
        }

        /// The command, with its time if it is not to be that of its coming.
        func command(id: String, at time: String? = nil) -> String {
            let parts = verb.split(separator: ".")
            let stated = time.map { "\"time\":\"\($0)\"," } ?? ""
            let happened = occurredAt.map { "\"occurredAt\":\"\($0)\"," } ?? ""
            return "{\"id\":\"\(id)\",\(stated)\(happened)\"\(parts[0])\":{\"\(parts[1])\":\(body)}}"
        }
    }
}

/// All examples: one context after another, each verb with at least one that is accepted.
public enum Examples {
    public static let all: [Example] =
        Example.catalog + Example.warehouses + Example.stock + Example.reservations + Example.checkout + Example.orders
        + Example.payments + Example.shipping

    /// The examples of one verb, `order.place`.
    public static func of(verb: String) -> [Example] {
        all.filter { $0.verb == verb }
    }
}

// MARK: The little shop that the examples start from

extension Example.Step {
    static let warehouse = Self("warehouse.register", #"{"warehouseId":"WH-1","name":"Hangzhou"}"#)

    static let product = Self(
        "catalog.createProduct",
        #"{"productId":"P-1","title":"Desk lamp","kind":"PHYSICAL","publish":true,"#
            + #""variants":[{"sku":"SKU-1","price":{"amount":10000,"currency":"CNY"}}]}"#)

    /// A book that is delivered by mail alone.
    static let digital = Self(
        "catalog.createProduct",
        #"{"productId":"P-2","title":"E-book","kind":"DIGITAL","publish":true,"#
            + #""variants":[{"sku":"SKU-D","price":{"amount":3000,"currency":"CNY"}}]}"#)

    /// Like `product`, and may be sold three ahead of stock.
    static let preorder = Self(
        "catalog.createProduct",
        #"{"productId":"P-1","title":"Desk lamp","kind":"PHYSICAL","publish":true,"#
            + #""variants":[{"sku":"SKU-1","price":{"amount":10000,"currency":"CNY"},"backorderLimit":3}]}"#)

    static func receive(_ quantity: Int) -> Self {
        Self("stock.receive", "{\"sku\":\"SKU-1\",\"warehouseId\":\"WH-1\",\"quantity\":\(quantity)}")
    }

    /// An order of SKU-1 without a payment.
    static func place(_ quantity: Int) -> Self {
        Self("order.place", Example.order(quantity))
    }

    /// An order of SKU-1 with one payment P-1 of all of it.
    static func place(_ quantity: Int, paidBy method: String, capture: String = "AUTO") -> Self {
        let payment =
            "{\"paymentId\":\"PAY-1\",\"method\":\"\(method)\",\"amount\":\(quantity * 10_000),\"capture\":\"\(capture)\"}"
        return Self("order.place", Example.order(quantity, ",\"payments\":[\(payment)]"))
    }

    static func result(_ outcome: String, _ amount: Int) -> Self {
        Self("payment.recordResult", Example.result(outcome, amount))
    }

    static func ship(_ quantity: Int) -> Self {
        Self("shipment.create", Example.shipment(quantity))
    }

    static let dispatch = Self("shipment.dispatch", #"{"shipmentId":"S-1","carrier":"SF","trackingNumber":"SF1001"}"#)

    static let lost = Self("shipment.reportLost", #"{"shipmentId":"S-1","reason":"silent for 30 days"}"#)

    static let delivered = Self("shipment.recordScan", Example.scan("scan-9", "DELIVERED"))
}

extension Example {
    static let shop: [Step] = [.warehouse, .product, .receive(5)]
    /// Two units of SKU-1, paid and confirmed.
    static let paid: [Step] = shop + [.place(2, paidBy: "ALIPAY"), .result("CAPTURED", 20_000)]
    /// Two units, authorized on a card and confirmed.
    static let authorized: [Step] = shop + [.place(2, paidBy: "CARD", capture: "MANUAL"), .result("AUTHORIZED", 20_000)]
    static let created: [Step] = paid + [.ship(2)]
    static let shipped: [Step] = created + [.dispatch]

    static func order(_ quantity: Int, _ more: String = "") -> String {
        #"{"orderId":"O-1","customerId":"C-1","currency":"CNY","lines":[{"sku":"SKU-1","quantity":\#(quantity)}]\#(more)}"#
    }

    static func result(_ outcome: String, _ amount: Int, _ more: String = "") -> String {
        "{\"paymentId\":\"PAY-1\",\"outcome\":\"\(outcome)\",\"amount\":\(amount)\(more)}"
    }

    static func shipment(_ quantity: Int, id: String = "S-1") -> String {
        #"{"shipmentId":"\#(id)","orderId":"O-1","warehouseId":"WH-1","lines":[{"lineId":"1","quantity":\#(quantity)}]}"#
    }

    /// When examples of scans are: neither before their orders nor after now, whenever they are run.
    static let dayOfDelivery = "2026-03-01T10:00:00Z"

    static func scan(_ id: String, _ status: String, at time: String = "2026-03-01T09:00:30Z") -> String {
        "{\"carrier\":\"SF\",\"trackingNumber\":\"SF1001\",\"scanId\":\"\(id)\",\"status\":\"\(status)\","
            + "\"occurredAt\":\"\(time)\"}"
    }
}
