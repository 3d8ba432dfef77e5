extension Command {
    /// The bytes that a command's hash is of: its canonical ones without its id, and without amounts of zero.
    ///
    /// Why without them: they were not on the wire before the schema said that they always are, and a hash must say the same of the
    /// same command for ever.
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
