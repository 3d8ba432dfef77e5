import Synchronization

/// The rows of past moments that are in memory: counts them, and decides which are dropped when there are too many.
///
/// A view of the past rolls rows forward, keeps those that changed (`View.rollForward`), and reports their size here. When all
/// views together are too large, rows that are only kept for a next question are dropped first, then those that were not read
/// for a while: a later read rolls them forward again. Rows that are being read stay, and the new view is refused.
final class PastRows: Sendable {
    /// How much they may take together, estimated, and one view alone. In bytes.
    let limit: Int
    private let quietNanoseconds: UInt64

    /// The rows in memory of one view.
    fileprivate struct Held {
        weak var view: View?
        let sequence: UInt64
        var bytes: Int
        var readAt: UInt64
    }

    fileprivate struct State {
        var held: [ObjectIdentifier: Held] = [:]
        /// Bytes of all of them.
        var bytes = 0
        /// Views of the moments that were asked for last, for the next question about one.
        var kept: [View] = []
    }

    private let state = Mutex(State())

    init(limit: Int, quietMilliseconds: Int) {
        self.limit = limit
        quietNanoseconds = UInt64(quietMilliseconds) * 1_000_000
    }

    /// How much all views hold now, in bytes.
    var bytes: Int { state.withLock { $0.bytes } }

    // MARK: Views that are kept

    /// A view of that moment that is there already.
    func view(_ sequence: UInt64) -> View? {
        state.withLock { state in
            state.kept.first { $0.sequence == sequence } ?? state.held.values.first { $0.sequence == sequence }?.view
        }
    }

    func keep(_ view: View) {
        // Views are let go of outside of the lock, which their end takes.
        let gone = state.withLock { state in
            state.kept.append(view)
            return state.kept.count > EngineLimits.pastViewsKept ? state.kept.removeFirst() : nil
        }
        withExtendedLifetime(gone) {}
    }

    func keepNone() {
        let gone = state.withLock { state in
            defer { state.kept = [] }
            return state.kept
        }
        withExtendedLifetime(gone) {}
    }

    // MARK: What views hold

    /// A view's rows are being read.
    func noteReading(_ view: View) {
        state.withLock { $0.held[ObjectIdentifier(view)]?.readAt = monotonicNanoseconds() }
    }

    /// A view's rows have come to so many bytes.
    /// - Throws: `EngineError` `.tooLarge` for more than there can be; `.busy` where others need the memory.
    func hold(_ bytes: Int, _ view: View) throws(EngineError) {
        guard bytes <= limit else {
            let onDisk = view.flush > 0 ? "as of \(view.flush), whose rows are on disk, or " : ""
            throw EngineError(
                .tooLarge,
                "lists as of sequence \(view.sequence) take more than the \(limit >> 20) MB of memory there are for them; "
                    + "ask \(onDisk)for single rows")
        }
        while true {
            switch state.withLock({ $0.makeRoom(bytes, for: view, limit: limit, quietNanoseconds) }) {
            case .made: return
            case .letGo: continue
            case .isQuiet(let other):
                // If it is being read at this very moment, it is not quiet any more.
                if !other.forgetRows() { noteReading(other) }
            case .none:
                throw EngineError(.busy, "lists as of other moments take all memory there is for them; try again in a moment")
            }
        }
    }

    /// A view holds nothing any more, or is no more.
    func release(_ id: ObjectIdentifier) {
        state.withLock { state in
            guard let held = state.held.removeValue(forKey: id) else { return }
            state.bytes -= held.bytes
        }
    }
}

extension PastRows.State {
    /// What there is to do before a view can have its bytes.
    fileprivate enum Room {
        case made
        /// These were kept. Whoever gets this lets go of them, outside of the lock.
        case letGo([View])
        /// Nobody has read this one's rows for a while.
        case isQuiet(View)
        case none
    }

    fileprivate mutating func makeRoom(_ wanted: Int, for view: View, limit: Int, _ quietNanoseconds: UInt64) -> Room {
        let id = ObjectIdentifier(view)
        let now = monotonicNanoseconds()
        let others = bytes - (held[id]?.bytes ?? 0)
        if others + wanted <= limit {
            held[id] = PastRows.Held(view: view, sequence: view.sequence, bytes: wanted, readAt: now)
            bytes = others + wanted
            return .made
        }
        guard kept.isEmpty else {
            defer { kept = [] }
            return .letGo(kept)
        }
        let quiet = held.values.filter { now - $0.readAt >= quietNanoseconds }.sorted { $0.readAt < $1.readAt }
        // A reference to any other view must not be taken here: if it were the last one, the view would end within the lock.
        for held in quiet {
            if let other = held.view, other !== view { return .isQuiet(other) }
        }
        return .none
    }
}
