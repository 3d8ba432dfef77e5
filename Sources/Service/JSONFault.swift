/// Looks for the place in a JSON text at which reading it fails.
///
/// Only for texts that could not be read: the decoder says what is wrong but not where. A text is cut after each of its values in
/// turn and closed again; the first cut that cannot be read ends at the value at fault. Reading goes from left to right, so the
/// first one is found by halving.
struct JSONFault {
    /// A place at which a text can be cut.
    private struct Cut {
        /// Bytes before it.
        let end: Int
        /// What closes everything that is open there.
        let closing: [UInt8]
        /// The value that ends there: `order.place.lines[0].quantity`.
        let path: String
    }

    private let bytes: [UInt8]
    private var index = 0
    private var cuts: [Cut] = []
    private var closing: [UInt8] = []
    private var path: [String] = []
    /// Where the text stops being JSON.
    private var brokenAt: Int?

    private static let mostDepth = 64
    /// Characters of a path that are shown.
    private static let pathCharacters = 200

    /// What is wrong with the form of a text, for people; nil if it is one JSON value.
    static func form(of bytes: [UInt8]) -> String? {
        var scan = JSONFault(bytes)
        scan.scanAll()
        return scan.brokenAt.map { "is not JSON: \(scan.describe($0))" }
    }

    /// The path of the first value that makes `canRead` fail, or nil if no single value does.
    static func path(in bytes: [UInt8], canRead: ([UInt8]) -> Bool) -> String? {
        var scan = JSONFault(bytes)
        scan.scanAll()
        guard scan.brokenAt == nil else { return nil }
        var low = 0
        var high = scan.cuts.count
        while low < high {
            let middle = (low + high) / 2
            let cut = scan.cuts[middle]
            if canRead(Array(bytes[..<cut.end]) + cut.closing) { low = middle + 1 } else { high = middle }
        }
        return low < scan.cuts.count ? String(scan.cuts[low].path.prefix(pathCharacters)) : nil
    }

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    // MARK: Scanning

    private mutating func scanAll() {
        skipBlanks()
        guard scanValue() else {
            brokenAt = index
            return
        }
        skipBlanks()
        if index < bytes.count { brokenAt = index }
    }

    private mutating func skipBlanks() {
        while index < bytes.count, [32, 9, 10, 13].contains(bytes[index]) { index += 1 }
    }

    private mutating func take(_ character: Character) -> Bool {
        guard index < bytes.count, bytes[index] == character.asciiValue else { return false }
        index += 1
        return true
    }

    private mutating func scanValue() -> Bool {
        guard index < bytes.count else { return false }
        switch bytes[index] {
        case UInt8(ascii: "{"): return scanContainer(close: "}")
        case UInt8(ascii: "["): return scanContainer(close: "]")
        case UInt8(ascii: "\""): guard scanString() else { return false }
        default: guard scanWord() else { return false }
        }
        noteCut()
        return true
    }

    private mutating func noteCut() {
        cuts.append(Cut(end: index, closing: closing.reversed(), path: path.joined()))
    }

    private mutating func scanContainer(close: Character) -> Bool {
        guard closing.count < Self.mostDepth, let closer = close.asciiValue else { return false }
        index += 1
        closing.append(closer)
        noteCut()
        skipBlanks()
        var count = 0
        var isDone = take(close)
        while !isDone {
            guard scanMember(of: close, number: count) else { return false }
            count += 1
            skipBlanks()
            if take(close) {
                isDone = true
            } else {
                guard take(",") else { return false }
                skipBlanks()
            }
        }
        closing.removeLast()
        return true
    }

    private mutating func scanMember(of close: Character, number: Int) -> Bool {
        if close == "}" {
            let start = index
            guard scanString() else { return false }
            let name = String(decoding: bytes[(start + 1)..<(index - 1)].prefix(80), as: UTF8.self)
            skipBlanks()
            guard take(":") else { return false }
            skipBlanks()
            path.append(path.isEmpty ? name : "." + name)
        } else {
            path.append("[\(number)]")
        }
        guard scanValue() else { return false }
        path.removeLast()
        return true
    }

    private mutating func scanString() -> Bool {
        guard take("\"") else { return false }
        while index < bytes.count {
            let byte = bytes[index]
            if byte < 32 { return false }
            index += 1
            if byte == UInt8(ascii: "\"") { return true }
            if byte == UInt8(ascii: "\\") { index += 1 }
        }
        return false
    }

    /// A number, `true`, `false` or `null`.
    private mutating func scanWord() -> Bool {
        let start = index
        while index < bytes.count {
            switch bytes[index] {
            case 48...57, 65...90, 97...122, UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."): index += 1
            default: return index > start && isWord(bytes[start..<index])
            }
        }
        return index > start && isWord(bytes[start..<index])
    }

    private mutating func isWord(_ word: ArraySlice<UInt8>) -> Bool {
        let text = String(decoding: word, as: UTF8.self)
        if ["true", "false", "null"].contains(text) || text.contains(/^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$/) {
            return true
        }
        index = word.startIndex
        return false
    }

    private func describe(_ place: Int) -> String {
        guard place < bytes.count else { return "it ends after byte \(bytes.count), in the middle" }
        let near = String(decoding: bytes[place...].prefix(12), as: UTF8.self)
        return "unexpected at byte \(place + 1), near \(Text.json(near))"
    }
}
