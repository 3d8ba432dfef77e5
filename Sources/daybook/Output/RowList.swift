import Ledger
import Schema

/// A list of rows, in the form that was asked for, as it comes.
struct RowList {
    private let query: QueryCommand
    private let table: Table
    /// nil for all.
    private let limit: Int?

    private var options: GlobalOptions { query.options }

    /// How many rows a list shows unless it is told otherwise.
    static let usualLimit = 50
    /// How many rows the service puts into one page.
    static let rowsPerPage = 1000

    init(query: QueryCommand, table: Table) throws {
        let wanted = query.limit ?? Self.usualLimit
        guard wanted >= 0 else { throw ExitError(.usage, "--limit \(wanted) is less than nothing; give 0 for all rows") }
        self.query = query
        self.table = table
        limit = wanted == 0 ? nil : wanted
    }

    func show(from reader: any LedgerReader) async throws {
        let hasMore =
            switch options.format {
            case .json: try await showJSON(reader)
            case .ndjson: try await showLines(reader)
            case .csv, .table: try await showRecords(reader)
            }
        if hasMore, let limit { options.note("daybook: only the first \(limit) are shown; use --limit N, or --limit 0 for all") }
    }

    /// The service's own page, or, where it is larger than one page, one made of the items of several as of the same sequence.
    private func showJSON(_ reader: any LedgerReader) async throws -> Bool {
        var target = try query.target(table, asOf: query.moment)
        var left = limit ?? .max
        var next: String?
        var isFirst = true
        while true {
            let count = min(left, Self.rowsPerPage)
            let page = try await reader.get(target.adding("limit", String(count)), accept: .json).successful().gathered()
            guard let end = page.lastIndex(of: UInt8(ascii: "]")), let tree = JSONTree(page), let sequence = tree["sequence"]?.text
            else {
                throw ExitError(.internal, "the service's page cannot be read; is it newer than this program?")
            }
            left -= count
            next = tree["next"]?.text
            let start = isFirst ? 0 : Self.itemsStart(page)
            if !isFirst, start < end { StandardOutput.write(",") }
            guard let cursor = next, left > 0 else {
                StandardOutput.write(page[start...] + (page.last == 10 ? [] : [10]))
                return next != nil
            }
            StandardOutput.write(Array(page[start..<end]))
            isFirst = false
            target = try query.target(table, asOf: MomentOptions(sequence: UInt64(sequence))).adding("cursor", cursor)
        }
    }

    /// Where the items of a page begin: after `{"items":[`.
    private static func itemsStart(_ page: [UInt8]) -> Int {
        (page.firstIndex(of: UInt8(ascii: "[")) ?? -1) + 1
    }

    private func showLines(_ reader: any LedgerReader) async throws -> Bool {
        let reply = try await reader.get(try streamTarget(), accept: .ndjson).successful()
        var count = 0
        try await reply.forEachLine { line in
            count += 1
            if count <= limit ?? .max { StandardOutput.write(line + [10]) }
        }
        return count > limit ?? .max
    }

    private func showRecords(_ reader: any LedgerReader) async throws -> Bool {
        let reply = try await reader.get(try streamTarget(), accept: .csv).successful()
        var csv = CSVReader()
        var text: TableText?
        // The header is not a row.
        var count = -1
        func show(_ records: [[String]]) {
            for record in records {
                count += 1
                guard count <= limit ?? .max else { continue }
                if options.format == .csv {
                    StandardOutput.write(CSVWriter.record(record))
                } else if count == 0 {
                    text = TableText(header: record, paint: options.paint, room: Terminal.isTerminal(1) ? Terminal.columns(1) : nil)
                } else {
                    StandardOutput.write(text?.add([record]) ?? "")
                }
            }
        }
        while let chunk = try await reply.next() { show(csv.records(in: chunk)) }
        if let record = csv.endRecord() { show([record]) }
        if options.format == .table, count < 1 {
            StandardOutput.line("(no \(table.collection)\(query.filters.isEmpty ? "" : " match"))")
            return false
        }
        StandardOutput.write(text?.end() ?? "")
        if let names = text?.leftOut, !names.isEmpty {
            options.note("daybook: there is no room for \(names.joined(separator: ", ")); a row by its id, or -o csv, has them all")
        }
        return count > limit ?? .max
    }

    /// One row more than is shown tells whether there are more.
    private func streamTarget() throws -> Target {
        try query.target(table, asOf: query.moment).adding("limit", limit.map { String($0 == .max ? $0 : $0 + 1) })
    }
}
