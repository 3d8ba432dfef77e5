import Schema

/// What a run has seen.
struct Tally {
    var kills = 0
    var killsWhileStarting = 0
    var killsWhileAsking = 0
    /// How long each start took until the service was ready.
    var starts: [Duration] = []
    /// Rows that a client read and a replay wrote alike.
    var rows = 0
    var replays = 0
    /// Entries that no client sent: what fell due.
    var timers = 0
    var seconds = Duration.zero
    /// How long lives under load lasted, and how many answers each gave.
    private var lives: [Duration] = []
    private var answers: [Int] = []
    private var checkedAt = 0
    private var toldAt = 0

    mutating func note(life: Duration?, answers count: Int) {
        if let life { lives.append(life) }
        answers.append(count)
    }

    /// Whether so many kills have gone by since this last said so.
    mutating func isCheckDue(every count: Int) -> Bool {
        guard kills - checkedAt >= count else { return false }
        checkedAt = kills
        return true
    }

    /// Says how far the run has come, now and then.
    mutating func tell(_ witness: Witness, _ settings: Settings) {
        guard kills - toldAt >= max(1, settings.kills / 20) else { return }
        toldAt = kills
        let (sent, unknown) = witness.with { ($0.sent.count, $0.unanswered.count) }
        settings.say("\(kills) of \(settings.kills) kills, \(sent) commands sent, \(unknown) unknown after the last kill")
    }

    func summary(_ witness: Witness, _ settings: Settings) -> String {
        let (sent, fates, repeats, book) = witness.with {
            ($0.sent.count, $0.fates, $0.repeats, ($0.book.count, $0.book.count { $0.rejection != nil }))
        }
        let known = fates.values.count { $0 }
        let (starts, lives, answers) = (starts.sorted(), lives.sorted(), answers.sorted())
        return """
            \(kills) kills, seed \(settings.seed): \(killsWhileStarting) during a start, \
            \(killsWhileAsking) while commands were asked again
            \(sent) commands sent, \(sent - fates.count) answered at once: each receipt is in the book as it came
            \(fates.count) commands had no answer at a kill: \(known) were in the book, \(fates.count - known) were not
            \(repeats) commands asked again: each got its first answer
            \(book.0) entries, \(book.1) of them refused, \(timers) of deadlines; none missing, none doubled
            \(replays) full replays found no difference, before and after a rebuild
            \(rows) rows read by a client are those of a replay
            starts took \(Self.milliseconds(starts[starts.count / 2])) at the median, \(Self.milliseconds(starts.last)) at most
            lives under load: \(Self.milliseconds(lives.first)) to \(Self.milliseconds(lives.last)), \
            \(answers.first ?? 0) to \(answers.last ?? 0) answers
            \(seconds.components.seconds) s in all
            """
    }

    private static func milliseconds(_ duration: Duration?) -> String {
        guard let (seconds, attoseconds) = duration?.components else { return "none" }
        return "\(seconds * 1000 + attoseconds / 1_000_000_000_000_000) ms"
    }
}
