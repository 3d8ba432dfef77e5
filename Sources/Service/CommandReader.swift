import Engine
import Ledger
import Schema

/// Reads commands from bytes, and says clearly what is wrong with those that cannot be read.
struct CommandReader: Sendable {
    let caller: Caller
    let wantsEvents: Bool
    /// What its request's headers say.
    var headers = EnvelopeHeaders()

    /// A command in JSON.
    func json(_ bytes: [UInt8]) throws(CommandProblem) -> Submission {
        let command: Command
        do {
            command = try Command(json: bytes)
        } catch {
            throw CommandProblem(problem: Self.problem(error, in: bytes))
        }
        return try submission(command)
    }

    /// A command in protobuf.
    func protobuf(_ bytes: [UInt8]) throws(CommandProblem) -> Submission {
        let command: Command
        do {
            command = try Command.decoded(from: bytes)
        } catch {
            throw CommandProblem(problem: Self.problem(error, in: bytes))
        }
        return try submission(command)
    }

    /// A verb's object alone, whose verb and id came beside it.
    func json(_ bytes: [UInt8], verb: Verb, id: String) throws(CommandProblem) -> Submission {
        var command: Command
        do {
            command = try Command(json: bytes, of: verb.name)
        } catch {
            throw CommandProblem(problem: Self.problem(error, in: bytes, verb: verb))
        }
        command.id = id
        return try submission(command)
    }

    private func submission(_ command: Command) throws(CommandProblem) -> Submission {
        if command.time != nil, !caller.mayBackfill {
            let detail = "time: only the roles admin and importer may state it, and yours is \(caller.role.rawValue)"
            throw CommandProblem(problem: Problem(.forbidden, detail), id: command.id)
        }
        let verb = command.name ?? ""
        if !verb.isEmpty, !caller.maySend(verb) {
            let detail = "the role \(caller.role.rawValue) may not send \(verb)"
            throw CommandProblem(problem: Problem(.forbidden, detail), id: command.id)
        }
        do {
            var submission = try Submission(
                headers.isInCommands ? headers.completed(command) : command, actor: caller.actor(for: verb),
                wantsEvents: wantsEvents, trace: headers.trace)
            if let ticket = caller.holder?.ticket { submission.ticket = ticket }
            return submission
        } catch {
            throw CommandProblem(problem: Problem(.malformed, error.description))
        }
    }

    // MARK: What was wrong

    /// - Parameter verb: whose object the bytes should be; nil for a whole command.
    private static func problem(_ fault: JSONFault, in bytes: [UInt8], verb: Verb? = nil) -> Problem {
        let what = verb == nil ? "command" : "body"
        let form =
            verb.map { "the body must be the object of \($0.name), such as {…}" }
            ?? "a command is a JSON object, such as {\"id\":\"c-1\",\"order\":{\"place\":{…}}}"
        if bytes.allSatisfy({ $0 == 32 || $0 == 9 || $0 == 10 || $0 == 13 }) {
            return Problem(.malformed, "the body is empty; \(form)")
        }
        let hint = fault.unknown.map { Spelling.hint($0.name, among: $0.known) } ?? ""
        return switch fault.place {
        case .field(let path): Problem(.malformed, "\(path): \(fault.reason)\(hint)", params: ["field": path])
        case .text: Problem(.malformed, "the \(what) \(fault.reason)")
        case .message: Problem(.malformed, form)
        }
    }

    private static func problem(_ fault: DecodingFault, in bytes: [UInt8]) -> Problem {
        let path = fault.path(in: bytes, of: Command.self)
        let what = "the message is not a daybook.v1.Command: "
        func atField(_ reason: String) -> Problem {
            Problem(.malformed, what + (path.map { $0 + ": " } ?? "") + reason, params: path.map { ["field": $0] } ?? [:])
        }
        return switch fault.reason {
        case .truncated: Problem(.malformed, what + "it ends in the middle")
        case .unknownField(let number): atField("has a field \(number) of a form that this service does not know")
        case .unknownWord(let number): atField("\(number) is none of the words this field can have")
        case .invalidText: atField("is not valid UTF-8")
        case .malformed: Problem(.malformed, what + "it is no protobuf at byte \(fault.offset + 1)")
        }
    }
}
