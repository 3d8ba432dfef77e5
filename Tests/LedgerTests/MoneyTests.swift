import Testing

@testable import Ledger

@Suite struct MoneyTests {
    /// Parts between any two cumulative counts sum to the whole, never less, never more (DOMAIN §2.6).
    @Test func valuesOfUnitsSumToTheWhole() {
        for quantity: Int64 in 1...40 {
            for total: Int64 in [0, 1, 2, 3, 5, 7, 10, 99, 100, 101, 9999, 10_000, Limits.amount] {
                var sum: Int64 = 0
                for unit in 0..<quantity {
                    let value =
                        Amount.ofUnits(unit + 1, of: quantity, total: total) - Amount.ofUnits(unit, of: quantity, total: total)
                    #expect(value >= 0)
                    sum += value
                }
                #expect(sum == total)
            }
        }
    }

    @Test func valuesOfUnitsAreRoundedHalfUp() {
        #expect(Amount.ofUnits(1, of: 2, total: 5) == 3)
        #expect(Amount.ofUnits(1, of: 3, total: 100) == 33)
        #expect(Amount.ofUnits(2, of: 3, total: 100) == 67)
        #expect(Amount.ofUnits(0, of: 3, total: 100) == 0)
        #expect(Amount.ofUnits(Limits.quantity - 1, of: Limits.quantity, total: Limits.amount) == Limits.amount - 900_000)
    }

    @Test(arguments: [Int64.min, -Limits.amount - 1, Limits.amount + 1, .max])
    func sumsAndProductsBeyondTheLimitAreRefused(_ value: Int64) {
        #expect(throws: Refusal.self) { try Amount.sum(value, 0, "x") }
        #expect(throws: Refusal.self) { try Amount.sum(value, value, "x") }
        #expect(throws: Refusal.self) { try Amount.product(value, 1, "x") }
        #expect(throws: Refusal.self) { try Amount.product(value, value, "x") }
    }

    @Test func currencies() {
        #expect(Currency.decimals("CNY") == 2)
        #expect(Currency.decimals("JPY") == 0)
        #expect(Currency.decimals("BHD") == 3)
        #expect(Currency.decimals("CLF") == 4)
        #expect(Currency.decimals("cny") == nil)
        #expect(Currency.decimals("XXX") == nil)
        #expect(Currency.decimals("") == nil)
    }
}
