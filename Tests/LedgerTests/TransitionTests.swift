import Schema
import Testing

@testable import Ledger

/// The tables of states of customers and products, cell by cell: what each command makes of each state, or why it is refused. How a
/// cart ends is in `CartTests`.
@Suite struct TransitionTests {
    // MARK: Customers

    private static let registered: [Example.Step] = [
        .init("customer.register", #"{"customerId":"C-1","email":"a@example.org","name":"A","password":"correct horse"}"#)
    ]
    private static let active = registered + [.init("customer.verifyEmail", #"{"customerId":"C-1","email":"a@example.org"}"#)]
    private static let lock = Example.Step("customer.noteFailedLogIns", #"{"customerId":"C-1","count":10}"#)
    private static let erase = Example.Step("customer.erase", #"{"customerId":"C-1","legalBasis":"law"}"#)

    private static let customers: [(state: String, steps: [Example.Step])] = [
        ("UNVERIFIED", registered), ("ACTIVE", active), ("LOCKED", active + [lock]),
        ("SUSPENDED", active + [.init("customer.suspend", #"{"customerId":"C-1","reason":"r"}"#)]),
        ("ERASED", registered + [erase]),
    ]

    /// What comes of a command in the states above, in their order.
    private static let customerTable: [(command: Example.Step?, cells: [String])] = [
        (active.last, ["ACTIVE", "invalid_state", "invalid_state", "invalid_state", "invalid_state"]),
        (lock, ["LOCKED", "LOCKED", "invalid_state", "invalid_state", "invalid_state"]),
        (
            .init("customer.suspend", #"{"customerId":"C-1","reason":"r"}"#),
            ["SUSPENDED", "SUSPENDED", "SUSPENDED", "invalid_state", "invalid_state"]
        ),
        (
            .init("customer.reinstate", #"{"customerId":"C-1"}"#),
            ["invalid_state", "invalid_state", "invalid_state", "ACTIVE", "invalid_state"]
        ),
        (
            .init("customer.resetPassword", #"{"customerId":"C-1","newPassword":"another horse"}"#),
            ["UNVERIFIED", "ACTIVE", "ACTIVE", "SUSPENDED", "invalid_state"]
        ),
        (
            .init("customer.changeProfile", #"{"customerId":"C-1","email":"b@example.org"}"#),
            ["UNVERIFIED", "UNVERIFIED", "LOCKED", "SUSPENDED", "invalid_state"]
        ),
        (
            .init("customer.logIn", #"{"sessionId":"S-1","email":"a@example.org","password":"correct horse"}"#),
            ["UNVERIFIED", "ACTIVE", "account_locked", "forbidden", "bad_credentials"]
        ),
        (erase, ["ERASED", "ERASED", "ERASED", "ERASED", "invalid_state"]),
        // A quarter of an hour passes.
        (nil, ["UNVERIFIED", "ACTIVE", "ACTIVE", "SUSPENDED", "ERASED"]),
    ]

    @Test("each command in each state of a customer", arguments: customerTable.indices, customers.indices)
    func customer(row: Int, column: Int) throws {
        let (command, cells) = Self.customerTable[row]
        var shop = try Shop(given: Self.customers[column].steps)
        #expect(try Self.status(of: shop) == Self.customers[column].state)
        let found: String
        if let command {
            found = try shop.send(command.verb, command.body).code ?? Self.status(of: shop)
        } else {
            try shop.wait(seconds: Limits.lockSeconds)
            found = try Self.status(of: shop)
        }
        #expect(found == cells[column], "\(command?.verb ?? "time") in \(Self.customers[column].state)")
        try shop.expectReplay()
    }

    @Test("who is suspended is afterwards what the customer was: unverified, or locked while the lock lasts", arguments: 0...3)
    func reinstated(_ column: Int) throws {
        let (suspend, reinstate) = (Self.customerTable[2].command, Self.customerTable[3].command)
        func changed(_ steps: [Example.Step?], waiting seconds: Int64 = 0) throws -> String {
            var shop = try Shop(given: Self.customers[column].steps)
            if try Self.status(of: shop) != "SUSPENDED" { try shop.given([suspend].compactMap { $0 }) }
            if seconds > 0 { try shop.wait(seconds: seconds) }
            try shop.given(steps.compactMap { $0 })
            #expect(try Self.status(of: shop) == "SUSPENDED")
            try shop.given([reinstate].compactMap { $0 })
            try shop.expectReplay()
            return try Self.status(of: shop)
        }
        #expect(try changed([]) == ["UNVERIFIED", "ACTIVE", "LOCKED", "ACTIVE"][column])
        #expect(try changed([], waiting: Limits.lockSeconds) == ["UNVERIFIED", "ACTIVE", "ACTIVE", "ACTIVE"][column])
        // A new password takes the lock off, and a new e-mail is to be verified: neither ends a suspension.
        #expect(try changed([Self.customerTable[4].command]) == ["UNVERIFIED", "ACTIVE", "ACTIVE", "ACTIVE"][column])
        #expect(try changed([Self.customerTable[5].command], waiting: Limits.lockSeconds) == "UNVERIFIED")
    }

    @Test("nobody is erased to whom money is owed")
    func owed() throws {
        var shop = try Shop(given: Example.paid)
        let customer = try shop.order().customerID
        try shop.given([
            .init("customer.register", #"{"customerId":"\#(customer)","email":"a@example.org","name":"A"}"#),
            .init("order.cancel", #"{"orderId":"O-1","reason":"r"}"#),
        ])
        let erase = #"{"customerId":"\#(customer)","legalBasis":"law"}"#
        #expect(try shop.send("customer.erase", erase).code == "open_obligations")
        try shop.given([.result("REFUND_FAILED", 20_000)])
        #expect(try shop.order().balanceDue == -20_000 && shop.order().openOperations == 0)
        #expect(try shop.send("customer.erase", erase).code == "open_obligations")
        try shop.given([
            .init("payment.requestRefund", #"{"paymentId":"PAY-1","refundId":"RF-1","amount":20000}"#), .result("REFUNDED", 20_000),
        ])
        #expect(try shop.send("customer.erase", erase).code == nil)
    }

    @Test("who sells is not erased while an order of their goods is open")
    func owing() throws {
        var shop = try Shop(given: [])
        shop.role = "admin"
        try shop.given([
            .init("customer.register", #"{"customerId":"C-7","email":"a@example.org","name":"A"}"#),
            .init("customer.grantRole", #"{"customerId":"C-7","role":"SELLER"}"#),
            .init("customer.approveSeller", #"{"customerId":"C-7"}"#),
            .init(
                "catalog.createProduct",
                #"{"productId":"P-1","title":"T","kind":"DIGITAL","sellerId":"C-7","publish":true,"#
                    + #""variants":[{"sku":"A","price":{"amount":1,"currency":"CNY"}}]}"#),
            .init("order.place", #"{"orderId":"O-1","customerId":"C-1","currency":"CNY","lines":[{"sku":"A","quantity":1}]}"#),
        ])
        let erase = #"{"customerId":"C-7","legalBasis":"law"}"#
        #expect(try shop.send("customer.erase", erase).code == "open_obligations")
        try shop.given([.init("order.cancel", #"{"orderId":"O-1","reason":"r"}"#)])
        #expect(try shop.send("customer.erase", erase).code == nil)
    }

    @Test("a customer with a role of staff is changed by who may give roles, and by nobody else")
    func staff() throws {
        var shop = try Shop(given: [])
        shop.role = "admin"
        try shop.given([
            .init("customer.register", #"{"customerId":"C-7","email":"a@example.org","name":"A"}"#),
            .init("customer.verifyEmail", #"{"customerId":"C-7","email":"a@example.org"}"#),
            .init("customer.grantRole", #"{"customerId":"C-7","role":"ADMIN"}"#),
            .init("customer.register", #"{"customerId":"C-8","email":"b@example.org","name":"B"}"#),
        ])
        func changes(_ id: String) -> [(String, String)] {
            [
                ("changeProfile", #"{"customerId":"\#(id)","email":"new-\#(id)@example.org"}"#),
                ("resetPassword", #"{"customerId":"\#(id)","newPassword":"chosen by somebody"}"#),
                ("suspend", #"{"customerId":"\#(id)","reason":"r"}"#),
            ]
        }
        for role in ["storefront", "operator", "support", "importer"] {
            shop.sender = Actor.with { ($0.kind, $0.role) = (.staff, role) }
            for (verb, body) in changes("C-7") {
                #expect(try shop.send("customer." + verb, body).code == "forbidden", "\(role) \(verb)")
            }
        }
        shop.sender = Actor.with { ($0.kind, $0.role) = (.staff, "storefront") }
        for (verb, body) in changes("C-8") { #expect(try shop.send("customer." + verb, body).code == nil, "\(verb)") }
        shop.sender = Actor.with { ($0.kind, $0.role) = (.staff, "admin") }
        for (verb, body) in changes("C-7") { #expect(try shop.send("customer." + verb, body).code == nil, "\(verb)") }
        shop.sender = Actor.with { ($0.kind, $0.role) = (.staff, "operator") }
        #expect(try shop.send("customer.reinstate", #"{"customerId":"C-7"}"#).code == "forbidden")
    }

    private static func status(of shop: Shop) throws -> String { try #require(try shop.state.customer("C-1")).status.label }

    // MARK: Products

    private static let draft: [Example.Step] = [
        .init(
            "catalog.createProduct",
            #"{"productId":"P-1","title":"T","kind":"DIGITAL","variants":[{"sku":"A","price":{"amount":1,"currency":"CNY"}}]}"#)
    ]
    private static func verb(_ name: String) -> Example.Step { .init("catalog." + name, #"{"productId":"P-1"}"#) }

    private static let products: [(state: String, steps: [Example.Step])] = [
        ("DRAFT", draft), ("PUBLISHED", draft + [verb("publish")]), ("UNPUBLISHED", draft + [verb("publish"), verb("unpublish")]),
        ("ARCHIVED", draft + [verb("archive")]),
    ]

    private static let productTable: [(verb: String, cells: [String])] = [
        ("publish", ["PUBLISHED", "invalid_state", "PUBLISHED", "invalid_state"]),
        ("unpublish", ["invalid_state", "UNPUBLISHED", "invalid_state", "invalid_state"]),
        ("archive", ["ARCHIVED", "ARCHIVED", "ARCHIVED", "invalid_state"]),
    ]

    @Test("each command in each state of a product", arguments: productTable.indices, products.indices)
    func product(row: Int, column: Int) throws {
        let (verb, cells) = Self.productTable[row]
        var shop = try Shop(given: Self.products[column].steps)
        func status() throws -> String { try #require(try shop.state.product("P-1")).status.label }
        #expect(try status() == Self.products[column].state)
        let command = Self.verb(verb)
        #expect(try (shop.send(command.verb, command.body).code ?? status()) == cells[column])
        // It is sold in one state only.
        let cart = try shop.send("cart.open", #"{"cartId":"CART-1","currency":"CNY"}"#)
        #expect(cart.code == nil)
        let isSold = try shop.send("cart.addItem", #"{"cartId":"CART-1","sku":"A","quantity":1}"#).code == nil
        #expect(isSold == (try status() == "PUBLISHED"))
    }
}
