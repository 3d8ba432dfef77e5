// The arithmetic of the auditor. An entry may say any 64-bit number, and the auditor is asked exactly when a log is not trusted:
// nothing here may trap, whatever an entry says.

/// What is added up over entries: twice as wide as the numbers of events, so that no log that fits on a disk overflows it.
typealias Sum = Int128

func += (sum: inout Sum, part: Int64) { sum += Sum(part) }
func -= (sum: inout Sum, part: Int64) { sum -= Sum(part) }

extension Sum {
    /// Whether the product of two of these fits with room to spare, and can be computed without looking.
    var isFactor: Bool { magnitude <= 1 << 60 }
}

extension Dictionary {
    /// The sum of a part of each value: the same in whatever order they come.
    func total(_ part: (Value) -> Sum) -> Sum { reduce(0) { $0 + part($1.value) } }
}

extension Sequence {
    /// The sum of a number of each element.
    func sum(_ part: (Element) -> some BinaryInteger) -> Sum { reduce(0) { $0 + Sum(part($1)) } }
}
