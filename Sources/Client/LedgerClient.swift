import NIOCore
import NIOHTTP1
import NIOPosix
public import Schema
import Synchronization

/// A client of a daybook service.
///
///     let ledger = LedgerClient(socket: "daybook-data/daybook.sock")
///     let receipt = try await ledger.send(command)
///     let orders = try await ledger.get("/v1/orders?status=CONFIRMED").body.gathered()
///
/// Connections are opened when needed and kept for the next request; there may be many requests at a time.
public final class LedgerClient: Sendable {
    /// Where the service listens.
    public let address: Address

    let timeout: TimeAmount
    /// The token of the session that requests on a socket come by.
    private let token: String?
    private let group: any EventLoopGroup
    private let idle = Mutex<[Connection]>([])

    /// A client; connects only when asked for something.
    /// - Parameter token: the token of a customer's session, who is then the sender on a socket, in place of the account.
    /// - Parameter answerSeconds: how long to wait for each next part of an answer.
    public init(_ address: Address, token: String? = nil, answerSeconds: Int64 = ClientLimits.answerSeconds) {
        self.address = address
        self.token = token
        timeout = .seconds(answerSeconds)
        group = MultiThreadedEventLoopGroup.singleton
    }

    /// A client of the service on a Unix socket.
    public convenience init(socket: String) {
        self.init(.socket(socket))
    }

    deinit {
        close()
    }

    /// Closes the connections that are kept for later.
    public func close() {
        let connections = idle.withLock { idle in
            defer { idle = [] }
            return idle
        }
        for connection in connections { connection.close() }
    }

    // MARK: Requests

    /// Asks for something.
    /// - Parameter target: path and query, percent-encoded: `/v1/orders?limit=10`.
    /// - Parameter isLive: the answer has no end, so wait for its next part without a limit.
    /// - Throws: ``ClientError``. An answer that is not a success is an answer, not an error: look at its status.
    public func get(
        _ target: String, headers: [(name: String, value: String)] = [], isLive: Bool = false
    ) async throws -> Response {
        try await request(.GET, target, headers: headers, body: nil, timeout: isLive ? nil : timeout)
    }

    /// Posts a body.
    public func post(_ target: String, headers: [(name: String, value: String)] = [], body: [UInt8]) async throws -> Response {
        try await request(.POST, target, headers: headers, body: body, timeout: timeout)
    }

    /// Sends one command.
    ///
    /// - Parameter wantsEvents: whether the receipt should carry the entry's events.
    /// - Throws: ``ServiceProblem`` when the service refused it, ``ClientError`` when there was no answer: then send it again
    ///   with the same id, and learn what happened.
    public func send(_ command: Command, wantsEvents: Bool = false) async throws -> Receipt {
        let body: [UInt8] = command.json()
        let target = wantsEvents ? "/v1/commands?reply=events" : "/v1/commands"
        let response = try await post(target, headers: [("content-type", "application/json")], body: body)
        let answer = try await response.successful().body.gathered()
        do {
            return try Receipt(lenientJSON: answer)
        } catch {
            throw ClientError(.protocol, "a receipt could not be read (\(error)); is the service newer than this program?")
        }
    }

    private func request(
        _ method: HTTPMethod, _ target: String, headers: [(name: String, value: String)], body: [UInt8]?, timeout: TimeAmount?
    ) async throws -> Response {
        var head = self.head(method, target, headers)
        if let body { head.headers.replaceOrAdd(name: "content-length", value: String(body.count)) }
        while true {
            let (connection, isReused) = try await connect()
            connection.write(head)
            if let body { connection.write(body) }
            connection.endRequest()
            do {
                return try await response(on: connection, timeout: timeout)
            } catch let error as ClientError where isReused && error.code == .closed {
                // The service may close an idle connection at any time. Commands have ids, so asking twice is safe.
                continue
            }
        }
    }

    // MARK: Connections

    /// Reads the head of the answer to what was sent on a connection.
    func response(on connection: Connection, timeout: TimeAmount?) async throws -> Response {
        let reader = BodyReader(connection, timeout: timeout) { [weak self] connection in self?.keep(connection) }
        let head = try await reader.head()
        return Response(
            status: Int(head.status.code), headers: head.headers.map { ($0.name, $0.value) }, body: ResponseBody(reader: reader))
    }

    /// A request's head with what every request needs.
    func head(_ method: HTTPMethod, _ target: String, _ extra: [(name: String, value: String)]) -> HTTPRequestHead {
        var headers = HTTPHeaders(extra.map { ($0.name, $0.value) })
        switch address {
        case .socket:
            headers.replaceOrAdd(name: "host", value: "localhost")
            if let token { headers.replaceOrAdd(name: "authorization", value: "Bearer \(token)") }
        case .loopback(let host, let port, let token):
            headers.replaceOrAdd(name: "host", value: "\(host):\(port)")
            headers.replaceOrAdd(name: "authorization", value: "Bearer \(token)")
        }
        return HTTPRequestHead(version: .http1_1, method: method, uri: target, headers: headers)
    }

    /// A new connection, for a stream.
    func openConnection() async throws -> Connection {
        try await Connection.open(address, group: group)
    }

    private func connect() async throws -> (Connection, isReused: Bool) {
        while let connection = idle.withLock({ $0.popLast() }) {
            if connection.isOpen { return (connection, true) }
        }
        return (try await openConnection(), false)
    }

    private func keep(_ connection: Connection) {
        let isKept = idle.withLock { idle in
            guard connection.isOpen, idle.count < ClientLimits.idleConnections else { return false }
            idle.append(connection)
            return true
        }
        if !isKept { connection.close() }
    }
}

extension Response {
    /// This answer if it is a success.
    /// - Throws: ``ServiceProblem`` with what the service said otherwise.
    public func successful() async throws -> Response {
        guard !(200..<300).contains(status) else { return self }
        throw try await problem()
    }

    /// The problem an unsuccessful answer tells; reads the body.
    public func problem() async throws -> ServiceProblem {
        let bytes = try await body.gathered(limit: ClientLimits.frameBytes)
        var problem = (try? Problem(lenientJSON: bytes)) ?? Problem()
        if problem.status == 0 { problem.status = Int32(status) }
        if problem.title.isEmpty { problem.title = "HTTP status \(status)" }
        return ServiceProblem(problem, retryAfterSeconds: header("retry-after").flatMap { Int($0) })
    }
}
