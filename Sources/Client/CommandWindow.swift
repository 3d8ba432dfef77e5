import Synchronization

/// Bounds what of a stream is sent and not yet answered. One sender waits; one receiver makes room.
package final class CommandWindow: Sendable {
    private struct State {
        var commands = 0
        var bytes = 0
        /// What was sent, oldest first from `first` on: commands still unanswered, and the bytes of each.
        var sent: [(commands: Int, bytesEach: Int)] = []
        var first = 0
        /// The sender, and what it wants to send.
        var waiting: (continuation: CheckedContinuation<Void, any Error>, commands: Int, bytes: Int)?
        var failure: (any Error)?

        /// Takes answered commands away, the oldest first.
        mutating func take(_ answered: Int) {
            var rest = answered
            while rest > 0 {
                let taken = min(rest, sent[first].commands)
                sent[first].commands -= taken
                bytes -= taken * sent[first].bytesEach
                rest -= taken
                if sent[first].commands == 0 { first += 1 }
            }
            commands -= answered
            if first > 1024 {
                sent.removeFirst(first)
                first = 0
            }
        }
    }

    private let state = Mutex(State())
    private let maxCommands: Int
    private let maxBytes: Int

    package init(commands: Int, bytes: Int) {
        maxCommands = commands
        maxBytes = bytes
    }

    /// Commands sent and not answered.
    package var unanswered: Int { state.withLock { $0.commands } }

    /// Waits until a batch fits, and counts it as sent. A batch larger than the window goes alone.
    package func enter(commands: Int, bytes: Int) async throws {
        while true {
            try Task.checkCancellation()
            let hasEntered = try state.withLock { state in
                if let failure = state.failure { throw failure }
                guard hasRoom(for: commands, bytes, state) else { return false }
                let each = bytes / max(1, commands)
                state.commands += commands
                state.bytes += each * commands
                state.sent.append((commands, each))
                return true
            }
            if hasEntered { return }
            try await room(for: commands, bytes)
        }
    }

    /// Commands were answered, the oldest first.
    /// - Returns: false if more were answered than sent.
    package func leave(commands: Int) -> Bool {
        let (waiting, isRight) = state.withLock { state -> (CheckedContinuation<Void, any Error>?, Bool) in
            guard commands <= state.commands else { return (nil, false) }
            state.take(commands)
            guard let wanted = state.waiting, hasRoom(for: wanted.commands, wanted.bytes, state) else { return (nil, true) }
            state.waiting = nil
            return (wanted.continuation, true)
        }
        waiting?.resume()
        return isRight
    }

    /// Ends the waiting: the stream has failed.
    package func fail(_ error: any Error) {
        let waiting = state.withLock { state in
            if state.failure == nil { state.failure = error }
            defer { state.waiting = nil }
            return state.waiting
        }
        waiting?.continuation.resume(throwing: error)
    }

    private func hasRoom(for commands: Int, _ bytes: Int, _ state: State) -> Bool {
        state.commands == 0 || state.commands + commands <= maxCommands && state.bytes + bytes <= maxBytes
    }

    private func room(for commands: Int, _ bytes: Int) async throws {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let isOver = state.withLock { state in
                    if state.failure != nil || hasRoom(for: commands, bytes, state) { return true }
                    state.waiting = (continuation, commands, bytes)
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            fail(CancellationError())
        }
    }
}
