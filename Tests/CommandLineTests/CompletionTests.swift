import Foundation
import TestTools
import Testing

@Suite("completion of command lines", .timeLimit(.minutes(4)))
struct CompletionTests {
    /// What a bash that has read the script makes of each line with the tabulator pressed behind it.
    private static func completed(_ lines: [String]) async throws -> [String] {
        let program = try Program()
        let script = program.folder + "/completions"
        try await program.run("completions", "bash").out.write(toFile: script, atomically: true, encoding: .utf8)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["--norc", "--noprofile", "-i"]
        process.currentDirectoryURL = URL(fileURLWithPath: program.folder)
        let folder = URL(fileURLWithPath: BuiltProgram.path).deletingLastPathComponent().path
        process.environment = ["PATH": folder + ":/usr/bin:/bin", "TERM": "dumb", "PS1": "", "HOME": program.folder]
        // Control G shows the line as it is, Control U throws it away.
        let show = #"bind -x '"\C-g": printf "[%s]\n" "$READLINE_LINE"'"#
        let typed = lines.map { $0 + "\t\u{07}\u{15}" }.joined()
        let bash = try Running(process, input: "source \(script)\n\(show)\n\(typed)exit\n")
        #expect(await bash.ended().status == 0, "\(bash.err)")
        return bash.out.split(separator: "\n").filter { $0.hasPrefix("[") }.map { String($0.dropFirst().dropLast()) }
    }

    @Test(
        "bash completes filters, whose words it takes apart, and topics of help",
        .enabled(if: FileManager.default.isExecutableFile(atPath: "/bin/bash")))
    func bash() async throws {
        let lines = [
            ("daybook que", "daybook query "),
            ("daybook query orders --where custo", "daybook query orders --where customerId="),
            ("daybook query orders --where status=CONF", "daybook query orders --where status=CONFIRMED "),
            ("daybook query orders --where customerId=C-1 --where status=CONF", nil),
            ("daybook query orders --where status=", "daybook query orders --where status="),
            ("daybook query stock SKU-1@WH-1 --seq", "daybook query stock SKU-1@WH-1 --sequence "),
            ("daybook query orders --at 2026-03-01T09:30:00Z --lim", "daybook query orders --at 2026-03-01T09:30:00Z --limit "),
            ("daybook help order.pl", "daybook help order.place "), ("daybook help reserva", "daybook help reservations "),
            ("daybook help accept", "daybook help accept-clock "), ("daybook hel", "daybook help "),
        ]
        let expected = lines.map { $0.1 ?? $0.0 + "IRMED " }
        #expect(try await Self.completed(lines.map(\.0)) == expected)
    }

    @Test("no script has a help that knows neither verbs nor collections")
    func help() async throws {
        let program = try Program()
        for shell in ["bash", "zsh", "fish"] {
            let script = try await program.run("completions", shell).out
            #expect(script.split(separator: "\n").count { $0 == "_daybook_help() {" } == (shell == "fish" ? 0 : 1), "\(shell)")
            #expect(!script.contains("Show subcommand help information."))
            #expect(!script.contains("completions|help)") && !script.contains("completions help'"), "\(shell)")
        }
    }

    @Test("in zsh no blank comes behind a filter without a value")
    func zsh() async throws {
        let script = try await Program().run("completions", "zsh").out
        let mended = try #require(script.range(of: "_describe -V '' whole -- open -S ''"))
        let used = try #require(script.range(of: "compdef _daybook daybook"))
        #expect(mended.upperBound < used.lowerBound)
    }
}
