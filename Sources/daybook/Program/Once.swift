import Synchronization

/// Something that can be taken one time.
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
