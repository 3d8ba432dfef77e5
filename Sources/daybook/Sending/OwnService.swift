import Client
import Engine
import Glibc
import Logging
import Service
import UnixSignals

/// A service that commands can be sent to.
struct RunningService: Sendable {
    let client: LedgerClient
    let socket: String
    /// Whether it runs in this process, for this work alone.
    let isOwn: Bool
}

extension LedgerPlace {
    /// Does work with the service that runs, or with one of its own where none does: the same folder, served in this process until
    /// the work is done.
    /// - Throws: what the work throws; what keeps the ledger from being opened.
    func withService(_ options: GlobalOptions, _ work: @escaping @Sendable (RunningService) async throws -> Void) async throws {
        switch self {
        case .service(let client):
            defer { client.close() }
            try await work(RunningService(client: client, socket: options.socketPath, isOwn: false))
        case .folder(let folder):
            let own = try await OwnService.start(folder: folder, isQuiet: options.quiet)
            options.note("daybook: no service runs, so this process serves \(folder) until it is done")
            let client = LedgerClient(socket: own.socket)
            let running = RunningService(client: client, socket: own.socket, isOwn: true)
            do {
                try await Interruption.watched { try await work(running) }
            } catch {
                client.close()
                await own.stop()
                if let interruption = error as? Interruption { interruption.die() }
                throw error
            }
            client.close()
            await own.stop()
        }
    }
}

/// A service in this process, on a socket that nobody else is told of.
private struct OwnService {
    private let engine: Engine
    private let server: Server
    let socket: String

    /// Opens the ledger, or makes it, and serves it. The socket needs no name of its own for each run: who has opened the ledger is
    /// alone in its folder. It is as long as `daybook.sock`, so that where the one fits the other does.
    static func start(folder: String, isQuiet: Bool) async throws -> OwnService {
        let logger = isQuiet ? Logs.quiet : Logs.logger(level: .warning)
        let engine = try await Blocking.run { try Serve.open(folder, logger: logger) }
        let socket = folder + "/private.sock"
        var configuration = Server.Configuration(socketPath: socket, dataDirectory: folder)
        configuration.version = Version.text
        do {
            let server = try await Server.start(configuration, engine: engine, logger: logger)
            return OwnService(engine: engine, server: server, socket: socket)
        } catch {
            try? await Blocking.run { engine.close() }
            throw error
        }
    }

    /// Finishes what is under way and closes the ledger, as a service that is told to stop does.
    func stop() async {
        await server.stop()
        try? await Blocking.run { [engine] in engine.close() }
    }
}

/// The signal that ended some work.
private struct Interruption: Error {
    let signal: UnixSignal

    /// Does work until it is done or a signal comes.
    /// - Throws: what the work throws; `Interruption`, once the work has ended because of it.
    static func watched(_ work: @escaping @Sendable () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await work() }
            group.addTask {
                for await signal in await UnixSignalsSequence(trapping: .sigint, .sigterm, .sighup) {
                    throw Interruption(signal: signal)
                }
            }
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    /// Ends the process as the signal would have done, for the shell that waits for it.
    func die() -> Never {
        StandardOutput.flush()
        Glibc.signal(signal.rawValue, SIG_DFL)
        kill(getpid(), signal.rawValue)
        _exit(128 + signal.rawValue)
    }
}
