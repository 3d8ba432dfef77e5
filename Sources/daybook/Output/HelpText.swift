/// Help texts, set for a width.
///
/// They are made without a width first, so that each line is what its source has as one: then paragraphs are set anew, tables keep
/// their columns, and commands are broken where a shell goes on reading.
package enum HelpText {
    /// The width for standard output: the terminal's, or COLUMNS, and 80 where nobody says; no wider than is good to read.
    static var columns: Int {
        let stated = Terminal.environment("COLUMNS").flatMap { Int($0) }
        return min(120, max(40, stated ?? Terminal.columns(1)))
    }

    /// More columns than any line has: what the parser is told, so that it breaks none itself.
    static let unbroken = 100_000

    /// The text with every line set within that many columns, where it has a place to be broken at.
    package static func set(_ text: String, columns: Int) -> String {
        var lines: [Line] = []
        for text in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let line = Line(String(text))
            if let last = lines.last, last.goesOn(in: line) {
                lines[lines.count - 1] = Line(last.text + " " + line.content)
            } else {
                lines.append(line)
            }
        }
        return lines.map { $0.set(columns) }.joined(separator: "\n")
    }

    /// One line as its source has it.
    private struct Line {
        let text: String
        /// Spaces it begins with.
        let indent: Int
        /// The column of what stands beside the first thing in it, where there is a gap between them.
        let second: Int?

        init(_ text: String) {
            self.text = text
            let bytes = Array(text.utf8)
            let indent = bytes.prefix { $0 == 32 }.count
            self.indent = indent
            let gap = bytes.indices.first { $0 > indent && $0 + 1 < bytes.count && bytes[$0] == 32 && bytes[$0 + 1] == 32 }
            second = gap.map { gap in gap + bytes[gap...].prefix { $0 == 32 }.count }
        }

        var content: String { String(text.dropFirst(indent)) }

        /// A command to be typed, with nothing beside it.
        private var isCommand: Bool {
            second == nil && indent > 0 && ["daybook ", "echo ", "producer "].contains { content.hasPrefix($0) }
        }

        /// A comment for a shell.
        private var isComment: Bool { content.hasPrefix("# ") }

        /// Whether the next line belongs to the same paragraph, or to the same cell of a table.
        func goesOn(in next: Line) -> Bool {
            guard !content.isEmpty, !next.content.isEmpty else { return false }
            if indent == 0, next.indent == 0 { return !text.hasSuffix(":") && !next.text.hasPrefix("USAGE:") }
            return next.indent == second
        }

        /// The line, or the lines it is broken into.
        func set(_ columns: Int) -> String {
            guard TableText.width(text) > columns else { return text }
            let isUsage = text.hasPrefix("USAGE: ")
            var pieces = isCommand ? CommandPieces.of(content) : isUsage ? Self.options(content) : Self.words(content)
            if isComment {
                for index in pieces.indices { pieces[index].after = "#   " }
                return Self.fill(pieces, indent: indent, hanging: indent, columns: columns)
            }
            let plain = indent == 0 && !isUsage ? 0 : isUsage ? 7 : indent + 2
            let hanging = isCommand ? indent + 4 : second.map { $0 <= columns * 3 / 4 ? $0 : plain } ?? plain
            return Self.fill(pieces, indent: indent, hanging: hanging, columns: columns)
        }

        private static func fill(_ pieces: [Piece], indent: Int, hanging: Int, columns: Int) -> String {
            var lines = [String(repeating: " ", count: indent)]
            var isFirst = true
            for piece in pieces {
                let current = lines[lines.count - 1]
                let next = isFirst ? current + piece.text : current + piece.glue + piece.text
                if isFirst || TableText.width(next + piece.tail) <= columns {
                    lines[lines.count - 1] = next
                } else {
                    lines[lines.count - 1] = current + piece.before
                    lines.append(String(repeating: " ", count: hanging) + piece.after + piece.text)
                }
                isFirst = false
            }
            return lines.joined(separator: "\n")
        }

        /// Words, and the alternatives of a choice such as CARD/ALIPAY/OTHER.
        private static func words(_ text: String) -> [Piece] {
            var pieces: [Piece] = []
            var glue = ""
            for word in text.split(separator: " ", omittingEmptySubsequences: false) {
                guard !word.isEmpty else {
                    glue += " "
                    continue
                }
                let choices = word.split(separator: "/")
                let isChoice = choices.count > 2 && word.utf8.count > 20
                for (index, part) in (isChoice ? choices : [word]).enumerated() {
                    let slash = isChoice && index < choices.count - 1 ? "/" : ""
                    pieces.append(Piece(glue: index == 0 ? glue : "", text: part + slash))
                }
                glue = " "
            }
            return pieces
        }

        /// The options of a usage line, each in its brackets.
        private static func options(_ text: String) -> [Piece] {
            var pieces: [Piece] = []
            for word in text.split(separator: " ") {
                if let last = pieces.last, last.text.hasPrefix("["), !last.text.hasSuffix("]") {
                    pieces[pieces.count - 1].text += " " + word
                } else {
                    pieces.append(Piece(glue: " ", text: String(word)))
                }
            }
            return pieces
        }
    }
}

/// A part of a line that is not broken itself.
struct Piece {
    /// What stands before it where the line goes on.
    var glue: String
    var text: String
    /// What ends the line before it, and what begins its own, where it begins one.
    var before = ""
    var after = ""
    /// Room that must be left behind it.
    var tail = ""
}

/// A command for a shell, cut where it can be broken so that a shell reads the same.
enum CommandPieces {
    /// Between words a backslash breaks the line. Within the JSON of `daybook send VERB '…'` a line can be broken after a comma;
    /// JSON that must be one line goes on as another word of `echo`, which puts a blank between them.
    static func of(_ command: String) -> [Piece] {
        let isOneLine = command.hasPrefix("echo ")
        var pieces = [Piece(glue: "", text: "", tail: " \\")]
        var isQuoted = false
        var isText = false
        var isEscaped = false
        func begin(glue: String, before: String, after: String) {
            pieces.append(Piece(glue: glue, text: "", before: before, after: after, tail: isOneLine ? "' \\" : " \\"))
        }
        for scalar in command.unicodeScalars {
            // Outside of quotation marks a backslash takes the next character as it is: that is how a quotation mark is quoted.
            let isLiteral = !isQuoted && pieces[pieces.count - 1].text.hasSuffix("\\")
            if scalar == "'", !isLiteral { isQuoted.toggle() }
            if isQuoted, scalar == "\"", !isEscaped { isText.toggle() }
            isEscaped = isQuoted && scalar == "\\" && !isEscaped
            if !isQuoted, scalar == " " {
                begin(glue: " ", before: " \\", after: "")
                continue
            }
            pieces[pieces.count - 1].text.unicodeScalars.append(scalar)
            if isQuoted, !isText, scalar == "," {
                begin(glue: "", before: isOneLine ? "' \\" : "", after: isOneLine ? "'" : "")
            }
        }
        return pieces
    }
}
