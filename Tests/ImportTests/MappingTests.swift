import Engine
import Ledger
import Schema
import TestWorld
import Testing
import daybook

@Suite("Import: what rows become")
struct MappingTests {
    /// An order with three units of two sellers, and what was paid for it.
    static func order(_ status: String = "delivered", paid: [Int64] = [9_000, 1_700]) -> OlistOrder {
        var order = OlistOrder(id: "o1", status: status, purchased: at("2017-06-01 10:00:00"), estimated: "2017-06-20 00:00:00")
        order.customer = "c1"
        order.approved = at("2017-06-01 11:00:00")
        order.carried = at("2017-06-03 09:00:00")
        order.delivered = at("2017-06-09 18:00:00")
        order.items = [
            OlistItem(number: 1, product: "p1", seller: "s1", price: 3_000, freight: 500),
            OlistItem(number: 2, product: "p1", seller: "s1", price: 3_000, freight: 500),
            OlistItem(number: 3, product: "p1", seller: "s2", price: 3_100, freight: 600),
        ]
        order.payments = paid.enumerated().map {
            OlistPayment(
                sequential: $0.offset + 1, type: $0.offset == 0 ? "credit_card" : "voucher", installments: "2", cents: $0.element)
        }
        return order
    }

    static func at(_ local: String) -> Moment {
        SaoPauloTime.moment(local) ?? Moment(microseconds: 0)
    }

    private func plan(_ orders: OlistOrder...) -> OlistPlan {
        var data = OlistData()
        data.orders = orders
        return OlistPlan(data)
    }

    private func rules(_ order: OlistOrder) -> [String] {
        plan(order).discrepancies.filter { $0.table != "products" && $0.table != "order_items" }.map(\.rule)
    }

    @Test("units of one product, seller and price are one line, a seller's lines one parcel")
    func goods() {
        var order = Self.order()
        order.items.append(OlistItem(number: 4, product: "p1", seller: "s1", price: 2_900, freight: 0))
        #expect(order.lines.map(\.id) == ["1", "3", "4"])
        #expect(order.lines.map(\.quantity) == [2, 1, 1])
        #expect(order.parcels.map(\.id) == ["o1.1", "o1.2"])
        #expect(order.parcels.map { $0.lines.map(\.id) } == [["1", "4"], ["3"]])
    }

    @Test(
        "a fee makes up the difference between what was paid and what it costs",
        arguments: [
            ([10_700], nil, 0), ([10_750], "installment-interest", 50), ([10_000, 600], "voucher-difference", -100),
            ([], "payment-missing", -10_700),
        ] as [([Int64], String?, Int64)])
    func difference(paid: [Int64], code: String?, cents: Int64) {
        let order = Self.order(paid: paid)
        #expect(order.difference?.code == code)
        #expect((order.difference?.cents ?? 0) == cents)
        #expect(order.itemsCents + order.freightCents + cents == order.paymentsCents)
    }

    @Test("a delivered order's life has every step, in the order of the rules")
    func life() {
        var notes: [Discrepancy] = []
        let steps = Self.order().steps(&notes)
        #expect(
            steps.map(\.action) == [
                .place, .capture(0), .capture(1), .create(0), .dispatch(0), .create(1), .dispatch(1), .deliver(0), .deliver(1),
                .receive,
            ])
        #expect(steps.last?.time == Self.at("2017-06-09 18:00:00"))
        #expect(steps.allSatisfy { $0.occurredAt == nil })
        #expect(notes.isEmpty)
    }

    @Test("a step that ran ahead waits for the one it follows from, and keeps its own time")
    func clamping() {
        var order = Self.order()
        order.carried = order.purchased.adding(seconds: 60)
        var notes: [Discrepancy] = []
        let steps = order.steps(&notes)
        let dispatch = steps.first { $0.action == .dispatch(0) }
        #expect(dispatch?.time == order.approved)
        #expect(dispatch?.occurredAt == order.carried)
        #expect(notes.map(\.rule) == ["time_order"])
        #expect(zip(steps, steps.dropFirst()).allSatisfy { $0.time <= $1.time })
    }

    @Test("nothing happened before the purchase, whatever the data say: the ledger would refuse it")
    func beforePurchase() {
        var order = Self.order()
        order.carried = order.purchased.adding(seconds: -86_400)
        var notes: [Discrepancy] = []
        let dispatch = order.steps(&notes).first { $0.action == .dispatch(0) }
        #expect(dispatch?.occurredAt == order.purchased)
        #expect(notes.map(\.rule) == ["time_order"])
    }

    @Test(
        "a status decides how far a life goes",
        arguments: [
            ("created", "capture"), ("approved", "capture"), ("processing", "create"), ("invoiced", "pack"),
            ("shipped", "dispatch"), ("delivered", "receive"), ("canceled", "cancel"), ("unavailable", "cancel"),
        ])
    func stages(status: String, last: String) {
        var notes: [Discrepancy] = []
        let action = Self.order(status).steps(&notes).last.map { "\($0.action)" } ?? ""
        #expect(action.hasPrefix(last))
        #expect(notes.isEmpty == (status == "delivered"))
    }

    @Test("what the dates do not say is said")
    func gaps() {
        var order = Self.order()
        (order.approved, order.delivered) = (nil, nil)
        #expect(rules(order) == ["no_approval", "no_delivery_date"])
        var ended = Self.order("canceled")
        (ended.approved, ended.carried, ended.delivered) = (nil, nil, nil)
        #expect(rules(ended) == ["no_approval"])
        var notes: [Discrepancy] = []
        #expect(ended.steps(&notes).map(\.action) == [.place, .cancel])
    }

    @Test("an order without items is reported with its money, and not placed")
    func empty() {
        var order = Self.order("unavailable")
        order.items = []
        let plan = plan(order)
        #expect(plan.steps.isEmpty)
        #expect(plan.discrepancies.map(\.rule) == ["order_without_items", "payment_without_order", "payment_without_order"])
        #expect(plan.discrepancies.compactMap(\.cents) == [9_000, 1_700])
    }

    @Test("a product of several sellers has a SKU for each, one of one seller its own id")
    func skus() {
        var other = Self.order()
        other.id = "o2"
        other.items = [OlistItem(number: 1, product: "p2", seller: "s1", price: 100, freight: 0)]
        let offers = plan(Self.order(), other).offers
        #expect(offers.all.map(\.sku) == ["p1.s1", "p1.s2", "p2"])
        #expect(offers.all.map(\.units) == [2, 1, 1])
        #expect(offers.all.map(\.price) == [3_000, 3_100, 100])
    }

    @Test("no two commands have the same time or the same id, and stock comes a day before its first sale")
    func times() {
        var later = Self.order()
        later.id = "o2"
        let plan = plan(Self.order(), later)
        #expect(zip(plan.steps, plan.steps.dropFirst()).allSatisfy { $0.time < $1.time })
        let commands = plan.steps.map(plan.command)
        #expect(Set(commands.map(\.id)).count == commands.count)
        #expect(commands.allSatisfy { $0.id.hasPrefix("import:olist:") && $0.time != nil })
        let stock = commands.first { $0.id == "import:olist:opening_stock:p1.s1@wh-s1" }
        #expect(stock.flatMap { Moment($0.time) } == Self.at("2017-05-31 10:00:00"))
        #expect(stock?.stock.receive.quantity == 4)
    }

    @Test("the same data gives the same commands, and each is well formed")
    func determinism() throws {
        let (first, second) = (plan(Self.order(), Self.order("x")), plan(Self.order(), Self.order("x")))
        #expect(first.steps.map(first.command) == second.steps.map(second.command))
        for step in first.steps {
            _ = try Submission(first.command(step), actor: Actor())
        }
    }

    @Test("an order is placed at its own prices, with all that was paid")
    func placing() throws {
        var order = Self.order(paid: [10_750])
        order.items[0].price = 2_900
        order.items[1].price = 3_000
        let plan = plan(Self.order(), order)
        let commands = plan.steps.map(plan.command).filter { $0.id == "import:olist:orders:o1" }
        let place = try #require(commands.last?.order.place)
        #expect(place.lines.map(\.unitPrice) == [2_900, 3_000, 3_100])
        #expect(place.lines.map(\.priceOverride) == [true, false, false])
        #expect(place.shippingFee == 1_600)
        #expect(place.fees.map(\.code) == ["installment-interest"])
        #expect(place.payments.map(\.paymentID) == ["o1.1.credit_card"])
        #expect(place.expectedTotal == 10_750)
    }

    @Test("the ledger takes every step: of orders paid with two vouchers, with one of nothing, shipped in two parcels, and ended")
    func accepted() throws {
        var orders = ["delivered", "shipped", "processing", "invoiced", "canceled", "unavailable", "created"].map {
            status in
            var order = Self.order(status, paid: [9_000, 900, 800])
            order.id = status
            return order
        }
        orders[0].payments[2].cents = 0
        orders[0].payments[1].cents = 1_700
        var data = OlistData()
        data.orders = orders
        let plan = OlistPlan(data)
        var ledger = MemoryLedger()
        ledger.clock = Moment(microseconds: 0)
        for step in plan.steps {
            let entry = try ledger.send(plan.command(step))
            #expect(entry.rejection == nil, "\(plan.name(of: step.subject)): \(String(describing: entry.rejection))")
        }
        #expect(plan.discrepancies.filter { $0.rule == "zero_payment" }.map(\.key) == ["delivered:3"])
        for order in orders {
            guard case .order(let row)? = try ledger.row(.order, order.id) else {
                Issue.record("\(order.id) is not there")
                continue
            }
            #expect(row.captured == 10_700, "\(order.id)")
        }
    }

    @Test("a discrepancy is one line of JSON")
    func lines() {
        let text = Discrepancy("orders", "o\"1", "rule", expected: "a", actual: "b", cents: -5).line
        #expect(
            text == "{\"table\":\"orders\",\"key\":\"o\\\"1\",\"rule\":\"rule\",\"expected\":\"a\",\"actual\":\"b\",\"cents\":-5}\n"
        )
    }
}
