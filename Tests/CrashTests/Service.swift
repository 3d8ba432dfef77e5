import Dispatch
import Foundation
import Synchronization

/// The real program, as a process: started, killed, and asked by its command line.
final class Service: Sendable {
    let program: String
    /// The ledger's folder.
    let data: String
    /// What it and the commands write to standard error.
    private let log: String
    private let process = Mutex<Running?>(nil)

    private struct Running: @unchecked Sendable {
        // Foundation's Process is not marked Sendable; it is used only under the mutex.
        let process: Process
        let out: Pipe
    }

    init(program: String, folder: String) {
        self.program = program
        data = folder + "/ledger"
        log = folder + "/stderr.log"
        _ = FileManager.default.createFile(atPath: log, contents: nil)
    }

    deinit { process.withLock { _ = $0.map { Glibc.kill($0.process.processIdentifier, SIGKILL) } } }

    var socket: String { data + "/daybook.sock" }

    /// The last lines it wrote to standard error.
    var complaints: String {
        let text = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").suffix(5).joined(separator: "\n")
    }

    /// Starts it; it is not ready yet.
    func start() throws {
        let running = try launch(["serve", "--log-level", "warning"], on: data)
        process.withLock { $0 = running }
    }

    /// Waits for its ready line. False if it ended before.
    func isReady() async -> Bool {
        guard let running = process.withLock({ $0 }) else { return false }
        return await onThread {
            var line = Data()
            while !line.contains(10) {
                let more = running.out.fileHandleForReading.availableData
                if more.isEmpty { return false }
                line += more
            }
            return line.starts(with: Data("ready ".utf8))
        }
    }

    /// `kill -9`, or another signal, and waits for its end. Its exit status, or the signal that ended it.
    @discardableResult
    func kill(_ signal: Int32 = SIGKILL) async -> Int32 {
        let running = process.withLock { running in
            defer { running = nil }
            return running
        }
        guard let running else { return 0 }
        Glibc.kill(running.process.processIdentifier, signal)
        return await onThread {
            running.process.waitUntilExit()
            return running.process.terminationStatus
        }
    }

    /// Runs another command of the program to its end.
    func run(_ arguments: String..., on folder: String? = nil) async throws -> (status: Int32, out: String) {
        let running = try launch(arguments, on: folder ?? data)
        return await onThread {
            let out = String(decoding: running.out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            running.process.waitUntilExit()
            return (running.process.terminationStatus, out)
        }
    }

    private func launch(_ arguments: [String], on folder: String) throws -> Running {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.environment = ["DAYBOOK_DATA": folder, "PATH": "/usr/bin:/bin"]
        let out = Pipe()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = out
        let errors = FileHandle(forWritingAtPath: log)
        try errors?.seekToEnd()
        process.standardError = errors ?? FileHandle.nullDevice
        try process.run()
        try? errors?.close()
        return Running(process: process, out: out)
    }
}

/// Something that blocks, on a thread of its own.
func onThread<Result: Sendable>(_ body: @escaping @Sendable () -> Result) async -> Result {
    await withCheckedContinuation { continuation in DispatchQueue.global().async { continuation.resume(returning: body()) } }
}
