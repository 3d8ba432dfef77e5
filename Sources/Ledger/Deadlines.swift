import HeapModule
import Schema

/// What is due, earliest first, as far as the horizon: what is due later is in the rows, and enters when the horizon moves on.
/// So memory holds the deadlines of the next minutes, however many are open.
///
/// Items stay behind when their reason goes away, but never at the front; whoever takes one checks the row.
struct Deadlines {
    /// Everything due before this is here, and nothing that is due later.
    private(set) var horizon = Moment(microseconds: .max)

    private var heap = Heap<Item>()
    /// The due time last noted of each entity, so that repeating it adds nothing.
    private var noted: [EntityName: Moment] = [:]

    private struct Item: Comparable {
        let due: Moment
        let entity: EntityName

        /// By time; at the same time as the names would be sorted if they were written out.
        static func < (left: Item, right: Item) -> Bool {
            if left.due != right.due { return left.due < right.due }
            guard left.entity.table == right.entity.table else { return left.entity.text < right.entity.text }
            return left.entity.id < right.entity.id
        }
    }

    /// Nothing is due before this.
    var next: Moment { min(heap.min?.due ?? horizon, horizon) }

    /// Sets the horizon. Whoever moves it on notes what has come within it.
    mutating func setHorizon(_ moment: Moment) {
        horizon = moment
    }

    mutating func note(_ due: Moment?, of entity: EntityName) {
        if let due, due < horizon {
            guard noted.updateValue(due, forKey: entity) != due else { return }
            heap.insert(Item(due: due, entity: entity))
        } else if noted.isEmpty || noted.removeValue(forKey: entity) == nil {
            return
        }
        if heap.min?.entity == entity { dropStale() }
    }

    mutating func take(through time: Moment) -> (due: Moment, entity: EntityName)? {
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
