import Engine
import Ledger
import Schema

/// What entries are asked for by: what they belong to, and texts that their senders put with them.
struct EntryFilter: Sendable {
    static let correlationParameter = "correlationId"
    static let metadataPrefix = "metadata."

    /// What they belong to; nil for any.
    var correlation: String?
    /// All of these must go with them.
    var metadata: [(name: String, text: String)] = []

    init(_ target: RequestTarget) throws(RequestProblem) {
        correlation = try target.value(Self.correlationParameter)
        if correlation?.isEmpty == true {
            throw RequestProblem(.invalidArgument, "\(Self.correlationParameter): is empty; give one, or leave it out for all")
        }
        metadata = target.query.filter { $0.name.hasPrefix(Self.metadataPrefix) }.map {
            (String($0.name.dropFirst(Self.metadataPrefix.count)), $0.value)
        }
    }

    /// The query's parameters that filter by metadata, which have names of their own.
    static func parameters(in target: RequestTarget) -> [String] {
        [correlationParameter] + target.query.map(\.name).filter { $0.hasPrefix(metadataPrefix) }
    }

    var isEmpty: Bool { correlation == nil && metadata.isEmpty }

    func matches(_ entry: Entry) -> Bool {
        guard correlation.map({ wanted in entry.correlations.contains { $0.hasBytes(of: wanted) } }) ?? true else { return false }
        return metadata.allSatisfy { entry.hasMetadata($0.name, $0.text) }
    }
}

/// The entries after a sequence that a filter wants, one a line.
struct FilteredEntries: ItemSource {
    let view: View
    let filter: EntryFilter
    /// The last entry that was looked at.
    private var after: UInt64
    /// Entries still wanted.
    private var left: UInt64
    private let form: EntryForm
    private var finder: EntryFinder

    init(_ filter: EntryFilter, in view: View, after: UInt64, limit: UInt64?, form: EntryForm) {
        self.filter = filter
        self.view = view
        self.after = after
        self.form = form
        left = limit ?? .max
        finder = EntryFinder(view)
    }

    mutating func nextBatch() throws -> [Entry]? {
        guard left > 0 else { return nil }
        let found: [Entry]
        if let correlation = filter.correlation {
            guard try finder.prepare() else { return [] }
            let sequences = try finder.sequences(
                .entryCorrelation, correlation, after: after, limit: ServiceLimits.itemsPerRead)
            found = try view.entries(sequences, bytes: ServiceLimits.bytesPerChunk)
        } else {
            found = try view.entries(after: after, limit: ServiceLimits.itemsPerRead, bytes: ServiceLimits.bytesPerChunk)
        }
        guard let last = found.last else { return nil }
        after = last.sequence
        let batch = found.filter(filter.matches).prefix(Int(min(left, UInt64(ServiceLimits.itemsPerRead))))
        left -= UInt64(batch.count)
        return Array(batch)
    }

    func write(_ entry: Entry, to bytes: inout [UInt8]) {
        form.write(entry, to: &bytes)
        bytes.append(UInt8(ascii: "\n"))
    }
}
