/// An invariant that does not hold: which, of what, since when, and the two values.
public struct Violation: Sendable, Hashable, CustomStringConvertible {
    /// The invariant's name in DOMAIN §3: `S4`.
    public let invariant: String
    /// The entity: `stock/SKU-1@WH-1`. `log` where it is about the log as a whole, an id where it is about that id.
    public let entity: String
    /// The entry after which it did not hold.
    public let sequence: UInt64
    /// What should be.
    public let expected: String
    /// What is.
    public let actual: String

    /// One line for people.
    public var description: String { "\(invariant) \(entity) at \(sequence): expected \(expected), found \(actual)" }
}
