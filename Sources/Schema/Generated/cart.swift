// swift-format-ignore-file
// What daybook/v1/cart.proto says, as Swift. Written by tools/generate: change the .proto file, never this one.

public struct CartCommand: Message {
    public indirect enum OneOf_Command: Sendable, Equatable {
        /// Opens a cart, of a customer or of a guest.
        case `open`(OpenCart)
        /// Puts units of a SKU into a cart, beside those that it has.
        case addItem(AddCartItem)
        /// Changes how many units of a SKU a cart has; 0 takes it out.
        case setQuantity(SetCartQuantity)
        /// Takes a SKU out of a cart.
        case removeItem(RemoveCartItem)
        /// Takes everything out of a cart.
        case clear(ClearCart)
        /// Puts what another cart has into a cart, and closes the other one.
        case merge(MergeCart)
        /// Quotes a cart: what it costs at the catalog's prices of now.
        case price(PriceCart)
        /// Holds the goods of a cart for a checkout, for some minutes.
        case hold(HoldCart)
    }

    public var `open`: OpenCart { get { if case .`open`(let value) = command { value } else { OpenCart() } } set { command = .`open`(newValue) } }
    public var addItem: AddCartItem { get { if case .addItem(let value) = command { value } else { AddCartItem() } } set { command = .addItem(newValue) } }
    public var setQuantity: SetCartQuantity { get { if case .setQuantity(let value) = command { value } else { SetCartQuantity() } } set { command = .setQuantity(newValue) } }
    public var removeItem: RemoveCartItem { get { if case .removeItem(let value) = command { value } else { RemoveCartItem() } } set { command = .removeItem(newValue) } }
    public var clear: ClearCart { get { if case .clear(let value) = command { value } else { ClearCart() } } set { command = .clear(newValue) } }
    public var merge: MergeCart { get { if case .merge(let value) = command { value } else { MergeCart() } } set { command = .merge(newValue) } }
    public var price: PriceCart { get { if case .price(let value) = command { value } else { PriceCart() } } set { command = .price(newValue) } }
    public var hold: HoldCart { get { if case .hold(let value) = command { value } else { HoldCart() } } set { command = .hold(newValue) } }
    public var command: OneOf_Command? = nil

    public init() {}
    public init(command: OneOf_Command? = nil) { self.command = command }

    public func encode(to writer: inout ByteWriter) {
        switch command {
        case .`open`(let value)?: writer.put(10, message: value)
        case .addItem(let value)?: writer.put(18, message: value)
        case .setQuantity(let value)?: writer.put(26, message: value)
        case .removeItem(let value)?: writer.put(34, message: value)
        case .clear(let value)?: writer.put(42, message: value)
        case .merge(let value)?: writer.put(50, message: value)
        case .price(let value)?: writer.put(58, message: value)
        case .hold(let value)?: writer.put(66, message: value)
        case nil: break
        }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: try reader.message(into: &self.`open`)
        case 18: try reader.message(into: &self.addItem)
        case 26: try reader.message(into: &self.setQuantity)
        case 34: try reader.message(into: &self.removeItem)
        case 42: try reader.message(into: &self.clear)
        case 50: try reader.message(into: &self.merge)
        case 58: try reader.message(into: &self.price)
        case 66: try reader.message(into: &self.hold)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        switch command {
        case .`open`(let value)?: writer.member("open", message: value)
        case .addItem(let value)?: writer.member("addItem", message: value)
        case .setQuantity(let value)?: writer.member("setQuantity", message: value)
        case .removeItem(let value)?: writer.member("removeItem", message: value)
        case .clear(let value)?: writer.member("clear", message: value)
        case .merge(let value)?: writer.member("merge", message: value)
        case .price(let value)?: writer.member("price", message: value)
        case .hold(let value)?: writer.member("hold", message: value)
        case nil: break
        }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read: OpenCart = try reader.alternative(isTaken: command != nil) { command = .`open`(read) }
        case 1: if let read: AddCartItem = try reader.alternative(isTaken: command != nil) { command = .addItem(read) }
        case 2: if let read: SetCartQuantity = try reader.alternative(isTaken: command != nil) { command = .setQuantity(read) }
        case 3: if let read: RemoveCartItem = try reader.alternative(isTaken: command != nil) { command = .removeItem(read) }
        case 4: if let read: ClearCart = try reader.alternative(isTaken: command != nil) { command = .clear(read) }
        case 5: if let read: MergeCart = try reader.alternative(isTaken: command != nil) { command = .merge(read) }
        case 6: if let read: PriceCart = try reader.alternative(isTaken: command != nil) { command = .price(read) }
        case 7: if let read: HoldCart = try reader.alternative(isTaken: command != nil) { command = .hold(read) }
        default: break
        }
    }
    public static let schema = MessageSchema("CartCommand", [
        Field("open", 1, .message(OpenCart.self), .alternative, "Opens a cart, of a customer or of a guest."),
        Field("addItem", 2, .message(AddCartItem.self), .alternative, "Puts units of a SKU into a cart, beside those that it has."),
        Field("setQuantity", 3, .message(SetCartQuantity.self), .alternative, "Changes how many units of a SKU a cart has; 0 takes it out."),
        Field("removeItem", 4, .message(RemoveCartItem.self), .alternative, "Takes a SKU out of a cart."),
        Field("clear", 5, .message(ClearCart.self), .alternative, "Takes everything out of a cart."),
        Field("merge", 6, .message(MergeCart.self), .alternative, "Puts what another cart has into a cart, and closes the other one."),
        Field("price", 7, .message(PriceCart.self), .alternative, "Quotes a cart: what it costs at the catalog's prices of now."),
        Field("hold", 8, .message(HoldCart.self), .alternative, "Holds the goods of a cart for a checkout, for some minutes."),
    ])
}

public struct OpenCart: Message {
    /// The id of the cart, which is new.
    public var cartID: String = ""
    /// Whose it is; none given for a guest.
    public var customerID: String = ""
    /// The currency of its prices, a code of ISO 4217.
    public var currency: String = ""

    public init() {}
    public init(cartID: String = "", customerID: String = "", currency: String = "") {
        self.cartID = cartID; self.customerID = customerID; self.currency = currency
    }

    public func encode(to writer: inout ByteWriter) {
        if !cartID.isEmpty { writer.put(10, text: cartID) }
        if !customerID.isEmpty { writer.put(18, text: customerID) }
        if !currency.isEmpty { writer.put(26, text: currency) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: cartID = try reader.text()
        case 18: customerID = try reader.text()
        case 26: currency = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !cartID.isEmpty { writer.member("cartId", text: cartID) }
        if !customerID.isEmpty { writer.member("customerId", text: customerID) }
        if !currency.isEmpty { writer.member("currency", text: currency) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { cartID = read }
        case 1: if let read = try reader.text() { customerID = read }
        case 2: if let read = try reader.text() { currency = read }
        default: break
        }
    }
    public static let schema = MessageSchema("OpenCart", [
        Field("cartId", 1, .text, .plain, "The id of the cart, which is new.", example: "CART-1", isRequired: true),
        Field("customerId", 2, .text, .plain, "Whose it is; none given for a guest.", example: "C-1"),
        Field("currency", 3, .text, .plain, "The currency of its prices, a code of ISO 4217.", example: "EUR", isRequired: true),
    ])
}

public struct AddCartItem: Message {
    /// The id of the cart.
    public var cartID: String = ""
    /// The stock keeping unit.
    public var sku: String = ""
    /// How many are put in.
    public var quantity: Int64 = 0

    public init() {}
    public init(cartID: String = "", sku: String = "", quantity: Int64 = 0) {
        self.cartID = cartID; self.sku = sku; self.quantity = quantity
    }

    public func encode(to writer: inout ByteWriter) {
        if !cartID.isEmpty { writer.put(10, text: cartID) }
        if !sku.isEmpty { writer.put(18, text: sku) }
        if quantity != 0 { writer.put(24, number: UInt64(bitPattern: quantity)) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: cartID = try reader.text()
        case 18: sku = try reader.text()
        case 24: quantity = Int64(bitPattern: try reader.varint())
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !cartID.isEmpty { writer.member("cartId", text: cartID) }
        if !sku.isEmpty { writer.member("sku", text: sku) }
        writer.member("quantity", number: quantity)
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { cartID = read }
        case 1: if let read = try reader.text() { sku = read }
        case 2: if let read = try reader.int64() { quantity = read }
        default: break
        }
    }
    public static let schema = MessageSchema("AddCartItem", [
        Field("cartId", 1, .text, .plain, "The id of the cart.", example: "CART-1", isRequired: true),
        Field("sku", 2, .text, .plain, "The stock keeping unit.", example: "OOLONG-100", isRequired: true),
        Field("quantity", 3, .number(bits: 64, isSigned: true), .plain, "How many are put in.", unit: "units", example: "2", isRequired: true),
    ])
}

public struct SetCartQuantity: Message {
    /// The id of the cart.
    public var cartID: String = ""
    /// The stock keeping unit, which is in the cart.
    public var sku: String = ""
    /// How many the cart has from now on; 0 takes it out.
    public var quantity: Int64? = nil

    public init() {}
    public init(cartID: String = "", sku: String = "", quantity: Int64? = nil) {
        self.cartID = cartID; self.sku = sku; self.quantity = quantity
    }

    public func encode(to writer: inout ByteWriter) {
        if !cartID.isEmpty { writer.put(10, text: cartID) }
        if !sku.isEmpty { writer.put(18, text: sku) }
        if let quantity { writer.put(24, number: UInt64(bitPattern: quantity)) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: cartID = try reader.text()
        case 18: sku = try reader.text()
        case 24: quantity = Int64(bitPattern: try reader.varint())
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !cartID.isEmpty { writer.member("cartId", text: cartID) }
        if !sku.isEmpty { writer.member("sku", text: sku) }
        if let quantity { writer.member("quantity", number: quantity) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { cartID = read }
        case 1: if let read = try reader.text() { sku = read }
        case 2: quantity = try reader.int64()
        default: break
        }
    }
    public static let schema = MessageSchema("SetCartQuantity", [
        Field("cartId", 1, .text, .plain, "The id of the cart.", example: "CART-1", isRequired: true),
        Field("sku", 2, .text, .plain, "The stock keeping unit, which is in the cart.", example: "OOLONG-100", isRequired: true),
        Field("quantity", 3, .number(bits: 64, isSigned: true), .optional, "How many the cart has from now on; 0 takes it out.", unit: "units", example: "1", isRequired: true),
    ])
}

public struct RemoveCartItem: Message {
    /// The id of the cart.
    public var cartID: String = ""
    /// The stock keeping unit, which is in the cart.
    public var sku: String = ""

    public init() {}
    public init(cartID: String = "", sku: String = "") { self.cartID = cartID; self.sku = sku }

    public func encode(to writer: inout ByteWriter) {
        if !cartID.isEmpty { writer.put(10, text: cartID) }
        if !sku.isEmpty { writer.put(18, text: sku) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: cartID = try reader.text()
        case 18: sku = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !cartID.isEmpty { writer.member("cartId", text: cartID) }
        if !sku.isEmpty { writer.member("sku", text: sku) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { cartID = read }
        case 1: if let read = try reader.text() { sku = read }
        default: break
        }
    }
    public static let schema = MessageSchema("RemoveCartItem", [
        Field("cartId", 1, .text, .plain, "The id of the cart.", example: "CART-1", isRequired: true),
        Field("sku", 2, .text, .plain, "The stock keeping unit, which is in the cart.", example: "OOLONG-100", isRequired: true),
    ])
}

public struct ClearCart: Message {
    /// The id of the cart.
    public var cartID: String = ""

    public init() {}
    public init(cartID: String = "") { self.cartID = cartID }

    public func encode(to writer: inout ByteWriter) {
        if !cartID.isEmpty { writer.put(10, text: cartID) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: cartID = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !cartID.isEmpty { writer.member("cartId", text: cartID) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { cartID = read }
        default: break
        }
    }
    public static let schema = MessageSchema("ClearCart", [
        Field("cartId", 1, .text, .plain, "The id of the cart.", example: "CART-1", isRequired: true),
    ])
}

public struct MergeCart: Message {
    /// The id of the cart that goes on.
    public var cartID: String = ""
    /// The id of the cart that ends: a guest's, or one of the same customer.
    public var fromCartID: String = ""

    public init() {}
    public init(cartID: String = "", fromCartID: String = "") { self.cartID = cartID; self.fromCartID = fromCartID }

    public func encode(to writer: inout ByteWriter) {
        if !cartID.isEmpty { writer.put(10, text: cartID) }
        if !fromCartID.isEmpty { writer.put(18, text: fromCartID) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: cartID = try reader.text()
        case 18: fromCartID = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !cartID.isEmpty { writer.member("cartId", text: cartID) }
        if !fromCartID.isEmpty { writer.member("fromCartId", text: fromCartID) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { cartID = read }
        case 1: if let read = try reader.text() { fromCartID = read }
        default: break
        }
    }
    public static let schema = MessageSchema("MergeCart", [
        Field("cartId", 1, .text, .plain, "The id of the cart that goes on.", example: "CART-1", isRequired: true),
        Field("fromCartId", 2, .text, .plain, "The id of the cart that ends: a guest's, or one of the same customer.", example: "CART-0", isRequired: true),
    ])
}

public struct PriceCart: Message {
    /// The id of the cart.
    public var cartID: String = ""
    /// Where it goes, a code of ISO 3166: its tax is charged. Of an order that goes elsewhere, and so costs something else, the quote
    /// is none.
    public var country: String = ""

    public init() {}
    public init(cartID: String = "", country: String = "") { self.cartID = cartID; self.country = country }

    public func encode(to writer: inout ByteWriter) {
        if !cartID.isEmpty { writer.put(10, text: cartID) }
        if !country.isEmpty { writer.put(18, text: country) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: cartID = try reader.text()
        case 18: country = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !cartID.isEmpty { writer.member("cartId", text: cartID) }
        if !country.isEmpty { writer.member("country", text: country) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { cartID = read }
        case 1: if let read = try reader.text() { country = read }
        default: break
        }
    }
    public static let schema = MessageSchema("PriceCart", [
        Field("cartId", 1, .text, .plain, "The id of the cart.", example: "CART-1", isRequired: true),
        Field("country", 2, .text, .plain, "Where it goes, a code of ISO 3166: its tax is charged. Of an order that goes elsewhere, and so costs something else, the quote is none.", example: "FR"),
    ])
}

public struct HoldCart: Message {
    /// The id of the cart.
    public var cartID: String = ""
    /// How long its goods are held, at most an hour; none given is 15 minutes.
    public var expiresInSeconds: Int64? = nil

    public init() {}
    public init(cartID: String = "", expiresInSeconds: Int64? = nil) {
        self.cartID = cartID; self.expiresInSeconds = expiresInSeconds
    }

    public func encode(to writer: inout ByteWriter) {
        if !cartID.isEmpty { writer.put(10, text: cartID) }
        if let expiresInSeconds { writer.put(16, number: UInt64(bitPattern: expiresInSeconds)) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: cartID = try reader.text()
        case 16: expiresInSeconds = Int64(bitPattern: try reader.varint())
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !cartID.isEmpty { writer.member("cartId", text: cartID) }
        if let expiresInSeconds { writer.member("expiresInSeconds", number: expiresInSeconds) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { cartID = read }
        case 1: expiresInSeconds = try reader.int64()
        default: break
        }
    }
    public static let schema = MessageSchema("HoldCart", [
        Field("cartId", 1, .text, .plain, "The id of the cart.", example: "CART-1", isRequired: true),
        Field("expiresInSeconds", 2, .number(bits: 64, isSigned: true), .optional, "How long its goods are held, at most an hour; none given is 15 minutes.", unit: "seconds", example: "900"),
    ])
}

public struct CartEvent: Message {
    public indirect enum OneOf_Event: Sendable, Equatable {
        /// A cart was opened.
        case opened(CartOpened)
        /// Units of a SKU were put into a cart.
        case itemAdded(CartItemAdded)
        /// How many units of a SKU a cart has was changed.
        case quantitySet(CartQuantitySet)
        /// A SKU was taken out of a cart.
        case itemRemoved(CartItemRemoved)
        /// Everything was taken out of a cart.
        case cleared(CartCleared)
        /// What another cart had was put into a cart.
        case itemsMerged(CartItemsMerged)
        /// A cart ended: another one has what it had.
        case merged(CartMerged)
        /// A cart was quoted.
        case priced(CartPriced)
        /// Goods of a cart were held.
        case held(CartHeld)
        /// A cart became an order.
        case checkedOut(CartCheckedOut)
        /// Nobody changed a cart for so long that it was given up.
        case abandoned(CartAbandoned)
    }

    public var opened: CartOpened { get { if case .opened(let value) = event { value } else { CartOpened() } } set { event = .opened(newValue) } }
    public var itemAdded: CartItemAdded { get { if case .itemAdded(let value) = event { value } else { CartItemAdded() } } set { event = .itemAdded(newValue) } }
    public var quantitySet: CartQuantitySet { get { if case .quantitySet(let value) = event { value } else { CartQuantitySet() } } set { event = .quantitySet(newValue) } }
    public var itemRemoved: CartItemRemoved { get { if case .itemRemoved(let value) = event { value } else { CartItemRemoved() } } set { event = .itemRemoved(newValue) } }
    public var cleared: CartCleared { get { if case .cleared(let value) = event { value } else { CartCleared() } } set { event = .cleared(newValue) } }
    public var itemsMerged: CartItemsMerged { get { if case .itemsMerged(let value) = event { value } else { CartItemsMerged() } } set { event = .itemsMerged(newValue) } }
    public var merged: CartMerged { get { if case .merged(let value) = event { value } else { CartMerged() } } set { event = .merged(newValue) } }
    public var priced: CartPriced { get { if case .priced(let value) = event { value } else { CartPriced() } } set { event = .priced(newValue) } }
    public var held: CartHeld { get { if case .held(let value) = event { value } else { CartHeld() } } set { event = .held(newValue) } }
    public var checkedOut: CartCheckedOut { get { if case .checkedOut(let value) = event { value } else { CartCheckedOut() } } set { event = .checkedOut(newValue) } }
    public var abandoned: CartAbandoned { get { if case .abandoned(let value) = event { value } else { CartAbandoned() } } set { event = .abandoned(newValue) } }
    public var event: OneOf_Event? = nil

    public init() {}
    public init(event: OneOf_Event? = nil) { self.event = event }

    public func encode(to writer: inout ByteWriter) {
        switch event {
        case .opened(let value)?: writer.put(10, message: value)
        case .itemAdded(let value)?: writer.put(18, message: value)
        case .quantitySet(let value)?: writer.put(26, message: value)
        case .itemRemoved(let value)?: writer.put(34, message: value)
        case .cleared(let value)?: writer.put(42, message: value)
        case .itemsMerged(let value)?: writer.put(50, message: value)
        case .merged(let value)?: writer.put(58, message: value)
        case .priced(let value)?: writer.put(66, message: value)
        case .held(let value)?: writer.put(74, message: value)
        case .checkedOut(let value)?: writer.put(82, message: value)
        case .abandoned(let value)?: writer.put(90, message: value)
        case nil: break
        }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: try reader.message(into: &self.opened)
        case 18: try reader.message(into: &self.itemAdded)
        case 26: try reader.message(into: &self.quantitySet)
        case 34: try reader.message(into: &self.itemRemoved)
        case 42: try reader.message(into: &self.cleared)
        case 50: try reader.message(into: &self.itemsMerged)
        case 58: try reader.message(into: &self.merged)
        case 66: try reader.message(into: &self.priced)
        case 74: try reader.message(into: &self.held)
        case 82: try reader.message(into: &self.checkedOut)
        case 90: try reader.message(into: &self.abandoned)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        switch event {
        case .opened(let value)?: writer.member("opened", message: value)
        case .itemAdded(let value)?: writer.member("itemAdded", message: value)
        case .quantitySet(let value)?: writer.member("quantitySet", message: value)
        case .itemRemoved(let value)?: writer.member("itemRemoved", message: value)
        case .cleared(let value)?: writer.member("cleared", message: value)
        case .itemsMerged(let value)?: writer.member("itemsMerged", message: value)
        case .merged(let value)?: writer.member("merged", message: value)
        case .priced(let value)?: writer.member("priced", message: value)
        case .held(let value)?: writer.member("held", message: value)
        case .checkedOut(let value)?: writer.member("checkedOut", message: value)
        case .abandoned(let value)?: writer.member("abandoned", message: value)
        case nil: break
        }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read: CartOpened = try reader.alternative(isTaken: event != nil) { event = .opened(read) }
        case 1: if let read: CartItemAdded = try reader.alternative(isTaken: event != nil) { event = .itemAdded(read) }
        case 2: if let read: CartQuantitySet = try reader.alternative(isTaken: event != nil) { event = .quantitySet(read) }
        case 3: if let read: CartItemRemoved = try reader.alternative(isTaken: event != nil) { event = .itemRemoved(read) }
        case 4: if let read: CartCleared = try reader.alternative(isTaken: event != nil) { event = .cleared(read) }
        case 5: if let read: CartItemsMerged = try reader.alternative(isTaken: event != nil) { event = .itemsMerged(read) }
        case 6: if let read: CartMerged = try reader.alternative(isTaken: event != nil) { event = .merged(read) }
        case 7: if let read: CartPriced = try reader.alternative(isTaken: event != nil) { event = .priced(read) }
        case 8: if let read: CartHeld = try reader.alternative(isTaken: event != nil) { event = .held(read) }
        case 9: if let read: CartCheckedOut = try reader.alternative(isTaken: event != nil) { event = .checkedOut(read) }
        case 10: if let read: CartAbandoned = try reader.alternative(isTaken: event != nil) { event = .abandoned(read) }
        default: break
        }
    }
    public static let schema = MessageSchema("CartEvent", [
        Field("opened", 1, .message(CartOpened.self), .alternative, "A cart was opened."),
        Field("itemAdded", 2, .message(CartItemAdded.self), .alternative, "Units of a SKU were put into a cart."),
        Field("quantitySet", 3, .message(CartQuantitySet.self), .alternative, "How many units of a SKU a cart has was changed."),
        Field("itemRemoved", 4, .message(CartItemRemoved.self), .alternative, "A SKU was taken out of a cart."),
        Field("cleared", 5, .message(CartCleared.self), .alternative, "Everything was taken out of a cart."),
        Field("itemsMerged", 6, .message(CartItemsMerged.self), .alternative, "What another cart had was put into a cart."),
        Field("merged", 7, .message(CartMerged.self), .alternative, "A cart ended: another one has what it had."),
        Field("priced", 8, .message(CartPriced.self), .alternative, "A cart was quoted."),
        Field("held", 9, .message(CartHeld.self), .alternative, "Goods of a cart were held."),
        Field("checkedOut", 10, .message(CartCheckedOut.self), .alternative, "A cart became an order."),
        Field("abandoned", 11, .message(CartAbandoned.self), .alternative, "Nobody changed a cart for so long that it was given up."),
    ])
}

public struct CartOpened: Message {
    /// Whose it is; none for a guest.
    public var customerID: String = ""
    /// The currency of its prices, a code of ISO 4217.
    public var currency: String = ""

    public init() {}
    public init(customerID: String = "", currency: String = "") { self.customerID = customerID; self.currency = currency }

    public func encode(to writer: inout ByteWriter) {
        if !customerID.isEmpty { writer.put(10, text: customerID) }
        if !currency.isEmpty { writer.put(18, text: currency) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: customerID = try reader.text()
        case 18: currency = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !customerID.isEmpty { writer.member("customerId", text: customerID) }
        if !currency.isEmpty { writer.member("currency", text: currency) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { customerID = read }
        case 1: if let read = try reader.text() { currency = read }
        default: break
        }
    }
    public static let schema = MessageSchema("CartOpened", [
        Field("customerId", 1, .text, .plain, "Whose it is; none for a guest."),
        Field("currency", 2, .text, .plain, "The currency of its prices, a code of ISO 4217."),
    ])
}

public struct CartItemAdded: Message {
    /// The stock keeping unit.
    public var sku: String = ""
    /// How many were put in.
    public var quantity: Int64 = 0

    public init() {}
    public init(sku: String = "", quantity: Int64 = 0) { self.sku = sku; self.quantity = quantity }

    public func encode(to writer: inout ByteWriter) {
        if !sku.isEmpty { writer.put(10, text: sku) }
        writer.put(16, number: UInt64(bitPattern: quantity))
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: sku = try reader.text()
        case 16: quantity = Int64(bitPattern: try reader.varint())
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !sku.isEmpty { writer.member("sku", text: sku) }
        writer.member("quantity", number: quantity)
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { sku = read }
        case 1: if let read = try reader.int64() { quantity = read }
        default: break
        }
    }
    public static let schema = MessageSchema("CartItemAdded", [
        Field("sku", 1, .text, .plain, "The stock keeping unit."),
        Field("quantity", 2, .number(bits: 64, isSigned: true), .always, "How many were put in.", unit: "units"),
    ])
}

public struct CartQuantitySet: Message {
    /// The stock keeping unit.
    public var sku: String = ""
    /// How many the cart has from then on.
    public var quantity: Int64 = 0

    public init() {}
    public init(sku: String = "", quantity: Int64 = 0) { self.sku = sku; self.quantity = quantity }

    public func encode(to writer: inout ByteWriter) {
        if !sku.isEmpty { writer.put(10, text: sku) }
        writer.put(16, number: UInt64(bitPattern: quantity))
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: sku = try reader.text()
        case 16: quantity = Int64(bitPattern: try reader.varint())
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !sku.isEmpty { writer.member("sku", text: sku) }
        writer.member("quantity", number: quantity)
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { sku = read }
        case 1: if let read = try reader.int64() { quantity = read }
        default: break
        }
    }
    public static let schema = MessageSchema("CartQuantitySet", [
        Field("sku", 1, .text, .plain, "The stock keeping unit."),
        Field("quantity", 2, .number(bits: 64, isSigned: true), .always, "How many the cart has from then on.", unit: "units"),
    ])
}

public struct CartItemRemoved: Message {
    /// The stock keeping unit.
    public var sku: String = ""

    public init() {}
    public init(sku: String = "") { self.sku = sku }

    public func encode(to writer: inout ByteWriter) {
        if !sku.isEmpty { writer.put(10, text: sku) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: sku = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !sku.isEmpty { writer.member("sku", text: sku) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { sku = read }
        default: break
        }
    }
    public static let schema = MessageSchema("CartItemRemoved", [
        Field("sku", 1, .text, .plain, "The stock keeping unit."),
    ])
}

public struct CartCleared: Message {
    public init() {}

    public func encode(to writer: inout ByteWriter) {}
    public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) { throw reader.unknown(tag) }
    public func writeMembers(to writer: inout JSONWriter) {}
    public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {}
    public static let schema = MessageSchema("CartCleared", [])
}

public struct CartItemsMerged: Message {
    /// The cart that had them.
    public var fromCartID: String = ""
    /// What was put in, each SKU once, as far as a line goes.
    public var lines: [CartItem] = []

    public init() {}
    public init(fromCartID: String = "", lines: [CartItem] = []) { self.fromCartID = fromCartID; self.lines = lines }

    public func encode(to writer: inout ByteWriter) {
        if !fromCartID.isEmpty { writer.put(10, text: fromCartID) }
        writer.put(18, list: lines)
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: fromCartID = try reader.text()
        case 18: try reader.append(to: &lines)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !fromCartID.isEmpty { writer.member("fromCartId", text: fromCartID) }
        if !lines.isEmpty { writer.member("lines", list: lines) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { fromCartID = read }
        case 1: try reader.list(into: &lines)
        default: break
        }
    }
    public static let schema = MessageSchema("CartItemsMerged", [
        Field("fromCartId", 1, .text, .plain, "The cart that had them."),
        Field("lines", 2, .message(CartItem.self), .list, "What was put in, each SKU once, as far as a line goes."),
    ])
}

public struct CartItem: Message {
    /// The stock keeping unit.
    public var sku: String = ""
    /// How many were put in.
    public var quantity: Int64 = 0

    public init() {}
    public init(sku: String = "", quantity: Int64 = 0) { self.sku = sku; self.quantity = quantity }

    public func encode(to writer: inout ByteWriter) {
        if !sku.isEmpty { writer.put(10, text: sku) }
        writer.put(16, number: UInt64(bitPattern: quantity))
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: sku = try reader.text()
        case 16: quantity = Int64(bitPattern: try reader.varint())
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !sku.isEmpty { writer.member("sku", text: sku) }
        writer.member("quantity", number: quantity)
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { sku = read }
        case 1: if let read = try reader.int64() { quantity = read }
        default: break
        }
    }
    public static let schema = MessageSchema("CartItem", [
        Field("sku", 1, .text, .plain, "The stock keeping unit."),
        Field("quantity", 2, .number(bits: 64, isSigned: true), .always, "How many were put in.", unit: "units"),
    ])
}

public struct CartMerged: Message {
    /// The cart that has what it had.
    public var intoCartID: String = ""

    public init() {}
    public init(intoCartID: String = "") { self.intoCartID = intoCartID }

    public func encode(to writer: inout ByteWriter) {
        if !intoCartID.isEmpty { writer.put(10, text: intoCartID) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: intoCartID = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !intoCartID.isEmpty { writer.member("intoCartId", text: intoCartID) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { intoCartID = read }
        default: break
        }
    }
    public static let schema = MessageSchema("CartMerged", [
        Field("intoCartId", 1, .text, .plain, "The cart that has what it had."),
    ])
}

public struct CartPriced: Message {
    /// What each line costs, in the cart's order.
    public var lines: [PricedCartLine] = []
    /// What all lines cost.
    public var subtotal: Int64 = 0
    /// The entry whose catalog the prices are of: that of this event.
    public var pricedAtSequence: UInt64 = 0
    /// What the cart costs with the tax that comes on top; none in entries from before tax was quoted.
    public var total: Int64? = nil
    /// Where it goes; none where nobody said.
    public var country: String = ""

    public init() {}
    public init(
        lines: [PricedCartLine] = [], subtotal: Int64 = 0, pricedAtSequence: UInt64 = 0, total: Int64? = nil, country: String = ""
    ) {
        self.lines = lines; self.subtotal = subtotal; self.pricedAtSequence = pricedAtSequence; self.total = total;
        self.country = country
    }

    public func encode(to writer: inout ByteWriter) {
        writer.put(10, list: lines)
        writer.put(16, number: UInt64(bitPattern: subtotal))
        if pricedAtSequence != 0 { writer.put(24, number: pricedAtSequence) }
        if let total { writer.put(32, number: UInt64(bitPattern: total)) }
        if !country.isEmpty { writer.put(42, text: country) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: try reader.append(to: &lines)
        case 16: subtotal = Int64(bitPattern: try reader.varint())
        case 24: pricedAtSequence = try reader.varint()
        case 32: total = Int64(bitPattern: try reader.varint())
        case 42: country = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !lines.isEmpty { writer.member("lines", list: lines) }
        writer.member("subtotal", number: subtotal)
        writer.member("pricedAtSequence", number: pricedAtSequence)
        if let total { writer.member("total", number: total) }
        if !country.isEmpty { writer.member("country", text: country) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: try reader.list(into: &lines)
        case 1: if let read = try reader.int64() { subtotal = read }
        case 2: if let read = try reader.uint64() { pricedAtSequence = read }
        case 3: total = try reader.int64()
        case 4: if let read = try reader.text() { country = read }
        default: break
        }
    }
    public static let schema = MessageSchema("CartPriced", [
        Field("lines", 1, .message(PricedCartLine.self), .list, "What each line costs, in the cart's order."),
        Field("subtotal", 2, .number(bits: 64, isSigned: true), .always, "What all lines cost.", unit: "minor"),
        Field("pricedAtSequence", 3, .number(bits: 64, isSigned: false), .plain, "The entry whose catalog the prices are of: that of this event."),
        Field("total", 4, .number(bits: 64, isSigned: true), .optional, "What the cart costs with the tax that comes on top; none in entries from before tax was quoted.", unit: "minor"),
        Field("country", 5, .text, .plain, "Where it goes; none where nobody said."),
    ])
}

public struct PricedCartLine: Message {
    /// The stock keeping unit.
    public var sku: String = ""
    /// How many the cart has.
    public var quantity: Int64 = 0
    /// What one unit costs.
    public var unitPrice: Int64 = 0
    /// What the line costs, without the tax that comes on top.
    public var lineTotal: Int64 = 0
    /// The tax of the line; none where it bears none.
    public var tax: Int64? = nil
    /// Whether the tax is within what the line costs, and does not come on top.
    public var taxIncluded: Bool = false

    public init() {}
    public init(
        sku: String = "", quantity: Int64 = 0, unitPrice: Int64 = 0, lineTotal: Int64 = 0, tax: Int64? = nil,
        taxIncluded: Bool = false
    ) {
        self.sku = sku; self.quantity = quantity; self.unitPrice = unitPrice; self.lineTotal = lineTotal; self.tax = tax;
        self.taxIncluded = taxIncluded
    }

    public func encode(to writer: inout ByteWriter) {
        if !sku.isEmpty { writer.put(10, text: sku) }
        writer.put(16, number: UInt64(bitPattern: quantity))
        writer.put(24, number: UInt64(bitPattern: unitPrice))
        writer.put(32, number: UInt64(bitPattern: lineTotal))
        if let tax { writer.put(40, number: UInt64(bitPattern: tax)) }
        if taxIncluded { writer.put(48, number: taxIncluded ? 1 : 0) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: sku = try reader.text()
        case 16: quantity = Int64(bitPattern: try reader.varint())
        case 24: unitPrice = Int64(bitPattern: try reader.varint())
        case 32: lineTotal = Int64(bitPattern: try reader.varint())
        case 40: tax = Int64(bitPattern: try reader.varint())
        case 48: taxIncluded = try reader.varint() != 0
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !sku.isEmpty { writer.member("sku", text: sku) }
        writer.member("quantity", number: quantity)
        writer.member("unitPrice", number: unitPrice)
        writer.member("lineTotal", number: lineTotal)
        if let tax { writer.member("tax", number: tax) }
        if taxIncluded { writer.member("taxIncluded", truth: taxIncluded) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { sku = read }
        case 1: if let read = try reader.int64() { quantity = read }
        case 2: if let read = try reader.int64() { unitPrice = read }
        case 3: if let read = try reader.int64() { lineTotal = read }
        case 4: tax = try reader.int64()
        case 5: if let read = try reader.truth() { taxIncluded = read }
        default: break
        }
    }
    public static let schema = MessageSchema("PricedCartLine", [
        Field("sku", 1, .text, .plain, "The stock keeping unit."),
        Field("quantity", 2, .number(bits: 64, isSigned: true), .always, "How many the cart has.", unit: "units"),
        Field("unitPrice", 3, .number(bits: 64, isSigned: true), .always, "What one unit costs.", unit: "minor"),
        Field("lineTotal", 4, .number(bits: 64, isSigned: true), .always, "What the line costs, without the tax that comes on top.", unit: "minor"),
        Field("tax", 5, .number(bits: 64, isSigned: true), .optional, "The tax of the line; none where it bears none.", unit: "minor"),
        Field("taxIncluded", 6, .truth, .plain, "Whether the tax is within what the line costs, and does not come on top."),
    ])
}

public struct CartHeld: Message {
    /// The holds of its goods that are open then: those from before that have not ended, and new ones.
    public var reservationIds: [String] = []

    public init() {}
    public init(reservationIds: [String] = []) { self.reservationIds = reservationIds }

    public func encode(to writer: inout ByteWriter) {
        for value in reservationIds { writer.put(10, text: value) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: reservationIds.append(try reader.text())
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !reservationIds.isEmpty { writer.member("reservationIds", texts: reservationIds) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.texts() { reservationIds = read }
        default: break
        }
    }
    public static let schema = MessageSchema("CartHeld", [
        Field("reservationIds", 1, .text, .list, "The holds of its goods that are open then: those from before that have not ended, and new ones."),
    ])
}

public struct CartCheckedOut: Message {
    /// The order that it became.
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
    public static let schema = MessageSchema("CartCheckedOut", [
        Field("orderId", 1, .text, .plain, "The order that it became."),
    ])
}

public struct CartAbandoned: Message {
    public init() {}

    public func encode(to writer: inout ByteWriter) {}
    public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) { throw reader.unknown(tag) }
    public func writeMembers(to writer: inout JSONWriter) {}
    public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {}
    public static let schema = MessageSchema("CartAbandoned", [])
}

public struct Cart: WholeMessage {
    public enum Status: Int, Word {
        case unspecified, `open`, checkedOut, abandoned, merged

        public static let words = FieldNames("STATUS_UNSPECIFIED", "OPEN", "CHECKED_OUT", "ABANDONED", "MERGED")
    }

    struct Fields: Message {
        var cartID: String = ""
        var version: UInt64 = 0
        var status: Cart.Status = .unspecified
        var customerID: String = ""
        var currency: String = ""
        var lines: [CartLine] = []
        var subtotal: Int64? = nil
        var pricedAtSequence: UInt64? = nil
        var orderID: String = ""
        var mergedInto: String = ""
        var createdAt: Timestamp = Timestamp()
        var updatedAt: Timestamp = Timestamp()
        var expiresAt: Timestamp? = nil
        var reservationIds: [String] = []
        var total: Int64? = nil
        var quotedCountry: String = ""

        public func encode(to writer: inout ByteWriter) {
            if !cartID.isEmpty { writer.put(10, text: cartID) }
            if version != 0 { writer.put(16, number: version) }
            if status != .unspecified { writer.put(24, number: UInt64(status.rawValue)) }
            if !customerID.isEmpty { writer.put(34, text: customerID) }
            if !currency.isEmpty { writer.put(42, text: currency) }
            writer.put(50, list: lines)
            if let subtotal { writer.put(56, number: UInt64(bitPattern: subtotal)) }
            if let pricedAtSequence { writer.put(64, number: pricedAtSequence) }
            if !orderID.isEmpty { writer.put(74, text: orderID) }
            if !mergedInto.isEmpty { writer.put(82, text: mergedInto) }
            writer.put(90, message: createdAt)
            writer.put(98, message: updatedAt)
            if let expiresAt { writer.put(106, message: expiresAt) }
            for value in reservationIds { writer.put(114, text: value) }
            if let total { writer.put(120, number: UInt64(bitPattern: total)) }
            if !quotedCountry.isEmpty { writer.put(130, text: quotedCountry) }
        }
        @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
            switch tag {
            case 10: cartID = try reader.text()
            case 16: version = try reader.varint()
            case 24: status = try reader.word()
            case 34: customerID = try reader.text()
            case 42: currency = try reader.text()
            case 50: try reader.append(to: &lines)
            case 56: subtotal = Int64(bitPattern: try reader.varint())
            case 64: pricedAtSequence = try reader.varint()
            case 74: orderID = try reader.text()
            case 82: mergedInto = try reader.text()
            case 90: try reader.message(into: &self.createdAt)
            case 98: try reader.message(into: &self.updatedAt)
            case 106: try reader.message(into: &self.expiresAt)
            case 114: reservationIds.append(try reader.text())
            case 120: total = Int64(bitPattern: try reader.varint())
            case 130: quotedCountry = try reader.text()
            default: throw reader.unknown(tag)
            }
        }
        @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
            if !cartID.isEmpty { writer.member("cartId", text: cartID) }
            writer.member("version", number: version)
            if status != .unspecified { writer.member("status", word: status.word) }
            if !customerID.isEmpty { writer.member("customerId", text: customerID) }
            if !currency.isEmpty { writer.member("currency", text: currency) }
            if !lines.isEmpty { writer.member("lines", list: lines) }
            if let subtotal { writer.member("subtotal", number: subtotal) }
            if let pricedAtSequence { writer.member("pricedAtSequence", number: pricedAtSequence) }
            if !orderID.isEmpty { writer.member("orderId", text: orderID) }
            if !mergedInto.isEmpty { writer.member("mergedInto", text: mergedInto) }
            writer.member("createdAt", time: createdAt)
            writer.member("updatedAt", time: updatedAt)
            if let expiresAt { writer.member("expiresAt", time: expiresAt) }
            if !reservationIds.isEmpty { writer.member("reservationIds", texts: reservationIds) }
            if let total { writer.member("total", number: total) }
            if !quotedCountry.isEmpty { writer.member("quotedCountry", text: quotedCountry) }
        }
        @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
            switch field {
            case 0: if let read = try reader.text() { cartID = read }
            case 1: if let read = try reader.uint64() { version = read }
            case 2: if let read: Cart.Status = try reader.word() { status = read }
            case 3: if let read = try reader.text() { customerID = read }
            case 4: if let read = try reader.text() { currency = read }
            case 5: try reader.list(into: &lines)
            case 6: subtotal = try reader.int64()
            case 7: pricedAtSequence = try reader.uint64()
            case 8: if let read = try reader.text() { orderID = read }
            case 9: if let read = try reader.text() { mergedInto = read }
            case 10: if let read = try reader.time() { createdAt = read }
            case 11: if let read = try reader.time() { updatedAt = read }
            case 12: expiresAt = try reader.time()
            case 13: if let read = try reader.texts() { reservationIds = read }
            case 14: total = try reader.int64()
            case 15: if let read = try reader.text() { quotedCountry = read }
            default: break
            }
        }
        public static let schema = MessageSchema("Cart", [
            Field("cartId", 1, .text, .plain, "The id of the cart.", example: "CART-1"),
            Field("version", 2, .number(bits: 64, isSigned: false), .plain, "How many events have changed it.", example: "3"),
            Field("status", 3, .words(Cart.Status.words), .plain, "Whether it can be changed, or how it ended.", example: "OPEN"),
            Field("customerId", 4, .text, .plain, "Whose it is; none of a guest's.", example: "C-1"),
            Field("currency", 5, .text, .plain, "The currency of its prices.", example: "EUR"),
            Field("lines", 6, .message(CartLine.self), .list, "What is in it, each SKU once, in the order in which they came."),
            Field("subtotal", 7, .number(bits: 64, isSigned: true), .optional, "What it was quoted to cost without the tax that comes on top; none where nobody asked since its lines changed.", unit: "minor"),
            Field("pricedAtSequence", 8, .number(bits: 64, isSigned: false), .optional, "The entry whose catalog the quote is of; none where there is no quote.", example: "17"),
            Field("orderId", 9, .text, .plain, "The order that it became.", example: "O-1001"),
            Field("mergedInto", 10, .text, .plain, "The cart that has what it had.", example: "CART-2"),
            Field("createdAt", 11, .time, .always, "When it was opened."),
            Field("updatedAt", 12, .time, .always, "When the last event changed it."),
            Field("expiresAt", 13, .time, .optional, "When it will be given up, if nothing changes it before; none once it has ended."),
            Field("reservationIds", 14, .text, .list, "Holds of its goods; their rows say which of them are still open."),
            Field("total", 15, .number(bits: 64, isSigned: true), .optional, "What it was quoted to cost with all tax; none where there is no quote, or where that is from before tax was quoted.", unit: "minor"),
            Field("quotedCountry", 16, .text, .plain, "Where it was quoted to go; none where nobody said.", example: "FR"),
        ])
    }

    private var box: Box<Fields>

    /// The id of the cart.
    public var cartID: String { get { box.storage.value.cartID } set { box.unique().value.cartID = newValue } }
    /// How many events have changed it.
    public var version: UInt64 { get { box.storage.value.version } set { box.unique().value.version = newValue } }
    /// Whether it can be changed, or how it ended.
    public var status: Cart.Status { get { box.storage.value.status } set { box.unique().value.status = newValue } }
    /// Whose it is; none of a guest's.
    public var customerID: String { get { box.storage.value.customerID } set { box.unique().value.customerID = newValue } }
    /// The currency of its prices.
    public var currency: String { get { box.storage.value.currency } set { box.unique().value.currency = newValue } }
    /// What is in it, each SKU once, in the order in which they came.
    public var lines: [CartLine] {
        get { box.storage.value.lines }
        set { box.unique().value.lines = newValue }
        _modify { yield &box.unique().value.lines }
    }
    /// What it was quoted to cost without the tax that comes on top; none where nobody asked since its lines changed.
    public var subtotal: Int64? { get { box.storage.value.subtotal } set { box.unique().value.subtotal = newValue } }
    /// The entry whose catalog the quote is of; none where there is no quote.
    public var pricedAtSequence: UInt64? {
        get { box.storage.value.pricedAtSequence }
        set { box.unique().value.pricedAtSequence = newValue }
    }
    /// The order that it became.
    public var orderID: String { get { box.storage.value.orderID } set { box.unique().value.orderID = newValue } }
    /// The cart that has what it had.
    public var mergedInto: String { get { box.storage.value.mergedInto } set { box.unique().value.mergedInto = newValue } }
    /// When it was opened.
    public var createdAt: Timestamp { get { box.storage.value.createdAt } set { box.unique().value.createdAt = newValue } }
    /// When the last event changed it.
    public var updatedAt: Timestamp { get { box.storage.value.updatedAt } set { box.unique().value.updatedAt = newValue } }
    /// When it will be given up, if nothing changes it before; none once it has ended.
    public var expiresAt: Timestamp? { get { box.storage.value.expiresAt } set { box.unique().value.expiresAt = newValue } }
    /// Holds of its goods; their rows say which of them are still open.
    public var reservationIds: [String] {
        get { box.storage.value.reservationIds }
        set { box.unique().value.reservationIds = newValue }
        _modify { yield &box.unique().value.reservationIds }
    }
    /// What it was quoted to cost with all tax; none where there is no quote, or where that is from before tax was quoted.
    public var total: Int64? { get { box.storage.value.total } set { box.unique().value.total = newValue } }
    /// Where it was quoted to go; none where nobody said.
    public var quotedCountry: String { get { box.storage.value.quotedCountry } set { box.unique().value.quotedCountry = newValue } }

    public init() { box = Box(Fields()) }
    public init(
        cartID: String = "", version: UInt64 = 0, status: Cart.Status = .unspecified, customerID: String = "",
        currency: String = "", lines: [CartLine] = [], subtotal: Int64? = nil, pricedAtSequence: UInt64? = nil,
        orderID: String = "", mergedInto: String = "", createdAt: Timestamp = Timestamp(), updatedAt: Timestamp = Timestamp(),
        expiresAt: Timestamp? = nil, reservationIds: [String] = [], total: Int64? = nil, quotedCountry: String = ""
    ) {
        box = Box(Fields(
            cartID: cartID, version: version, status: status, customerID: customerID, currency: currency, lines: lines,
            subtotal: subtotal, pricedAtSequence: pricedAtSequence, orderID: orderID, mergedInto: mergedInto, createdAt: createdAt,
            updatedAt: updatedAt, expiresAt: expiresAt, reservationIds: reservationIds, total: total, quotedCountry: quotedCountry
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

public struct CartLine: Message {
    /// The stock keeping unit.
    public var sku: String = ""
    /// How many are wanted.
    public var quantity: Int64 = 0
    /// What one unit was quoted to cost; none where there is no quote.
    public var unitPrice: Int64? = nil
    /// What the line was quoted to cost, without the tax that comes on top; none where there is no quote.
    public var lineTotal: Int64? = nil
    /// The tax that was quoted; none where there is no quote, or no tax.
    public var tax: Int64? = nil
    /// Whether that tax is within what the line costs.
    public var taxIncluded: Bool = false

    public init() {}
    public init(
        sku: String = "", quantity: Int64 = 0, unitPrice: Int64? = nil, lineTotal: Int64? = nil, tax: Int64? = nil,
        taxIncluded: Bool = false
    ) {
        self.sku = sku; self.quantity = quantity; self.unitPrice = unitPrice; self.lineTotal = lineTotal; self.tax = tax;
        self.taxIncluded = taxIncluded
    }

    public func encode(to writer: inout ByteWriter) {
        if !sku.isEmpty { writer.put(10, text: sku) }
        writer.put(16, number: UInt64(bitPattern: quantity))
        if let unitPrice { writer.put(24, number: UInt64(bitPattern: unitPrice)) }
        if let lineTotal { writer.put(32, number: UInt64(bitPattern: lineTotal)) }
        if let tax { writer.put(40, number: UInt64(bitPattern: tax)) }
        if taxIncluded { writer.put(48, number: taxIncluded ? 1 : 0) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: sku = try reader.text()
        case 16: quantity = Int64(bitPattern: try reader.varint())
        case 24: unitPrice = Int64(bitPattern: try reader.varint())
        case 32: lineTotal = Int64(bitPattern: try reader.varint())
        case 40: tax = Int64(bitPattern: try reader.varint())
        case 48: taxIncluded = try reader.varint() != 0
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !sku.isEmpty { writer.member("sku", text: sku) }
        writer.member("quantity", number: quantity)
        if let unitPrice { writer.member("unitPrice", number: unitPrice) }
        if let lineTotal { writer.member("lineTotal", number: lineTotal) }
        if let tax { writer.member("tax", number: tax) }
        if taxIncluded { writer.member("taxIncluded", truth: taxIncluded) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { sku = read }
        case 1: if let read = try reader.int64() { quantity = read }
        case 2: unitPrice = try reader.int64()
        case 3: lineTotal = try reader.int64()
        case 4: tax = try reader.int64()
        case 5: if let read = try reader.truth() { taxIncluded = read }
        default: break
        }
    }
    public static let schema = MessageSchema("CartLine", [
        Field("sku", 1, .text, .plain, "The stock keeping unit.", example: "OOLONG-100"),
        Field("quantity", 2, .number(bits: 64, isSigned: true), .always, "How many are wanted.", unit: "units"),
        Field("unitPrice", 3, .number(bits: 64, isSigned: true), .optional, "What one unit was quoted to cost; none where there is no quote.", unit: "minor"),
        Field("lineTotal", 4, .number(bits: 64, isSigned: true), .optional, "What the line was quoted to cost, without the tax that comes on top; none where there is no quote.", unit: "minor"),
        Field("tax", 5, .number(bits: 64, isSigned: true), .optional, "The tax that was quoted; none where there is no quote, or no tax.", unit: "minor"),
        Field("taxIncluded", 6, .truth, .plain, "Whether that tax is within what the line costs."),
    ])
}
