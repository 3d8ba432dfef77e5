import Foundation
import TestTools
import Testing
import daybook

@Suite("import and bench without a service", .timeLimit(.minutes(8)))
struct OwnServiceTests {
    private static let note = "so this process serves"

    @Test("a bench serves the folder itself, and leaves it as a service that stopped does")
    func bench() async throws {
        let program = try Program()
        let first = try await program.run("bench", "--fill", "20", "--seconds", "0", "-o", "json")
        #expect(first.status == 0, "\(first.err)")
        #expect(first.err.hasPrefix("daybook: no service runs, ") && first.err.contains(Self.note))
        #expect(Self.sockets(program) == [])
        let second = try await program.run("bench", "--seconds", "0.3", "--clients", "2", "-o", "json", "--quiet")
        #expect(second.status == 0 && second.err.isEmpty, "\(second.err)")
        let report = try #require(JSONTree(Array(second.out.utf8)))
        #expect(report["processCPUMicrosecondsPerCommand"].flatMap { Double($0.text) } ?? 0 > 0)
        #expect(report["clientCPUMicrosecondsPerCommand"] == nil)
        #expect(report["serverCPUMicrosecondsPerCommand"]?.text == "null")
        #expect(try await program.run("replay", "--diff").status == 0)
        let serving = try await program.serve()
        #expect(await serving.stop().status == 0)
    }

    @Test("a signal ends the work, stops the service cleanly, and is what the shell sees", arguments: [SIGINT, SIGTERM, SIGHUP])
    func signal(signal: Int32) async throws {
        let program = try Program()
        let running = try program.start("bench", "--seconds", "600")
        #expect(try await running.wait { Self.sockets(program) == ["private.sock"] && running.err.contains(Self.note) })
        try await Task.sleep(for: .seconds(1))
        let (status, isSignal) = await running.stop(signal: signal)
        #expect(isSignal && status == signal, "\(running.err)")
        #expect(running.err.split(separator: "\n").count == 1, "\(running.err)")
        #expect(Self.sockets(program) == [])
        #expect(try await program.run("replay", "--diff").status == 0)
    }

    @Test("an import serves the folder itself, and imports again without repeating anything")
    func importing() async throws {
        let program = try Program()
        try Self.writeTables(program.folder + "/olist")
        let first = try await program.run("import", "olist", "olist", "-o", "json")
        #expect(first.status == 0, "\(first.err)")
        #expect(first.err.contains(Self.note))
        let report = try #require(JSONTree(Array(first.out.utf8)))
        #expect(report["orders"]?.text == "1" && report["replayed"]?.text == "0" && report["paymentsCents"]?.text == "3210")
        #expect(Self.sockets(program) == [])
        #expect(try await program.run("query", "orders", "o1", "-o", "csv").out.contains("DELIVERED"))
        let again = try await program.run("import", "olist", "olist", "-o", "json", "--quiet")
        #expect(again.status == 0 && again.err.isEmpty)
        #expect(JSONTree(Array(again.out.utf8))?["replayed"]?.text == report["commands"]?.text)
        let other = try await program.run("import", "olist", "olist", "--socket", "none.sock", environment: ["DAYBOOK_DATA": ""])
        #expect(other.status == 69)
    }

    @Test("a bench takes what benches left behind, and nothing else unless it is told to")
    func others() async throws {
        let small = ["bench", "--fill", "3", "--seconds", "0", "-o", "json"]
        let program = try Program()
        #expect(try await program.run(small).status == 0)
        #expect(try await program.run(small).status == 0)
        let serving = try await program.serve()
        let warehouses = try await program.run("query", "warehouses", "-o", "csv").out
        let run = try #require(warehouses.firstMatch(of: /([0-9a-f]{8})-W/).map { String($0.output.1) })
        let order = #"{"orderId":"O-1","customerId":"C","currency":"EUR","lines":[{"sku":"\#(run)-A0007","quantity":1}]}"#
        #expect(try await program.run("send", "order.place", order).status == 0)
        try await Self.expectRefusal(of: small, in: program, naming: "order O-1")
        #expect(try await program.run(small + ["--yes"]).status == 0)
        #expect(await serving.stop().status == 0)
    }

    @Test(
        "a bench names what it found that is not its own",
        arguments: [
            ("warehouse.register", #"{"warehouseId":"WH-1","name":"Main"}"#, "warehouse WH-1"),
            ("warehouse.register", #"{"warehouseId":"0123abcd-W","name":"Main"}"#, "warehouse 0123abcd-W"),
            ("catalog.createProduct", #"{"productId":"P-1","title":"Lamp","kind":"PHYSICAL"}"#, "product P-1"),
            ("order.cancel", #"{"orderId":"O-1","reason":"x"}"#, "entry 1, order.cancel"),
        ])
    func foreign(verb: String, fields: String, name: String) async throws {
        let program = try Program()
        let serving = try await program.serve()
        try await program.run("send", verb, fields)
        try await Self.expectRefusal(of: ["bench", "--seconds", "0.3"], in: program, naming: name)
        #expect(await serving.stop().status == 0)
        try await Self.expectRefusal(of: ["bench", "--seconds", "0.3", "--quiet"], in: program, naming: name)
    }

    @Test("however few its orders are among those of benches")
    func fewForeign() async throws {
        let program = try Program()
        let serving = try await program.serve()
        func bench(_ arguments: String...) async throws -> Program.Outcome {
            try await program.run(["bench", "--seconds", "0", "-o", "json", "--fill"] + arguments)
        }
        #expect(try await bench("3").status == 0)
        let run = try #require(
            try await program.run("query", "warehouses", "-o", "csv").out.firstMatch(of: /([0-9a-f]{8})-W/).map { $0.output.1 })
        let line = #"{"sku":"\#(run)-A0007","quantity":1}"#
        let order = #"{"orderId":"O-1","customerId":"C","currency":"EUR","lines":[\#(line)]}"#
        #expect(try await program.run("send", "order.place", order).status == 0)
        // More on both sides of it than is looked at entry by entry.
        #expect(try await bench("2500", "--yes").status == 0)
        try await Self.expectRefusal(of: ["bench", "--seconds", "0", "--fill", "1"], in: program, naming: "order O-1")
        #expect(await serving.stop().status == 0)
    }

    private static func expectRefusal(of command: [String], in program: Program, naming name: String) async throws {
        let before = try await program.run("status", "-o", "json").out
        let outcome = try await program.run(command)
        #expect(outcome.status == 1 && outcome.out.isEmpty)
        #expect(
            outcome.err.contains("daybook: this ledger holds more than benches") && outcome.err.contains(name), "\(outcome.err)")
        let after = try await program.run("status", "-o", "json").out
        let heads = [before, after].map { JSONTree(Array($0.utf8))?["head"]?.text }
        #expect(heads.first == heads.last && heads.first != nil)
    }

    private static func sockets(_ program: Program) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: program.data)) ?? []).filter { $0.hasSuffix(".sock") }
    }

    /// One order of two pieces that was paid and delivered.
    private static func writeTables(_ folder: String) throws {
        let tables = [
            "sellers": "seller_id,seller_zip_code_prefix,seller_city,seller_state\ns1,01001,sao paulo,SP\n",
            "products": "product_id,product_category_name,product_weight_g,product_length_cm,product_height_cm,product_width_cm\n"
                + "p1,beleza,200,10,5,5\n",
            "customers": "customer_id,customer_unique_id,customer_zip_code_prefix,customer_city,customer_state\n"
                + "c1,u1,01001,sao paulo,SP\n",
            "orders": "order_id,customer_id,order_status,order_purchase_timestamp,order_approved_at,order_delivered_carrier_date,"
                + "order_delivered_customer_date,order_estimated_delivery_date\n"
                + "o1,c1,delivered,2017-10-02 10:56:33,2017-10-02 11:07:15,2017-10-04 19:55:00,2017-10-10 21:25:13,"
                + "2017-10-18 00:00:00\n",
            "order_items":
                "order_id,order_item_id,product_id,seller_id,price,freight_value\no1,1,p1,s1,10.00,6.05\no1,2,p1,s1,10.00,6.05\n",
            "order_payments": "order_id,payment_sequential,payment_type,payment_installments,payment_value\n"
                + "o1,1,credit_card,1,32.10\n",
        ]
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        for (name, text) in tables {
            try text.write(toFile: "\(folder)/olist_\(name)_dataset.csv", atomically: true, encoding: .utf8)
        }
    }
}
