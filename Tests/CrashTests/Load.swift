import Client
import Ledger
import Schema
import Synchronization

/// One client of one life of the service: it sends until it is told to stop, or the service is gone.
struct LoadClient: Sendable {
    let witness: Witness
    let desk: TraderDesk
    let socket: String

    /// Commands of a stream that are sent and not answered: what a kill leaves unknown, at most.
    private static let commandsInFlight = 192
    private static let commandsPerBatch: Int64 = 64
    /// Commands of an atomic stream: few enough to fit in one entry, whatever they are.
    private static let commandsTogether: Int64 = 16

    func run() async {
        let client = LedgerClient(socket: socket)
        defer { client.close() }
        let wantsEvents = desk.coin()
        do {
            switch desk.way {
            case .single: try await single(client, wantsEvents)
            case .lines: try await stream(client, .json, wantsEvents)
            case .messages: try await stream(client, .protobuf, wantsEvents)
            case .together: try await together(client, wantsEvents)
            }
        } catch {
            witness.lost(error, by: "a client of \(desk.way)")
        }
    }

    private func single(_ client: LedgerClient, _ wantsEvents: Bool) async throws {
        while !witness.isStopping {
            let command = try desk.batch(1)[0]
            witness.with { $0.sending([command]) }
            do {
                witness.told(try await client.send(command, wantsEvents: wantsEvents), hasEvents: wantsEvents)
            } catch let problem as ServiceProblem {
                witness.told(problem.problem, id: command.id)
            }
        }
    }

    private func stream(_ client: LedgerClient, _ wire: Wire, _ wantsEvents: Bool) async throws {
        let (witness, desk, inFlight) = (witness, desk, Line())
        try await client.stream(wire, wantsEvents: wantsEvents) {
            while inFlight.count > Self.commandsInFlight { try await Task.sleep(for: .milliseconds(1)) }
            if witness.isStopping { return nil }
            let commands = try desk.batch(Self.commandsPerBatch)
            witness.with { $0.sending(commands) }
            inFlight.join(commands.map(\.id))
            return try CommandBatch(commands, wire: wire)
        } receive: { batch in
            for receipt in batch.receipts {
                inFlight.leave(receipt.id, witness)
                witness.told(receipt, hasEvents: wantsEvents)
            }
        }
    }

    /// Sends atomic streams in which every refusal may be skipped.
    private func together(_ client: LedgerClient, _ wantsEvents: Bool) async throws {
        let codes = RejectionCode.allCases.map(\.rawValue).joined(separator: ",")
        let target = "/v1/commands?atomic=true&skip=\(codes)" + (wantsEvents ? "&reply=events" : "")
        while !witness.isStopping {
            // Passwords are hashed beside the writer, and so not in such streams.
            let commands = try desk.batch(Self.commandsTogether).filter { !$0.saysPassword }
            guard !commands.isEmpty else { continue }
            let key = "together:" + commands[0].id
            witness.with { $0.sending(commands, together: key) }
            let headers = [(name: "content-type", value: "application/x-ndjson"), (name: "idempotency-key", value: key)]
            let response = try await client.post(target, headers: headers, body: try CommandBatch(commands, wire: .json).bytes)
            guard response.status == 200 else {
                let problem = try await response.problem().problem
                for command in commands { witness.told(problem, id: command.id) }
                continue
            }
            for line in try await response.body.gathered().split(separator: 10) {
                witness.told(try Receipt(lenientJSON: Array(line)), hasEvents: wantsEvents)
            }
        }
    }

    /// Sends commands that were sent before, in one stream, and tells the oracle what is said now.
    static func askAgain(_ commands: [Command], of socket: String, witness: Witness) async {
        guard !commands.isEmpty else { return }
        let client = LedgerClient(socket: socket)
        defer { client.close() }
        let inFlight = Line()
        let place = Mutex(0)
        do {
            try await client.stream(.protobuf, wantsEvents: true) {
                let part = place.withLock { place in
                    defer { place = min(commands.count, place + 256) }
                    return commands[place..<min(commands.count, place + 256)]
                }
                guard !part.isEmpty else { return nil }
                inFlight.join(part.map(\.id))
                return try CommandBatch(Array(part), wire: .protobuf)
            } receive: { batch in
                for receipt in batch.receipts {
                    inFlight.leave(receipt.id, witness)
                    witness.told(receipt, hasEvents: true, again: true)
                }
            }
        } catch {
            witness.lost(error, by: "the client that asks again")
        }
    }
}

/// Ids of what was sent on a stream and not answered: answers come in the order of the commands.
private final class Line: Sendable {
    private let ids = Mutex<[String]>([])

    var count: Int { ids.withLock { $0.count } }

    func join(_ more: [String]) { ids.withLock { $0 += more } }

    func leave(_ id: String, _ witness: Witness) {
        let expected = ids.withLock { $0.isEmpty ? nil : $0.removeFirst() }
        if expected != id { witness.find("a stream answered \(id) where \(expected ?? "nothing") was expected") }
    }
}
