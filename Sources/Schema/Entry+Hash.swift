import FoundationEssentials

extension Entry {
    /// `commandHash` as plain bytes: 32 of them, or none in an entry that was read from JSON.
    public var hashBytes: [UInt8] {
        get { Array(commandHash) }
        set { commandHash = Data(newValue) }
    }
}
