package import Ledger
package import Schema

/// The Olist data set in memory, read and typed, nothing yet decided about it. Amounts are in cents of BRL.
package struct OlistData: Sendable {
    /// In the order of their purchase, ties by id.
    package var orders: [OlistOrder] = []
    /// In the order of the file.
    package var products: [OlistProduct] = []
    package var sellers: [OlistSeller] = []
    /// In the order of the file.
    package var customers: [OlistCustomer] = []
    /// Positions by zip code prefix.
    package var positions: [String: Location] = [:]
    /// What could not be read, or belongs to nothing.
    package var discrepancies: [Discrepancy] = []

    package init() {}
}

/// An order with its items and payments.
package struct OlistOrder: Sendable {
    package var id: String
    /// The order's own customer_id.
    package var address = ""
    /// The person, not the order's own customer_id.
    package var customer = ""
    package var zip = ""
    package var state = ""
    package var status: String
    package var purchased: Moment
    package var approved: Moment?
    /// Handed to the carrier.
    package var carried: Moment?
    package var delivered: Moment?
    /// The promised day as the file has it: `2017-11-24 00:00:00`.
    package var estimated: String
    package var items: [OlistItem] = []
    package var payments: [OlistPayment] = []

    package init(id: String, status: String, purchased: Moment, estimated: String = "") {
        self.id = id
        self.status = status
        self.purchased = purchased
        self.estimated = estimated
    }
}

/// One unit of an order.
package struct OlistItem: Sendable {
    package var number: Int
    package var product: String
    package var seller: String
    package var price: Int64
    package var freight: Int64

    package init(number: Int, product: String, seller: String, price: Int64, freight: Int64) {
        self.number = number
        self.product = product
        self.seller = seller
        self.price = price
        self.freight = freight
    }
}

/// One of an order's payments.
package struct OlistPayment: Sendable {
    package var sequential: Int
    package var type: String
    package var installments: String
    package var cents: Int64

    package init(sequential: Int, type: String, installments: String, cents: Int64) {
        self.sequential = sequential
        self.type = type
        self.installments = installments
        self.cents = cents
    }
}

/// A product. Its price is not in its table: each sale has its own.
package struct OlistProduct: Sendable {
    package var id: String
    /// In Portuguese, empty where it has none.
    package var category = ""
    /// In English where there is a translation, else as it is.
    package var categoryName = ""
    package var weightGrams: Int64?
    package var lengthMm: Int64?
    package var heightMm: Int64?
    package var widthMm: Int64?

    package init(id: String) {
        self.id = id
    }
}

/// A row of the customers' table: a person's address for one order.
package struct OlistCustomer: Sendable {
    /// The order's own customer_id: here, an address.
    package var id: String
    /// The person.
    package var person: String
    package var zip: String
    package var city: String
    package var state: String

    package init(id: String, person: String, zip: String = "", city: String = "", state: String = "") {
        self.id = id
        self.person = person
        self.zip = zip
        self.city = city
        self.state = state
    }
}

/// A seller: here, a warehouse.
package struct OlistSeller: Sendable {
    package var id: String
    package var zip: String
    package var place: String

    package init(id: String, zip: String, place: String) {
        self.id = id
        self.zip = zip
        self.place = place
    }
}
