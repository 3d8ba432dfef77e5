/// Texts that are hard to diagnose: most of them are right until their very end.
package struct HostileJSON: Sendable, CustomStringConvertible {
    package let description: String
    private let start: String
    private let part: String
    private let end: String

    private init(_ description: String, start: String, part: String, end: String = "") {
        (self.description, self.start, self.part, self.end) = (description, start, part, end)
    }

    /// The text with so many bytes, or a few less.
    package func text(_ size: Int) -> [UInt8] {
        let count = max(1, (size - start.utf8.count - end.utf8.count) / part.utf8.count)
        return Array((start + String(repeating: part, count: count) + end).utf8)
    }

    private static let lines = #"{"id":"a","order":{"place":{"lines":["#
    private static let categories = #"{"id":"a","catalog":{"createProduct":{"categories":["#

    package static let all = [
        HostileJSON("lists in lists", start: "", part: "["),
        HostileJSON("lists in lists of a field", start: lines, part: "["),
        HostileJSON("objects in objects", start: "", part: #"{"order":"#),
        HostileJSON("many lines, none ended", start: lines, part: #"{"sku":"s","quantity":1},"#),
        HostileJSON(
            "many lines, the last one wrong", start: lines, part: #"{"quantity":1},"#,
            end: #"{"quantity":"many"}]}}}"#),
        HostileJSON("many empty lines", start: lines, part: "{},", end: "7]}}}"),
        HostileJSON("many numbers in quotation marks", start: lines, part: #"{"quantity":"1"},"#, end: "{]}}}"),
        HostileJSON("many fractions", start: lines, part: #"{"quantity":1.0},"#, end: "{]}}}"),
        HostileJSON("many texts", start: categories, part: #""c","#, end: "null]}}}"),
        HostileJSON("many texts of escapes", start: categories, part: #""\u0063","#, end: "null]}}}"),
        HostileJSON("a long text, not ended", start: categories + "\"", part: "x"),
        HostileJSON(
            "a long text of escapes, the last one wrong", start: categories + "\"", part: #"\u0063"#,
            end: #"\u00"]}}}"#),
        HostileJSON("a long text of backslashes", start: categories + "\"", part: #"\\"#, end: #"\"#),
        HostileJSON("a field again and again", start: "{", part: #""id":"a","#, end: #""ie":1}"#),
        HostileJSON("many lines, all wrong", start: lines, part: #"{"sku":1,"quantity":"many"},"#, end: "{}]}}}"),
        HostileJSON("unknown fields", start: "{", part: #""x":{"y":[1]},"#, end: #""id":"a"}"#),
        HostileJSON("an unknown field with a long name", start: "{\"", part: "x", end: "\":1}"),
        HostileJSON("times", start: "{", part: #""time":"2026-03-01T00:00:00Z","#, end: #""time":1}"#),
        HostileJSON("digits", start: #"{"stock":{"receive":{"quantity":"#, part: "9", end: "}}}"),
        HostileJSON("blanks", start: "{", part: " ", end: "]"),
        HostileJSON("nulls", start: "{", part: #""order":null,"#, end: #""order":1}"#),
    ]
}
