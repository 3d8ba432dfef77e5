// swift-format-ignore-file
// What daybook/v1/order.proto says, as Swift. Written by tools/generate: change the .proto file, never this one.

public struct OrderCommand: Message {
    public indirect enum OneOf_Command: Sendable, Equatable {
        /// Places an order: prices, goods and payments together, or nothing.
        case place(PlaceOrder)
        /// Cancels an order of which nothing has left.
        case cancel(CancelOrder)
        /// Records that the customer has everything.
        case confirmReceipt(ConfirmReceipt)
        /// Cancels units that have not left.
        case cancelLines(CancelOrderLines)
        /// Stops an order until its hold is released.
        case hold(HoldOrder)
        /// Lets an order go on.
        case releaseHold(ReleaseHold)
        /// Closes an order for good.
        case complete(CompleteOrder)
    }

    public var place: PlaceOrder { get { if case .place(let value) = command { value } else { PlaceOrder() } } set { command = .place(newValue) } }
    public var cancel: CancelOrder { get { if case .cancel(let value) = command { value } else { CancelOrder() } } set { command = .cancel(newValue) } }
    public var confirmReceipt: ConfirmReceipt { get { if case .confirmReceipt(let value) = command { value } else { ConfirmReceipt() } } set { command = .confirmReceipt(newValue) } }
    public var cancelLines: CancelOrderLines { get { if case .cancelLines(let value) = command { value } else { CancelOrderLines() } } set { command = .cancelLines(newValue) } }
    public var hold: HoldOrder { get { if case .hold(let value) = command { value } else { HoldOrder() } } set { command = .hold(newValue) } }
    public var releaseHold: ReleaseHold { get { if case .releaseHold(let value) = command { value } else { ReleaseHold() } } set { command = .releaseHold(newValue) } }
    public var complete: CompleteOrder { get { if case .complete(let value) = command { value } else { CompleteOrder() } } set { command = .complete(newValue) } }
    public var command: OneOf_Command? = nil

    public init() {}
    public init(command: OneOf_Command? = nil) { self.command = command }

    public func encode(to writer: inout ByteWriter) {
        switch command {
        case .place(let value)?: writer.put(10, message: value)
        case .cancel(let value)?: writer.put(18, message: value)
        case .confirmReceipt(let value)?: writer.put(26, message: value)
        case .cancelLines(let value)?: writer.put(34, message: value)
        case .hold(let value)?: writer.put(42, message: value)
        case .releaseHold(let value)?: writer.put(50, message: value)
        case .complete(let value)?: writer.put(58, message: value)
        case nil: break
        }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: try reader.message(into: &self.place)
        case 18: try reader.message(into: &self.cancel)
        case 26: try reader.message(into: &self.confirmReceipt)
        case 34: try reader.message(into: &self.cancelLines)
        case 42: try reader.message(into: &self.hold)
        case 50: try reader.message(into: &self.releaseHold)
        case 58: try reader.message(into: &self.complete)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        switch command {
        case .place(let value)?: writer.member("place", message: value)
        case .cancel(let value)?: writer.member("cancel", message: value)
        case .confirmReceipt(let value)?: writer.member("confirmReceipt", message: value)
        case .cancelLines(let value)?: writer.member("cancelLines", message: value)
        case .hold(let value)?: writer.member("hold", message: value)
        case .releaseHold(let value)?: writer.member("releaseHold", message: value)
        case .complete(let value)?: writer.member("complete", message: value)
        case nil: break
        }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read: PlaceOrder = try reader.alternative(isTaken: command != nil) { command = .place(read) }
        case 1: if let read: CancelOrder = try reader.alternative(isTaken: command != nil) { command = .cancel(read) }
        case 2: if let read: ConfirmReceipt = try reader.alternative(isTaken: command != nil) { command = .confirmReceipt(read) }
        case 3: if let read: CancelOrderLines = try reader.alternative(isTaken: command != nil) { command = .cancelLines(read) }
        case 4: if let read: HoldOrder = try reader.alternative(isTaken: command != nil) { command = .hold(read) }
        case 5: if let read: ReleaseHold = try reader.alternative(isTaken: command != nil) { command = .releaseHold(read) }
        case 6: if let read: CompleteOrder = try reader.alternative(isTaken: command != nil) { command = .complete(read) }
        default: break
        }
    }
    public static let schema = MessageSchema("OrderCommand", [
        Field("place", 1, .message(PlaceOrder.self), .alternative, "Places an order: prices, goods and payments together, or nothing."),
        Field("cancel", 2, .message(CancelOrder.self), .alternative, "Cancels an order of which nothing has left."),
        Field("confirmReceipt", 3, .message(ConfirmReceipt.self), .alternative, "Records that the customer has everything."),
        Field("cancelLines", 4, .message(CancelOrderLines.self), .alternative, "Cancels units that have not left."),
        Field("hold", 5, .message(HoldOrder.self), .alternative, "Stops an order until its hold is released."),
        Field("releaseHold", 6, .message(ReleaseHold.self), .alternative, "Lets an order go on."),
        Field("complete", 7, .message(CompleteOrder.self), .alternative, "Closes an order for good."),
    ])
}

public enum DeliveryMethod {
    public enum Value: Int, Word {
        case methodUnspecified, express, post, pickup

        public static let words = FieldNames("METHOD_UNSPECIFIED", "EXPRESS", "POST", "PICKUP")
    }
}

public struct PlaceOrder: Message {
    /// The id of the order, which is new.
    public var orderID: String = ""
    /// Who buys; it may be unknown here.
    public var customerID: String = ""
    /// The currency of all its amounts, a code of ISO 4217.
    public var currency: String = ""
    /// What is bought; needed where that is not a cart's.
    public var lines: [PlaceOrderLine] = []
    /// What shipping costs, none given is 0; needed where expectedTotal counts it.
    public var shippingFee: Int64? = nil
    /// Charges and discounts on the whole order; needed where expectedTotal counts them.
    public var fees: [Fee] = []
    /// How it is paid; more payments can be opened later.
    public var payments: [PlaceOrderPayment] = []
    /// Where it goes.
    public var shipTo: ShipTo? = nil
    /// How it gets there.
    public var deliveryMethod: DeliveryMethod.Value = .methodUnspecified
    /// What the customer was told: another total is refused.
    public var expectedTotal: Int64? = nil
    /// Whether units that are not there may be waited for, as far as the catalog allows; needed where too few are free.
    public var allowBackorder: Bool = false
    /// How long it may stay unpaid, at most 30 days; none given is 30 minutes.
    public var payWithinSeconds: Int64? = nil
    /// The holds whose goods it uses up; needed where too few goods are free without them.
    public var reservationIds: [String] = []
    /// The price list that it is priced by, needed where expectedTotal is by its prices. What has no price there costs what the
    /// plain one says, as does all of an order without.
    public var priceListID: String = ""
    /// The cart that becomes the order, needed without lines: its own are bought, at its quote if it has one; its holds are used up.
    public var cartID: String = ""

    public init() {}
    public init(
        orderID: String = "", customerID: String = "", currency: String = "", lines: [PlaceOrderLine] = [],
        shippingFee: Int64? = nil, fees: [Fee] = [], payments: [PlaceOrderPayment] = [], shipTo: ShipTo? = nil,
        deliveryMethod: DeliveryMethod.Value = .methodUnspecified, expectedTotal: Int64? = nil, allowBackorder: Bool = false,
        payWithinSeconds: Int64? = nil, reservationIds: [String] = [], priceListID: String = "", cartID: String = ""
    ) {
        self.orderID = orderID; self.customerID = customerID; self.currency = currency; self.lines = lines;
        self.shippingFee = shippingFee; self.fees = fees; self.payments = payments; self.shipTo = shipTo;
        self.deliveryMethod = deliveryMethod; self.expectedTotal = expectedTotal; self.allowBackorder = allowBackorder;
        self.payWithinSeconds = payWithinSeconds; self.reservationIds = reservationIds; self.priceListID = priceListID;
        self.cartID = cartID
    }

    public func encode(to writer: inout ByteWriter) {
        if !orderID.isEmpty { writer.put(10, text: orderID) }
        if !customerID.isEmpty { writer.put(18, text: customerID) }
        if !currency.isEmpty { writer.put(26, text: currency) }
        writer.put(34, list: lines)
        if let shippingFee { writer.put(40, number: UInt64(bitPattern: shippingFee)) }
        writer.put(50, list: fees)
        writer.put(58, list: payments)
        if let shipTo { writer.put(66, message: shipTo) }
        if deliveryMethod != .methodUnspecified { writer.put(72, number: UInt64(deliveryMethod.rawValue)) }
        if let expectedTotal { writer.put(80, number: UInt64(bitPattern: expectedTotal)) }
        if allowBackorder { writer.put(88, number: allowBackorder ? 1 : 0) }
        if let payWithinSeconds { writer.put(96, number: UInt64(bitPattern: payWithinSeconds)) }
        for value in reservationIds { writer.put(106, text: value) }
        if !priceListID.isEmpty { writer.put(114, text: priceListID) }
        if !cartID.isEmpty { writer.put(122, text: cartID) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: orderID = try reader.text()
        case 18: customerID = try reader.text()
        case 26: currency = try reader.text()
        case 34: try reader.append(to: &lines)
        case 40: shippingFee = Int64(bitPattern: try reader.varint())
        case 50: try reader.append(to: &fees)
        case 58: try reader.append(to: &payments)
        case 66: try reader.message(into: &self.shipTo)
        case 72: deliveryMethod = try reader.word()
        case 80: expectedTotal = Int64(bitPattern: try reader.varint())
        case 88: allowBackorder = try reader.varint() != 0
        case 96: payWithinSeconds = Int64(bitPattern: try reader.varint())
        case 106: reservationIds.append(try reader.text())
        case 114: priceListID = try reader.text()
        case 122: cartID = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !orderID.isEmpty { writer.member("orderId", text: orderID) }
        if !customerID.isEmpty { writer.member("customerId", text: customerID) }
        if !currency.isEmpty { writer.member("currency", text: currency) }
        if !lines.isEmpty { writer.member("lines", list: lines) }
        if let shippingFee { writer.member("shippingFee", number: shippingFee) }
        if !fees.isEmpty { writer.member("fees", list: fees) }
        if !payments.isEmpty { writer.member("payments", list: payments) }
        if let shipTo { writer.member("shipTo", message: shipTo) }
        if deliveryMethod != .methodUnspecified { writer.member("deliveryMethod", word: deliveryMethod.word) }
        if let expectedTotal { writer.member("expectedTotal", number: expectedTotal) }
        if allowBackorder { writer.member("allowBackorder", truth: allowBackorder) }
        if let payWithinSeconds { writer.member("payWithinSeconds", number: payWithinSeconds) }
        if !reservationIds.isEmpty { writer.member("reservationIds", texts: reservationIds) }
        if !priceListID.isEmpty { writer.member("priceListId", text: priceListID) }
        if !cartID.isEmpty { writer.member("cartId", text: cartID) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { orderID = read }
        case 1: if let read = try reader.text() { customerID = read }
        case 2: if let read = try reader.text() { currency = read }
        case 3: try reader.list(into: &lines)
        case 4: shippingFee = try reader.int64()
        case 5: try reader.list(into: &fees)
        case 6: try reader.list(into: &payments)
        case 7: try reader.message(into: &shipTo)
        case 8: if let read: DeliveryMethod.Value = try reader.word() { deliveryMethod = read }
        case 9: expectedTotal = try reader.int64()
        case 10: if let read = try reader.truth() { allowBackorder = read }
        case 11: payWithinSeconds = try reader.int64()
        case 12: if let read = try reader.texts() { reservationIds = read }
        case 13: if let read = try reader.text() { priceListID = read }
        case 14: if let read = try reader.text() { cartID = read }
        default: break
        }
    }
    public static let schema = MessageSchema("PlaceOrder", [
        Field("orderId", 1, .text, .plain, "The id of the order, which is new.", example: "O-1001", isRequired: true),
        Field("customerId", 2, .text, .plain, "Who buys; it may be unknown here.", example: "C-1", isRequired: true),
        Field("currency", 3, .text, .plain, "The currency of all its amounts, a code of ISO 4217.", example: "EUR", isRequired: true),
        Field("lines", 4, .message(PlaceOrderLine.self), .list, "What is bought; needed where that is not a cart's."),
        Field("shippingFee", 5, .number(bits: 64, isSigned: true), .optional, "What shipping costs, none given is 0; needed where expectedTotal counts it.", unit: "minor", example: "490"),
        Field("fees", 6, .message(Fee.self), .list, "Charges and discounts on the whole order; needed where expectedTotal counts them."),
        Field("payments", 7, .message(PlaceOrderPayment.self), .list, "How it is paid; more payments can be opened later."),
        Field("shipTo", 8, .message(ShipTo.self), .optional, "Where it goes."),
        Field("deliveryMethod", 9, .words(DeliveryMethod.Value.words), .plain, "How it gets there.", example: "EXPRESS"),
        Field("expectedTotal", 10, .number(bits: 64, isSigned: true), .optional, "What the customer was told: another total is refused.", unit: "minor", example: "2580"),
        Field("allowBackorder", 11, .truth, .plain, "Whether units that are not there may be waited for, as far as the catalog allows; needed where too few are free.", example: "true"),
        Field("payWithinSeconds", 12, .number(bits: 64, isSigned: true), .optional, "How long it may stay unpaid, at most 30 days; none given is 30 minutes.", unit: "seconds", example: "1800"),
        Field("reservationIds", 13, .text, .list, "The holds whose goods it uses up; needed where too few goods are free without them."),
        Field("priceListId", 14, .text, .plain, "The price list that it is priced by, needed where expectedTotal is by its prices. What has no price there costs what the plain one says, as does all of an order without.", example: "WHOLESALE"),
        Field("cartId", 15, .text, .plain, "The cart that becomes the order, needed without lines: its own are bought, at its quote if it has one; its holds are used up.", example: "CART-1"),
    ])
}

public struct PlaceOrderLine: Message {
    /// The id of the line within the order; none given is its number, from 1 on.
    public var lineID: String = ""
    /// The stock keeping unit.
    public var sku: String = ""
    /// How many are bought.
    public var quantity: Int64 = 0
    /// What one unit costs: the catalog's price, unless it is overridden.
    public var unitPrice: Int64? = nil
    /// Takes unitPrice in place of the catalog's price, which is needed where they differ; for staff.
    public var priceOverride: Bool = false
    /// What the whole line costs less; for staff.
    public var discount: Int64? = nil

    public init() {}
    public init(
        lineID: String = "", sku: String = "", quantity: Int64 = 0, unitPrice: Int64? = nil, priceOverride: Bool = false,
        discount: Int64? = nil
    ) {
        self.lineID = lineID; self.sku = sku; self.quantity = quantity; self.unitPrice = unitPrice;
        self.priceOverride = priceOverride; self.discount = discount
    }

    public func encode(to writer: inout ByteWriter) {
        if !lineID.isEmpty { writer.put(10, text: lineID) }
        if !sku.isEmpty { writer.put(18, text: sku) }
        if quantity != 0 { writer.put(24, number: UInt64(bitPattern: quantity)) }
        if let unitPrice { writer.put(32, number: UInt64(bitPattern: unitPrice)) }
        if priceOverride { writer.put(40, number: priceOverride ? 1 : 0) }
        if let discount { writer.put(48, number: UInt64(bitPattern: discount)) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: lineID = try reader.text()
        case 18: sku = try reader.text()
        case 24: quantity = Int64(bitPattern: try reader.varint())
        case 32: unitPrice = Int64(bitPattern: try reader.varint())
        case 40: priceOverride = try reader.varint() != 0
        case 48: discount = Int64(bitPattern: try reader.varint())
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !lineID.isEmpty { writer.member("lineId", text: lineID) }
        if !sku.isEmpty { writer.member("sku", text: sku) }
        writer.member("quantity", number: quantity)
        if let unitPrice { writer.member("unitPrice", number: unitPrice) }
        if priceOverride { writer.member("priceOverride", truth: priceOverride) }
        if let discount { writer.member("discount", number: discount) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { lineID = read }
        case 1: if let read = try reader.text() { sku = read }
        case 2: if let read = try reader.int64() { quantity = read }
        case 3: unitPrice = try reader.int64()
        case 4: if let read = try reader.truth() { priceOverride = read }
        case 5: discount = try reader.int64()
        default: break
        }
    }
    public static let schema = MessageSchema("PlaceOrderLine", [
        Field("lineId", 1, .text, .plain, "The id of the line within the order; none given is its number, from 1 on.", example: "1"),
        Field("sku", 2, .text, .plain, "The stock keeping unit.", example: "OOLONG-100", isRequired: true),
        Field("quantity", 3, .number(bits: 64, isSigned: true), .plain, "How many are bought.", unit: "units", example: "2", isRequired: true),
        Field("unitPrice", 4, .number(bits: 64, isSigned: true), .optional, "What one unit costs: the catalog's price, unless it is overridden.", unit: "minor", example: "1290"),
        Field("priceOverride", 5, .truth, .plain, "Takes unitPrice in place of the catalog's price, which is needed where they differ; for staff.", example: "true"),
        Field("discount", 6, .number(bits: 64, isSigned: true), .optional, "What the whole line costs less; for staff.", unit: "minor", example: "100"),
    ])
}

public struct PlaceOrderPayment: Message {
    /// The id of the payment, which is new.
    public var paymentID: String = ""
    /// How the money comes.
    public var method: PaymentMethod.Value = .methodUnspecified
    /// How much of the order it pays.
    public var amount: Int64 = 0
    /// When the money is taken; none given is AUTO.
    public var capture: CaptureMode.Value = .captureUnspecified

    public init() {}
    public init(
        paymentID: String = "", method: PaymentMethod.Value = .methodUnspecified, amount: Int64 = 0,
        capture: CaptureMode.Value = .captureUnspecified
    ) {
        self.paymentID = paymentID; self.method = method; self.amount = amount; self.capture = capture
    }

    public func encode(to writer: inout ByteWriter) {
        if !paymentID.isEmpty { writer.put(10, text: paymentID) }
        if method != .methodUnspecified { writer.put(16, number: UInt64(method.rawValue)) }
        if amount != 0 { writer.put(24, number: UInt64(bitPattern: amount)) }
        if capture != .captureUnspecified { writer.put(32, number: UInt64(capture.rawValue)) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: paymentID = try reader.text()
        case 16: method = try reader.word()
        case 24: amount = Int64(bitPattern: try reader.varint())
        case 32: capture = try reader.word()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !paymentID.isEmpty { writer.member("paymentId", text: paymentID) }
        if method != .methodUnspecified { writer.member("method", word: method.word) }
        writer.member("amount", number: amount)
        if capture != .captureUnspecified { writer.member("capture", word: capture.word) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { paymentID = read }
        case 1: if let read: PaymentMethod.Value = try reader.word() { method = read }
        case 2: if let read = try reader.int64() { amount = read }
        case 3: if let read: CaptureMode.Value = try reader.word() { capture = read }
        default: break
        }
    }
    public static let schema = MessageSchema("PlaceOrderPayment", [
        Field("paymentId", 1, .text, .plain, "The id of the payment, which is new.", example: "P-1001", isRequired: true),
        Field("method", 2, .words(PaymentMethod.Value.words), .plain, "How the money comes.", example: "CARD", isRequired: true),
        Field("amount", 3, .number(bits: 64, isSigned: true), .plain, "How much of the order it pays.", unit: "minor", example: "2580", isRequired: true),
        Field("capture", 4, .words(CaptureMode.Value.words), .plain, "When the money is taken; none given is AUTO.", example: "MANUAL"),
    ])
}

/// A named charge on the whole order. A negative one is a discount on the order: it is shared out over the lines.
public struct Fee: Message {
    /// What it is for: a short word.
    public var code: String = ""
    /// How much, none given is 0; needed where expectedTotal counts it. Negative is a discount, which is for staff.
    public var amount: Int64? = nil

    public init() {}
    public init(code: String = "", amount: Int64? = nil) { self.code = code; self.amount = amount }

    public func encode(to writer: inout ByteWriter) {
        if !code.isEmpty { writer.put(10, text: code) }
        if let amount { writer.put(16, unhashedZero: UInt64(bitPattern: amount)) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: code = try reader.text()
        case 16: amount = Int64(bitPattern: try reader.varint())
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !code.isEmpty { writer.member("code", text: code) }
        if let amount { writer.member("amount", number: amount) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { code = read }
        case 1: amount = try reader.int64()
        default: break
        }
    }
    public static let schema = MessageSchema("Fee", [
        Field("code", 1, .text, .plain, "What it is for: a short word.", example: "gift-wrap", isRequired: true),
        Field("amount", 2, .number(bits: 64, isSigned: true), .optional, "How much, none given is 0; needed where expectedTotal counts it. Negative is a discount, which is for staff.", unit: "minor", example: "300"),
    ])
}

/// Where an order goes, without personal data: the full address lives sealed with the customer.
public struct ShipTo: Message {
    /// The country, two capital letters of ISO 3166.
    public var country: String = ""
    /// The region within it.
    public var region: String = ""
    /// The postal code.
    public var postalCode: String = ""
    /// Where on the earth that is: goods come from the nearest warehouse.
    public var location: Location? = nil
    /// Which of the customer's addresses that is. The address itself is sealed, in the customer's row.
    public var addressID: String = ""

    public init() {}
    public init(
        country: String = "", region: String = "", postalCode: String = "", location: Location? = nil, addressID: String = ""
    ) {
        self.country = country; self.region = region; self.postalCode = postalCode; self.location = location;
        self.addressID = addressID
    }

    public func encode(to writer: inout ByteWriter) {
        if !country.isEmpty { writer.put(10, text: country) }
        if !region.isEmpty { writer.put(18, text: region) }
        if !postalCode.isEmpty { writer.put(26, text: postalCode) }
        if let location { writer.put(34, message: location) }
        if !addressID.isEmpty { writer.put(42, text: addressID) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: country = try reader.text()
        case 18: region = try reader.text()
        case 26: postalCode = try reader.text()
        case 34: try reader.message(into: &self.location)
        case 42: addressID = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !country.isEmpty { writer.member("country", text: country) }
        if !region.isEmpty { writer.member("region", text: region) }
        if !postalCode.isEmpty { writer.member("postalCode", text: postalCode) }
        if let location { writer.member("location", message: location) }
        if !addressID.isEmpty { writer.member("addressId", text: addressID) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { country = read }
        case 1: if let read = try reader.text() { region = read }
        case 2: if let read = try reader.text() { postalCode = read }
        case 3: try reader.message(into: &location)
        case 4: if let read = try reader.text() { addressID = read }
        default: break
        }
    }
    public static let schema = MessageSchema("ShipTo", [
        Field("country", 1, .text, .plain, "The country, two capital letters of ISO 3166.", example: "FR"),
        Field("region", 2, .text, .plain, "The region within it.", example: "Rhône"),
        Field("postalCode", 3, .text, .plain, "The postal code.", example: "69001"),
        Field("location", 4, .message(Location.self), .optional, "Where on the earth that is: goods come from the nearest warehouse."),
        Field("addressId", 5, .text, .plain, "Which of the customer's addresses that is. The address itself is sealed, in the customer's row.", example: "HOME"),
    ])
}

public struct CancelOrder: Message {
    /// The id of the order.
    public var orderID: String = ""
    /// Why, for people; of a buyer a code.
    public var reason: String = ""

    public init() {}
    public init(orderID: String = "", reason: String = "") { self.orderID = orderID; self.reason = reason }

    public func encode(to writer: inout ByteWriter) {
        if !orderID.isEmpty { writer.put(10, text: orderID) }
        if !reason.isEmpty { writer.put(18, text: reason) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: orderID = try reader.text()
        case 18: reason = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !orderID.isEmpty { writer.member("orderId", text: orderID) }
        if !reason.isEmpty { writer.member("reason", text: reason) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { orderID = read }
        case 1: if let read = try reader.text() { reason = read }
        default: break
        }
    }
    public static let schema = MessageSchema("CancelOrder", [
        Field("orderId", 1, .text, .plain, "The id of the order.", example: "O-1001", isRequired: true),
        Field("reason", 2, .text, .plain, "Why, for people; of a buyer a code.", example: "changed my mind"),
    ])
}

public struct ConfirmReceipt: Message {
    /// The id of the order.
    public var orderID: String = ""

    public init() {}
    public init(orderID: String = "") { self.orderID = orderID }

    public func encode(to writer: inout ByteWriter) {
        if !orderID.isEmpty { writer.put(10, text: orderID) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: orderID = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !orderID.isEmpty { writer.member("orderId", text: orderID) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { orderID = read }
        default: break
        }
    }
    public static let schema = MessageSchema("ConfirmReceipt", [
        Field("orderId", 1, .text, .plain, "The id of the order.", example: "O-1001", isRequired: true),
    ])
}

public struct CancelOrderLines: Message {
    /// The id of the order.
    public var orderID: String = ""
    /// What is cancelled.
    public var lines: [CancelOrderLine] = []
    /// Why, for people; of a buyer a code.
    public var reason: String = ""

    public init() {}
    public init(orderID: String = "", lines: [CancelOrderLine] = [], reason: String = "") {
        self.orderID = orderID; self.lines = lines; self.reason = reason
    }

    public func encode(to writer: inout ByteWriter) {
        if !orderID.isEmpty { writer.put(10, text: orderID) }
        writer.put(18, list: lines)
        if !reason.isEmpty { writer.put(26, text: reason) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: orderID = try reader.text()
        case 18: try reader.append(to: &lines)
        case 26: reason = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !orderID.isEmpty { writer.member("orderId", text: orderID) }
        if !lines.isEmpty { writer.member("lines", list: lines) }
        if !reason.isEmpty { writer.member("reason", text: reason) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { orderID = read }
        case 1: try reader.list(into: &lines)
        case 2: if let read = try reader.text() { reason = read }
        default: break
        }
    }
    public static let schema = MessageSchema("CancelOrderLines", [
        Field("orderId", 1, .text, .plain, "The id of the order.", example: "O-1001", isRequired: true),
        Field("lines", 2, .message(CancelOrderLine.self), .list, "What is cancelled.", isRequired: true),
        Field("reason", 3, .text, .plain, "Why, for people; of a buyer a code.", example: "changed my mind"),
    ])
}

public struct CancelOrderLine: Message {
    /// The id of the line.
    public var lineID: String = ""
    /// How many units are cancelled.
    public var quantity: Int64 = 0

    public init() {}
    public init(lineID: String = "", quantity: Int64 = 0) { self.lineID = lineID; self.quantity = quantity }

    public func encode(to writer: inout ByteWriter) {
        if !lineID.isEmpty { writer.put(10, text: lineID) }
        if quantity != 0 { writer.put(16, number: UInt64(bitPattern: quantity)) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: lineID = try reader.text()
        case 16: quantity = Int64(bitPattern: try reader.varint())
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !lineID.isEmpty { writer.member("lineId", text: lineID) }
        writer.member("quantity", number: quantity)
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { lineID = read }
        case 1: if let read = try reader.int64() { quantity = read }
        default: break
        }
    }
    public static let schema = MessageSchema("CancelOrderLine", [
        Field("lineId", 1, .text, .plain, "The id of the line.", example: "1", isRequired: true),
        Field("quantity", 2, .number(bits: 64, isSigned: true), .plain, "How many units are cancelled.", unit: "units", example: "2", isRequired: true),
    ])
}

public struct HoldOrder: Message {
    /// The id of the order.
    public var orderID: String = ""
    /// Why, for people.
    public var reason: String = ""

    public init() {}
    public init(orderID: String = "", reason: String = "") { self.orderID = orderID; self.reason = reason }

    public func encode(to writer: inout ByteWriter) {
        if !orderID.isEmpty { writer.put(10, text: orderID) }
        if !reason.isEmpty { writer.put(18, text: reason) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: orderID = try reader.text()
        case 18: reason = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !orderID.isEmpty { writer.member("orderId", text: orderID) }
        if !reason.isEmpty { writer.member("reason", text: reason) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { orderID = read }
        case 1: if let read = try reader.text() { reason = read }
        default: break
        }
    }
    public static let schema = MessageSchema("HoldOrder", [
        Field("orderId", 1, .text, .plain, "The id of the order.", example: "O-1001", isRequired: true),
        Field("reason", 2, .text, .plain, "Why, for people.", example: "suspected fraud"),
    ])
}

public struct ReleaseHold: Message {
    /// The id of the order.
    public var orderID: String = ""

    public init() {}
    public init(orderID: String = "") { self.orderID = orderID }

    public func encode(to writer: inout ByteWriter) {
        if !orderID.isEmpty { writer.put(10, text: orderID) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: orderID = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !orderID.isEmpty { writer.member("orderId", text: orderID) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { orderID = read }
        default: break
        }
    }
    public static let schema = MessageSchema("ReleaseHold", [
        Field("orderId", 1, .text, .plain, "The id of the order.", example: "O-1001", isRequired: true),
    ])
}

public struct CompleteOrder: Message {
    /// The id of the order.
    public var orderID: String = ""
    /// Needed where a balance is due, and refused elsewhere: the rest will not be asked for any more.
    public var writeOff: WriteOff? = nil

    public init() {}
    public init(orderID: String = "", writeOff: WriteOff? = nil) { self.orderID = orderID; self.writeOff = writeOff }

    public func encode(to writer: inout ByteWriter) {
        if !orderID.isEmpty { writer.put(10, text: orderID) }
        if let writeOff { writer.put(18, message: writeOff) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: orderID = try reader.text()
        case 18: try reader.message(into: &self.writeOff)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !orderID.isEmpty { writer.member("orderId", text: orderID) }
        if let writeOff { writer.member("writeOff", message: writeOff) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { orderID = read }
        case 1: try reader.message(into: &writeOff)
        default: break
        }
    }
    public static let schema = MessageSchema("CompleteOrder", [
        Field("orderId", 1, .text, .plain, "The id of the order.", example: "O-1001", isRequired: true),
        Field("writeOff", 2, .message(WriteOff.self), .optional, "Needed where a balance is due, and refused elsewhere: the rest will not be asked for any more."),
    ])
}

public struct WriteOff: Message {
    /// Why it will not be asked for.
    public var reason: String = ""

    public init() {}
    public init(reason: String = "") { self.reason = reason }

    public func encode(to writer: inout ByteWriter) {
        if !reason.isEmpty { writer.put(10, text: reason) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: reason = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !reason.isEmpty { writer.member("reason", text: reason) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { reason = read }
        default: break
        }
    }
    public static let schema = MessageSchema("WriteOff", [
        Field("reason", 1, .text, .plain, "Why it will not be asked for.", example: "goodwill", isRequired: true),
    ])
}

public struct OrderEvent: Message {
    public indirect enum OneOf_Event: Sendable, Equatable {
        /// An order was placed.
        case placed(OrderPlaced)
        /// An order was confirmed: its goods may leave.
        case confirmed(OrderConfirmed)
        /// An order was stopped.
        case held(OrderHeld)
        /// A held order was let go on.
        case holdReleased(OrderHoldReleased)
        /// An order was cancelled.
        case cancelled(OrderCancelled)
        /// Units of an order were cancelled.
        case linesCancelled(OrderLinesCancelled)
        /// The time to pay an order ran out.
        case expired(OrderExpired)
        /// The customer has everything of an order, or the time to say otherwise is over.
        case received(OrderReceived)
        /// An order was closed for good.
        case completed(OrderCompleted)
        /// Something happened to a payment of an order.
        case paymentRecorded(OrderPaymentRecorded)
        /// Something happened to a shipment of an order.
        case shipmentRecorded(OrderShipmentRecorded)
        /// Goods that a line waited for were reserved for it.
        case backorderFilled(OrderBackorderFilled)
        /// What was due of an order will not be asked for any more.
        case writtenOff(OrderWrittenOff)
        /// Other warehouses give the units of a line.
        case reallocated(OrderReallocated)
        /// What was to pay for a confirmed order is gone.
        case paymentLapsed(OrderPaymentLapsed)
    }

    public var placed: OrderPlaced { get { if case .placed(let value) = event { value } else { OrderPlaced() } } set { event = .placed(newValue) } }
    public var confirmed: OrderConfirmed { get { if case .confirmed(let value) = event { value } else { OrderConfirmed() } } set { event = .confirmed(newValue) } }
    public var held: OrderHeld { get { if case .held(let value) = event { value } else { OrderHeld() } } set { event = .held(newValue) } }
    public var holdReleased: OrderHoldReleased { get { if case .holdReleased(let value) = event { value } else { OrderHoldReleased() } } set { event = .holdReleased(newValue) } }
    public var cancelled: OrderCancelled { get { if case .cancelled(let value) = event { value } else { OrderCancelled() } } set { event = .cancelled(newValue) } }
    public var linesCancelled: OrderLinesCancelled { get { if case .linesCancelled(let value) = event { value } else { OrderLinesCancelled() } } set { event = .linesCancelled(newValue) } }
    public var expired: OrderExpired { get { if case .expired(let value) = event { value } else { OrderExpired() } } set { event = .expired(newValue) } }
    public var received: OrderReceived { get { if case .received(let value) = event { value } else { OrderReceived() } } set { event = .received(newValue) } }
    public var completed: OrderCompleted { get { if case .completed(let value) = event { value } else { OrderCompleted() } } set { event = .completed(newValue) } }
    public var paymentRecorded: OrderPaymentRecorded { get { if case .paymentRecorded(let value) = event { value } else { OrderPaymentRecorded() } } set { event = .paymentRecorded(newValue) } }
    public var shipmentRecorded: OrderShipmentRecorded { get { if case .shipmentRecorded(let value) = event { value } else { OrderShipmentRecorded() } } set { event = .shipmentRecorded(newValue) } }
    public var backorderFilled: OrderBackorderFilled { get { if case .backorderFilled(let value) = event { value } else { OrderBackorderFilled() } } set { event = .backorderFilled(newValue) } }
    public var writtenOff: OrderWrittenOff { get { if case .writtenOff(let value) = event { value } else { OrderWrittenOff() } } set { event = .writtenOff(newValue) } }
    public var reallocated: OrderReallocated { get { if case .reallocated(let value) = event { value } else { OrderReallocated() } } set { event = .reallocated(newValue) } }
    public var paymentLapsed: OrderPaymentLapsed { get { if case .paymentLapsed(let value) = event { value } else { OrderPaymentLapsed() } } set { event = .paymentLapsed(newValue) } }
    public var event: OneOf_Event? = nil

    public init() {}
    public init(event: OneOf_Event? = nil) { self.event = event }

    public func encode(to writer: inout ByteWriter) {
        switch event {
        case .placed(let value)?: writer.put(10, message: value)
        case .confirmed(let value)?: writer.put(18, message: value)
        case .held(let value)?: writer.put(26, message: value)
        case .holdReleased(let value)?: writer.put(34, message: value)
        case .cancelled(let value)?: writer.put(42, message: value)
        case .linesCancelled(let value)?: writer.put(50, message: value)
        case .expired(let value)?: writer.put(58, message: value)
        case .received(let value)?: writer.put(66, message: value)
        case .completed(let value)?: writer.put(74, message: value)
        case .paymentRecorded(let value)?: writer.put(82, message: value)
        case .shipmentRecorded(let value)?: writer.put(90, message: value)
        case .backorderFilled(let value)?: writer.put(98, message: value)
        case .writtenOff(let value)?: writer.put(106, message: value)
        case .reallocated(let value)?: writer.put(114, message: value)
        case .paymentLapsed(let value)?: writer.put(122, message: value)
        case nil: break
        }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: try reader.message(into: &self.placed)
        case 18: try reader.message(into: &self.confirmed)
        case 26: try reader.message(into: &self.held)
        case 34: try reader.message(into: &self.holdReleased)
        case 42: try reader.message(into: &self.cancelled)
        case 50: try reader.message(into: &self.linesCancelled)
        case 58: try reader.message(into: &self.expired)
        case 66: try reader.message(into: &self.received)
        case 74: try reader.message(into: &self.completed)
        case 82: try reader.message(into: &self.paymentRecorded)
        case 90: try reader.message(into: &self.shipmentRecorded)
        case 98: try reader.message(into: &self.backorderFilled)
        case 106: try reader.message(into: &self.writtenOff)
        case 114: try reader.message(into: &self.reallocated)
        case 122: try reader.message(into: &self.paymentLapsed)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        switch event {
        case .placed(let value)?: writer.member("placed", message: value)
        case .confirmed(let value)?: writer.member("confirmed", message: value)
        case .held(let value)?: writer.member("held", message: value)
        case .holdReleased(let value)?: writer.member("holdReleased", message: value)
        case .cancelled(let value)?: writer.member("cancelled", message: value)
        case .linesCancelled(let value)?: writer.member("linesCancelled", message: value)
        case .expired(let value)?: writer.member("expired", message: value)
        case .received(let value)?: writer.member("received", message: value)
        case .completed(let value)?: writer.member("completed", message: value)
        case .paymentRecorded(let value)?: writer.member("paymentRecorded", message: value)
        case .shipmentRecorded(let value)?: writer.member("shipmentRecorded", message: value)
        case .backorderFilled(let value)?: writer.member("backorderFilled", message: value)
        case .writtenOff(let value)?: writer.member("writtenOff", message: value)
        case .reallocated(let value)?: writer.member("reallocated", message: value)
        case .paymentLapsed(let value)?: writer.member("paymentLapsed", message: value)
        case nil: break
        }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read: OrderPlaced = try reader.alternative(isTaken: event != nil) { event = .placed(read) }
        case 1: if let read: OrderConfirmed = try reader.alternative(isTaken: event != nil) { event = .confirmed(read) }
        case 2: if let read: OrderHeld = try reader.alternative(isTaken: event != nil) { event = .held(read) }
        case 3: if let read: OrderHoldReleased = try reader.alternative(isTaken: event != nil) { event = .holdReleased(read) }
        case 4: if let read: OrderCancelled = try reader.alternative(isTaken: event != nil) { event = .cancelled(read) }
        case 5: if let read: OrderLinesCancelled = try reader.alternative(isTaken: event != nil) { event = .linesCancelled(read) }
        case 6: if let read: OrderExpired = try reader.alternative(isTaken: event != nil) { event = .expired(read) }
        case 7: if let read: OrderReceived = try reader.alternative(isTaken: event != nil) { event = .received(read) }
        case 8: if let read: OrderCompleted = try reader.alternative(isTaken: event != nil) { event = .completed(read) }
        case 9: if let read: OrderPaymentRecorded = try reader.alternative(isTaken: event != nil) { event = .paymentRecorded(read) }
        case 10: if let read: OrderShipmentRecorded = try reader.alternative(isTaken: event != nil) { event = .shipmentRecorded(read) }
        case 11: if let read: OrderBackorderFilled = try reader.alternative(isTaken: event != nil) { event = .backorderFilled(read) }
        case 12: if let read: OrderWrittenOff = try reader.alternative(isTaken: event != nil) { event = .writtenOff(read) }
        case 13: if let read: OrderReallocated = try reader.alternative(isTaken: event != nil) { event = .reallocated(read) }
        case 14: if let read: OrderPaymentLapsed = try reader.alternative(isTaken: event != nil) { event = .paymentLapsed(read) }
        default: break
        }
    }
    public static let schema = MessageSchema("OrderEvent", [
        Field("placed", 1, .message(OrderPlaced.self), .alternative, "An order was placed."),
        Field("confirmed", 2, .message(OrderConfirmed.self), .alternative, "An order was confirmed: its goods may leave."),
        Field("held", 3, .message(OrderHeld.self), .alternative, "An order was stopped."),
        Field("holdReleased", 4, .message(OrderHoldReleased.self), .alternative, "A held order was let go on."),
        Field("cancelled", 5, .message(OrderCancelled.self), .alternative, "An order was cancelled."),
        Field("linesCancelled", 6, .message(OrderLinesCancelled.self), .alternative, "Units of an order were cancelled."),
        Field("expired", 7, .message(OrderExpired.self), .alternative, "The time to pay an order ran out."),
        Field("received", 8, .message(OrderReceived.self), .alternative, "The customer has everything of an order, or the time to say otherwise is over."),
        Field("completed", 9, .message(OrderCompleted.self), .alternative, "An order was closed for good."),
        Field("paymentRecorded", 10, .message(OrderPaymentRecorded.self), .alternative, "Something happened to a payment of an order."),
        Field("shipmentRecorded", 11, .message(OrderShipmentRecorded.self), .alternative, "Something happened to a shipment of an order."),
        Field("backorderFilled", 12, .message(OrderBackorderFilled.self), .alternative, "Goods that a line waited for were reserved for it."),
        Field("writtenOff", 13, .message(OrderWrittenOff.self), .alternative, "What was due of an order will not be asked for any more."),
        Field("reallocated", 14, .message(OrderReallocated.self), .alternative, "Other warehouses give the units of a line."),
        Field("paymentLapsed", 15, .message(OrderPaymentLapsed.self), .alternative, "What was to pay for a confirmed order is gone."),
    ])
}

public struct OrderPlaced: Message {
    /// Who bought.
    public var customerID: String = ""
    /// The currency of all its amounts, a code of ISO 4217.
    public var currency: String = ""
    /// What was bought.
    public var lines: [PlacedLine] = []
    /// What shipping costs.
    public var shippingFee: Int64 = 0
    /// Charges and discounts on the whole order.
    public var fees: [Fee] = []
    /// What it costs: lines, shipping and fees.
    public var total: Int64 = 0
    /// Where it goes.
    public var shipTo: ShipTo? = nil
    /// How it gets there.
    public var deliveryMethod: DeliveryMethod.Value = .methodUnspecified
    /// Until when it has to be paid.
    public var payBy: Timestamp? = nil
    /// How long it may stay unpaid.
    public var payWithinSeconds: Int64 = 0
    /// The price list that it was priced by; none is the plain one.
    public var priceListID: String = ""
    /// The cart that it was; none where its lines were named.
    public var cartID: String = ""

    public init() {}
    public init(
        customerID: String = "", currency: String = "", lines: [PlacedLine] = [], shippingFee: Int64 = 0, fees: [Fee] = [],
        total: Int64 = 0, shipTo: ShipTo? = nil, deliveryMethod: DeliveryMethod.Value = .methodUnspecified, payBy: Timestamp? = nil,
        payWithinSeconds: Int64 = 0, priceListID: String = "", cartID: String = ""
    ) {
        self.customerID = customerID; self.currency = currency; self.lines = lines; self.shippingFee = shippingFee;
        self.fees = fees; self.total = total; self.shipTo = shipTo; self.deliveryMethod = deliveryMethod; self.payBy = payBy;
        self.payWithinSeconds = payWithinSeconds; self.priceListID = priceListID; self.cartID = cartID
    }

    public func encode(to writer: inout ByteWriter) {
        if !customerID.isEmpty { writer.put(10, text: customerID) }
        if !currency.isEmpty { writer.put(18, text: currency) }
        writer.put(26, list: lines)
        writer.put(32, number: UInt64(bitPattern: shippingFee))
        writer.put(42, list: fees)
        writer.put(48, number: UInt64(bitPattern: total))
        if let shipTo { writer.put(58, message: shipTo) }
        if deliveryMethod != .methodUnspecified { writer.put(64, number: UInt64(deliveryMethod.rawValue)) }
        if let payBy { writer.put(74, message: payBy) }
        if payWithinSeconds != 0 { writer.put(80, number: UInt64(bitPattern: payWithinSeconds)) }
        if !priceListID.isEmpty { writer.put(90, text: priceListID) }
        if !cartID.isEmpty { writer.put(122, text: cartID) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: customerID = try reader.text()
        case 18: currency = try reader.text()
        case 26: try reader.append(to: &lines)
        case 32: shippingFee = Int64(bitPattern: try reader.varint())
        case 42: try reader.append(to: &fees)
        case 48: total = Int64(bitPattern: try reader.varint())
        case 58: try reader.message(into: &self.shipTo)
        case 64: deliveryMethod = try reader.word()
        case 74: try reader.message(into: &self.payBy)
        case 80: payWithinSeconds = Int64(bitPattern: try reader.varint())
        case 90: priceListID = try reader.text()
        case 122: cartID = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !customerID.isEmpty { writer.member("customerId", text: customerID) }
        if !currency.isEmpty { writer.member("currency", text: currency) }
        if !lines.isEmpty { writer.member("lines", list: lines) }
        writer.member("shippingFee", number: shippingFee)
        if !fees.isEmpty { writer.member("fees", list: fees) }
        writer.member("total", number: total)
        if let shipTo { writer.member("shipTo", message: shipTo) }
        if deliveryMethod != .methodUnspecified { writer.member("deliveryMethod", word: deliveryMethod.word) }
        if let payBy { writer.member("payBy", time: payBy) }
        writer.member("payWithinSeconds", number: payWithinSeconds)
        if !priceListID.isEmpty { writer.member("priceListId", text: priceListID) }
        if !cartID.isEmpty { writer.member("cartId", text: cartID) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { customerID = read }
        case 1: if let read = try reader.text() { currency = read }
        case 2: try reader.list(into: &lines)
        case 3: if let read = try reader.int64() { shippingFee = read }
        case 4: try reader.list(into: &fees)
        case 5: if let read = try reader.int64() { total = read }
        case 6: try reader.message(into: &shipTo)
        case 7: if let read: DeliveryMethod.Value = try reader.word() { deliveryMethod = read }
        case 8: payBy = try reader.time()
        case 9: if let read = try reader.int64() { payWithinSeconds = read }
        case 10: if let read = try reader.text() { priceListID = read }
        case 11: if let read = try reader.text() { cartID = read }
        default: break
        }
    }
    public static let schema = MessageSchema("OrderPlaced", [
        Field("customerId", 1, .text, .plain, "Who bought."),
        Field("currency", 2, .text, .plain, "The currency of all its amounts, a code of ISO 4217."),
        Field("lines", 3, .message(PlacedLine.self), .list, "What was bought."),
        Field("shippingFee", 4, .number(bits: 64, isSigned: true), .always, "What shipping costs.", unit: "minor"),
        Field("fees", 5, .message(Fee.self), .list, "Charges and discounts on the whole order."),
        Field("total", 6, .number(bits: 64, isSigned: true), .always, "What it costs: lines, shipping and fees.", unit: "minor"),
        Field("shipTo", 7, .message(ShipTo.self), .optional, "Where it goes."),
        Field("deliveryMethod", 8, .words(DeliveryMethod.Value.words), .plain, "How it gets there."),
        Field("payBy", 9, .time, .optional, "Until when it has to be paid."),
        Field("payWithinSeconds", 10, .number(bits: 64, isSigned: true), .plain, "How long it may stay unpaid.", unit: "seconds"),
        Field("priceListId", 11, .text, .plain, "The price list that it was priced by; none is the plain one."),
        Field("cartId", 15, .text, .plain, "The cart that it was; none where its lines were named."),
    ])
}

/// A line as it was sold: the price, and from which warehouses its units will come, are decided once and kept.
public struct PlacedLine: Message {
    /// The id of the line within the order.
    public var lineID: String = ""
    /// The stock keeping unit.
    public var sku: String = ""
    /// The product that it is a variant of.
    public var productID: String = ""
    /// Who sells it, where that is not the shop.
    public var sellerID: String = ""
    /// Whether it is shipped.
    public var kind: ProductKind.Value = .kindUnspecified
    /// How many were bought.
    public var quantity: Int64 = 0
    /// What one unit costs.
    public var unitPrice: Int64 = 0
    /// What the whole line costs less.
    public var discount: Int64 = 0
    /// What the line costs without tax: unitPrice * quantity - discount - orderDiscount, and - tax where that is included.
    public var net: Int64 = 0
    /// Whether staff gave the price in place of the catalog's.
    public var priceOverridden: Bool = false
    /// Where its units come from.
    public var allocations: [PlacedAllocation] = []
    /// The line's share of the discounts on the whole order.
    public var orderDiscount: Int64 = 0
    /// What is charged on it, in millionths.
    public var taxRatePpm: Int64 = 0
    /// The tax on the line, rounded once, half up: the line costs net + tax.
    public var tax: Int64 = 0
    /// Whether unitPrice has the tax in it.
    public var taxIncluded: Bool = false

    public init() {}
    public init(
        lineID: String = "", sku: String = "", productID: String = "", sellerID: String = "",
        kind: ProductKind.Value = .kindUnspecified, quantity: Int64 = 0, unitPrice: Int64 = 0, discount: Int64 = 0, net: Int64 = 0,
        priceOverridden: Bool = false, allocations: [PlacedAllocation] = [], orderDiscount: Int64 = 0, taxRatePpm: Int64 = 0,
        tax: Int64 = 0, taxIncluded: Bool = false
    ) {
        self.lineID = lineID; self.sku = sku; self.productID = productID; self.sellerID = sellerID; self.kind = kind;
        self.quantity = quantity; self.unitPrice = unitPrice; self.discount = discount; self.net = net;
        self.priceOverridden = priceOverridden; self.allocations = allocations; self.orderDiscount = orderDiscount;
        self.taxRatePpm = taxRatePpm; self.tax = tax; self.taxIncluded = taxIncluded
    }

    public func encode(to writer: inout ByteWriter) {
        if !lineID.isEmpty { writer.put(10, text: lineID) }
        if !sku.isEmpty { writer.put(18, text: sku) }
        if !productID.isEmpty { writer.put(26, text: productID) }
        if !sellerID.isEmpty { writer.put(34, text: sellerID) }
        if kind != .kindUnspecified { writer.put(40, number: UInt64(kind.rawValue)) }
        writer.put(48, number: UInt64(bitPattern: quantity))
        writer.put(56, number: UInt64(bitPattern: unitPrice))
        writer.put(64, number: UInt64(bitPattern: discount))
        writer.put(72, number: UInt64(bitPattern: net))
        if priceOverridden { writer.put(80, number: priceOverridden ? 1 : 0) }
        writer.put(90, list: allocations)
        if orderDiscount != 0 { writer.put(96, number: UInt64(bitPattern: orderDiscount)) }
        if taxRatePpm != 0 { writer.put(104, number: UInt64(bitPattern: taxRatePpm)) }
        if tax != 0 { writer.put(112, number: UInt64(bitPattern: tax)) }
        if taxIncluded { writer.put(120, number: taxIncluded ? 1 : 0) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: lineID = try reader.text()
        case 18: sku = try reader.text()
        case 26: productID = try reader.text()
        case 34: sellerID = try reader.text()
        case 40: kind = try reader.word()
        case 48: quantity = Int64(bitPattern: try reader.varint())
        case 56: unitPrice = Int64(bitPattern: try reader.varint())
        case 64: discount = Int64(bitPattern: try reader.varint())
        case 72: net = Int64(bitPattern: try reader.varint())
        case 80: priceOverridden = try reader.varint() != 0
        case 90: try reader.append(to: &allocations)
        case 96: orderDiscount = Int64(bitPattern: try reader.varint())
        case 104: taxRatePpm = Int64(bitPattern: try reader.varint())
        case 112: tax = Int64(bitPattern: try reader.varint())
        case 120: taxIncluded = try reader.varint() != 0
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !lineID.isEmpty { writer.member("lineId", text: lineID) }
        if !sku.isEmpty { writer.member("sku", text: sku) }
        if !productID.isEmpty { writer.member("productId", text: productID) }
        if !sellerID.isEmpty { writer.member("sellerId", text: sellerID) }
        if kind != .kindUnspecified { writer.member("kind", word: kind.word) }
        writer.member("quantity", number: quantity)
        writer.member("unitPrice", number: unitPrice)
        writer.member("discount", number: discount)
        writer.member("net", number: net)
        if priceOverridden { writer.member("priceOverridden", truth: priceOverridden) }
        if !allocations.isEmpty { writer.member("allocations", list: allocations) }
        writer.member("orderDiscount", number: orderDiscount)
        if taxRatePpm != 0 { writer.member("taxRatePpm", number: taxRatePpm) }
        if tax != 0 { writer.member("tax", number: tax) }
        if taxIncluded { writer.member("taxIncluded", truth: taxIncluded) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { lineID = read }
        case 1: if let read = try reader.text() { sku = read }
        case 2: if let read = try reader.text() { productID = read }
        case 3: if let read = try reader.text() { sellerID = read }
        case 4: if let read: ProductKind.Value = try reader.word() { kind = read }
        case 5: if let read = try reader.int64() { quantity = read }
        case 6: if let read = try reader.int64() { unitPrice = read }
        case 7: if let read = try reader.int64() { discount = read }
        case 8: if let read = try reader.int64() { net = read }
        case 9: if let read = try reader.truth() { priceOverridden = read }
        case 10: try reader.list(into: &allocations)
        case 11: if let read = try reader.int64() { orderDiscount = read }
        case 12: if let read = try reader.int64() { taxRatePpm = read }
        case 13: if let read = try reader.int64() { tax = read }
        case 14: if let read = try reader.truth() { taxIncluded = read }
        default: break
        }
    }
    public static let schema = MessageSchema("PlacedLine", [
        Field("lineId", 1, .text, .plain, "The id of the line within the order."),
        Field("sku", 2, .text, .plain, "The stock keeping unit."),
        Field("productId", 3, .text, .plain, "The product that it is a variant of."),
        Field("sellerId", 4, .text, .plain, "Who sells it, where that is not the shop."),
        Field("kind", 5, .words(ProductKind.Value.words), .plain, "Whether it is shipped."),
        Field("quantity", 6, .number(bits: 64, isSigned: true), .always, "How many were bought.", unit: "units"),
        Field("unitPrice", 7, .number(bits: 64, isSigned: true), .always, "What one unit costs.", unit: "minor"),
        Field("discount", 8, .number(bits: 64, isSigned: true), .always, "What the whole line costs less.", unit: "minor"),
        Field("net", 9, .number(bits: 64, isSigned: true), .always, "What the line costs without tax: unitPrice * quantity - discount - orderDiscount, and - tax where that is included.", unit: "minor"),
        Field("priceOverridden", 10, .truth, .plain, "Whether staff gave the price in place of the catalog's."),
        Field("allocations", 11, .message(PlacedAllocation.self), .list, "Where its units come from."),
        Field("orderDiscount", 12, .number(bits: 64, isSigned: true), .plain, "The line's share of the discounts on the whole order.", unit: "minor"),
        Field("taxRatePpm", 13, .number(bits: 64, isSigned: true), .plain, "What is charged on it, in millionths.", unit: "ppm", isZeroNone: true),
        Field("tax", 14, .number(bits: 64, isSigned: true), .plain, "The tax on the line, rounded once, half up: the line costs net + tax.", unit: "minor", isZeroNone: true),
        Field("taxIncluded", 15, .truth, .plain, "Whether unitPrice has the tax in it."),
    ])
}

/// Units that wait for goods have no warehouse yet: it is named when they are filled. (Entries of the first version named one.)
public struct PlacedAllocation: Message {
    /// The warehouse; none where units wait wherever they arrive.
    public var warehouseID: String = ""
    /// How many are reserved there for the line.
    public var reserved: Int64 = 0
    /// How many the line waits for.
    public var backordered: Int64 = 0
    /// How far the warehouse is from where the order goes, where both places are known.
    public var distanceMeters: Int64? = nil

    public init() {}
    public init(warehouseID: String = "", reserved: Int64 = 0, backordered: Int64 = 0, distanceMeters: Int64? = nil) {
        self.warehouseID = warehouseID; self.reserved = reserved; self.backordered = backordered;
        self.distanceMeters = distanceMeters
    }

    public func encode(to writer: inout ByteWriter) {
        if !warehouseID.isEmpty { writer.put(10, text: warehouseID) }
        writer.put(16, number: UInt64(bitPattern: reserved))
        writer.put(24, number: UInt64(bitPattern: backordered))
        if let distanceMeters { writer.put(32, number: UInt64(bitPattern: distanceMeters)) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: warehouseID = try reader.text()
        case 16: reserved = Int64(bitPattern: try reader.varint())
        case 24: backordered = Int64(bitPattern: try reader.varint())
        case 32: distanceMeters = Int64(bitPattern: try reader.varint())
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !warehouseID.isEmpty { writer.member("warehouseId", text: warehouseID) }
        writer.member("reserved", number: reserved)
        writer.member("backordered", number: backordered)
        if let distanceMeters { writer.member("distanceMeters", number: distanceMeters) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { warehouseID = read }
        case 1: if let read = try reader.int64() { reserved = read }
        case 2: if let read = try reader.int64() { backordered = read }
        case 3: distanceMeters = try reader.int64()
        default: break
        }
    }
    public static let schema = MessageSchema("PlacedAllocation", [
        Field("warehouseId", 1, .text, .plain, "The warehouse; none where units wait wherever they arrive."),
        Field("reserved", 2, .number(bits: 64, isSigned: true), .always, "How many are reserved there for the line.", unit: "units"),
        Field("backordered", 3, .number(bits: 64, isSigned: true), .always, "How many the line waits for.", unit: "units"),
        Field("distanceMeters", 4, .number(bits: 64, isSigned: true), .optional, "How far the warehouse is from where the order goes, where both places are known.", unit: "meters"),
    ])
}

public struct OrderConfirmed: Message {
    /// Whether what is not shipped was delivered with it: digital goods and services.
    public var delivered: Bool = false

    public init() {}
    public init(delivered: Bool = false) { self.delivered = delivered }

    public func encode(to writer: inout ByteWriter) {
        if delivered { writer.put(8, number: delivered ? 1 : 0) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 8: delivered = try reader.varint() != 0
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if delivered { writer.member("delivered", truth: delivered) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.truth() { delivered = read }
        default: break
        }
    }
    public static let schema = MessageSchema("OrderConfirmed", [
        Field("delivered", 1, .truth, .plain, "Whether what is not shipped was delivered with it: digital goods and services."),
    ])
}

/// Nothing of a confirmed order has left, and what was to pay for it is gone: it is paid in time, or expires.
public struct OrderPaymentLapsed: Message {
    /// Given where the time to pay has run out: the payer gets it once more.
    public var payBy: Timestamp? = nil

    public init() {}
    public init(payBy: Timestamp? = nil) { self.payBy = payBy }

    public func encode(to writer: inout ByteWriter) {
        if let payBy { writer.put(10, message: payBy) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: try reader.message(into: &self.payBy)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if let payBy { writer.member("payBy", time: payBy) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: payBy = try reader.time()
        default: break
        }
    }
    public static let schema = MessageSchema("OrderPaymentLapsed", [
        Field("payBy", 1, .time, .optional, "Given where the time to pay has run out: the payer gets it once more."),
    ])
}

public struct OrderHeld: Message {
    /// Why, for people.
    public var reason: String = ""

    public init() {}
    public init(reason: String = "") { self.reason = reason }

    public func encode(to writer: inout ByteWriter) {
        if !reason.isEmpty { writer.put(10, text: reason) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: reason = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !reason.isEmpty { writer.member("reason", text: reason) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { reason = read }
        default: break
        }
    }
    public static let schema = MessageSchema("OrderHeld", [
        Field("reason", 1, .text, .plain, "Why, for people."),
    ])
}

public struct OrderHoldReleased: Message {
    /// Given where the time to pay ran out during the hold: the payer gets it once more.
    public var payBy: Timestamp? = nil

    public init() {}
    public init(payBy: Timestamp? = nil) { self.payBy = payBy }

    public func encode(to writer: inout ByteWriter) {
        if let payBy { writer.put(10, message: payBy) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: try reader.message(into: &self.payBy)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if let payBy { writer.member("payBy", time: payBy) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: payBy = try reader.time()
        default: break
        }
    }
    public static let schema = MessageSchema("OrderHoldReleased", [
        Field("payBy", 1, .time, .optional, "Given where the time to pay ran out during the hold: the payer gets it once more."),
    ])
}

public struct OrderCancelled: Message {
    /// Why, for people.
    public var reason: String = ""

    public init() {}
    public init(reason: String = "") { self.reason = reason }

    public func encode(to writer: inout ByteWriter) {
        if !reason.isEmpty { writer.put(10, text: reason) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: reason = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !reason.isEmpty { writer.member("reason", text: reason) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { reason = read }
        default: break
        }
    }
    public static let schema = MessageSchema("OrderCancelled", [
        Field("reason", 1, .text, .plain, "Why, for people."),
    ])
}

public struct OrderLinesCancelled: Message {
    /// What was cancelled.
    public var lines: [CancelledLine] = []
    /// Why, for people.
    public var reason: String = ""

    public init() {}
    public init(lines: [CancelledLine] = [], reason: String = "") { self.lines = lines; self.reason = reason }

    public func encode(to writer: inout ByteWriter) {
        writer.put(10, list: lines)
        if !reason.isEmpty { writer.put(18, text: reason) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: try reader.append(to: &lines)
        case 18: reason = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !lines.isEmpty { writer.member("lines", list: lines) }
        if !reason.isEmpty { writer.member("reason", text: reason) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: try reader.list(into: &lines)
        case 1: if let read = try reader.text() { reason = read }
        default: break
        }
    }
    public static let schema = MessageSchema("OrderLinesCancelled", [
        Field("lines", 1, .message(CancelledLine.self), .list, "What was cancelled."),
        Field("reason", 2, .text, .plain, "Why, for people."),
    ])
}

/// Units taken off a line: first those that wait for goods, then those reserved, by warehouse.
public struct CancelledLine: Message {
    /// The id of the line.
    public var lineID: String = ""
    /// How many units were cancelled.
    public var quantity: Int64 = 0
    /// What the order costs less for them.
    public var value: Int64 = 0
    /// Which of the line's units these were.
    public var allocations: [CancelledAllocation] = []

    public init() {}
    public init(lineID: String = "", quantity: Int64 = 0, value: Int64 = 0, allocations: [CancelledAllocation] = []) {
        self.lineID = lineID; self.quantity = quantity; self.value = value; self.allocations = allocations
    }

    public func encode(to writer: inout ByteWriter) {
        if !lineID.isEmpty { writer.put(10, text: lineID) }
        if quantity != 0 { writer.put(16, number: UInt64(bitPattern: quantity)) }
        writer.put(24, number: UInt64(bitPattern: value))
        writer.put(34, list: allocations)
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: lineID = try reader.text()
        case 16: quantity = Int64(bitPattern: try reader.varint())
        case 24: value = Int64(bitPattern: try reader.varint())
        case 34: try reader.append(to: &allocations)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !lineID.isEmpty { writer.member("lineId", text: lineID) }
        writer.member("quantity", number: quantity)
        writer.member("value", number: value)
        if !allocations.isEmpty { writer.member("allocations", list: allocations) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { lineID = read }
        case 1: if let read = try reader.int64() { quantity = read }
        case 2: if let read = try reader.int64() { value = read }
        case 3: try reader.list(into: &allocations)
        default: break
        }
    }
    public static let schema = MessageSchema("CancelledLine", [
        Field("lineId", 1, .text, .plain, "The id of the line."),
        Field("quantity", 2, .number(bits: 64, isSigned: true), .plain, "How many units were cancelled.", unit: "units"),
        Field("value", 3, .number(bits: 64, isSigned: true), .always, "What the order costs less for them.", unit: "minor"),
        Field("allocations", 4, .message(CancelledAllocation.self), .list, "Which of the line's units these were."),
    ])
}

public struct CancelledAllocation: Message {
    /// The warehouse; none where the units waited wherever goods arrive.
    public var warehouseID: String = ""
    /// How many that were reserved there.
    public var reserved: Int64 = 0
    /// How many that the line waited for.
    public var backordered: Int64 = 0

    public init() {}
    public init(warehouseID: String = "", reserved: Int64 = 0, backordered: Int64 = 0) {
        self.warehouseID = warehouseID; self.reserved = reserved; self.backordered = backordered
    }

    public func encode(to writer: inout ByteWriter) {
        if !warehouseID.isEmpty { writer.put(10, text: warehouseID) }
        writer.put(16, number: UInt64(bitPattern: reserved))
        writer.put(24, number: UInt64(bitPattern: backordered))
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: warehouseID = try reader.text()
        case 16: reserved = Int64(bitPattern: try reader.varint())
        case 24: backordered = Int64(bitPattern: try reader.varint())
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !warehouseID.isEmpty { writer.member("warehouseId", text: warehouseID) }
        writer.member("reserved", number: reserved)
        writer.member("backordered", number: backordered)
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { warehouseID = read }
        case 1: if let read = try reader.int64() { reserved = read }
        case 2: if let read = try reader.int64() { backordered = read }
        default: break
        }
    }
    public static let schema = MessageSchema("CancelledAllocation", [
        Field("warehouseId", 1, .text, .plain, "The warehouse; none where the units waited wherever goods arrive."),
        Field("reserved", 2, .number(bits: 64, isSigned: true), .always, "How many that were reserved there.", unit: "units"),
        Field("backordered", 3, .number(bits: 64, isSigned: true), .always, "How many that the line waited for.", unit: "units"),
    ])
}

public struct OrderExpired: Message {
    public init() {}

    public func encode(to writer: inout ByteWriter) {}
    public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) { throw reader.unknown(tag) }
    public func writeMembers(to writer: inout JSONWriter) {}
    public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {}
    public static let schema = MessageSchema("OrderExpired", [])
}

public struct OrderReceived: Message {
    /// Whether time said so, and not the customer.
    public var automatic: Bool = false

    public init() {}
    public init(automatic: Bool = false) { self.automatic = automatic }

    public func encode(to writer: inout ByteWriter) {
        if automatic { writer.put(8, number: automatic ? 1 : 0) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 8: automatic = try reader.varint() != 0
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if automatic { writer.member("automatic", truth: automatic) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.truth() { automatic = read }
        default: break
        }
    }
    public static let schema = MessageSchema("OrderReceived", [
        Field("automatic", 1, .truth, .plain, "Whether time said so, and not the customer."),
    ])
}

public struct OrderCompleted: Message {
    public init() {}

    public func encode(to writer: inout ByteWriter) {}
    public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) { throw reader.unknown(tag) }
    public func writeMembers(to writer: inout JSONWriter) {}
    public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {}
    public static let schema = MessageSchema("OrderCompleted", [])
}

/// What happened to one of the order's payments, as the order sees it: the axis paymentStatus folds from these.
public struct OrderPaymentRecorded: Message {
    public enum Step: Int, Word {
        case unspecified
        case initiated
        case authorized
        case captured
        case failed
        case voided
        case refundRequested
        case refunded
        case refundFailed
        /// A request to the provider was written or has got its outcome, and no sum but the open operations has changed.
        case operationsChanged
        case cancelled

        public static let words = FieldNames(
            "STEP_UNSPECIFIED", "INITIATED", "AUTHORIZED", "CAPTURED", "FAILED", "VOIDED", "REFUND_REQUESTED", "REFUNDED",
            "REFUND_FAILED", "OPERATIONS_CHANGED", "CANCELLED"
        )
    }

    /// The id of the payment.
    public var paymentID: String = ""
    /// What happened to it.
    public var step: OrderPaymentRecorded.Step = .unspecified
    /// How much money it is about.
    public var amount: Int64 = 0
    /// Of a refund: the part that was not owed back. A refund that fails takes it back.
    public var granted: Int64 = 0
    /// Of a refund's outcome: what of the pending refunds it settles. Absent in entries of the first version: the amount.
    public var settled: Int64? = nil
    /// How many requests to the provider were written with it. Absent in entries of the first version.
    public var operationsOpened: Int64 = 0
    /// How many requests to the provider got their outcome with it. Absent in entries of the first version.
    public var operationsClosed: Int64 = 0
    /// What pays for nothing from here on: of all cancelled tenders together, what came and has not gone back. Absent where that has
    /// not changed, and of an order that is over without a sale.
    public var unapplied: Int64? = nil

    public init() {}
    public init(
        paymentID: String = "", step: OrderPaymentRecorded.Step = .unspecified, amount: Int64 = 0, granted: Int64 = 0,
        settled: Int64? = nil, operationsOpened: Int64 = 0, operationsClosed: Int64 = 0, unapplied: Int64? = nil
    ) {
        self.paymentID = paymentID; self.step = step; self.amount = amount; self.granted = granted; self.settled = settled;
        self.operationsOpened = operationsOpened; self.operationsClosed = operationsClosed; self.unapplied = unapplied
    }

    public func encode(to writer: inout ByteWriter) {
        if !paymentID.isEmpty { writer.put(10, text: paymentID) }
        if step != .unspecified { writer.put(16, number: UInt64(step.rawValue)) }
        writer.put(24, number: UInt64(bitPattern: amount))
        if granted != 0 { writer.put(32, number: UInt64(bitPattern: granted)) }
        if let settled { writer.put(40, number: UInt64(bitPattern: settled)) }
        if operationsOpened != 0 { writer.put(48, number: UInt64(bitPattern: operationsOpened)) }
        if operationsClosed != 0 { writer.put(56, number: UInt64(bitPattern: operationsClosed)) }
        if let unapplied { writer.put(64, number: UInt64(bitPattern: unapplied)) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: paymentID = try reader.text()
        case 16: step = try reader.word()
        case 24: amount = Int64(bitPattern: try reader.varint())
        case 32: granted = Int64(bitPattern: try reader.varint())
        case 40: settled = Int64(bitPattern: try reader.varint())
        case 48: operationsOpened = Int64(bitPattern: try reader.varint())
        case 56: operationsClosed = Int64(bitPattern: try reader.varint())
        case 64: unapplied = Int64(bitPattern: try reader.varint())
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !paymentID.isEmpty { writer.member("paymentId", text: paymentID) }
        if step != .unspecified { writer.member("step", word: step.word) }
        writer.member("amount", number: amount)
        writer.member("granted", number: granted)
        if let settled { writer.member("settled", number: settled) }
        writer.member("operationsOpened", number: operationsOpened)
        writer.member("operationsClosed", number: operationsClosed)
        if let unapplied { writer.member("unapplied", number: unapplied) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { paymentID = read }
        case 1: if let read: OrderPaymentRecorded.Step = try reader.word() { step = read }
        case 2: if let read = try reader.int64() { amount = read }
        case 3: if let read = try reader.int64() { granted = read }
        case 4: settled = try reader.int64()
        case 5: if let read = try reader.int64() { operationsOpened = read }
        case 6: if let read = try reader.int64() { operationsClosed = read }
        case 7: unapplied = try reader.int64()
        default: break
        }
    }
    public static let schema = MessageSchema("OrderPaymentRecorded", [
        Field("paymentId", 1, .text, .plain, "The id of the payment."),
        Field("step", 2, .words(OrderPaymentRecorded.Step.words), .plain, "What happened to it."),
        Field("amount", 3, .number(bits: 64, isSigned: true), .always, "How much money it is about.", unit: "minor"),
        Field("granted", 4, .number(bits: 64, isSigned: true), .plain, "Of a refund: the part that was not owed back. A refund that fails takes it back.", unit: "minor"),
        Field("settled", 5, .number(bits: 64, isSigned: true), .optional, "Of a refund's outcome: what of the pending refunds it settles. Absent in entries of the first version: the amount.", unit: "minor"),
        Field("operationsOpened", 6, .number(bits: 64, isSigned: true), .plain, "How many requests to the provider were written with it. Absent in entries of the first version."),
        Field("operationsClosed", 7, .number(bits: 64, isSigned: true), .plain, "How many requests to the provider got their outcome with it. Absent in entries of the first version."),
        Field("unapplied", 8, .number(bits: 64, isSigned: true), .optional, "What pays for nothing from here on: of all cancelled tenders together, what came and has not gone back. Absent where that has not changed, and of an order that is over without a sale.", unit: "minor"),
    ])
}

/// What happened to one of the order's shipments: the axis shipmentStatus and the line counters fold from these.
public struct OrderShipmentRecorded: Message {
    public enum Step: Int, Word {
        case unspecified
        case created
        case cancelled
        case shipped
        case delivered
        case lost
        case returnedToSender
        /// A loss that was none: the parcel is on its way again.
        case found
        /// A delivery that was none: the parcel is on its way again.
        case deliveryReversed
        /// A return to the sender that was none: the parcel is on its way again.
        case returnReversed

        public static let words = FieldNames(
            "STEP_UNSPECIFIED", "CREATED", "CANCELLED", "SHIPPED", "DELIVERED", "LOST", "RETURNED_TO_SENDER", "FOUND",
            "DELIVERY_REVERSED", "RETURN_REVERSED"
        )
    }

    /// The id of the shipment.
    public var shipmentID: String = ""
    /// What happened to it.
    public var step: OrderShipmentRecorded.Step = .unspecified
    /// The warehouse that it leaves from.
    public var warehouseID: String = ""
    /// What is in it.
    public var lines: [ShippedQuantity] = []
    /// Of a parcel that was lost or came back: its units count as shipped no longer and are promised anew in the same entry.
    /// False in entries of the first version.
    public var reopened: Bool = false
    /// Of a delivery: when it happened, as the carrier says. Absent in entries of the first version: the entry's time.
    /// Of a delivery that is taken back: the latest that is left, absent where none is.
    public var occurredAt: Timestamp? = nil

    public init() {}
    public init(
        shipmentID: String = "", step: OrderShipmentRecorded.Step = .unspecified, warehouseID: String = "",
        lines: [ShippedQuantity] = [], reopened: Bool = false, occurredAt: Timestamp? = nil
    ) {
        self.shipmentID = shipmentID; self.step = step; self.warehouseID = warehouseID; self.lines = lines;
        self.reopened = reopened; self.occurredAt = occurredAt
    }

    public func encode(to writer: inout ByteWriter) {
        if !shipmentID.isEmpty { writer.put(10, text: shipmentID) }
        if step != .unspecified { writer.put(16, number: UInt64(step.rawValue)) }
        if !warehouseID.isEmpty { writer.put(26, text: warehouseID) }
        writer.put(34, list: lines)
        if reopened { writer.put(40, number: reopened ? 1 : 0) }
        if let occurredAt { writer.put(50, message: occurredAt) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: shipmentID = try reader.text()
        case 16: step = try reader.word()
        case 26: warehouseID = try reader.text()
        case 34: try reader.append(to: &lines)
        case 40: reopened = try reader.varint() != 0
        case 50: try reader.message(into: &self.occurredAt)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !shipmentID.isEmpty { writer.member("shipmentId", text: shipmentID) }
        if step != .unspecified { writer.member("step", word: step.word) }
        if !warehouseID.isEmpty { writer.member("warehouseId", text: warehouseID) }
        if !lines.isEmpty { writer.member("lines", list: lines) }
        if reopened { writer.member("reopened", truth: reopened) }
        if let occurredAt { writer.member("occurredAt", time: occurredAt) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { shipmentID = read }
        case 1: if let read: OrderShipmentRecorded.Step = try reader.word() { step = read }
        case 2: if let read = try reader.text() { warehouseID = read }
        case 3: try reader.list(into: &lines)
        case 4: if let read = try reader.truth() { reopened = read }
        case 5: occurredAt = try reader.time()
        default: break
        }
    }
    public static let schema = MessageSchema("OrderShipmentRecorded", [
        Field("shipmentId", 1, .text, .plain, "The id of the shipment."),
        Field("step", 2, .words(OrderShipmentRecorded.Step.words), .plain, "What happened to it."),
        Field("warehouseId", 3, .text, .plain, "The warehouse that it leaves from."),
        Field("lines", 4, .message(ShippedQuantity.self), .list, "What is in it."),
        Field("reopened", 5, .truth, .plain, "Of a parcel that was lost or came back: its units count as shipped no longer and are promised anew in the same entry. False in entries of the first version."),
        Field("occurredAt", 6, .time, .optional, "Of a delivery: when it happened, as the carrier says. Absent in entries of the first version: the entry's time. Of a delivery that is taken back: the latest that is left, absent where none is."),
    ])
}

public struct ShippedQuantity: Message {
    /// The id of the order's line.
    public var lineID: String = ""
    /// How many units of it.
    public var quantity: Int64 = 0

    public init() {}
    public init(lineID: String = "", quantity: Int64 = 0) { self.lineID = lineID; self.quantity = quantity }

    public func encode(to writer: inout ByteWriter) {
        if !lineID.isEmpty { writer.put(10, text: lineID) }
        if quantity != 0 { writer.put(16, number: UInt64(bitPattern: quantity)) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: lineID = try reader.text()
        case 16: quantity = Int64(bitPattern: try reader.varint())
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !lineID.isEmpty { writer.member("lineId", text: lineID) }
        writer.member("quantity", number: quantity)
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { lineID = read }
        case 1: if let read = try reader.int64() { quantity = read }
        default: break
        }
    }
    public static let schema = MessageSchema("ShippedQuantity", [
        Field("lineId", 1, .text, .plain, "The id of the order's line."),
        Field("quantity", 2, .number(bits: 64, isSigned: true), .plain, "How many units of it.", unit: "units"),
    ])
}

public struct OrderBackorderFilled: Message {
    /// The id of the line.
    public var lineID: String = ""
    /// The warehouse that has the goods.
    public var warehouseID: String = ""
    /// How many units were reserved for it.
    public var quantity: Int64 = 0
    /// Whether the units waited for the SKU wherever it arrives. False in entries of the first version: they waited there.
    public var anywhere: Bool = false

    public init() {}
    public init(lineID: String = "", warehouseID: String = "", quantity: Int64 = 0, anywhere: Bool = false) {
        self.lineID = lineID; self.warehouseID = warehouseID; self.quantity = quantity; self.anywhere = anywhere
    }

    public func encode(to writer: inout ByteWriter) {
        if !lineID.isEmpty { writer.put(10, text: lineID) }
        if !warehouseID.isEmpty { writer.put(18, text: warehouseID) }
        if quantity != 0 { writer.put(24, number: UInt64(bitPattern: quantity)) }
        if anywhere { writer.put(32, number: anywhere ? 1 : 0) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: lineID = try reader.text()
        case 18: warehouseID = try reader.text()
        case 24: quantity = Int64(bitPattern: try reader.varint())
        case 32: anywhere = try reader.varint() != 0
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !lineID.isEmpty { writer.member("lineId", text: lineID) }
        if !warehouseID.isEmpty { writer.member("warehouseId", text: warehouseID) }
        writer.member("quantity", number: quantity)
        if anywhere { writer.member("anywhere", truth: anywhere) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { lineID = read }
        case 1: if let read = try reader.text() { warehouseID = read }
        case 2: if let read = try reader.int64() { quantity = read }
        case 3: if let read = try reader.truth() { anywhere = read }
        default: break
        }
    }
    public static let schema = MessageSchema("OrderBackorderFilled", [
        Field("lineId", 1, .text, .plain, "The id of the line."),
        Field("warehouseId", 2, .text, .plain, "The warehouse that has the goods."),
        Field("quantity", 3, .number(bits: 64, isSigned: true), .plain, "How many units were reserved for it.", unit: "units"),
        Field("anywhere", 4, .truth, .plain, "Whether the units waited for the SKU wherever it arrives. False in entries of the first version: they waited there."),
    ])
}

/// A balance that will not be asked for any more; negative where money came after all.
public struct OrderWrittenOff: Message {
    /// How much that is.
    public var amount: Int64 = 0
    /// Why it will not be asked for.
    public var reason: String = ""

    public init() {}
    public init(amount: Int64 = 0, reason: String = "") { self.amount = amount; self.reason = reason }

    public func encode(to writer: inout ByteWriter) {
        writer.put(8, number: UInt64(bitPattern: amount))
        if !reason.isEmpty { writer.put(18, text: reason) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 8: amount = Int64(bitPattern: try reader.varint())
        case 18: reason = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        writer.member("amount", number: amount)
        if !reason.isEmpty { writer.member("reason", text: reason) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.int64() { amount = read }
        case 1: if let read = try reader.text() { reason = read }
        default: break
        }
    }
    public static let schema = MessageSchema("OrderWrittenOff", [
        Field("amount", 1, .number(bits: 64, isSigned: true), .always, "How much that is.", unit: "minor"),
        Field("reason", 2, .text, .plain, "Why it will not be asked for."),
    ])
}

/// Where the units of a line come from has changed: after a loss, or when goods that were promised are gone.
public struct OrderReallocated: Message {
    /// The id of the line.
    public var lineID: String = ""
    /// What changed, by warehouse.
    public var parts: [ReallocatedPart] = []

    public init() {}
    public init(lineID: String = "", parts: [ReallocatedPart] = []) { self.lineID = lineID; self.parts = parts }

    public func encode(to writer: inout ByteWriter) {
        if !lineID.isEmpty { writer.put(10, text: lineID) }
        writer.put(18, list: parts)
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: lineID = try reader.text()
        case 18: try reader.append(to: &parts)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !lineID.isEmpty { writer.member("lineId", text: lineID) }
        if !parts.isEmpty { writer.member("parts", list: parts) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { lineID = read }
        case 1: try reader.list(into: &parts)
        default: break
        }
    }
    public static let schema = MessageSchema("OrderReallocated", [
        Field("lineId", 1, .text, .plain, "The id of the line."),
        Field("parts", 2, .message(ReallocatedPart.self), .list, "What changed, by warehouse."),
    ])
}

/// Added to what is promised from a warehouse, or waits (no warehouse); negative where it is taken away.
public struct ReallocatedPart: Message {
    /// The warehouse; none where units wait wherever they arrive.
    public var warehouseID: String = ""
    /// How many more are reserved there; negative where there are less.
    public var reserved: Int64 = 0
    /// How many more the line waits for; negative where there are less.
    public var backordered: Int64 = 0

    public init() {}
    public init(warehouseID: String = "", reserved: Int64 = 0, backordered: Int64 = 0) {
        self.warehouseID = warehouseID; self.reserved = reserved; self.backordered = backordered
    }

    public func encode(to writer: inout ByteWriter) {
        if !warehouseID.isEmpty { writer.put(10, text: warehouseID) }
        if reserved != 0 { writer.put(16, number: UInt64(bitPattern: reserved)) }
        if backordered != 0 { writer.put(24, number: UInt64(bitPattern: backordered)) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: warehouseID = try reader.text()
        case 16: reserved = Int64(bitPattern: try reader.varint())
        case 24: backordered = Int64(bitPattern: try reader.varint())
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !warehouseID.isEmpty { writer.member("warehouseId", text: warehouseID) }
        writer.member("reserved", number: reserved)
        writer.member("backordered", number: backordered)
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { warehouseID = read }
        case 1: if let read = try reader.int64() { reserved = read }
        case 2: if let read = try reader.int64() { backordered = read }
        default: break
        }
    }
    public static let schema = MessageSchema("ReallocatedPart", [
        Field("warehouseId", 1, .text, .plain, "The warehouse; none where units wait wherever they arrive."),
        Field("reserved", 2, .number(bits: 64, isSigned: true), .plain, "How many more are reserved there; negative where there are less.", unit: "units"),
        Field("backordered", 3, .number(bits: 64, isSigned: true), .plain, "How many more the line waits for; negative where there are less.", unit: "units"),
    ])
}

public struct Order: WholeMessage {
    public enum Status: Int, Word {
        case unspecified, pending, onHold, confirmed, received, completed, cancelled, expired

        public static let words = FieldNames(
            "STATUS_UNSPECIFIED", "PENDING", "ON_HOLD", "CONFIRMED", "RECEIVED", "COMPLETED", "CANCELLED", "EXPIRED"
        )
    }

    struct Fields: Message {
        var orderID: String = ""
        var version: UInt64 = 0
        var status: Order.Status = .unspecified
        var paymentStatus: OrderPaymentStatus.Value = .statusUnspecified
        var shipmentStatus: OrderShipmentStatus.Value = .statusUnspecified
        var returnStatus: OrderReturnStatus.Value = .statusUnspecified
        var reviewStatus: OrderReviewStatus.Value = .statusUnspecified
        var customerID: String = ""
        var currency: String = ""
        var total: Int64 = 0
        var lines: [OrderLine] = []
        var placedAt: Timestamp = Timestamp()
        var updatedAt: Timestamp = Timestamp()
        var shippingFee: Int64 = 0
        var fees: [Fee] = []
        var cancelledValue: Int64 = 0
        var authorized: Int64 = 0
        var captured: Int64 = 0
        var refundPending: Int64 = 0
        var refunded: Int64 = 0
        var paymentIds: [String] = []
        var shipmentIds: [String] = []
        var shipTo: ShipTo? = nil
        var deliveryMethod: DeliveryMethod.Value = .methodUnspecified
        var payBy: Timestamp? = nil
        var deliveredAt: Timestamp? = nil
        var reason: String = ""
        var grantedRefunds: Int64 = 0
        var balanceDue: Int64 = 0
        var openOperations: Int64? = nil
        var writtenOff: Int64 = 0
        var payWithinSeconds: Int64? = nil
        var lastDeliveredAt: Timestamp? = nil
        var paymentLapsed: Bool = false
        var unapplied: Int64? = nil
        var cartID: String = ""

        public func encode(to writer: inout ByteWriter) {
            if !orderID.isEmpty { writer.put(10, text: orderID) }
            if version != 0 { writer.put(16, number: version) }
            if status != .unspecified { writer.put(24, number: UInt64(status.rawValue)) }
            if paymentStatus != .statusUnspecified { writer.put(32, number: UInt64(paymentStatus.rawValue)) }
            if shipmentStatus != .statusUnspecified { writer.put(40, number: UInt64(shipmentStatus.rawValue)) }
            if returnStatus != .statusUnspecified { writer.put(48, number: UInt64(returnStatus.rawValue)) }
            if reviewStatus != .statusUnspecified { writer.put(56, number: UInt64(reviewStatus.rawValue)) }
            if !customerID.isEmpty { writer.put(66, text: customerID) }
            if !currency.isEmpty { writer.put(74, text: currency) }
            writer.put(80, number: UInt64(bitPattern: total))
            writer.put(90, list: lines)
            writer.put(98, message: placedAt)
            writer.put(106, message: updatedAt)
            writer.put(112, number: UInt64(bitPattern: shippingFee))
            writer.put(122, list: fees)
            writer.put(128, number: UInt64(bitPattern: cancelledValue))
            writer.put(136, number: UInt64(bitPattern: authorized))
            writer.put(144, number: UInt64(bitPattern: captured))
            writer.put(152, number: UInt64(bitPattern: refundPending))
            writer.put(160, number: UInt64(bitPattern: refunded))
            for value in paymentIds { writer.put(170, text: value) }
            for value in shipmentIds { writer.put(178, text: value) }
            if let shipTo { writer.put(186, message: shipTo) }
            if deliveryMethod != .methodUnspecified { writer.put(192, number: UInt64(deliveryMethod.rawValue)) }
            if let payBy { writer.put(202, message: payBy) }
            if let deliveredAt { writer.put(210, message: deliveredAt) }
            if !reason.isEmpty { writer.put(218, text: reason) }
            writer.put(224, number: UInt64(bitPattern: grantedRefunds))
            writer.put(232, number: UInt64(bitPattern: balanceDue))
            if let openOperations { writer.put(240, number: UInt64(bitPattern: openOperations)) }
            writer.put(248, number: UInt64(bitPattern: writtenOff))
            if let payWithinSeconds { writer.put(256, number: UInt64(bitPattern: payWithinSeconds)) }
            if let lastDeliveredAt { writer.put(266, message: lastDeliveredAt) }
            if paymentLapsed { writer.put(272, number: paymentLapsed ? 1 : 0) }
            if let unapplied { writer.put(280, number: UInt64(bitPattern: unapplied)) }
            if !cartID.isEmpty { writer.put(322, text: cartID) }
        }
        @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
            switch tag {
            case 10: orderID = try reader.text()
            case 16: version = try reader.varint()
            case 24: status = try reader.word()
            case 32: paymentStatus = try reader.word()
            case 40: shipmentStatus = try reader.word()
            case 48: returnStatus = try reader.word()
            case 56: reviewStatus = try reader.word()
            case 66: customerID = try reader.text()
            case 74: currency = try reader.text()
            case 80: total = Int64(bitPattern: try reader.varint())
            case 90: try reader.append(to: &lines)
            case 98: try reader.message(into: &self.placedAt)
            case 106: try reader.message(into: &self.updatedAt)
            case 112: shippingFee = Int64(bitPattern: try reader.varint())
            case 122: try reader.append(to: &fees)
            case 128: cancelledValue = Int64(bitPattern: try reader.varint())
            case 136: authorized = Int64(bitPattern: try reader.varint())
            case 144: captured = Int64(bitPattern: try reader.varint())
            case 152: refundPending = Int64(bitPattern: try reader.varint())
            case 160: refunded = Int64(bitPattern: try reader.varint())
            case 170: paymentIds.append(try reader.text())
            case 178: shipmentIds.append(try reader.text())
            case 186: try reader.message(into: &self.shipTo)
            case 192: deliveryMethod = try reader.word()
            case 202: try reader.message(into: &self.payBy)
            case 210: try reader.message(into: &self.deliveredAt)
            case 218: reason = try reader.text()
            case 224: grantedRefunds = Int64(bitPattern: try reader.varint())
            case 232: balanceDue = Int64(bitPattern: try reader.varint())
            case 240: openOperations = Int64(bitPattern: try reader.varint())
            case 248: writtenOff = Int64(bitPattern: try reader.varint())
            case 256: payWithinSeconds = Int64(bitPattern: try reader.varint())
            case 266: try reader.message(into: &self.lastDeliveredAt)
            case 272: paymentLapsed = try reader.varint() != 0
            case 280: unapplied = Int64(bitPattern: try reader.varint())
            case 322: cartID = try reader.text()
            default: throw reader.unknown(tag)
            }
        }
        @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
            if !orderID.isEmpty { writer.member("orderId", text: orderID) }
            writer.member("version", number: version)
            if status != .unspecified { writer.member("status", word: status.word) }
            if paymentStatus != .statusUnspecified { writer.member("paymentStatus", word: paymentStatus.word) }
            if shipmentStatus != .statusUnspecified { writer.member("shipmentStatus", word: shipmentStatus.word) }
            if returnStatus != .statusUnspecified { writer.member("returnStatus", word: returnStatus.word) }
            if reviewStatus != .statusUnspecified { writer.member("reviewStatus", word: reviewStatus.word) }
            if !customerID.isEmpty { writer.member("customerId", text: customerID) }
            if !currency.isEmpty { writer.member("currency", text: currency) }
            writer.member("total", number: total)
            if !lines.isEmpty { writer.member("lines", list: lines) }
            writer.member("placedAt", time: placedAt)
            writer.member("updatedAt", time: updatedAt)
            writer.member("shippingFee", number: shippingFee)
            if !fees.isEmpty { writer.member("fees", list: fees) }
            writer.member("cancelledValue", number: cancelledValue)
            writer.member("authorized", number: authorized)
            writer.member("captured", number: captured)
            writer.member("refundPending", number: refundPending)
            writer.member("refunded", number: refunded)
            if !paymentIds.isEmpty { writer.member("paymentIds", texts: paymentIds) }
            if !shipmentIds.isEmpty { writer.member("shipmentIds", texts: shipmentIds) }
            if let shipTo { writer.member("shipTo", message: shipTo) }
            if deliveryMethod != .methodUnspecified { writer.member("deliveryMethod", word: deliveryMethod.word) }
            if let payBy { writer.member("payBy", time: payBy) }
            if let deliveredAt { writer.member("deliveredAt", time: deliveredAt) }
            if !reason.isEmpty { writer.member("reason", text: reason) }
            writer.member("grantedRefunds", number: grantedRefunds)
            writer.member("balanceDue", number: balanceDue)
            if let openOperations { writer.member("openOperations", number: openOperations) }
            writer.member("writtenOff", number: writtenOff)
            if let payWithinSeconds { writer.member("payWithinSeconds", number: payWithinSeconds) }
            if let lastDeliveredAt { writer.member("lastDeliveredAt", time: lastDeliveredAt) }
            if paymentLapsed { writer.member("paymentLapsed", truth: paymentLapsed) }
            if let unapplied { writer.member("unapplied", number: unapplied) }
            if !cartID.isEmpty { writer.member("cartId", text: cartID) }
        }
        @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
            switch field {
            case 0: if let read = try reader.text() { orderID = read }
            case 1: if let read = try reader.uint64() { version = read }
            case 2: if let read: Order.Status = try reader.word() { status = read }
            case 3: if let read: OrderPaymentStatus.Value = try reader.word() { paymentStatus = read }
            case 4: if let read: OrderShipmentStatus.Value = try reader.word() { shipmentStatus = read }
            case 5: if let read: OrderReturnStatus.Value = try reader.word() { returnStatus = read }
            case 6: if let read: OrderReviewStatus.Value = try reader.word() { reviewStatus = read }
            case 7: if let read = try reader.text() { customerID = read }
            case 8: if let read = try reader.text() { currency = read }
            case 9: if let read = try reader.int64() { total = read }
            case 10: try reader.list(into: &lines)
            case 11: if let read = try reader.time() { placedAt = read }
            case 12: if let read = try reader.time() { updatedAt = read }
            case 13: if let read = try reader.int64() { shippingFee = read }
            case 14: try reader.list(into: &fees)
            case 15: if let read = try reader.int64() { cancelledValue = read }
            case 16: if let read = try reader.int64() { authorized = read }
            case 17: if let read = try reader.int64() { captured = read }
            case 18: if let read = try reader.int64() { refundPending = read }
            case 19: if let read = try reader.int64() { refunded = read }
            case 20: if let read = try reader.texts() { paymentIds = read }
            case 21: if let read = try reader.texts() { shipmentIds = read }
            case 22: try reader.message(into: &shipTo)
            case 23: if let read: DeliveryMethod.Value = try reader.word() { deliveryMethod = read }
            case 24: payBy = try reader.time()
            case 25: deliveredAt = try reader.time()
            case 26: if let read = try reader.text() { reason = read }
            case 27: if let read = try reader.int64() { grantedRefunds = read }
            case 28: if let read = try reader.int64() { balanceDue = read }
            case 29: openOperations = try reader.int64()
            case 30: if let read = try reader.int64() { writtenOff = read }
            case 31: payWithinSeconds = try reader.int64()
            case 32: lastDeliveredAt = try reader.time()
            case 33: if let read = try reader.truth() { paymentLapsed = read }
            case 34: unapplied = try reader.int64()
            case 35: if let read = try reader.text() { cartID = read }
            default: break
            }
        }
        public static let schema = MessageSchema("Order", [
            Field("orderId", 1, .text, .plain, "The id of the order.", example: "O-1001"),
            Field("version", 2, .number(bits: 64, isSigned: false), .plain, "How many events have changed it.", example: "3"),
            Field("status", 3, .words(Order.Status.words), .plain, "How far it has come.", example: "CONFIRMED"),
            Field("paymentStatus", 4, .words(OrderPaymentStatus.Value.words), .plain, "How far it is paid.", example: "PAID"),
            Field("shipmentStatus", 5, .words(OrderShipmentStatus.Value.words), .plain, "How far its goods are shipped.", example: "UNSHIPPED"),
            Field("returnStatus", 6, .words(OrderReturnStatus.Value.words), .plain, "How far its goods came back.", example: "NONE"),
            Field("reviewStatus", 7, .words(OrderReviewStatus.Value.words), .plain, "How far it was reviewed.", example: "NONE"),
            Field("customerId", 8, .text, .plain, "Who bought.", example: "C-1"),
            Field("currency", 9, .text, .plain, "The currency of all its amounts.", example: "EUR"),
            Field("total", 10, .number(bits: 64, isSigned: true), .always, "What it cost when it was placed: lines, shipping and fees.", unit: "minor"),
            Field("lines", 11, .message(OrderLine.self), .list, "What was bought."),
            Field("placedAt", 12, .time, .always, "When it was placed."),
            Field("updatedAt", 13, .time, .always, "When the last event changed it."),
            Field("shippingFee", 14, .number(bits: 64, isSigned: true), .always, "What shipping cost.", unit: "minor"),
            Field("fees", 15, .message(Fee.self), .list, "Charges and discounts on the whole order."),
            Field("cancelledValue", 16, .number(bits: 64, isSigned: true), .always, "What of the total was cancelled.", unit: "minor"),
            Field("authorized", 17, .number(bits: 64, isSigned: true), .always, "What providers have promised, taken or not.", unit: "minor"),
            Field("captured", 18, .number(bits: 64, isSigned: true), .always, "What was taken.", unit: "minor"),
            Field("refundPending", 19, .number(bits: 64, isSigned: true), .always, "What is asked to go back and has not yet.", unit: "minor"),
            Field("refunded", 20, .number(bits: 64, isSigned: true), .always, "What went back.", unit: "minor"),
            Field("paymentIds", 21, .text, .list, "Its payments."),
            Field("shipmentIds", 22, .text, .list, "Its shipments."),
            Field("shipTo", 23, .message(ShipTo.self), .optional, "Where it goes."),
            Field("deliveryMethod", 24, .words(DeliveryMethod.Value.words), .plain, "How it gets there.", example: "EXPRESS"),
            Field("payBy", 25, .time, .optional, "Until when it has to be paid."),
            Field("deliveredAt", 26, .time, .optional, "When all of it had arrived."),
            Field("reason", 27, .text, .plain, "Why it was cancelled or is held."),
            Field("grantedRefunds", 28, .number(bits: 64, isSigned: true), .always, "What went back as a favor: it is owed no more.", unit: "minor"),
            Field("balanceDue", 29, .number(bits: 64, isSigned: true), .always, "Still to be paid: total - cancelled - granted - net paid + unapplied - written off. Negative: owed to the customer.", unit: "minor"),
            Field("openOperations", 30, .number(bits: 64, isSigned: true), .optional, "Requests to payment providers that have no outcome yet."),
            Field("writtenOff", 31, .number(bits: 64, isSigned: true), .always, "What will not be asked for any more; negative where it came after all.", unit: "minor"),
            Field("payWithinSeconds", 32, .number(bits: 64, isSigned: true), .optional, "How long it may stay unpaid.", unit: "seconds"),
            Field("lastDeliveredAt", 33, .time, .optional, "When the last of the parcels that have arrived did, as carriers say. Absent where only entries of the first version say so."),
            Field("paymentLapsed", 34, .truth, .plain, "Of a confirmed order: it is not covered any more, and expires at payBy as a pending one does."),
            Field("unapplied", 35, .number(bits: 64, isSigned: true), .optional, "What came for cancelled tenders and has not gone back: it pays for nothing. Absent as long as nothing did. Of a cancelled or expired order nothing is to be paid, so it is 0 there, and balanceDue says what goes back.", unit: "minor"),
            Field("cartId", 40, .text, .plain, "The cart that it was; none where its lines were named.", example: "CART-1"),
        ])
    }

    private var box: Box<Fields>

    /// The id of the order.
    public var orderID: String { get { box.storage.value.orderID } set { box.unique().value.orderID = newValue } }
    /// How many events have changed it.
    public var version: UInt64 { get { box.storage.value.version } set { box.unique().value.version = newValue } }
    /// How far it has come.
    public var status: Order.Status { get { box.storage.value.status } set { box.unique().value.status = newValue } }
    /// How far it is paid.
    public var paymentStatus: OrderPaymentStatus.Value {
        get { box.storage.value.paymentStatus }
        set { box.unique().value.paymentStatus = newValue }
    }
    /// How far its goods are shipped.
    public var shipmentStatus: OrderShipmentStatus.Value {
        get { box.storage.value.shipmentStatus }
        set { box.unique().value.shipmentStatus = newValue }
    }
    /// How far its goods came back.
    public var returnStatus: OrderReturnStatus.Value {
        get { box.storage.value.returnStatus }
        set { box.unique().value.returnStatus = newValue }
    }
    /// How far it was reviewed.
    public var reviewStatus: OrderReviewStatus.Value {
        get { box.storage.value.reviewStatus }
        set { box.unique().value.reviewStatus = newValue }
    }
    /// Who bought.
    public var customerID: String { get { box.storage.value.customerID } set { box.unique().value.customerID = newValue } }
    /// The currency of all its amounts.
    public var currency: String { get { box.storage.value.currency } set { box.unique().value.currency = newValue } }
    /// What it cost when it was placed: lines, shipping and fees.
    public var total: Int64 { get { box.storage.value.total } set { box.unique().value.total = newValue } }
    /// What was bought.
    public var lines: [OrderLine] {
        get { box.storage.value.lines }
        set { box.unique().value.lines = newValue }
        _modify { yield &box.unique().value.lines }
    }
    /// When it was placed.
    public var placedAt: Timestamp { get { box.storage.value.placedAt } set { box.unique().value.placedAt = newValue } }
    /// When the last event changed it.
    public var updatedAt: Timestamp { get { box.storage.value.updatedAt } set { box.unique().value.updatedAt = newValue } }
    /// What shipping cost.
    public var shippingFee: Int64 { get { box.storage.value.shippingFee } set { box.unique().value.shippingFee = newValue } }
    /// Charges and discounts on the whole order.
    public var fees: [Fee] {
        get { box.storage.value.fees }
        set { box.unique().value.fees = newValue }
        _modify { yield &box.unique().value.fees }
    }
    /// What of the total was cancelled.
    public var cancelledValue: Int64 {
        get { box.storage.value.cancelledValue }
        set { box.unique().value.cancelledValue = newValue }
    }
    /// What providers have promised, taken or not.
    public var authorized: Int64 { get { box.storage.value.authorized } set { box.unique().value.authorized = newValue } }
    /// What was taken.
    public var captured: Int64 { get { box.storage.value.captured } set { box.unique().value.captured = newValue } }
    /// What is asked to go back and has not yet.
    public var refundPending: Int64 { get { box.storage.value.refundPending } set { box.unique().value.refundPending = newValue } }
    /// What went back.
    public var refunded: Int64 { get { box.storage.value.refunded } set { box.unique().value.refunded = newValue } }
    /// Its payments.
    public var paymentIds: [String] {
        get { box.storage.value.paymentIds }
        set { box.unique().value.paymentIds = newValue }
        _modify { yield &box.unique().value.paymentIds }
    }
    /// Its shipments.
    public var shipmentIds: [String] {
        get { box.storage.value.shipmentIds }
        set { box.unique().value.shipmentIds = newValue }
        _modify { yield &box.unique().value.shipmentIds }
    }
    /// Where it goes.
    public var shipTo: ShipTo? { get { box.storage.value.shipTo } set { box.unique().value.shipTo = newValue } }
    /// How it gets there.
    public var deliveryMethod: DeliveryMethod.Value {
        get { box.storage.value.deliveryMethod }
        set { box.unique().value.deliveryMethod = newValue }
    }
    /// Until when it has to be paid.
    public var payBy: Timestamp? { get { box.storage.value.payBy } set { box.unique().value.payBy = newValue } }
    /// When all of it had arrived.
    public var deliveredAt: Timestamp? { get { box.storage.value.deliveredAt } set { box.unique().value.deliveredAt = newValue } }
    /// Why it was cancelled or is held.
    public var reason: String { get { box.storage.value.reason } set { box.unique().value.reason = newValue } }
    /// What went back as a favor: it is owed no more.
    public var grantedRefunds: Int64 {
        get { box.storage.value.grantedRefunds }
        set { box.unique().value.grantedRefunds = newValue }
    }
    /// Still to be paid: total - cancelled - granted - net paid + unapplied - written off. Negative: owed to the customer.
    public var balanceDue: Int64 { get { box.storage.value.balanceDue } set { box.unique().value.balanceDue = newValue } }
    /// Requests to payment providers that have no outcome yet.
    public var openOperations: Int64? {
        get { box.storage.value.openOperations }
        set { box.unique().value.openOperations = newValue }
    }
    /// What will not be asked for any more; negative where it came after all.
    public var writtenOff: Int64 { get { box.storage.value.writtenOff } set { box.unique().value.writtenOff = newValue } }
    /// How long it may stay unpaid.
    public var payWithinSeconds: Int64? {
        get { box.storage.value.payWithinSeconds }
        set { box.unique().value.payWithinSeconds = newValue }
    }
    /// When the last of the parcels that have arrived did, as carriers say. Absent where only entries of the first version say so.
    public var lastDeliveredAt: Timestamp? {
        get { box.storage.value.lastDeliveredAt }
        set { box.unique().value.lastDeliveredAt = newValue }
    }
    /// Of a confirmed order: it is not covered any more, and expires at payBy as a pending one does.
    public var paymentLapsed: Bool { get { box.storage.value.paymentLapsed } set { box.unique().value.paymentLapsed = newValue } }
    /// What came for cancelled tenders and has not gone back: it pays for nothing. Absent as long as nothing did. Of a cancelled or
    /// expired order nothing is to be paid, so it is 0 there, and balanceDue says what goes back.
    public var unapplied: Int64? { get { box.storage.value.unapplied } set { box.unique().value.unapplied = newValue } }
    /// The cart that it was; none where its lines were named.
    public var cartID: String { get { box.storage.value.cartID } set { box.unique().value.cartID = newValue } }

    public init() { box = Box(Fields()) }
    public init(
        orderID: String = "", version: UInt64 = 0, status: Order.Status = .unspecified,
        paymentStatus: OrderPaymentStatus.Value = .statusUnspecified,
        shipmentStatus: OrderShipmentStatus.Value = .statusUnspecified, returnStatus: OrderReturnStatus.Value = .statusUnspecified,
        reviewStatus: OrderReviewStatus.Value = .statusUnspecified, customerID: String = "", currency: String = "",
        total: Int64 = 0, lines: [OrderLine] = [], placedAt: Timestamp = Timestamp(), updatedAt: Timestamp = Timestamp(),
        shippingFee: Int64 = 0, fees: [Fee] = [], cancelledValue: Int64 = 0, authorized: Int64 = 0, captured: Int64 = 0,
        refundPending: Int64 = 0, refunded: Int64 = 0, paymentIds: [String] = [], shipmentIds: [String] = [], shipTo: ShipTo? = nil,
        deliveryMethod: DeliveryMethod.Value = .methodUnspecified, payBy: Timestamp? = nil, deliveredAt: Timestamp? = nil,
        reason: String = "", grantedRefunds: Int64 = 0, balanceDue: Int64 = 0, openOperations: Int64? = nil, writtenOff: Int64 = 0,
        payWithinSeconds: Int64? = nil, lastDeliveredAt: Timestamp? = nil, paymentLapsed: Bool = false, unapplied: Int64? = nil,
        cartID: String = ""
    ) {
        box = Box(Fields(
            orderID: orderID, version: version, status: status, paymentStatus: paymentStatus, shipmentStatus: shipmentStatus,
            returnStatus: returnStatus, reviewStatus: reviewStatus, customerID: customerID, currency: currency, total: total,
            lines: lines, placedAt: placedAt, updatedAt: updatedAt, shippingFee: shippingFee, fees: fees,
            cancelledValue: cancelledValue, authorized: authorized, captured: captured, refundPending: refundPending,
            refunded: refunded, paymentIds: paymentIds, shipmentIds: shipmentIds, shipTo: shipTo, deliveryMethod: deliveryMethod,
            payBy: payBy, deliveredAt: deliveredAt, reason: reason, grantedRefunds: grantedRefunds, balanceDue: balanceDue,
            openOperations: openOperations, writtenOff: writtenOff, payWithinSeconds: payWithinSeconds,
            lastDeliveredAt: lastDeliveredAt, paymentLapsed: paymentLapsed, unapplied: unapplied, cartID: cartID
        ))
    }

    public static func == (left: Self, right: Self) -> Bool { left.box.storage.value == right.box.storage.value }
    public func encode(to writer: inout ByteWriter) { box.storage.value.encode(to: &writer) }
    public mutating func decode(from reader: inout ByteReader) throws(DecodingFault) { try box.unique().value.decode(from: &reader) }
    public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) { try box.unique().value.decode(tag, from: &reader) }
    public func writeMembers(to writer: inout JSONWriter) { box.storage.value.writeMembers(to: &writer) }
    public mutating func readJSON(from reader: inout JSONReader) throws(JSONFault) { try box.unique().value.readJSON(from: &reader) }
    public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) { try box.unique().value.readMember(field, from: &reader) }
    public static var schema: MessageSchema { Fields.schema }

    public func canonicalBytes() -> [UInt8] { encoded() }
    public func appendCanonicalBytes(to bytes: inout [UInt8]) { appendEncoded(to: &bytes) }
    public static func decoded(from bytes: [UInt8]) throws(DecodingFault) -> Self { try Self(encoded: bytes) }
    public func appendJSON(to bytes: inout [UInt8]) { appendText(to: &bytes) }
}

/// An order as one who sells some of its lines is shown it (GET /v1/orders): those lines, and what sending them off takes.
public struct SellerOrder: Message {
    /// The id of the order.
    public var orderID: String = ""
    /// How far the order has come.
    public var status: Order.Status = .unspecified
    /// The currency of all its amounts.
    public var currency: String = ""
    /// What was bought of the seller.
    public var lines: [OrderLine] = []
    /// When it was placed.
    public var placedAt: Timestamp = Timestamp()
    /// Where it goes, without the exact place.
    public var shipTo: ShipTo? = nil
    /// How it gets there.
    public var deliveryMethod: DeliveryMethod.Value = .methodUnspecified

    public init() {}
    public init(
        orderID: String = "", status: Order.Status = .unspecified, currency: String = "", lines: [OrderLine] = [],
        placedAt: Timestamp = Timestamp(), shipTo: ShipTo? = nil, deliveryMethod: DeliveryMethod.Value = .methodUnspecified
    ) {
        self.orderID = orderID; self.status = status; self.currency = currency; self.lines = lines; self.placedAt = placedAt;
        self.shipTo = shipTo; self.deliveryMethod = deliveryMethod
    }

    public func encode(to writer: inout ByteWriter) {
        if !orderID.isEmpty { writer.put(10, text: orderID) }
        if status != .unspecified { writer.put(16, number: UInt64(status.rawValue)) }
        if !currency.isEmpty { writer.put(26, text: currency) }
        writer.put(34, list: lines)
        writer.put(42, message: placedAt)
        if let shipTo { writer.put(50, message: shipTo) }
        if deliveryMethod != .methodUnspecified { writer.put(56, number: UInt64(deliveryMethod.rawValue)) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: orderID = try reader.text()
        case 16: status = try reader.word()
        case 26: currency = try reader.text()
        case 34: try reader.append(to: &lines)
        case 42: try reader.message(into: &self.placedAt)
        case 50: try reader.message(into: &self.shipTo)
        case 56: deliveryMethod = try reader.word()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !orderID.isEmpty { writer.member("orderId", text: orderID) }
        if status != .unspecified { writer.member("status", word: status.word) }
        if !currency.isEmpty { writer.member("currency", text: currency) }
        if !lines.isEmpty { writer.member("lines", list: lines) }
        writer.member("placedAt", time: placedAt)
        if let shipTo { writer.member("shipTo", message: shipTo) }
        if deliveryMethod != .methodUnspecified { writer.member("deliveryMethod", word: deliveryMethod.word) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { orderID = read }
        case 1: if let read: Order.Status = try reader.word() { status = read }
        case 2: if let read = try reader.text() { currency = read }
        case 3: try reader.list(into: &lines)
        case 4: if let read = try reader.time() { placedAt = read }
        case 5: try reader.message(into: &shipTo)
        case 6: if let read: DeliveryMethod.Value = try reader.word() { deliveryMethod = read }
        default: break
        }
    }
    public static let schema = MessageSchema("SellerOrder", [
        Field("orderId", 1, .text, .plain, "The id of the order.", example: "O-1001"),
        Field("status", 2, .words(Order.Status.words), .plain, "How far the order has come.", example: "CONFIRMED"),
        Field("currency", 3, .text, .plain, "The currency of all its amounts.", example: "EUR"),
        Field("lines", 4, .message(OrderLine.self), .list, "What was bought of the seller."),
        Field("placedAt", 5, .time, .always, "When it was placed."),
        Field("shipTo", 6, .message(ShipTo.self), .optional, "Where it goes, without the exact place."),
        Field("deliveryMethod", 7, .words(DeliveryMethod.Value.words), .plain, "How it gets there.", example: "EXPRESS"),
    ])
}

public enum OrderPaymentStatus {
    public enum Value: Int, Word {
        case statusUnspecified, none, authorized, partiallyPaid, paid, partiallyRefunded, refunded, overpaid

        public static let words = FieldNames(
            "STATUS_UNSPECIFIED", "NONE", "AUTHORIZED", "PARTIALLY_PAID", "PAID", "PARTIALLY_REFUNDED", "REFUNDED", "OVERPAID"
        )
    }
}

public enum OrderShipmentStatus {
    public enum Value: Int, Word {
        case statusUnspecified, notRequired, unshipped, backordered, partiallyShipped, shipped, partiallyDelivered, delivered

        public static let words = FieldNames(
            "STATUS_UNSPECIFIED", "NOT_REQUIRED", "UNSHIPPED", "BACKORDERED", "PARTIALLY_SHIPPED", "SHIPPED", "PARTIALLY_DELIVERED",
            "DELIVERED"
        )
    }
}

public enum OrderReturnStatus {
    public enum Value: Int, Word {
        case statusUnspecified, none, requested, partial, full

        public static let words = FieldNames("STATUS_UNSPECIFIED", "NONE", "REQUESTED", "PARTIAL", "FULL")
    }
}

public enum OrderReviewStatus {
    public enum Value: Int, Word {
        case statusUnspecified, none, partial, done

        public static let words = FieldNames("STATUS_UNSPECIFIED", "NONE", "PARTIAL", "DONE")
    }
}

/// ordered = cancelled + shipped + reserved + backordered, for every line of physical goods. Units that were lost or came back are
/// counted for information: those of them that are reopened were promised anew, and no longer count as shipped.
public struct OrderLine: Message {
    /// The id of the line within the order.
    public var lineID: String = ""
    /// The stock keeping unit.
    public var sku: String = ""
    /// The product that it is a variant of.
    public var productID: String = ""
    /// Who sold it, where that is not the shop.
    public var sellerID: String = ""
    /// Whether it is shipped.
    public var kind: ProductKind.Value = .kindUnspecified
    /// How many were ordered.
    public var quantity: Int64 = 0
    /// What one unit cost.
    public var unitPrice: Int64 = 0
    /// What the line cost less.
    public var discount: Int64 = 0
    /// What the line cost without tax, all discounts taken off.
    public var net: Int64 = 0
    /// How many were cancelled.
    public var cancelled: Int64 = 0
    /// How many lie in warehouses for it.
    public var reserved: Int64 = 0
    /// How many it waits for.
    public var backordered: Int64 = 0
    /// How many of the reserved ones are in shipments that have not left.
    public var allocated: Int64 = 0
    /// How many have left and are not to be sent anew.
    public var shipped: Int64 = 0
    /// How many have arrived.
    public var delivered: Int64 = 0
    /// How many were lost on the way.
    public var lost: Int64 = 0
    /// How many came back undelivered.
    public var returnedToSender: Int64 = 0
    /// How many the customer sent back.
    public var returned: Int64 = 0
    /// Where its units come from: the numbers by warehouse.
    public var allocations: [LineAllocation] = []
    /// The line's share of the discounts on the whole order.
    public var orderDiscount: Int64 = 0
    /// How many that were lost or came back were promised anew.
    public var reopened: Int64 = 0
    /// What was charged on it, in millionths.
    public var taxRatePpm: Int64 = 0
    /// The tax on the line, which cost net + tax.
    public var tax: Int64 = 0
    /// Whether the unit price has the tax in it.
    public var taxIncluded: Bool = false

    public init() {}
    public init(
        lineID: String = "", sku: String = "", productID: String = "", sellerID: String = "",
        kind: ProductKind.Value = .kindUnspecified, quantity: Int64 = 0, unitPrice: Int64 = 0, discount: Int64 = 0, net: Int64 = 0,
        cancelled: Int64 = 0, reserved: Int64 = 0, backordered: Int64 = 0, allocated: Int64 = 0, shipped: Int64 = 0,
        delivered: Int64 = 0, lost: Int64 = 0, returnedToSender: Int64 = 0, returned: Int64 = 0, allocations: [LineAllocation] = [],
        orderDiscount: Int64 = 0, reopened: Int64 = 0, taxRatePpm: Int64 = 0, tax: Int64 = 0, taxIncluded: Bool = false
    ) {
        self.lineID = lineID; self.sku = sku; self.productID = productID; self.sellerID = sellerID; self.kind = kind;
        self.quantity = quantity; self.unitPrice = unitPrice; self.discount = discount; self.net = net; self.cancelled = cancelled;
        self.reserved = reserved; self.backordered = backordered; self.allocated = allocated; self.shipped = shipped;
        self.delivered = delivered; self.lost = lost; self.returnedToSender = returnedToSender; self.returned = returned;
        self.allocations = allocations; self.orderDiscount = orderDiscount; self.reopened = reopened; self.taxRatePpm = taxRatePpm;
        self.tax = tax; self.taxIncluded = taxIncluded
    }

    public func encode(to writer: inout ByteWriter) {
        if !lineID.isEmpty { writer.put(10, text: lineID) }
        if !sku.isEmpty { writer.put(18, text: sku) }
        if !productID.isEmpty { writer.put(26, text: productID) }
        if !sellerID.isEmpty { writer.put(34, text: sellerID) }
        if kind != .kindUnspecified { writer.put(40, number: UInt64(kind.rawValue)) }
        writer.put(48, number: UInt64(bitPattern: quantity))
        writer.put(56, number: UInt64(bitPattern: unitPrice))
        writer.put(64, number: UInt64(bitPattern: discount))
        writer.put(72, number: UInt64(bitPattern: net))
        writer.put(80, number: UInt64(bitPattern: cancelled))
        writer.put(88, number: UInt64(bitPattern: reserved))
        writer.put(96, number: UInt64(bitPattern: backordered))
        writer.put(104, number: UInt64(bitPattern: allocated))
        writer.put(112, number: UInt64(bitPattern: shipped))
        writer.put(120, number: UInt64(bitPattern: delivered))
        writer.put(128, number: UInt64(bitPattern: lost))
        writer.put(136, number: UInt64(bitPattern: returnedToSender))
        writer.put(144, number: UInt64(bitPattern: returned))
        writer.put(154, list: allocations)
        if orderDiscount != 0 { writer.put(160, number: UInt64(bitPattern: orderDiscount)) }
        if reopened != 0 { writer.put(168, number: UInt64(bitPattern: reopened)) }
        if taxRatePpm != 0 { writer.put(176, number: UInt64(bitPattern: taxRatePpm)) }
        if tax != 0 { writer.put(184, number: UInt64(bitPattern: tax)) }
        if taxIncluded { writer.put(192, number: taxIncluded ? 1 : 0) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: lineID = try reader.text()
        case 18: sku = try reader.text()
        case 26: productID = try reader.text()
        case 34: sellerID = try reader.text()
        case 40: kind = try reader.word()
        case 48: quantity = Int64(bitPattern: try reader.varint())
        case 56: unitPrice = Int64(bitPattern: try reader.varint())
        case 64: discount = Int64(bitPattern: try reader.varint())
        case 72: net = Int64(bitPattern: try reader.varint())
        case 80: cancelled = Int64(bitPattern: try reader.varint())
        case 88: reserved = Int64(bitPattern: try reader.varint())
        case 96: backordered = Int64(bitPattern: try reader.varint())
        case 104: allocated = Int64(bitPattern: try reader.varint())
        case 112: shipped = Int64(bitPattern: try reader.varint())
        case 120: delivered = Int64(bitPattern: try reader.varint())
        case 128: lost = Int64(bitPattern: try reader.varint())
        case 136: returnedToSender = Int64(bitPattern: try reader.varint())
        case 144: returned = Int64(bitPattern: try reader.varint())
        case 154: try reader.append(to: &allocations)
        case 160: orderDiscount = Int64(bitPattern: try reader.varint())
        case 168: reopened = Int64(bitPattern: try reader.varint())
        case 176: taxRatePpm = Int64(bitPattern: try reader.varint())
        case 184: tax = Int64(bitPattern: try reader.varint())
        case 192: taxIncluded = try reader.varint() != 0
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !lineID.isEmpty { writer.member("lineId", text: lineID) }
        if !sku.isEmpty { writer.member("sku", text: sku) }
        if !productID.isEmpty { writer.member("productId", text: productID) }
        if !sellerID.isEmpty { writer.member("sellerId", text: sellerID) }
        if kind != .kindUnspecified { writer.member("kind", word: kind.word) }
        writer.member("quantity", number: quantity)
        writer.member("unitPrice", number: unitPrice)
        writer.member("discount", number: discount)
        writer.member("net", number: net)
        writer.member("cancelled", number: cancelled)
        writer.member("reserved", number: reserved)
        writer.member("backordered", number: backordered)
        writer.member("allocated", number: allocated)
        writer.member("shipped", number: shipped)
        writer.member("delivered", number: delivered)
        writer.member("lost", number: lost)
        writer.member("returnedToSender", number: returnedToSender)
        writer.member("returned", number: returned)
        if !allocations.isEmpty { writer.member("allocations", list: allocations) }
        writer.member("orderDiscount", number: orderDiscount)
        writer.member("reopened", number: reopened)
        if taxRatePpm != 0 { writer.member("taxRatePpm", number: taxRatePpm) }
        if tax != 0 { writer.member("tax", number: tax) }
        if taxIncluded { writer.member("taxIncluded", truth: taxIncluded) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { lineID = read }
        case 1: if let read = try reader.text() { sku = read }
        case 2: if let read = try reader.text() { productID = read }
        case 3: if let read = try reader.text() { sellerID = read }
        case 4: if let read: ProductKind.Value = try reader.word() { kind = read }
        case 5: if let read = try reader.int64() { quantity = read }
        case 6: if let read = try reader.int64() { unitPrice = read }
        case 7: if let read = try reader.int64() { discount = read }
        case 8: if let read = try reader.int64() { net = read }
        case 9: if let read = try reader.int64() { cancelled = read }
        case 10: if let read = try reader.int64() { reserved = read }
        case 11: if let read = try reader.int64() { backordered = read }
        case 12: if let read = try reader.int64() { allocated = read }
        case 13: if let read = try reader.int64() { shipped = read }
        case 14: if let read = try reader.int64() { delivered = read }
        case 15: if let read = try reader.int64() { lost = read }
        case 16: if let read = try reader.int64() { returnedToSender = read }
        case 17: if let read = try reader.int64() { returned = read }
        case 18: try reader.list(into: &allocations)
        case 19: if let read = try reader.int64() { orderDiscount = read }
        case 20: if let read = try reader.int64() { reopened = read }
        case 21: if let read = try reader.int64() { taxRatePpm = read }
        case 22: if let read = try reader.int64() { tax = read }
        case 23: if let read = try reader.truth() { taxIncluded = read }
        default: break
        }
    }
    public static let schema = MessageSchema("OrderLine", [
        Field("lineId", 1, .text, .plain, "The id of the line within the order.", example: "1"),
        Field("sku", 2, .text, .plain, "The stock keeping unit.", example: "OOLONG-100"),
        Field("productId", 3, .text, .plain, "The product that it is a variant of.", example: "TEA-1"),
        Field("sellerId", 4, .text, .plain, "Who sold it, where that is not the shop.", example: "SELLER-1"),
        Field("kind", 5, .words(ProductKind.Value.words), .plain, "Whether it is shipped.", example: "PHYSICAL"),
        Field("quantity", 6, .number(bits: 64, isSigned: true), .always, "How many were ordered.", unit: "units"),
        Field("unitPrice", 7, .number(bits: 64, isSigned: true), .always, "What one unit cost.", unit: "minor"),
        Field("discount", 8, .number(bits: 64, isSigned: true), .always, "What the line cost less.", unit: "minor"),
        Field("net", 9, .number(bits: 64, isSigned: true), .always, "What the line cost without tax, all discounts taken off.", unit: "minor"),
        Field("cancelled", 10, .number(bits: 64, isSigned: true), .always, "How many were cancelled.", unit: "units"),
        Field("reserved", 11, .number(bits: 64, isSigned: true), .always, "How many lie in warehouses for it.", unit: "units"),
        Field("backordered", 12, .number(bits: 64, isSigned: true), .always, "How many it waits for.", unit: "units"),
        Field("allocated", 13, .number(bits: 64, isSigned: true), .always, "How many of the reserved ones are in shipments that have not left.", unit: "units"),
        Field("shipped", 14, .number(bits: 64, isSigned: true), .always, "How many have left and are not to be sent anew.", unit: "units"),
        Field("delivered", 15, .number(bits: 64, isSigned: true), .always, "How many have arrived.", unit: "units"),
        Field("lost", 16, .number(bits: 64, isSigned: true), .always, "How many were lost on the way.", unit: "units"),
        Field("returnedToSender", 17, .number(bits: 64, isSigned: true), .always, "How many came back undelivered.", unit: "units"),
        Field("returned", 18, .number(bits: 64, isSigned: true), .always, "How many the customer sent back.", unit: "units"),
        Field("allocations", 19, .message(LineAllocation.self), .list, "Where its units come from: the numbers by warehouse."),
        Field("orderDiscount", 20, .number(bits: 64, isSigned: true), .plain, "The line's share of the discounts on the whole order.", unit: "minor"),
        Field("reopened", 21, .number(bits: 64, isSigned: true), .plain, "How many that were lost or came back were promised anew.", unit: "units"),
        Field("taxRatePpm", 22, .number(bits: 64, isSigned: true), .plain, "What was charged on it, in millionths.", unit: "ppm", example: "55000", isZeroNone: true),
        Field("tax", 23, .number(bits: 64, isSigned: true), .plain, "The tax on the line, which cost net + tax.", unit: "minor", example: "67", isZeroNone: true),
        Field("taxIncluded", 24, .truth, .plain, "Whether the unit price has the tax in it."),
    ])
}

/// The part of a line that comes from one warehouse. Allocated units are in a shipment that has not left yet. Without a warehouse:
/// units that wait for goods wherever they arrive.
public struct LineAllocation: Message {
    /// The warehouse; none where units wait wherever they arrive.
    public var warehouseID: String = ""
    /// How many lie in the warehouse for the line.
    public var reserved: Int64 = 0
    /// How many the line waits for in the warehouse.
    public var backordered: Int64 = 0
    /// How many of the reserved ones are in shipments that have not left.
    public var allocated: Int64 = 0
    /// How many have left from the warehouse.
    public var shipped: Int64 = 0

    public init() {}
    public init(warehouseID: String = "", reserved: Int64 = 0, backordered: Int64 = 0, allocated: Int64 = 0, shipped: Int64 = 0) {
        self.warehouseID = warehouseID; self.reserved = reserved; self.backordered = backordered; self.allocated = allocated;
        self.shipped = shipped
    }

    public func encode(to writer: inout ByteWriter) {
        if !warehouseID.isEmpty { writer.put(10, text: warehouseID) }
        writer.put(16, number: UInt64(bitPattern: reserved))
        writer.put(24, number: UInt64(bitPattern: backordered))
        writer.put(32, number: UInt64(bitPattern: allocated))
        writer.put(40, number: UInt64(bitPattern: shipped))
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: warehouseID = try reader.text()
        case 16: reserved = Int64(bitPattern: try reader.varint())
        case 24: backordered = Int64(bitPattern: try reader.varint())
        case 32: allocated = Int64(bitPattern: try reader.varint())
        case 40: shipped = Int64(bitPattern: try reader.varint())
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !warehouseID.isEmpty { writer.member("warehouseId", text: warehouseID) }
        writer.member("reserved", number: reserved)
        writer.member("backordered", number: backordered)
        writer.member("allocated", number: allocated)
        writer.member("shipped", number: shipped)
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { warehouseID = read }
        case 1: if let read = try reader.int64() { reserved = read }
        case 2: if let read = try reader.int64() { backordered = read }
        case 3: if let read = try reader.int64() { allocated = read }
        case 4: if let read = try reader.int64() { shipped = read }
        default: break
        }
    }
    public static let schema = MessageSchema("LineAllocation", [
        Field("warehouseId", 1, .text, .plain, "The warehouse; none where units wait wherever they arrive.", example: "WH-LYON"),
        Field("reserved", 2, .number(bits: 64, isSigned: true), .always, "How many lie in the warehouse for the line.", unit: "units"),
        Field("backordered", 3, .number(bits: 64, isSigned: true), .always, "How many the line waits for in the warehouse.", unit: "units"),
        Field("allocated", 4, .number(bits: 64, isSigned: true), .always, "How many of the reserved ones are in shipments that have not left.", unit: "units"),
        Field("shipped", 5, .number(bits: 64, isSigned: true), .always, "How many have left from the warehouse.", unit: "units"),
    ])
}
