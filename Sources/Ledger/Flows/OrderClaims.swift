public import Schema

// An order is found by the stock that its lines wait for or have reserved, and by who sells them. Names orders and stock.

extension Order {
    /// Adds where the indexes of stock and of sellers hold the order.
    public func addKeys(to keys: inout [IndexKey]) {
        func add(_ key: IndexKey) {
            if !keys.contains(key) { keys.append(key) }
        }
        for line in lines where !line.sellerID.isEmpty { add(IndexKey(.orderSeller, line.sellerID)) }
        // Orders that wait to be paid, as all do at first and for minutes only, are found by their status.
        let isByStock = status != .pending
        for line in lines where line.backordered > 0 || isByStock && line.reserved > 0 {
            for allocation in line.allocations where allocation.backordered > 0 || isByStock && allocation.reserved > 0 {
                let stockID = Stock.id(sku: line.sku, warehouse: allocation.warehouseID)
                if allocation.backordered > 0 { add(IndexKey(.orderBackorder, stockID)) }
                if isByStock, allocation.reserved > 0 { add(IndexKey(.stockOrder, stockID)) }
            }
        }
    }

    /// A line may wait that did not before: only then is the order to be found by what it waits for.
    public func links(after event: OrderEvent.OneOf_Event) -> [IndexKey] {
        switch event {
        case .placed, .reallocated: break
        default: return []
        }
        guard lines.contains(where: { $0.backordered > 0 }) else { return [] }
        return indexKeys.filter { $0.index == .orderBackorder }
    }
}
