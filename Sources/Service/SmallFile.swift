import Glibc

/// Small files beside the ledger: who may do what, and the token.
enum SmallFile {
    /// What tells one state of a file from the next. The time is that of the last change of contents or permissions.
    struct Stamp: Sendable, Equatable {
        let seconds: Int
        let nanoseconds: Int
        let size: Int
        let inode: UInt
        let mode: UInt32
    }

    /// What accounts other than a file's owner may not have been allowed.
    enum Closed: UInt32 {
        /// Changing it: what it says counts.
        case toWriting = 0o022
        /// Anything: what it says is secret.
        case toAll = 0o077
    }

    /// The state of what is at a path, of a link itself where it is one; nil if there is nothing.
    static func stamp(_ path: String) -> Stamp? {
        var info = stat()
        guard lstat(path, &info) == 0 else { return nil }
        return Stamp(
            seconds: info.st_ctim.tv_sec, nanoseconds: info.st_ctim.tv_nsec, size: Int(info.st_size), inode: UInt(info.st_ino),
            mode: info.st_mode)
    }

    /// A file's inode if it is a socket; nil if it is none, or not there.
    static func socketInode(_ path: String) -> UInt? {
        var info = stat()
        guard lstat(path, &info) == 0, info.st_mode & S_IFMT == S_IFSOCK else { return nil }
        return UInt(info.st_ino)
    }

    /// Whether there is anything of that name.
    static func exists(_ path: String) -> Bool {
        var info = stat()
        return lstat(path, &info) == 0
    }

    /// The whole file, if it is one that only this account, or root, decides about.
    ///
    /// Neither a link is followed nor anything else than a regular file opened for good, and permissions are those of the very file
    /// that is read: whoever can put something else in its place gains nothing.
    /// - Parameter code: that of the error for a file that others decide about, or that is none.
    /// - Throws: `ServiceError` of that code; `io` if it cannot be read, or has more than `limit` bytes.
    static func read(_ path: String, limit: Int, _ closed: Closed, orElse code: ServiceError.Code) throws(ServiceError) -> [UInt8] {
        // O_NONBLOCK, because opening a pipe would otherwise wait for its other end.
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard file >= 0 else {
            guard errno == ELOOP else { throw failure("cannot open \(path)") }
            throw ServiceError(code, "\(path) is a link; put the file itself there")
        }
        defer { close(file) }
        try check(file, path, closed, code)
        var bytes = [UInt8](repeating: 0, count: limit + 1)
        var count = 0
        while count <= limit {
            let more = Glibc.read(file, &bytes[count], limit + 1 - count)
            guard more >= 0 else { throw failure("cannot read \(path)") }
            if more == 0 { break }
            count += more
        }
        guard count <= limit else { throw ServiceError(.io, "\(path) has more than \(limit) bytes") }
        return Array(bytes.prefix(count))
    }

    private static func check(_ file: Int32, _ path: String, _ closed: Closed, _ code: ServiceError.Code) throws(ServiceError) {
        var info = stat()
        guard fstat(file, &info) == 0 else { throw failure("cannot look at \(path)") }
        guard info.st_mode & S_IFMT == S_IFREG else { throw ServiceError(code, "\(path) is no file; take it away") }
        guard info.st_uid == geteuid() || info.st_uid == 0 else {
            throw ServiceError(code, "\(path) belongs to the account \(info.st_uid); chown it to the account that runs the service")
        }
        guard info.st_mode & closed.rawValue == 0 else {
            switch closed {
            case .toWriting: throw ServiceError(code, "\(path) can be changed by others; chmod 644 it")
            case .toAll:
                throw ServiceError(code, "\(path) can be read by others; chmod 600 it, or take it away and a new one is made")
            }
        }
    }

    /// Makes a file that only its owner can read.
    /// - Throws: `ServiceError` `io`, also if there is one already.
    static func createPrivate(_ path: String, _ bytes: [UInt8]) throws(ServiceError) {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw failure("cannot make \(path)") }
        defer { close(file) }
        guard write(file, bytes, bytes.count) == bytes.count, fsync(file) == 0 else { throw failure("cannot write \(path)") }
    }

    static func failure(_ what: String) -> ServiceError {
        ServiceError(.io, "\(what): \(String(cString: strerror(errno)))")
    }
}
