import Engine
import Ledger
import NIOCore
import Schema

/// A stream of commands and its receipts, apart from how they travel: cuts, reads, keeps the order, bounds what is under way.
///
/// Bytes go in with `append`, `advance` reads commands from them as long as not too many are under way, `takeSubmissions` gives
/// what has to be sent to the engine, whose outcomes come back with `complete`, and `takeReceipts` gives the bytes that can be
/// answered, in the order in which the commands came.
struct CommandStream {
    /// What arrived between two calls of `takeSubmissions`: one call of the engine, answered by one reply.
    private struct Part {
        let number: UInt64
        /// In order: nil stands for the next submission.
        var items: [Receipt?] = []
        var outcomes: [Outcome]?
        var bytes = 0
        /// How many of the items and of the outcomes are answered.
        var answered = (items: 0, outcomes: 0)

        /// The next receipt; nil where there are no more.
        mutating func next() -> Receipt? {
            while answered.items < items.count {
                answered.items += 1
                if let receipt = items[answered.items - 1] { return receipt }
                guard let outcomes, answered.outcomes < outcomes.count else { continue }
                answered.outcomes += 1
                return CommandStream.receipt(outcomes[answered.outcomes - 1])
            }
            return nil
        }
    }

    /// How many commands may be under way: this stream's share.
    var share = ServiceLimits.commandsInFlight

    private let reader: CommandReader
    private let form: StreamForm
    private var framing: Framing
    private var gathered = Part(number: 0)
    private var submissions: [Submission] = []
    /// Whether the last of them says a password.
    private var endsWithPassword = false
    private var waiting: CircularBuffer<Part> = []
    private var nextNumber: UInt64 = 0
    /// The part whose answer the next ones wait for: its passwords are prepared beside the writer, and what comes behind them must
    /// not be decided before.
    private var partWithPassword: UInt64?
    /// No more bytes come.
    private var isInputEnded = false
    /// The problem that ended the input before its end, if one did.
    private var breakage: Problem?
    /// No more commands come.
    private var isEnded = false

    private(set) var commandsInFlight = 0
    private(set) var bytesInFlight = 0
    /// Commands taken since the beginning, and those that could not be read.
    private(set) var commands: UInt64 = 0
    private(set) var malformed: UInt64 = 0

    init(_ form: StreamForm, reader: CommandReader) {
        self.form = form
        self.reader = reader
        framing = Framing(form)
    }

    /// Whether a command has begun and not ended.
    var isInsideFrame: Bool { framing.isInsideFrame }
    /// Whether so much is under way that nothing more should be read.
    var isFull: Bool {
        commandsInFlight >= share || bytesInFlight >= ServiceLimits.bytesInFlight
    }
    /// Whether receipts carry events.
    var wantsEvents: Bool { reader.wantsEvents }
    /// Whether there are receipts whose turn has come.
    var hasReceipts: Bool { waiting.first?.outcomes != nil }
    /// Whether everything was answered and nothing more comes.
    var isDone: Bool { isEnded && waiting.isEmpty && gathered.items.isEmpty }
    /// Whether more bytes should be read.
    var wantsBytes: Bool { !isInputEnded && !isEnded && !isFull }

    /// Takes bytes that arrived.
    mutating func append(_ bytes: ByteBuffer) {
        if !isInputEnded, !isEnded { framing.append(bytes) }
    }

    /// No more bytes come: an unfinished last line is a line.
    mutating func endInput() {
        isInputEnded = true
    }

    /// No more bytes can be read: a problem stands behind the commands that came whole, in the place of one that did not.
    mutating func breakOff(_ problem: Problem) {
        if !isInputEnded { breakage = problem }
        isInputEnded = true
    }

    /// Ends the stream at once, with a problem in the place of the next command: those that were not taken yet are not decided.
    mutating func end(_ problem: Problem) {
        guard !isEnded else { return }
        note(problem, id: "")
        isEnded = true
    }

    /// Ends the stream after the commands that were taken.
    mutating func cutOff() {
        isEnded = true
    }

    /// Reads commands from what arrived, one at least, as long as there is time and not too many are under way.
    ///
    /// - Returns: whether it went as far as it can go now: the time was not over before.
    @discardableResult
    mutating func advance(until end: NIODeadline = .distantFuture) -> Bool {
        while !isEnded, !isFull, !endsWithPassword {
            if let frame = framing.next() {
                take(frame)
                // Who sends many passwords takes turns with others: a part ends behind one.
                if endsWithPassword { return true }
                if .now() >= end { return false }
            } else {
                guard isInputEnded else { return true }
                if let breakage {
                    self.end(breakage)
                } else {
                    if let rest = framing.end() { take(rest) }
                    isEnded = true
                }
            }
        }
        return true
    }

    private mutating func take(_ frame: Framing.Frame) {
        commands += 1
        switch frame {
        case .bytes(let bytes):
            do {
                submissions.append(try form == .lines ? reader.json(bytes) : reader.protobuf(bytes))
                endsWithPassword = submissions[submissions.count - 1].saysPassword
                gathered.items.append(nil)
                countIn(bytes.count)
            } catch {
                malformed += 1
                note(error.problem, id: error.id)
            }
        case .tooLong:
            malformed += 1
            let what = form == .lines ? "the line" : "the message"
            note(Problem(.tooLarge, "\(what) is longer than \(ServiceLimits.commandBytes) bytes"), id: "")
        case .broken(let detail):
            malformed += 1
            note(Problem(.malformed, detail), id: "")
            isEnded = true
        }
    }

    private mutating func note(_ problem: Problem, id: String) {
        gathered.items.append(ReceiptText.error(problem, id: id))
        // A problem counts for more bytes than its line has: two bytes of nonsense are answered with hundreds.
        countIn(ServiceLimits.bytesPerProblem)
    }

    private mutating func countIn(_ bytes: Int) {
        gathered.bytes += bytes
        commandsInFlight += 1
        bytesInFlight += bytes
    }

    /// What has gathered for the engine, with the number under which its outcomes are expected; nil if there is nothing, or if it
    /// has to wait.
    mutating func takeSubmissions() -> (number: UInt64, submissions: [Submission])? {
        guard partWithPassword == nil, !gathered.items.isEmpty else { return nil }
        nextNumber += 1
        var part = Part(number: nextNumber, items: gathered.items, bytes: gathered.bytes)
        if submissions.isEmpty { part.outcomes = [] }
        waiting.append(part)
        gathered = Part(number: 0)
        if endsWithPassword { partWithPassword = part.number }
        defer { (submissions, endsWithPassword) = ([], false) }
        return submissions.isEmpty ? nil : (part.number, submissions)
    }

    /// Takes the engine's answer.
    mutating func complete(_ number: UInt64, _ outcomes: [Outcome]) {
        // The part is searched for, because an answer of `busy` comes at once, before those of earlier parts.
        guard let index = waiting.firstIndex(where: { $0.number == number }) else { return }
        waiting[index].outcomes = outcomes
        if partWithPassword == number { partWithPassword = nil }
    }

    /// Appends the receipts whose turn has come, until there are so many bytes.
    mutating func takeReceipts(into bytes: inout [UInt8], maxBytes: Int) {
        while bytes.count < maxBytes, hasReceipts, var part = waiting.popFirst() {
            while bytes.count < maxBytes, let receipt = part.next() { ReceiptText.append(receipt, in: form, to: &bytes) }
            guard part.answered.items == part.items.count else { return waiting.prepend(part) }
            commandsInFlight -= part.items.count
            bytesInFlight -= part.bytes
        }
    }

    private static func receipt(_ outcome: Outcome) -> Receipt {
        switch outcome {
        case .receipt(let receipt): receipt
        // What is decided together is answered together, and never comes here.
        case .receipts(let id, _): ReceiptText.error(Problem(.internal, "several receipts for one command"), id: id)
        case .problem(let problem): ReceiptText.error(Problem(problem), id: problem.id)
        }
    }
}
