import Engine
import NIOCore
import Schema
import SwiftProtobuf

/// Writes receipts: the hot path's other half.
enum ReceiptText {
    /// Appends a receipt as JSON, byte for byte as protobuf's mapping has it.
    ///
    /// The receipt of an accepted command, by far the most frequent, is written by hand: protobuf's writer takes much longer.
    static func append(_ receipt: Receipt, to bytes: inout [UInt8]) {
        guard receipt.events.isEmpty, !receipt.hasRejection, !receipt.hasError, receipt.sequence > 0, !receipt.id.isEmpty else {
            bytes += jsonBytes(receipt)
            return
        }
        bytes += "{\"id\":".utf8
        Text.appendJSON(receipt.id, to: &bytes)
        bytes += ",\"sequence\":".utf8
        Text.append(receipt.sequence, to: &bytes)
        bytes += ",\"time\":\"".utf8
        Text.append(receipt.time, to: &bytes)
        bytes += receipt.replayed ? "\",\"replayed\":true}".utf8 : "\"}".utf8
    }

    /// Appends a receipt as a part of a stream.
    static func append(_ receipt: Receipt, in form: StreamForm, to bytes: inout [UInt8]) {
        switch form {
        case .lines:
            append(receipt, to: &bytes)
            bytes.append(UInt8(ascii: "\n"))
        case .messages:
            // Only messages with required fields can fail to be encoded, and proto3 has none.
            guard let message = try? receipt.canonicalBytes() else {
                preconditionFailure("a receipt could not be encoded")
            }
            appendVarint(message.count, to: &bytes)
            bytes += message
        }
    }

    private static func appendVarint(_ number: Int, to bytes: inout [UInt8]) {
        var rest = UInt64(number)
        while rest >= 0x80 {
            bytes.append(UInt8(rest & 0x7f) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// What a stream says in place of a receipt.
    static func error(_ problem: Problem, id: String) -> Receipt {
        var receipt = Receipt()
        receipt.id = id
        receipt.error = problem
        return receipt
    }

    /// The answer to a single command.
    static func answer(_ outcome: Outcome) -> Answer {
        switch outcome {
        case .unrecorded(let unrecorded): return problem(Problem(unrecorded), id: unrecorded.id)
        case .receipt(let receipt) where receipt.hasRejection:
            var more = ",\"time\":\"".utf8 + [UInt8]()
            Text.append(receipt.time, to: &more)
            more += receipt.replayed ? "\",\"replayed\":true".utf8 : "\"".utf8
            return problem(Problem(receipt.rejection, sequence: receipt.sequence), id: receipt.id, more: more)
        case .receipt(let receipt):
            var bytes: [UInt8] = []
            bytes.reserveCapacity(128)
            append(receipt, to: &bytes)
            return Answer(status: 200, headers: [("Content-Type", MediaType.json.rawValue)], body: .bytes(bytes))
        }
    }

    /// A problem with the command's id, and what else there is to say, as extension members. Source: RFC 9457 § 3.2.
    static func problem(_ problem: Problem, id: String, more: [UInt8] = []) -> Answer {
        var answer = Answer(problem)
        guard !id.isEmpty, case .bytes(var bytes) = answer.body else { return answer }
        bytes.removeLast()
        bytes += ",\"id\":".utf8
        Text.appendJSON(id, to: &bytes)
        bytes += more
        bytes.append(UInt8(ascii: "}"))
        answer.body = .bytes(bytes)
        return answer
    }
}
