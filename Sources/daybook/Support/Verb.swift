import Ledger
package import Schema
import SwiftProtobuf

/// A verb of the ledger, `order.place`.
package struct Verb: Sendable, Equatable {
    package let context: String
    package let name: String

    /// - Throws: `Failure` 64 if there is no such verb.
    package init(_ text: String) throws {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(Self.isLetter) }),
            let command = try? Command(jsonString: "{\"\(parts[0])\":{\"\(parts[1])\":{}}}"), command.name == text
        else {
            throw Failure(.usage, "there is no verb \(text); daybook help lists them")
        }
        context = parts[0]
        name = parts[1]
    }

    /// The command with these fields, without an id.
    /// - Throws: `Failure` 65 if they are not JSON, or not this verb's.
    package func command(fields: [UInt8]) throws -> Command {
        let line = Array("{\"\(context)\":{\"\(name)\":".utf8) + fields + Array("}}".utf8)
        guard case .object? = JSONTree(fields) else {
            throw Failure(.badData, "the fields of \(context).\(name) are not a JSON object; see daybook help \(context).\(name)")
        }
        do {
            return try Command(jsonUTF8Bytes: line)
        } catch {
            throw Failure(.badData, "the fields of \(context).\(name) do not fit (\(error)); see daybook help \(context).\(name)")
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (65...90).contains(byte) || (97...122).contains(byte)
    }
}
