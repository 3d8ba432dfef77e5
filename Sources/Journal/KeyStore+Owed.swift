internal import Dispatch
internal import Synchronization

// Keys that the book gave up and that could not be destroyed: they are owed, until they are.
//
// What is owed stands in `keys/owed`, one name a line, because the log says it only to a start that rolls forward over the erasure.
extension KeyStore {
    /// Seconds between two tries, at most.
    private static let maxSecondsBetweenTries = 600.0
    /// Bytes of the file: some ten thousand names.
    private static let maxOwedBytes = 1 << 18

    private var owedPath: String { folder + "/owed" }

    /// How many keys are owed.
    public var owed: Int { owedCount.load(ordering: .relaxed) }

    /// Destroys a key that the book gave up. Where that fails the key is owed: it opens nothing more, and is tried again until it
    /// is destroyed, also after a restart.
    ///
    /// - Returns: why it is owed; nil where it is destroyed.
    /// - Throws: where it could neither be destroyed nor noted: whoever goes on would forget it.
    public func giveUp(_ name: String) throws(JournalError) -> JournalError? {
        do throws(JournalError) {
            try state.withLock { state throws(JournalError) in try destroy(name, &state) }
            return nil
        } catch {
            let failure = error
            try state.withLock { state throws(JournalError) in
                guard state.owed.insert(name).inserted else { return }
                do throws(JournalError) { try noteOwed(&state) } catch {
                    state.owed.remove(name)
                    owedCount.store(state.owed.count, ordering: .relaxed)
                    throw error
                }
                tryOwedLater(&state, after: secondsBeforeTryingAgain)
            }
            return failure
        }
    }

    /// Takes up what was owed before the last stop.
    ///
    /// - Throws: where the file that says so cannot be read.
    public func takeUpOwed() throws(JournalError) {
        guard let bytes = try File.read(owedPath, limit: Self.maxOwedBytes) else { return }
        let names = bytes.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
        state.withLock { state in
            state.owed.formUnion(names)
            owedCount.store(state.owed.count, ordering: .relaxed)
        }
        tryOwed(thenAfter: secondsBeforeTryingAgain)
    }

    /// Ends trying.
    public func close() {
        state.withLock { $0.isClosed = true }
        queue.sync {}
    }

    private func tryOwedLater(_ state: inout State, after seconds: Double) {
        guard !state.isTryingOwed, !state.isClosed else { return }
        state.isTryingOwed = true
        queue.asyncAfter(deadline: .now() + seconds) { [weak self] in
            self?.state.withLock { $0.isTryingOwed = false }
            self?.tryOwed(thenAfter: min(2 * seconds, Self.maxSecondsBetweenTries))
        }
    }

    private func tryOwed(thenAfter seconds: Double) {
        state.withLock { state in
            guard !state.isClosed, !state.owed.isEmpty else { return }
            // What fails here stays owed, and its number is among the metrics.
            let destroyed = state.owed.filter { (try? destroy($0, &state)) != nil }
            state.owed.subtract(destroyed)
            if !destroyed.isEmpty {
                // A note that could not be changed has names too many: what is destroyed is destroyed once more.
                try? noteOwed(&state)
            }
            if !state.owed.isEmpty { tryOwedLater(&state, after: seconds) }
        }
    }

    /// Notes what is owed, durably.
    private func noteOwed(_ state: inout State) throws(JournalError) {
        owedCount.store(state.owed.count, ordering: .relaxed)
        guard state.owed.isEmpty else {
            return try File.writeSynced(owedPath, Array(state.owed.sorted().map { $0 + "\n" }.joined().utf8))
        }
        guard try File.exists(owedPath) else { return }
        try File.remove(owedPath)
    }
}
