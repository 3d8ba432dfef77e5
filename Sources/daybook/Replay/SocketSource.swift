import Client
import Engine
import Ledger
import Schema
import Synchronization

/// A ledger that a service holds.
final class SocketSource: ReplaySource {
    private let client: LedgerClient
    let head: UInt64
    private let entryLines = Mutex<(LineStream, position: UInt64)?>(nil)
    private let rowLines = Mutex<(LineStream, table: Table)?>(nil)

    private static let linesPerRead = 1024

    init(client: LedgerClient) throws {
        self.client = client
        let status = try Self.answer(client, Target("v1", "status"))
        head = JSONTree(try Blocking.wait { try await status.gathered() })?["head"].flatMap { UInt64($0.text) } ?? 0
    }

    func sequence(at time: Moment) throws -> UInt64 {
        // Every list says which entry it is as of, whatever is in it.
        let target = Target("v1", Table.allCases[0].collection).adding("at", time.description).adding("limit", "1")
        let reply = try Self.answer(client, target)
        let page = JSONTree(try Blocking.wait { try await reply.gathered() })
        return min(head, page?["sequence"].flatMap { UInt64($0.text) } ?? 0)
    }

    func entries(after: UInt64, through: UInt64) throws -> [Entry] {
        try entryLines.withLock { open in
            if open?.position != after {
                let target = Target("v1", "entries").adding("after", String(after)).adding("limit", String(through - after))
                open = (LineStream(try Self.answer(client, target, .ndjson)), after)
            }
            guard let stream = open?.0 else { return [] }
            let entries = try stream.next(Self.linesPerRead).map { try Entry(lenientJSON: $0) }
            open?.position += UInt64(entries.count)
            return entries
        }
    }

    func rows(_ table: Table, after: String?, at sequence: UInt64) throws -> [Row] {
        try rowLines.withLock { open in
            if open?.table != table || after == nil {
                let target = Target("v1", table.collection).adding("sequence", String(sequence)).adding("personal", "sealed")
                open = (LineStream(try Self.answer(client, target, .ndjson)), table)
            }
            guard let stream = open?.0 else { return [] }
            return try stream.next(Self.linesPerRead).map { try Row(table, json: $0) }
        }
    }

    func close() {
        client.close()
    }

    private static func answer(_ client: LedgerClient, _ target: Target, _ accept: MediaType = .json) throws -> Reply {
        try Blocking.wait { try await ServiceReader(client: client).get(target, accept: accept).successful() }
    }
}

/// Lines of an answer, a few at a time, for code that blocks.
private final class LineStream: Sendable {
    private let reply: Reply
    private let state = Mutex<(rest: [UInt8], lines: ArraySlice<[UInt8]>, isAtEnd: Bool)>(([], [], false))

    init(_ reply: Reply) {
        self.reply = reply
    }

    /// Up to `count` lines; empty at the end.
    func next(_ count: Int) throws -> [[UInt8]] {
        try state.withLock { state in
            while state.lines.count < count, !state.isAtEnd {
                let reply = reply
                let chunk = try Blocking.wait { try await reply.next() }
                var bytes = state.rest + (chunk ?? [10])
                state.isAtEnd = chunk == nil
                let end = (bytes.lastIndex(of: 10) ?? -1) + 1
                state.rest = Array(bytes[end...])
                bytes.removeLast(bytes.count - end)
                state.lines += bytes.split(separator: 10).map(Array.init)
            }
            let taken = state.lines.prefix(count)
            state.lines = state.lines.dropFirst(taken.count)
            return Array(taken)
        }
    }
}
