import Foundation

/// Any value of JSON.
package enum JSONValue: Equatable, Sendable {
    case null
    case truth(Bool)
    case number(Double)
    case text(String)
    case list([JSONValue])
    case object([String: JSONValue])

    /// Reads a text that is one value.
    /// - Throws: `DecodingError` where it is none.
    package init(_ bytes: some Sequence<UInt8>) throws {
        self = try JSONDecoder().decode(JSONValue.self, from: Data(bytes))
    }

    /// A member of an object; nil where there is none, or this is no object.
    package subscript(name: String) -> JSONValue? {
        if case .object(let members) = self { members[name] } else { nil }
    }

    /// The text that this is, if it is one.
    package var text: String? {
        if case .text(let text) = self { text } else { nil }
    }

    /// The number that this is, if it is a whole one that is not negative.
    package var wholeNumber: UInt64? {
        if case .number(let number) = self { UInt64(exactly: number) } else { nil }
    }

    /// The items of a list; none where this is no list.
    package var items: [JSONValue] {
        if case .list(let items) = self { items } else { [] }
    }

    /// The members of an object; none where this is no object.
    package var members: [String: JSONValue] {
        if case .object(let members) = self { members } else { [:] }
    }
}

extension JSONValue: Decodable {
    package init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .null
        } else if let members = try? value.decode([String: JSONValue].self) {
            self = .object(members)
        } else if let text = try? value.decode(String.self) {
            self = .text(text)
        } else if let items = try? value.decode([JSONValue].self) {
            self = .list(items)
        } else if let truth = try? value.decode(Bool.self) {
            self = .truth(truth)
        } else {
            self = .number(try value.decode(Double.self))
        }
    }
}
