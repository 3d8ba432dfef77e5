import Journal
public import Ledger
import Schema

/// Commands that are decided in order, all or none, and share an entry.
public struct AtomicStream: Sendable {
    /// What the entry's `command` says.
    static let name = "batch"

    /// The commands, each as it would be if it were sent alone.
    public let commands: [Submission]
    /// Refusals of single commands that do not refuse all.
    public let skippable: Set<RejectionCode>

    /// - Throws: `CommandFault` for what can be no such stream: no command, too many, an id twice, a time or a password within.
    public init(_ commands: [Submission], skippable: Set<RejectionCode> = []) throws(CommandFault) {
        guard !commands.isEmpty else { throw CommandFault("the stream has no command") }
        guard commands.count <= Limits.commandsPerEntry else {
            throw CommandFault("the stream has \(commands.count) commands; at most \(Limits.commandsPerEntry) go together")
        }
        var ids: Set<CommandID> = []
        for (place, command) in commands.enumerated() {
            guard ids.insert(CommandID(command.command.id)).inserted else {
                throw CommandFault("command \(place + 1): the id \(command.command.id) is there twice")
            }
            guard command.time == nil else {
                throw CommandFault("command \(place + 1): time: is one for all; state it for the whole stream")
            }
            // It is held against what was decided before, and hashed beside the writer.
            guard !command.saysPassword else {
                throw CommandFault("command \(place + 1): \(command.name) says a password; send it on its own")
            }
        }
        self.commands = commands
        self.skippable = skippable
    }

    /// What its hash is of beside what all commands share: which they are, in their order, and what may be skipped.
    var hashedBytes: [UInt8] {
        var bytes: [UInt8] = []
        for command in commands { bytes += Digest.sha256(Array(command.command.id.utf8)) + command.hash }
        for code in skippable.map(\.rawValue).sorted() { bytes += Array(code.utf8) + [0] }
        return bytes
    }
}
