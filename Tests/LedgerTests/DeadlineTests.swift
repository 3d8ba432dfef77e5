import Schema
import Testing

@testable import Ledger

/// Deadlines are held as far as a horizon only; those behind it enter when it moves on, and none is lost or kept too long.
@Suite struct DeadlineHorizonTests {
    private func moment(_ seconds: Int64) -> Moment { Moment(microseconds: seconds * 1_000_000) }

    @Test func holdsWhatIsDueBeforeTheHorizonOnly() {
        var deadlines = Deadlines()
        deadlines.setHorizon(moment(100))
        #expect(deadlines.next == moment(100))
        deadlines.note(moment(100), of: "order/late")
        #expect(deadlines.take(through: moment(1000)) == nil)
        deadlines.note(moment(99), of: "order/soon")
        #expect(deadlines.next == moment(99))
        #expect(deadlines.take(through: moment(98)) == nil)
        #expect(deadlines.take(through: moment(99))?.entity == "order/soon")
        #expect(deadlines.next == moment(100))
    }

    @Test func aDeadlineMovedBehindTheHorizonIsLetGo() {
        var deadlines = Deadlines()
        deadlines.setHorizon(moment(100))
        deadlines.note(moment(50), of: "order/1")
        deadlines.note(moment(150), of: "order/1")
        #expect(deadlines.next == moment(100))
        #expect(deadlines.take(through: moment(99)) == nil)
        deadlines.setHorizon(moment(200))
        deadlines.note(moment(150), of: "order/1")
        #expect(deadlines.take(through: moment(199))?.due == moment(150))
    }

    /// As in the index, where names are written out: tables go by their kinds, not by their numbers.
    @Test func whatIsDueAtOneTimeComesInTheOrderOfTheNames() {
        var deadlines = Deadlines()
        deadlines.setHorizon(moment(100))
        for entity in ["shipment/1", "payment/1", "order/2", "parcel/1@SF", "order/10"] as [EntityName] {
            deadlines.note(moment(50), of: entity)
        }
        var taken: [String] = []
        while let (_, entity) = deadlines.take(through: moment(50)) { taken.append(entity.text) }
        #expect(taken == ["order/10", "order/2", "parcel/1@SF", "payment/1", "shipment/1"])
    }

    /// A row whose flush is in progress is in no index of the source yet, or in its old place: it counts as it is in memory.
    @Test func movingTheHorizonTakesRowsOfAFlushInProgress() throws {
        var shop = try Shop(given: Example.shop + [.place(2)])
        let due = try #require(try shop.order().deadline)
        shop.state.setDeadlineHorizon(Moment(microseconds: 0))
        shop.state.cut()
        shop.state.setDeadlineHorizon(due.adding(seconds: 1), stored: [(due.adding(seconds: -5), "order/O-1")])
        #expect(shop.state.nextDeadline == due)
        #expect(shop.state.takeDeadline(through: due.adding(seconds: -1)) == nil)
        try shop.wait(seconds: Limits.payWithinSeconds + 1)
        #expect(try shop.order().status == .expired)
    }

    /// What has changed since the flush is right, whatever the index says: here the order was cancelled meanwhile, and another
    /// one placed.
    @Test func movingTheHorizonTakesRowsOverTheIndex() throws {
        var shop = try Shop(given: Example.shop + [.place(2)])
        let due = try #require(try shop.order().deadline)
        shop.state.setDeadlineHorizon(Moment(microseconds: 0))
        #expect(shop.state.takeDeadline(through: due) == nil)
        let stored: [(due: Moment, entity: EntityName)] = [(due, "order/O-gone"), (due.adding(seconds: -5), "order/O-1")]
        shop.state.setDeadlineHorizon(due.adding(seconds: 1), stored: stored)
        #expect(shop.state.takeDeadline(through: due.adding(seconds: -1)) == nil)
        var taken: [EntityName] = []
        while let (_, entity) = shop.state.takeDeadline(through: due) { taken.append(entity) }
        // The first of the two is no order any more: whoever takes it finds that out by the row.
        #expect(taken == ["order/O-1", "order/O-gone"])
    }
}
