import Client
import Schema
import Synchronization

/// Sends a file of commands and tells what became of each.
struct FileSender {
    let client: LedgerClient
    let path: String
    let wantsEvents: Bool
    let options: GlobalOptions

    /// What became of the commands.
    struct Counts: Sendable {
        var accepted: UInt64 = 0
        var refused: UInt64 = 0
        /// Those of the accepted and refused that were in the book before.
        var replayed: UInt64 = 0
        /// Not recorded: malformed, or in conflict with what is recorded.
        var failed: UInt64 = 0
        /// The gravest status of those that were not accepted.
        var status = Exit.done

        var commands: UInt64 { accepted + refused + failed }
    }

    func run() async throws {
        let input = try InputFile(path)
        defer { input.close() }
        let wantsBar = !options.quiet && Terminal.isTerminal(2)
        let total = wantsBar ? try await Blocking.run { try input.lineCount() } : nil
        let bar = ProgressBar("send", isWanted: wantsBar)
        let numbers = LineNumbers()
        let source = BatchSource(input: input, numbers: numbers)
        var counts = Counts()
        var trouble = Trouble()
        do {
            try await client.stream(.json, wantsEvents: wantsEvents) {
                try await source.next()
            } receive: { batch in
                if options.output == .ndjson { StandardOutput.write(batch.bytes) }
                for receipt in batch.receipts {
                    let line = numbers.line(ofCommand: counts.commands)
                    guard let text = count(receipt, into: &counts) else { continue }
                    bar.end()
                    trouble.note(text, line: line)
                }
                bar.update(done: counts.commands, total: total)
            }
        } catch let error as ClientError {
            bar.end()
            trouble.end()
            let done =
                counts.commands == 0
                ? "nothing was answered" : "lines up to \(numbers.line(ofCommand: counts.commands - 1)) were answered"
            throw ExitError(ExitError(error).status, "\(error.message); \(done), send the file again: nothing is done twice")
        }
        bar.end()
        trouble.end()
        summarize(counts)
        if counts.status != .done { throw ExitError(counts.status) }
    }

    /// Counts a receipt, and says what was wrong if its command was not accepted.
    private func count(_ receipt: Receipt, into counts: inout Counts) -> String? {
        if let error = receipt.error {
            counts.failed += 1
            let problem = ServiceProblem(error)
            let status = ExitError(problem).status
            counts.status = max(counts.status, status)
            return problem.description
        }
        if receipt.replayed { counts.replayed += 1 }
        if let rejection = receipt.rejection {
            counts.refused += 1
            counts.status = max(counts.status, .refused)
            return "\(rejection.code): \(rejection.detail) (entry \(receipt.sequence))"
        }
        counts.accepted += 1
        return nil
    }

    private func summarize(_ counts: Counts) {
        let fields = [
            ("commands", counts.commands), ("accepted", counts.accepted), ("refused", counts.refused),
            ("replayed", counts.replayed),
            ("failed", counts.failed),
        ]
        let json = "{" + fields.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",") + "}"
        if options.output == .ndjson {
            options.note(fields.map { "\($0.0) \($0.1)" }.joined(separator: ", "))
        } else {
            SingleAnswer(bytes: Array(json.utf8)).write(options)
        }
    }
}

/// Reports lines that were not accepted on standard error; the same problem line after line is reported once.
private struct Trouble {
    private var last = ""
    private var repeated = 0

    mutating func note(_ text: String, line: UInt64) {
        if text == last {
            repeated += 1
        } else {
            end()
            last = text
            StandardError.report("line \(line): \(text)")
        }
    }

    mutating func end() {
        if repeated > 0 { StandardError.report("… and the same of the next \(repeated)") }
        repeated = 0
    }
}

/// Batches of a file's lines, read on a thread of their own.
private final class BatchSource: Sendable {
    private let input: InputFile
    private let numbers: LineNumbers
    /// nil after the last line.
    private let batcher = Mutex<LineBatcher?>(LineBatcher())

    init(input: InputFile, numbers: LineNumbers) {
        self.input = input
        self.numbers = numbers
    }

    func next() async throws -> CommandBatch? {
        while true {
            guard let batch = try await Blocking.run({ try self.read() }) else { return nil }
            guard batch.count > 0 else { continue }
            numbers.add(batch.jumps)
            return CommandBatch(lines: batch.bytes, count: batch.count)
        }
    }

    private func read() throws -> LineBatcher.Batch? {
        let chunk = try input.read()
        return try batcher.withLock { batcher in
            guard batcher != nil else { return nil }
            if !chunk.isEmpty { return try batcher?.lines(in: chunk) }
            let last = batcher?.end()
            batcher = nil
            return last
        }
    }
}

extension Exit: Comparable {
    /// The graver one is the larger.
    package static func < (left: Exit, right: Exit) -> Bool { left.rawValue < right.rawValue }
}
