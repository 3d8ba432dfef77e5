/// Every bound of the client in one place.
public enum ClientLimits {
    /// Bytes of a Unix socket's path. Source: sun_path of unix(7) has 108, the last one for the end.
    static let socketPathBytes = 107
    /// Seconds to wait for a connection.
    public static let connectSeconds: Int64 = 10
    /// Seconds to wait for the next part of an answer, unless the caller says otherwise.
    public static let answerSeconds: Int64 = 120
    /// Connections kept open for the next request.
    public static let idleConnections = 8
    /// Bytes of an answer that is gathered whole.
    public static let gatheredBytes = 64 << 20
    /// Bytes of one line or one message of a stream of receipts.
    public static let frameBytes = 4 << 20
    /// Commands of a stream that are sent and not yet answered.
    public static let commandsInFlight = 16_384
    /// Bytes of a stream that are sent and not yet answered.
    public static let bytesInFlight = 4 << 20
}
