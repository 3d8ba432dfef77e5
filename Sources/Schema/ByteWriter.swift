/// Bytes of a protobuf message, written one behind the other into memory that grows.
///
/// An array checks at every byte whether it is shared and whether there is room. Here a field asks for all
/// its room once, and every method asks for its own. Copies share the memory: one writer writes, and only within `write`.
@safe
public struct ByteWriter {
    private var start: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private var count = 0
    /// Whether amounts that were given are left out where they are zero (`unhashed_zero`).
    var leavesOutZeros = false

    /// Room for most messages without growing on the way.
    private static let typicalBytes = 1024
    /// What a field begins with takes so many bytes at most: two varints of 64 bits.
    private static let headBytes = 20

    /// Appends to `bytes` what `body` writes; if it throws, nothing.
    @inline(__always)
    static func write(appendingTo bytes: inout [UInt8], _ body: (inout ByteWriter) throws -> Void) rethrows {
        var writer = ByteWriter()
        defer { unsafe writer.start.deallocate() }
        try body(&writer)
        unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: writer.start, count: writer.count))
    }

    private init() {
        capacity = Self.typicalBytes
        unsafe start = .allocate(capacity: Self.typicalBytes)
    }

    // MARK: Fields

    /// A tag and a number.
    @inline(__always)
    mutating func put(_ tag: UInt64, number: UInt64) {
        reserve(Self.headBytes)
        putVarint(tag)
        putVarint(number)
    }

    /// A tag, a length, and a text.
    @inline(__always)
    mutating func put(_ tag: UInt64, text: String) {
        var text = text
        text.withUTF8 { unsafe put(tag, $0) }
    }

    /// A tag, a length, and bytes.
    mutating func put(_ tag: UInt64, bytes: [UInt8]) {
        unsafe bytes.withUnsafeBufferPointer { unsafe put(tag, $0) }
    }

    /// Bytes as they are.
    mutating func put(bytes: [UInt8]) {
        reserve(bytes.count)
        unsafe bytes.withUnsafeBufferPointer { unsafe append($0) }
    }

    /// A tag, and room of one byte for the length of what comes next, up to `close`.
    ///
    /// - Returns: where that room is.
    @inline(__always)
    mutating func open(_ tag: UInt64) -> Int {
        reserve(Self.headBytes)
        putVarint(tag)
        store(0)
        return count &- 1
    }

    /// Writes the length of what was written since `open`; what is longer than 127 bytes is moved on for it.
    @inline(__always)
    mutating func close(_ place: Int) {
        let length = count &- place &- 1
        if length < 0x80 {
            unsafe start[place] = UInt8(truncatingIfNeeded: length)
        } else {
            close(place, long: length)
        }
    }

    private mutating func close(_ place: Int, long length: Int) {
        let more = (length.bitWidth &- length.leadingZeroBitCount &- 1) / 7
        reserve(more)
        unsafe (start + place + 1 + more).update(from: start + place + 1, count: length)
        let end = count + more
        count = place
        putVarint(UInt64(length))
        count = end
    }

    // MARK: Parts, for which there is room

    /// One byte. The caller has reserved room for it.
    @inline(__always)
    mutating func store(_ byte: UInt8) {
        unsafe start[count] = byte
        count &+= 1
    }

    /// The bytes of a literal. The caller has reserved room for them.
    @inline(__always)
    mutating func store(_ literal: StaticString) {
        unsafe (start + count).update(from: literal.utf8Start, count: literal.utf8CodeUnitCount)
        count &+= literal.utf8CodeUnitCount
    }

    /// The bytes of a text. The caller has reserved room for them.
    @inline(__always)
    mutating func store(_ bytes: Span<UInt8>) {
        unsafe bytes.withUnsafeBufferPointer { unsafe append($0) }
    }

    /// The digits of a number, of which there are `digits`. The caller has reserved room for them.
    @inline(__always)
    mutating func store(decimal number: UInt64, digits: Int) {
        var rest = number
        var place = digits
        while place > 0 {
            place &-= 1
            unsafe start[count &+ place] = UInt8(ascii: "0") | UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
        count &+= digits
    }

    /// The byte that was written last; 0 if there is none.
    @inline(__always)
    var last: UInt8 { count > 0 ? unsafe start[count &- 1] : 0 }

    @inline(__always)
    private mutating func putVarint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            store(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest &>>= 7
        }
        store(UInt8(truncatingIfNeeded: rest))
    }

    private mutating func put(_ tag: UInt64, _ bytes: UnsafeBufferPointer<UInt8>) {
        reserve(Self.headBytes + bytes.count)
        putVarint(tag)
        putVarint(UInt64(bytes.count))
        unsafe append(bytes)
    }

    @inline(__always)
    private mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let first = bytes.baseAddress else { return }
        unsafe (start + count).update(from: first, count: bytes.count)
        count &+= bytes.count
    }

    // MARK: Room

    /// Makes room for so many bytes more.
    @inline(__always)
    mutating func reserve(_ more: Int) {
        if capacity &- count < more { grow(more) }
    }

    @inline(never)
    private mutating func grow(_ more: Int) {
        let larger = max(2 * capacity, count + more)
        let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
        unsafe moved.update(from: start, count: count)
        unsafe start.deallocate()
        unsafe start = moved
        capacity = larger
    }
}
