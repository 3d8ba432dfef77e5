import Engine
import Ledger
import Schema

/// What a path is about.
enum Route: Sendable, Equatable {
    case row(Table, id: String)
    case list(Table)
    case history(Table, id: String)
    case entries
    case entry(String)
    case trace(String)
    case commands(verb: String?)
    case status
    case acceptClock
    case rotateKeys
    case health
    case ready
    case metrics
    case openAPI

    /// The route of a path.
    /// - Throws: a `Problem` for a path that leads nowhere.
    init(_ path: [String]) throws(RequestProblem) {
        // An empty segment stands where an id is missing; without it the path would ask for something else.
        guard path.allSatisfy({ !$0.isEmpty }) else { throw Self.nowhere(path) }
        switch path.count {
        case 1 where path[0] == "healthz": self = .health
        case 1 where path[0] == "readyz": self = .ready
        case 1 where path[0] == "metrics": self = .metrics
        case 1 where path[0] == "openapi.json": self = .openAPI
        case 2... where path[0] == "v1": self = try Self.versioned(path.dropFirst())
        default: throw Self.nowhere(path)
        }
    }

    private static func versioned(_ path: ArraySlice<String>) throws(RequestProblem) -> Route {
        let parts = Array(path)
        switch (parts[0], parts.count) {
        case ("status", 1): return .status
        case ("admin", 2) where parts[1] == "accept-clock": return .acceptClock
        case ("admin", 2) where parts[1] == "rotate-keys": return .rotateKeys
        case ("entries", 1): return .entries
        case ("entries", 2): return .entry(parts[1])
        // An entity's slash may stand as it is.
        case ("trace", 2), ("trace", 3): return .trace(parts.dropFirst().joined(separator: "/"))
        case ("commands", 1): return .commands(verb: nil)
        case ("commands", 2): return .commands(verb: parts[1])
        default: break
        }
        guard let table = Table(collection: parts[0]) else {
            guard parts.count <= 3 else { throw nowhere(["v1"] + parts) }
            let known = Table.allCases.map(\.collection)
            let hint = Spelling.hint(parts[0], among: known + ["status", "entries", "trace", "commands"])
            throw RequestProblem(
                .notFound,
                "there is no collection \(RequestTarget.excerpt(parts[0])); there are \(known.joined(separator: ", "))\(hint)")
        }
        switch parts.count {
        case 1: return .list(table)
        case 2: return .row(table, id: parts[1])
        case 3 where parts[2] == "history": return .history(table, id: parts[1])
        default: throw nowhere(["v1"] + parts)
        }
    }

    private static func nowhere(_ path: [String]) -> RequestProblem {
        let path = path.joined(separator: "/")
        let hint = Spelling.hint(path, among: ["healthz", "readyz", "metrics", "openapi.json", "v1/status", "v1/entries"])
        return RequestProblem(.notFound, "there is nothing at /\(RequestTarget.excerpt(path)); see /openapi.json\(hint)")
    }

    /// The methods it takes, as `Allow` lists them.
    var allowedMethods: String {
        switch self {
        case .commands, .acceptClock, .rotateKeys: "POST"
        default: "GET, HEAD"
        }
    }

    /// Whether it takes requests of that method.
    func takes(_ method: String) -> Bool {
        allowedMethods == "POST" ? method == "POST" : method == "GET" || method == "HEAD"
    }

    /// Whether it is about rows as they are or were, each of which is somebody's.
    var isOfRows: Bool {
        switch self {
        case .row, .list: true
        default: false
        }
    }

    /// Whether only an admin may ask for it.
    var needsAdmin: Bool { self == .acceptClock || self == .rotateKeys }

    /// What it is called in metrics.
    var label: String {
        switch self {
        case .row: "row"
        case .list: "list"
        case .history: "history"
        case .entries: "entries"
        case .entry: "entry"
        case .trace: "trace"
        case .commands(let verb): verb == nil ? "commands" : "verb"
        case .status: "status"
        case .acceptClock, .rotateKeys: "admin"
        case .health, .ready: "health"
        case .metrics: "metrics"
        case .openAPI: "openapi"
        }
    }

    /// Whether its cost has no bound that the thing asked for sets: such questions are read step by step.
    func isScan(_ target: RequestTarget) -> Bool {
        switch self {
        case .list, .entries, .trace: true
        // Several rows together as of a past moment need the whole book rolled forward to it.
        case .row(let table, let id):
            table.isSummary(id) && target.query.contains { Router.asOfParameters.contains($0.name) }
        case .history, .entry, .commands, .status, .health, .ready, .metrics, .openAPI, .acceptClock, .rotateKeys: false
        }
    }

    /// Whether it is answered from memory, without reading from disk.
    var isInstant: Bool {
        switch self {
        case .status, .acceptClock, .health, .ready, .metrics, .openAPI: true
        case .row, .list, .history, .entries, .entry, .trace, .commands, .rotateKeys: false
        }
    }
}
