import Glibc
import Schema
import Synchronization

/// Standard output, buffered; the only way to it.
enum StandardOutput {
    private static let buffer = Mutex<[UInt8]>([])
    private static let flushBytes = 65_536

    static func write(_ text: String) {
        write(Array(text.utf8))
    }

    static func line(_ text: String) {
        write(text + "\n")
    }

    static func write(_ bytes: [UInt8]) {
        buffer.withLock { buffer in
            buffer += bytes
            if buffer.count >= flushBytes { drain(&buffer) }
        }
    }

    /// Writes out what is buffered. Called at the end, and by what people wait for.
    static func flush() {
        buffer.withLock { drain(&$0) }
    }

    private static func drain(_ buffer: inout [UInt8]) {
        let (written, cause) = Descriptor.write(1, buffer)
        buffer.removeAll(keepingCapacity: true)
        guard !written else { return }
        if cause == EPIPE { dieOfBrokenPipe() }
        StandardError.write(
            "daybook: standard output cannot be written (\(String(cString: strerror(cause)))); look at where it goes\n")
        exit(Exit.io.rawValue)
    }

    /// Why: NIO ignores SIGPIPE for the whole process, but a filter whose reader has gone should end like any other.
    private static func dieOfBrokenPipe() -> Never {
        signal(SIGPIPE, SIG_DFL)
        raise(SIGPIPE)
        _exit(128 + SIGPIPE)
    }
}

/// Standard error, unbuffered.
enum StandardError {
    static func write(_ text: String) {
        _ = Descriptor.write(2, Array(text.utf8))
    }

    /// `daybook: what happened; what to do`. One line, whatever control characters the message quotes.
    static func report(_ message: String) {
        write("daybook: \(TerminalText.escaped(message))\n")
    }
}

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
