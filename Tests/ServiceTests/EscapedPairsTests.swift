import Engine
import Ledger
import Schema
import Testing

@testable import Service

@Suite("Escaped pairs")
struct EscapedPairsTests {
    @Test(
        "a pair of escapes is the character it stands for, in every plane",
        arguments: [
            (#""\ud83d\ude00""#, "\"\u{1F600}\""), (#""\ud842\udfb7 \uD842\uDFB7""#, "\"\u{20BB7} \u{20BB7}\""),
            (#""\udb40\udc41""#, "\"\u{E0041}\""), (#""\udbff\udfff""#, "\"\u{10FFFF}\""),
            // Neither an escaped backslash nor half a pair is one, and whatever breaks off stays as it is.
            (#""\\ud842\udfb7""#, #""\\ud842\udfb7""#), (#""\ud842x""#, #""\ud842x""#), (#""\n\u00e9""#, #""\n\u00e9""#),
            (#""\ud842\udf"#, #""\ud842\udf"#), ("\"\\", "\"\\"), ("{}", "{}"),
        ])
    func replaced(_ text: String, _ expected: String) {
        #expect(EscapedPairs.replaced(in: Array(text.utf8)) == Array(expected.utf8))
    }

    @Test("what is recorded is what was sent")
    func recorded() throws {
        let reader = CommandReader(caller: Caller(role: .admin, uid: nil, name: "a"), wantsEvents: false)
        let body = #"{"id":"w","warehouse":{"register":{"warehouseId":"W-1","name":"\ud842\udfb7"}}}"#
        #expect(try reader.json(Array(body.utf8)).command.warehouse.register.name == "\u{20BB7}")
    }
}
