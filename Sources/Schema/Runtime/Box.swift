/// A value that copies share until one of them changes.
///
/// A wide row has some thirty references, each of which a plain copy would count; a copy of a box counts one.
struct Box<Value: Sendable>: Sendable {
    // `Sendable` although its value can change: it changes only while one box alone holds it.
    private final class Storage: @unchecked Sendable {
        /// Whoever reads or changes it holds the box, whose own access is checked.
        @exclusivity(unchecked) var value: Value

        init(_ value: Value) { self.value = value }
    }

    private var storage: Storage

    init(_ value: Value) { storage = Storage(value) }

    var value: Value {
        _read { yield storage.value }
        _modify {
            if !isKnownUniquelyReferenced(&storage) { storage = Storage(storage.value) }
            yield &storage.value
        }
    }
}
