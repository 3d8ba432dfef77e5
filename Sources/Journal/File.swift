internal import Glibc

/// The few POSIX calls the ledger's folder needs, each with its error named.
enum File {
    static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

    static func isFolder(_ path: String) -> Bool {
        var info = stat()
        return unsafe stat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFDIR
    }

    /// Whether a path is a symbolic link, whatever it leads to.
    static func isLink(_ path: String) -> Bool {
        var info = stat()
        return unsafe lstat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFLNK
    }

    /// Deletes a file.
    static func remove(_ path: String) throws(JournalError) {
        guard unsafe unlink(path) == 0 else { throw failure(errno, "cannot delete \(path)") }
    }

    /// Makes a folder, if it is missing; only its owner may use it unless `mode` says otherwise.
    static func makeFolder(_ path: String, mode: mode_t = 0o700) throws(JournalError) {
        if unsafe mkdir(path, mode) == 0 || (errno == EEXIST && isFolder(path)) { return }
        throw failure(errno, "cannot make the folder \(path)")
    }

    /// Makes the names in a folder durable.
    static func syncFolder(_ path: String) throws(JournalError) {
        let fd = unsafe Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard fd >= 0 else { throw failure(errno, "cannot open \(path)") }
        defer { Glibc.close(fd) }
        guard fsync(fd) == 0 else { throw failure(errno, "cannot sync \(path)") }
    }

    /// The names in a folder, without `.` and `..`.
    static func names(in path: String) throws(JournalError) -> Set<String> {
        guard let folder = unsafe opendir(path) else { throw failure(errno, "cannot list \(path)") }
        defer { unsafe closedir(folder) }
        var names: Set<String> = []
        while let entry = unsafe readdir(folder) {
            let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != "." && name != ".." { names.insert(name) }
        }
        return names
    }

    /// The first `limit` bytes of a file, nil if there is no such file.
    static func read(_ path: String, limit: Int) throws(JournalError) -> [UInt8]? {
        let fd = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC)
        if fd < 0 && errno == ENOENT { return nil }
        guard fd >= 0 else { throw failure(errno, "cannot open \(path)") }
        defer { Glibc.close(fd) }
        var bytes = [UInt8](repeating: 0, count: limit)
        let count = unsafe bytes.withUnsafeMutableBytes { unsafe Glibc.read(fd, $0.baseAddress, limit) }
        guard count >= 0 else { throw failure(errno, "cannot read \(path)") }
        return Array(bytes.prefix(count))
    }

    /// Replaces a file as a whole: written beside it, synced, renamed, and the folder synced.
    static func writeSynced(_ path: String, _ bytes: [UInt8]) throws(JournalError) {
        let new = path + ".new"
        let fd = unsafe Glibc.open(new, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard fd >= 0 else { throw failure(errno, "cannot make \(new)") }
        let isDurable = unsafe write(fd, bytes, bytes.count) == bytes.count && fsync(fd) == 0
        let cause = errno
        Glibc.close(fd)
        guard isDurable else { throw failure(cause, "cannot write \(new)") }
        guard unsafe rename(new, path) == 0 else { throw failure(errno, "cannot rename \(new)") }
        let parent = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        try syncFolder(parent)
    }

    /// The error for an `errno`.
    static func failure(_ number: Int32, _ message: String) -> JournalError {
        let code: JournalError.Code =
            switch number {
            case EACCES, EROFS, EPERM: .readOnly
            case ENOENT: .notFound
            default: .io
            }
        return JournalError(code, message, cause: unsafe String(cString: strerror(number)))
    }
}
