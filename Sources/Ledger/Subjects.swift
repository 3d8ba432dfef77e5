public import Schema

// Which deadlines a command must not be decided before. When many are overdue at once they are met little by little, and a
// command does not wait for all of them, only for those of the things it is about.

extension LedgerState {
    /// The entities whose deadlines a command depends on: the order or the hold it is about, the holds it uses, and the scans that
    /// wait for the number it gives.
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
        case .dispatch(let command):
            try orderOfShipment(command.shipmentID) + Self.parcel(command.carrier, command.trackingNumber)
        case .recordScan(let command): try orderOrParcel(command.carrier, command.trackingNumber)
        case .pack(let command): try orderOfShipment(command.shipmentID)
        case .cancel(let command): try orderOfShipment(command.shipmentID)
        case .reportLost(let command): try orderOfShipment(command.shipmentID)
        case .reportReturnedToSender(let command): try orderOfShipment(command.shipmentID)
        case .confirmPickup(let command): try orderOfShipment(command.shipmentID)
        case .correctTracking(let command): try orderAndParcel(of: command)
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

    /// A scan is of a shipment of some order, or waits for one.
    private mutating func orderOrParcel(_ carrier: String, _ number: String) throws(Refusal) -> [String] {
        let parcel = Self.parcel(carrier, number)
        guard !parcel.isEmpty, let shipment = try shipment(carrier: carrier, trackingNumber: number) else { return parcel }
        return Self.entities(.order, [shipment.orderID])
    }

    private func orderAndParcel(of command: CorrectTracking) throws(Refusal) -> [String] {
        guard Self.isID(command.shipmentID), let shipment = try shipment(command.shipmentID) else { return [] }
        let order = Self.entities(.order, [shipment.orderID])
        // What is left out stays as it is.
        return order
            + Self.parcel(
                command.carrier.isEmpty ? shipment.carrier : command.carrier,
                command.trackingNumber.isEmpty ? shipment.trackingNumber : command.trackingNumber)
    }

    private static func parcel(_ carrier: String, _ number: String) -> [String] {
        guard isID(carrier), isID(number) else { return [] }
        return [Table.parcel.entity(Parcel.id(carrier: carrier, trackingNumber: number))]
    }

    private static func entities(_ table: Table, _ ids: some Sequence<String>) -> [String] {
        ids.filter(isID).map(table.entity)
    }

    private static func isID(_ id: String) -> Bool {
        (try? Check.id(id, "id")) != nil
    }
}
