import Foundation

/// A row, or a part of one, as it stands in an answer. What is not there reads as nothing or 0.
struct Row {
    private let fields: [String: Any]

    init(_ json: Data) throws {
        guard let fields = try JSONSerialization.jsonObject(with: json) as? [String: Any] else {
            throw ScenarioFailure("no JSON object: \(String(decoding: json.prefix(300), as: UTF8.self))")
        }
        self.fields = fields
    }

    private init(fields: [String: Any]) { self.fields = fields }

    func has(_ name: String) -> Bool { fields[name] != nil }
    func text(_ name: String) -> String { fields[name] as? String ?? "" }
    func texts(_ name: String) -> [String] { fields[name] as? [String] ?? [] }
    func number(_ name: String) -> Int { fields[name] as? Int ?? 0 }
    func flag(_ name: String) -> Bool { fields[name] as? Bool ?? false }
    func row(_ name: String) -> Row? { (fields[name] as? [String: Any]).map(Row.init(fields:)) }
    func rows(_ name: String) -> [Row] { (fields[name] as? [[String: Any]] ?? []).map(Row.init(fields:)) }
}

extension Row {
    // MARK: Names for what is asked often

    /// The order a row is about.
    var orderID: String { text("orderId") }
    var paymentID: String { text("paymentId") }
    var shipmentID: String { text("shipmentId") }
    var lineID: String { text("lineId") }
    /// Of an operation: what was asked of the provider, and what became of it.
    var kind: String { text("kind") }
    var state: String { text("state") }
    var status: String { text("status") }
    var lines: [Row] { rows("lines") }
    var operations: [Row] { rows("operations") }
    var isPhysical: Bool { kind == "PHYSICAL" }

    /// Of an order: whether nothing will be sold by it any more.
    var isDead: Bool { status == "CANCELLED" || status == "EXPIRED" }
    /// Of a shipment: whether it has not left.
    var isInHouse: Bool { status == "CREATED" || status == "PACKED" }
    /// Of an order: whether units of it are still to be sent.
    var hasUnshippedGoods: Bool { lines.contains { $0.number("reserved") + $0.number("backordered") > 0 } }

    /// Of a payment: what is authorized and neither taken nor given up nor asked for.
    var capturable: Int {
        let used = ["captured", "capturePending", "voided", "voidPending"].reduce(0) { $0 + number($1) }
        return max(0, number("authorized") - used)
    }

    /// Of a payment: what could still be given back.
    var refundable: Int { max(0, number("captured") - number("refunded") - number("refundPending")) }

    /// Of a payment that was cancelled: what came for it and has not gone back.
    var unapplied: Int { has("cancelledAt") ? max(0, number("captured") - number("refunded")) : 0 }

    /// Of a payment: what the provider has not answered yet.
    var openOperations: [Row] { operations.filter { $0.state == "REQUESTED" } }

    /// Of a payment: whether the newest request of that kind that was answered was refused.
    func isRefused(_ kind: String) -> Bool {
        operations.last { $0.kind == kind && $0.state != "REQUESTED" }?.state == "FAILED"
    }

    /// Of a line: what its first units are worth, round(net · units / quantity), half up.
    func value(ofFirst units: Int) -> Int {
        let quantity = number("quantity")
        return (2 * number("net") * units + quantity) / (2 * quantity)
    }
}

/// Ends a scenario, and says what was wrong.
struct ScenarioFailure: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
