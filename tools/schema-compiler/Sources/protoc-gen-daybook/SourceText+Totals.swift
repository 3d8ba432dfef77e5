extension SourceText {
    /// What a replay sums up of rows.
    mutating func totals(_ entities: [Registry.Entity]) {
        block("extension Table") { source in
            source.line("/// The numbers of its rows that a replay sums up, by the fields' names in JSON.")
            source.block("public var totals: [String]") { source in
                source.cases("switch self") { source in
                    for entity in entities {
                        source.line("case .\(entity.name): [\(entity.totals.map { "\"\($0)\"" }.joined(separator: ", "))]")
                    }
                    source.line("default: []")
                }
            }
        }
    }
}
