import Ledger
public import Schema

/// A line of a trace: an entry, and where it hangs in the tree of causes.
public struct TraceLine: Sendable {
    /// How many causes it has above it.
    public let depth: Int
    /// The entry that caused it; nil where that is none of this book, or not known.
    public let cause: UInt64?
    public let entry: Entry
}

/// Gathers the entries that one thing is about and those joined to them by cause, step by step, and draws the tree they make.
///
/// Of a command or an entry these are its causes, and all that came of them. Of an entity they are the entries of its history, of a
/// correlation id those that belong to it; what caused them and what they caused. An entry of a deadline hangs below the one that
/// set it, and that of an answer from outside below the one that asked.
///
/// Of an entity it is the whole story, though nobody stated causes: what belongs to the same is gathered, too, and the histories of
/// what is in the same story (`Story`), as an order's cart, payments and parcels are. What has no other cause hangs below the entry
/// that made what it is about: of several the one that was made last.
public struct Trace: Sendable {
    private let view: View
    private let subject: String
    private var finder: EntryFinder
    private var isBegun = false
    /// Whether it is of an entity, and so of the whole story.
    private var isStory = false
    private var correlations: Set<String> = []
    /// What the story is about, as soon as that is met.
    private var whole: EntityName?
    /// The entries that made the entities of the story.
    private var makers: [EntityName: UInt64] = [:]
    private var waiting: [UInt64] = []
    private var seen: Set<UInt64> = []
    private var entries: [UInt64: Entry] = [:]
    private var causes: [UInt64: UInt64] = [:]
    /// Whether more entries hang together than are drawn, `EngineLimits.traceEntries`: those that were met first are.
    public private(set) var isCut = false

    /// - Parameter subject: a command's id, a sequence (`17` or `#17`), an entity (`order/O-1`), a correlation id, or the id of a
    ///   cause that is not in the book. What it names first in this order it is.
    public init(of subject: String, in view: View) {
        self.subject = subject
        self.view = view
        finder = EntryFinder(view)
    }

    /// Does a bounded amount of work. Returns whether the tree is whole.
    /// - Throws: `EngineError` `.notFound` for what the book does not have.
    public mutating func step() throws -> Bool {
        guard try finder.prepare() else { return false }
        if !isBegun {
            try begin()
            isBegun = true
        }
        for _ in 0..<EngineLimits.rowsPerScanStep {
            guard let next = waiting.popLast() else { return true }
            try take(next)
        }
        return false
    }

    /// The tree's lines, from its roots down; what has the same cause comes in the order of the book.
    public var lines: [TraceLine] {
        var above = causes
        for (sequence, entry) in entries where above[sequence] == nil {
            above[sequence] = entry.events.compactMap { makers[$0.entity] }.filter { $0 < sequence }.max()
        }
        let effects = Dictionary(grouping: above.keys) { above[$0] ?? 0 }
        // Where the trace is cut, what an entry hangs below may be among what is not drawn.
        let roots = entries.keys.filter { above[$0].flatMap { entries[$0] } == nil }
        var lines: [TraceLine] = []
        var open = roots.sorted(by: >).map { (sequence: $0, depth: 0) }
        while let (sequence, depth) = open.popLast() {
            guard let entry = entries[sequence] else { continue }
            lines.append(TraceLine(depth: depth, cause: above[sequence], entry: entry))
            open += (effects[sequence] ?? []).sorted(by: >).map { ($0, depth + 1) }
        }
        return lines
    }

    // MARK: Where it begins

    private mutating func begin() throws {
        if subject.hasPrefix("#") {
            guard let sequence = SequenceText.sequence(String(subject.dropFirst())), sequence <= view.sequence else {
                throw missing("the book has no entry \(TerminalText.excerpt(subject)); it ends at \(view.sequence)")
            }
            return add([sequence])
        }
        if let sequence = try finder.sequence(ofCommand: subject) {
            add([sequence])
            // Many senders name what belongs together after its first command.
            return try addAll(.entryCorrelation, subject)
        }
        if let sequence = SequenceText.sequence(subject), sequence <= view.sequence { return add([sequence]) }
        let entity = EntityName(subject)
        if let table = entity.table, case let history = try view.history(table, entity.id), !history.isEmpty {
            isStory = true
            if table.type.story == .whole { whole = entity }
            return add(history)
        }
        try addAll(.entryCorrelation, subject)
        try addAll(.entryCausation, subject)
        guard seen.isEmpty else { return }
        throw missing(
            "there is no command \(TerminalText.excerpt(subject)), no entry, no entity such as order/O-1, and nothing belongs to it"
        )
    }

    private func missing(_ detail: String) -> EngineError { EngineError(.notFound, detail) }

    // MARK: What hangs together

    private mutating func take(_ sequence: UInt64) throws {
        guard let entry = try view.entry(sequence) else { return }
        entries[sequence] = entry
        if let cause = try cause(of: entry) {
            causes[sequence] = cause
            add([cause])
        }
        for id in [entry.id] + entry.commands.map(\.id) { try addAll(.entryCausation, id, after: sequence) }
        // Where a command has the number of this entry for its id, it is meant by it, and not this one.
        let number = String(sequence)
        if try finder.sequence(ofCommand: number) == nil { try addAll(.entryCausation, number, after: sequence) }
        try addAnswers(to: entry)
        guard isStory else { return }
        for correlation in entry.correlations where correlations.insert(correlation).inserted {
            try addAll(.entryCorrelation, correlation)
        }
        try addStory(of: entry)
    }

    /// Adds the histories of what an entry is about, unless it is about another story, too.
    private mutating func addStory(of entry: Entry) throws {
        let entities = Set(entry.events.map(\.entity))
        let wholes = entities.filter { $0.table?.type.story == .whole }
        if whole == nil, wholes.count == 1 { whole = wholes.first }
        guard wholes.allSatisfy({ $0 == whole }) else { return }
        for entity in entities where makers[entity] == nil {
            guard let table = entity.table, table.type.story != .shared else { continue }
            let history = try view.history(table, entity.id)
            makers[entity] = history.first
            add(history)
        }
    }

    private func cause(of entry: Entry) throws -> UInt64? {
        for id in entry.causes {
            if let cause = try finder.cause(id, before: entry.sequence) { return cause }
        }
        if let deadline = Timer.deadline(of: entry.id) {
            return try view.origin(ofDeadline: deadline.due, of: deadline.entity, before: entry.sequence)
        }
        for event in entry.events {
            guard let request = event.answeredRequest else { continue }
            let asked = try view.entries(of: event.entity).last {
                $0.sequence < entry.sequence && $0.events.contains { $0.request == request }
            }
            if let asked { return asked.sequence }
        }
        return nil
    }

    /// Adds the answers to what an entry asks of those outside, unless they say themselves what caused them.
    private mutating func addAnswers(to entry: Entry) throws {
        for event in entry.events where event.request != nil {
            let later = try view.entries(of: event.entity).filter { $0.sequence > entry.sequence && !seen.contains($0.sequence) }
            add(try later.filter { try cause(of: $0) == entry.sequence }.map(\.sequence))
        }
    }

    private mutating func addAll(_ index: Index, _ value: String, after: UInt64 = 0) throws {
        add(try finder.sequences(index, value, after: after, limit: EngineLimits.traceEntries + 1))
    }

    private mutating func add(_ sequences: [UInt64]) {
        for sequence in sequences where !seen.contains(sequence) {
            guard seen.count < EngineLimits.traceEntries else {
                isCut = true
                return
            }
            seen.insert(sequence)
            waiting.append(sequence)
        }
    }
}

extension View {
    /// The entry that set a deadline: the one since which the entity's row has had it, up to the entry at which it was met. Nil
    /// where the entity has so many entries that reading them all takes too long.
    func origin(ofDeadline due: Moment, of entity: EntityName, before sequence: UInt64) throws -> UInt64? {
        guard let table = entity.table else { return nil }
        var tables = Tables(source: NoRows())
        var origin: UInt64?
        for entry in try entries(of: entity) where entry.sequence < sequence {
            guard let time = Moment(entry.time) else { continue }
            let deadline = try withoutRejections { () throws(DecisionError) in
                for event in entry.events where event.entity == entity {
                    try tables.apply(event, sequence: entry.sequence, time: time)
                }
                return try tables.row(table, entity.id)?.message.deadline
            }
            if deadline != due { origin = nil } else if origin == nil { origin = entry.sequence }
        }
        return origin
    }

    /// The entries of an entity, in the order of the book; none where there are so many that reading them all takes too long.
    fileprivate func entries(of entity: EntityName) throws -> [Entry] {
        guard let table = entity.table else { return [] }
        let history = try history(table, entity.id)
        return history.count <= EngineLimits.rowsPerScanStep ? try history.compactMap { try entry($0) } : []
    }
}
