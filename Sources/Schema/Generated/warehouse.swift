// swift-format-ignore-file
// What daybook/v1/warehouse.proto says, as Swift. Written by tools/generate: change the .proto file, never this one.

public struct WarehouseCommand: Message {
    public indirect enum OneOf_Command: Sendable, Equatable {
        /// Adds a warehouse.
        case register(RegisterWarehouse)
    }

    public var register: RegisterWarehouse { get { if case .register(let value) = command { value } else { RegisterWarehouse() } } set { command = .register(newValue) } }
    public var command: OneOf_Command? = nil

    public init() {}
    public init(command: OneOf_Command? = nil) { self.command = command }

    public func encode(to writer: inout ByteWriter) {
        switch command {
        case .register(let value)?: writer.put(10, message: value)
        case nil: break
        }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: try reader.message(into: &self.register)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        switch command {
        case .register(let value)?: writer.member("register", message: value)
        case nil: break
        }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read: RegisterWarehouse = try reader.alternative(isTaken: command != nil) { command = .register(read) }
        default: break
        }
    }
    public static let schema = MessageSchema("WarehouseCommand", [
        Field("register", 1, .message(RegisterWarehouse.self), .alternative, "Adds a warehouse."),
    ])
}

public struct RegisterWarehouse: Message {
    /// The id of the warehouse, which is new.
    public var warehouseID: String = ""
    /// Its name for people, one line.
    public var name: String = ""
    /// Where it is: goods are taken from the nearest.
    public var location: Location? = nil

    public init() {}
    public init(warehouseID: String = "", name: String = "", location: Location? = nil) {
        self.warehouseID = warehouseID; self.name = name; self.location = location
    }

    public func encode(to writer: inout ByteWriter) {
        if !warehouseID.isEmpty { writer.put(10, text: warehouseID) }
        if !name.isEmpty { writer.put(18, text: name) }
        if let location { writer.put(26, message: location) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: warehouseID = try reader.text()
        case 18: name = try reader.text()
        case 26: try reader.message(into: &self.location)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !warehouseID.isEmpty { writer.member("warehouseId", text: warehouseID) }
        if !name.isEmpty { writer.member("name", text: name) }
        if let location { writer.member("location", message: location) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { warehouseID = read }
        case 1: if let read = try reader.text() { name = read }
        case 2: try reader.message(into: &location)
        default: break
        }
    }
    public static let schema = MessageSchema("RegisterWarehouse", [
        Field("warehouseId", 1, .text, .plain, "The id of the warehouse, which is new.", example: "WH-LYON", isRequired: true),
        Field("name", 2, .text, .plain, "Its name for people, one line.", example: "Lyon", isRequired: true),
        Field("location", 3, .message(Location.self), .optional, "Where it is: goods are taken from the nearest."),
    ])
}

public struct WarehouseEvent: Message {
    public indirect enum OneOf_Event: Sendable, Equatable {
        /// A warehouse was added.
        case registered(WarehouseRegistered)
    }

    public var registered: WarehouseRegistered { get { if case .registered(let value) = event { value } else { WarehouseRegistered() } } set { event = .registered(newValue) } }
    public var event: OneOf_Event? = nil

    public init() {}
    public init(event: OneOf_Event? = nil) { self.event = event }

    public func encode(to writer: inout ByteWriter) {
        switch event {
        case .registered(let value)?: writer.put(10, message: value)
        case nil: break
        }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: try reader.message(into: &self.registered)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        switch event {
        case .registered(let value)?: writer.member("registered", message: value)
        case nil: break
        }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read: WarehouseRegistered = try reader.alternative(isTaken: event != nil) { event = .registered(read) }
        default: break
        }
    }
    public static let schema = MessageSchema("WarehouseEvent", [
        Field("registered", 1, .message(WarehouseRegistered.self), .alternative, "A warehouse was added."),
    ])
}

public struct WarehouseRegistered: Message {
    /// Its name for people.
    public var name: String = ""
    /// Where it is.
    public var location: Location? = nil

    public init() {}
    public init(name: String = "", location: Location? = nil) { self.name = name; self.location = location }

    public func encode(to writer: inout ByteWriter) {
        if !name.isEmpty { writer.put(10, text: name) }
        if let location { writer.put(18, message: location) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: name = try reader.text()
        case 18: try reader.message(into: &self.location)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !name.isEmpty { writer.member("name", text: name) }
        if let location { writer.member("location", message: location) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { name = read }
        case 1: try reader.message(into: &location)
        default: break
        }
    }
    public static let schema = MessageSchema("WarehouseRegistered", [
        Field("name", 1, .text, .plain, "Its name for people."),
        Field("location", 2, .message(Location.self), .optional, "Where it is."),
    ])
}

public struct Warehouse: WholeMessage {
    /// The id of the warehouse.
    public var warehouseID: String = ""
    /// How many events have changed it.
    public var version: UInt64 = 0
    /// Its name for people.
    public var name: String = ""
    /// Where it is.
    public var location: Location? = nil
    /// When it was added.
    public var registeredAt: Timestamp = Timestamp()
    /// When the last event changed it.
    public var updatedAt: Timestamp? = nil

    public init() {}
    public init(
        warehouseID: String = "", version: UInt64 = 0, name: String = "", location: Location? = nil,
        registeredAt: Timestamp = Timestamp(), updatedAt: Timestamp? = nil
    ) {
        self.warehouseID = warehouseID; self.version = version; self.name = name; self.location = location;
        self.registeredAt = registeredAt; self.updatedAt = updatedAt
    }

    public func encode(to writer: inout ByteWriter) {
        if !warehouseID.isEmpty { writer.put(10, text: warehouseID) }
        if version != 0 { writer.put(16, number: version) }
        if !name.isEmpty { writer.put(26, text: name) }
        if let location { writer.put(34, message: location) }
        writer.put(42, message: registeredAt)
        if let updatedAt { writer.put(50, message: updatedAt) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: warehouseID = try reader.text()
        case 16: version = try reader.varint()
        case 26: name = try reader.text()
        case 34: try reader.message(into: &self.location)
        case 42: try reader.message(into: &self.registeredAt)
        case 50: try reader.message(into: &self.updatedAt)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !warehouseID.isEmpty { writer.member("warehouseId", text: warehouseID) }
        writer.member("version", number: version)
        if !name.isEmpty { writer.member("name", text: name) }
        if let location { writer.member("location", message: location) }
        writer.member("registeredAt", time: registeredAt)
        if let updatedAt { writer.member("updatedAt", time: updatedAt) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { warehouseID = read }
        case 1: if let read = try reader.uint64() { version = read }
        case 2: if let read = try reader.text() { name = read }
        case 3: try reader.message(into: &location)
        case 4: if let read = try reader.time() { registeredAt = read }
        case 5: updatedAt = try reader.time()
        default: break
        }
    }
    public static let schema = MessageSchema("Warehouse", [
        Field("warehouseId", 1, .text, .plain, "The id of the warehouse.", example: "WH-LYON"),
        Field("version", 2, .number(bits: 64, isSigned: false), .plain, "How many events have changed it.", example: "3"),
        Field("name", 3, .text, .plain, "Its name for people.", example: "Lyon"),
        Field("location", 4, .message(Location.self), .optional, "Where it is."),
        Field("registeredAt", 5, .time, .always, "When it was added."),
        Field("updatedAt", 6, .time, .optional, "When the last event changed it."),
    ])

    public func canonicalBytes() -> [UInt8] { encoded() }
    public func appendCanonicalBytes(to bytes: inout [UInt8]) { appendEncoded(to: &bytes) }
    public static func decoded(from bytes: [UInt8]) throws(DecodingFault) -> Self { try Self(encoded: bytes) }
    public func appendJSON(to bytes: inout [UInt8]) { appendText(to: &bytes) }
}
