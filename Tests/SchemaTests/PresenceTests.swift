import TestTools
import Testing

@testable import Schema

/// What was not given stays so: on the wire, in JSON, and of several alternatives.
@Suite("What is given and what is not")
struct PresenceTests {
    private func command(_ json: String) throws -> Command { try Command(json: Array(json.utf8)) }

    @Test("null chooses no alternative, wherever it stands")
    func nullAlternatives() throws {
        let hold = #""hold":{"orderId":"O-1","reason":"r"}"#
        let wanted = try command(#"{"id":"c","order":{\#(hold)}}"#)
        let same = [
            #"{"id":"c","order":{\#(hold),"cancel":null}}"#, #"{"id":"c","order":{"cancel":null,\#(hold)}}"#,
            #"{"id":"c","order":{\#(hold)},"catalog":null}"#, #"{"id":"c","catalog":null,"order":{\#(hold)}}"#,
        ]
        for json in same { #expect(try command(json) == wanted, "\(json)") }
        #expect(try command(#"{"id":"c","order":{"place":null}}"#).order.command == nil)
        #expect(try command(#"{"id":"c","order":null}"#).command == nil)
        #expect(throws: JSONFault.self) { try command(#"{"order":{\#(hold),"cancel":{"orderId":"O-1"}}}"#) }
    }

    @Test("an amount that was not given is neither on the wire nor in JSON, and one of zero is")
    func amounts() throws {
        let euros = delimited(2, Array("EUR".utf8))
        for (json, bytes) in [(#"{"currency":"EUR"}"#, euros), (#"{"amount":0,"currency":"EUR"}"#, numbered(1, 0) + euros)] {
            var bytesOfPrice: [UInt8] = []
            let price = try Money(json: Array(json.utf8))
            ByteWriter.write(appendingTo: &bytesOfPrice) { price.encode(to: &$0) }
            #expect(bytesOfPrice == bytes)
            #expect(String(decoding: price.json(), as: UTF8.self) == json)
        }
        let fee = try Fee(json: Array(#"{"code":"x"}"#.utf8))
        #expect(String(decoding: fee.json(), as: UTF8.self) == #"{"code":"x"}"#)
    }

    @Test("only the first scan of a number says until when its scans wait")
    func laterScans() {
        let event = ParcelScanned(scan: Scan(scanID: "s"))
        #expect(!String(decoding: event.json(), as: UTF8.self).contains("expiresAt"))
        #expect(String(decoding: ParcelScanned(expiresAt: Timestamp()).json(), as: UTF8.self).contains("expiresAt"))
    }
}
