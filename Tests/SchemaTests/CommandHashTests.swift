import Schema
import Testing

@Suite("Command hashes")
struct CommandHashTests {
    @Test("an amount of 0 that is given and one that is left out are the same command")
    func zeros() throws {
        let pairs = [
            (
                #"{"catalog":{"setPrice":{"sku":"A","price":{"amount":0,"currency":"CNY"}}}}"#,
                #"{"catalog":{"setPrice":{"sku":"A","price":{"currency":"CNY"}}}}"#
            ),
            (
                #"{"catalog":{"createProduct":{"variants":[{"sku":"A","price":{"amount":0}},{"price":{"amount":5}}]}}}"#,
                #"{"catalog":{"createProduct":{"variants":[{"sku":"A","price":{}},{"price":{"amount":5}}]}}}"#
            ),
            (
                #"{"catalog":{"addVariant":{"variant":{"price":{"amount":0}}}}}"#,
                #"{"catalog":{"addVariant":{"variant":{"price":{}}}}}"#
            ),
            (
                #"{"stock":{"receive":{"sku":"A","unitCost":{"amount":0,"currency":"CNY"}}}}"#,
                #"{"stock":{"receive":{"sku":"A","unitCost":{"currency":"CNY"}}}}"#
            ),
            (
                #"{"order":{"place":{"fees":[{"code":"ship","amount":0},{"code":"tip","amount":7}]}}}"#,
                #"{"order":{"place":{"fees":[{"code":"ship"},{"code":"tip","amount":7}]}}}"#
            ),
        ]
        for (given, left) in pairs {
            let (given, left) = (try Command(json: Array(given.utf8)), try Command(json: Array(left.utf8)))
            #expect(given.hashedBytes() == left.hashedBytes())
            // What else there is in it counts, and the id does not.
            var other = left
            other.id = "c-1"
            #expect(other.hashedBytes() == left.hashedBytes())
        }
    }
}
