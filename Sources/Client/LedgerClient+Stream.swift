import NIOHTTP1
public import Schema
import Synchronization

/// Commands that go out in one write.
public struct CommandBatch: Sendable {
    /// The commands in the stream's form.
    public let bytes: [UInt8]
    /// How many they are.
    public let count: Int

    /// Commands in that form, ready to be sent.
    public init(_ commands: [Command], wire: Wire) throws {
        var bytes: [UInt8] = []
        for command in commands {
            switch wire {
            case .json:
                let line: [UInt8] = command.json()
                bytes += line
                bytes.append(10)
            case .protobuf:
                let message: [UInt8] = command.canonicalBytes()
                FrameCutter.append(message, to: &bytes)
            }
        }
        self.bytes = bytes
        count = commands.count
    }

    /// Commands as they were found: JSON, each with its newline.
    /// - Parameter lines: `count` lines, none of them empty.
    public init(lines: [UInt8], count: Int) {
        bytes = lines
        self.count = count
    }
}

/// Receipts that came together, in the order of their commands.
public struct ReceiptBatch: Sendable {
    /// One a command; `error` is set where the command could not be read or was not recorded.
    public let receipts: [Receipt]
    /// The same as they came over the wire, each with its newline or length.
    public let bytes: [UInt8]
}

extension LedgerClient {
    /// Sends a stream of commands and takes their receipts while it is sent, over one connection.
    ///
    /// What is sent and not answered is bounded (``ClientLimits``), so neither side piles up anything.
    /// - Parameter next: the next batch to send, nil at the end. Called from another task than `receive`.
    /// - Parameter receive: takes receipts, in the order of the commands; the stream waits for it.
    /// - Throws: ``ServiceProblem`` if the service takes no stream, ``ClientError`` if it broke: send it again from the last
    ///   receipt, or from its beginning; what is in the book is answered, not repeated. What the closures throw ends the stream.
    public func stream(
        _ wire: Wire, wantsEvents: Bool = false,
        next: @escaping @Sendable () async throws -> CommandBatch?,
        receive: (ReceiptBatch) async throws -> Void
    ) async throws {
        let connection = try await openConnection()
        defer { connection.close() }
        connection.write(
            head(
                .POST, wantsEvents ? "/v1/commands?reply=events" : "/v1/commands",
                [("content-type", wire.mediaType), ("accept", wire.mediaType), ("transfer-encoding", "chunked")]))
        // The head is sent at once: the first command may be long in coming, and a refusal should be known before it.
        connection.flush()
        let window = CommandWindow(commands: ClientLimits.commandsInFlight, bytes: ClientLimits.bytesInFlight)
        let sending = SendingState()
        // Not a child task, which would be waited for: `next` may wait for a person at a terminal, and a broken stream must end.
        let sender = Task {
            do {
                while let batch = try await next() {
                    guard batch.count > 0 else { continue }
                    try await window.enter(commands: batch.count, bytes: batch.bytes.count)
                    connection.write(batch.bytes)
                }
                sending.finish(nil)
                connection.endRequest()
            } catch {
                sending.finish(error)
                connection.close()
            }
        }
        do {
            try await receiveAll(wire, on: connection, window: window, sending: sending, receive)
        } catch {
            sender.cancel()
            window.fail(error)
            throw sending.failure ?? error
        }
    }

    private func receiveAll(
        _ wire: Wire, on connection: Connection, window: CommandWindow, sending: SendingState,
        _ receive: (ReceiptBatch) async throws -> Void
    ) async throws {
        // No time limit: how long the next receipt takes depends on when the next command is sent.
        let response = try await response(on: connection, timeout: nil).successful()
        var cutter = FrameCutter(wire)
        for try await chunk in response.body {
            let (bytes, frames) = try cutter.cut(chunk)
            guard !frames.isEmpty else { continue }
            guard window.leave(commands: frames.count) else {
                throw ClientError(.protocol, "the service answered more commands than were sent")
            }
            try await receive(ReceiptBatch(receipts: try Self.receipts(wire, bytes, frames), bytes: bytes))
        }
        guard sending.isDone, window.unanswered == 0, !cutter.isInsideFrame else {
            throw ClientError(.closed, "the service ended the stream before its end; send it again, nothing is done twice")
        }
    }

    private static func receipts(_ wire: Wire, _ bytes: [UInt8], _ frames: [Range<Int>]) throws -> [Receipt] {
        do {
            return try frames.map { frame in
                switch wire {
                case .json: try Receipt(lenientJSON: Array(bytes[frame]))
                case .protobuf: try Receipt.decoded(from: Array(bytes[frame]))
                }
            }
        } catch {
            throw ClientError(.protocol, "a receipt could not be read (\(error)); is the service newer than this program?")
        }
    }
}

/// How far the sending side of a stream has come.
private final class SendingState: Sendable {
    private let state = Mutex<(isDone: Bool, failure: (any Error)?)>((false, nil))

    /// Whether everything was sent.
    var isDone: Bool { state.withLock { $0.isDone } }
    /// What ended the sending, unless it was the stream's own end.
    var failure: (any Error)? { state.withLock { $0.failure is CancellationError ? nil : $0.failure } }

    func finish(_ error: (any Error)?) {
        state.withLock { $0 = (error == nil, error) }
    }
}
