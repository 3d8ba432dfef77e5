public import Schema

/// Who seals what is personal: the engine, which has the keys. A decision only says what is to be sealed, and where it stands.
public protocol Sealer: Sendable {
    /// A key for a person who has none, by its name. It is durable.
    func newKey() throws -> String
    /// Seals a text under a key.
    /// - Parameter place: where it stands: it is opened there alone.
    func seal(_ text: String, under key: String, at place: [UInt8]) throws -> [UInt8]
    /// Makes sure that a key is here, in its file: what is not cannot be destroyed.
    func checkIsHere(_ key: String) throws
    /// The keyed hash of an e-mail that is written as all are, as hex digits.
    func emailKey(of email: String) throws -> String
}

/// A sealer of a ledger without keys: nothing can be sealed.
struct NoSealer: Sealer {
    struct Missing: Error {}

    func newKey() throws -> String { throw Missing() }
    func seal(_ text: String, under key: String, at place: [UInt8]) throws -> [UInt8] { throw Missing() }
    func checkIsHere(_ key: String) throws { throw Missing() }
    func emailKey(of email: String) throws -> String { throw Missing() }
}

extension Sealed {
    /// The version of one that was opened: no entity has it.
    public static let opened: UInt64 = 0

    /// A text that was opened, for whoever may read it. It is shown, and never stored.
    public init(opened text: [UInt8]) { self.init(version: Self.opened, box: text) }

    /// Nothing, as the new value of a field whose text is taken away.
    static func nothing(version: UInt64) -> Sealed { Sealed(version: version) }

    /// Where a sealed text stands: its entity, the entity's version and the field, each of a length that is said.
    public static func place(_ entity: String, version: UInt64, field: String) -> [UInt8] {
        let number = (0..<8).map { UInt8(truncatingIfNeeded: version >> (56 - 8 * UInt64($0))) }
        return [UInt8(entity.utf8.count)] + Array(entity.utf8) + number + Array(field.utf8)
    }
}

/// Seals the texts that an event says of an entity: all with the version that the event gives it.
struct Seal {
    let sealer: any Sealer
    let key: String
    let entity: String
    let version: UInt64

    /// A text, sealed; nil where there is none.
    func text(_ text: String, _ field: String) throws(DecisionError) -> Sealed? {
        guard !text.isEmpty else { return nil }
        do {
            let place = Sealed.place(entity, version: version, field: field)
            return Sealed(version: version, box: try sealer.seal(text, under: key, at: place))
        } catch {
            throw .error(error)
        }
    }

    /// A text that may be changed: nil where it was not given, and one that holds nothing where it is to go.
    func change(_ text: String?, _ field: String) throws(DecisionError) -> Sealed? {
        guard let text else { return nil }
        return try self.text(text, field) ?? .nothing(version: version)
    }
}

extension LedgerState {
    /// What seals the texts of an entity's next event.
    /// - Parameter key: the person's.
    func seal<E: Entity>(for row: E, under key: String) -> Seal {
        Seal(sealer: sealer, key: key, entity: E.table.entity(row.id), version: row.version + 1)
    }

    /// Runs what asks the sealer.
    func sealing<T>(_ body: (any Sealer) throws -> T) throws(DecisionError) -> T {
        do {
            return try body(sealer)
        } catch {
            throw .error(error)
        }
    }
}
