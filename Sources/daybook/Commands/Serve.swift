import ArgumentParser
import Engine
import Glibc
import Journal
import Logging
import Service
import ServiceLifecycle
import UnixSignals

/// `daybook serve`: the service.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Runs the service: opens the ledger, and answers on its socket until it is told to stop.",
        discussion: """
            Makes the ledger's folder if it is missing. Prints one line, ready …, when it accepts commands; stops cleanly on
            SIGTERM, SIGINT and, unless it was started with nohup, SIGHUP. Its log goes to standard error.

            Examples:

              daybook serve
              daybook serve --data /var/lib/daybook --listen 127.0.0.1:7070
            """)

    @Option(help: ArgumentHelp("Also listen on loopback TCP, with the bearer token in the folder.", valueName: "host:port"))
    var listen: String?

    @Option(
        help: ArgumentHelp("trace, debug, info, notice, warning, error or critical.", valueName: "level"), transform: Self.level)
    var logLevel: Logger.Level = .notice

    @Option(
        help: ArgumentHelp(
            "Prints the master key of personal data (or \(MasterKeyCommand.variable); without it, the file keys/master).",
            valueName: "command"))
    var masterKeyCommand: String?

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let logger = Logs.logger(level: logLevel)
        let signals: [UnixSignal] = [.sigterm, .sigint] + (IgnoredSignals.contains(SIGHUP) ? [] : [.sighup])
        let folder = options.dataPath
        let masterKey = MasterKeyCommand.source(masterKeyCommand)
        var configuration = Server.Configuration(socketPath: options.socketPath, dataDirectory: folder, listen: listen)
        configuration.version = Version.text
        // Who mistypes it shall not be left with a new ledger.
        try configuration.check()
        let stop = await StopSignals(signals)
        let engine: Engine
        do {
            engine = try await Blocking.run { try Self.open(folder, masterKey, logger: logger) { stop.areHeard } }
        } catch let error as EngineError where error.code == .closed && stop.areHeard {
            return
        }
        let server: Server
        do {
            server = try await Server.start(configuration, engine: engine, logger: logger)
        } catch {
            await EngineService.close(engine)
            throw error
        }
        let status = engine.status
        let time = status.time.map { ", \($0)" } ?? ""
        let readyLine = "ready \(server.addresses.joined(separator: " ")) (head \(status.head)\(time))"
        var quietLogger = logger
        quietLogger.logLevel = max(logLevel, .error)
        // Services stop in reverse order: the server first, then the engine. What stops them is a service, and not the group's own
        // signals, because it has listened since before the ledger was opened.
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [
                    .init(service: EngineService(engine: engine), successTerminationBehavior: .gracefullyShutdownGroup),
                    .init(
                        service: ServerService(server: server, readyLine: readyLine),
                        successTerminationBehavior: .gracefullyShutdownGroup),
                    .init(service: StopService(signals: stop), successTerminationBehavior: .gracefullyShutdownGroup),
                ],
                logger: quietLogger))
        do {
            try await group.run()
        } catch {
            await EngineService.close(engine)
            throw error
        }
    }

    @Sendable private static func level(_ name: String) throws -> Logger.Level {
        guard let level = Logger.Level(rawValue: name) else {
            throw ValidationError(
                "\(name) is no log level; there are \(Logger.Level.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return level
    }

    /// Opens the ledger, or makes it.
    static func open(
        _ folder: String, _ masterKey: MasterKeySource = MasterKeyCommand.source(), logger: Logger,
        isStopWanted: @escaping @Sendable () -> Bool = { false }
    ) throws -> Engine {
        var configuration = Engine.Configuration(directory: folder, createIfMissing: true)
        configuration.masterKey = masterKey
        configuration.isStopWanted = isStopWanted
        configuration.onFatal = { error in
            // Damage says itself what to do, and leaves no command in doubt.
            let advice =
                error.code == .damaged ? "" : "; start it again, and ask with the same ids what became of the last commands"
            StandardError.report(error.message + advice)
            // A moment for the last batch's answers to be sent; the process must not go on after them (*Promises*).
            usleep(200_000)
            _exit(Exit.internal.rawValue)
        }
        do {
            return try Engine.open(configuration, logger: logger)
        } catch let error as JournalError where error == JournalError(.notFound) {
            throw ExitError(.io, error.message)
        }
    }
}

/// The server as a service: it stops when asked to, and the group with it when it cannot go on.
private struct ServerService: ServiceLifecycle.Service {
    let server: Server
    let readyLine: String

    /// Signals are handled since before this line is printed, so that its reader may send one.
    func run() async throws {
        StandardOutput.line(readyLine)
        StandardOutput.flush()
        try? await gracefulShutdown()
        await server.stop()
    }
}

/// What ends the others: done when the program is told to stop.
private struct StopService: ServiceLifecycle.Service {
    let signals: StopSignals

    func run() async throws {
        await cancelWhenGracefulShutdown { await signals.wait() }
    }
}

/// The engine as a service: closed when everything in front of it has stopped.
private struct EngineService: ServiceLifecycle.Service {
    let engine: Engine

    func run() async throws {
        try? await gracefulShutdown()
        await Self.close(engine)
    }

    /// Finishes what was submitted and closes the files; a second time does nothing more.
    static func close(_ engine: Engine) async {
        try? await Blocking.run { engine.close() }
    }
}
