/// Comma-separated values of RFC 4180, written.
package enum CSVWriter {
    /// Bytes that a field without quotation marks cannot have: a quotation mark, a comma, and what ends a line.
    private static let special = Array("\",\r\n".utf8)

    /// One record with its line end.
    package static func record(_ fields: [String]) -> String {
        fields.map(quoted).joined(separator: ",") + "\r\n"
    }

    private static func quoted(_ field: String) -> String {
        let needsQuotes = field.utf8.contains(where: special.contains)
        guard needsQuotes else { return field }
        return "\"" + field.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
