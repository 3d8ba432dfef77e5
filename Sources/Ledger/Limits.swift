/// The bounds of the business: those of all contexts here, those of one in its folder. Going over one gets a coded answer, never a
/// crash.
public enum Limits {
    /// Bytes of a command id.
    public static let commandIDBytes = 255
    /// Bytes of the id of a thing.
    public static let idBytes = 64
    /// Bytes of what a command belongs to or is caused by.
    public static let correlationIDBytes = 255
    /// Texts in one command's metadata.
    public static let metadataTexts = 16
    /// Bytes of the name of one of them.
    public static let metadataNameBytes = 64
    /// Bytes of one of them.
    public static let metadataTextBytes = 256
    /// Commands of one atomic stream, which share an entry.
    public static let commandsPerEntry = 1000
    /// Entities named in one command's `expect`.
    public static let expectationsPerCommand = 50
    /// Entities of one list of ids whose deadlines a command waits for: as many as an accepted command names.
    static let subjectsPerList = 50
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
    /// Bytes of one entry: the transparency-log formats have 16-bit lengths.
    public static let entryBytes = 65_535
    /// How far ahead of the clock `occurredAt` may be, in seconds.
    public static let occurredAheadSeconds: Int64 = 300
}
