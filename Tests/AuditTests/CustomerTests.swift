import Audit
import Schema
import Testing

/// A customer's day, of which one thing is changed: the auditor says what that breaks.
@Suite("The auditor's customers")
struct CustomerTests {
    private static let sealed = [UInt8](repeating: 7, count: 40)

    private static func event(_ id: String, _ version: UInt64, _ event: CustomerEvent.OneOf_Event) -> Event {
        Event(entity: EntityName("customer/" + id), version: version, event: .customer(CustomerEvent(event: event)))
    }

    private static func registered(_ id: String, email: String) -> Event {
        event(
            id, 1,
            .registered(
                CustomerRegistered(
                    key: "k." + id, email: Sealed(version: 1, box: sealed), emailKey: email, name: Sealed(version: 1, box: sealed)))
        )
    }

    private static let day: [Event] = [
        registered("C-1", email: "a"), event("C-1", 2, .emailVerified(EmailVerified())),
        event(
            "C-1", 3,
            .addressAdded(AddressAdded(address: CustomerAddress(addressID: "HOME", lines: Sealed(version: 3, box: sealed))))),
        event("C-1", 4, .suspended(CustomerSuspended(reason: Sealed(version: 4, box: sealed)))),
        event("C-1", 5, .reinstated(CustomerReinstated())),
        event("C-1", 6, .profileChanged(ProfileChanged(email: Sealed(version: 6, box: sealed), emailKey: "b"))),
        registered("C-2", email: "a"), event("C-1", 7, .addressRemoved(AddressRemoved(addressID: "HOME"))),
        event("C-1", 8, .erased(CustomerErased(legalBasis: "law", key: "k.C-1"))), registered("C-3", email: "b"),
    ]

    private static func audited(_ day: [Event]) -> Auditor {
        var auditor = Auditor()
        for (index, event) in day.enumerated() {
            auditor.audit(
                Entry(
                    sequence: UInt64(index + 1), time: Timestamp(seconds: Int64(index)), id: "c-\(index)", command: "c",
                    events: [event]))
        }
        return auditor
    }

    private static func found(_ change: (inout [Event]) -> Void) -> [String] {
        var day = day
        change(&day)
        return audited(day).violations.map(\.description)
    }

    @Test("a sound day has nothing wrong")
    func sound() {
        #expect(Self.found { _ in } == [])
    }

    @Test("O7: states follow the table")
    func states() {
        #expect(
            Self.found { $0[3] = Self.event("C-1", 4, .reinstated(CustomerReinstated())) }.contains {
                $0.hasPrefix("O7 customer/C-1 at 4")
            })
        #expect(
            Self.found { $0[4] = Self.event("C-1", 5, .suspended(CustomerSuspended())) }.contains {
                $0.hasPrefix("O7 customer/C-1 at 5")
            })
        #expect(Self.found { $0[7].customer.addressRemoved.addressID = "WORK" }.contains { $0.hasPrefix("O7 customer/C-1 at 8") })
    }

    @Test("A1: nothing after an erasure, its own key, and an e-mail of one customer")
    func erased() {
        let more = Self.event("C-1", 9, .addressAdded(AddressAdded(address: CustomerAddress(addressID: "X"))))
        #expect(Self.found { $0.append(more) }.contains { $0.hasPrefix("A1 customer/C-1 at 11") })
        #expect(Self.found { $0[8].customer.erased.key = "k.C-2" }.contains { $0.hasPrefix("A1 customer/C-1 at 9") })
        #expect(Self.found { $0[9].customer.registered.emailKey = "a" }.contains { $0.hasPrefix("A1 customer/C-3 at 10") })
    }

    @Test("L12: what is personal is sealed, at the version of its event")
    func sealed() {
        #expect(
            Self.found { $0[0].customer.registered.name?.box = Array("Mei".utf8) }.contains {
                $0.hasPrefix("L12 customer/C-1 at 1")
            })
        #expect(
            Self.found { $0[2].customer.addressAdded.address.lines?.version = 2 }.contains { $0.hasPrefix("L12 customer/C-1 at 3") }
        )
        #expect(Self.found { $0[0].customer.registered.key = "" }.contains { $0.hasPrefix("L12 customer/C-1 at 1") })
    }

    @Test("L6, L12: a row says what its events say, and an erased one nothing")
    func rows() {
        var auditor = Self.audited(Self.day)
        let box = Sealed(version: 1, box: Self.sealed)
        let sound = Customer(
            customerID: "C-2", version: 1, status: .unverified, email: box, emailKey: "a", name: box, key: "k.C-2")
        auditor.compareRow(sound, as: "customer/C-2")
        auditor.compareRow(
            Customer(customerID: "C-1", version: 8, status: .erased, erased: true, legalBasis: "law"), as: "customer/C-1")
        #expect(auditor.violations == [])
        var other = sound
        other.phone = box
        auditor.compareRow(other, as: "customer/C-2")
        auditor.compareRow(
            Customer(customerID: "C-1", version: 8, status: .erased, name: box, erased: true), as: "customer/C-1")
        #expect(auditor.violations.map(\.invariant) == ["L12", "L12"])
    }

    @Test("A1, A2: a customer who sends is free to, and has the role; a role is given once, and a seller approved as one")
    func roles() {
        let seller = GrantedRole(role: .seller)
        let day = [
            Self.registered("C-1", email: "a"), Self.event("C-1", 2, .roleGranted(RoleGranted(role: seller))),
            Self.event("C-1", 3, .sellerApproved(SellerApproved())),
            Self.event("C-1", 4, .sellerSuspended(SellerSuspended(reason: Sealed(version: 4, box: Self.sealed)))),
            Self.event("C-1", 5, .roleRevoked(RoleRevoked(role: seller))),
        ]
        func found(_ role: String, at place: Int, _ change: (inout [Event]) -> Void = { _ in }) -> [String] {
            var day = day
            change(&day)
            var auditor = Auditor()
            for (index, event) in day.enumerated() {
                var entry = Entry(
                    sequence: UInt64(index + 1), time: Timestamp(seconds: Int64(index)), id: "c-\(index)", command: "c",
                    events: [event])
                if index == place { entry.actor = Actor(kind: .customer, name: "C-1", role: role) }
                auditor.audit(entry)
            }
            return auditor.violations.map(\.description)
        }
        #expect(found("buyer", at: 1) == [] && found("seller", at: 2) == [] && found("seller", at: 4) == [])
        #expect(found("buyer", at: 0).contains { $0.hasPrefix("A1 customer/C-1 at 1") })
        #expect(found("seller", at: 1).contains { $0.hasPrefix("A2 customer/C-1 at 2") })
        #expect(found("admin", at: 3).contains { $0.hasPrefix("A2 customer/C-1 at 4") })
        #expect(found("buyer", at: 1) { $0[2] = $0[1] }.contains { $0.hasPrefix("A2 customer/C-1 at 3") })
        #expect(found("buyer", at: 1) { $0.remove(at: 1) }.contains { $0.hasPrefix("A2 customer/C-1 at 2") })
        #expect(found("buyer", at: 1) { $0.remove(at: 2) }.contains { $0.hasPrefix("A2 customer/C-1 at 3") })
    }

    @Test("A3: a customer does not take the role of the last admin away, nor bar or erase them; an account of the machine may")
    func admins() {
        let admin = GrantedRole(role: .admin)
        let day = [
            Self.registered("C-1", email: "a"), Self.registered("C-2", email: "b"),
            Self.event("C-1", 2, .roleGranted(RoleGranted(role: admin))),
            Self.event("C-2", 2, .roleGranted(RoleGranted(role: admin))),
            Self.event("C-2", 3, .roleRevoked(RoleRevoked(role: admin))),
        ]
        let reason = Sealed(version: 3, box: Self.sealed)
        let ends: [CustomerEvent.OneOf_Event] = [
            .roleRevoked(RoleRevoked(role: admin)), .suspended(CustomerSuspended(reason: reason)),
            .erased(CustomerErased(legalBasis: "law", key: "k.C-1")),
        ]
        for end in ends {
            for (kind, isFound) in [(Actor.Kind.customer, true), (.staff, false)] {
                var auditor = Auditor()
                for (index, event) in (day + [Self.event("C-1", 3, end)]).enumerated() {
                    var entry = Entry(
                        sequence: UInt64(index + 1), time: Timestamp(seconds: Int64(index)), id: "c-\(index)", command: "c",
                        events: [event])
                    if index >= 4 { entry.actor = Actor(kind: kind, name: "C-1", role: "admin") }
                    auditor.audit(entry)
                }
                let finding = "A3 customer/C-1 at 6: expected another customer who is an admin, found not so after c"
                #expect(auditor.violations.map(\.description) == (isFound ? [finding] : []))
            }
        }
    }

    @Test("A1: who is barred buys nothing")
    func buying() {
        let order = Event(
            entity: EntityName("order/O-1"), version: 1,
            event: .order(OrderEvent(event: .placed(OrderPlaced(customerID: "C-1", currency: "EUR")))))
        #expect(!Self.found { $0.insert(order, at: 2) }.contains { $0.hasPrefix("A1") })
        #expect(Self.found { $0.insert(order, at: 4) }.contains { $0.hasPrefix("A1 order/O-1 at 5") })
    }
}
