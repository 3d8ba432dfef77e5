public import Schema

// What somebody is shown of rows that are not all theirs: of an order its seller's lines, of what is on sale what buyers need.
// Whose rows are theirs is in Ownership. Names orders and products.

/// A row as somebody is shown it.
public struct ShownRow: Sendable {
    /// The row with what is shown of it. Numbers that are not shown are 0 here, so what is written is `message`.
    public let row: Row
    /// What is shown where that is not all of the row.
    private let part: (any Message)?

    /// All of a row.
    public init(_ row: Row) {
        (self.row, part) = (row, nil)
    }

    fileprivate init(part row: Row, as message: (any Message)? = nil) {
        (self.row, part) = (row, message ?? row.message)
    }

    /// The message that is shown: the row's own, or one that has no field of what is not shown.
    public var message: any Message { part ?? row.message }

    /// Whether that is not all of the row.
    public var isPart: Bool { part != nil }

    /// Whether what is shown has a field of the row, by its JSON name.
    public func has(_ field: StaticString) -> Bool {
        part.map { part in type(of: part).fields.contains { "\($0.name)" == "\(field)" } } ?? true
    }
}

extension Table {
    /// What is shown of its rows in part, where that is a message of its own.
    public var part: (any Message.Type)? { self == .order ? SellerOrder.self : nil }
}

extension Holder {
    /// What they are shown of a row; nil where nothing. Theirs they are shown whole.
    /// - Parameter moment: when prices have to have begun.
    public func shown(
        _ row: Row, at moment: Moment, in source: inout some OwnershipSource
    ) throws(DecisionError) -> ShownRow? {
        if try owns(row, in: &source) { return ShownRow(row) }
        return switch row {
        case .order(let order): sells ? order.part(soldBy: id) : nil
        case .product(let product): product.status == .published ? ShownRow(part: product.offer(at: moment).row) : nil
        case .taxClass: ShownRow(row)
        default: nil
        }
    }

    /// Whether they may be shown a part of rows of a table: then filters ask that part, and not the row.
    public static func seesParts(of table: Table) -> Bool { table == .order || table == .product }

    fileprivate var sells: Bool { grants.contains { $0.role == .seller } }

    /// What all that they are shown of a table is found by, where more than one key tells; empty where none does.
    public func keys(of table: Table) -> [IndexKey] {
        table == .order && sells ? [IndexKey(.orderCustomer, id), IndexKey(.orderSeller, id)] : []
    }
}

extension Order {
    /// The order as who sold some of its lines is shown it; nil for all others.
    fileprivate func part(soldBy seller: String) -> ShownRow? {
        let sold = lines.filter { $0.sellerID == seller }
        guard !sold.isEmpty else { return nil }
        var part = Order(id: orderID)
        (part.status, part.currency, part.lines) = (status, currency, sold)
        (part.placedAt, part.deliveryMethod) = (placedAt, deliveryMethod)
        part.shipTo = shipTo.map { ShipTo(country: $0.country, region: $0.region, postalCode: $0.postalCode) }
        let message = SellerOrder(
            orderID: orderID, status: status, currency: currency, lines: sold, placedAt: placedAt, shipTo: part.shipTo,
            deliveryMethod: deliveryMethod)
        return ShownRow(part: part.row, as: message)
    }
}

extension Product {
    /// The product as buyers are shown it: without what it costs the shop, how far it is sold ahead of stock, and prices that are
    /// of a list or have yet to begin.
    fileprivate func offer(at moment: Moment) -> Product {
        var offer = self
        for place in offer.variants.indices {
            offer.variants[place].unitCost = nil
            offer.variants[place].backorderLimit = nil
            offer.variants[place].prices.removeAll { price in
                !price.listID.isEmpty || Moment(price.validFrom).map { moment < $0 } ?? false
            }
        }
        return offer
    }
}
