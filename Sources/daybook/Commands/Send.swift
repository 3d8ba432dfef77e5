import ArgumentParser
import Client
import Schema
import Service

/// `daybook send`: one command, or a file of them.
struct Send: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Sends a command, or a file of commands, to the service.",
        discussion: """
            Examples:

              daybook send warehouse.register '{"warehouseId":"WH-1","name":"Main"}'
              daybook send order.cancel '{"orderId":"O-1001","reason":"changed my mind"}' --id c-17 --events
              daybook send -f commands.ndjson
              producer | daybook send -f -
              daybook send -f commands.ndjson --atomic --id day-1 --skip insufficient_stock
              daybook send order.cancel '{"orderId":"O-1001","reason":"fraud"}' --correlation case-9 --causation c-17

            A file has one command a line, each with its id:

              {"id":"c-1","warehouse":{"register":{"warehouseId":"WH-1","name":"Main"}}}

            With --atomic all of them are done or none, in one entry under the id; --skip names refusals that do not refuse all.
            Sending it again is safe: what is in the book is answered, not repeated. daybook help VERB shows each verb's fields.
            """)

    @Argument(
        help: ArgumentHelp("What to do: order.place, stock.receive, …", valueName: "verb"), completion: .list(CommandText.verbs))
    var verb: String?

    @Argument(help: ArgumentHelp("The verb's fields as a JSON object; - reads it from standard input.", valueName: "json"))
    var fields: String?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Send the commands of this file, one a line; - is standard input.", valueName: "file"))
    var file: String?

    @Option(help: ArgumentHelp("The command's id (a random one; the receipt shows it).", valueName: "key"))
    var id: String?

    @Option(help: ArgumentHelp("What the command belongs to.", valueName: "id"))
    var correlation: String?

    @Option(help: ArgumentHelp("What caused it: a command's id, or an entry's sequence.", valueName: "id"))
    var causation: String?

    @Option(help: ArgumentHelp("A text that goes with it; repeatable.", valueName: "name=text"))
    var metadata: [String] = []

    @Flag(help: "Of a file: all of its commands or none, in one entry.")
    var atomic = false

    @Option(help: ArgumentHelp("With --atomic: a refusal that is skipped and does not refuse all; repeatable.", valueName: "code"))
    var skip: [String] = []

    @Flag(help: "Show the events in the receipt; for a file, with -o ndjson.")
    var events = false

    @OptionGroup var options: GlobalOptions

    func validate() throws {
        if file != nil {
            if atomic, verb == nil {
                guard id != nil else { throw ValidationError("--atomic needs an id for all of them; add --id KEY") }
            } else if verb != nil || id != nil {
                throw ValidationError("-f sends the commands of a file, ids and all; leave verb and --id out")
            }
            if correlation != nil || causation != nil || !metadata.isEmpty {
                throw ValidationError("what goes with the commands of a file is in the file; leave it out here")
            }
            if events, options.output != .ndjson {
                throw ValidationError(
                    "-f sums up what became of the commands; add -o ndjson to see each receipt with its events, or leave --events "
                        + "out")
            }
        } else if verb == nil || fields == nil {
            throw ValidationError("give a verb and its fields as JSON, or a file with -f")
        }
        if atomic, file == nil { throw ValidationError("--atomic is for the commands of a file; add -f FILE, or leave it out") }
        if !skip.isEmpty, !atomic { throw ValidationError("--skip is for commands that are decided together; add --atomic") }
        _ = try Metadata.pairs(metadata)
    }

    func run() async throws {
        let client = LedgerPlace.service(options)
        defer { client.close() }
        if let file, atomic, let id {
            let sender = AtomicSender(
                client: client, path: file, id: id, skippable: skip, wantsEvents: events, options: options)
            return try await sender.run()
        }
        if let file { return try await FileSender(client: client, path: file, wantsEvents: events, options: options).run() }
        guard let verb, let fields else { return }
        let text = fields == "-" ? try await Blocking.run { try InputFile.wholeStandardInput() } : Array(fields.utf8)
        var command = try Verb(verb).command(fields: text, id: id ?? RandomID.hex(bytes: 16))
        command.correlationID = correlation ?? ""
        command.causationID = causation ?? ""
        for (name, text) in try Metadata.pairs(metadata) { command.metadata[name] = text }
        try await send(command, through: client)
    }

    /// Sends a stream of one command: a rejected command is in the log too, and only a stream answers it with its receipt.
    private func send(_ command: Command, through client: LedgerClient) async throws {
        let once = Once(try CommandBatch([command], wire: .json))
        var answer: (receipt: Receipt, bytes: [UInt8])?
        try await client.stream(.json, wantsEvents: events) {
            once.take()
        } receive: { batch in
            if let receipt = batch.receipts.first { answer = (receipt, batch.bytes) }
        }
        guard let (receipt, bytes) = answer else {
            throw ExitError(.internal, "the service gave no receipt; send it again with --id \(command.id)")
        }
        if let problem = receipt.error { throw ServiceProblem(problem) }
        SingleAnswer(bytes: bytes).write(options)
        if let rejection = receipt.rejection {
            throw ExitError(.refused, "\(rejection.code): \(rejection.detail) (recorded as entry \(receipt.sequence))")
        }
    }
}
