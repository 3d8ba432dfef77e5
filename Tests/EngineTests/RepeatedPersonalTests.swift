import Engine
import Schema
import TestWorld
import Testing

/// The same id sent again with something personal: by its answers nobody finds out what was said.
@Suite("Commands about persons, sent again")
struct RepeatedPersonalTests {
    @Test("what somebody has said of a person is not found out by who sends their id again")
    func repeatedByAnother() throws {
        try withLedger { ledger in
            func change(_ phone: String) -> Command {
                .customer("p-1", .changeProfile(ChangeProfile(customerID: "C-1", phone: phone)))
            }
            try ledger.accepted(.register("c-1", "C-1"))
            try ledger.accepted(change("+49 170 4711"))
            #expect(try ledger.accepted(change("+49 170 4711")).replayed)
            let other = Actor(kind: .staff, uid: 4711, name: "ana", role: "support")
            for phone in ["+49 170 4711", "+49 170 4710"] {
                #expect(try ledger.send([change(phone)], as: other)[0].code == .idempotencyKeyReused, "\(phone)")
            }
        }
    }
}
