import ArgumentParser
import Client
import Engine
import Journal
import Ledger
import Schema
import Service
import TestTools
import Testing
import daybook

@Suite("arguments and exit statuses")
struct ArgumentTests {
    @Test("global options may stand before the command")
    func leading() {
        #expect(LeadingOptions.moved(["--data", "d", "query", "orders"]) == ["query", "--data", "d", "orders"])
        #expect(LeadingOptions.moved(["--quiet", "-o=csv", "status"]) == ["status", "--quiet", "-o=csv"])
        #expect(LeadingOptions.moved(["query", "--data", "d"]) == ["query", "--data", "d"])
        #expect(LeadingOptions.moved(["--data", "d"]) == ["--data", "d"])
        #expect(LeadingOptions.moved(["--data", "d", "admin", "accept-clock"]) == ["admin", "accept-clock", "--data", "d"])
        #expect(LeadingOptions.moved(["--data", "d", "keys", "rotate"]) == ["keys", "rotate", "--data", "d"])
        #expect(LeadingOptions.moved(["--version"]) == ["--version"])
        #expect(LeadingOptions.moved([]) == [])
    }

    @Test("the socket lies in the folder unless it is named")
    func paths() throws {
        let here = try GlobalOptions.parse(["--data", "/x/ledger/"])
        #expect(here.socketPath == "/x/ledger/daybook.sock")
        #expect(here.mayOpenFolder)
        let there = try GlobalOptions.parse(["--socket", "/run/d.sock"])
        #expect(there.socketPath == "/run/d.sock")
        #expect(!there.mayOpenFolder)
        #expect(try GlobalOptions.parse(["--socket", "s", "--data", "d"]).mayOpenFolder)
    }

    @Test("paths and queries are percent-encoded")
    func targets() {
        #expect(Target("v1", "stock", "SKU-1@WH-1").text == "/v1/stock/SKU-1@WH-1")
        let target = Target("v1", "a/b c").adding("x", "1&2").adding("n", nil).adding("y", "é")
        #expect(target.text == "/v1/a%2Fb%20c?x=1%262&y=%C3%A9")
    }

    @Test("a failure of any layer has its exit status")
    func statuses() {
        #expect(ExitError(ClientError(.unreachable, "")).status == .unreachable)
        #expect(ExitError(ClientError(.timeout, "")).status == .unreachable)
        #expect(ExitError(ClientError(.protocol, "")).status == .internal)
        #expect(ExitError(JournalError(.io)).status == .io)
        #expect(ExitError(JournalError(.readOnly)).status == .io)
        #expect(ExitError(JournalError(.locked)).status == .unreachable)
        #expect(ExitError(JournalError(.newerFormat)).status == .badData)
        #expect(ExitError(JournalError(.corruption)).status == .badData)
        #expect(ExitError(JournalError(.unknownOutcome)).status == .internal)
        #expect(ExitError(EngineError(.commitUnknown, "")).status == .internal)
        #expect(ExitError(EngineError(.damaged, "")).status == .badData)
        #expect(ExitError(EngineError(.outOfRange, "")).status == .usage)
    }

    @Test(
        "a problem of the service has its exit status",
        arguments: [
            (400, "malformed", Exit.badData), (403, "forbidden", .refused), (409, "insufficient_stock", .refused),
            (412, "version_conflict", .refused), (413, "too_large", .badData), (422, "idempotency_key_reused", .refused),
            (429, "busy", .unreachable), (503, "busy", .unreachable), (503, "commit_unknown", .internal),
            (500, "internal", .internal),
        ])
    func problems(status: Int, code: String, expected: Exit) {
        var problem = Problem()
        problem.status = Int32(status)
        problem.code = code
        #expect(ExitError(ServiceProblem(problem)).status == expected)
    }

    @Test("the numbers of the exit statuses are the contract's")
    func numbers() {
        #expect(Exit.allCases.map(\.rawValue) == [0, 1, 64, 65, 69, 70, 74])
    }

    @Test("a verb's fields make its command")
    func verbs() throws {
        let command = try Verb("order.cancel").command(
            fields: Array("{ \"orderId\": \"O-1\",\n \"reason\": \"x\" }".utf8), id: "c-1")
        #expect(command.id == "c-1")
        #expect(command.name == "order.cancel")
        #expect(command.order.cancel.orderID == "O-1")
    }

    @Test(
        "what is no verb is a matter of usage",
        arguments: ["order", "order.", ".place", "order.nope", "a.b.c", "order.place\":{},\"x", "id.x"])
    func noVerbs(text: String) {
        #expect { try Verb(text) } throws: { ($0 as? ExitError)?.status == .usage }
    }

    @Test(
        "fields that do not fit are bad data",
        arguments: ["", "{", "[]", "{}}", "{\"nope\":1}", "{\"orderId\":1}", "{}},\"time\":{{"])
    func badFields(text: String) throws {
        let verb = try Verb("order.cancel")
        #expect { try verb.command(fields: Array(text.utf8), id: "c-1") } throws: { ($0 as? ExitError)?.status == .badData }
    }

    @Test("help knows every verb the ledger decides, and its fields")
    func fields() throws {
        let verbs = Shape.contexts.flatMap { context in context.fields.map { "\(context.name).\($0.name)" } }
        #expect(verbs.contains("order.place") && verbs.contains("shipment.recordScan"))
        for verb in verbs { _ = try Verb(verb) }
        #expect(Set(Examples.all.map(\.verb)).isSubset(of: Set(verbs)))
        let text = VerbHelp(try Verb("shipment.recordScan")).text
        #expect(text.contains("status") && text.contains("PENDING/INFO_RECEIVED/IN_TRANSIT/OUT_FOR_DELIVERY"))
        #expect(text.contains("occurredAt") && text.contains("time"))
    }

    @Test("every verb has an example in its help")
    func examples() throws {
        for context in Shape.contexts {
            for verb in context.fields {
                let name = "\(context.name).\(verb.name)"
                #expect(VerbHelp(try Verb(name)).text.contains("daybook send"), "\(name)")
            }
        }
    }
}
