/// What the shop knows of its own doings, and rows must agree with.
struct Tally {
    /// Units of a SKU that are in the house, by what was received, counted, thrown away and sent.
    private(set) var units: [String: Int] = [:]
    /// Money that the provider took and gave back, by payment.
    private(set) var captured: [String: Int] = [:]
    private(set) var refunded: [String: Int] = [:]
    /// Payments of which the provider gave back what nobody had asked for.
    private(set) var unasked: Set<String> = []
    /// What each order must cost.
    var totals: [String: Int] = [:]
    /// Everything that the provider and the carriers have reported.
    var results: [ProviderResult] = []
    var scans: [[String: Any]] = []

    /// Whether a result counts if it is about money: none of the same outcome under its reference did before, nor of the operation
    /// that is all it names, nor the same amount of that operation, told without a reference.
    func isNew(_ result: ProviderResult) -> Bool {
        !results.contains {
            guard $0.payment == result.payment, $0.outcome == result.outcome else { return false }
            let isOfOperation = $0.operation == result.operation
            if $0.reference == result.reference { return !result.reference.isEmpty || isOfOperation }
            return $0.reference.isEmpty && !$0.operation.isEmpty && isOfOperation && $0.amount == result.amount
        }
    }

    mutating func move(_ units: Int, of sku: String) { self.units[sku, default: 0] += units }
    mutating func take(_ amount: Int, by payment: String) { captured[payment, default: 0] += amount }

    mutating func giveBack(_ amount: Int, by payment: String, isAsked: Bool) {
        refunded[payment, default: 0] += amount
        if !isAsked { unasked.insert(payment) }
    }
}

/// What the shop sells.
struct Goods {
    let id: String
    let currency: String
    let price: Int
    var backorderLimit = 0
    var isStocked = true
    var isDigital = false

    /// Stock is scarce of all of them; one never comes, and one needs none.
    static let all = [
        Goods(id: "LAMP", currency: "EUR", price: 1999, backorderLimit: 6),
        Goods(id: "CHAIR", currency: "EUR", price: 8000),
        Goods(id: "MUG", currency: "EUR", price: 333, backorderLimit: 20),
        Goods(id: "NEVER", currency: "EUR", price: 500, backorderLimit: 9, isStocked: false),
        Goods(id: "SONG", currency: "EUR", price: 129, isStocked: false, isDigital: true),
        Goods(id: "FAN", currency: "JPY", price: 1200, backorderLimit: 3),
    ]

    /// The goods that come in.
    static let stocked = all.filter(\.isStocked)
    /// Warehouses and where they are, in microdegrees.
    static let warehouses = [
        (id: "WH-BER", latitude: 52_520_000, longitude: 13_405_000), (id: "WH-PAR", latitude: 48_856_000, longitude: 2_352_000),
        (id: "WH-ROM", latitude: 41_902_000, longitude: 12_496_000), (id: "WH-OSL", latitude: 59_913_000, longitude: 10_752_000),
    ]
    static let customers = ["C-1", "C-2", "C-3", "C-4"]
}
