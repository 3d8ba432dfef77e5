import Glibc

/// What a process of this machine has used so far, as the kernel tells.
struct ProcessUse {
    /// Seconds on a processor, of all its threads.
    var cpuSeconds: Double
    /// Bytes in memory now, and the most there ever were since its start.
    var residentBytes: UInt64
    var peakBytes: UInt64

    /// Looks at a process.
    /// - Returns: nil where it cannot be seen.
    /// Source: proc_pid_stat(5), utime and stime; proc_pid_status(5), VmRSS and VmHWM.
    static func of(_ process: Int32) -> ProcessUse? {
        guard let stat = ProcFile.text("/proc/\(process)/stat"), let status = ProcFile.text("/proc/\(process)/status"),
            let nameEnd = stat.lastIndex(of: ")")
        else { return nil }
        // Fields are split behind the process name, the second field, which may itself have blanks and parentheses.
        let fields = stat[nameEnd...].split(separator: " ")
        guard fields.count > 13, let user = Double(fields[12]), let system = Double(fields[13]) else { return nil }
        return ProcessUse(
            cpuSeconds: (user + system) / Double(max(1, sysconf(Int32(_SC_CLK_TCK)))),
            residentBytes: kibibytes("VmRSS:", in: status) * 1024, peakBytes: kibibytes("VmHWM:", in: status) * 1024)
    }

    private static func kibibytes(_ name: String, in status: String) -> UInt64 {
        let line = status.split(separator: "\n").first { $0.hasPrefix(name) }
        return line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { UInt64($0) } ?? 0
    }

    /// Seconds this process has spent on a processor.
    static var ownCPUSeconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// The process that holds a ledger's folder, from its lock file.
    /// - Returns: nil where no file says so, or the process it names is no daybook.
    static func service(ofLedger folder: String) -> Int32? {
        guard let text = ProcFile.text(folder + "/daybook.lock"), let process = Int32(text.split(separator: "\n").first ?? ""),
            ProcFile.text("/proc/\(process)/comm")?.hasPrefix("daybook") == true
        else { return nil }
        return process
    }
}

/// The machine, in a line of a report.
enum Machine {
    /// Processors that are there to be used.
    static var processors: Int { sysconf(Int32(_SC_NPROCESSORS_ONLN)) }

    /// `2 processors, Linux 6.1.0`
    static var text: String {
        let release = ProcFile.text("/proc/sys/kernel/osrelease")?.split(separator: "\n").first.map { ", Linux \($0)" } ?? ""
        return "\(processors) processors\(release)"
    }
}

/// Small files, of the kernel and others.
private enum ProcFile {
    private static let maxBytes = 65_536

    static func text(_ path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        return Descriptor.read(descriptor, count: maxBytes).map { String(decoding: $0, as: UTF8.self) }
    }
}
