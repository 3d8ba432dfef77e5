/// Finds what somebody who misspelt a word probably meant.
package enum Spelling {
    /// Bytes of the longest word that is looked at: comparing two takes as many steps as the product of their lengths.
    private static let longest = 40

    /// The known word that is nearest to another one, whatever the case of their letters; nil where none is near.
    package static func nearest(_ word: String, among known: [String]) -> String? {
        guard word.utf8.count <= longest else { return nil }
        let wanted = Array(word.lowercased().utf8)
        var best: (word: String, distance: Int)?
        for candidate in known {
            let distance = distance(wanted, Array(candidate.lowercased().utf8))
            guard distance <= max(1, (candidate.utf8.count + 1) / 3), distance < best?.distance ?? .max else { continue }
            best = (candidate, distance)
        }
        return best?.word
    }

    /// `; did you mean CONFIRMED?`, or nothing where no known word is near.
    package static func hint(_ word: String, among known: [String]) -> String {
        nearest(word, among: known).map { "; did you mean \($0)?" } ?? ""
    }

    /// How many bytes must be changed, added or taken away to turn one word into the other.
    /// Source: Wagner and Fischer, "The String-to-String Correction Problem", with one row of their table.
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var row = Array(0...right.count)
        for (index, byte) in left.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for (column, other) in right.enumerated() {
                let changed = diagonal + (byte == other ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(changed, diagonal + 1, row[column] + 1)
            }
        }
        return row[right.count]
    }
}
