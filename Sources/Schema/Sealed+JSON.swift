extension Sealed {
    /// It as JSON: its box, which says nothing without the key. Where rows are shown to someone who may read it, and it was opened
    /// for them, its text in place of that.
    public func writeJSON(to writer: inout JSONWriter) {
        guard writer.showsOpened, version == 0 else {
            writer.beginObject()
            writeMembers(to: &writer)
            return writer.endObject()
        }
        writer.text(String(decoding: box, as: UTF8.self))
    }
}

extension Message {
    /// It as JSON, on one line, with the text of what was opened in it.
    public func openedJSON() -> [UInt8] {
        var bytes: [UInt8] = []
        JSONWriter.write(appendingTo: &bytes) { writer in
            writer.showsOpened = true
            writeJSON(to: &writer)
        }
        return bytes
    }
}

extension JSONReader {
    /// Reads what is sealed, or its text where it was shown opened.
    mutating func message(into sealed: inout Sealed?) throws(JSONFault) {
        skipBlanks()
        if next == UInt8(ascii: "\"") {
            sealed = try text().map { Sealed(version: 0, box: Array($0.utf8)) }
            return
        }
        guard try beginObject() else { return }
        var value = Sealed()
        try value.readJSON(from: &self)
        sealed = value
    }
}
