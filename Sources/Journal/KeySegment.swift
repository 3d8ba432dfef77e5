internal import Crypto
internal import Glibc

/// Random bytes: as many as asked for. Tests that record what they make give their own.
public typealias Entropy = @Sendable (Int) -> [UInt8]

/// A file of wrapped keys: a head, and slots of one size, each with one key.
///
///     head   "daybook keys 1\n" NUL · the master key's id (8) · the number of slots (4) · zeros up to 64 bytes
///     slot   nonce (12) · the wrapped key (32) · tag (16) · zeros up to 64 bytes;  all zeros: the key was destroyed
///
/// A slot is overwritten in place, because that is what can be seen to destroy it: one write of 64 bytes that cross no sector, and
/// one sync, whether there are ten customers or a million. A file for each key would free its block with the key still in it, and a
/// database would keep the key in its log. The bytes that wrap a key are bound to the ledger, the file and the slot, so the head is
/// a hint alone: a flipped bit there costs no key, and is mended when the keys are wrapped anew.
struct KeySegment {
    let path: String
    /// The name that the keys in it are known by.
    let name: String
    /// The id of the ledger that it belongs to.
    let ledger: String

    static let slotBytes = 64
    /// What the name of a file ends with that is to take this one's place.
    private static let next = ".next"
    private static let magic = Array("daybook keys 1\n\0".utf8)
    private static let wrappedBytes = 12 + MasterKey.byteCount + 16

    /// What a slot holds.
    enum Slot {
        case key(SymmetricKey)
        case destroyed
        /// Wrapped under another key, or not what was written.
        case unreadable
    }

    /// Makes the file, with a new key in each slot. It is durable when this returns.
    func make(slots: Int, under master: MasterKey, _ entropy: Entropy) throws(JournalError) {
        var bytes = head(slots: slots, under: master)
        for slot in 0..<slots { bytes += try wrap(SymmetricKey(data: entropy(MasterKey.byteCount)), slot, master, entropy) }
        try File.writeSynced(path, bytes)
    }

    /// What is in a slot; nil where there is no such file or slot.
    func slot(_ slot: Int, _ masters: [MasterKey]) throws(JournalError) -> Slot? {
        guard let bytes = try whole(), slot >= 0, slot < count(bytes) else { return nil }
        let found = Array(bytes[range(slot)])
        if found.allSatisfy({ $0 == 0 }) { return .destroyed }
        return opened(found, slot, bytes, masters).map(Slot.key) ?? .unreadable
    }

    /// A slot's key. The head says which master key wraps it; where that was damaged, another one may open it all the same.
    private func opened(_ found: [UInt8], _ slot: Int, _ bytes: [UInt8], _ masters: [MasterKey]) -> SymmetricKey? {
        let named = masterID(bytes)
        for master in masters where master.id == named { if let key = unwrap(found, slot, master) { return key } }
        for master in masters where master.id != named { if let key = unwrap(found, slot, master) { return key } }
        return nil
    }

    /// Overwrites a slot, and makes that durable.
    func destroy(_ slot: Int) throws(JournalError) {
        // What an interrupted wrapping anew has left holds the key, too.
        try removeLeftovers()
        guard let bytes = try whole(), slot >= 0, slot < count(bytes) else { return }
        try File.overwrite(path, at: range(slot).lowerBound, count: Self.slotBytes)
    }

    /// Overwrites and deletes what an interrupted wrapping anew has left.
    func removeLeftovers() throws(JournalError) {
        try File.finishReplacing(path)
        for leftover in [Self.next, Self.next + File.new, File.new] { try File.removeOverwriting(path + leftover) }
    }

    /// The slots that are damaged: none of these master keys opens them, though others of the file open.
    ///
    /// - Throws: `keysMissing` where nothing of the file opens: it is more likely wrapped under a master key that is not given.
    func damagedSlots(_ masters: [MasterKey]) throws(JournalError) -> [Int] {
        guard let bytes = try whole() else { return [] }
        var (damaged, opened) = ([Int](), 0)
        for slot in 0..<count(bytes) {
            switch try self.slot(slot, masters) {
            case .key?: opened += 1
            case .destroyed?: break
            case .unreadable?, nil: damaged.append(slot)
            }
        }
        // Of a file of which all other keys are destroyed, the head says that the master key is the right one.
        let isKnown = masters.contains { $0.id == masterID(bytes) }
        guard damaged.isEmpty || opened > 0 || isKnown && damaged.count == 1 && count(bytes) > 1 else {
            throw JournalError(
                .keysMissing, "\(path) is damaged, or wrapped under none of the master keys: give the one it was made with")
        }
        return damaged
    }

    /// Wraps all its keys under the first of these. The bytes that wrapped them before are overwritten. A damaged slot is kept as
    /// it is, byte for byte: one flipped bit must not keep all other keys under the master key of before.
    ///
    /// - Returns: the damaged slots.
    /// - Throws: `keysMissing` where none of the keys opens it.
    func rewrap(_ masters: [MasterKey], _ entropy: Entropy) throws(JournalError) -> [Int] {
        let damaged = try damagedSlots(masters)
        guard let bytes = try whole(), let master = masters.first else { return damaged }
        var wrapped = head(slots: count(bytes), under: master)
        guard !bytes.starts(with: wrapped) else { return damaged }
        for slot in 0..<count(bytes) {
            switch try self.slot(slot, masters) {
            case .key(let key)?: wrapped += try wrap(key, slot, master, entropy)
            case .destroyed?: wrapped += [UInt8](repeating: 0, count: Self.slotBytes)
            case .unreadable?, nil: wrapped += bytes[range(slot)]
            }
        }
        try removeLeftovers()
        try File.writeSynced(path + Self.next, wrapped)
        try File.replaceOverwriting(path, by: path + Self.next)
        return damaged
    }

    private func whole() throws(JournalError) -> [UInt8]? {
        guard let bytes = try File.read(path, limit: Self.slotBytes * (1 + KeyStore.slotsPerSegment)) else { return nil }
        let isWhole = bytes.count.isMultiple(of: Self.slotBytes) && [1, KeyStore.slotsPerSegment].contains(count(bytes))
        guard isWhole else {
            throw JournalError(.keysMissing, "\(path) is no file of keys, or not a whole one: put the copy of keys/ back")
        }
        return bytes
    }

    // MARK: Bytes

    private func head(slots: Int, under master: MasterKey) -> [UInt8] {
        let number = UInt32(slots)
        var bytes = Self.magic + master.id + (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * UInt32($0))) }
        bytes += [UInt8](repeating: 0, count: Self.slotBytes - bytes.count)
        return bytes
    }

    private func masterID(_ bytes: [UInt8]) -> [UInt8] { Array(bytes[16..<16 + MasterKey.idBytes]) }

    private func count(_ bytes: [UInt8]) -> Int { bytes.count / Self.slotBytes - 1 }

    private func range(_ slot: Int) -> Range<Int> {
        let start = Self.slotBytes * (1 + slot)
        return start..<start + Self.slotBytes
    }

    private func place(_ slot: Int) -> [UInt8] { Array("daybook key \(ledger) \(name) \(slot)".utf8) }

    private func wrap(
        _ key: SymmetricKey, _ slot: Int, _ master: MasterKey, _ entropy: Entropy
    ) throws(JournalError) -> [UInt8] {
        let bytes = unsafe key.withUnsafeBytes { unsafe Array($0) }
        let box = try SealedBytes.seal(bytes, under: master.key, place(slot), entropy)
        return box + [UInt8](repeating: 0, count: Self.slotBytes - Self.wrappedBytes)
    }

    private func unwrap(_ bytes: [UInt8], _ slot: Int, _ master: MasterKey) -> SymmetricKey? {
        SealedBytes.open(Array(bytes.prefix(Self.wrappedBytes)), under: master.key, place(slot)).map { SymmetricKey(data: $0) }
    }
}

/// AES-256-GCM with a random nonce before what is sealed, and the tag behind it.
enum SealedBytes {
    static let nonceBytes = 12
    static let tagBytes = 16

    static func seal(
        _ bytes: [UInt8], under key: SymmetricKey, _ additional: [UInt8], _ entropy: Entropy
    ) throws(JournalError) -> [UInt8] {
        let random = entropy(nonceBytes)
        do {
            let box = try AES.GCM.seal(bytes, using: key, nonce: AES.GCM.Nonce(data: random), authenticating: additional)
            return random + Array(box.ciphertext) + Array(box.tag)
        } catch {
            throw JournalError(.io, "a text could not be sealed", cause: "\(error)")
        }
    }

    /// What is sealed, or nil where the key or the additional bytes are others.
    static func open(_ box: [UInt8], under key: SymmetricKey, _ additional: [UInt8]) -> [UInt8]? {
        guard box.count >= nonceBytes + tagBytes else { return nil }
        let sealed = try? AES.GCM.SealedBox(
            nonce: AES.GCM.Nonce(data: box[..<nonceBytes]), ciphertext: box[nonceBytes..<box.count - tagBytes],
            tag: box[(box.count - tagBytes)...])
        guard let sealed, let bytes = try? AES.GCM.open(sealed, using: key, authenticating: additional) else { return nil }
        return Array(bytes)
    }
}
