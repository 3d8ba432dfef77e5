import Foundation
import Schema

/// A day that was recorded with its last rows, in Snapshots.
struct RecordedDay {
    let entries: [Entry]
    /// The rows as they were written, by collection.
    private let rows: [String: [[String: Any]]]

    init(_ name: String) {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let folder = root.appending(path: "Snapshots/\(name)")
        let text = try? String(contentsOf: folder.appending(path: "entries.ndjson"), encoding: .utf8)
        entries = (text ?? "").split(separator: "\n").compactMap { try? Entry(json: Array(String($0).utf8)) }
        let end = try? Data(contentsOf: folder.appending(path: "at-end.json"))
        rows = end.flatMap { try? JSONSerialization.jsonObject(with: $0) as? [String: [[String: Any]]] } ?? [:]
    }

    /// The rows of a collection.
    func all<Row: Message>(_ collection: String, _ type: Row.Type = Row.self) throws -> [Row] {
        try (rows[collection] ?? []).map { try Row(json: Array(JSONSerialization.data(withJSONObject: $0))) }
    }
}
