import Glibc

/// Small files beside the ledger: who may do what, and the token.
enum SmallFile {
    /// What tells one state of a file from the next.
    struct Stamp: Sendable, Equatable {
        let seconds: Int
        let nanoseconds: Int
        let size: Int
        let inode: UInt
    }

    /// The state of a file, or nil if there is none.
    static func stamp(_ path: String) -> Stamp? {
        var info = stat()
        guard stat(path, &info) == 0 else { return nil }
        return Stamp(
            seconds: info.st_mtim.tv_sec, nanoseconds: info.st_mtim.tv_nsec, size: Int(info.st_size), inode: UInt(info.st_ino))
    }

    /// The permissions of a file, or nil if there is none.
    static func permissions(_ path: String) -> UInt32? {
        var info = stat()
        return stat(path, &info) == 0 ? info.st_mode & 0o777 : nil
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

    /// The whole file.
    /// - Throws: `ServiceError` `io`, also if it has more than `limit` bytes.
    static func read(_ path: String, limit: Int) throws(ServiceError) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw failure("cannot open \(path)") }
        defer { close(file) }
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
