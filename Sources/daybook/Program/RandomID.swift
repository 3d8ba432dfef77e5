/// Ids made of random bytes.
package enum RandomID {
    /// That many random bytes in hex.
    package static func hex(bytes: Int) -> String {
        let digits = Array("0123456789abcdef")
        var generator = SystemRandomNumberGenerator()
        return String((0..<(2 * bytes)).map { _ in digits[Int.random(in: 0..<16, using: &generator)] })
    }
}
