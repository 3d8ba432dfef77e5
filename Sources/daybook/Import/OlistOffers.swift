package import Ledger

/// A product as one seller sells it: one SKU in one warehouse.
package struct OlistOffer: Sendable, Equatable {
    package var product: String
    package var seller: String
    /// The product's id where one seller has it, else `PRODUCT.SELLER` with half of the seller's id.
    ///
    /// Each seller has a SKU of its own, because the ledger chooses the warehouse of an order itself, and each row of the data set
    /// must come from its own seller.
    package var sku: String
    /// The price of its first sale, in cents.
    package var price: Int64
    package var firstSale: Moment
    /// All units the data set sells.
    package var units: Int64
}

/// What is sold, by whom. In the order of the first sales.
package struct OlistOffers: Sendable {
    package private(set) var all: [OlistOffer] = []
    private var places: [Key: Int] = [:]
    private var byProduct: [String: [Int]] = [:]

    private struct Key: Hashable {
        let product: String
        let seller: String
    }

    /// - Parameter orders: in the order of their purchase.
    package init(_ orders: [OlistOrder]) {
        for order in orders {
            for item in order.items { add(item, at: order.purchased) }
        }
        for (_, offers) in byProduct where offers.count > 1 {
            for index in offers { all[index].sku = "\(all[index].product).\(all[index].seller.prefix(16))" }
        }
    }

    private mutating func add(_ item: OlistItem, at time: Moment) {
        let key = Key(product: item.product, seller: item.seller)
        if let place = places[key] {
            all[place].units += 1
            return
        }
        places[key] = all.count
        byProduct[item.product, default: []].append(all.count)
        all.append(
            OlistOffer(
                product: item.product, seller: item.seller, sku: item.product, price: item.price, firstSale: time, units: 1))
    }

    /// The offer a line was sold under, nil if it is of another data set.
    package func offer(product: String, seller: String) -> OlistOffer? {
        places[Key(product: product, seller: seller)].map { all[$0] }
    }

    /// Who sells a product.
    package func offers(of product: String) -> [OlistOffer] {
        (byProduct[product] ?? []).map { all[$0] }
    }
}
