import Engine
import Ledger
package import Schema

/// What can be wrong with a request before there is an entry: the stable codes of RFC 9457 problems (*Codes*).
enum ProblemCode: String, CaseIterable, Sendable {
    case malformed
    case invalidArgument = "invalid_argument"
    case unauthenticated
    case forbidden
    case notFound = "not_found"
    case beyondHead = "beyond_head"
    case methodNotAllowed = "method_not_allowed"
    case notAcceptable = "not_acceptable"
    case timeout
    case tooLarge = "too_large"
    case unsupportedMediaType = "unsupported_media_type"
    case httpVersion = "http_version"
    case busy
    case damaged
    case `internal`

    /// The HTTP status that goes with it.
    var httpStatus: Int {
        switch self {
        case .malformed, .invalidArgument: 400
        case .unauthenticated: 401
        case .forbidden: 403
        case .notFound: 404
        case .methodNotAllowed: 405
        case .notAcceptable: 406
        case .beyondHead: 409
        case .timeout: 408
        case .tooLarge: 413
        case .unsupportedMediaType: 415
        case .httpVersion: 505
        case .busy: 503
        case .damaged, .internal: 500
        }
    }
}

extension Problem {
    /// A problem of a request that left no entry.
    init(_ code: ProblemCode, _ detail: String, status: Int? = nil, params: [String: String] = [:]) {
        self.init(code: code.rawValue, status: status ?? code.httpStatus, detail: detail)
        self.params = params
    }

    /// Any problem: type and title follow from the code.
    init(code: String, status: Int, detail: String) {
        self.init()
        type = "urn:daybook:problem:" + code
        title = Self.title(of: code)
        self.status = Int32(status)
        // Details repeat what was sent and are shown on terminals, and every problem is made here.
        self.detail = TerminalText.escaped(detail)
        self.code = code
    }

    /// The problem of a well-formed command that left no entry.
    init(_ problem: SubmissionProblem) {
        self.init(code: problem.code.rawValue, status: problem.code.httpStatus, detail: problem.detail)
    }

    /// A recorded rejection as the answer to a single command.
    init(_ rejection: Rejection, sequence: UInt64) {
        let status = RejectionCode(rawValue: rejection.code)?.httpStatus ?? 409
        self.init(code: rejection.code, status: status, detail: rejection.detail)
        self.sequence = sequence
        params = rejection.params
    }

    /// `insufficient_stock` → `Insufficient stock`.
    private static func title(of code: String) -> String {
        let words = code.split(separator: "_").joined(separator: " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }

    /// Headers that go with the status.
    var headers: [(String, String)] {
        switch status {
        case 401: [("WWW-Authenticate", "Bearer realm=\"daybook\"")]
        case 429, 503: [("Retry-After", String(ServiceLimits.retryAfterSeconds))]
        default: []
        }
    }
}

extension Answer {
    /// A problem as an answer of its own.
    init(_ problem: Problem, headers: [(String, String)] = []) {
        self.init(
            status: Int(problem.status), headers: [("Content-Type", MediaType.problem.rawValue)] + problem.headers + headers,
            body: .bytes(problem.json()))
    }

    /// A problem as an answer of its own.
    init(_ code: ProblemCode, _ detail: String, headers: [(String, String)] = []) {
        self.init(Problem(code, detail), headers: headers)
    }
}

/// Ends the reading or answering of a request: the answer is a problem.
struct RequestProblem: Error {
    let problem: Problem
    /// More headers for the answer.
    var headers: [(String, String)] = []

    init(_ problem: Problem, headers: [(String, String)] = []) {
        self.problem = problem
        self.headers = headers
    }

    init(_ code: ProblemCode, _ detail: String) {
        self.init(Problem(code, detail))
    }

    /// The answer.
    var answer: Answer { Answer(problem, headers: headers) }
}

/// Ends the reading of a command: the problem that the service answers. The id is known where the command could be read.
package struct CommandProblem: Error {
    package let problem: Problem
    var id = ""
}
