extension String {
    /// As a name in Swift: in backticks if the language has the word for itself.
    var swiftName: String { Self.keywords.contains(self) ? "`\(self)`" : self }

    /// With a small first letter, as cases, properties and functions begin.
    var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }

    /// Its words as one: `purchaseOrders` for `purchase-orders`.
    var lowerCamelCase: String {
        let words = split { $0 == "-" || $0 == "_" }
        return (words.first.map(String.init) ?? "") + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }

    /// The words that cannot name a declaration without backticks.
    private static let keywords: Set<String> = [
        "as", "associatedtype", "break", "case", "catch", "class", "continue", "default", "defer", "deinit", "do", "else", "enum",
        "extension", "fallthrough", "false", "fileprivate", "for", "func", "guard", "if", "import", "in", "init", "inout",
        "internal",
        "is", "let", "nil", "operator", "precedencegroup", "private", "protocol", "public", "repeat", "rethrows", "return", "self",
        "static", "struct", "subscript", "super", "switch", "throw", "throws", "true", "try", "typealias", "var", "where", "while",
    ]
}
