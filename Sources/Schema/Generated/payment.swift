// swift-format-ignore-file
// What daybook/v1/payment.proto says, as Swift. Written by tools/generate: change the .proto file, never this one.

public struct PaymentCommand: Message {
    public indirect enum OneOf_Command: Sendable, Equatable {
        /// Opens a payment of an order; the provider is asked after.
        case initiate(InitiatePayment)
        /// Records what a provider says has happened.
        case recordResult(RecordPaymentResult)
        /// Asks for money to be given back.
        case requestRefund(RequestRefund)
        /// Asks for money to be taken that was authorized.
        case requestCapture(RequestCapture)
        /// Gives up what is authorized and not taken.
        case requestVoid(RequestVoid)
        /// Ends a payment that nothing has come of yet. What arrives for it later is given back.
        case cancel(CancelPayment)
    }

    public var initiate: InitiatePayment { get { if case .initiate(let value) = command { value } else { InitiatePayment() } } set { command = .initiate(newValue) } }
    public var recordResult: RecordPaymentResult { get { if case .recordResult(let value) = command { value } else { RecordPaymentResult() } } set { command = .recordResult(newValue) } }
    public var requestRefund: RequestRefund { get { if case .requestRefund(let value) = command { value } else { RequestRefund() } } set { command = .requestRefund(newValue) } }
    public var requestCapture: RequestCapture { get { if case .requestCapture(let value) = command { value } else { RequestCapture() } } set { command = .requestCapture(newValue) } }
    public var requestVoid: RequestVoid { get { if case .requestVoid(let value) = command { value } else { RequestVoid() } } set { command = .requestVoid(newValue) } }
    public var cancel: CancelPayment { get { if case .cancel(let value) = command { value } else { CancelPayment() } } set { command = .cancel(newValue) } }
    public var command: OneOf_Command? = nil

    public init() {}
    public init(command: OneOf_Command? = nil) { self.command = command }

    public func encode(to writer: inout ByteWriter) {
        switch command {
        case .initiate(let value)?: writer.put(10, message: value)
        case .recordResult(let value)?: writer.put(18, message: value)
        case .requestRefund(let value)?: writer.put(26, message: value)
        case .requestCapture(let value)?: writer.put(34, message: value)
        case .requestVoid(let value)?: writer.put(42, message: value)
        case .cancel(let value)?: writer.put(50, message: value)
        case nil: break
        }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: try reader.message(into: &self.initiate)
        case 18: try reader.message(into: &self.recordResult)
        case 26: try reader.message(into: &self.requestRefund)
        case 34: try reader.message(into: &self.requestCapture)
        case 42: try reader.message(into: &self.requestVoid)
        case 50: try reader.message(into: &self.cancel)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        switch command {
        case .initiate(let value)?: writer.member("initiate", message: value)
        case .recordResult(let value)?: writer.member("recordResult", message: value)
        case .requestRefund(let value)?: writer.member("requestRefund", message: value)
        case .requestCapture(let value)?: writer.member("requestCapture", message: value)
        case .requestVoid(let value)?: writer.member("requestVoid", message: value)
        case .cancel(let value)?: writer.member("cancel", message: value)
        case nil: break
        }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read: InitiatePayment = try reader.alternative(isTaken: command != nil) { command = .initiate(read) }
        case 1: if let read: RecordPaymentResult = try reader.alternative(isTaken: command != nil) { command = .recordResult(read) }
        case 2: if let read: RequestRefund = try reader.alternative(isTaken: command != nil) { command = .requestRefund(read) }
        case 3: if let read: RequestCapture = try reader.alternative(isTaken: command != nil) { command = .requestCapture(read) }
        case 4: if let read: RequestVoid = try reader.alternative(isTaken: command != nil) { command = .requestVoid(read) }
        case 5: if let read: CancelPayment = try reader.alternative(isTaken: command != nil) { command = .cancel(read) }
        default: break
        }
    }
    public static let schema = MessageSchema("PaymentCommand", [
        Field("initiate", 1, .message(InitiatePayment.self), .alternative, "Opens a payment of an order; the provider is asked after."),
        Field("recordResult", 2, .message(RecordPaymentResult.self), .alternative, "Records what a provider says has happened."),
        Field("requestRefund", 3, .message(RequestRefund.self), .alternative, "Asks for money to be given back."),
        Field("requestCapture", 4, .message(RequestCapture.self), .alternative, "Asks for money to be taken that was authorized."),
        Field("requestVoid", 5, .message(RequestVoid.self), .alternative, "Gives up what is authorized and not taken."),
        Field("cancel", 6, .message(CancelPayment.self), .alternative, "Ends a payment that nothing has come of yet. What arrives for it later is given back."),
    ])
}

public enum PaymentMethod {
    public enum Value: Int, Word {
        case methodUnspecified, card, alipay, wechat, paypal, balance, cod, other

        public static let words = FieldNames("METHOD_UNSPECIFIED", "CARD", "ALIPAY", "WECHAT", "PAYPAL", "BALANCE", "COD", "OTHER")
    }
}

/// AUTO: the provider takes the money at once. MANUAL: it is authorized first and captured as goods leave.
public enum CaptureMode {
    public enum Value: Int, Word {
        case captureUnspecified, auto, manual

        public static let words = FieldNames("CAPTURE_UNSPECIFIED", "AUTO", "MANUAL")
    }
}

public enum PaymentOutcome {
    public enum Value: Int, Word {
        case outcomeUnspecified, authorized, captured, failed, voided, refunded, refundFailed

        public static let words = FieldNames(
            "OUTCOME_UNSPECIFIED", "AUTHORIZED", "CAPTURED", "FAILED", "VOIDED", "REFUNDED", "REFUND_FAILED"
        )
    }
}

public struct InitiatePayment: Message {
    /// The id of the payment, which is new.
    public var paymentID: String = ""
    /// The order that it pays.
    public var orderID: String = ""
    /// How the money comes.
    public var method: PaymentMethod.Value = .methodUnspecified
    /// How much of the order it pays.
    public var amount: Int64 = 0
    /// When the money is taken; none given is AUTO.
    public var capture: CaptureMode.Value = .captureUnspecified

    public init() {}
    public init(
        paymentID: String = "", orderID: String = "", method: PaymentMethod.Value = .methodUnspecified, amount: Int64 = 0,
        capture: CaptureMode.Value = .captureUnspecified
    ) {
        self.paymentID = paymentID; self.orderID = orderID; self.method = method; self.amount = amount; self.capture = capture
    }

    public func encode(to writer: inout ByteWriter) {
        if !paymentID.isEmpty { writer.put(10, text: paymentID) }
        if !orderID.isEmpty { writer.put(18, text: orderID) }
        if method != .methodUnspecified { writer.put(24, number: UInt64(method.rawValue)) }
        if amount != 0 { writer.put(32, number: UInt64(bitPattern: amount)) }
        if capture != .captureUnspecified { writer.put(40, number: UInt64(capture.rawValue)) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: paymentID = try reader.text()
        case 18: orderID = try reader.text()
        case 24: method = try reader.word()
        case 32: amount = Int64(bitPattern: try reader.varint())
        case 40: capture = try reader.word()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !paymentID.isEmpty { writer.member("paymentId", text: paymentID) }
        if !orderID.isEmpty { writer.member("orderId", text: orderID) }
        if method != .methodUnspecified { writer.member("method", word: method.word) }
        writer.member("amount", number: amount)
        if capture != .captureUnspecified { writer.member("capture", word: capture.word) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { paymentID = read }
        case 1: if let read = try reader.text() { orderID = read }
        case 2: if let read: PaymentMethod.Value = try reader.word() { method = read }
        case 3: if let read = try reader.int64() { amount = read }
        case 4: if let read: CaptureMode.Value = try reader.word() { capture = read }
        default: break
        }
    }
    public static let schema = MessageSchema("InitiatePayment", [
        Field("paymentId", 1, .text, .plain, "The id of the payment, which is new.", example: "P-1001", isRequired: true),
        Field("orderId", 2, .text, .plain, "The order that it pays.", example: "O-1001", isRequired: true),
        Field("method", 3, .words(PaymentMethod.Value.words), .plain, "How the money comes.", example: "CARD", isRequired: true),
        Field("amount", 4, .number(bits: 64, isSigned: true), .plain, "How much of the order it pays.", unit: "minor", example: "2580", isRequired: true),
        Field("capture", 5, .words(CaptureMode.Value.words), .plain, "When the money is taken; none given is AUTO.", example: "MANUAL"),
    ])
}

public struct RecordPaymentResult: Message {
    /// The id of the payment.
    public var paymentID: String = ""
    /// What has happened.
    public var outcome: PaymentOutcome.Value = .outcomeUnspecified
    /// How much money it is about.
    public var amount: Int64 = 0
    /// Which request it answers, by the id that the provider was given.
    public var operationID: String = ""
    /// The name the provider has for it: under one name it counts once.
    public var providerReference: String = ""
    /// Why it failed, in the words of the provider.
    public var failureCode: String = ""

    public init() {}
    public init(
        paymentID: String = "", outcome: PaymentOutcome.Value = .outcomeUnspecified, amount: Int64 = 0, operationID: String = "",
        providerReference: String = "", failureCode: String = ""
    ) {
        self.paymentID = paymentID; self.outcome = outcome; self.amount = amount; self.operationID = operationID;
        self.providerReference = providerReference; self.failureCode = failureCode
    }

    public func encode(to writer: inout ByteWriter) {
        if !paymentID.isEmpty { writer.put(10, text: paymentID) }
        if outcome != .outcomeUnspecified { writer.put(16, number: UInt64(outcome.rawValue)) }
        if amount != 0 { writer.put(24, number: UInt64(bitPattern: amount)) }
        if !operationID.isEmpty { writer.put(34, text: operationID) }
        if !providerReference.isEmpty { writer.put(42, text: providerReference) }
        if !failureCode.isEmpty { writer.put(50, text: failureCode) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: paymentID = try reader.text()
        case 16: outcome = try reader.word()
        case 24: amount = Int64(bitPattern: try reader.varint())
        case 34: operationID = try reader.text()
        case 42: providerReference = try reader.text()
        case 50: failureCode = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !paymentID.isEmpty { writer.member("paymentId", text: paymentID) }
        if outcome != .outcomeUnspecified { writer.member("outcome", word: outcome.word) }
        writer.member("amount", number: amount)
        if !operationID.isEmpty { writer.member("operationId", text: operationID) }
        if !providerReference.isEmpty { writer.member("providerReference", text: providerReference) }
        if !failureCode.isEmpty { writer.member("failureCode", text: failureCode) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { paymentID = read }
        case 1: if let read: PaymentOutcome.Value = try reader.word() { outcome = read }
        case 2: if let read = try reader.int64() { amount = read }
        case 3: if let read = try reader.text() { operationID = read }
        case 4: if let read = try reader.text() { providerReference = read }
        case 5: if let read = try reader.text() { failureCode = read }
        default: break
        }
    }
    public static let schema = MessageSchema("RecordPaymentResult", [
        Field("paymentId", 1, .text, .plain, "The id of the payment.", example: "P-1001", isRequired: true),
        Field("outcome", 2, .words(PaymentOutcome.Value.words), .plain, "What has happened.", example: "CAPTURED", isRequired: true),
        Field("amount", 3, .number(bits: 64, isSigned: true), .plain, "How much money it is about.", unit: "minor", example: "2580"),
        Field("operationId", 4, .text, .plain, "Which request it answers, by the id that the provider was given.", example: "P-1001:capture:1"),
        Field("providerReference", 5, .text, .plain, "The name the provider has for it: under one name it counts once.", example: "ch_3Nx"),
        Field("failureCode", 6, .text, .plain, "Why it failed, in the words of the provider.", example: "card_declined"),
    ])
}

public struct RequestRefund: Message {
    /// The id of the payment.
    public var paymentID: String = ""
    /// The id of the refund within the payment, which is new.
    public var refundID: String = ""
    /// How much goes back.
    public var amount: Int64 = 0
    /// Why, for people.
    public var reason: String = ""
    /// The customer still owes what is given back; otherwise the order costs that much less.
    public var keepsOwed: Bool = false

    public init() {}
    public init(paymentID: String = "", refundID: String = "", amount: Int64 = 0, reason: String = "", keepsOwed: Bool = false) {
        self.paymentID = paymentID; self.refundID = refundID; self.amount = amount; self.reason = reason; self.keepsOwed = keepsOwed
    }

    public func encode(to writer: inout ByteWriter) {
        if !paymentID.isEmpty { writer.put(10, text: paymentID) }
        if !refundID.isEmpty { writer.put(18, text: refundID) }
        if amount != 0 { writer.put(24, number: UInt64(bitPattern: amount)) }
        if !reason.isEmpty { writer.put(34, text: reason) }
        if keepsOwed { writer.put(40, number: keepsOwed ? 1 : 0) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: paymentID = try reader.text()
        case 18: refundID = try reader.text()
        case 24: amount = Int64(bitPattern: try reader.varint())
        case 34: reason = try reader.text()
        case 40: keepsOwed = try reader.varint() != 0
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !paymentID.isEmpty { writer.member("paymentId", text: paymentID) }
        if !refundID.isEmpty { writer.member("refundId", text: refundID) }
        writer.member("amount", number: amount)
        if !reason.isEmpty { writer.member("reason", text: reason) }
        if keepsOwed { writer.member("keepsOwed", truth: keepsOwed) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { paymentID = read }
        case 1: if let read = try reader.text() { refundID = read }
        case 2: if let read = try reader.int64() { amount = read }
        case 3: if let read = try reader.text() { reason = read }
        case 4: if let read = try reader.truth() { keepsOwed = read }
        default: break
        }
    }
    public static let schema = MessageSchema("RequestRefund", [
        Field("paymentId", 1, .text, .plain, "The id of the payment.", example: "P-1001", isRequired: true),
        Field("refundId", 2, .text, .plain, "The id of the refund within the payment, which is new.", example: "RF-1", isRequired: true),
        Field("amount", 3, .number(bits: 64, isSigned: true), .plain, "How much goes back.", unit: "minor", example: "1290", isRequired: true),
        Field("reason", 4, .text, .plain, "Why, for people.", example: "changed my mind"),
        Field("keepsOwed", 5, .truth, .plain, "The customer still owes what is given back; otherwise the order costs that much less."),
    ])
}

/// Ends a tender that nothing has come of yet. What arrives for it later is given back.
public struct CancelPayment: Message {
    /// The id of the payment.
    public var paymentID: String = ""
    /// Why, for people; of a buyer a code.
    public var reason: String = ""

    public init() {}
    public init(paymentID: String = "", reason: String = "") { self.paymentID = paymentID; self.reason = reason }

    public func encode(to writer: inout ByteWriter) {
        if !paymentID.isEmpty { writer.put(10, text: paymentID) }
        if !reason.isEmpty { writer.put(18, text: reason) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: paymentID = try reader.text()
        case 18: reason = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !paymentID.isEmpty { writer.member("paymentId", text: paymentID) }
        if !reason.isEmpty { writer.member("reason", text: reason) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { paymentID = read }
        case 1: if let read = try reader.text() { reason = read }
        default: break
        }
    }
    public static let schema = MessageSchema("CancelPayment", [
        Field("paymentId", 1, .text, .plain, "The id of the payment.", example: "P-1001", isRequired: true),
        Field("reason", 2, .text, .plain, "Why, for people; of a buyer a code.", example: "changed my mind"),
    ])
}

public struct RequestCapture: Message {
    /// The id of the payment.
    public var paymentID: String = ""
    /// How much is taken.
    public var amount: Int64 = 0

    public init() {}
    public init(paymentID: String = "", amount: Int64 = 0) { self.paymentID = paymentID; self.amount = amount }

    public func encode(to writer: inout ByteWriter) {
        if !paymentID.isEmpty { writer.put(10, text: paymentID) }
        if amount != 0 { writer.put(16, number: UInt64(bitPattern: amount)) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: paymentID = try reader.text()
        case 16: amount = Int64(bitPattern: try reader.varint())
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !paymentID.isEmpty { writer.member("paymentId", text: paymentID) }
        writer.member("amount", number: amount)
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { paymentID = read }
        case 1: if let read = try reader.int64() { amount = read }
        default: break
        }
    }
    public static let schema = MessageSchema("RequestCapture", [
        Field("paymentId", 1, .text, .plain, "The id of the payment.", example: "P-1001", isRequired: true),
        Field("amount", 2, .number(bits: 64, isSigned: true), .plain, "How much is taken.", unit: "minor", example: "2580", isRequired: true),
    ])
}

public struct RequestVoid: Message {
    /// The id of the payment.
    public var paymentID: String = ""
    /// Why, for people.
    public var reason: String = ""

    public init() {}
    public init(paymentID: String = "", reason: String = "") { self.paymentID = paymentID; self.reason = reason }

    public func encode(to writer: inout ByteWriter) {
        if !paymentID.isEmpty { writer.put(10, text: paymentID) }
        if !reason.isEmpty { writer.put(18, text: reason) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: paymentID = try reader.text()
        case 18: reason = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !paymentID.isEmpty { writer.member("paymentId", text: paymentID) }
        if !reason.isEmpty { writer.member("reason", text: reason) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { paymentID = read }
        case 1: if let read = try reader.text() { reason = read }
        default: break
        }
    }
    public static let schema = MessageSchema("RequestVoid", [
        Field("paymentId", 1, .text, .plain, "The id of the payment.", example: "P-1001", isRequired: true),
        Field("reason", 2, .text, .plain, "Why, for people.", example: "changed my mind"),
    ])
}

public struct PaymentEvent: Message {
    public indirect enum OneOf_Event: Sendable, Equatable {
        /// A payment was opened.
        case initiated(PaymentInitiated)
        /// A provider promised money.
        case authorized(PaymentAuthorized)
        /// A provider took money.
        case captured(PaymentCaptured)
        /// A payment failed.
        case failed(PaymentFailed)
        /// An authorization was given up.
        case voided(PaymentVoided)
        /// A provider is to take money that was authorized.
        case captureRequested(CaptureRequested)
        /// Money that was authorized could not be taken.
        case captureFailed(CaptureFailed)
        /// A provider is to give up what is authorized and not taken.
        case voidRequested(VoidRequested)
        /// A provider is to give money back.
        case refundRequested(RefundRequested)
        /// A provider gave money back.
        case refunded(PaymentRefunded)
        /// Money could not be given back.
        case refundFailed(RefundFailed)
        /// A payment was ended that nothing had come of.
        case cancelled(PaymentCancelled)
        /// A provider said something that changes no sum.
        case resultNoted(PaymentResultNoted)
        /// A result counts for another request than before.
        case resultMoved(PaymentResultMoved)
    }

    public var initiated: PaymentInitiated { get { if case .initiated(let value) = event { value } else { PaymentInitiated() } } set { event = .initiated(newValue) } }
    public var authorized: PaymentAuthorized { get { if case .authorized(let value) = event { value } else { PaymentAuthorized() } } set { event = .authorized(newValue) } }
    public var captured: PaymentCaptured { get { if case .captured(let value) = event { value } else { PaymentCaptured() } } set { event = .captured(newValue) } }
    public var failed: PaymentFailed { get { if case .failed(let value) = event { value } else { PaymentFailed() } } set { event = .failed(newValue) } }
    public var voided: PaymentVoided { get { if case .voided(let value) = event { value } else { PaymentVoided() } } set { event = .voided(newValue) } }
    public var captureRequested: CaptureRequested { get { if case .captureRequested(let value) = event { value } else { CaptureRequested() } } set { event = .captureRequested(newValue) } }
    public var captureFailed: CaptureFailed { get { if case .captureFailed(let value) = event { value } else { CaptureFailed() } } set { event = .captureFailed(newValue) } }
    public var voidRequested: VoidRequested { get { if case .voidRequested(let value) = event { value } else { VoidRequested() } } set { event = .voidRequested(newValue) } }
    public var refundRequested: RefundRequested { get { if case .refundRequested(let value) = event { value } else { RefundRequested() } } set { event = .refundRequested(newValue) } }
    public var refunded: PaymentRefunded { get { if case .refunded(let value) = event { value } else { PaymentRefunded() } } set { event = .refunded(newValue) } }
    public var refundFailed: RefundFailed { get { if case .refundFailed(let value) = event { value } else { RefundFailed() } } set { event = .refundFailed(newValue) } }
    public var cancelled: PaymentCancelled { get { if case .cancelled(let value) = event { value } else { PaymentCancelled() } } set { event = .cancelled(newValue) } }
    public var resultNoted: PaymentResultNoted { get { if case .resultNoted(let value) = event { value } else { PaymentResultNoted() } } set { event = .resultNoted(newValue) } }
    public var resultMoved: PaymentResultMoved { get { if case .resultMoved(let value) = event { value } else { PaymentResultMoved() } } set { event = .resultMoved(newValue) } }
    public var event: OneOf_Event? = nil

    public init() {}
    public init(event: OneOf_Event? = nil) { self.event = event }

    public func encode(to writer: inout ByteWriter) {
        switch event {
        case .initiated(let value)?: writer.put(10, message: value)
        case .authorized(let value)?: writer.put(18, message: value)
        case .captured(let value)?: writer.put(26, message: value)
        case .failed(let value)?: writer.put(34, message: value)
        case .voided(let value)?: writer.put(42, message: value)
        case .captureRequested(let value)?: writer.put(50, message: value)
        case .captureFailed(let value)?: writer.put(58, message: value)
        case .voidRequested(let value)?: writer.put(66, message: value)
        case .refundRequested(let value)?: writer.put(74, message: value)
        case .refunded(let value)?: writer.put(82, message: value)
        case .refundFailed(let value)?: writer.put(90, message: value)
        case .cancelled(let value)?: writer.put(98, message: value)
        case .resultNoted(let value)?: writer.put(106, message: value)
        case .resultMoved(let value)?: writer.put(114, message: value)
        case nil: break
        }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: try reader.message(into: &self.initiated)
        case 18: try reader.message(into: &self.authorized)
        case 26: try reader.message(into: &self.captured)
        case 34: try reader.message(into: &self.failed)
        case 42: try reader.message(into: &self.voided)
        case 50: try reader.message(into: &self.captureRequested)
        case 58: try reader.message(into: &self.captureFailed)
        case 66: try reader.message(into: &self.voidRequested)
        case 74: try reader.message(into: &self.refundRequested)
        case 82: try reader.message(into: &self.refunded)
        case 90: try reader.message(into: &self.refundFailed)
        case 98: try reader.message(into: &self.cancelled)
        case 106: try reader.message(into: &self.resultNoted)
        case 114: try reader.message(into: &self.resultMoved)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        switch event {
        case .initiated(let value)?: writer.member("initiated", message: value)
        case .authorized(let value)?: writer.member("authorized", message: value)
        case .captured(let value)?: writer.member("captured", message: value)
        case .failed(let value)?: writer.member("failed", message: value)
        case .voided(let value)?: writer.member("voided", message: value)
        case .captureRequested(let value)?: writer.member("captureRequested", message: value)
        case .captureFailed(let value)?: writer.member("captureFailed", message: value)
        case .voidRequested(let value)?: writer.member("voidRequested", message: value)
        case .refundRequested(let value)?: writer.member("refundRequested", message: value)
        case .refunded(let value)?: writer.member("refunded", message: value)
        case .refundFailed(let value)?: writer.member("refundFailed", message: value)
        case .cancelled(let value)?: writer.member("cancelled", message: value)
        case .resultNoted(let value)?: writer.member("resultNoted", message: value)
        case .resultMoved(let value)?: writer.member("resultMoved", message: value)
        case nil: break
        }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read: PaymentInitiated = try reader.alternative(isTaken: event != nil) { event = .initiated(read) }
        case 1: if let read: PaymentAuthorized = try reader.alternative(isTaken: event != nil) { event = .authorized(read) }
        case 2: if let read: PaymentCaptured = try reader.alternative(isTaken: event != nil) { event = .captured(read) }
        case 3: if let read: PaymentFailed = try reader.alternative(isTaken: event != nil) { event = .failed(read) }
        case 4: if let read: PaymentVoided = try reader.alternative(isTaken: event != nil) { event = .voided(read) }
        case 5: if let read: CaptureRequested = try reader.alternative(isTaken: event != nil) { event = .captureRequested(read) }
        case 6: if let read: CaptureFailed = try reader.alternative(isTaken: event != nil) { event = .captureFailed(read) }
        case 7: if let read: VoidRequested = try reader.alternative(isTaken: event != nil) { event = .voidRequested(read) }
        case 8: if let read: RefundRequested = try reader.alternative(isTaken: event != nil) { event = .refundRequested(read) }
        case 9: if let read: PaymentRefunded = try reader.alternative(isTaken: event != nil) { event = .refunded(read) }
        case 10: if let read: RefundFailed = try reader.alternative(isTaken: event != nil) { event = .refundFailed(read) }
        case 11: if let read: PaymentCancelled = try reader.alternative(isTaken: event != nil) { event = .cancelled(read) }
        case 12: if let read: PaymentResultNoted = try reader.alternative(isTaken: event != nil) { event = .resultNoted(read) }
        case 13: if let read: PaymentResultMoved = try reader.alternative(isTaken: event != nil) { event = .resultMoved(read) }
        default: break
        }
    }
    public static let schema = MessageSchema("PaymentEvent", [
        Field("initiated", 1, .message(PaymentInitiated.self), .alternative, "A payment was opened."),
        Field("authorized", 2, .message(PaymentAuthorized.self), .alternative, "A provider promised money."),
        Field("captured", 3, .message(PaymentCaptured.self), .alternative, "A provider took money."),
        Field("failed", 4, .message(PaymentFailed.self), .alternative, "A payment failed."),
        Field("voided", 5, .message(PaymentVoided.self), .alternative, "An authorization was given up."),
        Field("captureRequested", 6, .message(CaptureRequested.self), .alternative, "A provider is to take money that was authorized."),
        Field("captureFailed", 7, .message(CaptureFailed.self), .alternative, "Money that was authorized could not be taken."),
        Field("voidRequested", 8, .message(VoidRequested.self), .alternative, "A provider is to give up what is authorized and not taken."),
        Field("refundRequested", 9, .message(RefundRequested.self), .alternative, "A provider is to give money back."),
        Field("refunded", 10, .message(PaymentRefunded.self), .alternative, "A provider gave money back."),
        Field("refundFailed", 11, .message(RefundFailed.self), .alternative, "Money could not be given back."),
        Field("cancelled", 12, .message(PaymentCancelled.self), .alternative, "A payment was ended that nothing had come of."),
        Field("resultNoted", 13, .message(PaymentResultNoted.self), .alternative, "A provider said something that changes no sum."),
        Field("resultMoved", 14, .message(PaymentResultMoved.self), .alternative, "A result counts for another request than before."),
    ])
}

/// The operation id is the key a provider is called with, PAYMENT:KIND:N, unique in the ledger and written before the call.
public struct PaymentInitiated: Message {
    /// The order that it pays.
    public var orderID: String = ""
    /// How the money comes.
    public var method: PaymentMethod.Value = .methodUnspecified
    /// When the money is taken.
    public var capture: CaptureMode.Value = .captureUnspecified
    /// The currency of all its amounts, a code of ISO 4217.
    public var currency: String = ""
    /// How much of the order it pays.
    public var amount: Int64 = 0
    /// The key that the provider is called with for it.
    public var operationID: String = ""

    public init() {}
    public init(
        orderID: String = "", method: PaymentMethod.Value = .methodUnspecified, capture: CaptureMode.Value = .captureUnspecified,
        currency: String = "", amount: Int64 = 0, operationID: String = ""
    ) {
        self.orderID = orderID; self.method = method; self.capture = capture; self.currency = currency; self.amount = amount;
        self.operationID = operationID
    }

    public func encode(to writer: inout ByteWriter) {
        if !orderID.isEmpty { writer.put(10, text: orderID) }
        if method != .methodUnspecified { writer.put(16, number: UInt64(method.rawValue)) }
        if capture != .captureUnspecified { writer.put(24, number: UInt64(capture.rawValue)) }
        if !currency.isEmpty { writer.put(34, text: currency) }
        writer.put(40, number: UInt64(bitPattern: amount))
        if !operationID.isEmpty { writer.put(50, text: operationID) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: orderID = try reader.text()
        case 16: method = try reader.word()
        case 24: capture = try reader.word()
        case 34: currency = try reader.text()
        case 40: amount = Int64(bitPattern: try reader.varint())
        case 50: operationID = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !orderID.isEmpty { writer.member("orderId", text: orderID) }
        if method != .methodUnspecified { writer.member("method", word: method.word) }
        if capture != .captureUnspecified { writer.member("capture", word: capture.word) }
        if !currency.isEmpty { writer.member("currency", text: currency) }
        writer.member("amount", number: amount)
        if !operationID.isEmpty { writer.member("operationId", text: operationID) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { orderID = read }
        case 1: if let read: PaymentMethod.Value = try reader.word() { method = read }
        case 2: if let read: CaptureMode.Value = try reader.word() { capture = read }
        case 3: if let read = try reader.text() { currency = read }
        case 4: if let read = try reader.int64() { amount = read }
        case 5: if let read = try reader.text() { operationID = read }
        default: break
        }
    }
    public static let schema = MessageSchema("PaymentInitiated", [
        Field("orderId", 1, .text, .plain, "The order that it pays."),
        Field("method", 2, .words(PaymentMethod.Value.words), .plain, "How the money comes."),
        Field("capture", 3, .words(CaptureMode.Value.words), .plain, "When the money is taken."),
        Field("currency", 4, .text, .plain, "The currency of all its amounts, a code of ISO 4217."),
        Field("amount", 5, .number(bits: 64, isSigned: true), .always, "How much of the order it pays.", unit: "minor"),
        Field("operationId", 6, .text, .plain, "The key that the provider is called with for it."),
    ])
}

/// The provider's answer as it was given, kept with every result so that its repetition is recognized.
public struct ProviderResult: Message {
    /// What has happened.
    public var outcome: PaymentOutcome.Value = .outcomeUnspecified
    /// How much money it is about.
    public var amount: Int64 = 0
    /// Which request it answers, as the provider said.
    public var operationID: String = ""
    /// The name the provider has for it.
    public var providerReference: String = ""
    /// Why it failed, in the words of the provider.
    public var failureCode: String = ""
    /// Not the provider's word: it names no operation, and another than guessedOperationId, for which it counted, if any, could have
    /// been meant, of so many that the tender had then; or it counted for none. Cleared in the row once a result has named the
    /// operation.
    public var guessedAmong: Int64 = 0
    /// What it counted for by guess, if anything.
    public var guessedOperationID: String = ""
    /// What of the authorization it gave up, where it may have been the failure of a request instead. Cleared in the row once it is
    /// known to have been.
    public var released: Int64 = 0

    public init() {}
    public init(
        outcome: PaymentOutcome.Value = .outcomeUnspecified, amount: Int64 = 0, operationID: String = "",
        providerReference: String = "", failureCode: String = "", guessedAmong: Int64 = 0, guessedOperationID: String = "",
        released: Int64 = 0
    ) {
        self.outcome = outcome; self.amount = amount; self.operationID = operationID; self.providerReference = providerReference;
        self.failureCode = failureCode; self.guessedAmong = guessedAmong; self.guessedOperationID = guessedOperationID;
        self.released = released
    }

    public func encode(to writer: inout ByteWriter) {
        if outcome != .outcomeUnspecified { writer.put(8, number: UInt64(outcome.rawValue)) }
        writer.put(16, number: UInt64(bitPattern: amount))
        if !operationID.isEmpty { writer.put(26, text: operationID) }
        if !providerReference.isEmpty { writer.put(34, text: providerReference) }
        if !failureCode.isEmpty { writer.put(42, text: failureCode) }
        if guessedAmong != 0 { writer.put(48, number: UInt64(bitPattern: guessedAmong)) }
        if !guessedOperationID.isEmpty { writer.put(58, text: guessedOperationID) }
        if released != 0 { writer.put(64, number: UInt64(bitPattern: released)) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 8: outcome = try reader.word()
        case 16: amount = Int64(bitPattern: try reader.varint())
        case 26: operationID = try reader.text()
        case 34: providerReference = try reader.text()
        case 42: failureCode = try reader.text()
        case 48: guessedAmong = Int64(bitPattern: try reader.varint())
        case 58: guessedOperationID = try reader.text()
        case 64: released = Int64(bitPattern: try reader.varint())
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if outcome != .outcomeUnspecified { writer.member("outcome", word: outcome.word) }
        writer.member("amount", number: amount)
        if !operationID.isEmpty { writer.member("operationId", text: operationID) }
        if !providerReference.isEmpty { writer.member("providerReference", text: providerReference) }
        if !failureCode.isEmpty { writer.member("failureCode", text: failureCode) }
        writer.member("guessedAmong", number: guessedAmong)
        if !guessedOperationID.isEmpty { writer.member("guessedOperationId", text: guessedOperationID) }
        writer.member("released", number: released)
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read: PaymentOutcome.Value = try reader.word() { outcome = read }
        case 1: if let read = try reader.int64() { amount = read }
        case 2: if let read = try reader.text() { operationID = read }
        case 3: if let read = try reader.text() { providerReference = read }
        case 4: if let read = try reader.text() { failureCode = read }
        case 5: if let read = try reader.int64() { guessedAmong = read }
        case 6: if let read = try reader.text() { guessedOperationID = read }
        case 7: if let read = try reader.int64() { released = read }
        default: break
        }
    }
    public static let schema = MessageSchema("ProviderResult", [
        Field("outcome", 1, .words(PaymentOutcome.Value.words), .plain, "What has happened.", example: "CAPTURED"),
        Field("amount", 2, .number(bits: 64, isSigned: true), .always, "How much money it is about.", unit: "minor", example: "2580"),
        Field("operationId", 3, .text, .plain, "Which request it answers, as the provider said.", example: "P-1001:capture:1"),
        Field("providerReference", 4, .text, .plain, "The name the provider has for it.", example: "ch_3Nx"),
        Field("failureCode", 5, .text, .plain, "Why it failed, in the words of the provider.", example: "card_declined"),
        Field("guessedAmong", 6, .number(bits: 64, isSigned: true), .plain, "Not the provider's word: it names no operation, and another than guessedOperationId, for which it counted, if any, could have been meant, of so many that the tender had then; or it counted for none. Cleared in the row once a result has named the operation."),
        Field("guessedOperationId", 7, .text, .plain, "What it counted for by guess, if anything.", example: "P-1001:capture:1"),
        Field("released", 8, .number(bits: 64, isSigned: true), .plain, "What of the authorization it gave up, where it may have been the failure of a request instead. Cleared in the row once it is known to have been.", unit: "minor"),
    ])
}

public struct PaymentAuthorized: Message {
    /// What the provider said.
    public var result: ProviderResult = ProviderResult()
    /// The request that it is the outcome of; none where there was none.
    public var operationID: String = ""
    /// Whether nobody here had asked for it.
    public var unsolicited: Bool = false

    public init() {}
    public init(result: ProviderResult = ProviderResult(), operationID: String = "", unsolicited: Bool = false) {
        self.result = result; self.operationID = operationID; self.unsolicited = unsolicited
    }

    public func encode(to writer: inout ByteWriter) {
        writer.put(10, message: result)
        if !operationID.isEmpty { writer.put(18, text: operationID) }
        if unsolicited { writer.put(24, number: unsolicited ? 1 : 0) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: try reader.message(into: &self.result)
        case 18: operationID = try reader.text()
        case 24: unsolicited = try reader.varint() != 0
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        writer.member("result", message: result)
        if !operationID.isEmpty { writer.member("operationId", text: operationID) }
        if unsolicited { writer.member("unsolicited", truth: unsolicited) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: try reader.message(into: &result)
        case 1: if let read = try reader.text() { operationID = read }
        case 2: if let read = try reader.truth() { unsolicited = read }
        default: break
        }
    }
    public static let schema = MessageSchema("PaymentAuthorized", [
        Field("result", 1, .message(ProviderResult.self), .always, "What the provider said."),
        Field("operationId", 2, .text, .plain, "The request that it is the outcome of; none where there was none."),
        Field("unsolicited", 3, .truth, .plain, "Whether nobody here had asked for it."),
    ])
}

public struct PaymentCaptured: Message {
    /// What the provider said.
    public var result: ProviderResult = ProviderResult()
    /// The request that it is the outcome of; none where there was none.
    public var operationID: String = ""
    /// Whether nobody here had asked for it.
    public var unsolicited: Bool = false
    /// Whether it ends its operation, also with less than was asked. False in entries of the first version: a tender's first
    /// operation was met in parts.
    public var closesOperation: Bool = false

    public init() {}
    public init(
        result: ProviderResult = ProviderResult(), operationID: String = "", unsolicited: Bool = false,
        closesOperation: Bool = false
    ) {
        self.result = result; self.operationID = operationID; self.unsolicited = unsolicited; self.closesOperation = closesOperation
    }

    public func encode(to writer: inout ByteWriter) {
        writer.put(10, message: result)
        if !operationID.isEmpty { writer.put(18, text: operationID) }
        if unsolicited { writer.put(24, number: unsolicited ? 1 : 0) }
        if closesOperation { writer.put(32, number: closesOperation ? 1 : 0) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: try reader.message(into: &self.result)
        case 18: operationID = try reader.text()
        case 24: unsolicited = try reader.varint() != 0
        case 32: closesOperation = try reader.varint() != 0
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        writer.member("result", message: result)
        if !operationID.isEmpty { writer.member("operationId", text: operationID) }
        if unsolicited { writer.member("unsolicited", truth: unsolicited) }
        if closesOperation { writer.member("closesOperation", truth: closesOperation) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: try reader.message(into: &result)
        case 1: if let read = try reader.text() { operationID = read }
        case 2: if let read = try reader.truth() { unsolicited = read }
        case 3: if let read = try reader.truth() { closesOperation = read }
        default: break
        }
    }
    public static let schema = MessageSchema("PaymentCaptured", [
        Field("result", 1, .message(ProviderResult.self), .always, "What the provider said."),
        Field("operationId", 2, .text, .plain, "The request that it is the outcome of; none where there was none."),
        Field("unsolicited", 3, .truth, .plain, "Whether nobody here had asked for it."),
        Field("closesOperation", 4, .truth, .plain, "Whether it ends its operation, also with less than was asked. False in entries of the first version: a tender's first operation was met in parts."),
    ])
}

public struct PaymentFailed: Message {
    /// What the provider said.
    public var result: ProviderResult = ProviderResult()
    /// The request that failed.
    public var operationID: String = ""

    public init() {}
    public init(result: ProviderResult = ProviderResult(), operationID: String = "") {
        self.result = result; self.operationID = operationID
    }

    public func encode(to writer: inout ByteWriter) {
        writer.put(10, message: result)
        if !operationID.isEmpty { writer.put(18, text: operationID) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: try reader.message(into: &self.result)
        case 18: operationID = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        writer.member("result", message: result)
        if !operationID.isEmpty { writer.member("operationId", text: operationID) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: try reader.message(into: &result)
        case 1: if let read = try reader.text() { operationID = read }
        default: break
        }
    }
    public static let schema = MessageSchema("PaymentFailed", [
        Field("result", 1, .message(ProviderResult.self), .always, "What the provider said."),
        Field("operationId", 2, .text, .plain, "The request that failed."),
    ])
}

public struct PaymentVoided: Message {
    /// What the provider said.
    public var result: ProviderResult = ProviderResult()
    /// The request that it is the outcome of; none where there was none.
    public var operationID: String = ""
    /// Whether nobody here had asked for it.
    public var unsolicited: Bool = false

    public init() {}
    public init(result: ProviderResult = ProviderResult(), operationID: String = "", unsolicited: Bool = false) {
        self.result = result; self.operationID = operationID; self.unsolicited = unsolicited
    }

    public func encode(to writer: inout ByteWriter) {
        writer.put(10, message: result)
        if !operationID.isEmpty { writer.put(18, text: operationID) }
        if unsolicited { writer.put(24, number: unsolicited ? 1 : 0) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: try reader.message(into: &self.result)
        case 18: operationID = try reader.text()
        case 24: unsolicited = try reader.varint() != 0
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        writer.member("result", message: result)
        if !operationID.isEmpty { writer.member("operationId", text: operationID) }
        if unsolicited { writer.member("unsolicited", truth: unsolicited) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: try reader.message(into: &result)
        case 1: if let read = try reader.text() { operationID = read }
        case 2: if let read = try reader.truth() { unsolicited = read }
        default: break
        }
    }
    public static let schema = MessageSchema("PaymentVoided", [
        Field("result", 1, .message(ProviderResult.self), .always, "What the provider said."),
        Field("operationId", 2, .text, .plain, "The request that it is the outcome of; none where there was none."),
        Field("unsolicited", 3, .truth, .plain, "Whether nobody here had asked for it."),
    ])
}

public struct CaptureRequested: Message {
    /// The key that the provider is called with for it.
    public var operationID: String = ""
    /// How much is to be taken.
    public var amount: Int64 = 0
    /// The shipment that it is for; none where staff asked for it.
    public var shipmentID: String = ""

    public init() {}
    public init(operationID: String = "", amount: Int64 = 0, shipmentID: String = "") {
        self.operationID = operationID; self.amount = amount; self.shipmentID = shipmentID
    }

    public func encode(to writer: inout ByteWriter) {
        if !operationID.isEmpty { writer.put(10, text: operationID) }
        if amount != 0 { writer.put(16, number: UInt64(bitPattern: amount)) }
        if !shipmentID.isEmpty { writer.put(26, text: shipmentID) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: operationID = try reader.text()
        case 16: amount = Int64(bitPattern: try reader.varint())
        case 26: shipmentID = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !operationID.isEmpty { writer.member("operationId", text: operationID) }
        writer.member("amount", number: amount)
        if !shipmentID.isEmpty { writer.member("shipmentId", text: shipmentID) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { operationID = read }
        case 1: if let read = try reader.int64() { amount = read }
        case 2: if let read = try reader.text() { shipmentID = read }
        default: break
        }
    }
    public static let schema = MessageSchema("CaptureRequested", [
        Field("operationId", 1, .text, .plain, "The key that the provider is called with for it."),
        Field("amount", 2, .number(bits: 64, isSigned: true), .plain, "How much is to be taken.", unit: "minor"),
        Field("shipmentId", 3, .text, .plain, "The shipment that it is for; none where staff asked for it."),
    ])
}

public struct CaptureFailed: Message {
    /// What the provider said.
    public var result: ProviderResult = ProviderResult()
    /// The request that failed.
    public var operationID: String = ""

    public init() {}
    public init(result: ProviderResult = ProviderResult(), operationID: String = "") {
        self.result = result; self.operationID = operationID
    }

    public func encode(to writer: inout ByteWriter) {
        writer.put(10, message: result)
        if !operationID.isEmpty { writer.put(18, text: operationID) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: try reader.message(into: &self.result)
        case 18: operationID = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        writer.member("result", message: result)
        if !operationID.isEmpty { writer.member("operationId", text: operationID) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: try reader.message(into: &result)
        case 1: if let read = try reader.text() { operationID = read }
        default: break
        }
    }
    public static let schema = MessageSchema("CaptureFailed", [
        Field("result", 1, .message(ProviderResult.self), .always, "What the provider said."),
        Field("operationId", 2, .text, .plain, "The request that failed."),
    ])
}

public struct VoidRequested: Message {
    /// The key that the provider is called with for it.
    public var operationID: String = ""
    /// How much is to be given up.
    public var amount: Int64 = 0
    /// Why, for people.
    public var reason: String = ""

    public init() {}
    public init(operationID: String = "", amount: Int64 = 0, reason: String = "") {
        self.operationID = operationID; self.amount = amount; self.reason = reason
    }

    public func encode(to writer: inout ByteWriter) {
        if !operationID.isEmpty { writer.put(10, text: operationID) }
        if amount != 0 { writer.put(16, number: UInt64(bitPattern: amount)) }
        if !reason.isEmpty { writer.put(26, text: reason) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: operationID = try reader.text()
        case 16: amount = Int64(bitPattern: try reader.varint())
        case 26: reason = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !operationID.isEmpty { writer.member("operationId", text: operationID) }
        writer.member("amount", number: amount)
        if !reason.isEmpty { writer.member("reason", text: reason) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { operationID = read }
        case 1: if let read = try reader.int64() { amount = read }
        case 2: if let read = try reader.text() { reason = read }
        default: break
        }
    }
    public static let schema = MessageSchema("VoidRequested", [
        Field("operationId", 1, .text, .plain, "The key that the provider is called with for it."),
        Field("amount", 2, .number(bits: 64, isSigned: true), .plain, "How much is to be given up.", unit: "minor"),
        Field("reason", 3, .text, .plain, "Why, for people."),
    ])
}

public struct RefundRequested: Message {
    /// The key that the provider is called with for it.
    public var operationID: String = ""
    /// The id of the refund within the payment.
    public var refundID: String = ""
    /// How much is to go back.
    public var amount: Int64 = 0
    /// Why, for people.
    public var reason: String = ""
    /// The part of the amount that was not owed back: the order costs that much less from now on.
    public var granted: Int64 = 0

    public init() {}
    public init(operationID: String = "", refundID: String = "", amount: Int64 = 0, reason: String = "", granted: Int64 = 0) {
        self.operationID = operationID; self.refundID = refundID; self.amount = amount; self.reason = reason; self.granted = granted
    }

    public func encode(to writer: inout ByteWriter) {
        if !operationID.isEmpty { writer.put(10, text: operationID) }
        if !refundID.isEmpty { writer.put(18, text: refundID) }
        if amount != 0 { writer.put(24, number: UInt64(bitPattern: amount)) }
        if !reason.isEmpty { writer.put(34, text: reason) }
        if granted != 0 { writer.put(40, number: UInt64(bitPattern: granted)) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: operationID = try reader.text()
        case 18: refundID = try reader.text()
        case 24: amount = Int64(bitPattern: try reader.varint())
        case 34: reason = try reader.text()
        case 40: granted = Int64(bitPattern: try reader.varint())
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !operationID.isEmpty { writer.member("operationId", text: operationID) }
        if !refundID.isEmpty { writer.member("refundId", text: refundID) }
        writer.member("amount", number: amount)
        if !reason.isEmpty { writer.member("reason", text: reason) }
        writer.member("granted", number: granted)
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { operationID = read }
        case 1: if let read = try reader.text() { refundID = read }
        case 2: if let read = try reader.int64() { amount = read }
        case 3: if let read = try reader.text() { reason = read }
        case 4: if let read = try reader.int64() { granted = read }
        default: break
        }
    }
    public static let schema = MessageSchema("RefundRequested", [
        Field("operationId", 1, .text, .plain, "The key that the provider is called with for it."),
        Field("refundId", 2, .text, .plain, "The id of the refund within the payment."),
        Field("amount", 3, .number(bits: 64, isSigned: true), .plain, "How much is to go back.", unit: "minor"),
        Field("reason", 4, .text, .plain, "Why, for people."),
        Field("granted", 5, .number(bits: 64, isSigned: true), .plain, "The part of the amount that was not owed back: the order costs that much less from now on.", unit: "minor"),
    ])
}

public struct PaymentRefunded: Message {
    /// What the provider said.
    public var result: ProviderResult = ProviderResult()
    /// The request that it is the outcome of; none where there was none.
    public var operationID: String = ""
    /// The id of the refund within the payment.
    public var refundID: String = ""
    /// Whether nobody here had asked for it.
    public var unsolicited: Bool = false
    /// The requests to refund that it leaves too little for: they are over, and the provider has not refused them.
    public var superseded: [String] = []

    public init() {}
    public init(
        result: ProviderResult = ProviderResult(), operationID: String = "", refundID: String = "", unsolicited: Bool = false,
        superseded: [String] = []
    ) {
        self.result = result; self.operationID = operationID; self.refundID = refundID; self.unsolicited = unsolicited;
        self.superseded = superseded
    }

    public func encode(to writer: inout ByteWriter) {
        writer.put(10, message: result)
        if !operationID.isEmpty { writer.put(18, text: operationID) }
        if !refundID.isEmpty { writer.put(26, text: refundID) }
        if unsolicited { writer.put(32, number: unsolicited ? 1 : 0) }
        for value in superseded { writer.put(42, text: value) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: try reader.message(into: &self.result)
        case 18: operationID = try reader.text()
        case 26: refundID = try reader.text()
        case 32: unsolicited = try reader.varint() != 0
        case 42: superseded.append(try reader.text())
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        writer.member("result", message: result)
        if !operationID.isEmpty { writer.member("operationId", text: operationID) }
        if !refundID.isEmpty { writer.member("refundId", text: refundID) }
        if unsolicited { writer.member("unsolicited", truth: unsolicited) }
        if !superseded.isEmpty { writer.member("superseded", texts: superseded) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: try reader.message(into: &result)
        case 1: if let read = try reader.text() { operationID = read }
        case 2: if let read = try reader.text() { refundID = read }
        case 3: if let read = try reader.truth() { unsolicited = read }
        case 4: if let read = try reader.texts() { superseded = read }
        default: break
        }
    }
    public static let schema = MessageSchema("PaymentRefunded", [
        Field("result", 1, .message(ProviderResult.self), .always, "What the provider said."),
        Field("operationId", 2, .text, .plain, "The request that it is the outcome of; none where there was none."),
        Field("refundId", 3, .text, .plain, "The id of the refund within the payment."),
        Field("unsolicited", 4, .truth, .plain, "Whether nobody here had asked for it."),
        Field("superseded", 5, .text, .list, "The requests to refund that it leaves too little for: they are over, and the provider has not refused them."),
    ])
}

public struct RefundFailed: Message {
    /// What the provider said.
    public var result: ProviderResult = ProviderResult()
    /// The request that failed.
    public var operationID: String = ""
    /// The id of the refund within the payment.
    public var refundID: String = ""

    public init() {}
    public init(result: ProviderResult = ProviderResult(), operationID: String = "", refundID: String = "") {
        self.result = result; self.operationID = operationID; self.refundID = refundID
    }

    public func encode(to writer: inout ByteWriter) {
        writer.put(10, message: result)
        if !operationID.isEmpty { writer.put(18, text: operationID) }
        if !refundID.isEmpty { writer.put(26, text: refundID) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: try reader.message(into: &self.result)
        case 18: operationID = try reader.text()
        case 26: refundID = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        writer.member("result", message: result)
        if !operationID.isEmpty { writer.member("operationId", text: operationID) }
        if !refundID.isEmpty { writer.member("refundId", text: refundID) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: try reader.message(into: &result)
        case 1: if let read = try reader.text() { operationID = read }
        case 2: if let read = try reader.text() { refundID = read }
        default: break
        }
    }
    public static let schema = MessageSchema("RefundFailed", [
        Field("result", 1, .message(ProviderResult.self), .always, "What the provider said."),
        Field("operationId", 2, .text, .plain, "The request that failed."),
        Field("refundId", 3, .text, .plain, "The id of the refund within the payment."),
    ])
}

public struct PaymentCancelled: Message {
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
    public static let schema = MessageSchema("PaymentCancelled", [
        Field("reason", 1, .text, .plain, "Why, for people."),
    ])
}

/// A result that changes no sum: it contradicts one that counted, comes too late to mean anything, or names an operation of another
/// payment. Recorded all the same.
public struct PaymentResultNoted: Message {
    /// What the provider said.
    public var result: ProviderResult = ProviderResult()
    /// The operation it is about, if that is known; it may be another payment's.
    public var operationID: String = ""
    /// The payment of the same order on which its reference counted already.
    public var otherPaymentID: String = ""

    public init() {}
    public init(result: ProviderResult = ProviderResult(), operationID: String = "", otherPaymentID: String = "") {
        self.result = result; self.operationID = operationID; self.otherPaymentID = otherPaymentID
    }

    public func encode(to writer: inout ByteWriter) {
        writer.put(10, message: result)
        if !operationID.isEmpty { writer.put(18, text: operationID) }
        if !otherPaymentID.isEmpty { writer.put(26, text: otherPaymentID) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: try reader.message(into: &self.result)
        case 18: operationID = try reader.text()
        case 26: otherPaymentID = try reader.text()
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        writer.member("result", message: result)
        if !operationID.isEmpty { writer.member("operationId", text: operationID) }
        if !otherPaymentID.isEmpty { writer.member("otherPaymentId", text: otherPaymentID) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: try reader.message(into: &result)
        case 1: if let read = try reader.text() { operationID = read }
        case 2: if let read = try reader.text() { otherPaymentID = read }
        default: break
        }
    }
    public static let schema = MessageSchema("PaymentResultNoted", [
        Field("result", 1, .message(ProviderResult.self), .always, "What the provider said."),
        Field("operationId", 2, .text, .plain, "The operation it is about, if that is known; it may be another payment's."),
        Field("otherPaymentId", 3, .text, .plain, "The payment of the same order on which its reference counted already."),
    ])
}

/// A result that counted for an operation by guess was another's: that one has its outcome from it, and the guessed one none. No
/// money moves.
public struct PaymentResultMoved: Message {
    /// What the result says has happened.
    public var outcome: PaymentOutcome.Value = .outcomeUnspecified
    /// The name the provider has for the result.
    public var providerReference: String = ""
    /// What it counted for, if anything.
    public var fromOperationID: String = ""
    /// What it counts for from here on, if anything.
    public var toOperationID: String = ""
    /// Whether the former waits for its outcome again; otherwise too little is left for it, and it is SUPERSEDED.
    public var reopened: Bool = false
    /// Whether a result has named the latter, so that it is no guess any more.
    public var named: Bool = false
    /// What of the authorization stands after all, as it was a request that failed and not the rest.
    public var restored: Int64 = 0
    /// Whether the former keeps its outcome, for another result has named it.
    public var kept: Bool = false

    public init() {}
    public init(
        outcome: PaymentOutcome.Value = .outcomeUnspecified, providerReference: String = "", fromOperationID: String = "",
        toOperationID: String = "", reopened: Bool = false, named: Bool = false, restored: Int64 = 0, kept: Bool = false
    ) {
        self.outcome = outcome; self.providerReference = providerReference; self.fromOperationID = fromOperationID;
        self.toOperationID = toOperationID; self.reopened = reopened; self.named = named; self.restored = restored; self.kept = kept
    }

    public func encode(to writer: inout ByteWriter) {
        if outcome != .outcomeUnspecified { writer.put(8, number: UInt64(outcome.rawValue)) }
        if !providerReference.isEmpty { writer.put(18, text: providerReference) }
        if !fromOperationID.isEmpty { writer.put(26, text: fromOperationID) }
        if !toOperationID.isEmpty { writer.put(34, text: toOperationID) }
        if reopened { writer.put(40, number: reopened ? 1 : 0) }
        if named { writer.put(48, number: named ? 1 : 0) }
        if restored != 0 { writer.put(56, number: UInt64(bitPattern: restored)) }
        if kept { writer.put(64, number: kept ? 1 : 0) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 8: outcome = try reader.word()
        case 18: providerReference = try reader.text()
        case 26: fromOperationID = try reader.text()
        case 34: toOperationID = try reader.text()
        case 40: reopened = try reader.varint() != 0
        case 48: named = try reader.varint() != 0
        case 56: restored = Int64(bitPattern: try reader.varint())
        case 64: kept = try reader.varint() != 0
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if outcome != .outcomeUnspecified { writer.member("outcome", word: outcome.word) }
        if !providerReference.isEmpty { writer.member("providerReference", text: providerReference) }
        if !fromOperationID.isEmpty { writer.member("fromOperationId", text: fromOperationID) }
        if !toOperationID.isEmpty { writer.member("toOperationId", text: toOperationID) }
        if reopened { writer.member("reopened", truth: reopened) }
        if named { writer.member("named", truth: named) }
        writer.member("restored", number: restored)
        if kept { writer.member("kept", truth: kept) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read: PaymentOutcome.Value = try reader.word() { outcome = read }
        case 1: if let read = try reader.text() { providerReference = read }
        case 2: if let read = try reader.text() { fromOperationID = read }
        case 3: if let read = try reader.text() { toOperationID = read }
        case 4: if let read = try reader.truth() { reopened = read }
        case 5: if let read = try reader.truth() { named = read }
        case 6: if let read = try reader.int64() { restored = read }
        case 7: if let read = try reader.truth() { kept = read }
        default: break
        }
    }
    public static let schema = MessageSchema("PaymentResultMoved", [
        Field("outcome", 1, .words(PaymentOutcome.Value.words), .plain, "What the result says has happened."),
        Field("providerReference", 2, .text, .plain, "The name the provider has for the result."),
        Field("fromOperationId", 3, .text, .plain, "What it counted for, if anything."),
        Field("toOperationId", 4, .text, .plain, "What it counts for from here on, if anything."),
        Field("reopened", 5, .truth, .plain, "Whether the former waits for its outcome again; otherwise too little is left for it, and it is SUPERSEDED."),
        Field("named", 6, .truth, .plain, "Whether a result has named the latter, so that it is no guess any more."),
        Field("restored", 7, .number(bits: 64, isSigned: true), .plain, "What of the authorization stands after all, as it was a request that failed and not the rest.", unit: "minor"),
        Field("kept", 8, .truth, .plain, "Whether the former keeps its outcome, for another result has named it."),
    ])
}

public struct Payment: WholeMessage {
    public enum Status: Int, Word {
        case unspecified, initiated, authorized, partiallyCaptured, captured, failed, voided, partiallyRefunded, refunded, cancelled

        public static let words = FieldNames(
            "STATUS_UNSPECIFIED", "INITIATED", "AUTHORIZED", "PARTIALLY_CAPTURED", "CAPTURED", "FAILED", "VOIDED",
            "PARTIALLY_REFUNDED", "REFUNDED", "CANCELLED"
        )
    }

    struct Fields: Message {
        var paymentID: String = ""
        var version: UInt64 = 0
        var status: Payment.Status = .unspecified
        var orderID: String = ""
        var method: PaymentMethod.Value = .methodUnspecified
        var capture: CaptureMode.Value = .captureUnspecified
        var currency: String = ""
        var amount: Int64 = 0
        var authorized: Int64 = 0
        var captured: Int64 = 0
        var refunded: Int64 = 0
        var voided: Int64 = 0
        var capturePending: Int64 = 0
        var voidPending: Int64 = 0
        var refundPending: Int64 = 0
        var operations: [PaymentOperation] = []
        var results: [ProviderResult] = []
        var initiatedAt: Timestamp = Timestamp()
        var updatedAt: Timestamp = Timestamp()
        var cancelledAt: Timestamp? = nil

        public func encode(to writer: inout ByteWriter) {
            if !paymentID.isEmpty { writer.put(10, text: paymentID) }
            if version != 0 { writer.put(16, number: version) }
            if status != .unspecified { writer.put(24, number: UInt64(status.rawValue)) }
            if !orderID.isEmpty { writer.put(34, text: orderID) }
            if method != .methodUnspecified { writer.put(40, number: UInt64(method.rawValue)) }
            if capture != .captureUnspecified { writer.put(48, number: UInt64(capture.rawValue)) }
            if !currency.isEmpty { writer.put(58, text: currency) }
            writer.put(64, number: UInt64(bitPattern: amount))
            writer.put(72, number: UInt64(bitPattern: authorized))
            writer.put(80, number: UInt64(bitPattern: captured))
            writer.put(88, number: UInt64(bitPattern: refunded))
            writer.put(96, number: UInt64(bitPattern: voided))
            writer.put(104, number: UInt64(bitPattern: capturePending))
            writer.put(112, number: UInt64(bitPattern: voidPending))
            writer.put(120, number: UInt64(bitPattern: refundPending))
            writer.put(130, list: operations)
            writer.put(138, list: results)
            writer.put(146, message: initiatedAt)
            writer.put(154, message: updatedAt)
            if let cancelledAt { writer.put(162, message: cancelledAt) }
        }
        @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
            switch tag {
            case 10: paymentID = try reader.text()
            case 16: version = try reader.varint()
            case 24: status = try reader.word()
            case 34: orderID = try reader.text()
            case 40: method = try reader.word()
            case 48: capture = try reader.word()
            case 58: currency = try reader.text()
            case 64: amount = Int64(bitPattern: try reader.varint())
            case 72: authorized = Int64(bitPattern: try reader.varint())
            case 80: captured = Int64(bitPattern: try reader.varint())
            case 88: refunded = Int64(bitPattern: try reader.varint())
            case 96: voided = Int64(bitPattern: try reader.varint())
            case 104: capturePending = Int64(bitPattern: try reader.varint())
            case 112: voidPending = Int64(bitPattern: try reader.varint())
            case 120: refundPending = Int64(bitPattern: try reader.varint())
            case 130: try reader.append(to: &operations)
            case 138: try reader.append(to: &results)
            case 146: try reader.message(into: &self.initiatedAt)
            case 154: try reader.message(into: &self.updatedAt)
            case 162: try reader.message(into: &self.cancelledAt)
            default: throw reader.unknown(tag)
            }
        }
        @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
            if !paymentID.isEmpty { writer.member("paymentId", text: paymentID) }
            writer.member("version", number: version)
            if status != .unspecified { writer.member("status", word: status.word) }
            if !orderID.isEmpty { writer.member("orderId", text: orderID) }
            if method != .methodUnspecified { writer.member("method", word: method.word) }
            if capture != .captureUnspecified { writer.member("capture", word: capture.word) }
            if !currency.isEmpty { writer.member("currency", text: currency) }
            writer.member("amount", number: amount)
            writer.member("authorized", number: authorized)
            writer.member("captured", number: captured)
            writer.member("refunded", number: refunded)
            writer.member("voided", number: voided)
            writer.member("capturePending", number: capturePending)
            writer.member("voidPending", number: voidPending)
            writer.member("refundPending", number: refundPending)
            if !operations.isEmpty { writer.member("operations", list: operations) }
            if !results.isEmpty { writer.member("results", list: results) }
            writer.member("initiatedAt", time: initiatedAt)
            writer.member("updatedAt", time: updatedAt)
            if let cancelledAt { writer.member("cancelledAt", time: cancelledAt) }
        }
        @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
            switch field {
            case 0: if let read = try reader.text() { paymentID = read }
            case 1: if let read = try reader.uint64() { version = read }
            case 2: if let read: Payment.Status = try reader.word() { status = read }
            case 3: if let read = try reader.text() { orderID = read }
            case 4: if let read: PaymentMethod.Value = try reader.word() { method = read }
            case 5: if let read: CaptureMode.Value = try reader.word() { capture = read }
            case 6: if let read = try reader.text() { currency = read }
            case 7: if let read = try reader.int64() { amount = read }
            case 8: if let read = try reader.int64() { authorized = read }
            case 9: if let read = try reader.int64() { captured = read }
            case 10: if let read = try reader.int64() { refunded = read }
            case 11: if let read = try reader.int64() { voided = read }
            case 12: if let read = try reader.int64() { capturePending = read }
            case 13: if let read = try reader.int64() { voidPending = read }
            case 14: if let read = try reader.int64() { refundPending = read }
            case 15: try reader.list(into: &operations)
            case 16: try reader.list(into: &results)
            case 17: if let read = try reader.time() { initiatedAt = read }
            case 18: if let read = try reader.time() { updatedAt = read }
            case 19: cancelledAt = try reader.time()
            default: break
            }
        }
        public static let schema = MessageSchema("Payment", [
            Field("paymentId", 1, .text, .plain, "The id of the payment.", example: "P-1001"),
            Field("version", 2, .number(bits: 64, isSigned: false), .plain, "How many events have changed it.", example: "3"),
            Field("status", 3, .words(Payment.Status.words), .plain, "How far it has come.", example: "CAPTURED"),
            Field("orderId", 4, .text, .plain, "The order that it pays.", example: "O-1001"),
            Field("method", 5, .words(PaymentMethod.Value.words), .plain, "How the money comes.", example: "CARD"),
            Field("capture", 6, .words(CaptureMode.Value.words), .plain, "When the money is taken.", example: "AUTO"),
            Field("currency", 7, .text, .plain, "The currency of all its amounts.", example: "EUR"),
            Field("amount", 8, .number(bits: 64, isSigned: true), .always, "How much of the order it was to pay.", unit: "minor"),
            Field("authorized", 9, .number(bits: 64, isSigned: true), .always, "What the provider has promised, taken or not.", unit: "minor"),
            Field("captured", 10, .number(bits: 64, isSigned: true), .always, "What was taken.", unit: "minor"),
            Field("refunded", 11, .number(bits: 64, isSigned: true), .always, "What went back.", unit: "minor"),
            Field("voided", 12, .number(bits: 64, isSigned: true), .always, "What of the authorization was given up.", unit: "minor"),
            Field("capturePending", 13, .number(bits: 64, isSigned: true), .always, "What is asked to be taken.", unit: "minor"),
            Field("voidPending", 14, .number(bits: 64, isSigned: true), .always, "What is asked to be given up.", unit: "minor"),
            Field("refundPending", 15, .number(bits: 64, isSigned: true), .always, "What is asked to be given back.", unit: "minor"),
            Field("operations", 16, .message(PaymentOperation.self), .list, "What the provider was asked to do."),
            Field("results", 17, .message(ProviderResult.self), .list, "What the provider has said."),
            Field("initiatedAt", 18, .time, .always, "When it was opened."),
            Field("updatedAt", 19, .time, .always, "When the last event changed it."),
            Field("cancelledAt", 20, .time, .optional, "Since when it is ended here: what still arrives is given back."),
        ])
    }

    private var box: Box<Fields>

    /// The id of the payment.
    public var paymentID: String { get { box.storage.value.paymentID } set { box.unique().value.paymentID = newValue } }
    /// How many events have changed it.
    public var version: UInt64 { get { box.storage.value.version } set { box.unique().value.version = newValue } }
    /// How far it has come.
    public var status: Payment.Status { get { box.storage.value.status } set { box.unique().value.status = newValue } }
    /// The order that it pays.
    public var orderID: String { get { box.storage.value.orderID } set { box.unique().value.orderID = newValue } }
    /// How the money comes.
    public var method: PaymentMethod.Value { get { box.storage.value.method } set { box.unique().value.method = newValue } }
    /// When the money is taken.
    public var capture: CaptureMode.Value { get { box.storage.value.capture } set { box.unique().value.capture = newValue } }
    /// The currency of all its amounts.
    public var currency: String { get { box.storage.value.currency } set { box.unique().value.currency = newValue } }
    /// How much of the order it was to pay.
    public var amount: Int64 { get { box.storage.value.amount } set { box.unique().value.amount = newValue } }
    /// What the provider has promised, taken or not.
    public var authorized: Int64 { get { box.storage.value.authorized } set { box.unique().value.authorized = newValue } }
    /// What was taken.
    public var captured: Int64 { get { box.storage.value.captured } set { box.unique().value.captured = newValue } }
    /// What went back.
    public var refunded: Int64 { get { box.storage.value.refunded } set { box.unique().value.refunded = newValue } }
    /// What of the authorization was given up.
    public var voided: Int64 { get { box.storage.value.voided } set { box.unique().value.voided = newValue } }
    /// What is asked to be taken.
    public var capturePending: Int64 {
        get { box.storage.value.capturePending }
        set { box.unique().value.capturePending = newValue }
    }
    /// What is asked to be given up.
    public var voidPending: Int64 { get { box.storage.value.voidPending } set { box.unique().value.voidPending = newValue } }
    /// What is asked to be given back.
    public var refundPending: Int64 { get { box.storage.value.refundPending } set { box.unique().value.refundPending = newValue } }
    /// What the provider was asked to do.
    public var operations: [PaymentOperation] {
        get { box.storage.value.operations }
        set { box.unique().value.operations = newValue }
        _modify { yield &box.unique().value.operations }
    }
    /// What the provider has said.
    public var results: [ProviderResult] {
        get { box.storage.value.results }
        set { box.unique().value.results = newValue }
        _modify { yield &box.unique().value.results }
    }
    /// When it was opened.
    public var initiatedAt: Timestamp { get { box.storage.value.initiatedAt } set { box.unique().value.initiatedAt = newValue } }
    /// When the last event changed it.
    public var updatedAt: Timestamp { get { box.storage.value.updatedAt } set { box.unique().value.updatedAt = newValue } }
    /// Since when it is ended here: what still arrives is given back.
    public var cancelledAt: Timestamp? { get { box.storage.value.cancelledAt } set { box.unique().value.cancelledAt = newValue } }

    public init() { box = Box(Fields()) }
    public init(
        paymentID: String = "", version: UInt64 = 0, status: Payment.Status = .unspecified, orderID: String = "",
        method: PaymentMethod.Value = .methodUnspecified, capture: CaptureMode.Value = .captureUnspecified, currency: String = "",
        amount: Int64 = 0, authorized: Int64 = 0, captured: Int64 = 0, refunded: Int64 = 0, voided: Int64 = 0,
        capturePending: Int64 = 0, voidPending: Int64 = 0, refundPending: Int64 = 0, operations: [PaymentOperation] = [],
        results: [ProviderResult] = [], initiatedAt: Timestamp = Timestamp(), updatedAt: Timestamp = Timestamp(),
        cancelledAt: Timestamp? = nil
    ) {
        box = Box(Fields(
            paymentID: paymentID, version: version, status: status, orderID: orderID, method: method, capture: capture,
            currency: currency, amount: amount, authorized: authorized, captured: captured, refunded: refunded, voided: voided,
            capturePending: capturePending, voidPending: voidPending, refundPending: refundPending, operations: operations,
            results: results, initiatedAt: initiatedAt, updatedAt: updatedAt, cancelledAt: cancelledAt
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

/// What a provider was asked to do: open until its one effective outcome is recorded.
public struct PaymentOperation: Message {
    public enum Kind: Int, Word {
        case unspecified, authorize, capture, void, refund

        public static let words = FieldNames("KIND_UNSPECIFIED", "AUTHORIZE", "CAPTURE", "VOID", "REFUND")
    }

    public enum State: Int, Word {
        case unspecified
        case requested
        case succeeded
        case failed
        /// A later result left nothing for it: the provider has not refused it.
        case superseded

        public static let words = FieldNames("STATE_UNSPECIFIED", "REQUESTED", "SUCCEEDED", "FAILED", "SUPERSEDED")
    }

    /// The key that the provider is called with.
    public var operationID: String = ""
    /// What was asked for.
    public var kind: PaymentOperation.Kind = .unspecified
    /// What came of it.
    public var state: PaymentOperation.State = .unspecified
    /// How much it was asked for.
    public var amount: Int64 = 0
    /// Of a refund: its id.
    public var refundID: String = ""
    /// Why it was asked for.
    public var reason: String = ""
    /// Of a refund: the part that was not owed back.
    public var granted: Int64 = 0

    public init() {}
    public init(
        operationID: String = "", kind: PaymentOperation.Kind = .unspecified, state: PaymentOperation.State = .unspecified,
        amount: Int64 = 0, refundID: String = "", reason: String = "", granted: Int64 = 0
    ) {
        self.operationID = operationID; self.kind = kind; self.state = state; self.amount = amount; self.refundID = refundID;
        self.reason = reason; self.granted = granted
    }

    public func encode(to writer: inout ByteWriter) {
        if !operationID.isEmpty { writer.put(10, text: operationID) }
        if kind != .unspecified { writer.put(16, number: UInt64(kind.rawValue)) }
        if state != .unspecified { writer.put(24, number: UInt64(state.rawValue)) }
        if amount != 0 { writer.put(32, number: UInt64(bitPattern: amount)) }
        if !refundID.isEmpty { writer.put(42, text: refundID) }
        if !reason.isEmpty { writer.put(50, text: reason) }
        if granted != 0 { writer.put(56, number: UInt64(bitPattern: granted)) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: operationID = try reader.text()
        case 16: kind = try reader.word()
        case 24: state = try reader.word()
        case 32: amount = Int64(bitPattern: try reader.varint())
        case 42: refundID = try reader.text()
        case 50: reason = try reader.text()
        case 56: granted = Int64(bitPattern: try reader.varint())
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !operationID.isEmpty { writer.member("operationId", text: operationID) }
        if kind != .unspecified { writer.member("kind", word: kind.word) }
        if state != .unspecified { writer.member("state", word: state.word) }
        writer.member("amount", number: amount)
        if !refundID.isEmpty { writer.member("refundId", text: refundID) }
        if !reason.isEmpty { writer.member("reason", text: reason) }
        writer.member("granted", number: granted)
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.text() { operationID = read }
        case 1: if let read: PaymentOperation.Kind = try reader.word() { kind = read }
        case 2: if let read: PaymentOperation.State = try reader.word() { state = read }
        case 3: if let read = try reader.int64() { amount = read }
        case 4: if let read = try reader.text() { refundID = read }
        case 5: if let read = try reader.text() { reason = read }
        case 6: if let read = try reader.int64() { granted = read }
        default: break
        }
    }
    public static let schema = MessageSchema("PaymentOperation", [
        Field("operationId", 1, .text, .plain, "The key that the provider is called with.", example: "P-1001:capture:1"),
        Field("kind", 2, .words(PaymentOperation.Kind.words), .plain, "What was asked for.", example: "CAPTURE"),
        Field("state", 3, .words(PaymentOperation.State.words), .plain, "What came of it.", example: "REQUESTED"),
        Field("amount", 4, .number(bits: 64, isSigned: true), .plain, "How much it was asked for.", unit: "minor", example: "2580"),
        Field("refundId", 5, .text, .plain, "Of a refund: its id.", example: "RF-1"),
        Field("reason", 6, .text, .plain, "Why it was asked for."),
        Field("granted", 7, .number(bits: 64, isSigned: true), .plain, "Of a refund: the part that was not owed back.", unit: "minor"),
    ])
}
