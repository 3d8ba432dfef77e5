import Client
import Ledger
import Schema
import Synchronization

/// Sends a plan over the ordinary command path, and tells what became of it.
struct ImportSender {
    let client: LedgerClient
    let plan: OlistPlan
    let options: GlobalOptions
    /// Where discrepancies go.
    let path: String

    /// Commands that go out in one write.
    private static let commandsPerBatch = 500

    func run() async throws {
        let report = try OutputFile(path: path)
        for discrepancy in plan.discrepancies { try report.write(Array(discrepancy.line.utf8)) }
        let bar = ProgressBar("import", isWanted: !options.quiet)
        let source = PlanSource(plan: plan, batch: Self.commandsPerBatch)
        var tally = ImportTally()
        do {
            try await client.stream(.protobuf) {
                try source.next()
            } receive: { batch in
                for receipt in batch.receipts {
                    let step = plan.steps[tally.commands]
                    try Self.checkTime(receipt)
                    if let refused = tally.count(receipt, of: step, in: plan) { try report.write(Array(refused.line.utf8)) }
                }
                bar.update(done: UInt64(tally.commands), total: UInt64(plan.steps.count))
            }
        } catch let error as ClientError {
            bar.end()
            try report.close()
            let done = "\(tally.commands) of \(plan.steps.count) commands were answered"
            throw ExitError(ExitError(error).status, "\(error.message); \(done), import again: it goes on where it stopped")
        } catch {
            bar.end()
            try report.close()
            throw error
        }
        bar.end()
        try report.close()
        SingleAnswer(bytes: Array(tally.json(plan, discrepancyFile: path).utf8)).write(options)
        if tally.refused + tally.failed > 0 {
            throw ExitError(.refused, "\(tally.refused + tally.failed) commands were not accepted; see \(path)")
        }
    }

    /// History can only be told to a ledger that has none yet: its times come before everything else.
    private static func checkTime(_ receipt: Receipt) throws {
        guard let problem = receipt.error, problem.code == "time_not_after_last" else { return }
        let cause = "the ledger has later entries (\(problem.detail))"
        throw ExitError(.refused, "\(cause); import into a ledger of its own: daybook serve --data DIR")
    }
}

/// What became of an import's commands. Amounts are in cents.
struct ImportTally {
    private(set) var accepted = 0
    private(set) var refused = 0
    /// Those of the accepted and refused that were in the book before.
    private(set) var replayed = 0
    private(set) var failed = 0
    private var customers = 0
    private var addresses = 0
    private var orders = 0
    private var items = 0
    private var itemsCents: Int64 = 0
    private var freightCents: Int64 = 0
    private var feesCents: Int64 = 0
    private var payments = 0
    private var paymentsCents: Int64 = 0
    private var capturedCents: Int64 = 0

    /// Commands that were answered.
    var commands: Int { accepted + refused + failed }

    /// Counts a receipt.
    /// - Returns: what to report where it was not accepted.
    mutating func count(_ receipt: Receipt, of step: OlistPlan.Step, in plan: OlistPlan) -> Discrepancy? {
        if receipt.replayed { replayed += 1 }
        guard receipt.error != nil || receipt.rejection != nil else {
            accepted += 1
            switch step.subject {
            case .customer: customers += 1
            case .address: addresses += 1
            case .order(let index, let action): add(action, of: plan.data.orders[index])
            case .seller, .product, .offer: break
            }
            return nil
        }
        let (table, key) = plan.name(of: step.subject)
        if let error = receipt.error {
            failed += 1
            let problem = ServiceProblem(error)
            return Discrepancy(table, key, "not_recorded", expected: "accepted", actual: problem.description)
        }
        guard let rejection = receipt.rejection else { return nil }
        refused += 1
        return Discrepancy(
            table, key, "refused", expected: "accepted",
            actual: "\(rejection.code): \(rejection.detail) (entry \(receipt.sequence))")
    }

    private mutating func add(_ action: OlistAction, of order: OlistOrder) {
        switch action {
        case .place:
            orders += 1
            items += order.items.count
            itemsCents += order.itemsCents
            freightCents += order.freightCents
            feesCents += order.difference?.cents ?? 0
            payments += order.payments.count { $0.isTender }
            paymentsCents += order.paymentsCents
        case .capture(let index): capturedCents += order.payments[index].cents
        case .create, .pack, .dispatch, .deliver, .receive, .cancel: break
        }
    }

    /// The summary: `itemsCents + freightCents + feesCents = paymentsCents`.
    func json(_ plan: OlistPlan, discrepancyFile: String) -> String {
        let numbers: [(String, Int64)] = [
            ("commands", Int64(commands)), ("accepted", Int64(accepted)), ("refused", Int64(refused)),
            ("replayed", Int64(replayed)), ("failed", Int64(failed)), ("sellers", Int64(plan.data.sellers.count)),
            ("products", Int64(plan.data.products.count)), ("customers", Int64(customers)), ("addresses", Int64(addresses)),
            ("orders", Int64(orders)), ("items", Int64(items)),
            ("itemsCents", itemsCents), ("freightCents", freightCents), ("feesCents", feesCents), ("payments", Int64(payments)),
            ("paymentsCents", paymentsCents), ("capturedCents", capturedCents),
            ("discrepancies", Int64(plan.discrepancies.count + refused + failed)),
        ]
        let fields = numbers.map { "\"\($0.0)\":\($0.1)" } + ["\"discrepancyFile\":\(JSONTree.quoted(discrepancyFile))"]
        return "{\(fields.joined(separator: ","))}"
    }
}

/// A plan's commands, made as they are sent.
private final class PlanSource: Sendable {
    private let plan: OlistPlan
    private let batch: Int
    private let position = Mutex(0)

    init(plan: OlistPlan, batch: Int) {
        self.plan = plan
        self.batch = batch
    }

    func next() throws -> CommandBatch? {
        let steps = position.withLock { position in
            defer { position = min(position + batch, plan.steps.count) }
            return plan.steps[position..<min(position + batch, plan.steps.count)]
        }
        guard !steps.isEmpty else { return nil }
        return try CommandBatch(steps.map(plan.command), wire: .protobuf)
    }
}
