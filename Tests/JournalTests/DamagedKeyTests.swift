import Dispatch
import Foundation
import Synchronization
import TestTools
import Testing

@testable import Journal

/// Keys whose files are damaged, cannot be read or overwritten, or were left by an interruption.
@Suite("Damaged keys")
struct DamagedKeyTests {
    private static let place = Array("customer/C-1".utf8)

    private func store(_ folder: String, source: MasterKeySource = .file) throws -> KeyStore {
        let store = KeyStore(folder: folder + "/keys", ledger: "abc", source: source, secondsBeforeTryingAgain: 0.01)
        _ = try store.hash([1], for: .email) { true }
        return store
    }

    private func file(of name: String, _ folder: String) -> String { folder + "/keys/\(name.prefix(16)).keys" }

    private func slot(_ name: String) throws -> Range<Int> {
        let start = 64 * (1 + (try #require(Int(name.dropFirst(17)))))
        return start..<start + 64
    }

    private func bytes(_ path: String) -> [UInt8] { Array(FileManager.default.contents(atPath: path) ?? Data()) }

    private func flip(_ path: String, at place: Int) throws {
        var all = bytes(path)
        all[place] ^= 1
        try Data(all).write(to: URL(fileURLWithPath: path))
    }

    private static func eventually(_ isSo: () throws -> Bool) throws -> Bool {
        for _ in 0..<6000 {
            if try isSo() { return true }
            usleep(10_000)
        }
        return false
    }

    @Test("one flipped bit in one slot keeps no other key under the master key of before: it is kept as it is, and told")
    func oneSlot() throws {
        try withFolder { folder in
            let keys = try store(folder)
            let (mine, broken) = (try keys.newKey(), try keys.newKey())
            let box = try keys.seal([7], under: mine, at: Self.place)
            let (path, place) = (file(of: mine, folder), try slot(broken))
            try flip(path, at: place.lowerBound + 20)
            let (before, kept) = (bytes(folder + "/keys/master"), bytes(path)[place])
            for number in 1...2 {
                let store = try store(folder)
                let rotation = try store.rotate()
                #expect(rotation.files == number + 1 && rotation.damaged == [broken])
                #expect(bytes(path)[place] == kept)
                #expect(try store.open(box, under: mine, at: Self.place) == .bytes([7]))
                #expect(try store.open(box, under: broken, at: Self.place) == .unavailable)
                #expect(!FileManager.default.fileExists(atPath: folder + "/keys/master.next"))
                #expect(bytes(folder + "/keys/master") != before)
                _ = try store.newKey()
            }
            // A bit of the head costs no key.
            try flip(path, at: 17)
            #expect(try store(folder).open(box, under: mine, at: Self.place) == .bytes([7]))
            #expect(try store(folder).rotate().damaged == [broken])
            // Nor does one slot where nothing else is left in its file.
            for slot in 0..<256 where slot != Int(broken.dropFirst(17)) { try store(folder).destroy("\(mine.prefix(16)).\(slot)") }
            #expect(try store(folder).rotate().damaged == [broken])
        }
    }

    @Test("one flipped bit in a head costs no key and stops no rotation, which mends it", arguments: [0, 8, 17, 23, 25, 27, 40])
    func head(byte: Int) throws {
        try withFolder { folder in
            let name = try store(folder).newKey()
            let box = try store(folder).seal([7], under: name, at: Self.place)
            let path = file(of: name, folder)
            for path in [path, folder + "/keys/ledger.keys"] {
                let whole = bytes(path)
                try flip(path, at: byte)
                let keys = try store(folder)
                #expect(try keys.open(box, under: name, at: Self.place) == .bytes([7]))
                let report = try keys.rotate()
                #expect(report.files == 2 && report.damaged.isEmpty)
                #expect(bytes(path).prefix(16) == whole.prefix(16) && bytes(path)[24..<64] == whole[24..<64])
                #expect(try store(folder).open(box, under: name, at: Self.place) == .bytes([7]))
            }
        }
    }

    @Test("a damaged key is destroyed as any other, so that whose it is can be erased; one that is gone is missing")
    func destroyed() throws {
        try withFolder { folder in
            let name = try store(folder).newKey()
            try flip(file(of: name, folder), at: slot(name).lowerBound + 20)
            let keys = try store(folder)
            try keys.checkIsHere(name)
            try keys.destroy(name)
            #expect(try keys.isDestroyed(name) && bytes(file(of: name, folder))[slot(name)].allSatisfy { $0 == 0 })
            #expect(throws: JournalError(.keysMissing)) { try keys.checkIsHere(name) }
        }
    }

    @Test("a file that was cut is told, and nothing is wrapped anew without what it has lost", arguments: [63, 64 * 200, 64 * 256])
    func cut(to count: Int) throws {
        try withFolder { folder in
            let path = file(of: try store(folder).newKey(), folder)
            try Data(bytes(path).prefix(count)).write(to: URL(fileURLWithPath: path))
            let error = #expect(throws: JournalError(.keysMissing)) { try store(folder).rotate() }
            #expect(error?.message.contains(path) == true)
        }
    }

    @Test("what somebody else left in the folder stops no rotation, and stays as it is")
    func strays() throws {
        try withFolder { folder in
            let name = try store(folder).newKey()
            let strays = ["copy.keys", "ledger (2).keys", name.prefix(15) + "g.keys", ".DS_Store"].map { folder + "/keys/" + $0 }
            for stray in strays { try Data("nobody's".utf8).write(to: URL(fileURLWithPath: stray)) }
            #expect(try store(folder).rotate().files == 2)
            for stray in strays { #expect(bytes(stray) == Array("nobody's".utf8)) }
        }
    }

    @Test("where no slot opens, or the master key is damaged, nothing is wrapped anew, and no other master key is left")
    func everySlot() throws {
        try withFolder { folder in
            let name = try store(folder).newKey()
            let (path, master) = (file(of: name, folder), folder + "/keys/master")
            let (whole, wholeMaster) = (bytes(path), bytes(master))
            func refuses() throws {
                let files = try FileManager.default.contentsOfDirectory(atPath: folder + "/keys").sorted()
                let before = files.map { bytes(folder + "/keys/" + $0) }
                let keys = KeyStore(folder: folder + "/keys", ledger: "abc")
                #expect(throws: JournalError(.keysMissing)) { try keys.rotate() }
                #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/keys").sorted() == files)
                #expect(files.map { bytes(folder + "/keys/" + $0) } == before)
            }
            for slot in 1...256 { try flip(path, at: 64 * slot + 20) }
            try refuses()
            try Data(whole).write(to: URL(fileURLWithPath: path))
            // Another key than the one that was written, and no key at all.
            for byte in ["x", wholeMaster[0] == UInt8(ascii: "0") ? "1" : "0"] {
                try Data(Array(byte.utf8) + wholeMaster.dropFirst()).write(to: URL(fileURLWithPath: master))
                try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: master)
                try refuses()
            }
            try Data(wholeMaster).write(to: URL(fileURLWithPath: master))
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: master)
            try flip(folder + "/keys/ledger.keys", at: 64 + 20)
            try refuses()
        }
    }

    @Test("a key that cannot be destroyed is owed: it opens nothing more, and goes as soon as it can, also after a restart")
    func owed() throws {
        try withFolder { folder in
            let keys = try store(folder)
            let name = try keys.newKey()
            let box = try keys.seal([7], under: name, at: Self.place)
            let (path, note) = (file(of: name, folder), folder + "/keys/owed")
            let wrapped = bytes(path)[try slot(name)]
            try FileManager.default.moveItem(atPath: path, toPath: folder + "/away")
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
            #expect(try keys.giveUp(name) != nil && keys.owed == 1)
            #expect(try keys.open(box, under: name, at: Self.place) == .destroyed)
            #expect(bytes(note) == Array((name + "\n").utf8))
            keys.close()

            let again = try store(folder)
            try again.prepare()
            try again.takeUpOwed()
            #expect(again.owed == 1)
            try FileManager.default.removeItem(atPath: path)
            try FileManager.default.moveItem(atPath: folder + "/away", toPath: path)
            #expect(try Self.eventually { again.owed == 0 })
            let place = try slot(name)
            #expect(bytes(path).firstRange(of: wrapped) == nil && bytes(path)[place].allSatisfy { $0 == 0 })
            #expect(try Self.eventually { !FileManager.default.fileExists(atPath: note) })
            again.close()
            let last = try store(folder)
            try last.takeUpOwed()
            #expect(try last.owed == 0 && last.isDestroyed(name))
            #expect(try last.giveUp(name) == nil)

            // Where not even a note can be made, whoever goes on would forget it.
            try FileManager.default.moveItem(atPath: folder + "/keys", toPath: folder + "/other")
            try Data().write(to: URL(fileURLWithPath: folder + "/keys"))
            #expect(throws: JournalError.self) { try last.giveUp(name) }
            #expect(last.owed == 0)
        }
    }

    @Test("what an interrupted rotation leaves is overwritten in place, and nothing is lost by it", arguments: 0...3)
    func interrupted(after step: Int) throws {
        try withFolder { folder in
            let keys = try store(folder)
            let name = try keys.newKey()
            let box = try keys.seal([7], under: name, at: Self.place)
            let (path, witness) = (file(of: name, folder), folder + "/witness")
            let files = FileManager.default
            // A name of the test's own keeps what was replaced in reach.
            switch step {
            case 0:
                // It was written, and is to take the file's place.
                try files.copyItem(atPath: path, toPath: path + ".next")
                try files.linkItem(atPath: path + ".next", toPath: witness)
            case 1:
                try files.copyItem(atPath: path, toPath: path + ".next")
                try files.linkItem(atPath: path, toPath: path + ".old")
                try files.linkItem(atPath: path + ".next", toPath: witness)
            case 2:
                try files.copyItem(atPath: path, toPath: path + ".next")
                try files.linkItem(atPath: path, toPath: witness)
                try files.moveItem(atPath: path, toPath: path + ".old")
                try files.moveItem(atPath: path + ".next", toPath: path)
            default:
                try files.linkItem(atPath: path, toPath: witness)
            }
            let restarted = try store(folder)
            if step < 3 { try restarted.prepare() } else { #expect(try restarted.rotate().files == 2) }
            let old = bytes(witness)
            #expect(old.count == 64 * 257 && old.allSatisfy { $0 == 0 })
            #expect(
                try files.contentsOfDirectory(atPath: folder + "/keys").sorted()
                    == ["ledger.keys", "master", "\(name.prefix(16)).keys"].sorted())
            #expect(try store(folder).open(box, under: name, at: Self.place) == .bytes([7]))
            #expect(try store(folder).rotate().files == 2)
            #expect(try store(folder).open(box, under: name, at: Self.place) == .bytes([7]))
        }
    }

    @Test("what cannot be read is not taken for what is missing")
    func unreadable() throws {
        try withFolder { folder in
            let keys = try store(folder)
            let name = try keys.newKey()
            let box = try keys.seal([7], under: name, at: Self.place)
            let path = file(of: name, folder)
            try FileManager.default.moveItem(atPath: path, toPath: folder + "/away")
            #expect(try store(folder).open(box, under: name, at: Self.place) == .unavailable)
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
            #expect(throws: JournalError(.notALedger)) { try store(folder).open(box, under: name, at: Self.place) }
        }
    }

    @Test("nobody waits for the program that gives the master key while it is run again")
    func slowProgram() throws {
        try withFolder { folder in
            let go = DispatchSemaphore(value: 0)
            let runs = Atomic(0)
            let keys = KeyStore(
                folder: folder + "/keys", ledger: "abc",
                source: .output {
                    guard runs.add(1, ordering: .relaxed).newValue > 1 else { throw JournalError(.keysMissing, "not yet") }
                    go.wait()
                    return Array((String(repeating: "a", count: 64) + "\n").utf8)
                }, timeBetweenRuns: .zero)
            for _ in 0..<3 {
                #expect(throws: JournalError(.keysMissing)) { _ = try keys.hash([1], for: .email) { true } }
            }
            go.signal()
            let isThere = try Self.eventually {
                let hash = try? keys.hash([1], for: .email) { true }
                return hash != nil
            }
            #expect(isThere)
            #expect(runs.load(ordering: .relaxed) == 2)
        }
    }
}
