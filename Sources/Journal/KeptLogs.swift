internal import Glibc

/// LevelDB's own log of what it did, kept over several starts.
///
/// LevelDB moves LOG to LOG.old at every open and forgets the one before: after a crash and two restarts the evidence would be
/// gone (LEVELDB §2.20). So each LOG gets a second name before the open, LOG.1 for the newest to LOG.5. Names that LevelDB does
/// not know are left alone by it.
enum KeptLogs {
    /// How many are kept.
    static let count = 5

    /// Gives the LOG in a database's folder a name that stays, and lets go of the oldest. A folder without one is fine.
    static func rotate(in folder: String) throws(JournalError) {
        let newest = folder + "/LOG"
        guard try File.exists(newest) else { return }
        for number in stride(from: count, to: 1, by: -1) where try File.exists("\(newest).\(number - 1)") {
            guard unsafe rename("\(newest).\(number - 1)", "\(newest).\(number)") == 0 else {
                throw File.failure(errno, "cannot keep \(newest).\(number)")
            }
        }
        guard unsafe link(newest, "\(newest).1") == 0 else { throw File.failure(errno, "cannot keep \(newest)") }
    }
}
