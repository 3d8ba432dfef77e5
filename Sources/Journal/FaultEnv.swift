internal import CLevelDB

/// A disk for tests: the real files, on which the power can be cut, the n-th call can fail, and
/// space can run out. Pass it in ``DatabaseOptions/env``; it must be used by one folder at a time.
///
/// Safe from any thread: the C++ object holds a mutex.
@safe
public final class FaultEnv: Sendable {
    /// Kinds of file operation.
    public struct Operations: OptionSet, Sendable {
        public let rawValue: UInt32
        public init(rawValue: UInt32) { self.rawValue = rawValue }
        public static let create = Operations(rawValue: 1)
        public static let append = Operations(rawValue: 2)
        public static let flush = Operations(rawValue: 4)
        public static let sync = Operations(rawValue: 8)
        public static let close = Operations(rawValue: 16)
        public static let rename = Operations(rawValue: 32)
        public static let remove = Operations(rawValue: 64)
        public static let directory = Operations(rawValue: 128)
        public static let read = Operations(rawValue: 256)
        public static let other = Operations(rawValue: 512)
        public static let list = Operations(rawValue: 1024)
        public static let find = Operations(rawValue: 2048)
        public static let any = Operations(rawValue: 4095)
    }

    /// What has been called so far.
    public struct Counts: Sendable, Equatable {
        /// Syncs of write-ahead logs: one per durable batch.
        public let logSyncs: UInt64
        /// Syncs of tables, manifests and CURRENT.
        public let otherSyncs: UInt64
        public let directorySyncs: UInt64
        public let appends: UInt64
        public let appendedBytes: UInt64
        /// Calls of any kind.
        public let operations: UInt64
    }

    /// Unsafe to share in general; here the C++ object locks itself and is freed by `deinit` only.
    nonisolated(unsafe) let handle: OpaquePointer

    public init() {
        unsafe handle = cldb_fault_env_create()
    }

    deinit {
        unsafe cldb_env_free(handle)
    }

    /// What was called so far.
    public var counts: Counts {
        let counts = unsafe cldb_fault_env_counts(handle)
        return Counts(
            logSyncs: counts.syncs, otherSyncs: counts.other_syncs, directorySyncs: counts.directory_syncs,
            appends: counts.appends, appendedBytes: counts.appended_bytes, operations: counts.operations)
    }

    /// Lets the `nth` call from now (from 1; 0 for none) of these kinds fail, and all later ones if `sticky`.
    /// A failing append still writes half of its bytes.
    public func fail(_ kinds: Operations = .any, nth: Int, sticky: Bool = false) {
        unsafe cldb_fault_env_fail(handle, kinds.rawValue, UInt64(nth), sticky)
    }

    /// Whether the planned fault has happened.
    public var hasFired: Bool { unsafe cldb_fault_env_fired(handle) }

    /// Lets the disk be full after so many more bytes; nil for never.
    public func setDiskSpace(_ bytes: UInt64?) {
        unsafe cldb_fault_env_disk_full(handle, bytes ?? .max)
    }

    /// Stops the machine: from now on every call fails and nothing is written. Close the database next.
    public func stop() {
        unsafe cldb_fault_env_set_active(handle, false)
    }

    /// Cuts the power, with the database closed: unsynced bytes are lost but for `tailPerMille`
    /// thousandths of each file's (a torn write), and files whose names were never synced vanish.
    /// Then the machine runs again, with no faults planned.
    public func cutPower(tailPerMille: Int = 0) throws(JournalError) {
        try unsafe check(cldb_fault_env_power_cut(handle, UInt32(tailPerMille)), "cannot cut the power")
        unsafe cldb_fault_env_set_active(handle, true)
        fail(nth: 0)
        setDiskSpace(nil)
    }
}
