import Ledger
import Schema

/// The schemas of messages and of their fields.
extension OpenAPI {
    /// A reference to a message's schema, which is made when first needed.
    mutating func schema(_ name: String, _ fields: @autoclosure () -> [Shape]) -> String {
        if !schemas.contains(where: { $0.name == name }) {
            schemas.append((name, "{}"))
            let index = schemas.count - 1
            let fields = fields().filter { $0.name != "commandHash" }
            let isGiven = given.contains(name)
            let properties = fields.map { ($0.name, property($0, isGiven: isGiven)) }
            // A receipt's forms say what it has.
            let isPrinted = name != "Receipt" && !isGiven
            let filled = Self.filled[name] ?? []
            let required = fields.filter { field in
                field.isRequired || isPrinted && (field.isAlwaysPrinted || filled.contains(field.name))
            }.map(\.name)
            // Who may read it is shown its text.
            if name == "Sealed" {
                schemas[index].schema = Self.anyOf(#"{"type":"string"}"#, Self.object(Self.members(properties, required)))
                return Self.reference(name)
            }
            let isProblem = name == "Problem"
            schemas[index].schema = Self.object(
                Self.members(properties + (isProblem ? Self.problemExtensions : []), required, Self.choice(fields))
                    + Self.alternatives(fields)
                    + (name == "Receipt" ? [Self.receiptForms] : []))
        }
        return Self.reference(name)
    }

    private static func reference(_ name: String) -> String { "{\"$ref\":\"#/components/schemas/\(name)\"}" }

    /// What is said of an object that has these fields and no others.
    private static func members(
        _ properties: [(String, String)], _ required: [String], _ choice: [(String, String)] = []
    ) -> [(String, String)] {
        [("type", "\"object\"")] + choice + [("properties", object(properties)), ("additionalProperties", "false")]
            + (required.isEmpty ? [] : [("required", list(required))])
    }

    /// A reference to the schema of an entry as a CloudEvent, as `EntryForm` writes it.
    mutating func cloudEvent(_ entry: String) -> String {
        if !schemas.contains(where: { $0.name == "CloudEvent" }) {
            let text = #"{"type":"string"}"#
            let properties = [
                ("specversion", #"{"const":"1.0"}"#), ("id", text), ("source", text), ("type", text),
                ("time", #"{"type":"string","format":"date-time"}"#), ("subject", text),
                ("correlationid", text), ("causationid", text), ("traceparent", text),
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
    ///
    /// - Parameter isGiven: whether it is read and not only printed: whole numbers then go as far as every reader of JSON has them.
    private mutating func property(_ shape: Shape, isGiven: Bool) -> String {
        var remarks: [(String, String)] = []
        if isGiven, case .number(bits: 64, let isSigned) = shape.kind {
            remarks += [("minimum", isSigned ? "-\(Limits.wholeNumber)" : "0"), ("maximum", "\(Limits.wholeNumber)")]
        }
        if !shape.comment.isEmpty { remarks.append(("description", Text.json(shape.comment))) }
        if let unit = shape.unit { remarks.append(("x-unit", Text.json(unit))) }
        if let example = shape.example {
            let json = shape.kind.isQuoted ? Text.json(example) : example
            remarks.append(("examples", shape.isList ? "[[\(json)]]" : "[\(json)]"))
        }
        if shape.isSecret { remarks += [("format", "\"password\""), ("writeOnly", "true")] }
        if shape.isPersonal { remarks.append(("x-personal", "true")) }
        let schema = value(shape)
        return remarks.isEmpty ? schema : schema.dropLast() + "," + Self.object(remarks).dropFirst()
    }

    mutating func value(_ shape: Shape) -> String {
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

    /// The fields that are never empty in what is printed, beyond those that are printed whatever they are, by their messages'
    /// names: what an entry has in any case, and of rows the id and the words that no row may lack.
    private static let filled: [String: Set<String>] = {
        func row<E: Entity>(_: E.Type) -> (String, Set<String>) {
            // What a row has before its first event is its id. Of one in parts, as stock has, what is behind the `@` may be empty.
            let new = E(id: "0@")
            let filled = E.columns.enumerated().filter { place, column in
                guard column.element == nil else { return false }
                return switch E.fields[column.field].kind {
                case .text: new.values(ofColumn: place).contains { if case .text(let text)? = $0 { !text.isEmpty } else { false } }
                case .words: !column.isOptional
                default: false
                }
            }
            return ("\(E.name)", Set(filled.map(\.element.name)))
        }
        let rows = Table.allCases.map { row($0.type) }
        return Dictionary(uniqueKeysWithValues: rows + [("Entry", ["id", "command", "actor"]), ("Event", ["entity"])])
    }()

    /// That an object has one of those fields which are alternatives, where it has no others.
    private static func alternatives(_ fields: [Shape]) -> [(String, String)] {
        fields.isEmpty || !fields.allSatisfy(\.isAlternative) ? [] : [("minProperties", "1"), ("maxProperties", "1")]
    }

    /// The same where it has others too: in words, because generators of clients make no type of an object with `oneOf`.
    private static func choice(_ fields: [Shape]) -> [(String, String)] {
        let names = fields.filter(\.isAlternative).map(\.name)
        guard !names.isEmpty, names.count < fields.count else { return [] }
        return [("description", Text.json("Has exactly one of \(names.joined(separator: ", "))."))]
    }

    /// A trace as a page, and as lines, of which the last may say that there is more.
    static func traceForms(_ entry: String) -> (page: String, line: String) {
        let line =
            #"{"type":"object","required":["depth","entry"],"properties":{"depth":{"type":"integer"},"cause":{"type":"integer"},"#
            + #""entry":"# + entry + "}}"
        let more = #"{"type":"boolean","description":"whether more entries hang together there than are drawn"}"#
        let page =
            #"{"type":"object","required":["items","more","sequence"],"properties":{"items":{"type":"array","items":"# + line
            + #"},"more":"# + more + #","sequence":{"type":"integer"}}}"#
        let lastLine = #"{"type":"object","required":["more"],"properties":{"more":"# + more + "}}"
        return (page, #"{"oneOf":["# + line + "," + lastLine + "]}")
    }

    /// A receipt is of an entry, or in a stream says what was wrong with a command in its place.
    private static let receiptForms = ("anyOf", #"[{"required":["id","sequence","time"]},{"required":["error"]}]"#)

    /// What the problem of a single command has beside the message's fields: what its receipt would say.
    private static let problemExtensions = [
        ("id", #"{"type":"string"}"#), ("time", #"{"type":"string","format":"date-time"}"#), ("replayed", #"{"type":"boolean"}"#),
    ]
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
