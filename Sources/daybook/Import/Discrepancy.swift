/// Something in a data set that does not fit the ledger's rules: said once, with what was done about it in the rule's name.
package struct Discrepancy: Sendable, Equatable {
    /// The table the row is in, without prefix and ending: `orders`.
    package var table: String
    /// The row's natural key.
    package var key: String
    /// Which rule it breaks; stable, explained in Importing.md.
    package var rule: String
    /// What would have fitted.
    package var expected: String
    /// What there is.
    package var actual: String
    /// Cents that are not in the ledger because of it.
    package var cents: Int64?

    package init(_ table: String, _ key: String, _ rule: String, expected: String, actual: String, cents: Int64? = nil) {
        self.table = table
        self.key = key
        self.rule = rule
        self.expected = expected
        self.actual = actual
        self.cents = cents
    }

    /// One line of NDJSON, with its newline.
    package var line: String {
        let texts = [("table", table), ("key", key), ("rule", rule), ("expected", expected), ("actual", actual)]
        var fields = texts.map { "\"\($0.0)\":\(JSONTree.quoted($0.1))" }
        if let cents { fields.append("\"cents\":\(cents)") }
        return "{\(fields.joined(separator: ","))}\n"
    }
}
