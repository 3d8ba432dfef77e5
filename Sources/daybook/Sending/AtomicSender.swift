import Client
import Schema
import Service

/// Sends a file of commands that are decided together, and shows what became of each.
struct AtomicSender {
    let client: LedgerClient
    let path: String
    let id: String
    /// Codes of refusals that are skipped.
    let skippable: [String]
    let wantsEvents: Bool
    let options: GlobalOptions

    func run() async throws {
        let input = try InputFile(path)
        defer { input.close() }
        let body = try await Blocking.run {
            var bytes: [UInt8] = []
            // Of what is too large the service reads no more than that, and says so.
            while bytes.count <= ServiceLimits.commandBytes, case let chunk = try input.read(), !chunk.isEmpty { bytes += chunk }
            return bytes
        }
        let target = Target("v1", "commands").adding("atomic", "true")
            .adding("skip", skippable.isEmpty ? nil : skippable.joined(separator: ",")).adding(
                "reply", wantsEvents ? "events" : nil)
        let headers = [(name: "content-type", value: "application/x-ndjson"), (name: "idempotency-key", value: id)]
        let answer = try await client.post(target.text, headers: headers, body: body).successful().body.gathered()
        if options.output == .ndjson { return StandardOutput.write(answer) }
        try summarize(answer)
    }

    private func summarize(_ answer: [UInt8]) throws {
        let receipts = try answer.split(separator: 10).map { line in
            do {
                return try Receipt(lenientJSON: Array(line))
            } catch {
                throw ClientError(.protocol, "a receipt could not be read (\(error)); is the service newer than this program?")
            }
        }
        for receipt in receipts {
            guard let rejection = receipt.rejection else { continue }
            options.note("\(receipt.id): skipped, \(rejection.code): \(rejection.detail)")
        }
        let skipped = receipts.count { $0.rejection != nil }
        let json =
            "{\"commands\":\(receipts.count),\"accepted\":\(receipts.count - skipped),\"skipped\":\(skipped),"
            + "\"replayed\":\(receipts.count { $0.replayed }),\"sequence\":\(receipts.first?.sequence ?? 0)}"
        SingleAnswer(bytes: Array(json.utf8)).write(options)
    }
}
