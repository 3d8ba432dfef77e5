import Client
import Schema

/// An answer of the ledger, whether its service gave it or this process.
struct Reply: Sendable {
    /// The HTTP status.
    let status: Int
    /// Names and values.
    let headers: [(name: String, value: String)]
    /// The next bytes of the body, nil at its end.
    let next: @Sendable () async throws -> [UInt8]?

    /// The first header of that name, whatever its case.
    func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// The whole body.
    func gathered() async throws -> [UInt8] {
        var bytes: [UInt8] = []
        while let chunk = try await next() { bytes += chunk }
        return bytes
    }

    /// The body line by line, without newlines; empty lines are left out.
    func forEachLine(_ body: ([UInt8]) async throws -> Void) async throws {
        var rest: [UInt8] = []
        while let chunk = try await next() {
            var start = 0
            for index in chunk.indices where chunk[index] == 10 {
                let line = rest + chunk[start..<index]
                rest = []
                start = index + 1
                if !line.isEmpty { try await body(line) }
            }
            rest += chunk[start...]
        }
        if !rest.isEmpty { try await body(rest) }
    }

    /// This answer if it is a success, to a question about the entries from that one on.
    /// - Throws: `ExitError` 64 where the log does not reach that far, in the words of the command line; else as `successful`.
    func entries(from first: UInt64) async throws -> Reply {
        guard status == 409 else { return try await successful() }
        let problem = try Problem(lenientJSON: try await gathered())
        guard let head = problem.params["head"] else { throw ExitError(.refused, problem.detail) }
        throw ExitError(.usage, "the book ends at sequence \(head); there is no \(first) yet")
    }

    /// This answer if it is a success.
    /// - Throws: `ExitError`: 1 for what is not there or not allowed, 64 for a question that makes no sense.
    func successful() async throws -> Reply {
        guard !(200..<300).contains(status) else { return self }
        let problem = try? Problem(lenientJSON: try await gathered())
        var text = problem.map { $0.detail.isEmpty ? $0.title : $0.detail } ?? ""
        if text.isEmpty { text = "the service answered with status \(status)" }
        if let seconds = header("retry-after") { text += "; try again in \(seconds) s" }
        switch status {
        case 400, 405, 406, 414, 416: throw ExitError(.usage, text)
        default: throw ExitError(ExitError.status(ofHTTP: status, code: problem?.code ?? ""), text)
        }
    }
}
