import Engine
import Foundation
import Journal
import Ledger
import Schema
import TestTools
import TestWorld
import Testing

/// Blocks that rot in a ledger of many: every answer is the right one, or says `damaged`.
@Suite("Damaged blocks", .timeLimit(.minutes(8)))
struct DamagedBlockTests {
    /// What is done to a file.
    enum Harm: CaseIterable {
        case flipTable, flipAny, cut
    }

    /// Does harm to a part of a ledger's folder, at a place that follows from the random numbers; says where.
    private func harm(_ folder: String, _ harm: Harm, _ random: inout SplitMix64) throws -> String {
        let all = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        let names = all.filter { $0 != "LOCK" && !$0.hasPrefix("LOG") }
        // A table may be left over from a compaction that a stop interrupted, so each is harmed.
        let victims = harm == .flipTable ? names.filter { $0.hasSuffix(".ldb") } : [random.pick(names)]
        return try victims.map { try self.harm(file: folder + "/" + $0, harm, &random) }.joined(separator: "; ")
    }

    private func harm(file path: String, _ harm: Harm, _ random: inout SplitMix64) throws -> String {
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
        defer { try? file.close() }
        let size = try file.seekToEnd()
        guard size > 0 else { return "\(path) is empty" }
        let places = (0..<(harm == .flipTable ? 3 : 1)).map { _ in UInt64.random(in: 0..<size, using: &random) }
        for place in places {
            if harm == .cut { try file.truncate(atOffset: place) } else { try flip(file, at: place, &random) }
        }
        return "\(harm) of \(path) at \(places) of \(size)"
    }

    private func flip(_ file: FileHandle, at place: UInt64, _ random: inout SplitMix64) throws {
        try file.seek(toOffset: place)
        let byte = try #require(try file.read(upToCount: 1)?.first)
        try file.seek(toOffset: place)
        try file.write(contentsOf: [byte ^ UInt8(1) << UInt8.random(in: 0...7, using: &random)])
    }

    /// Asks some questions in an order of the test's: how many were answered `damaged`. Other answers must be right.
    private func ask(
        _ large: LargeLedger, _ ledger: TestLedger, _ count: Int, _ random: inout SplitMix64, _ what: Comment
    ) throws -> Int {
        var damaged = 0
        for question in large.questions.shuffled(using: &random).prefix(count) {
            do {
                let answer = try question.answer(of: ledger.engine)
                #expect(answer == large.answers[question], "\(what): \(question)")
            } catch let error as EngineError {
                #expect(error.code.description == "damaged", "\(what): \(question): \(error)")
                damaged += 1
            }
        }
        return damaged
    }

    /// Sends commands that are in the book, and new ones: each has its receipt, or `damaged`; after damage none is decided.
    private func command(_ large: LargeLedger, _ ledger: TestLedger, wasDamaged: Bool, _ random: inout SplitMix64, _ what: Comment)
        throws -> Bool
    {
        var isDamaged = wasDamaged
        for _ in 0..<12 {
            let (old, sequence) = random.pick(large.recorded)
            let number = random.number(0...36)
            let new = Command.receive("new-\(random.next())", "S-\(number)", number % 3 == 0 ? "W-2" : "W-1", 1)
            for (command, expected) in [(old, sequence), (new, nil as UInt64?)] {
                let outcome = try ledger.send([command])[0]
                if let code = outcome.code {
                    #expect(code.rawValue == "damaged", "\(what): \(command.id)")
                    isDamaged = true
                } else if let receipt = outcome.receipt {
                    #expect(!isDamaged, "\(what): \(command.id) was decided after damage had been found")
                    #expect(receipt.rejection == nil, "\(what): \(command.id): \(receipt.rejection)")
                    if let expected { #expect(receipt.sequence == expected, "\(what): \(command.id) twice") }
                }
            }
        }
        return isDamaged
    }

    @Test("in state/, found while serving: right or damaged, and the next start rebuilds it by itself", arguments: seeds(4))
    func state(seed: UInt64) throws {
        try withFolder { folder in
            let large = try LargeLedger.shared.get()
            var random = SplitMix64(seed)
            var (foundServing, foundStarting) = (0, 0)
            for (round, harm) in [Harm.flipTable, .flipTable, .flipTable, .flipTable, .flipAny, .cut].enumerated() {
                let copy = try large.copy(to: folder + "/\(round)")
                let what = try self.harm(copy + "/state", harm, &random)
                let newest = try newestTable(copy)
                if try serve(large, copy, &random, "seed \(seed): \(what)") {
                    foundServing += 1
                } else if try newestTable(copy) < newest {
                    foundStarting += 1
                }
                try FileManager.default.removeItem(atPath: copy)
            }
            #expect(foundServing + foundStarting >= 3, "\(foundServing) while serving, \(foundStarting) at the start")
        }
    }

    /// The newest table in state/. LevelDB's numbers only grow, but for a rebuilt state/, which begins anew.
    private func newestTable(_ folder: String) throws -> String {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder + "/state").filter { $0.hasSuffix(".ldb") }
        return names.max() ?? ""
    }

    /// Serves from a copy whose state/ was harmed, stops, and serves again: whether damage was found while serving.
    private func serve(_ large: LargeLedger, _ folder: String, _ random: inout SplitMix64, _ what: String) throws -> Bool {
        let ledger = try TestLedger(folder, entriesPerFlush: 5)
        let damaged = try ask(large, ledger, 150, &random, "\(what)")
        let isDamaged = try command(large, ledger, wasDamaged: damaged > 0, &random, "\(what)")
        ledger.close()
        if isDamaged {
            #expect(ledger.fatalErrors.map(\.code.description) == ["damaged"], "\(what)")
            #expect(ledger.fatalErrors.allSatisfy { !$0.message.contains("backup") && $0.message.contains("rebuilt") }, "\(what)")
        }
        #expect(ledger.fatalErrors.count == (isDamaged ? 1 : 0), "\(what): \(ledger.fatalErrors)")
        let errors = ledger.fatalErrors.count
        try ledger.open()
        #expect(try ask(large, ledger, 40, &random, "after the next start, \(what)") == 0)
        if isDamaged {
            #expect(try ledger.replayHash() == ledger.engine.head.stateHash().description, "\(what)")
            #expect(try !command(large, ledger, wasDamaged: false, &random, "\(what)"))
            #expect(ledger.fatalErrors.count == errors, "\(what)")
        }
        ledger.close()
        return isDamaged
    }

    @Test("in log/: right, or damaged, at the start and while serving; the advice is to restore a backup", arguments: seeds(3))
    func log(seed: UInt64) throws {
        try withFolder { folder in
            let large = try LargeLedger.shared.get()
            var random = SplitMix64(seed)
            var found = 0
            for (round, harm) in [Harm.flipTable, .flipTable, .flipTable, .flipAny, .cut].enumerated() {
                let copy = try large.copy(to: folder + "/\(round)")
                let what = "seed \(seed): " + (try self.harm(copy + "/log", harm, &random))
                do {
                    let ledger = try TestLedger(copy, entriesPerFlush: 5)
                    defer { ledger.close() }
                    let damaged = try ask(large, ledger, 90, &random, "\(what)")
                    guard try command(large, ledger, wasDamaged: damaged > 0, &random, "\(what)") else { continue }
                    found += 1
                    #expect(ledger.fatalErrors.map(\.code.description) == ["damaged"], "\(what)")
                    #expect(ledger.fatalErrors.allSatisfy { $0.message.contains("restore a backup") }, "\(what)")
                } catch let error as JournalError {
                    #expect(error == JournalError(.corruption), "\(what): \(error)")
                    #expect(error.message.contains("restore a backup"), "\(what): \(error)")
                    found += 1
                } catch let error as EngineError {
                    #expect(error == EngineError(.damaged, ""), "\(what): \(error)")
                    found += 1
                }
                try FileManager.default.removeItem(atPath: copy)
            }
            #expect(found >= 1)
        }
    }

    @Test("tables that rot under an open ledger are found as soon as they are read", arguments: ["state", "log"])
    func whileOpen(part: String) throws {
        try withFolder { folder in
            let large = try LargeLedger.shared.get()
            let ledger = try TestLedger(large.copy(to: folder + "/l"))
            var random = SplitMix64(11)
            let path = ledger.folder + "/" + part
            for name in try FileManager.default.contentsOfDirectory(atPath: path) where name.hasSuffix(".ldb") {
                try rot(path + "/" + name)
            }
            #expect(try ask(large, ledger, 120, &random, "while open") > 0)
            #expect(try command(large, ledger, wasDamaged: true, &random, "while open"))
            ledger.close()
            #expect(ledger.fatalErrors.map(\.code.description) == ["damaged"])
            let advice = try #require(ledger.fatalErrors.first).message
            #expect(advice.contains("restore a backup") == (part == "log"), "\(advice)")
            if part == "log" {
                #expect(throws: JournalError(.corruption)) { try ledger.open() }
            } else {
                try ledger.open()
                #expect(try ask(large, ledger, 60, &random, "after the next start") == 0)
                ledger.close()
            }
        }
    }

    /// Flips a bit every so many bytes in a table's data blocks, which come first: filters are mapped into memory and checked
    /// once, when a table is opened.
    private func rot(_ path: String) throws {
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
        defer { try? file.close() }
        let size = try file.seekToEnd() / 2
        for place in stride(from: UInt64(100), to: size, by: 3001) {
            try file.seek(toOffset: place)
            let byte = try #require(try file.read(upToCount: 1)?.first)
            try file.seek(toOffset: place)
            try file.write(contentsOf: [byte ^ 16])
        }
    }
}
