/// The name of an entity in its parts: `order/O-1001` is its table and its id.
///
/// Two are equal if their bytes are: ids that look the same are two.
public struct EntityName: Sendable, Hashable, CustomStringConvertible, ExpressibleByStringInterpolation {
    /// Its table, or nil if its kind is none that this version knows.
    public let table: Table?
    /// Its id; where there is no table, the whole name.
    public let id: String

    /// No name.
    public init() { (table, id) = (nil, "") }

    /// The entity of a table with an id.
    public init(_ table: Table, _ id: String) { (self.table, self.id) = (table, id) }

    /// The parts of a name. One of no known kind stays as it is.
    public init(_ text: String) {
        let bytes = text.utf8
        let slash = bytes.firstIndex(of: UInt8(ascii: "/"))
        table = slash.flatMap { Table(kind: String(text[..<$0])) }
        id = if let slash, table != nil { String(text[bytes.index(after: slash)...]) } else { text }
    }

    public init(stringLiteral value: String) { self.init(value) }

    /// The name as it is written.
    public var text: String { table?.entity(id) ?? id }

    public var description: String { text }

    var isEmpty: Bool { table == nil && id.isEmpty }

    public static func == (left: Self, right: Self) -> Bool { left.table == right.table && left.id.hasBytes(of: right.id) }
}

extension ByteWriter {
    /// A tag, a length, and the name of an entity.
    @inline(__always)
    mutating func put(_ tag: UInt64, entity: EntityName) {
        let place = open(tag)
        store(entity)
        close(place)
    }

    /// The bytes of a name.
    @inline(__always)
    fileprivate mutating func store(_ entity: EntityName) {
        let prefix = entity.table?.prefix ?? ""
        let id = entity.id.utf8.span
        reserve(prefix.utf8CodeUnitCount + id.count)
        store(prefix)
        store(id)
    }
}

extension Table {
    private static let all = allCases

    /// The table whose kind, with a slash behind it, these bytes begin with; nil where there is none.
    init?(prefixing bytes: Span<UInt8>) {
        for table in Self.all where table.prefixes(bytes) {
            self = table
            return
        }
        return nil
    }

    @inline(__always)
    private func prefixes(_ bytes: Span<UInt8>) -> Bool {
        let kind = kind
        let count = kind.utf8.count
        guard count < bytes.count, bytes[count] == UInt8(ascii: "/") else { return false }
        let span = kind.utf8.span
        for place in span.indices where span[place] != bytes[place] { return false }
        return true
    }
}

extension JSONWriter {
    @inline(__always)
    mutating func member(_ name: StaticString, entity: EntityName) { member(name, text: entity.text) }
}

extension JSONReader {
    mutating func entityName() throws(JSONFault) -> EntityName? { try text().map { EntityName($0) } }
}
