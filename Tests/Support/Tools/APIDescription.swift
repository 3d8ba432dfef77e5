/// The schemas of the API's description, and values held against them: as much of JSON Schema as the description uses.
///
/// It knows nothing but the description's text, so that whoever talks to the service can use it, and however messages are made.
package struct APIDescription: Sendable {
    private let schemas: JSONValue

    /// - Parameter document: the description, as `/openapi.json` answers it.
    package init(_ document: some Sequence<UInt8>) throws {
        guard let schemas = try JSONValue(document)["components"]?["schemas"] else { throw NoSchemas() }
        self.schemas = schemas
    }

    package struct NoSchemas: Error {}

    /// What is wrong with an answer that is no success: nothing where it is a problem as it is described.
    package func faults(ofAnswer status: Int, type: String?, body: some Sequence<UInt8>) -> [String] {
        guard type == "application/problem+json" else { return ["a problem is no \(type ?? "body without a type")"] }
        guard let value = try? JSONValue(body) else { return ["it is not JSON"] }
        let says = value["status"] ?? .null
        return faults(of: value, as: "Problem") + (says == .number(Double(status)) ? [] : ["its status is \(says), not \(status)"])
    }

    /// What is wrong with a value that should be one of those that the description has under a name.
    package func faults(of value: JSONValue, as name: String) -> [String] {
        faults(value, .object(["$ref": .text("#/components/schemas/\(name)")]), at: name)
    }

    private func faults(_ value: JSONValue, _ schema: JSONValue, at path: String) -> [String] {
        if let reference = schema["$ref"]?.text {
            guard let name = reference.split(separator: "/").last, let schema = schemas[String(name)] else {
                return ["\(path): there is no \(reference)"]
            }
            return faults(value, schema, at: path)
        }
        if let words = schema["enum"]?.items, !words.contains(value) { return ["\(path) is none of its words"] }
        guard let type = schema["type"]?.text else { return [] }
        switch (type, value) {
        case ("object", .object(let members)): return faults(members, schema, at: path)
        case ("array", .list(let items)):
            let item = schema["items"] ?? .object([:])
            return items.enumerated().flatMap { faults($1, item, at: "\(path)[\($0)]") }
        case ("string", .text), ("boolean", .truth): return []
        case ("integer", .number(let number)) where number == number.rounded(): return []
        default: return ["\(path) is no \(type)"]
        }
    }

    private func faults(_ members: [String: JSONValue], _ schema: JSONValue, at path: String) -> [String] {
        func names(_ schema: JSONValue) -> [String] { (schema["required"]?.items ?? []).compactMap(\.text) }
        func choices(_ key: String) -> [Bool] {
            (schema[key]?.items ?? []).map { names($0).allSatisfy { members[$0] != nil } }
        }
        let required = names(schema)
        let fitsAny = choices("anyOf").isEmpty || choices("anyOf").contains(true)
        let fitsOne = choices("oneOf").isEmpty || choices("oneOf").count { $0 } == 1
        let count = UInt64(members.count)
        let isCounted =
            (schema["minProperties"]?.wholeNumber ?? 0) <= count && count <= (schema["maxProperties"]?.wholeNumber ?? .max)
        return (fitsAny && fitsOne && isCounted ? [] : ["\(path) is none of its choices"])
            + required.filter { members[$0] == nil }.map { "\(path) has no \($0)" }
            + members.sorted { $0.key < $1.key }.flatMap { name, member in
                let place = path + "." + name
                if let schema = schema["properties"]?[name] { return faults(member, schema, at: place) }
                guard let rest = schema["additionalProperties"] else { return [] }
                return rest == .truth(false) ? ["\(place) is not described"] : faults(member, rest, at: place)
            }
    }
}
