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
            return try submission(try Command(jsonUTF8Bytes: bytes, options: Self.options))
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
        if let fault = JSONFault.form(of: bytes) { throw Failure(problem: Problem(.malformed, "the body \(fault)")) }
        guard bytes.first(where: { ![32, 9, 10, 13].contains($0) }) == UInt8(ascii: "{") else {
            throw Failure(problem: Problem(.malformed, "the body must be the object of \(verb.name), such as {…}"))
        }
        let wrapped = Array("{\"\(verb.context)\":{\"\(verb.verb)\":".utf8) + bytes + Array("}}".utf8)
        do {
            var command = try Command(jsonUTF8Bytes: wrapped, options: Self.options)
            command.id = id
            return try submission(command)
        } catch let failure as Failure {
            throw failure
        } catch {
            throw Failure(problem: Self.problem(error, in: wrapped))
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

    private static func problem(_ error: any Error, in bytes: [UInt8]) -> Problem {
        if bytes.allSatisfy({ [32, 9, 10, 13].contains($0) }) {
            return Problem(.malformed, "the body is empty; a command is expected")
        }
        if bytes.count <= ServiceLimits.explainedBytes, let fault = JSONFault.form(of: bytes) {
            return Problem(.malformed, "the command \(fault)")
        }
        let reason = (error as? JSONDecodingError).map(sentence) ?? "cannot be read"
        guard bytes.count <= ServiceLimits.explainedBytes,
            let path = JSONFault.path(in: bytes, canRead: { (try? Command(jsonUTF8Bytes: $0, options: options)) != nil })
        else { return Problem(.malformed, "the command \(reason)") }
        if path.isEmpty {
            return Problem(.malformed, "a command is a JSON object, such as {\"id\":\"c-1\",\"order\":{\"place\":{…}}}")
        }
        var field = path
        if case JSONDecodingError.unknownField(let name) = error { field = shortened(path, to: name) }
        return Problem(.malformed, "\(field): \(reason)", params: ["field": field])
    }

    /// A path up to the field of that name: what is inside an unknown field does not matter.
    private static func shortened(_ path: String, to name: String) -> String {
        var parts = path.split(separator: ".")
        while parts.count > 1, parts.last.map({ $0.prefix { $0 != "[" } != name }) ?? false { parts.removeLast() }
        return parts.joined(separator: ".")
    }

    private static func sentence(_ error: JSONDecodingError) -> String {
        switch error {
        case .malformedNumber: "must be a whole number"
        case .numberRange: "is a number outside the range of the field (64-bit whole numbers at most)"
        case .leadingZero: "is a number with leading zeros"
        case .malformedMap, .unquotedMapKey: "must be an object"
        case .malformedBool: "must be true or false"
        case .malformedString: "must be a text in quotation marks, with valid escapes"
        case .invalidUTF8: "is not valid UTF-8"
        case .unrecognizedEnumValue: "is not one of the words this field can have"
        case .illegalNull: "must not be null"
        case .truncated: "ends in the middle"
        case .malformedTimestamp: "must be a time such as 2026-03-01T09:30:00Z"
        case .malformedDuration: "must be a duration"
        case .trailingGarbage: "is followed by something else; send one command, or a stream as application/x-ndjson"
        case .conflictingOneOf: "is one too many: a command has exactly one context with exactly one verb"
        case .messageDepthLimit: "is nested more than \(ServiceLimits.commandDepth) deep"
        case .unknownField: "is not a field of it"
        case .failure, .missingFieldNames, .schemaMismatch, .malformedFieldMask:
            "has another form than the field (object, list or value)"
        }
    }
}
