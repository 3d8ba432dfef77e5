import Engine
import Ledger
import Schema

extension Row {
    /// Reads a row as the service writes it.
    init(_ table: Table, json: [UInt8]) throws {
        func read<E: Entity>(_: E.Type) throws -> Row { try E(lenientJSON: json).row }
        self = try read(table.type)
    }

    /// The row as the service writes it.
    func json() -> [UInt8] { message.json() }
}
