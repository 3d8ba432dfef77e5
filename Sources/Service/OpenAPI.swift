import Engine
import Ledger
import Schema
import Synchronization

/// The description of the API in OpenAPI 3.1: every route, every verb, every message, from the code that serves them.
struct OpenAPI {
    /// Made once: making it takes a fifth of a second, in which nobody else of an event loop is served.
    private static let made = Mutex<(version: String, bytes: [UInt8])?>(nil)

    /// The document's bytes.
    static func bytes(version: String) -> [UInt8] {
        made.withLock { made in
            if let made, made.version == version { return made.bytes }
            let bytes = Array(document(version: version).utf8)
            made = (version, bytes)
            return bytes
        }
    }

    /// The document. It is the same for the life of the process.
    static func document(version: String) -> String {
        var builder = OpenAPI()
        let paths = builder.paths()
        return object([
            ("openapi", "\"3.1.0\""),
            (
                "info",
                object([
                    ("title", "\"Daybook\""), ("version", Text.json(version)),
                    (
                        "description",
                        Text.json(
                            "An event-sourced ledger of e-commerce transactions. Errors are RFC 9457 problems with stable codes.")
                    ),
                ])
            ),
            (
                "servers",
                "[{\"url\":\"http://localhost\",\"description\":\"over the Unix socket, or loopback TCP with the bearer token\"}]"
            ),
            ("security", #"[{"token":[]},{}]"#),
            ("paths", paths),
            (
                "components",
                object([
                    ("schemas", object(builder.schemas.sorted { $0.name < $1.name }.map { ($0.name, $0.schema) })),
                    ("securitySchemes", object([("token", Self.token)])),
                ])
            ),
        ])
    }

    /// Messages described so far.
    var schemas: [(name: String, schema: String)] = []

    /// The messages that are read and not only printed: only what is required of a command must be there.
    let given = Self.names(in: Shape.of(Command.self)).union(["Command"])

    /// The messages that fields have, with those in them.
    private static func names(in fields: [Shape]) -> Set<String> {
        fields.reduce(into: []) { names, field in
            if case .object(let name) = field.kind { names.formUnion(Self.names(in: field.fields).union([name])) }
        }
    }

    // MARK: Paths

    private mutating func paths() -> String {
        var paths: [(String, String)] = []
        paths.append(("/v1/commands", Self.object([("post", commands())])))
        for context in Shape.contexts {
            for verb in context.fields {
                paths.append(("/v1/commands/\(context.name).\(verb.name)", Self.object([("post", self.verb(context, verb))])))
            }
        }
        for table in Table.allCases { paths += collection(table) }
        paths += book()
        for (path, id, type, summary) in [
            ("/healthz", "getHealth", MediaType.text, "Whether the process runs"),
            ("/readyz", "getReadiness", .text, "Whether commands can be written"),
            ("/metrics", "getMetrics", .metrics, "Counts and times, for Prometheus"),
            ("/openapi.json", "getDescription", .json, "This document"),
        ] {
            paths.append((path, Self.object([("get", get(id, summary, [], [(type, "{}")]))])))
        }
        return Self.object(paths)
    }

    private mutating func commands() -> String {
        let command = schema("Command", Shape.of(Command.self))
        let receipt = schema("Receipt", Shape.of(Receipt.self))
        return Self.object([
            ("summary", Text.json("Sends one command, or a stream of them that is answered while it is read")),
            ("operationId", "\"send\""),
            (
                "parameters",
                Self.parameters(
                    [
                        Self.parameter("reply", "query", #"{"enum":["events"]}"#, "events: receipts carry their events"),
                        Self.parameter(
                            AtomicRequest.parameter, "query", #"{"type":"boolean"}"#,
                            "of a stream: all of its commands or none, in one entry, under Idempotency-Key"),
                        Self.parameter(
                            AtomicRequest.skipParameter, "query", #"{"type":"string"}"#,
                            "of an atomic stream: codes of refusals that are skipped, such as insufficient_stock,not_sellable"),
                        Self.parameter(
                            AtomicRequest.timeParameter, "query", #"{"type":"string","format":"date-time"}"#,
                            "of an atomic stream: the entry's time, for a backfill"),
                        Self.parameter(
                            "Idempotency-Key", "header", #"{"type":"string","pattern":"^[!-~]{1,255}$"}"#,
                            "of an atomic stream: the id of its entry"),
                    ] + Self.envelope)
            ),
            ("requestBody", Self.body([(.json, command), (.ndjson, command), (.protobuf, "{}")])),
            ("responses", responses([(.json, receipt), (.ndjson, receipt), (.protobuf, "{}")])),
        ])
    }

    private mutating func verb(_ context: Shape, _ verb: Shape) -> String {
        let receipt = schema("Receipt", Shape.of(Receipt.self))
        let name = "\(context.name).\(verb.name)"
        let key = Self.parameter(
            "Idempotency-Key", "header", #"{"type":"string","pattern":"^[!-~]{1,255}$"}"#, "the command's id", isRequired: true)
        return Self.object([
            ("summary", Text.json(verb.comment)), ("operationId", Text.json(name)), ("tags", "[\(Text.json(context.name))]"),
            (
                "parameters",
                Self.parameters(
                    [
                        key, Self.parameter("reply", "query", #"{"enum":["events"]}"#, "events: the receipt carries its events"),
                    ] + Self.envelope)
            ),
            ("requestBody", Self.body([(.json, value(verb))])),
            ("responses", responses([(.json, receipt)])),
        ])
    }

    private mutating func collection(_ table: Table) -> [(String, String)] {
        let row = row(table)
        let asOf = [
            Self.parameter(
                "at", "query", #"{"type":"string","format":"date-time"}"#, "as of the last entry at or before this time"),
            Self.parameter("sequence", "query", #"{"type":"integer","minimum":0}"#, "as of this entry"),
        ]
        let id = Self.parameter("id", "path", #"{"type":"string"}"#, "the row's id", isRequired: true)
        let filters = RowFields.kinds(of: table).map { name, kind in
            Self.parameter(
                name, "query", Self.filter(kind),
                RowFields.comment(of: name, in: table) + " Only rows with this value" + Self.comparisons(name, kind))
        }
        let pages = [
            Self.parameter(
                "limit", "query", #"{"type":"integer","minimum":1,"maximum":1000,"default":50}"#,
                "how many rows the page has at most"),
            Self.parameter("cursor", "query", #"{"type":"string"}"#, "goes on behind another page: what that had as next"),
        ]
        let page =
            #"{"type":"object","properties":{"items":{"type":"array","items":"# + row
            + #"},"next":{"type":"string"},"sequence":{"type":"integer"}}}"#
        let entry = schema("Entry", Shape.of(Entry.self))
        let anyEntry = Self.anyOf(entry, cloudEvent(entry))
        let entries =
            #"{"type":"object","properties":{"items":{"type":"array","items":"# + anyEntry + #"},"sequence":{"type":"integer"}}}"#
        let base = "/v1/\(table.collection)"
        let (kind, collection) = (Self.capitalized(table.kind), Self.capitalized(table.collection))
        let oneRow = table.summary.map { #"{"anyOf":["# + row + "," + schema("\($0.name)", Shape.of($0)) + "]}" } ?? row
        return [
            (
                base,
                Self.object([
                    (
                        "get",
                        get(
                            "list\(collection)", "Lists \(table.collection)", asOf + [Self.personal] + pages + filters,
                            [(.json, page), (.ndjson, row), (.csv, "{}")])
                    )
                ])
            ),
            (
                base + "/{id}",
                Self.object([
                    ("get", get("get\(kind)", "One of the \(table.collection)", [id] + asOf + [Self.personal], [(.json, oneRow)]))
                ])
            ),
            (
                base + "/{id}/history",
                Self.object([
                    (
                        "get",
                        get(
                            "get\(kind)History", "The entries that touched one of the \(table.collection)",
                            [id] + asOf + [Self.format], [(.json, entries), (.ndjson, anyEntry)])
                    )
                ])
            ),
        ]
    }

    private mutating func book() -> [(String, String)] {
        let entry = schema("Entry", Shape.of(Entry.self))
        let cloudEvent = cloudEvent(entry)
        let anyEntry = Self.anyOf(entry, cloudEvent)
        let format = Self.format
        let resumes = Self.parameter(
            "Last-Event-ID", "header", #"{"type":"integer","minimum":0}"#,
            "event streams only: goes on after this sequence, whatever after says")
        let range = [
            Self.parameter("after", "query", #"{"type":"integer","minimum":0,"default":0}"#, "entries after this sequence"),
            Self.parameter("limit", "query", #"{"type":"integer","minimum":1}"#, "how many at most"),
            Self.parameter(
                "correlationId", "query", #"{"type":"string"}"#,
                "only those that belong to this; also metadata.NAME, those with this text under that name"),
        ]
        let sequence = Self.parameter(
            "sequence", "path", #"{"type":"integer","minimum":1}"#, "the entry's sequence", isRequired: true)
        let status =
            #"{"type":"object","properties":{"head":{"type":"integer"},"time":{"type":"string"},"flushed":{"type":"integer"},"#
            + #""entries":{"type":"integer"},"rejected":{"type":"integer"},"keysOwed":{"type":"integer"},"#
            + #""state":{"enum":["ok","clock_jumped","stopping"]},"version":{"type":"string"},"#
            + #""ledger":{"type":"string","pattern":"^[0-9a-f]{32}$"}}}"#
        return [
            (
                "/v1/entries",
                Self.object([
                    (
                        "get",
                        get(
                            "listEntries", "The book itself; as an event stream it goes on live", range + [format, resumes],
                            [(.ndjson, anyEntry), (.eventStream, "{}")])
                    )
                ])
            ),
            (
                "/v1/entries/{sequence}",
                Self.object([
                    ("get", get("getEntry", "One entry", [sequence, format], [(.json, entry), (.cloudEvent, cloudEvent)]))
                ])
            ),
            ("/v1/trace/{id}", Self.object([("get", trace(entry))])),
            ("/v1/status", Self.object([("get", get("getStatus", "Where the ledger stands", [], [(.json, status)]))])),
        ] + administration(status)
    }

    private mutating func administration(_ status: String) -> [(String, String)] {
        [
            (
                "/v1/admin/accept-clock",
                Self.object([
                    (
                        "post",
                        get(
                            "acceptClock", "Believes the machine's clock again after it jumped ahead; admins only", [],
                            [(.json, status)])
                    )
                ])
            ),
            (
                "/v1/admin/rotate-keys",
                Self.object([
                    (
                        "post",
                        get(
                            "rotateKeys", "Wraps the keys of personal data under a new master key; admins only", [],
                            [(.json, Self.rotation)])
                    )
                ])
            ),
        ]
    }

    private static let rotation =
        #"{"type":"object","properties":{"keyFiles":{"type":"integer"},"damagedKeys":{"type":"integer"},"#
        + #""entities":{"type":"array","items":{"type":"string"}}},"required":["keyFiles"]}"#

    private static let personal = parameter(
        "personal", "query", #"{"enum":["sealed"]}"#, "sealed: what is personal is not opened, whoever asks")

    private mutating func trace(_ entry: String) -> String {
        let id = Self.parameter(
            "id", "path", #"{"type":"string"}"#,
            "a command's id, a sequence, an entity such as order/O-1, a correlation id, or the id of an outside cause",
            isRequired: true)
        let forms = Self.traceForms(entry)
        return get("getTrace", "The tree of causes that something is in", [id], [(.json, forms.page), (.ndjson, forms.line)])
    }

    private mutating func row(_ table: Table) -> String {
        func described<E: Entity>(_: E.Type) -> String { schema("\(E.name)", Shape.of(E.self)) }
        let whole = described(table.type)
        return table.part.map { Self.anyOf(whole, schema("\($0.name)", Shape.of($0))) } ?? whole
    }

    private mutating func get(_ id: String, _ summary: String, _ parameters: [String], _ contents: [(MediaType, String)]) -> String
    {
        Self.object([
            ("summary", Text.json(summary)), ("operationId", Text.json(id)),
            ("parameters", "[\(parameters.joined(separator: ","))]"),
            ("responses", responses(contents)),
        ])
    }

    private mutating func responses(_ contents: [(MediaType, String)]) -> String {
        let problem = schema("Problem", Shape.of(Problem.self))
        return Self.object([
            ("200", Self.object([("description", "\"done\""), ("content", Self.contents(contents))])),
            (
                "default",
                Self.object([("description", "\"a problem, by its code\""), ("content", Self.contents([(.problem, problem)]))])
            ),
        ])
    }

    /// What a filter on a field can ask for.
    private static func filter(_ kind: RowFields.Kind) -> String {
        switch kind {
        case .text: #"{"type":"string"}"#
        case .number: #"{"type":"integer","format":"int64"}"#
        case .money: #"{"type":"string","pattern":"^-?[0-9]+ [A-Z]{3}$","examples":["1290 EUR"]}"#
        case .time: #"{"type":"string","format":"date-time"}"#
        case .truth: #"{"type":"boolean"}"#
        case .words(let words): "{\"enum\":[\(words.map(Text.json).joined(separator: ","))]}"
        }
    }

    /// How else a filter can compare, said beside it: the sign belongs to the parameter's name, which no schema can say. Of a list,
    /// `!=` means that none of it has the value.
    private static func comparisons(_ name: String, _ kind: RowFields.Kind) -> String {
        switch kind {
        case .number, .time: "; also \(name)!=, \(name)<, \(name)<=, \(name)> and \(name)>= a value"
        case .text, .truth, .money, .words: "; also \(name)!= a value"
        }
    }

    // MARK: Pieces

    /// What asks for another form of entries.
    private static let format = parameter(
        "format", "query", #"{"enum":["cloudevents"]}"#, "CloudEvents 1.0 instead of plain entries")

    /// What goes with the commands of a request that do not say it themselves.
    private static let envelope = [
        parameter(EnvelopeHeaders.correlation, "header", #"{"type":"string","pattern":"^[!-~]{1,255}$"}"#, "what it belongs to"),
        parameter(EnvelopeHeaders.causation, "header", #"{"type":"string","pattern":"^[!-~]{1,255}$"}"#, "what caused it"),
        parameter(
            EnvelopeHeaders.metadata, "header", #"{"type":"string"}"#,
            "texts that go with it, such as source=web,campaign=spring; percent-encoded"),
        parameter(
            EnvelopeHeaders.trace, "header", #"{"type":"string"}"#,
            "W3C Trace Context: what belongs to nothing else belongs to its trace"),
    ]

    private static func parameters(_ parameters: [String]) -> String { "[\(parameters.joined(separator: ","))]" }

    static func anyOf(_ schemas: String...) -> String {
        #"{"anyOf":["# + schemas.joined(separator: ",") + "]}"
    }

    static func list(_ names: [String]) -> String { "[\(names.map(Text.json).joined(separator: ","))]" }

    /// A word with a capital letter, as the names of operations have it.
    private static func capitalized(_ word: String) -> String { word.prefix(1).uppercased() + word.dropFirst() }

    /// What a client over TCP shows, and a customer anywhere; over the socket the machine says who it is.
    private static let token = object([
        ("type", "\"http\""), ("scheme", "\"bearer\""),
        (
            "description",
            "\"what the file token beside the ledger holds, or the token of a customer's session, from the receipt of "
                + "customer.logIn; over the Unix socket none is needed\""
        ),
    ])

    static func object(_ members: [(String, String)]) -> String {
        "{" + members.map { Text.json($0.0) + ":" + $0.1 }.joined(separator: ",") + "}"
    }

    private static func contents(_ contents: [(MediaType, String)]) -> String {
        object(contents.map { ($0.0.rawValue, object([("schema", $0.1)])) })
    }

    private static func body(_ contents: [(MediaType, String)]) -> String {
        object([("required", "true"), ("content", Self.contents(contents))])
    }

    private static func parameter(_ name: String, _ place: String, _ schema: String, _ text: String, isRequired: Bool = false)
        -> String
    {
        object([
            ("name", Text.json(name)), ("in", Text.json(place)), ("required", String(isRequired)), ("description", Text.json(text)),
            ("schema", schema),
        ])
    }
}
