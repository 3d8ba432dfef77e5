import Client
import Foundation
import Schema
import TestTools

extension CrashRun {
    // MARK: The book

    /// Reads what came since the last reading.
    func readBook() async throws {
        let after = witness.with { $0.book.count }
        try await entries(after: after) { oracle, entry, _ in oracle.read(entry) }
        witness.with { $0.readToEnd() }
    }

    /// Reads all of it, and compares with what was read before.
    func rereadBook() async throws {
        let before = witness.with { $0.book.count }
        // Not to the log's end, because a deadline may have fallen due since.
        try await entries(after: 0, through: before) { oracle, entry, index in oracle.reread(entry, at: index) }
    }

    /// Hands entries to the oracle, up to a sequence or to the head.
    private func entries(after: Int, through end: Int? = nil, _ body: @Sendable (inout Oracle, Entry, Int) -> Void) async throws {
        let client = LedgerClient(socket: program.socket)
        defer { client.close() }
        let head = try await head(client)
        let last = end ?? head
        guard last > after else { return }
        let response = try await client.get("/v1/entries?after=\(after)&limit=\(last - after)").successful()
        var cutter = FrameCutter(.json)
        var index = after
        for try await chunk in response.body {
            let (bytes, frames) = try cutter.cut(chunk)
            for frame in frames {
                let entry = try Entry(json: Array(bytes[frame]))
                let place = index
                witness.with { body(&$0, entry, place) }
                index += 1
            }
        }
        if index != last { witness.find("the book's head is \(head), and of entries up to \(last) it gave those up to \(index)") }
    }

    private func head(_ client: LedgerClient) async throws -> Int {
        let status = try await client.get("/v1/status").successful().body.gathered()
        let fields = try JSONSerialization.jsonObject(with: Data(status)) as? [String: Any]
        guard let head = fields?["head"] as? Int else { throw CrashFailure("the status has no head") }
        return head
    }

    // MARK: The rows

    /// With no service: the rows that a kill left, brought up to the log, are those of a full replay, and those of a rebuild.
    func checkReplay() async throws {
        let copy = program.folder + "/copy"
        let data = program.data
        // In a copy, because opening a ledger repairs it, and the next start must find what the kill left.
        try Self.copy(data, to: copy)
        defer { try? FileManager.default.removeItem(atPath: copy) }
        let replayed = try await replay("after the kill", on: copy)
        let rebuild = try await program.run("rebuild", "--quiet", environment: ["DAYBOOK_DATA": copy])
        if rebuild.status != 0 { witness.find("rebuild ended with status \(rebuild.status):\n\(rebuild.err)") }
        let rebuilt = try await replay("after a rebuild", on: copy)
        if replayed != rebuilt { witness.find("a replay gives \(replayed), after a rebuild it gives \(rebuilt)") }
        tally.replays += 2
    }

    /// A socket cannot be copied, and the copy has none.
    private static func copy(_ folder: String, to copy: String) throws {
        let files = FileManager.default
        try files.createDirectory(atPath: copy, withIntermediateDirectories: false)
        for name in try files.contentsOfDirectory(atPath: folder) where !name.hasSuffix(".sock") {
            try files.copyItem(atPath: "\(folder)/\(name)", toPath: "\(copy)/\(name)")
        }
    }

    /// The same of the service that runs.
    func checkReplayOfService() async throws {
        _ = try await replay("of the running service", on: program.data)
        tally.replays += 1
    }

    /// The state hash of a replay that finds no difference to the rows.
    private func replay(_ what: String, on folder: String) async throws -> String {
        let replay = try await program.run(
            "replay", "--diff", "--quiet", "-o", "json", environment: ["DAYBOOK_DATA": folder])
        if replay.status != 0 {
            witness.find("replay --diff \(what): status \(replay.status)\n\(replay.out.prefix(2000))\n\(replay.err)")
        }
        return replay.out.firstMatch(of: /"stateHash":"([^"]*)"/).map { String($0.output.1) } ?? "no hash"
    }

    /// What a client reads of every collection is what a replay of the log writes.
    func checkRows() async throws {
        let client = LedgerClient(socket: program.socket)
        defer { client.close() }
        let (sequence, rows) = (try await head(client), program.folder + "/rows")
        let dump = try await program.run("replay", "--to", String(sequence), "--dump", rows, "--quiet")
        if dump.status != 0 { witness.find("replay --dump ended with status \(dump.status):\n\(dump.err)") }
        let files = try FileManager.default.contentsOfDirectory(atPath: rows).sorted()
        if files.count < 5 { witness.find("replay --dump wrote \(files)") }
        for file in files {
            let target = "/v1/\(file.replacing(".ndjson", with: ""))?personal=sealed&sequence=\(sequence)"
            let answer = try await client.get(target, headers: [("accept", "application/x-ndjson")]).successful()
            let (served, dumped) = (
                Data(try await answer.body.gathered(limit: 1 << 30)), FileManager.default.contents(atPath: "\(rows)/\(file)")
            )
            if served != dumped { witness.find("\(target) differs from the replay's \(file)") }
            tally.rows += served.count { $0 == 10 }
        }
    }
}
