import Client
import Engine
import Journal
import Schema
import Service

/// What the program's exit says to a script (*Commands*).
package enum Exit: Int32, Sendable, CaseIterable {
    case done = 0
    /// A command was refused, rejected or not, or something was found.
    case refused = 1
    /// The command line makes no sense.
    case usage = 64
    /// What was read makes no sense.
    case badData = 65
    /// No service answers, or the ledger cannot be had now.
    case unreachable = 69
    /// A mistake of this program.
    case `internal` = 70
    /// A file or the disk.
    case io = 74
}

/// Ends the program before it is done: its exit status, and the message for standard error.
package struct ExitError: Error, Sendable {
    package let status: Exit
    /// `what happened; what to do`, without the program's name. Empty where everything has been said.
    package let message: String

    package init(_ status: Exit, _ message: String = "") {
        self.status = status
        self.message = message
    }

    /// What any error of the layers below means for the exit.
    package init(_ error: any Error) {
        switch error {
        case let error as ExitError: self = error
        case let error as ClientError: self = ExitError(Self.status(of: error.code), error.message)
        case let error as ServiceProblem: self = ExitError(of: error)
        case let error as JournalError:
            let text = error.message.isEmpty ? error.code.description : error.message
            self = ExitError(Self.status(of: error.code), error.cause.isEmpty ? text : "\(text) (\(error.cause))")
        case let error as EngineError: self = ExitError(Self.status(of: error.code), error.message)
        case let error as ServiceError: self = ExitError(Self.status(of: error.code), error.message)
        case let error as CommandFault: self = ExitError(.badData, error.description)
        default: self = ExitError(.internal, "\(error); please report this")
        }
    }

    /// What a problem that the service answered to a command means.
    private init(of error: ServiceProblem) {
        var text = error.description
        if let sequence = error.problem.sequence { text += " (recorded as entry \(sequence))" }
        if let seconds = error.retryAfterSeconds { text += "; try again in \(seconds) s" }
        self.init(Self.status(ofHTTP: Int(error.problem.status), code: error.problem.code), text)
    }

    /// Statuses of a problem the service answered to a command.
    package static func status(ofHTTP status: Int, code: String) -> Exit {
        switch status {
        case 400, 413, 415: .badData
        case 429: .unreachable
        case 503: code == "commit_unknown" ? .internal : .unreachable
        case 500...: .internal
        default: .refused
        }
    }

    private static func status(of code: ClientError.Code) -> Exit {
        switch code {
        case .protocol: .internal
        case .tooLarge: .badData
        default: .unreachable
        }
    }

    private static func status(of code: JournalError.Code) -> Exit {
        switch code {
        case .notFound, .locked: .unreachable
        case .corruption, .damagedState, .newerFormat, .notALedger, .staleState, .keysMissing: .badData
        case .io, .readOnly: .io
        default: .internal
        }
    }

    private static func status(of code: ServiceError.Code) -> Exit {
        switch code {
        case .badAddress: .usage
        case .addressInUse: .unreachable
        case .badAccess, .badToken: .badData
        case .io: .io
        default: .internal
        }
    }

    private static func status(of code: EngineError.Code) -> Exit {
        switch code {
        case .damaged, .tooLarge, .keysMissing: .badData
        case .outOfRange, .badFilter: .usage
        case .busy: .unreachable
        case .notFound: .refused
        case .io: .io
        default: .internal
        }
    }
}
