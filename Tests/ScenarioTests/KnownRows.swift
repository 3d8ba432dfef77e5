import Ledger
import Schema
import TestWorld

/// What the service has answered of its rows: of each entity the newest row, and all before it with the sequence each was read at.
struct KnownRows: LedgerRows {
    private struct Version {
        let sequence: UInt64
        let bytes: [UInt8]
    }

    /// The time of the newest entry that was read.
    var time: Moment?
    private var rows: [Table: [String: Row]] = [:]
    private var versions: [String: [Version]] = [:]

    func row(_ table: Table, _ id: String) throws -> Row? { rows[table]?[id] }

    /// Ids of a table's rows, ascending by their bytes, as lists are.
    func ids(_ table: Table) -> [String] {
        (rows[table] ?? [:]).keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    func all(_ table: Table) -> [Row] { ids(table).compactMap { rows[table]?[$0] } }

    mutating func learn(_ table: Table, _ id: String, _ bytes: [UInt8], at sequence: UInt64) throws {
        func read<E: Entity>(_: E.Type) throws -> Row { try E(json: bytes).row }
        rows[table, default: [:]][id] = try read(table.type)
        versions[table.entity(id), default: []].append(Version(sequence: sequence, bytes: bytes))
    }

    /// An entity's row as it was answered at, or last before, a sequence; nil if it was not there yet.
    func bytes(of entity: String, at sequence: UInt64) -> [UInt8]? {
        versions[entity]?.last { $0.sequence <= sequence }?.bytes
    }
}
