import TestTools
import Testing

@testable import Schema

/// A verb's object alone, whose name came beside it.
@Suite("Verbs by name")
struct VerbTests {
    private static let verbs: [(context: String, verb: String, type: any Message.Type)] = Command.fields.flatMap { context in
        guard case .alternative = context.presence, case .message(let type) = context.kind else {
            return [] as [(String, String, any Message.Type)]
        }
        return type.fields.compactMap { verb in
            if case .message(let body) = verb.kind { (context.name.description, verb.name.description, body) } else { nil }
        }
    }

    @Test("an object is the command that it is inside of its verb and its context")
    func objects() throws {
        var messages = RandomMessages(seed: 1)
        func check<M: Message>(_ context: String, _ verb: String, _ type: M.Type) throws {
            for _ in 0..<20 {
                let body = try M(encoded: messages.bytes(of: type)).json()
                let whole = Array("{\"\(context)\":{\"\(verb)\":".utf8) + body + Array("}}".utf8)
                let command = try Command(json: body, of: "\(context).\(verb)")
                #expect(try command == Command(json: whole))
                #expect(command.name == "\(context).\(verb)")
            }
        }
        for (context, verb, type) in Self.verbs { try check(context, verb, type) }
        #expect(Self.verbs.count >= 37)
    }

    @Test("a fault has the path that it has inside of them, and the bytes counted as they came")
    func faults() {
        func fault(_ text: String, _ verb: String) -> JSONFault? {
            do throws(JSONFault) {
                _ = try Command(json: Array(text.utf8), of: verb)
                return nil
            } catch {
                return error
            }
        }
        let unknown = fault(#"{"lines":[{},{"skv":1}]}"#, "order.place")
        #expect(unknown?.place == .field("order.place.lines[1].skv"))
        #expect(fault("{} {}", "order.place")?.reason.contains("from byte 4 on") == true)
        #expect(fault("[]", "order.place")?.place == .message)
        #expect(fault("{}}", "order.place")?.place == .text)
        for verb in ["order.plac", "order", "place", "", "order.place.", "Order.place"] {
            #expect(fault("{}", verb)?.reason == "is of no verb that there is", "\(verb)")
        }
    }
}
