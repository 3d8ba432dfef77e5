import ArgumentParser
import Client
import Ledger
import Schema
import TestTools
import Testing
import daybook

@Suite("the bench", .timeLimit(.minutes(8)))
struct BenchTests {
    @Test("a number is eight digits, the first one first")
    func digits() {
        for number: UInt64 in [0, 7, 42, 1234, 99_999_999] {
            let text = String(number)
            let word = LoadMarks.digits(number).bigEndian
            let characters = (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) }
            #expect(String(decoding: characters, as: UTF8.self) == String(repeating: "0", count: 8 - text.count) + text)
        }
    }

    @Test("the preparation makes every article that a work can ask for")
    func preparation() {
        let shop = BenchShop(run: "12345678")
        let skus = shop.preparation.filter(\.catalog.createProduct.publish).flatMap { command in
            command.catalog.createProduct.variants.map(\.sku)
        }
        let received = shop.preparation.filter { $0.stock.receive.quantity > 0 }.map(\.stock.receive.sku)
        #expect(skus.count == Int(LoadMarks.articles) && Set(skus) == Set(received))
        #expect(skus.first == "12345678-A0000" && skus.last == "12345678-A0999")
        #expect(Set(shop.preparation.map(\.id)).count == shop.preparation.count)
    }

    @Test(
        "command lines that make no sense are refused",
        arguments: [
            ["--clients", "0"], ["--clients", "513"], ["--batch", "0"], ["--wire", "json", "--batch", "2"], ["--seconds", "0"],
            ["--seconds", "-1"], ["--seconds", "nan"], ["--clients", "100", "--batch", "5000"], ["order.nope"],
            ["--fill", "100000001"], ["--wire", "xml"],
        ])
    func usage(arguments: [String]) {
        #expect(throws: (any Error).self) { try Bench.parse(arguments) }
    }

    @Test("numbers of a report are rounded, never in powers of ten")
    func decimals() {
        #expect(BenchReport.decimal(1.2345, places: 3) == "1.235" || BenchReport.decimal(1.2345, places: 3) == "1.234")
        #expect(BenchReport.decimal(0.05, places: 1) == "0.1")
        #expect(BenchReport.decimal(-2.5, places: 2) == "-2.50")
        #expect(BenchReport.decimal(1_000_000_000, places: 0) == "1000000000")
        #expect(BenchReport.decimal(.infinity, places: 2) == "0")
    }

    @Test("every work is accepted on every wire, and the book grows by it", arguments: LoadWire.allCases, BenchWork.allCases)
    func works(wire: LoadWire, work: BenchWork) async throws {
        let program = try Program()
        let serving = try await program.serve()
        let batch = wire == .json ? [] : ["--batch", "7"]
        let outcome = try await program.run(
            ["bench", work.rawValue, "--wire", wire.rawValue, "--clients", "3", "--seconds", "0.3", "-o", "json"] + batch)
        #expect(outcome.status == 0, "\(outcome.err)")
        let report = try #require(JSONTree(Array(outcome.out.utf8)))
        let commands = try #require(report["commands"].flatMap { UInt64($0.text) })
        let entries = try #require(report["entries"].flatMap { UInt64($0.text) })
        #expect(commands > 0 && entries > commands)
        #expect(report["work"]?.text == work.rawValue && report["latencyP999Milliseconds"] != nil)
        #expect(report["serverCPUMicrosecondsPerCommand"].flatMap { Double($0.text) } != nil)
        #expect(report["serverMemoryMiB"].flatMap { Double($0.text) } ?? 0 > 1)
        let status = try await program.run("status", "-o", "json")
        #expect(JSONTree(Array(status.out.utf8))?["rejected"]?.text == "0", "\(status.out)")
        #expect(await serving.stop().status == 0)
    }

    @Test("a ledger is filled with as many orders as were asked for, and benched again")
    func fill() async throws {
        let program = try Program()
        let serving = try await program.serve()
        for orders in [1501, 3] {
            let outcome = try await program.run("bench", "--fill", String(orders), "--seconds", "0", "-o", "json")
            #expect(outcome.status == 0, "\(outcome.err)")
            let report = try #require(JSONTree(Array(outcome.out.utf8)))
            #expect(report["fillOrders"]?.text == String(orders) && report["commands"] == nil)
        }
        let shop = UInt64(BenchShop(run: "12345678").preparation.count)
        let status = try await program.run("status", "-o", "json")
        #expect(JSONTree(Array(status.out.utf8))?["head"]?.text == String(2 * shop + 1504))
        #expect(await serving.stop().status == 0)
    }

    @Test("without a service at the socket that was named there is nothing to bench")
    func unreachable() async throws {
        let outcome = try await Program().run("bench", "--socket", "none.sock", environment: ["DAYBOOK_DATA": ""])
        #expect(outcome.status == 69 && outcome.out.isEmpty)
        #expect(outcome.err.hasPrefix("daybook: no service answers"))
    }
}
