import Engine
import Foundation
import Ledger
import Schema
import TestTools
import TestWorld
import Testing

@testable import Service

@Suite("Personal data over the socket", .timeLimit(.minutes(4)))
struct PersonalDataTests {
    private static let register =
        #"{"id":"c","customer":{"register":{"customerId":"C-1","email":"mei@example.org","name":"Mei \"Lin\"","country":"CN"}}}"#
    private static let address =
        #"{"id":"a","customer":{"addAddress":{"customerId":"C-1","addressId":"HOME","lines":"88 Lakeside\nFlat 3","#
        + #""city":"Hangzhou","country":"CN"}}}"#
    private static let erase = #"{"id":"e","customer":{"erase":{"customerId":"C-1","legalBasis":"GDPR art. 17"}}}"#

    private static let targets = [
        "/v1/customers/C-1", "/v1/customers", "/v1/customers/C-1?sequence=2", "/v1/customers?sequence=2", "/v1/customers?limit=1",
    ]

    @Test(
        "those who may read it are shown it, and others are not; entries and sealed rows show nobody anything",
        arguments: Role.allCases)
    func reading(_ role: Role) async throws {
        try await TestService.run { service in
            let client = try service.client()
            for command in [Self.register, Self.address] { #expect(try client.post(command).status == 200) }
            let router = Router(engine: service.engine)
            let caller = Caller(role: role, uid: 1, name: "x")
            func answer(_ target: String, accept: String = "application/json") throws -> String {
                let request = Request(target: target, headers: [("accept", accept)])
                switch router.answer(request, caller: caller).body {
                case .bytes(let bytes): return String(decoding: bytes, as: UTF8.self)
                case .stream(let stream):
                    var text = ""
                    while let part = try stream.next() { text += String(decoding: part, as: UTF8.self) }
                    return text
                case .follow: return ""
                }
            }
            for target in Self.targets {
                let text = try answer(target)
                #expect(text.contains(#""email":"mei@example.org""#) == role.mayReadPersonalData, "\(target): \(text)")
                #expect(text.contains(#""lines":"88 Lakeside\nFlat 3""#) == role.mayReadPersonalData, "\(target): \(text)")
                #expect(text.contains("Mei") == role.mayReadPersonalData)
                #expect(text.contains("box") == false)
                let sealed = try answer(target + (target.contains("?") ? "&" : "?") + "personal=sealed")
                // A box is random, and might spell a short word: these have bytes that no box has.
                #expect(!sealed.contains("mei@") && !sealed.contains("Mei ") && !sealed.contains("88 Lakeside"))
                #expect(sealed.contains(#""name":{"version":1,"box":""#) == role.mayRead)
            }
            for target in ["/v1/entries", "/v1/customers/C-1/history", "/v1/entries/1"] {
                let text = try answer(target, accept: "*/*")
                #expect(
                    !text.contains("mei@") && !text.contains("Lakeside") && text.contains("registered") == role.mayRead, "\(text)")
            }
            let table = try answer("/v1/customers", accept: "text/csv")
            #expect(!table.contains("mei") && table.contains("C-1") == role.mayRead)
        }
    }

    @Test("the keyed hash of an e-mail is shown nowhere, for whoever may register could try out whose e-mail it is")
    func keyedHash() async throws {
        try await TestService.run { service in
            let client = try service.client()
            let change = #"{"id":"p","customer":{"changeProfile":{"customerId":"C-1","email":"lin@example.org"}}}"#
            for command in [Self.register, Self.address] { #expect(try client.post(command).status == 200) }
            let receipt = try client.post(change, query: "?reply=events")
            #expect(receipt.status == 200 && !receipt.text.contains("mailKey"), "\(receipt.text)")
            guard case .customer(let row)? = try service.engine.head.row(.customer, "C-1") else {
                Issue.record("there is no customer")
                return
            }
            #expect(row.emailKey.utf8.count == 64)
            let targets =
                Self.targets + Self.targets.map { $0 + ($0.contains("?") ? "&" : "?") + "personal=sealed" } + [
                    "/v1/entries", "/v1/entries/1", "/v1/entries/3", "/v1/customers/C-1/history", "/v1/trace/3",
                    "/v1/entries?format=cloudevents", "/v1/customers/C-1/history?format=cloudevents",
                ]
            for target in targets {
                let answer = try client.request("GET", target)
                #expect(answer.status == 200 && !answer.text.contains("mailKey"), "\(target): \(answer.text)")
                #expect(!answer.text.contains(row.emailKey) && answer.text.contains("C-1"))
            }
        }
    }

    @Test("what was shown sealed is not unchanged for who may see it opened, nor the other way about")
    func tags() async throws {
        try await TestService.run { service in
            let client = try service.client()
            #expect(try client.post(Self.register).status == 200)
            func answer(_ query: String, _ tag: String) throws -> (status: Int, tag: String) {
                let answer = try client.request("GET", "/v1/customers/C-1" + query, headers: ["If-None-Match": tag])
                return (answer.status, try #require(answer.headers["etag"]))
            }
            let opened = try answer("", "\"0\"").tag
            let sealed = try answer("?personal=sealed", "\"0\"").tag
            #expect(opened != sealed && opened.hasPrefix("\"1-") && sealed.hasPrefix("\"1-"))
            #expect(try answer("", opened).status == 304 && answer("?personal=sealed", sealed).status == 304)
            #expect(try answer("", sealed) == (200, opened))
            #expect(try answer("?personal=sealed", opened) == (200, sealed))
        }
    }

    @Test("what is erased is shown to nobody, as of no moment, and the answer says so")
    func erased() async throws {
        try await TestService.run { service in
            let client = try service.client()
            for command in [Self.register, Self.address, Self.erase] { #expect(try client.post(command).status == 200) }
            for target in Self.targets + ["/v1/customers/C-1?sequence=1"] {
                let answer = try client.request("GET", target)
                #expect(answer.status == 200 && answer.text.contains(#""erased":true"#), "\(answer.text)")
                #expect(!answer.text.contains("mei") && !answer.text.contains("Lakeside") && !answer.text.contains("box"))
            }
            #expect(try client.request("GET", "/v1/customers/C-1?personal=open").status == 400)
            #expect(try client.request("GET", "/v1/customers?email=mei@example.org").status == 400)
        }
    }

    @Test("what a refusal or a broken command says repeats nothing personal that is in the book or in a log")
    func refusals() async throws {
        let log = CapturedLog()
        try await TestService.run(\.eventLoops, 1, logger: log.logger) { service in
            let client = try service.client()
            #expect(try client.post(Self.register).status == 200)
            let taken = try client.post(Self.register.replacing(#""id":"c""#, with: #""id":"d""#).replacing("C-1", with: "C-2"))
            #expect(taken.status == 409 && taken.text.contains("email_taken") && !taken.text.contains("mei"))
            let wrong = try client.post(
                Self.register.replacing(#""id":"c""#, with: #""id":"f""#).replacing("example.org", with: "here"))
            #expect(wrong.status == 400 && !wrong.text.contains("mei"))
            #expect(!log.lines.contains { "\($0)".contains("mei") })
        }
    }

    @Test("only an admin wraps keys anew", arguments: Role.allCases)
    func rotating(_ role: Role) async throws {
        try await TestService.run { service in
            let client = try service.client()
            let router = Router(engine: service.engine)
            let caller = Caller(role: role, uid: 1, name: "x")
            func status() -> Int { router.answer(Request(method: "POST", target: "/v1/admin/rotate-keys"), caller: caller).status }
            #expect(status() == (role == .admin ? 503 : 403))
            #expect(try client.post(Self.register).status == 200)
            #expect(status() == (role == .admin ? 200 : 403))
            guard role == .admin else { return }
            let answer = try client.request("POST", "/v1/admin/rotate-keys", body: "")
            #expect(try answer.status == 200 && answer.json["keyFiles"] as? Int == 2)
            #expect(try client.request("GET", "/v1/customers/C-1").text.contains("mei@example.org"))
            #expect(try client.request("POST", "/v1/admin/rotate-keys?x=1", body: "").status == 400)
        }
    }

    @Test("without its keys the service answers keys_missing, and goes on")
    func missing() async throws {
        try await TestService.run { service in
            let client = try service.client()
            // A folder of keys that cannot be made.
            try FileManager.default.removeItem(atPath: service.folder + "/keys")
            try Data().write(to: URL(fileURLWithPath: service.folder + "/keys"))
            let answer = try client.post(Self.register)
            #expect(answer.status == 503 && answer.text.contains("keys_missing"))
            #expect(try client.request("GET", "/v1/status").status == 200 && service.engine.status.head == 0)
        }
    }
}
