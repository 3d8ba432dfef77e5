import Client

/// Where the book stands, as far as a bench needs it.
struct BenchStatus {
    let head: UInt64

    static func of(_ client: LedgerClient) async throws -> BenchStatus {
        let bytes = try await client.get("/v1/status").successful().body.gathered()
        guard let head = JSONTree(bytes)?["head"].flatMap({ UInt64($0.text) }) else {
            throw ClientError(.protocol, "the service does not say where its book stands; is it newer than this program?")
        }
        return BenchStatus(head: head)
    }
}
