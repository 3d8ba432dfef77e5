/// The forms that bodies have.
enum MediaType: String, Sendable {
    case json = "application/json"
    case ndjson = "application/x-ndjson"
    case protobuf = "application/x-protobuf"
    case csv = "text/csv; charset=utf-8"
    case eventStream = "text/event-stream"
    case cloudEvent = "application/cloudevents+json"
    case problem = "application/problem+json"
    case text = "text/plain; charset=utf-8"
    case metrics = "text/plain; version=0.0.4; charset=utf-8"

    /// Type and subtype without parameters.
    private var essence: Substring { rawValue.prefix { $0 != ";" } }

    /// What a `Content-Type` says; nil for one that commands do not come in, and for a charset other than UTF-8.
    init?(contentType: String) {
        // Nearly all clients send one of these exactly, which needs no parsing.
        if let exact = [MediaType.json, .ndjson, .protobuf].first(where: { $0.rawValue == contentType }) {
            self = exact
            return
        }
        guard Self.isUTF8(contentType) else { return nil }
        switch Self.essence(of: contentType[...]) {
        case "application/json": self = .json
        case "application/x-ndjson", "application/ndjson", "application/jsonl": self = .ndjson
        case "application/x-protobuf", "application/protobuf": self = .protobuf
        default: return nil
        }
    }

    /// The offer that an `Accept` header likes best, the first one where it likes several as much or says nothing. Who says only
    /// what they do not take, takes the others. Source: RFC 9110 § 12.5.1.
    /// - Throws: a `Problem` with the offers where it takes none of them.
    static func best(of offers: [MediaType], accept: String?) throws(RequestProblem) -> MediaType {
        let ranges = accept?.split(separator: ",").map { Range($0) }.filter { $0.type.utf8.contains(UInt8(ascii: "/")) } ?? []
        let unnamed = ranges.allSatisfy { $0.quality == 0 } ? 1 : 0
        var best: (offer: MediaType?, quality: Int) = (nil, 0)
        for offer in offers {
            let quality = ranges.filter { $0.covers(offer.essence) }.max { $0.precision < $1.precision }?.quality ?? unnamed
            if quality > best.quality { best = (offer, quality) }
        }
        if let offer = best.offer { return offer }
        let forms = offers.map(\.essence).joined(separator: ", ")
        throw RequestProblem(
            .notAcceptable, "Accept: \(RequestTarget.excerpt(accept ?? "")) takes none of what there is here: \(forms)")
    }

    /// One element of an `Accept` header.
    private struct Range {
        let type: String
        /// Thousandths.
        let quality: Int

        init(_ text: Substring) {
            type = MediaType.essence(of: text)
            let parameter = text.split(separator: ";").dropFirst().map { $0.drop { $0 == " " } }.first { $0.hasPrefix("q=") }
            quality = parameter.map { Self.thousandths($0.dropFirst(2)) } ?? 1000
        }

        /// 0 for `*/*`, 1 for `text/*`, 2 for a type.
        var precision: Int { type == "*/*" ? 0 : type.hasSuffix("/*") ? 1 : 2 }

        func covers(_ essence: Substring) -> Bool {
            switch precision {
            case 0: true
            case 1: essence.hasPrefix(type.dropLast())
            default: essence == type || (essence == "application/x-ndjson" && type == "application/ndjson")
            }
        }

        /// Reads 0, 1, or a 0 with at most three decimals; whatever else it says, the type is wanted.
        /// Source: RFC 9110 § 12.4.2.
        private static func thousandths(_ text: Substring) -> Int {
            let weight = Array(text.utf8.prefix { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") })
            guard weight.first == UInt8(ascii: "0") else { return 1000 }
            guard weight.count > 1 else { return 0 }
            guard weight[1] == UInt8(ascii: "."), weight.count <= 5 else { return 1000 }
            var value = 0
            for place in 2..<5 {
                let digit = place < weight.count ? weight[place] : UInt8(ascii: "0")
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return 1000 }
                value = value * 10 + Int(digit - UInt8(ascii: "0"))
            }
            return value
        }
    }

    /// Whether no parameter says that the text is in another charset. ASCII is UTF-8, too.
    private static func isUTF8(_ contentType: String) -> Bool {
        contentType.split(separator: ";").dropFirst().allSatisfy { parameter in
            let text = parameter.filter { $0 != " " && $0 != "\t" && $0 != "\"" }.lowercased()
            return !text.hasPrefix("charset=") || ["charset=utf-8", "charset=us-ascii"].contains(text)
        }
    }

    private static func essence(of text: Substring) -> String {
        String(text.prefix { $0 != ";" }.filter { $0 != " " && $0 != "\t" }).lowercased()
    }
}
