import Client

extension BenchRun {
    /// The measured part: sends for a while, and reads what there is to read before and after it.
    ///
    /// - Returns: how many commands were sent, those of the warm-up and the last ones included.
    func measure(_ report: inout BenchReport) async throws -> UInt64 {
        let latencies = Latencies()
        let shape = LoadShape(wire: wire, batch: batch, depth: Self.batchesUnderWay)
        let load = try await open(work, shape, clients: clients, number: 0) { latencies.record(nanoseconds: $0) }
        let warmUp = min(1, seconds / 10)
        let bar = ProgressBar("bench", isWanted: !options.quiet)
        defer { bar.end() }
        load.start()
        let clock = Stopwatch()
        try await watch(load) { _ in clock.seconds >= warmUp }
        let start = try await moment(load, measuring: true)
        try await watch(load) { counts in
            bar.update(done: counts.answered - start.counts.answered, total: nil)
            return clock.seconds >= warmUp + seconds
        }
        let end = try await moment(load, measuring: false)
        let total = try await right { try await load.stop() }
        guard total.sent == total.answered else {
            throw ExitError(.refused, "\(total.sent) commands were sent and \(total.answered) answered; report this")
        }
        describe(&report, warmUp: warmUp, start, end, latencies)
        return total.answered
    }

    /// What can be read off at one moment.
    private struct Reading {
        var counts: LoadCounts
        var own: Double
        var server: ProcessUse?
    }

    private func moment(_ load: Load, measuring: Bool) async throws -> Reading {
        let counts = try await right { try await load.counts(measuring: measuring) }
        return Reading(counts: counts, own: ProcessUse.ownCPUSeconds, server: process.flatMap(ProcessUse.of))
    }

    private func describe(
        _ report: inout BenchReport, warmUp: Double, _ start: Reading, _ end: Reading, _ latencies: Latencies
    ) {
        let commands = end.counts.answered - start.counts.answered
        let seconds = Double(end.counts.nanoseconds - start.counts.nanoseconds) / 1e9
        let each = 1e6 / Double(max(1, commands))
        let own = end.own - start.own
        var server: Double?
        if let before = start.server, let after = end.server { server = after.cpuSeconds - before.cpuSeconds }
        report.add("warmUpSeconds", "warm-up, not counted", warmUp, places: 1, unit: "s")
        report.add("seconds", "seconds", seconds, places: 3)
        report.add("commands", "commands", count: commands)
        report.add("commandsPerSecond", "commands a second", count: UInt64(Double(commands) / seconds))
        for (name, label, percent) in [("P50", "p50", 50), ("P90", "p90", 90), ("P99", "p99", 99), ("P999", "p99.9", 99.9)] {
            let value = latencies.milliseconds(percentile: percent)
            report.add("latency\(name)Milliseconds", "latency \(label)", value, places: 3, unit: "ms")
        }
        report.add("latencyMaxMilliseconds", "latency max", latencies.maxMilliseconds, places: 3, unit: "ms")
        report.add("serverCPUMicrosecondsPerCommand", "server CPU a command", server.map { $0 * each }, places: 2, unit: "µs")
        report.add("serverCPUPercent", "server CPU, of one processor", server.map { 100 * $0 / seconds }, places: 0, unit: "%")
        // A service of the bench's own runs in this process: what the two use cannot be told apart, and has another name.
        let (name, label) = service.isOwn ? ("process", "CPU of service and client") : ("client", "client CPU")
        report.add("\(name)CPUMicrosecondsPerCommand", "\(label) a command", own * each, places: 2, unit: "µs")
        report.add("\(name)CPUPercent", "\(label), of one processor", 100 * own / seconds, places: 0, unit: "%")
    }
}
