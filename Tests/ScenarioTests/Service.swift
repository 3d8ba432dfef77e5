import Foundation
import Synchronization
import TestTools

/// The real program, serving a ledger of its own.
final class Service: Sendable {
    let folder: String
    private let process: Mutex<Running>

    private struct Running: @unchecked Sendable {
        // Foundation's Process is not marked; whoever holds the mutex uses it.
        let process: Process
    }

    var socket: String { folder + "/ledger/daybook.sock" }

    /// Starts it on an empty folder, and waits for its ready line.
    init() throws {
        folder = temporaryPath()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        let (process, out) = Self.prepared(["serve", "--log-level", "warning"], folder)
        try process.run()
        self.process = Mutex(Running(process: process))
        var line = Data()
        while !line.contains(10) {
            let more = out.fileHandleForReading.availableData
            guard !more.isEmpty else { throw ScenarioFailure("the service ended before it was ready: \(complaints)") }
            line += more
        }
    }

    deinit {
        process.withLock { if $0.process.isRunning { kill($0.process.processIdentifier, SIGKILL) } }
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// The last lines that it, or a command, wrote to standard error.
    var complaints: String {
        let text = (try? String(contentsOfFile: folder + "/stderr.log", encoding: .utf8)) ?? ""
        return text.split(separator: "\n").suffix(5).joined(separator: "\n")
    }

    /// Runs another command of the program to its end.
    func run(_ arguments: String...) throws -> (status: Int32, out: String) {
        let (process, out) = Self.prepared(arguments, folder)
        try process.run()
        let text = String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, text)
    }

    /// Tells it to stop, and waits. Its exit status.
    func stop() -> Int32 {
        process.withLock {
            kill($0.process.processIdentifier, SIGTERM)
            $0.process.waitUntilExit()
            return $0.process.terminationStatus
        }
    }

    private static func prepared(_ arguments: [String], _ folder: String) -> (Process, Pipe) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: BuiltProgram.path)
        process.arguments = arguments
        process.environment = ["DAYBOOK_DATA": folder + "/ledger", "PATH": "/usr/bin:/bin"]
        let out = Pipe()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = out
        let log = folder + "/stderr.log"
        if !FileManager.default.fileExists(atPath: log) { _ = FileManager.default.createFile(atPath: log, contents: nil) }
        let errors = FileHandle(forWritingAtPath: log)
        _ = try? errors?.seekToEnd()
        process.standardError = errors ?? FileHandle.nullDevice
        return (process, out)
    }
}
