import Engine
import Foundation
import Ledger
import Schema
import TestTools
import TestWorld
import Testing

@testable import Service

@Suite("The service starts and stops", .timeLimit(.minutes(8)))
struct ServerTests {
    @Test("a socket's path that is too long is said to be so, with its length")
    func pathTooLong() async throws {
        let error = await #expect(throws: ServiceError.self) {
            try await TestService.run(\.socketPath, "/tmp/" + String(repeating: "x", count: 103)) { _ in }
        }
        #expect(error?.code == .badAddress)
        #expect(error?.message.contains("108 bytes") == true)
        #expect(error?.message.contains("--socket") == true)
    }

    @Test("the longest path that is possible is taken")
    func longestPath() async throws {
        let path = "/tmp/db-s-" + String(UUID().uuidString.prefix(8)) + String(repeating: "x", count: 89)
        #expect(path.utf8.count == 107)
        try await TestService.run(\.socketPath, path) { _ in
            let answer = try HTTPConnection.checked(path).request("GET", "/healthz")
            #expect(answer.status == 200)
        }
    }

    @Test("what a dead service left is removed; what another one uses, or is no socket, is not")
    func takenPath() async throws {
        try await TestService.run { service in
            await #expect(throws: ServiceError(.addressInUse, "")) {
                try await TestService.run(\.socketPath, service.socket) { _ in }
            }
            let answer = try service.client().request("GET", "/healthz")
            #expect(answer.status == 200)
            await #expect(throws: ServiceError(.addressInUse, "")) {
                try await TestService.run(\.socketPath, service.folder + "/daybook.lock") { _ in }
            }
        }
        let path = temporaryPath()
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        _ = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
        }
        close(descriptor)
        #expect(FileManager.default.fileExists(atPath: path))
        try await TestService.run(\.socketPath, path) { _ in
            let answer = try HTTPConnection.checked(path).request("GET", "/healthz")
            #expect(answer.status == 200)
        }
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test("a link in the socket's place, or anything else, is neither followed nor taken away")
    func linkedPath() async throws {
        try await TestService.run { service in
            let file = service.folder + "/notes"
            try "mine".write(toFile: file, atomically: false, encoding: .utf8)
            chmod(file, 0o600)
            let paths = [service.folder + "/to-file", service.folder + "/to-socket", service.folder + "/to-nothing"]
            symlink(file, paths[0])
            symlink(service.socket, paths[1])
            symlink(service.folder + "/nothing", paths[2])
            mkdir(service.folder + "/folder", 0o700)
            mkfifo(service.folder + "/pipe", 0o600)
            for path in paths + [service.folder + "/folder", service.folder + "/pipe"] {
                var before = stat()
                #expect(lstat(path, &before) == 0)
                await #expect(throws: ServiceError(.addressInUse, "")) {
                    try await TestService.run(\.socketPath, path) { _ in }
                }
                var after = stat()
                #expect(lstat(path, &after) == 0)
                #expect(before.st_ino == after.st_ino && before.st_mode == after.st_mode)
            }
            #expect(try String(contentsOfFile: file, encoding: .utf8) == "mine")
            let attributes = try FileManager.default.attributesOfItem(atPath: file)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
            #expect(!FileManager.default.fileExists(atPath: service.folder + "/nothing"))
        }
    }

    @Test("the socket is for its owner and group alone")
    func permissions() async throws {
        try await TestService.run { service in
            let attributes = try FileManager.default.attributesOfItem(atPath: service.socket)
            #expect(attributes[.posixPermissions] as? Int == 0o660)
        }
    }

    @Test(
        "TCP is loopback only",
        arguments: ["0.0.0.0:7070", "192.168.0.1:80", "example.org:80", "127.0.0.1", "127.0.0.1:x", ":1", "127.1:5", ""])
    func loopback(address: String) {
        #expect(throws: ServiceError(.badAddress, "")) { try LoopbackAddress(address) }
    }

    @Test("loopback addresses")
    func loopbackAddresses() throws {
        #expect(try LoopbackAddress("127.0.0.1:7070").port == 7070)
        #expect(try LoopbackAddress("[::1]:1").host == "::1")
        #expect(try LoopbackAddress("localhost:0").host == "127.0.0.1")
    }

    @Test("a token file that others can read is refused")
    func openToken() async throws {
        try await TestService.run { service in
            let path = service.folder + "/token"
            try "0123456789abcdef0123".write(toFile: path, atomically: true, encoding: .utf8)
            chmod(path, 0o644)
            #expect(throws: ServiceError(.badToken, "")) { try Token.load(path) }
            chmod(path, 0o600)
            #expect(try Token.load(path).matches(authorization: "bearer 0123456789abcdef0123"))
            symlink(path, path + "-link")
            #expect(throws: ServiceError(.badToken, "")) { try Token.load(path + "-link") }
            symlink(path + "-nothing", path + "-dangling")
            #expect(throws: ServiceError.self) { try Token.load(path + "-dangling") }
        }
    }

    @Test("a stop lets the requests under way finish")
    func stop() async throws {
        // A body may take as long as a busy machine needs: what ends it here is the stop.
        try await TestService.run(\.timeouts.requestMilliseconds, 600_000) { service in
            let stream = try service.client()
            try stream.send(
                "POST /v1/commands HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\nContent-Length: 99999\r\n\r\n")
            try stream.send(TestService.shop()[0] + "\n" + TestService.shop()[1] + "\n{\"id\"")
            _ = try stream.head()
            _ = try stream.lines(2)
            let idle = try service.client()
            #expect(try idle.request("GET", "/healthz").status == 200)
            let stopping = Task.detached { await service.server.stop() }
            #expect(try stream.chunk() == nil)
            #expect(try stream.isClosed())
            #expect(try idle.isClosed())
            await stopping.value
            #expect(throws: HTTPConnection.Failure.self) { try service.client() }
        }
    }

    /// Event loops that are told of what was read after they ended say so on standard error.
    @Test("a stop waits for the reading threads before it ends the event loops they report to")
    func stopWhileReading() async throws {
        let folder = temporaryPath()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let engine = try Engine.open(Engine.Configuration(directory: folder, createIfMissing: true), logger: quiet)
        var configuration = Server.Configuration(socketPath: folder + "/s", dataDirectory: folder)
        configuration.timeouts.stopMilliseconds = 1
        let server = try await Server.start(configuration, engine: engine, logger: quiet)
        let client = try HTTPConnection.checked(folder + "/s")
        for command in TestService.shop(units: 100_000) { #expect(try client.post(command).status == 200) }
        let commands = (0..<4000).map { TestService.place("c-\($0)", "O-\($0)") }.joined(separator: "\n")
        #expect(
            try client.request("POST", "/v1/commands", headers: ["Content-Type": "application/x-ndjson"], body: commands).status
                == 200)
        let readers = try (0..<100).map { _ in try HTTPConnection.checked(folder + "/s") }
        for reader in readers { try reader.send("GET /v1/orders?currency=XYZ HTTP/1.1\r\nHost: x\r\n\r\n") }
        try await Task.sleep(for: .milliseconds(50))
        let errors = try await StandardErrorCapture.run { await server.stop() }
        engine.close()
        #expect(!errors.contains("EventLoop"), "\(errors)")
    }

    @Test("the API's description is JSON that names every verb and every collection")
    func openAPI() async throws {
        try await TestService.run { service in
            let answer = try service.client().request("GET", "/openapi.json")
            let document = try answer.json
            #expect(document["openapi"] as? String == "3.1.0")
            let paths = try #require(document["paths"] as? [String: Any])
            let verbs = Set(Examples.all.map(\.verb))
            #expect(verbs.count > 20)
            for verb in verbs { #expect(paths["/v1/commands/" + verb] != nil, "\(verb)") }
            for table in Table.allCases {
                for path in ["", "/{id}", "/{id}/history"] { #expect(paths["/v1/" + table.collection + path] != nil) }
            }
            for path in [
                "/v1/commands", "/v1/entries", "/v1/entries/{sequence}", "/v1/trace/{id}", "/v1/status", "/v1/admin/accept-clock",
                "/v1/admin/rotate-keys", "/healthz", "/readyz", "/metrics", "/openapi.json",
            ] {
                #expect(paths[path] != nil, "\(path)")
            }
            let schemas = try #require((document["components"] as? [String: Any])?["schemas"] as? [String: Any])
            for reference in answer.text.matches(of: /#\/components\/schemas\/(\w+)/) {
                #expect(schemas[String(reference.output.1)] != nil)
            }
            let order = (schemas["PlaceOrder"] as? [String: Any])?["properties"] as? [String: Any]
            #expect(order?["orderId"] != nil)
            for example in Examples.all { #expect(Verb(example.verb) != nil) }
        }
    }

    @Test("the router answers without a service, the same")
    func inProcess() async throws {
        try await TestService.withShop { service, client in
            let router = Router(engine: service.engine)
            for target in ["/v1/stock", "/v1/products/P-1", "/v1/entries/2", "/v1/status", "/v1/nowhere", "/v1/orders?x=1"] {
                let answer = router.answer(Request(target: target), caller: .local)
                let served = try client.request("GET", target)
                #expect(answer.status == served.status)
                guard case .bytes(let bytes) = answer.body else {
                    Issue.record("\(target) is not short")
                    continue
                }
                #expect(bytes == served.body)
            }
            #expect(router.answer(Request(method: "POST", target: "/v1/commands"), caller: .local).status == 405)
            let feed = router.answer(Request(target: "/v1/entries", headers: [("Accept", "text/event-stream")]), caller: .local)
            guard case .follow(let entries) = feed.body, case .bytes(let bytes) = try entries.next() else {
                Issue.record("no entries to follow")
                return
            }
            #expect(String(decoding: bytes, as: UTF8.self).hasPrefix("id: 1\ndata: {"))
        }
    }
}

@Suite("Pieces of the service")
struct PieceTests {
    @Test("CSV quotes what needs it, and changes nothing")
    func csv() {
        #expect(
            String(decoding: CSV.record(["a", "b,c", "d\"e", "f\ng", ""]), as: UTF8.self) == "a,\"b,c\",\"d\"\"e\",\"f\ng\",\r\n")
        let controls = "\u{1B}[2J\u{9B}31m\u{202E}a\u{200B}"
        #expect(String(decoding: CSV.record([controls]), as: UTF8.self) == controls + "\r\n")
    }

    @Test("cursors are exactly what was given out")
    func cursor() {
        for id in ["a", "O-1", "A_b.c:d-e"] { #expect(Cursor.id(of: Cursor.text(after: id), in: .order) == id) }
        #expect(Cursor.id(of: Cursor.text(after: "SKU-1@WH-1"), in: .stock) == "SKU-1@WH-1")
        for bad in ["", "=", "A", "QUJD=", "QR", "*", "_w", "AA", "U0tVLTFAV0gtMQ"] {
            #expect(Cursor.id(of: bad, in: .order) == nil, "\(bad)")
        }
    }

    @Test("the best of the offered types is taken")
    func negotiation() {
        func best(_ accept: String?) -> MediaType? { try? MediaType.best(of: [.json, .ndjson, .csv], accept: accept) }
        #expect(best(nil) == .json)
        #expect(best("*/*") == .json)
        #expect(best("application/x-ndjson") == .ndjson)
        #expect(best("text/*") == .csv)
        #expect(best("text/csv, application/json") == .json)
        #expect(best("application/json;q=0.2, text/csv;q=0.9") == .csv)
        #expect(best("application/json;q=0, */*") == .ndjson)
        #expect(best("image/png") == nil)
        #expect(best("image/png, */*;q=0.1") == .json)
        #expect(best("image/png;q=0, text/csv;q=0") == .json)
        #expect(best("*/*;q=0") == nil)
        #expect(best("application/x-ndjson; charset=utf-8") == .ndjson)
        #expect(best(";;;,,q=x") == .json)
        #expect(MediaType(contentType: "Application/JSON ; charset=utf-8") == .json)
        #expect(MediaType(contentType: "text/json") == nil)
    }

    @Test("dates of HTTP")
    func date() {
        #expect(Text.httpDate(seconds: 784_111_777) == "Sun, 06 Nov 1994 08:49:37 GMT")
        #expect(Text.httpDate(seconds: 1_772_357_400) == "Sun, 01 Mar 2026 09:30:00 GMT")
    }
}
