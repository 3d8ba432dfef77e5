public import Schema

// Which deadlines a command must not be decided before. When many are overdue at once they are met little by little, and a
// command does not wait for all of them, only for those of the things it is about.

extension Book {
    /// The entities whose deadlines a command depends on: the order or the hold it is about, and the holds it uses.
    ///
    /// Entities that do not exist may be among them. Ids that cannot be ids are left out: deciding the command refuses them.
    /// - Throws: `Refusal.failed` when a row could not be read.
    public mutating func subjects(of command: Command) throws(Refusal) -> [String] {
        switch command.command {
        case .stock(let context): Self.subjects(of: context)
        case .order(let context): Self.subjects(of: context)
        case .payment(let context): try subjects(of: context)
        case .shipment(let context): try subjects(of: context)
        case .catalog, .warehouse, nil: []
        }
    }

    private static func subjects(of context: StockCommand) -> [String] {
        switch context.command {
        case .reserve(let command): entities(.reservation, [command.reservationID])
        case .extendReservation(let command): entities(.reservation, [command.reservationID])
        case .releaseReservation(let command): entities(.reservation, [command.reservationID])
        case .receive, .adjust, .quarantine, .releaseQuarantine, .scrap, nil: []
        }
    }

    private static func subjects(of context: OrderCommand) -> [String] {
        switch context.command {
        case .place(let command):
            entities(.order, [command.orderID])
                + entities(.reservation, command.reservationIds.prefix(Limits.reservationsPerOrder))
        case .cancel(let command): entities(.order, [command.orderID])
        case .confirmReceipt(let command): entities(.order, [command.orderID])
        case .cancelLines(let command): entities(.order, [command.orderID])
        case .hold(let command): entities(.order, [command.orderID])
        case .releaseHold(let command): entities(.order, [command.orderID])
        case .complete(let command): entities(.order, [command.orderID])
        case nil: []
        }
    }

    private func subjects(of context: PaymentCommand) throws(Refusal) -> [String] {
        switch context.command {
        case .initiate(let command): Self.entities(.order, [command.orderID])
        case .recordResult(let command): try orderOfPayment(command.paymentID)
        case .requestRefund(let command): try orderOfPayment(command.paymentID)
        case .requestCapture(let command): try orderOfPayment(command.paymentID)
        case .requestVoid(let command): try orderOfPayment(command.paymentID)
        case .cancel(let command): try orderOfPayment(command.paymentID)
        case nil: []
        }
    }

    private mutating func subjects(of context: ShipmentCommand) throws(Refusal) -> [String] {
        switch context.command {
        case .create(let command): Self.entities(.order, [command.orderID])
        case .dispatch(let command): try orderOfShipment(command.shipmentID)
        case .recordScan(let command): try orderOfParcel(command.carrier, command.trackingNumber)
        case .pack(let command): try orderOfShipment(command.shipmentID)
        case .cancel(let command): try orderOfShipment(command.shipmentID)
        case .reportLost(let command): try orderOfShipment(command.shipmentID)
        case .reportReturnedToSender(let command): try orderOfShipment(command.shipmentID)
        case .confirmPickup(let command): try orderOfShipment(command.shipmentID)
        case .correctTracking(let command): try orderOfShipment(command.shipmentID)
        case nil: []
        }
    }

    private func orderOfPayment(_ id: String) throws(Refusal) -> [String] {
        guard Self.isID(id), let payment = try payment(id) else { return [] }
        return Self.entities(.order, [payment.orderID])
    }

    private func orderOfShipment(_ id: String) throws(Refusal) -> [String] {
        guard Self.isID(id), let shipment = try shipment(id) else { return [] }
        return Self.entities(.order, [shipment.orderID])
    }

    private mutating func orderOfParcel(_ carrier: String, _ number: String) throws(Refusal) -> [String] {
        guard Self.isID(carrier), Self.isID(number) else { return [] }
        guard let shipment = try shipment(carrier: carrier, trackingNumber: number) else { return [] }
        return Self.entities(.order, [shipment.orderID])
    }

    private static func entities(_ table: Table, _ ids: some Sequence<String>) -> [String] {
        ids.filter(isID).map(table.entity)
    }

    private static func isID(_ id: String) -> Bool {
        (try? Check.id(id, "id")) != nil
    }
}
