/// A point in time: seconds and nanoseconds since 1970-01-01T00:00:00Z, as `google.protobuf.Timestamp` has them.
public struct Timestamp: Sendable, Hashable {
    /// Whole seconds since 1970-01-01T00:00:00Z; below zero before it.
    public var seconds: Int64
    /// Nanoseconds behind the second, 0…999,999,999, for times before 1970 too.
    public var nanos: Int32

    public init(seconds: Int64 = 0, nanos: Int32 = 0) {
        self.seconds = seconds
        self.nanos = nanos
    }
}
