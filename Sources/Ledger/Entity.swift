public import Schema

/// The row of an entity: its current state, a message of the schema, which is also exactly what the query API returns.
///
/// Which entities there are says the schema (`option (entity)`); the first part of what is asked here is generated from it. The
/// context says the rest: how an event changes the row, what it is found by, and what is due when.
public protocol Entity: WholeMessage {
    /// What can happen to it: the context's events.
    associatedtype Event: Sendable

    // MARK: From the schema

    /// The table its rows are in.
    static var table: Table { get }
    /// How many events moved the entity: 1, 2, 3, …
    var version: UInt64 { get set }
    /// The row as one of any table.
    var row: Row { get }
    /// What filters, tables and CSV have of it, in the order in which they are shown, the id first.
    static var columns: [Column] { get }
    /// Its values in a column, by the column's place: one, or one for each element of a list; nil where an element has none.
    func values(ofColumn place: Int) -> [FieldValue?]
    /// The columns that are found by an index, the more selective first.
    static var filterIndexes: [(column: String, index: Index)] { get }
    /// An event as it is recorded.
    static func wrap(_ event: Event) -> Schema.Event.OneOf_Event
    /// What was recorded as an event of its, or nil if it is another context's.
    static func unwrap(_ event: Schema.Event.OneOf_Event) -> Event?
    /// Its table among all.
    static func rows(of tables: Tables) -> RowTable<Self>
    /// Changes its table among all.
    static func change<Result>(
        _ tables: inout Tables, _ body: (inout RowTable<Self>) throws(DecisionError) -> Result
    ) throws(DecisionError) -> Result
    /// The row as of the last complete flush; kept decoded where the schema says `hot`.
    static func stored(_ id: String, in source: any RowSource, _ caches: inout RowCaches) throws(DecisionError) -> Self?

    /// Whether rows of its kind hold anything sealed.
    static var hasSealed: Bool { get }
    /// Shows each of the row's sealed texts, with the name of its field.
    mutating func forEachSealed(_ body: (String, inout Sealed?) -> Void)
    /// Takes away what nobody is shown, such as a password's hash.
    mutating func dropSecrets()

    // MARK: From its context

    /// Takes away keyed hashes of what is personal, which are as they are in the row: whoever is shown one can try out what it is
    /// of, by having the ledger make others.
    mutating func dropKeyedHashes()

    /// The row before the entity's first event: nothing but its id.
    init(id: String)
    /// The entity's id within its table.
    var id: String { get }
    /// Whether an entity of this kind can have that id.
    ///
    /// Ask before looking: of other texts two that differ in their bytes can be equal to Swift, and some are no key on disk.
    static func canHave(id: String) -> Bool
    /// The row after an event. Total: never fails, reads nothing but its arguments.
    ///
    /// An event changes the row of its own entity and no other, so the row of any entity as of any sequence is the fold of that
    /// entity's own events alone.
    static func evolve(_ row: inout Self, _ event: Event, at time: Moment)
    /// Where the rows with a value in a column are, if they are found without an index; nil for other columns.
    static func place(where column: String, is value: String, in tables: Tables) throws(DecisionError) -> RowPlace?
    /// Adds where the indexes of columns hold this row: generated.
    func addColumnKeys(to keys: inout [IndexKey])
    /// Adds where its other indexes hold this row. A pure function of the row.
    func addKeys(to keys: inout [IndexKey])
    /// Those of its index keys that an event may have added and that decisions ask for: until the next flush, what is not said
    /// here is not found by them (`LinkTests`).
    func links(after event: Event) -> [IndexKey]
    /// The key that the row's texts are sealed under, by its name; empty where there is none.
    var personalKey: String { get }
    /// Says of a row of the past that what is sealed in it was erased since.
    mutating func noteErased()
    /// Whose story it is in, by which a trace goes from one entity to the next.
    static var story: Story { get }
    /// When something is due that nobody asks for: an expiry or an automatic step. A pure function of the row.
    var deadline: Moment? { get }
    /// Records what a deadline brings, if its reason is still there.
    /// - Returns: the name its entry carries (`order.expire`), or nil if nothing was recorded.
    static func meetDeadline(of id: String, due: Moment, in state: inout LedgerState) throws(DecisionError) -> String?
}

extension Entity {
    @inline(__always)
    public static func stored(_ id: String, in source: any RowSource, _ caches: inout RowCaches) throws(DecisionError) -> Self? {
        try RowTable<Self>.stored(id, in: source)
    }

    public static func canHave(id: String) -> Bool { Check.isID(id.utf8) }

    public static func place(where column: String, is value: String, in tables: Tables) throws(DecisionError) -> RowPlace? { nil }

    public func addColumnKeys(to keys: inout [IndexKey]) {}

    public func addKeys(to keys: inout [IndexKey]) {}

    public func links(after event: Event) -> [IndexKey] { [] }

    public static var hasSealed: Bool { false }

    public mutating func forEachSealed(_ body: (String, inout Sealed?) -> Void) {}

    public mutating func dropSecrets() {}

    public mutating func dropKeyedHashes() {}

    public var personalKey: String { "" }

    public mutating func noteErased() {}

    public static var story: Story { .shared }

    public var deadline: Moment? { nil }

    public static func meetDeadline(of id: String, due: Moment, in state: inout LedgerState) throws(DecisionError) -> String? {
        nil
    }
}

/// Whose story an entity is in.
public enum Story: Sendable {
    /// Many stories share it, as they do stock.
    case shared
    /// It is in the story of one thing, as a payment is in that of its order.
    case part
    /// It is what a story is about: an entry that is about two of them joins nothing.
    case whole
}

/// Where rows of a table are. It says no more than where to look: each row is still asked whether it has the value.
public enum RowPlace: Sendable, Equatable {
    /// Rows with these ids, in no particular order.
    case ids([String])
    /// Rows whose ids begin so.
    case prefix(String)
}

extension Entity {
    /// Where the secondary indexes hold this row, in no particular order: its columns' indexes, those of its own, and that of all
    /// deadlines, where a due time is 16 hex digits, so that byte order is time order. A pure function of the row.
    public var indexKeys: [IndexKey] {
        var keys: [IndexKey] = []
        // Room for those of most rows.
        keys.reserveCapacity(4)
        addColumnKeys(to: &keys)
        addKeys(to: &keys)
        if let deadline { keys.append(IndexKey(.deadline, deadline.sortableText)) }
        return keys
    }
}

extension Moment {
    /// 16 hex digits in time order, for moments from 1970 on; earlier ones sort first as zero.
    public var sortableText: String {
        let number = UInt64(max(0, microseconds))
        return String(
            decoding: (0..<16).map { place in
                let digit = UInt8(truncatingIfNeeded: number >> (60 - 4 * UInt64(place))) & 15
                return digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") - 10 + digit
            }, as: UTF8.self)
    }
}

extension Word {
    /// What an index holds for this value: its number, which never changes.
    var indexValue: String { String(rawValue) }
}
