import Schema

/// The name of an entity, in its parts: `order/O-1001`.
struct EntityName {
    let table: Table
    let id: String

    /// Nil for a name of no kind that is known.
    init?(_ entity: String) {
        guard let slash = entity.firstIndex(of: "/") else { return nil }
        guard let table = Table.allCases.first(where: { $0.kind == entity[..<slash] }) else { return nil }
        self.table = table
        id = String(entity[entity.index(after: slash)...])
    }
}
