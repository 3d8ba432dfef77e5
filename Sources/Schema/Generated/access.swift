// swift-format-ignore-file
// What daybook/v1/access.proto says, as Swift. Written by tools/generate: change the .proto file, never this one.

/// Roles by accounts and groups of the machine, each by its name or number.
public struct AccessRules: Message {
    public var users: [String: String] = [:]
    public var groups: [String: String] = [:]

    public init() {}
    public init(users: [String: String] = [:], groups: [String: String] = [:]) {
        self.users = users; self.groups = groups
    }
}

extension AccessRules {
    public func encode(to writer: inout ByteWriter) {
        if !users.isEmpty { writer.put(10, map: users) }
        if !groups.isEmpty { writer.put(18, map: groups) }
    }
    public mutating func decode(from reader: inout ByteReader) throws(DecodingFault) {
        while let tag = try reader.tag() {
            switch tag {
            case 10: try reader.pair(into: &users)
            case 18: try reader.pair(into: &groups)
            default: throw reader.unknown(tag)
            }
        }
    }
    public func writeJSON(to writer: inout JSONWriter) {
        writer.beginObject()
        if !users.isEmpty { writer.member("users", map: users) }
        if !groups.isEmpty { writer.member("groups", map: groups) }
        writer.endObject()
    }
    public static let names = FieldNames("users", "groups")
    public mutating func readJSON(from reader: inout JSONReader) throws(JSONFault) {
        let names = Self.names
        var seen: UInt64 = 0
        while let field = try reader.member(names, &seen) {
            switch field {
            case 0: if let read = try reader.map() { users = read }
            case 1: if let read = try reader.map() { groups = read }
            default: break
            }
        }
    }
    public func values(of field: Int) -> [FieldValue] {
        switch field {
        case 0: [.map(users)]
        case 1: [.map(groups)]
        default: []
        }
    }
    public static let name: StaticString = "AccessRules"
    public static let fields: [Field] = [
        Field("users", 1, .map, .plain),
        Field("groups", 2, .map, .plain),
    ]
}
