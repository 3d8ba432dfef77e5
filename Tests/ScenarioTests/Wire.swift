import Foundation
import Glibc
import TestTools

/// One connection to the service's socket that stays open: requests are pipelined, and answers read in their order.
final class Wire {
    /// A request; with a body it is a POST.
    struct Request {
        let target: String
        var body: Data?
        var accept = "application/json"
    }

    struct Answer {
        var status = 0
        var headers: [String: String] = [:]
        var body = Data()

        var text: String { String(decoding: body, as: UTF8.self) }
        /// The lines of NDJSON.
        var lines: [Data] { body.split(separator: 10).map { Data($0) } }
    }

    private let socket: Int32
    private var buffer = Data()
    /// What the service says that its answers look like.
    private var description: APIDescription?

    /// Connects, and reads the API's description. Waiting ends after two minutes, many times what an answer takes.
    init(_ path: String) throws {
        socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
        }
        guard result == 0 else { throw ScenarioFailure("connect: \(String(cString: strerror(errno)))") }
        var timeout = timeval(tv_sec: 120, tv_usec: 0)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        description = try APIDescription(ask("/openapi.json").body)
    }

    deinit { close(socket) }

    func ask(_ target: String, accept: String = "application/json") throws -> Answer {
        try ask([Request(target: target, accept: accept)])[0]
    }

    /// Sends all requests at once, and reads their answers. No answer may be one of the service's own faults, and each that is no
    /// success is a problem as the service describes it.
    func ask(_ requests: [Request]) throws -> [Answer] {
        var bytes = Data()
        for request in requests {
            let method = request.body == nil ? "GET" : "POST"
            bytes += "\(method) \(request.target) HTTP/1.1\r\nHost: localhost\r\nAccept: \(request.accept)\r\n".utf8
            if let body = request.body { bytes += "Content-Type: application/json\r\nContent-Length: \(body.count)\r\n".utf8 }
            bytes += "\r\n".utf8
            bytes += request.body ?? Data()
        }
        try send(bytes)
        return try requests.map { request in
            let answer = try answer()
            guard answer.status < 500 else { throw ScenarioFailure("\(request.target): \(answer.status) \(answer.text)") }
            if answer.status >= 400 { try checkProblem(answer, of: request.target) }
            return answer
        }
    }

    private func checkProblem(_ answer: Answer, of target: String) throws {
        let type = answer.headers["content-type"]
        let found = description?.faults(ofAnswer: answer.status, type: type, body: answer.body) ?? ["no description was read"]
        guard found.isEmpty else { throw ScenarioFailure("\(target): \(answer.text): \(found.joined(separator: ", "))") }
    }

    private func send(_ bytes: Data) throws {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.send(socket, $0.baseAddress! + sent, bytes.count - sent, Int32(MSG_NOSIGNAL))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw ScenarioFailure("send: \(String(cString: strerror(errno)))") }
            sent += count
        }
    }

    private func answer() throws -> Answer {
        var answer = Answer()
        let lines = String(decoding: try read(through: "\r\n\r\n"), as: UTF8.self).split(separator: "\r\n")
        let words = lines[0].split(separator: " ")
        guard words.count > 1, words[0] == "HTTP/1.1", let status = Int(words[1]) else {
            throw ScenarioFailure("no HTTP: \(lines)")
        }
        answer.status = status
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            answer.headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
        }
        if let length = answer.headers["content-length"].flatMap({ Int($0) }) {
            answer.body = try read(length)
        } else {
            while let chunk = try chunk() { answer.body += chunk }
        }
        return answer
    }

    /// The next chunk of a chunked body, nil at its end.
    private func chunk() throws -> Data? {
        let size = String(decoding: try read(through: "\r\n").dropLast(2), as: UTF8.self)
        guard let count = Int(size, radix: 16) else { throw ScenarioFailure("no size of a chunk: \(size)") }
        let bytes = try read(count)
        _ = try read(2)
        return count == 0 ? nil : bytes
    }

    private func read(through end: String) throws -> Data {
        let mark = Data(end.utf8)
        while true {
            if let range = buffer.range(of: mark) { return take(range.upperBound - buffer.startIndex) }
            try fill()
        }
    }

    private func read(_ count: Int) throws -> Data {
        while buffer.count < count { try fill() }
        return take(count)
    }

    private func take(_ count: Int) -> Data {
        let bytes = Data(buffer.prefix(count))
        buffer = Data(buffer.dropFirst(count))
        return bytes
    }

    private func fill() throws {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        var count = recv(socket, &bytes, bytes.count, 0)
        while count < 0, errno == EINTR { count = recv(socket, &bytes, bytes.count, 0) }
        guard count > 0 else {
            throw ScenarioFailure(count == 0 ? "the service closed the connection" : "recv: \(String(cString: strerror(errno)))")
        }
        buffer.append(contentsOf: bytes[..<count])
    }
}
