import Engine
import Ledger
import Schema
import SwiftProtobuf

/// Reads commands from bytes, and says clearly what is wrong with those that cannot be read.
struct CommandReader: Sendable {
    let caller: Caller
    let wantsEvents: Bool

    /// A command, or why it is none. The id is known where the command could be read.
    struct Failure: Error {
        let problem: Problem
        var id = ""
    }

    private static let options: JSONDecodingOptions = {
        var options = JSONDecodingOptions()
        options.messageDepthLimit = ServiceLimits.commandDepth
        return options
    }()

    private static let binaryOptions: BinaryDecodingOptions = {
        var options = BinaryDecodingOptions()
        options.messageDepthLimit = ServiceLimits.commandDepth
        return options
    }()

    /// A command in JSON.
    func json(_ bytes: [UInt8]) throws(Failure) -> Submission {
        do {
            return try submission(try Command(jsonUTF8Bytes: EscapedPairs.replaced(in: bytes), options: Self.options))
        } catch let failure as Failure {
            throw failure
        } catch {
            throw Failure(problem: Self.problem(error, in: bytes))
        }
    }

    /// A command in protobuf.
    func protobuf(_ bytes: [UInt8]) throws(Failure) -> Submission {
        do {
            return try submission(try Command.decoded(from: bytes, options: Self.binaryOptions))
        } catch let failure as Failure {
            throw failure
        } catch {
            throw Failure(problem: Problem(.malformed, "the message is not a daybook.v1.Command: \(error)"))
        }
    }

    /// A verb's object alone, whose verb and id came beside it.
    func json(_ bytes: [UInt8], verb: Verb, id: String) throws(Failure) -> Submission {
        // Why first: what is wrapped must be one object, or its end could be used to add something outside of it.
        guard JSONFault.isOneObject(bytes) else { throw Failure(problem: Self.problem(nil, in: bytes, verb: verb)) }
        let wrapped = Array("{\"\(verb.context)\":{\"\(verb.verb)\":".utf8) + bytes + Array("}}".utf8)
        do {
            var command = try Command(jsonUTF8Bytes: EscapedPairs.replaced(in: wrapped), options: Self.options)
            command.id = id
            return try submission(command)
        } catch let failure as Failure {
            throw failure
        } catch {
            throw Failure(problem: Self.problem(error, in: bytes, verb: verb))
        }
    }

    private func submission(_ command: Command) throws(Failure) -> Submission {
        if command.hasTime, !caller.role.mayBackfill {
            let detail = "time: only the roles admin and importer may state it, and yours is \(caller.role.rawValue)"
            throw Failure(problem: Problem(.forbidden, detail), id: command.id)
        }
        if let verb = command.name, !caller.role.maySend(verb) {
            let detail = "the role \(caller.role.rawValue) may not send \(verb)"
            throw Failure(problem: Problem(.forbidden, detail), id: command.id)
        }
        do {
            return try Submission(command, actor: caller.actor, wantsEvents: wantsEvents)
        } catch {
            throw Failure(problem: Problem(.malformed, error.description))
        }
    }

    // MARK: What was wrong

    /// - Parameter error: what the decoder said, if it was asked.
    /// - Parameter verb: whose object the bytes should be; nil for a whole command.
    private static func problem(_ error: (any Error)?, in bytes: [UInt8], verb: Verb? = nil) -> Problem {
        let what = verb == nil ? "command" : "body"
        let form =
            verb.map { "the body must be the object of \($0.name), such as {…}" }
            ?? "a command is a JSON object, such as {\"id\":\"c-1\",\"order\":{\"place\":{…}}}"
        if bytes.allSatisfy(JSONFault.isBlank) { return Problem(.malformed, "the body is empty; \(form)") }
        let path = verb.map { [$0.context, $0.verb] } ?? []
        guard let shape = verb.map(\.shape) ?? Shape.command, let fault = JSONFault.first(in: bytes, of: shape, below: path) else {
            return Problem(.malformed, error.map { "the \(what) \(JSONFault.reason($0))" } ?? form)
        }
        return switch fault.place {
        case .field(let path): Problem(.malformed, "\(path): \(fault.reason)", params: ["field": path])
        case .text: Problem(.malformed, "the \(what) \(fault.reason)")
        case .message: Problem(.malformed, form)
        }
    }
}
