import Foundation
import TestTools
import Testing

@Suite("a backup", .timeLimit(.minutes(4)))
struct BackupTests {
    /// What the README says to copy, and the whole of what it says about the ledger's folder.
    private static func advice() throws -> (names: [String], text: String) {
        let root = String(#filePath.prefix(#filePath.count - "/Tests/CommandLineTests/BackupTests.swift".count))
        let readme = try String(contentsOfFile: root + "/README.md", encoding: .utf8)
        let line = try #require(readme.split(separator: "\n").first { $0.hasPrefix("| `daybook-data` |") })
        let names = line.matches(of: /`([a-z.]+)\/?`/).map { String($0.output.1) }
        return (names, String(line))
    }

    @Test("what the README says to copy is a ledger that can be opened and served")
    func readme() async throws {
        let advice = try Self.advice()
        #expect(advice.text.contains("stop"), "a folder in use is no backup: \(advice.text)")
        let program = try Program()
        let serving = try await program.serve()
        try await program.run("send", "-f", "-", input: shop)
        let rows = try await program.run("query", "orders").out
        let status = try await program.run("status").out
        #expect(await serving.stop().status == 0)

        let copy = program.folder + "/copy"
        try FileManager.default.createDirectory(atPath: copy, withIntermediateDirectories: false)
        for name in advice.names { try FileManager.default.copyItem(atPath: "\(program.data)/\(name)", toPath: "\(copy)/\(name)") }
        try FileManager.default.removeItem(atPath: program.data)
        let restored = try await program.serve("--data", copy)
        let again = try await program.run("query", "orders", "--data", copy)
        #expect(again.status == 0 && again.out == rows, "\(advice.names): \(again.err)")
        let ledger = /"ledger":"[0-9a-f]+"/
        #expect(
            try await program.run("status", "--data", copy).out.firstMatch(of: ledger)?.output
                == status.firstMatch(of: ledger)?.output)
        #expect(await restored.stop().status == 0)
        #expect(try await program.run("replay", "--diff", "--data", copy).status == 0)
    }
}
