internal import Crypto
internal import Dispatch
internal import Synchronization

/// The keys under which personal data are sealed: one for each person, wrapped under a master key, and one of the ledger for
/// hashes.
///
///     keys/
///       master           the master key, 0600, unless a program gives it
///       owed             names of keys that are to be destroyed and could not be yet (`KeyStore+Owed.swift`)
///       ledger.keys      one wrapped key: of keyed hashes. It is never destroyed
///       SEGMENT.keys     wrapped keys of persons (`KeySegment`); SEGMENT is 16 random hex digits
///
/// A person's key is named by its place, `SEGMENT.SLOT`, and the entry that gives it to a person says so: nothing else maps persons
/// to keys. Keys are made a segment at a time and are durable before any of them is given out, so that giving one out costs no
/// sync. After a start a new segment is begun, whatever the last one has left: 64 bytes a key is cheaper than remembering which
/// were given.
///
/// Nothing is read or made before it is needed. Safe to use from any thread.
public final class KeyStore: Sendable {
    /// Keys made at a time.
    static let slotsPerSegment = 256
    /// Unwrapped keys kept in memory.
    private static let maxOpened = 10_000

    /// What became of opening something sealed.
    public enum Opened: Sendable, Equatable {
        case bytes([UInt8])
        /// The key was destroyed: nobody can open it.
        case destroyed
        /// The key is not here, or not readable, or the box is of another place.
        case unavailable
    }

    /// What a keyed hash is of: each has a key of its own.
    public enum Purpose: String, Sendable {
        case email, command
    }

    struct State {
        var masters: [MasterKey] = []
        var hashKeys: [Purpose: SymmetricKey] = [:]
        var opened: [String: SymmetricKey] = [:]
        /// Keys that were never given out.
        var free: ArraySlice<String> = []
        var isRefilling = false
        /// Why the program that gives the master key has failed, and until when it is not run again.
        var failure: (error: any Error, until: ContinuousClock.Instant)?
        /// Whether it is being run again.
        var isLoading = false
        /// Keys that are to be destroyed and could not be yet.
        var owed: Set<String> = []
        var isTryingOwed = false
        var isClosed = false
    }

    let folder: String
    private let ledger: String
    private let source: MasterKeySource
    private let entropy: Entropy
    let secondsBeforeTryingAgain: Double
    private let timeBetweenRuns: Duration
    let state = Mutex(State())
    /// How many keys are owed: read without waiting for who works on them.
    let owedCount = Atomic(0)
    /// Held while keys are wrapped anew: of two at a time, one would destroy what the other wraps under.
    private let rotation = Mutex(())
    let queue = DispatchQueue(label: "daybook.keys")
    /// Where the program that gives the master key is run again: it may take long, and nobody waits for it.
    private let loading = DispatchQueue(label: "daybook.keys.master")

    /// - Parameter folder: where the files are; it need not be there.
    /// - Parameter ledger: the ledger's id, which all keys are bound to.
    /// - Parameter entropy: random bytes; replaced in tests that record what they make.
    /// - Parameter secondsBeforeTryingAgain: after which a destruction that failed is tried again, and then after twice as long.
    /// - Parameter timeBetweenRuns: how long the program that gives the master key is not run again after it failed.
    public init(
        folder: String, ledger: String, source: MasterKeySource = .file, entropy: @escaping Entropy = KeyStore.random,
        secondsBeforeTryingAgain: Double = 1, timeBetweenRuns: Duration = .seconds(10)
    ) {
        self.timeBetweenRuns = timeBetweenRuns
        self.secondsBeforeTryingAgain = secondsBeforeTryingAgain
        self.folder = folder
        self.ledger = ledger
        self.source = source
        self.entropy = entropy
    }

    /// The system's random bytes.
    public static let random: Entropy = { count in
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    // MARK: Hashes

    /// The keyed hash of some bytes, HMAC-SHA256: 32 bytes. Without the key nobody can try out what they are of.
    ///
    /// - Parameter mayMake: asked where the ledger has no key: whether it may get one. It may not where something was hashed
    /// before.
    /// - Throws: `keysMissing`, `io`, `readOnly`.
    public func hash(_ bytes: [UInt8], for purpose: Purpose, mayMake: () throws -> Bool = { false }) throws -> [UInt8] {
        try state.withLock { state in
            let key = try state.hashKeys[purpose] ?? hashKey(purpose, &state, mayMake)
            state.hashKeys[purpose] = key
            return Array(HMAC<SHA256>.authenticationCode(for: bytes, using: key))
        }
    }

    private func hashKey(_ purpose: Purpose, _ state: inout State, _ mayMake: () throws -> Bool) throws -> SymmetricKey {
        let segment = segment("ledger")
        if try File.kind(segment.path) == nil {
            guard try mayMake() else {
                throw JournalError(
                    .keysMissing, "\(segment.path) is missing, and the book has personal data: put the copy of keys/ back")
            }
            guard try File.kind(folder) == nil || File.isFolder(folder) else {
                throw JournalError(.keysMissing, "\(folder) is no folder: put the copy of keys/ back")
            }
            try File.makeFolder(folder)
            try makeMasters(&state)
            try segment.make(slots: 1, under: state.masters[0], entropy)
        }
        try loadMasters(&state)
        guard case .key(let root)? = try segment.slot(0, state.masters) else {
            throw JournalError(
                .keysMissing, "\(segment.path) is not of this ledger, or wrapped under another master key: put the right one back")
        }
        return HKDF<SHA256>.deriveKey(inputKeyMaterial: root, info: Array("daybook \(purpose.rawValue)".utf8), outputByteCount: 32)
    }

    // MARK: Persons

    /// A key that nobody has. It is durable.
    public func newKey() throws -> String {
        try state.withLock { state in
            try loadMasters(&state)
            if state.free.isEmpty { state.free = try makeSegment(under: state.masters)[...] }
            if state.free.count < Self.slotsPerSegment / 2, !state.isRefilling { refill(&state) }
            guard let key = state.free.popFirst() else { throw JournalError(.io, "no key could be made in \(folder)") }
            return key
        }
    }

    /// Makes more keys while those that are left are given out, so that whoever wants one waits for no disk.
    private func refill(_ state: inout State) {
        state.isRefilling = true
        let masters = state.masters
        queue.async { [self] in
            // What fails here is met again, and told, when the last key is given out.
            let made = (try? makeSegment(under: masters)) ?? []
            self.state.withLock { state in
                state.free += made
                state.isRefilling = false
            }
        }
    }

    private func makeSegment(under masters: [MasterKey]) throws -> [String] {
        guard let master = masters.first else { throw JournalError(.keysMissing, "there is no master key in \(folder)") }
        let segment = segment(Digest.hex(entropy(8)))
        try segment.make(slots: Self.slotsPerSegment, under: master, entropy)
        return (0..<Self.slotsPerSegment).map { "\(segment.name).\($0)" }
    }

    /// Seals bytes under a person's key.
    /// - Parameter additional: where they stand: they are opened there alone.
    /// - Throws: `keysMissing` where the key was destroyed or is not here.
    public func seal(_ bytes: [UInt8], under name: String, at additional: [UInt8]) throws -> [UInt8] {
        guard case .key(let key)? = try key(name) else {
            throw JournalError(.keysMissing, "the key \(name) is not in \(folder): put the copy of keys/ back")
        }
        return try SealedBytes.seal(bytes, under: key, additional, entropy)
    }

    /// Opens what was sealed.
    ///
    /// - Throws: where the key could not be looked at: that says nothing about whether it is here.
    public func open(_ box: [UInt8], under name: String, at additional: [UInt8]) throws -> Opened {
        let found: KeySegment.Slot?
        do {
            found = try key(name)
        } catch let error as JournalError where error.code == .keysMissing {
            return .unavailable
        }
        return switch found {
        case .key(let key)?: SealedBytes.open(box, under: key, additional).map(Opened.bytes) ?? .unavailable
        case .destroyed?: .destroyed
        case .unreadable?, nil: .unavailable
        }
    }

    /// Whether a person's key was destroyed.
    public func isDestroyed(_ name: String) throws -> Bool {
        if case .destroyed? = try key(name) { true } else { false }
    }

    /// Makes sure that a person's key is in its file, so that it can be destroyed there: whole, or damaged.
    ///
    /// - Throws: `keysMissing` where it is not, or was destroyed.
    public func checkIsHere(_ name: String) throws {
        try state.withLock { state in
            try loadMasters(&state)
            if let (segment, slot) = place(of: name) {
                switch try segment.slot(slot, state.masters) {
                case .key?, .unreadable?: return
                case .destroyed?, nil: break
                }
            }
            throw JournalError(.keysMissing, "the key \(name) is not in \(folder): put the copy of keys/ back")
        }
    }

    /// Destroys a person's key: its bytes are overwritten, durably, when this returns. A second time does nothing more.
    public func destroy(_ name: String) throws {
        try state.withLock { try destroy(name, &$0) }
    }

    func destroy(_ name: String, _ state: inout State) throws(JournalError) {
        guard let (segment, slot) = place(of: name) else { return }
        state.opened[name] = nil
        try segment.destroy(slot)
    }

    private func key(_ name: String) throws -> KeySegment.Slot? {
        guard let (segment, slot) = place(of: name) else { return nil }
        return try state.withLock { state in
            if state.owed.contains(name) { return .destroyed }
            if let key = state.opened[name] { return .key(key) }
            try loadMasters(&state)
            let found = try segment.slot(slot, state.masters)
            if case .key(let key)? = found {
                if state.opened.count >= Self.maxOpened { state.opened = [:] }
                state.opened[name] = key
            }
            return found
        }
    }

    private func segment(_ name: String) -> KeySegment {
        KeySegment(path: folder + "/" + name + Self.suffix, name: name, ledger: ledger)
    }

    private static let suffix = ".keys"

    /// Where a key is; nil for what is no name of one, which leads to no file.
    private func place(of name: String) -> (KeySegment, slot: Int)? {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, Self.isSegment(parts[0]), let slot = Int(parts[1]) else { return nil }
        return (segment(String(parts[0])), slot)
    }

    /// Whether it is 16 hex digits, as the names of files with persons' keys are.
    private static func isSegment(_ name: some StringProtocol) -> Bool {
        name.utf8.count == 16 && name.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }

    // MARK: The master key

    private func loadMasters(_ state: inout State) throws {
        guard state.masters.isEmpty else { return }
        if let failure = state.failure {
            // A program that fails is not run again for each text of a row, and nobody waits for the next run: whoever needs the
            // key may be the writer.
            if ContinuousClock.now >= failure.until, !state.isLoading {
                state.isLoading = true
                loading.async { [self] in loadAgain() }
            }
            throw failure.error
        }
        do {
            state.masters = try masters()
        } catch {
            if case .output = source { state.failure = (error, .now + timeBetweenRuns) }
            throw error
        }
    }

    private func loadAgain() {
        let found = Result { try masters() }
        state.withLock { state in
            state.isLoading = false
            guard state.masters.isEmpty else { return }
            switch found {
            case .success(let masters): (state.masters, state.failure) = (masters, nil)
            case .failure(let error): state.failure = (error, .now + timeBetweenRuns)
            }
        }
    }

    /// Makes good what an interruption left, and runs the program that gives the master key, if there is one: before anybody waits
    /// for it.
    ///
    /// - Throws: `keysMissing` where it gives none; what could not be made good.
    public func prepare() throws {
        try removeLeftovers()
        guard case .output = source else { return }
        try state.withLock { try loadMasters(&$0) }
    }

    private func makeMasters(_ state: inout State) throws {
        try loadMasters(&state)
        guard state.masters.isEmpty else { return }
        try file.make()
        try loadMasters(&state)
    }

    private var file: MasterKeyFile { MasterKeyFile(folder: folder, entropy: entropy) }

    private func masters() throws -> [MasterKey] {
        switch source {
        case .file: return try file.keys()
        case .output(let run):
            guard let keys = MasterKey.keys(in: try run()) else {
                throw JournalError(
                    .keysMissing, "the command of the master key gave no key: it prints 64 hex digits a line, the newest first")
            }
            return keys
        }
    }

    /// What became of wrapping all keys anew.
    public struct Rotation: Sendable {
        /// How many files of keys there are.
        public var files = 0
        /// The keys that could not be opened, by their names: what is in their slots is what was.
        public var damaged: [String] = []
    }

    /// Wraps all keys under a new master key: one that is made, or the first that the program gives now. What was wrapped under the
    /// one before is overwritten. Interrupted, it is gone on with by the next call; until then both keys read.
    ///
    /// - Throws: `keysMissing` where a file is wrapped under none of the master keys: then nothing is changed.
    public func rotate() throws -> Rotation { try rotation.withLock { _ in try wrapAnew() } }

    private func wrapAnew() throws -> Rotation {
        try removeLeftovers()
        // Found out before anything is changed: of a wrong master key nothing is to be left.
        let present = try masters()
        guard !present.isEmpty else {
            throw JournalError(.keysMissing, "\(folder) has no master key yet, and nothing to wrap: both come with a customer")
        }
        for segment in try segments() { _ = try state.withLock { _ in try segment.damagedSlots(present) } }
        if case .file = source { try file.makeNext() }
        let masters = try masters()
        if case .output = source, masters.map(\.id) != present.map(\.id) {
            // What is wrapped under a key that is not given again is lost.
            throw JournalError(.keysMissing, "the command of the master key gives other keys each time it is run: mend it")
        }
        // New segments are wrapped under the new key from here on, so none is missed below.
        state.withLock { ($0.masters, $0.failure) = (masters, nil) }
        queue.sync {}
        var report = Rotation()
        for segment in try segments() {
            let damaged = try state.withLock { _ in try segment.rewrap(masters, entropy) }
            report.files += 1
            report.damaged += damaged.map { "\(segment.name).\($0)" }
        }
        if case .file = source { try file.exchange() }
        state.withLock { $0.masters = Array(masters.prefix(1)) }
        return report
    }

    private func segments() throws -> [KeySegment] {
        let files = try File.names(in: folder).filter { $0.hasSuffix(Self.suffix) }.sorted()
        // What else lies there, such as somebody's copy, is none of the ledger's and stops nothing.
        let names = files.map { String($0.dropLast(Self.suffix.utf8.count)) }.filter { $0 == "ledger" || Self.isSegment($0) }
        return names.map(segment)
    }

    /// Overwrites and deletes what an interruption left of keys that were wrapped anew.
    private func removeLeftovers() throws {
        guard File.isFolder(folder) else { return }
        try state.withLock { _ in
            try file.removeLeftovers()
            for name in try File.names(in: folder) {
                guard let end = name.firstRange(of: Self.suffix + ".") else { continue }
                try segment(String(name[..<end.lowerBound])).removeLeftovers()
            }
        }
    }
}
