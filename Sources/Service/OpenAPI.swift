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
            ("paths", paths),
            (
                "components",
                object([
                    ("schemas", object(builder.schemas.sorted { $0.name < $1.name }.map { ($0.name, $0.schema) })),
                    ("securitySchemes", "{\"token\":{\"type\":\"http\",\"scheme\":\"bearer\"}}"),
                ])
            ),
        ])
    }

    /// Messages described so far.
    private var schemas: [(name: String, schema: String)] = []

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
        for (path, type, summary) in [
            ("/healthz", MediaType.text, "Whether the process runs"), ("/readyz", .text, "Whether commands can be written"),
            ("/metrics", .metrics, "Counts and times, for Prometheus"), ("/openapi.json", .json, "This document"),
        ] {
            paths.append((path, Self.object([("get", get(summary, [], [(type, "{}")]))])))
        }
        return Self.object(paths)
    }

    private mutating func commands() -> String {
        let command = schema("Command", Shape.of(Command.self))
        let receipt = schema("Receipt", Shape.of(Receipt.self))
        return Self.object([
            ("summary", Text.json("Sends one command, or a stream of them that is answered while it is read")),
            ("operationId", "\"send\""),
            ("parameters", "[\(Self.parameter("reply", "query", #"{"enum":["events"]}"#, "events: receipts carry their events"))]"),
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
                "[\(key),\(Self.parameter("reply", "query", #"{"enum":["events"]}"#, "events: the receipt carries its events"))]"
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
        let id = Self.parameter("id", "path", #"{"type":"string"}"#, "its id", isRequired: true)
        let filters = RowFields.kinds(of: table).map { name, kind in
            Self.parameter(
                name, "query", Self.filter(kind),
                RowFields.comment(of: name, in: table) + " Only rows with this value" + Self.comparisons(name, kind))
        }
        let pages = [
            Self.parameter("limit", "query", #"{"type":"integer","minimum":1,"maximum":1000,"default":50}"#, "rows of the page"),
            Self.parameter("cursor", "query", #"{"type":"string"}"#, "next of the page before"),
        ]
        let page =
            #"{"type":"object","properties":{"items":{"type":"array","items":"# + row
            + #"},"next":{"type":"string"},"sequence":{"type":"integer"}}}"#
        let entry = schema("Entry", Shape.of(Entry.self))
        let anyEntry = Self.anyOf(entry, cloudEvent(entry))
        let entries =
            #"{"type":"object","properties":{"items":{"type":"array","items":"# + anyEntry + #"},"sequence":{"type":"integer"}}}"#
        let base = "/v1/\(table.collection)"
        let oneRow = table.summary.map { #"{"anyOf":["# + row + "," + schema("\($0.name)", Shape.of($0)) + "]}" } ?? row
        return [
            (
                base,
                Self.object([
                    (
                        "get",
                        get("Lists \(table.collection)", asOf + pages + filters, [(.json, page), (.ndjson, row), (.csv, "{}")])
                    )
                ])
            ),
            (base + "/{id}", Self.object([("get", get("One of the \(table.collection)", [id] + asOf, [(.json, oneRow)]))])),
            (
                base + "/{id}/history",
                Self.object([
                    (
                        "get",
                        get("The entries that touched it", [id] + asOf + [Self.format], [(.json, entries), (.ndjson, anyEntry)])
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
        ]
        let sequence = Self.parameter(
            "sequence", "path", #"{"type":"integer","minimum":1}"#, "the entry's sequence", isRequired: true)
        let status =
            #"{"type":"object","properties":{"head":{"type":"integer"},"time":{"type":"string"},"flushed":{"type":"integer"},"#
            + #""entries":{"type":"integer"},"rejected":{"type":"integer"},"#
            + #""state":{"enum":["ok","clock_jumped","stopping"]},"version":{"type":"string"},"#
            + #""ledger":{"type":"string","pattern":"^[0-9a-f]{32}$"}}}"#
        return [
            (
                "/v1/entries",
                Self.object([
                    (
                        "get",
                        get(
                            "The book itself; as an event stream it goes on live", range + [format, resumes],
                            [(.ndjson, anyEntry), (.eventStream, "{}")])
                    )
                ])
            ),
            (
                "/v1/entries/{sequence}",
                Self.object([("get", get("One entry", [sequence, format], [(.json, entry), (.cloudEvent, cloudEvent)]))])
            ),
            ("/v1/status", Self.object([("get", get("Where the ledger stands", [], [(.json, status)]))])),
            (
                "/v1/admin/accept-clock",
                Self.object([
                    ("post", get("Believes the machine's clock again after it jumped ahead; admins only", [], [(.json, status)]))
                ])
            ),
        ]
    }

    private mutating func row(_ table: Table) -> String {
        func described<E: Entity>(_: E.Type) -> String { schema("\(E.name)", Shape.of(E.self)) }
        return described(table.type)
    }

    private mutating func get(_ summary: String, _ parameters: [String], _ contents: [(MediaType, String)]) -> String {
        Self.object([
            ("summary", Text.json(summary)), ("parameters", "[\(parameters.joined(separator: ","))]"),
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

    // MARK: Schemas

    /// A reference to a message's schema, which is made when first needed.
    private mutating func schema(_ name: String, _ fields: @autoclosure () -> [Shape]) -> String {
        if !schemas.contains(where: { $0.name == name }) {
            schemas.append((name, "{}"))
            let index = schemas.count - 1
            let fields = fields().filter { $0.name != "commandHash" }
            let properties = fields.map { ($0.name, property($0)) }
            let required = fields.filter(\.isRequired).map { Text.json($0.name) }.joined(separator: ",")
            let isProblem = name == "Problem"
            schemas[index].schema = Self.object(
                [
                    ("type", "\"object\""), ("properties", Self.object(properties + (isProblem ? Self.problemExtensions : []))),
                    ("additionalProperties", "false"),
                ] + (required.isEmpty ? [] : [("required", "[\(required)]")]) + (name == "Receipt" ? [Self.receiptForms] : []))
        }
        return "{\"$ref\":\"#/components/schemas/\(name)\"}"
    }

    /// A reference to the schema of an entry as a CloudEvent, as `EntryForm` writes it.
    private mutating func cloudEvent(_ entry: String) -> String {
        if !schemas.contains(where: { $0.name == "CloudEvent" }) {
            let text = #"{"type":"string"}"#
            let properties = [
                ("specversion", #"{"const":"1.0"}"#), ("id", text), ("source", text), ("type", text),
                ("time", #"{"type":"string","format":"date-time"}"#), ("subject", text),
                ("datacontenttype", #"{"const":"application/json"}"#), ("data", entry),
            ]
            let schema = Self.object([
                ("type", "\"object\""), ("properties", Self.object(properties)), ("additionalProperties", "false"),
                ("required", #"["specversion","id","source","type","time","datacontenttype","data"]"#),
            ])
            schemas.append(("CloudEvent", schema))
        }
        return ##"{"$ref":"#/components/schemas/CloudEvent"}"##
    }

    /// The schema of a field, with what is said of it.
    private mutating func property(_ shape: Shape) -> String {
        var remarks: [(String, String)] = []
        if !shape.comment.isEmpty { remarks.append(("description", Text.json(shape.comment))) }
        if let unit = shape.unit { remarks.append(("x-unit", Text.json(unit))) }
        if let example = shape.example {
            let json = shape.kind.isQuoted ? Text.json(example) : example
            remarks.append(("examples", shape.isList ? "[[\(json)]]" : "[\(json)]"))
        }
        let schema = value(shape)
        return remarks.isEmpty ? schema : schema.dropLast() + "," + Self.object(remarks).dropFirst()
    }

    private mutating func value(_ shape: Shape) -> String {
        let one: String
        switch shape.kind {
        case .text: one = #"{"type":"string"}"#
        case .truth: one = #"{"type":"boolean"}"#
        case .number(let bits, let isSigned): one = "{\"type\":\"integer\",\"format\":\"\(isSigned ? "" : "u")int\(bits)\"}"
        case .time: one = #"{"type":"string","format":"date-time"}"#
        case .base64: one = #"{"type":"string","contentEncoding":"base64"}"#
        case .words(let words): one = "{\"enum\":[\(words.map(Text.json).joined(separator: ","))]}"
        case .map: one = #"{"type":"object","additionalProperties":{"type":"string"}}"#
        case .object(let name): one = schema(name, shape.fields)
        }
        return shape.isList ? "{\"type\":\"array\",\"items\":\(one)}" : one
    }

    /// A receipt is of an entry, or in a stream says what was wrong with a command in its place.
    private static let receiptForms = ("anyOf", #"[{"required":["id","sequence","time"]},{"required":["error"]}]"#)

    /// What the problem of a single command has beside the message's fields: what its receipt would say.
    private static let problemExtensions = [
        ("id", #"{"type":"string"}"#), ("time", #"{"type":"string","format":"date-time"}"#), ("replayed", #"{"type":"boolean"}"#),
    ]

    /// What a filter on a field can ask for.
    private static func filter(_ kind: RowFields.Kind) -> String {
        switch kind {
        case .text: #"{"type":"string"}"#
        case .number: #"{"type":"integer","format":"int64"}"#
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
        case .text, .truth, .words: "; also \(name)!= a value"
        }
    }

    // MARK: Pieces

    /// What asks for another form of entries.
    private static let format = parameter(
        "format", "query", #"{"enum":["cloudevents"]}"#, "CloudEvents 1.0 instead of plain entries")

    private static func anyOf(_ schemas: String...) -> String {
        #"{"anyOf":["# + schemas.joined(separator: ",") + "]}"
    }

    private static func object(_ members: [(String, String)]) -> String {
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

extension Shape.Kind {
    /// Whether JSON has it in quotation marks.
    fileprivate var isQuoted: Bool {
        switch self {
        case .text, .time, .base64, .words: true
        case .truth, .number, .object, .map: false
        }
    }
}
