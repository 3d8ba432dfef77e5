import Engine
import Ledger
import Schema
import Service
import TestTools
import Testing
import daybook

/// Lines of help that are one command, broken so that a shell reads on.
enum PrintedCommand {
    /// The same lines with every command in one.
    static func unbroken(_ lines: [String]) -> [String] {
        var found: [String] = []
        var isOpen = false
        for line in lines {
            if !isOpen, let last = found.last, line.drop(while: { $0 == " " }).hasPrefix("#   ") {
                // A comment goes on behind a number sign of its own.
                found[found.count - 1] = last + " " + line.drop { $0 == " " || $0 == "#" }
                continue
            }
            guard isOpen, let last = found.last else {
                found.append(line)
                isOpen = goesOn(line)
                continue
            }
            let rest = line.drop { $0 == " " }
            let whole =
                last.hasSuffix("' \\") && rest.hasPrefix("'")
                ? last.dropLast(3) + " " + rest.dropFirst() : (last.hasSuffix(" \\") ? last.dropLast(2) : last[...]) + " " + rest
            found[found.count - 1] = String(whole)
            isOpen = goesOn(String(whole))
        }
        return found
    }

    private static func goesOn(_ line: String) -> Bool {
        !line.drop { $0 == " " }.hasPrefix("#")
            && (line.hasSuffix(" \\") || line.replacing("\\'", with: "").count { $0 == "'" } % 2 == 1)
    }
}

@Suite("help on a terminal of 80 columns", .timeLimit(.minutes(8)))
struct HelpTextTests {
    private static func tooWide(_ text: String) -> [Substring] {
        text.split(separator: "\n").filter { TableText.width(String($0)) > 80 }
    }

    @Test("no line of any command's help is wider")
    func commands() async throws {
        let program = try Program()
        let main = try await program.run("--help")
        let names = main.out.split(separator: "\n").drop { $0 != "SUBCOMMANDS:" }.dropFirst()
            .filter { $0.hasPrefix("  ") && $0.dropFirst(2).first?.isLowercase == true }.compactMap {
                $0.split(separator: " ").first
            }
        #expect(names.count > 10)
        for arguments in [["--help"], ["help"]] + names.flatMap({ [[String($0), "--help"], ["help", String($0)]] }) {
            for environment in [[:], ["COLUMNS": "80"]] {
                let help = try await program.run(arguments, environment: environment)
                #expect(help.status == 0)
                #expect(Self.tooWide(help.out).isEmpty, "\(arguments)")
            }
        }
        #expect(
            try await program.run("help", "bench", environment: ["COLUMNS": "60"]).out.split(separator: "\n").allSatisfy {
                $0.count <= 60
            })
    }

    @Test("a command of a command is explained by its path and by its name, and every command that is named exists")
    func paths() async throws {
        let program = try Program()
        let help = try await program.run("help", "admin", "accept-clock")
        #expect(help.status == 0)
        #expect(help.out.contains("USAGE: daybook admin accept-clock"))
        #expect(try await program.run("help", "accept-clock").out == help.out)
        let importing = try await program.run("help", "import", "olist")
        #expect(importing.status == 0, "\(importing.err)")
        #expect(importing.out == (try await program.run("help", "import").out))
        #expect(importing.out.contains("USAGE: daybook import"))
        let main = try await program.run("help").out
        func commands(_ help: String) -> [String] {
            help.split(separator: "\n").drop { $0 != "SUBCOMMANDS:" }.dropFirst().prefix { $0.hasPrefix("  ") }
                .filter { $0.dropFirst(2).first?.isLowercase == true }.compactMap {
                    $0.split(separator: " ").first.map(String.init)
                }
        }
        let known = commands(main)
        #expect(known.contains("admin") && known.contains("help"))
        let below = commands(try await program.run("help", "admin").out)
        #expect(below == ["accept-clock"])
        for command in known {
            for named in try await program.run("help", command).out.matches(of: /\bdaybook ([a-z][a-z-]*)(?: ([a-z][a-z-]*))?/) {
                let (first, second) = (String(named.output.1), named.output.2.map(String.init))
                #expect(known.contains(first), "help \(command) names \(named.output.0)")
                if first == "admin", let second { #expect(below.contains(second), "help \(command) names \(named.output.0)") }
            }
        }
    }

    @Test("no line of any verb's help is wider, and its commands are what they were")
    func verbs() throws {
        for verb in CommandText.verbs {
            let text = VerbHelp(try Verb(verb)).text
            let set = HelpText.set(text, columns: 80)
            #expect(Self.tooWide(set).isEmpty, "\(verb)")
            func commands(_ text: String) -> [String] {
                PrintedCommand.unbroken(text.split(separator: "\n").map(String.init)).filter {
                    $0.hasPrefix("  daybook ") || $0.hasPrefix("  echo ") || $0.hasPrefix("  # ")
                }
            }
            // Whoever copies an example into a shell copies its comments, too.
            let examples = set.split(separator: "\n").drop { !$0.hasPrefix("EXAMPLE") }.dropFirst().map(String.init)
            for line in PrintedCommand.unbroken(examples) {
                #expect(["#", "daybook", "echo"].contains(line.split(separator: " ")[0]), "\(verb): \(line)")
            }
            // A blank after a comma, where a line was broken, is nothing to JSON.
            let (short, long) = (commands(set), commands(text))
            #expect(short.map { $0.filter { $0 != " " } } == long.map { $0.filter { $0 != " " } }, "\(verb)")
        }
    }

    @Test("no line of any collection's help is wider, and it has every field and every column")
    func rows() {
        for table in Table.allCases {
            let set = HelpText.set(RowHelp(table).text, columns: 80)
            #expect(Self.tooWide(set).isEmpty, "\(table)")
            for field in Shape.of(table.type) { #expect(set.contains("\n  \(field.name)"), "\(field.name)") }
            for column in RowFields.names(of: table) { #expect(set.contains(column), "\(column)") }
        }
    }

    @Test("a field is shown with its kind, its unit, whether it is required, and what it says")
    func field() throws {
        let text = VerbHelp(try Verb("payment.initiate")).text
        #expect(text.hasPrefix("payment.initiate\n\nOpens a payment of an order; the provider is asked after.\n\nFIELDS:\n"))
        #expect(text.contains("\n  amount     number (minor), required. How much of the order it pays.\n"))
        #expect(text.contains("\n  capture    AUTO/MANUAL. When the money is taken; none given is AUTO.\n"))
        #expect(RowHelp(.product).text.contains(" price (such as 1290 EUR) "))
        #expect(RowHelp(.stock).text.contains("\n  onHand       number (units). How many are there"))
    }

    @Test("a collection is a topic, and a shell completes verbs, collections and filters from the schema")
    func topics() async throws {
        let program = try Program()
        let help = try await program.run("help", "reservations")
        #expect(help.status == 0 && help.out.hasPrefix("reservations\n"), "\(help.err)")
        #expect(try await program.run("help").out.contains("COLLECTIONS"))
        let wrong = try await program.run("help", "reservation")
        #expect(wrong.status == 64 && wrong.err.contains("reservations"), "\(wrong.err)")
        for shell in ["bash", "zsh", "fish"] {
            let script = try await program.run("completions", shell).out
            #expect(script.contains("order.confirmReceipt") && script.contains("reservations"), "\(shell)")
        }
        // What the scripts ask: one candidate a line.
        let asked = ["---completion", "query", "--", "--where", "4", "2", "daybook", "query", "orders", "--where", "st"]
        let candidates = try await program.run(asked).out.split(separator: "\n")
        #expect(candidates.contains("status=ON_HOLD") && candidates.allSatisfy { !$0.contains(" ") }, "\(candidates)")
        let filters = Collections.filters(on: ["daybook", "query", "orders", "--where", ""])
        #expect(filters.contains("status=ON_HOLD") && filters.contains("customerId=") && filters.contains("sku="))
        #expect(Collections.filters(on: ["daybook", "query"]).isEmpty)
    }

    @Test("paragraphs are set anew, tables keep their columns")
    func paragraphs() {
        let text = """
            One two three four
            five six.

            Works:

              a          one two three
                         four five six
              b          one

            Next
            """
        #expect(
            HelpText.set(text, columns: 30) == """
                One two three four five six.

                Works:

                  a          one two three
                             four five six
                  b          one

                Next
                """)
        #expect(HelpText.set("USAGE: x [--a <b>] [--c <d>]", columns: 20) == "USAGE: x [--a <b>]\n       [--c <d>]")
        #expect(
            HelpText.set("  --one  AAAAAAAAAA/BBBBBBBBBB/CCCC", columns: 24) == "  --one  AAAAAAAAAA/\n         BBBBBBBBBB/CCCC")
        #expect(
            HelpText.set("  daybook send a.b '{\"c\":1,\"d\":\"e, f\"}' --id 1", columns: 30)
                == "  daybook send a.b '{\"c\":1,\n      \"d\":\"e, f\"}' --id 1")
    }
}
