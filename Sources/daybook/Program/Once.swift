import Synchronization

/// A value that can be taken once.
final class Once<T: Sendable>: Sendable {
    private let value: Mutex<T?>

    init(_ value: T) {
        self.value = Mutex(value)
    }

    func take() -> T? {
        value.withLock { value in
            defer { value = nil }
            return value
        }
    }
}
