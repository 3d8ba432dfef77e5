import Foundation
import Glibc

/// A client that speaks HTTP byte by byte over a plain blocking socket, so that tests see exactly what goes over the wire.
final class RawClient {
    private let socket: Int32
    private var buffer: [UInt8] = []
    private var isOpen = true

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Connects to a Unix socket. The time-out is long: on two cores other tests can hold both threads that it waits for.
    init(_ path: String, receiveSeconds: Int = 120) throws {
        socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard result == 0 else { throw Failure(description: "connect: \(String(cString: strerror(errno)))") }
        setTimeout(receiveSeconds)
    }

    /// Connects to a port of 127.0.0.1.
    init(port: Int) throws {
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw Failure(description: "connect: \(String(cString: strerror(errno)))") }
        setTimeout(120)
    }

    deinit {
        close()
    }

    func setTimeout(_ seconds: Int) {
        var timeout = timeval(tv_sec: seconds, tv_usec: 0)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
    }

    func close() {
        if isOpen { Glibc.close(socket) }
        isOpen = false
    }

    /// Sends no more, and still reads.
    func endSending() {
        shutdown(socket, Int32(SHUT_WR))
    }

    // MARK: Sending

    func send(_ text: String) throws { try send(Array(text.utf8)) }

    func send(_ bytes: [UInt8]) throws {
        guard try trySend(bytes) == bytes.count else { throw Failure(description: "send: \(String(cString: strerror(errno)))") }
    }

    /// Sends as much as the other side takes before the socket's timeout.
    func trySend(_ bytes: [UInt8]) throws -> Int {
        Self.send(bytes, to: socket)
    }

    /// Sends on a thread of its own, so that answers can be read at the same time.
    func sendInBackground(_ bytes: [UInt8]) {
        let socket = socket
        Thread.detachNewThread { _ = Self.send(bytes, to: socket) }
    }

    private static func send(_ bytes: [UInt8], to socket: Int32) -> Int {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.send(socket, $0.baseAddress! + sent, bytes.count - sent, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return sent }
            sent += count
        }
        return sent
    }

    // MARK: Receiving

    struct Response {
        /// `HTTP/1.1`, as the answer says.
        var version = ""
        var status = 0
        var headers: [String: String] = [:]
        var body: [UInt8] = []
        var text: String { String(decoding: body, as: UTF8.self) }
        /// The body as JSON.
        var json: [String: Any] { get throws { try JSONSerialization.jsonObject(with: Data(body)) as? [String: Any] ?? [:] } }
        /// The body's lines as JSON.
        var lines: [[String: Any]] {
            get throws {
                try text.split(separator: "\n").map {
                    try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] ?? [:]
                }
            }
        }
    }

    /// Sends a request and reads its answer.
    @discardableResult
    func request(
        _ method: String = "GET", _ target: String, headers: [String: String] = [:], body: String? = nil
    ) throws -> Response {
        try request(method, target, headers: headers, bytes: body.map { Array($0.utf8) })
    }

    func request(_ method: String, _ target: String, headers: [String: String], bytes: [UInt8]?) throws -> Response {
        var head = "\(method) \(target) HTTP/1.1\r\nHost: localhost\r\n"
        for (name, value) in headers { head += "\(name): \(value)\r\n" }
        if let bytes { head += "Content-Length: \(bytes.count)\r\n" }
        try send(Array((head + "\r\n").utf8) + (bytes ?? []))
        return try response(isHead: method == "HEAD")
    }

    /// Posts one command in JSON.
    @discardableResult
    func post(_ command: String, query: String = "") throws -> Response {
        try request("POST", "/v1/commands" + query, headers: ["Content-Type": "application/json"], body: command)
    }

    /// Reads the head of an answer.
    func head() throws -> Response {
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
    func response(isHead: Bool = false) throws -> Response {
        var response = try head()
        try readBody(of: &response, isHead: isHead)
        return response
    }

    /// Whether anything more comes before the other side closes.
    func hasMore() throws -> Bool { try !buffer.isEmpty || fill() }

    /// Reads the body that belongs to a head.
    func readBody(of response: inout Response, isHead: Bool = false) throws {
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
        if response.status >= 400 { try ProblemSchema.check(response) }
    }

    /// Reads one chunk of a chunked body, nil at its end.
    func chunk() throws -> [UInt8]? {
        let size = try readUntil("\r\n").trimmingCharacters(in: .whitespacesAndNewlines)
        guard let count = Int(size, radix: 16) else { throw Failure(description: "no chunk size: \(size)") }
        let bytes = try read(count)
        _ = try read(2)
        return count == 0 ? nil : bytes
    }

    /// Reads chunks until their text has so many lines.
    func lines(_ count: Int) throws -> [String] {
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
    func isClosed() throws -> Bool {
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

    func read(_ count: Int) throws -> [UInt8] {
        while buffer.count < count {
            guard try fill() else { throw Failure(description: "closed after \(buffer.count) of \(count) bytes") }
        }
        defer { buffer.removeSubrange(..<count) }
        return Array(buffer[..<count])
    }

    /// Reads some bytes; false at the end.
    func fill() throws -> Bool {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = recv(socket, &bytes, bytes.count, 0)
        if count < 0, errno == ECONNRESET || errno == EPIPE { return false }
        guard count >= 0 else { throw Failure(description: "recv: \(String(cString: strerror(errno)))") }
        buffer += bytes.prefix(count)
        return count > 0
    }
}
