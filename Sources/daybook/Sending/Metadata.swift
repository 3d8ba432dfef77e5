import ArgumentParser

/// Texts that go with a command, as the command line has them: `source=web`.
enum Metadata {
    /// - Throws: `ValidationError` for what is no pair.
    static func pairs(_ options: [String]) throws -> [(name: String, text: String)] {
        try options.map { option in
            let parts = option.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[0].isEmpty else {
                throw ValidationError("--metadata \(option) is no pair; write it as name=text, such as source=web")
            }
            return (String(parts[0]), String(parts[1]))
        }
    }
}
