import SwiftProtobuf

extension Command {
    /// The canonical bytes that a command's hash is made of: without its id, so that the same command has the same hash whatever
    /// it is called.
    ///
    /// An amount that is given as 0 counts as one that is left out, in whatever way a sender's library writes it: to the first
    /// version the two were the same, and what was sent to it must be found out as a repetition still.
    public func hashedBytes() throws -> [UInt8] {
        var hashed = self
        hashed.id = ""
        switch command {
        case .order(let order): if let order = order.withoutZeros { hashed.command = .order(order) }
        case .catalog(let catalog): if let catalog = catalog.withoutZeros { hashed.command = .catalog(catalog) }
        case .stock(let stock): if let stock = stock.withoutZeros { hashed.command = .stock(stock) }
        case .warehouse, .payment, .shipment, nil: break
        }
        return try hashed.canonicalBytes()
    }
}

extension OrderCommand {
    /// Nil where nothing is to be left out.
    fileprivate var withoutZeros: Self? {
        guard case .place(var place) = command, place.fees.contains(where: { $0.hasAmount && $0.amount == 0 }) else { return nil }
        for index in place.fees.indices where place.fees[index].amount == 0 { place.fees[index].clearAmount() }
        return .with { $0.command = .place(place) }
    }
}

extension CatalogCommand {
    /// Nil where nothing is to be left out.
    fileprivate var withoutZeros: Self? {
        switch command {
        case .createProduct(var product):
            for index in product.variants.indices { product.variants[index].clearZeroPrice() }
            return .with { $0.command = .createProduct(product) }
        case .addVariant(var added) where added.hasVariant:
            added.variant.clearZeroPrice()
            return .with { $0.command = .addVariant(added) }
        case .setPrice(var price) where price.hasPrice && price.price.amount == 0:
            price.price.clearAmount()
            return .with { $0.command = .setPrice(price) }
        case .addVariant, .setPrice, .publish, .unpublish, .archive, nil: return nil
        }
    }
}

extension Variant {
    fileprivate mutating func clearZeroPrice() {
        if hasPrice, price.amount == 0 { price.clearAmount() }
    }
}

extension StockCommand {
    /// Nil where nothing is to be left out.
    fileprivate var withoutZeros: Self? {
        // Why not at once a copy: hardly any has a cost of zero, and goods arrive often.
        guard case .receive(let given) = command, given.hasUnitCost, given.unitCost.amount == 0 else { return nil }
        var receive = given
        receive.unitCost.clearAmount()
        return .with { $0.command = .receive(receive) }
    }
}
