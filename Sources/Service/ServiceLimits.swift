import Engine

/// Every bound of the service in one place. Going over one gets a clear answer, never a crash.
public enum ServiceLimits {
    // MARK: Connections

    /// Connections served at a time; the next one is answered 503 and closed.
    public static let connections = 1024
    /// The share of connections, of scans and of followers that one account can have.
    static let shareOfOneAccount = (numerator: 3, denominator: 4)
    /// Connections beyond that limit which are answered 503; further ones are closed without an answer.
    public static let refusedConnections = 256
    /// Open files left to everything but connections: the log, the rows, standard streams.
    public static let otherFiles = 256
    /// How long nothing is accepted after the system had no file for a connection, in milliseconds.
    static let acceptPauseMilliseconds: Int64 = 250
    /// Connections that wait to be accepted.
    public static let backlog = 1024
    /// Connections that follow the book live.
    public static let followers = 256
    /// Bytes of a Unix socket's path. Source: sun_path of unix(7) has 108, the last one for the end.
    public static let socketPathBytes = 107
    /// Seconds after which someone who was told `busy` should try again.
    public static let retryAfterSeconds = 1

    /// Early refusals (`DoorLog`) that are logged in a minute; the others are only counted.
    static let refusalsLoggedPerMinute = 20

    // MARK: Requests

    /// Bytes of a request's path and query.
    public static let targetBytes = 8192
    /// Bytes of one header, its name and value.
    public static let headerBytes = 16_384
    /// Bytes of all headers of a request.
    public static let headersBytes = 65_536
    /// Headers of a request.
    public static let headers = 100
    /// Bytes of one command: a body, a line, or a message of a stream. An entry has at most 65,535; JSON takes more room.
    public static let commandBytes = 262_144
    /// Bytes of a body that is read and thrown away, so that its sender hears why it was refused.
    public static let discardedBytes = 1 << 20
    /// Bytes of pipelined requests that are kept while an answer is under way.
    public static let pipelinedBytes = 65_536
    /// Bytes of one pipelined request's head, in that count.
    static let pipelinedHeadBytes = 512

    /// How long a pipelined request waits after another one of its event loop, and receipts after others, in microseconds: the loop
    /// looks at its sockets meanwhile.
    static let turnMicroseconds: Int64 = 50
    /// How long commands are read from one connection's stream before another has its turn, and from all of them before the loop
    /// looks at its sockets, in milliseconds: longer than it takes to read what a client has under way that sends well.
    static let commandMilliseconds: Int64 = 10

    // MARK: Streams of commands

    /// Commands of one connection that are being decided. Beyond that nothing more is read from it.
    public static let commandsInFlight = 8192
    /// Commands of all streams that are being decided, shared evenly: half of what the engine lets wait, so that streams wait for
    /// their turn and are not told `busy`.
    public static let commandsInFlightOfAll = EngineLimits.commandsWaiting / 2
    /// The smallest share of one stream.
    static let commandsInFlightLeast = 32
    /// The same where receipts carry events, which may be larger than an entry: those that wait for a client who does not read
    /// count as well.
    public static let commandsWithEventsInFlight = 64
    /// The same of all streams.
    public static let commandsWithEventsInFlightOfAll = 256
    /// Bytes of commands that are being decided, of one connection.
    public static let bytesInFlight = 2 << 20
    /// Bytes of receipts with events that one connection writes before another has its turn, about: a millisecond's work.
    static let receiptBytesPerTurn = 65_536
    /// Bytes as which a command that could not be read counts there: its answer is larger than itself.
    static let bytesPerProblem = 2048
    /// Bytes of the largest protobuf message of a stream that is skipped; a larger length is no length.
    public static let skippedBytes = 64 << 20

    // MARK: Answers

    /// Rows of a page where the request does not say.
    public static let rowsPerPage = 50
    /// Rows of the largest page.
    public static let maxRowsPerPage = 1000
    /// Entries read at once for a stream, of about a chunk's bytes: those that are read and not sent wait in memory, where they
    /// take several times as much, for as long as their client reads nothing.
    public static let itemsPerRead = 64
    /// Requests under way that read lists or the book, whether they are being read or wait for their clients.
    public static let scans = 512
    /// How long one of them is read before another has its turn, in milliseconds.
    static let sliceMilliseconds: Int64 = 5
    /// Bytes of a part of a streamed answer, about, and of entries that are read at once.
    public static let bytesPerChunk = 32_768
    /// Bytes of an answer that wait to be sent, above which its connection counts as slow…
    public static let maxUnsentBytes = 262_144
    /// …and below which it no longer does.
    public static let unsentBytesLeast = 65_536
    /// Bytes read from a connection at once.
    public static let bytesPerRead = 131_072
    /// Steps of reading what is no list, each of 64 entries at most, after which it goes on as a scan.
    static let stepsOfShortRead = 16
    /// Threads that read single rows, entries and histories.
    static let readingThreads = 2
    /// Threads that read lists and the book.
    static let scanningThreads = 2
    /// Threads that look accounts up. The system's look-ups are made one at a time.
    static let lookupThreads = 1

    /// Seconds that who is to be shown personal data waits for the entry that says so.
    static let accessNoteSeconds = 5

    // MARK: Files

    /// Bytes of `access.json`.
    public static let accessFileBytes = 1 << 20
    /// Seconds for which an account's name and groups are remembered.
    static let accountSeconds: UInt64 = 60
}

/// How long things may take, in milliseconds. Tests shorten them.
public struct ServiceTimeouts: Sendable {
    /// Silence in the middle of a request.
    public var requestMilliseconds: Int64 = 30_000
    /// A request that is not a stream of commands, from its head to its end, however steadily it comes.
    public var wholeRequestMilliseconds: Int64 = 120_000
    /// A connection without a request.
    public var idleMilliseconds: Int64 = 300_000
    /// A stream of commands between two of them.
    public var quietStreamMilliseconds: Int64 = 3_600_000
    /// A client that does not read its answer.
    public var slowReaderMilliseconds: Int64 = 60_000
    /// After the last answer, how long the other side may take to close.
    public var lingerMilliseconds: Int64 = 2_000
    /// How long a stop waits for answers under way.
    public var stopMilliseconds: Int64 = 10_000
    /// Between two signs of life in a live stream.
    public var heartbeatMilliseconds: Int64 = 15_000

    public init() {}

    /// How often the clock is looked at.
    var sweepMilliseconds: Int64 {
        let shortest = min(
            requestMilliseconds, wholeRequestMilliseconds, idleMilliseconds, slowReaderMilliseconds, lingerMilliseconds,
            heartbeatMilliseconds)
        return min(1000, max(10, shortest / 4))
    }
}
