// swift-format-ignore-file
// What daybook/v1/access.proto says, as Swift. Written by tools/generate: change the .proto file, never this one.

/// Roles by accounts and groups of the machine, each by its name or number.
public struct AccessRules: Message {
    /// The roles of accounts, by their name or number.
    public var users: [String: String] = [:]
    /// The roles of groups of accounts, by their name or number.
    public var groups: [String: String] = [:]

    public init() {}
    public init(users: [String: String] = [:], groups: [String: String] = [:]) { self.users = users; self.groups = groups }

    public func encode(to writer: inout ByteWriter) {
        if !users.isEmpty { writer.put(10, map: users) }
        if !groups.isEmpty { writer.put(18, map: groups) }
    }
    @inline(__always) public mutating func decode(_ tag: UInt64, from reader: inout ByteReader) throws(DecodingFault) {
        switch tag {
        case 10: try reader.pair(into: &users)
        case 18: try reader.pair(into: &groups)
        default: throw reader.unknown(tag)
        }
    }
    @inline(__always) public func writeMembers(to writer: inout JSONWriter) {
        if !users.isEmpty { writer.member("users", map: users) }
        if !groups.isEmpty { writer.member("groups", map: groups) }
    }
    @inline(__always) public mutating func readMember(_ field: Int, from reader: inout JSONReader) throws(JSONFault) {
        switch field {
        case 0: if let read = try reader.map() { users = read }
        case 1: if let read = try reader.map() { groups = read }
        default: break
        }
    }
    public static let schema = MessageSchema("AccessRules", [
        Field("users", 1, .map, .plain, "The roles of accounts, by their name or number."),
        Field("groups", 2, .map, .plain, "The roles of groups of accounts, by their name or number."),
    ])
}
