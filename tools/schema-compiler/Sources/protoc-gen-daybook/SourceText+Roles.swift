extension SourceText {
    /// Who may send which verbs.
    mutating func roles(_ contexts: [Registry.Context]) {
        func verbs(_ names: KeyPath<Registry.Alternatives, [String]>) -> [String] {
            contexts.flatMap { context in context.commands[keyPath: names].map { "\"\(context.word).\($0)\"" } }
        }
        block("extension Role") { source in
            source.line("/// What storefronts may send.")
            source.call("static let storefrontVerbs: Set<String> = [", verbs(\.storefront), "]")
            source.line("/// What providers may send.")
            source.call("static let providerVerbs: Set<String> = [", verbs(\.provider), "]")
            source.line("/// What customers may send, by their roles, and to whose things.")
            source.call(
                "static let customerVerbs: [String: [Role: Whose]] = [",
                contexts.flatMap { context in
                    context.commands.customers.map { verb in
                        let roles = verb.roles.map { ".\($0.role): .\($0.whose)" }.joined(separator: ", ")
                        return "\"\(context.word).\(verb.name)\": [\(roles)]"
                    }
                }, "]")
        }
    }

    /// What verbs are done to, where that may have to be the sender's own.
    mutating func claims(_ contexts: [Registry.Context]) {
        block("extension Command") { source in
            source.line("/// What it is done to: the sender's own, where the sender's role may do it to that alone.")
            source.block("var claims: [Claim]") { source in
                source.cases("switch command") { source in
                    for context in contexts {
                        source.line("case .\(context.name)(let context)?: context.claims")
                    }
                    source.line("default: []")
                }
            }
        }
        for context in contexts {
            line()
            block("extension \(context.commands.message)") { source in
                source.block("fileprivate var claims: [Claim]") { source in
                    source.cases("switch command") { source in
                        for verb in context.commands.claims { source.line("case .\(verb.name)(let command)?: \(verb.claims)") }
                        source.line("default: []")
                    }
                }
            }
        }
    }
}
