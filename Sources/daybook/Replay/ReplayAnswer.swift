import Engine
import Ledger
import Schema

/// What a replay shows, in the form that was asked for.
struct ReplayAnswer {
    let result: ReplayRun.Result

    func write(_ options: GlobalOptions) {
        switch options.format {
        case .json, .ndjson: StandardOutput.line(json)
        case .csv:
            let fields = self.fields
            StandardOutput.write(CSVWriter.record(fields.map(\.name)) + CSVWriter.record(fields.map(\.value)))
        case .table: writeTable(options.paint)
        }
    }

    private func writeTable(_ paint: Paint) {
        StandardOutput.write(TableText.list(fields, paint: paint))
        guard let differences = result.differences else { return }
        if differences.isEmpty { return StandardOutput.line(paint.good("no differences")) }
        for difference in differences { StandardOutput.write(paint.bad(difference.text.trimmedEnd)) }
        if result.moreDifferences > 0 { StandardOutput.line("and \(result.moreDifferences) more") }
    }

    /// Seconds with one decimal.
    static func shown(_ seconds: Double) -> String {
        let tenths = Int((seconds * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }

    private var fields: [(name: String, value: String)] {
        let report = result.report
        var fields: [(name: String, value: String)] = [
            ("entries", String(report.entries)), ("accepted", String(report.entries - report.rejected)),
            ("rejected", String(report.rejected)), ("events", String(report.events)), ("sequence", String(report.sequence)),
            ("time", report.time?.description ?? ""),
        ]
        fields += Table.allCases.map { ($0.collection, String(result.hash.counts[$0] ?? 0)) }
        fields += result.totals.items.map { ($0.name, String($0.sum)) }
        if let changes = result.changes {
            fields += [("after entry", String(changes.after)), ("entries since", String(changes.entries))]
            fields += [("rejected since", String(changes.rejected))]
            fields += Self.sorted(changes.eventsByName).map { ("\($0.key) since", String($0.value)) }
            fields += Self.touched(changes).map { ("\($0.name) touched", String($0.count)) }
        }
        fields.append(("state hash", result.hash.description))
        if let differences = result.differences {
            fields.append(("differences", String(differences.count + result.moreDifferences)))
        }
        return fields
    }

    private var json: String {
        let report = result.report
        var members = [
            "\"entries\":\(report.entries)", "\"accepted\":\(report.entries - report.rejected)", "\"rejected\":\(report.rejected)",
            "\"events\":\(report.events)", "\"sequence\":\(report.sequence)",
        ]
        if let time = report.time { members.append("\"time\":\"\(time)\"") }
        members.append("\"rows\":" + Self.object(Table.allCases.map { ($0.collection, "\(result.hash.counts[$0] ?? 0)") }))
        members.append("\"totals\":" + Self.object(result.totals.items.map { ($0.name, "\($0.sum)") }))
        if let changes = result.changes {
            let events = Self.object(Self.sorted(changes.eventsByName).map { ($0.key, "\($0.value)") })
            let touched = Self.object(Self.touched(changes).map { ($0.name, "\($0.count)") })
            members.append(
                "\"changes\":{\"after\":\(changes.after),\"entries\":\(changes.entries),\"rejected\":\(changes.rejected),"
                    + "\"events\":\(events),\"rowsTouched\":\(touched)}")
        }
        members.append("\"stateHash\":\"\(result.hash)\"")
        if let differences = result.differences {
            members.append("\"differenceCount\":\(differences.count + result.moreDifferences)")
            members.append("\"differences\":[\(differences.map(\.json).joined(separator: ","))]")
        }
        return "{" + members.joined(separator: ",") + "}"
    }

    private static func object(_ members: [(name: String, value: String)]) -> String {
        "{" + members.map { "\(JSONTree.quoted($0.name)):\($0.value)" }.joined(separator: ",") + "}"
    }

    private static func sorted(_ counts: [String: UInt64]) -> [(key: String, value: UInt64)] {
        counts.sorted { $0.key < $1.key }
    }

    private static func touched(_ changes: ReplayRun.Changes) -> [(name: String, count: Int)] {
        Table.allCases.compactMap { table in changes.touched[table].map { (table.collection, $0.count) } }
    }
}
