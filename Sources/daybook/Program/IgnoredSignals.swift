/// Signals that were ignored when the program was started, as `nohup` does.
enum IgnoredSignals {
    /// Whether a signal is ignored by this process, as SIGHUP is after `nohup`. To be asked before anything handles signals.
    ///
    /// Source: proc_pid_status(5): `SigIgn` is a mask in hex in which bit 0 is signal 1.
    static func contains(_ signal: Int32) -> Bool {
        guard let file = try? InputFile("/proc/self/status") else { return false }
        defer { file.close() }
        guard let bytes = try? file.read() else { return false }
        let line = String(decoding: bytes, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("SigIgn:") }
        let mask = line?.split(whereSeparator: \.isWhitespace).last.flatMap { UInt64($0, radix: 16) } ?? 0
        return mask >> UInt64(signal - 1) & 1 == 1
    }
}
