/// One place of a row in a secondary index.
public struct IndexKey: Sendable, Hashable {
    public let index: Index
    public let value: String

    public init(_ index: Index, _ value: String) {
        self.index = index
        self.value = value
    }
}
