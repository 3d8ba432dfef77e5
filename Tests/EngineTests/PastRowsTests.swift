import Engine
import Foundation
import Ledger
import Schema
import TestTools
import TestWorld
import Testing

/// Lists of the past hold only so much memory, all together.
@Suite("Rows of the past in memory", .timeLimit(.minutes(5)))
struct PastRowsTests {
    /// A ledger of 300 products with long descriptions, none of them flushed: as of each of them, a list holds about 5 MB.
    private func withProducts(_ bytes: Int, quiet: Int, _ body: (TestLedger) throws -> Void) throws {
        try withFolder { folder in
            let ledger = try TestLedger(folder + "/l", entriesPerFlush: 100_000) {
                $0.pastRowsBytes = bytes
                $0.millisecondsBeforePastRowsGo = quiet
            }
            defer { ledger.close() }
            let description = String(repeating: "d", count: 4000)
            try ledger.send(
                (0..<300).map { number in
                    var command = Command.product("p-\(number)", "S-\(number + 100)")
                    command.catalog.createProduct.description_p = description
                    return command
                })
            try body(ledger)
        }
    }

    /// A list of all products as of a sequence, of which some rows have been read.
    private func begun(_ sequence: UInt64, _ ledger: TestLedger) throws -> RowScan {
        var scan = try RowScan(try ledger.engine.view(at: .sequence(sequence)), Query(.product))
        while let rows = try scan.next(), rows.isEmpty {}
        return scan
    }

    private func rest(_ scan: inout RowScan) throws -> Int {
        var count = 0
        while let rows = try scan.next() { count += rows.count }
        return count
    }

    @Test("beyond what there is for them a list is told to come again, until another one ends; what is kept for later goes first")
    func bounded() throws {
        try withProducts(20 << 20, quiet: 600_000) { ledger in
            // Lists that have ended are kept for the next question, and keep nobody out.
            for sequence in UInt64(200)..<220 {
                let view = try ledger.engine.view(at: .sequence(sequence))
                #expect(try view.rows(Query(.product, limit: 1000)).rows.count == Int(sequence))
            }
            var open: [RowScan] = []
            var refused = 0
            for sequence in UInt64(270)..<300 {
                do {
                    open.append(try begun(sequence, ledger))
                } catch let error as EngineError {
                    #expect(error == EngineError(.busy, ""))
                    refused += 1
                }
            }
            #expect((2...6).contains(open.count), "\(open.count) lists hold their rows")
            #expect(refused == 30 - open.count)
            // As of a moment whose rows are in memory already, and for single rows, there is room.
            #expect(try ledger.engine.view(at: .sequence(250)).row(.product, "P-S-349") != nil)
            #expect(try rest(&open[0]) == 270 - EngineLimits.rowsPerScanStep)
            open.removeFirst()
            var late = try begun(299, ledger)
            #expect(try rest(&late) == 299 - EngineLimits.rowsPerScanStep)
        }
    }

    @Test("rows that nobody has read on for a while go where others need the memory, and are rolled forward again")
    func quiet() throws {
        try withProducts(8 << 20, quiet: 3000) { ledger in
            var slow = try begun(300 - 1, ledger)
            #expect(throws: EngineError(.busy, "")) { try begun(298, ledger) }
            usleep(3_200_000)
            var other = try begun(298, ledger)
            // The slow one is told the same as anybody else while there is no room, and goes on where it was when there is.
            #expect(throws: EngineError(.busy, "")) { try rest(&slow) }
            #expect(try rest(&other) == 298 - EngineLimits.rowsPerScanStep)
            other = try begun(20, ledger)
            #expect(try rest(&slow) == 299 - EngineLimits.rowsPerScanStep)
        }
    }

    @Test("a list that is larger than all there is for them is refused with what to ask instead")
    func tooLarge() throws {
        try withProducts(2 << 20, quiet: 50) { ledger in
            do {
                _ = try begun(299, ledger)
                Issue.record("it was answered")
            } catch let error as EngineError {
                #expect(error == EngineError(.tooLarge, ""))
                #expect(error.message.contains("2 MB") && error.message.contains("single rows"), "\(error)")
            }
            #expect(try ledger.engine.view(at: .sequence(299)).row(.product, "P-S-398") != nil)
            var small = try begun(70, ledger)
            #expect(try rest(&small) == 70 - EngineLimits.rowsPerScanStep)
            #expect(try ledger.engine.head.rows(Query(.product, limit: 1000)).rows.count == 300)
        }
    }
}
