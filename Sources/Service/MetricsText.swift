import Engine

/// Metrics in the text format of Prometheus.
struct MetricsText {
    private var text = ""

    /// Everything there is to say.
    static func of(
        status: Status, engine: EngineMetrics, service: ServiceMetrics.Counts, process: ProcessMetrics, version: String
    ) -> String {
        var page = MetricsText()
        page.process(process, version)
        page.book(status, engine)
        page.service(service)
        return page.text
    }

    private mutating func book(_ status: Status, _ metrics: EngineMetrics) {
        gauge("daybook_head_sequence", "The last sequence in the book.", status.head)
        gauge("daybook_flushed_sequence", "The last sequence whose rows are on disk.", status.flushed)
        gauge("daybook_entries", "Entries in the book.", status.entries)
        gauge("daybook_rejections", "Entries of the book that are rejections.", status.rejected)
        gauge("daybook_clock_jumped", "1 while the clock is not believed and timers stand still.", status.isClockJumped ? 1 : 0)
        gauge("daybook_keys_owed", "Keys of erased persons that could not be destroyed yet.", UInt64(status.keysOwed))
        gauge("daybook_writable", "1 while commands can be written.", status.isWritable ? 1 : 0)
        counter("daybook_committed_entries_total", "Entries committed since the start.", metrics.entries)
        counter("daybook_committed_rejections_total", "Rejections committed since the start.", metrics.rejected)
        counter("daybook_committed_bytes_total", "Bytes of entries committed since the start.", metrics.bytes)
        counter("daybook_commits_total", "Commits: one synced write each.", metrics.commits)
        histogram("daybook_commit_entries", "Entries per commit.", metrics.batchEntries)
        durations("daybook_decide_seconds", "Time to decide and encode a batch.", metrics.decideMicroseconds)
        durations("daybook_sync_seconds", "Time to write and sync a batch.", metrics.syncMicroseconds)
    }

    private mutating func service(_ counts: ServiceMetrics.Counts) {
        head("daybook_requests_total", "counter", "Requests answered, by route and HTTP status.")
        for (key, count) in counts.requests.sorted(by: { ($0.key.route, $0.key.status) < ($1.key.route, $1.key.status) }) {
            text += "daybook_requests_total{route=\"\(key.route)\",status=\"\(key.status)\"} \(count)\n"
        }
        gauge("daybook_connections", "Open connections.", UInt64(max(0, counts.openConnections)))
        gauge("daybook_followers", "Connections that follow the book live.", UInt64(max(0, counts.followers)))
        gauge("daybook_scans", "Requests under way that read lists or the book.", UInt64(max(0, counts.scans)))
        counter(
            "daybook_scans_abandoned_total", "Requests that read lists or the book, and whose clients left before the end.",
            counts.abandonedScans)
        counter(
            "daybook_scan_steps_total", "Steps of reading lists and the book, each of up to 64 rows or entries.", counts.scanSteps)
        counter("daybook_connections_total", "Connections accepted.", counts.connections)
        counter("daybook_connections_refused_total", "Connections refused because there were too many.", counts.refusedConnections)
        counter(
            "daybook_accept_pauses_total", "Times no connection was accepted for want of file descriptors.", counts.acceptPauses)
        counter("daybook_received_bytes_total", "Bytes of request bodies.", counts.bytesIn)
        counter("daybook_sent_bytes_total", "Bytes of answers' bodies.", counts.bytesOut)
        counter("daybook_commands_total", "Commands received.", counts.commands)
        counter("daybook_commands_malformed_total", "Commands that could not be read.", counts.malformedCommands)
        durations("daybook_command_seconds", "Time from a single command to its receipt.", counts.commandMicroseconds)
    }

    /// Names and units as Prometheus' own client libraries have them.
    private mutating func process(_ process: ProcessMetrics, _ version: String) {
        head("daybook_build_info", "gauge", "1, with the version of the program.")
        text += "daybook_build_info{version=\(Text.json(version))} 1\n"
        if let start = process.startSeconds {
            head("process_start_time_seconds", "gauge", "When the process started, in seconds since 1970.")
            text += "process_start_time_seconds \(Self.decimal(start))\n"
        }
        if let bytes = process.residentBytes { gauge("process_resident_memory_bytes", "Bytes in memory.", bytes) }
        head("process_cpu_seconds_total", "counter", "Seconds on a processor, of all threads.")
        text += "process_cpu_seconds_total \(Self.decimal(process.cpuSeconds))\n"
        if let files = process.openFiles { gauge("process_open_fds", "Open files and connections.", files) }
    }

    /// Seconds with six decimals.
    private static func decimal(_ value: Double) -> String { seconds(UInt64(max(0, value) * 1_000_000)) }

    private mutating func head(_ name: String, _ type: String, _ help: String) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
    }

    private mutating func gauge(_ name: String, _ help: String, _ value: UInt64) {
        head(name, "gauge", help)
        text += "\(name) \(value)\n"
    }

    private mutating func counter(_ name: String, _ help: String, _ value: UInt64) {
        head(name, "counter", help)
        text += "\(name) \(value)\n"
    }

    /// A histogram of microseconds, shown in seconds as Prometheus wants all durations.
    private mutating func durations(_ name: String, _ help: String, _ values: Log2Histogram) {
        histogram(name, help, values, Self.seconds)
    }

    /// Microseconds as seconds: `0.000127`.
    private static func seconds(_ microseconds: UInt64) -> String {
        let digits = String(microseconds % 1_000_000)
        return "\(microseconds / 1_000_000)." + String(repeating: "0", count: 6 - digits.utf8.count) + digits
    }

    /// Bucket i holds whole numbers below 2^i, so its bound, which is inclusive, is 2^i - 1.
    private mutating func histogram(
        _ name: String, _ help: String, _ values: Log2Histogram, _ text: (UInt64) -> String = { String($0) }
    ) {
        head(name, "histogram", help)
        var below: UInt64 = 0
        for (index, count) in values.buckets.dropLast().enumerated() {
            below += count
            self.text += "\(name)_bucket{le=\"\(text((UInt64(1) << UInt64(index)) - 1))\"} \(below)\n"
        }
        self.text += "\(name)_bucket{le=\"+Inf\"} \(values.count)\n\(name)_sum \(text(values.sum))\n"
        self.text += "\(name)_count \(values.count)\n"
    }
}
