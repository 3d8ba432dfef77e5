import Engine
import Foundation
import Journal
import Ledger
import Schema
import TestTools
import Testing
import daybook

@Suite("audit replay", .timeLimit(.minutes(8)))
struct ReplayTests {
    /// A ledger whose stored rows are not what its log says.
    private final class Tampered: ReplaySource {
        let ledger: FolderSource
        var head: UInt64 { ledger.head }

        init(_ ledger: FolderSource) {
            self.ledger = ledger
        }

        func sequence(at time: Moment) throws -> UInt64 { try ledger.sequence(at: time) }
        func entries(after: UInt64, through: UInt64) throws -> [Entry] { try ledger.entries(after: after, through: through) }
        func close() { ledger.close() }

        func rows(_ table: Table, after: String?, at sequence: UInt64) throws -> [Row] {
            try ledger.rows(table, after: after, at: sequence).compactMap { row in
                switch row {
                case .order(var order):
                    order.total += 1
                    return .order(order)
                case .warehouse: return nil
                default: return row
                }
            }
        }
    }

    @Test("rows that are not what the log says are found, field by field")
    func tampered() async throws {
        let program = try Program()
        let serving = try await program.serve()
        try await program.run("send", "-f", "-", input: shop)
        #expect(await serving.stop().status == 0)
        let source = Tampered(try FolderSource(folder: program.data, socket: "none"))
        defer { source.close() }

        let result = try ReplayRun(source: source, compares: true).run()
        #expect(result.report.entries == 4)
        let texts = try #require(result.differences).map(\.text)
        #expect(
            texts == [
                "warehouses WH-1: in the log, and not stored\n",
                "orders O-1 total: replayed 20000, stored 20001\n",
            ])
        let json = try #require(result.differences?.last?.json)
        #expect(json.hasPrefix(#"{"collection":"orders","id":"O-1","fields":{"total":{"replayed":20000,"stored":20001}},"#))

        let part = try ReplayRun(source: source, end: .sequence(2)).run()
        #expect(part.report.sequence == 2)
        #expect(part.hash != result.hash)
        #expect(part.differences == nil || part.differences?.isEmpty == true)
        #expect { try ReplayRun(source: source, end: .sequence(5)).run() } throws: { ($0 as? ExitError)?.status == .usage }
    }

    @Test("an index, a command id and a history that are not what the log says are found, too")
    func tamperedDerived() async throws {
        let program = try Program()
        let serving = try await program.serve()
        try await program.run("send", "-f", "-", input: shop)
        #expect(await serving.stop().status == 0)
        let sound = try await program.run("replay", "--diff")
        #expect(sound.status == 0)
        #expect(!sound.err.contains("only rows"))

        try tamper(program.data + "/state")
        let found = try await program.run("replay", "--diff")
        #expect(found.status == 1)
        for text in [
            #"{"collection":"index","id":"orderCustomer C-1 O-1","#, #"{"collection":"command","id":"c-4","#,
            #"{"collection":"history","id":"warehouse/WH-1","#, #""differenceCount":3"#,
        ] {
            #expect(found.out.contains(text), "\(text)\n\(found.out)")
        }
        let past = try await program.run("replay", "--diff", "--to", "3")
        // What is compared as of a past entry are its rows, and these are sound.
        #expect(past.status == 0 && past.out.contains(#""differenceCount":0,"differences":[]"#), "\(past.out)")
    }

    /// Has an order taken out of an index, a command point to another entry, and a row touched by another: each with a good
    /// checksum, as a fault of the program would.
    private func tamper(_ path: String) throws {
        let database = try Database(path: path, options: .state())
        var batch = WriteBatch()
        let complement = { (count: Int, value: UInt64) in
            (0..<count).map { UInt8(truncatingIfNeeded: ~value >> UInt64(8 * (count - 1 - $0))) }
        }
        var found = 0
        for flush in UInt64(1)...4 {
            for generation in UInt64(1)...9 {
                let stamp = complement(8, flush) + complement(4, generation)
                let key = Array("i".utf8) + [Index.orderCustomer.rawValue] + Array("C-1\u{0}O-1\u{0}".utf8) + stamp
                guard try database.get(key) != nil else { continue }
                batch.put(key, [0])
                found += 1
            }
        }
        #expect(found == 1)
        let command = Array("cc-4".utf8)
        var record = try #require(try database.get(command))
        record[7] = 3
        batch.put(command, record)
        let warehouse = Array("r".utf8) + [Table.warehouse.rawValue] + Array("WH-1\u{0}".utf8) + [UInt8](repeating: 0xFF, count: 12)
        var version = try #require(try database.get(warehouse))
        // Flush, generation, how many entries touched it, and the first of them: one byte each in so small a ledger.
        try #require(version[2] == 1 && version[3] == 1 && version[0] >= 2)
        version[3] = 2
        batch.put(warehouse, version)
        try database.write(batch)
    }

    @Test("a replay that a signal ends leaves nothing behind, and ends by it", arguments: [SIGINT, SIGTERM, SIGHUP])
    func stopped(_ signal: Int32) async throws {
        let program = try Program()
        let serving = try await program.serve()
        try await program.run("send", "-f", "-", input: shop)
        #expect(await serving.stop().status == 0)
        let (temporary, dump) = (program.folder + "/tmp", program.folder + "/dump")
        let files = FileManager.default
        for folder in [temporary, dump] { try files.createDirectory(atPath: folder, withIntermediateDirectories: false) }
        // A dump into a pipe that nobody reads goes on for ever.
        #expect(mkfifo(dump + "/\(Table.product.collection).ndjson", 0o600) == 0)
        // Who runs the tests may have had signals ignored.
        let launcher = ["/usr/bin/env", "--default-signal"]
        let replay = try program.start("replay", "--dump", dump, under: launcher, environment: ["TMPDIR": temporary])
        func left() throws -> [String] { try files.contentsOfDirectory(atPath: temporary) }
        #expect(try await replay.wait { (try? left().contains { $0.hasPrefix("daybook-replay-") }) == true })
        let end = await replay.stop(signal: signal)
        #expect(end.isSignal && end.status == signal)
        #expect(try left() == [])
    }
}
