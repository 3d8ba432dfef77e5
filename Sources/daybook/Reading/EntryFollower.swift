import Client

/// Follows the log over restarts of its service: every entry once, in order.
struct EntryFollower {
    private let reader: ServiceReader
    private let options: GlobalOptions
    private var list: EntryList
    /// Makes of the question for all entries that for those which are wanted.
    private let filtered: (Target) -> Target
    /// The last entry that was shown, or the one before the first to be shown.
    private var last: UInt64
    /// The id of the ledger that was followed first.
    private var ledger: String?
    /// Whether the service has answered since the program began.
    private var wasConnected = false
    /// Attempts since the last one that brought anything.
    private var failures = 0

    init(after: UInt64, options: GlobalOptions, filtered: @escaping (Target) -> Target = { $0 }) {
        reader = ServiceReader(client: LedgerPlace.service(options))
        self.options = options
        self.filtered = filtered
        list = EntryList(options, isLive: true)
        last = after
    }

    /// Shows entries until the program is ended.
    /// - Throws: what the first connection fails with, and what the service refuses; not that it is gone for a while.
    mutating func run() async throws {
        while true {
            do {
                try await follow()
                note("the service ended the stream")
            } catch let error as ClientError where wasConnected && Self.mayPass(error) {
                note(error.message)
            }
            try await Task.sleep(for: Self.pause(after: failures))
            failures += 1
        }
    }

    /// Says why the connection broke, once: later failures in a row say the same.
    private func note(_ cause: String) {
        guard failures == 0 else { return }
        options.note("daybook: \(cause); connecting again, to go on after entry \(last)")
    }

    /// One connection, from the entry after the last one shown.
    private mutating func follow() async throws {
        let reply = try await connect()
        try await checkLedger()
        if failures > 0 { options.note("daybook: connected again") }
        wasConnected = true
        failures = 0
        var events = EventStream()
        while let chunk = try await reply.next() {
            for event in events.events(in: chunk) {
                list.add(event.data)
                if let id = event.id { last = id }
            }
            list.showNow()
        }
    }

    /// Refuses to go on in another ledger that has taken the place of the first: its entries of the same numbers are others.
    private mutating func checkLedger() async throws {
        let status = try await reader.get(Target("v1", "status"), accept: .json).successful()
        var bytes: [UInt8] = []
        while let chunk = try await status.next() { bytes += chunk }
        let now = JSONTree(bytes)?["ledger"]?.text
        if let ledger, let now, ledger != now {
            throw ExitError(
                .refused, "ledger \(now) is there now, not \(ledger), which was followed up to entry \(last); start anew")
        }
        ledger = now ?? ledger
    }

    /// Connects. After the first time it sends `Last-Event-ID`, for then the service answers a problem if its log does not reach
    /// that far.
    private func connect() async throws -> Reply {
        let target = filtered(Target("v1", "entries").adding("after", String(last)))
        let headers = wasConnected ? [(name: "last-event-id", value: String(last))] : []
        let reply = try await reader.get(target, accept: .eventStream, headers: headers, isLive: true)
        guard wasConnected else { return try await reply.entries(from: last + 1) }
        // A service that starts or is overloaded answers 503, which is worth another try.
        guard reply.status == 503 else { return try await reply.successful() }
        throw ClientError(.unreachable, "the service is busy")
    }

    /// Whether what failed may be over in a while.
    private static func mayPass(_ error: ClientError) -> Bool {
        [.unreachable, .closed, .timeout].contains(error.code)
    }

    /// A quarter of a second, and twice as long after each further failure, up to five seconds.
    static func pause(after failures: Int) -> Duration {
        .milliseconds(min(5000, 250 << min(failures, 5)))
    }
}
