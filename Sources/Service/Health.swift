import Engine

extension Router {
    // MARK: The service itself

    func status(_ request: Request, _ target: RequestTarget) throws -> Answer {
        try target.allow([])
        _ = try MediaType.best(of: [.json], accept: request.header("accept"))
        return statusNow
    }

    /// Believes the machine's clock again after it jumped. The caller's role was checked before.
    func acceptClock(_ target: RequestTarget) throws -> Answer {
        try target.allow([])
        try engine.acceptClock()
        return statusNow
    }

    /// Wraps the keys of personal data under a new master key. The caller's role was checked before.
    func rotateKeys(_ target: RequestTarget) throws -> Answer {
        try target.allow([])
        let rotation = try engine.rotateKeys()
        var json = "{\"keyFiles\":\(rotation.files)"
        if rotation.damagedKeys > 0 {
            let entities = rotation.entities.map(Text.json).joined(separator: ",")
            json += ",\"damagedKeys\":\(rotation.damagedKeys),\"entities\":[\(entities)]"
        }
        return Answer(
            status: 200, headers: [("Content-Type", MediaType.json.rawValue)], body: .bytes(Array((json + "}").utf8)))
    }

    private var statusNow: Answer {
        let status = engine.status
        var bytes = Array("{\"head\":\(status.head)".utf8)
        if let time = status.time { bytes += ",\"time\":\"\(time)\"".utf8 }
        bytes += ",\"flushed\":\(status.flushed),\"entries\":\(status.entries),\"rejected\":\(status.rejected)".utf8
        bytes += ",\"state\":\"\(status.state)\",\"version\":\(Text.json(version))".utf8
        if status.keysOwed > 0 { bytes += ",\"keysOwed\":\(status.keysOwed)".utf8 }
        if let id = engine.ledgerID { bytes += ",\"ledger\":\(Text.json(id))".utf8 }
        bytes.append(UInt8(ascii: "}"))
        return Answer(
            status: 200, headers: [("Daybook-Sequence", String(status.head)), ("Content-Type", MediaType.json.rawValue)],
            body: .bytes(bytes))
    }

    /// Whether the process runs.
    func health(_ target: RequestTarget) -> Answer {
        Answer(status: 200, headers: [("Content-Type", MediaType.text.rawValue)], body: .bytes(Array("ok\n".utf8)))
    }

    /// Whether commands can be written.
    func ready(_ target: RequestTarget) -> Answer {
        guard engine.status.isWritable else {
            return Answer(.busy, "the ledger is stopping after a failed write; see the log of the service")
        }
        return Answer(status: 200, headers: [("Content-Type", MediaType.text.rawValue)], body: .bytes(Array("ready\n".utf8)))
    }

    func metricsText(_ target: RequestTarget) throws -> Answer {
        try target.allow([])
        let text = MetricsText.of(
            status: engine.status, engine: engine.metrics, service: metrics.snapshot, process: .now, version: version)
        return Answer(status: 200, headers: [("Content-Type", MediaType.metrics.rawValue)], body: .bytes(Array(text.utf8)))
    }

    func openAPI(_ target: RequestTarget) throws -> Answer {
        try target.allow([])
        return Answer(
            status: 200, headers: [("Content-Type", MediaType.json.rawValue)],
            body: .bytes(OpenAPI.bytes(version: version)))
    }
}

extension Status {
    /// One word for how the ledger is.
    fileprivate var state: String {
        if !isWritable { return "stopping" }
        return isClockJumped ? "clock_jumped" : "ok"
    }
}
