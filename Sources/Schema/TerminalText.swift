/// Text of others, for people to read on a terminal or in a log.
///
/// A control character in a name can move the cursor, recolor the screen, reverse the order of what is read, or make two names
/// look the same. None of them reaches a person as it is: the ledger refuses them in ids and titles (`Check` in Ledger), and
/// whatever else was sent is shown through ``escaped(_:)``.
public enum TerminalText {
    /// The text with every control character written out, U+202E as `\u{202e}`. Text without any comes back as it is.
    ///
    /// Line breaks and tabs are written out too: what is shown is one line.
    public static func escaped(_ text: String) -> String {
        guard hasControls(text) else { return text }
        var shown = ""
        for scalar in text.unicodeScalars {
            if isControl(scalar) {
                shown += "\\u{" + String(scalar.value, radix: 16) + "}"
            } else {
                shown.unicodeScalars.append(scalar)
            }
        }
        return shown
    }

    /// The beginning of a text that is too long to be said back. Cut by characters of Unicode: what people see as one can have
    /// any number of them.
    public static func excerpt(_ text: String) -> String {
        text.utf8.count <= 80 ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(60))) + "…"
    }

    /// Whether the text has a control character of any kind (see ``isControl(_:)``).
    public static func hasControls(_ text: String) -> Bool {
        // Why bytes first: nearly every text is printable ASCII, and that needs no decoding.
        text.utf8.contains { $0 < 0x20 || $0 >= 0x7f } && text.unicodeScalars.contains(where: isControl)
    }

    /// Whether a character is a control: C0, DEL or C1, one that changes the direction of text, or one without width.
    public static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F: true
        default: isDirection(scalar) || isZeroWidth(scalar)
        }
    }

    /// Whether a character breaks lines or changes the direction of the text around it without being seen itself.
    /// Source: Unicode Standard Annex #9, § 2 Directional Formatting Characters.
    public static func isDirection(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    /// Whether a character has no width, so that texts with it and without it look the same. Emoji and some scripts join
    /// letters with U+200C and U+200D, which is why texts longer than a title may have them.
    public static func isZeroWidth(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00AD, 0x034F, 0x115F...0x1160, 0x17B4...0x17B5, 0x180B...0x180F, 0x200B...0x200D, 0x2060...0x2065, 0x206A...0x206F,
            0x3164, 0xFEFF, 0xFFA0, 0xE0000...0xE0FFF:
            true
        default: false
        }
    }
}
