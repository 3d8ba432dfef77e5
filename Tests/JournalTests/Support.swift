import Foundation
import Journal
import TestTools
import Testing

/// Options with a small write buffer, so that a short test already makes tables and rotates the log.
func smallLog(_ env: FaultEnv? = nil) -> DatabaseOptions {
    var options = DatabaseOptions.log(cacheBytes: 1 << 20, env: env)
    options.writeBufferBytes = 64 << 10
    options.fileBytes = 1 << 20
    options.compression = false
    return options
}

func smallState(_ env: FaultEnv? = nil) -> DatabaseOptions {
    var options = DatabaseOptions.state(cacheBytes: 1 << 20, env: env)
    options.writeBufferBytes = 64 << 10
    options.fileBytes = 1 << 20
    return options
}

/// The bytes every test expects in entry `sequence`: they follow from it, so a mix-up shows.
func entry(_ sequence: UInt64, count: Int = 40) -> [UInt8] {
    var random = SplitMix64(sequence)
    return random.bytes(count)
}

/// Appends `batches` × `perBatch` entries; returns the last acknowledged sequence.
@discardableResult
func fill(_ log: some EntryLog, batches: Int, perBatch: Int, entryBytes: Int = 40) throws -> UInt64 {
    for _ in 0..<batches {
        let head = log.head
        try log.append((1...UInt64(perBatch)).map { entry(head + $0, count: entryBytes) }, expecting: head)
    }
    return log.head
}

/// Reads the whole log and compares it, entry by entry.
func checkEntries(_ log: LevelDBLog, entryBytes: Int = 40) throws {
    try log.verifyDense()
    var expected: UInt64 = 0
    try log.read(from: 1, through: .max) { sequence, bytes in
        expected += 1
        let stored = bytes.withUnsafeBytes { Array($0) }
        try #require(sequence == expected && stored == entry(sequence, count: entryBytes), "entry \(sequence)")
        return true
    }
    #expect(expected == log.head)
}

/// The code of what `body` throws, nil if it does not.
func code(_ body: () throws -> Void) -> JournalError.Code? {
    do {
        try body()
        return nil
    } catch {
        return (error as? JournalError)?.code ?? JournalError.Code.invalidArgument
    }
}

func files(in folder: String, suffix: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(suffix) }.sorted()
        .map { folder + "/" + $0 }
}
