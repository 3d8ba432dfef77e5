import Ledger
import Schema

/// Reads the tables of a folder. Reviews are not read: the ledger has no reviews yet.
package struct OlistReader {
    private let folder: String
    private var data = OlistData()
    /// Places of customers by customer_id, of which each order has its own.
    private var customers: [String: Int] = [:]
    private var places: [String: Int] = [:]

    /// All of it.
    /// - Throws: `ExitError` where a table is missing or cannot be read; single rows that cannot become discrepancies.
    package static func read(_ folder: String) throws -> OlistData {
        var reader = OlistReader(folder: folder)
        try reader.readPositions()
        try reader.readSellers()
        try reader.readProducts()
        try reader.readCustomers()
        try reader.readOrders()
        try reader.readItems()
        try reader.readPayments()
        return reader.data
    }

    private init(folder: String) {
        self.folder = folder
    }

    private mutating func readPositions() throws {
        guard TableFile.exists("derived_geolocation_by_zip", in: folder) else { return }
        let table = try TableFile("derived_geolocation_by_zip", in: folder)
        try table.forEachRow(["zip_code_prefix", "lat", "lng"]) { row, _ in
            guard let latitude = DecimalText.scaled(row[1], decimals: 6, isExact: false).flatMap(Int32.init(exactly:)),
                let longitude = DecimalText.scaled(row[2], decimals: 6, isExact: false).flatMap(Int32.init(exactly:))
            else {
                return note("geolocation", row[0], row.dropFirst().joined(separator: " "), wanted: "a latitude and a longitude")
            }
            let location = Location(latitudeE6: latitude, longitudeE6: longitude)
            data.positions[row[0]] = location
        }
    }

    private mutating func readSellers() throws {
        let columns = ["seller_id", "seller_zip_code_prefix", "seller_city", "seller_state"]
        try TableFile("olist_sellers_dataset", in: folder).forEachRow(columns) { row, _ in
            data.sellers.append(OlistSeller(id: row[0], zip: row[1], place: "\(row[2]), \(row[3])"))
        }
    }

    private mutating func readProducts() throws {
        var names: [String: String] = [:]
        let translation = "product_category_name_translation"
        if TableFile.exists(translation, in: folder) {
            let columns = ["product_category_name", "product_category_name_english"]
            try TableFile(translation, in: folder).forEachRow(columns) { row, _ in names[row[0]] = row[1] }
        }
        let columns = [
            "product_id", "product_category_name", "product_weight_g", "product_length_cm", "product_height_cm", "product_width_cm",
        ]
        try TableFile("olist_products_dataset", in: folder).forEachRow(columns) { row, _ in
            var product = OlistProduct(id: row[0])
            product.category = row[1]
            product.categoryName = names[row[1]] ?? row[1]
            product.weightGrams = DecimalText.scaled(row[2], decimals: 0)
            product.lengthMm = DecimalText.scaled(row[3], decimals: 1)
            product.heightMm = DecimalText.scaled(row[4], decimals: 1)
            product.widthMm = DecimalText.scaled(row[5], decimals: 1)
            data.products.append(product)
        }
    }

    private mutating func readCustomers() throws {
        let columns = ["customer_id", "customer_unique_id", "customer_zip_code_prefix", "customer_city", "customer_state"]
        try TableFile("olist_customers_dataset", in: folder).forEachRow(columns) { row, _ in
            customers[row[0]] = data.customers.count
            data.customers.append(OlistCustomer(id: row[0], person: row[1], zip: row[2], city: row[3], state: row[4]))
        }
    }

    private mutating func readOrders() throws {
        let columns = [
            "order_id", "customer_id", "order_status", "order_purchase_timestamp", "order_approved_at",
            "order_delivered_carrier_date", "order_delivered_customer_date", "order_estimated_delivery_date",
        ]
        try TableFile("olist_orders_dataset", in: folder).forEachRow(columns) { row, _ in
            guard let purchased = SaoPauloTime.moment(row[3]) else {
                return note("orders", row[0], row[3], wanted: "a time of purchase")
            }
            var order = OlistOrder(id: row[0], status: row[2], purchased: purchased, estimated: row[7])
            order.approved = time(row[4], of: row[0])
            order.carried = time(row[5], of: row[0])
            order.delivered = time(row[6], of: row[0])
            order.address = row[1]
            if let customer = customers[row[1]].map({ data.customers[$0] }) {
                (order.customer, order.zip, order.state) = (customer.person, customer.zip, customer.state)
            } else {
                order.customer = row[1]
                note("orders", row[0], row[1], wanted: "a customer_id of the customers' table")
            }
            data.orders.append(order)
        }
        customers = [:]
        data.orders.sort { ($0.purchased, $0.id) < ($1.purchased, $1.id) }
        for (index, order) in data.orders.enumerated() { places[order.id] = index }
    }

    /// A time that may be missing.
    private mutating func time(_ text: String, of order: String) -> Moment? {
        let moment = SaoPauloTime.moment(text)
        if moment == nil, !text.isEmpty { note("orders", order, text, wanted: "a time") }
        return moment
    }

    private mutating func readItems() throws {
        let columns = ["order_id", "order_item_id", "product_id", "seller_id", "price", "freight_value"]
        try TableFile("olist_order_items_dataset", in: folder).forEachRow(columns) { row, _ in
            let key = "\(row[0]):\(row[1])"
            guard let number = Int(row[1]), let price = DecimalText.cents(row[4]), let freight = DecimalText.cents(row[5]) else {
                return note("order_items", key, row[4...].joined(separator: " "), wanted: "a number, a price and a freight")
            }
            guard let place = places[row[0]] else {
                return note("order_items", key, row[0], wanted: "an order", cents: price + freight)
            }
            data.orders[place].items.append(
                OlistItem(number: number, product: row[2], seller: row[3], price: price, freight: freight))
        }
        for index in data.orders.indices { data.orders[index].items.sort { $0.number < $1.number } }
    }

    private mutating func readPayments() throws {
        let columns = ["order_id", "payment_sequential", "payment_type", "payment_installments", "payment_value"]
        try TableFile("olist_order_payments_dataset", in: folder).forEachRow(columns) { row, _ in
            let key = "\(row[0]):\(row[1])"
            guard let sequential = Int(row[1]), let cents = DecimalText.cents(row[4]) else {
                return note("order_payments", key, row[4], wanted: "a number and an amount")
            }
            guard let place = places[row[0]] else { return note("order_payments", key, row[0], wanted: "an order", cents: cents) }
            data.orders[place].payments.append(
                OlistPayment(sequential: sequential, type: row[2], installments: row[3], cents: cents))
        }
        for index in data.orders.indices { data.orders[index].payments.sort { $0.sequential < $1.sequential } }
    }

    private mutating func note(_ table: String, _ key: String, _ actual: String, wanted: String, cents: Int64? = nil) {
        data.discrepancies.append(Discrepancy(table, key, "unreadable_row", expected: wanted, actual: actual, cents: cents))
    }
}
