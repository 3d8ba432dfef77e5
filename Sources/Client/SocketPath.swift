import Glibc

/// A Unix socket's path as NIO takes it.
///
/// Linux has room for 107 bytes, NIO for 103, as other systems do. A longer path is shortened to one through its open folder.
struct SocketPath: ~Copyable {
    /// The path to connect to while this value lives.
    let text: String
    private let folder: Int32

    /// Bytes of a path that NIO takes as it is.
    private static let plainBytes = 103
    /// O_PATH of open(2), which the C library shows only to those who ask for GNU's own: the folder need not be readable.
    private static let pathOnly: Int32 = 0o10_000_000

    init(_ path: String) {
        guard path.utf8.count > Self.plainBytes, path.utf8.count <= ClientLimits.socketPathBytes,
            let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
        else {
            text = path
            folder = -1
            return
        }
        folder = open(String(path[..<slash]), Self.pathOnly | O_DIRECTORY | O_CLOEXEC)
        text = folder < 0 ? path : "/proc/self/fd/\(folder)\(path[slash...])"
    }

    deinit {
        if folder >= 0 { close(folder) }
    }
}
