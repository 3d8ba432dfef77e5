import Journal
import Ledger
import Schema
import Synchronization

/// Where everybody who reads a ledger reports damaged bytes, the writer as well as the threads that answer questions.
///
/// The first report decides for all: it leaves a mark if state/ can be rebuilt, ends the writer so that nothing more is decided
/// on what cannot be read, and from then on is the answer to everything (*Promises*).
final class DamageWatch: Sendable {
    private let directory: LedgerDirectory
    private let inbox: Inbox
    private let found = Mutex<EngineError?>(nil)

    init(directory: LedgerDirectory, inbox: Inbox) {
        self.directory = directory
        self.inbox = inbox
    }

    /// Reads, and reports the damage that this meets.
    func reading<T>(_ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch {
            throw noted(error)
        }
    }

    /// Reports an error if it says that bytes are damaged, and gives what is to be answered. Other errors stay what they are.
    func noted(_ error: any Error) -> any Error {
        guard let damage = Damage(error) else { return error }
        return found.withLock { found in
            if let found { return found }
            var message = damage.message
            if damage.isInState {
                do {
                    try directory.markStateDamaged(message)
                } catch {
                    message += "; that could not be noted there (\(error)): run daybook rebuild before the next start"
                }
            }
            let failure = EngineError(.damaged, message)
            found = failure
            inbox.fail(failure)
            return failure
        }
    }
}

/// An error that says that bytes on disk are not what was written.
struct Damage {
    /// What happened and what to do.
    let message: String
    /// Whether it is in state/, which the log can make anew.
    let isInState: Bool

    /// Nil for any other error.
    init?(_ error: any Error) {
        switch error {
        case let error as JournalError where error.code == .damagedState || error.code == .corruption:
            message = error.cause.isEmpty ? error.message : "\(error.message) (\(error.cause))"
            isInState = error.code == .damagedState
        case let error as EngineError where error.code == .damaged:
            message = error.message
            isInState = false
        case let row as UnreadableRow:
            message = JournalError.damage(isDerived: true, row.description).message
            isInState = true
        case is VersionGap:
            message = JournalError.damage(isDerived: true, "a row in state/ is not what the log says").message + " (\(error))"
            isInState = true
        default: return nil
        }
    }
}
