import Client
import Schema
import Synchronization
import TestTools

/// The oracle and the traders, for clients that run at the same time.
final class Witness: Sendable {
    private let oracle = Mutex(Oracle())
    private let state = Mutex((isStopping: false, mayDie: false, answers: 0))

    /// Whether clients should come to an end.
    var isStopping: Bool { state.withLock { $0.isStopping } }
    /// Answers that came since the last start.
    var answers: Int { state.withLock { $0.answers } }

    func with<Result: Sendable>(_ body: (inout Oracle) -> sending Result) -> Result { oracle.withLock { body(&$0) } }

    func find(_ text: String) { with { $0.find(text) } }

    /// A life of the service begins.
    func begin() { state.withLock { $0 = (false, false, 0) } }

    /// Clients should stop; from now on the service may be gone at any moment if it is going to be killed.
    func stop() { state.withLock { $0.isStopping = true } }

    func expectDeath() { state.withLock { $0.mayDie = true } }

    func told(_ receipt: Receipt, hasEvents: Bool, again: Bool = false) {
        if let error = receipt.error { return refused(error, id: receipt.id) }
        record(receipt.id, Oracle.Answer(receipt, hasEvents: hasEvents), replayed: receipt.replayed, again: again)
    }

    func told(_ problem: Problem, id: String) {
        guard let answer = Oracle.Answer(problem) else { return refused(problem, id: id) }
        record(id, answer, replayed: false, again: false)
    }

    private func record(_ id: String, _ answer: Oracle.Answer, replayed: Bool, again: Bool) {
        state.withLock { $0.answers += 1 }
        with { oracle in if again { oracle.toldAgain(id, answer, replayed: replayed) } else { oracle.told(id, answer) } }
    }

    /// A command that was not taken. Those that wait are honest answers; so is a wrong password, which a right one has become when
    /// its command is asked again after another was set. All others mean that a trader wrote nonsense, or the disk failed.
    private func refused(_ problem: Problem, id: String) {
        switch problem.code {
        case "busy", "passwords_busy": break
        case "bad_credentials": with { $0.toldWrongPassword(id) }
        default: find("\(id): \(problem.code): \(problem.detail)")
        }
    }

    /// A client lost its connection.
    func lost(_ error: any Error, by client: String) {
        guard !state.withLock({ $0.mayDie }) else { return }
        find("\(client) lost the service before it was killed: \(error)")
    }
}
