import Dispatch
import Synchronization

/// Crossings between code that suspends and code that blocks.
///
/// Replays and rebuilds block for long, on disks and on the network; they do so on a thread of their own, never on one of the few
/// threads that tasks share.
enum Blocking {
    /// Runs blocking code on a thread of its own.
    static func run<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(with: Result { try body() })
            }
        }
    }

    /// Waits for code that suspends. Only inside of `run`: on a shared thread it could wait for itself.
    static func wait<T: Sendable>(_ body: @escaping @Sendable () async throws -> T) throws -> T {
        let done = DispatchSemaphore(value: 0)
        let result = ResultBox<T>()
        Task {
            do {
                result.set(.success(try await body()))
            } catch {
                result.set(.failure(error))
            }
            done.signal()
        }
        done.wait()
        return try result.get()
    }

    private final class ResultBox<T: Sendable>: Sendable {
        private let value = Mutex<Result<T, any Error>?>(nil)

        func set(_ result: Result<T, any Error>) { value.withLock { $0 = result } }

        func get() throws -> T {
            guard let result = value.withLock({ $0 }) else {
                throw ExitError(.internal, "nothing came of a task; please report this")
            }
            return try result.get()
        }
    }
}
