import Schema

/// A command's id as a dictionary's key: by its bytes, as it is on disk.
///
/// Only printable ASCII is taken today, where texts that look the same are the same. But logs of earlier versions have ids of any
/// letters: two that look the same are two of them, and none is that of another command that comes today.
struct CommandID: Hashable, Sendable {
    let text: String

    init(_ text: String) {
        self.text = text
    }

    // The first comparison is fast and mostly false; the second tells texts apart that only look the same.
    static func == (left: CommandID, right: CommandID) -> Bool {
        left.text == right.text && left.text.hasBytes(of: right.text)
    }

    // Texts that look the same have the same hash, so those of the same bytes do.
    func hash(into hasher: inout Hasher) {
        hasher.combine(text)
    }
}
