import Client

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

/// The ledger through its service's socket.
struct ServiceReader: LedgerReader {
    let client: LedgerClient

    func get(_ target: Target, accept: MediaType) async throws -> Reply {
        try await get(target, accept: accept, headers: [], isLive: false)
    }

    /// Asks for something with more headers. `isLive`: the answer has no end.
    func get(
        _ target: Target, accept: MediaType, headers: [(name: String, value: String)], isLive: Bool
    ) async throws -> Reply {
        let headers = [(name: "accept", value: accept.rawValue)] + headers
        let response = try await client.get(target.text, headers: headers, isLive: isLive)
        // Why a box: the body lives as long as someone may ask for its next chunk.
        let iterator = response.body
        return Reply(status: response.status, headers: response.headers) {
            var chunks = iterator.makeAsyncIterator()
            return try await chunks.next()
        }
    }

    func close() async {
        client.close()
    }
}

/// What is there to ask: a running service, or a ledger's folder that nobody uses.
enum LedgerPlace {
    case service(LedgerClient)
    case folder(String)

    /// Finds out who holds the ledger.
    /// - Throws: `Failure` 69 when there is neither.
    static func find(_ options: GlobalOptions) async throws -> LedgerPlace {
        let client = LedgerClient(socket: options.socketPath)
        do {
            // Any answer will do: it says that a service is there.
            _ = try await client.get("/healthz").body.gathered()
            return .service(client)
        } catch let error as ClientError where error.code == .unreachable && options.mayOpenFolder {
            return .folder(options.dataPath)
        }
    }

    /// A service's client.
    /// - Throws: `Failure` 69 when none answers.
    static func service(_ options: GlobalOptions) -> LedgerClient {
        LedgerClient(socket: options.socketPath)
    }
}
