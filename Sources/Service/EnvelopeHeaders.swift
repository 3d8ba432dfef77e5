import Engine
import Ledger
import NIOHTTP1
import Schema

/// What the headers of a request say of its commands: it counts for each of them that does not say it itself.
struct EnvelopeHeaders: Sendable {
    /// The names of headers that do, but for `traceparent`, which is the standard's.
    static let correlation = "Correlation-Id"
    static let causation = "Causation-Id"
    static let metadata = "Daybook-Metadata"
    static let trace = "traceparent"

    var correlationID = ""
    var causationID = ""
    var metadata: [String: String] = [:]
    var trace: TraceParent?
    /// Whether there is anything to put into commands.
    private(set) var isInCommands = false

    init() {}

    init(_ head: HTTPRequestHead) throws(RequestProblem) {
        correlationID = try head.single(Self.correlation) ?? ""
        causationID = try head.single(Self.causation) ?? ""
        for header in head.headers[Self.metadata] { try add(header) }
        // Two of them say nothing, as one does that cannot be read. Source: W3C Trace Context § 3.2.
        let traces = head.headers[Self.trace]
        if traces.count == 1 { trace = TraceParent(traces[0]) }
        isInCommands = !correlationID.isEmpty || !causationID.isEmpty || !metadata.isEmpty
    }

    /// A command with what it does not say itself.
    func completed(_ command: Command) -> Command {
        var command = command
        if command.correlationID.isEmpty { command.correlationID = correlationID }
        if command.causationID.isEmpty { command.causationID = causationID }
        if command.metadata.isEmpty { command.metadata = metadata }
        return command
    }

    /// Reads `source=web,campaign=spring%20sale`: pairs with percent-encoded texts. Source of the form: W3C Baggage § 3.2.1.
    private mutating func add(_ header: String) throws(RequestProblem) {
        for pair in header.split(separator: ",") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = parts[0].drop { $0 == " " }
            guard parts.count == 2, !name.isEmpty else {
                throw RequestProblem(
                    .malformed, "\(Self.metadata): is no list such as source=web,campaign=spring, with other characters as %20")
            }
            var value = parts[1]
            while value.last == " " { value = value.dropLast() }
            let text = try RequestTarget.decoded(value, plusIsSpace: false)
            guard metadata.updateValue(text, forKey: String(name)) == nil else {
                throw RequestProblem(.malformed, "\(Self.metadata): has \(RequestTarget.excerpt(String(name))) twice")
            }
        }
    }
}
