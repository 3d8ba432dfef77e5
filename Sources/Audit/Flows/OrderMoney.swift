import Schema

// What has to agree between an order and its money after every entry: M4, M5, M6, F1, and of D3 whether it is covered.

extension Auditor {
    /// D3: whether an order is confirmed, and waits for its money, as its tenders say.
    mutating func checkCover(_ order: OrderModel, _ entity: String) {
        if order.status == .confirmed {
            expect("D3", entity, order.paymentLapsed, !isCovered(order) && isToBePaidInTime(order))
        }
        if order.status == .pending {
            expectTrue("D3", entity, !isCovered(order), "CONFIRMED once it is covered: \(order.effectiveTotal)")
        }
    }

    /// D3: an order that is not covered has a time to pay for what has not left, but where someone let goods of it leave unpaid.
    func isToBePaidInTime(_ order: OrderModel) -> Bool {
        if order.gone == 0 { return true }
        guard order.lines.contains(where: { $0.reserved + $0.backordered > 0 }) else { return false }
        if order.shipped == 0 { return true }
        return !order.sent.ids.compactMap { sums.shipments.byID[$0] }.contains { $0.leftUnpaid && $0.isShipped }
    }

    /// M4, M5: what the order was told is what its payments did, and what is kept too much has been asked back.
    mutating func checkMoney(_ order: OrderModel, _ entity: String) {
        let tenders = tenders(of: order)
        expectNumber("M4", entity, "captured", order.captured, tenders.sum { $0.captured })
        expectNumber("M4", entity, "refunded", order.refunded, tenders.sum { $0.refunded })
        expectNumber("M4", entity, "refundPending", order.refundPending, tenders.sum { $0.pending(.refund) })
        expectNumber("M4", entity, "granted", order.granted, tenders.sum { $0.granted })
        // Of a dead order nothing is to be paid, and all that came goes back alike.
        expectNumber("M4", entity, "unapplied", order.unapplied, order.isDead ? 0 : tenders.sum { $0.unapplied })
        expectNumber("M4", entity, "authorized", order.authorized, tenders.sum { $0.authorized - $0.voided })
        // What a provider refused last is left to people, or to the next step. What comes for a tender that was ended here goes
        // back, whatever is owed.
        for (id, tender) in zip(order.paymentIds, tenders) where mayAsk(tender, .refund, tender.refundable, of: order) {
            guard tender.isCancelled || balanceToCome(order) < 0 else { continue }
            fail("M5", "payment/" + id, "asked back, for its order owes \(-order.balanceDue)", "\(tender.refundable) kept")
        }
        guard order.isOver else { return }
        expectAtMost("F1", entity, "due of an order that is over", order.balanceDue, 0)
        for (id, tender) in zip(order.paymentIds, tenders) where order.isDead && tender.isUnanswered {
            fail("F1", "payment/" + id, "ended with its order", "\(tender.amount) may come")
        }
        for (id, tender) in zip(order.paymentIds, tenders) where mayAsk(tender, .void, tender.capturable, of: order) {
            fail("F1", "payment/" + id, "nothing left authorized for an order that is over", "\(tender.capturable)")
        }
    }

    /// Whether something is left that its provider could be asked for, and did not refuse last. In the entry that ends the order
    /// all is asked for, whoever refused before.
    private func mayAsk(_ tender: PaymentModel, _ kind: PaymentOperation.Kind, _ left: Sum, of order: OrderModel) -> Bool {
        left > 0 && (!tender.isRefused(kind) || order.ended == sequence)
    }

    /// The balance as it is when what is being paid back has gone: of a cancelled tender, that changes nothing.
    private func balanceToCome(_ order: OrderModel) -> Sum {
        order.balanceDue + tenders(of: order).sum { order.isDead || !$0.isCancelled ? $0.pending(.refund) : 0 }
    }

    /// F1 of an order whose goods have all left: what can be captured has been asked for, and the rest is given up.
    mutating func checkRest(_ order: OrderModel, _ entity: String) {
        guard order.status == .confirmed || order.status == .received else { return }
        guard order.lines.allSatisfy({ $0.reserved + $0.backordered == 0 }) else { return }
        // What is going back while it is owed is asked for again when it has gone, and what is being captured of another may be
        // refused: the authorization for it is kept till then.
        let due = balanceToCome(order)
        let tenders = tenders(of: order)
        let hasGoods = order.lines.contains { $0.isGoods && $0.quantity > $0.cancelled }
        let isIdle = !hasGoods || order.status == .received && due <= 0
        for (id, tender) in zip(order.paymentIds, tenders) where isIdle && tender.method == .cod && tender.isUnanswered {
            fail("F1", "payment/" + id, "ended, for nobody will be given its cash any more", "\(tender.amount) may come")
        }
        let owed = order.balanceDue - tenders.sum { $0.pending(.capture) }
        for (id, tender) in zip(order.paymentIds, tenders) where tender.isManual && tender.capturable > 0 {
            if owed > 0, !tender.isClosed, !tender.isCancelled, !tender.isRefused(.capture) {
                fail("F1", "payment/" + id, "captured once all has left, for \(owed) is owed", "\(tender.capturable) authorized")
            }
            guard due <= tender.pending(.capture), !tender.isClosed, !tender.isRefused(.void) else { continue }
            fail("F1", "payment/" + id, "captured or given up once all has left", "\(tender.capturable)")
        }
    }

    /// M6: at the moment a capture is asked for, all that is taken or asked for is owed.
    mutating func checkCaptureIsOwed(_ orderID: String, _ entity: String) {
        guard let order = sums.orders.byID[orderID] else { return }
        let tenders = tenders(of: order)
        let taken = tenders.sum { $0.captured - $0.refunded - $0.unapplied + $0.pending(.capture) }
        expectAtMost("M6", entity, "netPaid + capturePending", taken, order.effectiveTotal)
    }

    func tenders(of order: OrderModel) -> [PaymentModel] {
        order.paymentIds.compactMap { sums.payments.byID[$0] }
    }

    func isCovered(_ order: OrderModel) -> Bool {
        let tenders = tenders(of: order)
        let promised = tenders.sum { $0.promised }
        guard promised >= order.effectiveTotal else { return false }
        // Who brings the goods brings no digital ones, so cash on delivery is no promise for these.
        let digital = order.lines.filter { !$0.isGoods }.sum { $0.amount - ($0.value($0.cancelled) ?? 0) }
        guard digital > 0 else { return true }
        let cash = tenders.sum { $0.promisedCash }
        return promised - max(0, cash - max(0, order.effectiveTotal - digital)) >= order.effectiveTotal
    }
}
