/// Comma-separated values of RFC 4180, cut into records as they arrive.
package struct CSVReader {
    private var fields: [String] = []
    private var field: [UInt8] = []
    private var isQuoted = false
    private var afterQuote = false
    private var isRecordOpen = false

    package init() {}

    /// The records that end in this chunk.
    package mutating func records(in chunk: [UInt8]) -> [[String]] {
        var records: [[String]] = []
        for byte in chunk {
            switch (byte, isQuoted) {
            case (quote, true):
                isQuoted = false
                afterQuote = true
            case (_, true): field.append(byte)
            case (quote, false):
                if afterQuote { field.append(quote) }
                isQuoted = true
                afterQuote = false
                isRecordOpen = true
            case (comma, false): endField()
            case (newline, false):
                if let record = endRecord() { records.append(record) }
            case (carriageReturn, false): continue
            default:
                field.append(byte)
                isRecordOpen = true
            }
        }
        return records
    }

    /// The last record, where no newline ended it.
    package mutating func endRecord() -> [String]? {
        guard isRecordOpen || !fields.isEmpty || !field.isEmpty else { return nil }
        endField()
        defer {
            fields = []
            isRecordOpen = false
        }
        return fields
    }

    private mutating func endField() {
        fields.append(String(decoding: field, as: UTF8.self))
        field.removeAll(keepingCapacity: true)
        afterQuote = false
        isRecordOpen = true
    }
}

private let quote = UInt8(ascii: "\"")
private let comma = UInt8(ascii: ",")
private let newline = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")
