internal import Glibc

/// Files whose bytes must be gone when they are: keys.
///
/// Overwriting in place reaches the very blocks on file systems that write in place (ext4, XFS). One that copies on write, keeps
/// snapshots or journals data keeps what was there elsewhere (*Storage*).
extension File {
    /// Overwrites bytes of a file with zeros, and makes that durable.
    static func overwrite(_ path: String, at offset: Int, count: Int) throws(JournalError) {
        let (descriptor, _) = try openRegular(path, O_WRONLY)
        defer { Glibc.close(descriptor) }
        try overwrite(descriptor, path, at: offset, count: count)
    }

    private static func overwrite(_ descriptor: Int32, _ path: String, at offset: Int, count: Int) throws(JournalError) {
        let zeros = [UInt8](repeating: 0, count: count)
        guard unsafe pwrite(descriptor, zeros, count, off_t(offset)) == count, fsync(descriptor) == 0 else {
            throw failure(errno, "cannot overwrite \(path)")
        }
    }

    /// What the name ends with under which a replaced file waits to be overwritten.
    static let replaced = ".old"

    /// Puts a file in another's place, and overwrites what the other held.
    ///
    /// The other keeps a second name until that is done, so that whoever finds it after an interruption can make it good
    /// (``finishReplacing``): bytes without a name could never be reached again.
    static func replaceOverwriting(_ path: String, by new: String) throws(JournalError) {
        let old = path + replaced
        try finishReplacing(path)
        guard unsafe link(path, old) == 0 else { throw failure(errno, "cannot link \(old)") }
        try syncFolder(folder(of: path))
        guard unsafe rename(new, path) == 0 else { throw failure(errno, "cannot rename \(new)") }
        try syncFolder(folder(of: path))
        try finishReplacing(path)
    }

    /// Goes on with a replacement that was cut short: overwrites and deletes what the file replaced. Where it replaced nothing yet,
    /// only the second name goes. One that is over is fine.
    static func finishReplacing(_ path: String) throws(JournalError) {
        let old = path + replaced
        guard try kind(old) == .file else { return }
        guard try kind(path) == .file else {
            throw JournalError(.notALedger, "\(old) is there without \(path): put the copy of keys/ back")
        }
        guard try inode(path) != inode(old) else {
            try remove(old)
            return try syncFolder(folder(of: path))
        }
        try removeOverwriting(old)
    }

    /// Overwrites and deletes a file; one that is not there is fine.
    static func removeOverwriting(_ path: String) throws(JournalError) {
        guard try kind(path) == .file else { return }
        let (descriptor, info) = try openRegular(path, O_WRONLY)
        defer { Glibc.close(descriptor) }
        try overwrite(descriptor, path, at: 0, count: Int(info.st_size))
        try remove(path)
        try syncFolder(folder(of: path))
    }

    private static func folder(of path: String) -> String { path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "." }
}
