import NIOCore
import Schema

/// A receipt that is not what the command should have had.
package struct WrongReceipt: Error, CustomStringConvertible {
    /// What is wrong, and the receipt as it came.
    package let description: String

    /// Judges a receipt as a whole.
    /// - Parameter id: the command it should be for.
    /// - Parameter last: the last sequence on this connection.
    /// - Returns: the receipt's sequence.
    /// - Throws: what is wrong with it.
    package static func judge(_ bytes: [UInt8], wire: LoadWire, id: String, after last: UInt64) throws(WrongReceipt) -> UInt64 {
        let receipt: Receipt
        do {
            receipt =
                wire == .protobuf ? try Receipt.decoded(from: bytes) : try Receipt(lenientJSON: bytes)
        } catch {
            let text = String(decoding: bytes.prefix(1000), as: UTF8.self)
            throw WrongReceipt(description: "the receipt of \(id) could not be read (\(error)): \(text)")
        }
        let text = String(decoding: receipt.json(), as: UTF8.self)
        if receipt.error != nil || receipt.rejection != nil {
            throw WrongReceipt(description: "command \(id) was not accepted: \(text)")
        }
        if receipt.id != id { throw WrongReceipt(description: "the next receipt should be of \(id), but it is \(text)") }
        if receipt.replayed { throw WrongReceipt(description: "command \(id) was in the book before: \(text)") }
        if receipt.sequence <= last {
            throw WrongReceipt(description: "the receipt before had sequence \(last), and the next one is \(text)")
        }
        return receipt.sequence
    }
}
