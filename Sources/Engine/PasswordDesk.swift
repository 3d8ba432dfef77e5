import Dispatch
import Journal
import Ledger
import Schema
import Synchronization

/// Checks and hashes the passwords of commands before the writer decides them: on two threads of its own, because one takes 128 MiB
/// and a third of a second, and the writer must never wait for that.
///
/// A wrong password is answered here and leaves no entry, or whoever guesses would fill the book. How often it was tried is noted
/// by an entry at most once a minute for each customer, and by one more when that locks the customer. Whose e-mail nobody has gets
/// the same answer after the same work.
final class PasswordDesk: Sendable {
    /// Hashed at a time: 128 MiB each.
    private static let threads = 2
    /// Requests that may wait.
    static let maxWaiting = 64
    /// How often a password is checked that others change all the time.
    private static let maxChecks = 4
    /// Seconds between two entries about wrong passwords of one customer.
    private static let secondsBetweenNotes = 60.0

    /// Submissions of one origin.
    private struct Job: Sendable {
        let submissions: [Submission]
        let reply: @Sendable ([Outcome]) -> Void
    }

    /// Wrong passwords of a customer that no entry says yet.
    private struct Failures {
        var count: Int64 = 0
        /// When the first of them was tried.
        var since: UInt64 = 0
        var notedAt: UInt64?
    }

    private struct State {
        var waiting: [Job] = []
        var running = 0
        var failures: [String: Failures] = [:]
        /// Called when nothing waits or is under way any more.
        var whenIdle: [@Sendable () -> Void] = []
    }

    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "daybook.passwords", attributes: .concurrent)
    private let keys: KeyStore
    private let cost: PasswordHash.Cost
    private let entropy: Entropy
    private let view: @Sendable () -> View
    private let now: @Sendable () -> Moment
    private let submit: @Sendable ([Submission], @escaping @Sendable ([Outcome]) -> Void) -> Void
    /// What is hashed where there is nothing to compare with.
    private let nobody: Mutex<PasswordHash?> = Mutex(nil)

    /// - Parameter view: the ledger as it is now.
    /// - Parameter now: the machine's time.
    /// - Parameter submit: hands what is prepared to the writer.
    init(
        keys: KeyStore, cost: PasswordHash.Cost, entropy: @escaping Entropy, view: @escaping @Sendable () -> View,
        now: @escaping @Sendable () -> Moment,
        submit: @escaping @Sendable ([Submission], @escaping @Sendable ([Outcome]) -> Void) -> Void
    ) {
        self.keys = keys
        self.cost = cost
        self.entropy = entropy
        self.view = view
        self.now = now
        self.submit = submit
    }

    /// Prepares submissions, some of which say a password, and hands them on. Never blocks.
    func take(_ submissions: [Submission], reply: @escaping @Sendable ([Outcome]) -> Void) {
        let isTaken = state.withLock { state in
            guard state.waiting.count < Self.maxWaiting else { return false }
            state.waiting.append(Job(submissions: submissions, reply: reply))
            guard state.running < Self.threads else { return true }
            state.running += 1
            queue.async { self.run() }
            return true
        }
        guard !isTaken else { return }
        let detail = "\(Self.maxWaiting) requests with passwords are waiting; try again in a second"
        reply(submissions.map { .problem(SubmissionProblem(id: $0.command.id, code: .passwordsBusy, detail: detail)) })
    }

    private func run() {
        while let job = next() { serve(job) }
    }

    private func next() -> Job? {
        let (job, idle) = state.withLock { state -> (Job?, [@Sendable () -> Void]) in
            guard state.waiting.isEmpty else { return (state.waiting.removeFirst(), []) }
            state.running -= 1
            guard state.running == 0 else { return (nil, []) }
            defer { state.whenIdle = [] }
            return (nil, state.whenIdle)
        }
        for call in idle { call() }
        return job
    }

    /// Calls back once all that was taken before is with the writer.
    func whenIdle(_ call: @escaping @Sendable () -> Void) {
        let isIdle = state.withLock { state in
            if state.running > 0 { state.whenIdle.append(call) }
            return state.running == 0
        }
        if isIdle { call() }
    }

    /// Answers what needs no entry, and hands the rest on, in order.
    private func serve(_ job: Job) {
        var answers: [Outcome] = []
        var ready: [Submission] = []
        for submission in job.submissions {
            do {
                if submission.command.asksForAnothers(submission.actor) {
                    ready.append(submission)
                } else if submission.command.asksForPassword {
                    // A present password is held against what was decided before it, the same chunk's commands too.
                    answers += decided(&ready)
                    answers.append(try checked(submission))
                } else {
                    ready.append(submission.saysPassword ? try prepared(submission) : submission)
                }
            } catch let wrong as WrongPassword {
                answers.append(answer(to: submission, wrong))
            } catch {
                answers += decided(&ready)
                answers.append(.problem(problem(of: error, submission.command.id)))
            }
        }
        submit(ready) { [answers] outcomes in job.reply(answers + outcomes) }
    }

    /// Checks a present password and has the command decided. Where the password was changed or hashed anew between the two, as by
    /// another log-in at the same moment, it is checked once more: what was right must not be answered as wrong.
    private func checked(_ submission: Submission) throws -> Outcome {
        for _ in 1..<Self.maxChecks {
            var ready = [try prepared(submission)]
            let outcome = decided(&ready)[0]
            guard case .problem(let problem) = outcome, problem.code == .badCredentials else { return outcome }
        }
        var ready = [try prepared(submission)]
        return decided(&ready)[0]
    }

    /// Has the writer decide what is ready, and waits for that.
    private func decided(_ ready: inout [Submission]) -> [Outcome] {
        guard !ready.isEmpty else { return [] }
        let answer = Answer()
        submit(ready) { answer.fulfil($0) }
        ready = []
        return answer.wait()
    }

    /// The answer to a wrong password: where the command is in the book, which was right then, its receipt.
    private func answer(to submission: Submission, _ wrong: WrongPassword) -> Outcome {
        var asked = [submission.wrong()]
        let outcome = decided(&asked)[0]
        // Where there is no password, nothing can be guessed.
        if case .problem(let problem) = outcome, problem.code == .badCredentials { noteFailure(of: wrong.customer) }
        return outcome
    }

    private func problem(of error: any Error, _ id: String) -> SubmissionProblem {
        switch error {
        case let problem as KeyProblem: problem.problem(of: id)
        case let error as EngineError where error.code == .damaged:
            SubmissionProblem(id: id, code: .damaged, detail: "\(error.message); the command was not recorded")
        case let error as JournalError: KeyProblem(error).problem(of: id)
        default: SubmissionProblem(id: id, code: .internal, detail: "the password could not be checked: \(error)")
        }
    }

    private struct WrongPassword: Error {
        /// Whose password it should be; nil where nobody has one.
        let customer: Customer?
    }

    private func prepared(_ submission: Submission) throws -> Submission {
        var (credentials, token) = (Credentials(), "")
        let command = submission.command
        let question = try question(of: command)
        if let question {
            let stored = try stored(of: question.customer)
            // While a customer is locked every password is wrong, or guessing would go on until one is not.
            guard try (stored ?? nobodys()).matches(question.given), let stored, let customer = question.customer,
                !customer.isLocked(at: now()), !isGuessed(customer)
            else { throw WrongPassword(customer: stored == nil ? nil : question.customer) }
            state.withLock { $0.failures[customer.customerID] = nil }
            credentials.proof = customer.password.map { .init(customerID: customer.customerID, password: $0) }
            // Older parameters are made good by who logs in.
            if stored.cost != cost { credentials.hash = try PasswordHash(question.given, cost: cost, entropy: entropy).text }
        }
        if let password = command.newPassword { credentials.hash = try PasswordHash(password, cost: cost, entropy: entropy).text }
        if command.opensSession {
            token = Digest.hex(entropy(32))
            credentials.tokenHash = Digest.hex(Digest.sha256(Array(token.utf8)))
        }
        return submission.prepared(credentials, token: token)
    }

    /// Whose password a command asks for. Damage that this meets ends the writer, as wherever it is met.
    private func question(of command: Command) throws -> PasswordQuestion? {
        let view = view()
        return try view.damage.reading {
            do {
                return try view.rollForward().flatMap { tables in
                    try command.passwordQuestion(in: tables) { try KeySealer(keys: keys).emailKey(of: $0) }
                }
            } catch DecisionError.error(let cause) {
                throw cause
            }
        }
    }

    /// The hash of a customer's password; nil where there is none.
    private func stored(of customer: Customer?) throws -> PasswordHash? {
        guard let customer, let password = customer.password else { return nil }
        let place = Sealed.place(Table.customer.entity(customer.customerID), version: password.version, field: "password")
        switch try keys.open(password.box, under: customer.key, at: place) {
        case .bytes(let text): return PasswordHash(String(decoding: text, as: UTF8.self))
        case .destroyed: return nil
        case .unavailable: throw KeyProblem(missing: "the key of the customer's password is not here: put the copy of keys/ back")
        }
    }

    /// The hash of no password.
    private func nobodys() throws -> PasswordHash {
        if let known = nobody.withLock({ $0 }) { return known }
        let made = try PasswordHash(Digest.hex(KeyStore.random(16)), cost: cost)
        nobody.withLock { $0 = made }
        return made
    }

    // MARK: Wrong passwords

    /// Whether the password of a suspended customer was tried so often that every one is answered as wrong for a while. Others are
    /// locked then, which the book says.
    private func isGuessed(_ customer: Customer) -> Bool {
        guard customer.status == .suspended else { return false }
        let now = monotonicNanoseconds()
        return state.withLock { state in
            guard let failures = state.failures[customer.customerID] else { return false }
            return failures.count >= Limits.failedLogIns && Double(now - failures.since) / 1e9 < Double(Limits.failedLogInsSeconds)
        }
    }

    /// Counts a wrong password, and has an entry say so if the last one is a minute old, or if this one locks the customer. Of who
    /// is suspended it is only counted.
    private func noteFailure(of customer: Customer?) {
        guard let customer, [.active, .unverified, .suspended].contains(customer.status) else { return }
        let now = monotonicNanoseconds()
        let count = state.withLock { state -> Int64? in
            if state.failures.count >= Self.maxWaiting * 1000 { state.failures = [:] }
            var failures = state.failures[customer.customerID] ?? Failures()
            defer { state.failures[customer.customerID] = failures }
            if failures.count == 0 || Double(now - failures.since) / 1e9 >= Double(Limits.failedLogInsSeconds) {
                (failures.count, failures.since) = (0, now)
            }
            failures.count += 1
            guard customer.status != .suspended else { return nil }
            let isDue = failures.notedAt.map { Double(now - $0) / 1e9 >= Self.secondsBetweenNotes } ?? true
            guard isDue || customer.failedLogIns + failures.count >= Limits.failedLogIns else { return nil }
            defer { failures = Failures(notedAt: now) }
            return failures.count
        }
        guard let count else { return }
        let id = "log-ins:" + Digest.hex(KeyStore.random(16))
        let command = Command.failedLogIns(id: id, customerID: customer.customerID, count: count)
        guard let note = try? Submission(command, actor: Actor(kind: .system, name: "daybook")) else { return }
        submit([note]) { _ in }
    }
}

/// The writer's outcomes, waited for by one thread.
private final class Answer: Sendable {
    private let outcomes = Mutex<[Outcome]>([])
    private let isThere = DispatchSemaphore(value: 0)

    func fulfil(_ found: [Outcome]) {
        outcomes.withLock { $0 = found }
        isThere.signal()
    }

    func wait() -> [Outcome] {
        isThere.wait()
        return outcomes.withLock { $0 }
    }
}
