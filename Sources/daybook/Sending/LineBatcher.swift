import Client
import Synchronization

/// Cuts a file of commands into batches of whole lines, and remembers which line each command was on.
package struct LineBatcher {
    private var rest: [UInt8] = []
    /// Lines seen, with empty ones.
    private var lines: UInt64 = 0
    /// Commands given out.
    private var commands: UInt64 = 0

    /// Bytes of the longest line: far above any command the service takes.
    package static let maxLineBytes = 4 << 20

    package init() {}

    /// Whole lines that are not empty, each with its newline, and where line numbers jump: `(command, line)` says that this
    /// command, counted from 0, is on that line, and those after it on the lines after it.
    package struct Batch: Equatable, Sendable {
        package var bytes: [UInt8] = []
        package var count = 0
        package var jumps: [Jump] = []

        package init() {}
    }

    /// See ``Batch``.
    package struct Jump: Equatable, Sendable {
        package let command: UInt64
        package let line: UInt64
    }

    /// The lines that end in this chunk.
    /// - Throws: `ExitError` 65 for a line without an end.
    package mutating func lines(in chunk: [UInt8]) throws -> Batch {
        var batch = Batch()
        var start = 0
        for index in chunk.indices where chunk[index] == 10 {
            add(rest + chunk[start..<index], to: &batch)
            rest = []
            start = index + 1
        }
        rest += chunk[start...]
        guard rest.count <= Self.maxLineBytes else {
            throw ExitError(
                .badData, "line \(lines + 1) has more than \(Self.maxLineBytes) bytes; is this a file with one command a line?")
        }
        return batch
    }

    /// The last line, where no newline ends it.
    package mutating func end() -> Batch {
        var batch = Batch()
        if !rest.isEmpty { add(rest, to: &batch) }
        rest = []
        return batch
    }

    private mutating func add(_ line: [UInt8], to batch: inout Batch) {
        lines += 1
        guard line.contains(where: { $0 != 32 && $0 != 9 && $0 != 13 }) else { return }
        if commands + 1 != lines { batch.jumps.append(Jump(command: commands, line: lines)) }
        commands += 1
        batch.count += 1
        batch.bytes += line
        batch.bytes.append(10)
    }
}

/// From commands back to the lines they were on. Commands are asked for in order.
package final class LineNumbers: Sendable {
    private let state = Mutex<(jumps: ArraySlice<LineBatcher.Jump>, offset: UInt64)>(([], 1))

    package init() {}

    /// Adds the jumps of the next batch.
    package func add(_ jumps: [LineBatcher.Jump]) {
        if !jumps.isEmpty { state.withLock { $0.jumps += jumps } }
    }

    /// The line of a command, counted from 0.
    package func line(ofCommand command: UInt64) -> UInt64 {
        state.withLock { state in
            while let jump = state.jumps.first, jump.command <= command {
                state.offset = jump.line - jump.command
                state.jumps.removeFirst()
            }
            return command + state.offset
        }
    }
}
