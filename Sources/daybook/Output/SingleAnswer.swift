/// One JSON object of the ledger, in the form that was asked for.
struct SingleAnswer {
    /// The object as it came.
    let bytes: [UInt8]

    func write(_ options: GlobalOptions) {
        switch options.format {
        case .json, .ndjson: StandardOutput.write(bytes.last == 10 ? bytes : bytes + [10])
        case .csv:
            let fields = self.fields
            StandardOutput.write(CSVWriter.record(fields.map(\.name)) + CSVWriter.record(fields.map(\.value)))
        case .table: StandardOutput.write(TableText.list(shownFields, paint: options.paint))
        }
    }

    /// The fields as they are; lists and objects as JSON.
    private var fields: [(name: String, value: String)] {
        guard case .object(let fields)? = JSONTree(bytes) else { return [("value", String(decoding: bytes, as: UTF8.self))] }
        return fields.map { ($0.name, $0.value.text) }
    }

    /// The fields for a person: each object of a list in a line of its own, its fields written out.
    private var shownFields: [(name: String, value: String)] {
        guard case .object(let fields)? = JSONTree(bytes) else { return self.fields }
        return fields.flatMap { field -> [(name: String, value: String)] in
            switch field.value {
            case .array(let items) where items.contains { if case .object = $0 { true } else { false } }:
                items.enumerated().map { ("\(field.name)[\($0.offset)]", Self.inline($0.element)) }
            case .array(let items): [(field.name, items.map(\.text).joined(separator: " "))]
            case .object: [(field.name, Self.inline(field.value))]
            default: [(field.name, field.value.text)]
            }
        }
    }

    private static func inline(_ tree: JSONTree) -> String {
        tree.leaves.map { $0.name.isEmpty ? $0.value : "\($0.name)=\($0.value)" }.joined(separator: " ")
    }
}
