import Audit
import Engine
import Foundation
import Ledger
import Schema
import TestTools
import TestWorld
import Testing

@Suite("Random books")
struct PropertyTests {
    @Test("every entry keeps every invariant, and all ways to a state lead to the same rows", arguments: seeds(40))
    func stateIdentity(seed: UInt64) throws {
        try withFolder { folder in
            let scenario = try Scenario(seed: seed, folder: folder)
            defer { scenario.ledger.close() }
            try scenario.run(commands: 400)
            #expect(scenario.auditor.events > 100, "seed \(seed): the run was too dull to mean anything")
            var identity = Identity(scenario)
            try identity.check()
        }
    }
}
