import ArgumentParser
import Glibc

/// The program: what it is called, what it can do.
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
            Serve.self, Send.self, Import.self, QueryCommand.self, History.self, Log.self, StatusCommand.self, ReplayCommand.self,
            Rebuild.self, Admin.self, Bench.self, Help.self, Completions.self,
        ])
}

@main
enum Program {
    static func main() async {
        let status = await run(LeadingOptions.moved(Array(CommandLine.arguments.dropFirst())))
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
            let failure = Failure(error)
            StandardOutput.flush()
            if !failure.message.isEmpty { StandardError.report(failure.message) }
            return failure.status
        }
    }

    /// Whether the parser itself speaks: help, a version, or a command line it cannot make sense of.
    private static func isOfParser(_ error: any Error) -> Bool {
        if error is Failure { return false }
        return Daybook.exitCode(for: error) == .success || error is ValidationError
            || Daybook.exitCode(for: error) == .validationFailure
    }

    private static func explain(_ error: any Error, _ arguments: [String]) -> Exit {
        guard Daybook.exitCode(for: error) != .success else {
            StandardOutput.line(Daybook.fullMessage(for: error))
            return .done
        }
        let names = Set(Daybook.configuration.subcommands.compactMap { $0.configuration.commandName })
        let hint = arguments.first.flatMap { names.contains($0) ? "daybook help \($0)" : nil } ?? "daybook help"
        var message = Daybook.message(for: error)
        while message.hasSuffix(".") || message.hasSuffix("\n") { message.removeLast() }
        StandardError.report("\(message); see \(hint)")
        return .usage
    }
}
