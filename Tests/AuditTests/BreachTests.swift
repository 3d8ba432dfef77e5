import Audit
import Foundation
import Schema
import Testing

/// Every equation of the auditor can be broken, and is then named.
@Suite("Equations that do not hold")
struct BreachTests {
    @Test("the auditor names the equation, its entity and the entry", arguments: Breach.all)
    func named(_ breach: Breach) throws {
        let day = RecordedDay.newest
        var entries = day.entries
        try breach.change(&entries)
        var auditor = Auditor()
        for entry in entries { auditor.audit(entry) }
        if let change = breach.changeRow {
            try #require(auditor.violations.isEmpty)
            var row = try #require(try day.all("orders", Order.self).first { "order/" + $0.orderID == breach.entity })
            change(&row)
            auditor.compareRow(row, as: breach.entity)
        }
        let found = auditor.violations.map(\.description)
        #expect(found.contains { $0.hasPrefix(breach.finding) }, "\(found)")
    }

    /// An equation that nothing breaks may be one that cannot fail.
    @Test("there is a breach of every equation that the auditor's files name")
    func complete() throws {
        let folder = RecordedDay.root.appending(path: "Sources/Audit").path
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(".swift") }
        #expect(names.count > 10)
        let labels = try names.flatMap { name in
            try String(contentsOfFile: folder + "/" + name, encoding: .utf8).matches(of: /"([A-Z][0-9]+)"/).map {
                String($0.output.1)
            }
        }
        #expect(Set(labels).count > 30)
        #expect(Set(labels).symmetricDifference(Breach.all.map(\.label)).sorted() == [])
    }
}
