import Engine
import Ledger
import Schema
import TestTools

@testable import Service

/// One request, as bytes.
struct FuzzRequest {
    let bytes: [UInt8]
    var isHead = false
    /// Whether it is one whole HTTP request, which has one answer.
    var isWhole = true
}

/// Requests that follow from a seed: questions and commands as clients send them, and then changed by one to four mistakes.
struct FuzzRequests {
    private var random: SplitMix64
    private var number = 0

    init(seed: UInt64) {
        random = SplitMix64(seed)
    }

    mutating func next() -> FuzzRequest {
        number += 1
        return switch Int.random(in: 0..<100, using: &random) {
        case 0..<40: question()
        case 40..<65: command()
        case 65..<75: lines()
        case 75..<90: messages()
        default: garbage()
        }
    }

    // MARK: Words

    private static let numbers = [
        "0", "-1", "1", "7", "1000", "1001", "2147483648", "4294967296", "900000000000001", "9007199254740992",
        "9223372036854775807", "9223372036854775808", "-9223372036854775808", "18446744073709551615", "18446744073709551616",
        "99999999999999999999999999999", "1.5", "1e308", "1e-400", "-0", "00", "+1", "0x10", "NaN",
    ]

    private static let texts = [
        "", " ", "\0", "a\0b", "\u{1B}[2J", "\u{7F}", "\u{85}", "\u{9B}31m", "\u{202E}abc", "\u{2066}", "\u{200B}", "\u{FEFF}",
        "e\u{301}", "\u{E9}", "\u{212A}", "😀", "/", "//", "@", "@WH-1", "SKU-1@", "a@b@c", "..", "%00", "%", "*", "null", "true",
        "timer:x", "2026-03-01T00:00:00Z", "9999-12-31T23:59:59.999999999Z", "0001-01-01T00:00:00Z", "-1-1-1", "AA", "QQAA",
        "order/", "order/\0", "order/O-1", "stock/SKU-1@WH-1", "stock/\0@\0", "unicorn/1", "PUBLISHED", "PAC\u{212A}ED",
        String(repeating: "x", count: 65), String(repeating: "y", count: 300), "a" + String(repeating: "\u{301}", count: 200),
    ]

    /// Pieces of JSON that have no place where they are put.
    private static let pieces = [
        #"\u0000"#, #"\ud800"#, #"\udc00\ud800"#, #"\x"#, "\"", "{", "}", "[", "]", ",", ":", "null", "true", "[]", "{}",
        #""id":"twice","#, #""order":{"hold":{"orderId":"O-1"}},"#, #""expect":[{"entity":"order/\u0000","version":1}],"#,
        #""expect":[{"entity":"order/O-1","version":18446744073709551615}],"#, #""time":"2026-01-01T00:00:00Z","#,
        #""occurredAt":"9999-12-31T23:59:59Z","#, #""@type":"x","#, String(repeating: "[", count: 150),
        String(repeating: #"{"order":"#, count: 60), "\u{FEFF}", "//", "\\", "\r\n",
    ]

    private static let types = [
        "application/json", "application/json", "application/json; charset=utf-8", "application/x-ndjson", "application/x-protobuf",
        "text/plain", "application/json;charset=utf-16", "", ";", "application/json;;q=1",
    ]

    private mutating func any(_ words: [String]) -> String { words.randomElement(using: &random) ?? "" }

    private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

    /// The id of something that is there, mostly.
    private mutating func id(_ prefix: String) -> String { prefix + String(Int.random(in: 0..<900, using: &random)) }

    private mutating func word() -> String {
        switch Int.random(in: 0..<6, using: &random) {
        case 0: any(Self.numbers)
        case 1: id(any(["O-", "PAY-", "S-", "R-", "C-", "o", "p"]))
        case 2: any(["SKU-1", "WH-1", "P-1", "SKU-1@WH-1"])
        default: any(Self.texts)
        }
    }

    // MARK: Questions

    private mutating func question() -> FuzzRequest {
        let table = Table.allCases.randomElement(using: &random) ?? .order
        var path =
            "/v1/" + any([table.collection, table.collection, table.collection, "entries", "status", "commands", "unicorns"])
        if chance(50) {
            path += "/" + encoded(chance(70) ? id(table.idPrefix) : word())
            if chance(30) { path += "/history" }
        }
        if chance(3) {
            path = any(["/", "", "*", "/healthz", "/metrics", "/openapi.json", "http://x/v1/status", "//", "/v1//orders"])
        }
        let names = RowFields.names(of: table) + ["limit", "cursor", "at", "sequence", "after", "format", "reply"]
        var query: [String] = []
        while chance(45) {
            let name = chance(95) ? any(names) : word()
            let value = name == "cursor" && chance(80) ? Base64.url(Array(word().utf8)) : word()
            query.append(encoded(name) + "=" + encoded(value))
        }
        // Without a limit, lists of all entries would take most of the test's time.
        if path.hasPrefix("/v1/entries"), chance(90) { query.append("limit=" + String(Int.random(in: 1..<20, using: &random))) }
        let method = chance(90) ? "GET" : any(["HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE"])
        let target = query.isEmpty ? path : path + "?" + query.joined(separator: "&")
        return request(method, target, headers(), body: nil)
    }

    private mutating func encoded(_ text: String) -> String {
        let isPlain = chance(5)
        return text.utf8.map { byte in
            let isSafe = (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 45
            if isSafe || isPlain && byte > 0x20 && byte < 0x7F { return String(UnicodeScalar(byte)) }
            let digits = String(byte, radix: 16)
            return "%" + (digits.count == 1 ? "0" : "") + digits
        }.joined()
    }

    private mutating func headers() -> [(String, String)] {
        var headers: [(String, String)] = []
        while chance(40) {
            switch Int.random(in: 0..<7, using: &random) {
            case 0, 1, 2: headers.append(("Accept", accept()))
            case 3: headers.append(("If-None-Match", any(["*", "\"1\"", "W/\"2\"", ",,", "\""])))
            case 4: headers.append(("Last-Event-ID", any(Self.numbers)))
            case 5:
                headers.append(
                    (any(["Range", "Expect", "Content-Encoding", "Cookie", "If-Match", "Accept-Encoding"]), plain(word())))
            default: headers.append(("Idempotency-Key", chance(70) ? "f-\(number)" : plain(word())))
            }
        }
        return headers
    }

    private mutating func accept() -> String {
        let types = [
            "text/csv", "application/json", "application/x-ndjson", "text/*", "*/*", "application/*", "text/event-stream", "", ";",
        ]
        return (0..<Int.random(in: 1..<4, using: &random)).map { _ in
            var range = any(types)
            if chance(60) { range += any([";q=", "; q=", ";q=0.", ";q=1.", ";Q=", ";q"]) + any(Self.numbers) }
            return range
        }.joined(separator: ",")
    }

    /// A header's value must not end the header.
    private func plain(_ text: String) -> String {
        String(decoding: text.utf8.filter { $0 >= 0x20 && $0 != 0x7F }, as: UTF8.self)
    }

    // MARK: Commands

    private mutating func command() -> FuzzRequest {
        var headers = headers()
        headers.append(("Content-Type", chance(90) ? "application/json" : any(Self.types)))
        guard chance(20), let example = Examples.all.randomElement(using: &random) else {
            return request("POST", "/v1/commands" + any(["", "", "?reply=events", "?reply=x"]), headers, body: json())
        }
        headers.append(("Idempotency-Key", chance(90) ? "v-\(number)" : plain(word())))
        let path = "/v1/commands/" + (chance(90) ? example.verb : encoded(word()))
        // The verb's object alone is what stands between its name and the two braces at the end.
        let name = "\"" + (example.verb.split(separator: ".").last ?? "") + "\":"
        let object = example.when.firstRange(of: name).map { example.when[$0.upperBound...].dropLast(2) } ?? "{}"
        let body = Array(object.utf8)
        return request("POST", path, headers, body: chance(50) ? body : mutated(body, times: 2))
    }

    private mutating func lines() -> FuzzRequest {
        let count = Int.random(in: 1..<6, using: &random)
        let body = (0..<count).map { _ in json() }.joined(separator: [UInt8(ascii: "\n")])
        return request("POST", "/v1/commands", [("Content-Type", "application/x-ndjson")], body: Array(body))
    }

    /// A command of the examples with ids of this ledger, and a few mistakes.
    private mutating func json() -> [UInt8] {
        let example = Examples.all.randomElement(using: &random)
        var text = (example.map { $0.given + [$0.when] } ?? []).randomElement(using: &random) ?? "{}"
        for name in ["O-1", "PAY-1", "S-1", "R-1", "C-1", "CART-1"] {
            text = text.split(separator: "\"\(name)\"", omittingEmptySubsequences: false).joined(
                separator: "\"\(id(String(name.dropLast())))\"")
        }
        if let start = text.firstRange(of: "\"c-"), let end = text[start.upperBound...].firstIndex(of: "\"") {
            text.replaceSubrange(start.lowerBound...end, with: "\"f-\(number)-\(Int.random(in: 0..<1000, using: &random))\"")
        }
        if chance(15), text.hasPrefix("{") {
            let entity = String(decoding: jsonText(word()), as: UTF8.self)
            text.insert(
                contentsOf: "\"expect\":[{\"entity\":\(entity),\"version\":\(any(Self.numbers))}],",
                at: text.index(after: text.startIndex))
        }
        return chance(35) ? Array(text.utf8) : mutated(Array(text.utf8), times: Int.random(in: 1..<4, using: &random))
    }

    private mutating func mutated(_ bytes: [UInt8], times: Int) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<times {
            let place = Int.random(in: 0...bytes.count, using: &random)
            switch Int.random(in: 0..<8, using: &random) {
            case 0, 1: replaceNumber(&bytes, from: place)
            case 2, 3: replaceText(&bytes, from: place)
            case 4: bytes.insert(contentsOf: any(Self.pieces).utf8, at: place)
            case 5: if place < bytes.count { bytes[place] = UInt8.random(in: .min ... .max, using: &random) }
            case 6: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 0..<20, using: &random)))
            default:
                let end = min(bytes.count, place + Int.random(in: 0..<60, using: &random))
                bytes.insert(contentsOf: bytes[place..<end], at: end)
            }
        }
        return bytes
    }

    private mutating func replaceNumber(_ bytes: inout [UInt8], from place: Int) {
        guard let start = bytes[place...].firstIndex(where: { (48...57).contains($0) }) else { return }
        let end = bytes[start...].firstIndex { !(48...57).contains($0) } ?? bytes.count
        bytes.replaceSubrange(start..<end, with: any(Self.numbers).utf8)
    }

    private mutating func replaceText(_ bytes: inout [UInt8], from place: Int) {
        guard let start = bytes[place...].firstIndex(of: UInt8(ascii: "\"")) else { return }
        let end = bytes[(start + 1)...].firstIndex(of: UInt8(ascii: "\"")) ?? bytes.count
        // Half of them as JSON wants them, half as they are.
        let text = word()
        let written = chance(50) ? Array(text.utf8) : Array(jsonText(text).dropFirst().dropLast())
        bytes.replaceSubrange((start + 1)..<end, with: written)
    }

    private func jsonText(_ text: String) -> [UInt8] {
        var message = Problem()
        message.detail = text
        let json = message.json()
        return json.isEmpty || text.isEmpty ? Array("\"\"".utf8) : Array(json.dropFirst("{\"detail\":".utf8.count).dropLast())
    }

    // MARK: Protobuf

    private mutating func messages() -> FuzzRequest {
        var body: [UInt8] = []
        for _ in 0..<Int.random(in: 1..<5, using: &random) {
            var message = (try? Command(json: json()).canonicalBytes()) ?? [10, 1, 99, 42, 0]
            if chance(70) { spoil(&message) }
            body += varint(UInt64(chance(95) ? message.count : Int.random(in: 0..<5000, using: &random))) + message
        }
        if chance(5) { body += [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF] }
        return request("POST", "/v1/commands", [("Content-Type", "application/x-protobuf")], body: body)
    }

    /// Groups, endless numbers, lengths beyond the end, fields that nobody knows, and plain noise.
    private mutating func spoil(_ message: inout [UInt8]) {
        let place = Int.random(in: 0...message.count, using: &random)
        let noise: [[UInt8]] = [
            [0x0B], [0x0C], [0x0B, 0x0C], Array(repeating: 0x0B, count: 200), [0xF8, 0xFF, 0xFF, 0xFF, 0x0F, 1],
            [0x0A, 0xFF, 0xFF, 0x7F],
            Array(repeating: 0xFF, count: 11), varint(.max), varint(1 << 63), [0x08, 0x80], [0x0D, 0, 0], [0x0F], [0x00],
            [0x0A, 1, 0], [0x0A, 2, 0xC3, 0x28], [0x0A, 3, 0xED, 0xA0, 0x80],
        ]
        switch Int.random(in: 0..<4, using: &random) {
        case 0: message.insert(contentsOf: noise.randomElement(using: &random) ?? [], at: place)
        case 1: if place < message.count { message[place] = UInt8.random(in: .min ... .max, using: &random) }
        case 2: message.removeSubrange(place...)
        default: message += message[place...]
        }
    }

    // MARK: HTTP

    private mutating func garbage() -> FuzzRequest {
        let whole = chance(50) ? question() : command()
        return FuzzRequest(bytes: mutated(whole.bytes, times: Int.random(in: 1..<5, using: &random)), isWhole: false)
    }

    private mutating func request(_ method: String, _ target: String, _ headers: [(String, String)], body: [UInt8]?) -> FuzzRequest
    {
        var head = "\(method) \(target.isEmpty ? "/" : target) HTTP/1.\(chance(97) ? 1 : 0)\r\n"
        if chance(98) { head += "Host: localhost\r\n" }
        for (name, value) in headers { head += "\(name): \(value)\r\n" }
        if let body { head += "Content-Length: \(body.count)\r\n" }
        return FuzzRequest(bytes: Array((head + "\r\n").utf8) + (body ?? []), isHead: method == "HEAD")
    }
}

extension Table {
    /// What the ids of this ledger's rows begin with.
    fileprivate var idPrefix: String {
        let known: [Table: String] = [
            .order: "O-", .payment: "PAY-", .shipment: "S-", .reservation: "R-", .product: "P-", .warehouse: "WH-",
            .stock: "SKU-1@WH-", .parcel: "N-", .cart: "CART-",
        ]
        // This ledger has none of the others.
        return known[self] ?? "X-"
    }
}
