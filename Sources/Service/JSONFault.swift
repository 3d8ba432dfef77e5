import Engine
import SwiftProtobuf

/// The first place at which a JSON text stops being a message of a shape.
///
/// Only for texts that could not be read: the decoder says what is wrong, but not where. This reads the same text once more from
/// left to right with the message's shape beside it, and stops at the first place that does not fit. It keeps nothing but the path
/// to where it is, and goes no deeper than the shape does; so it costs about what the decoder cost, whatever the text is.
struct JSONFault: Error, Equatable {
    /// What is at fault.
    enum Place: Equatable {
        /// The text: it is not JSON, or more than one value.
        case text
        /// The message as a whole: it is another value than an object.
        case message
        /// A field, by its path: `order.place.lines[0].quantity`.
        case field(String)
    }

    let place: Place
    /// What is wrong with it, for people: the end of a sentence that begins with the place.
    let reason: String

    /// The first fault of a text; nil if it is one message of that shape.
    /// - Parameter path: what paths begin with, for a message that is a part of another one.
    static func first(in bytes: [UInt8], of shape: Shape, below path: [String] = []) -> JSONFault? {
        var walk = JSONWalk(bytes, below: path)
        do {
            try walk.message(shape)
            return nil
        } catch {
            return error
        }
    }

    /// Whether a text is one pair of braces with everything in it, as far as braces, brackets and strings go. Together with a
    /// decoder that takes what is between them, it says that the text is one object.
    static func isOneObject(_ bytes: [UInt8]) -> Bool {
        var depth = 0
        var isOver = false
        var isInString = false
        var isEscaped = false
        for byte in bytes {
            if isInString {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isInString = false
                }
                continue
            }
            if isBlank(byte) { continue }
            guard !isOver, depth > 0 || byte == UInt8(ascii: "{") else { return false }
            switch byte {
            case UInt8(ascii: "\""): isInString = true
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                isOver = depth == 0
            default: break
            }
        }
        return isOver
    }

    /// Whether JSON takes a byte as a blank between values.
    static func isBlank(_ byte: UInt8) -> Bool {
        byte == 32 || byte == 9 || byte == 10 || byte == 13
    }

    /// What the decoder says, for people.
    static func reason(_ error: any Error) -> String {
        guard let error = error as? JSONDecodingError else { return "cannot be read" }
        return switch error {
        case .malformedNumber: "must be a whole number"
        case .numberRange: "is a number outside the range of the field (64-bit whole numbers at most)"
        case .leadingZero: "is a number with leading zeros"
        case .malformedMap, .unquotedMapKey: "must be an object"
        case .malformedBool: "must be true or false"
        case .malformedString: "must be a text in quotation marks, with valid escapes and UTF-8"
        case .invalidUTF8: "is not valid UTF-8"
        case .unrecognizedEnumValue: "is not one of the words this field can have"
        case .illegalNull: "must not be null"
        case .truncated: "ends in the middle"
        case .malformedTimestamp: "must be a time such as 2026-03-01T09:30:00Z"
        case .malformedDuration: "must be a duration"
        case .trailingGarbage: "is followed by something else; send one command, or a stream as application/x-ndjson"
        case .conflictingOneOf: "is one too many: a command has exactly one context with exactly one verb"
        case .messageDepthLimit: "is nested more than \(ServiceLimits.commandDepth) deep"
        case .unknownField: "is not a field of it"
        case .failure, .missingFieldNames, .schemaMismatch, .malformedFieldMask:
            "has another form than the field (object, list or value)"
        }
    }
}
