extension Entry {
    /// The canonical bytes of this entry with a command's hash: those it would have if `commandHash` were set first.
    ///
    /// Most entries have nothing behind the hash: then it can be appended, and the entry need not be copied to set it.
    /// - Parameter hash: 32 bytes; this entry has none itself.
    public func canonicalBytes(hash: [UInt8]) -> [UInt8] {
        precondition(commandHash.isEmpty && hash.count == 32, "an entry has one hash of 32 bytes")
        guard !hasEnvelope else {
            var whole = self
            whole.commandHash = hash
            return whole.canonicalBytes()
        }
        var bytes: [UInt8] = []
        ByteWriter.write(appendingTo: &bytes) { writer in
            encode(to: &writer)
            writer.put(82, bytes: hash)
        }
        return bytes
    }

    /// Whether it has anything beside what one command did: what its sender put with it, what it belongs to and what caused it, or
    /// several commands.
    public var hasEnvelope: Bool {
        !metadata.isEmpty || !correlationID.isEmpty || !causationID.isEmpty || !traceparent.isEmpty || !commands.isEmpty
    }
}

extension Entry {
    /// All that its commands belong to, each once: most often none.
    public var correlations: [String] {
        var found = correlationID.isEmpty ? [] : [correlationID]
        for command in commands where !command.correlationID.isEmpty && !found.contains(command.correlationID) {
            found.append(command.correlationID)
        }
        return found
    }

    /// All that its commands say caused them, each once.
    public var causes: [String] {
        var found = causationID.isEmpty ? [] : [causationID]
        for command in commands where !command.causationID.isEmpty && !found.contains(command.causationID) {
            found.append(command.causationID)
        }
        return found
    }

    /// What one of its commands belongs to, by the command's id; what all of them do where it has none of that id.
    public func correlation(ofCommand id: String) -> String {
        let own = commands.first { $0.id.hasBytes(of: id) }?.correlationID ?? ""
        return own.isEmpty ? correlationID : own
    }

    /// Whether it has a command's metadata with that text under that name: its own, or of one of its commands.
    public func hasMetadata(_ name: String, _ text: String) -> Bool {
        func matches(_ metadata: [String: String]) -> Bool { metadata[name]?.hasBytes(of: text) ?? false }
        return matches(metadata) || commands.contains { matches($0.metadata) }
    }
}
