/// Server-sent events, cut out of a stream as they arrive. Source: WHATWG HTML, § 9.2.6 Interpreting an event stream.
package struct EventStream {
    /// One event.
    package struct Event: Sendable, Equatable {
        /// Its `id`, where it is a number: a sequence.
        package var id: UInt64?
        /// Its `data`.
        package var data: [UInt8] = []
    }

    private var rest: [UInt8] = []
    private var event = Event()

    package init() {}

    /// The events that end in this chunk.
    package mutating func events(in chunk: [UInt8]) -> [Event] {
        var found: [Event] = []
        var start = 0
        for index in chunk.indices where chunk[index] == 10 {
            var line = rest + chunk[start..<index]
            rest = []
            start = index + 1
            if line.last == 13 { line.removeLast() }
            if line.isEmpty {
                if !event.data.isEmpty { found.append(event) }
                event = Event()
            } else {
                take(line)
            }
        }
        rest += chunk[start...]
        return found
    }

    private mutating func take(_ line: [UInt8]) {
        let colon = line.firstIndex(of: UInt8(ascii: ":")) ?? line.endIndex
        let name = String(decoding: line[..<colon], as: UTF8.self)
        var value = line[min(colon + 1, line.endIndex)...]
        if value.first == 32 { value = value.dropFirst() }
        switch name {
        case "id": event.id = UInt64(String(decoding: value, as: UTF8.self))
        case "data": event.data += (event.data.isEmpty ? [] : [10]) + value
        default: break
        }
    }
}
