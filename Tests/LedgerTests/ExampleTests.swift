import Schema
import Testing

@testable import Ledger

@Suite struct ExampleTests {
    @Test(arguments: Examples.all.indices)
    func exampleRuns(_ index: Int) throws {
        let example = Examples.all[index]
        var shop = Shop()
        shop.role = "admin"
        for command in example.given {
            let reply = try shop.send(command)
            #expect(reply.code == nil, "\(example.verb), \(example.title): \(command)")
        }
        #expect(try Command(json: Array(example.when.utf8)).name == example.verb)
        switch (try shop.send(example.when), example.then) {
        case (.events(let events), .events(let expected)): #expect(events == expected, "\(example.verb), \(example.title)")
        case (.rejected(let rejection), .rejected(let code)):
            #expect(rejection.code == code.rawValue, "\(example.verb), \(example.title): \(rejection.detail)")
        case (let reply, _): Issue.record("\(example.verb), \(example.title): \(reply)")
        }
        try shop.expectReplay()
    }

    @Test func everyVerbHasAnAcceptedExample() {
        #expect(Self.verbs.count >= 37)
        for verb in Self.verbs {
            let accepted = Examples.of(verb: verb).contains { example in
                if case .events = example.then { true } else { false }
            }
            #expect(accepted, "\(verb) has no example that is accepted")
        }
        #expect(Set(Examples.all.map(\.verb)).isSubset(of: Self.verbs))
    }

    @Test func everyRejectionHasAnExample() {
        // entry_too_large is the engine's: only it knows an entry's bytes. forbidden depends on who asks, and examples are the
        // owner's. An order that is too large is longer than an example may be. FlowTests, MoneyTests and EndingTests show them.
        // last_admin is of customers who send; OwnershipTests show it.
        // What is wrong with a password the service answers before there is an entry; PasswordTests show it.
        let elsewhere: Set<RejectionCode> = [
            .accountLocked, .badCredentials, .entryTooLarge, .forbidden, .lastAdmin, .orderTooLarge, .versionConflict,
        ]
        for code in RejectionCode.allCases where !elsewhere.contains(code) {
            #expect(Examples.all.contains { $0.then == .rejected(code) }, "\(code.rawValue) is in no example")
        }
    }

    /// Every verb, as the schema names it.
    static let verbs = Set(
        Command.fields.flatMap { context -> [String] in
            guard case .alternative = context.presence, case .message(let type) = context.kind else { return [] }
            return type.fields.map { "\(context.name).\($0.name)" }
        })
}
