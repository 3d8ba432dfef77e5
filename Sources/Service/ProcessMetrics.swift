import Glibc

/// What this process has used, as the kernel tells: cheap enough to be asked at every look at the metrics.
struct ProcessMetrics: Sendable {
    /// When it started, in seconds since 1970. Nil, as all of these, where the kernel does not say.
    let startSeconds: Double?
    /// Bytes in memory.
    let residentBytes: UInt64?
    /// Seconds on a processor, of all its threads.
    let cpuSeconds: Double
    /// Open files and connections.
    let openFiles: UInt64?

    static var now: ProcessMetrics {
        ProcessMetrics(startSeconds: start, residentBytes: resident, cpuSeconds: cpu, openFiles: files)
    }

    /// Source: proc_pid_stat(5), starttime; proc_stat(5), btime.
    private static let start: Double? = {
        guard let stat = text("/proc/self/stat"), let nameEnd = stat.lastIndex(of: ")"),
            let boot = text("/proc/stat")?.split(separator: "\n").first(where: { $0.hasPrefix("btime ") })?.dropFirst(6),
            let bootSeconds = Double(boot)
        else { return nil }
        // Fields are split behind the process name, the second field, which may itself have blanks and parentheses.
        let fields = stat[nameEnd...].split(separator: " ")
        guard fields.count > 20, let ticks = Double(fields[20]) else { return nil }
        return bootSeconds + ticks / Double(max(1, sysconf(Int32(_SC_CLK_TCK))))
    }()

    /// Source: proc_pid_statm(5), resident.
    private static var resident: UInt64? {
        guard let statm = text("/proc/self/statm") else { return nil }
        let fields = statm.split(separator: " ")
        return fields.count > 1 ? UInt64(fields[1]).map { $0 * UInt64(max(1, sysconf(Int32(_SC_PAGESIZE)))) } : nil
    }

    private static var cpu: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// Source: proc_pid_fd(5). The folder has two names of folders and the file that it is read with as well.
    private static var files: UInt64? {
        guard let folder = opendir("/proc/self/fd") else { return nil }
        defer { closedir(folder) }
        var count: UInt64 = 0
        while readdir(folder) != nil { count += 1 }
        return count >= 3 ? count - 3 : nil
    }

    /// A small file of the kernel's.
    private static func text(_ path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var text: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 4096)
        while text.count < 1 << 20 {
            let count = read(descriptor, &part, part.count)
            guard count >= 0 else { return nil }
            if count == 0 { break }
            text += part[..<count]
        }
        return String(decoding: text, as: UTF8.self)
    }
}
