import Schema

extension LedgerState {
    mutating func receiveStock(_ command: ReceiveStock) throws(DecisionError) {
        try checkPlace(command.sku, command.warehouseID)
        try Check.quantity(command.quantity)
        if let cost = command.unitCost { try Money.check(cost, "unitCost") }
        let product = try requireGoods(command.sku).product
        let id = Stock.id(sku: command.sku, warehouse: command.warehouseID)
        let row = try stock(id)
        // Where stock is, its warehouse is known.
        if row == nil { try requireWarehouse(command.warehouseID) }
        guard product.status != .archived else {
            throw .invalidState(.product, product.productID, from: product.status.label, command: "stock.receive")
        }
        _ = try Amount.sum(row?.onHand ?? 0, command.quantity, "quantity")

        try record(.received(StockReceived(quantity: command.quantity, unitCost: command.unitCost)), on: id, of: Stock.self)
        try noteFreeGoods(of: command.sku)
    }

    mutating func adjustStock(_ command: AdjustStock) throws(DecisionError) {
        try checkPlace(command.sku, command.warehouseID)
        guard command.delta != 0 else { throw .invalid("delta", "must not be 0") }
        // Not `abs`, which traps on the least Int64.
        guard command.delta >= -Limits.quantity, command.delta <= Limits.quantity else {
            throw .of(.quantityLimit, "delta: at most ±\(Limits.quantity)", ["field": "delta", "max": String(Limits.quantity)])
        }
        try Check.choice(command.reason, "reason", isRequired: false)
        guard command.reason != .reasonUnspecified else {
            throw .of(.reasonRequired, "an adjustment needs a reason", ["field": "reason"])
        }
        try Check.text(command.note, "note")
        _ = try requireGoods(command.sku)
        try requireWarehouse(command.warehouseID)
        let row = try stockOrNone(sku: command.sku, warehouse: command.warehouseID)
        let level = try Amount.sum(row.onHand, command.delta, "delta")
        guard level >= 0 else {
            throw .of(
                .wouldGoNegative, "\(row.stockID): \(row.onHand) on hand, \(command.delta) would leave \(level)",
                ["onHand": String(row.onHand), "delta": String(command.delta)])
        }
        if command.delta < 0, !command.breakReservations { try checkNotReserved(row, leaving: level) }

        if command.breakReservations, level < row.reserved { try breakReservations(row.reserved - level, on: row) }
        let event = StockAdjusted(delta: command.delta, reason: command.reason, note: command.note)
        try record(.adjusted(event), on: row.stockID, of: Stock.self)
        try noteFreeGoods(of: row.sku)
    }

    mutating func quarantineStock(_ command: QuarantineStock) throws(DecisionError) {
        let row = try movedStock(command.sku, command.warehouseID, command.quantity, command.note)
        try checkNotReserved(row, leaving: row.onHand - command.quantity)
        _ = try Amount.sum(row.quarantined, command.quantity, "quantity")
        let event = StockQuarantined(quantity: command.quantity, note: command.note)
        try record(.quarantined(event), on: row.stockID, of: Stock.self)
    }

    mutating func releaseQuarantine(_ command: ReleaseQuarantine) throws(DecisionError) {
        let row = try movedStock(command.sku, command.warehouseID, command.quantity, command.note)
        try checkQuarantined(row, command.quantity)
        _ = try Amount.sum(row.onHand, command.quantity, "quantity")
        let event = QuarantineReleased(quantity: command.quantity, note: command.note)
        try record(.quarantineReleased(event), on: row.stockID, of: Stock.self)
        try noteFreeGoods(of: row.sku)
    }

    mutating func scrapStock(_ command: ScrapStock) throws(DecisionError) {
        let row = try movedStock(command.sku, command.warehouseID, command.quantity, command.note)
        try checkQuarantined(row, command.quantity)
        try record(.scrapped(StockScrapped(quantity: command.quantity, note: command.note)), on: row.stockID, of: Stock.self)
    }

    private func checkPlace(_ sku: String, _ warehouse: String) throws(DecisionError) {
        try Check.id(sku, "sku")
        try Check.id(warehouse, "warehouseId")
    }

    /// The row a movement between its own buckets starts from: it must be there already.
    private mutating func movedStock(_ sku: String, _ warehouse: String, _ quantity: Int64, _ note: String) throws(DecisionError)
        -> Stock
    {
        try checkPlace(sku, warehouse)
        try Check.quantity(quantity)
        try Check.text(note, "note")
        let id = Stock.id(sku: sku, warehouse: warehouse)
        guard let row = try stock(id) else { throw .notFound(.stock, id) }
        return row
    }

    /// What is promised stays: goods may not leave from under a reservation (invariant S4).
    private func checkNotReserved(_ row: Stock, leaving level: Int64) throws(DecisionError) {
        guard level >= row.reserved else {
            throw .of(
                .belowReserved, "\(row.stockID): \(row.reserved) of \(row.onHand) are reserved, \(level) would be left",
                ["sku": row.sku, "warehouseId": row.warehouseID, "reserved": String(row.reserved), "onHand": String(row.onHand)])
        }
    }

    private func checkQuarantined(_ row: Stock, _ quantity: Int64) throws(DecisionError) {
        guard quantity <= row.quarantined else {
            throw .exceedsRemaining(
                "\(row.stockID) in quarantine", requested: quantity, remaining: row.quarantined,
                ["sku": row.sku, "warehouseId": row.warehouseID])
        }
    }
}
