import Ledger
import Schema
import TestTools
import TestWorld
import Testing

/// Facts that were told without a name count for an operation by guess, and change places until the names are known.
@Suite("Results counted by guess")
struct GuessedResultsTests {
    private static let four = #"{"sku":"A","quantity":4}"#
    private static let manual = #"{"paymentId":"p","method":"CARD","capture":"MANUAL","amount":2000}"#
    private static let auto = #"{"paymentId":"p","method":"ALIPAY","amount":2000}"#

    @Test("a refund that failed, told again by name where another's money had ended it, is not waited for for ever")
    func refunds() throws {
        try withMerchant(paid: 4) { shop in
            for _ in 1...2 { try shop.cancelLamp() }
            try shop.result("REFUND_FAILED", 500, #""providerReference":"re_2""#)
            try shop.result("REFUNDED", 500, #""providerReference":"re_1""#)
            try shop.result("REFUND_FAILED", 500, #""providerReference":"re_2","operationId":"p:refund:2""#)
            #expect(try shop.payment().operations.map(\.state) == [.succeeded, .succeeded, .failed, .requested])
            try shop.result("REFUNDED", 500, #""providerReference":"re_1","operationId":"p:refund:1""#)
            try shop.result("REFUNDED", 500, #""providerReference":"re_3","operationId":"p:refund:3""#)
            #expect(try shop.payment().operations.map(\.state) == [.succeeded, .succeeded, .failed, .succeeded])
            #expect(try shop.order.refunded == 1000 && shop.order.refundPending == 0 && shop.order.openOperations == 0)
            #expect(try shop.order.balanceDue == 0 && !shop.order.paymentLapsed)
        }
    }

    @Test("so is a capture")
    func captures() throws {
        try withMerchant(authorized: 4, sent: "a", "b") { shop in
            try shop.result("FAILED", 500, #""providerReference":"ch_2""#)
            try shop.result("CAPTURED", 500, #""providerReference":"ch_1""#)
            try shop.result("FAILED", 500, #""providerReference":"ch_2","operationId":"p:capture:2""#)
            try shop.result("CAPTURED", 500, #""providerReference":"ch_1","operationId":"p:capture:1""#)
            #expect(try shop.payment().operations.dropFirst().map(\.state) == [.succeeded, .failed, .requested])
            #expect(try shop.payment().captured == 500 && shop.payment().capturePending == 500)
            #expect(try shop.order.openOperations == 1)
        }
    }

    @Test(
        "three facts, each told once by its reference and once by name, in any order, are of the operations that were named",
        arguments: ["CAPTURED", "REFUNDED"])
    func anyOrder(_ success: String) throws {
        try withMerchant { shop in
            try shop.send("stock.receive", #"{"sku":"A","warehouseId":"W","quantity":1000}"#)
            var random = SplitMix64(7)
            for number in 1...200 {
                let id = "o\(number)"
                // Of three lamps no money is left beside the three operations; of four some is.
                let lamps = random.number(3...4)
                try open(id, Int(lamps), of: shop, for: success)
                let succeeds = (0..<3).map { _ in random.oneIn(2) }
                let order = (0..<6).shuffled(using: &random)
                for message in order {
                    let fact = message % 3
                    let failure = success == "CAPTURED" ? "FAILED" : "REFUND_FAILED"
                    let kind = success == "CAPTURED" ? "capture" : "refund"
                    let name = message < 3 ? "" : ",\"operationId\":\"\(id):\(kind):\(fact + 1)\""
                    try shop.result(
                        succeeds[fact] ? success : failure, 500, "\"providerReference\":\"\(id)-\(fact)\"\(name)", of: id)
                }
                try expectOutcomes(id, succeeds, shop, success, "\(lamps) lamps, \(succeeds), \(order)")
            }
        }
    }

    /// An order with three captures, or refunds, of 500 each that wait.
    private func open(_ id: String, _ lamps: Int, of shop: Merchant, for success: String) throws {
        let how = success == "CAPTURED" ? #""method":"CARD","capture":"MANUAL""# : #""method":"ALIPAY""#
        let payment = "{\"paymentId\":\"\(id)\",\(how),\"amount\":\(lamps * 500)}"
        try shop.place("{\"sku\":\"A\",\"quantity\":\(lamps)}", payment, order: id)
        let first = success == "CAPTURED" ? "AUTHORIZED" : "CAPTURED"
        try shop.result(first, lamps * 500, "\"providerReference\":\"\(id)-first\"", of: id)
        for parcel in 1...3 {
            if success == "CAPTURED" { try shop.ship("\(id)-\(parcel)", of: id) } else { try shop.cancelLamp(of: id) }
        }
    }

    private func expectOutcomes(_ id: String, _ succeeds: [Bool], _ shop: Merchant, _ success: String, _ what: String) throws {
        let payment = try shop.payment(id)
        let kind: PaymentOperation.Kind = success == "CAPTURED" ? .capture : .refund
        let all = payment.operations.filter { $0.kind == kind }
        // An AUTO tender's own capture is no refund; a MANUAL one's first operation is no capture.
        #expect(all.prefix(3).map(\.state) == succeeds.map { $0 ? .succeeded : .failed }, "\(what)")
        let moved = Int64(succeeds.count { $0 } * 500)
        #expect((success == "CAPTURED" ? payment.captured : payment.refunded) == moved, "\(what)")
        let open = payment.operations.count { $0.state == .requested }
        #expect(try shop.ledger.order(id).openOperations == Int64(open), "\(what)")
        let pending = all.reduce(0) { $1.state == .requested ? $0 + $1.amount : $0 }
        #expect((success == "CAPTURED" ? payment.capturePending : payment.refundPending) == pending, "\(what)")
    }

    @Test(
        "what a failure without a name gave up of an authorization stands again once it is a capture's that was asked for before",
        arguments: [true, false])
    func released(_ isPart: Bool) throws {
        try withMerchant { shop in
            try shop.place(Self.four, Self.manual)
            // Told without a reference: it cannot be seen that the failure is of another attempt.
            try shop.result("AUTHORIZED", 2000)
            try shop.ship("a")
            if isPart { try shop.result("CAPTURED", 500, #""providerReference":"ch_2","operationId":"p:capture:1""#) }
            if !isPart { try shop.result("FAILED", 500, #""operationId":"p:capture:1""#) }
            try shop.result("FAILED", 500, #""providerReference":"ch_1""#)
            #expect(try shop.payment().voided == (isPart ? 500 : 2000) && shop.order.paymentLapsed)
            let name = isPart ? 1 : try shop.payment().operations.count - 1
            try shop.result("FAILED", 500, "\"providerReference\":\"ch_1\",\"operationId\":\"p:capture:\(name)\"")
            #expect(try shop.payment().voided == 0 && shop.payment().authorized == 2000)
            #expect(try shop.payment().status == (isPart ? .partiallyCaptured : .authorized) && !shop.order.paymentLapsed)
            #expect(try shop.payment().results.allSatisfy { $0.released == 0 && $0.guessedAmong == 0 })
        }
    }

    @Test("money that came before it was asked for counts once, told again as the answer to the request")
    func beforeItWasAsked() throws {
        try withMerchant(authorized: 4) { shop in
            try shop.result("CAPTURED", 500, #""providerReference":"ch_1""#)
            try shop.send("payment.requestCapture", #"{"paymentId":"p","amount":500}"#)
            try shop.result("CAPTURED", 500, #""providerReference":"ch_1","operationId":"p:capture:1""#)
            #expect(try shop.payment().captured == 500 && shop.payment().capturePending == 0 && shop.order.captured == 500)
            #expect(try shop.order.openOperations == 0)
            // Another amount is other money, whatever the provider calls it.
            try shop.send("payment.requestCapture", #"{"paymentId":"p","amount":700}"#)
            try shop.result("CAPTURED", 700, #""providerReference":"ch_1","operationId":"p:capture:2""#)
            #expect(try shop.payment().captured == 1200)
        }
    }

    @Test("a request that was told by name to have failed does not wait again when a guess leaves it")
    func failedByName() throws {
        try withMerchant { shop in
            try shop.place(Self.four, Self.manual)
            try shop.result("AUTHORIZED", 2000, #""providerReference":"auth""#)
            for amount in [400, 400, 300] {
                try shop.send("payment.requestCapture", "{\"paymentId\":\"p\",\"amount\":\(amount)}")
            }
            for (outcome, amount, reference, number) in [
                ("CAPTURED", 400, "U1", 0), ("CAPTURED", 300, "U0", 0), ("FAILED", 300, "R2", 0), ("CAPTURED", 400, "R0", 0),
                ("FAILED", 400, "R1", 0), ("CAPTURED", 400, "R0", 1), ("FAILED", 400, "R1", 2), ("FAILED", 300, "R2", 3),
            ] {
                let name = number > 0 ? ",\"operationId\":\"p:capture:\(number)\"" : ""
                try shop.result(outcome, amount, "\"providerReference\":\"\(reference)\"\(name)")
            }
            #expect(try shop.payment().operations.dropFirst().prefix(3).map(\.state) == [.succeeded, .failed, .failed])
            #expect(try shop.payment().captured == 1100)
        }
    }

    @Test("a failure that was noted without a name is the named request's all the same, and what had ended that by guess leaves it")
    func notedFirst() throws {
        try withMerchant { shop in
            try shop.place(Self.four, Self.auto)
            try shop.result("CAPTURED", 2000)
            try shop.cancelLamp()
            try shop.result("REFUND_FAILED", 500, #""providerReference":"F1","operationId":"p:refund:1""#)
            try shop.send("order.hold", #"{"orderId":"1","reason":"x"}"#)
            try shop.send("order.releaseHold", #"{"orderId":"1"}"#)
            for (outcome, reference, number) in [
                ("REFUNDED", "R1", 0), ("REFUND_FAILED", "R2", 0), ("REFUND_FAILED", "R2", 2), ("REFUNDED", "R1", 1),
            ] {
                let name = number > 0 ? ",\"operationId\":\"p:refund:\(number)\"" : ""
                try shop.result(outcome, 500, "\"providerReference\":\"\(reference)\"\(name)")
            }
            #expect(try shop.payment().operations.dropFirst().prefix(2).map(\.state) == [.succeeded, .failed])
            #expect(try shop.order.refunded == 500 && shop.order.refundPending == 0 && shop.order.balanceDue == 0)
            #expect(try !shop.order.paymentLapsed)
        }
    }

    @Test("a void between a failure and its answer is a void: nothing of the authorization stands again", arguments: [true, false])
    func voidedBetween(_ isPart: Bool) throws {
        try withMerchant(authorized: 4, sent: "a") { shop in
            let first = isPart ? "CAPTURED" : "FAILED"
            try shop.result(first, 500, #""providerReference":"R2","operationId":"p:capture:1""#)
            try shop.result("FAILED", 2000, #""providerReference":"R1""#)
            try shop.result("VOIDED", 2000, #""providerReference":"V""#)
            try shop.result("FAILED", 500, #""providerReference":"R1","operationId":"p:capture:1""#)
            #expect(try shop.payment().voided == (isPart ? 1500 : 2000) && shop.order.paymentLapsed)
            #expect(throws: (any Error).self) { try shop.ship("b") }
        }
    }

    @Test("of what a failure had given up, money shows a part to stand, and the answer the rest")
    func partlyShown() throws {
        try withMerchant(authorized: 4) { shop in
            try shop.ship("a", 2)
            try shop.result("CAPTURED", 1000, #""providerReference":"R1","operationId":"p:capture:1""#)
            try shop.result("FAILED", 1000, #""providerReference":"F1""#)
            try shop.result("CAPTURED", 500, #""providerReference":"U""#)
            #expect(try shop.payment().voided == 500)
            try shop.result("FAILED", 1000, #""providerReference":"F1","operationId":"p:capture:1""#)
            #expect(try shop.payment().voided == 0 && shop.payment().captured == 1500 && !shop.order.paymentLapsed)
        }
    }

    @Test("a void of before a failure stays one, whatever money and the answer show of the failure")
    func voidedBefore() throws {
        try withMerchant(authorized: 4) { shop in
            for parcel in ["a", "b", "c"] { try shop.ship(parcel) }
            for (outcome, reference, number) in [
                ("VOIDED", "V", 0), ("CAPTURED", "R1", 1), ("CAPTURED", "R2", 2), ("FAILED", "F3", 0), ("FAILED", "F2", 0),
                ("CAPTURED", "R3", 3), ("FAILED", "F2", 2),
            ] {
                let name = number > 0 ? ",\"operationId\":\"p:capture:\(number)\"" : ""
                try shop.result(outcome, 500, "\"providerReference\":\"\(reference)\"\(name)")
            }
            #expect(try shop.payment().captured == 1500 && shop.payment().voided == 500)
            #expect(throws: (any Error).self) { try shop.ship("d") }
        }
    }

    @Test("a void of what stands beside it says nothing of what a failure gave up, told once or again", arguments: [true, false])
    func voidedBeside(_ isAnswered: Bool) throws {
        try withMerchant(authorized: 4, sent: "a") { shop in
            try shop.cancelLamp()
            try shop.result("CAPTURED", 500, #""providerReference":"R","operationId":"p:capture:1""#)
            try shop.result("FAILED", 500, #""providerReference":"F""#)
            try shop.result("VOIDED", 500, #""providerReference":"V""#)
            if isAnswered { try shop.result("VOIDED", 500, #""providerReference":"V","operationId":"p:void:1""#) }
            try shop.result("FAILED", 500, #""providerReference":"F","operationId":"p:capture:1""#)
            #expect(try shop.payment().voided == 500 && shop.payment().captured == 500 && !shop.order.paymentLapsed)
            try shop.ship("b")
        }
    }

    @Test("with one reference for all of a tender's captures, what names its request counts, also after a failure of it or a guess")
    func oneReference() throws {
        try withMerchant { shop in
            func say(_ outcome: String, _ kind: String, of payment: String) throws {
                try shop.result(
                    outcome, 500, "\"providerReference\":\"PI\",\"operationId\":\"\(payment):\(kind)\"", of: payment)
            }
            // An unasked capture comes while both wait, or while one does.
            for id in ["f", "g", "h"] {
                let payment = "{\"paymentId\":\"\(id)\",\"method\":\"CARD\",\"capture\":\"MANUAL\",\"amount\":2000}"
                try shop.place(Self.four, payment, order: id)
                try shop.result("AUTHORIZED", 2000, of: id)
                for parcel in 1...2 { try shop.ship("\(id)-\(parcel)", of: id) }
                if id == "g" { try shop.result("CAPTURED", 500, #""providerReference":"U""#, of: id) }
                try say("CAPTURED", "capture:1", of: id)
                if id == "f" { try say("FAILED", "capture:2", of: id) }
                if id == "h" { try shop.result("CAPTURED", 500, #""providerReference":"U""#, of: id) }
                try say("CAPTURED", "capture:2", of: id)
                #expect(try shop.payment(id).captured == (id == "f" ? 1000 : 1500))
                #expect(try shop.payment(id).operations.dropFirst().map(\.state) == [.succeeded, .succeeded])
            }
            try shop.place(Self.four, Self.auto)
            try shop.result("CAPTURED", 2000)
            for _ in 1...2 { try shop.cancelLamp() }
            for (outcome, number) in [("REFUNDED", 1), ("REFUND_FAILED", 2), ("REFUNDED", 2), ("REFUNDED", 2)] {
                try say(outcome, "refund:\(number)", of: "p")
            }
            #expect(try shop.payment().refunded == 1000 && shop.order.balanceDue == 0)
        }
    }

    @Test("money that names its request, and then what it comes of, counts once", arguments: ["CAPTURED", "REFUNDED"])
    func namedTwice(_ outcome: String) throws {
        try withMerchant { shop in
            try shop.place(Self.four, outcome == "CAPTURED" ? Self.manual : Self.auto)
            try shop.result(outcome == "CAPTURED" ? "AUTHORIZED" : "CAPTURED", 2000)
            if outcome == "CAPTURED" { try shop.ship("a", 4) } else { try shop.send("order.cancel", #"{"orderId":"1"}"#) }
            for operation in outcome == "CAPTURED" ? ["capture:1", "authorize:1"] : ["refund:1", "capture:1"] {
                try shop.result(outcome, 2000, "\"providerReference\":\"R\",\"operationId\":\"p:\(operation)\"")
            }
            #expect(try (outcome == "CAPTURED" ? shop.payment().captured : shop.payment().refunded) == 2000)
            #expect(try shop.order.openOperations == 0 && shop.order.refundPending == 0)
        }
    }

    @Test("what only says of which operation a failure was is recorded however many results there are")
    func full() throws {
        try withMerchant(paid: 4) { shop in
            for _ in 1...2 { try shop.cancelLamp() }
            try shop.result("REFUND_FAILED", 500, #""providerReference":"re_2""#)
            for number in try shop.payment().results.count..<Limits.resultsPerPayment {
                try shop.result("FAILED", 1, "\"providerReference\":\"noise-\(number)\"")
            }
            #expect(throws: (any Error).self) { try shop.result("FAILED", 1, #""providerReference":"noise""#) }
            try shop.result("REFUND_FAILED", 500, #""providerReference":"re_2","operationId":"p:refund:1""#)
            #expect(try shop.payment().results.allSatisfy { $0.guessedAmong == 0 })
        }
    }
}
