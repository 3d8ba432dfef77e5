import Glibc
import Journal

/// The program that gives the master key, where it is not in a file of the ledger's folder.
package enum MasterKeyCommand {
    /// What names it where no option does.
    static let variable = "DAYBOOK_MASTER_KEY_COMMAND"
    /// Bytes of its output that are read: some keys of 65 bytes each.
    private static let maxBytes = 1024
    /// How long it may take: someone waits for it.
    package static let maxTime: Duration = .seconds(10)

    /// Where the master key comes from: the named command, or else the file.
    static func source(_ command: String? = nil) -> MasterKeySource {
        guard let command = command ?? Terminal.environment(variable) else { return .file }
        return .output { try output(of: command) }
    }

    /// Runs a command in a process group of its own, and gives what it prints. What takes too long is killed with all it began.
    package static func output(of command: String, within limit: Duration = maxTime) throws -> [UInt8] {
        let end = ContinuousClock.now + limit
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw failure("could not be started", errno) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(ends[0]) }
        let group: pid_t
        do {
            defer { close(ends[1]) }
            group = try start(command, writingTo: ends[1])
        }
        let bytes = read(ends[0], until: end)
        guard let bytes, let status = exitStatus(of: group, until: end) else {
            kill(-group, SIGKILL)
            var status: Int32 = 0
            while waitpid(group, &status, 0) < 0, errno == EINTR {}
            throw failure("took longer than \(limit), and was killed")
        }
        guard status == 0 else { throw failure("failed; it says why on standard error") }
        return bytes
    }

    private static func start(_ command: String, writingTo output: Int32) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
        posix_spawnattr_setpgroup(&attributes, 0)
        var arguments = ["sh", "-c", command].map { (text: String) in strdup(text) }
        arguments.append(nil)
        defer { for argument in arguments { free(argument) } }
        var child: pid_t = 0
        let cause = posix_spawn(&child, "/bin/sh", &actions, &attributes, &arguments, environ)
        guard cause == 0 else { throw failure("could not be started", cause) }
        return child
    }

    /// What comes until the other end is closed; nil where that takes too long.
    private static func read(_ descriptor: Int32, until end: ContinuousClock.Instant) -> [UInt8]? {
        var bytes: [UInt8] = []
        while bytes.count < maxBytes {
            let left = (end - .now).components
            let milliseconds = left.seconds * 1000 + left.attoseconds / 1_000_000_000_000_000
            var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard milliseconds > 0, poll(&waiting, 1, Int32(clamping: milliseconds)) != 0 else { return nil }
            var part = [UInt8](repeating: 0, count: maxBytes - bytes.count)
            let count = Glibc.read(descriptor, &part, part.count)
            if count == 0 { break }
            if count < 0 {
                guard errno == EINTR || errno == EAGAIN else { return nil }
                continue
            }
            bytes += part.prefix(count)
        }
        return bytes
    }

    /// The status that a child exits with; nil where that takes too long.
    private static func exitStatus(of child: pid_t, until end: ContinuousClock.Instant) -> Int32? {
        var status: Int32 = 0
        while true {
            let found = waitpid(child, &status, WNOHANG)
            if found == child { return status }
            guard found == 0 || errno == EINTR, ContinuousClock.now < end else { return nil }
            usleep(1000)
        }
    }

    private static func failure(_ what: String, _ cause: Int32 = 0) -> JournalError {
        JournalError(
            .keysMissing, "the command of the master key \(what)", cause: cause == 0 ? "" : String(cString: strerror(cause)))
    }
}
