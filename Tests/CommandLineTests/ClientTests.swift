import Client
import Schema
import Synchronization
import TestTools
import Testing

@Suite("the client", .timeLimit(.minutes(8)))
struct ClientTests {
    private static func register(_ number: Int) -> Command {
        var command = Command()
        command.id = "c-\(number)"
        command.warehouse.register.warehouseID = "WH-\(number)"
        command.warehouse.register.name = "Number \(number)"
        return command
    }

    @Test("receipts of a stream come in order, on either wire", arguments: Wire.allCases)
    func streams(wire: Wire) async throws {
        let program = try Program()
        let serving = try await program.serve()
        let client = LedgerClient(socket: program.data + "/daybook.sock")
        let (batches, perBatch) = (200, 100)
        let sent = Mutex(0)
        var ids: [String] = []
        try await client.stream(wire) {
            let batch = sent.withLock { sent -> Int? in
                guard sent < batches else { return nil }
                defer { sent += 1 }
                return sent
            }
            guard let batch else { return nil }
            return try CommandBatch((0..<perBatch).map { Self.register(batch * perBatch + $0) }, wire: wire)
        } receive: { answers in
            for receipt in answers.receipts {
                #expect(receipt.rejection == nil && receipt.error == nil)
                ids.append(receipt.id)
            }
        }
        #expect(ids == (0..<(batches * perBatch)).map { "c-\($0)" })
        #expect(await serving.stop().status == 0)
    }

    @Test("what the closures throw ends the stream")
    func aborted() async throws {
        struct Enough: Error {}
        let program = try Program()
        let serving = try await program.serve()
        let client = LedgerClient(socket: program.data + "/daybook.sock")
        await #expect(throws: Enough.self) {
            try await client.stream(.protobuf) {
                throw Enough()
            } receive: { _ in
            }
        }
        let batch = try CommandBatch([Self.register(1)], wire: .protobuf)
        await #expect(throws: Enough.self) {
            try await client.stream(.protobuf) {
                batch
            } receive: { _ in
                throw Enough()
            }
        }
        #expect(await serving.stop().status == 0)
    }

    @Test("a single command has its receipt, or the service's problem")
    func single() async throws {
        let program = try Program()
        let serving = try await program.serve()
        let client = LedgerClient(socket: program.data + "/daybook.sock")
        let receipt = try await client.send(Self.register(1), wantsEvents: true)
        #expect(receipt.sequence == 1 && receipt.events.count == 1)
        #expect(try await client.send(Self.register(1)).replayed)
        var second = Self.register(1)
        second.id = "c-2"
        do {
            _ = try await client.send(second)
            Issue.record("a second warehouse of the same id was accepted")
        } catch let error as ServiceProblem {
            #expect(error.problem.code == "already_exists" && error.problem.sequence == 2)
        }
        let again = try await client.post(
            "/v1/commands", headers: [("content-type", "application/json")], body: second.json())
        #expect(try await again.checkedProblem().problem.sequence == 2)
        let row = try await client.get("/v1/warehouses/WH-1")
        #expect(row.status == 200 && row.header("ETag") == "\"1\"")
        #expect(try await row.body.gathered().first == UInt8(ascii: "{"))
        #expect(await serving.stop().status == 0)
        // The connection kept for later is gone, and nothing listens any more.
        await #expect(throws: ClientError(.unreachable, "")) { try await client.get("/v1/status") }
    }

    @Test("a large answer is read piece by piece, and may be left in the middle")
    func large() async throws {
        let program = try Program()
        let serving = try await program.serve()
        let client = LedgerClient(socket: program.data + "/daybook.sock")
        let once = Mutex<CommandBatch?>(try CommandBatch((0..<5000).map(Self.register), wire: .protobuf))
        try await client.stream(.protobuf) {
            once.withLock { $0.take() }
        } receive: { _ in
        }
        for try await chunk in try await client.get("/v1/entries").body {
            #expect(!chunk.isEmpty)
            break
        }
        var count = 0
        for try await chunk in try await client.get("/v1/entries").body { count += chunk.count { $0 == 10 } }
        #expect(count == 5000)
        await #expect(throws: ClientError(.tooLarge, "")) { try await client.get("/v1/entries").body.gathered(limit: 1000) }
        #expect(await serving.stop().status == 0)
    }
}
