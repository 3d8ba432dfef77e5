import Engine
import Foundation
import Journal
import Ledger
import Schema
import TestTools
import TestWorld
import Testing

@Suite("Passwords and sessions")
struct PasswordTests {
    private static let right = "correct horse battery"
    private static let wrong = "wrong horse battery"

    private static func member(_ ledger: TestLedger) throws {
        try ledger.accepted(.register("c-1", "C-1", password: right))
    }

    private static func code(_ command: Command, _ ledger: TestLedger) throws -> String {
        let outcome = try ledger.send([command])[0]
        return outcome.code?.rawValue ?? outcome.receipt?.rejection?.code ?? ""
    }

    private static func customer(_ ledger: TestLedger) throws -> Customer {
        guard case .customer(let customer)? = try ledger.engine.head.row(.customer, "C-1") else {
            throw UnexpectedOutcome(description: "no customer")
        }
        return customer
    }

    private static func session(_ id: String, _ ledger: TestLedger) throws -> Session {
        guard case .session(let session)? = try ledger.engine.head.row(.session, id) else {
            throw UnexpectedOutcome(description: "no session \(id)")
        }
        return session
    }

    @Test("a log-in opens a session, whose token is said once and whose hash is kept")
    func logIn() throws {
        try withLedger { ledger in
            try Self.member(ledger)
            let receipt = try ledger.accepted(.logIn("l-1", "S-1", "C-1", password: Self.right))
            let row = try Self.session("S-1", ledger)
            #expect(receipt.token.utf8.count == 64)
            #expect(row.status == .open && row.tokenHash == Digest.hex(Digest.sha256(Array(receipt.token.utf8))))
            #expect(String(decoding: receipt.json(), as: UTF8.self).contains(#""token":""#))
            let again = try ledger.accepted(.logIn("l-1", "S-1", "C-1", password: Self.right))
            #expect(again.replayed && again.token.isEmpty && again.sequence == receipt.sequence)
            try ledger.accepted(.customer("l-2", .logOut(LogOut(sessionID: "S-1"))))
            #expect(try Self.session("S-1", ledger).reason == .loggedOut)
            // It ends by itself, too.
            try ledger.accepted(.logIn("l-3", "S-2", "C-1", password: Self.right))
            ledger.clock.advance(milliseconds: 8 * 3_600_000 + 1000)
            try ledger.accepted(.verify("v", "C-1"))
            #expect(try Self.session("S-2", ledger).reason == .expired)
        }
    }

    @Test("a PIN for payments is set by who knows the password; it and its hash are in no file, and in no row that is shown")
    func paymentPin() throws {
        try withLedger { ledger in
            func pin(_ id: String, _ password: String, _ pin: String) -> Command {
                .customer(id, .setPaymentPin(SetPaymentPin(customerID: "C-1", password: password, pin: pin)))
            }
            try Self.member(ledger)
            #expect(try Self.code(pin("p-1", Self.wrong, "271828"), ledger) == "bad_credentials")
            for (number, wrong) in ["", "123", "1234567890123", "12345a", "１２３４"].enumerated() {
                #expect(try Self.code(pin("w-\(number)", Self.right, wrong), ledger) == "invalid_argument")
            }
            #expect(try Self.customer(ledger).paymentPin == nil)
            try ledger.accepted(pin("p-2", Self.right, "31415926535"))
            let set = try #require(try Self.customer(ledger).paymentPin)
            try ledger.accepted(pin("p-3", Self.right, "31415926535"))
            let again = try #require(try Self.customer(ledger).paymentPin)
            #expect(set.version < again.version && set.box.count > 28 && set.box != again.box)
            try ledger.flush()
            let needles = ["31415926535", "$scrypt$"].map { Array($0.utf8) }
            for path in try FileManager.default.subpathsOfDirectory(atPath: ledger.folder) {
                let bytes = Array(FileManager.default.contents(atPath: ledger.folder + "/" + path) ?? Data())
                #expect(needles.allSatisfy { bytes.firstRange(of: $0) == nil }, "\(path)")
            }
            let shown = try ledger.engine.shown(.customer(try Self.customer(ledger)), .opened)
            #expect(!String(decoding: shown.message.openedJSON(), as: UTF8.self).contains("aymentPin"))
            try ledger.accepted(.erase("e", "C-1"))
            #expect(try Self.customer(ledger).paymentPin == nil)
        }
    }

    @Test("neither a password nor its hash nor a token is in any file, nor shown in a row")
    func files() throws {
        try withLedger { ledger in
            try Self.member(ledger)
            let token = try ledger.accepted(.logIn("l-1", "S-1", "C-1", password: Self.right)).token
            try ledger.accepted(
                .customer("p-1", .resetPassword(ResetPassword(customerID: "C-1", newPassword: "staple on the lake"))))
            try ledger.flush()
            let needles = [Self.right, "staple on the lake", token, "$scrypt$"].map { Array($0.utf8) }
            for path in try FileManager.default.subpathsOfDirectory(atPath: ledger.folder) {
                let bytes = Array(FileManager.default.contents(atPath: ledger.folder + "/" + path) ?? Data())
                #expect(needles.allSatisfy { bytes.firstRange(of: $0) == nil }, "\(path)")
            }
            for entry in try ledger.entries() {
                #expect(needles.allSatisfy { entry.canonicalBytes().firstRange(of: $0) == nil }, "\(entry.sequence)")
            }
            let row = try #require(try ledger.engine.head.row(.customer, "C-1"))
            for personal in [PersonalData.opened, .leftOut] {
                #expect(
                    try !String(decoding: ledger.engine.shown(row, personal).message.openedJSON(), as: UTF8.self).contains(
                        "password"))
            }
            #expect(try ledger.replayHash() == ledger.engine.head.stateHash().description)
        }
    }

    @Test("a wrong password, an unknown e-mail and a customer without a password look alike, and leave no entry of their own")
    func wrong() throws {
        try withLedger { ledger in
            try Self.member(ledger)
            try ledger.accepted(.register("c-2", "C-2"))
            let outcomes = try ledger.send([
                .logIn("l-1", "S-1", "C-1", password: Self.wrong), .logIn("l-2", "S-1", "C-9", password: Self.right),
                .logIn("l-3", "S-1", "C-2", password: Self.right),
                .customer("l-4", .changePassword(ChangePassword(customerID: "C-1", password: Self.wrong, newPassword: Self.right))),
            ])
            let problems = outcomes.map { outcome -> SubmissionProblem? in
                if case .problem(let problem) = outcome { problem } else { nil }
            }
            #expect(problems.map { $0?.code } == [.badCredentials, .badCredentials, .badCredentials, .badCredentials])
            #expect(Set(problems.map { $0?.detail }).count == 1)
            try ledger.wait("the note") { ledger.engine.status.head == 3 }
            #expect(try ledger.entries().map(\.command) == ["customer.register", "customer.register", "customer.noteFailedLogIns"])
            // The same id may be used by the right one.
            try ledger.accepted(.logIn("l-1", "S-1", "C-1", password: Self.right))
        }
    }

    @Test("a thousand wrong passwords leave two entries, and lock the customer for a quarter of an hour")
    func lockout() throws {
        try withLedger { ledger in
            try Self.member(ledger)
            for index in 0..<1000 {
                #expect(try Self.code(.logIn("w-\(index)", "S-\(index)", "C-1", password: Self.wrong), ledger) == "bad_credentials")
            }
            try ledger.wait("the lock") { try Self.customer(ledger).status == .locked }
            #expect(
                try ledger.entries().map(\.command) == [
                    "customer.register", "customer.noteFailedLogIns", "customer.noteFailedLogIns",
                ])
            // While it lasts nobody learns which password is right.
            #expect(try Self.code(.logIn("r-1", "S-R", "C-1", password: Self.right), ledger) == "bad_credentials")
            #expect(ledger.engine.status.head == 3)
            ledger.clock.advance(milliseconds: 901_000)
            try ledger.accepted(.logIn("r-2", "S-R", "C-1", password: Self.right))
            #expect(try Self.customer(ledger).status == .unverified)
        }
    }

    @Test("who is suspended is guessed as little as anybody: after so many wrong passwords every one is wrong")
    func suspended() throws {
        try withLedger { ledger in
            try Self.member(ledger)
            try ledger.accepted(.suspend("s", "C-1"))
            let head = ledger.engine.status.head
            for index in 0..<Int(Limits.failedLogIns) {
                #expect(try Self.code(.logIn("w-\(index)", "S-\(index)", "C-1", password: Self.wrong), ledger) == "bad_credentials")
            }
            #expect(try Self.code(.logIn("r-1", "S-R", "C-1", password: Self.right), ledger) == "bad_credentials")
            #expect(ledger.engine.status.head == head)
        }
    }

    @Test("a password that is not the sender's to say is neither held against the right one nor counted: it is forbidden")
    func anothers() throws {
        try withLedger { ledger in
            try Self.member(ledger)
            try ledger.accepted(.register("c-2", "C-2"))
            let sender = Actor(kind: .customer, name: "C-2", role: "buyer")
            for (index, password) in ([Self.right] + Array(repeating: Self.wrong, count: 12)).enumerated() {
                let command = Command.customer(
                    "p-\(index)", .changePassword(ChangePassword(customerID: "C-1", password: password, newPassword: "on the lake"))
                )
                let outcome = try ledger.send([command], as: sender)[0]
                #expect(outcome.receipt?.rejection?.code == "forbidden", "\(index): \(outcome)")
            }
            #expect(try Self.customer(ledger).failedLogIns == 0 && Self.customer(ledger).status == .unverified)
        }
    }

    @Test("asked again, a password that was right then has its first receipt, and counts for nothing")
    func again() throws {
        try withLedger { ledger in
            try Self.member(ledger)
            let change = Command.customer(
                "p-1", .changePassword(ChangePassword(customerID: "C-1", password: Self.right, newPassword: "staple on the lake")))
            let logIn = Command.logIn("l-1", "S-1", "C-1", password: Self.right)
            try ledger.accepted(logIn)
            let first = try ledger.accepted(change)
            for _ in 0..<12 {
                let again = try ledger.accepted(change)
                #expect(again.sequence == first.sequence && again.replayed)
                #expect(try ledger.accepted(logIn).replayed)
            }
            #expect(try Self.customer(ledger).failedLogIns == 0 && ledger.engine.status.head == 3)
            // Another guess under the same id is a guess as any.
            #expect(try Self.code(.logIn("l-1", "S-1", "C-1", password: Self.wrong), ledger) == "bad_credentials")
            try ledger.wait("the note") { try Self.customer(ledger).failedLogIns == 1 }
        }
    }

    @Test("a customer has at most so many open sessions: one more ends the oldest, and all can be ended in one entry")
    func manySessions() throws {
        try withLedger { ledger in
            try Self.member(ledger)
            let ids = (0...Limits.sessionsPerCustomer).map { "S-\($0)-" + String(repeating: "x", count: 55) }
            for id in ids { try ledger.accepted(.logIn(id, id, "C-1", password: Self.right)) }
            #expect(try Self.session(ids[0], ledger).reason == .replaced)
            #expect(try ids.dropFirst().allSatisfy { try Self.session($0, ledger).status == .open })
            try ledger.accepted(.erase("e-1", "C-1"))
            #expect(try ids.allSatisfy { try Self.session($0, ledger).status == .closed })
        }
    }

    @Test("commands of one chunk are decided in their order: who is registered in it logs in; and nobody is known before that")
    func oneChunk() throws {
        try withLedger { ledger in
            #expect(try Self.code(.logIn("l-0", "S-0", "C-1", password: Self.right), ledger) == "bad_credentials")
            let outcomes = try ledger.send([
                .warehouse("w", "WH-1"), .register("c-1", "C-1", password: Self.right),
                .logIn("l-1", "S-1", "C-1", password: Self.right), .logIn("l-2", "S-2", "C-1", password: Self.wrong),
                .customer("l-3", .logOut(LogOut(sessionID: "S-1"))), .logIn("l-4", "S-4", "C-1", password: Self.right),
            ])
            #expect(outcomes.map(\.id) == ["w", "c-1", "l-1", "l-2", "l-3", "l-4"])
            #expect(outcomes.map { $0.receipt?.rejection == nil && $0.receipt != nil } == [true, true, true, false, true, true])
            #expect(outcomes[3].code == .badCredentials)
        }
    }

    @Test("a reset takes the lock off and ends the sessions; a suspension and an erasure end them, too")
    func ending() throws {
        try withLedger { ledger in
            try Self.member(ledger)
            try ledger.accepted(.logIn("l-1", "S-1", "C-1", password: Self.right))
            try ledger.accepted(.customer("n", .noteFailedLogIns(NoteFailedLogIns(customerID: "C-1", count: 10))))
            #expect(try Self.customer(ledger).status == .locked)
            try ledger.accepted(.customer("p", .resetPassword(ResetPassword(customerID: "C-1", newPassword: Self.wrong))))
            #expect(try Self.customer(ledger).status == .unverified && Self.session("S-1", ledger).reason == .passwordChanged)
            #expect(try Self.code(.logIn("l-2", "S-2", "C-1", password: Self.right), ledger) == "bad_credentials")
            try ledger.accepted(.logIn("l-3", "S-3", "C-1", password: Self.wrong))
            let change = ChangePassword(customerID: "C-1", password: Self.wrong, newPassword: Self.right)
            try ledger.accepted(.customer("p-2", .changePassword(change)))
            #expect(try Self.session("S-3", ledger).reason == .passwordChanged)
            try ledger.accepted(.logIn("l-4", "S-4", "C-1", password: Self.right))
            try ledger.flush()
            try ledger.accepted(.verify("v", "C-1"))
            try ledger.accepted(.suspend("s", "C-1"))
            #expect(try Self.session("S-4", ledger).reason == .suspended)
            #expect(try Self.code(.logIn("l-5", "S-5", "C-1", password: Self.right), ledger) == "forbidden")
            try ledger.accepted(.erase("e", "C-1"))
            #expect(try Self.code(.logIn("l-6", "S-6", "C-1", password: Self.right), ledger) == "bad_credentials")
        }
    }

    private static func cutRow(in path: String) throws {
        let database = try Database(path: path, options: .state())
        // The newest version of a row lies behind this key.
        let key = Array("r".utf8) + [Table.customer.rawValue] + Array("C-1\u{0}".utf8) + [UInt8](repeating: 0xFF, count: 12)
        var bytes = try #require(try database.get(key))
        bytes.removeLast(3)
        var batch = WriteBatch()
        batch.put(key, bytes)
        try database.write(batch)
    }

    @Test("damage that a password is checked on is told as damage, and ends the writer")
    func damage() throws {
        try withFolder { folder in
            let ledger = try TestLedger(folder + "/l")
            try Self.member(ledger)
            try ledger.flush()
            ledger.close()
            try Self.cutRow(in: ledger.folder + "/state")
            try ledger.open()
            defer { ledger.close() }
            #expect(try ledger.send([.logIn("l-1", "S-1", "C-1", password: Self.right)])[0].code == .damaged)
            try ledger.wait("the end") { ledger.fatalErrors == [EngineError(.damaged, "")] }
        }
    }

    @Test("a hash of older parameters is made anew by who logs in")
    func rehash() throws {
        try withFolder { folder in
            let ledger = try TestLedger(folder + "/l")
            try Self.member(ledger)
            let before = try Self.customer(ledger).password
            ledger.close()
            let newer = try TestLedger(folder + "/l") { $0.passwordCost = PasswordHash.Cost(logN: 5) }
            defer { newer.close() }
            let receipt = try newer.accepted(.logIn("l-1", "S-1", "C-1", password: Self.right), wantsEvents: true)
            #expect(receipt.events.map { $0.name } == ["customer.passwordSet", "customer.sessionOpened"])
            #expect(try Self.customer(newer).password != before)
            let next = try newer.accepted(.logIn("l-2", "S-2", "C-1", password: Self.right), wantsEvents: true)
            #expect(next.events.map { $0.name } == ["customer.sessionOpened"])
        }
    }

    @Test("two log-ins at the same moment that both hash the password anew both succeed, and no entry says otherwise")
    func rehashTwice() throws {
        try withFolder { folder in
            let ledger = try TestLedger(folder + "/l")
            try Self.member(ledger)
            ledger.close()
            // The new hash takes long enough for both to be made of the old one.
            let newer = try TestLedger(folder + "/l") { $0.passwordCost = PasswordHash.Cost(logN: 14) }
            defer { newer.close() }
            let waiting = try (1...2).map { index in
                let waiting = Waiting()
                let command = Command.logIn("l-\(index)", "S-\(index)", "C-1", password: Self.right)
                newer.engine.submit([try Submission(command, actor: .staff)]) { waiting.fulfil($0) }
                return waiting
            }
            let receipts = waiting.flatMap { $0.outcomes() }.compactMap(\.receipt)
            #expect(receipts.count == 2 && receipts.allSatisfy { $0.rejection == nil && $0.token.utf8.count == 64 })
            #expect(try newer.entries().map(\.command) == ["customer.register", "customer.logIn", "customer.logIn"])
            #expect(try Self.customer(newer).failedLogIns == 0)
        }
    }

    @Test("whoever knows the id of a command that set a password or a PIN does not learn from it which one that was")
    func guessing() throws {
        try withLedger { ledger in
            func reset(_ password: String, _ customer: String = "C-1") -> Command {
                .customer("p-1", .resetPassword(ResetPassword(customerID: customer, newPassword: password)))
            }
            func pin(_ pin: String) -> Command {
                .customer("p-2", .setPaymentPin(SetPaymentPin(customerID: "C-1", password: "staple on the lake", pin: pin)))
            }
            try Self.member(ledger)
            let first = try ledger.accepted(reset("staple on the lake"))
            let second = try ledger.accepted(pin("271828"))
            for isReopened in [false, true] {
                if isReopened { try ledger.reopen() }
                for password in ["staple on the lake", "another on the lake"] {
                    let again = try ledger.accepted(reset(password))
                    #expect(again.replayed && again.sequence == first.sequence)
                    #expect(try ledger.accepted(.register("c-1", "C-1", password: password)).replayed)
                }
                for digits in ["271828", "314159"] { #expect(try ledger.accepted(pin(digits)).sequence == second.sequence) }
                #expect(try ledger.send([reset("staple on the lake", "C-2")])[0].code == .idempotencyKeyReused)
                #expect(try Self.code(.logIn("l-1", "S-1", "C-1", password: "another on the lake"), ledger) == "bad_credentials")
            }
            try ledger.accepted(.logIn("l-1", "S-1", "C-1", password: "staple on the lake"))
        }
    }

    @Test("beyond a bound those who wait are told so, and everything else goes on")
    func bound() throws {
        try withFolder { folder in
            let ledger = try TestLedger(folder + "/l") { $0.passwordCost = PasswordHash.Cost(logN: 14) }
            defer { ledger.close() }
            let waiting = try (0..<200).map { index in
                let waiting = Waiting()
                let submission = try Submission(.register("c-\(index)", "C-\(index)", password: Self.right), actor: .staff)
                ledger.engine.submit([submission]) { waiting.fulfil($0) }
                return waiting
            }
            try ledger.accepted(.warehouse("w", "WH-1"))
            let outcomes = waiting.flatMap { $0.outcomes() }
            let refused = outcomes.filter { $0.code == .passwordsBusy }.count
            #expect(refused > 0 && refused < 200 && outcomes.count == 200)
            #expect(outcomes.compactMap(\.receipt).allSatisfy { $0.rejection == nil })
        }
    }
}
