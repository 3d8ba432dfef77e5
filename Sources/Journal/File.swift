internal import Glibc

/// The few POSIX calls the ledger's folder needs, each with its error named.
enum File {
    /// Whether there is something at a path, behind links.
    /// - Throws: `readOnly`, `io` where that cannot be found out: what cannot be looked at is not missing.
    static func exists(_ path: String) throws(JournalError) -> Bool {
        if unsafe access(path, F_OK) == 0 { return true }
        guard errno == ENOENT || errno == ENOTDIR else { throw failure(errno, "cannot look at \(path)") }
        return false
    }

    static func isFolder(_ path: String) -> Bool {
        var info = stat()
        return unsafe stat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFDIR
    }

    /// What a name stands for; a link is one, whatever it leads to.
    enum Kind: String {
        case file = "a file"
        case folder = "a folder"
        case link = "a link"
        case other = "no regular file"
    }

    /// What is at a path, nil if there is nothing.
    static func kind(_ path: String) throws(JournalError) -> Kind? {
        guard let info = try info(path) else { return nil }
        switch info.st_mode & S_IFMT {
        case S_IFREG: return .file
        case S_IFDIR: return .folder
        case S_IFLNK: return .link
        default: return .other
        }
    }

    /// The number of a folder or file that is there: no other of its disk has it at the same time.
    static func inode(_ path: String) throws(JournalError) -> UInt64 {
        guard let info = try info(path) else { throw failure(ENOENT, "cannot look at \(path)") }
        return UInt64(info.st_ino)
    }

    private static func info(_ path: String) throws(JournalError) -> stat? {
        var info = stat()
        if unsafe lstat(path, &info) == 0 { return info }
        if errno == ENOENT || errno == ENOTDIR { return nil }
        throw failure(errno, "cannot look at \(path)")
    }

    /// Deletes a file.
    static func remove(_ path: String) throws(JournalError) {
        guard unsafe unlink(path) == 0 else { throw failure(errno, "cannot delete \(path)") }
    }

    /// Deletes the files in a folder, whatever bytes their names are of.
    static func removeFiles(in path: String) throws(JournalError) {
        for name in try unsafe byteNames(in: path, read: { unsafe readdir($0) }) {
            let file = (Array(path.utf8) + [UInt8(ascii: "/")] + name + [0]).map { CChar(bitPattern: $0) }
            guard unsafe unlink(file) == 0 else {
                throw failure(errno, "cannot delete \(path)/\(String(decoding: name, as: UTF8.self))")
            }
        }
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
        try unsafe names(in: path) { unsafe readdir($0) }
    }

    /// - Parameter read: gives the next name, as `readdir` does; tests have it fail.
    static func names(
        in path: String, read: (OpaquePointer) -> UnsafeMutablePointer<dirent>?
    ) throws(JournalError) -> Set<String> {
        Set(try unsafe byteNames(in: path, read: read).map { String(decoding: $0, as: UTF8.self) })
    }

    /// The names in a folder as they are: some other program's need not be UTF-8.
    private static func byteNames(
        in path: String, read: (OpaquePointer) -> UnsafeMutablePointer<dirent>?
    ) throws(JournalError) -> [[UInt8]] {
        guard let folder = unsafe opendir(path) else { throw failure(errno, "cannot list \(path)") }
        defer { unsafe closedir(folder) }
        var names: [[UInt8]] = []
        while true {
            // The end and a failure look alike but for errno, which the end leaves as it is. Source: readdir(3).
            errno = 0
            guard let entry = unsafe read(folder) else { break }
            let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                unsafe Array(bytes.prefix { $0 != 0 })
            }
            if name != Array(".".utf8) && name != Array("..".utf8) { names.append(name) }
        }
        guard errno == 0 else { throw failure(errno, "cannot list \(path)") }
        return names
    }

    /// Opens one of the ledger's own files. No link is followed, and a pipe, whose other end may never come, is not waited for.
    ///
    /// - Returns: the descriptor, and what it is of.
    /// - Throws: `notALedger` if it is no regular file; `notFound`, `readOnly`, `io`.
    static func openRegular(
        _ path: String, _ flags: Int32, mode: mode_t = 0
    ) throws(JournalError) -> (descriptor: Int32, info: stat) {
        let fd = unsafe Glibc.open(path, flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY, mode)
        guard fd >= 0 else {
            if errno == ELOOP || errno == EISDIR || errno == ENXIO { throw suspicious(path, "is not a regular file") }
            throw failure(errno, "cannot open \(path)")
        }
        var info = stat()
        let isKnown = unsafe fstat(fd, &info) == 0
        guard isKnown, info.st_mode & S_IFMT == S_IFREG else {
            Glibc.close(fd)
            throw suspicious(path, "is not a regular file")
        }
        return (fd, info)
    }

    /// The first `limit` bytes of a file, nil if there is no such file.
    static func read(_ path: String, limit: Int) throws(JournalError) -> [UInt8]? {
        guard let (fd, _) = try opened(path) else { return nil }
        defer { Glibc.close(fd) }
        var bytes = [UInt8](repeating: 0, count: limit)
        let count = unsafe bytes.withUnsafeMutableBytes { unsafe Glibc.read(fd, $0.baseAddress, limit) }
        guard count >= 0 else { throw failure(errno, "cannot read \(path)") }
        return Array(bytes.prefix(count))
    }

    private static func opened(_ path: String) throws(JournalError) -> (descriptor: Int32, info: stat)? {
        do throws(JournalError) {
            return try openRegular(path, O_RDONLY)
        } catch  where error.code == .notFound {
            return nil
        }
    }

    /// What the name of a file ends with that is being written.
    static let new = ".new"

    /// Replaces a file as a whole: written beside it, synced, renamed, and the folder synced.
    static func writeSynced(_ path: String, _ bytes: [UInt8]) throws(JournalError) {
        let new = path + Self.new
        try removeLeftover(new)
        let (fd, _) = try openRegular(new, O_WRONLY | O_CREAT | O_EXCL, mode: 0o600)
        let isDurable = unsafe write(fd, bytes, bytes.count) == bytes.count && fsync(fd) == 0
        let cause = errno
        Glibc.close(fd)
        guard isDurable else { throw failure(cause, "cannot write \(new)") }
        guard unsafe rename(new, path) == 0 else { throw failure(errno, "cannot rename \(new)") }
        let parent = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        try syncFolder(parent)
    }

    /// Removes what an interruption left under a name of ours, or anything else of that name: it is not written to, but made anew.
    /// - Throws: `notALedger` for a folder that has something in it; `readOnly`, `io`.
    private static func removeLeftover(_ path: String) throws(JournalError) {
        if unsafe unlink(path) == 0 || errno == ENOENT { return }
        guard errno == EISDIR else { throw failure(errno, "cannot delete \(path)") }
        guard unsafe rmdir(path) == 0 else {
            guard errno == ENOTEMPTY || errno == EEXIST else { throw failure(errno, "cannot delete \(path)") }
            throw suspicious(path, "is a folder, with something in it")
        }
    }

    /// The error for something in the ledger's folder that the ledger has not put there.
    static func suspicious(_ path: String, _ what: String) -> JournalError {
        JournalError(.notALedger, "\(path) \(what): find out who put it there, delete it, and start again")
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
