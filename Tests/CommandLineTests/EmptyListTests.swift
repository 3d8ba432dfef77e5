import TestTools
import Testing

@Suite("lists with nothing in them", .timeLimit(.minutes(4)))
struct EmptyListTests {
    @Test("a table says in a line that there is nothing; what programs read is as it was")
    func query() async throws {
        let program = try Program()
        let serving = try await program.serve()
        func run(_ arguments: String...) async throws -> String {
            let outcome = try await program.run(arguments)
            #expect(outcome.status == 0 && outcome.err.isEmpty, "\(arguments): \(outcome.err)")
            return outcome.out
        }
        #expect(try await run("query", "orders", "-o", "table") == "(no orders)\n")
        #expect(try await run("log", "-o", "table") == "(no entries)\n")
        try await program.run("send", "-f", "-", input: shop)
        let none = ["query", "orders", "--where", "status=EXPIRED"]
        for arguments in [none, none + ["--limit", "0"], none + ["--quiet"], ["query", "orders", "--where", "total<0"]] {
            let outcome = try await program.run(arguments + ["-o", "table"])
            #expect(outcome.status == 0 && outcome.out == "(no orders match)\n" && outcome.err.isEmpty, "\(arguments)")
        }
        #expect(try await run("query", "orders", "--sequence", "3", "-o", "table") == "(no orders)\n")
        #expect(try await run("query", "orders", "--where", "status=EXPIRED", "-o", "ndjson").isEmpty)
        #expect(try await run("query", "orders", "--where", "status=EXPIRED", "-o", "csv").hasPrefix("orderId,"))
        #expect(
            try await run("query", "orders", "--where", "status=EXPIRED", "-o", "json") == #"{"items":[],"sequence":4}"# + "\n")
        #expect(try await run("query", "orders", "--where", "status=PENDING", "-o", "table").hasPrefix("orderId "))
        #expect(await serving.stop().status == 0)
    }
}
