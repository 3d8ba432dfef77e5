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
    /// - Throws: `locked`, naming the process that holds it; `notALedger` if it is a link, no regular file, or can be written by
    ///   other accounts, who could then have another file emptied or lock the ledger's owner out; `readOnly`, `io`.
    public init(_ directory: LedgerDirectory) throws(JournalError) {
        let path = directory.lockFile
        let fd = unsafe Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY, 0o600)
        guard fd >= 0 else {
            if errno == ELOOP || errno == EISDIR || errno == ENXIO { throw Self.suspicious(path, "is not a regular file") }
            throw File.failure(errno, "cannot open \(path)")
        }
        do {
            try Self.take(fd, directory)
        } catch {
            Glibc.close(fd)
            throw error
        }
        descriptor = Mutex(fd)
    }

    private static func take(_ fd: Int32, _ directory: LedgerDirectory) throws(JournalError) {
        let path = directory.lockFile
        var info = stat()
        guard unsafe fstat(fd, &info) == 0 else { throw File.failure(errno, "cannot look at \(path)") }
        guard info.st_mode & S_IFMT == S_IFREG else { throw suspicious(path, "is not a regular file") }
        var folder = stat()
        guard unsafe stat(directory.path, &folder) == 0 else { throw File.failure(errno, "cannot look at \(directory.path)") }
        let isOurs = info.st_uid == geteuid() || info.st_uid == folder.st_uid
        guard isOurs, info.st_mode & (S_IWGRP | S_IWOTH) == 0 else {
            throw suspicious(path, "can be written by other accounts")
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

    private static func suspicious(_ path: String, _ what: String) -> JournalError {
        JournalError(.notALedger, "\(path) \(what): find out who put it there, delete it, and start again")
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

    private static func holder(_ fd: Int32) -> String {
        var bytes = [UInt8](repeating: 0, count: 32)
        let count = unsafe bytes.withUnsafeMutableBytes { unsafe pread(fd, $0.baseAddress, $0.count, 0) }
        let digits = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self).filter { $0.isASCII && $0.isNumber }
        return digits.isEmpty ? "another process" : "process \(digits)"
    }
}
