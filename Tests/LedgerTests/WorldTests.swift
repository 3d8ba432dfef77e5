import Schema
import TestTools
import TestWorld
import Testing

@testable import Ledger

/// The workload on a ledger in memory, audited after every entry.
@Suite struct WorldTests {
    @Test(arguments: seeds(32))
    func anyStreamKeepsTheEquations(seed: UInt64) throws {
        var shop = Shop()
        shop.role = "admin"
        var workload = Workload(seed: seed, .init { $0.isHonest = seed % 2 == 0 })
        try shop.send(workload.setUp())
        while shop.entries.count < 400 { try shop.send(workload.step(shop.ledger)) }
        try shop.wait(seconds: 40 * 86_400)
        try shop.expectReplay()
        let refused = shop.entries.count(where: { $0.rejection != nil })
        #expect(refused < shop.entries.count / 5 * 4, "the workload is mostly refused")
    }
}
