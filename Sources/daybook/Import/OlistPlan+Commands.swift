import Ledger
package import Schema

// What each step says to the ledger. Nothing here depends on anything but the data set: the same files give the same commands.

extension OlistPlan {
    /// The carrier of all parcels: the data set names none.
    package static let carrier = "olist"
    private static let currency = "BRL"
    private static let country = "BR"
    /// The longest there is: a bank slip is paid weeks later, and nothing may expire while the history is imported.
    private static let payWithinSeconds = Limits.maxPayWithinSeconds

    /// The command of one step.
    package func command(_ step: Step) -> Command {
        var command: Command
        switch step.subject {
        case .seller(let index): command = register(data.sellers[index])
        case .product(let index): command = create(data.products[index])
        case .offer(let index): command = open(offers.all[index])
        case .customer(let index): command = register(data.customers[index])
        case .address(let index): command = address(data.customers[index])
        case .order(let index, let action): command = self.command(action, of: data.orders[index], at: step.time)
        }
        let name = name(of: step.subject)
        command.id = "import:olist:\(name.table):\(name.key)"
        command.time = step.time.timestamp
        if let occurredAt = step.occurredAt { command.occurredAt = occurredAt.timestamp }
        return command
    }

    /// A step's table and natural key: what its command's id is made of.
    package func name(of subject: Subject) -> (table: String, key: String) {
        switch subject {
        case .seller(let index): return ("sellers", data.sellers[index].id)
        case .product(let index): return ("products", data.products[index].id)
        case .offer(let index): return ("opening_stock", "\(offers.all[index].sku)@\(Self.warehouse(offers.all[index].seller))")
        case .customer(let index): return ("customers", data.customers[index].person)
        case .address(let index): return ("customers", "address:\(data.customers[index].id)")
        case .order(let index, let action):
            let order = data.orders[index]
            return switch action {
            case .place: ("orders", order.id)
            case .capture(let payment): ("order_payments", "\(order.id):\(order.payments[payment].sequential)")
            case .create(let parcel): ("orders", "\(order.id):create:\(parcel + 1)")
            case .pack(let parcel): ("orders", "\(order.id):pack:\(parcel + 1)")
            case .dispatch(let parcel): ("orders", "\(order.id):carrier:\(parcel + 1)")
            case .deliver(let parcel): ("orders", "\(order.id):customer:\(parcel + 1)")
            case .receive: ("orders", "\(order.id):received")
            case .cancel: ("orders", "\(order.id):\(order.status)")
            }
        }
    }

    /// The warehouse of a seller.
    package static func warehouse(_ seller: String) -> String { "wh-\(seller)" }

    // MARK: Catalog and stock

    private func register(_ seller: OlistSeller) -> Command {
        var verb = RegisterWarehouse(warehouseID: Self.warehouse(seller.id), name: seller.place)
        if let location = data.positions[seller.zip] { verb.location = location }
        var command = Command()
        command.warehouse.register = verb
        return command
    }

    /// A product nobody has bought has no price: it is a draft, which cannot be sold, at the price 0.
    private func create(_ product: OlistProduct) -> Command {
        let sold = offers.offers(of: product.id)
        var verb = CreateProduct(
            productID: product.id,
            title: "\(product.categoryName.isEmpty ? "product" : product.categoryName) \(product.id.prefix(8))", kind: .physical)
        if sold.count == 1 { verb.sellerID = sold[0].seller }
        if !product.category.isEmpty { verb.categories = [product.category] }
        verb.variants =
            sold.isEmpty
            ? [variant(product, sku: product.id, price: 0)] : sold.map { variant(product, sku: $0.sku, price: $0.price) }
        verb.publish = !sold.isEmpty
        var command = Command()
        command.catalog.createProduct = verb
        return command
    }

    private func variant(_ product: OlistProduct, sku: String, price: Int64) -> Variant {
        var variant = Variant(sku: sku, price: Money(amount: price, currency: Self.currency))
        if let weight = product.weightGrams { variant.weightGrams = weight }
        if let length = product.lengthMm { variant.lengthMm = length }
        if let width = product.widthMm { variant.widthMm = width }
        if let height = product.heightMm { variant.heightMm = height }
        return variant
    }

    private func open(_ offer: OlistOffer) -> Command {
        let verb = ReceiveStock(sku: offer.sku, warehouseID: Self.warehouse(offer.seller), quantity: offer.units)
        var command = Command()
        command.stock.receive = verb
        return command
    }

    // MARK: Customers

    /// Neither an e-mail nor a name is in the data.
    private func register(_ customer: OlistCustomer) -> Command {
        var command = Command()
        command.customer.register = RegisterCustomer(customerID: customer.person, country: Self.country)
        return command
    }

    private func address(_ customer: OlistCustomer) -> Command {
        var verb = AddAddress(
            customerID: customer.person, addressID: customer.id, city: customer.city, region: customer.state,
            postalCode: customer.zip, country: Self.country)
        verb.location = data.positions[customer.zip]
        var command = Command()
        command.customer.addAddress = verb
        return command
    }

    // MARK: Orders

    private func command(_ action: OlistAction, of order: OlistOrder, at time: Moment) -> Command {
        var command = Command()
        switch action {
        case .place: command.order.place = place(order)
        case .capture(let index):
            command.payment.recordResult = capture(order.payments[index], of: order)
            if let count = Int(order.payments[index].installments) { command.metadata = ["installments": String(count)] }
        case .create(let index): command.shipment.create = create(order.parcels[index], of: order)
        case .pack(let index): command.shipment.pack.shipmentID = order.parcels[index].id
        case .dispatch(let index): command.shipment.dispatch = dispatch(order.parcels[index])
        case .deliver(let index): command.shipment.recordScan = deliver(order.parcels[index], of: order, at: time)
        case .receive: command.order.confirmReceipt.orderID = order.id
        case .cancel:
            command.order.cancel.orderID = order.id
            command.order.cancel.reason = order.status == "unavailable" ? "no_stock" : order.status
        }
        return command
    }

    private func place(_ order: OlistOrder) -> PlaceOrder {
        var verb = PlaceOrder(
            orderID: order.id, customerID: order.customer, currency: Self.currency, lines: order.lines.map(line),
            shippingFee: order.freightCents)
        if let difference = order.difference {
            let fee = Fee(code: difference.code, amount: difference.cents)
            verb.fees = [fee]
        }
        verb.payments = order.payments.filter(\.isTender).map { payment in
            let tender = PlaceOrderPayment(
                paymentID: Self.paymentID(payment, of: order), method: payment.method ?? .other, amount: payment.cents,
                capture: .auto)
            return tender
        }
        verb.shipTo = ShipTo(
            country: Self.country, region: order.state, postalCode: order.zip, location: data.positions[order.zip])
        verb.expectedTotal = order.paymentsCents
        verb.payWithinSeconds = Self.payWithinSeconds
        return verb
    }

    private func line(_ line: OlistLine) -> PlaceOrderLine {
        let offer = offers.offer(product: line.product, seller: line.seller)
        let placed = PlaceOrderLine(
            lineID: line.id, sku: offer?.sku ?? line.product, quantity: line.quantity, unitPrice: line.price,
            priceOverride: line.price != offer?.price)
        return placed
    }

    private func capture(_ payment: OlistPayment, of order: OlistOrder) -> RecordPaymentResult {
        // The data name no movement of money: of each payment there is one, so the payment's id names it.
        let id = Self.paymentID(payment, of: order)
        return RecordPaymentResult(paymentID: id, outcome: .captured, amount: payment.cents, providerReference: id)
    }

    /// `ORDER.SEQUENTIAL.TYPE`: the ledger's methods do not tell a credit card from a debit card, the id does.
    package static func paymentID(_ payment: OlistPayment, of order: OlistOrder) -> String {
        "\(order.id).\(payment.sequential).\(payment.type)"
    }

    private func create(_ parcel: OlistParcel, of order: OlistOrder) -> CreateShipment {
        var verb = CreateShipment(shipmentID: parcel.id, orderID: order.id, warehouseID: Self.warehouse(parcel.seller))
        verb.lines = parcel.lines.map { line in
            return CreateShipmentLine(lineID: line.id, quantity: line.quantity)
        }
        if let end = SaoPauloTime.endOfDay(order.estimated) { verb.estimatedDelivery = end.timestamp }
        return verb
    }

    private func dispatch(_ parcel: OlistParcel) -> DispatchShipment {
        return DispatchShipment(shipmentID: parcel.id, carrier: Self.carrier, trackingNumber: parcel.id)
    }

    /// - Parameter time: of the step, which is never before the hand-over's.
    private func deliver(_ parcel: OlistParcel, of order: OlistOrder, at time: Moment) -> RecordScan {
        var verb = RecordScan(carrier: Self.carrier, trackingNumber: parcel.id, scanID: "delivered", status: .delivered)
        // A delivery that is before the hand-over or the purchase cannot be: the ledger refuses it, and the plan has noted it
        // (`time_order`).
        var arrived = order.delivered ?? SaoPauloTime.moment(order.estimated) ?? time
        arrived = order.carried.map { max($0, arrived, order.purchased) } ?? time
        verb.occurredAt = arrived.timestamp
        return verb
    }
}

extension OlistPayment {
    /// The ledger's method for it; nil for a type that is not known.
    package var method: PaymentMethod.Value? {
        switch type {
        case "credit_card", "debit_card": .card
        case "voucher": .balance
        case "boleto": .other
        default: nil
        }
    }
}
