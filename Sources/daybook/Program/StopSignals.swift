import Synchronization
import UnixSignals

/// Signals that tell the program to stop. They are heard from when this was made until the process ends, and end it no more.
final class StopSignals: Sendable {
    private let isHeard = Atomic(false)
    /// Ends with the first of them.
    private let silence: AsyncStream<Void>

    /// Listens from when this returns.
    init(_ signals: [UnixSignal]) async {
        let all = await UnixSignalsSequence(trapping: signals)
        let (silence, end) = AsyncStream.makeStream(of: Void.self)
        self.silence = silence
        Task {
            for await _ in all {
                isHeard.store(true, ordering: .sequentiallyConsistent)
                end.finish()
            }
        }
    }

    /// Whether there was one.
    var areHeard: Bool { isHeard.load(ordering: .sequentiallyConsistent) }

    /// Waits for the first one, or until the task is cancelled. To be called once.
    func wait() async {
        for await _ in silence {}
    }
}
