import Engine
import NIOCore
import Schema

/// Writes receipts: the hot path's other half.
enum ReceiptText {
    /// Appends a receipt as a part of a stream.
    static func append(_ receipt: Receipt, in form: StreamForm, to bytes: inout [UInt8]) {
        switch form {
        case .lines:
            receipt.appendJSON(to: &bytes)
            bytes.append(UInt8(ascii: "\n"))
        case .messages:
            let message = receipt.canonicalBytes()
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
        return Receipt(id: id, error: problem)
    }

    /// The answer to a single command, or to an atomic stream in its form.
    static func answer(_ outcome: Outcome, in form: StreamForm) -> Answer {
        switch outcome {
        case .receipts(_, let receipts):
            var bytes: [UInt8] = []
            for receipt in receipts { append(receipt, in: form, to: &bytes) }
            return Answer(status: 200, headers: [("Content-Type", form.mediaType.rawValue)], body: .bytes(bytes))
        case .problem(let found): return problem(Problem(found), id: found.id)
        case .receipt(let receipt):
            guard let rejection = receipt.rejection else {
                return Answer(status: 200, headers: [("Content-Type", MediaType.json.rawValue)], body: .bytes(receipt.json()))
            }
            var more: [UInt8] = []
            if let time = receipt.time { more += ",\"time\":\"\(RFC3339.text(time))\"".utf8 }
            if receipt.replayed { more += ",\"replayed\":true".utf8 }
            return problem(Problem(rejection, sequence: receipt.sequence), id: receipt.id, more: more)
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
