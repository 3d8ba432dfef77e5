import Schema

/// Knows every command that was sent and every receipt that came, and judges the book by them (the docs, *Promises*).
///
/// A value that asks nobody anything: it is told what clients sent, what they were answered, and what the book says.
struct Oracle {
    /// What a client was told of one command.
    struct Answer {
        var sequence: UInt64
        /// Problem details tell it in a member of their own, which the client does not read.
        var time: Timestamp?
        var rejection: Rejection?
        /// Only where they were asked for.
        var events: [Event]?

        /// What differs from another answer to the same command, of what both say.
        func difference(from other: Answer) -> String? {
            if sequence != other.sequence { return "sequence \(sequence), and it was \(other.sequence)" }
            if let time, let before = other.time, time != before { return "time \(time), and it was \(before)" }
            if rejection != other.rejection {
                return "\(rejection?.code ?? "accepted"), and it was \(other.rejection?.code ?? "accepted") or had other words"
            }
            if let events, let before = other.events, events != before { return "other events" }
            return nil
        }
    }

    /// What is wrong, in words; the first hundred.
    private(set) var findings: [String] = []
    private(set) var sent: [String: Command] = [:]
    /// The ids of commands that were sent together, by the id of their entry.
    private var together: [String: [String]] = [:]
    private(set) var answers: [String: Answer] = [:]
    /// The book as far as it was read.
    private(set) var book: [Entry] = []
    /// Where in `book` an id stands.
    private(set) var places: [String: Int] = [:]
    /// Commands without an answer.
    private(set) var unanswered: Set<String> = []
    /// Those of them that were answered, but in a way that does not say whether they are in the book.
    private(set) var wrongPasswords: Set<String> = []
    /// How many of those are not in the book, as far as it was read.
    var unrecorded: Int { wrongPasswords.count { places[$0] == nil } }
    /// Commands that were without an answer when the service died, and whether they were in the book.
    private(set) var fates: [String: Bool] = [:]
    /// Commands asked again whose first answer was known or in the book, and came again.
    private(set) var repeats = 0
    private var answeredAndNotRead: Set<String> = []

    mutating func find(_ text: String) { if findings.count < 100 { findings.append(text) } }

    // MARK: Clients

    /// Commands that are about to be sent.
    mutating func sending(_ commands: [Command]) {
        for command in commands where sent.updateValue(command, forKey: command.id) == nil { unanswered.insert(command.id) }
    }

    /// Commands that are about to be sent as one atomic stream.
    mutating func sending(_ commands: [Command], together id: String) {
        sending(commands)
        together[id] = commands.map(\.id)
    }

    /// The answer that a password is wrong, which no entry says.
    mutating func toldWrongPassword(_ id: String) { wrongPasswords.insert(id) }

    /// An answer that came.
    mutating func told(_ id: String, _ answer: Answer) {
        guard sent[id] != nil else { return find("\(id): answered, and nobody had sent it") }
        if let before = answers[id] {
            if let difference = answer.difference(from: before) { return find("\(id): answered again with \(difference)") }
            if before.events == nil { answers[id] = answer }
        } else {
            answers[id] = answer
        }
        unanswered.remove(id)
        if let place = places[id] { compare(answer, book[place].part(id)) } else { answeredAndNotRead.insert(id) }
    }

    /// The answer to a command that was sent before, asked again while nothing else was going on, with the book read to its end.
    mutating func toldAgain(_ id: String, _ answer: Answer, replayed: Bool) {
        if places[id] != nil, !replayed { find("\(id): was in the book, and was done again") }
        if places[id] == nil, replayed { find("\(id): is said to be in the book, and is not") }
        if places[id] == nil, answer.sequence <= UInt64(book.count) {
            find("\(id): entered as \(answer.sequence), and the book had \(book.count) entries already")
        }
        told(id, answer)
        if places[id] != nil { repeats += 1 }
    }

    // MARK: The book

    /// The next entry of the book.
    mutating func read(_ entry: Entry) {
        let expected = (book.last?.sequence ?? 0) + 1
        if entry.sequence != expected { find("entry \(entry.sequence) stands where \(expected) should") }
        if let last = book.last, !Self.isBefore(last.time, entry.time) {
            find("entry \(entry.sequence) is not later than the one before: \(entry.time), \(last.time)")
        }
        if !entry.commands.isEmpty, together[entry.id] != entry.commands.map(\.id) {
            find("entry \(entry.sequence): \(entry.id) was sent with other commands than it has")
        }
        for part in entry.parts { read(part, of: entry) }
        book.append(entry)
    }

    /// The next command of the book.
    private mutating func read(_ part: Entry, of entry: Entry) {
        if let place = places[part.id] { find("\(part.id) is in the book twice: \(book[place].sequence) and \(entry.sequence)") }
        if let command = sent[part.id] {
            if part.command != command.name {
                find("entry \(entry.sequence): \(part.id) was \(command.name ?? "nothing"), and is \(part.command)")
            }
        } else if entry.actor?.kind != .system {
            find("entry \(entry.sequence): nobody sent \(part.id)")
        }
        places[part.id] = book.count
        answeredAndNotRead.remove(part.id)
        if let answer = answers[part.id] { compare(answer, part) }
    }

    /// The book was read to its end: every receipt must be in it, and what nobody knew is known.
    mutating func readToEnd() {
        for id in answeredAndNotRead.sorted().prefix(20) {
            find("\(id): was given sequence \(answers[id]?.sequence ?? 0), and is not in the book of \(book.count)")
        }
        for id in unanswered where fates[id] == nil { fates[id] = places[id] != nil }
    }

    /// The whole book once more: what was in it is in it still.
    mutating func reread(_ entry: Entry, at index: Int) {
        guard book.indices.contains(index) else { return find("entry \(entry.sequence): the book was read to \(book.count)") }
        if book[index] != entry { find("entry \(index + 1) is not what it was") }
    }

    private mutating func compare(_ answer: Answer, _ entry: Entry) {
        let written = Answer(
            sequence: entry.sequence, time: entry.time, rejection: entry.rejection, events: entry.events)
        if let difference = written.difference(from: answer) { find("\(entry.id): in the book with \(difference) in its receipt") }
    }

    private static func isBefore(_ left: Timestamp, _ right: Timestamp) -> Bool {
        (left.seconds, left.nanos) < (right.seconds, right.nanos)
    }
}

extension Entry {
    /// What became of each of its commands, as an entry of its own.
    fileprivate var parts: [Entry] {
        guard !commands.isEmpty else { return [self] }
        var next = 0
        return commands.map { command in
            var part = Entry(sequence: sequence, time: time, id: command.id, command: command.command, actor: actor)
            part.rejection = command.skipped
            part.events = Array(events.dropFirst(next).prefix(Int(command.eventCount)))
            next += Int(command.eventCount)
            return part
        }
    }

    /// What became of the command with that id.
    fileprivate func part(_ id: String) -> Entry { parts.first { $0.id == id } ?? self }
}

extension Oracle.Answer {
    /// A receipt, with the events if they were asked for.
    init(_ receipt: Receipt, hasEvents: Bool) {
        sequence = receipt.sequence
        time = receipt.time
        rejection = receipt.rejection
        events = hasEvents ? receipt.events : nil
    }

    /// A recorded rejection as problem details; nil for a problem that is not in the book.
    init?(_ problem: Problem) {
        guard problem.sequence != nil else { return nil }
        sequence = problem.sequence ?? 0
        rejection = .with { ($0.code, $0.detail, $0.params) = (problem.code, problem.detail, problem.params) }
    }
}
