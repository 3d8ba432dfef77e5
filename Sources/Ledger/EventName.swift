public import Schema

extension Event {
    /// What happened, as INTERFACE writes it: `order.placed`. Nil for an event this program does not know.
    public var name: String? {
        switch event {
        case .catalog(let context): context.event.map { "catalog." + $0.name }
        case .warehouse(let context): context.event.map { "warehouse." + $0.name }
        case .stock(let context): context.event.map { "stock." + $0.name }
        case .order(let context): context.event.map { "order." + $0.name }
        case .payment(let context): context.event.map { "payment." + $0.name }
        case .shipment(let context): context.event.map { "shipment." + $0.name }
        case nil: nil
        }
    }
}

extension CatalogEvent.OneOf_Event {
    var name: String {
        switch self {
        case .productCreated: "productCreated"
        case .priceSet: "priceSet"
        case .variantAdded: "variantAdded"
        case .published: "published"
        case .unpublished: "unpublished"
        case .archived: "archived"
        }
    }
}

extension WarehouseEvent.OneOf_Event {
    var name: String {
        switch self {
        case .registered: "registered"
        }
    }
}

extension StockEvent.OneOf_Event {
    var name: String {
        switch self {
        case .received: "received"
        case .adjusted: "adjusted"
        case .quarantined: "quarantined"
        case .quarantineReleased: "quarantineReleased"
        case .scrapped: "scrapped"
        case .reserved: "reserved"
        case .released: "released"
        case .shipped: "shipped"
        case .backordered: "backordered"
        case .backorderFilled: "backorderFilled"
        case .backorderReleased: "backorderReleased"
        case .backorderFillDue: "backorderFillDue"
        case .backorderFillEnded: "backorderFillEnded"
        case .reservationHeld: "reservationHeld"
        case .reservationExtended: "reservationExtended"
        case .reservationConsumed: "reservationConsumed"
        case .reservationReleased: "reservationReleased"
        case .reservationExpired: "reservationExpired"
        }
    }
}

extension OrderEvent.OneOf_Event {
    var name: String {
        switch self {
        case .placed: "placed"
        case .confirmed: "confirmed"
        case .held: "held"
        case .holdReleased: "holdReleased"
        case .cancelled: "cancelled"
        case .linesCancelled: "linesCancelled"
        case .expired: "expired"
        case .received: "received"
        case .completed: "completed"
        case .paymentRecorded: "paymentRecorded"
        case .shipmentRecorded: "shipmentRecorded"
        case .backorderFilled: "backorderFilled"
        case .writtenOff: "writtenOff"
        case .reallocated: "reallocated"
        case .paymentLapsed: "paymentLapsed"
        }
    }
}

extension PaymentEvent.OneOf_Event {
    var name: String {
        switch self {
        case .initiated: "initiated"
        case .authorized: "authorized"
        case .captured: "captured"
        case .failed: "failed"
        case .voided: "voided"
        case .captureRequested: "captureRequested"
        case .captureFailed: "captureFailed"
        case .voidRequested: "voidRequested"
        case .refundRequested: "refundRequested"
        case .refunded: "refunded"
        case .refundFailed: "refundFailed"
        case .cancelled: "cancelled"
        case .resultNoted: "resultNoted"
        case .resultMoved: "resultMoved"
        }
    }
}

extension ShipmentEvent.OneOf_Event {
    var name: String {
        switch self {
        case .created: "created"
        case .packed: "packed"
        case .dispatched: "dispatched"
        case .scanned: "scanned"
        case .delivered: "delivered"
        case .cancelled: "cancelled"
        case .lost: "lost"
        case .returnedToSender: "returnedToSender"
        case .pickedUp: "pickedUp"
        case .trackingCorrected: "trackingCorrected"
        case .parcelScanned: "parcelScanned"
        case .parcelAssigned: "parcelAssigned"
        case .parcelExpired: "parcelExpired"
        }
    }
}
