public import Schema

// Whose things are: what a customer may do and read where a role of theirs lets them do it to their own only. One place for all
// verbs and all reading; which verbs ask, and of what, is said in the `.proto` files.

/// Something that a command is done to, which may have to be the sender's own.
enum Claim: Sendable, Equatable {
    case thing(Table, String)
    /// What may also be nobody's: who knows the id of a guest's cart may take it over.
    case thingOrNobodys(Table, String)
    /// The product that has a SKU.
    case sku(String)
    /// Lines of an order, which have goods in a warehouse.
    case goods(order: String, lines: [String], warehouse: String)

    /// What a shipment is made of.
    static func goods(of order: String, _ command: CreateShipment) -> Claim {
        .goods(order: order, lines: command.lines.map(\.lineID), warehouse: command.warehouseID)
    }
}

/// Where the rows are that say whose something is: the state that decides, or what is read.
public protocol OwnershipSource {
    /// The row of an entity.
    func row(_ table: Table, _ id: String) throws(DecisionError) -> Row?
    /// A row of a table that has a value in a column: of products that which has a SKU is asked for.
    mutating func first(_ table: Table, where column: String, is value: String) throws(DecisionError) -> Row?
}

extension OwnershipSource {
    /// Who sells a SKU.
    fileprivate mutating func seller(of sku: String) throws(DecisionError) -> String? {
        if case .product(let product)? = try first(.product, where: "sku", is: sku) { product.sellerID } else { nil }
    }
}

extension Holder {
    /// Whether a row is theirs by one of their roles.
    public func owns(_ row: Row, in source: inout some OwnershipSource) throws(DecisionError) -> Bool {
        for grant in grants where try grant.owns(row, holder: id, in: &source) == true { return true }
        return false
    }

    /// Whether they may read all rows.
    public var readsAll: Bool { grants.contains { $0.role.reads == .any } }

    /// A column that tells all of theirs in a table, if there is one: then nobody else's rows need to be looked at.
    public func column(of table: Table) -> String? {
        switch table {
        case .customer, .session, .cart, .order: "customerId"
        default: nil
        }
    }

    /// The table whose rows have all of theirs in a table, as `ids` tells, if there is one.
    public func whole(of table: Table) -> Table? {
        let isBuyer = !grants.contains { $0.role == .seller || $0.role == .warehouse }
        return isBuyer && (table == .payment || table == .shipment) ? .order : nil
    }

    /// The rows of a table that a row has as its parts.
    public func ids(in table: Table, of row: Row) -> [String] {
        guard case .order(let order) = row else { return [] }
        return switch table {
        case .payment: order.paymentIds
        case .shipment: order.shipmentIds
        default: []
        }
    }

    /// The roles that a verb is sent in, the one with the widest reach first; none where it may not be sent.
    public func roles(for verb: String) -> [Role] {
        let roles = grants.map(\.role)
        return roles.filter { $0.whose(verb) == .any } + roles.filter { $0.whose(verb) == .own }
    }
}

extension Grant {
    /// Whether a row is theirs; nil where the role does not say whose such things are.
    fileprivate func owns(_ row: Row, holder: String, in source: inout some OwnershipSource) throws(DecisionError) -> Bool? {
        switch role {
        case .buyer: try Self.isBought(row, by: holder, in: source)
        case .seller: try Self.isSold(row, by: holder, in: &source)
        case .warehouse: isInScope(row)
        default: nil
        }
    }

    private static func isBought(_ row: Row, by holder: String, in source: some OwnershipSource) throws(DecisionError) -> Bool? {
        func isOrder(_ id: String) throws(DecisionError) -> Bool {
            if case .order(let order)? = try source.row(.order, id) { order.customerID == holder } else { false }
        }
        return switch row {
        case .customer(let row): row.customerID == holder
        case .session(let row): row.customerID == holder
        case .cart(let row): row.customerID == holder
        case .order(let row): row.customerID == holder
        case .payment(let row): try isOrder(row.orderID)
        case .shipment(let row): try isOrder(row.orderID)
        // Nothing says who holds stock: a cart does, and its customer has no need to name what.
        case .reservation: false
        default: nil
        }
    }

    private static func isSold(_ row: Row, by holder: String, in source: inout some OwnershipSource) throws(DecisionError) -> Bool?
    {
        switch row {
        case .customer(let row): return row.customerID == holder
        case .product(let row): return row.sellerID == holder
        case .stock(let row): return try source.seller(of: row.sku) == holder
        case .shipment(let row):
            for line in row.lines where try source.seller(of: line.sku) != holder { return false }
            return !row.lines.isEmpty
        default: return nil
        }
    }

    /// Whether a role has to have that of what a command is done to: of a new shipment a seller has the goods, and who works in a
    /// warehouse has the warehouse.
    fileprivate func answers(for claim: Claim) -> Bool {
        switch (role, claim) {
        case (.seller, .thing(.warehouse, _)), (.warehouse, .goods): false
        default: true
        }
    }

    /// Whether they sell lines of an order, all that are named or, where none is, all there are. A warehouse where nothing lies for
    /// such a line is answered for as one that does not exist.
    fileprivate func sells(_ lines: [String], of order: Order, at warehouse: String, holder: String) -> Bool {
        guard role == .seller else { return false }
        let named = lines.isEmpty ? order.lines.map(\.lineID) : lines
        return named.allSatisfy { id in
            guard let index = order.lineIndex(id) else { return false }
            return order.lines[index].sellerID == holder && order.lines[index].allocationIndex(warehouse) != nil
        }
    }

    private func isInScope(_ row: Row) -> Bool? {
        switch row {
        case .warehouse(let row): row.warehouseID == scope
        case .stock(let row): row.warehouseID == scope
        case .shipment(let row): row.warehouseID == scope
        default: nil
        }
    }
}

extension LedgerState: OwnershipSource {
    public func row(_ table: Table, _ id: String) throws(DecisionError) -> Row? {
        table.canHave(id: id) ? try tables.row(table, id) : nil
    }

    public mutating func first(_ table: Table, where column: String, is value: String) throws(DecisionError) -> Row? {
        table == .product && column == "sku" ? try catalogItem(value)?.product.row : nil
    }

    /// Refuses what a customer's roles do not let the customer do, or not to that: before anything else of a command is looked at,
    /// so that no refusal tells what there is.
    mutating func checkMaySend(_ command: Command) throws(DecisionError) {
        guard actor.kind == .customer else { return }
        let verb = command.name ?? ""
        guard let holder = try holder(actor.name) else {
            throw .of(.forbidden, "customer \(actor.name) may do nothing now", ["role": actor.role])
        }
        // The entry names the role that the sender had at the door.
        guard holder.grants.contains(where: { $0.role.rawValue == actor.role }) else {
            throw .of(.forbidden, "customer \(holder.id) does not have the role \(actor.role) any more", ["role": actor.role])
        }
        try checkExpectations(of: command, by: holder)
        for grant in holder.grants {
            switch grant.role.whose(verb) {
            case .no: continue
            case .any: return
            case .own: if try owns(command.claims, grant, holder.id) { return }
            }
        }
        throw .of(
            .forbidden, "\(verb): not with the roles of customer \(holder.id), or not with what is another's", ["role": actor.role])
    }

    /// What a command is to find unchanged has to be the sender's own too: the refusal says at which version it is.
    private mutating func checkExpectations(of command: Command, by holder: Holder) throws(DecisionError) {
        guard !holder.readsAll else { return }
        for expectation in command.expect {
            if let (table, id) = Table.split(expectation.entity), let row = try row(table, id), try holder.owns(row, in: &self) {
                continue
            }
            throw .of(.forbidden, "expect: only what is your own", ["role": actor.role])
        }
    }

    /// Whether all that a command is done to is the sender's own. What does not exist is nobody's.
    private mutating func owns(_ claims: [Claim], _ grant: Grant, _ holder: String) throws(DecisionError) -> Bool {
        let claims = claims.filter(grant.answers)
        for claim in claims {
            let row: Row?
            switch claim {
            case .thing(let table, let id): row = try self.row(table, id)
            case .thingOrNobodys(let table, let id):
                row = try self.row(table, id)
                if case .cart(let cart)? = row, cart.customerID.isEmpty { continue }
            case .sku(let sku): row = try first(.product, where: "sku", is: sku)
            case .goods(let id, let lines, let warehouse):
                guard case .order(let order)? = try self.row(.order, id),
                    grant.sells(lines, of: order, at: warehouse, holder: holder)
                else { return false }
                continue
            }
            guard let row, try grant.owns(row, holder: holder, in: &self) == true else { return false }
        }
        return !claims.isEmpty
    }
}
