package import Ledger

/// What becomes one command of an order's life. The number is the place among the order's payments or parcels.
package enum OlistAction: Sendable, Equatable {
    case place
    case capture(Int)
    case create(Int)
    case pack(Int)
    case dispatch(Int)
    case deliver(Int)
    case receive
    case cancel
}

/// One step of an order's life, when it may enter the book.
package struct OlistStep: Sendable, Equatable {
    package var action: OlistAction
    /// Never before the step before it.
    package var time: Moment
    /// When it happened, where that is earlier.
    package var occurredAt: Moment?
}

/// What a status of Olist's says has happened, in the order of an order's life.
enum OlistStage: Int, Comparable {
    case created, approved, processing, invoiced, shipped, delivered
    /// Canceled, or unavailable.
    case ended

    init?(status: String) {
        switch status {
        case "created": self = .created
        case "approved": self = .approved
        case "processing": self = .processing
        case "invoiced": self = .invoiced
        case "shipped": self = .shipped
        case "delivered": self = .delivered
        case "canceled", "unavailable": self = .ended
        default: return nil
        }
    }

    static func < (left: OlistStage, right: OlistStage) -> Bool { left.rawValue < right.rawValue }
}

extension OlistOrder {
    /// The steps of this order's life as far as its status says, in the order the ledger's rules want them.
    ///
    /// Real logs run backwards: a step that happened before the one it follows from enters the book with it, and keeps its own
    /// time as `occurredAt`.
    /// - Parameter notes: gets what did not fit.
    package func steps(_ notes: inout [Discrepancy]) -> [OlistStep] {
        var life = OlistLife(order: self)
        life.live()
        notes += life.notes
        return life.steps
    }
}

/// Writes down an order's steps.
private struct OlistLife {
    let order: OlistOrder
    var steps: [OlistStep] = []
    var notes: [Discrepancy] = []

    private var now: Moment { steps.last?.time ?? order.purchased }

    init(order: OlistOrder) {
        self.order = order
    }

    mutating func live() {
        let stage = OlistStage(status: order.status)
        if stage == nil { note("unknown_status", expected: "a status of Olist's", order.status) }
        noteFactsBeyond(stage ?? .approved)
        add(.place, at: order.purchased)
        switch stage ?? .approved {
        case .ended: end()
        case .created: if order.approved != nil { pay() }
        case .approved: pay()
        case .processing, .invoiced, .shipped, .delivered:
            pay()
            send(upTo: stage ?? .approved)
        }
    }

    private mutating func pay() {
        if order.approved == nil { note("no_approval", expected: "a time of approval", "none; the time of purchase is taken") }
        let captures = order.payments.indices.filter { order.payments[$0].isTender }
        add(captures.map { .capture($0) }, at: order.approved ?? order.purchased, fact: "order_approved_at")
    }

    private mutating func send(upTo stage: OlistStage) {
        let parcels = order.parcels.indices
        guard stage >= .shipped else {
            add(parcels.map { .create($0) }, at: now)
            if stage == .invoiced { add(parcels.map { .pack($0) }, at: now) }
            return
        }
        if order.carried == nil { note("no_carrier_date", expected: "a time of hand-over", "none; the time of approval is taken") }
        let carried = parcels.flatMap { [OlistAction.create($0), .dispatch($0)] }
        add(carried, at: order.carried ?? now, fact: "order_delivered_carrier_date")
        guard stage == .delivered else { return }
        var delivered = order.delivered
        if delivered == nil {
            note("no_delivery_date", expected: "a time of delivery", "none; the start of the estimated day is taken")
            delivered = SaoPauloTime.moment(order.estimated)
        }
        add(parcels.map { .deliver($0) }, at: delivered ?? now, fact: "order_delivered_customer_date")
        add(.receive, at: now)
    }

    /// A cancelled order. Only approved payments are captured, because nothing says that any other money came. The data do not say
    /// when it was cancelled: it is taken to be after everything else that is known of it.
    private mutating func end() {
        if order.approved != nil { pay() } else { note("no_approval", expected: "a time of approval", "none; nothing is captured") }
        add(.cancel, at: [order.carried, order.delivered].compactMap(\.self).max() ?? now)
    }

    private mutating func add(_ action: OlistAction, at time: Moment) {
        add([action], at: time)
    }

    /// - Parameter fact: the column the time is from, where it may contradict what came before. Nothing is said to have happened
    ///   before the purchase: the ledger refuses that, and the note says what the data do.
    private mutating func add(_ actions: [OlistAction], at time: Moment, fact: String? = nil) {
        let earliest = now
        if let fact, time < earliest {
            note("time_order", expected: "\(fact) not before \(earliest)", time.description)
        }
        for action in actions {
            let occurredAt = time < earliest ? max(time, order.purchased) : nil
            steps.append(OlistStep(action: action, time: max(time, earliest), occurredAt: occurredAt))
        }
    }

    /// A status wins over a date that says more: the ledger's totals by status are the data set's.
    private mutating func noteFactsBeyond(_ stage: OlistStage) {
        if let carried = order.carried, stage < .shipped || stage == .ended {
            note("beyond_status", expected: "no hand-over of an order that is \(order.status)", carried.description)
        }
        if let delivered = order.delivered, stage < .delivered || stage == .ended {
            note("beyond_status", expected: "no delivery of an order that is \(order.status)", delivered.description)
        }
    }

    private mutating func note(_ rule: String, expected: String, _ actual: String) {
        notes.append(Discrepancy("orders", order.id, rule, expected: expected, actual: actual))
    }
}

extension OlistPayment {
    /// Whether it is a payment at all: of nothing there is none.
    package var isTender: Bool { cents != 0 }
}
