import Engine
import Ledger
import Schema
import Testing

@testable import Service

@Suite("Roles at the door", .timeLimit(.minutes(4)))
struct RoleTests {
    @Test("every verb is refused at the door exactly where the table says so, and leaves no entry", arguments: Role.allCases)
    func verbs(_ role: Role) async throws {
        try await TestService.run { service in
            let caller = Caller(role: role, uid: 1, name: "x")
            let reader = CommandReader(caller: caller, wantsEvents: false)
            var checked = 0
            for example in Examples.all {
                let bytes = Array(example.when.utf8)
                let isRefused: Bool
                do throws(CommandProblem) {
                    _ = try reader.json(bytes)
                    isRefused = false
                } catch {
                    isRefused = error.problem.code == "forbidden" && error.problem.detail.contains(example.verb)
                    if !isRefused { #expect(error.problem.detail.contains("time"), "\(error.problem.detail)") }
                    if !isRefused { continue }
                }
                checked += 1
                #expect(isRefused == !role.maySend(example.verb), "\(role.rawValue) \(example.verb)")
            }
            #expect(checked > 50)
            #expect(service.engine.status.head == 0)
        }
    }

    @Test("a provider reads nothing of the book, but knows whether the service is up", arguments: Role.allCases)
    func reading(_ role: Role) async throws {
        try await TestService.run { service in
            let router = Router(engine: service.engine)
            let caller = Caller(role: role, uid: 1, name: "x")
            for path in ["/v1/orders", "/v1/orders/O-1", "/v1/orders/O-1/history", "/v1/entries", "/v1/entries/1", "/v1/stock/A"] {
                let answer = router.answer(Request(method: "GET", target: path), caller: caller)
                #expect((answer.status == 403) == (role == .provider), "\(role.rawValue) \(path): \(answer.status)")
            }
            for path in ["/healthz", "/readyz", "/v1/status", "/openapi.json"] {
                #expect(router.answer(Request(method: "GET", target: path), caller: caller).status == 200)
            }
        }
    }
}
