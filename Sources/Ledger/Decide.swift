public import Schema

extension Book {
    /// Decides a command: the registry of `decide`, exhaustive over every verb. A new verb does not compile until it is decided.
    ///
    /// Records the command's events on the book, between `begin` and `take` or `abandon`.
    /// - Throws: `Refusal.rejected` with the reason; `Refusal.failed` when a row could not be read.
    public mutating func decide(_ command: Command) throws(Refusal) {
        try checkExpectations(command.expect)
        switch command.command {
        case .catalog(let context): try decide(context)
        case .warehouse(let context): try decide(context)
        case .stock(let context): try decide(context)
        case .order(let context): try decide(context)
        case .payment(let context): try decide(context)
        case .shipment(let context): try decide(context, occurredAt: command.occurredAt != nil ? Moment(command.occurredAt) : nil)
        case nil: throw .invalid("command", "is missing")
        }
    }

    private func checkExpectations(_ expectations: [Expectation]) throws(Refusal) {
        try Check.count(expectations.count, "expect", limit: Limits.expectationsPerCommand)
        for expectation in expectations {
            guard let (table, id) = Table.split(expectation.entity), table.canHave(id: id) else {
                throw .invalid("expect.entity", "\(TerminalText.excerpt(expectation.entity)) is no KIND/ID such as order/O-1")
            }
            guard expectation.version <= Limits.wholeNumber else {
                throw .invalid("expect.version", "must be at most \(Limits.wholeNumber)")
            }
            let actual = try tables.version(table, id)
            guard actual == expectation.version else {
                throw .of(
                    .versionConflict, "\(expectation.entity) is at version \(actual), not \(expectation.version)",
                    ["entity": expectation.entity, "expected": String(expectation.version), "actual": String(actual)])
            }
        }
    }

    private mutating func decide(_ context: CatalogCommand) throws(Refusal) {
        switch context.command {
        case .createProduct(let command): try createProduct(command)
        case .setPrice(let command): try setPrice(command)
        case .addVariant(let command): try addVariant(command)
        case .publish(let command): try publishProduct(command)
        case .unpublish(let command): try unpublishProduct(command)
        case .archive(let command): try archiveProduct(command)
        case nil: throw .invalid("catalog", "has no command")
        }
    }

    private mutating func decide(_ context: WarehouseCommand) throws(Refusal) {
        switch context.command {
        case .register(let command): try registerWarehouse(command)
        case nil: throw .invalid("warehouse", "has no command")
        }
    }

    private mutating func decide(_ context: StockCommand) throws(Refusal) {
        switch context.command {
        case .receive(let command): try receiveStock(command)
        case .adjust(let command): try adjustStock(command)
        case .quarantine(let command): try quarantineStock(command)
        case .releaseQuarantine(let command): try releaseQuarantine(command)
        case .scrap(let command): try scrapStock(command)
        case .reserve(let command): try reserveStock(command)
        case .extendReservation(let command): try extendReservation(command)
        case .releaseReservation(let command): try releaseReservation(command)
        case nil: throw .invalid("stock", "has no command")
        }
    }

    private mutating func decide(_ context: OrderCommand) throws(Refusal) {
        switch context.command {
        case .place(let command): try placeOrder(command)
        case .cancel(let command): try cancelOrder(command)
        case .confirmReceipt(let command): try confirmReceipt(command)
        case .cancelLines(let command): try cancelOrderLines(command)
        case .hold(let command): try holdOrder(command)
        case .releaseHold(let command): try releaseHold(command)
        case .complete(let command): try completeOrder(command)
        case nil: throw .invalid("order", "has no command")
        }
    }

    private mutating func decide(_ context: PaymentCommand) throws(Refusal) {
        switch context.command {
        case .initiate(let command): try initiatePayment(command)
        case .recordResult(let command): try recordPaymentResult(command)
        case .requestRefund(let command): try requestRefund(command)
        case .requestCapture(let command): try requestCapture(command)
        case .requestVoid(let command): try requestVoid(command)
        case .cancel(let command): try cancelPayment(command)
        case nil: throw .invalid("payment", "has no command")
        }
    }

    private mutating func decide(_ context: ShipmentCommand, occurredAt: Moment?) throws(Refusal) {
        switch context.command {
        case .create(let command): try createShipment(command)
        case .dispatch(let command): try dispatchShipment(command, occurredAt: occurredAt)
        case .recordScan(let command): try recordScan(command)
        case .pack(let command): try packShipment(command)
        case .cancel(let command): try cancelShipment(command)
        case .reportLost(let command): try reportShipmentLost(command)
        case .reportReturnedToSender(let command): try reportReturnedToSender(command)
        case .confirmPickup(let command): try confirmPickup(command, occurredAt: occurredAt)
        case .correctTracking(let command): try correctTracking(command)
        case nil: throw .invalid("shipment", "has no command")
        }
    }

    /// What a deadline brings, or nothing if its reason has gone away since. Recorded like a command's events.
    ///
    /// - Returns: the name its entry carries (`order.expire`), or nil if nothing was recorded.
    public mutating func decideDeadline(of entity: String, due: Moment) throws(Refusal) -> String? {
        guard let (table, id) = Table.split(entity) else { return nil }
        switch table {
        case .order: return try orderDeadline(id, due: due)
        case .reservation: return try reservationDeadline(id, due: due)
        case .stock: return try stockDeadline(id)
        case .parcel: return try parcelDeadline(id)
        case .product, .warehouse, .payment, .shipment: return nil
        }
    }
}

extension Command {
    /// The verb as INTERFACE writes it, `order.place`, or nil if the command has none.
    public var name: String? {
        switch command {
        case .catalog(let context): context.command.map { "catalog." + $0.verb }
        case .warehouse(let context): context.command.map { "warehouse." + $0.verb }
        case .stock(let context): context.command.map { "stock." + $0.verb }
        case .order(let context): context.command.map { "order." + $0.verb }
        case .payment(let context): context.command.map { "payment." + $0.verb }
        case .shipment(let context): context.command.map { "shipment." + $0.verb }
        case nil: nil
        }
    }
}

extension CatalogCommand.OneOf_Command {
    var verb: String {
        switch self {
        case .createProduct: "createProduct"
        case .setPrice: "setPrice"
        case .addVariant: "addVariant"
        case .publish: "publish"
        case .unpublish: "unpublish"
        case .archive: "archive"
        }
    }
}

extension WarehouseCommand.OneOf_Command {
    var verb: String {
        switch self {
        case .register: "register"
        }
    }
}

extension StockCommand.OneOf_Command {
    var verb: String {
        switch self {
        case .receive: "receive"
        case .adjust: "adjust"
        case .quarantine: "quarantine"
        case .releaseQuarantine: "releaseQuarantine"
        case .scrap: "scrap"
        case .reserve: "reserve"
        case .extendReservation: "extendReservation"
        case .releaseReservation: "releaseReservation"
        }
    }
}

extension OrderCommand.OneOf_Command {
    var verb: String {
        switch self {
        case .place: "place"
        case .cancel: "cancel"
        case .confirmReceipt: "confirmReceipt"
        case .cancelLines: "cancelLines"
        case .hold: "hold"
        case .releaseHold: "releaseHold"
        case .complete: "complete"
        }
    }
}

extension PaymentCommand.OneOf_Command {
    var verb: String {
        switch self {
        case .initiate: "initiate"
        case .recordResult: "recordResult"
        case .requestRefund: "requestRefund"
        case .requestCapture: "requestCapture"
        case .requestVoid: "requestVoid"
        case .cancel: "cancel"
        }
    }
}

extension ShipmentCommand.OneOf_Command {
    var verb: String {
        switch self {
        case .create: "create"
        case .dispatch: "dispatch"
        case .recordScan: "recordScan"
        case .pack: "pack"
        case .cancel: "cancel"
        case .reportLost: "reportLost"
        case .reportReturnedToSender: "reportReturnedToSender"
        case .confirmPickup: "confirmPickup"
        case .correctTracking: "correctTracking"
        }
    }
}
