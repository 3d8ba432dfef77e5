import Client
import Testing
import daybook

@Suite("streams of commands")
struct StreamTests {
    @Test("a file's lines become whole commands, and their numbers are kept", arguments: [1, 4, 100])
    func lines(chunk: Int) throws {
        let bytes = Array("\n{1}\n{2}\n  \r\n\n{3}".utf8)
        var batcher = LineBatcher()
        var all = LineBatcher.Batch()
        func add(_ batch: LineBatcher.Batch) {
            all.bytes += batch.bytes
            all.count += batch.count
            all.jumps += batch.jumps
        }
        for start in stride(from: 0, to: bytes.count, by: chunk) {
            add(try batcher.lines(in: Array(bytes[start..<min(bytes.count, start + chunk)])))
        }
        add(batcher.end())
        #expect(String(decoding: all.bytes, as: UTF8.self) == "{1}\n{2}\n{3}\n")
        #expect(all.count == 3)
        let numbers = LineNumbers()
        numbers.add(all.jumps)
        #expect((0..<3).map { numbers.line(ofCommand: $0) } == [2, 3, 6])
    }

    @Test("a line without an end is refused")
    func endless() throws {
        var batcher = LineBatcher()
        let chunk = [UInt8](repeating: 120, count: LineBatcher.maxLineBytes + 1)
        #expect { try batcher.lines(in: chunk) } throws: { ($0 as? ExitError)?.status == .badData }
    }

    @Test("frames are cut out of any chunks", arguments: Wire.allCases, [1, 2, 7, 1000])
    func frames(wire: Wire, chunk: Int) throws {
        let messages = [Array("one".utf8), [UInt8](repeating: 65, count: 300), Array("three".utf8)]
        var bytes: [UInt8] = []
        for message in messages {
            switch wire {
            case .json: bytes += message + [10]
            case .protobuf: FrameCutter.append(message, to: &bytes)
            }
        }
        var cutter = FrameCutter(wire)
        var found: [[UInt8]] = []
        var passed: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: chunk) {
            let (whole, frames) = try cutter.cut(Array(bytes[start..<min(bytes.count, start + chunk)]))
            found += frames.map { Array(whole[$0]) }
            passed += whole
        }
        #expect(found == messages)
        #expect(passed == bytes)
        #expect(!cutter.isInsideFrame)
    }

    @Test("an empty message is a frame of no bytes")
    func emptyFrame() throws {
        var cutter = FrameCutter(.protobuf)
        #expect(try cutter.cut([0, 0]).frames == [1..<1, 2..<2])
    }

    @Test("a length that makes no sense ends the stream")
    func absurd() {
        var cutter = FrameCutter(.protobuf)
        #expect(throws: ClientError(.protocol, "")) { try cutter.cut([255, 255, 255, 255, 255, 255]) }
    }

    @Test("no more is in flight than the window takes", .timeLimit(.minutes(8)))
    func window() async throws {
        let window = CommandWindow(commands: 10, bytes: 1000)
        try await window.enter(commands: 8, bytes: 80)
        let second = Task { try await window.enter(commands: 8, bytes: 80) }
        try await Task.sleep(for: .milliseconds(20))
        #expect(window.unanswered == 8)
        #expect(window.leave(commands: 5))
        #expect(window.unanswered == 3)
        #expect(window.leave(commands: 1))
        try await second.value
        #expect(window.unanswered == 10)
        #expect(!window.leave(commands: 100))
    }

    @Test("a batch larger than the window goes alone, and a failure wakes the sender", .timeLimit(.minutes(8)))
    func largeAndFailed() async throws {
        let window = CommandWindow(commands: 10, bytes: 1000)
        try await window.enter(commands: 50, bytes: 5000)
        let second = Task { try await window.enter(commands: 1, bytes: 1) }
        try await Task.sleep(for: .milliseconds(20))
        window.fail(ClientError(.closed, ""))
        await #expect(throws: ClientError(.closed, "")) { try await second.value }
    }
}
