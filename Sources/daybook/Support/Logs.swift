import Logging

/// Where the program's own log goes: standard error, always.
enum Logs {
    /// A logger for commands that are not the service: it speaks up only when something is wrong.
    static let quiet = logger(level: .error)

    /// A logger of that level.
    static func logger(level: Logger.Level) -> Logger {
        var logger = Logger(label: "daybook") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = level
        return logger
    }
}
