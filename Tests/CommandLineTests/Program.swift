import Foundation
import Synchronization
import TestTools
import Testing

/// What a run of the program left behind.
struct Outcome: Sendable {
    let status: Int32
    let out: String
    let err: String
}

/// A ledger's folder of a test's own, and the built program to use it with.
final class Program: Sendable {
    let folder: String
    var data: String { folder + "/ledger" }

    init() throws {
        folder = temporaryPath()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Runs a command to its end.
    @discardableResult
    func run(_ arguments: String..., input: String = "", environment: [String: String] = [:]) async throws -> Outcome {
        try await run(arguments, input: input, environment: environment)
    }

    @discardableResult
    func run(_ arguments: [String], input: String = "", environment: [String: String] = [:]) async throws -> Outcome {
        let (process, standardInput) = prepared(arguments, environment)
        let (out, err) = (Pipe(), Pipe())
        process.standardOutput = out
        process.standardError = err
        return try await withCheckedThrowingContinuation { continuation in
            // Each pipe has a thread, because reading blocks and both must be emptied at once.
            DispatchQueue.global().async {
                do {
                    try process.run()
                    standardInput.fileHandleForWriting.write(Data(input.utf8))
                    try standardInput.fileHandleForWriting.close()
                    let errText = Mutex("")
                    let group = DispatchGroup()
                    DispatchQueue.global().async(group: group) {
                        let text = String(decoding: err.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
                        errText.withLock { $0 = text }
                    }
                    let outText = String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
                    group.wait()
                    process.waitUntilExit()
                    continuation.resume(
                        returning: Outcome(status: process.terminationStatus, out: outText, err: errText.withLock { $0 }))
                } catch {
                    continuation.resume(throwing: error)
                }
            }
        }
    }

    /// Starts the service, and waits until it says that it is ready.
    ///
    /// - Parameter openFiles: how many files it may have open, if not as many as the tests.
    /// - Parameter launcher: a program that starts it, such as nohup.
    func serve(_ arguments: String..., openFiles: Int? = nil, under launcher: String? = nil) async throws -> Serving {
        let (process, _) = prepared(["serve", "--log-level", "warning"] + arguments, [:])
        if let openFiles {
            process.executableURL = URL(fileURLWithPath: "/bin/sh")
            process.arguments =
                ["-c", "ulimit -n \(openFiles) && exec \"$0\" \"$@\"", BuiltProgram.path] + (process.arguments ?? [])
        } else if let launcher {
            process.executableURL = URL(fileURLWithPath: launcher)
            process.arguments = [BuiltProgram.path] + (process.arguments ?? [])
        }
        let out = Pipe()
        process.standardOutput = out
        try process.run()
        let line = await withCheckedContinuation { (continuation: CheckedContinuation<String, Never>) in
            DispatchQueue.global().async {
                var bytes = Data()
                while let byte = try? out.fileHandleForReading.read(upToCount: 1), !byte.isEmpty, byte != Data([10]) {
                    bytes += byte
                }
                continuation.resume(returning: String(decoding: bytes, as: UTF8.self))
            }
        }
        return Serving(process: process, out: out, readyLine: line)
    }

    /// Runs a command that has no end until it wrote so many lines.
    func run(
        _ arguments: [String], environment: [String: String], untilLines count: Int,
        meanwhile: @Sendable () async throws -> Outcome
    ) async throws -> [String] {
        let (process, _) = prepared(arguments, environment)
        let out = Pipe()
        process.standardOutput = out
        try process.run()
        _ = try await meanwhile()
        let text = await withCheckedContinuation { (continuation: CheckedContinuation<String, Never>) in
            DispatchQueue.global().async {
                var bytes = Data()
                while bytes.count(where: { $0 == 10 }) < count {
                    let more = out.fileHandleForReading.availableData
                    if more.isEmpty { break }
                    bytes += more
                }
                continuation.resume(returning: String(decoding: bytes, as: UTF8.self))
            }
        }
        process.terminate()
        process.waitUntilExit()
        return text.split(separator: "\n").map(String.init)
    }

    /// Starts a command that goes on until it is stopped; its standard input is open, and nothing comes in.
    ///
    /// - Parameter launcher: a program that starts it, with arguments of its own, such as setpriv.
    func start(_ arguments: String..., under launcher: [String] = []) throws -> Running {
        let (process, _) = prepared(arguments, [:])
        if let path = launcher.first {
            process.executableURL = URL(fileURLWithPath: path)
            process.arguments = launcher.dropFirst() + [BuiltProgram.path] + arguments
        }
        return try Running(process)
    }

    private func prepared(_ arguments: [String], _ environment: [String: String]) -> (Process, Pipe) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: BuiltProgram.path)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.environment = ["DAYBOOK_DATA": data, "PATH": "/usr/bin:/bin"].merging(environment) { $1 }
        let input = Pipe()
        process.standardInput = input
        // Not the tests' own: a service that a failing test leaves behind would keep it open, and its reader waiting.
        process.standardError = FileHandle.nullDevice
        return (process, input)
    }
}

/// A command that runs, and what it has written so far.
final class Running: @unchecked Sendable {
    // Foundation's Process is not marked Sendable; only one test uses each.
    private let process: Process
    private let written = Mutex((out: Data(), err: Data()))
    private let gathering = DispatchGroup()

    var out: String { written.withLock { String(decoding: $0.out, as: UTF8.self) } }
    var err: String { written.withLock { String(decoding: $0.err, as: UTF8.self) } }
    var lines: [String] { out.split(separator: "\n").map(String.init) }

    init(_ process: Process) throws {
        self.process = process
        let (out, err) = (Pipe(), Pipe())
        process.standardOutput = out
        process.standardError = err
        try process.run()
        gather(out) { $0.out += $1 }
        gather(err) { $0.err += $1 }
    }

    private func gather(_ pipe: Pipe, _ add: @escaping @Sendable (inout (out: Data, err: Data), Data) -> Void) {
        let file = pipe.fileHandleForReading
        DispatchQueue.global().async(group: gathering) { [self] in
            while case let more = file.availableData, !more.isEmpty { written.withLock { add(&$0, more) } }
        }
    }

    /// Waits until something is so, for a minute at most.
    func wait(until isSo: () -> Bool) async throws -> Bool {
        try await eventually(every: .milliseconds(50), isSo)
    }

    /// Sends a signal, and waits for the end: the exit status, or the signal that ended it.
    func stop(signal: Int32 = SIGTERM) async -> (status: Int32, isSignal: Bool) {
        kill(process.processIdentifier, signal)
        return await ended()
    }

    /// Waits until it ends by itself: the exit status, or the signal that ended it.
    func ended() async -> (status: Int32, isSignal: Bool) {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async { [process, gathering] in
                process.waitUntilExit()
                gathering.wait()
                continuation.resume(returning: (process.terminationStatus, process.terminationReason == .uncaughtSignal))
            }
        }
    }
}

/// A service that runs.
struct Serving: @unchecked Sendable {
    // Foundation's Process is not marked Sendable; only one test uses each.
    let process: Process
    let out: Pipe
    let readyLine: String

    /// Tells it to stop, and waits. What it wrote after its ready line, and its exit status.
    func stop(signal: Int32 = SIGTERM) async -> (out: String, status: Int32) {
        kill(process.processIdentifier, signal)
        return await ended()
    }

    /// Waits until it ends by itself. What it wrote after its ready line, and its exit status.
    func ended() async -> (out: String, status: Int32) {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                let text = String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
                process.waitUntilExit()
                continuation.resume(returning: (text, process.terminationStatus))
            }
        }
    }
}

/// A small shop: a warehouse, a product, five pieces, an order of two.
let shop = """
    {"id":"c-1","warehouse":{"register":{"warehouseId":"WH-1","name":"Hangzhou"}}}
    {"id":"c-2","catalog":{"createProduct":{"productId":"P-1","title":"Desk lamp, \\"tall\\"","kind":"PHYSICAL","publish":true,\
    "variants":[{"sku":"SKU-1","price":{"amount":10000,"currency":"CNY"}}]}}}
    {"id":"c-3","stock":{"receive":{"sku":"SKU-1","warehouseId":"WH-1","quantity":5}}}
    {"id":"c-4","order":{"place":{"orderId":"O-1","customerId":"C-1","currency":"CNY","lines":[{"sku":"SKU-1","quantity":2}]}}}

    """
