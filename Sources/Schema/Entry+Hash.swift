import FoundationEssentials

extension Entry {
    /// `commandHash` as plain bytes: 32 of them, or none in an entry that was read from JSON.
    public var hashBytes: [UInt8] {
        get { Array(commandHash) }
        set { commandHash = Data(newValue) }
    }

    /// The canonical bytes of this entry with a command's hash: those it would have if `hashBytes` were set first.
    ///
    /// Why not set it: the hash is the last field, so it can simply be appended, and spares making a `Data` of it for every entry.
    /// - Parameter hash: 32 bytes; this entry has none itself.
    public func canonicalBytes(hash: [UInt8]) throws -> [UInt8] {
        precondition(commandHash.isEmpty && hash.count == 32, "an entry has one hash of 32 bytes")
        var bytes: [UInt8] = []
        try CanonicalEncoder.encode(appendingTo: &bytes) { encoder throws in
            try traverse(visitor: &encoder)
            encoder.put(hash, fieldNumber: 10)
        }
        return bytes
    }
}
