/// A number as JSON writes it, for those that no field takes: what is wrong with it. Source: RFC 8259 § 6.
///
/// Leading zeros, which JSON does not have, are let through: they have a reason of their own.
struct JSONNumber {
    enum Flaw {
        case none
        case leadingZero
        /// More digits before the point than any field takes.
        case range
        case fraction
        /// A whole number, but written with a point or an exponent.
        case notation
    }

    let flaw: Flaw

    /// Digits of 2⁵³−1.
    private static let maxDigits = 16

    /// Nil if the bytes are no number.
    init?(_ bytes: ArraySlice<UInt8>) {
        var rest = bytes
        if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
        let whole = Self.takeDigits(&rest)
        guard !whole.isEmpty else { return nil }
        var decimals = rest.prefix(0)
        var exponent = 0
        let isWhole = rest.isEmpty
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            decimals = Self.takeDigits(&rest)
            guard !decimals.isEmpty else { return nil }
        }
        if let mark = rest.first, mark | 0x20 == UInt8(ascii: "e") {
            rest.removeFirst()
            let sign = rest.first
            if sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { rest.removeFirst() }
            let digits = Self.takeDigits(&rest)
            guard !digits.isEmpty else { return nil }
            // Beyond the number of its digits an exponent makes no difference any more.
            for digit in digits { exponent = min(exponent * 10 + Int(digit - UInt8(ascii: "0")), 2 * bytes.count + 100) }
            if sign == UInt8(ascii: "-") { exponent = -exponent }
        }
        guard rest.isEmpty else { return nil }
        if whole.count > 1, whole.first == UInt8(ascii: "0") {
            flaw = .leadingZero
        } else if isWhole {
            flaw = whole.count > Self.maxDigits ? .range : .none
        } else {
            flaw = Self.flaw(Array(whole) + decimals, point: whole.count + exponent)
        }
    }

    /// - Parameter digits: all of them, without the point.
    /// - Parameter point: how many digits stand before the point, once the exponent has moved it.
    private static func flaw(_ digits: [UInt8], point: Int) -> Flaw {
        let zero = UInt8(ascii: "0")
        guard let first = digits.firstIndex(where: { $0 != zero }), let last = digits.lastIndex(where: { $0 != zero }) else {
            return .notation
        }
        if point - first > maxDigits { return .range }
        return last < point ? .notation : .fraction
    }

    private static func takeDigits(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        rest = rest[digits.endIndex...]
        return digits
    }
}
