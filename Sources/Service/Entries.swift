import Engine
import Ledger
import Schema
import Synchronization

extension Router {
    // MARK: The book

    func entries(_ request: Request, _ target: RequestTarget) throws -> Answer {
        try target.allow(["after", "limit", "format"] + EntryFilter.parameters(in: target))
        let form = try form(target)
        let filter = try EntryFilter(target)
        var after = try target.number("after") ?? 0
        var parameter = "after"
        let limit = try target.number("limit")
        if limit == 0 { throw RequestProblem(.invalidArgument, "limit: 0 is none; give 1 or more, or leave it out for all") }
        // Whoever takes JSON takes the only JSON there is of the book: a line for each entry.
        if try MediaType.best(of: [.ndjson, .eventStream, .json], accept: request.header("accept")) == .eventStream {
            if let last = request.header("last-event-id"), !last.isEmpty {
                guard let sequence = RequestTarget.wholeNumber(last) else {
                    throw RequestProblem(.invalidArgument, "Last-Event-ID: \(RequestTarget.excerpt(last)) is not a sequence")
                }
                after = sequence
                parameter = "Last-Event-ID"
            }
            try checkHead(reaches: after, parameter)
            let headers = [("Content-Type", MediaType.eventStream.rawValue), ("Cache-Control", "no-store")]
            return Answer(
                status: 200, headers: headers, body: .follow(EntryFeed(engine, after: after, limit: limit, form: form, filter)))
        }
        try checkHead(reaches: after, parameter)
        let view = engine.head
        let headers = [Self.asOfHeader(view), ("Content-Type", MediaType.ndjson.rawValue)]
        guard filter.isEmpty else {
            let items = FilteredEntries(filter, in: view, after: after, limit: limit, form: form)
            return Answer(status: 200, headers: headers, body: .stream(ChunkStream(Chunks(items))))
        }
        let items = EntryItems(view: view, after: after, left: limit ?? .max, form: form)
        return Answer(status: 200, headers: headers, body: .stream(ChunkStream(Chunks(items))))
    }

    /// Refuses to go on after an entry that the book does not have; the last one it has is none of those.
    private func checkHead(reaches after: UInt64, _ parameter: String) throws(RequestProblem) {
        let head = engine.head.sequence
        guard after > head else { return }
        let detail =
            "\(parameter): the book ends at \(head), so whoever has entry \(after) has it of another one, or this was restored; "
            + "compare what you have with the book, and go on from an entry it has with ?after=N"
        throw RequestProblem(Problem(.beyondHead, detail, params: ["head": String(head)]))
    }

    func entry(_ request: Request, _ target: RequestTarget, _ text: String) throws -> Answer {
        try target.allow(["format"])
        let form = try form(target)
        let type: MediaType = form == .plain ? .json : .cloudEvent
        // A CloudEvent is JSON as well.
        _ = try MediaType.best(of: form == .plain ? [.json] : [.cloudEvent, .json], accept: request.header("accept"))
        guard let sequence = RequestTarget.wholeNumber(text) else {
            throw RequestProblem(
                .invalidArgument, "\(RequestTarget.excerpt(text)) is not a sequence: entries are numbered 1, 2, 3, …")
        }
        let view = engine.head
        guard let entry = try view.entry(sequence) else {
            throw RequestProblem(.notFound, "there is no entry \(sequence); the book ends at \(view.sequence)")
        }
        var bytes: [UInt8] = []
        form.write(entry, to: &bytes)
        return Answer(status: 200, headers: [Self.asOfHeader(view), ("Content-Type", type.rawValue)], body: .bytes(bytes))
    }

    func history(_ request: Request, _ target: RequestTarget, _ table: Table, _ id: String) throws -> Answer {
        try target.allow(Self.asOfParameters + ["format"])
        let form = try form(target)
        let view = try view(target)
        if table.isSummary(id) { throw Self.noHistory(ofSummary: id) }
        let sequences = try view.history(table, id)
        guard !sequences.isEmpty else {
            throw Self.missing(table, id, view)
        }
        let type = try MediaType.best(of: [.json, .ndjson], accept: request.header("accept"))
        let items = HistoryItems(view: view, sequences: sequences[...], form: form, isPage: type == .json)
        let head = type == .json ? Array("{\"items\":[".utf8) : []
        return Answer(
            status: 200, headers: [Self.asOfHeader(view), ("Content-Type", type.rawValue)],
            body: .stream(ChunkStream(Chunks(items, head: head))))
    }

    private func form(_ target: RequestTarget) throws(RequestProblem) -> EntryForm {
        switch try target.value("format") {
        case nil, "entry": return .plain
        case "cloudevents": return .cloudEvents(ledger: engine.ledgerID)
        case let other?:
            throw RequestProblem(.invalidArgument, "format: \(RequestTarget.excerpt(other)) is not known; known is cloudevents")
        }
    }
}

/// How entries are written.
enum EntryForm: Sendable, Equatable {
    /// The JSON of the entry itself.
    case plain
    /// CloudEvents 1.0 in JSON, from the ledger of that id.
    case cloudEvents(ledger: String?)

    /// Appends an entry as JSON.
    func write(_ entry: Entry, to bytes: inout [UInt8]) {
        var shown = entry
        // The hash tells repetitions apart and is no part of the contract.
        shown.commandHash = []
        for index in shown.commands.indices { shown.commands[index].commandHash = [] }
        for (index, event) in entry.events.enumerated() where !event.isShownWhole { shown.events[index] = event.shown }
        switch self {
        case .plain: shown.appendJSON(to: &bytes)
        case .cloudEvents(let ledger): Self.writeCloudEvent(shown, of: ledger, to: &bytes)
        }
    }

    /// Who has entries of several ledgers tells them apart by source and id together; a ledger that was never served, and so
    /// has no id, is read by this program alone.
    ///
    /// Source: CloudEvents 1.0.2, § 3 Context Attributes; JSON Event Format § 3.
    private static func writeCloudEvent(_ entry: Entry, of ledger: String?, to bytes: inout [UInt8]) {
        let source = ledger.map { "urn:daybook:ledger:" + $0 } ?? "/v1/entries"
        bytes += "{\"specversion\":\"1.0\",\"id\":\"\(entry.sequence)\",\"source\":\"\(source)\",\"type\":".utf8
        Text.appendJSON("daybook." + entry.command + (entry.rejection != nil ? ".rejected" : ""), to: &bytes)
        bytes += ",\"time\":\"\(RFC3339.text(entry.time))\"".utf8
        if let first = entry.events.first {
            bytes += ",\"subject\":".utf8
            Text.appendJSON(first.entity.text, to: &bytes)
        }
        for (name, value) in extensions(of: entry) where !value.isEmpty {
            bytes += ",\"\(name)\":".utf8
            Text.appendJSON(value, to: &bytes)
        }
        bytes += ",\"datacontenttype\":\"application/json\",\"data\":".utf8
        entry.appendJSON(to: &bytes)
        bytes.append(UInt8(ascii: "}"))
    }
}

extension EntryForm {
    /// What CloudEvents has as extension attributes. Source: CloudEvents, Documented Extensions: Distributed Tracing, Correlation.
    private static func extensions(of entry: Entry) -> [(name: String, value: String)] {
        [("correlationid", entry.correlationID), ("causationid", entry.causationID), ("traceparent", entry.traceparent)]
    }
}

/// Entries after a sequence, one a line.
private struct EntryItems: ItemSource {
    let view: View
    var after: UInt64
    var left: UInt64
    let form: EntryForm

    mutating func nextBatch() throws -> [Entry]? {
        let batch = try view.entries(
            after: after, limit: Int(min(left, UInt64(ServiceLimits.itemsPerRead))), bytes: ServiceLimits.bytesPerChunk)
        left -= UInt64(batch.count)
        after = batch.last?.sequence ?? after
        return batch.isEmpty ? nil : batch
    }

    func write(_ entry: Entry, to bytes: inout [UInt8]) {
        form.write(entry, to: &bytes)
        bytes.append(UInt8(ascii: "\n"))
    }
}

/// The entries that touched one thing, oldest first.
private struct HistoryItems: ItemSource {
    let view: View
    var sequences: ArraySlice<UInt64>
    let form: EntryForm
    let isPage: Bool
    var isFirst = true

    mutating func nextBatch() throws -> [Entry]? {
        guard !sequences.isEmpty else { return nil }
        let batch = try view.entries(sequences.prefix(ServiceLimits.itemsPerRead), bytes: ServiceLimits.bytesPerChunk)
        sequences = sequences.dropFirst(batch.count)
        return batch
    }

    mutating func write(_ entry: Entry, to bytes: inout [UInt8]) {
        if isPage, !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
        form.write(entry, to: &bytes)
        if !isPage { bytes.append(UInt8(ascii: "\n")) }
    }

    mutating func end(_ bytes: inout [UInt8]) {
        if isPage { bytes += "],\"sequence\":\(view.sequence)}".utf8 }
    }
}

/// Entries of the book as server-sent events: what is there, and what comes. One reader at a time.
public final class EntryFeed: Sendable {
    private struct State {
        var after: UInt64
        /// Entries still wanted.
        var left: UInt64
    }

    /// What there is to send.
    public enum Step: Sendable {
        case bytes([UInt8])
        /// Nothing, until the book grows.
        case nothing
        /// No more is wanted.
        case end
    }

    private let engine: Engine
    private let form: EntryForm
    private let filter: EntryFilter
    private let state: Mutex<State>

    init(_ engine: Engine, after: UInt64, limit: UInt64?, form: EntryForm, _ filter: EntryFilter) {
        self.engine = engine
        self.form = form
        self.filter = filter
        state = Mutex(State(after: after, left: limit ?? .max))
    }

    /// The next events. May read from disk.
    /// - Throws: what could not be read.
    public func next() throws -> Step {
        try state.withLock { state in
            guard state.left > 0 else { return .end }
            let entries = try engine.head.entries(
                after: state.after, limit: ServiceLimits.itemsPerRead, bytes: ServiceLimits.bytesPerChunk)
            var bytes: [UInt8] = []
            for entry in entries where state.left > 0 {
                state.after = entry.sequence
                guard filter.isEmpty || filter.matches(entry) else { continue }
                bytes += "id: \(entry.sequence)\ndata: ".utf8
                form.write(entry, to: &bytes)
                bytes += [10, 10]
                state.left -= 1
            }
            // What was passed over need not be looked at again by whoever connects anew: an event without data is only its id.
            if bytes.isEmpty, !entries.isEmpty { bytes = Array("id: \(state.after)\n\n".utf8) }
            return bytes.isEmpty ? .nothing : .bytes(bytes)
        }
    }
}
