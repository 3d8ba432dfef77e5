import Schema
import Testing

@Suite("text for terminals")
struct TerminalTextTests {
    @Test(
        "every control character is written out",
        arguments: [
            "\u{0}", "\u{1B}", "\n", "\t", "\u{7F}", "\u{80}", "\u{9B}", "\u{9F}", "\u{61C}", "\u{200B}", "\u{200D}", "\u{200E}",
            "\u{200F}", "\u{2028}", "\u{202A}", "\u{202E}", "\u{2060}", "\u{2066}", "\u{2069}", "\u{FEFF}",
        ] as [Unicode.Scalar])
    func controls(scalar: Unicode.Scalar) {
        let digits = String(scalar.value, radix: 16)
        #expect(TerminalText.escaped("a\(scalar)b") == "a\\u{\(digits)}b")
        #expect(TerminalText.hasControls("a\(scalar)b"))
    }

    @Test("what can be seen stays as it is", arguments: ["", "SKU-1", "Ünïcödé", "e\u{301}", "杭州", "😀", "שלום", "\u{A0}"])
    func visible(text: String) {
        #expect(Array(TerminalText.escaped(text).utf8) == Array(text.utf8))
        #expect(!TerminalText.hasControls(text))
    }
}
