/// A request's path and query, percent-encoded.
package struct Target: Sendable {
    package private(set) var text: String

    /// A path from its parts: `Target("v1", "orders", "O-1")`.
    package init(_ parts: String...) {
        text = parts.map { "/" + Self.encoded($0) }.joined()
    }

    /// Adds a query item, unless its value is nil.
    package func adding(_ name: String, _ value: String?) -> Target {
        guard let value else { return self }
        var target = self
        target.text += (text.utf8.contains(UInt8(ascii: "?")) ? "&" : "?") + Self.encoded(name) + "=" + Self.encoded(value)
        return target
    }

    private static func encoded(_ text: String) -> String {
        let hex = Array("0123456789ABCDEF")
        var encoded = ""
        for byte in text.utf8 {
            switch byte {
            case 48...57, 65...90, 97...122, 45, 46, 95, 126, 58, 64: encoded.unicodeScalars.append(Unicode.Scalar(byte))
            default: encoded += "%\(hex[Int(byte >> 4)])\(hex[Int(byte & 15)])"
            }
        }
        return encoded
    }
}
