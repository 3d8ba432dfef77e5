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

    /// Ends the process by SIGPIPE, as a filter whose reader has gone should end. NIO ignores that signal for the whole process.
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
