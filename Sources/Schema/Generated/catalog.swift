// swift-format-ignore-file
// What daybook/v1/catalog.proto says, as Swift. Written by tools/generate: change the .proto file, never this one.

public struct CatalogCommand: Message {
    public indirect enum OneOf_Command: Sendable, Equatable {
        /// Adds a product, with its variants.
        case createProduct(CreateProduct)
        /// Changes the price of a variant; orders that were placed keep theirs.
        case setPrice(SetPrice)
        /// Adds a variant to a product.
        case addVariant(AddVariant)
        /// Puts a product on sale.
        case publish(PublishProduct)
        /// Takes a product off sale.
        case unpublish(UnpublishProduct)
        /// Takes a product off sale for good.
        case archive(ArchiveProduct)
    }

    public var createProduct: CreateProduct { get { if case .createProduct(let value) = command { value } else { CreateProduct() } } set { command = .createProduct(newValue) } }
    public var setPrice: SetPrice { get { if case .setPrice(let value) = command { value } else { SetPrice() } } set { command = .setPrice(newValue) } }
    public var addVariant: AddVariant { get { if case .addVariant(let value) = command { value } else { AddVariant() } } set { command = .addVariant(newValue) } }
    public var publish: PublishProduct { get { if case .publish(let value) = command { value } else { PublishProduct() } } set { command = .publish(newValue) } }
    public var unpublish: UnpublishProduct { get { if case .unpublish(let value) = command { value } else { UnpublishProduct() } } set { command = .unpublish(newValue) } }
    public var archive: ArchiveProduct { get { if case .archive(let value) = command { value } else { ArchiveProduct() } } set { command = .archive(newValue) } }
    public var command: OneOf_Command? = nil

    public init() {}
    public init(command: OneOf_Command? = nil) { self.command = command }

    public func encode(to writer: inout ByteWriter) {
        switch command {
        case .createProduct(let value)?: writer.put(10, message: value)
        case .setPrice(let value)?: writer.put(18, message: value)
        case .addVariant(let value)?: writer.put(26, message: value)
        case .publish(let value)?: writer.put(34, message: value)
        case .unpublish(let value)?: writer.put(42, message: value)
        case .archive(let value)?: writer.put(50, message: value)
        case nil: break
        }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: try reader.message(into: &self.createProduct)
        case 18: try reader.message(into: &self.setPrice)
        case 26: try reader.message(into: &self.addVariant)
        case 34: try reader.message(into: &self.publish)
        case 42: try reader.message(into: &self.unpublish)
        case 50: try reader.message(into: &self.archive)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        switch command {
        case .createProduct(let value)?: writer.member("createProduct", message: value)
        case .setPrice(let value)?: writer.member("setPrice", message: value)
        case .addVariant(let value)?: writer.member("addVariant", message: value)
        case .publish(let value)?: writer.member("publish", message: value)
        case .unpublish(let value)?: writer.member("unpublish", message: value)
        case .archive(let value)?: writer.member("archive", message: value)
        case nil: break
        }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read: CreateProduct = try reader.alternative(isTaken: command != nil) { command = .createProduct(read) }
        case 1: if let read: SetPrice = try reader.alternative(isTaken: command != nil) { command = .setPrice(read) }
        case 2: if let read: AddVariant = try reader.alternative(isTaken: command != nil) { command = .addVariant(read) }
        case 3: if let read: PublishProduct = try reader.alternative(isTaken: command != nil) { command = .publish(read) }
        case 4: if let read: UnpublishProduct = try reader.alternative(isTaken: command != nil) { command = .unpublish(read) }
        case 5: if let read: ArchiveProduct = try reader.alternative(isTaken: command != nil) { command = .archive(read) }
        default: break
        }
    }
    public static let schema = MessageSchema("CatalogCommand", [
        Field("createProduct", 1, .message(CreateProduct.self), .alternative, "Adds a product, with its variants."),
        Field("setPrice", 2, .message(SetPrice.self), .alternative, "Changes the price of a variant; orders that were placed keep theirs."),
        Field("addVariant", 3, .message(AddVariant.self), .alternative, "Adds a variant to a product."),
        Field("publish", 4, .message(PublishProduct.self), .alternative, "Puts a product on sale."),
        Field("unpublish", 5, .message(UnpublishProduct.self), .alternative, "Takes a product off sale."),
        Field("archive", 6, .message(ArchiveProduct.self), .alternative, "Takes a product off sale for good."),
    ])
}

/// PHYSICAL goods have stock and are shipped; DIGITAL goods and a SERVICE need neither.
public enum ProductKind {
    public enum Value: Int, Word {
        case kindUnspecified, physical, digital, service

        public static let words = FieldNames("KIND_UNSPECIFIED", "PHYSICAL", "DIGITAL", "SERVICE")
    }
}

public struct CreateProduct: Message {
    /// The id of the product, which is new.
    public var productID: String = ""
    /// Its name for people, one line.
    public var title: String = ""
    /// Whether it has stock and is shipped.
    public var kind: ProductKind.Value = .kindUnspecified
    /// Who sells it, where that is not the shop.
    public var sellerID: String = ""
    /// What it is, for people.
    public var description_p: String = ""
    /// The categories it is found in.
    public var categories: [String] = []
    /// What is sold of it, which is needed to publish it; more can be added later.
    public var variants: [Variant] = []
    /// Whether it is on sale at once.
    public var publish: Bool = false

    public init() {}
    public init(
        productID: String = "", title: String = "", kind: ProductKind.Value = .kindUnspecified, sellerID: String = "",
        description_p: String = "", categories: [String] = [], variants: [Variant] = [], publish: Bool = false
    ) {
        self.productID = productID; self.title = title; self.kind = kind; self.sellerID = sellerID;
        self.description_p = description_p; self.categories = categories; self.variants = variants; self.publish = publish
    }

    public func encode(to writer: inout ByteWriter) {
        if !productID.isEmpty { writer.put(10, text: productID) }
        if !title.isEmpty { writer.put(18, text: title) }
        if kind != .kindUnspecified { writer.put(24, number: UInt64(kind.rawValue)) }
        if !sellerID.isEmpty { writer.put(34, text: sellerID) }
        if !description_p.isEmpty { writer.put(42, text: description_p) }
        for value in categories { writer.put(50, text: value) }
        writer.put(58, list: variants)
        if publish { writer.put(64, number: publish ? 1 : 0) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: productID = try reader.text()
        case 18: title = try reader.text()
        case 24: kind = try reader.word()
        case 34: sellerID = try reader.text()
        case 42: description_p = try reader.text()
        case 50: categories.append(try reader.text())
        case 58: try reader.append(to: &variants)
        case 64: publish = try reader.varint() != 0
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !productID.isEmpty { writer.member("productId", text: productID) }
        if !title.isEmpty { writer.member("title", text: title) }
        if kind != .kindUnspecified { writer.member("kind", word: kind.word) }
        if !sellerID.isEmpty { writer.member("sellerId", text: sellerID) }
        if !description_p.isEmpty { writer.member("description", text: description_p) }
        if !categories.isEmpty { writer.member("categories", texts: categories) }
        if !variants.isEmpty { writer.member("variants", list: variants) }
        if publish { writer.member("publish", truth: publish) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { productID = read }
        case 1: if let read = try reader.text() { title = read }
        case 2: if let read: ProductKind.Value = try reader.word() { kind = read }
        case 3: if let read = try reader.text() { sellerID = read }
        case 4: if let read = try reader.text() { description_p = read }
        case 5: if let read = try reader.texts() { categories = read }
        case 6: try reader.list(into: &variants)
        case 7: if let read = try reader.truth() { publish = read }
        default: break
        }
    }
    public static let schema = MessageSchema("CreateProduct", [
        Field("productId", 1, .text, .plain, "The id of the product, which is new.", example: "TEA-1", isRequired: true),
        Field("title", 2, .text, .plain, "Its name for people, one line.", example: "Oolong", isRequired: true),
        Field("kind", 3, .words(ProductKind.Value.words), .plain, "Whether it has stock and is shipped.", example: "PHYSICAL", isRequired: true),
        Field("sellerId", 4, .text, .plain, "Who sells it, where that is not the shop.", example: "SELLER-1"),
        Field("description", 5, .text, .plain, "What it is, for people."),
        Field("categories", 6, .text, .list, "The categories it is found in."),
        Field("variants", 7, .message(Variant.self), .list, "What is sold of it, which is needed to publish it; more can be added later."),
        Field("publish", 8, .truth, .plain, "Whether it is on sale at once.", example: "true"),
    ])
}

/// One thing that is sold: its SKU, price, size and how far it may be sold ahead of stock.
public struct Variant: Message {
    /// The stock keeping unit: the id of the variant, unique in the catalog.
    public var sku: String = ""
    /// What one unit costs.
    public var price: Money? = nil
    /// The weight of one unit.
    public var weightGrams: Int64? = nil
    /// The length of one unit.
    public var lengthMm: Int64? = nil
    /// The width of one unit.
    public var widthMm: Int64? = nil
    /// The height of one unit.
    public var heightMm: Int64? = nil
    /// How many units may be sold ahead of stock; none given is 0.
    public var backorderLimit: Int64? = nil

    public init() {}
    public init(
        sku: String = "", price: Money? = nil, weightGrams: Int64? = nil, lengthMm: Int64? = nil, widthMm: Int64? = nil,
        heightMm: Int64? = nil, backorderLimit: Int64? = nil
    ) {
        self.sku = sku; self.price = price; self.weightGrams = weightGrams; self.lengthMm = lengthMm; self.widthMm = widthMm;
        self.heightMm = heightMm; self.backorderLimit = backorderLimit
    }

    public func encode(to writer: inout ByteWriter) {
        if !sku.isEmpty { writer.put(10, text: sku) }
        if let price { writer.put(18, message: price) }
        if let weightGrams { writer.put(24, number: UInt64(bitPattern: weightGrams)) }
        if let lengthMm { writer.put(32, number: UInt64(bitPattern: lengthMm)) }
        if let widthMm { writer.put(40, number: UInt64(bitPattern: widthMm)) }
        if let heightMm { writer.put(48, number: UInt64(bitPattern: heightMm)) }
        if let backorderLimit { writer.put(56, number: UInt64(bitPattern: backorderLimit)) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: sku = try reader.text()
        case 18: try reader.message(into: &self.price)
        case 24: weightGrams = Int64(bitPattern: try reader.varint())
        case 32: lengthMm = Int64(bitPattern: try reader.varint())
        case 40: widthMm = Int64(bitPattern: try reader.varint())
        case 48: heightMm = Int64(bitPattern: try reader.varint())
        case 56: backorderLimit = Int64(bitPattern: try reader.varint())
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !sku.isEmpty { writer.member("sku", text: sku) }
        if let price { writer.member("price", message: price) }
        if let weightGrams { writer.member("weightGrams", number: weightGrams) }
        if let lengthMm { writer.member("lengthMm", number: lengthMm) }
        if let widthMm { writer.member("widthMm", number: widthMm) }
        if let heightMm { writer.member("heightMm", number: heightMm) }
        if let backorderLimit { writer.member("backorderLimit", number: backorderLimit) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { sku = read }
        case 1: try reader.message(into: &price)
        case 2: weightGrams = try reader.int64()
        case 3: lengthMm = try reader.int64()
        case 4: widthMm = try reader.int64()
        case 5: heightMm = try reader.int64()
        case 6: backorderLimit = try reader.int64()
        default: break
        }
    }
    public static let schema = MessageSchema("Variant", [
        Field("sku", 1, .text, .plain, "The stock keeping unit: the id of the variant, unique in the catalog.", example: "OOLONG-100", isRequired: true),
        Field("price", 2, .message(Money.self), .optional, "What one unit costs.", isRequired: true),
        Field("weightGrams", 3, .number(bits: 64, isSigned: true), .optional, "The weight of one unit.", unit: "grams", example: "120"),
        Field("lengthMm", 4, .number(bits: 64, isSigned: true), .optional, "The length of one unit.", unit: "millimeters", example: "150"),
        Field("widthMm", 5, .number(bits: 64, isSigned: true), .optional, "The width of one unit.", unit: "millimeters", example: "90"),
        Field("heightMm", 6, .number(bits: 64, isSigned: true), .optional, "The height of one unit.", unit: "millimeters", example: "60"),
        Field("backorderLimit", 7, .number(bits: 64, isSigned: true), .optional, "How many units may be sold ahead of stock; none given is 0.", unit: "units", example: "20"),
    ])
}

public struct SetPrice: Message {
    /// The stock keeping unit: the id of the variant.
    public var sku: String = ""
    /// What one unit costs from now on.
    public var price: Money? = nil

    public init() {}
    public init(sku: String = "", price: Money? = nil) { self.sku = sku; self.price = price }

    public func encode(to writer: inout ByteWriter) {
        if !sku.isEmpty { writer.put(10, text: sku) }
        if let price { writer.put(18, message: price) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: sku = try reader.text()
        case 18: try reader.message(into: &self.price)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !sku.isEmpty { writer.member("sku", text: sku) }
        if let price { writer.member("price", message: price) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { sku = read }
        case 1: try reader.message(into: &price)
        default: break
        }
    }
    public static let schema = MessageSchema("SetPrice", [
        Field("sku", 1, .text, .plain, "The stock keeping unit: the id of the variant.", example: "OOLONG-100", isRequired: true),
        Field("price", 2, .message(Money.self), .optional, "What one unit costs from now on.", isRequired: true),
    ])
}

public struct AddVariant: Message {
    /// The id of the product.
    public var productID: String = ""
    /// The variant.
    public var variant: Variant? = nil

    public init() {}
    public init(productID: String = "", variant: Variant? = nil) { self.productID = productID; self.variant = variant }

    public func encode(to writer: inout ByteWriter) {
        if !productID.isEmpty { writer.put(10, text: productID) }
        if let variant { writer.put(18, message: variant) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: productID = try reader.text()
        case 18: try reader.message(into: &self.variant)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !productID.isEmpty { writer.member("productId", text: productID) }
        if let variant { writer.member("variant", message: variant) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { productID = read }
        case 1: try reader.message(into: &variant)
        default: break
        }
    }
    public static let schema = MessageSchema("AddVariant", [
        Field("productId", 1, .text, .plain, "The id of the product.", example: "TEA-1", isRequired: true),
        Field("variant", 2, .message(Variant.self), .optional, "The variant.", isRequired: true),
    ])
}

public struct PublishProduct: Message {
    /// The id of the product.
    public var productID: String = ""

    public init() {}
    public init(productID: String = "") { self.productID = productID }

    public func encode(to writer: inout ByteWriter) {
        if !productID.isEmpty { writer.put(10, text: productID) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: productID = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !productID.isEmpty { writer.member("productId", text: productID) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { productID = read }
        default: break
        }
    }
    public static let schema = MessageSchema("PublishProduct", [
        Field("productId", 1, .text, .plain, "The id of the product.", example: "TEA-1", isRequired: true),
    ])
}

public struct UnpublishProduct: Message {
    /// The id of the product.
    public var productID: String = ""

    public init() {}
    public init(productID: String = "") { self.productID = productID }

    public func encode(to writer: inout ByteWriter) {
        if !productID.isEmpty { writer.put(10, text: productID) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: productID = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !productID.isEmpty { writer.member("productId", text: productID) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { productID = read }
        default: break
        }
    }
    public static let schema = MessageSchema("UnpublishProduct", [
        Field("productId", 1, .text, .plain, "The id of the product.", example: "TEA-1", isRequired: true),
    ])
}

public struct ArchiveProduct: Message {
    /// The id of the product.
    public var productID: String = ""

    public init() {}
    public init(productID: String = "") { self.productID = productID }

    public func encode(to writer: inout ByteWriter) {
        if !productID.isEmpty { writer.put(10, text: productID) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: productID = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !productID.isEmpty { writer.member("productId", text: productID) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { productID = read }
        default: break
        }
    }
    public static let schema = MessageSchema("ArchiveProduct", [
        Field("productId", 1, .text, .plain, "The id of the product.", example: "TEA-1", isRequired: true),
    ])
}

public struct CatalogEvent: Message {
    public indirect enum OneOf_Event: Sendable, Equatable {
        /// A product was added.
        case productCreated(ProductCreated)
        /// The price of a variant was changed.
        case priceSet(PriceSet)
        /// A variant was added to a product.
        case variantAdded(VariantAdded)
        /// A product was put on sale.
        case published(ProductPublished)
        /// A product was taken off sale.
        case unpublished(ProductUnpublished)
        /// A product was taken off sale for good.
        case archived(ProductArchived)
    }

    public var productCreated: ProductCreated { get { if case .productCreated(let value) = event { value } else { ProductCreated() } } set { event = .productCreated(newValue) } }
    public var priceSet: PriceSet { get { if case .priceSet(let value) = event { value } else { PriceSet() } } set { event = .priceSet(newValue) } }
    public var variantAdded: VariantAdded { get { if case .variantAdded(let value) = event { value } else { VariantAdded() } } set { event = .variantAdded(newValue) } }
    public var published: ProductPublished { get { if case .published(let value) = event { value } else { ProductPublished() } } set { event = .published(newValue) } }
    public var unpublished: ProductUnpublished { get { if case .unpublished(let value) = event { value } else { ProductUnpublished() } } set { event = .unpublished(newValue) } }
    public var archived: ProductArchived { get { if case .archived(let value) = event { value } else { ProductArchived() } } set { event = .archived(newValue) } }
    public var event: OneOf_Event? = nil

    public init() {}
    public init(event: OneOf_Event? = nil) { self.event = event }

    public func encode(to writer: inout ByteWriter) {
        switch event {
        case .productCreated(let value)?: writer.put(10, message: value)
        case .priceSet(let value)?: writer.put(18, message: value)
        case .variantAdded(let value)?: writer.put(26, message: value)
        case .published(let value)?: writer.put(34, message: value)
        case .unpublished(let value)?: writer.put(42, message: value)
        case .archived(let value)?: writer.put(50, message: value)
        case nil: break
        }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: try reader.message(into: &self.productCreated)
        case 18: try reader.message(into: &self.priceSet)
        case 26: try reader.message(into: &self.variantAdded)
        case 34: try reader.message(into: &self.published)
        case 42: try reader.message(into: &self.unpublished)
        case 50: try reader.message(into: &self.archived)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        switch event {
        case .productCreated(let value)?: writer.member("productCreated", message: value)
        case .priceSet(let value)?: writer.member("priceSet", message: value)
        case .variantAdded(let value)?: writer.member("variantAdded", message: value)
        case .published(let value)?: writer.member("published", message: value)
        case .unpublished(let value)?: writer.member("unpublished", message: value)
        case .archived(let value)?: writer.member("archived", message: value)
        case nil: break
        }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read: ProductCreated = try reader.alternative(isTaken: event != nil) { event = .productCreated(read) }
        case 1: if let read: PriceSet = try reader.alternative(isTaken: event != nil) { event = .priceSet(read) }
        case 2: if let read: VariantAdded = try reader.alternative(isTaken: event != nil) { event = .variantAdded(read) }
        case 3: if let read: ProductPublished = try reader.alternative(isTaken: event != nil) { event = .published(read) }
        case 4: if let read: ProductUnpublished = try reader.alternative(isTaken: event != nil) { event = .unpublished(read) }
        case 5: if let read: ProductArchived = try reader.alternative(isTaken: event != nil) { event = .archived(read) }
        default: break
        }
    }
    public static let schema = MessageSchema("CatalogEvent", [
        Field("productCreated", 1, .message(ProductCreated.self), .alternative, "A product was added."),
        Field("priceSet", 2, .message(PriceSet.self), .alternative, "The price of a variant was changed."),
        Field("variantAdded", 3, .message(VariantAdded.self), .alternative, "A variant was added to a product."),
        Field("published", 4, .message(ProductPublished.self), .alternative, "A product was put on sale."),
        Field("unpublished", 5, .message(ProductUnpublished.self), .alternative, "A product was taken off sale."),
        Field("archived", 6, .message(ProductArchived.self), .alternative, "A product was taken off sale for good."),
    ])
}

public struct ProductCreated: Message {
    /// Its name for people.
    public var title: String = ""
    /// Whether it has stock and is shipped.
    public var kind: ProductKind.Value = .kindUnspecified
    /// Who sells it, where that is not the shop.
    public var sellerID: String = ""
    /// What it is, for people.
    public var description_p: String = ""
    /// The categories it is found in.
    public var categories: [String] = []
    /// What is sold of it.
    public var variants: [Variant] = []

    public init() {}
    public init(
        title: String = "", kind: ProductKind.Value = .kindUnspecified, sellerID: String = "", description_p: String = "",
        categories: [String] = [], variants: [Variant] = []
    ) {
        self.title = title; self.kind = kind; self.sellerID = sellerID; self.description_p = description_p;
        self.categories = categories; self.variants = variants
    }

    public func encode(to writer: inout ByteWriter) {
        if !title.isEmpty { writer.put(10, text: title) }
        if kind != .kindUnspecified { writer.put(16, number: UInt64(kind.rawValue)) }
        if !sellerID.isEmpty { writer.put(26, text: sellerID) }
        if !description_p.isEmpty { writer.put(34, text: description_p) }
        for value in categories { writer.put(42, text: value) }
        writer.put(50, list: variants)
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: title = try reader.text()
        case 16: kind = try reader.word()
        case 26: sellerID = try reader.text()
        case 34: description_p = try reader.text()
        case 42: categories.append(try reader.text())
        case 50: try reader.append(to: &variants)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !title.isEmpty { writer.member("title", text: title) }
        if kind != .kindUnspecified { writer.member("kind", word: kind.word) }
        if !sellerID.isEmpty { writer.member("sellerId", text: sellerID) }
        if !description_p.isEmpty { writer.member("description", text: description_p) }
        if !categories.isEmpty { writer.member("categories", texts: categories) }
        if !variants.isEmpty { writer.member("variants", list: variants) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { title = read }
        case 1: if let read: ProductKind.Value = try reader.word() { kind = read }
        case 2: if let read = try reader.text() { sellerID = read }
        case 3: if let read = try reader.text() { description_p = read }
        case 4: if let read = try reader.texts() { categories = read }
        case 5: try reader.list(into: &variants)
        default: break
        }
    }
    public static let schema = MessageSchema("ProductCreated", [
        Field("title", 1, .text, .plain, "Its name for people."),
        Field("kind", 2, .words(ProductKind.Value.words), .plain, "Whether it has stock and is shipped."),
        Field("sellerId", 3, .text, .plain, "Who sells it, where that is not the shop."),
        Field("description", 4, .text, .plain, "What it is, for people."),
        Field("categories", 5, .text, .list, "The categories it is found in."),
        Field("variants", 6, .message(Variant.self), .list, "What is sold of it."),
    ])
}

public struct PriceSet: Message {
    /// The stock keeping unit: the id of the variant.
    public var sku: String = ""
    /// What one unit costs from then on.
    public var price: Money = Money()

    public init() {}
    public init(sku: String = "", price: Money = Money()) { self.sku = sku; self.price = price }

    public func encode(to writer: inout ByteWriter) {
        if !sku.isEmpty { writer.put(10, text: sku) }
        writer.put(18, message: price)
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: sku = try reader.text()
        case 18: try reader.message(into: &self.price)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !sku.isEmpty { writer.member("sku", text: sku) }
        writer.member("price", message: price)
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { sku = read }
        case 1: try reader.message(into: &price)
        default: break
        }
    }
    public static let schema = MessageSchema("PriceSet", [
        Field("sku", 1, .text, .plain, "The stock keeping unit: the id of the variant."),
        Field("price", 2, .message(Money.self), .always, "What one unit costs from then on."),
    ])
}

public struct VariantAdded: Message {
    /// The variant.
    public var variant: Variant = Variant()

    public init() {}
    public init(variant: Variant = Variant()) { self.variant = variant }

    public func encode(to writer: inout ByteWriter) {
        writer.put(10, message: variant)
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: try reader.message(into: &self.variant)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        writer.member("variant", message: variant)
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: try reader.message(into: &variant)
        default: break
        }
    }
    public static let schema = MessageSchema("VariantAdded", [
        Field("variant", 1, .message(Variant.self), .always, "The variant."),
    ])
}

public struct ProductPublished: Message {
    public init() {}

    public func encode(to writer: inout ByteWriter) {}
    public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) { throw reader.unknown(tag) }
    public func writeMembers(to writer: inout JSONWriter) {}
    public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {}
    public static let schema = MessageSchema("ProductPublished", [])
}

public struct ProductUnpublished: Message {
    public init() {}

    public func encode(to writer: inout ByteWriter) {}
    public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) { throw reader.unknown(tag) }
    public func writeMembers(to writer: inout JSONWriter) {}
    public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {}
    public static let schema = MessageSchema("ProductUnpublished", [])
}

public struct ProductArchived: Message {
    public init() {}

    public func encode(to writer: inout ByteWriter) {}
    public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) { throw reader.unknown(tag) }
    public func writeMembers(to writer: inout JSONWriter) {}
    public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {}
    public static let schema = MessageSchema("ProductArchived", [])
}

public struct Product: WholeMessage {
    public enum Status: Int, Word {
        case unspecified, draft, published, unpublished, archived

        public static let words = FieldNames("STATUS_UNSPECIFIED", "DRAFT", "PUBLISHED", "UNPUBLISHED", "ARCHIVED")
    }

    struct Fields: Message {
        var productID: String = ""
        var version: UInt64 = 0
        var status: Product.Status = .unspecified
        var title: String = ""
        var kind: ProductKind.Value = .kindUnspecified
        var sellerID: String = ""
        var description_p: String = ""
        var categories: [String] = []
        var variants: [Variant] = []
        var createdAt: Timestamp = Timestamp()
        var updatedAt: Timestamp = Timestamp()

        public func encode(to writer: inout ByteWriter) {
            if !productID.isEmpty { writer.put(10, text: productID) }
            if version != 0 { writer.put(16, number: version) }
            if status != .unspecified { writer.put(24, number: UInt64(status.rawValue)) }
            if !title.isEmpty { writer.put(34, text: title) }
            if kind != .kindUnspecified { writer.put(40, number: UInt64(kind.rawValue)) }
            if !sellerID.isEmpty { writer.put(50, text: sellerID) }
            if !description_p.isEmpty { writer.put(58, text: description_p) }
            for value in categories { writer.put(66, text: value) }
            writer.put(74, list: variants)
            writer.put(82, message: createdAt)
            writer.put(90, message: updatedAt)
        }
        @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
            switch tag {
            case 10: productID = try reader.text()
            case 16: version = try reader.varint()
            case 24: status = try reader.word()
            case 34: title = try reader.text()
            case 40: kind = try reader.word()
            case 50: sellerID = try reader.text()
            case 58: description_p = try reader.text()
            case 66: categories.append(try reader.text())
            case 74: try reader.append(to: &variants)
            case 82: try reader.message(into: &self.createdAt)
            case 90: try reader.message(into: &self.updatedAt)
            default: throw reader.unknown(tag)
            }
        }
        @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
            if !productID.isEmpty { writer.member("productId", text: productID) }
            writer.member("version", number: version)
            if status != .unspecified { writer.member("status", word: status.word) }
            if !title.isEmpty { writer.member("title", text: title) }
            if kind != .kindUnspecified { writer.member("kind", word: kind.word) }
            if !sellerID.isEmpty { writer.member("sellerId", text: sellerID) }
            if !description_p.isEmpty { writer.member("description", text: description_p) }
            if !categories.isEmpty { writer.member("categories", texts: categories) }
            if !variants.isEmpty { writer.member("variants", list: variants) }
            writer.member("createdAt", time: createdAt)
            writer.member("updatedAt", time: updatedAt)
        }
        @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
            switch field {
            case 0: if let read = try reader.text() { productID = read }
            case 1: if let read = try reader.uint64() { version = read }
            case 2: if let read: Product.Status = try reader.word() { status = read }
            case 3: if let read = try reader.text() { title = read }
            case 4: if let read: ProductKind.Value = try reader.word() { kind = read }
            case 5: if let read = try reader.text() { sellerID = read }
            case 6: if let read = try reader.text() { description_p = read }
            case 7: if let read = try reader.texts() { categories = read }
            case 8: try reader.list(into: &variants)
            case 9: if let read = try reader.time() { createdAt = read }
            case 10: if let read = try reader.time() { updatedAt = read }
            default: break
            }
        }
        public static let schema = MessageSchema("Product", [
            Field("productId", 1, .text, .plain, "The id of the product.", example: "TEA-1"),
            Field("version", 2, .number(bits: 64, isSigned: false), .plain, "How many events have changed it.", example: "3"),
            Field("status", 3, .words(Product.Status.words), .plain, "Whether it is on sale.", example: "PUBLISHED"),
            Field("title", 4, .text, .plain, "Its name for people.", example: "Oolong"),
            Field("kind", 5, .words(ProductKind.Value.words), .plain, "Whether it has stock and is shipped.", example: "PHYSICAL"),
            Field("sellerId", 6, .text, .plain, "Who sells it, where that is not the shop.", example: "SELLER-1"),
            Field("description", 7, .text, .plain, "What it is, for people."),
            Field("categories", 8, .text, .list, "The categories it is found in."),
            Field("variants", 9, .message(Variant.self), .list, "What is sold of it."),
            Field("createdAt", 10, .time, .always, "When it was added."),
            Field("updatedAt", 11, .time, .always, "When the last event changed it."),
        ])
    }

    private var box: Box<Fields>

    /// The id of the product.
    public var productID: String { get { box.storage.value.productID } set { box.unique().value.productID = newValue } }
    /// How many events have changed it.
    public var version: UInt64 { get { box.storage.value.version } set { box.unique().value.version = newValue } }
    /// Whether it is on sale.
    public var status: Product.Status { get { box.storage.value.status } set { box.unique().value.status = newValue } }
    /// Its name for people.
    public var title: String { get { box.storage.value.title } set { box.unique().value.title = newValue } }
    /// Whether it has stock and is shipped.
    public var kind: ProductKind.Value { get { box.storage.value.kind } set { box.unique().value.kind = newValue } }
    /// Who sells it, where that is not the shop.
    public var sellerID: String { get { box.storage.value.sellerID } set { box.unique().value.sellerID = newValue } }
    /// What it is, for people.
    public var description_p: String { get { box.storage.value.description_p } set { box.unique().value.description_p = newValue } }
    /// The categories it is found in.
    public var categories: [String] {
        get { box.storage.value.categories }
        set { box.unique().value.categories = newValue }
        _modify { yield &box.unique().value.categories }
    }
    /// What is sold of it.
    public var variants: [Variant] {
        get { box.storage.value.variants }
        set { box.unique().value.variants = newValue }
        _modify { yield &box.unique().value.variants }
    }
    /// When it was added.
    public var createdAt: Timestamp { get { box.storage.value.createdAt } set { box.unique().value.createdAt = newValue } }
    /// When the last event changed it.
    public var updatedAt: Timestamp { get { box.storage.value.updatedAt } set { box.unique().value.updatedAt = newValue } }

    public init() { box = Box(Fields()) }
    public init(
        productID: String = "", version: UInt64 = 0, status: Product.Status = .unspecified, title: String = "",
        kind: ProductKind.Value = .kindUnspecified, sellerID: String = "", description_p: String = "", categories: [String] = [],
        variants: [Variant] = [], createdAt: Timestamp = Timestamp(), updatedAt: Timestamp = Timestamp()
    ) {
        box = Box(Fields(
            productID: productID, version: version, status: status, title: title, kind: kind, sellerID: sellerID,
            description_p: description_p, categories: categories, variants: variants, createdAt: createdAt, updatedAt: updatedAt
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
