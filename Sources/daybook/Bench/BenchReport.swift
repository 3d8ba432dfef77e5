/// What a bench found out.
package struct BenchReport: Sendable {
    /// One line of the report.
    struct Field {
        /// The name in JSON and CSV, with its unit.
        var name: String
        /// The same for people.
        var label: String
        /// The value as JSON, and for people; nil where it could not be found out.
        var value: (json: String, text: String)?
    }

    private(set) var fields: [Field] = []

    mutating func add(_ name: String, _ label: String, text: String) {
        fields.append(Field(name: name, label: label, value: (JSONTree.quoted(text), text)))
    }

    mutating func add(_ name: String, _ label: String, count: UInt64) {
        fields.append(Field(name: name, label: label, value: (String(count), ProgressBar.grouped(count))))
    }

    /// - Parameter unit: what people read behind the number.
    mutating func add(_ name: String, _ label: String, _ number: Double?, places: Int, unit: String = "") {
        let value = number.map { number in
            let text = Self.decimal(number, places: places)
            return (text, unit.isEmpty ? text : "\(text) \(unit)")
        }
        fields.append(Field(name: name, label: label, value: value))
    }

    func write(_ options: GlobalOptions) {
        switch options.format {
        case .json, .ndjson: StandardOutput.line(json)
        case .csv:
            StandardOutput.write(CSVWriter.record(fields.map(\.name)) + CSVWriter.record(fields.map { Self.bare($0) }))
        case .table:
            StandardOutput.write(TableText.list(fields.map { ($0.label, $0.value?.text ?? "–") }, paint: options.paint))
        }
    }

    /// The report as one JSON object.
    package var json: String {
        "{" + fields.map { "\(JSONTree.quoted($0.name)):\($0.value?.json ?? "null")" }.joined(separator: ",") + "}"
    }

    private static func bare(_ field: Field) -> String {
        field.value.flatMap { JSONTree(Array($0.json.utf8))?.text } ?? ""
    }

    /// A number with so many decimals, rounded.
    package static func decimal(_ number: Double, places: Int) -> String {
        guard number.isFinite, abs(number) < 1e12 else { return "0" }
        let scale = (0..<places).reduce(1) { scale, _ in scale * 10 }
        let scaled = Int((abs(number) * Double(scale)).rounded())
        let sign = number < 0 && scaled > 0 ? "-" : ""
        guard places > 0 else { return sign + String(scaled) }
        let fraction = String(scaled % scale)
        return sign + "\(scaled / scale)." + String(repeating: "0", count: places - fraction.count) + fraction
    }
}
