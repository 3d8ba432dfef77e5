internal import Glibc
internal import Synchronization

/// The right to use a ledger's folder: one process at a time. Given up by `release()` or `deinit`, and by
/// the kernel when the process dies.
///
/// `flock` rather than LevelDB's own lock, which belongs to the process and so would not stop
/// a second use within it, and which covers one database only. Source: LEVELDB §2.14.
public final class DirectoryLock: Sendable {
    private let descriptor: Mutex<Int32?>

    /// Locks `daybook.lock` in the folder and writes this process's id into it.
    ///
    /// - Throws: `locked`, naming the process that holds it; `notALedger` if it is a link, hard or symbolic, no regular file, or
    ///   can be written by other accounts, who could then have another file emptied or lock the ledger's owner out; `readOnly`,
    ///   `io`.
    public init(_ directory: LedgerDirectory) throws(JournalError) {
        let path = directory.lockFile
        let (fd, info) = try File.openRegular(path, O_RDWR | O_CREAT, mode: 0o600)
        do {
            try Self.take(fd, info, directory)
        } catch {
            Glibc.close(fd)
            throw error
        }
        descriptor = Mutex(fd)
    }

    private static func take(_ fd: Int32, _ info: stat, _ directory: LedgerDirectory) throws(JournalError) {
        let path = directory.lockFile
        var folder = stat()
        guard unsafe stat(directory.path, &folder) == 0 else { throw File.failure(errno, "cannot look at \(directory.path)") }
        let isOurs = info.st_uid == geteuid() || info.st_uid == folder.st_uid
        guard isOurs, info.st_mode & (S_IWGRP | S_IWOTH) == 0 else {
            throw File.suspicious(path, "can be written by other accounts")
        }
        guard info.st_nlink == 1 else {
            throw File.suspicious(path, "is a hard link to a file that has another name, too")
        }
        guard flock(fd, LOCK_EX | LOCK_NB) == 0 else {
            guard errno == EWOULDBLOCK else { throw File.failure(errno, "cannot lock \(path)") }
            throw JournalError(
                .locked, "the ledger in \(directory.path) is in use by \(holder(fd)); stop it, or use its socket")
        }
        let text = Array("\(getpid())\n".utf8)
        let written = unsafe ftruncate(fd, 0) == 0 && pwrite(fd, text, text.count, 0) == text.count
        guard written else { throw File.failure(errno, "cannot write \(path)") }
    }

    deinit {
        release()
    }

    /// Gives the lock up. The file stays: removing it would let two processes lock two files.
    public func release() {
        descriptor.withLock { descriptor in
            guard let fd = descriptor else { return }
            // A child that has not begun its own program yet holds a copy of the descriptor, and with it the lock.
            flock(fd, LOCK_UN)
            Glibc.close(fd)
            descriptor = nil
        }
    }

    private static func holder(_ fd: Int32) -> String {
        var bytes = [UInt8](repeating: 0, count: 32)
        let count = unsafe bytes.withUnsafeMutableBytes { unsafe pread(fd, $0.baseAddress, $0.count, 0) }
        let digits = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self).filter { $0.isASCII && $0.isNumber }
        return digits.isEmpty ? "another process" : "process \(digits)"
    }
}
