import ArgumentParser
import Client

/// `daybook admin`: commands for operating a ledger.
struct Admin: AsyncParsableCommand {
    /// Its name on the command line.
    static let name = "admin"

    static let configuration = CommandConfiguration(
        commandName: name, abstract: "What the people who run a service need now and then.", subcommands: [AcceptClock.self])
}

/// `daybook admin accept-clock`: after a jump of the machine's clock.
struct AcceptClock: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept-clock",
        abstract: "After a jump of the machine's clock: goes on with the new time.",
        discussion: """
            A running service does not believe a clock that jumps ahead by more than a day: daybook status then says
            "state":"clock_jumped", nothing falls due, and entries' times move by a microsecond each. If the clock is wrong, set
            it right; the service notices by itself. If it is right now, say so with this command: unpaid orders and holds that
            are overdue by the new time then expire. A restart believes the clock, too.

            Example:

              daybook admin accept-clock
            """)

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let client = LedgerPlace.service(options)
        defer { client.close() }
        let answer = try await client.post("/v1/admin/accept-clock", body: []).successful().body.gathered()
        SingleAnswer(bytes: answer).write(options)
    }
}
