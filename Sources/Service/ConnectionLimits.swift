import Glibc
import Logging

/// How many connections there may be, with the files that this process may have open.
struct ConnectionLimits: Sendable, Equatable {
    /// Connections served at a time.
    let served: Int
    /// Connections beyond that limit which are answered 503; further ones are closed without an answer.
    let refused: Int

    /// Raises the soft limit of open files as far as needed and allowed.
    init(wanted: Int, logger: Logger) {
        let needed = rlim_t(wanted + ServiceLimits.refusedConnections + ServiceLimits.otherFiles)
        var limit = rlimit()
        if getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0, limit.rlim_cur < needed {
            var raised = limit
            raised.rlim_cur = min(needed, limit.rlim_max)
            if setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &raised) == 0 { limit = raised }
        }
        self.init(wanted: wanted, files: Int(min(needed, limit.rlim_cur)))
        guard served < wanted else { return }
        logger.warning("few open files allowed", metadata: ["files.limit": "\(limit.rlim_cur)", "connections.limit": "\(served)"])
    }

    /// Shares out the files: half of few are left to the log and the rows, which must never be without, and a quarter of the rest
    /// to connections that are refused.
    init(wanted: Int, files: Int) {
        let connections = max(1, files - min(ServiceLimits.otherFiles, files / 2))
        let refused = min(ServiceLimits.refusedConnections, connections / 4)
        self.init(served: min(wanted, connections - refused), refused: refused)
    }

    init(served: Int, refused: Int) {
        self.served = served
        self.refused = refused
    }
}
