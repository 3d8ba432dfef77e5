import TestTools
import Testing

@testable import Service

/// The schemas of the API's description, and answers held against them.
enum ProblemSchema {
    fileprivate static let description = Result { try APIDescription(OpenAPI.document(version: "0").utf8) }

    @Suite("The description of problems")
    struct Tests {
        private static let problem = #"{"type":"t","title":"t","status":400,"detail":"d","code":"c""#

        private static func faults(_ text: String, as name: String) throws -> [String] {
            try description.get().faults(of: JSONValue(text.utf8), as: name)
        }

        @Test(
            "the check finds what does not fit",
            arguments: [
                ("}", 0), (#","params":{"a":"b"},"sequence":3,"id":"i","time":"x","replayed":true}"#, 0), (#","colour":"red"}"#, 1),
                (#","params":{"a":1}}"#, 1), (#","sequence":"3"}"#, 1), (#","sequence":true}"#, 1), (#","replayed":1}"#, 1),
                (#","sequence":1.5}"#, 1), (#","params":[]}"#, 1),
            ])
        func check(rest: String, count: Int) throws {
            #expect(try Self.faults(Self.problem + rest, as: "Problem").count == count)
        }

        @Test(
            "an answer that is no success is a problem, and says its status",
            arguments: [
                (400, "application/problem+json", problem + "}", 0), (404, "application/problem+json", problem + "}", 1),
                (400, "application/json", problem + "}", 1), (400, nil, problem + "}", 1),
                (400, "application/problem+json", "oops", 1), (400, "application/problem+json", "[]", 2),
            ] as [(Int, String?, String, Int)])
        func answers(status: Int, type: String?, body: String, count: Int) throws {
            #expect(try description.get().faults(ofAnswer: status, type: type, body: body.utf8).count == count)
        }

        @Test("what a stream of commands answers is as described, refusals and errors too")
        func receipts() async throws {
            try await TestService.run { service in
                let commands = TestService.shop() + [TestService.place("a", "O-1", 1000), "{", TestService.place("b", "O-2"), "{}"]
                let answer = try service.client().request(
                    "POST", "/v1/commands?reply=events", headers: ["Content-Type": "application/x-ndjson"],
                    body: commands.joined(separator: "\n"))
                let lines = answer.text.split(separator: "\n")
                #expect(lines.count == commands.count)
                for line in lines { #expect(try Self.faults(String(line), as: "Receipt").isEmpty, "\(line)") }
            }
        }

        @Test(
            "a receipt is of an entry, or says what was wrong",
            arguments: [
                (#"{"id":"a","sequence":1,"time":"x"}"#, 0), (#"{"error":\#(problem)}}"#, 0), (#"{"id":"a","sequence":1}"#, 1),
                ("{}", 1),
                (#"{"id":"a","sequence":1,"time":"x","rejection":{"code":"c"}}"#, 1),
            ])
        func receipt(text: String, count: Int) throws {
            #expect(try Self.faults(text, as: "Receipt").count == count, "\(text)")
        }

        @Test("a problem has its type, title, status, detail and code", arguments: ["type", "title", "status", "detail", "code"])
        func required(name: String) throws {
            guard case .object(var members) = try JSONValue((Self.problem + "}").utf8) else { return }
            members[name] = nil
            #expect(try description.get().faults(of: .object(members), as: "Problem") == ["Problem has no \(name)"])
        }
    }
}

extension HTTPConnection {
    /// A connection that expects of every problem that it is one as the API's description has it.
    static func checked(_ path: String, receiveSeconds: Int = 120) throws -> HTTPConnection {
        try HTTPConnection(path, describedBy: ProblemSchema.description.get(), receiveSeconds: receiveSeconds)
    }

    /// The same to a port of 127.0.0.1.
    static func checked(port: Int) throws -> HTTPConnection {
        try HTTPConnection(port: port, describedBy: ProblemSchema.description.get())
    }
}
