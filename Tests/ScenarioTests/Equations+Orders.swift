// An order's goods and money, against its shipments and payments.

extension Equations {
    mutating func checkOrder(_ order: Row) {
        let shipments = known.shipments(of: order)
        for line in order.lines { checkLine(line, of: order, shipments) }
        checkTotal(order)
        checkMoney(order)
        checkEnd(order)
    }

    // MARK: Lines

    private mutating func checkLine(_ line: Row, of order: Row, _ shipments: [Row]) {
        let name = "\(order.orderID) line \(line.lineID)"
        let counters = ["cancelled", "reserved", "backordered", "allocated", "shipped", "delivered", "lost", "returnedToSender"]
        for counter in counters { expect(line.number(counter) >= 0, "\(name): \(counter) \(line.number(counter))") }
        guard line.isPhysical else { return checkUnshipped(line, of: order, name) }
        let sum = ["cancelled", "shipped", "reserved", "backordered"].reduce(0) { $0 + line.number($1) }
        expect(line.number("quantity") == sum, "\(name): \(line.number("quantity")) ordered, \(sum) accounted for")
        expect(line.number("delivered") <= line.number("shipped"), "\(name): more delivered than shipped")
        for counter in ["reserved", "backordered", "allocated", "shipped"] {
            let parts = line.rows("allocations").reduce(0) { $0 + $1.number(counter) }
            expect(parts == line.number(counter), "\(name): \(counter) \(line.number(counter)), by warehouse \(parts)")
        }
        for part in line.rows("allocations") {
            expect(part.number("allocated") <= part.number("reserved"), "\(name): packed more than is reserved")
        }
        let states = [
            ("allocated", ["CREATED", "PACKED"]), ("shipped", ["SHIPPED", "DELIVERED"]), ("delivered", ["DELIVERED"]),
            ("lost", ["LOST"]), ("returnedToSender", ["RETURNED_TO_SENDER"]),
        ]
        for (counter, states) in states {
            let lines = shipments.filter { states.contains($0.status) }.flatMap(\.lines)
            let units = lines.filter { $0.lineID == line.lineID }.reduce(0) { $0 + $1.number("quantity") }
            expect(units == line.number(counter), "\(name): \(counter) \(line.number(counter)), by its shipments \(units)")
        }
    }

    /// A digital good needs no stock, and is delivered when the order is confirmed.
    private mutating func checkUnshipped(_ line: Row, of order: Row, _ name: String) {
        let moved = ["reserved", "backordered", "allocated", "shipped"].reduce(0) { $0 + line.number($1) }
        expect(moved == 0, "\(name) is digital, and has stock or a shipment")
        let open = line.number("quantity") - line.number("cancelled")
        let isDelivered = ["CONFIRMED", "RECEIVED", "COMPLETED"].contains(order.status)
        expect(line.number("delivered") <= open, "\(name): \(line.number("delivered")) delivered of \(open)")
        expect(!isDelivered || line.number("delivered") == open, "\(name): \(line.number("delivered")) delivered of \(open)")
    }

    // MARK: Money

    private mutating func checkTotal(_ order: Row) {
        var (lines, shared, cancelled) = (0, 0, 0)
        for line in order.lines {
            let gross = line.number("unitPrice") * line.number("quantity") - line.number("discount")
            lines += gross
            shared += line.number("orderDiscount")
            cancelled += line.value(ofFirst: line.number("cancelled"))
            expect(line.number("net") == gross - line.number("orderDiscount"), "\(order.orderID): net of line \(line.lineID)")
            expect(line.number("net") >= 0, "\(order.orderID): line \(line.lineID) costs \(line.number("net"))")
        }
        let fees = order.rows("fees").map { $0.number("amount") }
        let discount = fees.filter { $0 < 0 }.reduce(0, -)
        expect(shared == min(discount, lines), "\(order.orderID): \(shared) of a discount of \(discount) on \(lines) shared out")
        let total = lines + order.number("shippingFee") + fees.reduce(0, +)
        let agreed = tally.totals[order.orderID] ?? 0
        expect(order.number("total") == total, "\(order.orderID): total \(order.number("total")), not \(total)")
        expect(agreed == total, "\(order.orderID): total \(total), sold for \(agreed)")
        let value = order.number("cancelledValue")
        expect(value == (order.isDead ? total : cancelled), "\(order.orderID): cancelled \(value), by lines \(cancelled)")
    }

    private mutating func checkMoney(_ order: Row) {
        let payments = known.payments(of: order)
        for field in ["captured", "refunded", "refundPending"] {
            let sum = payments.reduce(0) { $0 + $1.number(field) }
            expectSame(order, field, sum)
        }
        let authorized = payments.reduce(0) { $0 + $1.number("authorized") - $1.number("voided") }
        expectSame(order, "authorized", authorized)
        expectSame(order, "openOperations", payments.reduce(0) { $0 + $1.openOperations.count })
        let granted = payments.flatMap(\.operations).filter { $0.kind == "REFUND" && $0.state != "FAILED" }
            .reduce(0) { $0 + $1.number("granted") }
        expectSame(order, "grantedRefunds", granted)
        let owed = max(0, order.number("total") - order.number("cancelledValue") - order.number("grantedRefunds"))
        // What came for a cancelled tender pays for nothing, and goes back; of a dead order all goes back alike.
        let unapplied = order.isDead ? 0 : payments.reduce(0) { $0 + $1.unapplied }
        expectSame(order, "unapplied", unapplied)
        let netPaid = order.number("captured") - order.number("refunded") - unapplied
        expectSame(order, "balanceDue", owed - netPaid - order.number("writtenOff"))
    }

    private mutating func expectSame(_ order: Row, _ field: String, _ sum: Int) {
        expect(order.number(field) == sum, "\(order.orderID): \(field) \(order.number(field)), by its parts \(sum)")
    }

    // MARK: What follows from where an order stands

    /// Nothing is kept that is not owed, and nothing is left authorized of an order that is over, or has been sent whole.
    private mutating func checkEnd(_ order: Row) {
        let (id, payments) = (order.orderID, known.payments(of: order))
        let pays = order.isDead ? payments : payments.filter { !$0.has("cancelledAt") }
        let due = pays.reduce(order.number("balanceDue")) { $0 + $1.number("refundPending") }
        // What a provider refused last, people settle, or the next step; what it does unasked can leave a request that is not
        // needed any more.
        for payment in pays where due < 0 && payment.refundable > 0 {
            expect(payment.isRefused("REFUND"), "\(id) keeps \(-due) not owed, and \(payment.paymentID) is not asked")
        }
        let isRefused = payments.contains { $0.isRefused("REFUND") }
        if order.isDead || order.status == "COMPLETED" {
            expect(order.number("balanceDue") <= 0, "\(id) is \(order.status), and \(order.number("balanceDue")) is due")
            let isUnasked = payments.contains { tally.unasked.contains($0.paymentID) }
            if !isRefused, !isUnasked { expect(due == 0, "\(id) is \(order.status), and \(due) is owed") }
            for payment in payments where payment.capturable > 0 {
                let rest = "\(payment.paymentID) has \(payment.capturable) authorized"
                expect(payment.isRefused("VOID"), "\(id) is \(order.status), and \(rest)")
            }
        }
        if order.isDead {
            let goods = order.lines.reduce(0) { $0 + $1.number("reserved") + $1.number("backordered") }
            expect(goods == 0, "\(id) is \(order.status) and has goods")
            for line in order.lines {
                let left = line.number("quantity") - line.number("shipped")
                expect(line.number("cancelled") == left, "\(id) is \(order.status), and \(left) are not cancelled")
            }
        }
        checkOwnRequests(order, payments, due)
        // What is going back while it is owed is asked for again when it has gone, and what is being captured of another may be
        // refused: the authorization for it is kept till then.
        if order.status == "CONFIRMED" || order.status == "RECEIVED", !order.hasUnshippedGoods {
            for payment in payments where payment.text("capture") == "MANUAL" && payment.capturable > 0 {
                if due > payment.number("capturePending") { continue }
                let isClosed = ["FAILED", "VOIDED", "CANCELLED"].contains(payment.status)
                let rest = "\(payment.paymentID) has \(payment.capturable) authorized"
                expect(isClosed || payment.isRefused("VOID"), "\(id) is sent, \(rest)")
            }
        }
    }

    /// Nothing is due because of what the ledger itself gave back or gives up: only refunds that people asked for while they were
    /// owed, or that nobody asked for, leave something due. A tender whose rest is given up can bring what is due.
    private mutating func checkOwnRequests(_ order: Row, _ payments: [Row], _ due: Int) {
        let all = payments.flatMap { payment in payment.operations.map { (payment, $0) } }
        let operations = all.filter { $1.state != "FAILED" }
        let isAskedBySomeone = operations.contains { payment, operation in
            let isOwn = operation.text("refundId").hasPrefix(payment.paymentID + ":r")
            return operation.kind == "REFUND" && !isOwn && operation.number("granted") < operation.number("amount")
        }
        if isAskedBySomeone || payments.contains(where: { tally.unasked.contains($0.paymentID) }) { return }
        for (payment, operation) in operations where due > 0 && !payment.has("cancelledAt") {
            let isOwnRefund = operation.text("refundId").hasPrefix(payment.paymentID + ":r")
            let isNeeded = due > payment.capturable + payment.number("capturePending")
            let isOwnVoid = operation.text("reason") == "not_needed" && operation.state == "REQUESTED"
            let asked = operation.text("operationId")
            expect(!isOwnRefund && !(isOwnVoid && isNeeded), "\(order.orderID): \(due) is due, and the ledger asked for \(asked)")
        }
    }

    // MARK: Payments

    mutating func checkPayment(_ payment: Row) {
        let id = payment.paymentID
        let sums = ["authorized", "captured", "refunded", "voided", "capturePending", "voidPending", "refundPending"]
        for sum in sums { expect(payment.number(sum) >= 0, "\(id): \(sum) \(payment.number(sum))") }
        if payment.number("authorized") > 0 {
            let used = ["captured", "capturePending", "voided", "voidPending"].reduce(0) { $0 + payment.number($1) }
            expect(used <= payment.number("authorized"), "\(id): \(used) used of \(payment.number("authorized")) authorized")
        }
        if !tally.unasked.contains(id) {
            let back = payment.number("refunded") + payment.number("refundPending")
            expect(back <= payment.number("captured"), "\(id): \(back) goes back of \(payment.number("captured"))")
        }
        let (captured, refunded) = (tally.captured[id] ?? 0, tally.refunded[id] ?? 0)
        expect(payment.number("captured") == captured, "\(id): captured \(payment.number("captured")), not \(captured)")
        expect(payment.number("refunded") == refunded, "\(id): refunded \(payment.number("refunded")), not \(refunded)")
        for (kind, pending) in [("CAPTURE", "capturePending"), ("VOID", "voidPending"), ("REFUND", "refundPending")] {
            // What a tender starts with is asked for in no pending sum.
            let asked = payment.operations.dropFirst().filter { $0.kind == kind && $0.state == "REQUESTED" }
            let sum = asked.reduce(0) { $0 + $1.number("amount") }
            expect(payment.number(pending) == sum, "\(id): \(pending) \(payment.number(pending)), open operations \(sum)")
        }
        let ids = payment.operations.map { $0.text("operationId") }
        expect(Set(ids).count == ids.count, "\(id) has an operation twice")
        if payment.has("cancelledAt") {
            let isBack = payment.refundable == 0 || payment.isRefused("REFUND")
            expect(isBack, "\(id) is cancelled and keeps \(payment.refundable)")
        }
    }
}
