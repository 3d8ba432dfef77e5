import Engine

/// A verb by its name: `order.place`.
struct Verb: Sendable, Equatable {
    let context: String
    let verb: String

    var name: String { context + "." + verb }

    /// What its object looks like.
    var shape: Shape? {
        Shape.contexts.first { $0.name == context }?.fields.first { $0.name == verb }
    }

    /// The verb that somebody who wrote another name probably meant: `; did you mean order.place?`, or nothing.
    static func hint(_ name: String) -> String {
        Spelling.hint(name, among: CommandText.verbs)
    }

    /// The verb of that name, or nil if there is none.
    init?(_ name: String) {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let shape = Shape.contexts.first(where: { $0.name == parts[0] }),
            shape.fields.contains(where: { $0.name == parts[1] })
        else { return nil }
        context = String(parts[0])
        verb = String(parts[1])
    }
}
