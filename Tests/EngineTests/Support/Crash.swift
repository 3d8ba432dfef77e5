import Engine
import Foundation
import Journal
import Ledger
import Schema
import TestWorld
import Testing

/// A short life of a ledger on a disk that will fail, and what its clients were told.
final class DoomedLedger {
    let ledger: TestLedger
    let environment: FaultEnv
    /// Receipts that clients hold.
    private(set) var receipts: [Receipt] = []
    /// Commands whose clients were told that nobody knows.
    private(set) var unknown: [Command] = []
    private var sent: [String: Command] = [:]

    init(_ folder: String, entriesPerFlush: Int = 4) throws {
        environment = FaultEnv()
        ledger = try TestLedger(folder, entriesPerFlush: entriesPerFlush, environment: environment)
        try send(smallShop(units: 12))
    }

    /// The life itself: rounds of a few commands, some of them refused, until the disk fails or the rounds are over.
    func live(rounds: Int) throws {
        for round in 0..<rounds where unknown.isEmpty {
            try send([
                .place("o-\(round)", "O-\(round)", "A", 1, payment: "P-\(round)", amount: 100),
                .result("c-\(round)", "P-\(round)", .captured, 100), .place("x-\(round)", "X-\(round)", "A", 99),
            ])
        }
    }

    func send(_ commands: [Command]) throws {
        for command in commands { sent[command.id] = command }
        for outcome in try ledger.send(commands) {
            switch outcome {
            case .receipt(let receipt): receipts.append(receipt)
            case .receipts(_, let several): receipts += several
            case .problem(let problem):
                #expect(problem.code == .commitUnknown)
                unknown.append(try #require(sent[problem.id]))
            }
        }
    }

    /// Opens the ledger again on a sound disk, and checks every promise that was made.
    func checkAfterRestart(_ what: Comment) throws {
        try ledger.open(environment: .some(nil))
        let entries = try ledger.entries()
        #expect(entries.map(\.sequence) == Array(1..<UInt64(entries.count + 1)), what)
        for receipt in receipts {
            let entry = entries.first { $0.id == receipt.id }
            #expect(entry?.sequence == receipt.sequence && entry?.time == receipt.time, "\(what): \(receipt.id) was acknowledged")
            #expect((entry?.rejection == nil) == (receipt.rejection == nil), what)
        }
        let known = Set(entries.map(\.id))
        for command in unknown {
            let receipt = try ledger.receipt(command)
            #expect(receipt.replayed == known.contains(command.id), "\(what): \(command.id) was unknown")
        }
        // Every command that anyone was answered is in the book now, once.
        let ids = try ledger.entries().map(\.id)
        #expect(Set(ids).count == ids.count, what)
        #expect(Set(ids).isSuperset(of: receipts.map(\.id) + unknown.map(\.id)), what)
        #expect(try ledger.replayHash() == ledger.engine.head.stateHash().description, what)
    }
}
