import Journal
import Ledger
import Logging
import Schema

// What the decider needs keys for.
extension Decider {
    /// The hash of a command that says something personal. A plain one in the log would let anyone who can read it try out what it
    /// is of: the hash of "mei@example.org" is soon found.
    func keyedHash(of submission: Submission) throws -> [UInt8] {
        try KeyProblem.wrapping {
            try keys.hash(submission.hash, for: .command) { try !hasSealedRows() }
        }
    }

    /// Why a command that came by the token of a session is not taken any more. A stream of them may last longer than the session.
    func problem(ofTicketOf submission: Submission) throws -> SubmissionProblem? {
        guard !submission.ticket.isEmpty else { return nil }
        let now = clock.look().time
        let isGood = try withoutRejections { () throws(DecisionError) in try state.isGood(ticket: submission.ticket, at: now) }
        guard !isGood else { return nil }
        return SubmissionProblem(
            id: submission.command.id, code: .unauthenticated,
            detail: "the session is over, or its customer may do nothing now: log in again, and send the same id")
    }

    /// Whether a password of it is wrong: it was found so, or another one or another hash has taken the place of what it was held
    /// against. Then nothing is recorded, and whoever prepared it finds out which.
    func isWrong(_ submission: Submission) throws -> Bool {
        if submission.isWrong { return true }
        guard let proof = submission.credentials?.proof else { return false }
        return try withoutRejections { () throws(DecisionError) in try !state.holds(proof) }
    }

    /// Whether anything is sealed yet: then keys are not made anew, but missing.
    private func hasSealedRows() throws -> Bool {
        try Table.allCases.contains { table in
            guard table.type.hasSealed else { return false }
            if !state.tables.changedIDs(table, where: { _ in true }).isEmpty { return true }
            guard let flush = store.marker?.sequence else { return false }
            return try !store.rows(table: table.rawValue, at: flush, limit: 1).isEmpty
        }
    }

    /// Destroys a key that was given up before the last stop, if that was cut short. Keys that are not here need no destroying.
    func destroyAgain(_ key: String) throws { try keys.giveUp(key, logger) }
}

extension KeyStore {
    /// Destroys a key that the book gave up, or has it owed, which is said once in the service's log.
    ///
    /// - Throws: where it could neither be destroyed nor noted.
    func giveUp(_ key: String, _ logger: Logger) throws {
        do {
            guard let reason = try giveUp(key) else { return }
            logger.error(
                "a key that was given up could not be destroyed; it is tried again until it is",
                metadata: ["keys.reason": "\(reason)"])
        } catch {
            throw EngineError(
                .io, "a key that was given up could neither be destroyed nor noted as owed; the next start does it: \(error)")
        }
    }
}
