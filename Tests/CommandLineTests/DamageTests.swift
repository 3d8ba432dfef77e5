import Engine
import Foundation
import TestTools
import Testing
import daybook

/// What clients, the service's exit and the tools say when bytes on disk have rotted.
@Suite("damage, through the program", .timeLimit(.minutes(5)))
struct DamageTests {
    /// A stopped ledger of some hundred orders whose rows are in a table of `state/`, entries in one of `log/`.
    private func ledger(orders: Int = 600) async throws -> Program {
        let program = try Program()
        var lines = shop.split(separator: "\n").map(String.init)
        lines.append(#"{"id":"r-2","stock":{"receive":{"sku":"SKU-1","warehouseId":"WH-1","quantity":5000}}}"#)
        for number in 0..<orders {
            let goods = #"[{"sku":"SKU-1","quantity":1}]"#
            let order = #"{"orderId":"N-\#(number)","customerId":"C-\#(number % 7)","currency":"CNY","lines":\#(goods)}"#
            lines.append(#"{"id":"o-\#(number)","order":{"place":\#(order)}}"#)
        }
        let serving = try await program.serve()
        #expect(try await program.run("send", "-f", "-", input: lines.joined(separator: "\n") + "\n").status == 0)
        #expect(await serving.stop().status == 0)
        // The next start moves what the write-ahead log holds to a table.
        #expect(await (try await program.serve()).stop().status == 0)
        return program
    }

    /// Flips a bit every so many bytes in the later part of the tables' blocks: orders, and entries.
    private func rot(_ folder: String) throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name.hasSuffix(".ldb") {
            let url = URL(fileURLWithPath: folder + "/" + name)
            var bytes = try Data(contentsOf: url)
            for place in stride(from: bytes.count * 2 / 3, to: bytes.count * 4 / 5, by: 300) { bytes[place] ^= 4 }
            try bytes.write(to: url)
        }
    }

    @Test("in state/: clients are told damaged, the service exits with 70, and the next start has rebuilt it")
    func state() async throws {
        let program = try await ledger()
        let before = try await program.run("query", "orders", "--limit", "0", "-o", "ndjson").out
        #expect(before.split(separator: "\n").count == 601)
        try rot(program.data + "/state")
        let serving = try await program.serve()
        let query = try await program.run("query", "orders", "--limit", "0", "-o", "ndjson")
        // A list whose beginning is sent already can only break off; the client sees that, and asking again says why.
        #expect(query.status == 70 || query.status == 69 && query.err.contains("in the middle of an answer"), "\(query.err)")
        #expect(query.out.split(separator: "\n").count < 601)
        #expect(!query.err.contains("backup"))
        #expect(await serving.ended().status == 70)
        let again = try await program.serve()
        #expect(try await program.run("query", "orders", "--limit", "0", "-o", "ndjson").out == before)
        #expect(await again.stop().status == 0)
        #expect(try await program.run("replay", "--diff").status == 0)
    }

    @Test("in state/, met by a tool where no service runs: 65, and the next one has rebuilt it")
    func tool() async throws {
        let program = try await ledger()
        let before = try await program.run("query", "orders", "N-7").out
        try rot(program.data + "/state")
        let replay = try await program.run("replay", "--diff")
        #expect(replay.status == 65, "\(replay.err)")
        #expect(replay.err.contains("rebuilt") && !replay.err.contains("backup"), "\(replay.err)")
        #expect(try await program.run("replay", "--diff").status == 0)
        #expect(try await program.run("query", "orders", "N-7").out == before)
    }

    @Test("in log/: the service does not start, and no tool reads it: 65, and all say to restore a backup")
    func log() async throws {
        let program = try await ledger()
        try rot(program.data + "/log")
        for command in [["serve"], ["rebuild"], ["replay"], ["log", "--from", "1"]] {
            let outcome = try await program.run(command)
            #expect(outcome.status == 65, "\(command): \(outcome.err)")
            #expect(outcome.err.contains("restore a backup"), "\(command): \(outcome.err)")
        }
    }

    /// Flips a bit in each block of the tables' data, in the files that a running service has open. What they were, by their paths.
    private func rotUnderService(_ folder: String) throws -> [String: Data] {
        var sound: [String: Data] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name.hasSuffix(".ldb") {
            let path = folder + "/" + name
            let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
            let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
            defer { try? file.close() }
            for place in stride(from: 100, to: bytes.count * 3 / 4, by: 3001) {
                try file.seek(toOffset: UInt64(place))
                try file.write(contentsOf: [bytes[place] ^ 16])
            }
            sound[path] = bytes
        }
        return sound
    }

    @Test("in log/, met while serving: clients are told damaged, nothing is decided any more, 70, and the advice is a backup")
    func logWhileServing() async throws {
        let program = try await ledger(orders: 3000)
        let running = try program.start("serve", "--log-level", "warning")
        #expect(try await running.wait { running.out.hasPrefix("ready ") && running.out.contains("(head 3005,") })
        let sound = try rotUnderService(program.data + "/log")
        #expect(sound.values.reduce(0) { $0 + $1.count } > 20 * 4096)
        let connection = try Problems.connection(to: program)
        // A block that was read before may be remembered; most were not.
        var answer = try connection.get("/v1/entries/1")
        for sequence in stride(from: 101, through: 3001, by: 100) where answer.status == 200 {
            answer = try connection.get("/v1/entries/\(sequence)")
        }
        #expect(answer.status == 500, "\(answer)")
        #expect(answer.text.contains(#""code":"damaged""#) && answer.text.contains("restore a backup"))
        // The process ends soon; what still comes is told the same.
        let late = #"{"id":"late","stock":{"receive":{"sku":"SKU-1","warehouseId":"WH-1","quantity":1}}}"#
        if let answer = try? connection.post(late) {
            #expect(answer.status == 500 && answer.text.contains(#""code":"damaged""#), "\(answer)")
        }
        #expect(await running.ended() == (70, false))
        #expect(running.err.contains("restore a backup"), "\(running.err)")
        let again = try await program.run("serve")
        #expect(again.status == 65 && again.err.contains("restore a backup"), "\(again.err)")
        // The backup: the same book as before, in which the late command is not.
        for (path, bytes) in sound { try bytes.write(to: URL(fileURLWithPath: path)) }
        let restored = try await program.serve()
        #expect(restored.readyLine.contains("(head 3005,"))
        #expect(
            try await program.run("send", "-f", "-", input: late + "\n").out.contains(#""accepted":1,"refused":0,"replayed":0"#))
        #expect(await restored.stop().status == 0)
        #expect(try await program.run("replay", "--diff").status == 0)
    }
}
