import Foundation

/// The program that was built with the tests.
package enum BuiltProgram {
    /// It lies beside them.
    package static let path: String = {
        let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
        return URL(fileURLWithPath: tests).deletingLastPathComponent().appendingPathComponent("daybook").path
    }()
}
