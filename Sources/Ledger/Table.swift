public import Schema

extension Table {
    /// The table of a collection name, or nil if there is none of that name.
    public init?(collection: String) {
        guard let table = Table.allCases.first(where: { $0.collection == collection }) else { return nil }
        self = table
    }

    /// Whether a thing of this table can have that id.
    public func canHave(id: String) -> Bool { type.canHave(id: id) }

    /// Splits an entity into its table and id, or nil if it is of no table.
    public static func split(_ entity: String) -> (table: Table, id: String)? {
        let name = EntityName(entity)
        return name.table.map { ($0, name.id) }
    }
}
