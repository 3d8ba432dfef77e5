import Client
import Ledger
import Schema
import Synchronization

/// A bench from its preparation to its report.
struct BenchRun {
    let service: RunningService
    let work: BenchWork
    let wire: LoadWire
    let clients: Int
    let batch: Int
    let seconds: Double
    let fill: UInt64
    let options: GlobalOptions
    let shop: BenchShop
    /// The service's process; nil where it is this one, or not to be found.
    let process: Int32?
    /// Whether the ledger may hold more than benches have left behind.
    let mayHoldMore: Bool

    private var client: LedgerClient { service.client }

    /// Batches that one connection of a stream has under way: one is decided while the next is on its way. Four gave the same
    /// throughput at twice the latency (2026-11-21).
    static let batchesUnderWay = 2
    /// How a ledger is filled: enough under way to keep the service busy.
    private static let fillClients = 2
    private static let fillBatch = 500
    private static let fillBatchesUnderWay = 4
    /// The first number of a connection that fills; those that are measured count from 0.
    private static let fillNumber = 90_000
    /// Commands that go out in one write while the shop is prepared.
    private static let preparationBatch = 200

    func run() async throws {
        let before = try await BenchStatus.of(client)
        if !mayHoldMore {
            var ledger = BenchLedger(client)
            try await ledger.check(head: before.head)
        }
        try await prepare()
        var report = BenchReport()
        let isMeasured = seconds > 0
        describe(&report, isMeasured: isMeasured)
        var sent = UInt64(shop.preparation.count)
        if fill > 0 { sent += try await fillLedger(&report) }
        if isMeasured { sent += try await measure(&report) }
        let after = try await BenchStatus.of(client)
        let use = process.flatMap(ProcessUse.of)
        report.add("serverMemoryMiB", "server memory", use.map { Double($0.residentBytes) / 1_048_576 }, places: 1, unit: "MiB")
        report.add("serverMemoryPeakMiB", "its peak", use.map { Double($0.peakBytes) / 1_048_576 }, places: 1, unit: "MiB")
        report.add("entries", "entries in the book", count: after.head)
        report.add("machine", "machine", text: Machine.text)
        try check(sent: sent, from: before, to: after)
        report.write(options)
    }

    private func describe(_ report: inout BenchReport, isMeasured: Bool) {
        report.add("run", "run", text: shop.run)
        guard isMeasured else { return }
        report.add("work", "work", text: work.rawValue)
        report.add("wire", "wire", text: wire.rawValue)
        report.add("clients", "clients", count: UInt64(clients))
        report.add("batch", "batch", count: UInt64(batch))
        report.add("batchesUnderWay", "batches under way", count: UInt64(wire == .json ? 1 : Self.batchesUnderWay))
    }

    /// Every receipt was right; now the book has to have as many entries more.
    private func check(sent: UInt64, from before: BenchStatus, to after: BenchStatus) throws {
        let grown = after.head - min(before.head, after.head)
        guard grown >= sent else {
            throw ExitError(
                .refused, "\(sent) commands had receipts, but the book grew by \(grown) entries; keep it, and report this")
        }
        if grown > sent {
            options.note("the book also grew by \(grown - sent) entries of others; for clean figures bench a ledger of its own")
        }
    }

    // MARK: Before the measured part

    private func prepare() async throws {
        let commands = shop.preparation
        let bar = ProgressBar("prepare", isWanted: !options.quiet)
        defer { bar.end() }
        let position = Mutex(0)
        var answered = 0
        try await client.stream(.protobuf) {
            let part = position.withLock { position in
                defer { position = min(position + Self.preparationBatch, commands.count) }
                return commands[position..<min(position + Self.preparationBatch, commands.count)]
            }
            return part.isEmpty ? nil : try CommandBatch(Array(part), wire: .protobuf)
        } receive: { receipts in
            for receipt in receipts.receipts {
                if let problem = receipt.error { throw ServiceProblem(problem) }
                if let rejection = receipt.rejection {
                    throw ExitError(.refused, "\(receipt.id): \(rejection.code): \(rejection.detail)")
                }
            }
            answered += receipts.receipts.count
            bar.update(done: UInt64(answered), total: UInt64(commands.count))
        }
    }

    /// Places orders as fast as can be.
    /// - Returns: how many commands that were.
    private func fillLedger(_ report: inout BenchReport) async throws -> UInt64 {
        let clients = fill < UInt64(Self.fillBatch * Self.fillClients) ? 1 : Self.fillClients
        let each = fill / UInt64(clients)
        let rest = fill % UInt64(clients)
        let clock = Stopwatch()
        let bar = ProgressBar("fill", isWanted: !options.quiet)
        defer { bar.end() }
        var done: UInt64 = 0
        // The rest is a second load, because all connections of a load send the same number of commands.
        for (count, clients, number) in [(each, clients, Self.fillNumber), (rest, 1, Self.fillNumber + clients)] where count > 0 {
            let shape = LoadShape(
                wire: .protobuf, batch: Self.fillBatch, depth: Self.fillBatchesUnderWay, commandsPerConnection: count)
            let load = try await open(.place, shape, clients: clients, number: number) { _ in }
            load.start()
            let total = count * UInt64(clients)
            try await watch(load) { counts in
                bar.update(done: done + counts.answered, total: fill)
                return counts.answered == total
            }
            done += try await right { try await load.stop() }.answered
        }
        let seconds = clock.seconds
        report.add("fillOrders", "filled with orders", count: fill)
        report.add("fillSeconds", "in", seconds, places: 3, unit: "s")
        report.add("fillCommandsPerSecond", "a second", count: UInt64(Double(fill) / max(seconds, 1e-6)))
        return done
    }

    // MARK: Loads

    func open(
        _ work: BenchWork, _ shape: LoadShape, clients: Int, number: Int, record: @escaping @Sendable (UInt64) -> Void
    ) async throws -> Load {
        let scripts = try (0..<clients).map { try work.script(of: shop, client: number + $0, wire: shape.wire) }
        return try await Load.open(socket: service.socket, scripts: scripts, shape: shape, record: record)
    }

    /// Looks at a load twenty times a second until it has come far enough.
    func watch(_ load: Load, until isEnough: (LoadCounts) -> Bool) async throws {
        var last: (answered: UInt64, at: Double) = (0, 0)
        let clock = Stopwatch()
        while true {
            let counts = try await right { try await load.counts() }
            if isEnough(counts) { return }
            if counts.answered > last.answered || last.at == 0 { last = (counts.answered, clock.seconds) }
            guard clock.seconds - last.at < Double(ClientLimits.answerSeconds) else {
                throw ClientError(.timeout, "the service did not answer for \(ClientLimits.answerSeconds) s; look at its log")
            }
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    /// What a receipt that is not right means for the exit.
    func right<T: Sendable>(_ body: () async throws -> T) async throws -> T {
        do {
            return try await body()
        } catch let error as WrongReceipt {
            throw ExitError(.refused, "\(error.description); the load was ended, look at the service's log")
        }
    }
}
