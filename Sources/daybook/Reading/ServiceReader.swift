import Client

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
        // The closure keeps the body alive for as long as someone may ask for its next chunk.
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
