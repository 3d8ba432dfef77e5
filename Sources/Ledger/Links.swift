/// The writer's look-ups through secondary indexes: what it asked the source before, and what was added since the last flushes.
///
/// Only additions are followed. A link that no longer holds is found out by whoever reads the row it leads to.
struct Links {
    /// Answers of the source, complete with all additions since. Dropped when there are too many.
    private var cached: [IndexKey: [String]] = [:]
    /// Additions since the flush that comes next was cut.
    private var recent: [IndexKey: [String]] = [:]
    /// Additions in the flush in progress.
    private var flushing: [IndexKey: [String]] = [:]

    /// How many answers are kept before all are dropped and asked again.
    private static let maxCached = 200_000

    mutating func add(_ index: Index, _ value: String, _ id: String) {
        let key = IndexKey(index, value)
        if var known = cached[key] {
            guard !known.contains(id) else { return }
            known.insert(id, at: known.firstIndex { id < $0 } ?? known.count)
            cached[key] = known
        }
        guard flushing[key]?.contains(id) != true, recent[key]?.contains(id) != true else { return }
        recent[key, default: []].append(id)
    }

    mutating func ids(_ index: Index, _ value: String, in source: any RowSource) throws(DecisionError) -> [String] {
        let key = IndexKey(index, value)
        if let known = cached[key] { return known }
        var ids: [String]
        do {
            ids = try source.ids(index, value)
        } catch {
            throw .error(error)
        }
        for id in (flushing[key] ?? []) + (recent[key] ?? []) where !ids.contains(id) { ids.append(id) }
        ids.sort()
        if cached.count >= Self.maxCached { cached.removeAll(keepingCapacity: true) }
        cached[key] = ids
        return ids
    }

    mutating func cut() {
        flushing = recent
        recent = [:]
    }

    mutating func completeFlush() {
        flushing = [:]
    }
}
