internal import Synchronization

/// A hash over all entries of a log up to one of them: 32 zero bytes before the first, and then
/// SHA-256(the hash before ‖ the entry's bytes). Two logs with the same hash at a sequence have the same entries up to it.
struct LogChain {
    var sequence: UInt64 = 0
    var hash = [UInt8](repeating: 0, count: Digest.byteCount)
    /// The hash up to the entry before, which with that entry makes this one again.
    private(set) var hashBefore = [UInt8](repeating: 0, count: Digest.byteCount)

    mutating func append(_ entry: RawSpan) {
        var hasher = DigestHasher()
        hasher.update(hash)
        hasher.update(entry)
        hashBefore = hash
        hash = hasher.finish()
        sequence += 1
    }

    init() {}

    /// The chain that a note is of, without its last entry: append that to have it.
    init(before note: ChainNote) {
        sequence = note.sequence - 1
        hash = note.hashBefore
    }
}

/// What CHAIN says, in one line: a sequence, the hash over the entries before it in hex digits, and the number of the log's folder.
///
/// It is believed of the log it was written for and no other, which copied files could belong to: the folder must have that number,
/// and the last step of the hash is made anew with the entry that the log has there.
struct ChainNote {
    let sequence: UInt64
    let hashBefore: [UInt8]
    let folder: UInt64

    init(_ chain: LogChain, folder: UInt64) {
        sequence = chain.sequence
        hashBefore = chain.hashBefore
        self.folder = folder
    }

    var text: String { "\(sequence) \(Digest.hex(hashBefore)) \(folder)\n" }

    /// Nil if the text is no such line.
    init?(text: String) {
        let parts = text.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 3, let sequence = UInt64(parts[0]), sequence > 0, let hash = Digest.bytes(hex: parts[1]),
            parts[2].last == "\n", let folder = UInt64(parts[2].dropLast())
        else { return nil }
        self.sequence = sequence
        hashBefore = hash
        self.folder = folder
    }
}

/// The hashes of what this process has appended, made while the entries are at hand: reading them again costs more than hashing.
struct AppendedChain {
    /// At the head; nil until it is known.
    private var last: LogChain?
    /// Where each append ended, since the last one that was asked for.
    private var ends: [LogChain] = []

    init(at head: UInt64, noted: LogChain) {
        last = noted.sequence == head ? noted : nil
    }

    var isKnown: Bool { last != nil }

    /// What it went on from has turned out not to be this log's.
    mutating func forget() { last = nil }

    mutating func begin(at chain: LogChain) {
        last = chain
        ends = []
    }

    mutating func append(_ entries: [[UInt8]]) {
        guard var chain = last else { return }
        for entry in entries { unsafe chain.append(entry.span.bytes) }
        last = chain
        ends.append(chain)
    }

    /// The chain at the end of an append; those before it are not asked for any more.
    mutating func take(_ sequence: UInt64) -> LogChain? {
        guard let place = ends.firstIndex(where: { $0.sequence == sequence }) else { return nil }
        let found = ends[place]
        ends.removeFirst(place)
        return found
    }
}

// The newest hash that was asked for is kept in the file CHAIN, in the log's own folder so that it goes wherever the log goes.
// It saves hashing the log from its beginning at every start, and is nothing but that: without it, or if it is not of this log,
// the hash is made from the entries.
extension LevelDBLog {
    public func chainHash(through sequence: UInt64, afresh: Bool) throws(JournalError) -> [UInt8] {
        try chain.withLock { (noted: inout LogChain) throws(JournalError) -> [UInt8] in
            if noted.sequence == sequence, !afresh { return noted.hash }
            var chain = noted.sequence < sequence && !afresh ? noted : LogChain()
            if !afresh, let appended = appended.withLock({ $0.take(sequence) }) { chain = appended }
            try extend(&chain, through: sequence)
            if sequence > 0 {
                let note = ChainNote(chain, folder: try File.inode(path))
                try File.writeSynced(Self.chainFile(path), Array(note.text.utf8))
            }
            noted = chain
            if afresh { appended.withLock { $0.forget() } }
            try followAppends(from: chain)
            return chain.hash
        }
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
        guard let entry = try database.get(key(note.sequence)) else { throw missing(note.sequence, database) }
        var chain = LogChain(before: note)
        unsafe chain.append(entry.span.bytes)
        return chain
    }

    private static func chainFile(_ path: String) -> String { path + "/CHAIN" }
}
