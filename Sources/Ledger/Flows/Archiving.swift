import Schema

// A product leaves the catalog for good when nobody is owed any of it. Names products and stock.

extension LedgerState {
    mutating func archiveProduct(_ command: ArchiveProduct) throws(DecisionError) {
        try Check.id(command.productID, "productId")
        let product = try requireProduct(command.productID)
        try checkNotArchived(product, command: "catalog.archive")
        for variant in product.variants {
            let goods = try goods(of: variant.sku)
            let reserved = goods.rows.reduce(0) { $0 &+ $1.reserved }
            guard reserved == 0, goods.waiting == 0 else {
                throw .of(
                    .openObligations,
                    "\(variant.sku): \(reserved) reserved and \(goods.waiting) backordered are still to be delivered",
                    ["sku": variant.sku, "reserved": String(reserved), "backordered": String(goods.waiting)])
            }
        }
        try record(.archived(ProductArchived()), on: product.productID, of: Product.self)
    }
}
