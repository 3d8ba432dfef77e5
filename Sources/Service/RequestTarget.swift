import Engine
import Ledger
import Schema

/// A request's path and query, decoded.
struct RequestTarget: Sendable {
    /// The path's segments: `["v1", "orders", "O-1"]`; an empty one where a slash follows a slash or ends it.
    let path: [String]
    /// The query's items, in order.
    let query: [(name: String, value: String)]

    /// Reads a target.
    /// - Throws: a `Problem` for one that is too long or badly encoded.
    init(_ text: String) throws(RequestProblem) {
        guard text.utf8.count <= ServiceLimits.targetBytes else {
            throw RequestProblem(
                Problem(.tooLarge, "the path and query are longer than \(ServiceLimits.targetBytes) bytes", status: 414))
        }
        var rest = Substring(text)
        if !rest.hasPrefix("/") {
            // The absolute form, `http://localhost/v1/status`.
            for scheme in ["http://", "https://"] where rest.lowercased().hasPrefix(scheme) {
                rest = rest.dropFirst(scheme.count).drop { $0 != "/" && $0 != "?" }
            }
        }
        let parts = rest.prefix { $0 != "#" }.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let path = parts.first ?? ""
        let segments = path.dropFirst(path.hasPrefix("/") ? 1 : 0).split(separator: "/", omittingEmptySubsequences: false)
        self.path = try segments.map { segment throws(RequestProblem) in
            try Self.decoded(segment, plusIsSpace: false)
        }
        query = try (parts.count > 1 ? parts[1] : "").split(separator: "&").map { item throws(RequestProblem) in
            let pair = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (
                try Self.decoded(pair[0], plusIsSpace: true), pair.count > 1 ? try Self.decoded(pair[1], plusIsSpace: true) : ""
            )
        }
    }

    /// The value of a query item that may be there once, or nil.
    /// - Throws: a `Problem` if it is there more than once.
    func value(_ name: String) throws(RequestProblem) -> String? {
        let found = query.filter { $0.name == name }
        guard found.count <= 1 else {
            throw RequestProblem(.invalidArgument, "\(name) is given \(found.count) times; give it once")
        }
        return found.first?.value
    }

    /// A whole number of the query, or nil.
    /// - Throws: a `Problem` if it is not one.
    func number(_ name: String) throws(RequestProblem) -> UInt64? {
        guard let text = try value(name) else { return nil }
        guard let number = Self.wholeNumber(text) else {
            throw RequestProblem(
                .invalidArgument, "\(name): \(Self.excerpt(text)) is not a whole number up to \(Limits.wholeNumber)")
        }
        return number
    }

    /// A whole number in digits alone, no larger than any that an answer can carry; nil for everything else.
    static func wholeNumber(_ text: String) -> UInt64? {
        guard text.utf8.allSatisfy({ (48...57).contains($0) }), let number = UInt64(text), number <= Limits.wholeNumber else {
            return nil
        }
        return number
    }

    /// Refuses items of the query that mean nothing here.
    /// - Parameter filters: fields that rows may be asked for with, in a comparison too.
    /// - Throws: a `Problem` that says what is known.
    func allow(_ parameters: [String], filters: [String] = []) throws(RequestProblem) {
        let known = parameters + filters
        for item in query where !parameters.contains(item.name) {
            let filter = Query.Filter(name: item.name, value: item.value)
            if filters.contains(filter.field) { continue }
            let knows = known.isEmpty ? "there are none here" : "known are \(known.joined(separator: ", "))"
            let hint = Spelling.hint(filter.field, among: known)
            throw RequestProblem(.invalidArgument, "\(Self.excerpt(filter.field)) is not a parameter; \(knows)\(hint)")
        }
    }

    /// Something a client said, short enough to be said back; the problem that says it back escapes it.
    static func excerpt(_ text: String) -> String { TerminalText.excerpt(text) }

    /// A text without percent-encoding.
    /// - Throws: a `Problem` for one that is badly encoded.
    static func decoded(_ text: Substring, plusIsSpace: Bool) throws(RequestProblem) -> String {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit) else {
                    throw RequestProblem(
                        .malformed, "the path, the query or a header has a % that is not followed by two hexadecimal digits")
                }
                bytes.append(high << 4 | low)
            case UInt8(ascii: "+") where plusIsSpace: bytes.append(UInt8(ascii: " "))
            default: bytes.append(byte)
            }
        }
        guard !bytes.contains(0) else {
            throw RequestProblem(.malformed, "the path, the query or a header has a NUL, %00; nothing here has one in it")
        }
        guard let decoded = String(validating: bytes, as: UTF8.self) else {
            throw RequestProblem(.malformed, "the path, the query or a header is not UTF-8")
        }
        return decoded
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 48...57: byte - 48
        case 65...70: byte - 55
        case 97...102: byte - 87
        default: nil
        }
    }
}
