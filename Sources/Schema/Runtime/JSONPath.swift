/// The path to a place of a JSON text, read from the text up to there.
///
/// Only a fault needs it, so that the reader has no path to keep. The text before the place has been read: it is right.
struct JSONPath {
    /// An object or a list that is open at the place.
    private enum Frame {
        /// Where the name of the member begins that is being read; nil before its first byte.
        case object(name: Int?)
        case list(item: Int)
    }

    private let bytes: [UInt8]
    private var frames: [Frame] = []

    /// Characters of a path that are shown.
    private static let shownCharacters = 200
    /// Bytes of a name that are shown.
    static let shownBytes = 80

    /// - Parameter above: the path of the text, where it is an object that came without the ones around it.
    static func text(_ bytes: [UInt8], upTo end: Int, below above: String) -> String {
        var path = JSONPath(bytes: bytes)
        path.read(upTo: end)
        var text = above
        for frame in path.frames {
            switch frame {
            case .object(name: nil): break
            case .object(let name?): text += (text.isEmpty ? "" : ".") + path.name(at: name)
            case .list(let item): text += "[\(item)]"
            }
            guard text.utf8.count < 4 * shownCharacters else { break }
        }
        return String(text.prefix(shownCharacters))
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private mutating func read(upTo end: Int) {
        var place = 0
        while place < end {
            switch bytes[place] {
            case UInt8(ascii: "{"): frames.append(.object(name: nil))
            case UInt8(ascii: "["): frames.append(.list(item: 0))
            case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = frames.popLast()
            case UInt8(ascii: ","):
                switch frames.popLast() {
                case .list(let item): frames.append(.list(item: item + 1))
                case .object, nil: frames.append(.object(name: nil))
                }
            case UInt8(ascii: "\""):
                if case .object(name: nil) = frames.last { frames[frames.count - 1] = .object(name: place) }
                place = endOfString(from: place + 1)
            default: break
            }
            place += 1
        }
    }

    /// Where the closing quotation mark is.
    private func endOfString(from start: Int) -> Int {
        var place = start
        while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
            place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
        }
        return place
    }

    /// A member's name, as far as it is shown.
    private func name(at start: Int) -> String {
        let raw = bytes[(start + 1)..<min(bytes.count, endOfString(from: start + 1))]
        let name = JSONReader.unescaped(raw) ?? Array(raw)
        return String(decoding: name.prefix(Self.shownBytes), as: UTF8.self)
    }
}
