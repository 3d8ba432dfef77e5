import Foundation
import Ledger
import Schema
import TestTools
import Testing

@testable import Engine
@testable import Service

@Suite("Filters of lists", .timeLimit(.minutes(8)))
struct FilterTests {
    /// Two orders of two SKUs each: 5 of A and 2 of B, 2 of A and 5 of B.
    private static let commands = [
        #"{"id":"w","warehouse":{"register":{"warehouseId":"WH-1","name":"Hangzhou"}}}"#,
        #"{"id":"p","catalog":{"createProduct":{"productId":"P-1","title":"Desk","kind":"PHYSICAL","publish":true,"#
            + #""categories":["home","light"],"variants":[{"sku":"A","price":{"amount":100,"currency":"CNY"}},"#
            + #"{"sku":"B","price":{"amount":200,"currency":"CNY"}}]}}}"#,
        TestService.receive("ra", 100, sku: "A"), TestService.receive("rb", 100, sku: "B"), place("O-1", 5, 2), place("O-2", 2, 5),
    ]

    private static func place(_ order: String, _ unitsOfA: Int, _ unitsOfB: Int) -> String {
        #"{"id":"\#(order)","order":{"place":{"orderId":"\#(order)","customerId":"C-1","currency":"CNY","#
            + #""lines":[{"sku":"A","quantity":\#(unitsOfA)},{"sku":"B","quantity":\#(unitsOfB)}]}}}"#
    }

    private static func run(_ body: (HTTPConnection) throws -> Void) async throws {
        try await TestService.run { service in
            let client = try service.client()
            for command in commands { #expect(try client.post(command).status == 200) }
            try body(client)
        }
    }

    /// The ids of the rows that a query gives.
    private static func ids(_ client: HTTPConnection, _ query: String, _ id: String = "orderId") throws -> [String] {
        let answer = try client.request("GET", "/v1/" + query)
        #expect(answer.status == 200, "\(query): \(answer.text)")
        return (try answer.json["items"] as? [[String: Any]] ?? []).compactMap { $0[id] as? String }
    }

    @Test("a value that the field cannot have is refused with those it can, and with the nearest")
    func impossible() async throws {
        try await Self.run { (client: HTTPConnection) throws in
            for (query, says) in [
                ("orders?status=CONFIRMD", "CONFIRMED"), ("orders?status=CONFIRMD", "did you mean CONFIRMED?"),
                ("orders?status=confirmed", "did you mean CONFIRMED?"), ("orders?status=", "nothing"),
                ("orders?total=many", "total: many is not a whole number"), ("orders?total=1.5", "whole number"),
                ("orders?total=", "whole number"), ("orders?quantity=x", "whole number"),
                ("orders?placedAt=yesterday", "is not a time such as"), ("orders?version=-", "whole number"),
                ("orders?total=99999999999999999999", "whole number"),
                ("shipments?late=maybe", "neither true nor false"), ("payments?method=CASH", "CARD"),
                ("products?kind=PHYSICL", "did you mean PHYSICAL?"), ("orders?status=PENDING&status=PENDING", "twice"),
                ("orders?sku=A&sku=B", "twice"), ("orders?statu=PENDING", "did you mean status?"),
            ] {
                let answer = try client.request("GET", "/v1/" + query)
                #expect(answer.status == 400, "\(query)")
                let problem = try answer.json
                #expect(problem["code"] as? String == "invalid_argument")
                #expect((problem["detail"] as? String)?.contains(says) == true, "\(query): \(problem["detail"] ?? "")")
                for type in ["text/csv", "application/x-ndjson"] {
                    #expect(
                        try client.request("GET", "/v1/" + query, headers: ["Accept": type]).status == 400, "\(query) as \(type)")
                }
            }
        }
    }

    @Test("filters on fields of an order's lines mean the same line")
    func sameLine() async throws {
        try await Self.run { (client: HTTPConnection) throws in
            #expect(try Self.ids(client, "orders?sku=A") == ["O-1", "O-2"])
            #expect(try Self.ids(client, "orders?quantity=5") == ["O-1", "O-2"])
            #expect(try Self.ids(client, "orders?sku=A&quantity=5") == ["O-1"])
            #expect(try Self.ids(client, "orders?quantity=5&customerId=C-1&sku=B") == ["O-2"])
            #expect(try Self.ids(client, "orders?sku=A&quantity=3").isEmpty)
            #expect(try Self.ids(client, "products?sku=A&price=100%20CNY", "productId") == ["P-1"])
            #expect(try Self.ids(client, "products?sku=A&price=200%20CNY", "productId").isEmpty)
            // Categories are no fields of anything: a product has both.
            #expect(try Self.ids(client, "products?categories=home&categories=light", "productId") == ["P-1"])
        }
    }

    @Test("times compare as times, and numbers as numbers")
    func values() async throws {
        try await Self.run { (client: HTTPConnection) throws in
            let order = try client.request("GET", "/v1/orders/O-1").json
            let time = try #require(order["placedAt"] as? String)
            let moment = try #require(Moment(time))
            // The same moment as somebody in Hangzhou writes it, and with more decimals than it has.
            let local = Moment(microseconds: moment.microseconds + 8 * 3_600_000_000).description.dropLast()
            for same in ["\(moment)", "\(local)%2B08:00", "\(local)+08:00", "\(local)000%2B08:00"] {
                #expect(try Self.ids(client, "orders?placedAt=" + same) == ["O-1"], "\(same)")
            }
            #expect(try Self.ids(client, "orders?placedAt=\(local)Z").isEmpty)
            // A number that a row never said is 0.
            #expect(try Self.ids(client, "orders?unapplied=0") == Self.ids(client, "orders?"))
            let total = try #require(order["total"] as? Int)
            for same in ["\(total)", "0\(total)", "%2B\(total)", "\(total).00"] {
                #expect(try Self.ids(client, "orders?total=" + same) == ["O-1"], "\(same)")
            }
            // Nothing asks for rows that have none.
            #expect(try Self.ids(client, "warehouses?latitudeE6=", "warehouseId") == ["WH-1"])
            #expect(try Self.ids(client, "warehouses?latitudeE6=0", "warehouseId").isEmpty)
        }
    }

    @Test("filters compare: not equal for all fields, and before and after for numbers and times")
    func comparisons() async throws {
        try await Self.run { (client: HTTPConnection) throws in
            #expect(try client.post(#"{"id":"x","order":{"cancel":{"orderId":"O-1","reason":"r"}}}"#).status == 200)
            for (query, ids) in [
                ("balanceDue!=0", ["O-2"]), ("balanceDue=0", ["O-1"]), ("balanceDue%3E0", ["O-2"]), ("balanceDue>=1200", ["O-2"]),
                ("balanceDue>1200", []), ("balanceDue<1200", ["O-1"]), ("balanceDue<=1200", ["O-1", "O-2"]),
                ("balanceDue>=1&balanceDue<=1200", ["O-2"]), ("openOperations!=0", []), ("openOperations<=0", ["O-1", "O-2"]),
                ("writtenOff=0", ["O-1", "O-2"]), ("writtenOff!=0", []), ("status!=CANCELLED", ["O-2"]),
                ("status!=CANCELLED&status!=PENDING", []), ("customerId!=C-1", []), ("customerId!=C-2&status=PENDING", ["O-2"]),
                ("placedAt%3E=2020-01-01", ["O-1", "O-2"]), ("placedAt<2020-01-01T00:00:00Z", []),
                ("placedAt>2020-01-01&placedAt<9999-01-01", ["O-1", "O-2"]), ("sku=A&quantity>=5", ["O-1"]),
                ("sku=B&quantity>=5", ["O-2"]), ("authorized=0&captured=0&refunded<=0", ["O-1", "O-2"]), ("captured>0", []),
                ("paymentLapsed=false", ["O-1", "O-2"]), ("paymentLapsed!=false", []), ("paymentLapsed=true&status=CONFIRMED", []),
                ("payBy>2020-01-01", ["O-1", "O-2"]), ("payBy<2020-01-01", []),
            ] {
                #expect(try Self.ids(client, "orders?" + query) == ids, "\(query)")
            }
            // The index of a field has the rows with a value, not those without it.
            #expect(try Self.ids(client, "stock?sku!=A", "sku") == ["B"])
            #expect(try Self.ids(client, "warehouses?latitudeE6!=", "warehouseId").isEmpty)
            #expect(try Self.ids(client, "warehouses?latitudeE6!=0", "warehouseId") == ["WH-1"])
            #expect(try Self.ids(client, "warehouses?latitudeE6<=0", "warehouseId").isEmpty)
            for (query, says) in [
                ("orders?status>=PENDING", "numbers and times"), ("products?price>100", "numbers and times"),
                ("orders?status!=CONFIRMD", "did you mean CONFIRMED?"),
                ("orders?balanceDue>", "nothing is not a whole number"), ("orders?balanceDue>0=1", "is not a parameter"),
                ("orders?balanceDu!=0", "did you mean balanceDue?"),
                ("orders?balanceDue>=1&balanceDue>=2", "twice"), ("warehouses?latitudeE6>=", "needs a value"),
                ("products?price=abc", "such as 1290 EUR"), ("products?price=100", "such as 1290 EUR"),
                ("products?price!=100%20cny", "such as 1290 EUR"), ("orders?balanceDue!0=", "is not a parameter"),
                ("orders?limit>=3", "is not a parameter"),
            ] {
                let answer = try client.request("GET", "/v1/" + query)
                #expect(answer.status == 400, "\(query)")
                #expect(try (answer.json["detail"] as? String)?.contains(says) == true, "\(query): \(answer.text)")
            }
        }
    }

    @Test("what must not be equal is so of no element of a list, whatever the others are")
    func noElement() async throws {
        try await Self.run { (client: HTTPConnection) throws in
            let alone =
                #"{"id":"O-3","order":{"place":{"orderId":"O-3","customerId":"C-1","currency":"CNY","#
                + #""lines":[{"sku":"A","quantity":7}]}}}"#
            #expect(try client.post(alone).status == 200)
            for (query, ids) in [
                ("sku!=A", []), ("sku!=C", ["O-1", "O-2", "O-3"]), ("sku!=B", ["O-3"]), ("quantity!=5", ["O-3"]),
                ("sku!=B&quantity=7", ["O-3"]), ("sku!=B&quantity=5", []), ("sku=A&quantity!=2", ["O-3"]),
                ("sku!=B&sku!=C", ["O-3"]), ("sku=A&quantity=5&sku!=C", ["O-1"]), ("sku=A&quantity=5&sku!=B", []),
            ] {
                #expect(try Self.ids(client, "orders?" + query) == ids, "\(query)")
            }
            #expect(try Self.ids(client, "products?categories!=home", "productId").isEmpty)
            #expect(try Self.ids(client, "products?categories!=garden", "productId") == ["P-1"])
            #expect(try Self.ids(client, "products?categories!=garden&categories=home", "productId") == ["P-1"])
        }
    }

    @Test("columns of a table stay where they are, and new ones are the last")
    func columns() {
        let names = RowFields.names(of: .order)
        #expect(names.firstIndex(of: "updatedAt") == 16)
        #expect(names.suffix(6) == ["authorized", "captured", "refunded", "paymentLapsed", "payBy", "unapplied"])
    }

    @Test("a field can hold what the schema says, whatever list it is in")
    func kinds() {
        func check<M: Message>(_ table: Table, _ type: M.Type, list: String? = nil) {
            let fields = Shape.of(type)
            let elements = fields.first { $0.name == list }?.fields ?? []
            for (name, kind) in RowFields.kinds(of: table) {
                guard let shape = (fields + elements).first(where: { $0.name == name }) else { continue }
                switch (shape.kind, kind) {
                case (.text, .text), (.number, .number), (.time, .time), (.truth, .truth): continue
                case (.words(let left), .words(let right)): #expect(left == right, "\(table) \(name)")
                case (.object("Money"), .money): continue
                default: Issue.record("\(table.collection): \(name) is \(shape.kind) in the schema and \(kind) in a filter")
                }
            }
        }
        check(.product, Product.self, list: "variants")
        check(.warehouse, Warehouse.self)
        check(.stock, Stock.self)
        check(.reservation, Reservation.self)
        check(.order, Order.self, list: "lines")
        check(.payment, Payment.self)
        check(.shipment, Shipment.self)
    }
}
