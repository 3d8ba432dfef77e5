/// A value that copies share until one of them changes.
///
/// A wide row has some thirty references, each of which a plain copy would count; a copy of a box counts one.
public struct Box<Value: Sendable>: Sendable {
    /// Where the value lies. `Sendable` although it can change: it changes only while one box alone holds it.
    public final class Storage: @unchecked Sendable {
        /// Whoever reads or changes it holds the box, whose own access is checked.
        @exclusivity(unchecked) public var value: Value

        @inlinable
        init(_ value: Value) { self.value = value }
    }

    /// The value's place, for reading.
    @usableFromInline private(set) var storage: Storage

    /// A box of its own for a value.
    @inlinable
    public init(_ value: Value) { storage = Storage(value) }

    /// The value.
    @inlinable public var value: Value { storage.value }

    /// The value's place, which no other box holds: to change it there.
    @inlinable
    @inline(__always)
    public mutating func unique() -> Storage {
        if !isKnownUniquelyReferenced(&storage) { storage = Storage(storage.value) }
        return storage
    }
}
