import Schema
import TestTools

/// A seeded stream of one client's commands: orders from checkout to receipt, and what happens in a warehouse meanwhile.
///
/// Traders have orders of their own and share the goods. None looks at an answer: after a crash nobody knows which steps were
/// taken, so some commands ask for what cannot be, and are refused.
struct Trader {
    static let skus = 8
    static let warehouses = 3

    let name: String
    var random: SplitMix64
    private var commands = 0
    var orders = 0
    var open: [Story] = []
    private var recent: [Command] = []
    private var holds: [String] = []

    init(_ name: String, seed: UInt64) {
        self.name = name
        random = SplitMix64(seed)
    }

    /// One order on its way.
    struct Story {
        enum Step: Int { case pay, ship, dispatch, scan, deliver, confirm, complete, over }
        let id: String
        let lines: [(sku: Int, quantity: Int64)]
        let total: Int64
        let isManual: Bool
        var step = Step.pay
        var scans = 0

        /// The warehouse that has the first line's goods.
        var warehouse: String { Trader.warehouse(lines[0].sku) }

        mutating func advance() { step = Step(rawValue: step.rawValue + 1) ?? .over }
    }

    static func warehouse(_ sku: Int) -> String { "W-\(sku % warehouses)" }
    static func price(_ sku: Int) -> Int64 { Int64(sku + 1) * 100 }
    /// The last SKU is digital, the one before changes its price.
    static let restless = skus - 2

    // MARK: Commands

    /// The shop: warehouses, products and the first goods.
    mutating func shop() -> [Command] {
        var shop: [Command] = []
        for number in 0..<Self.warehouses {
            shop.append(
                .of(nextID(), .warehouse(.with { $0.register = .with { ($0.warehouseID, $0.name) = ("W-\(number)", "W") } })))
        }
        for sku in 0..<Self.skus {
            let product = CreateProduct.with {
                ($0.productID, $0.title, $0.publish) = ("P-\(sku)", "Goods \(sku)", true)
                $0.kind = sku == Self.skus - 1 ? .digital : .physical
                $0.variants = [
                    .with {
                        ($0.sku, $0.price) = ("SKU-\(sku)", Money(amount: Self.price(sku), currency: "EUR"))
                        if sku % 2 == 0 { $0.backorderLimit = 20 }
                    }
                ]
            }
            shop.append(.of(nextID(), .catalog(.with { $0.createProduct = product })))
            if sku < Self.skus - 1 { shop.append(receive(sku, 100)) }
        }
        return shop
    }

    /// The next commands, to be sent together.
    mutating func next(_ count: Int) -> [Command] {
        (0..<count).map { _ in
            let command = next()
            recent.append(command)
            if recent.count > 64 { recent.removeFirst(32) }
            return command
        }
    }

    private mutating func next() -> Command {
        switch random.number(0...99) {
        case 0..<14: return stock()
        case 14..<17: return catalog()
        case 17..<20 where !recent.isEmpty: return random.pick(recent)
        case 20..<22: return .of(nextID(), .order(.with { $0.cancel = .with { ($0.orderID, $0.reason) = ("none", "test") } }))
        case 22..<45 where open.count < 12: return place()
        default:
            guard !open.isEmpty else { return place() }
            let index = Int(random.number(0...Int64(open.count - 1)))
            var story = open[index]
            let command = step(&story)
            if story.step == .over { open.remove(at: index) } else { open[index] = story }
            return command
        }
    }

    mutating func nextID() -> String {
        commands += 1
        return "\(name):\(commands)"
    }

    // MARK: Goods

    private mutating func receive(_ sku: Int, _ quantity: Int64) -> Command {
        let goods = ReceiveStock.with { ($0.sku, $0.warehouseID, $0.quantity) = ("SKU-\(sku)", Self.warehouse(sku), quantity) }
        return .of(nextID(), .stock(.with { $0.receive = goods }))
    }

    private mutating func stock() -> Command {
        let number = Int(random.number(0...Int64(Self.skus - 2)))
        let (sku, warehouse, units) = ("SKU-\(number)", Self.warehouse(number), random.number(1...3))
        var stock = StockCommand()
        switch random.number(0...9) {
        case 0: stock.adjust = .with { ($0.sku, $0.warehouseID, $0.delta, $0.reason) = (sku, warehouse, -units, .damage) }
        case 1: stock.quarantine = .with { ($0.sku, $0.warehouseID, $0.quantity) = (sku, warehouse, units) }
        case 2: stock.releaseQuarantine = .with { ($0.sku, $0.warehouseID, $0.quantity) = (sku, warehouse, units) }
        case 3: stock.scrap = .with { ($0.sku, $0.warehouseID, $0.quantity) = (sku, warehouse, units) }
        case 4, 5:
            // Holds last seconds, so that some fall due while the service is dead and must be met by the next one.
            let hold = "H-\(name)-\(commands)"
            holds.append(hold)
            stock.reserve = .with {
                ($0.reservationID, $0.sku, $0.quantity, $0.expiresInSeconds) = (hold, sku, units, random.number(1...4))
            }
        case 6 where !holds.isEmpty: stock.releaseReservation = .with { $0.reservationID = random.pick(holds.suffix(8)) }
        default: return receive(number, random.number(1...30))
        }
        return .of(nextID(), .stock(stock))
    }

    private mutating func catalog() -> Command {
        var catalog = CatalogCommand()
        switch random.number(0...3) {
        case 0: catalog.publish = .with { $0.productID = "P-1" }
        case 1: catalog.unpublish = .with { $0.productID = "P-1" }
        default:
            let price = random.number(1...9) * 100
            catalog.setPrice = SetPrice(sku: "SKU-\(Self.restless)", price: Money(amount: price, currency: "EUR"))
        }
        return .of(nextID(), .catalog(catalog))
    }
}

extension Command { static func of(_ id: String, _ kind: OneOf_Command) -> Command { .with { ($0.id, $0.command) = (id, kind) } } }
