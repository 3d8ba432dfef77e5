import Engine
import Ledger
import Schema
import Testing
import daybook

@Suite("audit replay", .timeLimit(.minutes(8)))
struct ReplayTests {
    /// A ledger whose stored rows are not what its log says.
    private final class Tampered: ReplaySource {
        let ledger: FolderSource
        var head: UInt64 { ledger.head }

        init(_ ledger: FolderSource) {
            self.ledger = ledger
        }

        func sequence(at time: Moment) throws -> UInt64 { try ledger.sequence(at: time) }
        func entries(after: UInt64, through: UInt64) throws -> [Entry] { try ledger.entries(after: after, through: through) }
        func close() { ledger.close() }

        func rows(_ table: Table, after: String?, at sequence: UInt64) throws -> [Row] {
            try ledger.rows(table, after: after, at: sequence).compactMap { row in
                switch row {
                case .order(var order):
                    order.total += 1
                    return .order(order)
                case .warehouse: return nil
                default: return row
                }
            }
        }
    }

    @Test("rows that are not what the log says are found, field by field")
    func tampered() async throws {
        let program = try Program()
        let serving = try await program.serve()
        try await program.run("send", "-f", "-", input: shop)
        #expect(await serving.stop().status == 0)
        let source = Tampered(try FolderSource(folder: program.data, socket: "none"))
        defer { source.close() }

        let result = try ReplayRun(source: source, compares: true).run()
        #expect(result.report.entries == 4)
        let texts = try #require(result.differences).map(\.text)
        #expect(
            texts == [
                "warehouses WH-1: in the log, and not stored\n",
                "orders O-1 total: replayed 20000, stored 20001\n",
            ])
        let json = try #require(result.differences?.last?.json)
        #expect(json.hasPrefix(#"{"collection":"orders","id":"O-1","fields":{"total":{"replayed":20000,"stored":20001}},"#))

        let part = try ReplayRun(source: source, end: .sequence(2)).run()
        #expect(part.report.sequence == 2)
        #expect(part.hash != result.hash)
        #expect(part.differences == nil || part.differences?.isEmpty == true)
        #expect { try ReplayRun(source: source, end: .sequence(5)).run() } throws: { ($0 as? Failure)?.status == .usage }
    }
}
