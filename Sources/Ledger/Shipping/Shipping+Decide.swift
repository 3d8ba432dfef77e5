import Schema

// Decisions about a shipment that concern nothing else. Those that move the order and its stock are in Flows.

extension LedgerState {
    mutating func packShipment(_ command: PackShipment) throws(DecisionError) {
        try Check.id(command.shipmentID, "shipmentId")
        try Check.count(command.packages.count, "packages", limit: Limits.packagesPerShipment)
        var event = ShipmentPacked()
        for package in command.packages {
            try checkPackage(package)
            var weighed = package
            weighed.chargeableGrams = try package.chargeable()
            event.packages.append(weighed)
        }
        let shipment = try requireShipment(command.shipmentID)
        try checkInHouse(shipment, command: "shipment.pack")
        guard shipment.status == .created else {
            throw .invalidState(.shipment, shipment.shipmentID, from: shipment.status.label, command: "shipment.pack")
        }
        try record(.packed(event), on: shipment.shipmentID, of: Shipment.self)
    }

    private func checkPackage(_ package: Package) throws(DecisionError) {
        let measures = [
            ("weightGrams", package.weightGrams), ("lengthMm", package.lengthMm), ("widthMm", package.widthMm),
            ("heightMm", package.heightMm),
        ]
        for (field, value) in measures {
            guard let value else { continue }
            guard value >= 0 else { throw .invalid("packages." + field, "must not be negative, but is \(value)") }
            guard value <= Limits.quantity else { throw .invalid("packages." + field, "is more than \(Limits.quantity)") }
        }
        guard package.chargeableGrams == nil else {
            throw .invalid("packages.chargeableGrams", "is computed from the weight and the size")
        }
    }
}
