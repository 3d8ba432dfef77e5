import TestTools
import Testing

@testable import Journal

@Suite("The last key of a log")
struct LastKeyTests {
    @Test("a log that lacks the entries before it is damaged", arguments: [3, 1 << 40, UInt64.max - 1, .max])
    func anyNumber(last: UInt64) throws {
        try withFolder { folder in
            do {
                let database = try Database(path: folder + "/log", options: .log())
                var batch = WriteBatch()
                for sequence in [1, last] {
                    var key: [UInt8] = []
                    key.appendBE64(sequence)
                    batch.put(key, [0])
                }
                try database.write(batch)
            }
            let error = #expect(throws: JournalError.self) { try LevelDBLog(path: folder + "/log") }
            #expect(error?.code == .corruption)
        }
    }
}
