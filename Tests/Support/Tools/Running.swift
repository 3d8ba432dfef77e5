import Dispatch
package import Foundation
import Synchronization

/// A process that runs, and what it has written so far. It is killed when nobody has it any more.
package final class Running: @unchecked Sendable {
    // Foundation's Process is not marked, and only one test uses each.
    package let process: Process
    private let input = Pipe()
    private let (outWritten, errWritten) = (Written(), Written())
    private let gathering = DispatchGroup()

    package var out: String { outWritten.text }
    package var err: String { errWritten.text }
    package var lines: [String] { out.split(separator: "\n").map(String.init) }
    /// The first line, without its end; empty where there is none.
    package var readyLine: String { lines.first ?? "" }
    package var id: Int32 { process.processIdentifier }
    /// Its last words on standard error.
    package var complaints: String { err.split(separator: "\n").suffix(5).joined(separator: "\n") }

    /// - Parameter text: all that it reads from standard input, which then ends. Nil leaves it open, and nothing comes in.
    package init(_ process: Process, input text: String? = nil) throws {
        self.process = process
        let (out, err) = (Pipe(), Pipe())
        (process.standardInput, process.standardOutput, process.standardError) = (input, out, err)
        try process.run()
        for (pipe, written) in [(out, outWritten), (err, errWritten)] {
            let file = pipe.fileHandleForReading
            DispatchQueue.global().async(group: gathering) {
                while case let more = file.availableData, !more.isEmpty { written.add(more) }
            }
        }
        guard let text else { return }
        // Writing blocks where the process does not read, and one that has ended need not have read all.
        DispatchQueue.global().async(group: gathering) { [input] in
            try? input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
            try? input.fileHandleForWriting.close()
        }
    }

    deinit { if process.isRunning { kill(id, SIGKILL) } }

    /// What a process has written: apart from it, so that reading does not keep the process.
    private final class Written: Sendable {
        private let bytes = Mutex(Data())

        var text: String { bytes.withLock { String(decoding: $0, as: UTF8.self) } }

        func add(_ more: Data) { bytes.withLock { $0 += more } }
    }

    /// Waits until something is so, for a minute at most.
    package func wait(until isSo: () -> Bool) async throws -> Bool {
        try await eventually(isSo)
    }

    /// Waits for its ready line. False if it ended before.
    package func isReady() async throws -> Bool {
        _ = try await eventually(every: .milliseconds(1)) { out.contains("\n") || !process.isRunning }
        return out.hasPrefix("ready ")
    }

    /// Sends a signal, and waits for the end.
    @discardableResult
    package func stop(signal: Int32 = SIGTERM) async -> (status: Int32, isSignal: Bool) {
        kill(id, signal)
        return await ended()
    }

    /// Waits until it ends by itself: the exit status, or the signal that ended it.
    package func ended() async -> (status: Int32, isSignal: Bool) {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async { [process, gathering] in
                process.waitUntilExit()
                gathering.wait()
                continuation.resume(returning: (process.terminationStatus, process.terminationReason == .uncaughtSignal))
            }
        }
    }
}

/// Runs a program of the system to its end, and gives what it wrote to standard output.
package func runTool(_ path: String, _ arguments: [String]) throws -> (status: Int32, out: String) {
    let (process, out) = (Process(), Pipe())
    (process.executableURL, process.arguments, process.standardOutput) = (URL(fileURLWithPath: path), arguments, out)
    try process.run()
    let text = String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text)
}
