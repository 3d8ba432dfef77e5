// swift-format-ignore-file
// What daybook/v1/catalog.proto says, as Swift. Written by tools/generate: change the .proto file, never this one.

public struct CatalogCommand: Message {
    public indirect enum OneOf_Command: Sendable, Equatable {
        /// Adds a product, with its variants.
        case createProduct(CreateProduct)
        /// Changes the price of a variant, or adds one of a list or of a time; orders that were placed keep theirs.
        case setPrice(SetPrice)
        /// Adds a variant to a product.
        case addVariant(AddVariant)
        /// Puts a product on sale.
        case publish(PublishProduct)
        /// Takes a product off sale.
        case unpublish(UnpublishProduct)
        /// Takes a product off sale for good.
        case archive(ArchiveProduct)
        /// Changes what is said of a product: only what is given.
        case updateProduct(UpdateProduct)
        /// Changes what is said of a variant: only what is given.
        case updateVariant(UpdateVariant)
        /// Says in another language what a product is.
        case translate(TranslateProduct)
        /// Ends a price of a list or of a time, or takes back one that has not begun.
        case endPrice(EndPrice)
        /// Says what tax is charged on variants of a class.
        case setTaxClass(SetTaxClass)
    }

    public var createProduct: CreateProduct { get { if case .createProduct(let value) = command { value } else { CreateProduct() } } set { command = .createProduct(newValue) } }
    public var setPrice: SetPrice { get { if case .setPrice(let value) = command { value } else { SetPrice() } } set { command = .setPrice(newValue) } }
    public var addVariant: AddVariant { get { if case .addVariant(let value) = command { value } else { AddVariant() } } set { command = .addVariant(newValue) } }
    public var publish: PublishProduct { get { if case .publish(let value) = command { value } else { PublishProduct() } } set { command = .publish(newValue) } }
    public var unpublish: UnpublishProduct { get { if case .unpublish(let value) = command { value } else { UnpublishProduct() } } set { command = .unpublish(newValue) } }
    public var archive: ArchiveProduct { get { if case .archive(let value) = command { value } else { ArchiveProduct() } } set { command = .archive(newValue) } }
    public var updateProduct: UpdateProduct { get { if case .updateProduct(let value) = command { value } else { UpdateProduct() } } set { command = .updateProduct(newValue) } }
    public var updateVariant: UpdateVariant { get { if case .updateVariant(let value) = command { value } else { UpdateVariant() } } set { command = .updateVariant(newValue) } }
    public var translate: TranslateProduct { get { if case .translate(let value) = command { value } else { TranslateProduct() } } set { command = .translate(newValue) } }
    public var endPrice: EndPrice { get { if case .endPrice(let value) = command { value } else { EndPrice() } } set { command = .endPrice(newValue) } }
    public var setTaxClass: SetTaxClass { get { if case .setTaxClass(let value) = command { value } else { SetTaxClass() } } set { command = .setTaxClass(newValue) } }
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
        case .updateProduct(let value)?: writer.put(58, message: value)
        case .updateVariant(let value)?: writer.put(66, message: value)
        case .translate(let value)?: writer.put(74, message: value)
        case .endPrice(let value)?: writer.put(82, message: value)
        case .setTaxClass(let value)?: writer.put(90, message: value)
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
        case 58: try reader.message(into: &self.updateProduct)
        case 66: try reader.message(into: &self.updateVariant)
        case 74: try reader.message(into: &self.translate)
        case 82: try reader.message(into: &self.endPrice)
        case 90: try reader.message(into: &self.setTaxClass)
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
        case .updateProduct(let value)?: writer.member("updateProduct", message: value)
        case .updateVariant(let value)?: writer.member("updateVariant", message: value)
        case .translate(let value)?: writer.member("translate", message: value)
        case .endPrice(let value)?: writer.member("endPrice", message: value)
        case .setTaxClass(let value)?: writer.member("setTaxClass", message: value)
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
        case 6: if let read: UpdateProduct = try reader.alternative(isTaken: command != nil) { command = .updateProduct(read) }
        case 7: if let read: UpdateVariant = try reader.alternative(isTaken: command != nil) { command = .updateVariant(read) }
        case 8: if let read: TranslateProduct = try reader.alternative(isTaken: command != nil) { command = .translate(read) }
        case 9: if let read: EndPrice = try reader.alternative(isTaken: command != nil) { command = .endPrice(read) }
        case 10: if let read: SetTaxClass = try reader.alternative(isTaken: command != nil) { command = .setTaxClass(read) }
        default: break
        }
    }
    public static let schema = MessageSchema("CatalogCommand", [
        Field("createProduct", 1, .message(CreateProduct.self), .alternative, "Adds a product, with its variants."),
        Field("setPrice", 2, .message(SetPrice.self), .alternative, "Changes the price of a variant, or adds one of a list or of a time; orders that were placed keep theirs."),
        Field("addVariant", 3, .message(AddVariant.self), .alternative, "Adds a variant to a product."),
        Field("publish", 4, .message(PublishProduct.self), .alternative, "Puts a product on sale."),
        Field("unpublish", 5, .message(UnpublishProduct.self), .alternative, "Takes a product off sale."),
        Field("archive", 6, .message(ArchiveProduct.self), .alternative, "Takes a product off sale for good."),
        Field("updateProduct", 7, .message(UpdateProduct.self), .alternative, "Changes what is said of a product: only what is given."),
        Field("updateVariant", 8, .message(UpdateVariant.self), .alternative, "Changes what is said of a variant: only what is given."),
        Field("translate", 9, .message(TranslateProduct.self), .alternative, "Says in another language what a product is."),
        Field("endPrice", 10, .message(EndPrice.self), .alternative, "Ends a price of a list or of a time, or takes back one that has not begun."),
        Field("setTaxClass", 11, .message(SetTaxClass.self), .alternative, "Says what tax is charged on variants of a class."),
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
    /// The language of its title and description, a tag of BCP 47.
    public var locale: String = ""
    /// What else is said of it, by what it is.
    public var attributes: [String: String] = [:]
    /// Pictures and the like: where they are.
    public var media: [Media] = []
    /// The countries that it is not sold to, two capital letters of ISO 3166 each.
    public var restrictedCountries: [String] = []

    public init() {}
    public init(
        productID: String = "", title: String = "", kind: ProductKind.Value = .kindUnspecified, sellerID: String = "",
        description_p: String = "", categories: [String] = [], variants: [Variant] = [], publish: Bool = false, locale: String = "",
        attributes: [String: String] = [:], media: [Media] = [], restrictedCountries: [String] = []
    ) {
        self.productID = productID; self.title = title; self.kind = kind; self.sellerID = sellerID;
        self.description_p = description_p; self.categories = categories; self.variants = variants; self.publish = publish;
        self.locale = locale; self.attributes = attributes; self.media = media; self.restrictedCountries = restrictedCountries
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
        if !locale.isEmpty { writer.put(74, text: locale) }
        if !attributes.isEmpty { writer.put(82, map: attributes) }
        writer.put(90, list: media)
        for value in restrictedCountries { writer.put(98, text: value) }
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
        case 74: locale = try reader.text()
        case 82: try reader.pair(into: &attributes)
        case 90: try reader.append(to: &media)
        case 98: restrictedCountries.append(try reader.text())
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
        if !locale.isEmpty { writer.member("locale", text: locale) }
        if !attributes.isEmpty { writer.member("attributes", map: attributes) }
        if !media.isEmpty { writer.member("media", list: media) }
        if !restrictedCountries.isEmpty { writer.member("restrictedCountries", texts: restrictedCountries) }
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
        case 8: if let read = try reader.text() { locale = read }
        case 9: if let read = try reader.map() { attributes = read }
        case 10: try reader.list(into: &media)
        case 11: if let read = try reader.texts() { restrictedCountries = read }
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
        Field("locale", 9, .text, .plain, "The language of its title and description, a tag of BCP 47.", example: "en"),
        Field("attributes", 10, .map, .plain, "What else is said of it, by what it is.", example: "{\"origin\":\"Taiwan\"}"),
        Field("media", 11, .message(Media.self), .list, "Pictures and the like: where they are."),
        Field("restrictedCountries", 12, .text, .list, "The countries that it is not sold to, two capital letters of ISO 3166 each.", example: "US"),
    ])
}

/// Where a picture, a film or a paper about a product is. The ledger keeps no more than that.
public struct Media: Message {
    public enum Kind: Int, Word {
        case unspecified, image, video, document

        public static let words = FieldNames("KIND_UNSPECIFIED", "IMAGE", "VIDEO", "DOCUMENT")
    }

    /// Where it is.
    public var url: String = ""
    /// What it shows, for who cannot see it.
    public var alt: String = ""
    /// What it is; none given is IMAGE.
    public var kind: Media.Kind = .unspecified

    public init() {}
    public init(url: String = "", alt: String = "", kind: Media.Kind = .unspecified) {
        self.url = url; self.alt = alt; self.kind = kind
    }

    public func encode(to writer: inout ByteWriter) {
        if !url.isEmpty { writer.put(10, text: url) }
        if !alt.isEmpty { writer.put(18, text: alt) }
        if kind != .unspecified { writer.put(24, number: UInt64(kind.rawValue)) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: url = try reader.text()
        case 18: alt = try reader.text()
        case 24: kind = try reader.word()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !url.isEmpty { writer.member("url", text: url) }
        if !alt.isEmpty { writer.member("alt", text: alt) }
        if kind != .unspecified { writer.member("kind", word: kind.word) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { url = read }
        case 1: if let read = try reader.text() { alt = read }
        case 2: if let read: Media.Kind = try reader.word() { kind = read }
        default: break
        }
    }
    public static let schema = MessageSchema("Media", [
        Field("url", 1, .text, .plain, "Where it is.", example: "https://cdn.example.com/oolong.jpg", isRequired: true),
        Field("alt", 2, .text, .plain, "What it shows, for who cannot see it.", example: "a tin of tea"),
        Field("kind", 3, .words(Media.Kind.words), .plain, "What it is; none given is IMAGE.", example: "IMAGE"),
    ])
}

/// One thing that is sold: its SKU, prices, size and how far it may be sold ahead of stock.
public struct Variant: Message {
    struct Fields: Message {
        var sku: String = ""
        var price: Money? = nil
        var weightGrams: Int64? = nil
        var lengthMm: Int64? = nil
        var widthMm: Int64? = nil
        var heightMm: Int64? = nil
        var backorderLimit: Int64? = nil
        var options: [String: String] = [:]
        var taxClass: String = ""
        var hsCode: String = ""
        var originCountry: String = ""
        var unitCost: Money? = nil
        var prices: [ListPrice] = []

        public func encode(to writer: inout ByteWriter) {
            if !sku.isEmpty { writer.put(10, text: sku) }
            if let price { writer.put(18, message: price) }
            if let weightGrams { writer.put(24, number: UInt64(bitPattern: weightGrams)) }
            if let lengthMm { writer.put(32, number: UInt64(bitPattern: lengthMm)) }
            if let widthMm { writer.put(40, number: UInt64(bitPattern: widthMm)) }
            if let heightMm { writer.put(48, number: UInt64(bitPattern: heightMm)) }
            if let backorderLimit { writer.put(56, number: UInt64(bitPattern: backorderLimit)) }
            if !options.isEmpty { writer.put(66, map: options) }
            if !taxClass.isEmpty { writer.put(74, text: taxClass) }
            if !hsCode.isEmpty { writer.put(82, text: hsCode) }
            if !originCountry.isEmpty { writer.put(90, text: originCountry) }
            if let unitCost { writer.put(98, message: unitCost) }
            writer.put(106, list: prices)
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
            case 66: try reader.pair(into: &options)
            case 74: taxClass = try reader.text()
            case 82: hsCode = try reader.text()
            case 90: originCountry = try reader.text()
            case 98: try reader.message(into: &self.unitCost)
            case 106: try reader.append(to: &prices)
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
            if !options.isEmpty { writer.member("options", map: options) }
            if !taxClass.isEmpty { writer.member("taxClass", text: taxClass) }
            if !hsCode.isEmpty { writer.member("hsCode", text: hsCode) }
            if !originCountry.isEmpty { writer.member("originCountry", text: originCountry) }
            if let unitCost { writer.member("unitCost", message: unitCost) }
            if !prices.isEmpty { writer.member("prices", list: prices) }
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
            case 7: if let read = try reader.map() { options = read }
            case 8: if let read = try reader.text() { taxClass = read }
            case 9: if let read = try reader.text() { hsCode = read }
            case 10: if let read = try reader.text() { originCountry = read }
            case 11: try reader.message(into: &unitCost)
            case 12: try reader.list(into: &prices)
            default: break
            }
        }
        public static let schema = MessageSchema("Variant", [
            Field("sku", 1, .text, .plain, "The stock keeping unit: the id of the variant, unique in the catalog.", example: "OOLONG-100", isRequired: true),
            Field("price", 2, .message(Money.self), .optional, "What one unit costs where none of its prices says otherwise.", isRequired: true),
            Field("weightGrams", 3, .number(bits: 64, isSigned: true), .optional, "The weight of one unit.", unit: "grams", example: "120"),
            Field("lengthMm", 4, .number(bits: 64, isSigned: true), .optional, "The length of one unit.", unit: "millimeters", example: "150"),
            Field("widthMm", 5, .number(bits: 64, isSigned: true), .optional, "The width of one unit.", unit: "millimeters", example: "90"),
            Field("heightMm", 6, .number(bits: 64, isSigned: true), .optional, "The height of one unit.", unit: "millimeters", example: "60"),
            Field("backorderLimit", 7, .number(bits: 64, isSigned: true), .optional, "How many units may be sold ahead of stock; none given is 0.", unit: "units", example: "20"),
            Field("options", 8, .map, .plain, "What tells it from the other variants, by what it is.", example: "{\"size\":\"100 g\"}"),
            Field("taxClass", 9, .text, .plain, "The class of its tax; without one it bears none.", example: "FOOD"),
            Field("hsCode", 10, .text, .plain, "The code of the Harmonized System for customs: 6 to 12 digits.", example: "090230"),
            Field("originCountry", 11, .text, .plain, "The country that it comes from, two capital letters of ISO 3166.", example: "TW"),
            Field("unitCost", 12, .message(Money.self), .optional, "What one unit costs the shop."),
            Field("prices", 13, .message(ListPrice.self), .list, "Prices of lists and of times. Those of one list and currency follow one another and never overlap."),
        ])
    }

    private var box: Box<Fields>

    /// The stock keeping unit: the id of the variant, unique in the catalog.
    public var sku: String { get { box.storage.value.sku } set { box.unique().value.sku = newValue } }
    /// What one unit costs where none of its prices says otherwise.
    public var price: Money? { get { box.storage.value.price } set { box.unique().value.price = newValue } }
    /// The weight of one unit.
    public var weightGrams: Int64? { get { box.storage.value.weightGrams } set { box.unique().value.weightGrams = newValue } }
    /// The length of one unit.
    public var lengthMm: Int64? { get { box.storage.value.lengthMm } set { box.unique().value.lengthMm = newValue } }
    /// The width of one unit.
    public var widthMm: Int64? { get { box.storage.value.widthMm } set { box.unique().value.widthMm = newValue } }
    /// The height of one unit.
    public var heightMm: Int64? { get { box.storage.value.heightMm } set { box.unique().value.heightMm = newValue } }
    /// How many units may be sold ahead of stock; none given is 0.
    public var backorderLimit: Int64? {
        get { box.storage.value.backorderLimit }
        set { box.unique().value.backorderLimit = newValue }
    }
    /// What tells it from the other variants, by what it is.
    public var options: [String: String] {
        get { box.storage.value.options }
        set { box.unique().value.options = newValue }
        _modify { yield &box.unique().value.options }
    }
    /// The class of its tax; without one it bears none.
    public var taxClass: String { get { box.storage.value.taxClass } set { box.unique().value.taxClass = newValue } }
    /// The code of the Harmonized System for customs: 6 to 12 digits.
    public var hsCode: String { get { box.storage.value.hsCode } set { box.unique().value.hsCode = newValue } }
    /// The country that it comes from, two capital letters of ISO 3166.
    public var originCountry: String { get { box.storage.value.originCountry } set { box.unique().value.originCountry = newValue } }
    /// What one unit costs the shop.
    public var unitCost: Money? { get { box.storage.value.unitCost } set { box.unique().value.unitCost = newValue } }
    /// Prices of lists and of times. Those of one list and currency follow one another and never overlap.
    public var prices: [ListPrice] {
        get { box.storage.value.prices }
        set { box.unique().value.prices = newValue }
        _modify { yield &box.unique().value.prices }
    }

    public init() { box = Box(Fields()) }
    public init(
        sku: String = "", price: Money? = nil, weightGrams: Int64? = nil, lengthMm: Int64? = nil, widthMm: Int64? = nil,
        heightMm: Int64? = nil, backorderLimit: Int64? = nil, options: [String: String] = [:], taxClass: String = "",
        hsCode: String = "", originCountry: String = "", unitCost: Money? = nil, prices: [ListPrice] = []
    ) {
        box = Box(Fields(
            sku: sku, price: price, weightGrams: weightGrams, lengthMm: lengthMm, widthMm: widthMm, heightMm: heightMm,
            backorderLimit: backorderLimit, options: options, taxClass: taxClass, hsCode: hsCode, originCountry: originCountry,
            unitCost: unitCost, prices: prices
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
}

/// A price of a list, from a moment until before another.
public struct ListPrice: Message {
    /// The list; none is the plain one, which every order can use.
    public var listID: String = ""
    /// What one unit costs.
    public var price: Money? = nil
    /// The first moment that it holds; in a command none given is now.
    public var validFrom: Timestamp? = nil
    /// The first moment that it holds no more; none is never.
    public var validTo: Timestamp? = nil

    public init() {}
    public init(listID: String = "", price: Money? = nil, validFrom: Timestamp? = nil, validTo: Timestamp? = nil) {
        self.listID = listID; self.price = price; self.validFrom = validFrom; self.validTo = validTo
    }

    public func encode(to writer: inout ByteWriter) {
        if !listID.isEmpty { writer.put(10, text: listID) }
        if let price { writer.put(18, message: price) }
        if let validFrom { writer.put(26, message: validFrom) }
        if let validTo { writer.put(34, message: validTo) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: listID = try reader.text()
        case 18: try reader.message(into: &self.price)
        case 26: try reader.message(into: &self.validFrom)
        case 34: try reader.message(into: &self.validTo)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !listID.isEmpty { writer.member("listId", text: listID) }
        if let price { writer.member("price", message: price) }
        if let validFrom { writer.member("validFrom", time: validFrom) }
        if let validTo { writer.member("validTo", time: validTo) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { listID = read }
        case 1: try reader.message(into: &price)
        case 2: validFrom = try reader.time()
        case 3: validTo = try reader.time()
        default: break
        }
    }
    public static let schema = MessageSchema("ListPrice", [
        Field("listId", 1, .text, .plain, "The list; none is the plain one, which every order can use.", example: "WHOLESALE"),
        Field("price", 2, .message(Money.self), .optional, "What one unit costs.", isRequired: true),
        Field("validFrom", 3, .time, .optional, "The first moment that it holds; in a command none given is now.", example: "2031-11-24T00:00:00Z"),
        Field("validTo", 4, .time, .optional, "The first moment that it holds no more; none is never.", example: "2031-12-01T00:00:00Z"),
    ])
}

public struct SetPrice: Message {
    /// The stock keeping unit: the id of the variant.
    public var sku: String = ""
    /// What one unit costs.
    public var price: Money? = nil
    /// The price list. Without it, and without times, this is the price from now on wherever no other holds.
    public var listID: String = ""
    /// The first moment that it holds; none given is now.
    public var validFrom: Timestamp? = nil
    /// The first moment that it holds no more; none given is never.
    public var validTo: Timestamp? = nil

    public init() {}
    public init(
        sku: String = "", price: Money? = nil, listID: String = "", validFrom: Timestamp? = nil, validTo: Timestamp? = nil
    ) {
        self.sku = sku; self.price = price; self.listID = listID; self.validFrom = validFrom; self.validTo = validTo
    }

    public func encode(to writer: inout ByteWriter) {
        if !sku.isEmpty { writer.put(10, text: sku) }
        if let price { writer.put(18, message: price) }
        if !listID.isEmpty { writer.put(26, text: listID) }
        if let validFrom { writer.put(34, message: validFrom) }
        if let validTo { writer.put(42, message: validTo) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: sku = try reader.text()
        case 18: try reader.message(into: &self.price)
        case 26: listID = try reader.text()
        case 34: try reader.message(into: &self.validFrom)
        case 42: try reader.message(into: &self.validTo)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !sku.isEmpty { writer.member("sku", text: sku) }
        if let price { writer.member("price", message: price) }
        if !listID.isEmpty { writer.member("listId", text: listID) }
        if let validFrom { writer.member("validFrom", time: validFrom) }
        if let validTo { writer.member("validTo", time: validTo) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { sku = read }
        case 1: try reader.message(into: &price)
        case 2: if let read = try reader.text() { listID = read }
        case 3: validFrom = try reader.time()
        case 4: validTo = try reader.time()
        default: break
        }
    }
    public static let schema = MessageSchema("SetPrice", [
        Field("sku", 1, .text, .plain, "The stock keeping unit: the id of the variant.", example: "OOLONG-100", isRequired: true),
        Field("price", 2, .message(Money.self), .optional, "What one unit costs.", isRequired: true),
        Field("listId", 3, .text, .plain, "The price list. Without it, and without times, this is the price from now on wherever no other holds.", example: "WHOLESALE"),
        Field("validFrom", 4, .time, .optional, "The first moment that it holds; none given is now.", example: "2031-11-24T00:00:00Z"),
        Field("validTo", 5, .time, .optional, "The first moment that it holds no more; none given is never.", example: "2031-12-01T00:00:00Z"),
    ])
}

public struct EndPrice: Message {
    /// The stock keeping unit: the id of the variant.
    public var sku: String = ""
    /// The currency of the price, a code of ISO 4217.
    public var currency: String = ""
    /// The price list, needed where the price is of one; none is the plain one.
    public var listID: String = ""
    /// The moment from which the price holds, needed where it has not begun; none given is the price that holds now.
    public var validFrom: Timestamp? = nil
    /// The first moment that it holds no more; none given is now, and takes back what has not begun.
    public var validTo: Timestamp? = nil

    public init() {}
    public init(
        sku: String = "", currency: String = "", listID: String = "", validFrom: Timestamp? = nil, validTo: Timestamp? = nil
    ) {
        self.sku = sku; self.currency = currency; self.listID = listID; self.validFrom = validFrom; self.validTo = validTo
    }

    public func encode(to writer: inout ByteWriter) {
        if !sku.isEmpty { writer.put(10, text: sku) }
        if !currency.isEmpty { writer.put(18, text: currency) }
        if !listID.isEmpty { writer.put(26, text: listID) }
        if let validFrom { writer.put(34, message: validFrom) }
        if let validTo { writer.put(42, message: validTo) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: sku = try reader.text()
        case 18: currency = try reader.text()
        case 26: listID = try reader.text()
        case 34: try reader.message(into: &self.validFrom)
        case 42: try reader.message(into: &self.validTo)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !sku.isEmpty { writer.member("sku", text: sku) }
        if !currency.isEmpty { writer.member("currency", text: currency) }
        if !listID.isEmpty { writer.member("listId", text: listID) }
        if let validFrom { writer.member("validFrom", time: validFrom) }
        if let validTo { writer.member("validTo", time: validTo) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { sku = read }
        case 1: if let read = try reader.text() { currency = read }
        case 2: if let read = try reader.text() { listID = read }
        case 3: validFrom = try reader.time()
        case 4: validTo = try reader.time()
        default: break
        }
    }
    public static let schema = MessageSchema("EndPrice", [
        Field("sku", 1, .text, .plain, "The stock keeping unit: the id of the variant.", example: "OOLONG-100", isRequired: true),
        Field("currency", 2, .text, .plain, "The currency of the price, a code of ISO 4217.", example: "EUR", isRequired: true),
        Field("listId", 3, .text, .plain, "The price list, needed where the price is of one; none is the plain one.", example: "WHOLESALE"),
        Field("validFrom", 4, .time, .optional, "The moment from which the price holds, needed where it has not begun; none given is the price that holds now.", example: "2031-11-24T00:00:00Z"),
        Field("validTo", 5, .time, .optional, "The first moment that it holds no more; none given is now, and takes back what has not begun.", example: "2031-12-01T00:00:00Z"),
    ])
}

public struct UpdateProduct: Message {
    /// The id of the product.
    public var productID: String = ""
    /// Its name for people, one line.
    public var title: String? = nil
    /// What it is, for people.
    public var description_p: String? = nil
    /// The language of its title and description, a tag of BCP 47.
    public var locale: String? = nil
    /// The categories it is found in, in place of all it has.
    public var categories: [String] = []
    /// Set one by one; one whose value is empty is taken away.
    public var attributes: [String: String] = [:]
    /// Pictures and the like, in place of all it has.
    public var media: [Media] = []
    /// The countries that it is not sold to, in place of all it has.
    public var restrictedCountries: [String] = []
    /// Lists that shall be empty, by their names: categories, media, restrictedCountries.
    public var clear: [String] = []

    public init() {}
    public init(
        productID: String = "", title: String? = nil, description_p: String? = nil, locale: String? = nil,
        categories: [String] = [], attributes: [String: String] = [:], media: [Media] = [], restrictedCountries: [String] = [],
        clear: [String] = []
    ) {
        self.productID = productID; self.title = title; self.description_p = description_p; self.locale = locale;
        self.categories = categories; self.attributes = attributes; self.media = media;
        self.restrictedCountries = restrictedCountries; self.clear = clear
    }

    public func encode(to writer: inout ByteWriter) {
        if !productID.isEmpty { writer.put(10, text: productID) }
        if let title { writer.put(18, text: title) }
        if let description_p { writer.put(26, text: description_p) }
        if let locale { writer.put(34, text: locale) }
        for value in categories { writer.put(42, text: value) }
        if !attributes.isEmpty { writer.put(50, map: attributes) }
        writer.put(58, list: media)
        for value in restrictedCountries { writer.put(66, text: value) }
        for value in clear { writer.put(74, text: value) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: productID = try reader.text()
        case 18: title = try reader.text()
        case 26: description_p = try reader.text()
        case 34: locale = try reader.text()
        case 42: categories.append(try reader.text())
        case 50: try reader.pair(into: &attributes)
        case 58: try reader.append(to: &media)
        case 66: restrictedCountries.append(try reader.text())
        case 74: clear.append(try reader.text())
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !productID.isEmpty { writer.member("productId", text: productID) }
        if let title { writer.member("title", text: title) }
        if let description_p { writer.member("description", text: description_p) }
        if let locale { writer.member("locale", text: locale) }
        if !categories.isEmpty { writer.member("categories", texts: categories) }
        if !attributes.isEmpty { writer.member("attributes", map: attributes) }
        if !media.isEmpty { writer.member("media", list: media) }
        if !restrictedCountries.isEmpty { writer.member("restrictedCountries", texts: restrictedCountries) }
        if !clear.isEmpty { writer.member("clear", texts: clear) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { productID = read }
        case 1: title = try reader.text()
        case 2: description_p = try reader.text()
        case 3: locale = try reader.text()
        case 4: if let read = try reader.texts() { categories = read }
        case 5: if let read = try reader.map() { attributes = read }
        case 6: try reader.list(into: &media)
        case 7: if let read = try reader.texts() { restrictedCountries = read }
        case 8: if let read = try reader.texts() { clear = read }
        default: break
        }
    }
    public static let schema = MessageSchema("UpdateProduct", [
        Field("productId", 1, .text, .plain, "The id of the product.", example: "TEA-1", isRequired: true),
        Field("title", 2, .text, .optional, "Its name for people, one line.", example: "Oolong"),
        Field("description", 3, .text, .optional, "What it is, for people.", example: "half fermented"),
        Field("locale", 4, .text, .optional, "The language of its title and description, a tag of BCP 47.", example: "en"),
        Field("categories", 5, .text, .list, "The categories it is found in, in place of all it has."),
        Field("attributes", 6, .map, .plain, "Set one by one; one whose value is empty is taken away.", example: "{\"origin\":\"Taiwan\"}"),
        Field("media", 7, .message(Media.self), .list, "Pictures and the like, in place of all it has."),
        Field("restrictedCountries", 8, .text, .list, "The countries that it is not sold to, in place of all it has.", example: "US"),
        Field("clear", 9, .text, .list, "Lists that shall be empty, by their names: categories, media, restrictedCountries.", example: "media"),
    ])
}

public struct UpdateVariant: Message {
    /// The stock keeping unit: the id of the variant.
    public var sku: String = ""
    /// The weight of one unit; needed where it has none and goods get another measure.
    public var weightGrams: Int64? = nil
    /// The length of one unit; needed where it has none and goods get another measure.
    public var lengthMm: Int64? = nil
    /// The width of one unit; needed where it has none and goods get another measure.
    public var widthMm: Int64? = nil
    /// The height of one unit; needed where it has none and goods get another measure.
    public var heightMm: Int64? = nil
    /// How many units may be sold ahead of stock from now on.
    public var backorderLimit: Int64? = nil
    /// Set one by one; one whose value is empty is taken away.
    public var options: [String: String] = [:]
    /// The class of its tax; an empty one takes it away.
    public var taxClass: String? = nil
    /// The code of the Harmonized System for customs; an empty one takes it away.
    public var hsCode: String? = nil
    /// The country that it comes from; an empty one takes it away.
    public var originCountry: String? = nil
    /// What one unit costs the shop.
    public var unitCost: Money? = nil

    public init() {}
    public init(
        sku: String = "", weightGrams: Int64? = nil, lengthMm: Int64? = nil, widthMm: Int64? = nil, heightMm: Int64? = nil,
        backorderLimit: Int64? = nil, options: [String: String] = [:], taxClass: String? = nil, hsCode: String? = nil,
        originCountry: String? = nil, unitCost: Money? = nil
    ) {
        self.sku = sku; self.weightGrams = weightGrams; self.lengthMm = lengthMm; self.widthMm = widthMm; self.heightMm = heightMm;
        self.backorderLimit = backorderLimit; self.options = options; self.taxClass = taxClass; self.hsCode = hsCode;
        self.originCountry = originCountry; self.unitCost = unitCost
    }

    public func encode(to writer: inout ByteWriter) {
        if !sku.isEmpty { writer.put(10, text: sku) }
        if let weightGrams { writer.put(16, number: UInt64(bitPattern: weightGrams)) }
        if let lengthMm { writer.put(24, number: UInt64(bitPattern: lengthMm)) }
        if let widthMm { writer.put(32, number: UInt64(bitPattern: widthMm)) }
        if let heightMm { writer.put(40, number: UInt64(bitPattern: heightMm)) }
        if let backorderLimit { writer.put(48, number: UInt64(bitPattern: backorderLimit)) }
        if !options.isEmpty { writer.put(58, map: options) }
        if let taxClass { writer.put(66, text: taxClass) }
        if let hsCode { writer.put(74, text: hsCode) }
        if let originCountry { writer.put(82, text: originCountry) }
        if let unitCost { writer.put(90, message: unitCost) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: sku = try reader.text()
        case 16: weightGrams = Int64(bitPattern: try reader.varint())
        case 24: lengthMm = Int64(bitPattern: try reader.varint())
        case 32: widthMm = Int64(bitPattern: try reader.varint())
        case 40: heightMm = Int64(bitPattern: try reader.varint())
        case 48: backorderLimit = Int64(bitPattern: try reader.varint())
        case 58: try reader.pair(into: &options)
        case 66: taxClass = try reader.text()
        case 74: hsCode = try reader.text()
        case 82: originCountry = try reader.text()
        case 90: try reader.message(into: &self.unitCost)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !sku.isEmpty { writer.member("sku", text: sku) }
        if let weightGrams { writer.member("weightGrams", number: weightGrams) }
        if let lengthMm { writer.member("lengthMm", number: lengthMm) }
        if let widthMm { writer.member("widthMm", number: widthMm) }
        if let heightMm { writer.member("heightMm", number: heightMm) }
        if let backorderLimit { writer.member("backorderLimit", number: backorderLimit) }
        if !options.isEmpty { writer.member("options", map: options) }
        if let taxClass { writer.member("taxClass", text: taxClass) }
        if let hsCode { writer.member("hsCode", text: hsCode) }
        if let originCountry { writer.member("originCountry", text: originCountry) }
        if let unitCost { writer.member("unitCost", message: unitCost) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { sku = read }
        case 1: weightGrams = try reader.int64()
        case 2: lengthMm = try reader.int64()
        case 3: widthMm = try reader.int64()
        case 4: heightMm = try reader.int64()
        case 5: backorderLimit = try reader.int64()
        case 6: if let read = try reader.map() { options = read }
        case 7: taxClass = try reader.text()
        case 8: hsCode = try reader.text()
        case 9: originCountry = try reader.text()
        case 10: try reader.message(into: &unitCost)
        default: break
        }
    }
    public static let schema = MessageSchema("UpdateVariant", [
        Field("sku", 1, .text, .plain, "The stock keeping unit: the id of the variant.", example: "OOLONG-100", isRequired: true),
        Field("weightGrams", 2, .number(bits: 64, isSigned: true), .optional, "The weight of one unit; needed where it has none and goods get another measure.", unit: "grams", example: "120"),
        Field("lengthMm", 3, .number(bits: 64, isSigned: true), .optional, "The length of one unit; needed where it has none and goods get another measure.", unit: "millimeters", example: "150"),
        Field("widthMm", 4, .number(bits: 64, isSigned: true), .optional, "The width of one unit; needed where it has none and goods get another measure.", unit: "millimeters", example: "90"),
        Field("heightMm", 5, .number(bits: 64, isSigned: true), .optional, "The height of one unit; needed where it has none and goods get another measure.", unit: "millimeters", example: "60"),
        Field("backorderLimit", 6, .number(bits: 64, isSigned: true), .optional, "How many units may be sold ahead of stock from now on.", unit: "units", example: "20"),
        Field("options", 7, .map, .plain, "Set one by one; one whose value is empty is taken away.", example: "{\"size\":\"100 g\"}"),
        Field("taxClass", 8, .text, .optional, "The class of its tax; an empty one takes it away.", example: "FOOD"),
        Field("hsCode", 9, .text, .optional, "The code of the Harmonized System for customs; an empty one takes it away.", example: "090230"),
        Field("originCountry", 10, .text, .optional, "The country that it comes from; an empty one takes it away.", example: "TW"),
        Field("unitCost", 11, .message(Money.self), .optional, "What one unit costs the shop."),
    ])
}

public struct TranslateProduct: Message {
    /// The id of the product.
    public var productID: String = ""
    /// The language, a tag of BCP 47.
    public var locale: String = ""
    /// Its name in that language, one line.
    public var title: String = ""
    /// What it is, in that language.
    public var description_p: String = ""

    public init() {}
    public init(productID: String = "", locale: String = "", title: String = "", description_p: String = "") {
        self.productID = productID; self.locale = locale; self.title = title; self.description_p = description_p
    }

    public func encode(to writer: inout ByteWriter) {
        if !productID.isEmpty { writer.put(10, text: productID) }
        if !locale.isEmpty { writer.put(18, text: locale) }
        if !title.isEmpty { writer.put(26, text: title) }
        if !description_p.isEmpty { writer.put(34, text: description_p) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: productID = try reader.text()
        case 18: locale = try reader.text()
        case 26: title = try reader.text()
        case 34: description_p = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !productID.isEmpty { writer.member("productId", text: productID) }
        if !locale.isEmpty { writer.member("locale", text: locale) }
        if !title.isEmpty { writer.member("title", text: title) }
        if !description_p.isEmpty { writer.member("description", text: description_p) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { productID = read }
        case 1: if let read = try reader.text() { locale = read }
        case 2: if let read = try reader.text() { title = read }
        case 3: if let read = try reader.text() { description_p = read }
        default: break
        }
    }
    public static let schema = MessageSchema("TranslateProduct", [
        Field("productId", 1, .text, .plain, "The id of the product.", example: "TEA-1", isRequired: true),
        Field("locale", 2, .text, .plain, "The language, a tag of BCP 47.", example: "zh-Hant-TW", isRequired: true),
        Field("title", 3, .text, .plain, "Its name in that language, one line.", example: "烏龍茶", isRequired: true),
        Field("description", 4, .text, .plain, "What it is, in that language."),
    ])
}

/// EXCLUSIVE tax is added to prices; INCLUSIVE tax is in them already.
public enum TaxMode {
    public enum Value: Int, Word {
        case modeUnspecified, exclusive, inclusive

        public static let words = FieldNames("MODE_UNSPECIFIED", "EXCLUSIVE", "INCLUSIVE")
    }
}

/// What is charged on what goes to a country.
public struct TaxRate: Message {
    /// The country, two capital letters of ISO 3166; none is all that have no rate of their own, and what goes nowhere.
    public var country: String = ""
    /// Millionths of the amount: 55000 is 5.5 %.
    public var ratePpm: Int64 = 0

    public init() {}
    public init(country: String = "", ratePpm: Int64 = 0) { self.country = country; self.ratePpm = ratePpm }

    public func encode(to writer: inout ByteWriter) {
        if !country.isEmpty { writer.put(10, text: country) }
        if ratePpm != 0 { writer.put(16, number: UInt64(bitPattern: ratePpm)) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: country = try reader.text()
        case 16: ratePpm = Int64(bitPattern: try reader.varint())
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !country.isEmpty { writer.member("country", text: country) }
        writer.member("ratePpm", number: ratePpm)
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { country = read }
        case 1: if let read = try reader.int64() { ratePpm = read }
        default: break
        }
    }
    public static let schema = MessageSchema("TaxRate", [
        Field("country", 1, .text, .plain, "The country, two capital letters of ISO 3166; none is all that have no rate of their own, and what goes nowhere.", example: "FR"),
        Field("ratePpm", 2, .number(bits: 64, isSigned: true), .plain, "Millionths of the amount: 55000 is 5.5 %.", unit: "ppm", example: "55000"),
    ])
}

public struct SetTaxClass: Message {
    /// The id of the tax class; if there is one, it is changed.
    public var taxClassID: String = ""
    /// Its name for people.
    public var title: String = ""
    /// Whether prices have the tax in them.
    public var mode: TaxMode.Value = .modeUnspecified
    /// What is charged, by country; without a rate nothing is.
    public var rates: [TaxRate] = []

    public init() {}
    public init(taxClassID: String = "", title: String = "", mode: TaxMode.Value = .modeUnspecified, rates: [TaxRate] = []) {
        self.taxClassID = taxClassID; self.title = title; self.mode = mode; self.rates = rates
    }

    public func encode(to writer: inout ByteWriter) {
        if !taxClassID.isEmpty { writer.put(10, text: taxClassID) }
        if !title.isEmpty { writer.put(18, text: title) }
        if mode != .modeUnspecified { writer.put(24, number: UInt64(mode.rawValue)) }
        writer.put(34, list: rates)
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: taxClassID = try reader.text()
        case 18: title = try reader.text()
        case 24: mode = try reader.word()
        case 34: try reader.append(to: &rates)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !taxClassID.isEmpty { writer.member("taxClassId", text: taxClassID) }
        if !title.isEmpty { writer.member("title", text: title) }
        if mode != .modeUnspecified { writer.member("mode", word: mode.word) }
        if !rates.isEmpty { writer.member("rates", list: rates) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { taxClassID = read }
        case 1: if let read = try reader.text() { title = read }
        case 2: if let read: TaxMode.Value = try reader.word() { mode = read }
        case 3: try reader.list(into: &rates)
        default: break
        }
    }
    public static let schema = MessageSchema("SetTaxClass", [
        Field("taxClassId", 1, .text, .plain, "The id of the tax class; if there is one, it is changed.", example: "FOOD", isRequired: true),
        Field("title", 2, .text, .plain, "Its name for people.", example: "Food and drink"),
        Field("mode", 3, .words(TaxMode.Value.words), .plain, "Whether prices have the tax in them.", example: "INCLUSIVE", isRequired: true),
        Field("rates", 4, .message(TaxRate.self), .list, "What is charged, by country; without a rate nothing is."),
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
        /// What is said of a product was changed.
        case productUpdated(ProductUpdated)
        /// What is said of a variant was changed.
        case variantUpdated(VariantUpdated)
        /// It was said in another language what a product is.
        case translated(ProductTranslated)
        /// A price of a list or of a time was ended or taken back.
        case priceEnded(PriceEnded)
        /// It was said what tax is charged on variants of a class.
        case taxClassSet(TaxClassSet)
    }

    public var productCreated: ProductCreated { get { if case .productCreated(let value) = event { value } else { ProductCreated() } } set { event = .productCreated(newValue) } }
    public var priceSet: PriceSet { get { if case .priceSet(let value) = event { value } else { PriceSet() } } set { event = .priceSet(newValue) } }
    public var variantAdded: VariantAdded { get { if case .variantAdded(let value) = event { value } else { VariantAdded() } } set { event = .variantAdded(newValue) } }
    public var published: ProductPublished { get { if case .published(let value) = event { value } else { ProductPublished() } } set { event = .published(newValue) } }
    public var unpublished: ProductUnpublished { get { if case .unpublished(let value) = event { value } else { ProductUnpublished() } } set { event = .unpublished(newValue) } }
    public var archived: ProductArchived { get { if case .archived(let value) = event { value } else { ProductArchived() } } set { event = .archived(newValue) } }
    public var productUpdated: ProductUpdated { get { if case .productUpdated(let value) = event { value } else { ProductUpdated() } } set { event = .productUpdated(newValue) } }
    public var variantUpdated: VariantUpdated { get { if case .variantUpdated(let value) = event { value } else { VariantUpdated() } } set { event = .variantUpdated(newValue) } }
    public var translated: ProductTranslated { get { if case .translated(let value) = event { value } else { ProductTranslated() } } set { event = .translated(newValue) } }
    public var priceEnded: PriceEnded { get { if case .priceEnded(let value) = event { value } else { PriceEnded() } } set { event = .priceEnded(newValue) } }
    public var taxClassSet: TaxClassSet { get { if case .taxClassSet(let value) = event { value } else { TaxClassSet() } } set { event = .taxClassSet(newValue) } }
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
        case .productUpdated(let value)?: writer.put(58, message: value)
        case .variantUpdated(let value)?: writer.put(66, message: value)
        case .translated(let value)?: writer.put(74, message: value)
        case .priceEnded(let value)?: writer.put(82, message: value)
        case .taxClassSet(let value)?: writer.put(90, message: value)
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
        case 58: try reader.message(into: &self.productUpdated)
        case 66: try reader.message(into: &self.variantUpdated)
        case 74: try reader.message(into: &self.translated)
        case 82: try reader.message(into: &self.priceEnded)
        case 90: try reader.message(into: &self.taxClassSet)
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
        case .productUpdated(let value)?: writer.member("productUpdated", message: value)
        case .variantUpdated(let value)?: writer.member("variantUpdated", message: value)
        case .translated(let value)?: writer.member("translated", message: value)
        case .priceEnded(let value)?: writer.member("priceEnded", message: value)
        case .taxClassSet(let value)?: writer.member("taxClassSet", message: value)
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
        case 6: if let read: ProductUpdated = try reader.alternative(isTaken: event != nil) { event = .productUpdated(read) }
        case 7: if let read: VariantUpdated = try reader.alternative(isTaken: event != nil) { event = .variantUpdated(read) }
        case 8: if let read: ProductTranslated = try reader.alternative(isTaken: event != nil) { event = .translated(read) }
        case 9: if let read: PriceEnded = try reader.alternative(isTaken: event != nil) { event = .priceEnded(read) }
        case 10: if let read: TaxClassSet = try reader.alternative(isTaken: event != nil) { event = .taxClassSet(read) }
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
        Field("productUpdated", 7, .message(ProductUpdated.self), .alternative, "What is said of a product was changed."),
        Field("variantUpdated", 8, .message(VariantUpdated.self), .alternative, "What is said of a variant was changed."),
        Field("translated", 9, .message(ProductTranslated.self), .alternative, "It was said in another language what a product is."),
        Field("priceEnded", 10, .message(PriceEnded.self), .alternative, "A price of a list or of a time was ended or taken back."),
        Field("taxClassSet", 11, .message(TaxClassSet.self), .alternative, "It was said what tax is charged on variants of a class."),
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
    /// The language of its title and description.
    public var locale: String = ""
    /// What else is said of it, by what it is.
    public var attributes: [String: String] = [:]
    /// Pictures and the like: where they are.
    public var media: [Media] = []
    /// The countries that it is not sold to.
    public var restrictedCountries: [String] = []

    public init() {}
    public init(
        title: String = "", kind: ProductKind.Value = .kindUnspecified, sellerID: String = "", description_p: String = "",
        categories: [String] = [], variants: [Variant] = [], locale: String = "", attributes: [String: String] = [:],
        media: [Media] = [], restrictedCountries: [String] = []
    ) {
        self.title = title; self.kind = kind; self.sellerID = sellerID; self.description_p = description_p;
        self.categories = categories; self.variants = variants; self.locale = locale; self.attributes = attributes;
        self.media = media; self.restrictedCountries = restrictedCountries
    }

    public func encode(to writer: inout ByteWriter) {
        if !title.isEmpty { writer.put(10, text: title) }
        if kind != .kindUnspecified { writer.put(16, number: UInt64(kind.rawValue)) }
        if !sellerID.isEmpty { writer.put(26, text: sellerID) }
        if !description_p.isEmpty { writer.put(34, text: description_p) }
        for value in categories { writer.put(42, text: value) }
        writer.put(50, list: variants)
        if !locale.isEmpty { writer.put(58, text: locale) }
        if !attributes.isEmpty { writer.put(66, map: attributes) }
        writer.put(74, list: media)
        for value in restrictedCountries { writer.put(82, text: value) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: title = try reader.text()
        case 16: kind = try reader.word()
        case 26: sellerID = try reader.text()
        case 34: description_p = try reader.text()
        case 42: categories.append(try reader.text())
        case 50: try reader.append(to: &variants)
        case 58: locale = try reader.text()
        case 66: try reader.pair(into: &attributes)
        case 74: try reader.append(to: &media)
        case 82: restrictedCountries.append(try reader.text())
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
        if !locale.isEmpty { writer.member("locale", text: locale) }
        if !attributes.isEmpty { writer.member("attributes", map: attributes) }
        if !media.isEmpty { writer.member("media", list: media) }
        if !restrictedCountries.isEmpty { writer.member("restrictedCountries", texts: restrictedCountries) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { title = read }
        case 1: if let read: ProductKind.Value = try reader.word() { kind = read }
        case 2: if let read = try reader.text() { sellerID = read }
        case 3: if let read = try reader.text() { description_p = read }
        case 4: if let read = try reader.texts() { categories = read }
        case 5: try reader.list(into: &variants)
        case 6: if let read = try reader.text() { locale = read }
        case 7: if let read = try reader.map() { attributes = read }
        case 8: try reader.list(into: &media)
        case 9: if let read = try reader.texts() { restrictedCountries = read }
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
        Field("locale", 7, .text, .plain, "The language of its title and description."),
        Field("attributes", 8, .map, .plain, "What else is said of it, by what it is."),
        Field("media", 9, .message(Media.self), .list, "Pictures and the like: where they are."),
        Field("restrictedCountries", 10, .text, .list, "The countries that it is not sold to."),
    ])
}

public struct PriceSet: Message {
    /// The stock keeping unit: the id of the variant.
    public var sku: String = ""
    /// What one unit costs from then on.
    public var price: Money = Money()
    /// The price list; none is the plain one.
    public var listID: String = ""
    /// The first moment that it holds. Absent where it is the price wherever no other holds.
    public var validFrom: Timestamp? = nil
    /// The first moment that it holds no more; none is never.
    public var validTo: Timestamp? = nil

    public init() {}
    public init(
        sku: String = "", price: Money = Money(), listID: String = "", validFrom: Timestamp? = nil, validTo: Timestamp? = nil
    ) {
        self.sku = sku; self.price = price; self.listID = listID; self.validFrom = validFrom; self.validTo = validTo
    }

    public func encode(to writer: inout ByteWriter) {
        if !sku.isEmpty { writer.put(10, text: sku) }
        writer.put(18, message: price)
        if !listID.isEmpty { writer.put(26, text: listID) }
        if let validFrom { writer.put(34, message: validFrom) }
        if let validTo { writer.put(42, message: validTo) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: sku = try reader.text()
        case 18: try reader.message(into: &self.price)
        case 26: listID = try reader.text()
        case 34: try reader.message(into: &self.validFrom)
        case 42: try reader.message(into: &self.validTo)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !sku.isEmpty { writer.member("sku", text: sku) }
        writer.member("price", message: price)
        if !listID.isEmpty { writer.member("listId", text: listID) }
        if let validFrom { writer.member("validFrom", time: validFrom) }
        if let validTo { writer.member("validTo", time: validTo) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { sku = read }
        case 1: try reader.message(into: &price)
        case 2: if let read = try reader.text() { listID = read }
        case 3: validFrom = try reader.time()
        case 4: validTo = try reader.time()
        default: break
        }
    }
    public static let schema = MessageSchema("PriceSet", [
        Field("sku", 1, .text, .plain, "The stock keeping unit: the id of the variant."),
        Field("price", 2, .message(Money.self), .always, "What one unit costs from then on."),
        Field("listId", 3, .text, .plain, "The price list; none is the plain one."),
        Field("validFrom", 4, .time, .optional, "The first moment that it holds. Absent where it is the price wherever no other holds."),
        Field("validTo", 5, .time, .optional, "The first moment that it holds no more; none is never."),
    ])
}

public struct PriceEnded: Message {
    /// The stock keeping unit: the id of the variant.
    public var sku: String = ""
    /// The currency of the price.
    public var currency: String = ""
    /// The price list; none is the plain one.
    public var listID: String = ""
    /// The moment from which the price held.
    public var validFrom: Timestamp = Timestamp()
    /// The first moment that it holds no more; one that is not after the other says that it never does.
    public var validTo: Timestamp = Timestamp()

    public init() {}
    public init(
        sku: String = "", currency: String = "", listID: String = "", validFrom: Timestamp = Timestamp(),
        validTo: Timestamp = Timestamp()
    ) {
        self.sku = sku; self.currency = currency; self.listID = listID; self.validFrom = validFrom; self.validTo = validTo
    }

    public func encode(to writer: inout ByteWriter) {
        if !sku.isEmpty { writer.put(10, text: sku) }
        if !currency.isEmpty { writer.put(18, text: currency) }
        if !listID.isEmpty { writer.put(26, text: listID) }
        writer.put(34, message: validFrom)
        writer.put(42, message: validTo)
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: sku = try reader.text()
        case 18: currency = try reader.text()
        case 26: listID = try reader.text()
        case 34: try reader.message(into: &self.validFrom)
        case 42: try reader.message(into: &self.validTo)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !sku.isEmpty { writer.member("sku", text: sku) }
        if !currency.isEmpty { writer.member("currency", text: currency) }
        if !listID.isEmpty { writer.member("listId", text: listID) }
        writer.member("validFrom", time: validFrom)
        writer.member("validTo", time: validTo)
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { sku = read }
        case 1: if let read = try reader.text() { currency = read }
        case 2: if let read = try reader.text() { listID = read }
        case 3: if let read = try reader.time() { validFrom = read }
        case 4: if let read = try reader.time() { validTo = read }
        default: break
        }
    }
    public static let schema = MessageSchema("PriceEnded", [
        Field("sku", 1, .text, .plain, "The stock keeping unit: the id of the variant."),
        Field("currency", 2, .text, .plain, "The currency of the price."),
        Field("listId", 3, .text, .plain, "The price list; none is the plain one."),
        Field("validFrom", 4, .time, .always, "The moment from which the price held."),
        Field("validTo", 5, .time, .always, "The first moment that it holds no more; one that is not after the other says that it never does."),
    ])
}

public struct ProductUpdated: Message {
    /// Its name for people.
    public var title: String? = nil
    /// What it is, for people.
    public var description_p: String? = nil
    /// The language of its title and description.
    public var locale: String? = nil
    /// The categories it is found in.
    public var categories: [String] = []
    /// Set one by one; one whose value is empty was taken away.
    public var attributes: [String: String] = [:]
    /// Pictures and the like: where they are.
    public var media: [Media] = []
    /// The countries that it is not sold to.
    public var restrictedCountries: [String] = []
    /// Lists that are empty from then on, by their names.
    public var clear: [String] = []

    public init() {}
    public init(
        title: String? = nil, description_p: String? = nil, locale: String? = nil, categories: [String] = [],
        attributes: [String: String] = [:], media: [Media] = [], restrictedCountries: [String] = [], clear: [String] = []
    ) {
        self.title = title; self.description_p = description_p; self.locale = locale; self.categories = categories;
        self.attributes = attributes; self.media = media; self.restrictedCountries = restrictedCountries; self.clear = clear
    }

    public func encode(to writer: inout ByteWriter) {
        if let title { writer.put(10, text: title) }
        if let description_p { writer.put(18, text: description_p) }
        if let locale { writer.put(26, text: locale) }
        for value in categories { writer.put(34, text: value) }
        if !attributes.isEmpty { writer.put(42, map: attributes) }
        writer.put(50, list: media)
        for value in restrictedCountries { writer.put(58, text: value) }
        for value in clear { writer.put(66, text: value) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: title = try reader.text()
        case 18: description_p = try reader.text()
        case 26: locale = try reader.text()
        case 34: categories.append(try reader.text())
        case 42: try reader.pair(into: &attributes)
        case 50: try reader.append(to: &media)
        case 58: restrictedCountries.append(try reader.text())
        case 66: clear.append(try reader.text())
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if let title { writer.member("title", text: title) }
        if let description_p { writer.member("description", text: description_p) }
        if let locale { writer.member("locale", text: locale) }
        if !categories.isEmpty { writer.member("categories", texts: categories) }
        if !attributes.isEmpty { writer.member("attributes", map: attributes) }
        if !media.isEmpty { writer.member("media", list: media) }
        if !restrictedCountries.isEmpty { writer.member("restrictedCountries", texts: restrictedCountries) }
        if !clear.isEmpty { writer.member("clear", texts: clear) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: title = try reader.text()
        case 1: description_p = try reader.text()
        case 2: locale = try reader.text()
        case 3: if let read = try reader.texts() { categories = read }
        case 4: if let read = try reader.map() { attributes = read }
        case 5: try reader.list(into: &media)
        case 6: if let read = try reader.texts() { restrictedCountries = read }
        case 7: if let read = try reader.texts() { clear = read }
        default: break
        }
    }
    public static let schema = MessageSchema("ProductUpdated", [
        Field("title", 1, .text, .optional, "Its name for people."),
        Field("description", 2, .text, .optional, "What it is, for people."),
        Field("locale", 3, .text, .optional, "The language of its title and description."),
        Field("categories", 4, .text, .list, "The categories it is found in."),
        Field("attributes", 5, .map, .plain, "Set one by one; one whose value is empty was taken away."),
        Field("media", 6, .message(Media.self), .list, "Pictures and the like: where they are."),
        Field("restrictedCountries", 7, .text, .list, "The countries that it is not sold to."),
        Field("clear", 8, .text, .list, "Lists that are empty from then on, by their names."),
    ])
}

public struct VariantUpdated: Message {
    /// The stock keeping unit: the id of the variant.
    public var sku: String = ""
    /// The weight of one unit.
    public var weightGrams: Int64? = nil
    /// The length of one unit.
    public var lengthMm: Int64? = nil
    /// The width of one unit.
    public var widthMm: Int64? = nil
    /// The height of one unit.
    public var heightMm: Int64? = nil
    /// How many units may be sold ahead of stock from then on.
    public var backorderLimit: Int64? = nil
    /// Set one by one; one whose value is empty was taken away.
    public var options: [String: String] = [:]
    /// The class of its tax; an empty one was taken away.
    public var taxClass: String? = nil
    /// The code of the Harmonized System for customs; an empty one was taken away.
    public var hsCode: String? = nil
    /// The country that it comes from; an empty one was taken away.
    public var originCountry: String? = nil
    /// What one unit costs the shop.
    public var unitCost: Money? = nil

    public init() {}
    public init(
        sku: String = "", weightGrams: Int64? = nil, lengthMm: Int64? = nil, widthMm: Int64? = nil, heightMm: Int64? = nil,
        backorderLimit: Int64? = nil, options: [String: String] = [:], taxClass: String? = nil, hsCode: String? = nil,
        originCountry: String? = nil, unitCost: Money? = nil
    ) {
        self.sku = sku; self.weightGrams = weightGrams; self.lengthMm = lengthMm; self.widthMm = widthMm; self.heightMm = heightMm;
        self.backorderLimit = backorderLimit; self.options = options; self.taxClass = taxClass; self.hsCode = hsCode;
        self.originCountry = originCountry; self.unitCost = unitCost
    }

    public func encode(to writer: inout ByteWriter) {
        if !sku.isEmpty { writer.put(10, text: sku) }
        if let weightGrams { writer.put(16, number: UInt64(bitPattern: weightGrams)) }
        if let lengthMm { writer.put(24, number: UInt64(bitPattern: lengthMm)) }
        if let widthMm { writer.put(32, number: UInt64(bitPattern: widthMm)) }
        if let heightMm { writer.put(40, number: UInt64(bitPattern: heightMm)) }
        if let backorderLimit { writer.put(48, number: UInt64(bitPattern: backorderLimit)) }
        if !options.isEmpty { writer.put(58, map: options) }
        if let taxClass { writer.put(66, text: taxClass) }
        if let hsCode { writer.put(74, text: hsCode) }
        if let originCountry { writer.put(82, text: originCountry) }
        if let unitCost { writer.put(90, message: unitCost) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: sku = try reader.text()
        case 16: weightGrams = Int64(bitPattern: try reader.varint())
        case 24: lengthMm = Int64(bitPattern: try reader.varint())
        case 32: widthMm = Int64(bitPattern: try reader.varint())
        case 40: heightMm = Int64(bitPattern: try reader.varint())
        case 48: backorderLimit = Int64(bitPattern: try reader.varint())
        case 58: try reader.pair(into: &options)
        case 66: taxClass = try reader.text()
        case 74: hsCode = try reader.text()
        case 82: originCountry = try reader.text()
        case 90: try reader.message(into: &self.unitCost)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !sku.isEmpty { writer.member("sku", text: sku) }
        if let weightGrams { writer.member("weightGrams", number: weightGrams) }
        if let lengthMm { writer.member("lengthMm", number: lengthMm) }
        if let widthMm { writer.member("widthMm", number: widthMm) }
        if let heightMm { writer.member("heightMm", number: heightMm) }
        if let backorderLimit { writer.member("backorderLimit", number: backorderLimit) }
        if !options.isEmpty { writer.member("options", map: options) }
        if let taxClass { writer.member("taxClass", text: taxClass) }
        if let hsCode { writer.member("hsCode", text: hsCode) }
        if let originCountry { writer.member("originCountry", text: originCountry) }
        if let unitCost { writer.member("unitCost", message: unitCost) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { sku = read }
        case 1: weightGrams = try reader.int64()
        case 2: lengthMm = try reader.int64()
        case 3: widthMm = try reader.int64()
        case 4: heightMm = try reader.int64()
        case 5: backorderLimit = try reader.int64()
        case 6: if let read = try reader.map() { options = read }
        case 7: taxClass = try reader.text()
        case 8: hsCode = try reader.text()
        case 9: originCountry = try reader.text()
        case 10: try reader.message(into: &unitCost)
        default: break
        }
    }
    public static let schema = MessageSchema("VariantUpdated", [
        Field("sku", 1, .text, .plain, "The stock keeping unit: the id of the variant."),
        Field("weightGrams", 2, .number(bits: 64, isSigned: true), .optional, "The weight of one unit.", unit: "grams"),
        Field("lengthMm", 3, .number(bits: 64, isSigned: true), .optional, "The length of one unit.", unit: "millimeters"),
        Field("widthMm", 4, .number(bits: 64, isSigned: true), .optional, "The width of one unit.", unit: "millimeters"),
        Field("heightMm", 5, .number(bits: 64, isSigned: true), .optional, "The height of one unit.", unit: "millimeters"),
        Field("backorderLimit", 6, .number(bits: 64, isSigned: true), .optional, "How many units may be sold ahead of stock from then on.", unit: "units"),
        Field("options", 7, .map, .plain, "Set one by one; one whose value is empty was taken away."),
        Field("taxClass", 8, .text, .optional, "The class of its tax; an empty one was taken away."),
        Field("hsCode", 9, .text, .optional, "The code of the Harmonized System for customs; an empty one was taken away."),
        Field("originCountry", 10, .text, .optional, "The country that it comes from; an empty one was taken away."),
        Field("unitCost", 11, .message(Money.self), .optional, "What one unit costs the shop."),
    ])
}

public struct ProductTranslated: Message {
    /// The language.
    public var locale: String = ""
    /// Its name in that language.
    public var title: String = ""
    /// What it is, in that language.
    public var description_p: String = ""

    public init() {}
    public init(locale: String = "", title: String = "", description_p: String = "") {
        self.locale = locale; self.title = title; self.description_p = description_p
    }

    public func encode(to writer: inout ByteWriter) {
        if !locale.isEmpty { writer.put(10, text: locale) }
        if !title.isEmpty { writer.put(18, text: title) }
        if !description_p.isEmpty { writer.put(26, text: description_p) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: locale = try reader.text()
        case 18: title = try reader.text()
        case 26: description_p = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !locale.isEmpty { writer.member("locale", text: locale) }
        if !title.isEmpty { writer.member("title", text: title) }
        if !description_p.isEmpty { writer.member("description", text: description_p) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { locale = read }
        case 1: if let read = try reader.text() { title = read }
        case 2: if let read = try reader.text() { description_p = read }
        default: break
        }
    }
    public static let schema = MessageSchema("ProductTranslated", [
        Field("locale", 1, .text, .plain, "The language."),
        Field("title", 2, .text, .plain, "Its name in that language."),
        Field("description", 3, .text, .plain, "What it is, in that language."),
    ])
}

public struct TaxClassSet: Message {
    /// Its name for people.
    public var title: String = ""
    /// Whether prices have the tax in them.
    public var mode: TaxMode.Value = .modeUnspecified
    /// What is charged, by country.
    public var rates: [TaxRate] = []

    public init() {}
    public init(title: String = "", mode: TaxMode.Value = .modeUnspecified, rates: [TaxRate] = []) {
        self.title = title; self.mode = mode; self.rates = rates
    }

    public func encode(to writer: inout ByteWriter) {
        if !title.isEmpty { writer.put(10, text: title) }
        if mode != .modeUnspecified { writer.put(16, number: UInt64(mode.rawValue)) }
        writer.put(26, list: rates)
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: title = try reader.text()
        case 16: mode = try reader.word()
        case 26: try reader.append(to: &rates)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !title.isEmpty { writer.member("title", text: title) }
        if mode != .modeUnspecified { writer.member("mode", word: mode.word) }
        if !rates.isEmpty { writer.member("rates", list: rates) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { title = read }
        case 1: if let read: TaxMode.Value = try reader.word() { mode = read }
        case 2: try reader.list(into: &rates)
        default: break
        }
    }
    public static let schema = MessageSchema("TaxClassSet", [
        Field("title", 1, .text, .plain, "Its name for people."),
        Field("mode", 2, .words(TaxMode.Value.words), .plain, "Whether prices have the tax in them."),
        Field("rates", 3, .message(TaxRate.self), .list, "What is charged, by country."),
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
        var locale: String = ""
        var attributes: [String: String] = [:]
        var media: [Media] = []
        var restrictedCountries: [String] = []
        var translations: [Translation] = []

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
            if !locale.isEmpty { writer.put(98, text: locale) }
            if !attributes.isEmpty { writer.put(106, map: attributes) }
            writer.put(114, list: media)
            for value in restrictedCountries { writer.put(122, text: value) }
            writer.put(130, list: translations)
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
            case 98: locale = try reader.text()
            case 106: try reader.pair(into: &attributes)
            case 114: try reader.append(to: &media)
            case 122: restrictedCountries.append(try reader.text())
            case 130: try reader.append(to: &translations)
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
            if !locale.isEmpty { writer.member("locale", text: locale) }
            if !attributes.isEmpty { writer.member("attributes", map: attributes) }
            if !media.isEmpty { writer.member("media", list: media) }
            if !restrictedCountries.isEmpty { writer.member("restrictedCountries", texts: restrictedCountries) }
            if !translations.isEmpty { writer.member("translations", list: translations) }
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
            case 11: if let read = try reader.text() { locale = read }
            case 12: if let read = try reader.map() { attributes = read }
            case 13: try reader.list(into: &media)
            case 14: if let read = try reader.texts() { restrictedCountries = read }
            case 15: try reader.list(into: &translations)
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
            Field("locale", 12, .text, .plain, "The language of its title and description, a tag of BCP 47.", example: "en"),
            Field("attributes", 13, .map, .plain, "What else is said of it, by what it is."),
            Field("media", 14, .message(Media.self), .list, "Pictures and the like: where they are."),
            Field("restrictedCountries", 15, .text, .list, "The countries that it is not sold to."),
            Field("translations", 16, .message(Translation.self), .list, "What it is in other languages, by their tags."),
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
    /// The language of its title and description, a tag of BCP 47.
    public var locale: String { get { box.storage.value.locale } set { box.unique().value.locale = newValue } }
    /// What else is said of it, by what it is.
    public var attributes: [String: String] {
        get { box.storage.value.attributes }
        set { box.unique().value.attributes = newValue }
        _modify { yield &box.unique().value.attributes }
    }
    /// Pictures and the like: where they are.
    public var media: [Media] {
        get { box.storage.value.media }
        set { box.unique().value.media = newValue }
        _modify { yield &box.unique().value.media }
    }
    /// The countries that it is not sold to.
    public var restrictedCountries: [String] {
        get { box.storage.value.restrictedCountries }
        set { box.unique().value.restrictedCountries = newValue }
        _modify { yield &box.unique().value.restrictedCountries }
    }
    /// What it is in other languages, by their tags.
    public var translations: [Translation] {
        get { box.storage.value.translations }
        set { box.unique().value.translations = newValue }
        _modify { yield &box.unique().value.translations }
    }

    public init() { box = Box(Fields()) }
    public init(
        productID: String = "", version: UInt64 = 0, status: Product.Status = .unspecified, title: String = "",
        kind: ProductKind.Value = .kindUnspecified, sellerID: String = "", description_p: String = "", categories: [String] = [],
        variants: [Variant] = [], createdAt: Timestamp = Timestamp(), updatedAt: Timestamp = Timestamp(), locale: String = "",
        attributes: [String: String] = [:], media: [Media] = [], restrictedCountries: [String] = [],
        translations: [Translation] = []
    ) {
        box = Box(Fields(
            productID: productID, version: version, status: status, title: title, kind: kind, sellerID: sellerID,
            description_p: description_p, categories: categories, variants: variants, createdAt: createdAt, updatedAt: updatedAt,
            locale: locale, attributes: attributes, media: media, restrictedCountries: restrictedCountries,
            translations: translations
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

/// What a product is in another language.
public struct Translation: Message {
    /// The language, a tag of BCP 47.
    public var locale: String = ""
    /// Its name in that language.
    public var title: String = ""
    /// What it is, in that language.
    public var description_p: String = ""

    public init() {}
    public init(locale: String = "", title: String = "", description_p: String = "") {
        self.locale = locale; self.title = title; self.description_p = description_p
    }

    public func encode(to writer: inout ByteWriter) {
        if !locale.isEmpty { writer.put(10, text: locale) }
        if !title.isEmpty { writer.put(18, text: title) }
        if !description_p.isEmpty { writer.put(26, text: description_p) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: locale = try reader.text()
        case 18: title = try reader.text()
        case 26: description_p = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !locale.isEmpty { writer.member("locale", text: locale) }
        if !title.isEmpty { writer.member("title", text: title) }
        if !description_p.isEmpty { writer.member("description", text: description_p) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { locale = read }
        case 1: if let read = try reader.text() { title = read }
        case 2: if let read = try reader.text() { description_p = read }
        default: break
        }
    }
    public static let schema = MessageSchema("Translation", [
        Field("locale", 1, .text, .plain, "The language, a tag of BCP 47.", example: "zh-Hant-TW"),
        Field("title", 2, .text, .plain, "Its name in that language.", example: "烏龍茶"),
        Field("description", 3, .text, .plain, "What it is, in that language."),
    ])
}

/// What tax is charged on variants that name it. Orders keep what they were charged.
public struct TaxClass: WholeMessage {
    struct Fields: Message {
        var taxClassID: String = ""
        var version: UInt64 = 0
        var title: String = ""
        var mode: TaxMode.Value = .modeUnspecified
        var rates: [TaxRate] = []
        var createdAt: Timestamp = Timestamp()
        var updatedAt: Timestamp = Timestamp()

        public func encode(to writer: inout ByteWriter) {
            if !taxClassID.isEmpty { writer.put(10, text: taxClassID) }
            if version != 0 { writer.put(16, number: version) }
            if !title.isEmpty { writer.put(26, text: title) }
            if mode != .modeUnspecified { writer.put(32, number: UInt64(mode.rawValue)) }
            writer.put(42, list: rates)
            writer.put(50, message: createdAt)
            writer.put(58, message: updatedAt)
        }
        @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
            switch tag {
            case 10: taxClassID = try reader.text()
            case 16: version = try reader.varint()
            case 26: title = try reader.text()
            case 32: mode = try reader.word()
            case 42: try reader.append(to: &rates)
            case 50: try reader.message(into: &self.createdAt)
            case 58: try reader.message(into: &self.updatedAt)
            default: throw reader.unknown(tag)
            }
        }
        @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
            if !taxClassID.isEmpty { writer.member("taxClassId", text: taxClassID) }
            writer.member("version", number: version)
            if !title.isEmpty { writer.member("title", text: title) }
            if mode != .modeUnspecified { writer.member("mode", word: mode.word) }
            if !rates.isEmpty { writer.member("rates", list: rates) }
            writer.member("createdAt", time: createdAt)
            writer.member("updatedAt", time: updatedAt)
        }
        @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
            switch field {
            case 0: if let read = try reader.text() { taxClassID = read }
            case 1: if let read = try reader.uint64() { version = read }
            case 2: if let read = try reader.text() { title = read }
            case 3: if let read: TaxMode.Value = try reader.word() { mode = read }
            case 4: try reader.list(into: &rates)
            case 5: if let read = try reader.time() { createdAt = read }
            case 6: if let read = try reader.time() { updatedAt = read }
            default: break
            }
        }
        public static let schema = MessageSchema("TaxClass", [
            Field("taxClassId", 1, .text, .plain, "The id of the tax class.", example: "FOOD"),
            Field("version", 2, .number(bits: 64, isSigned: false), .plain, "How many events have changed it.", example: "3"),
            Field("title", 3, .text, .plain, "Its name for people.", example: "Food and drink"),
            Field("mode", 4, .words(TaxMode.Value.words), .plain, "Whether prices have the tax in them.", example: "INCLUSIVE"),
            Field("rates", 5, .message(TaxRate.self), .list, "What is charged, by country."),
            Field("createdAt", 6, .time, .always, "When it was first set."),
            Field("updatedAt", 7, .time, .always, "When the last event changed it."),
        ])
    }

    private var box: Box<Fields>

    /// The id of the tax class.
    public var taxClassID: String { get { box.storage.value.taxClassID } set { box.unique().value.taxClassID = newValue } }
    /// How many events have changed it.
    public var version: UInt64 { get { box.storage.value.version } set { box.unique().value.version = newValue } }
    /// Its name for people.
    public var title: String { get { box.storage.value.title } set { box.unique().value.title = newValue } }
    /// Whether prices have the tax in them.
    public var mode: TaxMode.Value { get { box.storage.value.mode } set { box.unique().value.mode = newValue } }
    /// What is charged, by country.
    public var rates: [TaxRate] {
        get { box.storage.value.rates }
        set { box.unique().value.rates = newValue }
        _modify { yield &box.unique().value.rates }
    }
    /// When it was first set.
    public var createdAt: Timestamp { get { box.storage.value.createdAt } set { box.unique().value.createdAt = newValue } }
    /// When the last event changed it.
    public var updatedAt: Timestamp { get { box.storage.value.updatedAt } set { box.unique().value.updatedAt = newValue } }

    public init() { box = Box(Fields()) }
    public init(
        taxClassID: String = "", version: UInt64 = 0, title: String = "", mode: TaxMode.Value = .modeUnspecified,
        rates: [TaxRate] = [], createdAt: Timestamp = Timestamp(), updatedAt: Timestamp = Timestamp()
    ) {
        box = Box(Fields(
            taxClassID: taxClassID, version: version, title: title, mode: mode, rates: rates, createdAt: createdAt,
            updatedAt: updatedAt
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
