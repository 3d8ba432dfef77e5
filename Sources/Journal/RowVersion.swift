/// The value of a row's version, decoded as far as its row:
///
///     varint flush · varint generation · varint count · count × varint (difference to the one before) · row
struct RowVersion {
    var stamp: VersionStamp
    /// Sequences that touched the entity since its version before, strictly ascending.
    var touched: [UInt64]
    /// Offset of the row in the value.
    var rowOffset: Int

    static func append(_ record: RowRecord, _ stamp: VersionStamp, to value: inout [UInt8]) {
        value.appendVarint(stamp.flush)
        value.appendVarint(UInt64(stamp.generation))
        value.appendVarint(UInt64(record.touched.count))
        var last: UInt64 = 0
        for sequence in record.touched {
            precondition(
                sequence > last && sequence <= stamp.flush,
                "touched \(sequence) after \(last) in a flush at \(stamp.flush)")
            value.appendVarint(sequence - last)
            last = sequence
        }
        value += record.row
    }

    /// Nil if the bytes are not such a value.
    static func decode(_ value: RawSpan) -> RowVersion? {
        var offset = 0
        guard let stamp = decodeStamp(value, &offset), let count = value.varint(at: &offset),
            count <= UInt64(value.byteCount - offset)
        else { return nil }
        var touched: [UInt64] = []
        touched.reserveCapacity(Int(count))
        var last: UInt64 = 0
        for _ in 0..<count {
            guard let difference = value.varint(at: &offset), difference > 0 else { return nil }
            let (sequence, overflow) = last.addingReportingOverflow(difference)
            guard !overflow, sequence <= stamp.flush else { return nil }
            touched.append(sequence)
            last = sequence
        }
        return RowVersion(stamp: stamp, touched: touched, rowOffset: offset)
    }

    /// Only the stamp, at the value's start.
    static func decodeStamp(_ value: RawSpan, _ offset: inout Int) -> VersionStamp? {
        guard let flush = value.varint(at: &offset), let generation = value.varint(at: &offset),
            let generation = UInt32(exactly: generation)
        else { return nil }
        return VersionStamp(flush: flush, generation: generation)
    }
}
