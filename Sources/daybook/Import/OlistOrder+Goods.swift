/// Units of one product from one seller at one price: one line of the order.
package struct OlistLine: Sendable, Equatable {
    /// The number of its first unit.
    package var id: String
    package var product: String
    package var seller: String
    package var price: Int64
    package var quantity: Int64
}

/// What one seller sends of an order.
package struct OlistParcel: Sendable, Equatable {
    /// `ORDER.N`, N from 1 in the order of the items: also its tracking number.
    package var id: String
    package var seller: String
    package var lines: [OlistLine]
}

extension OlistOrder {
    /// The items, one row a unit, as lines; in the order of their first units.
    package var lines: [OlistLine] {
        var lines: [OlistLine] = []
        for item in items {
            let same = lines.firstIndex { $0.product == item.product && $0.seller == item.seller && $0.price == item.price }
            if let same {
                lines[same].quantity += 1
            } else {
                lines.append(
                    OlistLine(
                        id: String(item.number), product: item.product, seller: item.seller, price: item.price, quantity: 1))
            }
        }
        return lines
    }

    /// One for each seller.
    package var parcels: [OlistParcel] {
        var parcels: [OlistParcel] = []
        for line in lines {
            if let same = parcels.firstIndex(where: { $0.seller == line.seller }) {
                parcels[same].lines.append(line)
            } else {
                parcels.append(OlistParcel(id: "\(id).\(parcels.count + 1)", seller: line.seller, lines: [line]))
            }
        }
        return parcels
    }

    /// Prices of all units, in cents.
    package var itemsCents: Int64 { items.reduce(0) { $0 + $1.price } }
    /// Freight of all units, in cents.
    package var freightCents: Int64 { items.reduce(0) { $0 + $1.freight } }
    /// All payments, in cents.
    package var paymentsCents: Int64 { payments.reduce(0) { $0 + $1.cents } }

    /// What makes items and freight come up to what was paid: no cent may be lost, and none invented.
    package var difference: OlistDifference? {
        let cents = paymentsCents - itemsCents - freightCents
        if cents == 0 { return nil }
        if payments.isEmpty { return OlistDifference(code: "payment-missing", cents: cents) }
        return OlistDifference(code: cents > 0 ? "installment-interest" : "voucher-difference", cents: cents)
    }
}

/// The fee that makes up the difference between what an order's rows cost and what was paid for it.
package struct OlistDifference: Sendable, Equatable {
    package var code: String
    /// Negative where less was paid.
    package var cents: Int64
}
