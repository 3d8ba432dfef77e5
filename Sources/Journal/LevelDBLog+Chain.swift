internal import Synchronization

/// A hash over all entries of a log up to one of them. Two logs with the same hash at a sequence have the same entries up to it.
///
/// Entries are taken in links of 256: the hash is SHA-256(the hash up to the last entry of the link before ‖ for each entry of the
/// link so far, its length in four bytes, and its bytes), and 32 zero bytes before the first entry.
struct LogChain {
    private(set) var sequence: UInt64 = 0
    /// The hash up to the link before.
    private var start: [UInt8]
    /// Has taken in `start`, and the link's entries so far.
    private var hasher = DigestHasher()
    /// How many entries of the link those are. A link ends only when the next one begins, so none are in it only at the beginning,
    /// and where a note left off.
    private var entriesInLink: UInt64 = 0

    static let linkEntries: UInt64 = 256

    init() {
        self.init(sequence: 0, start: [UInt8](repeating: 0, count: Digest.byteCount))
    }

    private init(sequence: UInt64, start: [UInt8]) {
        self.sequence = sequence
        self.start = start
        hasher.update(start)
    }

    /// The chain as it was before the link that a note is of: append that link's entries to have what was noted.
    init(before note: ChainNote) {
        self.init(sequence: note.linkStart, start: note.hashBefore)
    }

    var hash: [UInt8] { entriesInLink == 0 ? start : hasher.finish() }

    /// Whether nothing but a note says what the hash is: no entry of this log has a part in it.
    var isNoteAlone: Bool { sequence > 0 && entriesInLink == 0 }

    /// How it is noted: never with the last entry, so that this log's own entries have a part in the hash that is made of it.
    func note(folder: UInt64) -> ChainNote { ChainNote(sequence: sequence, hashBefore: start, folder: folder) }

    mutating func append(_ entry: RawSpan) {
        if entriesInLink == Self.linkEntries {
            start = hash
            hasher = DigestHasher()
            hasher.update(start)
            entriesInLink = 0
        }
        hasher.update(UInt32(entry.byteCount))
        hasher.update(entry)
        sequence += 1
        entriesInLink += 1
    }
}

/// What CHAIN says, in one line: a sequence, the hash up to the link before that entry's in hex digits, and the number of the log's
/// folder.
///
/// It is believed of the log it was written for and no other, which copied files could belong to: the folder must have that number,
/// and the rest of the hash is made anew with the entries that the log has there.
struct ChainNote {
    let sequence: UInt64
    let hashBefore: [UInt8]
    let folder: UInt64

    init(sequence: UInt64, hashBefore: [UInt8], folder: UInt64) {
        self.sequence = sequence
        self.hashBefore = hashBefore
        self.folder = folder
    }

    /// The last entry of the link before.
    var linkStart: UInt64 { (sequence - 1) / LogChain.linkEntries * LogChain.linkEntries }

    var text: String { "\(sequence) \(Digest.hex(hashBefore)) \(folder)\n" }

    /// Nil if the text is no such line.
    init?(text: String) {
        let parts = text.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 3, let sequence = UInt64(parts[0]), sequence > 0, let hash = Digest.bytes(hex: parts[1]),
            parts[2].last == "\n", let folder = UInt64(parts[2].dropLast())
        else { return nil }
        self.init(sequence: sequence, hashBefore: hash, folder: folder)
    }
}

/// The hash over what this process has appended, made while the entries are at hand: reading them again costs more than hashing.
struct AppendedChain {
    /// At the head; nil until it is known.
    private var last: LogChain?
    /// Where the head was when it was marked: what is asked for next.
    private var marked: LogChain?

    init(at head: UInt64, noted: LogChain) {
        last = noted.sequence == head ? noted : nil
    }

    var isKnown: Bool { last != nil }

    /// What it went on from has turned out not to be this log's.
    mutating func forget() {
        last = nil
        marked = nil
    }

    mutating func begin(at chain: LogChain) { last = chain }

    mutating func append(_ entries: [[UInt8]]) {
        for entry in entries { unsafe last?.append(entry.span.bytes) }
    }

    mutating func mark() { marked = last }

    /// The marked chain, if it is of that sequence.
    mutating func take(_ sequence: UInt64) -> LogChain? {
        guard let chain = marked, chain.sequence == sequence else { return nil }
        marked = nil
        return chain
    }
}

// The newest hash that was asked for is kept in the file CHAIN, in the log's own folder so that it goes wherever the log goes.
// It saves hashing the log from its beginning at every start, and is nothing but that: without it, or if it is not of this log,
// the hash is made from the entries.
extension LevelDBLog {
    public func chainHash(through sequence: UInt64, afresh: Bool) throws(JournalError) -> [UInt8] {
        try chain.withLock { (noted: inout LogChain) throws(JournalError) -> [UInt8] in
            if noted.sequence == sequence, !afresh, !noted.isNoteAlone { return noted.hash }
            var chain = noted.sequence < sequence && !afresh ? noted : LogChain()
            if !afresh, let appended = appended.withLock({ $0.take(sequence) }) { chain = appended }
            try extend(&chain, through: sequence)
            if sequence > 0 {
                let note = chain.note(folder: try File.inode(path))
                try File.writeSynced(Self.chainFile(path), Array(note.text.utf8))
            }
            noted = chain
            if afresh { appended.withLock { $0.forget() } }
            try followAppends(from: chain)
            return chain.hash
        }
    }

    public func markHead() {
        appended.withLock { $0.mark() }
    }

    /// Takes in the entries after a chain.
    private func extend(_ chain: inout LogChain, through sequence: UInt64) throws(JournalError) {
        guard chain.sequence < sequence else { return }
        var extended = chain
        try scan(from: chain.sequence + 1, through: sequence) { (_, entry) throws(JournalError) in
            extended.append(entry)
            return true
        }
        guard extended.sequence == sequence else { throw Self.missing(extended.sequence + 1, try current()) }
        chain = extended
    }

    /// Has appends go on from a chain, once in a process: what was appended since is read while no append comes between.
    private func followAppends(from chain: LogChain) throws(JournalError) {
        guard !appended.withLock({ $0.isKnown }) else { return }
        try appending.withLock { (_: inout JournalError?) throws(JournalError) in
            var chain = chain
            try extend(&chain, through: head)
            appended.withLock { $0.begin(at: chain) }
        }
    }

    /// The chain that CHAIN notes, if it is of this log: not if it was written in another folder, or knows entries that the log
    /// has not.
    static func notedChain(in database: Database, head: UInt64) throws(JournalError) -> LogChain {
        let file = chainFile(database.path)
        guard let bytes = try File.read(file, limit: 128) else { return LogChain() }
        guard let note = ChainNote(text: String(decoding: bytes, as: UTF8.self)), note.sequence <= head,
            note.folder == (try File.inode(database.path))
        else {
            // It must not be taken for true when the log has grown again.
            try File.remove(file)
            return LogChain()
        }
        return LogChain(before: note)
    }

    private static func chainFile(_ path: String) -> String { path + "/CHAIN" }
}
