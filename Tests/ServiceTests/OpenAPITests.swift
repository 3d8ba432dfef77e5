import Foundation
import TestTools
import Testing

@testable import Service

@Suite("What the API's description says of entries", .timeLimit(.minutes(8)))
struct OpenAPITests {
    /// What a GET of a path has in the description.
    private static func get(_ path: String, in document: [String: Any]) throws -> [String: Any] {
        let paths = try #require(document["paths"] as? [String: Any])
        return try #require((paths[path] as? [String: Any])?["get"] as? [String: Any])
    }

    /// The schemas that an answer of that type can have, by name.
    private static func schemas(of get: [String: Any], _ type: String) throws -> [String] {
        let responses = try #require(get["responses"] as? [String: Any])
        let contents = try #require((responses["200"] as? [String: Any])?["content"] as? [String: Any])
        let schema = try #require((contents[type] as? [String: Any])?["schema"] as? [String: Any])
        let all = schema["anyOf"] as? [[String: Any]] ?? [schema]
        return all.compactMap { ($0["$ref"] as? String)?.split(separator: "/").last.map(String.init) }
    }

    @Test("a CloudEvent is described wherever it can be asked for, as it is")
    func cloudEvents() async throws {
        try await TestService.withShop { _, client in
            let document = try client.request("GET", "/openapi.json").json
            let both = ["Entry", "CloudEvent"]
            #expect(try Self.schemas(of: Self.get("/v1/entries", in: document), "application/x-ndjson") == both)
            #expect(try Self.schemas(of: Self.get("/v1/stock/{id}/history", in: document), "application/x-ndjson") == both)
            let one = try Self.get("/v1/entries/{sequence}", in: document)
            #expect(try Self.schemas(of: one, "application/cloudevents+json") == ["CloudEvent"])
            let schemas = try #require((document["components"] as? [String: Any])?["schemas"] as? [String: Any])
            let schema = try #require(schemas["CloudEvent"] as? [String: Any])
            let properties = try Set(#require(schema["properties"] as? [String: Any]).keys)
            let required = try Set(#require(schema["required"] as? [String]))
            for target in ["/v1/entries", "/v1/stock/SKU-1@WH-1/history"] {
                let headers = ["Accept": "application/x-ndjson"]
                let events = try client.request("GET", target + "?format=cloudevents", headers: headers).lines
                #expect(!events.isEmpty)
                for event in events {
                    #expect(properties.isSuperset(of: event.keys))
                    #expect(required.isSubset(of: event.keys))
                }
            }
        }
    }

    @Test("where a stream of events goes on is a header")
    func lastEventID() throws {
        let document = try JSONSerialization.jsonObject(with: Data(OpenAPI.document(version: "1").utf8)) as? [String: Any]
        let parameters = try #require(Self.get("/v1/entries", in: document ?? [:])["parameters"] as? [[String: Any]])
        let places = parameters.filter { $0["name"] as? String == "Last-Event-ID" }.map { $0["in"] as? String }
        #expect(places == ["header"])
    }
}
