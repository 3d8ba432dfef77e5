import Engine
import Ledger
import Schema

/// A request, apart from how it came.
public struct Request: Sendable {
    /// `GET`, `HEAD`, …
    public var method: String
    /// Path and query, percent-encoded: `/v1/orders?limit=10`.
    public var target: String
    /// Names and values; names in any case.
    public var headers: [(String, String)]
    /// The body; empty for questions.
    public var body: [UInt8]
    /// How personal data are shown to who asks: as the caller's role says.
    var personal = PersonalData.leftOut
    /// Whose rows alone are shown; nil for all.
    var holder: Holder?
    /// Who asks.
    var reader = Actor()

    public init(method: String = "GET", target: String, headers: [(String, String)] = [], body: [UInt8] = []) {
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
    }

    /// The first header of that name, whatever its case. `name` in lower case.
    func header(_ name: String) -> String? {
        headers.first { $0.0.lowercased() == name }?.1
    }
}

extension Request {
    /// The request with what the caller's role says of it.
    func asked(by caller: Caller) -> Request {
        var asked = self
        asked.personal = caller.personal
        asked.reader = caller.actor
        asked.holder = caller.readsOwn
        return asked
    }
}

/// The answer to a request, apart from how it goes.
public struct Answer: Sendable {
    /// The HTTP status.
    public var status: Int
    /// Names and values.
    public var headers: [(String, String)]
    /// The body.
    public var body: Body

    public init(status: Int, headers: [(String, String)], body: Body) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// What an answer says.
    public enum Body: Sendable {
        /// All of it.
        case bytes([UInt8])
        /// Parts, to be pulled one after another.
        case stream(ChunkStream)
        /// Entries of the book as server-sent events, to be pulled again whenever the book has grown.
        case follow(EntryFeed)
    }

    /// The first header of that name, whatever its case.
    public func header(_ name: String) -> String? {
        headers.first { $0.0.lowercased() == name.lowercased() }?.1
    }
}
