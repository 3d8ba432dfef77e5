// Messages in JSON, as the schema compiler's code reads them.
extension JSONReader {
    @inline(__always)
    mutating func word<W: Word>() throws(JSONFault) -> W? {
        guard let number = try word(W.words) else { return nil }
        return W(rawValue: number)
    }

    @inline(__always)
    mutating func message<M: Message>(into message: inout M) throws(JSONFault) {
        guard try beginObject() else { return }
        var value = M()
        try value.readJSON(from: &self)
        message = value
    }

    @inline(__always)
    mutating func message<M: Message>(into message: inout M?) throws(JSONFault) {
        guard try beginObject() else { return }
        var value = M()
        try value.readJSON(from: &self)
        message = value
    }

    /// One of several alternatives, of which a message has one at most; nil where it is `null`, which chooses none.
    /// - Parameter isTaken: whether the message has one already.
    @inline(__always)
    mutating func alternative<M: Message>(isTaken: Bool) throws(JSONFault) -> M? {
        guard try beginObject() else { return nil }
        if isTaken { throw oneTooMany }
        var value = M()
        try value.readJSON(from: &self)
        return value
    }

    @inline(__always)
    mutating func list<M: Message>(into list: inout [M]) throws(JSONFault) {
        guard try beginList() else { return }
        while try nextItem() {
            var value = M()
            _ = try beginObject()
            try value.readJSON(from: &self)
            list.append(value)
        }
    }
}
