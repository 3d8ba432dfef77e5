import NIOCore
import Schema

/// How a load is sent.
package enum LoadWire: String, Sendable, CaseIterable {
    /// Single requests with a JSON body, one at a time on each connection.
    case json
    /// A stream of JSON lines on each connection.
    case ndjson
    /// A stream of protobuf messages on each connection.
    case protobuf

    /// The form of the stream; nil for single requests.
    var stream: Wire? {
        switch self {
        case .json: nil
        case .ndjson: .json
        case .protobuf: .protobuf
        }
    }
}

/// A command's bytes as they go out, made once, with the places where its numbers go.
///
/// Encoding a command takes microseconds, which would be measured together with the service. Copying the bytes and writing digits
/// into them takes some tens of nanoseconds.
struct LoadTemplate: Sendable {
    /// The whole command: a request, a line or a message.
    let bytes: [UInt8]
    /// The command's id without the digits at its end, as two words.
    let idStart: (UInt64, UInt64)
    /// Where the eight digits of the number go.
    private let numberPlaces: [Int]
    /// Where the four digits of an article go, each a different one.
    private let articlePlaces: [Int]

    init(_ command: Command, wire: LoadWire) throws {
        let id = ByteBuffer(string: command.id)
        guard id.readableBytes == LoadMarks.idBytes, command.id.hasSuffix(LoadMarks.number),
            let first: UInt64 = id.getInteger(at: 0), let second: UInt64 = id.getInteger(at: 8)
        else { preconditionFailure("a load's command has an id of \(LoadMarks.idBytes) bytes with digits last, not \(command.id)") }
        idStart = (first, second)
        bytes = try Self.encoded(command, wire)
        numberPlaces = Self.places(of: LoadMarks.number, in: bytes)
        articlePlaces = Self.places(of: LoadMarks.article, in: bytes)
    }

    private static func encoded(_ command: Command, _ wire: LoadWire) throws -> [UInt8] {
        if let stream = wire.stream { return try CommandBatch([command], wire: stream).bytes }
        let body: [UInt8] = command.json()
        let head =
            "POST /v1/commands HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n"
            + "content-length: \(body.count)\r\n\r\n"
        return Array(head.utf8) + body
    }

    private static func places(of mark: String, in bytes: [UInt8]) -> [Int] {
        let mark = Array(mark.utf8)
        var places: [Int] = []
        var index = 0
        while index + mark.count <= bytes.count {
            if bytes[index..<index + mark.count].elementsEqual(mark) {
                places.append(index)
                index += mark.count
            } else {
                index += 1
            }
        }
        return places
    }

    /// Writes the command with its numbers.
    /// - Parameter digits: the number's eight digits.
    /// - Parameter draw: a random number that says which articles.
    func write(to buffer: inout ByteBuffer, digits: UInt64, draw: UInt64) {
        let start = buffer.writerIndex
        buffer.writeBytes(bytes)
        for place in numberPlaces { buffer.setInteger(digits, at: start + place) }
        guard !articlePlaces.isEmpty else { return }
        let step = 1 + (draw >> 32) % (LoadMarks.articles - 1)
        var article = (draw & 0xffff_ffff) % LoadMarks.articles
        for place in articlePlaces {
            buffer.setInteger(UInt32(truncatingIfNeeded: LoadMarks.digits(article)), at: start + place)
            article = (article + step) % LoadMarks.articles
        }
    }
}

/// What stands in a command where its numbers will go.
package enum LoadMarks {
    /// The eight digits of the order, or of whatever else the connection counts.
    package static let number = "########"
    /// The four digits of an article, or of a customer: 0000 to 0999, at random; those of one command differ.
    package static let article = "????"
    /// How many articles there are.
    package static let articles: UInt64 = 1000
    /// Bytes of a command's id: sixteen that are the same every time, and the number.
    package static let idBytes = 24
    /// The first number that has more than eight digits.
    static let numbers: UInt64 = 100_000_000

    /// The last eight digits of a number, as eight characters in one word.
    package static func digits(_ number: UInt64) -> UInt64 {
        var rest = number
        var word: UInt64 = 0
        for _ in 0..<8 {
            word = word >> 8 | (48 + rest % 10) << 56
            rest /= 10
        }
        return word
    }
}
