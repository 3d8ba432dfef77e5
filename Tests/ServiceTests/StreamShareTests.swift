import Glibc
import TestTools
import Testing

@testable import Service

/// How many commands streams may have under way.
@Suite("Shares of streams", .timeLimit(.minutes(8)))
struct StreamShareTests {
    @Test("accounts have even shares, and so have their streams; those that have nothing under way count for nothing")
    func shares() {
        let shares = StreamShares(total: 1000, ofOne: 10...800)
        let (one, other) = (Account.user(1), Account.user(2))
        #expect(shares.share(of: one, own: 0) == 800)
        for _ in 0..<4 { shares.note(one, before: 0, now: 1) }
        #expect(shares.share(of: one, own: 1) == 250)
        #expect(shares.share(of: one, own: 0) == 200)
        #expect(shares.share(of: other, own: 0) == 500)
        shares.note(other, before: 0, now: 1)
        #expect(shares.share(of: one, own: 1) == 125)
        #expect(shares.share(of: other, own: 1) == 500)
        for _ in 0..<4 { shares.note(one, before: 1, now: 0) }
        #expect(shares.share(of: other, own: 1) == 800)
        shares.note(other, before: 1, now: 0)
        #expect(shares.share(of: one, own: 0) == 800)
    }

    @Test("all of them have no more than there is, but for the least of each, however many come one after another")
    func total() {
        let shares = StreamShares(total: 1000, ofOne: 10...800)
        var taken = 0
        for number in 0..<500 {
            let share = shares.share(of: .user(UInt32(number % 7)), own: 0)
            #expect(share >= 10)
            shares.note(.user(UInt32(number % 7)), before: 0, now: share)
            taken += share
        }
        #expect(taken <= 1000 + 500 * 10)
    }

    @Test("beside many streams that are open and silent, one more has as much as alone")
    func idle() async throws {
        try await TestService.run { service in
            try service.openShop()
            let streams = service.server.service.streams
            let account = Account.user(geteuid())
            let head =
                "POST /v1/commands HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n"
            let silent = try (0..<100).map { _ in try service.client() }
            for client in silent {
                try client.send(head)
                #expect(try client.head().status == 200)
            }
            #expect(streams.share(of: account, own: 0) == ServiceLimits.commandsInFlight)
            // Each has had something to do, and is silent again.
            for (number, client) in silent.enumerated() {
                let line = TestService.receive("s-\(number)", 1) + "\n"
                try client.send("\(String(line.utf8.count, radix: 16))\r\n\(line)\r\n")
                #expect(try client.lines(1)[0].contains("\"s-\(number)\""))
            }
            for client in silent.dropFirst(50) { client.close() }
            for _ in 0..<12_000 where streams.share(of: account, own: 0) < ServiceLimits.commandsInFlight { usleep(5000) }
            #expect(streams.share(of: account, own: 0) == ServiceLimits.commandsInFlight)
            #expect(streams.share(of: account, own: 1) == ServiceLimits.commandsInFlight)
        }
    }
}
