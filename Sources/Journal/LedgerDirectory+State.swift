internal import Glibc

/// state/ is derived: it may be thrown away, or be exchanged for one that was rebuilt (*Storage*).
extension LedgerDirectory {
    /// Where a new state/ is built before it takes the old one's place.
    public var rebuiltState: String { path + "/state.new" }

    /// Where the old state/ is while it is deleted.
    private var discardedState: String { path + "/state.old" }
    /// The file that says why state/ is to be thrown away. It lies in state/ itself, so that it is deleted with it.
    private var damageFile: String { state + "/DAMAGED" }

    /// Notes on disk that state/ is damaged: the next start rebuilds it. `reason` is for people.
    public func markStateDamaged(_ reason: String) throws(JournalError) {
        try File.writeSynced(damageFile, Array((reason + "\n").utf8))
    }

    /// Refuses a state/ that was found to be damaged.
    /// - Throws: `damagedState` if it was; `io`.
    public func checkStateIsSound() throws(JournalError) {
        guard let note = try File.read(damageFile, limit: 4096) else { return }
        let reason = String(decoding: note.prefix { $0 != 10 }, as: UTF8.self)
        throw JournalError(.damagedState, "\(state) was found to be damaged: \(reason)")
    }

    /// Refuses what daybook may not delete in the places of state/: a link, which leads to what is not the ledger's, and anything
    /// in them that is no file. To be asked before anything is touched, so that nothing is left half deleted.
    /// - Throws: `notALedger`, naming what is in the way; `readOnly`, `io`.
    public func checkStateCanBeDeleted() throws(JournalError) {
        for place in [state, rebuiltState, discardedState] {
            guard let kind = try File.kind(place) else { continue }
            guard kind == .folder else {
                throw JournalError(
                    .notALedger,
                    "\(place) is \(kind.rawValue), and daybook deletes only what is in its own folder; put a folder in its place, "
                        + "or nothing")
            }
            guard unsafe access(place, W_OK | X_OK) == 0 else {
                throw File.failure(errno, "\(place) cannot be written: use the account that owns it")
            }
            for name in try File.names(in: place) {
                guard let kind = try File.kind(place + "/" + name), kind != .file else { continue }
                throw JournalError(
                    .notALedger,
                    "\(place)/\(name) is \(kind.rawValue), which daybook has not put there and does not delete; move it to another "
                        + "place, then try again")
            }
        }
    }

    /// Deletes state/. The next start rebuilds it from log/.
    ///
    /// It is renamed first: interrupted, it is either whole or gone, never a folder with half its files.
    /// - Throws: `notALedger` if it is a link, or has something in it that is no file; `io`.
    public func removeState() throws(JournalError) {
        try checkStateCanBeDeleted()
        try Self.removeFlatFolder(discardedState)
        guard try File.exists(state) else { return }
        guard unsafe rename(state, discardedState) == 0 else {
            throw File.failure(errno, "cannot rename \(state) to \(discardedState)")
        }
        try File.syncFolder(path)
        try Self.removeFlatFolder(discardedState)
    }

    /// Deletes what was left where a rebuild or a `removeState` was interrupted: as large as state/, and of no use. Requires the
    /// lock. What is there instead and is no folder of files is left alone.
    /// - Throws: `io`, `readOnly` if something in it cannot be deleted.
    public func removeLeftovers() throws(JournalError) {
        for place in [rebuiltState, discardedState] where try File.kind(place) == .folder {
            var kinds: Set<File.Kind?> = []
            for name in try File.names(in: place) { kinds.insert(try File.kind(place + "/" + name)) }
            if kinds.isSubset(of: [.file]) { try Self.removeFlatFolder(place) }
        }
    }

    /// Deletes what an interrupted rebuild left.
    public func removeRebuiltState() throws(JournalError) {
        try checkStateCanBeDeleted()
        try Self.removeFlatFolder(rebuiltState)
    }

    /// Puts the rebuilt state in state/'s place. Interrupted in between, state/ is missing and is rebuilt at the next start.
    public func exchangeState() throws(JournalError) {
        try removeState()
        guard unsafe rename(rebuiltState, state) == 0 else {
            throw File.failure(errno, "cannot rename \(rebuiltState) to \(state)")
        }
        try File.syncFolder(path)
    }

    /// Deletes a folder that holds files only, as LevelDB's do. A folder that is not there is fine.
    public static func removeFlatFolder(_ path: String) throws(JournalError) {
        guard try File.exists(path) else { return }
        try File.removeFiles(in: path)
        guard unsafe rmdir(path) == 0 else { throw File.failure(errno, "cannot delete \(path)") }
    }
}
