import NIOCore
import NIOHTTP1
import Synchronization

/// An answer: its head, and a body that is read from the socket only as fast as it is asked for.
public struct Response: Sendable {
    /// The HTTP status.
    public let status: Int
    /// Names and values, as they came.
    public let headers: [(name: String, value: String)]
    /// The body; can be gone through once.
    public let body: ResponseBody

    /// The first header of that name, whatever its case.
    public func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }
}

/// A body in chunks of bytes, as they arrive. Letting go of it before its end closes the connection.
public struct ResponseBody: AsyncSequence, Sendable {
    public typealias Element = [UInt8]

    let reader: BodyReader

    public func makeAsyncIterator() -> Iterator { Iterator(reader: reader) }

    /// Goes through the chunks.
    public struct Iterator: AsyncIteratorProtocol {
        let reader: BodyReader

        public mutating func next() async throws -> [UInt8]? { try await reader.next() }
    }

    /// The whole body.
    /// - Throws: ``ClientError/Code/tooLarge`` when it has more than `limit` bytes.
    public func gathered(limit: Int = ClientLimits.gatheredBytes) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        for try await chunk in self {
            guard bytes.count + chunk.count <= limit else {
                throw ClientError(.tooLarge, "the answer has more than \(limit) bytes; ask for less, or for a stream")
            }
            bytes += chunk
        }
        return bytes
    }
}

/// Reads one answer off a connection, and gives the connection back at its end.
final class BodyReader: Sendable {
    private struct State {
        var parts: ArraySlice<HTTPClientResponsePart> = []
        var isAtEnd = false
    }

    private let connection: Connection
    private let timeout: TimeAmount?
    private let giveBack: @Sendable (Connection) -> Void
    private let state = Mutex(State())

    init(_ connection: Connection, timeout: TimeAmount?, giveBack: @escaping @Sendable (Connection) -> Void) {
        self.connection = connection
        self.timeout = timeout
        self.giveBack = giveBack
    }

    deinit {
        if !state.withLock({ $0.isAtEnd }) { connection.close() }
    }

    /// The answer's head; asked for once, before the body.
    func head() async throws -> HTTPResponseHead {
        let parts = try await connection.parts(within: timeout)
        guard case .head(let head)? = parts.first else {
            throw ClientError(.protocol, "an answer came without a head; is the socket that of a daybook service?")
        }
        state.withLock { $0.parts = parts.dropFirst() }
        return head
    }

    /// The next bytes, or nil at the end.
    func next() async throws -> [UInt8]? {
        while true {
            switch takeBuffered() {
            case .bytes(let bytes): return bytes
            case .end: return nil
            case .nothing:
                let parts = try await connection.parts(within: timeout)
                state.withLock { $0.parts = parts[...] }
            }
        }
    }

    private enum Step {
        case bytes([UInt8])
        case end
        case nothing
    }

    /// What is at hand, all of it as one chunk.
    private func takeBuffered() -> Step {
        var bytes: [UInt8] = []
        let (isAtEnd, endsNow) = state.withLock { state in
            let wasAtEnd = state.isAtEnd
            while let part = state.parts.popFirst() {
                switch part {
                case .head: continue
                case .body(let buffer): bytes.append(contentsOf: buffer.readableBytesView)
                case .end: state.isAtEnd = true
                }
            }
            return (state.isAtEnd, state.isAtEnd && !wasAtEnd)
        }
        if endsNow { giveBack(connection) }
        if !bytes.isEmpty { return .bytes(bytes) }
        return isAtEnd ? .end : .nothing
    }
}
