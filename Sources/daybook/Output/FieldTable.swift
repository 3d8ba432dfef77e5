import Engine
import Ledger
package import Schema
import Service

/// Fields for people, a line for each, those of a message below it: as the schema describes them.
enum FieldTable {
    /// The lines: name, kind, unit, whether it must be there, and what it says.
    static func text(_ fields: [Shape]) -> String {
        let lines = flattened(fields, indent: "  ")
        let width = lines.map(\.name.utf8.count).max() ?? 0
        return lines.map { name, text in
            (name + String(repeating: " ", count: width - name.utf8.count) + "  " + text).trimmedEnd + "\n"
        }.joined()
    }

    private static func flattened(_ fields: [Shape], indent: String) -> [(name: String, text: String)] {
        fields.flatMap { field in
            [(indent + field.name + (field.isList ? "[]" : ""), text(field))] + flattened(field.fields, indent: indent + "  ")
        }
    }

    private static func text(_ field: Shape) -> String {
        let kind = field.kind.word + (field.unit.map { " (\($0))" } ?? "")
        let facts = [kind, field.isRequired ? "required" : ""].filter { !$0.isEmpty }.joined(separator: ", ")
        return [facts, field.comment].filter { !$0.isEmpty }.joined(separator: ". ")
    }
}

/// What is said about the rows of a collection: their fields, and which of them are columns.
package struct RowHelp {
    private let table: Table

    package init(_ table: Table) { self.table = table }

    /// The whole text.
    package var text: String {
        let columns = RowFields.kinds(of: table)
            .map { name, kind in kind == .money ? "\(name) (such as 1290 EUR)" : name }.joined(separator: " ")
        let part = table.part.map { part in
            "\nSELLERS are shown of rows with lines of their own: \(Shape.of(part).map(\.name).joined(separator: " "))\n"
        }
        return """
            \(table.collection)

            FIELDS of a row:
            \(FieldTable.text(Shape.of(table.type)))
            COLUMNS, which are what --where can ask for:
              \(columns)
            \(part ?? "")
            """
    }
}

extension Shape.Kind {
    /// What is said of it beside a field's name; nothing for an object, whose fields follow.
    fileprivate var word: String {
        switch self {
        case .text: "text"
        case .truth: "true or false"
        case .number: "number"
        case .time: "time"
        case .base64: "base64"
        case .words(let words): words.joined(separator: "/")
        case .map: "names and texts"
        case .object: ""
        }
    }
}
