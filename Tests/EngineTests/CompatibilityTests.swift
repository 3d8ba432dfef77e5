import Engine
import Foundation
import Journal
import Ledger
import Schema
import TestWorld
import Testing

// These tests are compatibility-sensitive: what they pin is on disks, in signed trees and in the programs of others. If one of
// them fails, undo the change that broke it; if it must be, have two people look at it, and write a decision record.
@Suite("What is on disk stays readable")
struct CompatibilityTests {
    @Test("table numbers are for ever; a new table takes the next one")
    func tables() {
        let numbers = Table.allCases.map { "\($0.kind)=\($0.rawValue)" }
        #expect(
            numbers == [
                "product=1", "warehouse=2", "stock=3", "reservation=4", "order=5", "payment=6", "shipment=7", "parcel=8",
                "cart=9", "customer=10", "session=11", "taxclass=12", "access=13",
            ])
    }

    @Test("index numbers are for ever; a new index takes the next one")
    func indexes() {
        let numbers = Index.allCases.map { "\($0)=\($0.rawValue)" }
        #expect(
            numbers == [
                "productSKU=1", "stockSKU=2", "shipmentTracking=3", "orderBackorder=4", "deadline=5", "orderStatus=6",
                "orderCustomer=7",
                // 8 and 9 are in folders of earlier versions.
                "shipmentTrackingNumber=10", "shipmentStatus=11", "paymentStatus=12",
                "stockWarehouse=13", "stockOrder=14", "stockReservation=15",
                "cartCustomer=20", "cartStatus=21",
                "customerEmail=30", "customerStatus=31", "sessionCustomer=32", "barredCustomer=33",
                "sessionToken=34", "customerRole=35", "accessCustomer=36",
                "productCategory=40", "orderSeller=41", "entryCorrelation=60", "entryCausation=61",
            ])
    }

    @Test("limits that decided what is in books, and layouts that say how it is kept")
    func limits() {
        // A limit may be raised. Lowered, a book may hold what its program refuses; entryBytes is the tree's format.
        #expect(Limits.entryBytes == 65_535)
        #expect(EntryLimits.entryBytes == 1...65_535)
        #expect(Limits.commandIDBytes == 255)
        #expect(Limits.idBytes == 64)
        #expect(Limits.quantity == 1_000_000_000)
        #expect(Limits.amount == 900_000_000_000_000)
        #expect(Limits.linesPerOrder == 200)
        #expect(Limits.occurredAheadSeconds == 300)
        // These are read by deadlines that are derived from rows: another value changes what old books will do.
        #expect(Limits.receiveAfterSeconds == 7 * 86_400)
        // And this by rows themselves.
        #expect(Limits.pricesPerVariant == 100)
        // This one is in rows: another value changes what replay gives.
        #expect(Limits.abandonCartAfterSeconds == 30 * 86_400)
        #expect(Digest.byteCount == 32)
        #expect(RowStore.formatVersion == 6)
        #expect(LedgerDirectory.formatVersion == 1)
        #expect(EngineLimits.entriesPerBatch <= EngineLimits.commandsWaiting)
    }

    @Test("times in the deadline index sort as they are, in sixteen digits")
    func deadlineText() {
        #expect(Moment("2026-03-01T09:30:00.123456Z")!.sortableText == "00064bf31d3fd840")
        #expect(Moment(microseconds: -1).sortableText == "0000000000000000")
    }

    @Test("every field and enum number of the schema is what it was, and a new one is counted in SchemaNumbers")
    func fieldNumbers() throws {
        let numbers = try ProtoNumbers.all()
        let text = numbers.joined(separator: "\n")
        let hash = Digest.sha256(Array(text.utf8)).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        #expect(
            hash == "be45c6489990eeb7b654aac93434086e3db79ed5dfc86276d86b7819fe0f7ff5",
            """
            a number or name in Sources/Schema/Protos changed (\(numbers.count) of them, SHA-256 \(hash)). New fields, verbs \
            and enum values with numbers never used before are fine: compare with git diff, then put the new count and hash here. \
            Never renumber, rename, retype or reuse one: books that exist would be read wrongly (DESIGN §3)
            """)
        #expect(Set(numbers).count == numbers.count)
        #expect(numbers.count == SchemaNumbers.count, "what older programs refuse a newer ledger by")
    }
}

/// The numbers of a schema as lines `file:Message.field type = number`.
private enum ProtoNumbers {
    static func all() throws -> [String] {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let folder = root.appendingPathComponent("Sources/Schema/Protos")
        let paths = FileManager.default.subpaths(atPath: folder.resolvingSymlinksInPath().path) ?? []
        var lines: [String] = []
        for path in paths.filter({ $0.hasSuffix(".proto") }).sorted() {
            lines += numbers(
                in: try String(contentsOf: folder.resolvingSymlinksInPath().appendingPathComponent(path), encoding: .utf8),
                file: path)
        }
        return lines.sorted()
    }

    /// Lines such as `optional int64 total = 10;`, with the messages, enums and oneofs they stand in.
    private static func numbers(in text: String, file: String) -> [String] {
        var lines: [String] = []
        var scope: [String] = []
        for line in text.split(separator: "\n") {
            // Options behind a number, such as who may send a verb, are not on disk.
            let code = line.components(separatedBy: "//")[0].components(separatedBy: " [")[0].trimmingCharacters(in: .whitespaces)
            let words = code.split(separator: " ").map(String.init)
            if words.count >= 2, ["message", "enum", "oneof"].contains(words[0]) {
                if !code.hasSuffix("}") { scope.append(words[1]) }
            } else if code == "}" {
                scope = scope.dropLast()
            } else if let equals = words.lastIndex(of: "="), !scope.isEmpty, words[0] != "option" {
                let number = words[equals + 1].trimmingCharacters(in: CharacterSet(charactersIn: ";"))
                lines.append("\(file):\(scope.joined(separator: ".")).\(words[..<equals].joined(separator: " ")) = \(number)")
            }
        }
        return lines
    }
}
