// swift-format-ignore-file
// Which tables, verbs and events there are. Written by tools/generate: change the .proto files, never this one.

/// The tables of the ledger: one for each kind of entity. The numbers are on disk and never change.
public enum Table: UInt8, Sendable, CaseIterable {
    case product = 1
    case warehouse = 2
    case stock = 3
    case reservation = 4
    case order = 5
    case payment = 6
    case shipment = 7
    case parcel = 8
    case cart = 9
    case customer = 10
    case session = 11
    case taxClass = 12
    case dataAccess = 13

    /// The word before the slash of an entity: `order` in `order/O-1001`.
    public var kind: String {
        switch self {
        case .product: "product"
        case .warehouse: "warehouse"
        case .stock: "stock"
        case .reservation: "reservation"
        case .order: "order"
        case .payment: "payment"
        case .shipment: "shipment"
        case .parcel: "parcel"
        case .cart: "cart"
        case .customer: "customer"
        case .session: "session"
        case .taxClass: "taxclass"
        case .dataAccess: "access"
        }
    }

    /// The kind with the slash behind it.
    var prefix: StaticString {
        switch self {
        case .product: "product/"
        case .warehouse: "warehouse/"
        case .stock: "stock/"
        case .reservation: "reservation/"
        case .order: "order/"
        case .payment: "payment/"
        case .shipment: "shipment/"
        case .parcel: "parcel/"
        case .cart: "cart/"
        case .customer: "customer/"
        case .session: "session/"
        case .taxClass: "taxclass/"
        case .dataAccess: "access/"
        }
    }

    /// The table of a kind, or nil if there is none of that name.
    public init?(kind: String) {
        switch kind {
        case "product": self = .product
        case "warehouse": self = .warehouse
        case "stock": self = .stock
        case "reservation": self = .reservation
        case "order": self = .order
        case "payment": self = .payment
        case "shipment": self = .shipment
        case "parcel": self = .parcel
        case "cart": self = .cart
        case "customer": self = .customer
        case "session": self = .session
        case "taxclass": self = .taxClass
        case "access": self = .dataAccess
        default: return nil
        }
    }

    /// The word in paths and on the command line: `orders` in `/v1/orders/O-1001`.
    public var collection: String {
        switch self {
        case .product: "products"
        case .warehouse: "warehouses"
        case .stock: "stock"
        case .reservation: "reservations"
        case .order: "orders"
        case .payment: "payments"
        case .shipment: "shipments"
        case .parcel: "parcels"
        case .cart: "carts"
        case .customer: "customers"
        case .session: "sessions"
        case .taxClass: "tax-classes"
        case .dataAccess: "accesses"
        }
    }

    /// The entity of this table with that id: `order/O-1001`.
    public func entity(_ id: String) -> String {
        switch self {
        case .product: "product/" + id
        case .warehouse: "warehouse/" + id
        case .stock: "stock/" + id
        case .reservation: "reservation/" + id
        case .order: "order/" + id
        case .payment: "payment/" + id
        case .shipment: "shipment/" + id
        case .parcel: "parcel/" + id
        case .cart: "cart/" + id
        case .customer: "customer/" + id
        case .session: "session/" + id
        case .taxClass: "taxclass/" + id
        case .dataAccess: "access/" + id
        }
    }
}

extension Command {
    /// Reads a verb's object alone, whose name came beside it: `order.place`.
    /// - Throws: `JSONFault` with a path that begins with the verb, and the bytes of the text counted as they came.
    public init(json bytes: [UInt8], of verb: String) throws(JSONFault) {
        switch verb {
        case "catalog.createProduct":
            self.init(command: .catalog(CatalogCommand(command: .createProduct(try CreateProduct(json: bytes, below: verb)))))
        case "catalog.setPrice":
            self.init(command: .catalog(CatalogCommand(command: .setPrice(try SetPrice(json: bytes, below: verb)))))
        case "catalog.addVariant":
            self.init(command: .catalog(CatalogCommand(command: .addVariant(try AddVariant(json: bytes, below: verb)))))
        case "catalog.publish":
            self.init(command: .catalog(CatalogCommand(command: .publish(try PublishProduct(json: bytes, below: verb)))))
        case "catalog.unpublish":
            self.init(command: .catalog(CatalogCommand(command: .unpublish(try UnpublishProduct(json: bytes, below: verb)))))
        case "catalog.archive":
            self.init(command: .catalog(CatalogCommand(command: .archive(try ArchiveProduct(json: bytes, below: verb)))))
        case "catalog.updateProduct":
            self.init(command: .catalog(CatalogCommand(command: .updateProduct(try UpdateProduct(json: bytes, below: verb)))))
        case "catalog.updateVariant":
            self.init(command: .catalog(CatalogCommand(command: .updateVariant(try UpdateVariant(json: bytes, below: verb)))))
        case "catalog.translate":
            self.init(command: .catalog(CatalogCommand(command: .translate(try TranslateProduct(json: bytes, below: verb)))))
        case "catalog.endPrice":
            self.init(command: .catalog(CatalogCommand(command: .endPrice(try EndPrice(json: bytes, below: verb)))))
        case "catalog.setTaxClass":
            self.init(command: .catalog(CatalogCommand(command: .setTaxClass(try SetTaxClass(json: bytes, below: verb)))))
        case "warehouse.register":
            self.init(command: .warehouse(WarehouseCommand(command: .register(try RegisterWarehouse(json: bytes, below: verb)))))
        case "stock.receive":
            self.init(command: .stock(StockCommand(command: .receive(try ReceiveStock(json: bytes, below: verb)))))
        case "stock.adjust":
            self.init(command: .stock(StockCommand(command: .adjust(try AdjustStock(json: bytes, below: verb)))))
        case "stock.quarantine":
            self.init(command: .stock(StockCommand(command: .quarantine(try QuarantineStock(json: bytes, below: verb)))))
        case "stock.releaseQuarantine":
            self.init(command: .stock(StockCommand(command: .releaseQuarantine(try ReleaseQuarantine(json: bytes, below: verb)))))
        case "stock.scrap":
            self.init(command: .stock(StockCommand(command: .scrap(try ScrapStock(json: bytes, below: verb)))))
        case "stock.reserve":
            self.init(command: .stock(StockCommand(command: .reserve(try ReserveStock(json: bytes, below: verb)))))
        case "stock.extendReservation":
            self.init(command: .stock(StockCommand(command: .extendReservation(try ExtendReservation(json: bytes, below: verb)))))
        case "stock.releaseReservation":
            self.init(command: .stock(StockCommand(command: .releaseReservation(try ReleaseReservation(json: bytes, below: verb)))))
        case "order.place":
            self.init(command: .order(OrderCommand(command: .place(try PlaceOrder(json: bytes, below: verb)))))
        case "order.cancel":
            self.init(command: .order(OrderCommand(command: .cancel(try CancelOrder(json: bytes, below: verb)))))
        case "order.confirmReceipt":
            self.init(command: .order(OrderCommand(command: .confirmReceipt(try ConfirmReceipt(json: bytes, below: verb)))))
        case "order.cancelLines":
            self.init(command: .order(OrderCommand(command: .cancelLines(try CancelOrderLines(json: bytes, below: verb)))))
        case "order.hold":
            self.init(command: .order(OrderCommand(command: .hold(try HoldOrder(json: bytes, below: verb)))))
        case "order.releaseHold":
            self.init(command: .order(OrderCommand(command: .releaseHold(try ReleaseHold(json: bytes, below: verb)))))
        case "order.complete":
            self.init(command: .order(OrderCommand(command: .complete(try CompleteOrder(json: bytes, below: verb)))))
        case "payment.initiate":
            self.init(command: .payment(PaymentCommand(command: .initiate(try InitiatePayment(json: bytes, below: verb)))))
        case "payment.recordResult":
            self.init(command: .payment(PaymentCommand(command: .recordResult(try RecordPaymentResult(json: bytes, below: verb)))))
        case "payment.requestRefund":
            self.init(command: .payment(PaymentCommand(command: .requestRefund(try RequestRefund(json: bytes, below: verb)))))
        case "payment.requestCapture":
            self.init(command: .payment(PaymentCommand(command: .requestCapture(try RequestCapture(json: bytes, below: verb)))))
        case "payment.requestVoid":
            self.init(command: .payment(PaymentCommand(command: .requestVoid(try RequestVoid(json: bytes, below: verb)))))
        case "payment.cancel":
            self.init(command: .payment(PaymentCommand(command: .cancel(try CancelPayment(json: bytes, below: verb)))))
        case "shipment.create":
            self.init(command: .shipment(ShipmentCommand(command: .create(try CreateShipment(json: bytes, below: verb)))))
        case "shipment.dispatch":
            self.init(command: .shipment(ShipmentCommand(command: .dispatch(try DispatchShipment(json: bytes, below: verb)))))
        case "shipment.recordScan":
            self.init(command: .shipment(ShipmentCommand(command: .recordScan(try RecordScan(json: bytes, below: verb)))))
        case "shipment.pack":
            self.init(command: .shipment(ShipmentCommand(command: .pack(try PackShipment(json: bytes, below: verb)))))
        case "shipment.cancel":
            self.init(command: .shipment(ShipmentCommand(command: .cancel(try CancelShipment(json: bytes, below: verb)))))
        case "shipment.reportLost":
            self.init(command: .shipment(ShipmentCommand(command: .reportLost(try ReportShipmentLost(json: bytes, below: verb)))))
        case "shipment.reportReturnedToSender":
            self.init(command: .shipment(ShipmentCommand(command: .reportReturnedToSender(try ReportReturnedToSender(json: bytes, below: verb)))))
        case "shipment.confirmPickup":
            self.init(command: .shipment(ShipmentCommand(command: .confirmPickup(try ConfirmPickup(json: bytes, below: verb)))))
        case "shipment.correctTracking":
            self.init(command: .shipment(ShipmentCommand(command: .correctTracking(try CorrectTracking(json: bytes, below: verb)))))
        case "cart.open":
            self.init(command: .cart(CartCommand(command: .`open`(try OpenCart(json: bytes, below: verb)))))
        case "cart.addItem":
            self.init(command: .cart(CartCommand(command: .addItem(try AddCartItem(json: bytes, below: verb)))))
        case "cart.setQuantity":
            self.init(command: .cart(CartCommand(command: .setQuantity(try SetCartQuantity(json: bytes, below: verb)))))
        case "cart.removeItem":
            self.init(command: .cart(CartCommand(command: .removeItem(try RemoveCartItem(json: bytes, below: verb)))))
        case "cart.clear":
            self.init(command: .cart(CartCommand(command: .clear(try ClearCart(json: bytes, below: verb)))))
        case "cart.merge":
            self.init(command: .cart(CartCommand(command: .merge(try MergeCart(json: bytes, below: verb)))))
        case "cart.price":
            self.init(command: .cart(CartCommand(command: .price(try PriceCart(json: bytes, below: verb)))))
        case "cart.hold":
            self.init(command: .cart(CartCommand(command: .hold(try HoldCart(json: bytes, below: verb)))))
        case "customer.register":
            self.init(command: .customer(CustomerCommand(command: .register(try RegisterCustomer(json: bytes, below: verb)))))
        case "customer.verifyEmail":
            self.init(command: .customer(CustomerCommand(command: .verifyEmail(try VerifyEmail(json: bytes, below: verb)))))
        case "customer.changeProfile":
            self.init(command: .customer(CustomerCommand(command: .changeProfile(try ChangeProfile(json: bytes, below: verb)))))
        case "customer.addAddress":
            self.init(command: .customer(CustomerCommand(command: .addAddress(try AddAddress(json: bytes, below: verb)))))
        case "customer.removeAddress":
            self.init(command: .customer(CustomerCommand(command: .removeAddress(try RemoveAddress(json: bytes, below: verb)))))
        case "customer.erase":
            self.init(command: .customer(CustomerCommand(command: .erase(try EraseCustomer(json: bytes, below: verb)))))
        case "customer.suspend":
            self.init(command: .customer(CustomerCommand(command: .suspend(try SuspendCustomer(json: bytes, below: verb)))))
        case "customer.reinstate":
            self.init(command: .customer(CustomerCommand(command: .reinstate(try ReinstateCustomer(json: bytes, below: verb)))))
        case "customer.logIn":
            self.init(command: .customer(CustomerCommand(command: .logIn(try LogIn(json: bytes, below: verb)))))
        case "customer.logOut":
            self.init(command: .customer(CustomerCommand(command: .logOut(try LogOut(json: bytes, below: verb)))))
        case "customer.changePassword":
            self.init(command: .customer(CustomerCommand(command: .changePassword(try ChangePassword(json: bytes, below: verb)))))
        case "customer.resetPassword":
            self.init(command: .customer(CustomerCommand(command: .resetPassword(try ResetPassword(json: bytes, below: verb)))))
        case "customer.noteFailedLogIns":
            self.init(command: .customer(CustomerCommand(command: .noteFailedLogIns(try NoteFailedLogIns(json: bytes, below: verb)))))
        case "customer.grantRole":
            self.init(command: .customer(CustomerCommand(command: .grantRole(try GrantRole(json: bytes, below: verb)))))
        case "customer.revokeRole":
            self.init(command: .customer(CustomerCommand(command: .revokeRole(try RevokeRole(json: bytes, below: verb)))))
        case "customer.approveSeller":
            self.init(command: .customer(CustomerCommand(command: .approveSeller(try ApproveSeller(json: bytes, below: verb)))))
        case "customer.suspendSeller":
            self.init(command: .customer(CustomerCommand(command: .suspendSeller(try SuspendSeller(json: bytes, below: verb)))))
        case "customer.noteAccess":
            self.init(command: .customer(CustomerCommand(command: .noteAccess(try NoteAccess(json: bytes, below: verb)))))
        case "customer.setPaymentPin":
            self.init(command: .customer(CustomerCommand(command: .setPaymentPin(try SetPaymentPin(json: bytes, below: verb)))))
        default: throw JSONFault(place: .message, reason: "is of no verb that there is")
        }
    }
}

extension Command {
    /// The verb as it is written, `order.place`, or nil if there is none.
    public var name: String? {
        switch command {
        case .catalog(let context): context.command?.name
        case .warehouse(let context): context.command?.name
        case .stock(let context): context.command?.name
        case .order(let context): context.command?.name
        case .payment(let context): context.command?.name
        case .shipment(let context): context.command?.name
        case .cart(let context): context.command?.name
        case .customer(let context): context.command?.name
        case nil: nil
        }
    }
}

extension CatalogCommand.OneOf_Command {
    /// Its name, with the context's.
    public var name: String {
        switch self {
        case .createProduct: "catalog.createProduct"
        case .setPrice: "catalog.setPrice"
        case .addVariant: "catalog.addVariant"
        case .publish: "catalog.publish"
        case .unpublish: "catalog.unpublish"
        case .archive: "catalog.archive"
        case .updateProduct: "catalog.updateProduct"
        case .updateVariant: "catalog.updateVariant"
        case .translate: "catalog.translate"
        case .endPrice: "catalog.endPrice"
        case .setTaxClass: "catalog.setTaxClass"
        }
    }
}

extension WarehouseCommand.OneOf_Command {
    /// Its name, with the context's.
    public var name: String {
        switch self {
        case .register: "warehouse.register"
        }
    }
}

extension StockCommand.OneOf_Command {
    /// Its name, with the context's.
    public var name: String {
        switch self {
        case .receive: "stock.receive"
        case .adjust: "stock.adjust"
        case .quarantine: "stock.quarantine"
        case .releaseQuarantine: "stock.releaseQuarantine"
        case .scrap: "stock.scrap"
        case .reserve: "stock.reserve"
        case .extendReservation: "stock.extendReservation"
        case .releaseReservation: "stock.releaseReservation"
        }
    }
}

extension OrderCommand.OneOf_Command {
    /// Its name, with the context's.
    public var name: String {
        switch self {
        case .place: "order.place"
        case .cancel: "order.cancel"
        case .confirmReceipt: "order.confirmReceipt"
        case .cancelLines: "order.cancelLines"
        case .hold: "order.hold"
        case .releaseHold: "order.releaseHold"
        case .complete: "order.complete"
        }
    }
}

extension PaymentCommand.OneOf_Command {
    /// Its name, with the context's.
    public var name: String {
        switch self {
        case .initiate: "payment.initiate"
        case .recordResult: "payment.recordResult"
        case .requestRefund: "payment.requestRefund"
        case .requestCapture: "payment.requestCapture"
        case .requestVoid: "payment.requestVoid"
        case .cancel: "payment.cancel"
        }
    }
}

extension ShipmentCommand.OneOf_Command {
    /// Its name, with the context's.
    public var name: String {
        switch self {
        case .create: "shipment.create"
        case .dispatch: "shipment.dispatch"
        case .recordScan: "shipment.recordScan"
        case .pack: "shipment.pack"
        case .cancel: "shipment.cancel"
        case .reportLost: "shipment.reportLost"
        case .reportReturnedToSender: "shipment.reportReturnedToSender"
        case .confirmPickup: "shipment.confirmPickup"
        case .correctTracking: "shipment.correctTracking"
        }
    }
}

extension CartCommand.OneOf_Command {
    /// Its name, with the context's.
    public var name: String {
        switch self {
        case .`open`: "cart.open"
        case .addItem: "cart.addItem"
        case .setQuantity: "cart.setQuantity"
        case .removeItem: "cart.removeItem"
        case .clear: "cart.clear"
        case .merge: "cart.merge"
        case .price: "cart.price"
        case .hold: "cart.hold"
        }
    }
}

extension CustomerCommand.OneOf_Command {
    /// Its name, with the context's.
    public var name: String {
        switch self {
        case .register: "customer.register"
        case .verifyEmail: "customer.verifyEmail"
        case .changeProfile: "customer.changeProfile"
        case .addAddress: "customer.addAddress"
        case .removeAddress: "customer.removeAddress"
        case .erase: "customer.erase"
        case .suspend: "customer.suspend"
        case .reinstate: "customer.reinstate"
        case .logIn: "customer.logIn"
        case .logOut: "customer.logOut"
        case .changePassword: "customer.changePassword"
        case .resetPassword: "customer.resetPassword"
        case .noteFailedLogIns: "customer.noteFailedLogIns"
        case .grantRole: "customer.grantRole"
        case .revokeRole: "customer.revokeRole"
        case .approveSeller: "customer.approveSeller"
        case .suspendSeller: "customer.suspendSeller"
        case .noteAccess: "customer.noteAccess"
        case .setPaymentPin: "customer.setPaymentPin"
        }
    }
}

extension Command {
    /// Whether it says something that is sealed before its entry is made.
    public var isPersonal: Bool {
        switch command {
        case .customer(let context)?: context.command?.isPersonal ?? false
        default: false
        }
    }
}

extension CustomerCommand.OneOf_Command {
    var isPersonal: Bool {
        switch self {
        case .register, .verifyEmail, .changeProfile, .addAddress, .suspend, .logIn, .changePassword, .resetPassword, .suspendSeller, .setPaymentPin: true
        default: false
        }
    }
}

extension Command {
    /// Whether it says a password.
    public var isSecret: Bool {
        switch command {
        case .customer(let context)?: context.command?.isSecret ?? false
        default: false
        }
    }
}

extension CustomerCommand.OneOf_Command {
    var isSecret: Bool {
        switch self {
        case .register, .logIn, .changePassword, .resetPassword, .setPaymentPin: true
        default: false
        }
    }
}

extension Event {
    /// What happened, `order.placed`, or nil if there is nothing.
    public var name: String? {
        switch event {
        case .catalog(let context): context.event?.name
        case .warehouse(let context): context.event?.name
        case .stock(let context): context.event?.name
        case .order(let context): context.event?.name
        case .payment(let context): context.event?.name
        case .shipment(let context): context.event?.name
        case .cart(let context): context.event?.name
        case .customer(let context): context.event?.name
        case nil: nil
        }
    }
}

extension CatalogEvent.OneOf_Event {
    /// Its name, with the context's.
    public var name: String {
        switch self {
        case .productCreated: "catalog.productCreated"
        case .priceSet: "catalog.priceSet"
        case .variantAdded: "catalog.variantAdded"
        case .published: "catalog.published"
        case .unpublished: "catalog.unpublished"
        case .archived: "catalog.archived"
        case .productUpdated: "catalog.productUpdated"
        case .variantUpdated: "catalog.variantUpdated"
        case .translated: "catalog.translated"
        case .priceEnded: "catalog.priceEnded"
        case .taxClassSet: "catalog.taxClassSet"
        }
    }
}

extension WarehouseEvent.OneOf_Event {
    /// Its name, with the context's.
    public var name: String {
        switch self {
        case .registered: "warehouse.registered"
        }
    }
}

extension StockEvent.OneOf_Event {
    /// Its name, with the context's.
    public var name: String {
        switch self {
        case .received: "stock.received"
        case .adjusted: "stock.adjusted"
        case .quarantined: "stock.quarantined"
        case .quarantineReleased: "stock.quarantineReleased"
        case .scrapped: "stock.scrapped"
        case .reserved: "stock.reserved"
        case .released: "stock.released"
        case .shipped: "stock.shipped"
        case .backordered: "stock.backordered"
        case .backorderFilled: "stock.backorderFilled"
        case .backorderReleased: "stock.backorderReleased"
        case .backorderFillDue: "stock.backorderFillDue"
        case .backorderFillEnded: "stock.backorderFillEnded"
        case .reservationHeld: "stock.reservationHeld"
        case .reservationExtended: "stock.reservationExtended"
        case .reservationConsumed: "stock.reservationConsumed"
        case .reservationReleased: "stock.reservationReleased"
        case .reservationExpired: "stock.reservationExpired"
        }
    }
}

extension OrderEvent.OneOf_Event {
    /// Its name, with the context's.
    public var name: String {
        switch self {
        case .placed: "order.placed"
        case .confirmed: "order.confirmed"
        case .held: "order.held"
        case .holdReleased: "order.holdReleased"
        case .cancelled: "order.cancelled"
        case .linesCancelled: "order.linesCancelled"
        case .expired: "order.expired"
        case .received: "order.received"
        case .completed: "order.completed"
        case .paymentRecorded: "order.paymentRecorded"
        case .shipmentRecorded: "order.shipmentRecorded"
        case .backorderFilled: "order.backorderFilled"
        case .writtenOff: "order.writtenOff"
        case .reallocated: "order.reallocated"
        case .paymentLapsed: "order.paymentLapsed"
        }
    }
}

extension PaymentEvent.OneOf_Event {
    /// Its name, with the context's.
    public var name: String {
        switch self {
        case .initiated: "payment.initiated"
        case .authorized: "payment.authorized"
        case .captured: "payment.captured"
        case .failed: "payment.failed"
        case .voided: "payment.voided"
        case .captureRequested: "payment.captureRequested"
        case .captureFailed: "payment.captureFailed"
        case .voidRequested: "payment.voidRequested"
        case .refundRequested: "payment.refundRequested"
        case .refunded: "payment.refunded"
        case .refundFailed: "payment.refundFailed"
        case .cancelled: "payment.cancelled"
        case .resultNoted: "payment.resultNoted"
        case .resultMoved: "payment.resultMoved"
        }
    }
}

extension ShipmentEvent.OneOf_Event {
    /// Its name, with the context's.
    public var name: String {
        switch self {
        case .created: "shipment.created"
        case .packed: "shipment.packed"
        case .dispatched: "shipment.dispatched"
        case .scanned: "shipment.scanned"
        case .delivered: "shipment.delivered"
        case .cancelled: "shipment.cancelled"
        case .lost: "shipment.lost"
        case .returnedToSender: "shipment.returnedToSender"
        case .pickedUp: "shipment.pickedUp"
        case .trackingCorrected: "shipment.trackingCorrected"
        case .parcelScanned: "shipment.parcelScanned"
        case .parcelAssigned: "shipment.parcelAssigned"
        case .parcelExpired: "shipment.parcelExpired"
        }
    }
}

extension CartEvent.OneOf_Event {
    /// Its name, with the context's.
    public var name: String {
        switch self {
        case .opened: "cart.opened"
        case .itemAdded: "cart.itemAdded"
        case .quantitySet: "cart.quantitySet"
        case .itemRemoved: "cart.itemRemoved"
        case .cleared: "cart.cleared"
        case .itemsMerged: "cart.itemsMerged"
        case .merged: "cart.merged"
        case .priced: "cart.priced"
        case .held: "cart.held"
        case .checkedOut: "cart.checkedOut"
        case .abandoned: "cart.abandoned"
        }
    }
}

extension CustomerEvent.OneOf_Event {
    /// Its name, with the context's.
    public var name: String {
        switch self {
        case .registered: "customer.registered"
        case .emailVerified: "customer.emailVerified"
        case .profileChanged: "customer.profileChanged"
        case .addressAdded: "customer.addressAdded"
        case .addressRemoved: "customer.addressRemoved"
        case .erased: "customer.erased"
        case .suspended: "customer.suspended"
        case .reinstated: "customer.reinstated"
        case .passwordSet: "customer.passwordSet"
        case .logInsFailed: "customer.logInsFailed"
        case .locked: "customer.locked"
        case .unlocked: "customer.unlocked"
        case .sessionOpened: "customer.sessionOpened"
        case .sessionClosed: "customer.sessionClosed"
        case .roleGranted: "customer.roleGranted"
        case .roleRevoked: "customer.roleRevoked"
        case .sellerApproved: "customer.sellerApproved"
        case .sellerSuspended: "customer.sellerSuspended"
        case .accessNoted: "customer.accessNoted"
        case .paymentPinSet: "customer.paymentPinSet"
        }
    }
}
