// swift-format-ignore-file
// What daybook/v1/shipment.proto says, as Swift. Written by tools/generate: change the .proto file, never this one.

public struct ShipmentCommand: Message {
    public indirect enum OneOf_Command: Sendable, Equatable {
        /// Makes a shipment of units that lie in one warehouse.
        case create(CreateShipment)
        /// Records that a shipment has left with a carrier.
        case dispatch(DispatchShipment)
        /// Records what a carrier says of a parcel.
        case recordScan(RecordScan)
        /// Records how a shipment is packed.
        case pack(PackShipment)
        /// Takes a shipment apart that has not left.
        case cancel(CancelShipment)
        /// Records that a shipment is lost: its units are promised anew.
        case reportLost(ReportShipmentLost)
        /// Records that a shipment came back undelivered: its units are promised anew.
        case reportReturnedToSender(ReportReturnedToSender)
        /// Records that the customer has picked a shipment up.
        case confirmPickup(ConfirmPickup)
        /// Takes back a wrong delivery, loss, return or tracking number.
        case correctTracking(CorrectTracking)
    }

    public var create: CreateShipment { get { if case .create(let value) = command { value } else { CreateShipment() } } set { command = .create(newValue) } }
    public var dispatch: DispatchShipment { get { if case .dispatch(let value) = command { value } else { DispatchShipment() } } set { command = .dispatch(newValue) } }
    public var recordScan: RecordScan { get { if case .recordScan(let value) = command { value } else { RecordScan() } } set { command = .recordScan(newValue) } }
    public var pack: PackShipment { get { if case .pack(let value) = command { value } else { PackShipment() } } set { command = .pack(newValue) } }
    public var cancel: CancelShipment { get { if case .cancel(let value) = command { value } else { CancelShipment() } } set { command = .cancel(newValue) } }
    public var reportLost: ReportShipmentLost { get { if case .reportLost(let value) = command { value } else { ReportShipmentLost() } } set { command = .reportLost(newValue) } }
    public var reportReturnedToSender: ReportReturnedToSender { get { if case .reportReturnedToSender(let value) = command { value } else { ReportReturnedToSender() } } set { command = .reportReturnedToSender(newValue) } }
    public var confirmPickup: ConfirmPickup { get { if case .confirmPickup(let value) = command { value } else { ConfirmPickup() } } set { command = .confirmPickup(newValue) } }
    public var correctTracking: CorrectTracking { get { if case .correctTracking(let value) = command { value } else { CorrectTracking() } } set { command = .correctTracking(newValue) } }
    public var command: OneOf_Command? = nil

    public init() {}
    public init(command: OneOf_Command? = nil) { self.command = command }

    public func encode(to writer: inout ByteWriter) {
        switch command {
        case .create(let value)?: writer.put(10, message: value)
        case .dispatch(let value)?: writer.put(18, message: value)
        case .recordScan(let value)?: writer.put(26, message: value)
        case .pack(let value)?: writer.put(34, message: value)
        case .cancel(let value)?: writer.put(42, message: value)
        case .reportLost(let value)?: writer.put(50, message: value)
        case .reportReturnedToSender(let value)?: writer.put(58, message: value)
        case .confirmPickup(let value)?: writer.put(66, message: value)
        case .correctTracking(let value)?: writer.put(74, message: value)
        case nil: break
        }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: try reader.message(into: &self.create)
        case 18: try reader.message(into: &self.dispatch)
        case 26: try reader.message(into: &self.recordScan)
        case 34: try reader.message(into: &self.pack)
        case 42: try reader.message(into: &self.cancel)
        case 50: try reader.message(into: &self.reportLost)
        case 58: try reader.message(into: &self.reportReturnedToSender)
        case 66: try reader.message(into: &self.confirmPickup)
        case 74: try reader.message(into: &self.correctTracking)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        switch command {
        case .create(let value)?: writer.member("create", message: value)
        case .dispatch(let value)?: writer.member("dispatch", message: value)
        case .recordScan(let value)?: writer.member("recordScan", message: value)
        case .pack(let value)?: writer.member("pack", message: value)
        case .cancel(let value)?: writer.member("cancel", message: value)
        case .reportLost(let value)?: writer.member("reportLost", message: value)
        case .reportReturnedToSender(let value)?: writer.member("reportReturnedToSender", message: value)
        case .confirmPickup(let value)?: writer.member("confirmPickup", message: value)
        case .correctTracking(let value)?: writer.member("correctTracking", message: value)
        case nil: break
        }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read: CreateShipment = try reader.alternative(isTaken: command != nil) { command = .create(read) }
        case 1: if let read: DispatchShipment = try reader.alternative(isTaken: command != nil) { command = .dispatch(read) }
        case 2: if let read: RecordScan = try reader.alternative(isTaken: command != nil) { command = .recordScan(read) }
        case 3: if let read: PackShipment = try reader.alternative(isTaken: command != nil) { command = .pack(read) }
        case 4: if let read: CancelShipment = try reader.alternative(isTaken: command != nil) { command = .cancel(read) }
        case 5: if let read: ReportShipmentLost = try reader.alternative(isTaken: command != nil) { command = .reportLost(read) }
        case 6: if let read: ReportReturnedToSender = try reader.alternative(isTaken: command != nil) { command = .reportReturnedToSender(read) }
        case 7: if let read: ConfirmPickup = try reader.alternative(isTaken: command != nil) { command = .confirmPickup(read) }
        case 8: if let read: CorrectTracking = try reader.alternative(isTaken: command != nil) { command = .correctTracking(read) }
        default: break
        }
    }
    public static let schema = MessageSchema("ShipmentCommand", [
        Field("create", 1, .message(CreateShipment.self), .alternative, "Makes a shipment of units that lie in one warehouse."),
        Field("dispatch", 2, .message(DispatchShipment.self), .alternative, "Records that a shipment has left with a carrier."),
        Field("recordScan", 3, .message(RecordScan.self), .alternative, "Records what a carrier says of a parcel."),
        Field("pack", 4, .message(PackShipment.self), .alternative, "Records how a shipment is packed."),
        Field("cancel", 5, .message(CancelShipment.self), .alternative, "Takes a shipment apart that has not left."),
        Field("reportLost", 6, .message(ReportShipmentLost.self), .alternative, "Records that a shipment is lost: its units are promised anew."),
        Field("reportReturnedToSender", 7, .message(ReportReturnedToSender.self), .alternative, "Records that a shipment came back undelivered: its units are promised anew."),
        Field("confirmPickup", 8, .message(ConfirmPickup.self), .alternative, "Records that the customer has picked a shipment up."),
        Field("correctTracking", 9, .message(CorrectTracking.self), .alternative, "Takes back a wrong delivery, loss, return or tracking number."),
    ])
}

public struct ShipmentLine: Message {
    /// The id of the order's line.
    public var lineID: String = ""
    /// How many units of it.
    public var quantity: Int64 = 0
    /// The stock keeping unit.
    public var sku: String = ""

    public init() {}
    public init(lineID: String = "", quantity: Int64 = 0, sku: String = "") {
        self.lineID = lineID; self.quantity = quantity; self.sku = sku
    }

    public func encode(to writer: inout ByteWriter) {
        if !lineID.isEmpty { writer.put(10, text: lineID) }
        if quantity != 0 { writer.put(16, number: UInt64(bitPattern: quantity)) }
        if !sku.isEmpty { writer.put(26, text: sku) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: lineID = try reader.text()
        case 16: quantity = Int64(bitPattern: try reader.varint())
        case 26: sku = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !lineID.isEmpty { writer.member("lineId", text: lineID) }
        writer.member("quantity", number: quantity)
        if !sku.isEmpty { writer.member("sku", text: sku) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { lineID = read }
        case 1: if let read = try reader.int64() { quantity = read }
        case 2: if let read = try reader.text() { sku = read }
        default: break
        }
    }
    public static let schema = MessageSchema("ShipmentLine", [
        Field("lineId", 1, .text, .plain, "The id of the order's line.", example: "1"),
        Field("quantity", 2, .number(bits: 64, isSigned: true), .plain, "How many units of it.", unit: "units", example: "2"),
        Field("sku", 3, .text, .plain, "The stock keeping unit.", example: "OOLONG-100"),
    ])
}

public struct CreateShipment: Message {
    /// The id of the shipment, which is new.
    public var shipmentID: String = ""
    /// The order that it is of.
    public var orderID: String = ""
    /// The warehouse that it leaves from.
    public var warehouseID: String = ""
    /// What is in it.
    public var lines: [CreateShipmentLine] = []
    /// When it is promised to arrive.
    public var estimatedDelivery: Timestamp? = nil

    public init() {}
    public init(
        shipmentID: String = "", orderID: String = "", warehouseID: String = "", lines: [CreateShipmentLine] = [],
        estimatedDelivery: Timestamp? = nil
    ) {
        self.shipmentID = shipmentID; self.orderID = orderID; self.warehouseID = warehouseID; self.lines = lines;
        self.estimatedDelivery = estimatedDelivery
    }

    public func encode(to writer: inout ByteWriter) {
        if !shipmentID.isEmpty { writer.put(10, text: shipmentID) }
        if !orderID.isEmpty { writer.put(18, text: orderID) }
        if !warehouseID.isEmpty { writer.put(26, text: warehouseID) }
        writer.put(34, list: lines)
        if let estimatedDelivery { writer.put(42, message: estimatedDelivery) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: shipmentID = try reader.text()
        case 18: orderID = try reader.text()
        case 26: warehouseID = try reader.text()
        case 34: try reader.append(to: &lines)
        case 42: try reader.message(into: &self.estimatedDelivery)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !shipmentID.isEmpty { writer.member("shipmentId", text: shipmentID) }
        if !orderID.isEmpty { writer.member("orderId", text: orderID) }
        if !warehouseID.isEmpty { writer.member("warehouseId", text: warehouseID) }
        if !lines.isEmpty { writer.member("lines", list: lines) }
        if let estimatedDelivery { writer.member("estimatedDelivery", time: estimatedDelivery) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { shipmentID = read }
        case 1: if let read = try reader.text() { orderID = read }
        case 2: if let read = try reader.text() { warehouseID = read }
        case 3: try reader.list(into: &lines)
        case 4: estimatedDelivery = try reader.time()
        default: break
        }
    }
    public static let schema = MessageSchema("CreateShipment", [
        Field("shipmentId", 1, .text, .plain, "The id of the shipment, which is new.", example: "S-1001", isRequired: true),
        Field("orderId", 2, .text, .plain, "The order that it is of.", example: "O-1001", isRequired: true),
        Field("warehouseId", 3, .text, .plain, "The warehouse that it leaves from.", example: "WH-LYON", isRequired: true),
        Field("lines", 4, .message(CreateShipmentLine.self), .list, "What is in it.", isRequired: true),
        Field("estimatedDelivery", 5, .time, .optional, "When it is promised to arrive.", example: "2026-03-05T18:00:00Z"),
    ])
}

public struct CreateShipmentLine: Message {
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
    public static let schema = MessageSchema("CreateShipmentLine", [
        Field("lineId", 1, .text, .plain, "The id of the order's line.", example: "1", isRequired: true),
        Field("quantity", 2, .number(bits: 64, isSigned: true), .plain, "How many units of it.", unit: "units", example: "2", isRequired: true),
    ])
}

public struct PackShipment: Message {
    /// The id of the shipment.
    public var shipmentID: String = ""
    /// The packages that it is in.
    public var packages: [Package] = []

    public init() {}
    public init(shipmentID: String = "", packages: [Package] = []) { self.shipmentID = shipmentID; self.packages = packages }

    public func encode(to writer: inout ByteWriter) {
        if !shipmentID.isEmpty { writer.put(10, text: shipmentID) }
        writer.put(18, list: packages)
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: shipmentID = try reader.text()
        case 18: try reader.append(to: &packages)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !shipmentID.isEmpty { writer.member("shipmentId", text: shipmentID) }
        if !packages.isEmpty { writer.member("packages", list: packages) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { shipmentID = read }
        case 1: try reader.list(into: &packages)
        default: break
        }
    }
    public static let schema = MessageSchema("PackShipment", [
        Field("shipmentId", 1, .text, .plain, "The id of the shipment.", example: "S-1001", isRequired: true),
        Field("packages", 2, .message(Package.self), .list, "The packages that it is in."),
    ])
}

/// chargeable weight = max(weight, volume in mm3 / 5000 rounded up), in grams.
public struct Package: Message {
    /// What it weighs.
    public var weightGrams: Int64 = 0
    /// How long it is.
    public var lengthMm: Int64? = nil
    /// How wide it is.
    public var widthMm: Int64? = nil
    /// How high it is.
    public var heightMm: Int64? = nil
    /// What the carrier charges for, computed from the weight and the size: not given in a command.
    public var chargeableGrams: Int64? = nil

    public init() {}
    public init(
        weightGrams: Int64 = 0, lengthMm: Int64? = nil, widthMm: Int64? = nil, heightMm: Int64? = nil, chargeableGrams: Int64? = nil
    ) {
        self.weightGrams = weightGrams; self.lengthMm = lengthMm; self.widthMm = widthMm; self.heightMm = heightMm;
        self.chargeableGrams = chargeableGrams
    }

    public func encode(to writer: inout ByteWriter) {
        if weightGrams != 0 { writer.put(8, number: UInt64(bitPattern: weightGrams)) }
        if let lengthMm { writer.put(16, number: UInt64(bitPattern: lengthMm)) }
        if let widthMm { writer.put(24, number: UInt64(bitPattern: widthMm)) }
        if let heightMm { writer.put(32, number: UInt64(bitPattern: heightMm)) }
        if let chargeableGrams { writer.put(40, number: UInt64(bitPattern: chargeableGrams)) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 8: weightGrams = Int64(bitPattern: try reader.varint())
        case 16: lengthMm = Int64(bitPattern: try reader.varint())
        case 24: widthMm = Int64(bitPattern: try reader.varint())
        case 32: heightMm = Int64(bitPattern: try reader.varint())
        case 40: chargeableGrams = Int64(bitPattern: try reader.varint())
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        writer.member("weightGrams", number: weightGrams)
        if let lengthMm { writer.member("lengthMm", number: lengthMm) }
        if let widthMm { writer.member("widthMm", number: widthMm) }
        if let heightMm { writer.member("heightMm", number: heightMm) }
        if let chargeableGrams { writer.member("chargeableGrams", number: chargeableGrams) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.int64() { weightGrams = read }
        case 1: lengthMm = try reader.int64()
        case 2: widthMm = try reader.int64()
        case 3: heightMm = try reader.int64()
        case 4: chargeableGrams = try reader.int64()
        default: break
        }
    }
    public static let schema = MessageSchema("Package", [
        Field("weightGrams", 1, .number(bits: 64, isSigned: true), .plain, "What it weighs.", unit: "grams", example: "450"),
        Field("lengthMm", 2, .number(bits: 64, isSigned: true), .optional, "How long it is.", unit: "millimeters", example: "300"),
        Field("widthMm", 3, .number(bits: 64, isSigned: true), .optional, "How wide it is.", unit: "millimeters", example: "200"),
        Field("heightMm", 4, .number(bits: 64, isSigned: true), .optional, "How high it is.", unit: "millimeters", example: "100"),
        Field("chargeableGrams", 5, .number(bits: 64, isSigned: true), .optional, "What the carrier charges for, computed from the weight and the size: not given in a command.", unit: "grams"),
    ])
}

public struct DispatchShipment: Message {
    /// The id of the shipment.
    public var shipmentID: String = ""
    /// Who carries it.
    public var carrier: String = ""
    /// The number that the carrier has for it.
    public var trackingNumber: String = ""
    /// When it is promised to arrive.
    public var estimatedDelivery: Timestamp? = nil
    /// Lets goods leave unpaid; needed where what is due is neither paid nor authorized; operator and admin only.
    public var allowUnpaid: Bool = false

    public init() {}
    public init(
        shipmentID: String = "", carrier: String = "", trackingNumber: String = "", estimatedDelivery: Timestamp? = nil,
        allowUnpaid: Bool = false
    ) {
        self.shipmentID = shipmentID; self.carrier = carrier; self.trackingNumber = trackingNumber;
        self.estimatedDelivery = estimatedDelivery; self.allowUnpaid = allowUnpaid
    }

    public func encode(to writer: inout ByteWriter) {
        if !shipmentID.isEmpty { writer.put(10, text: shipmentID) }
        if !carrier.isEmpty { writer.put(18, text: carrier) }
        if !trackingNumber.isEmpty { writer.put(26, text: trackingNumber) }
        if let estimatedDelivery { writer.put(34, message: estimatedDelivery) }
        if allowUnpaid { writer.put(40, number: allowUnpaid ? 1 : 0) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: shipmentID = try reader.text()
        case 18: carrier = try reader.text()
        case 26: trackingNumber = try reader.text()
        case 34: try reader.message(into: &self.estimatedDelivery)
        case 40: allowUnpaid = try reader.varint() != 0
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !shipmentID.isEmpty { writer.member("shipmentId", text: shipmentID) }
        if !carrier.isEmpty { writer.member("carrier", text: carrier) }
        if !trackingNumber.isEmpty { writer.member("trackingNumber", text: trackingNumber) }
        if let estimatedDelivery { writer.member("estimatedDelivery", time: estimatedDelivery) }
        if allowUnpaid { writer.member("allowUnpaid", truth: allowUnpaid) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { shipmentID = read }
        case 1: if let read = try reader.text() { carrier = read }
        case 2: if let read = try reader.text() { trackingNumber = read }
        case 3: estimatedDelivery = try reader.time()
        case 4: if let read = try reader.truth() { allowUnpaid = read }
        default: break
        }
    }
    public static let schema = MessageSchema("DispatchShipment", [
        Field("shipmentId", 1, .text, .plain, "The id of the shipment.", example: "S-1001", isRequired: true),
        Field("carrier", 2, .text, .plain, "Who carries it.", example: "colissimo", isRequired: true),
        Field("trackingNumber", 3, .text, .plain, "The number that the carrier has for it.", example: "CL-2001", isRequired: true),
        Field("estimatedDelivery", 4, .time, .optional, "When it is promised to arrive.", example: "2026-03-05T18:00:00Z"),
        Field("allowUnpaid", 5, .truth, .plain, "Lets goods leave unpaid; needed where what is due is neither paid nor authorized; operator and admin only."),
    ])
}

/// A parcel of a PICKUP order was handed over: no carrier, no number.
public struct ConfirmPickup: Message {
    /// The id of the shipment.
    public var shipmentID: String = ""
    /// Lets goods leave unpaid; needed where what is due is neither paid nor authorized; operator and admin only.
    public var allowUnpaid: Bool = false

    public init() {}
    public init(shipmentID: String = "", allowUnpaid: Bool = false) { self.shipmentID = shipmentID; self.allowUnpaid = allowUnpaid }

    public func encode(to writer: inout ByteWriter) {
        if !shipmentID.isEmpty { writer.put(10, text: shipmentID) }
        if allowUnpaid { writer.put(16, number: allowUnpaid ? 1 : 0) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: shipmentID = try reader.text()
        case 16: allowUnpaid = try reader.varint() != 0
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !shipmentID.isEmpty { writer.member("shipmentId", text: shipmentID) }
        if allowUnpaid { writer.member("allowUnpaid", truth: allowUnpaid) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { shipmentID = read }
        case 1: if let read = try reader.truth() { allowUnpaid = read }
        default: break
        }
    }
    public static let schema = MessageSchema("ConfirmPickup", [
        Field("shipmentId", 1, .text, .plain, "The id of the shipment.", example: "S-1001", isRequired: true),
        Field("allowUnpaid", 2, .truth, .plain, "Lets goods leave unpaid; needed where what is due is neither paid nor authorized; operator and admin only."),
    ])
}

public enum TrackingStatus {
    public enum Value: Int, Word {
        case 
            statusUnspecified, pending, infoReceived, inTransit, outForDelivery, availableForPickup, attemptFail, exception,
            delivered, expired


        public static let words = FieldNames(
            "STATUS_UNSPECIFIED", "PENDING", "INFO_RECEIVED", "IN_TRANSIT", "OUT_FOR_DELIVERY", "AVAILABLE_FOR_PICKUP",
            "ATTEMPT_FAIL", "EXCEPTION", "DELIVERED", "EXPIRED"
        )
    }
}

public struct RecordScan: Message {
    /// Who carries the parcel.
    public var carrier: String = ""
    /// The number that the carrier has for it; it may be unknown here.
    public var trackingNumber: String = ""
    /// The id of the scan within the parcel: the same scan counts once.
    public var scanID: String = ""
    /// What the carrier says of it.
    public var status: TrackingStatus.Value = .statusUnspecified
    /// When that was.
    public var occurredAt: Timestamp? = nil
    /// Where that was, for people.
    public var place: String = ""

    public init() {}
    public init(
        carrier: String = "", trackingNumber: String = "", scanID: String = "", status: TrackingStatus.Value = .statusUnspecified,
        occurredAt: Timestamp? = nil, place: String = ""
    ) {
        self.carrier = carrier; self.trackingNumber = trackingNumber; self.scanID = scanID; self.status = status;
        self.occurredAt = occurredAt; self.place = place
    }

    public func encode(to writer: inout ByteWriter) {
        if !carrier.isEmpty { writer.put(10, text: carrier) }
        if !trackingNumber.isEmpty { writer.put(18, text: trackingNumber) }
        if !scanID.isEmpty { writer.put(26, text: scanID) }
        if status != .statusUnspecified { writer.put(32, number: UInt64(status.rawValue)) }
        if let occurredAt { writer.put(42, message: occurredAt) }
        if !place.isEmpty { writer.put(50, text: place) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: carrier = try reader.text()
        case 18: trackingNumber = try reader.text()
        case 26: scanID = try reader.text()
        case 32: status = try reader.word()
        case 42: try reader.message(into: &self.occurredAt)
        case 50: place = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !carrier.isEmpty { writer.member("carrier", text: carrier) }
        if !trackingNumber.isEmpty { writer.member("trackingNumber", text: trackingNumber) }
        if !scanID.isEmpty { writer.member("scanId", text: scanID) }
        if status != .statusUnspecified { writer.member("status", word: status.word) }
        if let occurredAt { writer.member("occurredAt", time: occurredAt) }
        if !place.isEmpty { writer.member("place", text: place) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { carrier = read }
        case 1: if let read = try reader.text() { trackingNumber = read }
        case 2: if let read = try reader.text() { scanID = read }
        case 3: if let read: TrackingStatus.Value = try reader.word() { status = read }
        case 4: occurredAt = try reader.time()
        case 5: if let read = try reader.text() { place = read }
        default: break
        }
    }
    public static let schema = MessageSchema("RecordScan", [
        Field("carrier", 1, .text, .plain, "Who carries the parcel.", example: "colissimo", isRequired: true),
        Field("trackingNumber", 2, .text, .plain, "The number that the carrier has for it; it may be unknown here.", example: "CL-2001", isRequired: true),
        Field("scanId", 3, .text, .plain, "The id of the scan within the parcel: the same scan counts once.", example: "s1", isRequired: true),
        Field("status", 4, .words(TrackingStatus.Value.words), .plain, "What the carrier says of it.", example: "IN_TRANSIT", isRequired: true),
        Field("occurredAt", 5, .time, .optional, "When that was.", example: "2026-03-03T08:15:00Z", isRequired: true),
        Field("place", 6, .text, .plain, "Where that was, for people.", example: "Lyon"),
    ])
}

public struct CancelShipment: Message {
    /// The id of the shipment.
    public var shipmentID: String = ""
    /// Why, for people.
    public var reason: String = ""

    public init() {}
    public init(shipmentID: String = "", reason: String = "") { self.shipmentID = shipmentID; self.reason = reason }

    public func encode(to writer: inout ByteWriter) {
        if !shipmentID.isEmpty { writer.put(10, text: shipmentID) }
        if !reason.isEmpty { writer.put(18, text: reason) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: shipmentID = try reader.text()
        case 18: reason = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !shipmentID.isEmpty { writer.member("shipmentId", text: shipmentID) }
        if !reason.isEmpty { writer.member("reason", text: reason) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { shipmentID = read }
        case 1: if let read = try reader.text() { reason = read }
        default: break
        }
    }
    public static let schema = MessageSchema("CancelShipment", [
        Field("shipmentId", 1, .text, .plain, "The id of the shipment.", example: "S-1001", isRequired: true),
        Field("reason", 2, .text, .plain, "Why, for people.", example: "changed my mind"),
    ])
}

public struct ReportShipmentLost: Message {
    /// The id of the shipment.
    public var shipmentID: String = ""
    /// Why, for people.
    public var reason: String = ""

    public init() {}
    public init(shipmentID: String = "", reason: String = "") { self.shipmentID = shipmentID; self.reason = reason }

    public func encode(to writer: inout ByteWriter) {
        if !shipmentID.isEmpty { writer.put(10, text: shipmentID) }
        if !reason.isEmpty { writer.put(18, text: reason) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: shipmentID = try reader.text()
        case 18: reason = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !shipmentID.isEmpty { writer.member("shipmentId", text: shipmentID) }
        if !reason.isEmpty { writer.member("reason", text: reason) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { shipmentID = read }
        case 1: if let read = try reader.text() { reason = read }
        default: break
        }
    }
    public static let schema = MessageSchema("ReportShipmentLost", [
        Field("shipmentId", 1, .text, .plain, "The id of the shipment.", example: "S-1001", isRequired: true),
        Field("reason", 2, .text, .plain, "Why, for people."),
    ])
}

public struct ReportReturnedToSender: Message {
    /// The id of the shipment.
    public var shipmentID: String = ""
    /// Why, for people.
    public var reason: String = ""

    public init() {}
    public init(shipmentID: String = "", reason: String = "") { self.shipmentID = shipmentID; self.reason = reason }

    public func encode(to writer: inout ByteWriter) {
        if !shipmentID.isEmpty { writer.put(10, text: shipmentID) }
        if !reason.isEmpty { writer.put(18, text: reason) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: shipmentID = try reader.text()
        case 18: reason = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !shipmentID.isEmpty { writer.member("shipmentId", text: shipmentID) }
        if !reason.isEmpty { writer.member("reason", text: reason) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { shipmentID = read }
        case 1: if let read = try reader.text() { reason = read }
        default: break
        }
    }
    public static let schema = MessageSchema("ReportReturnedToSender", [
        Field("shipmentId", 1, .text, .plain, "The id of the shipment.", example: "S-1001", isRequired: true),
        Field("reason", 2, .text, .plain, "Why, for people."),
    ])
}

/// Takes back what was recorded wrongly: a delivery, a loss or a return (status SHIPPED), or the carrier's number.
public struct CorrectTracking: Message {
    /// The id of the shipment.
    public var shipmentID: String = ""
    /// Why it was wrong.
    public var reason: String = ""
    /// Who carries it, where that was wrong; needed where neither trackingNumber nor status is given.
    public var carrier: String = ""
    /// The number that the carrier has for it, where that was wrong; needed where neither carrier nor status is given.
    public var trackingNumber: String = ""
    /// SHIPPED takes back a delivery, a loss or a return; needed where neither carrier nor trackingNumber is given.
    public var status: Shipment.Status = .unspecified

    public init() {}
    public init(
        shipmentID: String = "", reason: String = "", carrier: String = "", trackingNumber: String = "",
        status: Shipment.Status = .unspecified
    ) {
        self.shipmentID = shipmentID; self.reason = reason; self.carrier = carrier; self.trackingNumber = trackingNumber;
        self.status = status
    }

    public func encode(to writer: inout ByteWriter) {
        if !shipmentID.isEmpty { writer.put(10, text: shipmentID) }
        if !reason.isEmpty { writer.put(18, text: reason) }
        if !carrier.isEmpty { writer.put(26, text: carrier) }
        if !trackingNumber.isEmpty { writer.put(34, text: trackingNumber) }
        if status != .unspecified { writer.put(40, number: UInt64(status.rawValue)) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: shipmentID = try reader.text()
        case 18: reason = try reader.text()
        case 26: carrier = try reader.text()
        case 34: trackingNumber = try reader.text()
        case 40: status = try reader.word()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !shipmentID.isEmpty { writer.member("shipmentId", text: shipmentID) }
        if !reason.isEmpty { writer.member("reason", text: reason) }
        if !carrier.isEmpty { writer.member("carrier", text: carrier) }
        if !trackingNumber.isEmpty { writer.member("trackingNumber", text: trackingNumber) }
        if status != .unspecified { writer.member("status", word: status.word) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { shipmentID = read }
        case 1: if let read = try reader.text() { reason = read }
        case 2: if let read = try reader.text() { carrier = read }
        case 3: if let read = try reader.text() { trackingNumber = read }
        case 4: if let read: Shipment.Status = try reader.word() { status = read }
        default: break
        }
    }
    public static let schema = MessageSchema("CorrectTracking", [
        Field("shipmentId", 1, .text, .plain, "The id of the shipment.", example: "S-1001", isRequired: true),
        Field("reason", 2, .text, .plain, "Why it was wrong.", example: "wrong parcel scanned", isRequired: true),
        Field("carrier", 3, .text, .plain, "Who carries it, where that was wrong; needed where neither trackingNumber nor status is given.", example: "colissimo"),
        Field("trackingNumber", 4, .text, .plain, "The number that the carrier has for it, where that was wrong; needed where neither carrier nor status is given.", example: "CL-2002"),
        Field("status", 5, .words(Shipment.Status.words), .plain, "SHIPPED takes back a delivery, a loss or a return; needed where neither carrier nor trackingNumber is given.", example: "SHIPPED"),
    ])
}

public struct ShipmentEvent: Message {
    public indirect enum OneOf_Event: Sendable, Equatable {
        /// A shipment was made.
        case created(ShipmentCreated)
        /// A shipment was packed.
        case packed(ShipmentPacked)
        /// A shipment left with a carrier.
        case dispatched(ShipmentDispatched)
        /// A carrier said something of a shipment.
        case scanned(ShipmentScanned)
        /// A shipment arrived.
        case delivered(ShipmentDelivered)
        /// A shipment was taken apart before it left.
        case cancelled(ShipmentCancelled)
        /// A shipment is lost.
        case lost(ShipmentLost)
        /// A shipment came back undelivered.
        case returnedToSender(ShipmentReturnedToSender)
        /// The customer has picked a shipment up.
        case pickedUp(ShipmentPickedUp)
        /// What was recorded wrongly of a shipment was taken back.
        case trackingCorrected(ShipmentTrackingCorrected)
        /// A carrier said something of a number that no shipment has yet.
        case parcelScanned(ParcelScanned)
        /// A shipment got the number that scans waited for.
        case parcelAssigned(ParcelAssigned)
        /// No shipment got the number of scans in time.
        case parcelExpired(ParcelExpired)
    }

    public var created: ShipmentCreated { get { if case .created(let value) = event { value } else { ShipmentCreated() } } set { event = .created(newValue) } }
    public var packed: ShipmentPacked { get { if case .packed(let value) = event { value } else { ShipmentPacked() } } set { event = .packed(newValue) } }
    public var dispatched: ShipmentDispatched { get { if case .dispatched(let value) = event { value } else { ShipmentDispatched() } } set { event = .dispatched(newValue) } }
    public var scanned: ShipmentScanned { get { if case .scanned(let value) = event { value } else { ShipmentScanned() } } set { event = .scanned(newValue) } }
    public var delivered: ShipmentDelivered { get { if case .delivered(let value) = event { value } else { ShipmentDelivered() } } set { event = .delivered(newValue) } }
    public var cancelled: ShipmentCancelled { get { if case .cancelled(let value) = event { value } else { ShipmentCancelled() } } set { event = .cancelled(newValue) } }
    public var lost: ShipmentLost { get { if case .lost(let value) = event { value } else { ShipmentLost() } } set { event = .lost(newValue) } }
    public var returnedToSender: ShipmentReturnedToSender { get { if case .returnedToSender(let value) = event { value } else { ShipmentReturnedToSender() } } set { event = .returnedToSender(newValue) } }
    public var pickedUp: ShipmentPickedUp { get { if case .pickedUp(let value) = event { value } else { ShipmentPickedUp() } } set { event = .pickedUp(newValue) } }
    public var trackingCorrected: ShipmentTrackingCorrected { get { if case .trackingCorrected(let value) = event { value } else { ShipmentTrackingCorrected() } } set { event = .trackingCorrected(newValue) } }
    public var parcelScanned: ParcelScanned { get { if case .parcelScanned(let value) = event { value } else { ParcelScanned() } } set { event = .parcelScanned(newValue) } }
    public var parcelAssigned: ParcelAssigned { get { if case .parcelAssigned(let value) = event { value } else { ParcelAssigned() } } set { event = .parcelAssigned(newValue) } }
    public var parcelExpired: ParcelExpired { get { if case .parcelExpired(let value) = event { value } else { ParcelExpired() } } set { event = .parcelExpired(newValue) } }
    public var event: OneOf_Event? = nil

    public init() {}
    public init(event: OneOf_Event? = nil) { self.event = event }

    public func encode(to writer: inout ByteWriter) {
        switch event {
        case .created(let value)?: writer.put(10, message: value)
        case .packed(let value)?: writer.put(18, message: value)
        case .dispatched(let value)?: writer.put(26, message: value)
        case .scanned(let value)?: writer.put(34, message: value)
        case .delivered(let value)?: writer.put(42, message: value)
        case .cancelled(let value)?: writer.put(50, message: value)
        case .lost(let value)?: writer.put(58, message: value)
        case .returnedToSender(let value)?: writer.put(66, message: value)
        case .pickedUp(let value)?: writer.put(74, message: value)
        case .trackingCorrected(let value)?: writer.put(82, message: value)
        case .parcelScanned(let value)?: writer.put(162, message: value)
        case .parcelAssigned(let value)?: writer.put(170, message: value)
        case .parcelExpired(let value)?: writer.put(178, message: value)
        case nil: break
        }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: try reader.message(into: &self.created)
        case 18: try reader.message(into: &self.packed)
        case 26: try reader.message(into: &self.dispatched)
        case 34: try reader.message(into: &self.scanned)
        case 42: try reader.message(into: &self.delivered)
        case 50: try reader.message(into: &self.cancelled)
        case 58: try reader.message(into: &self.lost)
        case 66: try reader.message(into: &self.returnedToSender)
        case 74: try reader.message(into: &self.pickedUp)
        case 82: try reader.message(into: &self.trackingCorrected)
        case 162: try reader.message(into: &self.parcelScanned)
        case 170: try reader.message(into: &self.parcelAssigned)
        case 178: try reader.message(into: &self.parcelExpired)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        switch event {
        case .created(let value)?: writer.member("created", message: value)
        case .packed(let value)?: writer.member("packed", message: value)
        case .dispatched(let value)?: writer.member("dispatched", message: value)
        case .scanned(let value)?: writer.member("scanned", message: value)
        case .delivered(let value)?: writer.member("delivered", message: value)
        case .cancelled(let value)?: writer.member("cancelled", message: value)
        case .lost(let value)?: writer.member("lost", message: value)
        case .returnedToSender(let value)?: writer.member("returnedToSender", message: value)
        case .pickedUp(let value)?: writer.member("pickedUp", message: value)
        case .trackingCorrected(let value)?: writer.member("trackingCorrected", message: value)
        case .parcelScanned(let value)?: writer.member("parcelScanned", message: value)
        case .parcelAssigned(let value)?: writer.member("parcelAssigned", message: value)
        case .parcelExpired(let value)?: writer.member("parcelExpired", message: value)
        case nil: break
        }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read: ShipmentCreated = try reader.alternative(isTaken: event != nil) { event = .created(read) }
        case 1: if let read: ShipmentPacked = try reader.alternative(isTaken: event != nil) { event = .packed(read) }
        case 2: if let read: ShipmentDispatched = try reader.alternative(isTaken: event != nil) { event = .dispatched(read) }
        case 3: if let read: ShipmentScanned = try reader.alternative(isTaken: event != nil) { event = .scanned(read) }
        case 4: if let read: ShipmentDelivered = try reader.alternative(isTaken: event != nil) { event = .delivered(read) }
        case 5: if let read: ShipmentCancelled = try reader.alternative(isTaken: event != nil) { event = .cancelled(read) }
        case 6: if let read: ShipmentLost = try reader.alternative(isTaken: event != nil) { event = .lost(read) }
        case 7: if let read: ShipmentReturnedToSender = try reader.alternative(isTaken: event != nil) { event = .returnedToSender(read) }
        case 8: if let read: ShipmentPickedUp = try reader.alternative(isTaken: event != nil) { event = .pickedUp(read) }
        case 9: if let read: ShipmentTrackingCorrected = try reader.alternative(isTaken: event != nil) { event = .trackingCorrected(read) }
        case 10: if let read: ParcelScanned = try reader.alternative(isTaken: event != nil) { event = .parcelScanned(read) }
        case 11: if let read: ParcelAssigned = try reader.alternative(isTaken: event != nil) { event = .parcelAssigned(read) }
        case 12: if let read: ParcelExpired = try reader.alternative(isTaken: event != nil) { event = .parcelExpired(read) }
        default: break
        }
    }
    public static let schema = MessageSchema("ShipmentEvent", [
        Field("created", 1, .message(ShipmentCreated.self), .alternative, "A shipment was made."),
        Field("packed", 2, .message(ShipmentPacked.self), .alternative, "A shipment was packed."),
        Field("dispatched", 3, .message(ShipmentDispatched.self), .alternative, "A shipment left with a carrier."),
        Field("scanned", 4, .message(ShipmentScanned.self), .alternative, "A carrier said something of a shipment."),
        Field("delivered", 5, .message(ShipmentDelivered.self), .alternative, "A shipment arrived."),
        Field("cancelled", 6, .message(ShipmentCancelled.self), .alternative, "A shipment was taken apart before it left."),
        Field("lost", 7, .message(ShipmentLost.self), .alternative, "A shipment is lost."),
        Field("returnedToSender", 8, .message(ShipmentReturnedToSender.self), .alternative, "A shipment came back undelivered."),
        Field("pickedUp", 9, .message(ShipmentPickedUp.self), .alternative, "The customer has picked a shipment up."),
        Field("trackingCorrected", 10, .message(ShipmentTrackingCorrected.self), .alternative, "What was recorded wrongly of a shipment was taken back."),
        Field("parcelScanned", 20, .message(ParcelScanned.self), .alternative, "A carrier said something of a number that no shipment has yet."),
        Field("parcelAssigned", 21, .message(ParcelAssigned.self), .alternative, "A shipment got the number that scans waited for."),
        Field("parcelExpired", 22, .message(ParcelExpired.self), .alternative, "No shipment got the number of scans in time."),
    ])
}

public struct ShipmentCreated: Message {
    /// The order that it is of.
    public var orderID: String = ""
    /// The warehouse that it leaves from.
    public var warehouseID: String = ""
    /// What is in it.
    public var lines: [ShipmentLine] = []
    /// When it is promised to arrive.
    public var estimatedDelivery: Timestamp? = nil

    public init() {}
    public init(orderID: String = "", warehouseID: String = "", lines: [ShipmentLine] = [], estimatedDelivery: Timestamp? = nil) {
        self.orderID = orderID; self.warehouseID = warehouseID; self.lines = lines; self.estimatedDelivery = estimatedDelivery
    }

    public func encode(to writer: inout ByteWriter) {
        if !orderID.isEmpty { writer.put(10, text: orderID) }
        if !warehouseID.isEmpty { writer.put(18, text: warehouseID) }
        writer.put(26, list: lines)
        if let estimatedDelivery { writer.put(34, message: estimatedDelivery) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: orderID = try reader.text()
        case 18: warehouseID = try reader.text()
        case 26: try reader.append(to: &lines)
        case 34: try reader.message(into: &self.estimatedDelivery)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !orderID.isEmpty { writer.member("orderId", text: orderID) }
        if !warehouseID.isEmpty { writer.member("warehouseId", text: warehouseID) }
        if !lines.isEmpty { writer.member("lines", list: lines) }
        if let estimatedDelivery { writer.member("estimatedDelivery", time: estimatedDelivery) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { orderID = read }
        case 1: if let read = try reader.text() { warehouseID = read }
        case 2: try reader.list(into: &lines)
        case 3: estimatedDelivery = try reader.time()
        default: break
        }
    }
    public static let schema = MessageSchema("ShipmentCreated", [
        Field("orderId", 1, .text, .plain, "The order that it is of."),
        Field("warehouseId", 2, .text, .plain, "The warehouse that it leaves from."),
        Field("lines", 3, .message(ShipmentLine.self), .list, "What is in it."),
        Field("estimatedDelivery", 4, .time, .optional, "When it is promised to arrive."),
    ])
}

public struct ShipmentPacked: Message {
    /// The packages that it is in.
    public var packages: [Package] = []

    public init() {}
    public init(packages: [Package] = []) { self.packages = packages }

    public func encode(to writer: inout ByteWriter) {
        writer.put(10, list: packages)
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: try reader.append(to: &packages)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !packages.isEmpty { writer.member("packages", list: packages) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: try reader.list(into: &packages)
        default: break
        }
    }
    public static let schema = MessageSchema("ShipmentPacked", [
        Field("packages", 1, .message(Package.self), .list, "The packages that it is in."),
    ])
}

public struct ShipmentDispatched: Message {
    /// Who carries it.
    public var carrier: String = ""
    /// The number that the carrier has for it.
    public var trackingNumber: String = ""
    /// When it is promised to arrive.
    public var estimatedDelivery: Timestamp? = nil
    /// When it left, where that is not the entry's time.
    public var occurredAt: Timestamp? = nil
    /// Someone let it leave although its order was not covered. False in entries of earlier versions.
    public var leftUnpaid: Bool = false

    public init() {}
    public init(
        carrier: String = "", trackingNumber: String = "", estimatedDelivery: Timestamp? = nil, occurredAt: Timestamp? = nil,
        leftUnpaid: Bool = false
    ) {
        self.carrier = carrier; self.trackingNumber = trackingNumber; self.estimatedDelivery = estimatedDelivery;
        self.occurredAt = occurredAt; self.leftUnpaid = leftUnpaid
    }

    public func encode(to writer: inout ByteWriter) {
        if !carrier.isEmpty { writer.put(10, text: carrier) }
        if !trackingNumber.isEmpty { writer.put(18, text: trackingNumber) }
        if let estimatedDelivery { writer.put(26, message: estimatedDelivery) }
        if let occurredAt { writer.put(34, message: occurredAt) }
        if leftUnpaid { writer.put(40, number: leftUnpaid ? 1 : 0) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: carrier = try reader.text()
        case 18: trackingNumber = try reader.text()
        case 26: try reader.message(into: &self.estimatedDelivery)
        case 34: try reader.message(into: &self.occurredAt)
        case 40: leftUnpaid = try reader.varint() != 0
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !carrier.isEmpty { writer.member("carrier", text: carrier) }
        if !trackingNumber.isEmpty { writer.member("trackingNumber", text: trackingNumber) }
        if let estimatedDelivery { writer.member("estimatedDelivery", time: estimatedDelivery) }
        if let occurredAt { writer.member("occurredAt", time: occurredAt) }
        if leftUnpaid { writer.member("leftUnpaid", truth: leftUnpaid) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { carrier = read }
        case 1: if let read = try reader.text() { trackingNumber = read }
        case 2: estimatedDelivery = try reader.time()
        case 3: occurredAt = try reader.time()
        case 4: if let read = try reader.truth() { leftUnpaid = read }
        default: break
        }
    }
    public static let schema = MessageSchema("ShipmentDispatched", [
        Field("carrier", 1, .text, .plain, "Who carries it."),
        Field("trackingNumber", 2, .text, .plain, "The number that the carrier has for it."),
        Field("estimatedDelivery", 3, .time, .optional, "When it is promised to arrive."),
        Field("occurredAt", 4, .time, .optional, "When it left, where that is not the entry's time."),
        Field("leftUnpaid", 5, .truth, .plain, "Someone let it leave although its order was not covered. False in entries of earlier versions."),
    ])
}

public struct Scan: Message {
    /// The id of the scan within the parcel.
    public var scanID: String = ""
    /// What the carrier said of it.
    public var status: TrackingStatus.Value = .statusUnspecified
    /// When that was.
    public var occurredAt: Timestamp = Timestamp()
    /// Where that was, for people.
    public var place: String = ""

    public init() {}
    public init(
        scanID: String = "", status: TrackingStatus.Value = .statusUnspecified, occurredAt: Timestamp = Timestamp(),
        place: String = ""
    ) {
        self.scanID = scanID; self.status = status; self.occurredAt = occurredAt; self.place = place
    }

    public func encode(to writer: inout ByteWriter) {
        if !scanID.isEmpty { writer.put(10, text: scanID) }
        if status != .statusUnspecified { writer.put(16, number: UInt64(status.rawValue)) }
        writer.put(26, message: occurredAt)
        if !place.isEmpty { writer.put(34, text: place) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: scanID = try reader.text()
        case 16: status = try reader.word()
        case 26: try reader.message(into: &self.occurredAt)
        case 34: place = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !scanID.isEmpty { writer.member("scanId", text: scanID) }
        if status != .statusUnspecified { writer.member("status", word: status.word) }
        writer.member("occurredAt", time: occurredAt)
        if !place.isEmpty { writer.member("place", text: place) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { scanID = read }
        case 1: if let read: TrackingStatus.Value = try reader.word() { status = read }
        case 2: if let read = try reader.time() { occurredAt = read }
        case 3: if let read = try reader.text() { place = read }
        default: break
        }
    }
    public static let schema = MessageSchema("Scan", [
        Field("scanId", 1, .text, .plain, "The id of the scan within the parcel.", example: "s1"),
        Field("status", 2, .words(TrackingStatus.Value.words), .plain, "What the carrier said of it.", example: "IN_TRANSIT"),
        Field("occurredAt", 3, .time, .always, "When that was."),
        Field("place", 4, .text, .plain, "Where that was, for people.", example: "Lyon"),
    ])
}

public struct ShipmentScanned: Message {
    /// What the carrier said.
    public var scan: Scan = Scan()

    public init() {}
    public init(scan: Scan = Scan()) { self.scan = scan }

    public func encode(to writer: inout ByteWriter) {
        writer.put(10, message: scan)
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: try reader.message(into: &self.scan)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        writer.member("scan", message: scan)
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: try reader.message(into: &scan)
        default: break
        }
    }
    public static let schema = MessageSchema("ShipmentScanned", [
        Field("scan", 1, .message(Scan.self), .always, "What the carrier said."),
    ])
}

public struct ShipmentDelivered: Message {
    /// When it arrived, as the carrier says.
    public var deliveredAt: Timestamp = Timestamp()

    public init() {}
    public init(deliveredAt: Timestamp = Timestamp()) { self.deliveredAt = deliveredAt }

    public func encode(to writer: inout ByteWriter) {
        writer.put(10, message: deliveredAt)
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: try reader.message(into: &self.deliveredAt)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        writer.member("deliveredAt", time: deliveredAt)
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.time() { deliveredAt = read }
        default: break
        }
    }
    public static let schema = MessageSchema("ShipmentDelivered", [
        Field("deliveredAt", 1, .time, .always, "When it arrived, as the carrier says."),
    ])
}

public struct ShipmentCancelled: Message {
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
    public static let schema = MessageSchema("ShipmentCancelled", [
        Field("reason", 1, .text, .plain, "Why, for people."),
    ])
}

public struct ShipmentLost: Message {
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
    public static let schema = MessageSchema("ShipmentLost", [
        Field("reason", 1, .text, .plain, "Why, for people."),
    ])
}

public struct ShipmentReturnedToSender: Message {
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
    public static let schema = MessageSchema("ShipmentReturnedToSender", [
        Field("reason", 1, .text, .plain, "Why, for people."),
    ])
}

public struct ShipmentPickedUp: Message {
    /// When it was handed over, where that is not the entry's time.
    public var occurredAt: Timestamp? = nil
    /// Someone let it leave although its order was not covered. False in entries of earlier versions.
    public var leftUnpaid: Bool = false

    public init() {}
    public init(occurredAt: Timestamp? = nil, leftUnpaid: Bool = false) {
        self.occurredAt = occurredAt; self.leftUnpaid = leftUnpaid
    }

    public func encode(to writer: inout ByteWriter) {
        if let occurredAt { writer.put(10, message: occurredAt) }
        if leftUnpaid { writer.put(16, number: leftUnpaid ? 1 : 0) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: try reader.message(into: &self.occurredAt)
        case 16: leftUnpaid = try reader.varint() != 0
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if let occurredAt { writer.member("occurredAt", time: occurredAt) }
        if leftUnpaid { writer.member("leftUnpaid", truth: leftUnpaid) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: occurredAt = try reader.time()
        case 1: if let read = try reader.truth() { leftUnpaid = read }
        default: break
        }
    }
    public static let schema = MessageSchema("ShipmentPickedUp", [
        Field("occurredAt", 1, .time, .optional, "When it was handed over, where that is not the entry's time."),
        Field("leftUnpaid", 2, .truth, .plain, "Someone let it leave although its order was not covered. False in entries of earlier versions."),
    ])
}

/// What it is from now on; the scans that said otherwise stay recorded but no longer count.
public struct ShipmentTrackingCorrected: Message {
    /// Why it was wrong.
    public var reason: String = ""
    /// Who carries it.
    public var carrier: String = ""
    /// The number that the carrier has for it.
    public var trackingNumber: String = ""
    /// How far it has come.
    public var status: Shipment.Status = .unspecified

    public init() {}
    public init(reason: String = "", carrier: String = "", trackingNumber: String = "", status: Shipment.Status = .unspecified) {
        self.reason = reason; self.carrier = carrier; self.trackingNumber = trackingNumber; self.status = status
    }

    public func encode(to writer: inout ByteWriter) {
        if !reason.isEmpty { writer.put(10, text: reason) }
        if !carrier.isEmpty { writer.put(18, text: carrier) }
        if !trackingNumber.isEmpty { writer.put(26, text: trackingNumber) }
        if status != .unspecified { writer.put(32, number: UInt64(status.rawValue)) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: reason = try reader.text()
        case 18: carrier = try reader.text()
        case 26: trackingNumber = try reader.text()
        case 32: status = try reader.word()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !reason.isEmpty { writer.member("reason", text: reason) }
        if !carrier.isEmpty { writer.member("carrier", text: carrier) }
        if !trackingNumber.isEmpty { writer.member("trackingNumber", text: trackingNumber) }
        if status != .unspecified { writer.member("status", word: status.word) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { reason = read }
        case 1: if let read = try reader.text() { carrier = read }
        case 2: if let read = try reader.text() { trackingNumber = read }
        case 3: if let read: Shipment.Status = try reader.word() { status = read }
        default: break
        }
    }
    public static let schema = MessageSchema("ShipmentTrackingCorrected", [
        Field("reason", 1, .text, .plain, "Why it was wrong."),
        Field("carrier", 2, .text, .plain, "Who carries it."),
        Field("trackingNumber", 3, .text, .plain, "The number that the carrier has for it."),
        Field("status", 4, .words(Shipment.Status.words), .plain, "How far it has come."),
    ])
}

/// A scan of a number that no shipment has yet (entity parcel/NUMBER@CARRIER).
public struct ParcelScanned: Message {
    /// What the carrier said.
    public var scan: Scan = Scan()
    /// Until when the scans of the number wait: set by the first of them.
    public var expiresAt: Timestamp? = nil

    public init() {}
    public init(scan: Scan = Scan(), expiresAt: Timestamp? = nil) { self.scan = scan; self.expiresAt = expiresAt }

    public func encode(to writer: inout ByteWriter) {
        writer.put(10, message: scan)
        if let expiresAt { writer.put(18, message: expiresAt) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: try reader.message(into: &self.scan)
        case 18: try reader.message(into: &self.expiresAt)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        writer.member("scan", message: scan)
        if let expiresAt { writer.member("expiresAt", time: expiresAt) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: try reader.message(into: &scan)
        case 1: expiresAt = try reader.time()
        default: break
        }
    }
    public static let schema = MessageSchema("ParcelScanned", [
        Field("scan", 1, .message(Scan.self), .always, "What the carrier said."),
        Field("expiresAt", 2, .time, .optional, "Until when the scans of the number wait: set by the first of them."),
    ])
}

public struct ParcelAssigned: Message {
    /// The shipment that got the number.
    public var shipmentID: String = ""

    public init() {}
    public init(shipmentID: String = "") { self.shipmentID = shipmentID }

    public func encode(to writer: inout ByteWriter) {
        if !shipmentID.isEmpty { writer.put(10, text: shipmentID) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: shipmentID = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !shipmentID.isEmpty { writer.member("shipmentId", text: shipmentID) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { shipmentID = read }
        default: break
        }
    }
    public static let schema = MessageSchema("ParcelAssigned", [
        Field("shipmentId", 1, .text, .plain, "The shipment that got the number."),
    ])
}

public struct ParcelExpired: Message {
    public init() {}

    public func encode(to writer: inout ByteWriter) {}
    public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) { throw reader.unknown(tag) }
    public func writeMembers(to writer: inout JSONWriter) {}
    public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {}
    public static let schema = MessageSchema("ParcelExpired", [])
}

/// Scans that wait for a shipment to get their number.
public struct Parcel: WholeMessage {
    public enum Status: Int, Word {
        case unspecified, waiting, assigned, expired

        public static let words = FieldNames("STATUS_UNSPECIFIED", "WAITING", "ASSIGNED", "EXPIRED")
    }

    /// The number and the carrier with an @ between them.
    public var parcelID: String = ""
    /// How many events have changed it.
    public var version: UInt64 = 0
    /// Whether its scans wait, or what became of them.
    public var status: Parcel.Status = .unspecified
    /// Who carries it.
    public var carrier: String = ""
    /// The number that the carrier has for it.
    public var trackingNumber: String = ""
    /// What the carrier said of it.
    public var scans: [Scan] = []
    /// The shipment that got the number.
    public var shipmentID: String = ""
    /// Until when its scans wait.
    public var expiresAt: Timestamp = Timestamp()
    /// When the last event changed it.
    public var updatedAt: Timestamp = Timestamp()

    public init() {}
    public init(
        parcelID: String = "", version: UInt64 = 0, status: Parcel.Status = .unspecified, carrier: String = "",
        trackingNumber: String = "", scans: [Scan] = [], shipmentID: String = "", expiresAt: Timestamp = Timestamp(),
        updatedAt: Timestamp = Timestamp()
    ) {
        self.parcelID = parcelID; self.version = version; self.status = status; self.carrier = carrier;
        self.trackingNumber = trackingNumber; self.scans = scans; self.shipmentID = shipmentID; self.expiresAt = expiresAt;
        self.updatedAt = updatedAt
    }

    public func encode(to writer: inout ByteWriter) {
        if !parcelID.isEmpty { writer.put(10, text: parcelID) }
        if version != 0 { writer.put(16, number: version) }
        if status != .unspecified { writer.put(24, number: UInt64(status.rawValue)) }
        if !carrier.isEmpty { writer.put(34, text: carrier) }
        if !trackingNumber.isEmpty { writer.put(42, text: trackingNumber) }
        writer.put(50, list: scans)
        if !shipmentID.isEmpty { writer.put(58, text: shipmentID) }
        writer.put(66, message: expiresAt)
        writer.put(74, message: updatedAt)
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: parcelID = try reader.text()
        case 16: version = try reader.varint()
        case 24: status = try reader.word()
        case 34: carrier = try reader.text()
        case 42: trackingNumber = try reader.text()
        case 50: try reader.append(to: &scans)
        case 58: shipmentID = try reader.text()
        case 66: try reader.message(into: &self.expiresAt)
        case 74: try reader.message(into: &self.updatedAt)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !parcelID.isEmpty { writer.member("parcelId", text: parcelID) }
        writer.member("version", number: version)
        if status != .unspecified { writer.member("status", word: status.word) }
        if !carrier.isEmpty { writer.member("carrier", text: carrier) }
        if !trackingNumber.isEmpty { writer.member("trackingNumber", text: trackingNumber) }
        if !scans.isEmpty { writer.member("scans", list: scans) }
        if !shipmentID.isEmpty { writer.member("shipmentId", text: shipmentID) }
        writer.member("expiresAt", time: expiresAt)
        writer.member("updatedAt", time: updatedAt)
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { parcelID = read }
        case 1: if let read = try reader.uint64() { version = read }
        case 2: if let read: Parcel.Status = try reader.word() { status = read }
        case 3: if let read = try reader.text() { carrier = read }
        case 4: if let read = try reader.text() { trackingNumber = read }
        case 5: try reader.list(into: &scans)
        case 6: if let read = try reader.text() { shipmentID = read }
        case 7: if let read = try reader.time() { expiresAt = read }
        case 8: if let read = try reader.time() { updatedAt = read }
        default: break
        }
    }
    public static let schema = MessageSchema("Parcel", [
        Field("parcelId", 1, .text, .plain, "The number and the carrier with an @ between them.", example: "CL-2001@colissimo"),
        Field("version", 2, .number(bits: 64, isSigned: false), .plain, "How many events have changed it.", example: "3"),
        Field("status", 3, .words(Parcel.Status.words), .plain, "Whether its scans wait, or what became of them.", example: "WAITING"),
        Field("carrier", 4, .text, .plain, "Who carries it.", example: "colissimo"),
        Field("trackingNumber", 5, .text, .plain, "The number that the carrier has for it.", example: "CL-2001"),
        Field("scans", 6, .message(Scan.self), .list, "What the carrier said of it."),
        Field("shipmentId", 7, .text, .plain, "The shipment that got the number.", example: "S-1001"),
        Field("expiresAt", 8, .time, .always, "Until when its scans wait."),
        Field("updatedAt", 9, .time, .always, "When the last event changed it."),
    ])

    public func canonicalBytes() -> [UInt8] { encoded() }
    public func appendCanonicalBytes(to bytes: inout [UInt8]) { appendEncoded(to: &bytes) }
    public static func decoded(from bytes: [UInt8]) throws(DecodingFault) -> Self { try Self(encoded: bytes) }
    public func appendJSON(to bytes: inout [UInt8]) { appendText(to: &bytes) }
}

public struct Shipment: WholeMessage {
    public enum Status: Int, Word {
        case unspecified, created, packed, shipped, delivered, returnedToSender, lost, cancelled

        public static let words = FieldNames(
            "STATUS_UNSPECIFIED", "CREATED", "PACKED", "SHIPPED", "DELIVERED", "RETURNED_TO_SENDER", "LOST", "CANCELLED"
        )
    }

    struct Fields: Message {
        var shipmentID: String = ""
        var version: UInt64 = 0
        var orderID: String = ""
        var warehouseID: String = ""
        var status: Shipment.Status = .unspecified
        var trackingStatus: TrackingStatus.Value = .statusUnspecified
        var carrier: String = ""
        var trackingNumber: String = ""
        var lines: [ShipmentLine] = []
        var packages: [Package] = []
        var scans: [Scan] = []
        var estimatedDelivery: Timestamp? = nil
        var createdAt: Timestamp = Timestamp()
        var shippedAt: Timestamp? = nil
        var deliveredAt: Timestamp? = nil
        var late: Bool? = nil
        var updatedAt: Timestamp = Timestamp()
        var supersededScans: Int64 = 0
        var leftUnpaid: Bool = false

        public func encode(to writer: inout ByteWriter) {
            if !shipmentID.isEmpty { writer.put(10, text: shipmentID) }
            if version != 0 { writer.put(16, number: version) }
            if !orderID.isEmpty { writer.put(26, text: orderID) }
            if !warehouseID.isEmpty { writer.put(34, text: warehouseID) }
            if status != .unspecified { writer.put(40, number: UInt64(status.rawValue)) }
            if trackingStatus != .statusUnspecified { writer.put(48, number: UInt64(trackingStatus.rawValue)) }
            if !carrier.isEmpty { writer.put(58, text: carrier) }
            if !trackingNumber.isEmpty { writer.put(66, text: trackingNumber) }
            writer.put(74, list: lines)
            writer.put(82, list: packages)
            writer.put(90, list: scans)
            if let estimatedDelivery { writer.put(98, message: estimatedDelivery) }
            writer.put(106, message: createdAt)
            if let shippedAt { writer.put(114, message: shippedAt) }
            if let deliveredAt { writer.put(122, message: deliveredAt) }
            if let late { writer.put(128, number: late ? 1 : 0) }
            writer.put(138, message: updatedAt)
            if supersededScans != 0 { writer.put(144, number: UInt64(bitPattern: supersededScans)) }
            if leftUnpaid { writer.put(152, number: leftUnpaid ? 1 : 0) }
        }
        @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
            switch tag {
            case 10: shipmentID = try reader.text()
            case 16: version = try reader.varint()
            case 26: orderID = try reader.text()
            case 34: warehouseID = try reader.text()
            case 40: status = try reader.word()
            case 48: trackingStatus = try reader.word()
            case 58: carrier = try reader.text()
            case 66: trackingNumber = try reader.text()
            case 74: try reader.append(to: &lines)
            case 82: try reader.append(to: &packages)
            case 90: try reader.append(to: &scans)
            case 98: try reader.message(into: &self.estimatedDelivery)
            case 106: try reader.message(into: &self.createdAt)
            case 114: try reader.message(into: &self.shippedAt)
            case 122: try reader.message(into: &self.deliveredAt)
            case 128: late = try reader.varint() != 0
            case 138: try reader.message(into: &self.updatedAt)
            case 144: supersededScans = Int64(bitPattern: try reader.varint())
            case 152: leftUnpaid = try reader.varint() != 0
            default: throw reader.unknown(tag)
            }
        }
        @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
            if !shipmentID.isEmpty { writer.member("shipmentId", text: shipmentID) }
            writer.member("version", number: version)
            if !orderID.isEmpty { writer.member("orderId", text: orderID) }
            if !warehouseID.isEmpty { writer.member("warehouseId", text: warehouseID) }
            if status != .unspecified { writer.member("status", word: status.word) }
            if trackingStatus != .statusUnspecified { writer.member("trackingStatus", word: trackingStatus.word) }
            if !carrier.isEmpty { writer.member("carrier", text: carrier) }
            if !trackingNumber.isEmpty { writer.member("trackingNumber", text: trackingNumber) }
            if !lines.isEmpty { writer.member("lines", list: lines) }
            if !packages.isEmpty { writer.member("packages", list: packages) }
            if !scans.isEmpty { writer.member("scans", list: scans) }
            if let estimatedDelivery { writer.member("estimatedDelivery", time: estimatedDelivery) }
            writer.member("createdAt", time: createdAt)
            if let shippedAt { writer.member("shippedAt", time: shippedAt) }
            if let deliveredAt { writer.member("deliveredAt", time: deliveredAt) }
            if let late { writer.member("late", truth: late) }
            writer.member("updatedAt", time: updatedAt)
            writer.member("supersededScans", number: supersededScans)
            if leftUnpaid { writer.member("leftUnpaid", truth: leftUnpaid) }
        }
        @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
            switch field {
            case 0: if let read = try reader.text() { shipmentID = read }
            case 1: if let read = try reader.uint64() { version = read }
            case 2: if let read = try reader.text() { orderID = read }
            case 3: if let read = try reader.text() { warehouseID = read }
            case 4: if let read: Shipment.Status = try reader.word() { status = read }
            case 5: if let read: TrackingStatus.Value = try reader.word() { trackingStatus = read }
            case 6: if let read = try reader.text() { carrier = read }
            case 7: if let read = try reader.text() { trackingNumber = read }
            case 8: try reader.list(into: &lines)
            case 9: try reader.list(into: &packages)
            case 10: try reader.list(into: &scans)
            case 11: estimatedDelivery = try reader.time()
            case 12: if let read = try reader.time() { createdAt = read }
            case 13: shippedAt = try reader.time()
            case 14: deliveredAt = try reader.time()
            case 15: late = try reader.truth()
            case 16: if let read = try reader.time() { updatedAt = read }
            case 17: if let read = try reader.int64() { supersededScans = read }
            case 18: if let read = try reader.truth() { leftUnpaid = read }
            default: break
            }
        }
        public static let schema = MessageSchema("Shipment", [
            Field("shipmentId", 1, .text, .plain, "The id of the shipment.", example: "S-1001"),
            Field("version", 2, .number(bits: 64, isSigned: false), .plain, "How many events have changed it.", example: "3"),
            Field("orderId", 3, .text, .plain, "The order that it is of.", example: "O-1001"),
            Field("warehouseId", 4, .text, .plain, "The warehouse that it leaves from.", example: "WH-LYON"),
            Field("status", 5, .words(Shipment.Status.words), .plain, "How far it has come.", example: "SHIPPED"),
            Field("trackingStatus", 6, .words(TrackingStatus.Value.words), .plain, "Where the carrier last saw it.", example: "IN_TRANSIT"),
            Field("carrier", 7, .text, .plain, "Who carries it.", example: "colissimo"),
            Field("trackingNumber", 8, .text, .plain, "The number that the carrier has for it.", example: "CL-2001"),
            Field("lines", 9, .message(ShipmentLine.self), .list, "What is in it."),
            Field("packages", 10, .message(Package.self), .list, "The packages that it is in."),
            Field("scans", 11, .message(Scan.self), .list, "What the carrier said of it."),
            Field("estimatedDelivery", 12, .time, .optional, "When it is promised to arrive."),
            Field("createdAt", 13, .time, .always, "When it was made."),
            Field("shippedAt", 14, .time, .optional, "When it left."),
            Field("deliveredAt", 15, .time, .optional, "When it arrived."),
            Field("late", 16, .truth, .optional, "Whether it arrived later than promised."),
            Field("updatedAt", 17, .time, .always, "When the last event changed it."),
            Field("supersededScans", 18, .number(bits: 64, isSigned: true), .plain, "The first so many scans no longer say where it is: they were of a wrong number, or of a delivery that was taken back."),
            Field("leftUnpaid", 19, .truth, .plain, "Someone let it leave although its order was not covered: as long as it is out, the rest of its order has no time to pay."),
        ])
    }

    private var box: Box<Fields>

    /// The id of the shipment.
    public var shipmentID: String { get { box.storage.value.shipmentID } set { box.unique().value.shipmentID = newValue } }
    /// How many events have changed it.
    public var version: UInt64 { get { box.storage.value.version } set { box.unique().value.version = newValue } }
    /// The order that it is of.
    public var orderID: String { get { box.storage.value.orderID } set { box.unique().value.orderID = newValue } }
    /// The warehouse that it leaves from.
    public var warehouseID: String { get { box.storage.value.warehouseID } set { box.unique().value.warehouseID = newValue } }
    /// How far it has come.
    public var status: Shipment.Status { get { box.storage.value.status } set { box.unique().value.status = newValue } }
    /// Where the carrier last saw it.
    public var trackingStatus: TrackingStatus.Value {
        get { box.storage.value.trackingStatus }
        set { box.unique().value.trackingStatus = newValue }
    }
    /// Who carries it.
    public var carrier: String { get { box.storage.value.carrier } set { box.unique().value.carrier = newValue } }
    /// The number that the carrier has for it.
    public var trackingNumber: String {
        get { box.storage.value.trackingNumber }
        set { box.unique().value.trackingNumber = newValue }
    }
    /// What is in it.
    public var lines: [ShipmentLine] {
        get { box.storage.value.lines }
        set { box.unique().value.lines = newValue }
        _modify { yield &box.unique().value.lines }
    }
    /// The packages that it is in.
    public var packages: [Package] {
        get { box.storage.value.packages }
        set { box.unique().value.packages = newValue }
        _modify { yield &box.unique().value.packages }
    }
    /// What the carrier said of it.
    public var scans: [Scan] {
        get { box.storage.value.scans }
        set { box.unique().value.scans = newValue }
        _modify { yield &box.unique().value.scans }
    }
    /// When it is promised to arrive.
    public var estimatedDelivery: Timestamp? {
        get { box.storage.value.estimatedDelivery }
        set { box.unique().value.estimatedDelivery = newValue }
    }
    /// When it was made.
    public var createdAt: Timestamp { get { box.storage.value.createdAt } set { box.unique().value.createdAt = newValue } }
    /// When it left.
    public var shippedAt: Timestamp? { get { box.storage.value.shippedAt } set { box.unique().value.shippedAt = newValue } }
    /// When it arrived.
    public var deliveredAt: Timestamp? { get { box.storage.value.deliveredAt } set { box.unique().value.deliveredAt = newValue } }
    /// Whether it arrived later than promised.
    public var late: Bool? { get { box.storage.value.late } set { box.unique().value.late = newValue } }
    /// When the last event changed it.
    public var updatedAt: Timestamp { get { box.storage.value.updatedAt } set { box.unique().value.updatedAt = newValue } }
    /// The first so many scans no longer say where it is: they were of a wrong number, or of a delivery that was taken back.
    public var supersededScans: Int64 {
        get { box.storage.value.supersededScans }
        set { box.unique().value.supersededScans = newValue }
    }
    /// Someone let it leave although its order was not covered: as long as it is out, the rest of its order has no time to pay.
    public var leftUnpaid: Bool { get { box.storage.value.leftUnpaid } set { box.unique().value.leftUnpaid = newValue } }

    public init() { box = Box(Fields()) }
    public init(
        shipmentID: String = "", version: UInt64 = 0, orderID: String = "", warehouseID: String = "",
        status: Shipment.Status = .unspecified, trackingStatus: TrackingStatus.Value = .statusUnspecified, carrier: String = "",
        trackingNumber: String = "", lines: [ShipmentLine] = [], packages: [Package] = [], scans: [Scan] = [],
        estimatedDelivery: Timestamp? = nil, createdAt: Timestamp = Timestamp(), shippedAt: Timestamp? = nil,
        deliveredAt: Timestamp? = nil, late: Bool? = nil, updatedAt: Timestamp = Timestamp(), supersededScans: Int64 = 0,
        leftUnpaid: Bool = false
    ) {
        box = Box(Fields(
            shipmentID: shipmentID, version: version, orderID: orderID, warehouseID: warehouseID, status: status,
            trackingStatus: trackingStatus, carrier: carrier, trackingNumber: trackingNumber, lines: lines, packages: packages,
            scans: scans, estimatedDelivery: estimatedDelivery, createdAt: createdAt, shippedAt: shippedAt,
            deliveredAt: deliveredAt, late: late, updatedAt: updatedAt, supersededScans: supersededScans, leftUnpaid: leftUnpaid
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
