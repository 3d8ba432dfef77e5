import Foundation
import TestTools
import Testing

/// What the process, and the libraries in it, write to standard error for a while. Passed on afterwards.
enum StandardErrorCapture {
    static func run(_ body: () async -> Void) async throws -> String {
        let path = temporaryPath()
        defer { try? FileManager.default.removeItem(atPath: path) }
        let saved = dup(2)
        let file = open(path, O_RDWR | O_CREAT | O_APPEND, 0o600)
        try #require(saved >= 0 && file >= 0)
        dup2(file, 2)
        await body()
        dup2(saved, 2)
        close(file)
        close(saved)
        let text = try String(contentsOfFile: path, encoding: .utf8)
        FileHandle.standardError.write(Data(text.utf8))
        return text
    }
}
