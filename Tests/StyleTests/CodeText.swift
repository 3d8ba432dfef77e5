/// Tells code from comments and strings, as far as the rules here need it.
enum CodeText {
    /// The text with comments and the insides of string literals replaced by blanks; interpolated code stays, lines stay.
    static func blanked(_ text: String) -> String {
        var scanner = Scanner(text: Array(text.utf8))
        scanner.scan()
        return String(decoding: scanner.out, as: UTF8.self)
    }

    private struct Literal {
        var isMultiline: Bool
        var hashes: Int
        /// Open parentheses of the interpolation being read; 0 is the literal's own text.
        var parentheses = 0
    }

    private struct Scanner {
        let text: [UInt8]
        var out: [UInt8] = []
        var index = 0
        var literals: [Literal] = []

        init(text: [UInt8]) {
            self.text = text
            out.reserveCapacity(text.count)
        }

        mutating func scan() {
            while index < text.count {
                if let literal = literals.last, literal.parentheses == 0 {
                    scanString(literal)
                } else {
                    scanCode()
                }
            }
        }

        private mutating func scanCode() {
            switch text[index] {
            case UInt8(ascii: "/"), UInt8(ascii: "#"), UInt8(ascii: "\""), UInt8(ascii: "("), UInt8(ascii: ")"): break
            default:
                out.append(text[index])
                index += 1
                return
            }
            if starts("//") { return blank { $0.text[$0.index] == UInt8(ascii: "\n") } }
            if starts("/*") { return blankComment() }
            var hashes = 0
            while index + hashes < text.count, text[index + hashes] == UInt8(ascii: "#") { hashes += 1 }
            if starts("\"", at: index + hashes) {
                let isMultiline = starts("\"\"\"", at: index + hashes)
                literals.append(Literal(isMultiline: isMultiline, hashes: hashes))
                return keep(hashes + (isMultiline ? 3 : 1))
            }
            if let last = literals.indices.last {
                if text[index] == UInt8(ascii: "(") { literals[last].parentheses += 1 }
                if text[index] == UInt8(ascii: ")") { literals[last].parentheses -= 1 }
            }
            keep(1)
        }

        private mutating func scanString(_ literal: Literal) {
            switch text[index] {
            case UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "\n"): break
            default: return blankOne()
            }
            let end = String(repeating: "\"", count: literal.isMultiline ? 3 : 1) + String(repeating: "#", count: literal.hashes)
            let escape = "\\" + String(repeating: "#", count: literal.hashes)
            if starts(end) {
                literals.removeLast()
                keep(end.utf8.count)
            } else if !literal.isMultiline, starts("\n") {
                // Not a literal after all (a quotation mark in a regular expression).
                literals.removeLast()
            } else if starts(escape + "(") {
                literals[literals.count - 1].parentheses = 1
                keep(escape.utf8.count + 1)
            } else if starts(escape) {
                for _ in 0...escape.utf8.count { blankOne() }
            } else {
                blankOne()
            }
        }

        private mutating func blankComment() {
            var depth = 0
            repeat {
                if starts("/*") { depth += 1 }
                if starts("*/") { depth -= 1 }
                blankOne()
                blankOne()
                while depth > 0, index < text.count, !starts("/*"), !starts("*/") { blankOne() }
            } while depth > 0 && index < text.count
        }

        private mutating func blank(until isEnd: (Scanner) -> Bool) {
            while index < text.count, !isEnd(self) { blankOne() }
        }

        private mutating func blankOne() {
            guard index < text.count else { return }
            out.append(text[index] == UInt8(ascii: "\n") ? text[index] : UInt8(ascii: " "))
            index += 1
        }

        private mutating func keep(_ count: Int) {
            out += text[index..<min(text.count, index + count)]
            index += count
        }

        private func starts(_ word: String, at place: Int? = nil) -> Bool {
            let place = place ?? index
            let bytes = word.utf8
            return place + bytes.count <= text.count && text[place..<place + bytes.count].elementsEqual(bytes)
        }
    }

    /// A function's first line and how many lines it has, braces and signature included.
    struct Function {
        var firstLine: Int
        var lineCount: Int
    }

    /// The functions, initializers and subscripts of blanked code, nested ones too.
    static func functions(in code: [String]) -> [Function] {
        var found: [Function] = []
        for line in code.indices {
            guard ["func ", "init", "deinit", "subscript"].contains(where: code[line].has) else { continue }
            guard let match = code[line].firstMatch(of: /(?:^|[\s{])(?:func\s|init[(?<]|deinit\s|subscript[(<])/) else { continue }
            let column = code[line].distance(from: code[line].startIndex, to: match.range.upperBound) - 1
            if let end = bodyEnd(in: code, from: line, column: column) {
                found.append(Function(firstLine: line, lineCount: end - line + 1))
            }
        }
        return found
    }

    private static func startsDeclaration(_ text: Substring) -> Bool {
        text.contains(/^\s*(@|public|package|private|static|func|var|let|init|case|\})/)
    }

    /// The line where the body that starts after this place ends, or nil if there is no body (a protocol's requirement).
    private static func bodyEnd(in code: [String], from start: Int, column: Int) -> Int? {
        var parentheses = 0
        var braces = 0
        for line in start..<code.count {
            let text = line == start ? code[line].dropFirst(column) : code[line][...]
            // A new declaration before any brace means that the one before it had no body.
            if line > start, parentheses == 0, braces == 0, startsDeclaration(text) { return nil }
            for character in text {
                switch character {
                case "(", "[": parentheses += 1
                case ")", "]": parentheses -= 1
                case "{" where parentheses == 0 || braces > 0: braces += 1
                case "}" where braces > 0:
                    braces -= 1
                    if braces == 0 { return line }
                default: break
                }
            }
        }
        return nil
    }
}
