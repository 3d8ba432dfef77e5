import Schema
import SwiftProtobuf

/// Checks of single values, shared by every context. Each throws a rejection that names the field.
enum Check {
    /// 1…64 bytes of `A-Za-z0-9_.:-` (INTERFACE §1).
    static func id(_ id: String, _ field: String) throws(Refusal) {
        let bytes = id.utf8
        guard !bytes.isEmpty else { throw .invalid(field, "is missing") }
        guard bytes.count <= Limits.idBytes else { throw .invalid(field, "is longer than \(Limits.idBytes) bytes") }
        guard all(bytes, isIDByte) else { throw .invalid(field, "has other bytes than A-Z a-z 0-9 _ . : -") }
    }

    /// Like `id`, but may be left out.
    static func optionalID(_ id: String, _ field: String) throws(Refusal) {
        if !id.isEmpty { try Check.id(id, field) }
    }

    /// 1…`Limits.quantity`.
    static func quantity(_ quantity: Int64, _ field: String = "quantity") throws(Refusal) {
        guard quantity > 0 else { throw .invalid(field, "must be at least 1, not \(quantity)") }
        guard quantity <= Limits.quantity else {
            throw .of(.quantityLimit, "\(field): at most \(Limits.quantity)", ["field": field, "max": String(Limits.quantity)])
        }
    }

    /// 0…`Limits.amount`.
    static func amount(_ amount: Int64, _ field: String) throws(Refusal) {
        guard amount >= 0 else { throw .invalid(field, "must not be negative, but is \(amount)") }
        guard amount <= Limits.amount else { throw .overflow(field) }
    }

    /// 1…`Limits.amount`.
    static func positive(_ value: Int64, _ field: String) throws(Refusal) {
        try amount(value, field)
        guard value > 0 else { throw .invalid(field, "must be at least 1") }
    }

    /// Text for people: at most `limit` bytes, no control characters but tab and newline.
    static func text(_ text: String, _ field: String, limit: Int = Limits.noteBytes) throws(Refusal) {
        guard text.utf8.count <= limit else { throw .invalid(field, "is longer than \(limit) bytes") }
        let isClean = all(text.utf8) { $0 >= 32 && $0 != 127 || $0 == 9 || $0 == 10 }
        guard isClean else { throw .invalid(field, "has control characters") }
    }

    /// Like `text`, and not empty.
    static func requiredText(_ value: String, _ field: String, limit: Int = Limits.noteBytes) throws(Refusal) {
        guard !value.isEmpty else { throw .invalid(field, "is missing") }
        try text(value, field, limit: limit)
    }

    /// At most `limit` items.
    static func count(_ count: Int, _ field: String, limit: Int) throws(Refusal) {
        guard count <= limit else { throw .invalid(field, "has \(count) items; at most \(limit)") }
    }

    /// A value this program knows of a closed set; 0 stands for none given.
    static func choice<Choice>(
        _ choice: Choice, _ field: String, isRequired: Bool = true
    ) throws(Refusal) where Choice: SwiftProtobuf.Enum, Choice: CaseIterable {
        guard Choice.allCases.contains(choice) else { throw .invalid(field, "is \(choice.rawValue), which means nothing") }
        if isRequired, choice.rawValue == 0 { throw .invalid(field, "is missing") }
    }

    /// A point in time within the years 1 to 9999.
    static func moment(_ timestamp: Google_Protobuf_Timestamp, _ field: String) throws(Refusal) -> Moment {
        guard let moment = Moment(timestamp) else { throw .invalid(field, "is outside the years 1 to 9999") }
        return moment
    }

    /// Microdegrees within the earth's range.
    static func location(_ location: Location, _ field: String) throws(Refusal) {
        guard abs(Int64(location.latitudeE6)) <= 90_000_000 else { throw .invalid(field + ".latitudeE6", "is beyond ±90000000") }
        guard abs(Int64(location.longitudeE6)) <= 180_000_000 else {
            throw .invalid(field + ".longitudeE6", "is beyond ±180000000")
        }
    }

    private static func isIDByte(_ byte: UInt8) -> Bool {
        let isLetter = (byte | 0x20) &- UInt8(ascii: "a") < 26
        let isDigit = byte &- UInt8(ascii: "0") < 10
        return isLetter || isDigit || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":")
            || byte == UInt8(ascii: "-")
    }

    /// Whether all bytes are of a kind. Why not `allSatisfy`: that looks up where the text keeps its bytes for each of them.
    @inline(__always)
    private static func all(_ bytes: String.UTF8View, _ isWanted: (UInt8) -> Bool) -> Bool {
        let span = bytes.span
        for index in span.indices where !isWanted(span[index]) { return false }
        return true
    }
}
