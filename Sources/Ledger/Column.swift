/// What filters, tables and CSV have of a row: one of its fields, or a field of the messages that one of them has. From the schema.
public struct Column: Sendable {
    /// Its name: the field's in JSON.
    public let name: String
    /// The field's place among the row's fields.
    public let field: Int
    /// Where the field has messages: the place of the field among theirs.
    public let element: Int?
    /// Whether a row may have no word or no number there.
    public let isOptional: Bool

    init(_ name: String, _ field: Int, element: Int? = nil, isOptional: Bool = false) {
        self.name = name
        self.field = field
        self.element = element
        self.isOptional = isOptional
    }
}
