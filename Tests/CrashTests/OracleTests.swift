import Schema
import Testing

/// The oracle itself: shown a book that was tampered with, it must say so.
@Suite("the crash tool's oracle")
struct OracleTests {
    private var oracle = Oracle()
    private var book: [Entry] = []

    /// Six commands; the fourth was refused, the sixth's answer never came, and it is in the book.
    init() {
        for number in 1...6 {
            let entry = Self.entry(number, isRefused: number == 4)
            book.append(entry)
            oracle.sending([.with { ($0.id, $0.stock.receive) = (entry.id, ReceiveStock()) }])
            guard number < 6 else { continue }
            let receipt = Receipt.with {
                ($0.id, $0.sequence, $0.time, $0.events) = (entry.id, entry.sequence, entry.time, entry.events)
                if let given = entry.rejection { $0.rejection = given }
            }
            oracle.told(entry.id, Oracle.Answer(receipt, hasEvents: number != 2))
        }
    }

    private static func entry(_ number: Int, isRefused: Bool = false) -> Entry {
        .with {
            ($0.sequence, $0.id, $0.command) = (UInt64(number), "c-\(number)", "stock.receive")
            $0.time.seconds = Int64(1000 + number)
            if isRefused {
                $0.rejection = .with { ($0.code, $0.detail, $0.params) = ("not_found", "no W-9", ["id": "W-9"]) }
            } else {
                $0.events = [.with { ($0.entity, $0.version) = ("stock/A@W-1", UInt64(number)) }]
            }
        }
    }

    /// What the oracle says after it has read the book, and read it again.
    private func findings(_ tamper: (inout [Entry]) -> Void = { _ in }) -> [String] {
        var (oracle, book) = (oracle, book)
        tamper(&book)
        for entry in book { oracle.read(entry) }
        oracle.readToEnd()
        for (index, entry) in book.enumerated() { oracle.reread(entry, at: index) }
        return oracle.findings
    }

    @Test("a sound book is found sound, and what nobody knew is known")
    func sound() {
        #expect(findings().isEmpty)
        var oracle = oracle
        #expect(oracle.unanswered == ["c-6"])
        for entry in book { oracle.read(entry) }
        oracle.readToEnd()
        #expect(oracle.fates == ["c-6": true])
    }

    @Test(
        "a tampered book is found out",
        arguments: [
            ("lost at the end", "c-5: was given sequence 5, and is not in the book"),
            ("lost in the middle", "entry 4 stands where 3"), ("doubled", "c-3 is in the book twice: 3 and 3"),
            ("doubled as another", "c-2 is in the book twice: 2 and 7"), ("from nowhere", "nobody sent c-7"),
            ("another time", "c-2: in the book with time"), ("same time", "entry 2 is not later"),
            ("swapped", "c-1: in the book with sequence 2"), ("another event", "c-1: in the book with other events"),
            ("refused now", "c-5: in the book with not_found, and it was accepted"),
            ("accepted now", "c-4: in the book with accepted, and it was not_found"),
            ("refused in other words", "or had other words"), ("another verb", "c-1 was stock.receive, and is order.place"),
        ])
    func tampered(how: String, expected: String) {
        let found = findings { book in
            switch how {
            case "lost at the end": book.removeLast(2)
            case "lost in the middle": book.remove(at: 2)
            case "doubled": book.insert(book[2], at: 2)
            case "doubled as another": book.append(Self.entry(7).renamed("c-2"))
            case "from nowhere": book.append(Self.entry(7))
            case "another time": book[1].time.nanos = 1
            case "same time": book[1].time = book[0].time
            case "swapped": (book[0].id, book[1].id) = (book[1].id, book[0].id)
            case "another event": book[0].events[0].version = 9
            case "refused now": book[4] = Self.entry(5, isRefused: true)
            case "accepted now": book[3] = Self.entry(4)
            case "refused in other words": book[3].rejection?.detail = "none"
            default: book[0].command = "order.place"
            }
        }
        #expect(found.contains { $0.contains(expected) }, "\(how): \(found)")
    }

    @Test("a system's own entry needs no sender")
    func timer() {
        #expect(findings { $0.append(Self.entry(7).with { $0.actor = Actor(kind: .system) }) }.isEmpty)
    }

    @Test("a book that changed after it was read is found out")
    func changed() {
        var oracle = oracle
        for entry in book { oracle.read(entry) }
        oracle.reread(book[1].renamed("c-9"), at: 1)
        oracle.reread(Self.entry(7), at: 6)
        #expect(oracle.findings == ["entry 2 is not what it was", "entry 7: the book was read to 6"])
    }

    @Test("a repeat gets the first answer, and is said to be one")
    func repeats() {
        var oracle = oracle
        for entry in book { oracle.read(entry) }
        let first = Oracle.Answer(sequence: 1, time: book[0].time, events: book[0].events)
        oracle.toldAgain("c-1", first, replayed: true)
        #expect(oracle.findings.isEmpty && oracle.repeats == 1)
        oracle.toldAgain("c-1", first, replayed: false)
        oracle.toldAgain("c-1", Oracle.Answer(sequence: 8), replayed: true)
        oracle.toldAgain("c-6", Oracle.Answer(sequence: 7), replayed: false)
        oracle.told("c-8", first)
        #expect(oracle.findings.map { $0.prefix(40) }.count == 5)
        #expect(oracle.findings[0] == "c-1: was in the book, and was done again")
        #expect(oracle.findings[1] == "c-1: answered again with sequence 8, and it was 1")
        #expect(oracle.findings.last == "c-8: answered, and nobody had sent it")
    }

    @Test("an unknown command that is not in the book enters it at its end, once")
    func unknown() {
        var oracle = oracle
        for entry in book.dropLast() { oracle.read(entry) }
        oracle.readToEnd()
        #expect(oracle.fates == ["c-6": false])
        var (early, repeated) = (oracle, oracle)
        oracle.toldAgain("c-6", Oracle.Answer(sequence: 6), replayed: false)
        #expect(oracle.findings.isEmpty)
        early.toldAgain("c-6", Oracle.Answer(sequence: 5), replayed: false)
        #expect(early.findings == ["c-6: entered as 5, and the book had 5 entries already"])
        repeated.toldAgain("c-6", Oracle.Answer(sequence: 6), replayed: true)
        #expect(repeated.findings == ["c-6: is said to be in the book, and is not"])
    }
}

extension Entry {
    fileprivate func with(_ change: (inout Entry) -> Void) -> Entry {
        var copy = self
        change(&copy)
        return copy
    }

    fileprivate func renamed(_ id: String) -> Entry { with { $0.id = id } }
}
