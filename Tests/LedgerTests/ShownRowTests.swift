import Foundation
import Schema
import TestWorld
import Testing

@testable import Ledger

/// The table of who reads what of each collection, cell by cell, against its page in the documentation (*Access*).
@Suite("Who is shown what")
struct ShownRowTests {
    private static let roles: [Role] = [.buyer, .seller, .warehouse]

    private static func page() throws -> [String: [String]] {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sources/Daybook.docc/Access.md")
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        let start = try #require(lines.firstIndex { $0.hasPrefix("| collection |") })
        #expect(lines[start] == "| collection | buyer | seller | warehouse |")
        return Dictionary(
            uniqueKeysWithValues: lines[(start + 2)...].prefix { $0.hasPrefix("| `") }.map { line in
                let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
                return (cells[0].trimmingCharacters(in: ["`"]), Array(cells.dropFirst()))
            })
    }

    /// Rows of a table: of the customer C-1 or the warehouse WH-1, of others, and those that nothing is known of.
    private static func rows(_ table: Table) -> [Row] {
        func order(_ id: String, _ customer: String, _ seller: String) -> Row {
            Order.with {
                ($0.orderID, $0.customerID, $0.lines) = (id, customer, [OrderLine(lineID: "1", sellerID: seller)])
            }.row
        }
        func product(_ status: Product.Status, _ seller: String) -> Row {
            Product.with { ($0.productID, $0.status, $0.sellerID) = ("P", status, seller) }.row
        }
        return switch table {
        case .product: [product(.published, "C-1"), product(.draft, "C-1"), product(.published, "C-2"), product(.draft, "C-2")]
        case .warehouse: ["WH-1", "WH-2"].map { Warehouse(id: $0).row }
        case .stock: ["1", "2"].map { Stock(id: "SKU-\($0)@WH-\($0)").row }
        case .reservation: [Reservation(id: "R-1").row]
        case .order: [order("O-1", "C-1", ""), order("O-2", "guest", "C-1"), order("O-3", "guest", "C-2")]
        case .payment: ["O-1", "O-3"].map { id in Payment.with { ($0.paymentID, $0.orderID) = ("PAY", id) }.row }
        case .shipment:
            ["1", "2"].map { id in
                Shipment.with {
                    ($0.shipmentID, $0.orderID, $0.warehouseID) = ("S", "O-\(id == "1" ? 1 : 3)", "WH-\(id)")
                    $0.lines = [ShipmentLine(lineID: "1", quantity: 1, sku: "SKU-\(id)")]
                }.row
            }
        case .parcel: [Parcel(id: "N@C").row]
        case .cart: ["C-1", "C-2", ""].map { id in Cart.with { ($0.cartID, $0.customerID) = ("CART", id) }.row }
        case .customer: ["C-1", "C-2"].map { Customer(id: $0).row }
        case .session: ["C-1", "C-2"].map { id in Session.with { ($0.sessionID, $0.customerID) = ("L", id) }.row }
        case .taxClass: [TaxClass(id: "FOOD").row]
        case .dataAccess: [DataAccess(id: "A-1").row]
        }
    }

    /// Orders, and products by their SKUs.
    private struct Source: OwnershipSource {
        func row(_ table: Table, _ id: String) -> Row? { ShownRowTests.rows(table).first { $0.message.id == id } }
        func first(_ table: Table, where column: String, is value: String) -> Row? {
            Product.with { $0.sellerID = "C-" + value.suffix(1) }.row
        }
    }

    @Test("every collection is shown to every role exactly as the page says", arguments: Table.allCases)
    func cells(_ table: Table) throws {
        let cells = try #require(try Self.page()[table.collection], "\(table.collection) is not in Access.md")
        var source = Source()
        for (role, cell) in zip(Self.roles, cells) {
            let grant = Grant(role, scope: role == .warehouse ? "WH-1" : "")
            let holder = Holder(id: "C-1", grants: [grant], ticket: "", time: Moment(microseconds: 0))
            let shown = try Self.rows(table).map { try holder.shown($0, at: holder.time, in: &source) }
            let (whole, part) = (shown.filter { $0?.isPart == false }.count, shown.filter { $0?.isPart == true }.count)
            let found =
                switch (whole, part) {
                case (shown.count, _): "any"
                case (0, 0): "no"
                case (_, 0): "own"
                case (0, _): "part"
                default: "own, part"
                }
            #expect(found == cell, "\(role.rawValue) \(table.collection)")
        }
    }

    @Test("orders are found by who sells their lines, each once, and those of the shop alone by nobody")
    func sellers() {
        func keys(_ sellers: [String]) -> [IndexKey] {
            let order = Order.with { $0.lines = sellers.map { OrderLine(sellerID: $0) } }
            return order.indexKeys.filter { $0.index == .orderSeller }
        }
        #expect(keys(["C-1", "", "C-2", "C-1"]) == [IndexKey(.orderSeller, "C-1"), IndexKey(.orderSeller, "C-2")])
        #expect(keys(["", ""]).isEmpty)
    }

    @Test("a plain price is shown from the moment that it begins, and prices of lists never")
    func prices() throws {
        var product = Product.with { ($0.productID, $0.status) = ("P", .published) }
        var source = Source()
        func price(_ list: String, _ from: Int64) -> ListPrice {
            ListPrice(listID: list, price: Money(amount: from, currency: "CNY"), validFrom: Moment(microseconds: from).timestamp)
        }
        product.variants = [.with { $0.prices = [price("", 10), price("", 20), price("L", 10)] }]
        let holder = Holder(id: "C-1", grants: [Grant(.buyer)], ticket: "", time: Moment(microseconds: 0))
        for (moment, count) in [(9, 0), (10, 1), (19, 1), (20, 2)] as [(Int64, Int)] {
            let shown = try holder.shown(product.row, at: Moment(microseconds: moment), in: &source)
            guard case .product(let offer)? = shown?.row else {
                Issue.record("the product is not shown")
                return
            }
            #expect(offer.variants[0].prices.map(\.price?.amount) == [10, 20].prefix(count).map { $0 }, "\(moment)")
        }
    }
}
