import Engine
import Foundation
import Ledger
import Schema
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

    @Test("a field's comment, unit and example, and whether it is required, are the schema's")
    func fields() throws {
        let text = OpenAPI.document(version: "1")
        let document = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let schemas = try #require((document["components"] as? [String: Any])?["schemas"] as? [String: [String: Any]])
        let payment = try #require(schemas["PlaceOrderPayment"])
        #expect(payment["required"] as? [String] == ["paymentId", "method", "amount"])
        let amount = try #require((payment["properties"] as? [String: [String: Any]])?["amount"])
        #expect(amount["description"] as? String == "How much of the order it pays.")
        #expect(amount["x-unit"] as? String == "minor")
        #expect(amount["examples"] as? [Int] == [2580])
        #expect(schemas["CancelOrder"]?["required"] as? [String] == ["orderId"])
        #expect((schemas["Order"]?["required"] as? [String])?.contains("balanceDue") == true)
        let paths = try #require(document["paths"] as? [String: [String: [String: Any]]])
        #expect(
            paths["/v1/commands/order.place"]?["post"]?["summary"] as? String
                == "Places an order: prices, goods and payments together, or nothing.")
        let filters = try #require(paths["/v1/orders"]?["get"]?["parameters"] as? [[String: Any]])
        let status = filters.first { $0["name"] as? String == "paymentStatus" }?["description"] as? String
        #expect(status?.hasPrefix("How far it is paid. Only rows with this value") == true)
    }

    @Test("what is always printed is required, and what has one of several says so")
    func presence() throws {
        let text = OpenAPI.document(version: "1")
        let document = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let schemas = try #require((document["components"] as? [String: Any])?["schemas"] as? [String: [String: Any]])
        #expect(schemas["Entry"]?["required"] as? [String] == ["sequence", "time", "id", "command", "actor"])
        #expect(schemas["Event"]?["required"] as? [String] == ["entity", "version"])
        let stock = try #require(schemas["Stock"]?["required"] as? [String])
        #expect(stock.contains("sku") && !stock.contains("warehouseId"))
        let shipment = try #require(schemas["Shipment"]?["required"] as? [String])
        #expect(shipment.contains("shipmentId") && shipment.contains("status") && !shipment.contains("trackingStatus"))
        #expect(schemas["StockReserved"]?["required"] as? [String] == ["quantity", "claim"])
        // What a command may leave out, although a row always has it.
        #expect(schemas["Location"]?["required"] == nil)
        for name in ["Command", "Event"] {
            let says = try #require(schemas[name]?["description"] as? String)
            #expect(says == "Has exactly one of catalog, warehouse, stock, order, payment, shipment, cart, customer.")
            // Generators of clients make no type of an object with fields of its own beside it.
            #expect(schemas[name]?["oneOf"] == nil)
        }
        for context in ["Order", "Stock"] {
            for name in [context + "Command", context + "Event"] {
                #expect(schemas[name]?["minProperties"] as? Int == 1 && schemas[name]?["maxProperties"] as? Int == 1, "\(name)")
            }
        }
        let described = schemas.filter { !["CloudEvent", "Problem"].contains($0.key) }
        for (name, schema) in described {
            for (field, property) in schema["properties"] as? [String: [String: Any]] ?? [:] {
                #expect(property["description"] != nil, "\(name).\(field)")
            }
        }
    }

    @Test("every operation has a name of its own, and asks for the token where there is no socket")
    func operations() throws {
        let text = OpenAPI.document(version: "1")
        let document = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let paths = try #require(document["paths"] as? [String: [String: [String: Any]]])
        let operations = paths.values.flatMap(\.values)
        let names = operations.compactMap { $0["operationId"] as? String }
        #expect(names.count == operations.count && Set(names).count == names.count)
        #expect(Set(names).isSuperset(of: ["send", "order.place", "listOrders", "getOrder", "getOrderHistory", "listStock"]))
        #expect(document["security"] as? [[String: [String]]] == [["token": []], [:]])
    }

    @Test("whole numbers of commands go as far as they are read")
    func range() throws {
        let text = OpenAPI.document(version: "1")
        let document = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let schemas = try #require((document["components"] as? [String: Any])?["schemas"] as? [String: [String: Any]])
        func bounds(_ name: String, _ field: String) -> [Int] {
            let property = (schemas[name]?["properties"] as? [String: [String: Any]])?[field]
            return ["minimum", "maximum"].compactMap { property?[$0] as? Int }
        }
        #expect(bounds("PlaceOrderPayment", "amount") == [-9_007_199_254_740_991, 9_007_199_254_740_991])
        #expect(bounds("Order", "total").isEmpty)
    }

    @Test("every row and every entry of the recorded days is as it is described")
    func recorded() throws {
        let description = try APIDescription(Array(OpenAPI.document(version: "1").utf8))
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Snapshots")
        let days = try FileManager.default.contentsOfDirectory(atPath: root.path).filter { $0.first?.isNumber == true }.sorted()
        var kinds: Set<Table> = []
        for day in days {
            let lines = try String(contentsOf: root.appending(path: day + "/entries.ndjson"), encoding: .utf8).split(
                separator: "\n")
            var entries = try lines.map { try Entry(json: Array($0.utf8)) }
            for end in [17, 40, 60, entries.count] {
                let folder = try TemporaryFolder()
                let replay = try Replay(temporaryFolder: folder.path + "-r")
                for entry in entries.prefix(end) { try replay.fold(entry) }
                for table in Table.allCases {
                    let rows = try replay.rows(table, after: nil)
                    if !rows.isEmpty { kinds.insert(table) }
                    for row in rows {
                        let name = "\(type(of: row.message).name)"
                        let faults = try description.faults(of: JSONValue(row.message.json()), as: name)
                        #expect(faults.isEmpty, "\(day) \(row.id): \(faults)")
                    }
                }
                try replay.discard()
            }
            for index in entries.indices {
                // The hash is only in the log.
                entries[index].commandHash = []
                let faults = try description.faults(of: JSONValue(entries[index].json()), as: "Entry")
                #expect(faults.isEmpty, "\(day) \(entries[index].sequence): \(faults)")
            }
        }
        #expect(days.count >= 4 && kinds.count >= 8)
    }

    @Test("one of several is one: neither none nor two")
    func alternatives() throws {
        let description = try APIDescription(Array(OpenAPI.document(version: "1").utf8))
        let confirm = JSONValue.object(["order": .object(["confirmReceipt": .object(["orderId": .text("O-1")])])])
        #expect(description.faults(of: confirm, as: "Command") == ["Command has no id"])
        #expect(description.faults(of: .object([:]), as: "OrderCommand") == ["OrderCommand is none of its choices"])
    }

    @Test("every example is a value of its schema")
    func examples() throws {
        let text = Array(OpenAPI.document(version: "1").utf8)
        let description = try APIDescription(text)
        let schemas = try #require(try JSONValue(text)["components"]?["schemas"]?.members)
        var count = 0
        for (name, schema) in schemas {
            for (field, property) in schema["properties"]?.members ?? [:] {
                for example in property["examples"]?.items ?? [] {
                    count += 1
                    let faults = description.faults(of: .object([field: example]), as: name).filter { $0.hasPrefix("\(name).") }
                    #expect(faults.isEmpty, "\(faults)")
                }
            }
        }
        #expect(count > 150)
    }
}
