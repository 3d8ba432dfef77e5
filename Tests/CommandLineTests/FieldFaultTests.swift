import Client
import Schema
import TestTools
import Testing

/// What is wrong with a command is said in one way, whoever asks.
@Suite("faults of fields", .timeLimit(.minutes(4)))
struct FieldFaultTests {
    /// An object of order.place, and the path of the field at fault, if it is a field.
    private static let faults: [(fields: String, path: String?)] = [
        (#"{"orderId":"O-1","#, nil), (#"{"orderId":1}"#, "order.place.orderId"), (#"{"nope":1}"#, "order.place.nope"),
        (#"{"orderId":"O-1","lines":[{"sku":"S","quantity":1},{"sku":"S","quantity":"x"}]}"#, "order.place.lines[1].quantity"),
        (#"{"lines":[{"sku":"S","color":{"r":1}}]}"#, "order.place.lines[0].color"), (#"{"lines":{}}"#, "order.place.lines"),
        (#"{"payments":[{"method":"SHELLS"}]}"#, "order.place.payments[0].method"), (#"{}},"id":{{"#, nil), ("[]", nil), ("", nil),
        (#"{"customerId":"\ud800"}"#, "order.place.customerId"), (#"{"lines":[{"quantity":01}]}"#, "order.place.lines[0].quantity"),
    ]

    @Test("a verb's object that does not fit is told about as over HTTP, by its path")
    func single() async throws {
        let program = try Program()
        let serving = try await program.serve()
        let client = LedgerClient(socket: program.data + "/daybook.sock")
        for (fields, path) in Self.faults {
            let problem = try await Self.problem(
                client, "/v1/commands/order.place", fields, [("content-type", "application/json"), ("idempotency-key", "c-1")])
            if let path { #expect(problem.problem.detail.hasPrefix("\(path): "), "\(fields)") }
            let said = "daybook: \(problem); see daybook help order.place\n"
            for outcome in [
                try await program.run("send", "order.place", fields),
                try await program.run("send", "order.place", "-", input: fields),
            ] {
                #expect(outcome.status == 65 && outcome.out.isEmpty, "\(fields)")
                #expect(outcome.err == said, "\(fields)")
            }
        }
        client.close()
        #expect(await serving.stop().status == 0)
    }

    @Test("a line of a file that does not fit is told about as over HTTP, by its path")
    func file() async throws {
        let program = try Program()
        let serving = try await program.serve()
        let client = LedgerClient(socket: program.data + "/daybook.sock")
        var lines: [String] = []
        var said = ""
        for (number, fault) in Self.faults.enumerated() {
            let line = #"{"id":"c-\#(number)","order":{"place":\#(fault.fields)}}"#
            let problem = try await Self.problem(client, "/v1/commands", line, [("content-type", "application/json")])
            if let path = fault.path { #expect(problem.problem.detail.hasPrefix("\(path): "), "\(line)") }
            lines.append(line)
            said += "daybook: line \(number + 1): \(problem)\n"
        }
        let file = try await program.run("send", "-f", "-", input: lines.joined(separator: "\n"))
        #expect(file.status == 65)
        #expect(file.err == said)
        client.close()
        #expect(await serving.stop().status == 0)
    }

    private static func problem(
        _ client: LedgerClient, _ target: String, _ body: String, _ headers: [(name: String, value: String)]
    ) async throws -> ServiceProblem {
        let response = try await client.post(target, headers: headers, body: Array(body.utf8))
        #expect(response.status == 400, "\(body)")
        return try await response.checkedProblem()
    }
}
