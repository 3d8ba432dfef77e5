import Foundation
import TestTools
import Testing
import daybook

@Suite("the program", .timeLimit(.minutes(8)))
struct ProcessTests {
    @Test("serves, takes commands, answers, replays, and stops cleanly")
    func wholeDay() async throws {
        let program = try Program()
        let serving = try await program.serve()
        #expect(serving.readyLine.hasPrefix("ready \(program.data)/daybook.sock (head 0"))

        let sent = try await program.run("send", "-f", "-", input: shop)
        #expect(sent.status == 0, "\(sent.err)")
        #expect(sent.out == #"{"commands":4,"accepted":4,"refused":0,"replayed":0,"failed":0}"# + "\n")
        let again = try await program.run("send", "-f", "-", input: shop)
        #expect(again.status == 0)
        #expect(again.out.contains(#""accepted":4,"refused":0,"replayed":4"#))

        let order = try await program.run("query", "orders", "O-1", "-o", "table")
        #expect(order.status == 0)
        #expect(order.out.contains("\nstatus            PENDING\n"))
        let history = try await program.run("history", "orders", "O-1", "-o", "csv")
        #expect(history.out.hasPrefix("sequence,time,command,actor,outcome,entities,correlation\r\n4,"))
        let log = try await program.run("log", "--from", "2", "--to", "3", "-o", "ndjson")
        #expect(log.out.split(separator: "\n").count == 2)
        let replay = try await program.run("replay", "--diff", "-o", "table")
        #expect(replay.status == 0)
        #expect(replay.out.contains("no differences\n"))

        let stopped = await serving.stop()
        #expect(stopped.status == 0)
        #expect(serving.lines.count == 1)
    }

    @Test("answers the same with and without a service")
    func sameEitherWay() async throws {
        let program = try Program()
        let serving = try await program.serve()
        try await program.run("send", "-f", "-", input: shop)
        let questions = [
            ["query", "orders"], ["query", "orders", "O-1"], ["query", "orders", "-o", "csv"],
            ["query", "products", "-o", "table"],
            ["query", "stock", "SKU-1@WH-1"], ["query", "stock", "SKU-1"], ["query", "stock", "--sequence", "3", "-o", "ndjson"],
            ["query", "orders", "--limit", "0"], ["query", "orders", "O-9"], ["query", "orders", "--where", "status=PENDING"],
            ["query", "orders", "--where", "nope=1"], ["query", "orders", "--where", "status=CONFIRMD"],
            ["query", "orders", "--sequence", "99"], ["log"], ["log", "-o", "table"],
            ["log", "--from", "3", "-o", "ndjson"], ["history", "stock", "SKU-1@WH-1"], ["replay", "--diff"],
            ["replay", "--from", "2", "--to", "4", "--diff"], ["replay", "--to", "2"],
        ]
        var online: [Program.Outcome] = []
        for question in questions { online.append(try await program.run(question)) }
        #expect(await serving.stop().status == 0)
        for (question, answer) in zip(questions, online) {
            let offline = try await program.run(question)
            #expect(offline.out == answer.out, "\(question)")
            #expect(offline.status == answer.status, "\(question): \(offline.err)")
        }
        #expect(online.map(\.status) == [0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 64, 64, 64, 0, 0, 0, 0, 0, 0, 0])
    }

    @Test("a socket's path may have all of its 107 bytes, and no more")
    func longestSocket() async throws {
        let program = try Program()
        let socket = program.folder + "/" + String(repeating: "s", count: 106 - program.folder.utf8.count)
        #expect(socket.utf8.count == 107)
        let serving = try await program.serve("--socket", socket)
        #expect(try await program.run("status", "--socket", socket).status == 0)
        #expect(await serving.stop().status == 0)
        let longer = try await program.run("serve", "--socket", socket + "s")
        #expect(longer.status == 64 && longer.err.contains("107"))
    }

    @Test("looking at a ledger writes nothing into it, even where something is due")
    func lookingOnly() async throws {
        // Tried with growing times, because on a busy machine the service may still run when the order is due, and rightly
        // expires it.
        for seconds in [3, 10, 30, 90] {
            let program = try Program()
            let serving = try await program.serve()
            let terms = #""currency":"CNY","payWithinSeconds":\#(seconds),"lines""#
            let input = shop.replacing(#""currency":"CNY","lines""#, with: terms)
            #expect(try await program.run("send", "-f", "-", input: input).status == 0)
            #expect(await serving.stop().status == 0)
            guard try await program.run("status").out.hasPrefix(#"{"head":4,"#) else { continue }
            try await Task.sleep(for: .seconds(seconds))
            for _ in 0..<3 {
                let replay = try await program.run("replay", "--diff")
                #expect(replay.status == 0)
                #expect(replay.out.hasPrefix(#"{"entries":4,"#))
                #expect(try await program.run("status").out.hasPrefix(#"{"head":4,"#))
            }
            return
        }
        Issue.record("the service was never stopped before the order was due")
    }

    @Test("a refusal is exit 1, with its receipt and what is wrong")
    func refused() async throws {
        let program = try Program()
        let serving = try await program.serve()
        try await program.run("send", "-f", "-", input: shop)
        let body = #"{"orderId":"O-2","customerId":"C-1","currency":"CNY","lines":[{"sku":"SKU-1","quantity":9}]}"#
        let refused = try await program.run("send", "order.place", body, "--id", "c-9")
        #expect(refused.status == 1)
        #expect(refused.out.contains(#""rejection":{"code":"insufficient_stock""#))
        #expect(refused.err.hasPrefix("daybook: insufficient_stock: "))
        let other = try await program.run("send", "order.cancel", #"{"orderId":"O-1","reason":"x"}"#, "--id", "c-9")
        #expect(other.status == 1)
        #expect(other.err.hasPrefix("daybook: idempotency_key_reused: "))
        let events = try await program.run("send", "order.cancel", #"{"orderId":"O-1","reason":"x"}"#, "--events")
        #expect(events.status == 0)
        #expect(events.out.contains(#""order":{"cancelled":"#))

        let file = "\n{\"id\":\"f-1\",\"order\":{\"cancel\":{\"orderId\":\"O-8\",\"reason\":\"x\"}}}\n"
        let some = try await program.run("send", "-f", "-", input: file)
        #expect(some.status == 1)
        #expect(some.err.contains("daybook: line 2: not_found: "))
        let bad = try await program.run("send", "-f", "-", "-o", "ndjson", input: file + "{oops\n" + shop)
        #expect(bad.status == 65)
        #expect(bad.err.contains("daybook: line 3: "))
        let lines = bad.out.split(separator: "\n")
        #expect(lines.count == 6)
        #expect(lines.dropFirst().first?.hasPrefix(#"{"error":"#) ?? false)
        try Problems.checkReceipts(lines)
        let each = try await program.run("send", "-f", "-", "--events", "-o", "ndjson", input: shop)
        #expect(each.out.contains(#""events":[{"entity":"warehouse/WH-1""#))
        #expect(await serving.stop(signal: SIGINT).status == 0)
    }

    @Test("SIGHUP stops the service as SIGTERM does, unless nohup says otherwise")
    func hangup() async throws {
        let program = try Program()
        let serving = try await program.serve()
        let stopped = await serving.stop(signal: SIGHUP)
        #expect(stopped.status == 0 && !stopped.isSignal)
        #expect(!FileManager.default.fileExists(atPath: program.data + "/daybook.sock"))

        let staying = try await program.serve(under: "/usr/bin/nohup")
        kill(staying.id, SIGHUP)
        #expect(try await program.run("status").out.hasPrefix(#"{"head":0,"#))
        #expect(await staying.stop().status == 0)
    }

    @Test("a signal during a start stops it too, with the exit of a stop", arguments: [SIGTERM, SIGINT, SIGHUP])
    func stoppedStart(signal: Int32) async throws {
        let program = try Program()
        let serving = try await program.serve()
        let commands = (0..<12_000).map {
            #"{"id":"w-\#($0)","warehouse":{"register":{"warehouseId":"W-\#($0)","name":"x"}}}"# + "\n"
        }
        #expect(try await program.run("send", "-f", "-", input: commands.joined()).status == 0)
        #expect(await serving.stop().status == 0)
        let state = program.data + "/state"
        try FileManager.default.removeItem(atPath: state)
        // On a busy machine it may be ready before the signal comes.
        for _ in 0..<10 {
            let starting = try program.start("serve")
            // The folder is made while signals are heard already, and rows take long to be made anew. No suspension comes between.
            while !FileManager.default.fileExists(atPath: state) { usleep(500) }
            let end = await starting.stop(signal: signal)
            #expect(!end.isSignal && end.status == 0, "\(end), \(starting.err)")
            if starting.out.isEmpty { break }
            try FileManager.default.removeItem(atPath: state)
        }
        let again = try await program.serve()
        #expect(again.readyLine.contains("(head 12000,"))
        #expect(await again.stop().status == 0)
    }

    @Test("the ledger keeps its id over restarts and rebuilds, and an admin may accept the clock")
    func ledger() async throws {
        let program = try Program()
        let first = try await program.serve()
        let id = try #require(try await program.run("status").out.firstMatch(of: /"ledger":"([0-9a-f]{32})"/)).output.1
        let accepted = try await program.run("admin", "accept-clock")
        #expect(accepted.status == 0, "\(accepted.err)")
        #expect(accepted.out.contains(#""state":"ok""#))
        #expect(await first.stop().status == 0)
        #expect(try await program.run("admin", "accept-clock").status == 69)
        #expect(try await program.run("rebuild").status == 0)
        #expect(try await program.run("status").out.contains(id))
        let second = try await program.serve()
        #expect(try await program.run("status").out.contains(id))
        #expect(await second.stop().status == 0)
    }

    @Test("each failure has its exit status")
    func statuses() async throws {
        let program = try Program()
        let none: [([String], Int32)] = [
            (["nope"], 64), (["query"], 64), (["query", "nope"], 64), (["query", "orders", "--limit", "x"], 64),
            (["query", "orders", "--at", "noon"], 64), (["query", "orders", "--at", "2026-01-01", "--sequence", "1"], 64),
            (["send", "order.nope", "{}"], 64), (["send", "order.place"], 64), (["send", "order.cancel", "{oops"], 65),
            (["send", "order.cancel", "{}"], 69), (["send", "-f", "missing.ndjson"], 74), (["query", "orders"], 69), (["log"], 69),
            (["log", "--follow"], 69), (["status"], 69), (["replay"], 69), (["replay", "--to", "x"], 64), (["rebuild"], 69),
            (["help", "nope"], 64), (["serve", "--log-level", "loud"], 64),
            (["serve", "--data", "\(program.folder)/missing/deep/ledger"], 74), (["--version"], 0), (["--help"], 0), (["help"], 0),
            (["query", "--help"], 0), (["completions", "zsh"], 0),
        ]
        for (arguments, expected) in none {
            let outcome = try await program.run(arguments)
            #expect(outcome.status == expected, "\(arguments): \(outcome.err)")
            if expected != 0 {
                #expect(outcome.err.hasPrefix("daybook: "), "\(arguments)")
                #expect(outcome.out.isEmpty, "\(arguments)")
            } else {
                #expect(outcome.err.isEmpty && !outcome.out.isEmpty, "\(arguments)")
            }
        }
    }

    @Test("a ledger in use, a newer one, and what is none are told apart")
    func folders() async throws {
        let program = try Program()
        let serving = try await program.serve()
        let second = try await program.run("serve")
        #expect(second.status == 69)
        #expect(second.err.contains("in use by process \(serving.id)"))
        let rebuild = try await program.run("rebuild")
        #expect(rebuild.status == 69)
        #expect(rebuild.err.contains("stop the service first"))
        let elsewhere = try await program.run("query", "orders", "--socket", "\(program.folder)/other.sock")
        #expect(elsewhere.status == 69)
        #expect(await serving.stop().status == 0)

        try "daybook 99\n".write(toFile: program.data + "/format", atomically: true, encoding: .utf8)
        let newer = try await program.run("serve")
        #expect(newer.status == 65)
        #expect(newer.err.contains("newer"))
        let none = program.folder + "/none"
        try FileManager.default.createDirectory(atPath: none, withIntermediateDirectories: false)
        try "x".write(toFile: none + "/letter.txt", atomically: true, encoding: .utf8)
        #expect(try await program.run("serve", "--data", none).status == 65)
    }

    @Test("a rebuild and a dump bring back the same rows")
    func rebuild() async throws {
        let program = try Program()
        let serving = try await program.serve()
        try await program.run("send", "-f", "-", input: shop)
        #expect(await serving.stop().status == 0)
        let before = try await program.run("query", "stock", "-o", "ndjson").out
        #expect(try await program.run("replay", "--dump", "rows").status == 0)
        #expect(try String(contentsOfFile: program.folder + "/rows/stock.ndjson", encoding: .utf8) == before)
        try FileManager.default.removeItem(atPath: program.data + "/state")
        let rebuilt = try await program.run("rebuild")
        #expect(rebuilt.status == 0, "\(rebuilt.err)")
        #expect(try await program.run("query", "stock", "-o", "ndjson").out == before)
        #expect(try await program.run("replay", "--diff").status == 0)
    }

    @Test("every line that help shows for order.place runs")
    func helpRuns() async throws {
        let program = try Program()
        let help = try await program.run("help", "order.place")
        #expect(help.status == 0)
        // What is said of the fields before may have an apostrophe, which is no quotation mark.
        let examples = help.out.split(separator: "\n").drop { !$0.hasPrefix("EXAMPLE") }
        let lines = PrintedCommand.unbroken(examples.map(String.init))
        let start = try #require(lines.firstIndex { $0.hasPrefix("  # two lamps") })
        let example = lines[(start + 1)...].prefix { $0.hasPrefix("  daybook send ") }
        #expect(example.count >= 2)
        let serving = try await program.serve()
        for line in example {
            let parts = line.dropFirst("  daybook send ".count).split(separator: " ", maxSplits: 1).map(String.init)
            let outcome = try await program.run("send", parts[0], String(parts[1].dropFirst().dropLast()))
            #expect(outcome.status == 0, "\(line): \(outcome.err)")
        }
        #expect(await serving.stop().status == 0)
    }

    @Test("filters compare, with and without a service")
    func comparisons() async throws {
        let program = try Program()
        let serving = try await program.serve()
        try await program.run("send", "-f", "-", input: shop)
        func check() async throws {
            for (filter, count) in [
                ("balanceDue!=0", 1), ("balanceDue>0", 1), ("balanceDue<=0", 0), ("placedAt>=2020-01-01", 1), ("writtenOff=0", 1),
            ] {
                let rows = try await program.run("query", "orders", "--where", filter, "-o", "ndjson")
                #expect(rows.status == 0, "\(filter): \(rows.err)")
                #expect(rows.out.split(separator: "\n").count == count, "\(filter)")
            }
        }
        try await check()
        #expect(await serving.stop().status == 0)
        try await check()
    }

    @Test("misspelt words of the command line are answered with the nearest, and what is one word with its two")
    func misspelt() async throws {
        let program = try Program()
        for (arguments, says) in [
            (["querry"], "there is no command querry; daybook help lists them; did you mean query?"),
            (["admin", "acept-clock"], "did you mean accept-clock?"), (["--quiet", "stauts"], "did you mean status?"),
            (["query", "ordrs"], "did you mean orders?"), (["history", "order", "O-1"], "did you mean orders?"),
            (["send", "order.plase", "{}"], "did you mean order.place?"), (["help", "order.plase"], "did you mean order.place?"),
            (["help", "querry"], "did you mean query?"),
            (["query", "orders", "--limt", "1"], "Did you mean '--limit'; see daybook help"),
            (["query", "stock/SKU-1"], "write collection and id as two: stock SKU-1"),
            (["history", "order/O-1"], "write collection and id as two: orders O-1"),
            (["history", "orders"], "give its id, daybook history orders ID"),
            (["history", "orders", ""], "the id is empty; give one, daybook history orders ID"),
            (["query", "orders", ""], "the id is empty; give one, daybook query orders ID, or leave it out for the list"),
            (["help", "admin", "acept-clock"], "did you mean admin accept-clock?"),
            (["send", "-f", "-", "--events"], "add -o ndjson to see each receipt with its events, or leave --events out"),
            (["send", "-f", "-", "--events", "-o", "json"], "add -o ndjson to see each receipt with its events"),
        ] {
            let outcome = try await program.run(arguments)
            #expect(outcome.status == 64, "\(arguments)")
            #expect(outcome.out.isEmpty)
            #expect(outcome.err.contains(says), "\(arguments): \(outcome.err)")
        }
    }

    @Test("follows the book as it is written")
    func follows() async throws {
        let program = try Program()
        let serving = try await program.serve()
        try await program.run("send", "-f", "-", input: shop)
        let following = try program.start("log", "--follow", "--from", "1", "-o", "ndjson")
        try await program.run("send", "order.confirmReceipt", #"{"orderId":"O-1"}"#)
        #expect(try await following.wait { following.lines.count >= 5 })
        await following.stop()
        #expect(following.lines.count == 5)
        #expect(following.lines.first?.contains("\"sequence\":1,") ?? false)
        #expect(following.lines.last?.contains("\"sequence\":5,") ?? false)
        #expect(await serving.stop().status == 0)
    }

    @Test("an argument that is not UTF-8 is refused, whatever it is; the character that stands for such bytes is one as any other")
    func notUTF8() async throws {
        let program = try Program()
        let script = #"exec "$0" "$1" "$2" "$(printf 'O-\351')""#
        for word in ["orders", "--where"] {
            let running = try program.start("query", word, under: ["/bin/sh", "-c", script])
            #expect(await running.ended().status == 64)
            #expect(running.err == "daybook: argument 3 is not UTF-8: O-\\xE9; give it in UTF-8\n" && running.out.isEmpty)
        }
        // There is no ledger to ask.
        #expect(try await program.run("query", "orders", "O-\u{FFFD}").status == 69)
    }
}
