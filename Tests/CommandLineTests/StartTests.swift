import Foundation
import Glibc
import TestTools
import Testing

@Suite("starts at the same time, and streams that are refused", .timeLimit(.minutes(8)))
struct StartTests {
    @Test("of four starts at once on a new folder one serves it, and the others hear that it is in use")
    func fourStarts() async throws {
        for round in 0..<6 {
            let program = try Program()
            let starts = try (0..<4).map { _ in try program.start("serve") }
            #expect(try await starts[0].wait { starts.contains { !$0.out.isEmpty } }, "round \(round)")
            let serving = starts.filter { !$0.out.isEmpty }
            #expect(serving.count == 1, "round \(round)")
            for other in starts where !serving.contains(where: { $0 === other }) {
                let end = await other.ended()
                #expect(end.status == 69 && other.err.contains("in use"), "round \(round): \(end.status) \(other.err)")
            }
            let status = try await program.run("status")
            let format = try String(contentsOfFile: program.data + "/format", encoding: .utf8)
            let id = try #require(format.split(separator: "\n").last?.split(separator: " ").last)
            #expect(status.out.contains("\"ledger\":\"\(id)\""), "round \(round): \(format) \(status.out)")
            for start in serving { #expect(await start.stop().status == 0) }
        }
    }

    @Test("an address that cannot be one is refused before there is a ledger")
    func badAddress() async throws {
        let program = try Program()
        let end = try await program.run("serve", "--listen", "nope")
        #expect(end.status == 64 && end.err.contains("nope is no address"), "\(end.status) \(end.err)")
        #expect(!FileManager.default.fileExists(atPath: program.data + "/format"))
    }

    /// What runs a program as the account nobody, which has no role in a ledger.
    private static let asNobody = ["/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    /// Whether that is possible, and that account can read the built program.
    private static let canBeNobody: Bool = {
        guard geteuid() == 0, FileManager.default.isExecutableFile(atPath: asNobody[0]) else { return false }
        return (try? runTool(asNobody[0], asNobody.dropFirst() + ["test", "-x", BuiltProgram.path]).status) == 0
    }()

    @Test("a stream that is refused hears why at once, though its input stays open", .enabled(if: canBeNobody))
    func refusedStream() async throws {
        let program = try Program()
        let serving = try await program.serve()
        let socket = program.data + "/daybook.sock"
        for path in [program.folder, program.data] { chmod(path, 0o755) }
        chmod(socket, 0o666)
        let sending = try program.start("send", "-f", "-", "--socket", socket, under: Self.asNobody)
        // It has read nothing yet, and could go on for ever.
        #expect(try await sending.wait { !sending.err.isEmpty })
        #expect(sending.err.contains("forbidden"), "\(sending.err)")
        #expect(await sending.ended().status == 1)
        #expect(await serving.stop().status == 0)
    }
}
