import Engine
import Foundation
import TestTools
import TestWorld
import Testing

@testable import Service

@Suite("A clock that jumps, as the service shows it")
struct ClockTests {
    @Test("status and metrics say so until an admin accepts it; the service stays ready")
    func status() throws {
        let folder = temporaryPath()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let clock = ManualClock()
        var configuration = Engine.Configuration(directory: folder, createIfMissing: true)
        configuration.clock = clock
        let engine = try Engine.open(configuration, logger: quiet)
        defer { engine.close() }
        let router = Router(engine: engine)
        func text(_ target: String, method: String = "GET") throws -> String {
            let answer = router.answer(Request(method: method, target: target), caller: .local)
            guard answer.status == 200, case .bytes(let bytes) = answer.body else {
                throw HTTPConnection.Failure(description: target)
            }
            return String(decoding: bytes, as: UTF8.self)
        }
        #expect(try text("/v1/status").contains(#""state":"ok""#))
        #expect(try text("/metrics").contains("\ndaybook_clock_jumped 0\n"))
        clock.jump(seconds: 2 * 86_400)
        #expect(try text("/v1/status").contains(#""state":"clock_jumped""#))
        #expect(try text("/metrics").contains("\ndaybook_clock_jumped 1\n"))
        #expect(try text("/readyz") == "ready\n")
        #expect(try text("/v1/admin/accept-clock", method: "POST").contains(#""state":"ok""#))
        #expect(try text("/v1/status").contains(#""state":"ok""#))
        // No entry can have such a time, and so no answer.
        clock.jump(seconds: 300_000_000_000)
        let accept = Request(method: "POST", target: "/v1/admin/accept-clock")
        #expect(router.answer(accept, caller: .local).status == 400)
        #expect(try text("/v1/status").contains(#""state":"clock_jumped""#))
    }
}
