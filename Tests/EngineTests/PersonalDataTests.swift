import Engine
import Foundation
import Journal
import Ledger
import Schema
import Synchronization
import TestTools
import TestWorld
import Testing

@Suite("Personal data")
struct PersonalDataTests {
    private static let email = "Mei.Lin@example.org"
    private static let name = "Mei Lin Yuanshan"
    /// What must be in no file.
    private static let texts = [
        "mei.lin@example", "Mei.Lin", "Yuanshan", "+86 571 5555", "Lakeside", "Hangzhou", "310000", "chargebacks",
    ]

    static func live(_ ledger: TestLedger) throws {
        try ledger.accepted(.register("c-1", "C-1", email: email, name: name, phone: "+86 571 5555 0100"))
        try ledger.accepted(.verify("c-2", "C-1", email: email))
        try ledger.accepted(.address("c-3", "C-1", "HOME"))
        try ledger.accepted(.suspend("c-4", "C-1"))
        try ledger.accepted(.customer("c-5", .reinstate(ReinstateCustomer(customerID: "C-1"))))
        // What is refused is in the book, too.
        #expect(try ledger.rejection(.register("c-6", "C-2", email: email.uppercased(), name: name)) == "email_taken")
        #expect(try ledger.rejection(.register("c-7", "C-2", email: "Mei.Lin@example", name: name)) == "invalid_argument")
    }

    /// The files of a folder that have one of the texts, in whatever case. LevelDB compresses what repeats, so all that is stored
    /// is looked through decoded as well.
    private static func found(in ledger: TestLedger) throws -> [String] {
        let needles = texts.map { Array($0.lowercased().utf8) }
        func has(_ bytes: [UInt8]) -> Bool {
            let lower = bytes.map { (65...90).contains($0) ? $0 + 32 : $0 }
            return needles.contains { lower.firstRange(of: $0) != nil }
        }
        var found = try FileManager.default.subpathsOfDirectory(atPath: ledger.folder).filter { path in
            has(Array(FileManager.default.contents(atPath: ledger.folder + "/" + path) ?? Data()))
        }
        found += try ledger.entries().filter { has($0.canonicalBytes()) || has($0.json()) }.map { "entry \($0.sequence)" }
        found += try ledger.engine.head.rows(Query(.customer)).rows.filter { has($0.bytes()) }.map { "row \($0.id)" }
        return found
    }

    static func customer(_ ledger: TestLedger, _ personal: PersonalData = .opened, at asOf: AsOf = .head) throws -> Customer {
        let view = try ledger.engine.view(at: asOf)
        guard let row = try view.row(.customer, "C-1"), case .customer(let customer) = try ledger.engine.shown(row, personal) else {
            throw UnexpectedOutcome(description: "no customer")
        }
        return customer
    }

    private static func text(_ sealed: Sealed?) -> String? {
        sealed.flatMap { $0.version == Sealed.opened ? String(decoding: $0.box, as: UTF8.self) : nil }
    }

    @Test("is in no byte of any file: not after a flush, a restart, an erasure or a rebuild")
    func files() throws {
        try withLedger { ledger in
            try Self.live(ledger)
            #expect(try Self.found(in: ledger) == [])
            try ledger.flush()
            try ledger.reopen()
            #expect(try Self.found(in: ledger) == [])
            #expect(Self.text(try Self.customer(ledger).name) == Self.name)
            try ledger.accepted(.erase("c-8", "C-1"))
            try ledger.flush()
            #expect(try Self.found(in: ledger) == [])
            try ledger.reopen { try FileManager.default.removeItem(atPath: ledger.folder + "/state") }
            #expect(try Self.found(in: ledger) == [])
            #expect(try ledger.replayHash() == ledger.engine.head.stateHash().description)
        }
    }

    /// A person's wrapped key as its file has it.
    static func wrappedKey(_ name: String, _ ledger: TestLedger) throws -> [UInt8] {
        let parts = name.split(separator: ".")
        let segment = [UInt8](FileManager.default.contents(atPath: ledger.folder + "/keys/\(parts[0]).keys") ?? Data())
        let slot = try #require(Int(parts[1]))
        return Array(segment[(64 * (1 + slot))...].prefix(60))
    }

    @Test("the key that an erasure destroys is in no file: not its bytes, ever, and not as it was wrapped, afterwards")
    func erasedKey() throws {
        let made = Mutex<[[UInt8]]>([])
        try withFolder { folder in
            let ledger = try TestLedger(folder + "/l") { configuration in
                configuration.entropy = { count in
                    let bytes = KeyStore.random(count)
                    if count == 32 { made.withLock { $0.append(bytes) } }
                    return bytes
                }
            }
            defer { ledger.close() }
            func files(with needles: [[UInt8]]) throws -> [String] {
                try FileManager.default.subpathsOfDirectory(atPath: ledger.folder).filter { path in
                    let bytes = [UInt8](FileManager.default.contents(atPath: ledger.folder + "/" + path) ?? Data())
                    return needles.contains { bytes.firstRange(of: $0) != nil }
                }
            }
            try Self.live(ledger)
            try ledger.accepted(.register("c-8", "C-3"))
            let wrapped = try Self.wrappedKey(try Self.customer(ledger, .sealed).key, ledger)
            #expect(made.withLock { $0.count } > 256)
            #expect(try files(with: [wrapped]).count == 1)
            try ledger.accepted(.erase("c-9", "C-1"))
            for isRestarted in [false, true] {
                if isRestarted { try ledger.reopen() }
                try ledger.flush()
                #expect(try files(with: [wrapped]) == [])
                #expect(try files(with: made.withLock { $0 }) == [])
            }
        }
    }

    @Test("who brings people in may register one without an e-mail or a name; nobody else may, and nobody logs in as them")
    func unnamed() throws {
        try withLedger { ledger in
            func register(_ id: String, _ customer: String) -> Command {
                .customer(id, .register(RegisterCustomer(customerID: customer, country: "BR")))
            }
            func place(_ id: String, _ customer: String) -> Command {
                .customer(
                    id, .addAddress(AddAddress(customerID: customer, addressID: "A", city: "franca", region: "SP", country: "BR")))
            }
            let importer = Actor.with { ($0.kind, $0.role) = (.import, "importer") }
            let storefront = Actor.with { ($0.kind, $0.role) = (.staff, "storefront") }
            #expect(try ledger.rejection(register("r-1", "C-1"), as: storefront) == "invalid_argument")
            try ledger.accepted(register("r-2", "C-1"), as: importer)
            // They do not share the e-mail that neither has.
            try ledger.accepted(register("r-3", "C-2"), as: importer)
            #expect(try ledger.rejection(place("a-1", "C-1"), as: storefront) == "invalid_argument")
            try ledger.accepted(place("a-2", "C-1"), as: importer)
            let shown = try Self.customer(ledger)
            #expect(shown.email == nil && shown.name == nil && Self.text(shown.addresses.first?.city) == "franca")
            #expect(try ledger.rejection(.verify("v-1", "C-1"), as: storefront) == "invalid_argument")
            try ledger.accepted(
                .customer("p-1", .changeProfile(ChangeProfile(customerID: "C-1", email: "mei@example.org"))), as: storefront)
            #expect(try ledger.rejection(.register("r-4", "C-3", email: "mei@example.org")) == "email_taken")
            try ledger.accepted(.erase("e-1", "C-2"))
            #expect(try ledger.replayHash() == ledger.engine.head.stateHash().description)
        }
    }

    @Test("is shown to those who may read it, left out for others, and gone after an erasure, as of every moment")
    func reading() throws {
        try withLedger { ledger in
            try Self.live(ledger)
            let shown = try Self.customer(ledger)
            #expect(Self.text(shown.email) == Self.email.lowercased() && Self.text(shown.name) == Self.name)
            #expect(
                Self.text(shown.addresses.first?.lines) == "88 Lakeside Road"
                    && Self.text(shown.addresses.first?.city) == "Hangzhou")
            #expect(Self.text(try Self.customer(ledger, at: .sequence(4)).suspendedFor) == "chargebacks")
            let hidden = try Self.customer(ledger, .leftOut)
            #expect(hidden.email == nil && hidden.name == nil && hidden.addresses.first?.lines == nil && hidden.status == .active)
            #expect(try Self.customer(ledger, .sealed).name?.version == 1)
            let json = String(decoding: shown.openedJSON(), as: UTF8.self)
            #expect(json.contains(#""name":"Mei Lin Yuanshan""#) && json.contains(#""lines":"88 Lakeside Road""#))
            #expect(try Customer(json: shown.openedJSON()) == shown)

            try ledger.accepted(.erase("c-8", "C-1"))
            try ledger.flush()
            for (sequence, status) in [(1, Customer.Status.unverified), (3, .active), (8, .erased)] {
                for personal in [PersonalData.opened, .leftOut] {
                    let row = try Self.customer(ledger, personal, at: .sequence(UInt64(sequence)))
                    #expect(row.erased && row.status == status && row.email == nil && row.name == nil && row.phone == nil)
                    #expect(row.addresses.allSatisfy { $0.lines == nil && $0.city == nil })
                }
            }
            // Nobody has the e-mail any more.
            try ledger.accepted(.register("c-9", "C-2", email: Self.email))
        }
    }

    @Test("asked again, the first answer comes; the hash in the log is not that of the command")
    func askingAgain() throws {
        try withLedger { ledger in
            let first = try ledger.accepted(.register("c-1", "C-1"))
            for _ in 0..<2 {
                let again = try ledger.accepted(.register("c-1", "C-1"))
                #expect(again.sequence == first.sequence && again.replayed)
                #expect(try ledger.send([.register("c-1", "C-1", name: "Lin")])[0].code == .idempotencyKeyReused)
                try ledger.reopen()
            }
            let plain = try Submission(.register("c-1", "C-1"), actor: .staff).hash
            let stored = try ledger.entries()[0].commandHash
            #expect(stored.count == 32 && stored != plain)
        }
    }

    @Test("in an atomic stream it is sealed and hashed as alone; one that is refused destroys no key; a password is not taken")
    func atomic() throws {
        try withLedger { ledger in
            func send(_ id: String, _ commands: [Command]) throws -> [Outcome] {
                let parts = try commands.map { try Submission($0, actor: .staff) }
                let submission = try Submission(.with { $0.id = id }, AtomicStream(parts), actor: .staff)
                let waiting = Waiting()
                ledger.engine.submit([submission]) { waiting.fulfil($0) }
                return waiting.outcomes()
            }
            let live: [Command] = [
                .register("c-1", "C-1", email: Self.email, name: Self.name, phone: "+86 571 5555 0100"),
                .address("c-2", "C-1", "HOME"), .register("c-3", "C-2"),
            ]
            for isRepeated in [false, true] {
                guard case .receipts(_, let receipts)? = try send("day", live).first else {
                    throw UnexpectedOutcome(description: "day")
                }
                #expect(receipts.allSatisfy { $0.replayed == isRepeated })
                // Each is known by itself, too.
                #expect(try ledger.accepted(live[0]).replayed)
                #expect(try ledger.send([.register("c-1", "C-1", name: "Lin")])[0].code == .idempotencyKeyReused)
                try ledger.reopen()
            }
            let entry = try ledger.entries()[0]
            let plain = try live.map { try Submission($0, actor: .staff).hash }
            #expect(zip(entry.commands, plain).allSatisfy { $0.commandHash != $1 && $0.commandHash.count == 32 })
            #expect(try Self.found(in: ledger) == [])

            // The erasure itself is fine; what comes behind it is not.
            guard case .receipt(let refused)? = try send("gone", [.erase("e-1", "C-1"), .erase("e-2", "C-9")]).first else {
                throw UnexpectedOutcome(description: "gone")
            }
            #expect(refused.rejection?.code == "not_found")
            #expect(Self.text(try Self.customer(ledger).name) == Self.name)
            _ = try send("erased", [.erase("e-1", "C-1"), .erase("e-3", "C-2")])
            #expect(try Self.customer(ledger, at: .sequence(1)).name == nil)
            #expect(throws: CommandFault.self) {
                try send("log-in", [.logIn("l-1", "L-1", "C-2", password: "correct horse battery")])
            }
        }
    }

    @Test("without its keys everything else goes on, what is sealed stays sealed, and nothing is sealed anew")
    func missingKeys() throws {
        try withLedger(units: 3) { ledger in
            try ledger.accepted(.register("c-1", "C-1", name: Self.name))
            let (keys, away) = (ledger.folder + "/keys", ledger.folder + "-keys")
            try ledger.reopen { try FileManager.default.moveItem(atPath: keys, toPath: away) }
            let head = ledger.engine.status.head
            #expect(try ledger.send([.register("c-2", "C-2")])[0].code == .keysMissing)
            #expect(try ledger.send([.register("c-1", "C-1", name: Self.name)])[0].code == .keysMissing)
            #expect(ledger.engine.status.head == head && ledger.fatalErrors.isEmpty)
            let row = try Self.customer(ledger)
            #expect(!row.erased && row.name?.version == 1 && Self.text(row.name) == nil)
            try ledger.accepted(.place("o-1", "O-1", "A", 1))
            #expect(!FileManager.default.fileExists(atPath: keys + "/master"))
            // The key of one person alone is missing.
            try ledger.reopen {
                try? FileManager.default.removeItem(atPath: keys)
                try FileManager.default.moveItem(atPath: away, toPath: keys)
                for name in try FileManager.default.contentsOfDirectory(atPath: keys) where name.utf8.count == 21 {
                    try FileManager.default.moveItem(atPath: keys + "/" + name, toPath: away + name)
                }
            }
            #expect(try ledger.send([.address("a-1", "C-1", "HOME")])[0].code == .keysMissing)
            try ledger.accepted(.register("c-2", "C-2"))
            try ledger.accepted(.place("o-2", "O-2", "A", 1))
            #expect(ledger.fatalErrors.isEmpty)
            #expect(try ledger.replayHash() == ledger.engine.head.stateHash().description)
        }
    }

    @Test("a key that comes back from an old copy is destroyed again when the log is rolled forward")
    func oldCopy() throws {
        try withLedger { ledger in
            try Self.live(ledger)
            let (keys, copy) = (ledger.folder + "/keys", ledger.folder + "-copy")
            try FileManager.default.copyItem(atPath: keys, toPath: copy)
            try ledger.accepted(.erase("c-8", "C-1"))
            try ledger.reopen {
                for path in [keys, ledger.folder + "/state"] { try FileManager.default.removeItem(atPath: path) }
                try FileManager.default.copyItem(atPath: copy, toPath: keys)
            }
            let row = try Self.customer(ledger, at: .sequence(3))
            #expect(row.erased && row.name == nil)
        }
    }

    @Test("nobody is erased whose key is not here; and who was erased stays so when an old copy of the keys is put back")
    func copies() throws {
        try withLedger { ledger in
            try Self.live(ledger)
            let (keys, copy) = (ledger.folder + "/keys", ledger.folder + "-copy")
            try FileManager.default.copyItem(atPath: keys, toPath: copy)
            func putBack() throws {
                try? FileManager.default.removeItem(atPath: keys)
                try FileManager.default.copyItem(atPath: copy, toPath: keys)
            }
            try ledger.reopen { try FileManager.default.removeItem(atPath: keys) }
            let head = ledger.engine.status.head
            #expect(try ledger.send([.erase("c-8", "C-1")])[0].code == .keysMissing)
            #expect(ledger.engine.status.head == head)
            try ledger.reopen { try putBack() }
            #expect(Self.text(try Self.customer(ledger).name) == Self.name)
            try ledger.accepted(.erase("c-8", "C-1"))
            // What the log says is not looked at again once it was flushed.
            try ledger.flush()
            try ledger.reopen { try putBack() }
            let row = try Self.customer(ledger, at: .sequence(3))
            #expect(row.erased && row.name == nil && row.email == nil)
        }
    }

    @Test("who is barred or erased buys nothing; who is unverified, unknown or reinstated does")
    func buying() throws {
        try withLedger(units: 20) { ledger in
            func place(_ id: String) throws -> String {
                var command = Command.place(id, "O-" + id, "A", 1)
                guard case .order(var context) = command.command, case .place(var place) = context.command else { return "?" }
                place.customerID = "C-1"
                context.command = .place(place)
                command.command = .order(context)
                return try ledger.rejection(command)
            }
            #expect(try place("guest") == "")
            try ledger.accepted(.register("c-1", "C-1"))
            #expect(try place("unverified") == "")
            try ledger.accepted(.verify("c-2", "C-1"))
            try ledger.accepted(.suspend("c-3", "C-1"))
            #expect(try place("barred") == "forbidden")
            try ledger.flush()
            #expect(try place("barred-flushed") == "forbidden")
            try ledger.reopen()
            #expect(try place("barred-reopened") == "forbidden")
            try ledger.accepted(.customer("c-4", .reinstate(ReinstateCustomer(customerID: "C-1"))))
            #expect(try place("reinstated") == "")
            // Orders that are open keep a customer from being erased: those of before a flush, and those since.
            #expect(try ledger.rejection(.erase("c-5", "C-1")) == "open_obligations")
            for order in ["O-guest", "O-unverified", "O-reinstated"] {
                #expect(try ledger.rejection(.erase("e-" + order, "C-1")) == "open_obligations")
                try ledger.accepted(.cancel("x-" + order, order))
            }
            try ledger.accepted(.erase("c-6", "C-1"))
            #expect(try place("erased") == "forbidden")
            #expect(try ledger.rejection(.address("c-7", "C-1", "HOME")) == "invalid_state")
        }
    }

    @Test("keys are wrapped anew while the ledger is open")
    func rotation() throws {
        try withLedger { ledger in
            try Self.live(ledger)
            #expect(try ledger.engine.rotateKeys().files == 2)
            #expect(Self.text(try Self.customer(ledger).name) == Self.name)
            try ledger.accepted(.register("r-1", "C-3"))
            try ledger.reopen()
            #expect(Self.text(try Self.customer(ledger).name) == Self.name)
            #expect(try ledger.rejection(.register("r-2", "C-4", email: "C-3@example.org")) == "email_taken")
        }
    }
}
