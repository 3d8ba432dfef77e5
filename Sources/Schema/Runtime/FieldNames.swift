/// The names of a message's fields, or the words of an enumeration, as JSON has them; at most 64.
public struct FieldNames: Sendable {
    let names: [StaticString]
    /// What each name is compared by: its closing quotation mark counts as a part of it.
    private let keys: [Key]

    private struct Key {
        let count: Int
        /// The first eight bytes, and which of their bits are the name's.
        let first: UInt64
        let mask: UInt64
        /// The last eight bytes; the same as the first where there are no more.
        let last: UInt64
    }

    init(_ names: StaticString...) { self.init(names) }

    init(_ names: [StaticString]) {
        self.names = names
        keys = names.map { name in
            let bytes = name.withUTF8Buffer { Array($0) } + [UInt8(ascii: "\"")]
            guard bytes.count >= 8 else {
                let first = JSONBytes.word((bytes + [0, 0, 0, 0, 0, 0, 0]).span, at: 0)
                return Key(count: bytes.count, first: first, mask: ~0 >> UInt64(64 - 8 * bytes.count), last: first)
            }
            let last = JSONBytes.word(bytes.span, at: bytes.count - 8)
            return Key(count: bytes.count, first: JSONBytes.word(bytes.span, at: 0), mask: ~0, last: last)
        }
    }

    /// The name that stands at a place, with its closing quotation mark, and how many bytes both have; nil where none does, and
    /// where the text ends or has escapes, as ``index(of:)`` finds out.
    /// - Parameter guess: the index that is tried first.
    @inline(__always)
    func match(_ bytes: Span<UInt8>, at place: Int, guess: Int) -> (index: Int, count: Int)? {
        guard place &+ 8 <= bytes.count else { return nil }
        let word = JSONBytes.word(bytes, at: place)
        if guess < keys.count, isMatch(guess, word, bytes, place) { return (guess, keys[guess].count) }
        for index in keys.indices where isMatch(index, word, bytes, place) { return (index, keys[index].count) }
        return nil
    }

    @inline(__always)
    private func isMatch(_ index: Int, _ word: UInt64, _ bytes: Span<UInt8>, _ place: Int) -> Bool {
        let key = keys[index]
        guard word & key.mask == key.first else { return false }
        guard key.count > 8 else { return true }
        guard place &+ key.count <= bytes.count, JSONBytes.word(bytes, at: place &+ key.count &- 8) == key.last else {
            return false
        }
        return key.count <= 16 || hasBytes(index, bytes, place)
    }

    private func hasBytes(_ index: Int, _ bytes: Span<UInt8>, _ place: Int) -> Bool {
        names[index].withUTF8Buffer { name in
            for offset in name.indices where name[offset] != bytes[place + offset] { return false }
            return true
        }
    }

    /// The index of a name; nil if it is none of these.
    func index(of name: String) -> Int? {
        names.firstIndex { $0.withUTF8Buffer { $0.elementsEqual(name.utf8) } }
    }

    /// The names as texts.
    public var texts: [String] { names.map(\.description) }
}
