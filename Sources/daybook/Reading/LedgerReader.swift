/// What answers questions about the ledger: its service, or this process where no service runs. The answers are the same.
protocol LedgerReader: Sendable {
    /// Asks for something that has an end.
    func get(_ target: Target, accept: MediaType) async throws -> Reply
    /// Lets go of the ledger.
    func close() async
}

/// The forms an answer can have.
enum MediaType: String, Sendable {
    case json = "application/json"
    case ndjson = "application/x-ndjson"
    case csv = "text/csv"
    case eventStream = "text/event-stream"
}
