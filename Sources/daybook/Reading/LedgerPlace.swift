import Client

/// What is there to ask: a running service, or a ledger's folder that nobody uses.
enum LedgerPlace {
    case service(LedgerClient)
    case folder(String)

    /// Finds out who holds the ledger.
    /// - Throws: `ExitError` 69 when there is neither.
    static func find(_ options: GlobalOptions) async throws -> LedgerPlace {
        let client = service(options)
        do {
            // Any answer will do: it says that a service is there.
            _ = try await client.get("/healthz").body.gathered()
            return .service(client)
        } catch let error as ClientError where error.code == .unreachable && options.mayOpenFolder {
            return .folder(options.dataPath)
        }
    }

    /// A service's client.
    /// - Throws: `ExitError` 69 when none answers.
    static func service(_ options: GlobalOptions) -> LedgerClient {
        LedgerClient(.socket(options.socketPath), token: options.token)
    }
}
