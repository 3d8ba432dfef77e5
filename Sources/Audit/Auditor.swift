import Ledger
import Schema
import SwiftProtobuf

/// An independent model of the ledger (DOMAIN §3): it reads nothing but the events of entries, keeps plain sums of its own, and
/// checks the invariants after every entry. It never calls `evolve`, and looks at rows only to compare them with its sums.
struct Auditor {
    /// What does not hold, where, since when, and the two values.
    struct Violation: CustomStringConvertible {
        let invariant: String
        let entity: String
        let sequence: UInt64
        let expected: String
        let actual: String

        var description: String { "\(invariant) \(entity) at \(sequence): expected \(expected), found \(actual)" }
    }

    private(set) var violations: [Violation] = []
    /// The last entry audited.
    private(set) var sequence: UInt64 = 0
    private(set) var time = Moment(microseconds: .min)
    private(set) var events = 0
    private(set) var rejections = 0
    private(set) var versions: [String: UInt64] = [:]
    /// Entries that name an entity.
    private(set) var history: [String: [UInt64]] = [:]
    private var commandIDs: Set<String> = []
    private var operationIDs: Set<String> = []
    private var trackingNumbers: [String: String] = [:]

    var prices: [String: Money] = [:]
    var backorderLimits: [String: Int64] = [:]
    var productStatus: [String: Product.Status] = [:]
    var stock: [String: StockModel] = [:]
    var holds: [String: HoldModel] = [:]
    var orders: [String: OrderModel] = [:]
    var payments: [String: PaymentModel] = [:]
    var shipments: [String: ShipmentModel] = [:]
    var parcels: [String: ParcelModel] = [:]
    /// Scans that waited for a number and are to be recorded, in the entry at hand, on the shipment that has got it.
    var assigned: [String: Int] = [:]
    /// Units that left by shipment and line.
    var shippedStock: [String: [String: Int64]] = [:]
    /// When each shipment was delivered, as its order was told.
    var deliveries: [String: Moment] = [:]
    /// Orders that waited for their payment before the entry at hand.
    var awaitedPayment: Set<String> = []
    /// Of each SKU whose stock the entry at hand moves: what was free and waited for before it.
    var supplyBefore: [String: (free: Int64, waiting: Int64)] = [:]
    /// Entities of the entry at hand, and since rows were last compared.
    var touched: Set<String> = []
    var changed: Set<String> = []
    /// The entry at hand.
    var command = ""

    mutating func audit(_ entry: Entry) {
        expect("L1", "log", entry.sequence, sequence + 1)
        sequence = entry.sequence
        command = entry.command
        checkTime(entry)
        expectTrue("L4", entry.id, commandIDs.insert(entry.id).inserted, "a command id of its own")
        expectTrue("L1", "log", !entry.hasRejection || entry.events.isEmpty, "events or a rejection, not both")
        if entry.hasRejection { rejections += 1 }
        touched = []
        supplyBefore = [:]
        for event in entry.events {
            guard let (table, id) = Table.split(event.entity), table == .stock else { continue }
            supplyBefore[Self.sku(id)] = supply(of: Self.sku(id))
        }
        awaitedPayment = Set(
            entry.events.compactMap { event in
                guard let (table, id) = Table.split(event.entity), table == .order else { return nil }
                return orders[id]?.awaitsPayment == true ? id : nil
            })
        for event in entry.events { audit(event) }
        changed.formUnion(touched)
        for entity in touched.sorted() { checkEntity(entity) }
        if entry.command == "stock.fillBackorders" { checkOldestFirst(entry) }
        // Why not for timers: of several things due at once, each is met by an entry of its own.
        if entry.actor.kind != .system { checkNothingOverdue() }
    }

    private mutating func checkTime(_ entry: Entry) {
        let now = Moment(entry.time) ?? Moment(microseconds: .min)
        let before = time
        expectTrue("L3", "log", now > before, "a time after \(before), not \(now)")
        time = now
        let recorded = entry.hasRecordedAt ? Moment(entry.recordedAt) ?? now : now
        expectTrue("L3", "log", recorded >= now, "recordedAt \(recorded) not before \(now)")
        if entry.hasOccurredAt, !entry.hasRejection, let occurred = Moment(entry.occurredAt) {
            expectTrue(
                "L3", "log", occurred <= recorded.adding(seconds: 300), "occurredAt \(occurred) at most 5 min after \(recorded)")
        }
    }

    private mutating func audit(_ event: Event) {
        events += 1
        expect("L1", event.entity, event.version, versions[event.entity, default: 0] + 1)
        versions[event.entity] = event.version
        if history[event.entity]?.last != sequence { history[event.entity, default: []].append(sequence) }
        touched.insert(event.entity)
        guard let (table, id) = Table.split(event.entity), let kind = event.event else {
            return expectTrue("L1", event.entity, false, "an entity of a known kind")
        }
        switch (kind, table) {
        case (.catalog(let context), .product): if let event = context.event { catalog(event, id) }
        case (.warehouse, .warehouse): break
        case (.stock(let context), .stock): if let event = context.event { stock(event, id) }
        case (.stock(let context), .reservation): if let event = context.event { hold(event, id) }
        case (.order(let context), .order): if let event = context.event { order(event, id) }
        case (.payment(let context), .payment): if let event = context.event { payment(event, id) }
        case (.shipment(let context), .shipment): if let event = context.event { shipment(event, id) }
        case (.shipment(let context), .parcel): if let event = context.event { parcel(event, id) }
        default: expectTrue("L1", event.entity, false, "an event of its own kind")
        }
    }

    private mutating func catalog(_ event: CatalogEvent.OneOf_Event, _ id: String) {
        switch event {
        case .productCreated(let event):
            productStatus[id] = .draft
            for variant in event.variants { add(variant) }
        case .priceSet(let event): prices[event.sku] = event.price
        case .variantAdded(let event): add(event.variant)
        case .published:
            expectTrue("O7", id, productStatus[id] == .draft || productStatus[id] == .unpublished, "DRAFT or UNPUBLISHED before")
            productStatus[id] = .published
        case .unpublished: productStatus[id] = .unpublished
        case .archived: productStatus[id] = .archived
        }
    }

    private mutating func add(_ variant: Variant) {
        prices[variant.sku] = variant.price
        backorderLimits[variant.sku] = variant.backorderLimit
    }

    private mutating func checkEntity(_ entity: String) {
        guard let (table, id) = Table.split(entity) else { return }
        switch table {
        case .stock: checkStock(id)
        case .reservation: checkHold(id)
        case .order: checkOrder(id)
        case .payment: checkPayment(id)
        case .shipment: checkShipment(id)
        case .product, .warehouse, .parcel: break
        }
    }

    /// No command sees a deadline that has passed (S7, and the same for orders).
    private mutating func checkNothingOverdue() {
        for entity in touched {
            guard let (table, id) = Table.split(entity) else { continue }
            if table == .stock {
                for (holdID, hold) in holds where hold.stockID == id && hold.remaining > 0 && hold.expiresAt <= time {
                    fail("S7", "reservation/" + holdID, "expired by \(hold.expiresAt)", "\(hold.remaining) held")
                }
            }
            if table == .order, awaitedPayment.contains(id), let order = orders[id], order.gone == 0, order.payBy <= time {
                fail("D1", entity, "expired by \(order.payBy)", "touched by \(command)")
            }
        }
    }

    // MARK: Uniqueness over the whole book

    mutating func takeOperationID(_ id: String) {
        expectTrue("M3", id, operationIDs.insert(id).inserted, "an operation id of its own")
    }

    mutating func takeTrackingNumber(_ key: String, of shipment: String) {
        let other = trackingNumbers.updateValue(shipment, forKey: key)
        expectTrue("T1", shipment, other == nil, "\(key) is the number of \(other ?? "")")
    }

    mutating func releaseTrackingNumber(_ key: String, of shipment: String) {
        if trackingNumbers[key] == shipment { trackingNumbers[key] = nil }
    }

    func shipment(ofNumber key: String) -> String? { trackingNumbers[key] }

    // MARK: Reporting

    mutating func fail(_ invariant: String, _ entity: String, _ expected: String, _ actual: String) {
        violations.append(Violation(invariant: invariant, entity: entity, sequence: sequence, expected: expected, actual: actual))
    }

    mutating func expect<Value: Equatable>(_ invariant: String, _ entity: String, _ actual: Value, _ expected: Value) {
        if actual != expected { fail(invariant, entity, "\(expected)", "\(actual)") }
    }

    mutating func expectTrue(_ invariant: String, _ entity: String, _ condition: Bool, _ expected: @autoclosure () -> String) {
        if !condition { fail(invariant, entity, expected(), "not so after \(command)") }
    }

    mutating func expectNotNegative(_ invariant: String, _ entity: String, _ name: String, _ value: Int64) {
        if value < 0 { fail(invariant, entity, "\(name) ≥ 0", "\(value)") }
    }

    mutating func expectAtMost(_ invariant: String, _ entity: String, _ name: String, _ value: Int64, _ most: Int64) {
        if value > most { fail(invariant, entity, "\(name) ≤ \(most)", "\(value)") }
    }
}
