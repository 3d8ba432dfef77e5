import Engine
import Synchronization

/// What the service counts. Shared by its event loops.
public final class ServiceMetrics: Sendable {
    /// Requests of one kind with one outcome.
    struct RequestKey: Hashable {
        let route: String
        let status: Int
    }

    /// All counts at one moment.
    struct Counts: Sendable {
        var requests: [RequestKey: UInt64] = [:]
        var connections: UInt64 = 0
        var refusedConnections: UInt64 = 0
        var openConnections = 0
        var followers = 0
        /// Requests under way that read lists or the book.
        var scans = 0
        /// Those that ended because their clients were gone.
        var abandonedScans: UInt64 = 0
        /// Steps that all of them have made.
        var scanSteps: UInt64 = 0
        /// How often nothing was accepted for a moment, because the system had no file for a connection.
        var acceptPauses: UInt64 = 0
        var bytesIn: UInt64 = 0
        var bytesOut: UInt64 = 0
        /// Commands that came, whether or not they could be read.
        var commands: UInt64 = 0
        var malformedCommands: UInt64 = 0
        /// Microseconds from a single command's last byte to its receipt.
        var commandMicroseconds = Log2Histogram()
    }

    private let counts = Mutex(Counts())

    public init() {}

    var snapshot: Counts { counts.withLock { $0 } }

    func change(_ body: (inout Counts) -> Void) {
        counts.withLock { body(&$0) }
    }

    func noteRequest(_ route: String, status: Int) {
        counts.withLock { $0.requests[RequestKey(route: route, status: status), default: 0] += 1 }
    }
}
