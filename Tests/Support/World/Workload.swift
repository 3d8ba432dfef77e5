import Engine
import Ledger
package import Schema
import TestTools

/// A seeded stream of commands that fight for the same few things (DOMAIN §3, generator): the one that all tests run at random. It
/// looks at rows only to ask for things that could be; it never judges an answer.
///
/// The bench has a workload of its own, in the product: it must cost nothing to make, so its commands are bytes in which numbers
/// are filled in, and it must never be refused. This one is there to be refused.
package struct Workload {
    /// How it goes, beside its seed.
    package struct Manner: Sendable {
        /// Whether every command states its time.
        package var isBackfill = false
        /// Whether every operation happens and the clock takes every leap, one operation a step. Else each seed weighs the
        /// operations anew, leaves some out, and may send several things at once.
        package var isComplete = false
        /// Whether senders tell one truth: no id is used for two commands, and a provider says of its money what is so
        /// (`Workload+Provider.swift`).
        package var isHonest = false
        /// Whether what falls due does so within seconds.
        package var isHasty = false
        /// Begins every id, so that several can act in one shop.
        package var prefix = ""
        /// The seed of the shop, where several act in one.
        package var shop: UInt64?

        package init(_ change: (inout Manner) -> Void = { _ in }) { change(&self) }
    }

    /// Commands to be sent together, after the clock has moved on.
    package struct Step {
        package var milliseconds: Int64 = 0
        package var commands: [Command] = []
    }

    enum Operation: CaseIterable {
        case receive, adjust, quarantine, releaseQuarantine, scrap, hold, extendHold, releaseHold
        case place, cancel, cancelLines, confirmReceipt, holdOrder, releaseOrder, complete
        case initiate, result, repeatResult, refund, capture, void, cancelTender
        case ship, pack, cancelShipment, dispatch, scan, repeatScan, earlyScan, pickup, lost, returned, correct
        case register, verify, profile, address, bar, erase, session, password, access
        case openCart, fillCart, changeCart, mergeCarts, priceCart, holdCart, checkOut
        case setPrice, changeCatalog, publish, repeatCommand, changeCommand, expect, jump
    }

    static let currencies = ["JPY", "USD", "BHD", "CNY"]
    package let manner: Manner
    var random: SplitMix64
    private var shop: SplitMix64
    let warehouses: [String]
    package let skus = (0..<10).map { "SKU-\($0)" }
    private var statedTime: Moment
    private var lottery: [Operation] = []
    /// Seconds that the clock may leap: not all seeds are in a hurry.
    private var jumps: [Int64] = [60, 900]
    /// Commands that come right after the one that is being made.
    var followUps: [Command] = []
    /// What providers have told.
    package var provider = Provider()
    private var sent: [Command] = []
    /// Commands of a backfill that state the very next microsecond: nothing that falls due comes between.
    private var rushed: Set<String> = []
    private var count = 0
    /// Products that nobody buys.
    var leaflets = 0

    // What was asked for; whether it came to be is another matter.
    var orders: [String]
    var payments: [String]
    var shipments: [String]
    var holds: [String]
    var carts: [String]
    var customers: [String]
    var sessions: [String]
    /// The e-mails that customers were given.
    var emails: [String: String] = [:]

    package init(seed: UInt64, _ manner: Manner = Manner()) {
        self.manner = manner
        random = SplitMix64(seed)
        shop = SplitMix64(manner.shop ?? seed)
        statedTime = Moment("2020-01-01T00:00:00Z")!
        warehouses = (1...Int(shop.number(3...5))).map { "W-\($0)" }
        (orders, payments) = ([manner.prefix + "O-0"], [manner.prefix + "PAY-0"])
        (shipments, holds) = ([manner.prefix + "S-0"], [manner.prefix + "H-0"])
        carts = [manner.prefix + "CART-0"]
        (customers, sessions) = ([manner.prefix + "C-0"], [manner.prefix + "L-0"])
        for operation in Operation.allCases where !(manner.isHonest && operation == .changeCommand) {
            let weight = random.oneIn(8) ? 0 : Int(random.number(1...Int64(operation.maxWeight)))
            let count = operation.leastWeight + (manner.isComplete ? operation.maxWeight : weight)
            lottery += Array(repeating: operation, count: count)
        }
        if manner.isComplete || random.oneIn(2) { jumps += [1800, 3600, 86_400] }
        if manner.isComplete || random.oneIn(3) { jumps += [8 * 86_400, 31 * 86_400] }
    }

    /// How much more comes in where several act in one shop, and none of them sees what the others take.
    var plenty: Int64 { manner.shop == nil ? 1 : 50 }

    /// The catalog, the warehouses and the first goods.
    package mutating func setUp() -> Step {
        var step = Step(milliseconds: 1)
        for (index, warehouse) in warehouses.enumerated() {
            step.commands.append(.warehouse(nextID(), warehouse, latitudeE6: Int32(index) * 1_000_000))
        }
        for id in Self.taxClasses { step.commands.append(setTaxClass(id)) }
        for (index, sku) in skus.enumerated() {
            step.commands.append(
                .product(
                    nextID(), sku, price: shop.number(1...500), currency: Self.currencies[index % 4],
                    kind: index == 9 ? .digital : .physical, backorderLimit: index % 3 == 0 ? shop.number(1...4) : nil))
            for warehouse in warehouses where index < 9 && !shop.oneIn(3) {
                step.commands.append(.receive(nextID(), sku, warehouse, shop.number(1...5) * plenty))
            }
        }
        return stamped(step)
    }

    /// The next commands, and how far the clock moves before they are sent.
    package mutating func step(_ rows: any LedgerRows) throws -> Step {
        var step = Step(milliseconds: random.number(0...4000))
        for _ in 0..<(manner.isComplete ? 20 : random.number(1...8)) where !manner.isComplete || step.commands.isEmpty {
            let operation = random.pick(lottery)
            switch operation {
            case .jump: step.milliseconds += random.pick(jumps) * 1000
            case .repeatCommand where !sent.isEmpty: step.commands.append(random.pick(sent))
            case .changeCommand where !sent.isEmpty: step.commands.append(changed(random.pick(sent)))
            default:
                do {
                    guard var command = try command(operation, rows) else { continue }
                    if operation == .expect { try expectSomething(&command, rows) }
                    sent.append(command)
                    step.commands.append(command)
                    step.commands += followUps
                    followUps = []
                    if manner.isBackfill, let rush = rush(after: command) { step.commands.append(rush) }
                } catch is NothingToDo {}
            }
        }
        return stamped(step)
    }

    mutating func nextID() -> String {
        count += 1
        return "\(manner.prefix)c-\(count)"
    }

    /// An id of the list, most often of a new one and of one that is wanted; sometimes of something that was never there.
    mutating func known(_ ids: [String], _ table: Table, _ rows: any LedgerRows, where isWanted: (Row) -> Bool = { _ in true })
        throws
        -> String
    {
        if random.oneIn(40) { return "none" }
        let isAnyWanted = random.oneIn(8)
        for _ in 0..<12 {
            let id = random.oneIn(3) ? random.pick(ids) : random.pick(ids.suffix(8))
            if let row = try rows.row(table, id), isAnyWanted || isWanted(row) { return id }
        }
        throw NothingToDo()
    }

    /// There is nothing yet that an operation could be about.
    struct NothingToDo: Error {}

    /// An id for something new: now and then one that is taken.
    mutating func fresh(_ prefix: String, _ ids: WritableKeyPath<Workload, [String]>) -> String {
        if random.oneIn(25) { return random.pick(self[keyPath: ids]) }
        let id = "\(manner.prefix)\(prefix)-\(self[keyPath: ids].count)"
        self[keyPath: ids].append(id)
        return id
    }

    /// A number near another: most often itself, else what a careless sender would write.
    mutating func near(_ number: Int64) -> Int64 {
        switch self.random.number(0...14) {
        case 0: max(0, number - 1)
        case 1: number + 1
        case 2: max(1, number / 2)
        case 3: random.number(0...3)
        default: number
        }
    }

    /// Somebody who wants goods that have just come in, before those who wait have got them.
    private mutating func rush(after command: Command) -> Command? {
        guard case .stock(let context) = command.command, case .receive(let receive) = context.command else { return nil }
        let (id, quantity) = (nextID(), receive.quantity)
        rushed.insert(id)
        if random.oneIn(2) { return .hold(id, fresh("H", \.holds), receive.sku, quantity) }
        let currency = Self.currencies[(skus.firstIndex(of: receive.sku) ?? 0) % 4]
        return .place(id, fresh("O", \.orders), receive.sku, quantity, currency: currency)
    }

    private func changed(_ command: Command) -> Command {
        var other = command
        other.expect.append(.with { ($0.entity, $0.version) = ("order/none", 0) })
        return other
    }

    private mutating func expectSomething(_ command: inout Command, _ rows: any LedgerRows) throws {
        let id = try known(orders, .order, rows)
        let version = try rows.row(.order, id)?.version ?? 0
        command = command.expecting("order/" + id, version: UInt64(near(Int64(version))))
    }

    /// In a backfill, commands state times that go on; those sent before keep theirs.
    mutating func stamped(_ step: Step) -> Step {
        guard manner.isBackfill else { return step }
        var stamped = step
        for index in stamped.commands.indices where stamped.commands[index].time == nil {
            let share = step.milliseconds * 1000 / Int64(step.commands.count)
            // A millisecond more, because each expiry between two commands takes a microsecond of its own at least.
            let gap = rushed.contains(stamped.commands[index].id) ? 1 : share + 1000
            statedTime = Moment(microseconds: statedTime.microseconds + gap)
            stamped.commands[index].time = statedTime.timestamp
        }
        let fixed = stamped.commands
        sent = sent.map { command in fixed.first { $0.id == command.id && $0.expect == command.expect } ?? command }
        return stamped
    }
}

extension Workload.Operation {
    /// What no seed leaves out, because nothing happens without it.
    fileprivate var leastWeight: Int {
        switch self {
        case .place: 10
        case .result: 24
        case .ship: 14
        case .dispatch, .scan: 8
        case .lost, .correct: 1
        case .confirmReceipt, .complete: 8
        case .receive, .refund, .capture, .pickup: 2
        case .cancel, .register, .verify, .session, .password, .bar: 1
        default: 0
        }
    }

    fileprivate var maxWeight: Int {
        switch self {
        case .jump, .setPrice, .scrap, .releaseQuarantine, .quarantine: 2
        case .openCart, .changeCart, .mergeCarts, .priceCart, .holdCart: 2
        case .holdOrder, .cancel, .adjust, .cancelShipment, .lost, .returned: 2
        case .profile: 2
        case .erase, .session, .password, .access: 1
        default: 5
        }
    }
}
