import ArgumentParser

/// `daybook completions`: what a shell needs to complete command lines.
struct Completions: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "completions",
        abstract: "Prints a completion script for a shell.",
        discussion: """
            Example:

              daybook completions bash > ~/.local/share/bash-completion/completions/daybook
            """)

    enum Shell: String, CaseIterable, ExpressibleByArgument {
        case bash, zsh, fish
    }

    @Argument(help: "bash, zsh or fish.")
    var shell: Shell = .bash

    func run() async throws {
        let kind: CompletionShell =
            switch shell {
            case .bash: .bash
            case .zsh: .zsh
            case .fish: .fish
            }
        StandardOutput.line(CompletionScript.text(for: kind))
    }
}
