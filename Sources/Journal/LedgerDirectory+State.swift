internal import Glibc

/// state/ is derived: it may be thrown away, or be exchanged for one that was rebuilt (DESIGN §5).
extension LedgerDirectory {
    /// Where a new state/ is built before it takes the old one's place.
    public var rebuiltState: String { path + "/state.new" }

    /// Deletes state/. The next start rebuilds it from log/.
    ///
    /// It is renamed first: interrupted, it is either whole or gone, never a folder with half its files.
    public func removeState() throws(JournalError) {
        let discarded = path + "/state.old"
        try Self.removeFlatFolder(discarded)
        guard File.exists(state) else { return }
        guard unsafe rename(state, discarded) == 0 else { throw File.failure(errno, "cannot rename \(state) to \(discarded)") }
        try File.syncFolder(path)
        try Self.removeFlatFolder(discarded)
    }

    /// Deletes what an interrupted rebuild left.
    public func removeRebuiltState() throws(JournalError) {
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
        guard File.exists(path) else { return }
        for name in try File.names(in: path) {
            guard unsafe unlink(path + "/" + name) == 0 else { throw File.failure(errno, "cannot delete \(path)/\(name)") }
        }
        guard unsafe rmdir(path) == 0 else { throw File.failure(errno, "cannot delete \(path)") }
    }
}
