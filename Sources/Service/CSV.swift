/// Comma-separated values. Source: RFC 4180, with `\r\n` between records.
enum CSV {
    /// One record with its line break.
    static func record(_ values: [String]) -> [UInt8] {
        var bytes: [UInt8] = []
        for (index, value) in values.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            append(value, to: &bytes)
        }
        bytes += [13, 10]
        return bytes
    }

    private static func append(_ value: String, to bytes: inout [UInt8]) {
        let needsQuotes = value.utf8.contains { $0 == 34 || $0 == 44 || $0 == 10 || $0 == 13 }
        guard needsQuotes else {
            bytes += value.utf8
            return
        }
        bytes.append(34)
        for byte in value.utf8 {
            if byte == 34 { bytes.append(34) }
            bytes.append(byte)
        }
        bytes.append(34)
    }
}
