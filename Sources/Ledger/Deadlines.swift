import HeapModule

/// What is due, earliest first. Items stay behind when their reason goes away, but never at the front; whoever takes one checks
/// the row.
struct Deadlines {
    private var heap = Heap<Item>()
    /// The due time last noted of each entity, so that repeating it adds nothing.
    private var noted: [String: Moment] = [:]

    private struct Item: Comparable {
        let due: Moment
        let entity: String

        static func < (left: Item, right: Item) -> Bool {
            left.due == right.due ? left.entity < right.entity : left.due < right.due
        }
    }

    var next: Moment? { heap.min?.due }

    mutating func note(_ due: Moment?, of entity: String) {
        let before = if let due { noted.updateValue(due, forKey: entity) } else { noted.removeValue(forKey: entity) }
        guard before != due else { return }
        if let due { heap.insert(Item(due: due, entity: entity)) }
        if heap.min?.entity == entity { dropStale() }
    }

    mutating func take(through time: Moment) -> (due: Moment, entity: String)? {
        while let first = heap.min, first.due <= time {
            heap.removeMin()
            defer { dropStale() }
            guard noted[first.entity] == first.due else { continue }
            noted[first.entity] = nil
            return (first.due, first.entity)
        }
        return nil
    }

    /// Keeps the least item one that is still due, so that `next` never wakes anyone for nothing.
    private mutating func dropStale() {
        while let first = heap.min, noted[first.entity] != first.due { heap.removeMin() }
    }
}
