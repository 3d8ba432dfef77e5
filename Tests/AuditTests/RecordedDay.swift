import Foundation
import Schema

/// A day that was recorded with its last rows, in Snapshots.
struct RecordedDay {
    let entries: [Entry]
    /// The rows as they were written, by collection.
    private let rows: [String: [[String: Any]]]

    /// The checkout that the tests were compiled from.
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The day that was recorded last.
    static var newest: RecordedDay {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: "Snapshots").path)) ?? []
        return RecordedDay(names.filter { $0.first?.isNumber == true }.max() ?? "")
    }

    init(_ name: String) {
        let folder = Self.root.appending(path: "Snapshots/\(name)")
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
