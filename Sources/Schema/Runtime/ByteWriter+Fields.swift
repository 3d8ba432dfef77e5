// Fields of messages, as the schema compiler's code writes them.
extension ByteWriter {
    /// A number that was given; but for the hash of a command, which a zero does not change.
    @inline(__always)
    mutating func put(_ tag: UInt64, unhashedZero number: UInt64) {
        if number != 0 || !leavesOutZeros { put(tag, number: number) }
    }

    @inline(__always)
    mutating func put(_ tag: UInt64, message: borrowing some Message) {
        let place = open(tag)
        message.encode(to: &self)
        close(place)
    }

    @inline(__always)
    mutating func put<M: Message>(_ tag: UInt64, list: [M]) {
        let values = list.span
        for index in values.indices { put(tag, message: values[index]) }
    }

    @inline(__always)
    mutating func put(_ tag: UInt64, message time: Timestamp) {
        let place = open(tag)
        if time.seconds != 0 { put(8, number: UInt64(bitPattern: time.seconds)) }
        if time.nanos != 0 { put(16, number: UInt64(bitPattern: Int64(time.nanos))) }
        close(place)
    }

    /// Pairs, in the order of their keys.
    mutating func put(_ tag: UInt64, map: [String: String]) {
        for (key, value) in map.sorted(by: { $0.key < $1.key }) {
            let place = open(tag)
            put(10, text: key)
            put(18, text: value)
            close(place)
        }
    }
}
