import Foundation
import TestTools
import Testing

@Suite("A buyer's morning", .timeLimit(.minutes(4)))
struct MorningTests {
    @Test("the script does what it says with the program that was built, and leaves nothing behind")
    func script() async throws {
        let script = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 } + "/tools/morning"
        let folder = temporaryPath()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let outcome = try runTool(
            "/usr/bin/env", ["TMPDIR=\(folder)", "timeout", "200", "bash", script, BuiltProgram.path])
        #expect(outcome.status == 0, "\(outcome)")
        let lines = outcome.out.split(separator: "\n").map(String.init)
        for wanted in [
            "refused, bad_credentials", "refused, price_changed", "refused, open_obligations", "O-1 is COMPLETED", "C-1 is ERASED",
            "every row is what the log alone gives", "no byte of the person's",
        ] {
            #expect(lines.contains { $0.contains(wanted) }, "\(wanted): \(outcome.out)")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
    }
}
