/// The name of an entity, in its parts: `order/O-1001`.
struct EntityName {
    enum Kind: String {
        case product, warehouse, stock, reservation, order, payment, shipment, parcel
    }

    let kind: Kind
    let id: String

    /// Nil for a name of no kind that is known.
    init?(_ entity: String) {
        guard let slash = entity.firstIndex(of: "/"), let kind = Kind(rawValue: String(entity[..<slash])) else { return nil }
        self.kind = kind
        id = String(entity[entity.index(after: slash)...])
    }
}
