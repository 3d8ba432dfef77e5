import Schema

/// A table for people: aligned columns, numbers to the right, nothing else. Control characters in it are written out
/// (`TerminalText`): they would break the lines, or the terminal.
package struct TableText {
    /// How many rows the widths are taken from; later ones may stick out, so that a list of any length can be shown as it comes.
    package static let measuredRows = 1000

    private let header: [String]
    private let paint: Paint
    /// How wide it may be; nil for as wide as it is.
    private let room: Int?
    /// The names of the last columns, which there was no room for.
    package private(set) var leftOut: [String] = []
    private var pending: [[String]] = []
    private var columns: [Column]?

    private struct Column {
        var width: Int
        var isNumber: Bool
    }

    /// - Parameter room: how wide it may be. Lines that a terminal breaks are no columns any more, so the last ones are left out.
    package init(header: [String], paint: Paint, room: Int? = nil) {
        self.header = header.map(TerminalText.escaped)
        self.paint = paint
        self.room = room
    }

    /// The text that can be shown once these rows are there.
    package mutating func add(_ rows: [[String]]) -> String {
        let shown = rows.map { $0.map(TerminalText.escaped) }
        if let columns { return shown.map { line($0, columns) + "\n" }.joined() }
        pending += shown
        return pending.count >= Self.measuredRows ? begin() : ""
    }

    /// The rest of the table.
    package mutating func end() -> String {
        columns == nil ? begin() : ""
    }

    private mutating func begin() -> String {
        let all = header.indices.map { index in
            let cells = pending.map { $0.count > index ? $0[index] : "" }
            let width = cells.map(Self.width).max() ?? 0
            return Column(
                width: max(width, Self.width(header[index])),
                isNumber: cells.contains { !$0.isEmpty } && cells.allSatisfy { $0.isEmpty || Self.isNumber($0) })
        }
        let measured = Array(all.prefix(columnsThatFit(all)))
        columns = measured
        leftOut = Array(header.dropFirst(measured.count))
        let text = paint.strong(line(header, measured)) + "\n" + pending.map { line($0, measured) + "\n" }.joined()
        pending = []
        return text
    }

    /// How many of the columns there is room for, at least one.
    private func columnsThatFit(_ columns: [Column]) -> Int {
        guard let room else { return columns.count }
        var width = 0
        for (index, column) in columns.enumerated() {
            width += column.width + (index > 0 ? 2 : 0)
            if width > room { return max(1, index) }
        }
        return columns.count
    }

    private func line(_ cells: [String], _ columns: [Column]) -> String {
        var text = ""
        for (index, column) in columns.enumerated() {
            let cell = index < cells.count ? cells[index] : ""
            let padding = String(repeating: " ", count: max(0, column.width - Self.width(cell)))
            if index > 0 { text += "  " }
            text += column.isNumber ? padding + cell : cell + padding
        }
        return text.trimmedEnd
    }

    /// One thing as a list of its fields, names aligned.
    package static func list(_ fields: [(name: String, value: String)], paint: Paint) -> String {
        let shown = fields.map { (name: TerminalText.escaped($0.name), value: TerminalText.escaped($0.value)) }
        let width = shown.map { Self.width($0.name) }.max() ?? 0
        return shown.map { field in
            let padding = String(repeating: " ", count: width - Self.width(field.name))
            return (paint.strong(field.name) + padding + "  " + field.value).trimmedEnd + "\n"
        }.joined()
    }

    private static func isNumber(_ cell: String) -> Bool {
        var hasDigit = false
        for (index, byte) in cell.utf8.enumerated() {
            switch byte {
            case 48...57: hasDigit = true
            case 45 where index == 0, 44 where hasDigit, 46 where hasDigit: continue
            default: return false
            }
        }
        return hasDigit
    }

    /// Columns a text takes on a terminal: Chinese, Japanese and Korean characters and emoji take two.
    package static func width(_ text: String) -> Int {
        var width = 0
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x0300...0x036F, 0x200B...0x200F, 0xFE00...0xFE0F: continue
            case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFF60,
                0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
                width += 2
            default: width += 1
            }
        }
        return width
    }
}

extension String {
    /// Without spaces at its end.
    var trimmedEnd: String {
        var end = endIndex
        while end > startIndex, self[index(before: end)] == " " { end = index(before: end) }
        return String(self[..<end])
    }
}
