import Foundation
import Glibc

/// A connection to the service's socket that sends requests, and reads what comes.
final class RawConnection {
    private let socket: Int32
    private var buffer = Data()

    /// Nil where it cannot connect.
    init?(_ path: String) {
        socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var timeout = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard result == 0 else { return nil }
    }

    deinit {
        close(socket)
    }

    func send(_ text: String) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
        }
    }

    /// The next answer, its head and body; of one in pieces, what is there. Empty where the other side has closed.
    ///
    /// One that is no success is expected to be a problem as the service describes it.
    func read() -> String {
        let end = Data("\r\n\r\n".utf8)
        while buffer.range(of: end) == nil, fill() {}
        guard let head = buffer.range(of: end) else { return "" }
        var status = 0
        var headers: [String: String] = [:]
        for (number, line) in String(decoding: buffer[..<head.lowerBound], as: UTF8.self).split(separator: "\r\n").enumerated() {
            let parts = line.split(separator: number == 0 ? " " : ":", maxSplits: 1)
            if number == 0 { status = Int(parts.last?.prefix(3) ?? "") ?? 0 }
            headers[parts[0].lowercased()] = parts.last?.trimmingCharacters(in: .whitespaces)
        }
        let length = headers["content-length"].flatMap { Int($0) }
        if let length { while buffer.endIndex < head.upperBound + length, fill() {} }
        let bodyEnd = min(buffer.endIndex, length.map { head.upperBound + $0 } ?? buffer.endIndex)
        let body = buffer[head.upperBound..<bodyEnd]
        if status >= 400 { Problems.check(body, status: status, type: headers["content-type"]) }
        let answer = String(decoding: buffer[..<bodyEnd], as: UTF8.self)
        buffer = Data(buffer[bodyEnd...])
        return answer
    }

    private func fill() -> Bool {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = recv(socket, &bytes, bytes.count, 0)
        buffer += bytes.prefix(max(0, count))
        return count > 0
    }

    /// The answer to a request for something short.
    func get(_ target: String) -> String {
        send("GET \(target) HTTP/1.1\r\nHost: x\r\n\r\n")
        return read()
    }

    /// The answer to a command.
    func post(_ command: some StringProtocol) -> String {
        send(
            "POST /v1/commands HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Content-Length: \(command.utf8.count)\r\n\r\n" + command)
        return read()
    }
}
