import Schema
import Testing

@Suite("text for terminals")
struct TerminalTextTests {
    @Test(
        "every control character is written out",
        arguments: [
            "\u{0}", "\u{1B}", "\n", "\t", "\u{7F}", "\u{80}", "\u{9B}", "\u{9F}", "\u{61C}", "\u{200B}", "\u{200D}", "\u{200E}",
            "\u{200F}", "\u{2028}", "\u{202A}", "\u{202E}", "\u{2060}", "\u{2066}", "\u{2069}", "\u{FEFF}",
            "\u{AD}", "\u{34F}", "\u{115F}", "\u{1160}", "\u{17B4}", "\u{17B5}", "\u{180B}", "\u{180E}", "\u{180F}", "\u{2800}",
            "\u{3164}", "\u{FE00}", "\u{FE0E}", "\u{FE0F}", "\u{FFA0}", "\u{FFF9}", "\u{FFFB}", "\u{1D173}", "\u{E0000}",
            "\u{E0041}",
            "\u{E007F}", "\u{E0100}",
        ] as [Unicode.Scalar])
    func controls(scalar: Unicode.Scalar) {
        let digits = String(scalar.value, radix: 16)
        #expect(TerminalText.escaped("a\(scalar)b") == "a\\u{\(digits)}b")
        #expect(TerminalText.hasControls("a\(scalar)b"))
    }

    @Test("what chooses an emoji's picture is seen behind an emoji alone, and there once")
    func pictures() {
        #expect(TerminalText.escaped("❤\u{FE0F}\u{FE0F}") == "❤\u{FE0F}\\u{fe0f}")
        #expect(TerminalText.escaped("\u{FE0F}❤") == "\\u{fe0f}❤")
        #expect(TerminalText.escaped("1\u{FE0F}") == "1\\u{fe0f}")
        #expect(TerminalText.escaped("👩\u{200D}🍳") == "👩\\u{200d}🍳")
    }

    @Test(
        "what can be seen stays as it is",
        arguments: ["", "SKU-1", "Ünïcödé", "e\u{301}", "杭州", "😀", "שלום", "\u{A0}", "❤\u{FE0F} lamp", "☎\u{FE0E}"])
    func visible(text: String) {
        #expect(Array(TerminalText.escaped(text).utf8) == Array(text.utf8))
        #expect(!TerminalText.hasControls(text))
    }
}
