import Synchronization

/// A request, apart from how it came.
public struct Request: Sendable {
    /// `GET`, `HEAD`, …
    public var method: String
    /// Path and query, percent-encoded: `/v1/orders?limit=10`.
    public var target: String
    /// Names and values; names in any case.
    public var headers: [(String, String)]
    /// The body; empty for questions.
    public var body: [UInt8]

    public init(method: String = "GET", target: String, headers: [(String, String)] = [], body: [UInt8] = []) {
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
    }

    /// The first header of that name, whatever its case. `name` in lower case.
    func header(_ name: String) -> String? {
        headers.first { $0.0.lowercased() == name }?.1
    }
}

/// The answer to a request, apart from how it goes.
public struct Answer: Sendable {
    /// The HTTP status.
    public var status: Int
    /// Names and values.
    public var headers: [(String, String)]
    /// The body.
    public var body: Body

    public init(status: Int, headers: [(String, String)], body: Body) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// What an answer says.
    public enum Body: Sendable {
        /// All of it.
        case bytes([UInt8])
        /// Parts, to be pulled one after another.
        case stream(ChunkStream)
        /// Entries of the book as server-sent events, to be pulled again whenever the book has grown.
        case follow(EntryFeed)
    }

    /// The first header of that name, whatever its case.
    public func header(_ name: String) -> String? {
        headers.first { $0.0.lowercased() == name.lowercased() }?.1
    }
}

/// Makes a body part by part. A value: whoever holds it pulls from it alone.
protocol ChunkSource: Sendable {
    /// The next bytes, never empty; nil at the end. May read from disk.
    mutating func next() throws -> [UInt8]?
}

/// A body that is made as it is read. One reader at a time; it may read on any thread, and reading may touch the disk.
public final class ChunkStream: Sendable {
    private let source: Mutex<any ChunkSource>

    init(_ source: any ChunkSource) {
        self.source = Mutex(source)
    }

    /// The next bytes, never empty; nil at the end.
    /// - Throws: what could not be read: the answer then breaks off.
    public func next() throws -> [UInt8]? {
        try source.withLock { try $0.next() }
    }
}

extension Answer.Body {
    /// A body from a source: as a whole where it is short, else as a stream.
    ///
    /// What fails at once fails here, before a status is sent.
    init(_ source: some ChunkSource) throws {
        var source = source
        var bytes: [UInt8] = []
        while bytes.count < ServiceLimits.bytesPerChunk {
            guard let chunk = try source.next() else {
                self = .bytes(bytes)
                return
            }
            bytes += chunk
        }
        self = .stream(ChunkStream(Prefixed(prefix: bytes, rest: source)))
    }
}

/// Bytes that are there already, and then the rest.
private struct Prefixed<Rest: ChunkSource>: ChunkSource {
    var prefix: [UInt8]
    var rest: Rest

    mutating func next() throws -> [UInt8]? {
        guard prefix.isEmpty else {
            defer { prefix = [] }
            return prefix
        }
        return try rest.next()
    }
}

/// Things that come in batches and are written one after another: rows, entries.
protocol ItemSource: Sendable {
    associatedtype Item: Sendable
    /// The next batch; empty at the end.
    mutating func nextBatch() throws -> [Item]
    /// Appends one item.
    mutating func write(_ item: Item, to bytes: inout [UInt8])
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
    private let head: [UInt8]
    private var isStarted = false

    init(_ source: Source, head: [UInt8] = []) {
        self.source = source
        self.head = head
    }

    mutating func next() throws -> [UInt8]? {
        guard !isAtEnd else { return nil }
        var bytes: [UInt8] = []
        if !isStarted {
            isStarted = true
            bytes = head
        }
        while bytes.count < ServiceLimits.bytesPerChunk {
            if index == batch.count {
                batch = try source.nextBatch()
                index = 0
                if batch.isEmpty {
                    isAtEnd = true
                    source.end(&bytes)
                    break
                }
            }
            source.write(batch[index], to: &bytes)
            index += 1
        }
        return bytes.isEmpty ? nil : bytes
    }
}
