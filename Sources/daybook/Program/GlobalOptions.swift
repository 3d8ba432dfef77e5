package import ArgumentParser
import Schema

/// How answers are written.
package enum OutputFormat: String, Sendable, CaseIterable, ExpressibleByArgument {
    /// Aligned columns, for people.
    case table
    /// One JSON document: the service's own bytes.
    case json
    /// One JSON document a line.
    case ndjson
    /// RFC 4180, with a header.
    case csv
}

/// The options every command takes, before or after its name.
package struct GlobalOptions: ParsableArguments, Sendable {
    @Option(help: ArgumentHelp("The ledger's folder (or DAYBOOK_DATA; ./daybook-data).", valueName: "dir"))
    package var data: String?

    @Option(help: ArgumentHelp("The service's socket (or DAYBOOK_SOCKET; daybook.sock in the folder).", valueName: "path"))
    package var socket: String?

    @Option(name: [.customShort("o"), .long], help: "table, json, ndjson or csv (table on a terminal, json otherwise).")
    package var output: OutputFormat?

    @Flag(help: "No colors (also when NO_COLOR is set).")
    package var noColor = false

    @Flag(help: "No progress bars and no notes on standard error.")
    package var quiet = false

    package init() {}

    /// The ledger's folder.
    package var dataPath: String { data ?? Terminal.environment("DAYBOOK_DATA") ?? "./daybook-data" }

    /// The service's socket.
    package var socketPath: String {
        if let path = socket ?? Terminal.environment("DAYBOOK_SOCKET") { return path }
        var folder = dataPath
        while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
        return folder + "/daybook.sock"
    }

    /// The token of the session by which a customer asks and sends. Not an argument: others see those. An empty one is shown,
    /// too, and refused: it is what is left of a log-in that failed, and whoever sent it must not go on as the account.
    var token: String? { Terminal.environment("DAYBOOK_SESSION", evenEmpty: true) }

    /// Whether the ledger's folder may be opened when nothing answers on the socket. A socket that was named, without the folder
    /// it belongs to, may be that of another ledger than the one that happens to lie here.
    package var mayOpenFolder: Bool {
        // Who opens the folder may do everything, and a customer may not.
        guard token == nil else { return false }
        let namesSocket = socket != nil || Terminal.environment("DAYBOOK_SOCKET") != nil
        let namesFolder = data != nil || Terminal.environment("DAYBOOK_DATA") != nil
        return namesFolder || !namesSocket
    }

    /// How to write the answer.
    var format: OutputFormat { output ?? (Terminal.isTerminal(1) ? .table : .json) }

    /// Colors for standard output.
    var paint: Paint {
        Paint(isOn: !noColor && Terminal.environment("NO_COLOR") == nil && Terminal.isTerminal(1))
    }

    /// Says something to the person on standard error, unless they asked for quiet.
    func note(_ text: String) {
        if !quiet { StandardError.write(TerminalText.escaped(text) + "\n") }
    }
}

/// Puts options that stand before the command's name behind it, where the parser looks for them.
package enum LeadingOptions {
    private static let withValue: Set<String> = ["--data", "--socket", "-o", "--output"]
    private static let withoutValue: Set<String> = ["--no-color", "--quiet"]

    /// `--data d query orders` becomes `query --data d orders`, and `--data d admin accept-clock` keeps its two words together.
    package static func moved(_ arguments: [String]) -> [String] {
        var index = 0
        while index < arguments.count {
            let argument = arguments[index]
            if withValue.contains(argument) {
                index += 2
            } else if withoutValue.contains(argument) || withValue.contains(where: { argument.hasPrefix($0 + "=") }) {
                index += 1
            } else {
                break
            }
        }
        guard index > 0, index < arguments.count, !arguments[index].hasPrefix("-") else { return arguments }
        let end = min(arguments.count, [Admin.name, Keys.name].contains(arguments[index]) ? index + 2 : index + 1)
        return Array(arguments[index..<end]) + arguments[..<index] + arguments[end...]
    }
}
