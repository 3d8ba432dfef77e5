import Engine
import Schema

extension Router {
    /// The tree of causes that something is in.
    func trace(_ request: Request, _ target: RequestTarget, of subject: String) throws -> Answer {
        try target.allow([])
        let type = try MediaType.best(of: [.json, .ndjson], accept: request.header("accept"))
        let view = engine.head
        let isPage = type == .json
        let items = TraceItems(trace: Trace(of: subject, in: view), sequence: view.sequence, isPage: isPage)
        return Answer(
            status: 200, headers: [Self.asOfHeader(view), ("Content-Type", type.rawValue)],
            body: .stream(ChunkStream(Chunks(items, head: isPage ? Array("{\"items\":[".utf8) : []))))
    }
}

/// The lines of a trace: gathered first, step by step, and then written.
private struct TraceItems: ItemSource {
    var trace: Trace
    let sequence: UInt64
    let isPage: Bool
    /// Those that are not written yet; nil before all are known.
    private var lines: ArraySlice<TraceLine>?
    private var isFirst = true

    init(trace: Trace, sequence: UInt64, isPage: Bool) {
        self.trace = trace
        self.sequence = sequence
        self.isPage = isPage
    }

    mutating func nextBatch() throws -> [TraceLine]? {
        guard let left = lines else {
            if try trace.step() { lines = trace.lines[...] }
            return []
        }
        guard !left.isEmpty else { return nil }
        lines = left.dropFirst(ServiceLimits.itemsPerRead)
        return Array(left.prefix(ServiceLimits.itemsPerRead))
    }

    mutating func write(_ line: TraceLine, to bytes: inout [UInt8]) {
        if isPage, !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
        bytes += "{\"depth\":\(line.depth)".utf8
        if let cause = line.cause { bytes += ",\"cause\":\(cause)".utf8 }
        bytes += ",\"entry\":".utf8
        EntryForm.plain.write(line.entry, to: &bytes)
        bytes.append(UInt8(ascii: "}"))
        if !isPage { bytes.append(UInt8(ascii: "\n")) }
    }

    mutating func end(_ bytes: inout [UInt8]) {
        // That the tree is not whole is said where its lines end: by a member of the page, or by a last line.
        if isPage {
            bytes += "],\"more\":\(trace.isCut),\"sequence\":\(sequence)}".utf8
        } else if trace.isCut {
            bytes += "{\"more\":true}\n".utf8
        }
    }
}
