import Glibc
import Journal

/// The program that gives the master key, where it is not in a file of the ledger's folder.
enum MasterKeyCommand {
    /// What names it where no option does.
    static let variable = "DAYBOOK_MASTER_KEY_COMMAND"
    /// Bytes of its output that are read: some keys of 65 bytes each.
    private static let maxBytes = 1024

    /// Where the master key comes from: the named command, or else the file.
    static func source(_ command: String? = nil) -> MasterKeySource {
        guard let command = command ?? Terminal.environment(variable) else { return .file }
        return .output { try output(of: command) }
    }

    private static func output(of command: String) throws -> [UInt8] {
        guard let stream = popen(command, "r") else {
            throw JournalError(
                .keysMissing, "the command of the master key could not be started", cause: String(cString: strerror(errno)))
        }
        var bytes = [UInt8](repeating: 0, count: maxBytes)
        let count = fread(&bytes, 1, maxBytes, stream)
        guard pclose(stream) == 0 else {
            throw JournalError(.keysMissing, "the command of the master key failed; it says why on standard error")
        }
        return Array(bytes.prefix(count))
    }
}
