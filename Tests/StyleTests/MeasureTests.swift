import Testing

/// The measures themselves: a rule that finds nothing must not be a rule that sees nothing.
@Suite("Style: the measures")
struct MeasureTests {
    @Test("comments and strings are blanked, interpolated code is not")
    func blanking() {
        #expect(CodeText.blanked("let a = \"x! \\(b!) y\" // c!") == "let a = \"   \\(b!)  \"      ")
        #expect(CodeText.blanked("/* a /* b */ c */d") == "                 d")
        #expect(CodeText.blanked("#\"a\\(b)\"# + \"\\\"c\"") == "#\"     \"# + \"   \"")
        #expect(CodeText.blanked("\"\"\"\na \"b\"\n\"\"\"") == "\"\"\"\n     \n\"\"\"")
    }

    @Test("a function is as long as from its name to its last brace")
    func functions() {
        let code = """
            protocol P {
                func none() -> Int
                func neither()
            }
            func one(_ a: () -> Int = { 1 }) {
                if a() > 0 {
                }
            }
            init() { }
            """
        let found = CodeText.functions(in: code.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
        #expect(found.map(\.firstLine) == [4, 8])
        #expect(found.map(\.lineCount) == [4, 1])
    }

    @Test("the tree is the whole tree")
    func tree() {
        for target in TargetTests.allowed.keys.sorted() {
            #expect(!SourceTree.target(target).isEmpty, "no files of \(target) were found under \(SourceTree.root)")
        }
        #expect(SourceTree.swift.count > 100)
        #expect(!SourceTree.swift.contains { $0.path.contains("/Generated/") })
    }
}
