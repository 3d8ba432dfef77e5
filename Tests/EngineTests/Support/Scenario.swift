import Audit
import Engine
import Foundation
import Journal
import Ledger
import Schema
import TestLaws
import TestWorld
import Testing

/// One run of the workload on an engine of its own, with the auditor at its side.
final class Scenario {
    let seed: UInt64
    let ledger: TestLedger
    private(set) var auditor = Auditor()
    private(set) var entries: [Entry] = []
    /// The entries that name each entity.
    private(set) var history: [String: [UInt64]] = [:]
    /// Hashes of live states by their sequence.
    private(set) var samples: [UInt64: String] = [:]
    /// Views taken on the way that must not have changed since.
    private(set) var kept: [(view: View, hash: String)] = []
    private(set) var commands = 0
    private var workload: Workload
    private let environment = FaultEnv()

    /// What a seed varies beside the commands: how often rows are flushed, and whether times are stated.
    init(seed: UInt64, folder: String) throws {
        self.seed = seed
        let isBackfill = seed % 5 == 4
        workload = Workload(seed: seed, .init { $0.isBackfill = isBackfill })
        ledger = try TestLedger(
            folder + "/ledger", clock: ManualClock(isBackfill ? "2035-01-01T00:00:00Z" : "2026-03-01T09:00:00Z"),
            entriesPerFlush: [7, 40, 150, 8192][Int(seed % 4)], environment: environment)
    }

    func run(commands maxCommands: Int) throws {
        try send(workload.setUp())
        var interruptions = 0
        while commands < maxCommands {
            try send(workload.step(ledger.engine.head))
            if commands > maxCommands * (interruptions + 1) / 4 {
                interruptions += 1
                try interrupt(interruptions)
            }
        }
        try auditor.compareAll(with: ledger.engine.head)
        try check()
    }

    private func send(_ step: Workload.Step) throws {
        if !workload.manner.isBackfill { ledger.clock.advance(milliseconds: step.milliseconds) }
        commands += step.commands.count
        let outcomes = try ledger.send(step.commands, as: workload.manner.isBackfill ? .importer : .staff)
        try #require(outcomes.map(\.id) == step.commands.map(\.id), "seed \(seed): outcomes out of order")
        try audit()
    }

    private func audit() throws {
        let fresh = try ledger.entries(after: UInt64(entries.count))
        for entry in fresh {
            auditor.audit(entry)
            for entity in Set(entry.events.map(\.entity.text)) { history[entity, default: []].append(entry.sequence) }
        }
        entries += fresh
        try auditor.compareChanged(with: ledger.engine.head)
        try check()
    }

    private func check() throws {
        guard let first = auditor.violations.first else { return }
        let broken = auditor.violations.prefix(5).map(\.description).joined(separator: "\n")
        let story = entries.flatMap { entry in
            entry.events.filter { $0.entity.text == first.entity }.map { event in
                "\(entry.sequence) \(entry.command) " + String(decoding: event.json(), as: UTF8.self)
            }
        }
        Issue.record("seed \(seed): DAYBOOK_SEED=\(seed) repeats it\n\(broken)\n\(story.suffix(12).joined(separator: "\n"))")
        throw UnexpectedOutcome(description: "seed \(seed): \(first)")
    }

    /// Takes a sample, and then goes on: at once, after a clean stop, or after a power cut.
    private func interrupt(_ number: Int) throws {
        let view = ledger.engine.head
        let hash = try view.stateHash().description
        samples[view.sequence] = hash
        switch (Int(seed) + number) % 3 {
        case 0:
            kept = []
            try ledger.reopen()
        case 1:
            kept = []
            environment.stop()
            ledger.close()
            try environment.cutPower(tailPerMille: [0, 400, 1000][Int(seed / 3) % 3])
            try ledger.open()
        default:
            kept.append((view, hash))
            return
        }
        try #require(ledger.engine.status.head == view.sequence, "seed \(seed): the head after a restart")
        try #require(try ledger.engine.head.stateHash().description == hash, "seed \(seed): the rows after a restart")
    }
}
