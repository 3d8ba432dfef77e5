internal import Crypto
internal import Glibc

/// Where the master keys come from, under which all other keys are wrapped.
public enum MasterKeySource: Sendable {
    /// The file `keys/master`, which is made at first need.
    case file
    /// A program's output: 64 hex digits a line, the newest key first; the older ones only read what is wrapped under them.
    case output(@Sendable () throws -> [UInt8])
}

/// A key that wraps others.
struct MasterKey: Sendable {
    let key: SymmetricKey
    /// The first bytes of the key's SHA-256: what is wrapped says under which key.
    let id: [UInt8]

    static let byteCount = 32
    static let idBytes = 8

    init(_ bytes: [UInt8]) {
        key = SymmetricKey(data: bytes)
        id = Array(Digest.sha256(bytes).prefix(Self.idBytes))
    }

    /// Reads keys, one a line, whatever ends it, in digits of either case. Nil where a line is none, or there is no line.
    static func keys(in text: [UInt8]) -> [MasterKey]? {
        let lines = text.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
        let keys = lines.compactMap { Digest.bytes(hex: String(decoding: $0, as: UTF8.self).lowercased()).map(MasterKey.init) }
        return keys.isEmpty || keys.count != lines.count ? nil : keys
    }
}

/// The file with the master key, and the one that is to take its place while keys are wrapped anew.
struct MasterKeyFile {
    let folder: String
    let entropy: Entropy

    private var path: String { folder + "/master" }
    /// The key that everything is being wrapped under: it takes the other's place when all of it is.
    private var nextPath: String { folder + "/master.next" }

    /// Bytes that both files are shorter than.
    private static let maxBytes = 256

    /// The keys there are, the one to wrap under first.
    func keys() throws(JournalError) -> [MasterKey] {
        try Self.read(nextPath) + Self.read(path)
    }

    /// Makes the first key.
    func make() throws(JournalError) {
        try write(path)
    }

    /// Makes the next key, if an interrupted rotation has not left one.
    func makeNext() throws(JournalError) {
        if try !File.exists(nextPath) { try write(nextPath) }
    }

    /// Overwrites and deletes what an interruption left, but for the next key, which something may be wrapped under.
    func removeLeftovers() throws(JournalError) {
        try File.finishReplacing(path)
        for name in [path, nextPath] { try File.removeOverwriting(name + File.new) }
    }

    /// The next key takes the place of the one before, whose bytes are overwritten.
    func exchange() throws(JournalError) {
        try File.replaceOverwriting(path, by: nextPath)
    }

    private func write(_ path: String) throws(JournalError) {
        try File.writeSynced(path, Array((Digest.hex(entropy(MasterKey.byteCount)) + "\n").utf8))
    }

    private static func read(_ path: String) throws(JournalError) -> [MasterKey] {
        guard try File.kind(path) != nil else { return [] }
        let (descriptor, info) = try File.openRegular(path, O_RDONLY)
        Glibc.close(descriptor)
        guard info.st_mode & 0o077 == 0 else {
            throw JournalError(.keysMissing, "\(path) can be read by others: chmod 600 it")
        }
        guard let text = try File.read(path, limit: maxBytes), let keys = MasterKey.keys(in: text) else {
            throw JournalError(.keysMissing, "\(path) is no master key: put the copy of keys/ back")
        }
        return keys
    }
}
