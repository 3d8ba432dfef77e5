import Audit
import Schema
import TestTools
import Testing

/// The auditor by itself: it finds nothing in a sound log, it finds what is wrong in another, and no log can stop it. That it finds
/// nothing in random ledgers, and that rows agree with it, is tested with the engine.
@Suite("The auditor of events")
struct AuditorTests {
    /// The entries of the newest recorded day, which has every verb.
    private static let day = RecordedDay.newest.entries

    private static func audit(_ entries: [Entry]) -> Auditor {
        var auditor = Auditor()
        for entry in entries { auditor.audit(entry) }
        return auditor
    }

    @Test("a recorded day keeps every invariant")
    func sound() {
        let auditor = Self.audit(Self.day)
        #expect(auditor.sequence == 249 && auditor.events > 200)
        #expect(auditor.violations.map(\.description) == [])
    }

    @Test("entries of the first version break the rules that came after it, and no others")
    func firstVersion() {
        let auditor = Self.audit(RecordedDay("0001-first-day").entries)
        #expect(auditor.sequence == 83)
        #expect(Set(auditor.violations.map(\.invariant)) == ["B1", "D2", "F1", "M3", "M4", "O1", "O2", "S3"])
    }

    @Test("a violation says which invariant, of what, since when, and the two values")
    func violation() throws {
        var day = Self.day
        let sold = try #require(
            day.indices.lazy.compactMap { entry in
                day[entry].events.firstIndex { if case .reserved = $0.stock.event { true } else { false } }.map { (entry, $0) }
            }.first)
        let entity = day[sold.0].events[sold.1].entity
        day[sold.0].events[sold.1].stock.reserved.quantity += 1000
        let auditor = Self.audit(day)
        let found = try #require(auditor.violations.first { $0.invariant == "S4" })
        #expect(found.entity == entity.text && found.sequence == day[sold.0].sequence)
        #expect(found.expected.hasPrefix("reserved ≤ ") && Int(found.actual).map { $0 > 1000 } == true)
        #expect(found.description.hasPrefix("S4 \(entity) at \(found.sequence): expected reserved ≤ "))
    }

    @Test("an entry that is missing, doubled or out of order is noticed")
    func order() {
        for index in Self.day.indices.dropLast() {
            var (missing, doubled, swapped) = (Self.day, Self.day, Self.day)
            missing.remove(at: index)
            doubled.insert(doubled[index], at: index)
            swapped.swapAt(index, index + 1)
            for (what, entries) in [("missing", missing), ("doubled", doubled), ("swapped", swapped)] {
                #expect(Self.audit(entries).violations.contains { $0.invariant == "L1" }, "entry \(index + 1) \(what)")
            }
        }
    }

    @Test("a row that differs from its events is noticed, and so is one that is missing")
    func rows() {
        var auditor = Self.audit(Self.day)
        #expect(auditor.takeChanged() == auditor.entities && auditor.takeChanged().isEmpty)
        auditor.compareRow(Warehouse.with { ($0.warehouseID, $0.version) = ("WH-1", 2) }, as: "warehouse/WH-1")
        auditor.noteMissingRow(of: "order/O-1")
        auditor.compareRowCount(0, of: "order")
        #expect(auditor.violations.map(\.invariant) == ["L1", "L6", "L6"])
    }

    /// An audit is asked for when a log is not trusted. A trap would end the process with no answer at all.
    @Test("no entry can stop an audit, whatever its numbers are", arguments: seeds(40))
    func hostile(seed: UInt64) throws {
        var random = SplitMix64(seed)
        let ends: [Int64] = [0, 1, -1, 2, .max, .min, .max - 1, 1 << 60, -(1 << 60), 1_000_000_000_000]
        var day = Self.day
        var changes = 0
        for _ in 0..<30 {
            let index = Int(random.number(0...Int64(day.count - 1)))
            let numbers = WireNumbers(day[index].canonicalBytes())
            guard !numbers.places.isEmpty else { continue }
            let number = UInt64(bitPattern: random.pick(ends))
            guard let changed = try? Entry.decoded(from: numbers.replacing(random.pick(numbers.places), by: number)) else {
                continue
            }
            if changed != day[index] { changes += 1 }
            day[index] = changed
            if random.oneIn(4) { day.insert(changed, at: Int(random.number(0...Int64(day.count)))) }
            let events = random.pick(day).events + changed.events
            if random.oneIn(4), !events.isEmpty { day[index].events.append(random.pick(events)) }
        }
        #expect(changes > 10)
        let auditor = Self.audit(day)
        #expect(auditor.violationCount > 0 && auditor.violations.count <= Auditor.maxViolations)
        #expect(auditor.sequence == day.last?.sequence)
    }
}
