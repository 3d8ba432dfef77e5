import Client
import Schema
import TestTools
import Testing

@testable import Service

/// Answers that are no success, held against the description of the API.
enum Problems {
    private static let description = Result { try APIDescription(OpenAPI.document(version: "0").utf8) }

    /// Expects a body to be a problem as the description has it.
    static func check(_ body: some Sequence<UInt8>, status: Int, type: String?) {
        let text = String(decoding: Array(body), as: UTF8.self)
        #expect(throws: Never.self) {
            let found = try description.get().faults(ofAnswer: status, type: type, body: body)
            #expect(found.isEmpty, "\(status): \(text)")
        }
    }

    /// A connection to a service, on which every problem must be one as the description has it.
    static func connection(to program: Program) throws -> HTTPConnection {
        try HTTPConnection(program.socket, describedBy: description.get())
    }

    /// Expects the lines of a stream's answer to be receipts, and the problems in them problems, as the description has them.
    static func checkReceipts(_ lines: some Sequence<Substring>) throws {
        for line in lines {
            let found = try description.get().faults(of: JSONValue(line.utf8), as: "Receipt")
            #expect(found.isEmpty, "\(line)")
        }
    }
}

extension Response {
    /// The problem of an answer that is no success, which is expected to be as the description has it.
    func checkedProblem() async throws -> ServiceProblem {
        let bytes = try await body.gathered()
        Problems.check(bytes, status: status, type: header("content-type"))
        return ServiceProblem(
            try Problem(lenientJSON: bytes), retryAfterSeconds: header("retry-after").flatMap { Int($0) })
    }
}
