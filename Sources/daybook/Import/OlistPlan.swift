package import Ledger

/// Everything an import will say, in the order of its times.
package struct OlistPlan: Sendable {
    /// One command to be.
    package struct Step: Sendable, Equatable {
        /// Later than that of the step before.
        package var time: Moment
        package var subject: Subject
        package var occurredAt: Moment?
    }

    /// What a command is about: a place in the data, or a step of an order.
    package enum Subject: Sendable, Equatable {
        case seller(Int)
        case product(Int)
        case offer(Int)
        /// A person, by the first row that names them.
        case customer(Int)
        case address(Int)
        case order(Int, OlistAction)
    }

    package let data: OlistData
    package let offers: OlistOffers
    package let steps: [Step]
    /// What does not fit, found before anything is sent.
    package let discrepancies: [Discrepancy]

    /// Seconds from an opening stock to its first sale.
    private static let openingSeconds: Int64 = 86_400

    package init(_ read: OlistData) {
        var data = read
        var notes = read.discrepancies
        let placed = data.orders.filter { !$0.items.isEmpty }
        Self.addUnlisted(to: &data, orders: placed, &notes)
        let offers = OlistOffers(placed)
        var steps: [Step] = []
        // Two days earlier is before every opening stock, and so before everything.
        let start = (placed.first?.purchased ?? Moment(microseconds: 0)).adding(seconds: -2 * Self.openingSeconds)
        for index in data.sellers.indices { steps.append(Step(time: start, subject: .seller(index))) }
        for index in data.products.indices {
            steps.append(Step(time: start, subject: .product(index)))
            data.products[index].note(&notes)
        }
        for (index, offer) in offers.all.enumerated() {
            steps.append(Step(time: offer.firstSale.adding(seconds: -Self.openingSeconds), subject: .offer(index)))
        }
        steps += Self.people(data, start)
        for (index, order) in data.orders.enumerated() {
            order.note(&notes)
            guard !order.items.isEmpty else { continue }
            for step in order.steps(&notes) {
                steps.append(Step(time: step.time, subject: .order(index, step.action), occurredAt: step.occurredAt))
            }
        }
        self.data = data
        self.offers = offers
        self.steps = Self.spread(steps)
        discrepancies = notes
    }

    /// Sorts by time and lets no two steps have the same: one that would gets the next microsecond. Steps of one time stay as
    /// they are, so that the same data gives the same times.
    package static func spread(_ steps: [Step]) -> [Step] {
        var sorted = steps.enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }.map(\.element)
        for index in sorted.indices.dropFirst() where sorted[index].time <= sorted[index - 1].time {
            sorted[index].time = Moment(microseconds: sorted[index - 1].time.microseconds + 1)
        }
        return sorted
    }

    /// Persons and their addresses: each comes with the purchase that it is of, and before it; without one, with the catalog.
    private static func people(_ data: OlistData, _ start: Moment) -> [Step] {
        let purchases = Dictionary(data.orders.map { ($0.address, $0.purchased) }) { first, _ in first }
        var known: Set<String> = []
        let rows = data.customers.indices.map { (index: $0, time: purchases[data.customers[$0].id] ?? start) }
        return rows.sorted { ($0.time, $0.index) < ($1.time, $1.index) }.flatMap { row in
            let isNew = known.insert(data.customers[row.index].person).inserted
            let address = Step(time: row.time, subject: .address(row.index))
            return isNew ? [Step(time: row.time, subject: .customer(row.index)), address] : [address]
        }
    }

    /// Products and sellers that are sold and have no row of their own.
    private static func addUnlisted(to data: inout OlistData, orders: [OlistOrder], _ notes: inout [Discrepancy]) {
        var products = Set(data.products.map(\.id))
        var sellers = Set(data.sellers.map(\.id))
        for order in orders {
            for item in order.items {
                let key = "\(order.id):\(item.number)"
                if products.insert(item.product).inserted {
                    data.products.append(OlistProduct(id: item.product))
                    notes.append(
                        Discrepancy("order_items", key, "unknown_product", expected: "a product", actual: item.product))
                }
                if sellers.insert(item.seller).inserted {
                    data.sellers.append(OlistSeller(id: item.seller, zip: "", place: item.seller))
                    notes.append(Discrepancy("order_items", key, "unknown_seller", expected: "a seller", actual: item.seller))
                }
            }
        }
    }
}

extension OlistProduct {
    /// Notes what its row does not say.
    fileprivate func note(_ notes: inout [Discrepancy]) {
        if category.isEmpty {
            notes.append(Discrepancy("products", id, "no_category", expected: "a category", actual: "none"))
        }
        if weightGrams == nil || lengthMm == nil || widthMm == nil || heightMm == nil {
            notes.append(Discrepancy("products", id, "no_measures", expected: "a weight and a size", actual: "none"))
        } else if weightGrams == 0 {
            notes.append(Discrepancy("products", id, "no_weight", expected: "a weight above 0", actual: "0"))
        }
    }
}

extension OlistOrder {
    /// Notes what its rows do not say, or say twice in different ways.
    fileprivate func note(_ notes: inout [Discrepancy]) {
        guard !items.isEmpty else {
            notes.append(
                Discrepancy(
                    "orders", id, "order_without_items", expected: "at least one item",
                    actual: "none; status \(status), customer \(customer), purchased \(purchased)"))
            for payment in payments {
                notes.append(
                    Discrepancy(
                        "order_payments", "\(id):\(payment.sequential)", "payment_without_order", expected: "an order with items",
                        actual: payment.type, cents: payment.cents))
            }
            return
        }
        for payment in payments where payment.method == nil || !payment.isTender {
            let key = "\(id):\(payment.sequential)"
            notes.append(
                payment.isTender
                    ? Discrepancy(
                        "order_payments", key, "unknown_payment", expected: "a known payment_type", actual: payment.type)
                    : Discrepancy(
                        "order_payments", key, "zero_payment", expected: "an amount above 0", actual: payment.type, cents: 0))
        }
        if let difference {
            notes.append(
                Discrepancy(
                    "orders", id, difference.code.split(separator: "-").joined(separator: "_"),
                    expected: "payments of \(itemsCents + freightCents)", actual: "\(paymentsCents); a fee makes up for it"))
        }
    }
}
