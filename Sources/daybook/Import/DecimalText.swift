/// Decimal text, read exactly: no floating point comes near money.
package enum DecimalText {
    /// A decimal as an integer count of its smallest units: `("12.9", decimals: 2)` is 1290.
    ///
    /// - Parameter isExact: whether decimals beyond those, other than zeros, make it unreadable; else they are cut off.
    /// - Returns: nil for anything but `-?digits[.digits]`, and for what does not fit.
    package static func scaled(_ text: String, decimals: Int, isExact: Bool = true) -> Int64? {
        var bytes = text.utf8[...]
        let isNegative = bytes.first == UInt8(ascii: "-")
        if isNegative { bytes.removeFirst() }
        let parts = bytes.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first, !whole.isEmpty else { return nil }
        let fraction = parts.count == 2 ? Array(parts[1]) : []
        if isExact, fraction.dropFirst(decimals).contains(where: { $0 != UInt8(ascii: "0") }) { return nil }
        guard fraction.allSatisfy(isDigit) else { return nil }
        let padding = [UInt8](repeating: UInt8(ascii: "0"), count: max(0, decimals - fraction.count))
        var value: Int64 = 0
        for byte in Array(whole) + Array(fraction.prefix(decimals)) + padding {
            guard isDigit(byte) else { return nil }
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, overflowed) = product.addingReportingOverflow(Int64(byte - UInt8(ascii: "0")))
            if overflow || overflowed { return nil }
            value = sum
        }
        return isNegative ? -value : value
    }

    /// An amount of money with up to two decimals, in cents.
    package static func cents(_ text: String) -> Int64? {
        scaled(text, decimals: 2)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
