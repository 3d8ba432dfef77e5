internal import Glibc

// The keys of state/. The layout is pictured in RowStore.swift. DO NOT CHANGE: they are on disk.

/// The first byte of a key: what kind of record it is.
enum StateKind {
    static let command = UInt8(ascii: "c")
    static let format = UInt8(ascii: "f")
    static let index = UInt8(ascii: "i")
    static let marker = UInt8(ascii: "m")
    static let intent = UInt8(ascii: "p")
    static let row = UInt8(ascii: "r")
    static let abandoned = UInt8(ascii: "x")
}

/// When a version was written: the flush it belongs to, and which attempt at a flush wrote it.
struct VersionStamp: Equatable {
    var flush: UInt64
    var generation: UInt32

    /// Bytes of a stamp at a key's end.
    static let byteCount = 12
}

enum StateKey {
    static let format: [UInt8] = [StateKind.format]

    /// All versions of one row start with this.
    static func row(_ table: UInt8, _ id: String) -> [UInt8] {
        make(room: id.utf8.count) { append(row: table, id, to: &$0) }
    }

    static func append(row table: UInt8, _ id: String, to key: inout [UInt8]) {
        key.append(StateKind.row)
        key.append(table)
        append(id, to: &key)
    }

    /// All rows of a table whose ids start with `prefix` start with this.
    static func rows(_ table: UInt8, prefix: String) -> [UInt8] {
        [StateKind.row, table] + checked(prefix)
    }

    /// All versions of one index record start with this.
    static func index(_ index: UInt8, _ value: String, _ id: String) -> [UInt8] {
        make(room: value.utf8.count + id.utf8.count) { append(index: index, value, id, to: &$0) }
    }

    static func append(index: UInt8, _ value: String, _ id: String, to key: inout [UInt8]) {
        append(index: index, value, to: &key)
        append(id, to: &key)
    }

    /// All records of one index value start with this.
    static func index(_ index: UInt8, _ value: String) -> [UInt8] {
        make(room: value.utf8.count) { append(index: index, value, to: &$0) }
    }

    private static func append(index: UInt8, _ value: String, to key: inout [UInt8]) {
        key.append(StateKind.index)
        key.append(index)
        append(checked: value, to: &key)
    }

    static func command(_ id: String) -> [UInt8] {
        make(room: id.utf8.count) { append(command: id, to: &$0) }
    }

    static func append(command id: String, to key: inout [UInt8]) {
        key.append(StateKind.command)
        key.append(contentsOf: checked(id))
    }

    /// Markers are sorted newest first, as versions are.
    static func marker(_ sequence: UInt64) -> [UInt8] {
        var key: [UInt8] = [StateKind.marker]
        key.appendBE64(~sequence)
        return key
    }

    /// Intents too are sorted newest first.
    static func intent(_ generation: UInt32) -> [UInt8] {
        var key: [UInt8] = [StateKind.intent]
        key.appendBE32(~generation)
        return key
    }

    static func abandoned(_ generation: UInt32) -> [UInt8] {
        var key: [UInt8] = [StateKind.abandoned]
        key.appendBE32(generation)
        return key
    }

    /// Ends the key of one version, behind its group: a row's or index record's common prefix.
    static func append(_ stamp: VersionStamp, to group: inout [UInt8]) {
        group.appendBE64(~stamp.flush)
        group.appendBE32(~stamp.generation)
    }

    /// Ends the key of a row's first version, behind its group.
    static func appendFirst(to group: inout [UInt8]) {
        group.appendBE64(.max)
        group.appendBE32(.max)
    }

    /// The key of a row's first version.
    static func first(_ group: consuming [UInt8]) -> [UInt8] {
        appendFirst(to: &group)
        return group
    }

    /// Where to seek for the newest version in `group` with a flush ≤ `flush`.
    static func newest(_ group: [UInt8], at flush: UInt64) -> [UInt8] {
        var key = group
        key.reserveCapacity(group.count + VersionStamp.byteCount)
        key.appendBE64(~flush)
        return key
    }

    /// The first key behind all of `group`, which ends in the NUL behind an id.
    static func behind(_ group: [UInt8]) -> [UInt8] {
        var key = group
        key[key.count - 1] = 1
        return key
    }

    /// A key made in one allocation: `room` for its texts, and for what goes around them.
    private static func make(room: Int, _ append: (inout [UInt8]) -> Void) -> [UInt8] {
        var key: [UInt8] = []
        key.reserveCapacity(room + 4 + VersionStamp.byteCount)
        append(&key)
        return key
    }

    private static func append(_ id: String, to key: inout [UInt8]) {
        precondition(!id.isEmpty, "an id must not be empty")
        append(checked: id, to: &key)
    }

    private static func append(checked text: String, to key: inout [UInt8]) {
        key.append(contentsOf: checked(text))
        key.append(0)
    }

    /// NUL ends ids and values within keys, so neither may contain one.
    private static func checked(_ text: String) -> String.UTF8View {
        precondition(canHold(text), "an id or value must not contain NUL: \(text.debugDescription)")
        return text.utf8
    }

    /// Whether a key can hold the text. Readers ask this first, because what no key can hold was never written; for writers the
    /// ledger's checks have made sure of it.
    static func canHold(_ text: String) -> Bool {
        let hasNUL = unsafe text.utf8.withContiguousStorageIfAvailable { bytes in
            unsafe !bytes.isEmpty && memchr(bytes.baseAddress!, 0, bytes.count) != nil
        }
        return !(hasNUL ?? text.utf8.contains(0))
    }

    /// Whether a key can hold the text as an id, which is not empty.
    static func canHold(id: String) -> Bool { !id.isEmpty && canHold(id) }
}
