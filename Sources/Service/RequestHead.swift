import NIOHTTP1
import Schema

extension HTTPRequestHead {
    /// Refuses a request that does not say, or says twice, which host it is for. Source: RFC 9112 § 3.2.
    ///
    /// Nothing here depends on the host. But what stands between a client and this service may, and where two readers
    /// of one head can disagree about it, one of them is led astray.
    func checkHost() throws(RequestProblem) {
        let hosts = headers["host"]
        guard hosts.count == 1 || hosts.isEmpty && version != .http1_1 else {
            throw RequestProblem(.malformed, "Host: is there \(hosts.count) times; send it once")
        }
        let isClean = hosts.allSatisfy { $0.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f && !Self.neverInHosts.contains($0) } }
        guard isClean else { throw RequestProblem(.malformed, "Host: is no name or address, with or without a port") }
    }

    /// What ends a host, or stands before it, in the addresses it comes from. Source: RFC 3986 § 3.2.
    private static let neverInHosts = Array("/\\?#@\"<>".utf8)

    /// How long its body is to be, by `Content-Length`; 0 where that says nothing, and the most there is where it says more than
    /// can be counted.
    var statedLength: UInt64 {
        guard let text = headers.first(name: "content-length"), !text.isEmpty else { return 0 }
        return UInt64(text) ?? .max
    }

    /// Whether its body comes in pieces: it may have no end, as a stream of commands has none.
    var comesInPieces: Bool { headers.contains(name: "transfer-encoding") }

    /// The value of a header that may be there once, or nil.
    func single(_ name: String) throws(RequestProblem) -> String? {
        let values = headers[name]
        guard values.count < 2 else { throw RequestProblem(.malformed, "\(name): is there \(values.count) times; send it once") }
        return values.first
    }

    /// Refuses a body that comes in a coding that is not read here: as it is, it would be taken for something else.
    func checkCodings() throws(RequestProblem) {
        for coding in headers[canonicalForm: "content-encoding"] where coding.lowercased() != "identity" {
            throw RequestProblem(
                Problem(
                    .unsupportedMediaType, "Content-Encoding: \(RequestTarget.excerpt(String(coding))) is not read; send it plain"),
                headers: [("Accept-Encoding", "identity")])
        }
        for coding in headers[canonicalForm: "transfer-encoding"] where coding.lowercased() != "chunked" {
            // Source of the status: RFC 9112 § 6.1.
            throw RequestProblem(
                Problem(
                    .unsupportedMediaType,
                    "Transfer-Encoding: \(RequestTarget.excerpt(String(coding))) is not read; chunked is", status: 501))
        }
    }
}
