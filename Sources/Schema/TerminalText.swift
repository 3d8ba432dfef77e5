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
        var before: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            if isControl(scalar), !isPicture(scalar, of: before) {
                shown += "\\u{" + String(scalar.value, radix: 16) + "}"
            } else {
                shown.unicodeScalars.append(scalar)
            }
            before = scalar
        }
        return shown
    }

    /// The beginning of a text that is too long to be said back. Cut by characters of Unicode: what people see as one can have
    /// any number of them.
    public static func excerpt(_ text: String) -> String {
        text.utf8.count <= 80 ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(60))) + "…"
    }

    /// Whether the text has a control character of any kind (see ``isControl(_:)``). What chooses the picture of an emoji counts as
    /// one only where no emoji stands before it.
    public static func hasControls(_ text: String) -> Bool {
        // Bytes are looked at first: nearly every text is printable ASCII, which needs no decoding.
        guard text.utf8.contains(where: { $0 < 0x20 || $0 >= 0x7f }) else { return false }
        var before: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            if isControl(scalar), !isPicture(scalar, of: before) { return true }
            before = scalar
        }
        return false
    }

    /// Whether a character is a control: C0, DEL or C1, one that changes the direction of text, or one that is not seen.
    public static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F: true
        case 0x20...0x7E: false
        default: isDirection(scalar) || isInvisible(scalar)
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

    /// Whether a character is not seen, so that texts with it and without it look the same: those that Unicode has ignored where
    /// they mean nothing, the marks of annotations, and the empty Braille pattern. Emoji and some scripts join letters with U+200C
    /// and U+200D, which is why texts longer than a title may have them.
    /// Source: Unicode Standard, § 5.21 Ignoring Characters in Processing, Default_Ignorable_Code_Point.
    public static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2800, 0xFFF9...0xFFFB: true
        default: scalar.properties.isDefaultIgnorableCodePoint && !isDirection(scalar)
        }
    }

    /// Whether a character says how the emoji before it is drawn, in color or in black: what it changes is seen.
    /// Source: Unicode Technical Standard #51, § 1.4.3 Emoji Presentation. Digits, which it counts as emoji, look the same with it.
    private static func isPicture(_ scalar: Unicode.Scalar, of before: Unicode.Scalar?) -> Bool {
        guard let before, before.value > 0x7F, scalar.value == 0xFE0E || scalar.value == 0xFE0F else { return false }
        return before.properties.isEmoji
    }
}
