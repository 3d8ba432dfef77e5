import ArgumentParser

/// `daybook trace`: what caused what.
struct TraceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trace",
        abstract: "Draws the tree of causes that something is in.",
        discussion: """
            Examples:

              daybook trace order/O-1001          an order, from its cart to its last entry
              daybook trace c-17                  a command: what caused it, and all that came of it
              daybook trace '#17'                 the same of an entry, by its sequence
              daybook trace checkout-7f3a         all that belongs to a correlation id

            An entry hangs below the one that its command names as its cause (causationId), that of a deadline below the one \
            that set it, and a provider's answer below the one that asked. Of an order, or of a part of one, it is the whole \
            story: there what has no cause hangs below the entry that made what it is about. In a pipe each line is a JSON \
            object with depth, cause and entry.
            """)

    @Argument(
        help: ArgumentHelp(
            "A command's id, a sequence, an entity such as order/O-1001, a correlation id, or the id of an outside cause.",
            valueName: "id"))
    var id: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        guard !id.isEmpty else { throw ExitError(.usage, "the id is empty; give one, daybook trace order/O-1001") }
        let format = options.output ?? (Terminal.isTerminal(1) ? .table : .ndjson)
        let reader = try await LocalReader.find(options)
        do {
            let reply = try await reader.get(Target("v1", "trace", id), accept: format == .json ? .json : .ndjson).successful()
            if format == .json {
                StandardOutput.write(try await reply.gathered() + [10])
            } else {
                var tree = TraceTree(format, paint: options.paint)
                try await reply.forEachLine { tree.add($0) }
                tree.end()
                if tree.isCut {
                    StandardError.report(
                        "more entries hang together there than are drawn; the rest is found by what they belong to, "
                            + "daybook trace CORRELATION-ID, or by one thing, daybook history COLLECTION ID")
                }
            }
        } catch {
            await reader.close()
            throw error
        }
        await reader.close()
    }
}
