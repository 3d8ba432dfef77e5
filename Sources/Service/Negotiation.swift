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

    /// What a `Content-Type` says, by its type alone; nil for one that commands do not come in.
    init?(contentType: String) {
        // Why: what nearly everybody sends needs no reading.
        if let exact = [MediaType.json, .ndjson, .protobuf].first(where: { $0.rawValue == contentType }) {
            self = exact
            return
        }
        switch Self.essence(of: contentType[...]) {
        case "application/json": self = .json
        case "application/x-ndjson", "application/ndjson", "application/jsonl": self = .ndjson
        case "application/x-protobuf", "application/protobuf": self = .protobuf
        default: return nil
        }
    }

    /// The offer that an `Accept` header likes best; the first one where it says nothing or likes none. Source: RFC 9110 § 12.5.1.
    static func best(of offers: [MediaType], accept: String?) -> MediaType {
        guard let accept, let first = offers.first else { return offers.first ?? .json }
        let ranges = accept.split(separator: ",").map { Range($0) }
        var best = (offer: first, quality: 0)
        for offer in offers {
            let quality = ranges.filter { $0.covers(offer.essence) }.max { $0.precision < $1.precision }?.quality ?? 0
            if quality > best.quality { best = (offer, quality) }
        }
        return best.offer
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

        private static func thousandths(_ text: Substring) -> Int {
            let parts = text.prefix { $0 != " " }.split(separator: ".", omittingEmptySubsequences: false)
            let whole = parts.first.flatMap { Int($0) } ?? 1
            guard parts.count == 2, let decimals = Int(parts[1].prefix(3)) else { return min(1000, max(0, whole) * 1000) }
            let scale = [1000, 100, 10, 1][min(3, parts[1].prefix(3).count)]
            return min(1000, max(0, whole) * 1000 + max(0, decimals) * scale)
        }
    }

    private static func essence(of text: Substring) -> String {
        String(text.prefix { $0 != ";" }.filter { $0 != " " && $0 != "\t" }).lowercased()
    }
}
