import Client
import Ledger
package import Schema

/// The shop that a bench trades in: a warehouse, a thousand articles, and more of each than will be sold.
///
/// Everything in it is named after the run, so that one ledger can be benched again and again.
package struct BenchShop: Sendable {
    /// Eight characters that begin every id of the run.
    package let run: String

    package init(run: String) {
        precondition(run.utf8.count == Self.runBytes, "a run's name has eight characters, not \(run)")
        self.run = run
    }

    /// Bytes of a run's name.
    static let runBytes = 8
    static let currency = "EUR"
    static let price: Int64 = 1290
    /// Pieces of each article. Half of what one place may hold, so that more can be received.
    private static let pieces: Int64 = Limits.quantity / 2
    /// Variants of each product: a few, as sizes or colors are.
    private static let articlesPerProduct = 4

    var warehouse: String { "\(run)-W" }
    private var warehouseName: String { "Bench \(run)" }
    /// Any article: its digits are filled in.
    var anyArticle: String { "\(run)-A\(LoadMarks.article)" }

    /// The run that a warehouse belongs to; nil for one that no bench has registered.
    static func run(ofWarehouse id: String, name: String) -> String? {
        let run = String(id.prefix(runBytes))
        let isName = run.utf8.count == runBytes && run.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
        guard isName else { return nil }
        let shop = BenchShop(run: run)
        return shop.warehouse == id && shop.warehouseName == name ? run : nil
    }

    /// The id behind which a table has nothing more of a run: its name, and the last of all bytes that ids have.
    static func lastID(ofRun run: String, in table: Table) -> String {
        let last = String(repeating: "z", count: Limits.idBytes)
        let id = "\(run)-" + last.dropFirst(runBytes + 1)
        return table.canHave(id: id) ? id : "\(id)@\(last)"
    }

    /// What must be in the book before the load can be sent.
    package var preparation: [Command] {
        var register = command("warehouse")
        register.warehouse.register.warehouseID = warehouse
        register.warehouse.register.name = warehouseName
        let articles = (0..<Int(LoadMarks.articles)).map(article)
        let products = stride(from: 0, to: articles.count, by: Self.articlesPerProduct).map { first in
            product(Array(articles[first..<min(first + Self.articlesPerProduct, articles.count)]), number: first)
        }
        let goods = articles.map { article in
            var goods = command("stock-\(article)")
            goods.stock.receive.sku = article
            goods.stock.receive.warehouseID = warehouse
            goods.stock.receive.quantity = Self.pieces
            return goods
        }
        return [register] + products + goods
    }

    private func product(_ articles: [String], number: Int) -> Command {
        var command = command("product-\(number)")
        command.catalog.createProduct.productID = "\(run)-\(number)"
        command.catalog.createProduct.title = "Bench goods"
        command.catalog.createProduct.kind = .physical
        command.catalog.createProduct.publish = true
        command.catalog.createProduct.variants = articles.map { article in
            return Variant(sku: article, price: Money(amount: Self.price, currency: Self.currency))
        }
        return command
    }

    private func command(_ name: String) -> Command {
        return Command(id: "\(run)-\(name)")
    }

    private func article(_ number: Int) -> String {
        let digits = String(number)
        return "\(run)-A" + String(repeating: "0", count: 4 - digits.count) + digits
    }
}
