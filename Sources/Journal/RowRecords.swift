/// The new version of one row, as of a flush.
public struct RowRecord: Sendable, Equatable {
    /// The table's number; numbers are never reused.
    public var table: UInt8
    /// The entity's id within the table: not empty, no NUL.
    public var id: String
    /// The row's bytes.
    public var row: [UInt8]
    /// Sequences of the entries that touched the entity since its version before: strictly ascending.
    public var touched: [UInt64]
    /// Whether no version was stored before this flush.
    public var isNew: Bool

    public init(table: UInt8, id: String, row: [UInt8], touched: [UInt64], isNew: Bool) {
        self.table = table
        self.id = id
        self.row = row
        self.touched = touched
        self.isNew = isNew
    }
}

/// From a flush on, `id` is (or is no longer) listed under `value` in an index.
public struct IndexRecord: Sendable, Equatable {
    /// The index's number; numbers are never reused.
    public var index: UInt8
    /// What is looked up: no NUL; may be empty.
    public var value: String
    /// The entity's id: not empty, no NUL.
    public var id: String
    public var isPresent: Bool

    public init(index: UInt8, value: String, id: String, isPresent: Bool) {
        self.index = index
        self.value = value
        self.id = id
        self.isPresent = isPresent
    }
}

/// Where a command id was used, and with what content.
public struct CommandRecord: Sendable, Equatable {
    /// The entry's sequence, from 1.
    public var sequence: UInt64
    /// SHA-256 of the command, 32 bytes.
    public var hash: [UInt8]

    public init(sequence: UInt64, hash: [UInt8]) {
        self.sequence = sequence
        self.hash = hash
    }
}

/// Says that a flush is complete.
public struct FlushMarker: Sendable, Equatable {
    /// The last entry the flush contains, from 1: the flush's name.
    public var sequence: UInt64
    /// That entry's time, microseconds since 1970-01-01T00:00:00Z.
    public var time: Int64
    /// Accepted entries up to and including `sequence`.
    public var entries: UInt64
    /// Rejected ones.
    public var rejected: UInt64
    /// No deadline that is still open is due before this, in microseconds since 1970: where a start looks for them.
    public var earliestDeadline: Int64
    /// `EntryLog.chainHash` through `sequence`, which says of which log these rows are; zeros where there is no log.
    public var chainHash = [UInt8](repeating: 0, count: Digest.byteCount)

    public init(sequence: UInt64, time: Int64, entries: UInt64, rejected: UInt64, earliestDeadline: Int64 = 0) {
        self.sequence = sequence
        self.time = time
        self.entries = entries
        self.rejected = rejected
        self.earliestDeadline = earliestDeadline
    }
}

/// Everything that changed since the flush before.
///
/// Each (table, id), each (index, value, id) and each command id at most once.
public struct Flush: Sendable {
    public var rows: [RowRecord]
    public var index: [IndexRecord]
    public var commands: [(id: String, record: CommandRecord)]
    public var marker: FlushMarker

    public init(
        rows: [RowRecord] = [], index: [IndexRecord] = [],
        commands: [(id: String, record: CommandRecord)] = [], marker: FlushMarker
    ) {
        self.rows = rows
        self.index = index
        self.commands = commands
        self.marker = marker
    }
}
