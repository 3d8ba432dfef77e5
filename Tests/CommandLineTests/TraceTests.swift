import TestTools
import Testing
import daybook

@Suite("the tree of causes", .timeLimit(.minutes(8)))
struct TraceTests {
    /// The story of an order: what one shop's commands cause, with a correlation id all through.
    private static let story = """
        {"id":"s-1","correlationId":"checkout-7","stock":{"reserve":{"reservationId":"R-1",\
        "sku":"SKU-1","warehouseId":"WH-1","quantity":1}}}
        {"id":"s-2","causationId":"s-1","metadata":{"source":"web"},\
        "order":{"place":{"orderId":"O-7","customerId":"C-1","currency":"CNY",\
        "lines":[{"sku":"SKU-1","quantity":1}],"payments":[{"paymentId":"P-7","method":"CARD","amount":10000}]}}}
        {"id":"s-3","causationId":"s-2","payment":{"recordResult":{"paymentId":"P-7","outcome":"CAPTURED","amount":10000}}}
        {"id":"s-4","causationId":"s-3","shipment":{"create":{"shipmentId":"S-7","orderId":"O-7","warehouseId":"WH-1",\
        "lines":[{"lineId":"1","quantity":1}]}}}
        {"id":"s-5","causationId":"s-2","order":{"place":{"orderId":"O-7","customerId":"C-1","currency":"CNY",\
        "lines":[{"sku":"SKU-1","quantity":1}]}}}

        """

    @Test("an order from what led to it to its last entry, drawn for people, and in a pipe a line each")
    func order() async throws {
        let program = try Program()
        let serving = try await program.serve()
        try await program.run("send", "-f", "-", input: shop + Self.story)
        let drawn = try await program.run("trace", "order/O-7", "-o", "table")
        #expect(drawn.status == 0)
        let lines = drawn.out.split(separator: "\n").map(String.init)
        let shapes = lines.map { line in line.prefix { $0 != "#" } + line.drop { $0 != "#" }.prefix { $0 != " " } }
        #expect(shapes == ["#5", "└─ #6", "   ├─ #7", "   │  └─ #8", "   └─ #9"], "\(drawn.out)")
        #expect(lines[1].contains("  order.place  s-2  ") && lines[1].contains("order/O-7 placed"))
        #expect(lines[4].contains("refused: already_exists, "))
        for subject in ["s-1", "#8", "5", "checkout-7"] {
            #expect(try await program.run("trace", subject, "-o", "table").out == drawn.out, "\(subject)")
        }
        let piped = try await program.run("trace", "order/O-7")
        let trees = piped.out.split(separator: "\n").map { JSONTree(Array($0.utf8)) }
        #expect(trees.map { $0?["depth"]?.text } == ["0", "1", "2", "3", "2"])
        #expect(trees.map { $0?["cause"]?.text } == [nil, "5", "6", "7", "6"])
        #expect(trees.map { $0?["entry"]?["id"]?.text } == ["s-1", "s-2", "s-3", "s-4", "s-5"])
        let csv = try await program.run("trace", "order/O-7", "-o", "csv")
        #expect(csv.out.hasPrefix("depth,cause,sequence,time,command,id,actor,outcome\r\n0,,5,"))
        let missing = try await program.run("trace", "nobody")
        #expect(missing.status == 1 && missing.err.hasPrefix("daybook: there is no command nobody"))

        let belonging = try await program.run("log", "--correlation", "checkout-7", "-o", "csv")
        #expect(belonging.out.split(separator: "\r\n").dropFirst().map { $0.prefix(2) } == ["5,", "6,", "7,", "8,", "9,"])
        #expect(belonging.out.contains(",checkout-7\r\n"))
        let range = try await program.run("log", "--correlation", "checkout-7", "--from", "6", "--to", "7", "-o", "ndjson")
        #expect(range.out.split(separator: "\n").count == 2)
        let web = try await program.run("log", "--metadata", "source=web", "-o", "ndjson")
        #expect(web.out.split(separator: "\n").count == 1 && web.out.contains(#""id":"s-2""#))
        #expect(try await program.run("log", "--metadata", "source").status == 64)
        #expect(await serving.stop().status == 0)
        #expect(try await program.run("trace", "order/O-7", "-o", "table").out == drawn.out)
        #expect(try await program.run("replay", "--diff").status == 0)
    }

    @Test("a command is sent with what goes with it")
    func sent() async throws {
        let program = try Program()
        let serving = try await program.serve()
        try await program.run("send", "-f", "-", input: shop)
        let receive = #"{"sku":"SKU-1","warehouseId":"WH-1","quantity":1}"#
        let sent = try await program.run(
            "send", "stock.receive", receive, "--id", "x", "--correlation", "case-9", "--causation", "c-3", "--metadata", "a=b=c")
        #expect(sent.status == 0, "\(sent.err)")
        let entry = try await program.run("log", "--from", "5", "-o", "ndjson")
        #expect(entry.out.hasSuffix(#""metadata":{"a":"b=c"},"correlationId":"case-9","causationId":"c-3"}"# + "\n"))
        #expect(try await program.run("send", "-f", "-", "--correlation", "x", input: "").status == 64)
        let refused = try await program.run("send", "stock.receive", receive, "--causation", "99")
        #expect(refused.status == 1 && refused.err.contains("causationId: a cause comes before what it causes"))
        #expect(await serving.stop().status == 0)
    }

    @Test("the commands of a file are done together, or none of them")
    func together() async throws {
        let program = try Program()
        let serving = try await program.serve()
        try await program.run("send", "-f", "-", input: shop)
        func receive(_ id: String, _ sku: String = "SKU-1") -> String {
            #"{"id":"\#(id)","stock":{"receive":{"sku":"\#(sku)","warehouseId":"WH-1","quantity":1}}}"# + "\n"
        }
        let body = receive("r-1") + receive("r-2", "SKU-9") + receive("r-3")
        let refused = try await program.run("send", "-f", "-", "--atomic", "--id", "day-1", input: body)
        #expect(refused.status == 1)
        #expect(refused.err.contains("command 2 of 3, r-2: ") && refused.err.contains("(recorded as entry 5)"), "\(refused.err)")
        let skipping = ["send", "-f", "-", "--atomic", "--id", "day-2", "--skip", "not_found", "--skip", "not_sellable"]
        let sent = try await program.run(skipping, input: body)
        #expect(sent.status == 0, "\(sent.err)")
        #expect(sent.out.contains(#""commands":3,"accepted":2,"skipped":1,"replayed":0,"sequence":6"#), "\(sent.out)")
        let again = try await program.run(skipping + ["-o", "ndjson"], input: body)
        #expect(again.out.split(separator: "\n").count == 3 && again.out.contains(#""replayed":true"#))
        for bad in [
            ["send", "-f", "-", "--atomic"], ["send", "-f", "-", "--skip", "not_found"],
            ["send", "order.cancel", "{}", "--atomic", "--id", "x"],
        ] {
            #expect(try await program.run(bad).status == 64, "\(bad)")
        }
        #expect(try await program.run("replay", "--diff").status == 0)
        #expect(await serving.stop().status == 0)
    }
}
