import ArgumentParser
import Engine
import Glibc

/// The program: what it is called, what it can do.
///
/// One folder a task: `Commands` has a file for each command's options and what it does; `Program` is what every command needs
/// (options, exit status, log); `Reading` asks the ledger, through its service or in its folder; `Sending` sends commands; `Output`
/// shows answers; `Replay`, `Import` and `Bench` are what those commands do; `Files` reads and writes files.
struct Daybook: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "daybook",
        abstract: "An event-sourced ledger for e-commerce: what happened, in order, written once.",
        discussion: """
            Start a service, send it a command, look at what came of it:

              daybook serve &
              daybook send warehouse.register '{"warehouseId":"WH-1","name":"Main"}'
              daybook query warehouses

            daybook help VERB shows what a command such as order.place takes, with examples that run.
            """,
        version: "daybook \(Version.text)",
        subcommands: [
            Serve.self, Send.self, Import.self, QueryCommand.self, History.self, Log.self, TraceCommand.self, StatusCommand.self,
            ReplayCommand.self, Rebuild.self, Keys.self, Admin.self, Bench.self, Help.self, Completions.self,
        ])
}

@main
enum Program {
    static func main() async {
        let status: Exit
        do {
            status = await run(LeadingOptions.moved(try Arguments.given()))
        } catch {
            status = report(error)
        }
        StandardOutput.flush()
        exit(status.rawValue)
    }

    /// Parses and runs; says what went wrong, and what the exit status is.
    private static func run(_ arguments: [String]) async -> Exit {
        do {
            var command = try Daybook.parseAsRoot(arguments)
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
            return .done
        } catch let error where isOfParser(error) {
            return explain(error, arguments)
        } catch {
            return report(error)
        }
    }

    private static func report(_ error: any Error) -> Exit {
        let failure = ExitError(error)
        StandardOutput.flush()
        if !failure.message.isEmpty { StandardError.report(failure.message) }
        return failure.status
    }

    /// Whether the parser itself speaks: help, a version, or a command line it cannot make sense of.
    private static func isOfParser(_ error: any Error) -> Bool {
        if error is ExitError { return false }
        return Daybook.exitCode(for: error) == .success || error is ValidationError
            || Daybook.exitCode(for: error) == .validationFailure
    }

    /// What to say of a word that stands where a command's name must, and is none.
    private static func unknownCommand(_ arguments: [String]) -> String? {
        var known = Daybook.configuration.subcommands
        for argument in arguments {
            guard !known.isEmpty, !argument.hasPrefix("-") else { return nil }
            guard let command = known.first(where: { $0._commandName == argument }) else {
                return "there is no command \(argument); daybook help lists them"
                    + Spelling.hint(argument, among: known.map { $0._commandName })
            }
            known = command.configuration.subcommands
        }
        return nil
    }

    private static func explain(_ error: any Error, _ arguments: [String]) -> Exit {
        guard Daybook.exitCode(for: error) != .success else {
            let text = Daybook.fullMessage(for: error, columns: HelpText.unbroken)
            // A shell that completes a command line reads one candidate a line.
            let isForShell = arguments.first == "---completion"
            StandardOutput.line(isForShell ? text : HelpText.set(text, columns: HelpText.columns))
            return .done
        }
        let names = Daybook.configuration.subcommands.map { $0._commandName }
        let hint = arguments.first.flatMap { names.contains($0) ? "daybook help \($0)" : nil } ?? "daybook help"
        if let message = unknownCommand(arguments) {
            StandardError.report(message)
            return .usage
        }
        var message = Daybook.message(for: error)
        while let last = message.last, ".?\n".contains(last) { message.removeLast() }
        StandardError.report("\(message); see \(hint)")
        return .usage
    }
}
