extension Command {
    /// The bytes that a command's hash is of: its canonical ones without its id, and without amounts of zero.
    ///
    /// Such amounts were not on the wire before the schema said that they always are, and the same command must have the same hash
    /// for ever.
    public func hashedBytes() -> [UInt8] {
        var hashed = self
        hashed.id = ""
        var bytes: [UInt8] = []
        ByteWriter.write(appendingTo: &bytes) { writer in
            writer.leavesOutZeros = true
            hashed.encode(to: &writer)
        }
        return bytes
    }
}
