import SwiftProtobuf
import Testing

@testable import Service

/// The schemas of the API's description, and values held against them: as much of JSON Schema as the description uses.
enum ProblemSchema {
    typealias Value = Google_Protobuf_Value

    private static let schemas: [String: Value] = {
        let document = try? Google_Protobuf_Struct(jsonUTF8Bytes: Array(OpenAPI.document(version: "0").utf8))
        return document?.fields["components"]?.structValue.fields["schemas"]?.structValue.fields ?? [:]
    }()

    /// Expects an answer that is a problem to be one as the description has it.
    static func check(_ response: RawClient.Response) {
        #expect(response.headers["content-type"] == "application/problem+json", "\(response.status): \(response.text)")
        guard let value = try? Value(jsonUTF8Bytes: response.body) else {
            Issue.record("\(response.status) is not JSON: \(response.text)")
            return
        }
        let found = faults(value, ["$ref": "#/components/schemas/Problem"], at: "problem")
        #expect(found.isEmpty, "\(response.status): \(response.text)")
        #expect(value.structValue.fields["status"]?.numberValue == Double(response.status))
    }

    /// What is wrong with a value, by a schema's members.
    static func faults(_ value: Value, _ schema: [String: Value], at path: String) -> [String] {
        if let reference = schema["$ref"]?.stringValue {
            guard let name = reference.split(separator: "/").last, let schema = schemas[String(name)] else {
                return ["\(path): there is no \(reference)"]
            }
            return faults(value, schema.structValue.fields, at: path)
        }
        if let words = schema["enum"]?.listValue.values, !words.contains(value) { return ["\(path) is none of its words"] }
        guard let type = schema["type"]?.stringValue else { return [] }
        switch (type, value.kind) {
        case ("object", .structValue(let object)): return faults(object.fields, schema, at: path)
        case ("array", .listValue(let list)):
            let items = schema["items"]?.structValue.fields ?? [:]
            return list.values.enumerated().flatMap { faults($1, items, at: "\(path)[\($0)]") }
        case ("string", .stringValue), ("boolean", .boolValue): return []
        case ("integer", .numberValue(let number)) where number == number.rounded(): return []
        default: return ["\(path) is no \(type)"]
        }
    }

    private static func faults(_ members: [String: Value], _ schema: [String: Value], at path: String) -> [String] {
        let properties = schema["properties"]?.structValue.fields ?? [:]
        let required = schema["required"]?.listValue.values.map(\.stringValue) ?? []
        let choices = schema["anyOf"]?.listValue.values.map { $0.structValue.fields["required"]?.listValue.values ?? [] } ?? []
        let fits = choices.isEmpty || choices.contains { $0.allSatisfy { members[$0.stringValue] != nil } }
        return (fits ? [] : ["\(path) is none of its choices"])
            + required.filter { members[$0] == nil }.map { "\(path) has no \($0)" }
            + members.flatMap { name, member in
                let place = path + "." + name
                if let schema = properties[name] { return faults(member, schema.structValue.fields, at: place) }
                guard let rest = schema["additionalProperties"] else { return [] }
                return rest.kind == .boolValue(false)
                    ? ["\(place) is not described"] : faults(member, rest.structValue.fields, at: place)
            }
    }

    @Suite("The description of problems")
    struct Tests {
        private static let problem = #"{"type":"t","title":"t","status":400,"detail":"d","code":"c""#

        @Test(
            "the check finds what does not fit",
            arguments: [
                ("}", 0), (#","params":{"a":"b"},"sequence":3,"id":"i","time":"x","replayed":true}"#, 0), (#","colour":"red"}"#, 1),
                (#","params":{"a":1}}"#, 1), (#","sequence":"3"}"#, 1), (#","sequence":true}"#, 1), (#","replayed":1}"#, 1),
                (#","sequence":1.5}"#, 1), (#","params":[]}"#, 1),
            ])
        func check(rest: String, count: Int) throws {
            let value = try Value(jsonString: Self.problem + rest)
            #expect(faults(value, ["$ref": "#/components/schemas/Problem"], at: "problem").count == count)
        }

        @Test("what a stream of commands answers is as described, refusals and errors too")
        func receipts() async throws {
            try await TestService.run { service in
                let commands = TestService.shop() + [TestService.place("a", "O-1", 1000), "{", TestService.place("b", "O-2"), "{}"]
                let answer = try service.client().request(
                    "POST", "/v1/commands?reply=events", headers: ["Content-Type": "application/x-ndjson"],
                    body: commands.joined(separator: "\n"))
                let lines = answer.text.split(separator: "\n")
                #expect(lines.count == commands.count)
                for line in lines {
                    let found = faults(try Value(jsonString: String(line)), ["$ref": "#/components/schemas/Receipt"], at: "receipt")
                    #expect(found.isEmpty, "\(line)")
                }
            }
        }

        @Test(
            "a receipt is of an entry, or says what was wrong",
            arguments: [
                (#"{"id":"a","sequence":1,"time":"x"}"#, 0), (#"{"error":\#(problem)}}"#, 0), (#"{"id":"a","sequence":1}"#, 1),
                ("{}", 1),
                (#"{"id":"a","sequence":1,"time":"x","rejection":{"code":"c"}}"#, 1),
            ])
        func receipt(text: String, count: Int) throws {
            let found = faults(try Value(jsonString: text), ["$ref": "#/components/schemas/Receipt"], at: "receipt")
            #expect(found.count == count, "\(text): \(found)")
        }

        @Test("a problem has its type, title, status, detail and code", arguments: ["type", "title", "status", "detail", "code"])
        func required(name: String) throws {
            var value = try Value(jsonString: Self.problem + "}")
            value.structValue.fields[name] = nil
            #expect(faults(value, ["$ref": "#/components/schemas/Problem"], at: "problem") == ["problem has no \(name)"])
        }
    }
}
