import Engine
import Foundation
import Journal
import Ledger
import Logging
import Schema
import TestTools
import TestWorld
import Testing

@testable import Service

/// A service over a ledger of its own, in a folder of its own.
final class TestService: Sendable {
    let folder: String
    let engine: Engine
    let server: Server

    var socket: String { folder + "/s" }

    /// Runs a test against a fresh service.
    static func run(listen: String? = nil, _ body: (TestService) async throws -> Void) async throws {
        try await run(\.listen, listen, body)
    }

    /// Runs a test against a fresh service with a small shop, and gives it a client: entries 1 to 3.
    static func withShop(units: Int = 100, _ body: (TestService, HTTPConnection) async throws -> Void) async throws {
        try await run { service in
            try service.openShop(units: units)
            try await body(service, service.client())
        }
    }

    /// Runs a test against a fresh service that is set differently in one thing.
    static func run<Value>(
        _ setting: WritableKeyPath<Server.Configuration, Value>, _ value: Value, listen: String? = nil, logger: Logger = quiet,
        engine change: (inout Engine.Configuration) -> Void = { _ in }, _ body: (TestService) async throws -> Void
    ) async throws {
        let folder = temporaryPath()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var engineConfiguration = Engine.Configuration(directory: folder, createIfMissing: true)
        engineConfiguration.onFatal = { _ in }
        engineConfiguration.passwordCost = PasswordHash.Cost(logN: 4)
        change(&engineConfiguration)
        let engine = try Engine.open(engineConfiguration, logger: quiet)
        defer { engine.close() }
        var configuration = Server.Configuration(socketPath: folder + "/s", dataDirectory: folder)
        configuration.timeouts.stopMilliseconds = 2000
        configuration.listen = listen
        configuration[keyPath: setting] = value
        let server = try await Server.start(configuration, engine: engine, logger: logger)
        let service = TestService(folder: folder, engine: engine, server: server)
        do {
            try await withTaskExecutorPreference(OwnThread()) { try await body(service) }
        } catch {
            await server.stop()
            throw error
        }
        await server.stop()
    }

    /// Runs blocking code beside the few threads of Swift's pool, which are for what suspends.
    private final class OwnThread: TaskExecutor {
        private let queue = DispatchQueue(label: "test")

        func enqueue(_ job: consuming ExecutorJob) {
            let job = UnownedJob(job)
            queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
        }
    }

    private init(folder: String, engine: Engine, server: Server) {
        self.folder = folder
        self.engine = engine
        self.server = server
    }

    func client() throws -> HTTPConnection { try HTTPConnection.checked(socket) }

    /// A client of loopback TCP, which is another account, and the header that it must send.
    func tokenClient() throws -> (client: HTTPConnection, headers: [String: String]) {
        let token = try String(contentsOfFile: folder + "/token", encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
        return (try HTTPConnection.checked(port: try #require(server.port)), ["Authorization": "Bearer " + token])
    }

    /// What a metric shows now.
    func metric(_ name: String) throws -> Int {
        let lines = try client().request("GET", "/metrics").text.split(separator: "\n")
        let line = try #require(lines.first { $0.hasPrefix(name + " ") })
        return try #require(Int(line.dropFirst(name.count + 1)))
    }

    /// Has commands decided as one batch, so that no flush comes between them however slow the machine is.
    func decide(_ commands: [String]) async throws {
        let reader = CommandReader(caller: Caller(role: .operator, uid: nil, name: "test"), wantsEvents: false)
        let submissions = try commands.map { try reader.json(Array($0.utf8)) }
        let count = await withCheckedContinuation { continuation in
            engine.submit(submissions) { outcomes in continuation.resume(returning: outcomes.count) }
        }
        #expect(count == commands.count)
    }

    /// Has the changed rows written to disk, and waits for it.
    func flush() async throws {
        let head = engine.status.head
        engine.flush()
        #expect(try await eventually { engine.status.flushed >= head })
    }

    /// A warehouse, a product and stock of it: entries 1 to 3.
    func openShop(units: Int = 100) throws {
        let client = try client()
        for command in Self.shop(units: units) { #expect(try client.post(command).status == 200) }
    }

    static func shop(units: Int = 100) -> [String] {
        [
            #"{"id":"w","warehouse":{"register":{"warehouseId":"WH-1","name":"Hangzhou"}}}"#,
            #"{"id":"p","catalog":{"createProduct":{"productId":"P-1","title":"Desk, \"lamp\"","kind":"PHYSICAL","publish":true,"#
                + #""variants":[{"sku":"SKU-1","price":{"amount":10000,"currency":"CNY"}}]}}}"#,
            receive("r", units),
        ]
    }

    static func receive(_ id: String, _ units: Int, sku: String = "SKU-1") -> String {
        #"{"id":"\#(id)","stock":{"receive":{"sku":"\#(sku)","warehouseId":"WH-1","quantity":\#(units)}}}"#
    }

    static func place(_ id: String, _ order: String, _ quantity: Int = 1) -> String {
        #"{"id":"\#(id)","order":{"place":{"orderId":"\#(order)","customerId":"C-1","currency":"CNY","#
            + #""lines":[{"sku":"SKU-1","quantity":\#(quantity)}]}}}"#
    }
}
