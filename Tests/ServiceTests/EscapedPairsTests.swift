import Engine
import Ledger
import Schema
import Testing

@testable import Service

@Suite("Escaped pairs")
struct EscapedPairsTests {
    @Test("what is recorded is what was sent")
    func recorded() throws {
        let reader = CommandReader(caller: Caller(role: .admin, uid: nil, name: "a"), wantsEvents: false)
        let body = #"{"id":"w","warehouse":{"register":{"warehouseId":"W-1","name":"\ud842\udfb7"}}}"#
        #expect(try reader.json(Array(body.utf8)).command.warehouse.register.name == "\u{20BB7}")
    }
}
