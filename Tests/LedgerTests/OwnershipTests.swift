import Schema
import TestWorld
import Testing

@testable import Ledger

/// The table role × verb × whose, cell by cell, as it is decided: each verb with a thing that is own, and with another's.
@Suite("Ownership")
struct OwnershipTests {
    /// What a verb says of a thing, where `$` stands for 1, the own one, or 2, another's. Nothing else has to be right: who may not
    /// do it is refused before that is looked at.
    private static let bodies: [String: String] = [
        "cart.open": #"{"cartId":"NEW","customerId":"C-$"}"#, "cart.merge": #"{"cartId":"CART-$","fromCartId":"CART-0"}"#,
        "order.place": #"{"orderId":"NEW","customerId":"C-$"}"#, "payment.initiate": #"{"paymentId":"NEW","orderId":"O-$"}"#,
        "catalog.createProduct": #"{"productId":"NEW","sellerId":"C-$"}"#,
        "shipment.create":
            #"{"shipmentId":"NEW","orderId":"O-$0","warehouseId":"WH-$","lines":[{"lineId":"1","quantity":1}]}"#,
        "customer.logIn": "{}", "customer.noteAccess": "{}", "customer.logOut": #"{"sessionId":"L-$"}"#,
    ]

    private static func body(_ verb: String) -> String {
        if let body = bodies[verb] { return body }
        return switch verb.prefix(while: { $0 != "." }) {
        case "cart": #"{"cartId":"CART-$"}"#
        case "order": #"{"orderId":"O-$"}"#
        case "payment": #"{"paymentId":"PAY-$"}"#
        case "shipment": verb == "shipment.recordScan" ? "{}" : #"{"shipmentId":"S-$"}"#
        case "stock": verb.contains("eserv") ? #"{"reservationId":"R-$"}"# : #"{"sku":"SKU-3","warehouseId":"WH-$"}"#
        case "catalog":
            switch verb {
            case "catalog.setPrice", "catalog.endPrice", "catalog.updateVariant": #"{"sku":"SKU-$"}"#
            case "catalog.setTaxClass": "{}"
            default: #"{"productId":"P-$"}"#
            }
        case "customer": #"{"customerId":"C-$"}"#
        default: "{}"
        }
    }

    /// A shop in which what has a 1 is C-1's, of the warehouse WH-1 too, and what has a 2 is C-2's and of WH-2.
    private static func shop() throws -> Shop {
        var shop = Shop()
        shop.role = "admin"
        func product(_ id: String, _ seller: String) -> Example.Step {
            .init(
                "catalog.createProduct",
                #"{"productId":"P-\#(id)","title":"T","kind":"PHYSICAL","sellerId":"\#(seller)","publish":true,"#
                    + #""variants":[{"sku":"SKU-\#(id)","price":{"amount":100,"currency":"CNY"}}]}"#)
        }
        for id in ["1", "2"] {
            try shop.given([
                .init("warehouse.register", #"{"warehouseId":"WH-\#(id)","name":"W"}"#),
                .init(
                    "customer.register",
                    #"{"customerId":"C-\#(id)","email":"c\#(id)@example.org","name":"C","password":"correct horse battery"}"#),
                .init("customer.verifyEmail", #"{"customerId":"C-\#(id)","email":"c\#(id)@example.org"}"#),
                .init("customer.grantRole", #"{"customerId":"C-\#(id)","role":"SELLER"}"#),
                .init("customer.approveSeller", #"{"customerId":"C-\#(id)"}"#), product(id, "C-\(id)"),
            ])
        }
        try shop.given([product("3", "nobody"), .init("cart.open", #"{"cartId":"CART-0","currency":"CNY"}"#)])
        for (sku, warehouse) in [("SKU-1", "WH-1"), ("SKU-2", "WH-2"), ("SKU-3", "WH-1"), ("SKU-3", "WH-2")] {
            try shop.given([.init("stock.receive", #"{"sku":"\#(sku)","warehouseId":"\#(warehouse)","quantity":9}"#)])
        }
        for id in ["1", "2"] {
            try shop.given([
                .init("cart.open", #"{"cartId":"CART-\#(id)","customerId":"C-\#(id)","currency":"CNY"}"#),
                .init(
                    "customer.logIn",
                    #"{"sessionId":"L-\#(id)","email":"c\#(id)@example.org","password":"correct horse battery"}"#),
                order("O-\(id)", "C-\(id)", "SKU-3", "PAY-\(id)"), order("O-\(id)0", "guest", "SKU-\(id)", "PAY-\(id)0"),
                .init(
                    "shipment.create",
                    #"{"shipmentId":"S-\#(id)","orderId":"O-\#(id)0","warehouseId":"WH-\#(id)","#
                        + #""lines":[{"lineId":"1","quantity":1}]}"#),
            ])
        }
        try shop.given([.init("customer.revokeRole", #"{"customerId":"C-1","role":"SELLER"}"#)])
        return shop
    }

    private static func order(_ id: String, _ customer: String, _ sku: String, _ payment: String) -> Example.Step {
        .init(
            "order.place",
            #"{"orderId":"\#(id)","customerId":"\#(customer)","currency":"CNY","lines":[{"sku":"\#(sku)","quantity":1}],"#
                + #""payments":[{"paymentId":"\#(payment)","method":"COD","amount":100}]}"#)
    }

    private static func granted(_ role: Role, in shop: inout Shop) throws {
        guard role != .buyer else { return }
        let scope = role == .warehouse ? #","scope":"WH-1""# : ""
        try shop.given([
            .init("customer.grantRole", #"{"customerId":"C-1","role":"\#(role.rawValue.uppercased())"\#(scope)}"#)
        ])
    }

    @Test("how long there is to pay is not for who buys to say")
    func timeToPay() throws {
        var shop = try Self.shop()
        func order(_ id: String, _ seconds: Int64) -> String {
            #"{"orderId":"\#(id)","customerId":"C-1","currency":"CNY","lines":[{"sku":"SKU-3","quantity":1}],"#
                + #""payWithinSeconds":\#(seconds)}"#
        }
        shop.sender = Self.customer(.buyer)
        #expect(try shop.send("order.place", order("O-8", Limits.payWithinSeconds + 1)).code == "forbidden")
        #expect(try shop.send("order.place", order("O-8", 60)).code == nil)
        shop.sender = Actor.with { ($0.kind, $0.role) = (.staff, "storefront") }
        #expect(try shop.send("order.place", order("O-9", Limits.maxPayWithinSeconds)).code == nil)
    }

    @Test("why a buyer cancels is a code, for it stays in clear when they are erased")
    func reasons() throws {
        var shop = try Self.shop()
        let verbs = [
            ("order.cancel", #"{"orderId":"O-1","reason":"$"}"#),
            ("order.cancelLines", #"{"orderId":"O-1","reason":"$","lines":[{"lineId":"1","quantity":1}]}"#),
            ("payment.cancel", #"{"paymentId":"PAY-1","reason":"$"}"#),
        ]
        for (verb, body) in verbs {
            shop.sender = Self.customer(.buyer)
            guard case .rejected(let refusal) = try shop.send(verb, body.replacing("$", with: "Mei Lin moved")) else {
                Issue.record("\(verb) was accepted")
                continue
            }
            #expect(refusal.code == "invalid_argument" && refusal.params["field"] == "reason", "\(refusal.detail)")
            #expect(!refusal.detail.contains("Mei"))
            for (reason, role) in [("", Role.buyer), ("CHANGED_MIND", .buyer), ("asked by phone", .admin)] {
                var trial = shop
                trial.sender = role == .buyer ? Self.customer(.buyer) : nil
                #expect(try trial.send(verb, body.replacing("$", with: reason)).code == nil, "\(verb) \(reason)")
            }
        }
    }

    private static func customer(_ role: Role, _ id: String = "C-1") -> Actor {
        Actor.with { ($0.kind, $0.name, $0.role) = (.customer, id, role.rawValue) }
    }

    @Test(
        "every verb is forbidden exactly where the table says so: with what is own, with another's, and with what does not exist",
        arguments: [Role.buyer, .seller, .warehouse, .support, .finance, .analyst, .admin])
    func cells(_ role: Role) throws {
        var shop = try Self.shop()
        try Self.granted(role, in: &shop)
        shop.sender = Self.customer(role)
        var cells = 0
        for verb in ExampleTests.verbs.sorted() {
            // Whoever has a role is a buyer, too.
            let whose = [role.whose(verb), Role.buyer.whose(verb)]
            for (thing, isAllowed) in [
                ("1", whose != [.no, .no]), ("2", whose.contains(.any)), ("9", whose.contains(.any)),
            ] {
                let body = Self.body(verb).replacing("$", with: thing)
                var trial = shop
                let code = try trial.send(verb, body).code
                #expect((code == "forbidden") == !isAllowed, "\(role.rawValue) \(verb) \(body): \(code ?? "accepted")")
                cells += 1
            }
        }
        #expect(cells == 3 * ExampleTests.verbs.count)
    }

    @Test("roles count together, and from the next command on")
    func several() throws {
        var shop = try Self.shop()
        func code(_ verb: String, _ body: String, as role: Role = .buyer) throws -> String? {
            shop.sender = Self.customer(role)
            defer { shop.sender = nil }
            return try shop.send(verb, body).code
        }
        #expect(try code("order.hold", #"{"orderId":"O-2","reason":"FRAUD"}"#) == "forbidden")
        try shop.given([
            .init("customer.grantRole", #"{"customerId":"C-1","role":"SUPPORT"}"#),
            .init("customer.grantRole", #"{"customerId":"C-1","role":"WAREHOUSE","scope":"WH-2"}"#),
        ])
        #expect(try code("order.cancel", #"{"orderId":"O-2"}"#, as: .support) == nil)
        #expect(try code("stock.receive", #"{"sku":"SKU-3","warehouseId":"WH-2","quantity":1}"#, as: .warehouse) == nil)
        #expect(try code("stock.receive", #"{"sku":"SKU-3","warehouseId":"WH-1","quantity":1}"#, as: .warehouse) == "forbidden")
        try shop.given([.init("customer.revokeRole", #"{"customerId":"C-1","role":"SUPPORT"}"#)])
        #expect(try code("order.cancel", #"{"orderId":"O-10"}"#) == "forbidden")
        #expect(try code("order.cancel", #"{"orderId":"O-1"}"#, as: .support) == "forbidden")
        #expect(try code("order.cancel", #"{"orderId":"O-1"}"#) == nil)
    }

    @Test("a seller sends off own lines alone, from where goods lie for them; of all else nothing is told")
    func goods() throws {
        var shop = try Self.shop()
        try Self.granted(.seller, in: &shop)
        // Line 1 is C-1's, line 2 is C-2's; both lie in WH-1.
        try shop.given([
            .init("customer.approveSeller", #"{"customerId":"C-1"}"#),
            .init("stock.receive", #"{"sku":"SKU-2","warehouseId":"WH-1","quantity":9}"#),
            .init(
                "order.place",
                #"{"orderId":"O-5","customerId":"guest","currency":"CNY","lines":[{"sku":"SKU-1","quantity":3},"#
                    + #"{"sku":"SKU-2","quantity":1}],"payments":[{"paymentId":"PAY-5","method":"COD","amount":400}]}"#),
        ])
        shop.sender = Self.customer(.seller)
        func code(_ order: String, _ lines: [String], _ warehouse: String = "WH-1", id: String = "NEW") throws -> String? {
            let lines = lines.map { #"{"lineId":"\#($0)","quantity":1}"# }.joined(separator: ",")
            return try shop.send(
                "shipment.create",
                #"{"shipmentId":"\#(id)","orderId":"\#(order)","warehouseId":"\#(warehouse)","lines":[\#(lines)]}"#
            ).code
        }
        for (order, lines, warehouse) in [
            ("O-5", ["2"], "WH-1"), ("O-5", ["1", "2"], "WH-1"), ("O-5", ["9"], "WH-1"), ("O-5", ["1", "9"], "WH-1"),
            ("O-5", [], "WH-1"), ("O-5", ["1"], "WH-2"), ("O-5", ["1"], "WH-9"), ("O-20", ["1"], "WH-2"), ("O-9", ["1"], "WH-1"),
            // What the customer bought is not what the customer sells.
            ("O-1", ["1"], "WH-1"),
        ] {
            #expect(try code(order, lines, warehouse) == "forbidden", "\(order) \(lines) \(warehouse)")
        }
        #expect(try code("O-5", ["1"], id: "S-5") == nil)
        #expect(try shop.send("shipment.pack", #"{"shipmentId":"S-5","packages":[]}"#).code == nil)
        // All lines of O-10 are C-1's: that none is named is told.
        #expect(try code("O-10", []) == "invalid_argument")
        // Who works in the warehouse sends off all that lies there, and nothing from elsewhere.
        shop.sender = nil
        try Self.granted(.warehouse, in: &shop)
        shop.sender = Self.customer(.warehouse)
        #expect(try code("O-5", ["2"], id: "S-6") == nil)
        #expect(try code("O-20", ["1"], "WH-2", id: "S-7") == "forbidden")
    }

    @Test("a cart that is nobody's is merged by who knows its id; another's is not, nor ordered, nor are holds that are named")
    func carts() throws {
        var shop = try Self.shop()
        shop.sender = Self.customer(.buyer)
        #expect(try shop.send("cart.merge", #"{"cartId":"CART-1","fromCartId":"CART-2"}"#).code == "forbidden")
        #expect(try shop.send("cart.addItem", #"{"cartId":"CART-0","sku":"SKU-3","quantity":1}"#).code == "forbidden")
        let order = #"{"orderId":"NEW","customerId":"C-1","currency":"CNY","cartId":"CART-2"}"#
        #expect(try shop.send("order.place", order).code == "forbidden")
        let holds =
            #"{"orderId":"NEW","customerId":"C-1","currency":"CNY","reservationIds":["R-1"],"#
            + #""lines":[{"sku":"SKU-3","quantity":1}]}"#
        #expect(try shop.send("order.place", holds).code == "forbidden")
        #expect(try shop.send("cart.merge", #"{"cartId":"CART-1","fromCartId":"CART-0"}"#).code == nil)
    }

    @Test("what a command expects of another's thing is not told")
    func expectations() throws {
        var shop = try Self.shop()
        shop.sender = Self.customer(.buyer)
        func code(_ entity: String) throws -> String? {
            try shop.send(
                #"{"id":"e-\#(entity)","expect":[{"entity":"\#(entity)","version":99}],"#
                    + #""cart":{"clear":{"cartId":"CART-1"}}}"#
            ).code
        }
        #expect(try code("cart/CART-1") == "version_conflict")
        for entity in ["cart/CART-2", "order/O-2", "order/NONE", "product/P-1", "nothing"] {
            #expect(try code(entity) == "forbidden")
        }
    }

    @Test("who is locked, suspended, erased or not registered does nothing", arguments: ["C-9", "C-1"])
    func barred(_ id: String) throws {
        var shop = try Self.shop()
        if id == "C-1" { try shop.given([.init("customer.suspend", #"{"customerId":"C-1","reason":"fraud"}"#)]) }
        shop.sender = Self.customer(.buyer, id)
        #expect(try shop.send("cart.clear", #"{"cartId":"CART-1"}"#).code == "forbidden")
    }

    @Test("customers keep an admin among them; the owner may take the last one away")
    func lastAdmin() throws {
        var shop = try Self.shop()
        try Self.granted(.admin, in: &shop)
        let revoke = #"{"customerId":"C-1","role":"ADMIN"}"#
        shop.sender = Self.customer(.admin)
        #expect(try shop.send("customer.revokeRole", revoke).code == "last_admin")
        #expect(try shop.send("customer.suspend", #"{"customerId":"C-1","reason":"fraud"}"#).code == "last_admin")
        #expect(try shop.send("customer.grantRole", #"{"customerId":"C-2","role":"ADMIN"}"#).code == nil)
        #expect(try shop.send("customer.revokeRole", revoke).code == nil)
        shop.sender = nil
        #expect(try shop.send("customer.revokeRole", #"{"customerId":"C-2","role":"ADMIN"}"#).code == nil)
        shop.role = "operator"
        #expect(try shop.send("customer.grantRole", #"{"customerId":"C-2","role":"ADMIN"}"#).code == "forbidden")
    }

    @Test("a seller who is suspended sells nothing, and again once approved; one whom nobody registered sells")
    func sellers() throws {
        var shop = try Self.shop()
        func order(_ id: String, _ sku: String) throws -> String? {
            try shop.send(Self.order(id, "guest", sku, "PAY-\(id)").command(id: "o-\(id)")).code
        }
        // C-1 is no seller any more.
        #expect(try order("O-21", "SKU-1") == "not_sellable")
        #expect(try order("O-22", "SKU-2") == nil)
        #expect(try order("O-23", "SKU-3") == nil)
        try shop.given([.init("customer.suspendSeller", #"{"customerId":"C-2","reason":"counterfeit"}"#)])
        #expect(try order("O-24", "SKU-2") == "not_sellable")
        try shop.given([.init("catalog.unpublish", #"{"productId":"P-2"}"#)])
        #expect(try shop.send("catalog.publish", #"{"productId":"P-2"}"#).code == "seller_suspended")
        try shop.given([
            .init("customer.approveSeller", #"{"customerId":"C-2"}"#), .init("catalog.publish", #"{"productId":"P-2"}"#),
        ])
        #expect(try order("O-25", "SKU-2") == nil)
        #expect(try shop.send(Self.order("O-26", "C-2", "SKU-2", "PAY-26").command(id: "own")).code == "own_goods")
    }
}
