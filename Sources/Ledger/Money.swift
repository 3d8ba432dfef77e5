import Schema

/// Arithmetic on user numbers: every step is checked, because a trap on input would be a remote crash.
enum Amount {
    /// left + right, or `amount_overflow`.
    static func sum(_ left: Int64, _ right: Int64, _ field: String) throws(DecisionError) -> Int64 {
        let (value, overflow) = left.addingReportingOverflow(right)
        guard !overflow, isWithinLimits(value) else { throw .overflow(field) }
        return value
    }

    /// left × right, or `amount_overflow`.
    static func times(_ left: Int64, _ right: Int64, _ field: String) throws(DecisionError) -> Int64 {
        let (value, overflow) = left.multipliedReportingOverflow(by: right)
        guard !overflow, isWithinLimits(value) else { throw .overflow(field) }
        return value
    }

    /// Whether an amount of either sign is within `Limits.amount`. Not by `abs`, which traps on the least Int64.
    static func isWithinLimits(_ amount: Int64) -> Bool {
        amount >= -Limits.amount && amount <= Limits.amount
    }

    /// What the first `units` of `quantity` cost when all of them cost `total`: round(total·units/quantity), half up.
    ///
    /// The difference of two of these is the value of the units between them, so that parts always sum to the whole.
    /// Requires 0 ≤ units ≤ quantity, quantity > 0, total ≥ 0.
    static func ofUnits(_ units: Int64, of quantity: Int64, total: Int64) -> Int64 {
        guard units < quantity else { return total }
        let (quotient, remainder) = quantity.dividingFullWidth(units.multipliedFullWidth(by: total))
        return quotient + (remainder >= quantity - remainder ? 1 : 0)
    }
}

/// The currencies of ISO 4217 that are money in use, and how many decimals each writes.
public enum Currency {
    /// Decimals of the minor unit, or nil for a code that is no currency. Source: ISO 4217.
    public static func decimals(_ code: String) -> Int? {
        guard isKnown(code) else { return nil }
        if none.contains(code) { return 0 }
        if three.contains(code) { return 3 }
        return four.contains(code) ? 4 : 2
    }

    static func check(_ code: String, _ field: String) throws(DecisionError) {
        guard !code.isEmpty else { throw .invalid(field, "is missing") }
        guard isKnown(code) else { throw .invalid(field, "\(TerminalText.excerpt(code)) is no ISO 4217 currency") }
    }

    /// Bytes are counted because to Swift the Kelvin sign is equal to a K, but it has more bytes.
    private static func isKnown(_ code: String) -> Bool { code.utf8.count == 3 && codes.contains(code) }

    private static let none: Set<String> = [
        "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF",
    ]
    private static let three: Set<String> = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"]
    private static let four: Set<String> = ["CLF", "UYW"]
    private static let codes = Set(
        """
        AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF \
        CHE CHF CHW CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF \
        GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD \
        LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP \
        PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP \
        TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG
        """.split(separator: " ").map(String.init))
}

extension Money {
    /// A price or cost of a command: a known currency and an amount within bounds; zero is allowed.
    static func check(_ money: Money, _ field: String) throws(DecisionError) {
        try Currency.check(money.currency, field + ".currency")
        let amount = money.amount ?? 0
        guard amount >= 0 else {
            throw .of(.negativePrice, "\(field): must not be negative, but is \(amount)", ["field": field])
        }
        try Check.amount(amount, field + ".amount")
    }
}
