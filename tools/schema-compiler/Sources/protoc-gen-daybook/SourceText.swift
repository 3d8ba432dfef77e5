/// Swift source, line by line.
struct SourceText {
    private var lines: [String] = []
    private var depth = 0

    var text: String { lines.joined(separator: "\n") + "\n" }

    mutating func line(_ text: String = "") {
        lines.append(text.isEmpty ? "" : String(repeating: "    ", count: depth) + text)
    }

    mutating func lines(_ texts: [String]) {
        for text in texts { line(text) }
    }

    /// A block in braces.
    mutating func block(_ head: String, _ body: (inout SourceText) -> Void) {
        line(head + " {")
        depth += 1
        body(&self)
        depth -= 1
        line("}")
    }

    mutating func indented(_ body: (inout SourceText) -> Void) {
        depth += 1
        body(&self)
        depth -= 1
    }

    /// Whether a text goes on a line.
    func fits(_ text: String) -> Bool { depth * 4 + text.count <= 132 }

    /// Pieces one behind the other, as many on a line as go there.
    mutating func packed(_ pieces: [String], separator: String) {
        var current = ""
        for (index, piece) in pieces.enumerated() {
            let next = piece + (index < pieces.count - 1 ? separator : "")
            if !current.isEmpty, depth * 4 + current.count + 1 + next.count > 132 {
                line(current)
                current = ""
            }
            current += (current.isEmpty ? "" : " ") + next
        }
        if !current.isEmpty { line(current) }
    }

    /// A call with its arguments: on one line if they go there.
    mutating func call(_ head: String, _ arguments: [String], _ end: String = ")") {
        let all = head + arguments.joined(separator: ", ") + end
        if fits(all) { return line(all) }
        line(head)
        indented { $0.packed(arguments, separator: ",") }
        line(end)
    }

    /// The cases of a `switch`: they stand as deep as it does.
    mutating func cases(_ head: String, _ body: (inout SourceText) -> Void) {
        line(head + " {")
        body(&self)
        line("}")
    }
}
