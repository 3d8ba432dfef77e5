import Foundation
import TestTools
import Testing
import daybook

@Suite("customers on the command line", .timeLimit(.minutes(4)))
struct KeysTests {
    private static let commands = """
        {"id":"1","customer":{"register":{"customerId":"C-1","email":"mei@example.org","name":"Mei Lin"}}}
        {"id":"2","customer":{"addAddress":{"customerId":"C-1","addressId":"H","lines":"88 Lakeside","city":"Wu","country":"CN"}}}
        {"id":"3","customer":{"register":{"customerId":"C-2","email":"lin@example.org","name":"Lin"}}}

        """

    @Test("a day of a customer: registered, read, wrapped anew, erased; replay passes with a service and without")
    func day() async throws {
        let program = try Program()
        let service = try await program.serve()
        #expect(try await program.run("send", "-f", "-", "--quiet", input: Self.commands).status == 0)
        #expect(try await program.run("query", "customers", "C-1").out.contains(#""lines":"88 Lakeside""#))
        #expect(
            try await program.run("query", "customers", "--where", "status=UNVERIFIED", "-o", "csv").out.split(separator: "\r\n")
                .count == 3)
        let rotated = try await program.run("keys", "rotate")
        #expect(rotated.status == 0 && rotated.out.contains(#""keyFiles":2"#), "\(rotated.err)")
        #expect(try await program.run("query", "customers", "C-2").out.contains("lin@example.org"))
        #expect(try await program.run("send", "customer.erase", #"{"customerId":"C-1","legalBasis":"GDPR art. 17"}"#).status == 0)
        let then = try await program.run("query", "customers", "C-1", "--sequence", "2")
        #expect(then.out.contains(#""erased":true"#) && !then.out.contains("mei") && !then.out.contains("Lakeside"))
        #expect(try await program.run("replay", "--diff", "--quiet").status == 0)
        #expect(await service.stop().status == 0)
        #expect(try await program.run("replay", "--diff", "--quiet").status == 0)
        // Without a service the folder is read with the same keys.
        #expect(try await program.run("query", "customers", "C-2").out.contains("lin@example.org"))
        #expect(try await program.run("keys", "rotate", "--quiet").status == 0)
        #expect(try await program.run("query", "customers", "C-2").out.contains("lin@example.org"))
    }

    @Test("a command that gives the master key and takes too long is killed with all that it began, and told as one that failed")
    func slowCommand() async throws {
        let temporary = try TemporaryFolder()
        let folder = temporary.path
        let slow = "sleep 600 & echo $! > \(folder)/pid; echo partial; wait"
        let start = ContinuousClock.now
        let error = #expect(throws: (any Error).self) { try MasterKeyCommand.output(of: slow, within: .milliseconds(500)) }
        #expect("\(error as Any)".contains("took longer than") && ContinuousClock.now - start < .seconds(60))
        let text = try String(contentsOfFile: folder + "/pid", encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
        let child = try #require(pid_t(text))
        // Who was killed dies soon, and may then still be waiting for its parent to be told so.
        let isDead = try await eventually {
            let state = (try? String(contentsOfFile: "/proc/\(child)/stat", encoding: .utf8)) ?? ") Z"
            return state.contains(") Z") || kill(child, 0) != 0
        }
        #expect(isDead)
        #expect(try MasterKeyCommand.output(of: "echo a; echo b") == Array("a\nb\n".utf8))
        #expect(throws: (any Error).self) { try MasterKeyCommand.output(of: "echo a; exit 3") }
        #expect(MasterKeyCommand.maxTime <= .seconds(10))
    }

    @Test("a damaged key does not stop a rotation, which says whose data cannot be opened")
    func damaged() async throws {
        let program = try Program()
        let service = try await program.serve()
        #expect(try await program.run("send", "-f", "-", "--quiet", input: Self.commands).status == 0)
        let row = try await program.run("query", "customers", "C-2").out
        let key = try #require(row.firstMatch(of: /"key":"([0-9a-f]{16})\.([0-9]+)"/))
        #expect(await service.stop().status == 0)
        let path = program.data + "/keys/\(key.output.1).keys"
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        bytes[64 * (1 + (try #require(Int(key.output.2)))) + 20] ^= 1
        try bytes.write(to: URL(fileURLWithPath: path))
        let rotated = try await program.run("keys", "rotate")
        #expect(rotated.status == 0 && rotated.out.contains(#""damagedKeys":1,"entities":["customer/C-2"]"#), "\(rotated.err)")
        #expect(rotated.err.contains("cannot be opened: customer/C-2"), "\(rotated.err)")
        #expect(try await program.run("query", "customers", "C-1").out.contains("mei@example.org"))
        #expect(try await program.run("query", "customers", "C-2").out.contains(#""email":{"version":1,"box":""#))
    }

    @Test("the master key comes from a command, and another one takes its place")
    func command() async throws {
        let program = try Program()
        let file = program.folder + "/master"
        let (old, new) = (String(repeating: "a1", count: 32), String(repeating: "b2", count: 32))
        try (old + "\n").write(toFile: file, atomically: true, encoding: .utf8)
        let service = try await program.serve("--master-key-command", "cat \(file)")
        #expect(try await program.run("send", "-f", "-", "--quiet", input: Self.commands).status == 0)
        #expect(!FileManager.default.fileExists(atPath: program.data + "/keys/master"))
        try (new + "\n" + old + "\n").write(toFile: file, atomically: true, encoding: .utf8)
        #expect(try await program.run("keys", "rotate").status == 0)
        #expect(await service.stop().status == 0)
        try (new + "\n").write(toFile: file, atomically: true, encoding: .utf8)
        let environment = ["DAYBOOK_MASTER_KEY_COMMAND": "cat \(file)"]
        #expect(try await program.run(["query", "customers", "C-2"], environment: environment).out.contains("lin@example.org"))
        // Nobody else can read it, and nothing is made up.
        let sealed = try await program.run("query", "customers", "C-2")
        #expect(sealed.status == 0 && sealed.out.contains(#""email":{"version":1,"box":""#))
        let broken = try await program.run(["keys", "rotate"], environment: ["DAYBOOK_MASTER_KEY_COMMAND": "false"])
        #expect(broken.status != 0 && broken.err.contains("command of the master key failed"), "\(broken.err)")
    }
}
