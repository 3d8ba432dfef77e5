import Foundation

/// A path that nothing has yet. It is short: the path of a socket in it has at most 107 bytes.
package func temporaryPath() -> String { "/tmp/db-" + String(UInt64.random(in: 0 ... .max), radix: 36) }

/// A folder of one test's own, removed when this goes out of scope.
package struct TemporaryFolder: ~Copyable {
    package let path = temporaryPath()

    package init() throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// Does something with a folder of its own, which is removed afterwards.
package func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
    let folder = try TemporaryFolder()
    return try body(folder.path)
}

/// Turns bits of one byte of a file.
/// - Parameter place: which byte, of so many.
package func harm(_ file: String, bits: UInt8 = 1, at place: (_ count: Int) -> Int) throws {
    var bytes = try Data(contentsOf: URL(fileURLWithPath: file))
    bytes[place(bytes.count)] ^= bits
    try bytes.write(to: URL(fileURLWithPath: file))
}
