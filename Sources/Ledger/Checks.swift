import Schema

/// Checks of single values, shared by every context. Each throws a rejection that names the field.
enum Check {
    /// 1…64 bytes of `A-Za-z0-9_.:-`.
    static func id(_ id: String, _ field: String) throws(DecisionError) {
        let bytes = id.utf8
        guard !bytes.isEmpty else { throw .invalid(field, "is missing") }
        guard bytes.count <= Limits.idBytes else { throw .invalid(field, "is longer than \(Limits.idBytes) bytes") }
        guard all(bytes, isIDByte) else { throw .invalid(field, "has other bytes than A-Z a-z 0-9 _ . : -") }
    }

    /// Whether a text is 1…64 bytes of `A-Za-z0-9_.:-`. Only of such texts is `==` the same as having the same bytes.
    static func isID(_ id: some Collection<UInt8>) -> Bool {
        !id.isEmpty && id.count <= Limits.idBytes && id.allSatisfy(isIDByte)
    }

    /// Whether a text is two ids with an `@` between them.
    static func isPair(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        return parts.count == 2 && isID(parts[0]) && isID(parts[1])
    }

    /// Like `id`, but may be left out.
    static func optionalID(_ id: String, _ field: String) throws(DecisionError) {
        if !id.isEmpty { try Check.id(id, field) }
    }

    /// 1…`Limits.quantity`.
    static func quantity(_ quantity: Int64, _ field: String = "quantity") throws(DecisionError) {
        guard quantity > 0 else { throw .invalid(field, "must be at least 1, not \(quantity)") }
        guard quantity <= Limits.quantity else {
            throw .of(.quantityLimit, "\(field): at most \(Limits.quantity)", ["field": field, "max": String(Limits.quantity)])
        }
    }

    /// 0…`Limits.amount`.
    static func amount(_ amount: Int64, _ field: String) throws(DecisionError) {
        guard amount >= 0 else { throw .invalid(field, "must not be negative, but is \(amount)") }
        guard amount <= Limits.amount else { throw .overflow(field) }
    }

    /// 1…`Limits.amount`.
    static func positive(_ value: Int64, _ field: String) throws(DecisionError) {
        try amount(value, field)
        guard value > 0 else { throw .invalid(field, "must be at least 1") }
    }

    /// Text for people of several lines: at most `limit` bytes, no control characters but tab, newline and the joiners that
    /// emoji and some scripts need.
    static func text(_ text: String, _ field: String, limit: Int = Limits.noteBytes) throws(DecisionError) {
        try size(text, field, limit: limit)
        if all(text.utf8, isPrintableASCII) { return }
        let isClean = text.unicodeScalars.allSatisfy { scalar in
            !TerminalText.isControl(scalar) || TerminalText.isInvisible(scalar) || scalar == "\t" || scalar == "\n"
        }
        guard isClean else { throw .invalid(field, "has control characters") }
    }

    /// A title, a name or a word: 1…`limit` bytes in one line, without any control character, so that no two look the same.
    static func title(_ title: String, _ field: String, limit: Int = Limits.titleBytes) throws(DecisionError) {
        guard !title.isEmpty else { throw .invalid(field, "is missing") }
        try optionalTitle(title, field, limit: limit)
    }

    /// Like `title`, but may be left out.
    static func optionalTitle(_ title: String, _ field: String, limit: Int = Limits.titleBytes) throws(DecisionError) {
        try size(title, field, limit: limit)
        guard !TerminalText.hasControls(title) else {
            throw .invalid(field, "has control characters, line breaks or characters that cannot be seen")
        }
    }

    /// A name that a program gave: printable ASCII without spaces. May be left out.
    static func optionalToken(_ token: String, _ field: String, limit: Int) throws(DecisionError) {
        try size(token, field, limit: limit)
        guard all(token.utf8, { $0 != 0x20 && isPrintableASCII($0) }) else {
            throw .invalid(field, "has other bytes than printable ASCII without spaces")
        }
    }

    private static func size(_ text: String, _ field: String, limit: Int) throws(DecisionError) {
        guard text.utf8.count <= limit else { throw .invalid(field, "is longer than \(limit) bytes") }
    }

    /// At most `limit` items.
    static func count(_ count: Int, _ field: String, limit: Int) throws(DecisionError) {
        guard count <= limit else { throw .invalid(field, "has \(count) items; at most \(limit)") }
    }

    /// A value this program knows of a closed set; 0 stands for none given.
    static func choice<Choice>(
        _ choice: Choice, _ field: String, isRequired: Bool = true
    ) throws(DecisionError) where Choice: Word, Choice: CaseIterable {
        guard Choice.allCases.contains(choice) else { throw .invalid(field, "is \(choice.rawValue), which means nothing") }
        if isRequired, choice.rawValue == 0 { throw .invalid(field, "is missing") }
    }

    /// A point in time within the years 1 to 9999.
    static func moment(_ timestamp: Timestamp, _ field: String) throws(DecisionError) -> Moment {
        guard let moment = Moment(timestamp) else { throw .invalid(field, Moment.reason(against: timestamp)) }
        return moment
    }

    /// Microdegrees within the earth's range.
    static func location(_ location: Location, _ field: String) throws(DecisionError) {
        guard abs(Int64(location.latitudeE6)) <= 90_000_000 else { throw .invalid(field + ".latitudeE6", "is beyond ±90000000") }
        guard abs(Int64(location.longitudeE6)) <= 180_000_000 else {
            throw .invalid(field + ".longitudeE6", "is beyond ±180000000")
        }
    }

    private static func isPrintableASCII(_ byte: UInt8) -> Bool { byte >= 0x20 && byte < 0x7f }

    private static func isIDByte(_ byte: UInt8) -> Bool {
        let isLetter = (byte | 0x20) &- UInt8(ascii: "a") < 26
        let isDigit = byte &- UInt8(ascii: "0") < 10
        return isLetter || isDigit || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":")
            || byte == UInt8(ascii: "-")
    }

    /// Whether all bytes are of a kind. `allSatisfy` is slower: it looks up where the text keeps its bytes for each of them.
    @inline(__always)
    private static func all(_ bytes: String.UTF8View, _ isWanted: (UInt8) -> Bool) -> Bool {
        let span = bytes.span
        for index in span.indices where !isWanted(span[index]) { return false }
        return true
    }
}
