import Glibc

/// A file that is written from its beginning, in large pieces.
final class OutputFile {
    private let path: String
    private let descriptor: Int32
    private var buffer: [UInt8] = []
    private static let bufferBytes = 1 << 18

    /// Makes the file, or empties it.
    init(path: String) throws {
        self.path = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw Self.failure("cannot write \(path)") }
    }

    func write(_ bytes: [UInt8]) throws {
        buffer += bytes
        if buffer.count >= Self.bufferBytes { try drain() }
    }

    /// Writes the rest. A disk that is full says so here at the latest.
    func close() throws {
        try drain()
        guard Glibc.close(descriptor) == 0 else { throw Self.failure("cannot write \(path)") }
    }

    private func drain() throws {
        let (isWritten, cause) = Descriptor.write(descriptor, buffer)
        errno = cause
        guard isWritten else { throw Self.failure("cannot write \(path)") }
        buffer.removeAll(keepingCapacity: true)
    }

    /// A failure of the disk, with what `errno` says about it.
    static func failure(_ what: String) -> ExitError {
        let cause = errno
        let remedy = cause == EACCES || cause == EPERM ? "use another path or account" : "check the path and the disk"
        return ExitError(.io, "\(what) (\(String(cString: strerror(cause)))); \(remedy)")
    }
}
