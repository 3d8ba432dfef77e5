import Engine
import Foundation
package import Ledger
import Schema

// Commands in and rows out as JSON: what a test says so stays true whatever the schema's types are called in Swift.

extension TestLedger {
    /// Sends a command that must be accepted: its verb, `order.place`, and the verb's object. Gives its events, each as
    /// `order/O-1 order.placed`.
    @discardableResult
    package func send(_ verb: String, _ body: String, as role: Role = .operator) throws -> [String] {
        let receipt = try receipt(Self.command(verb, body), as: Self.actor(role), wantsEvents: true)
        if let rejection = receipt.rejection {
            throw UnexpectedOutcome(description: "\(verb) \(body): \(rejection.code): \(rejection.detail)")
        }
        return receipt.events.map { "\($0.entity) \($0.name ?? "?")" }
    }

    /// Sends a command and gives the code it is refused with; empty if it is accepted.
    package func refusal(_ verb: String, _ body: String, as role: Role = .operator) throws -> String {
        try rejection(Self.command(verb, body), as: Self.actor(role))
    }

    /// Fields of a row as they are printed, each by its path: `balanceDue`, `lines.reserved`. Those of a list's items stand one
    /// behind the other with a blank between them; what is not printed is `-`.
    package func row(_ entity: String, _ paths: String...) throws -> [String] {
        guard let (table, id) = Table.split(entity), let row = try engine.head.row(table, id) else {
            throw UnexpectedOutcome(description: "no \(entity)")
        }
        let json = try JSONSerialization.jsonObject(with: Data(row.message.json()))
        return paths.map { Self.text(json, $0.split(separator: ".").map(String.init)[...]) }
    }

    private static func command(_ verb: String, _ body: String) throws -> Command {
        let parts = verb.split(separator: ".")
        return try Command(json: Array(#"{"id":"\#(UUID().uuidString)","\#(parts[0])":{"\#(parts[1])":\#(body)}}"#.utf8))
    }

    private static func actor(_ role: Role) -> Actor {
        Actor.with { ($0.kind, $0.name, $0.role) = (.staff, "anna", role.rawValue) }
    }

    private static func text(_ value: Any?, _ path: ArraySlice<String>) -> String {
        switch value {
        case let items as [Any]: items.map { text($0, path) }.joined(separator: " ")
        case let object as [String: Any]: path.first.map { text(object[$0], path.dropFirst()) } ?? "{}"
        case let value?: "\(value)"
        case nil: "-"
        }
    }
}
