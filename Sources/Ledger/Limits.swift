/// Every bound of the business in one place. Going over one gets a coded answer, never a crash.
public enum Limits {
    /// Bytes of a command id (INTERFACE §1).
    public static let commandIDBytes = 255
    /// Bytes of the id of a thing (INTERFACE §1).
    public static let idBytes = 64
    /// Lines of an order, of a shipment, of a cancellation.
    public static let linesPerOrder = 200
    /// Payments named in one `order.place`, and tenders of one order over its life.
    public static let paymentsPerOrder = 20
    /// Fees of one order.
    public static let feesPerOrder = 20
    /// Shipments of one order.
    public static let shipmentsPerOrder = 200
    /// Holds that one order may use up.
    public static let reservationsPerOrder = 50
    /// Variants of one product.
    public static let variantsPerProduct = 100
    /// Categories of one product.
    public static let categoriesPerProduct = 20
    /// Packages of one shipment.
    public static let packagesPerShipment = 100
    /// Scans kept of one shipment, those since its number or its delivery was corrected. A delivery is one more.
    public static let scansPerShipment = 500
    /// Scans that wait for a shipment to get their number. All of them are recorded in the entry that gives it to one, beside what
    /// that entry has to say itself: that is why they are fewer than a shipment keeps. A delivery is one more.
    public static let scansPerParcel = 40
    /// Bytes of the scans that wait for a shipment to get their number: ids and places, and a few for each. Room for a delivery is
    /// kept of them.
    public static let scanBytesPerParcel = 8192
    /// Operations a payment provider may be asked for on one payment.
    public static let operationsPerPayment = 200
    /// Results a payment provider may report on one payment.
    public static let resultsPerPayment = 400
    /// Parts of waiting order lines that one entry fills when goods arrive. Each takes three events, 765 bytes with ids of 64: what
    /// keeps the entry within `entryBytes`.
    public static let backordersPerEntry = 75
    /// Bytes of a provider's own words: a reference, an operation id, a failure code.
    public static let providerTextBytes = 255
    /// Entities named in one command's `expect`.
    public static let expectationsPerCommand = 50
    /// Bytes of a title or a name.
    public static let titleBytes = 500
    /// Bytes of a description.
    public static let descriptionBytes = 5000
    /// Bytes of a note, a reason, a place or a code given by people.
    public static let noteBytes = 500
    /// The largest quantity of one line or movement. Far above any warehouse, far below overflow.
    public static let quantity: Int64 = 1_000_000_000
    /// The largest amount, in minor units: sums of ten thousand of them still fit in 64 bits.
    public static let amount: Int64 = 900_000_000_000_000
    /// The largest whole number that every reader of JSON holds exactly, 2⁵³−1 (RFC 7493 § 2.2). Nothing that is counted or summed
    /// goes beyond it: not an order's money, not a version, not a sequence.
    public static let wholeNumber = 9_007_199_254_740_991
    /// Bytes of one entry: the transparency-log formats have 16-bit lengths (DESIGN §5).
    public static let entryBytes = 65_535
    /// How far ahead of the clock `occurredAt` may be, in seconds (INTERFACE §1).
    public static let occurredAheadSeconds: Int64 = 300
    /// How long a new order may stay unpaid when the command does not say, in seconds (DOMAIN §2.18).
    public static let payWithinSeconds: Int64 = 1800
    /// The longest time an order may stay unpaid, in seconds: bank slips take days.
    public static let maxPayWithinSeconds: Int64 = 30 * 86_400
    /// How long a checkout hold lasts when the command does not say, in seconds (DOMAIN §2.18).
    public static let holdSeconds: Int64 = 900
    /// The longest a checkout hold may last from the moment it is made, in seconds (DOMAIN §2.18).
    public static let maxHoldSeconds: Int64 = 3600
    /// How long scans wait for a shipment to get their number, in seconds.
    public static let scansWaitSeconds: Int64 = 30 * 86_400
    /// How long after delivery an order is received by itself, in seconds (DOMAIN, Decided).
    public static let receiveAfterSeconds: Int64 = 7 * 86_400
}
