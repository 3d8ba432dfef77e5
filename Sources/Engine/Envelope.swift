import Ledger
import Schema

/// What a command carries beside its verb: texts of its sender, what it belongs to, and what caused it.
enum Envelope {
    /// - Throws: `CommandFault` for what no command can carry.
    static func check(_ command: Command) throws(CommandFault) {
        try check(command.correlationID, "correlationId")
        try check(command.causationID, "causationId")
        try check(command.metadata)
    }

    private static func check(_ id: String, _ field: String) throws(CommandFault) {
        guard !id.isEmpty else { return }
        guard id.utf8.count <= Limits.correlationIDBytes else {
            throw CommandFault("\(field): is longer than \(Limits.correlationIDBytes) bytes")
        }
        guard id.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f }) else {
            throw CommandFault("\(field): has other bytes than printable ASCII without spaces")
        }
    }

    private static func check(_ metadata: [String: String]) throws(CommandFault) {
        guard metadata.count <= Limits.metadataTexts else {
            throw CommandFault("metadata: has \(metadata.count) texts; at most \(Limits.metadataTexts) go with a command")
        }
        // In the order of their names, so that of several faults always the same one is told.
        for (name, text) in metadata.sorted(by: { $0.key < $1.key }) {
            guard isName(name) else {
                throw CommandFault(
                    "metadata: \(TerminalText.excerpt(name)) is no name; one has 1 to \(Limits.metadataNameBytes) bytes of "
                        + "A-Z, a-z, 0-9 and _ . : -")
            }
            guard text.utf8.count <= Limits.metadataTextBytes else {
                throw CommandFault("metadata.\(name): is longer than \(Limits.metadataTextBytes) bytes")
            }
            guard !TerminalText.hasControls(text) else {
                throw CommandFault(
                    "metadata.\(name): has control characters, line breaks or characters that cannot be seen")
            }
        }
    }

    private static func isName(_ name: String) -> Bool {
        (1...Limits.metadataNameBytes).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                switch byte {
                case 48...57, 65...90, 97...122, 0x5f, 0x2e, 0x3a, 0x2d: true
                default: false
                }
            }
    }
}
