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

    /// Puts a file in another's place, and then overwrites what the other held.
    static func replaceOverwriting(_ path: String, by new: String) throws(JournalError) {
        let (descriptor, info) = try openRegular(path, O_WRONLY)
        defer { Glibc.close(descriptor) }
        guard unsafe rename(new, path) == 0 else { throw failure(errno, "cannot rename \(new)") }
        try syncFolder(folder(of: path))
        try overwrite(descriptor, path, at: 0, count: Int(info.st_size))
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
