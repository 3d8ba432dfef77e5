extension Command {
    /// The bytes that a command's hash is of: its canonical ones without its id, and without amounts of zero.
    ///
    /// To the first version one that is given and one that is left out were the same, and what was sent to it must be found out as
    /// a repetition for ever.
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
