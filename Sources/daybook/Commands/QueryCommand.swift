import ArgumentParser
import Engine
import Ledger
import Schema

/// `daybook query`: rows, now or then.
struct QueryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "query",
        abstract: "Shows rows of the ledger, now or as of any moment.",
        discussion: """
            Examples:

              daybook query orders --where status=CONFIRMED --where customerId=C-1
              daybook query orders --where 'balanceDue!=0' --where 'placedAt>=2026-03-01'
              daybook query orders O-1001 --at 2026-03-01T00:00:00Z
              daybook query stock SKU-1            the sum over all warehouses
              daybook query stock SKU-1@WH-1
              daybook query orders --limit 0 -o csv > orders.csv

            Reads through the service's socket while one runs, and from the folder itself otherwise.
            """)

    @Argument(help: ArgumentHelp("\(Collections.list).", valueName: "collection"), completion: .list(Collections.names))
    var collection: String

    @Argument(help: ArgumentHelp("One row instead of a list.", valueName: "id"))
    var id: String?

    @Option(
        name: .customLong("where"),
        help: ArgumentHelp(
            "Only rows with this value in this field; repeatable. Also !=, which of a list means that none has it, and, for "
                + "numbers and times, < <= > >=.",
            valueName: "field=value"),
        completion: .custom { arguments, _, _ in Collections.filters(on: arguments) })
    var filters: [String] = []

    @OptionGroup var moment: MomentOptions

    @Option(help: "How many rows at most; 0 for all.")
    var limit: Int?

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let table = try Collections.table(collection)
        try Collections.check(id: id, "daybook query \(table.collection) ID, or leave it out for the list")
        if id != nil, limit != nil || !filters.isEmpty {
            throw ExitError(.usage, "--where and --limit are for lists, and \(id ?? "") is one row; leave one of them out")
        }
        let reader = try await LocalReader.find(options)
        do {
            if let id {
                try await showRow(table, id, reader)
            } else {
                try await RowList(query: self, table: table).show(from: reader)
            }
        } catch {
            await reader.close()
            throw error
        }
        await reader.close()
    }

    private func showRow(_ table: Table, _ id: String, _ reader: any LedgerReader) async throws {
        let target = moment.added(to: Target("v1", table.collection, id))
        let reply = try await reader.get(target, accept: .json).successful()
        SingleAnswer(bytes: try await reply.gathered()).write(options)
    }

    /// The list's path and filters.
    func target(_ table: Table, asOf moment: MomentOptions) throws -> Target {
        var target = moment.added(to: Target("v1", table.collection))
        for filter in filters {
            let parts = filter.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let isComparison = filter.utf8.contains { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: ">") }
            guard parts.count == 2 || isComparison, !parts[0].isEmpty else {
                throw ExitError(.usage, "--where \(filter) has no value; write it as field=value, such as status=CONFIRMED")
            }
            guard !["limit", "cursor", "at", "sequence"].contains(parts[0]) else {
                throw ExitError(.usage, "\(parts[0]) is not a field; use --limit, --at or --sequence")
            }
            let (name, value) = (String(parts[0]), parts.count == 2 ? String(parts[1]) : "")
            let (field, known) = (Query.Filter(name: name, value: value).field, RowFields.names(of: table))
            guard known.contains(field) else {
                let hint = Spelling.hint(field, among: known)
                throw ExitError(
                    .usage, "\(field) is no field of \(table.collection); known are \(known.joined(separator: ", "))\(hint)")
            }
            target = target.adding(name, value)
        }
        return target
    }
}

/// The moment a question is about.
struct MomentOptions: ParsableArguments {
    @Option(help: ArgumentHelp("As of this time: the last entry at or before it.", valueName: "time"))
    var at: String?

    @Option(help: ArgumentHelp("As of this entry.", valueName: "n"))
    var sequence: UInt64?

    init() {}

    /// As of that entry.
    init(sequence: UInt64?) {
        at = nil
        self.sequence = sequence
    }

    func validate() throws {
        if at != nil, sequence != nil { throw ValidationError("--at and --sequence are two ways to say when; give one of them") }
        if let at, Moment(at) == nil {
            throw ValidationError("--at \(at) is not a time; write it like 2026-03-01T09:30:00Z, or 2026-03-01")
        }
    }

    func added(to target: Target) -> Target {
        target.adding("at", at.flatMap { Moment($0)?.description }).adding("sequence", sequence.map(String.init))
    }
}

/// The names of the collections.
package enum Collections {
    /// All of them, for people.
    static let list = names.joined(separator: ", ")

    static var names: [String] { Table.allCases.map(\.collection) }

    /// How filters can begin, for the collection that a command line names: of a field of words each word.
    package static func filters(on arguments: [String]) -> [String] {
        guard let table = arguments.lazy.compactMap({ Table(collection: $0) }).first else { return [] }
        return RowFields.kinds(of: table).flatMap { name, kind in
            if case .words(let words) = kind { words.map { "\(name)=\($0)" } } else { ["\(name)="] }
        }
    }

    /// Refuses an empty id, such as that of a variable of a script which was never set.
    /// - Throws: `ExitError` 64.
    static func check(id: String?, _ advice: String) throws {
        if id == "" { throw ExitError(.usage, "the id is empty; give one, \(advice)") }
    }

    /// The table of a name.
    /// - Throws: `ExitError` 64 with the names there are.
    static func table(_ name: String) throws -> Table {
        guard let table = Table(collection: name) else {
            let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
            // An entry names what it touched in one word, order/O-1, by the kind of thing.
            if parts.count == 2, let table = Table(collection: parts[0]) ?? Table.allCases.first(where: { $0.kind == parts[0] }) {
                throw ExitError(.usage, "\(name) is one word; write collection and id as two: \(table.collection) \(parts[1])")
            }
            throw ExitError(.usage, "there is no collection \(name); there are \(list)\(Spelling.hint(name, among: names))")
        }
        return table
    }
}
