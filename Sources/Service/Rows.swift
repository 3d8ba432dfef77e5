import Engine
import Ledger
import Schema

extension Router {
    // MARK: One row

    func row(_ request: Request, _ target: RequestTarget, _ table: Table, _ id: String) throws -> Answer {
        try target.allow(Self.asOfParameters + ["personal"])
        let showing = try showing(request, target)
        _ = try MediaType.best(of: [.json], accept: request.header("accept"))
        let view = try view(target)
        if table.isSummary(id) {
            // It sums up what is several people's.
            guard request.holder == nil else { throw Self.missing(table, id, view) }
            return try Self.summary(id, view)
        }
        var fold = try view.fold(table, id)
        let wanted = request.header("if-none-match")
        let holder = request.holder
        /// What is another's is answered as what does not exist.
        let answer: @Sendable (Row?) throws -> Answer = { row in
            let shown = try row.flatMap { row in try holder.map { try view.shown(row, to: $0) } ?? ShownRow(row) }
            return try Self.answer(shown, table, id, view, showing, ifNoneMatch: wanted)
        }
        if let row = try fold.next() { return try answer(row) }
        let source = LongRow(fold: fold, answer: answer)
        return Answer(status: 200, headers: [], body: .stream(ChunkStream(source)))
    }

    private static func answer(
        _ shown: ShownRow?, _ table: Table, _ id: String, _ view: View, _ showing: Showing, ifNoneMatch wanted: String?
    ) throws -> Answer {
        guard let shown else { throw missing(table, id, view) }
        let type = ("Content-Type", MediaType.json.rawValue)
        // A part changes with its reader and with the time, and the row's version says of neither.
        if shown.isPart {
            return Answer(status: 200, headers: [asOfHeader(view), type], body: .bytes(try showing.json(shown)))
        }
        let row = shown.row
        let tag = try showing.tag(of: row, in: table)
        let headers = [asOfHeader(view), ("ETag", tag)]
        if let wanted, matches(wanted, tag) { return Answer(status: 304, headers: headers, body: .bytes([])) }
        let json = try showing.row(row, asOf: view.sequence).message.openedJSON()
        return Answer(status: 200, headers: headers + [type], body: .bytes(json))
    }

    /// How rows are shown to who asks.
    private func showing(_ request: Request, _ target: RequestTarget) throws(RequestProblem) -> Showing {
        // Who is shown what is the reader's own is noted nowhere.
        Showing(
            engine: engine, personal: try Self.personalData(request, target), notes: request.holder == nil ? notes : nil,
            reader: request.reader)
    }

    /// How personal data are shown: as the caller's role says, or sealed, for whoever asks for that.
    private static func personalData(_ request: Request, _ target: RequestTarget) throws(RequestProblem) -> PersonalData {
        switch try target.value("personal") {
        case nil: return request.personal
        case "sealed": return .sealed
        case let other?:
            throw RequestProblem(.invalidArgument, "personal: \(RequestTarget.excerpt(other)) is not known; known is sealed")
        }
    }

    /// Whether an `If-None-Match` names the version. Source: RFC 9110 § 13.1.2: weak comparison.
    private static func matches(_ header: String, _ tag: String) -> Bool {
        header.split(separator: ",").contains { part in
            let trimmed = part.drop { $0 == " " }.prefix { $0 != " " }
            return trimmed == "*" || (trimmed.hasPrefix("W/") ? trimmed.dropFirst(2) : trimmed) == tag
        }
    }

    static func missing(_ table: Table, _ id: String, _ view: View) -> RequestProblem {
        let problem = Problem(.notFound, "there is no \(table.kind) \(RequestTarget.excerpt(id)) at sequence \(view.sequence)")
        return RequestProblem(problem, headers: [asOfHeader(view)])
    }

    // MARK: Lists

    /// Parameters of lists beside filters.
    static let listParameters = asOfParameters + ["limit", "cursor", "personal"]

    func list(_ request: Request, _ target: RequestTarget, _ table: Table) throws -> Answer {
        let fields = RowFields.names(of: table)
        try target.allow(Self.listParameters, filters: fields)
        let type = try MediaType.best(of: [.json, .ndjson, .csv], accept: request.header("accept"))
        let filters = target.query.filter { !Self.listParameters.contains($0.name) }.map {
            Query.Filter(name: $0.name, value: $0.value)
        }
        let limit = try Self.limit(target, isPage: type == .json)
        let after = try target.value("cursor").map { cursor in
            guard let id = Cursor.id(of: cursor, in: table) else {
                throw RequestProblem(.invalidArgument, "cursor: take it from the `next` of the page before, as it is")
            }
            return id
        }
        let view = try view(target)
        let query = Query(table, filters: filters, after: after)
        let headers = [Self.asOfHeader(view), ("Content-Type", type.rawValue)]
        let showing = try showing(request, target)
        func items(_ form: RowItems.Form) throws(EngineError) -> RowItems {
            try RowItems(view, query, of: request.holder, limit: limit, form: form, showing)
        }
        let chunks =
            switch type {
            case .csv: Chunks(try items(.csv), head: CSV.record(fields))
            case .ndjson: Chunks(try items(.ndjson))
            default: Chunks(try items(.page), head: Array("{\"items\":[".utf8))
            }
        return Answer(status: 200, headers: headers, body: .stream(ChunkStream(chunks)))
    }

    /// How many rows: a page has 50 unless it says otherwise, a stream all.
    private static func limit(_ target: RequestTarget, isPage: Bool) throws(RequestProblem) -> Int? {
        guard let number = try target.number("limit") else { return isPage ? ServiceLimits.rowsPerPage : nil }
        let maxRows = isPage ? ServiceLimits.maxRowsPerPage : Limits.wholeNumber
        guard number >= 1, number <= UInt64(maxRows) else {
            throw RequestProblem(
                .invalidArgument, "limit: \(number) is not 1 to \(maxRows); stream all with Accept: application/x-ndjson")
        }
        return Int(number)
    }
}

/// Where the next page of a list begins: its clients take it as it is.
package enum Cursor {
    /// The cursor of a page that begins behind an id, whether there is such a row or not.
    package static func text(after id: String) -> String { Base64.url(Array(id.utf8)) }

    /// The id a cursor stands for, nil for what `text` cannot have written.
    static func id(of cursor: String, in table: Table) -> String? {
        guard let bytes = Base64.bytes(url: cursor), let id = String(validating: bytes, as: UTF8.self), table.canHave(id: id)
        else { return nil }
        return id
    }
}

/// The rows of a list, as many as were asked for.
private struct RowItems: ItemSource {
    enum Form { case page, ndjson, csv }

    private let view: View
    private let form: Form
    private let showing: Showing
    private var scan: RowScan
    private var noted: NotedAhead?
    /// Rows still wanted.
    private var left: Int
    private var last: String?
    /// Rows written, and how long they are: so many are read at once as make about a chunk, because those that are not sent wait in
    /// memory, where they take several times as much, for as long as their client reads nothing.
    private var written = (rows: 1, bytes: ServiceLimits.bytesPerChunk / 4)
    /// Whether there is a row beyond those wanted.
    private var hasMore = false
    private var isFirst = true

    init(
        _ view: View, _ query: Query, of holder: Holder?, limit: Int?, form: Form, _ showing: Showing
    ) throws(EngineError) {
        self.view = view
        self.form = form
        self.showing = showing
        scan = try RowScan(view, query, of: holder)
        left = limit ?? .max
        // A table of columns has nothing personal.
        if form != .csv { noted = NotedAhead(showing, scan, of: query.table, limit: left, asOf: view.sequence) }
    }

    mutating func nextBatch() throws -> [ShownRow]? {
        // A page asks for one row more, to be able to say whether another page follows.
        let wanted = form == .page ? left + 1 : left
        let fitting = max(1, ServiceLimits.bytesPerChunk * written.rows / written.bytes)
        guard !hasMore, wanted > 0 else { return nil }
        guard try noted?.advance() ?? true else { return [] }
        // The row beyond a page is not shown.
        let allowed = noted.map { $0.allowed < left && $0.allowed > 0 ? $0.allowed : wanted } ?? wanted
        guard var rows = try scan.nextShown(min(wanted, fitting, allowed)) else { return nil }
        if rows.count > left {
            hasMore = true
            rows.removeLast()
        }
        left -= rows.count
        noted?.use(rows.count)
        last = rows.last?.row.id ?? last
        return rows
    }

    mutating func write(_ row: ShownRow, to bytes: inout [UInt8]) throws {
        let before = bytes.count
        defer { written = (written.rows + 1, written.bytes + bytes.count - before) }
        switch form {
        case .page:
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            bytes += try showing.json(row)
        case .ndjson:
            bytes += try showing.json(row)
            bytes.append(UInt8(ascii: "\n"))
        case .csv:
            bytes += CSV.record(RowFields.values(of: row))
        }
        isFirst = false
    }

    mutating func end(_ bytes: inout [UInt8]) {
        guard form == .page else { return }
        bytes.append(UInt8(ascii: "]"))
        if hasMore, let last { bytes += ",\"next\":\"\(Cursor.text(after: last))\"".utf8 }
        bytes += ",\"sequence\":\(view.sequence)}".utf8
    }
}

/// A row of the past that takes many entries: nothing of its answer is known before all of them are folded.
private struct LongRow: ChunkSource {
    var fold: RowFold
    let answer: @Sendable (Row?) throws -> Answer

    mutating func next() throws -> ChunkStep {
        guard let row = try fold.next() else { return .more }
        return .whole(try answer(row))
    }
}
