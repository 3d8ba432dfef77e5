import Engine
import Journal
import Service

/// The ledger's folder, read in this process by the same code that the service answers with.
struct LocalReader: LedgerReader {
    private let engine: Engine
    private let router: Router

    /// Who answers questions now: the service, or this process.
    /// - Throws: `ExitError` 69 when there is neither a service nor a ledger.
    static func find(_ options: GlobalOptions) async throws -> any LedgerReader {
        switch try await LedgerPlace.find(options) {
        case .service(let client): ServiceReader(client: client)
        case .folder(let path): try await Blocking.run { try LocalReader(folder: path, socket: options.socketPath) }
        }
    }

    private init(folder: String, socket: String) throws {
        engine = try FolderSource.open(folder, socket: socket)
        router = Router(engine: engine, version: Version.text)
    }

    /// Answers questions only: live streams and commands need a service.
    func get(_ target: Target, accept: MediaType) async throws -> Reply {
        let request = Request(target: target.text, headers: [("accept", accept.rawValue)])
        let answer = try await Blocking.run { [router] in router.answer(request, caller: .local) }
        let headers = answer.headers.map { (name: $0.0, value: $0.1) }
        switch answer.body {
        case .bytes(let bytes):
            let once = Once(bytes)
            return Reply(status: answer.status, headers: headers) { once.take() }
        case .stream(let stream):
            return Reply(status: answer.status, headers: headers) { try await Blocking.run { try stream.next() } }
        case .follow:
            throw ExitError(.internal, "a live stream needs a service; please report this")
        }
    }

    func close() async {
        try? await Blocking.run { [engine] in engine.close() }
    }
}
