import Foundation
import Glibc

/// A connection on which a test speaks HTTP byte by byte over a plain blocking socket: it sees exactly what goes over the wire.
package final class HTTPConnection {
    private let socket: Int32
    private var buffer: [UInt8] = []
    private var isOpen = true
    /// What the service says that its problems look like. With it, an answer that is none of them is a failure.
    package var description: APIDescription?

    package struct Failure: Error, CustomStringConvertible {
        package let description: String

        package init(description: String) { self.description = description }
    }

    /// Connects to a Unix socket. The time-out is long because on two cores other tests can hold both threads that this one
    /// waits for.
    package init(_ path: String, describedBy description: APIDescription? = nil, receiveSeconds: Int = 120) throws {
        self.description = description
        socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        try connect(address)
        setTimeout(receiveSeconds)
    }

    /// Connects to a port of 127.0.0.1.
    package init(port: Int, describedBy description: APIDescription? = nil) throws {
        self.description = description
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        try connect(address)
        setTimeout(120)
    }

    private func connect<Address>(_ address: Address) throws {
        let result = withUnsafeBytes(of: address) {
            Glibc.connect(socket, $0.baseAddress?.assumingMemoryBound(to: sockaddr.self), socklen_t($0.count))
        }
        guard result == 0 else { throw Failure(description: "connect: \(String(cString: strerror(errno)))") }
    }

    deinit {
        close()
    }

    package func setTimeout(_ seconds: Int) {
        var timeout = timeval(tv_sec: seconds, tv_usec: 0)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
    }

    package func close() {
        if isOpen { Glibc.close(socket) }
        isOpen = false
    }

    /// Sends no more, and still reads.
    package func endSending() {
        shutdown(socket, Int32(SHUT_WR))
    }

    // MARK: Sending

    package func send(_ text: String) throws { try send(Array(text.utf8)) }

    package func send(_ bytes: [UInt8]) throws {
        guard try trySend(bytes) == bytes.count else { throw Failure(description: "send: \(String(cString: strerror(errno)))") }
    }

    /// Sends as much as the other side takes before the socket's timeout.
    package func trySend(_ bytes: [UInt8]) throws -> Int {
        Self.send(bytes, to: socket)
    }

    /// Sends on a thread of its own, so that answers can be read at the same time.
    package func sendInBackground(_ bytes: [UInt8]) {
        let socket = socket
        Thread.detachNewThread { _ = Self.send(bytes, to: socket) }
    }

    private static func send(_ bytes: [UInt8], to socket: Int32) -> Int {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.send(socket, $0.baseAddress! + sent, bytes.count - sent, Int32(MSG_NOSIGNAL))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return sent }
            sent += count
        }
        return sent
    }

    // MARK: Receiving

    package struct Response {
        package init() {}

        /// `HTTP/1.1`, as the answer says.
        package var version = ""
        package var status = 0
        package var headers: [String: String] = [:]
        package var body: [UInt8] = []
        package var text: String { String(decoding: body, as: UTF8.self) }
        /// The body as JSON.
        package var json: [String: Any] {
            get throws { try JSONSerialization.jsonObject(with: Data(body)) as? [String: Any] ?? [:] }
        }
        /// The body's lines as JSON.
        package var lines: [[String: Any]] {
            get throws {
                try text.split(separator: "\n").map {
                    try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] ?? [:]
                }
            }
        }
    }

    /// Sends a request and reads its answer.
    @discardableResult
    package func request(
        _ method: String = "GET", _ target: String, headers: [String: String] = [:], body: String? = nil
    ) throws -> Response {
        try request(method, target, headers: headers, bytes: body.map { Array($0.utf8) })
    }

    package func request(_ method: String, _ target: String, headers: [String: String], bytes: [UInt8]?) throws -> Response {
        var head = "\(method) \(target) HTTP/1.1\r\nHost: localhost\r\n"
        for (name, value) in headers { head += "\(name): \(value)\r\n" }
        if let bytes { head += "Content-Length: \(bytes.count)\r\n" }
        try send(Array((head + "\r\n").utf8) + (bytes ?? []))
        return try response(isHead: method == "HEAD")
    }

    /// Sends questions all at once, and reads their answers.
    package func get(_ targets: [String], accept: String = "application/json") throws -> [Response] {
        try send(targets.map { "GET \($0) HTTP/1.1\r\nHost: localhost\r\nAccept: \(accept)\r\n\r\n" }.joined())
        return try targets.map { _ in try response() }
    }

    /// The answer to one question.
    package func get(_ target: String, accept: String = "application/json") throws -> Response {
        try get([target], accept: accept)[0]
    }

    /// Posts one command in JSON.
    @discardableResult
    package func post(_ command: String, query: String = "") throws -> Response {
        try request("POST", "/v1/commands" + query, headers: ["Content-Type": "application/json"], body: command)
    }

    /// Reads the head of an answer.
    package func head() throws -> Response {
        while true {
            var response = Response()
            let lines = try readUntil("\r\n\r\n").split(separator: "\r\n")
            guard let first = lines.first, first.hasPrefix("HTTP/1.") else { throw Failure(description: "no HTTP: \(lines)") }
            response.version = String(first.prefix { $0 != " " })
            response.status = Int(first.split(separator: " ")[1]) ?? 0
            for line in lines.dropFirst() {
                let parts = line.split(separator: ":", maxSplits: 1)
                response.headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
            }
            if response.status != 100 { return response }
        }
    }

    /// Reads a whole answer.
    package func response(isHead: Bool = false) throws -> Response {
        var response = try head()
        try readBody(of: &response, isHead: isHead)
        return response
    }

    /// Whether anything more comes before the other side closes.
    package func hasMore() throws -> Bool { try !buffer.isEmpty || fill() }

    /// Reads the body that belongs to a head.
    package func readBody(of response: inout Response, isHead: Bool = false) throws {
        if isHead || response.status == 304 || response.status == 204 { return }
        if let length = response.headers["content-length"].flatMap({ Int($0) }) {
            response.body = try read(length)
        } else if response.headers["transfer-encoding"] == "chunked" {
            while let chunk = try chunk() { response.body += chunk }
        } else {
            while true {
                response.body += buffer
                buffer = []
                guard try fill() else { break }
            }
        }
        if response.status >= 400 { try checkProblem(response) }
    }

    private func checkProblem(_ response: Response) throws {
        guard let description else { return }
        let type = response.headers["content-type"]
        let faults = description.faults(ofAnswer: response.status, type: type, body: response.body)
        guard faults.isEmpty else {
            throw Failure(description: "\(response.status) \(response.text): \(faults.joined(separator: ", "))")
        }
    }

    /// Reads one chunk of a chunked body, nil at its end.
    package func chunk() throws -> [UInt8]? {
        let size = try readUntil("\r\n").trimmingCharacters(in: .whitespacesAndNewlines)
        guard let count = Int(size, radix: 16) else { throw Failure(description: "no chunk size: \(size)") }
        let bytes = try read(count)
        _ = try read(2)
        return count == 0 ? nil : bytes
    }

    /// Reads chunks until their text has so many lines.
    package func lines(_ count: Int) throws -> [String] {
        while pendingLines.count - nextLine < count {
            guard let chunk = try chunk() else { throw Failure(description: "the body ended: \(pendingLines[nextLine...])") }
            var parts = chunk.split(separator: 10, omittingEmptySubsequences: false)
            unfinishedLine += parts.removeFirst()
            for part in parts {
                pendingLines.append(String(decoding: unfinishedLine, as: UTF8.self))
                unfinishedLine = Array(part)
            }
        }
        defer { nextLine += count }
        return Array(pendingLines[nextLine..<(nextLine + count)])
    }

    private var pendingLines: [String] = []
    private var nextLine = 0
    private var unfinishedLine: [UInt8] = []

    /// Whether the other side has closed: waits for it.
    package func isClosed() throws -> Bool {
        while try fill() {}
        return true
    }

    private func readUntil(_ end: String) throws -> String {
        let mark = Array(end.utf8)
        var start = 0
        while true {
            var index = start
            while index + mark.count <= buffer.count {
                if buffer[index] == mark[0], buffer[index..<(index + mark.count)].elementsEqual(mark) {
                    defer { buffer.removeSubrange(..<(index + mark.count)) }
                    return String(decoding: buffer[..<(index + mark.count)], as: UTF8.self)
                }
                index += 1
            }
            start = index
            guard try fill() else { throw Failure(description: "closed; so far \(String(decoding: buffer, as: UTF8.self))") }
        }
    }

    package func read(_ count: Int) throws -> [UInt8] {
        while buffer.count < count {
            guard try fill() else { throw Failure(description: "closed after \(buffer.count) of \(count) bytes") }
        }
        defer { buffer.removeSubrange(..<count) }
        return Array(buffer[..<count])
    }

    /// Reads some bytes; false at the end.
    package func fill() throws -> Bool {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        var count = recv(socket, &bytes, bytes.count, 0)
        while count < 0, errno == EINTR { count = recv(socket, &bytes, bytes.count, 0) }
        if count < 0, errno == ECONNRESET || errno == EPIPE { return false }
        guard count >= 0 else { throw Failure(description: "recv: \(String(cString: strerror(errno)))") }
        buffer += bytes.prefix(count)
        return count > 0
    }
}
