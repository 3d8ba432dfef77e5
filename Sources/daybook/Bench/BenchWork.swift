import ArgumentParser
package import Client
import Ledger
import Schema

/// What a bench sends.
package enum BenchWork: String, Sendable, CaseIterable, ExpressibleByArgument {
    /// Goods that arrive.
    case receive = "stock.receive"
    /// Orders of two lines, each with its payment.
    case place = "order.place"
    /// Orders and what becomes of them.
    case mixed

    /// The commands one connection goes round with.
    /// - Parameter client: the connection's number, below 100,000: it is in every id.
    package func script(of shop: BenchShop, client: Int, wire: LoadWire) throws -> LoadScript {
        let maker = BenchCommands(shop: shop, client: client)
        switch self {
        case .receive: return try LoadScript([.init(maker.receive)], itemsPerRound: 1, wire: wire)
        case .place: return try LoadScript([.init(maker.place)], itemsPerRound: 1, wire: wire)
        case .mixed: return try LoadScript(Self.round(maker), itemsPerRound: Self.ordersPerRound, wire: wire)
        }
    }

    /// Of so many orders, the last is cancelled before it is paid; the others are paid, and all of these but one are shipped and
    /// picked up.
    static let ordersPerRound = 20

    /// A round of mixed work, in which each order's steps come some places after one another, among those of other orders.
    private static func round(_ maker: BenchCommands) -> [LoadScript.Step] {
        var steps: [(place: Int, step: LoadScript.Step)] = []
        for order in 0..<ordersPerRound {
            steps.append((order, .init(maker.placeForPickup, item: order)))
            guard order < ordersPerRound - 1 else {
                steps.append((order + 2, .init(maker.cancel, item: order)))
                continue
            }
            steps.append((order + 2, .init(maker.pay, item: order)))
            guard order < ordersPerRound - 2 else { continue }
            steps.append((order + 4, .init(maker.ship, item: order)))
            steps.append((order + 5, .init(maker.dispatch, item: order)))
            steps.append((order + 8, .init(maker.deliver, item: order)))
        }
        // Sorted by offset too, because `sort` does not promise to keep the order of equals.
        return steps.enumerated().sorted { ($0.element.place, $0.offset) < ($1.element.place, $1.offset) }.map(\.element.step)
    }
}

/// The commands of one connection, with marks where the numbers go.
private struct BenchCommands {
    let shop: BenchShop
    let client: Int

    private static let quantities: [Int64] = [1, 2]
    private static var total: Int64 { quantities.reduce(0, +) * BenchShop.price }

    /// An id of twenty-four bytes, the number last.
    private func id(_ letter: Character) -> String {
        let digits = String(client)
        return "\(shop.run)-\(letter)" + String(repeating: "0", count: 5 - digits.count) + digits + "-" + LoadMarks.number
    }

    private func command(_ letter: Character) -> Command {
        return Command(id: id(letter))
    }

    var receive: Command {
        var command = command("r")
        command.stock.receive.sku = shop.anyArticle
        command.stock.receive.warehouseID = shop.warehouse
        command.stock.receive.quantity = 1
        return command
    }

    var place: Command {
        var command = command("o")
        command.order.place.orderID = id("O")
        command.order.place.customerID = "\(shop.run)-C\(LoadMarks.article)"
        command.order.place.currency = BenchShop.currency
        command.order.place.lines = Self.quantities.map { quantity in
            return PlaceOrderLine(sku: shop.anyArticle, quantity: quantity)
        }
        let payment = PlaceOrderPayment(paymentID: id("P"), method: .card, amount: Self.total)
        command.order.place.payments = [payment]
        // By default an unpaid order expires in half an hour, and a bench should not meet what an earlier one left behind.
        command.order.place.payWithinSeconds = Limits.maxPayWithinSeconds
        return command
    }

    var placeForPickup: Command {
        var command = place
        command.order.place.deliveryMethod = .pickup
        return command
    }

    var cancel: Command {
        var command = command("c")
        command.order.cancel.orderID = id("O")
        command.order.cancel.reason = "changed my mind"
        return command
    }

    var pay: Command {
        var command = command("p")
        command.payment.recordResult.paymentID = id("P")
        command.payment.recordResult.outcome = .captured
        command.payment.recordResult.amount = Self.total
        return command
    }

    var ship: Command {
        var command = command("s")
        command.shipment.create.shipmentID = id("S")
        command.shipment.create.orderID = id("O")
        command.shipment.create.warehouseID = shop.warehouse
        command.shipment.create.lines = Self.quantities.enumerated().map { index, quantity in
            return CreateShipmentLine(lineID: String(index + 1), quantity: quantity)
        }
        return command
    }

    var dispatch: Command {
        var command = command("d")
        command.shipment.dispatch.shipmentID = id("S")
        command.shipment.dispatch.carrier = "bench"
        command.shipment.dispatch.trackingNumber = id("T")
        return command
    }

    var deliver: Command {
        var command = command("t")
        // Sent to where it is picked up, and handed over there: a carrier's scan would have to say when, and a command's bytes are
        // made before the run.
        command.shipment.confirmPickup.shipmentID = id("S")
        return command
    }
}
