/// A value that copies share until one of them changes.
///
/// A wide row has some thirty references, each of which a plain copy would count; a copy of a box counts one.
struct Box<Value: Sendable>: Sendable {
    // `Sendable` although its value can change: it changes only while one box alone holds it.
    final class Storage: @unchecked Sendable {
        /// Whoever reads or changes it holds the box, whose own access is checked.
        @exclusivity(unchecked) var value: Value

        init(_ value: Value) { self.value = value }
    }

    private(set) var storage: Storage

    init(_ value: Value) { storage = Storage(value) }

    /// The value's place, which no other box holds: to change it there.
    @inline(__always)
    mutating func unique() -> Storage {
        if !isKnownUniquelyReferenced(&storage) { storage = Storage(storage.value) }
        return storage
    }
}
