import Foundation
import Testing

@testable import Ledger

/// The table role × verb, cell by cell, against its page in the documentation (*Access*).
@Suite struct RoleTests {
    private static let page: [[String]] = {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sources/Daybook.docc/Access.md")
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").filter { $0.hasPrefix("|") }.map { line in
            line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces).replacingOccurrences(of: "`", with: "") }
        }
    }()

    private static func table(_ first: String) throws -> (columns: [String], rows: [[String]]) {
        let start = try #require(page.firstIndex { $0.first == first }, "there is no table of \(first) in Access.md")
        return (page[start], Array(page[(start + 2)...].prefix { $0.count == page[start].count && $0.first != "verb" }))
    }

    @Test("every role may send what the page says, and the page has every verb")
    func verbs() throws {
        let (columns, rows) = try Self.table("verb")
        #expect(Set(columns.dropFirst()) == Set(Role.allCases.map(\.rawValue)))
        #expect(Set(rows.map { $0[0] }) == ExampleTests.verbs)
        for row in rows {
            for (name, cell) in zip(columns, row).dropFirst() {
                let role = try #require(Role(rawValue: name))
                #expect(role.whose(row[0]).rawValue == cell, "\(name) \(row[0])")
                #expect(role.maySend(row[0]) == (cell != "no"), "\(name) \(row[0])")
            }
        }
    }

    @Test("what a role may beside verbs is what the page says")
    func rights() throws {
        let (_, rows) = try Self.table("role")
        #expect(rows.count == Role.allCases.count)
        for row in rows {
            let role = try #require(Role(rawValue: row[0]))
            let rights = [
                role.mayBackfill, Role.pricing.contains(role), Role.unpaidDispatch.contains(role),
                Role.writeOff.contains(role), Role.priceLists.contains(role), Role.granting.contains(role),
                role.mayReadPersonalData,
            ]
            #expect(role.reads.rawValue == row[1] && role.mayRead == (row[1] != "no"), "\(role.rawValue)")
            #expect(row.dropFirst(2).map { $0 == "yes" } == rights, "\(role.rawValue)")
        }
    }
}
