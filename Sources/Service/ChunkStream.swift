import Synchronization

/// What a step of making a body has brought.
enum ChunkStep: Sendable {
    /// The next bytes, never none.
    case bytes([UInt8])
    /// Nothing yet.
    case more
    /// The answer itself, of which nothing was known before; nothing comes after it.
    case whole(Answer)
    /// There are no more.
    case end
}

/// Makes a body step by step. A value type, so that there is one reader.
protocol ChunkSource: Sendable {
    /// Does a bounded amount of work. May read from disk.
    mutating func next() throws -> ChunkStep
}

/// A body that is made as it is read. One reader at a time; it may read on any thread, and reading may touch the disk.
public final class ChunkStream: Sendable {
    private struct State {
        var source: any ChunkSource
        /// What `beginning` has read.
        var beginning: [UInt8] = []
    }

    private let state: Mutex<State>

    init(_ source: any ChunkSource) {
        state = Mutex(State(source: source))
    }

    /// Does a step of reading the beginning of an answer's body. In the end the answer, with all of the body where it is short; nil
    /// before that.
    ///
    /// What fails at once fails here, before a status is sent.
    func beginning(of answer: Answer) throws -> Answer? {
        var answer = answer
        return try state.withLock { state in
            switch try state.source.next() {
            case .more: return nil
            case .whole(let whole): return whole
            case .end: answer.body = .bytes(state.beginning)
            case .bytes(let bytes):
                state.beginning += bytes
                if state.beginning.count < ServiceLimits.bytesPerChunk { return nil }
            }
            return answer
        }
    }

    /// Does a step of reading the rest.
    func step() throws -> ChunkStep {
        try state.withLock { state in
            guard state.beginning.isEmpty else {
                defer { state.beginning = [] }
                return .bytes(state.beginning)
            }
            return try state.source.next()
        }
    }

    /// The next bytes, never empty; nil at the end.
    /// - Throws: what could not be read: the answer then breaks off.
    public func next() throws -> [UInt8]? {
        while true {
            switch try step() {
            case .bytes(let bytes): return bytes
            case .more: continue
            case .whole, .end: return nil
            }
        }
    }
}

/// Things that come in batches and are written one after another: rows, entries.
protocol ItemSource: Sendable {
    associatedtype Item: Sendable
    /// The next batch, none if one step has found none; nil at the end.
    mutating func nextBatch() throws -> [Item]?
    /// Appends one item.
    mutating func write(_ item: Item, to bytes: inout [UInt8]) throws
    /// Appends what comes after the last one. Called once.
    mutating func end(_ bytes: inout [UInt8])
}

extension ItemSource {
    mutating func end(_ bytes: inout [UInt8]) {}
}

/// Cuts items into chunks of about the same size, however large the batches are.
struct Chunks<Source: ItemSource>: ChunkSource {
    private var source: Source
    private var batch: [Source.Item] = []
    private var index = 0
    private var isAtEnd = false
    /// What is written, and not yet enough for a chunk.
    private var bytes: [UInt8]

    init(_ source: Source, head: [UInt8] = []) {
        self.source = source
        bytes = head
    }

    mutating func next() throws -> ChunkStep {
        if index == batch.count, !isAtEnd {
            if let next = try source.nextBatch() {
                (batch, index) = (next, 0)
            } else {
                isAtEnd = true
                source.end(&bytes)
            }
        }
        while index < batch.count, bytes.count < ServiceLimits.bytesPerChunk {
            try source.write(batch[index], to: &bytes)
            index += 1
        }
        guard bytes.count >= ServiceLimits.bytesPerChunk || isAtEnd else { return .more }
        defer { bytes = [] }
        return bytes.isEmpty ? .end : .bytes(bytes)
    }
}
