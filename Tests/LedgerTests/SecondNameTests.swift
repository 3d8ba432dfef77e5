import Schema
import Testing

@testable import Ledger

/// A provider tells one fact twice, as a notification with its reference and as the answer to a request with that one's id, in
/// either order: it counts once, and for the request that it is about.
@Suite struct SecondNameTests {
    private typealias State = PaymentOperation.State

    private static let capture = Example.Step("payment.requestCapture", #"{"paymentId":"PAY-1","amount":5000}"#)
    private static let twoCaptures = Example.authorized + [capture, capture]
    private static let moved = ["payment/PAY-1 payment.resultMoved", "payment/PAY-1 payment.resultNoted"]

    private static func refund(_ id: String) -> Example.Step {
        .init("payment.requestRefund", #"{"paymentId":"PAY-1","refundId":"\#(id)","amount":5000}"#)
    }

    /// A result with a reference, an operation, or both.
    private func said(_ outcome: String, _ amount: Int, _ reference: String = "", of operation: String = "") -> Example.Step {
        let mark = reference.isEmpty ? "" : #","providerReference":"\#(reference)""#
        return result("PAY-1", outcome, amount, mark + (operation.isEmpty ? "" : #","operationId":"\#(operation)""#))
    }

    /// Tells a result, and gives what became of the tender's requests after its first.
    private func states(_ shop: inout Shop, _ step: Example.Step) throws -> [State] {
        try shop.given([step])
        return try shop.payment().operations.dropFirst().map(\.state)
    }

    // MARK: The notification first

    @Test("a capture that was counted by guess is moved to the request that its answer names, and counts once")
    func capture() throws {
        var shop = try Shop(given: Self.twoCaptures)
        #expect(try states(&shop, said("CAPTURED", 5000, "ch_2")) == [.succeeded, .requested])
        let answer = try shop.send("payment.recordResult", said("CAPTURED", 5000, "ch_2", of: "PAY-1:capture:2").body)
        #expect(answer.events == Self.moved)
        #expect(try shop.payment().operations.dropFirst().map(\.state) == [.requested, .succeeded])
        #expect(try shop.payment().captured == 5000 && shop.payment().capturePending == 5000)
        #expect(try shop.order().openOperations == 1)
        try shop.given([said("CAPTURED", 5000, "ch_2"), said("CAPTURED", 5000, "ch_1", of: "PAY-1:capture:1")])
        #expect(try shop.payment().captured == 10_000 && shop.order().openOperations == 0)
        try shop.expectReplay()
    }

    @Test("so is a refund, also one that is named by its own id, and what it had granted stays so")
    func refund() throws {
        var shop = try Shop(given: Example.paid + [Self.refund("R-1"), Self.refund("R-2"), said("REFUNDED", 5000, "re_2")])
        let answer = try shop.send("payment.recordResult", said("REFUNDED", 5000, "re_2", of: "R-2").body)
        #expect(answer.events == Self.moved)
        #expect(try shop.order().refunded == 5000 && shop.order().refundPending == 5000 && shop.order().grantedRefunds == 10_000)
        try shop.given([said("REFUND_FAILED", 5000, "re_1", of: "R-1")])
        #expect(try shop.order().refundPending == 0 && shop.order().grantedRefunds == 5000 && shop.order().openOperations == 0)
        try shop.expectReplay()
    }

    @Test("so is a void")
    func void() throws {
        let void = Example.Step("payment.requestVoid", #"{"paymentId":"PAY-1"}"#)
        var shop = try Shop(
            given: Example.shop + [
                .place(2, paidBy: "CARD", capture: "MANUAL"), said("AUTHORIZED", 5000, "a1"), void,
                said("AUTHORIZED", 5000, "a2"), void,
            ])
        #expect(try states(&shop, said("VOIDED", 5000, "v_2")) == [.succeeded, .requested])
        #expect(try states(&shop, said("VOIDED", 5000, "v_2", of: "PAY-1:void:2")) == [.requested, .succeeded])
        #expect(try shop.payment().voided == 5000 && shop.payment().voidPending == 5000)
        #expect(try states(&shop, said("FAILED", 5000, "v_1", of: "PAY-1:void:1")) == [.failed, .succeeded])
    }

    @Test("so is a failure: the request that it is not about waits for its answer")
    func failure() throws {
        var shop = try Shop(given: Self.twoCaptures)
        #expect(try states(&shop, said("FAILED", 5000, "f_2")) == [.failed, .requested])
        #expect(try states(&shop, said("FAILED", 5000, "f_2", of: "PAY-1:capture:2")) == [.requested, .failed])
        #expect(try shop.payment().capturePending == 5000)
        var other = try Shop(given: Example.paid + [Self.refund("R-1"), Self.refund("R-2"), said("REFUND_FAILED", 5000, "f")])
        #expect(try states(&other, said("REFUND_FAILED", 5000, "f", of: "R-2")) == [.requested, .failed])
        #expect(try other.order().grantedRefunds == 5000 && other.order().refundPending == 5000)
    }

    @Test("money that was less than any request is that of the request which its answer names")
    func unsolicited() throws {
        var shop = try Shop(given: Self.twoCaptures)
        #expect(try states(&shop, said("CAPTURED", 4800, "ch_2")) == [.requested, .requested])
        #expect(try states(&shop, said("CAPTURED", 4800, "ch_2", of: "PAY-1:capture:2")) == [.requested, .succeeded])
        #expect(try shop.payment().captured == 4800 && shop.payment().capturePending == 5000)
        // Also where the answer has no reference, but says the same amount.
        shop = try Shop(given: Self.twoCaptures + [said("CAPTURED", 4800, "ch_2")])
        #expect(try states(&shop, said("CAPTURED", 4800, of: "PAY-1:capture:2")) == [.requested, .succeeded])
        #expect(try shop.payment().captured == 4800)
    }

    @Test("money of a tender that was ended before it came counts once, told without a name and then with it")
    func ended() throws {
        let ended = Example.shop + [.place(2, paidBy: "ALIPAY"), .init("order.cancel", #"{"orderId":"O-1"}"#)]
        var shop = try Shop(given: ended + [said("CAPTURED", 20_000, "ch")])
        try shop.given([said("CAPTURED", 20_000, of: "PAY-1:capture:1"), said("CAPTURED", 20_000, "ch", of: "PAY-1:capture:1")])
        #expect(try shop.payment().captured == 20_000 && shop.payment().refundPending == 20_000)
    }

    // MARK: What came meanwhile

    @Test("the guessed request's own outcome takes its place, and the guess goes to the next that waits")
    func ownOutcome() throws {
        var shop = try Shop(given: Self.twoCaptures + [Self.capture, said("CAPTURED", 5000, "ch_3")])
        #expect(try states(&shop, said("CAPTURED", 5000, "ch_1", of: "PAY-1:capture:1")) == [.succeeded, .succeeded, .requested])
        #expect(try shop.payment().captured == 10_000)
        #expect(try states(&shop, said("CAPTURED", 5000, "ch_3", of: "PAY-1:capture:3")) == [.succeeded, .requested, .succeeded])
        #expect(try shop.payment().captured == 10_000 && shop.payment().capturePending == 5000)
        var other = try Shop(given: Self.twoCaptures + [said("CAPTURED", 5000, "ch_2")])
        #expect(try states(&other, said("FAILED", 5000, of: "PAY-1:capture:1")) == [.failed, .succeeded])
        #expect(try states(&other, said("CAPTURED", 5000, "ch_2", of: "PAY-1:capture:2")) == [.failed, .succeeded])
        #expect(try other.payment().captured == 5000 && other.payment().capturePending == 0)
        try shop.expectReplay()
    }

    @Test("one without a reference that names the guessed request is the same money, and the guess was right")
    func confirmed() throws {
        var shop = try Shop(given: Self.twoCaptures + [said("CAPTURED", 5000, "ch")])
        #expect(try states(&shop, said("CAPTURED", 5000, of: "PAY-1:capture:1")) == [.succeeded, .requested])
        #expect(try states(&shop, said("CAPTURED", 5000, of: "PAY-1:capture:2")) == [.succeeded, .succeeded])
        #expect(try shop.payment().captured == 10_000)
    }

    @Test("a request that had failed, and one that was superseded, are closed by the result that names them")
    func closedBefore() throws {
        var shop = try Shop(
            given: Self.twoCaptures + [said("FAILED", 5000, of: "PAY-1:capture:1"), said("CAPTURED", 5000, "ch_1")])
        #expect(try states(&shop, said("CAPTURED", 5000, "ch_1", of: "PAY-1:capture:1")) == [.succeeded, .requested])
        #expect(try shop.payment().captured == 5000 && shop.payment().capturePending == 5000)
        // Where there is no room for the guessed one any more, nobody waits for it.
        let whole = Example.Step("payment.requestCapture", #"{"paymentId":"PAY-1","amount":10000}"#)
        var full = try Shop(given: Example.authorized + [whole, whole, said("CAPTURED", 10_000, "ch_2")])
        #expect(try states(&full, said("CAPTURED", 9000, "console")) == [.succeeded, .superseded])
        #expect(try states(&full, said("CAPTURED", 10_000, "ch_2", of: "PAY-1:capture:2")) == [.superseded, .succeeded])
        #expect(try full.payment().captured == 19_000 && full.payment().capturePending == 0)
        try full.expectReplay()
    }

    @Test("a request keeps the outcome that another result has named when the guess that had it is moved")
    func namedOtherwise() throws {
        var shop = try Shop(
            given: Self.twoCaptures + [
                said("FAILED", 5000, "f_1"), said("FAILED", 5000, "f_2", of: "PAY-1:capture:2"), Self.capture, Self.capture,
            ])
        #expect(try states(&shop, said("FAILED", 5000, "f_3")) == [.failed, .failed, .failed, .requested])
        // The third was not asked for when the first guess was made: that one stays where it is, and so does the guess.
        #expect(try states(&shop, said("FAILED", 5000, "f_1", of: "PAY-1:capture:3")) == [.failed, .failed, .failed, .requested])
        #expect(try states(&shop, said("FAILED", 5000, "f_3", of: "PAY-1:capture:4")) == [.failed, .failed, .failed, .failed])
        #expect(shop.entries.last?.events.contains { $0.payment.resultMoved.kept } == true)
        #expect(try shop.payment().capturePending == 0 && shop.order().openOperations == 0)
        try shop.expectReplay()
    }

    // MARK: What stays as it is

    @Test("the answer first: the notification without a name is a repetition", arguments: ["CAPTURED", "FAILED"])
    func answerFirst(_ outcome: String) throws {
        var shop = try Shop(given: Self.twoCaptures)
        let end: State = outcome == "FAILED" ? .failed : .succeeded
        #expect(try states(&shop, said(outcome, 5000, "ch_2", of: "PAY-1:capture:2")) == [.requested, end])
        #expect(try states(&shop, said(outcome, 5000, "ch_2")) == [.requested, end])
        #expect(try shop.payment().captured == (outcome == "FAILED" ? 0 : 5000))
    }

    @Test("a provider may have one reference for all captures of a payment: it counts for each request that it names")
    func sharedReference() throws {
        var shop = try Shop(given: Self.twoCaptures + [said("CAPTURED", 5000, "X", of: "PAY-1:capture:1")])
        #expect(try states(&shop, said("CAPTURED", 5000, "X", of: "PAY-1:capture:2")) == [.succeeded, .succeeded])
        // Also where notifications come first: the guess was right, or there was none to make.
        shop = try Shop(
            given: Self.twoCaptures + [said("CAPTURED", 5000, "X"), said("CAPTURED", 5000, "X", of: "PAY-1:capture:1")])
        #expect(try states(&shop, said("CAPTURED", 5000, "X", of: "PAY-1:capture:2")) == [.succeeded, .succeeded])
        shop = try Shop(given: Example.authorized + [Self.capture, said("CAPTURED", 5000, "X"), Self.capture])
        #expect(try states(&shop, said("CAPTURED", 5000, "X", of: "PAY-1:capture:2")) == [.succeeded, .succeeded])
        #expect(try shop.payment().captured == 10_000)
        // One that was asked for later cannot have been meant.
        shop = try Shop(given: Self.twoCaptures + [said("CAPTURED", 5000, "X"), Self.capture])
        #expect(try states(&shop, said("CAPTURED", 5000, "X", of: "PAY-1:capture:3")) == [.succeeded, .requested, .succeeded])
        #expect(try shop.payment().captured == 10_000)
    }

    // MARK: Authorizations and voids have one outcome

    /// What is told of an authorization: its reference, its operation and its amount.
    struct Told: Sendable {
        var reference = ""
        var operation = ""
        var amount = 20_000
    }

    private static let name = "PAY-1:authorize:1"

    @Test(
        "an authorization that is told again under another name authorizes no more",
        arguments: [
            [Told(reference: "a1"), Told(operation: name)], [Told(operation: name), Told(reference: "a1")],
            [Told(operation: name), Told(reference: "a1", operation: name)],
            [Told(operation: name), Told(operation: name, amount: 19_999)], [Told(reference: "a1"), Told()],
            [Told(reference: "a1"), Told(reference: "a1", operation: name)],
        ])
    func authorizedAgain(_ told: [Told]) throws {
        var shop = try Shop(given: Example.shop + [.place(3, paidBy: "CARD", capture: "MANUAL")])
        for one in told { try shop.given([said("AUTHORIZED", one.amount, one.reference, of: one.operation)]) }
        #expect(try shop.payment().authorized == 20_000 && shop.order().status == .pending)
        #expect(try shop.payment().results.count == 2)
        // One with a reference of its own is another, where that shows it.
        try shop.given([said("AUTHORIZED", 10_000, "b1"), said("AUTHORIZED", 10_000, "b2")])
        #expect(try shop.payment().authorized >= 30_000 && shop.order().status == .confirmed)
    }

    @Test("a void that is told again under another name gives up no more, and no capture that is under way")
    func voidedAgain() throws {
        let void = Example.Step("payment.requestVoid", #"{"paymentId":"PAY-1"}"#)
        let ten = Example.Step("payment.requestCapture", #"{"paymentId":"PAY-1","amount":10000}"#)
        var shop = try Shop(given: Example.authorized + [ten, void, said("VOIDED", 10_000, "v_1")])
        #expect(try states(&shop, said("VOIDED", 10_000, of: "PAY-1:void:1")) == [.requested, .succeeded])
        #expect(try states(&shop, said("VOIDED", 9999, of: "PAY-1:void:1")) == [.requested, .succeeded])
        #expect(try shop.payment().voided == 10_000 && shop.payment().capturePending == 10_000)
        // One that had failed and went through after all has its outcome then.
        var late = try Shop(given: Example.authorized + [ten, void, said("FAILED", 10_000, of: "PAY-1:void:1")])
        #expect(try states(&late, said("VOIDED", 10_000, "v_1", of: "PAY-1:void:1")) == [.requested, .succeeded])
        #expect(try states(&late, said("VOIDED", 10_000, of: "PAY-1:void:1")) == [.requested, .succeeded])
        #expect(try late.payment().voided == 10_000 && late.payment().capturePending == 10_000)
    }

    @Test("a capture that is told again with its reference, where its answer had none, counts once")
    func capturedAgain() throws {
        var shop = try Shop(given: Self.twoCaptures + [said("CAPTURED", 5000, of: "PAY-1:capture:1")])
        #expect(try states(&shop, said("CAPTURED", 5000, "ch_1", of: "PAY-1:capture:1")) == [.succeeded, .requested])
        #expect(try shop.payment().captured == 5000)
    }

    // MARK: Two payments

    @Test("a reference that counted on another payment of the order and method is recorded and counts on neither again")
    func otherPayment() throws {
        let payments =
            #","payments":[{"paymentId":"PAY-1","method":"ALIPAY","amount":10000},"#
            + #"{"paymentId":"PAY-2","method":"ALIPAY","amount":5000},{"paymentId":"PAY-3","method":"WECHAT","amount":5000}]"#
        var shop = try Shop(
            given: Example.shop + [.init("order.place", Example.order(2, payments)), said("CAPTURED", 10_000, "X")])
        let reference = #","providerReference":"X""#
        let astray = try shop.send("payment.recordResult", result("PAY-2", "CAPTURED", 5000, reference).body)
        #expect(astray.events == ["payment/PAY-2 payment.resultNoted"])
        #expect(shop.entries.last?.events.last?.payment.resultNoted.otherPaymentID == "PAY-1")
        #expect(try shop.payment("PAY-2").captured == 0 && shop.payment("PAY-2").results.count == 1)
        // Another provider has its own references, and what names its operation is sure of its payment.
        try shop.given([
            result("PAY-3", "CAPTURED", 5000, reference),
            result("PAY-2", "CAPTURED", 5000, reference + #","operationId":"PAY-2:capture:1""#),
        ])
        #expect(try shop.order().captured == 20_000 && shop.order().status == .confirmed)
    }
}
