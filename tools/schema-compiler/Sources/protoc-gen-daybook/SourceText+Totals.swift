extension SourceText {
    /// What a replay sums up of rows.
    mutating func totals(_ entities: [Registry.Entity]) {
        block("extension Row") { source in
            source.line("/// Calls a function with each number of it that a replay sums up: its name, and of money the currency.")
            source.block("public func forEachTotal(_ body: (String, Int64, String?) -> Void)") { source in
                source.cases("switch self") { source in
                    for entity in entities {
                        source.line("case .\(entity.name)(let row):")
                        source.indented { source in
                            for (name, json) in entity.totals {
                                let currency = entity.hasCurrency ? "row.currency" : "nil"
                                source.line("body(\"\(entity.rows).\(json)\", row.\(name), \(currency))")
                            }
                        }
                    }
                    source.line("default: break")
                }
            }
        }
    }
}
