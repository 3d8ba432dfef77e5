extension Entry {
    /// The canonical bytes of this entry with a command's hash: those it would have if `commandHash` were set first.
    ///
    /// The entry need not be copied to set it: the hash is the last field, so it can be appended.
    /// - Parameter hash: 32 bytes; this entry has none itself.
    public func canonicalBytes(hash: [UInt8]) -> [UInt8] {
        precondition(commandHash.isEmpty && hash.count == 32, "an entry has one hash of 32 bytes")
        var bytes: [UInt8] = []
        ByteWriter.write(appendingTo: &bytes) { writer in
            encode(to: &writer)
            writer.put(82, bytes: hash)
        }
        return bytes
    }
}
