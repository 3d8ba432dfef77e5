// Members of objects, as the schema compiler's code writes them.
extension JSONWriter {
    @inline(__always)
    mutating func member(_ name: StaticString, text: String) {
        member(name)
        self.text(text)
    }

    @inline(__always)
    mutating func member(_ name: StaticString, number: Int64) {
        member(name)
        self.number(number)
    }

    @inline(__always)
    mutating func member(_ name: StaticString, number: UInt64) {
        member(name)
        self.number(number)
    }

    @inline(__always)
    mutating func member(_ name: StaticString, truth: Bool) {
        member(name)
        self.truth(truth)
    }

    @inline(__always)
    mutating func member(_ name: StaticString, time: Timestamp) {
        member(name)
        self.time(time)
    }

    @inline(__always)
    mutating func member(_ name: StaticString, word: StaticString) {
        member(name)
        self.word(word)
    }

    @inline(__always)
    mutating func member(_ name: StaticString, base64 bytes: [UInt8]) {
        member(name)
        base64(bytes)
    }

    @inline(__always)
    mutating func member(_ name: StaticString, texts: [String]) {
        member(name)
        self.texts(texts)
    }

    @inline(__always)
    mutating func member(_ name: StaticString, map: [String: String]) {
        member(name)
        self.map(map)
    }

    @inline(__always)
    mutating func member(_ name: StaticString, message: borrowing some Message) {
        member(name)
        message.writeJSON(to: &self)
    }

    @inline(__always)
    mutating func member<M: Message>(_ name: StaticString, list: [M]) {
        member(name)
        beginList()
        let values = list.span
        for index in values.indices {
            item()
            values[index].writeJSON(to: &self)
        }
        endList()
    }
}
