extension String {
    /// Whether two texts have the same bytes.
    ///
    /// Swift's `==` asks whether they look the same: an é of one character is equal to an e with an accent behind it, and the
    /// Kelvin sign to a K. On disk they are two texts, so they are two everywhere. Ids are ASCII, where both are the same; this
    /// is for texts of others.
    public func hasBytes(of other: String) -> Bool {
        utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8)
    }
}
