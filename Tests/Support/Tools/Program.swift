import Foundation
import Synchronization

/// The built program, and a folder of its own to use it in: how every test that needs a process runs it.
package final class Program: Sendable {
    package let folder = temporaryPath()
    private let path: String
    private let isKept = Atomic(false)

    /// The ledger's folder, which is not there yet.
    package var data: String { folder + "/ledger" }
    package var socket: String { data + "/daybook.sock" }

    /// - Parameter path: the program, if not the one that was built with the tests.
    package init(_ path: String = BuiltProgram.path) throws {
        self.path = path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    }

    deinit { if !isKept.load(ordering: .relaxed) { try? FileManager.default.removeItem(atPath: folder) } }

    /// Leaves the folder to whoever has to find out what went wrong in it; else it is removed in the end.
    package func keep() { isKept.store(true, ordering: .relaxed) }

    /// What a run left behind.
    package struct Outcome: Sendable {
        package let status: Int32
        package let out: String
        package let err: String
    }

    /// Runs a command to its end.
    @discardableResult
    package func run(_ arguments: String..., input: String = "", environment: [String: String] = [:]) async throws -> Outcome {
        try await run(arguments, input: input, environment: environment)
    }

    @discardableResult
    package func run(_ arguments: [String], input: String = "", environment: [String: String] = [:]) async throws -> Outcome {
        let running = try Running(prepared(arguments, environment), input: input)
        let end = await running.ended()
        return Outcome(status: end.status, out: running.out, err: running.err)
    }

    /// Starts the service, and waits until it says that it is ready, or ends.
    ///
    /// - Parameter openFiles: how many files it may have open, if not as many as the tests.
    /// - Parameter launcher: a program that starts it, such as nohup.
    package func serve(_ arguments: String..., openFiles: Int? = nil, under launcher: String? = nil) async throws -> Running {
        let process = prepared(["serve", "--log-level", "warning"] + arguments, [:])
        if let openFiles {
            process.executableURL = URL(fileURLWithPath: "/bin/sh")
            process.arguments = ["-c", "ulimit -n \(openFiles) && exec \"$0\" \"$@\"", path] + (process.arguments ?? [])
        } else if let launcher {
            process.executableURL = URL(fileURLWithPath: launcher)
            process.arguments = [path] + (process.arguments ?? [])
        }
        let serving = try Running(process)
        _ = try await serving.isReady()
        return serving
    }

    /// Starts a command that goes on until it is stopped; its standard input is open, and nothing comes in.
    ///
    /// - Parameter launcher: a program that starts it, with arguments of its own, such as setpriv.
    package func start(
        _ arguments: String..., under launcher: [String] = [], environment: [String: String] = [:]
    ) throws -> Running {
        let process = prepared(arguments, environment)
        if let launched = launcher.first {
            process.executableURL = URL(fileURLWithPath: launched)
            process.arguments = launcher.dropFirst() + [path] + arguments
        }
        return try Running(process)
    }

    private func prepared(_ arguments: [String], _ environment: [String: String]) -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.environment = ["DAYBOOK_DATA": data, "PATH": "/usr/bin:/bin"].merging(environment) { $1 }
        return process
    }
}
