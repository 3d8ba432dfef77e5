// Values that nobody wants.
extension JSONReader {
    /// Goes behind the value that begins here, whatever it is. Its depth costs a byte a level, and no call.
    mutating func skipValue() throws(JSONFault) {
        var open: [UInt8] = []
        repeat {
            try skipOpening(&open)
            while let close = open.last {
                if try element(until: close) {
                    if close == UInt8(ascii: "}") {
                        guard next == UInt8(ascii: "\"") else { throw broken }
                        _ = try memberName()
                        try takeColon()
                    }
                    break
                }
                open.removeLast()
            }
        } while !open.isEmpty
    }

    /// Goes behind a value that has nothing in it, or behind what opens an object or a list.
    private mutating func skipOpening(_ open: inout [UInt8]) throws(JSONFault) {
        switch next {
        case UInt8(ascii: "{"):
            openElements()
            open.append(UInt8(ascii: "}"))
        case UInt8(ascii: "["):
            openElements()
            open.append(UInt8(ascii: "]"))
        case UInt8(ascii: "\""):
            guard content(try string()) != nil else { throw broken }
        default:
            guard let range = bareWord else { throw broken }
            let isWord = ["true", "false", "null"].contains { bytes[range].elementsEqual($0.utf8) }
            let flaw = JSONNumber(bytes[range])?.flaw
            guard isWord || flaw != nil && flaw != .leadingZero else { throw broken }
            index = range.upperBound
        }
    }
}
