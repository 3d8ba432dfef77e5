import Glibc

/// Reading and writing whole pieces over partial calls and interruptions.
enum Descriptor {
    /// Writes all bytes. The second value is `errno` where that failed.
    static func write(_ descriptor: Int32, _ bytes: [UInt8]) -> (Bool, Int32) {
        var rest = bytes
        while !rest.isEmpty {
            let written = Glibc.write(descriptor, rest, rest.count)
            if written < 0, errno == EINTR { continue }
            if written < 0, errno == EAGAIN {
                var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                poll(&ready, 1, -1)
                continue
            }
            guard written > 0 else { return (false, errno) }
            if written == rest.count { break }
            rest.removeFirst(written)
        }
        return (true, 0)
    }

    /// Up to `count` bytes; empty at the end, nil with `errno` set where that failed.
    static func read(_ descriptor: Int32, count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        while true {
            let got = Glibc.read(descriptor, &bytes, count)
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { return nil }
            bytes.removeLast(count - got)
            return bytes
        }
    }
}
