import Schema

extension ShipmentCommand {
    /// The order that the shipment is of, and the scans that wait for the number it gets.
    func subjects(in state: inout LedgerState) throws(Refusal) -> [String] {
        switch command {
        case .create(let command): Table.order.entities(command.orderID)
        case .dispatch(let command):
            try state.orderOfShipment(command.shipmentID) + Parcel.entities(command.carrier, command.trackingNumber)
        case .recordScan(let command): try state.orderOrParcel(command.carrier, command.trackingNumber)
        case .pack(let command): try state.orderOfShipment(command.shipmentID)
        case .cancel(let command): try state.orderOfShipment(command.shipmentID)
        case .reportLost(let command): try state.orderOfShipment(command.shipmentID)
        case .reportReturnedToSender(let command): try state.orderOfShipment(command.shipmentID)
        case .confirmPickup(let command): try state.orderOfShipment(command.shipmentID)
        case .correctTracking(let command): try state.orderAndParcel(of: command)
        case nil: []
        }
    }
}

extension Parcel {
    /// The entity of a carrier's number, and none of what cannot be one.
    fileprivate static func entities(_ carrier: String, _ number: String) -> [String] {
        guard Check.isID(carrier.utf8), Check.isID(number.utf8) else { return [] }
        return [Table.parcel.entity(id(carrier: carrier, trackingNumber: number))]
    }
}

extension LedgerState {
    fileprivate func orderOfShipment(_ id: String) throws(Refusal) -> [String] {
        guard Check.isID(id.utf8), let shipment = try shipment(id) else { return [] }
        return Table.order.entities(shipment.orderID)
    }

    /// A scan is of a shipment of some order, or waits for one.
    fileprivate mutating func orderOrParcel(_ carrier: String, _ number: String) throws(Refusal) -> [String] {
        let parcel = Parcel.entities(carrier, number)
        guard !parcel.isEmpty, let shipment = try shipment(carrier: carrier, trackingNumber: number) else { return parcel }
        return Table.order.entities(shipment.orderID)
    }

    fileprivate func orderAndParcel(of command: CorrectTracking) throws(Refusal) -> [String] {
        guard Check.isID(command.shipmentID.utf8), let shipment = try shipment(command.shipmentID) else { return [] }
        // What is left out stays as it is.
        return Table.order.entities(shipment.orderID)
            + Parcel.entities(
                command.carrier.isEmpty ? shipment.carrier : command.carrier,
                command.trackingNumber.isEmpty ? shipment.trackingNumber : command.trackingNumber)
    }
}
