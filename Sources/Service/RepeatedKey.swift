import SwiftProtobuf

/// Finds a key that an object of a JSON text has twice. What others make of such a text differs, and where they refuse it, they do
/// not say which key it is: a file that says who may do what needs both.
enum RepeatedKey {
    /// The first such key, nil if there is none. Keys count as the same if they differ in escapes only.
    static func first(in bytes: [UInt8]) -> String? {
        var objects: [Set<String>] = []
        var index = 0
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "{"): objects.append([])
            case UInt8(ascii: "}"): _ = objects.popLast()
            case UInt8(ascii: "\""):
                let token = bytes[index..<end(ofString: index, in: bytes)]
                index = token.endIndex
                guard isKey(token, in: bytes), let last = objects.indices.last else { continue }
                guard let key = try? Google_Protobuf_StringValue(jsonUTF8Bytes: Array(token)).value else { continue }
                guard objects[last].insert(key).inserted else { return key }
                continue
            default: break
            }
            index += 1
        }
        return nil
    }

    /// Behind the closing quotation mark of the string that begins at an index.
    private static func end(ofString start: Int, in bytes: [UInt8]) -> Int {
        var index = start + 1
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return min(index + 1, bytes.count)
    }

    /// Of strings, keys alone are followed by a colon.
    private static func isKey(_ token: ArraySlice<UInt8>, in bytes: [UInt8]) -> Bool {
        bytes[token.endIndex...].first { !JSONFault.isBlank($0) } == UInt8(ascii: ":")
    }
}
