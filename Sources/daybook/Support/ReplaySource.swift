import Client
package import Engine
import Journal
package import Ledger
package import Schema
import Synchronization

/// Where a replay finds entries and the rows to compare with: the same for a service and a folder.
///
/// Blocks; used from a thread of its own.
package protocol ReplaySource: AnyObject, Sendable {
    /// The last sequence in the book when the source was opened.
    var head: UInt64 { get }
    /// The last entry at or before a time; 0 if there is none.
    func sequence(at time: Moment) throws -> UInt64
    /// Entries after a sequence, in order; empty at the end.
    func entries(after: UInt64, through: UInt64) throws -> [Entry]
    /// Stored rows as of a sequence, in the byte order of their ids, after an id; empty at the end.
    func rows(_ table: Table, after: String?, at sequence: UInt64) throws -> [Row]
    /// The last flush at or before a sequence, where what is stored beside the rows can be seen; nil where it cannot.
    func derivedFlush(through sequence: UInt64) throws -> UInt64?
    /// Compares what is stored beside the rows with a replay that was made for that flush.
    func compareDerived(_ replay: Replay, _ report: (DerivedDifference) throws -> Void) throws
    /// Lets go of the ledger.
    func close()
}

extension ReplaySource {
    package func derivedFlush(through sequence: UInt64) throws -> UInt64? { nil }
    package func compareDerived(_ replay: Replay, _ report: (DerivedDifference) throws -> Void) throws {}
}

/// A ledger's folder that nobody else uses.
package final class FolderSource: ReplaySource {
    private let engine: Engine
    package let head: UInt64

    /// Opens the ledger.
    /// - Throws: `Failure` 69 when there is none, or another process has it; `JournalError` for what is wrong with it.
    package init(folder: String, socket: String) throws {
        engine = try Self.open(folder, socket: socket)
        head = engine.head.sequence
    }

    /// Opens a ledger to read it, with what to do where that fails.
    static func open(_ folder: String, socket: String) throws -> Engine {
        do {
            var configuration = Engine.Configuration(directory: folder)
            configuration.clock = StoppedClock()
            // Whoever asked gets the error itself, and the program ends with it.
            configuration.onFatal = { _ in }
            return try Engine.open(configuration, logger: Logs.quiet)
        } catch let error as JournalError where error == JournalError(.notFound) {
            throw Failure(
                .unreachable,
                "no service answers at \(socket), and there is no ledger in \(folder); start one with daybook serve, or give --data"
            )
        } catch let error as JournalError where error == JournalError(.locked) {
            throw Failure(
                .unreachable,
                "\(error.message.prefixBeforeRemedy), and nothing answers at \(socket); give its socket with --socket, or try again"
            )
        }
    }

    package func sequence(at time: Moment) throws -> UInt64 {
        min(head, try engine.view(at: .time(time)).sequence)
    }

    package func entries(after: UInt64, through: UInt64) throws -> [Entry] {
        try engine.head.entries(after: after, limit: Int(min(1024, through - after)))
    }

    package func rows(_ table: Table, after: String?, at sequence: UInt64) throws -> [Row] {
        try engine.view(at: .sequence(sequence)).rows(Query(table, after: after, limit: 512)).rows
    }

    package func derivedFlush(through sequence: UInt64) throws -> UInt64? {
        try engine.flushedSequence(atOrBefore: sequence)
    }

    package func compareDerived(_ replay: Replay, _ report: (DerivedDifference) throws -> Void) throws {
        try replay.compareDerived(with: engine, report)
    }

    package func close() {
        engine.close()
    }
}

/// A clock that stands still, so that looking at a ledger does not bring about what falls due in it meanwhile: only a service does.
private struct StoppedClock: LedgerClock {
    func now() -> Moment { Moment(microseconds: 0) }
    func elapsedNanoseconds() -> UInt64 { 0 }
}

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
        let target = Target("v1", Table.order.collection).adding("at", time.description).adding("limit", "1")
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
                let target = Target("v1", table.collection).adding("sequence", String(sequence))
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

extension Row {
    /// Reads a row as the service writes it.
    init(_ table: Table, json: [UInt8]) throws {
        switch table {
        case .product: self = .product(try Product(lenientJSON: json))
        case .warehouse: self = .warehouse(try Warehouse(lenientJSON: json))
        case .stock: self = .stock(try Stock(lenientJSON: json))
        case .reservation: self = .reservation(try Reservation(lenientJSON: json))
        case .order: self = .order(try Order(lenientJSON: json))
        case .payment: self = .payment(try Payment(lenientJSON: json))
        case .shipment: self = .shipment(try Shipment(lenientJSON: json))
        case .parcel: self = .parcel(try Parcel(lenientJSON: json))
        }
    }

    /// The row as the service writes it.
    func json() throws -> [UInt8] {
        message.json()
    }
}
