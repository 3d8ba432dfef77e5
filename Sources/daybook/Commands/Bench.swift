package import ArgumentParser
import Client

/// The forms of `--wire`.
package enum BenchWire: String, CaseIterable, ExpressibleByArgument {
    case json
    case ndjson
    case protobuf

    var load: LoadWire {
        switch self {
        case .json: .json
        case .ndjson: .ndjson
        case .protobuf: .protobuf
        }
    }
}

/// `daybook bench`: load on a service.
package struct Bench: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        abstract: "Puts load on a service, and shows its throughput and latency.",
        discussion: """
            Examples:

              daybook bench
              daybook bench stock.receive --wire json --clients 64
              daybook bench mixed --batch 10 --seconds 30 -o json
              daybook bench --fill 1000000 --seconds 0

            Works:

              stock.receive   goods that arrive: one piece of one of a thousand articles
              order.place     orders of two lines and a card payment that covers them; goods are reserved
              mixed           a shop's day: of 20 orders, 19 are paid and 1 is cancelled; 18 are shipped, dispatched and
                              picked up, each step a command: 94 commands for 20 orders

            Wires: json sends single requests, one at a time on each connection. ndjson and protobuf are one stream on each
            connection, with up to 2 batches under way.

            Latency is the time from the writing of a batch to the arrival of its last receipt; with json, of a request to its
            answer. Each connection sends again as soon as it is answered: latencies are those at full load, and a service that
            is slow is asked less often. The first second, or tenth of the time where that is less, is not counted.

            Every receipt is checked: that it is of the command that was sent, in order, accepted, and of a later sequence than
            the one before. The first that is not ends the bench with exit status 1. In the end the book must have grown by
            every command.

            What it sends stays in the book: a warehouse, a thousand articles and the rest, all with ids that begin with the
            run's eight characters. So it takes only a ledger that is empty or holds what benches left behind, unless --yes.

            Where no service runs, this process serves the folder itself; the CPU of both is then one figure. For figures of the
            service alone run daybook serve beside it.
            """)

    @Argument(help: "stock.receive, order.place or mixed.")
    package var work = BenchWork.place

    @Option(help: ArgumentHelp("Connections (64 with json, else 8).", valueName: "n"))
    package var clients: Int?

    @Option(help: ArgumentHelp("Commands that go out in one write on a stream (100; 1 with json).", valueName: "n"))
    package var batch: Int?

    @Option(help: "json, ndjson or protobuf.")
    package var wire = BenchWire.protobuf

    @Option(help: ArgumentHelp("How long to measure; 0 only fills.", valueName: "s"))
    package var seconds = 10.0

    @Option(help: ArgumentHelp("First place so many orders.", valueName: "n"))
    package var fill: UInt64 = 0

    @Flag(help: "Go ahead in a ledger that holds more than benches left behind.")
    package var yes = false

    @OptionGroup package var options: GlobalOptions

    package init() {}

    private static let maxClients = 512
    private static let maxCommandsPerBatch = 5000
    /// Commands of all connections' batches: what is under way is held in memory.
    private static let maxCommands = 100_000
    private static let maxSeconds = 3600.0
    private static let maxFill: UInt64 = 100_000_000

    private var clientCount: Int { clients ?? (wire == .json ? 64 : 8) }
    private var batchCount: Int { batch ?? (wire == .json ? 1 : 100) }

    /// Checks what the options' types cannot say.
    package func validate() throws {
        guard (1...Self.maxClients).contains(clientCount) else {
            throw ValidationError("--clients \(clientCount) is not from 1 to \(Self.maxClients)")
        }
        guard (1...Self.maxCommandsPerBatch).contains(batchCount) else {
            throw ValidationError("--batch \(batchCount) is not from 1 to \(Self.maxCommandsPerBatch)")
        }
        guard wire != .json || batchCount == 1 else {
            throw ValidationError("--wire json sends one command a request; leave --batch out, or take ndjson")
        }
        guard clientCount * batchCount <= Self.maxCommands else {
            throw ValidationError("--clients times --batch is more than \(Self.maxCommands); take less of one")
        }
        guard seconds >= 0, seconds <= Self.maxSeconds else {
            throw ValidationError("--seconds \(seconds) is not from 0 to \(Int(Self.maxSeconds))")
        }
        guard fill <= Self.maxFill else { throw ValidationError("--fill \(fill) is more than \(Self.maxFill)") }
        guard seconds > 0 || fill > 0 else { throw ValidationError("--seconds 0 only fills; say how much with --fill") }
    }

    /// Prepares the ledger, puts the load on, and reports.
    package func run() async throws {
        let shop = BenchShop(run: RandomID.hex(bytes: 4))
        let (work, wire, clients, batch, seconds, fill) = (work, wire.load, clientCount, batchCount, seconds, fill)
        let (options, folder, yes) = (options, folder, yes)
        try await LedgerPlace.find(options).withService(options) { service in
            try await BenchRun(
                service: service, work: work, wire: wire, clients: clients, batch: batch, seconds: seconds, fill: fill,
                options: options, shop: shop, process: service.isOwn ? nil : ProcessUse.service(ofLedger: folder), mayHoldMore: yes
            ).run()
        }
    }

    /// The folder of the ledger that is served: the one that was named, or the one the socket lies in.
    private var folder: String {
        guard !options.mayOpenFolder else { return options.dataPath }
        let path = options.socketPath
        return path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    }
}
