/// Where a request stands in a trace that goes on in other programs: the header `traceparent`.
///
/// Source: W3C Trace Context § 3.2, 2021.
public struct TraceParent: Sendable, Equatable {
    /// The header as it came.
    public let text: String
    /// The trace's id: 32 hex digits, the same wherever the trace goes.
    public let traceID: String

    /// Bytes of the version that there is, 00; later ones may be longer.
    private static let byteCount = 55
    private static let maxByteCount = 255

    /// Reads a header. Nil for one that is not as it should be: it is passed over, as the standard wants it.
    public init?(_ header: String) {
        let bytes = Array(header.utf8)
        guard bytes.count >= Self.byteCount, bytes.count <= Self.maxByteCount else { return nil }
        guard bytes[2] == Self.dash, bytes[35] == Self.dash, bytes[52] == Self.dash else { return nil }
        let (version, trace, parent) = (bytes[0..<2], bytes[3..<35], bytes[36..<52])
        let parts = [version, trace, parent, bytes[53..<55]]
        guard parts.allSatisfy({ $0.allSatisfy(Self.isHex) }), !version.elementsEqual("ff".utf8) else { return nil }
        guard trace.contains(where: { $0 != Self.zero }), parent.contains(where: { $0 != Self.zero }) else { return nil }
        if bytes.count > Self.byteCount {
            let isLater = !version.elementsEqual("00".utf8) && bytes[Self.byteCount] == Self.dash
            guard isLater, bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7f }) else { return nil }
        }
        text = header
        traceID = String(decoding: trace, as: UTF8.self)
    }

    private static let dash = UInt8(ascii: "-")
    private static let zero = UInt8(ascii: "0")

    private static func isHex(_ byte: UInt8) -> Bool { (48...57).contains(byte) || (97...102).contains(byte) }
}
