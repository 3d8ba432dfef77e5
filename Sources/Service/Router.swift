public import Engine
import Journal
import Ledger
import Schema

/// Answers questions about a ledger: a pure mapping from request to answer, which knows nothing of sockets.
///
/// The service uses it behind HTTP, and the command line in process where no service runs, so both give the same answers.
public struct Router: Sendable {
    let engine: Engine
    let version: String
    let metrics: ServiceMetrics
    /// Notes who is shown personal data; nil in a process that only reads a folder: whoever has its keys needs no service.
    var notes: AccessNotes?

    /// - Parameter version: what `/v1/status` says the program is.
    /// - Parameter metrics: what `/metrics` shows of the service beside the engine's own.
    public init(engine: Engine, version: String = "0.1.0", metrics: ServiceMetrics = ServiceMetrics()) {
        self.engine = engine
        self.version = version
        self.metrics = metrics
    }

    /// Answers a question. May read from disk for long, so never call it on an event loop.
    public func answer(_ request: Request, caller: Caller) -> Answer {
        do {
            let target = try RequestTarget(request.target)
            let route = try Route(target.path)
            try Self.check(caller, route)
            return answer(request.asked(by: caller), target, route)
        } catch {
            return error.answer
        }
    }

    /// Answers a question whose target is already read.
    func answer(_ request: Request, _ target: RequestTarget, _ route: Route) -> Answer {
        var answer = begin(request, target, route)
        while !advance(&answer) {}
        return answer
    }

    /// Begins to answer a question whose target is already read.
    func begin(_ request: Request, _ target: RequestTarget, _ route: Route) -> Answer {
        do {
            guard route.takes(request.method) else { throw Self.notAllowed(request.method, route) }
            return try respond(request, target, route)
        } catch {
            return Self.answer(to: error)
        }
    }

    /// Does a step of reading what must be known before an answer is sent. Returns whether all of it is.
    func advance(_ answer: inout Answer) -> Bool {
        guard case .stream(let stream) = answer.body else { return true }
        do {
            guard let begun = try stream.beginning(of: answer) else { return false }
            answer = begun
        } catch {
            answer = Self.answer(to: error)
        }
        return true
    }

    private static func answer(to error: any Error) -> Answer {
        switch error {
        case let problem as RequestProblem: problem.answer
        case let error as EngineError where error.code == .outOfRange || error.code == .badFilter:
            Answer(.invalidArgument, error.message)
        case let error as EngineError where error.code == .notFound: Answer(.notFound, error.message)
        case let error as EngineError where error.code == .busy: Answer(.busy, error.message)
        case let error as EngineError where error.code == .tooLarge: Answer(.tooLarge, error.message)
        case let error as EngineError where error.code == .damaged: Answer(.damaged, error.message)
        case let error as EngineError where error.code == .keysMissing: Answer(.keysMissing, error.message)
        default: Answer(.internal, "reading failed: \(error)")
        }
    }

    /// Refuses what the caller's role may not ask for.
    static func check(_ caller: Caller, _ route: Route) throws(RequestProblem) {
        if route.needsAdmin, !caller.roles.contains(.admin) {
            throw RequestProblem(
                .forbidden, "only an admin may do this; the role of \(caller.actor.name) is \(caller.role.rawValue)")
        }
        guard caller.roles.contains(where: \.mayRead) || route.isInstant else {
            throw RequestProblem(.forbidden, "the role \(caller.role.rawValue) may not read the book")
        }
        guard caller.readsOwn == nil || route.isOfRows || route.isInstant else {
            throw RequestProblem(
                .forbidden, "the role \(caller.role.rawValue) may read its own rows; an entry says what is another's, too")
        }
    }

    static func notAllowed(_ method: String, _ route: Route) -> RequestProblem {
        let problem = Problem(
            .methodNotAllowed,
            "\(RequestTarget.excerpt(method)) is not possible here; use \(route.allowedMethods)"
        )
        return RequestProblem(problem, headers: [("Allow", route.allowedMethods)])
    }

    private func respond(_ request: Request, _ target: RequestTarget, _ route: Route) throws -> Answer {
        switch route {
        case .row(let table, let id): try row(request, target, table, id)
        case .list(let table): try list(request, target, table)
        case .history(let table, let id): try history(request, target, table, id)
        case .entries: try entries(request, target)
        case .entry(let sequence): try entry(request, target, sequence)
        case .trace(let subject): try trace(request, target, of: subject)
        case .status: try status(request, target)
        case .acceptClock: try acceptClock(target)
        case .rotateKeys: try rotateKeys(target)
        case .health: health(target)
        case .ready: ready(target)
        case .metrics: try metricsText(target)
        case .openAPI: try openAPI(target)
        case .commands: throw Self.notAllowed(request.method, route)
        }
    }

    // MARK: As of

    /// The parameters that say as of when.
    static let asOfParameters = ["at", "sequence"]

    /// The book as of what the query says.
    func view(_ target: RequestTarget) throws -> View {
        try engine.view(at: try Self.asOf(target))
    }

    static func asOf(_ target: RequestTarget) throws(RequestProblem) -> AsOf {
        let at = try target.value("at")
        let sequence = try target.number("sequence")
        switch (at, sequence) {
        case (nil, nil): return .head
        case (nil, let sequence?): return .sequence(sequence)
        case (let text?, nil):
            guard let moment = Moment(query: text) else {
                throw RequestProblem(
                    .invalidArgument, "at: \(RequestTarget.excerpt(text)) is not a time such as 2026-03-01T00:00:00Z")
            }
            return .time(moment)
        case (_?, _?): throw RequestProblem(.invalidArgument, "at and sequence are both given; give one of them")
        }
    }

    /// The header that says as of when an answer is.
    static func asOfHeader(_ view: View) -> (String, String) {
        ("Daybook-Sequence", String(view.sequence))
    }
}
