/// A place in an index: `id` is listed under `value`.
public struct IndexPlace: Sendable, Equatable {
    /// The index's number.
    public let index: UInt8
    public let value: String
    public let id: String
}

// Everything that is stored beside the rows, for audits.
extension RowStore {
    /// A page of all that is listed in any index as of a flush, after a place, ascending by index and the bytes of value and id.
    public func indexPlaces(
        after place: IndexPlace?, at flush: UInt64, limit: Int
    ) throws(JournalError) -> [IndexPlace] {
        var result: [IndexPlace] = []
        guard limit > 0 else { return result }
        let within = [StateKind.index]
        let start = place.map { StateKey.behind(StateKey.index($0.index, $0.value, $0.id)) } ?? within
        try walk(from: start, within: within, at: flush) { (group, cursor) throws(JournalError) in
            guard isPresent(cursor) else { return true }
            result.append(try indexPlace(group))
            return result.count < limit
        }
        return result
    }

    /// The place that a group of index records is about.
    func indexPlace(_ group: [UInt8]) throws(JournalError) -> IndexPlace {
        let parts = group.dropFirst(2).dropLast().split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, group.count > 2 else { throw damaged("an index key") }
        return IndexPlace(
            index: group[1], value: String(decoding: parts[0], as: UTF8.self), id: String(decoding: parts[1], as: UTF8.self))
    }

    /// A page of the command ids used up to a flush, after an id, ascending by bytes.
    public func commands(
        after id: String?, at flush: UInt64, limit: Int
    ) throws(JournalError) -> [(id: String, record: CommandRecord)] {
        let database = try current()
        let last = clamp(flush)
        var result: [(id: String, record: CommandRecord)] = []
        let cursor = database.iterator(fillCache: false)
        try cursor.seek(id.map { StateKey.command($0) + [0] } ?? [StateKind.command])
        while result.count < limit, isIn([StateKind.command], cursor) {
            let id = String(decoding: cursor.key.dropFirst(), as: UTF8.self)
            let record = try cursor.withEntry { (_, value) throws(JournalError) in try commandRecord(id, value) }
            if record.sequence <= last { result.append((id, record)) }
            try cursor.next()
        }
        return result
    }

    func commandRecord(_ id: String, _ value: RawSpan) throws(JournalError) -> CommandRecord {
        guard value.byteCount == 8 + Digest.byteCount, let sequence = value.be64(at: 0) else {
            throw damaged("the record of command \(id)")
        }
        return CommandRecord(sequence: sequence, hash: value.bytes(from: 8))
    }
}
