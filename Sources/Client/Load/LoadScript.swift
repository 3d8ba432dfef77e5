import NIOCore
package import Schema

/// Commands that one connection sends round after round, each round with new numbers.
package struct LoadScript: Sendable {
    /// One command of the round.
    package struct Step: Sendable {
        let command: Command
        let item: Int

        /// - Parameter command: with ``LoadMarks`` where numbers go.
        /// - Parameter item: which of the round's numbers it is about, from 0.
        package init(_ command: Command, item: Int = 0) {
            self.command = command
            self.item = item
        }
    }

    let templates: [LoadTemplate]
    let items: [UInt64]
    let itemsPerRound: UInt64

    /// Encodes the commands of a round, once.
    /// - Parameter itemsPerRound: how many numbers a round uses up.
    package init(_ steps: [Step], itemsPerRound: Int, wire: LoadWire) throws {
        precondition(!steps.isEmpty && itemsPerRound > 0, "a round has commands")
        templates = try steps.map { try LoadTemplate($0.command, wire: wire) }
        items = steps.map { UInt64($0.item) }
        self.itemsPerRound = UInt64(itemsPerRound)
    }
}

/// A place in a script that goes round.
struct LoadCursor {
    private(set) var step = 0
    private var roundStart: UInt64 = 0

    /// The number the present command is about.
    func number(in script: LoadScript) -> UInt64 { roundStart + script.items[step] }

    /// Whether eight digits are not enough for another round.
    func isAtEnd(of script: LoadScript) -> Bool { roundStart + script.itemsPerRound > LoadMarks.numbers }

    mutating func advance(in script: LoadScript) {
        step += 1
        guard step == script.templates.count else { return }
        step = 0
        roundStart += script.itemsPerRound
    }
}
