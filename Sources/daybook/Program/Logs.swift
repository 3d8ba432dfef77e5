import Logging
import Schema

/// Where the program's own log goes: standard error, always.
enum Logs {
    /// A logger for commands that are not the service: it speaks up only when something is wrong.
    static let quiet = logger(level: .error)

    /// A logger of that level.
    static func logger(level: Logger.Level) -> Logger {
        var logger = Logger(label: "daybook") { EscapingLogHandler(inner: StreamLogHandler.standardError(label: $0)) }
        logger.logLevel = level
        return logger
    }
}

/// Writes control characters out before a line is logged: people read logs on terminals, and what a line quotes came from others.
private struct EscapingLogHandler: LogHandler {
    var inner: StreamLogHandler

    func log(event: LogEvent) {
        var shown = event
        shown.message = "\(TerminalText.escaped(event.message.description))"
        shown.metadata = event.metadata?.mapValues { "\(TerminalText.escaped($0.description))" }
        inner.log(event: shown)
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { inner[metadataKey: key] }
        set { inner[metadataKey: key] = newValue }
    }

    var metadata: Logger.Metadata {
        get { inner.metadata }
        set { inner.metadata = newValue }
    }

    var logLevel: Logger.Level {
        get { inner.logLevel }
        set { inner.logLevel = newValue }
    }

    var metadataProvider: Logger.MetadataProvider? {
        get { inner.metadataProvider }
        set { inner.metadataProvider = newValue }
    }
}
