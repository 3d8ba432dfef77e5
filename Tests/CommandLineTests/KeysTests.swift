import Foundation
import TestTools
import Testing

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
