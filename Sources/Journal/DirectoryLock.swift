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
    /// - Throws: `locked`, naming the process that holds it; `readOnly`, `io`.
    public init(_ directory: LedgerDirectory) throws(JournalError) {
        let fd = unsafe Glibc.open(directory.lockFile, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard fd >= 0 else { throw File.failure(errno, "cannot open \(directory.lockFile)") }
        guard flock(fd, LOCK_EX | LOCK_NB) == 0 else {
            let cause = errno
            Glibc.close(fd)
            guard cause == EWOULDBLOCK else { throw File.failure(cause, "cannot lock \(directory.lockFile)") }
            let holder = Self.holder(directory)
            throw JournalError(
                .locked, "the ledger in \(directory.path) is in use by \(holder); stop it, or use its socket")
        }
        let text = Array("\(getpid())\n".utf8)
        let written = unsafe ftruncate(fd, 0) == 0 && pwrite(fd, text, text.count, 0) == text.count
        guard written else {
            let cause = errno
            Glibc.close(fd)
            throw File.failure(cause, "cannot write \(directory.lockFile)")
        }
        descriptor = Mutex(fd)
    }

    deinit {
        release()
    }

    /// Gives the lock up. The file stays: removing it would let two processes lock two files.
    public func release() {
        descriptor.withLock { descriptor in
            if let fd = descriptor { Glibc.close(fd) }
            descriptor = nil
        }
    }

    private static func holder(_ directory: LedgerDirectory) -> String {
        let text = (try? File.read(directory.lockFile, limit: 32)) ?? nil
        let digits = String(decoding: text ?? [], as: UTF8.self).filter { $0.isASCII && $0.isNumber }
        return digits.isEmpty ? "another process" : "process \(digits)"
    }
}
