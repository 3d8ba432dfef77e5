package import Ledger
package import Schema

// Commands in one line each, for tests.

extension Command {
    package init(_ id: String, _ kind: OneOf_Command) {
        self.init()
        self.id = id
        command = kind
    }

    package static func catalog(_ id: String, _ command: CatalogCommand.OneOf_Command) -> Command {
        Command(id, .catalog(.with { $0.command = command }))
    }

    package static func stock(_ id: String, _ command: StockCommand.OneOf_Command) -> Command {
        Command(id, .stock(.with { $0.command = command }))
    }

    package static func order(_ id: String, _ command: OrderCommand.OneOf_Command) -> Command {
        Command(id, .order(.with { $0.command = command }))
    }

    package static func payment(_ id: String, _ command: PaymentCommand.OneOf_Command) -> Command {
        Command(id, .payment(.with { $0.command = command }))
    }

    package static func shipment(_ id: String, _ command: ShipmentCommand.OneOf_Command) -> Command {
        Command(id, .shipment(.with { $0.command = command }))
    }

    package static func cart(_ id: String, _ command: CartCommand.OneOf_Command) -> Command {
        Command(id, .cart(.with { $0.command = command }))
    }

    package static func warehouse(_ id: String, _ warehouse: String, latitudeE6: Int32 = 0) -> Command {
        let register = RegisterWarehouse.with {
            $0.warehouseID = warehouse
            $0.name = warehouse
            $0.location = Location(latitudeE6: latitudeE6)
        }
        return Command(id, .warehouse(.with { $0.command = .register(register) }))
    }

    package static func product(
        _ id: String, _ sku: String, price: Int64 = 100, currency: String = "CNY", kind: ProductKind.Value = .physical,
        backorderLimit: Int64? = nil
    ) -> Command {
        let variant = Variant.with {
            $0.sku = sku
            $0.price = Money(amount: price, currency: currency)
            if let backorderLimit { $0.backorderLimit = backorderLimit }
        }
        return .catalog(
            id,
            .createProduct(
                .with {
                    $0.productID = "P-" + sku
                    $0.title = sku
                    $0.kind = kind
                    $0.variants = [variant]
                    $0.publish = true
                }))
    }

    package static func receive(_ id: String, _ sku: String, _ warehouse: String, _ quantity: Int64) -> Command {
        .stock(
            id,
            .receive(
                .with {
                    $0.sku = sku
                    $0.warehouseID = warehouse
                    $0.quantity = quantity
                }))
    }

    package static func adjust(
        _ id: String, _ sku: String, _ warehouse: String, _ delta: Int64, breakReservations: Bool = false
    ) -> Command {
        .stock(
            id,
            .adjust(
                .with {
                    $0.sku = sku
                    $0.warehouseID = warehouse
                    $0.delta = delta
                    $0.reason = .correction
                    $0.breakReservations = breakReservations
                }))
    }

    package static func hold(
        _ id: String, _ reservation: String, _ sku: String, _ quantity: Int64, seconds: Int64? = nil, latitudeE6: Int32? = nil
    ) -> Command {
        .stock(
            id,
            .reserve(
                .with {
                    $0.reservationID = reservation
                    $0.sku = sku
                    $0.quantity = quantity
                    if let seconds { $0.expiresInSeconds = seconds }
                    if let latitudeE6 { $0.shipTo = Location(latitudeE6: latitudeE6) }
                }))
    }

    /// An order of one line.
    package static func place(
        _ id: String, _ order: String, _ sku: String, _ quantity: Int64, currency: String = "CNY", payment: String? = nil,
        amount: Int64 = 0, allowBackorder: Bool = false
    ) -> Command {
        .order(
            id,
            .place(
                .with {
                    $0.orderID = order
                    $0.customerID = "U-1"
                    $0.currency = currency
                    $0.lines = [PlaceOrderLine.with { line in (line.sku, line.quantity) = (sku, quantity) }]
                    $0.allowBackorder = allowBackorder
                    if let payment {
                        $0.payments = [
                            PlaceOrderPayment.with { tender in
                                (tender.paymentID, tender.method, tender.amount) = (payment, .card, amount)
                            }
                        ]
                    }
                }))
    }

    package static func result(
        _ id: String, _ payment: String, _ outcome: PaymentOutcome.Value, _ amount: Int64, operation: String = "",
        reference: String = ""
    ) -> Command {
        .payment(
            id,
            .recordResult(
                .with {
                    $0.paymentID = payment
                    $0.outcome = outcome
                    $0.amount = amount
                    $0.operationID = operation
                    $0.providerReference = reference
                }))
    }

    package static func ship(_ id: String, _ shipment: String, _ order: String, _ warehouse: String, _ lines: [(String, Int64)])
        -> Command
    {
        .shipment(
            id,
            .create(
                .with {
                    $0.shipmentID = shipment
                    $0.orderID = order
                    $0.warehouseID = warehouse
                    $0.lines = lines.map { line in CreateShipmentLine.with { ($0.lineID, $0.quantity) = line } }
                }))
    }

    package static func dispatch(_ id: String, _ shipment: String, number: String) -> Command {
        .shipment(
            id,
            .dispatch(
                .with {
                    $0.shipmentID = shipment
                    $0.carrier = "SF"
                    $0.trackingNumber = number
                }))
    }

    package static func scan(_ id: String, _ number: String, _ scan: String, _ status: TrackingStatus.Value, at time: Moment)
        -> Command
    {
        .shipment(
            id,
            .recordScan(
                .with {
                    $0.carrier = "SF"
                    $0.trackingNumber = number
                    $0.scanID = scan
                    $0.status = status
                    $0.occurredAt = time.timestamp
                }))
    }

    package static func cancel(_ id: String, _ order: String) -> Command {
        .order(
            id,
            .cancel(
                .with {
                    $0.orderID = order
                    $0.reason = "test"
                }))
    }

    /// The same command, stating a time: a backfill.
    package func at(_ time: String) -> Command {
        var copy = self
        copy.time = Moment(time)!.timestamp
        return copy
    }

    package func expecting(_ entity: String, version: UInt64) -> Command {
        var copy = self
        copy.expect.append(.with { ($0.entity, $0.version) = (entity, version) })
        return copy
    }
}

/// One warehouse, one product and units of it: the least that can be sold.
package func smallShop(units: Int64, backorderLimit: Int64? = nil) -> [Command] {
    [
        .warehouse("w", "W-1"), .product("p", "A", backorderLimit: backorderLimit),
        .receive("r", "A", "W-1", units),
    ]
}
