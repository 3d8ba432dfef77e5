import NIOCore
import NIOHTTP1

/// One request and its answer, as far as HTTP is concerned.
struct Exchange {
    /// What a request that reached no route is called in metrics.
    static let noRoute = "none"

    var version = HTTPVersion.http1_1
    /// Whether the connection goes on after the answer.
    var isKeepAlive = true
    /// Whether only the head of the answer is wanted.
    var isHeadOnly = false
    /// Whether the request's body may have no end.
    var comesInPieces = false
    /// What the route is called in metrics.
    var label = Exchange.noRoute
    var status = 0
    var startedAt = NIODeadline.uptimeNanoseconds(0)

    init() {}

    init(_ head: HTTPRequestHead) {
        version = head.version
        // The decoder stops after a request that wants another protocol, so nothing after it would ever be read.
        isKeepAlive = head.isKeepAlive && !head.headers.contains(name: "upgrade") && head.method != .CONNECT
        isHeadOnly = head.method == .HEAD
        comesInPieces = head.comesInPieces
        startedAt = .now()
    }

    /// Refuses an answer in pieces to a request of HTTP/1.0, where nothing but the connection's end ends it: a list that broke off
    /// would look whole. Source: RFC 9112 § 8. An answer to HEAD has no pieces.
    func checkPieces() throws(RequestProblem) {
        guard version == .http1_1 || isHeadOnly else {
            throw RequestProblem(.httpVersion, "long lists and streams are sent in pieces; ask for them with HTTP/1.1")
        }
    }

    /// The head of the answer.
    mutating func head(_ answer: Answer, date: String) -> HTTPResponseHead {
        status = answer.status
        var headers = HTTPHeaders()
        headers.reserveCapacity(answer.headers.count + 3)
        headers.add(name: "Date", value: date)
        for (name, value) in answer.headers { headers.add(name: name, value: value) }
        if case .bytes(let bytes) = answer.body { headers.add(name: "Content-Length", value: String(bytes.count)) }
        if !isKeepAlive {
            headers.add(name: "Connection", value: "close")
        } else if version != .http1_1 {
            headers.add(name: "Connection", value: "keep-alive")
        }
        return HTTPResponseHead(version: version, status: HTTPResponseStatus(statusCode: answer.status), headers: headers)
    }
}

/// What a request is read for.
enum Purpose {
    case none
    /// Its answer is known already; the rest of it is thrown away.
    case refusal(Answer)
    case question(Request, RequestTarget, Route)
    case command(CommandPlan, CommandReader)
}

/// Where the rest of an answer comes from.
struct Pump {
    enum Source {
        case stream(ChunkStream)
        case follow(EntryFeed)
    }

    let source: Source
    /// A part is being made.
    var isPulling = false
    /// There may be more to send.
    var hasNews = true
    /// When a live stream shows that it lives.
    var heartbeatAt = NIODeadline.distantFuture

    /// Whether it ends only when the other side wants it to.
    var isLive: Bool {
        if case .follow = source { true } else { false }
    }

    /// What a step has brought; nil: nothing yet.
    func step() throws -> EntryFeed.Step? {
        switch source {
        case .follow(let feed): return try feed.next()
        case .stream(let stream):
            switch try stream.step() {
            case .bytes(let bytes): return .bytes(bytes)
            case .more: return nil
            case .whole, .end: return .end
            }
        }
    }
}
