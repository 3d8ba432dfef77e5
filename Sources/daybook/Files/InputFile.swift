import Glibc

/// A file, or standard input, read in pieces. Blocks.
struct InputFile: Sendable {
    /// What to call it.
    let name: String
    private let descriptor: Int32

    /// Opens a file; `-` is standard input.
    /// - Throws: `ExitError` 74.
    init(_ path: String) throws {
        guard path != "-" else {
            name = "standard input"
            descriptor = 0
            return
        }
        name = path
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw OutputFile.failure("cannot read \(path)") }
    }

    /// The next bytes; empty at the end.
    func read(_ count: Int = 1 << 16) throws -> [UInt8] {
        guard let bytes = Descriptor.read(descriptor, count: count) else { throw OutputFile.failure("cannot read \(name)") }
        return bytes
    }

    /// How many lines a regular file has; nil for anything that cannot be read twice.
    func lineCount() throws -> UInt64? {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, lseek(descriptor, 0, SEEK_CUR) == 0 else {
            return nil
        }
        var count: UInt64 = 0
        while true {
            let bytes = try read(1 << 20)
            if bytes.isEmpty { break }
            for byte in bytes where byte == 10 { count += 1 }
        }
        guard lseek(descriptor, 0, SEEK_SET) == 0 else { throw OutputFile.failure("cannot read \(name) again") }
        return count
    }

    func close() {
        if descriptor > 0 { Glibc.close(descriptor) }
    }

    /// Everything on standard input.
    static func wholeStandardInput() throws -> [UInt8] {
        let input = try InputFile("-")
        var bytes: [UInt8] = []
        while true {
            let piece = try input.read()
            if piece.isEmpty { return bytes }
            bytes += piece
        }
    }
}
