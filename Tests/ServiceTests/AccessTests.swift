import Engine
import Foundation
import Ledger
import Schema
import TestTools
import TestWorld
import Testing

@testable import Service

@Suite("Who may do what", .timeLimit(.minutes(8)))
struct AccessTests {
    private static func rules(_ text: String) throws -> Access.Rules { try Access.rules(Array(text.utf8), path: "access.json") }

    @Test("the file names accounts and groups, and nothing else")
    func file() throws {
        let rules = try Self.rules(#"{"users":{"anna":"operator","1001":"viewer"},"groups":{"warehouse":"storefront"}}"#)
        #expect(rules.users == ["anna": .operator, "1001": .viewer])
        #expect(rules.groups == ["warehouse": .storefront])
        for bad in ["", "[]", "{", #"{"users":[]}"#, #"{"users":{"anna":"king"}}"#, #"{"users":{"anna":1}}"#, #"{"people":{}}"#] {
            #expect(throws: ServiceError(.badAccess, "")) { _ = try Self.rules(bad) }
        }
    }

    @Test("nothing is said twice in it, and what is, is named")
    func repeated() throws {
        for (text, name) in [
            (#"{"users":{"anna":"viewer","anna":"admin"}}"#, "users.anna"), (#"{"users":{},"groups":{}, "users" : {}}"#, "users"),
            (#"{"groups":{"ops":"viewer","o\u0070s":"viewer"}}"#, "groups.ops"),
            (#"{"users":{"a\"b":"viewer","c":"viewer","a\u0022b":"viewer"}}"#, #"users.a"b"#),
        ] {
            let error = #expect(throws: ServiceError(.badAccess, "")) { _ = try Self.rules(text) }
            #expect(error?.message == "access.json: \(name) is there twice; correct it, or take the file away")
        }
        let rules = try Self.rules(#"{"users":{"ops":"viewer","users":"viewer","viewer":"admin"},"groups":{"ops":"admin"}}"#)
        #expect(rules.users.count == 3 && rules.groups == ["ops": .admin])
    }

    @Test("an account's own line counts before its groups, of which the strongest counts")
    func roles() throws {
        let folder = temporaryPath()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/access.json"
        let nobody = PeerCredentials(pid: 1, uid: 65_534, gid: 65_534)
        func role(_ text: String) throws -> Role? {
            try text.write(toFile: path, atomically: true, encoding: .utf8)
            let access = try Access(path: path, logger: quiet)
            return access.caller(nobody)?.role
        }
        #expect(try role("{}") == nil)
        #expect(try role(#"{"users":{"65534":"viewer"},"groups":{"65534":"admin"}}"#) == .viewer)
        #expect(try role(#"{"users":{"\#(Accounts.name(of: 65_534))":"operator"}}"#) == .operator)
        #expect(try role(#"{"groups":{"\#(Accounts.groupName(of: 65_534))":"storefront"}}"#) == .storefront)
        let access = try Access(path: path, logger: quiet)
        #expect(access.caller(PeerCredentials(pid: 1, uid: geteuid(), gid: 0))?.role == .admin)
        #expect(access.caller(nobody)?.actor.uid == 65_534)
        #expect(access.caller(nobody)?.actor.kind == .staff)
        // Read again when it changes; a broken file changes nothing.
        #expect(!access.refresh())
        try #"{"users":{"65534":"importer"}}"#.write(toFile: path, atomically: true, encoding: .utf8)
        #expect(access.refresh())
        #expect(access.caller(nobody)?.role == .importer)
        #expect(access.caller(nobody)?.actor.kind == .import)
        try "{".write(toFile: path, atomically: true, encoding: .utf8)
        #expect(!access.refresh())
        #expect(access.caller(nobody)?.role == .importer)
        try FileManager.default.removeItem(atPath: path)
        #expect(access.refresh())
        #expect(access.caller(nobody) == nil)
    }

    /// A folder of its own with a file that gives nobody a role.
    private static func withFile(_ body: (_ folder: String, _ path: String) throws -> Void) throws {
        let folder = temporaryPath()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/access.json"
        try #"{"users":{"65534":"admin"}}"#.write(toFile: path, atomically: false, encoding: .utf8)
        chmod(path, 0o644)
        try body(folder, path)
    }

    @Test(
        "a file that others could change, a link, a pipe or a folder gives nobody a role", arguments: [0o664, 0o646, 0o666, 0o622])
    func openFile(mode: Int) throws {
        try Self.withFile { folder, path in
            _ = try Access(path: path, logger: quiet)
            chmod(path, mode_t(mode))
            #expect(throws: ServiceError(.badAccess, "")) { try Access(path: path, logger: quiet) }
            chmod(path, 0o600)
            _ = try Access(path: path, logger: quiet)
            for link in [path, folder + "/nothing"] {
                let other = folder + "/link-\(link.utf8.count)"
                symlink(link, other)
                #expect(throws: ServiceError(.badAccess, "")) { try Access(path: other, logger: quiet) }
            }
            mkfifo(folder + "/pipe", 0o600)
            for other in [folder + "/pipe", folder] {
                #expect(throws: ServiceError(.badAccess, "")) { try Access(path: other, logger: quiet) }
            }
        }
    }

    @Test("while the service runs, such a file changes nothing, until it is closed to others again")
    func openedWhileRunning() throws {
        try Self.withFile { folder, path in
            let nobody = PeerCredentials(pid: 1, uid: 65_534, gid: 65_534)
            try "{}".write(toFile: path, atomically: false, encoding: .utf8)
            let access = try Access(path: path, logger: quiet)
            chmod(path, 0o666)
            try #"{"users":{"65534":"admin"}}"#.write(toFile: path, atomically: false, encoding: .utf8)
            #expect(!access.refresh())
            #expect(access.caller(nobody) == nil)
            chmod(path, 0o644)
            #expect(access.refresh())
            #expect(access.caller(nobody)?.role == .admin)
            rename(path, folder + "/other")
            symlink(folder + "/other", path)
            try "{}".write(toFile: folder + "/other", atomically: false, encoding: .utf8)
            #expect(!access.refresh())
            #expect(access.caller(nobody)?.role == .admin)
        }
    }

    @Test("only an admin accepts the clock", arguments: Role.allCases)
    func acceptClock(role: Role) async throws {
        try await TestService.run { service in
            let router = Router(engine: service.engine)
            let caller = Caller(role: role, uid: 1, name: "x")
            let answer = router.answer(Request(method: "POST", target: "/v1/admin/accept-clock"), caller: caller)
            #expect(answer.status == (role == .admin ? 200 : 403))
            guard role == .admin else { return }
            let status = try service.client().request("POST", "/v1/admin/accept-clock", body: "")
            #expect(status.status == 200)
            #expect(try status.json["state"] as? String == "ok")
            #expect(try service.client().request("POST", "/v1/admin/accept-clock?x=1", body: "").status == 400)
        }
    }

    @Test("a viewer sends nothing, and only importers and admins state the time", arguments: Role.allCases)
    func commands(role: Role) throws {
        let caller = Caller(role: role, uid: 1, name: "x")
        let target = try RequestTarget("/v1/commands")
        let plan = Result {
            try CommandPlan(verb: nil, contentType: "application/json", idempotencyKey: nil, caller: caller, target: target)
        }
        if role == .viewer {
            #expect(throws: RequestProblem.self) { try plan.get() }
        } else {
            _ = try plan.get()
        }
        let reader = CommandReader(caller: caller, wantsEvents: false)
        let backfill = #"{"id":"a","time":"2017-11-24T10:00:00Z","warehouse":{"register":{"warehouseId":"W"}}}"#
        let read = Result { try reader.json(Array(backfill.utf8)) }
        if role == .admin || role == .importer {
            #expect(try read.get().actor.role == role.rawValue)
        } else {
            let failure = #expect(throws: CommandProblem.self) { try read.get() }
            #expect(failure?.problem.code == "forbidden")
            #expect(failure?.id == "a")
        }
    }

    /// Runs curl as the account nobody.
    static func curlAsNobody(_ arguments: [String]) throws -> String {
        let asNobody = ["--reuid=65534", "--regid=65534", "--clear-groups"]
        return try runTool("/usr/bin/setpriv", asNobody + ["curl", "-s"] + arguments).out
    }

    static let canBeNobody =
        geteuid() == 0
        && ["/usr/bin/setpriv", "/usr/bin/curl"].allSatisfy { FileManager.default.isExecutableFile(atPath: $0) }

    @Test("another account gets 403 until it has a role", .enabled(if: canBeNobody))
    func otherAccount() async throws {
        try await TestService.run { service in
            try service.openShop()
            chmod(service.socket, 0o666)
            chmod(service.folder, 0o755)
            let status = ["--unix-socket", service.socket, "http://localhost/v1/status"]
            #expect(try Self.curlAsNobody(status).contains("\"forbidden\""))
            try #"{"users":{"65534":"viewer"}}"#.write(toFile: service.folder + "/access.json", atomically: true, encoding: .utf8)
            #expect(try await eventually(every: .milliseconds(50)) { try Self.curlAsNobody(status).contains("\"head\":3") })
            let post = [
                "--unix-socket", service.socket, "-H", "Content-Type: application/json", "-d", "{}", "http://localhost/v1/commands",
            ]
            #expect(try Self.curlAsNobody(post).contains("\"forbidden\""))
            try #"{"groups":{"65534":"operator"}}"#.write(
                toFile: service.folder + "/access.json", atomically: true, encoding: .utf8)
            #expect(try await eventually(every: .milliseconds(50)) { try Self.curlAsNobody(post).contains("\"malformed\"") })
        }
    }

    @Test("on TCP every request needs the token, and makes an operator")
    func token() async throws {
        try await TestService.run(listen: "127.0.0.1:0") { service in
            let port = try #require(service.server.port)
            #expect(service.server.addresses.last == "127.0.0.1:\(port)")
            let path = service.folder + "/token"
            #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
            let token = try String(contentsOfFile: path, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
            let client = try HTTPConnection.checked(port: port)
            for header in [nil, "Bearer", "Bearer x", "Basic " + token, "Bearer " + token + "x", "Bearer " + token.dropLast()] {
                let answer = try client.request("GET", "/v1/status", headers: header.map { ["Authorization": $0] } ?? [:])
                #expect(answer.status == 401, "\(header ?? "")")
                #expect(answer.headers["www-authenticate"]?.hasPrefix("Bearer") == true)
            }
            let headers = ["Authorization": "Bearer " + token, "Content-Type": "application/json"]
            #expect(try client.request("GET", "/v1/status", headers: headers).status == 200)
            #expect(try client.request("POST", "/v1/commands", headers: headers, body: TestService.shop()[0]).status == 200)
            #expect(
                (try client.request("GET", "/v1/entries/1", headers: headers).json["actor"] as? [String: Any])?["role"] as? String
                    == "operator")
            let backfill = #"{"id":"a","time":"2017-11-24T10:00:00Z","warehouse":{"register":{"warehouseId":"W"}}}"#
            let answer = try client.request("POST", "/v1/commands", headers: headers, body: backfill)
            #expect(answer.status == 403)
            #expect(try answer.json["id"] as? String == "a")
        }
    }
}
