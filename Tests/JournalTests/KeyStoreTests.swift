import Foundation
import TestTools
import Testing

@testable import Journal

@Suite("The keys of personal data")
struct KeyStoreTests {
    private static let place = Array("customer/C-1".utf8)

    /// A store of a ledger that has its first keys.
    private func store(_ folder: String, ledger: String = "abc", source: MasterKeySource = .file) throws -> KeyStore {
        let store = KeyStore(folder: folder + "/keys", ledger: ledger, source: source)
        _ = try store.hash([1], for: .email) { true }
        return store
    }

    /// All bytes of all files in a folder.
    private func bytes(in folder: String) throws -> [UInt8] {
        try FileManager.default.subpathsOfDirectory(atPath: folder).flatMap { path in
            Array(FileManager.default.contents(atPath: folder + "/" + path) ?? Data())
        }
    }

    @Test("what is sealed opens under the same key at the same place alone, also after a restart")
    func sealing() throws {
        try withFolder { folder in
            let keys = try store(folder)
            let (mine, other) = (try keys.newKey(), try keys.newKey())
            #expect(mine != other)
            let box = try keys.seal(Array("Mei Lin".utf8), under: mine, at: Self.place)
            #expect(try keys.seal(Array("Mei Lin".utf8), under: mine, at: Self.place) != box)
            for keys in [keys, try store(folder)] {
                #expect(try keys.open(box, under: mine, at: Self.place) == .bytes(Array("Mei Lin".utf8)))
                #expect(try keys.open(box, under: other, at: Self.place) == .unavailable)
                #expect(try keys.open(box, under: mine, at: Self.place + [0]) == .unavailable)
                #expect(try keys.open(Array(box.dropLast()), under: mine, at: Self.place) == .unavailable)
                #expect(try keys.open(box, under: "../../format.0", at: Self.place) == .unavailable)
            }
            // A start begins a new file, so no key is given out twice.
            #expect(try store(folder).newKey().prefix(16) != mine.prefix(16))
            let modes = try FileManager.default.contentsOfDirectory(atPath: folder + "/keys").map {
                try FileManager.default.attributesOfItem(atPath: folder + "/keys/" + $0)[.posixPermissions] as? Int
            }
            #expect(Set(modes) == [0o600])
        }
    }

    @Test("a destroyed key is gone from every file, wrapped and unwrapped, and opens nothing")
    func destroying() throws {
        try withFolder { folder in
            let keys = try store(folder)
            let (name, other) = (try keys.newKey(), try keys.newKey())
            let box = try keys.seal([7], under: name, at: Self.place)
            let kept = try keys.seal([8], under: other, at: Self.place)
            let parts = name.split(separator: ".")
            let file = folder + "/keys/\(parts[0]).keys"
            let slot = try #require(Int(parts[1]))
            let wrapped = try #require(try File.read(file, limit: 1 << 20))[(64 * (1 + slot))...].prefix(60)
            #expect(try bytes(in: folder).firstRange(of: wrapped) != nil)
            // What an interrupted rotation leaves has the key as well.
            try FileManager.default.copyItem(atPath: file, toPath: file + ".next")

            try keys.destroy(name)
            #expect(try bytes(in: folder).firstRange(of: wrapped) == nil)
            for keys in [keys, try store(folder)] {
                #expect(try keys.open(box, under: name, at: Self.place) == .destroyed && keys.isDestroyed(name))
                #expect(throws: JournalError(.keysMissing)) { try keys.seal([7], under: name, at: Self.place) }
                #expect(try keys.open(kept, under: other, at: Self.place) == .bytes([8]))
                try keys.destroy(name)
            }
        }
    }

    @Test("keys wrapped anew open the same; the master key of before is gone and opens nothing", arguments: [false, true])
    func rotation(isInterrupted: Bool) throws {
        try withFolder { folder in
            let keys = try store(folder)
            let (name, gone) = (try keys.newKey(), try keys.newKey())
            let box = try keys.seal([7], under: name, at: Self.place)
            let hash = try keys.hash([1], for: .email)
            try keys.destroy(gone)
            let master = try #require(FileManager.default.contents(atPath: folder + "/keys/master"))
            let before = try #require(try File.read(folder + "/keys/\(name.prefix(16)).keys", limit: 1 << 20))
            if isInterrupted {
                // It ended with one of two files wrapped anew.
                try MasterKeyFile(folder: folder + "/keys", entropy: KeyStore.random).makeNext()
                let masters = try MasterKeyFile(folder: folder + "/keys", entropy: KeyStore.random).keys()
                #expect(masters.count == 2)
                let segment = KeySegment(path: folder + "/keys/ledger.keys", name: "ledger", ledger: "abc")
                _ = try segment.rewrap(masters, KeyStore.random)
                #expect(try store(folder).open(box, under: name, at: Self.place) == .bytes([7]))
            }
            #expect(try (isInterrupted ? store(folder) : keys).rotate().files == 2)
            let all = try bytes(in: folder)
            #expect(all.firstRange(of: Array(master.prefix(64))) == nil)
            #expect(all.firstRange(of: before[64..<124]) == nil)
            for keys in isInterrupted ? [try store(folder)] : [keys, try store(folder)] {
                #expect(try keys.open(box, under: name, at: Self.place) == .bytes([7]))
                #expect(try keys.isDestroyed(gone))
                #expect(try keys.hash([1], for: .email) == hash)
                #expect(try keys.newKey() != name)
            }
        }
    }

    @Test("a hash needs the key, and each purpose has its own; without the key it is not made anew")
    func hashes() throws {
        try withFolder { folder in
            let keys = try store(folder)
            let hash = try keys.hash([1], for: .email)
            #expect(try hash.count == 32 && hash == store(folder).hash([1], for: .email))
            #expect(try hash != keys.hash([1], for: .command) && hash != Digest.sha256([1]))
            try FileManager.default.removeItem(atPath: folder + "/keys/ledger.keys")
            #expect(throws: JournalError(.keysMissing)) {
                try KeyStore(folder: folder + "/keys", ledger: "abc").hash([1], for: .email)
            }
        }
    }

    @Test("keys of another ledger, under another master key, or in a file that others read, open nothing")
    func others() throws {
        try withFolder { folder in
            let name = try store(folder).newKey()
            let box = try store(folder).seal([7], under: name, at: Self.place)
            #expect(try KeyStore(folder: folder + "/keys", ledger: "other").open(box, under: name, at: Self.place) == .unavailable)
            #expect(throws: JournalError(.keysMissing)) {
                try KeyStore(folder: folder + "/keys", ledger: "other").hash([1], for: .email) { true }
            }
            let master = folder + "/keys/master"
            try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: master)
            let error = #expect(throws: JournalError(.keysMissing)) { try store(folder) }
            #expect(error?.message.hasSuffix("chmod 600 it") == true)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: master)
            try File.writeSynced(master, Array((String(repeating: "0", count: 64) + "\n").utf8))
            #expect(try KeyStore(folder: folder + "/keys", ledger: "abc").open(box, under: name, at: Self.place) == .unavailable)
        }
    }

    @Test("a program gives the master keys: the newest first, and rotation wraps under that")
    func program() throws {
        let (old, new) = (String(repeating: "a", count: 64), String(repeating: "b", count: 64))
        func output(_ lines: String...) -> MasterKeySource { .output { Array((lines.joined(separator: "\n") + "\n").utf8) } }
        try withFolder { folder in
            let keys = try store(folder, source: output(old))
            let name = try keys.newKey()
            let box = try keys.seal([7], under: name, at: Self.place)
            #expect(!FileManager.default.fileExists(atPath: folder + "/keys/master"))
            #expect(try store(folder, source: output(new, old)).rotate().files == 2)
            #expect(try store(folder, source: output(new)).open(box, under: name, at: Self.place) == .bytes([7]))
            #expect(throws: JournalError(.keysMissing)) { try store(folder, source: output(old)) }
            for nonsense in [output("x"), output(old, "x"), .output { [] }] {
                #expect(throws: JournalError(.keysMissing)) { try store(folder, source: nonsense) }
            }
        }
    }

    @Test("a program that gives a wrong key, or another one each time, is found out before anything is wrapped under it")
    func wrongProgram() throws {
        let (old, new) = (String(repeating: "a", count: 64), String(repeating: "b", count: 64))
        let fickle = MasterKeySource.output { Array((Digest.hex(KeyStore.random(32)) + "\n" + old + "\n").utf8) }
        try withFolder { folder in
            let keys = try store(folder, source: .output { Array(old.utf8) })
            let name = try keys.newKey()
            let box = try keys.seal([7], under: name, at: Self.place)
            func files() throws -> [String: Data?] {
                let names = try FileManager.default.contentsOfDirectory(atPath: folder + "/keys")
                return Dictionary(
                    uniqueKeysWithValues: names.map { ($0, FileManager.default.contents(atPath: folder + "/keys/" + $0)) })
            }
            let before = try files()
            for source in [fickle, .output { Array(new.utf8) }] {
                let wrong = KeyStore(folder: folder + "/keys", ledger: "abc", source: source)
                #expect(throws: JournalError(.keysMissing)) { try wrong.rotate() }
                #expect(try files() == before)
            }
            // Lines may end as they do elsewhere, and digits be large.
            let other = MasterKeySource.output { Array((new.uppercased() + "\r\n" + old + "\r\n").utf8) }
            #expect(try store(folder, source: other).rotate().files == 2)
            #expect(try store(folder, source: .output { Array(new.utf8) }).open(box, under: name, at: Self.place) == .bytes([7]))
        }
    }

    @Test("many keys are all different, and are given out while more are made")
    func many() throws {
        try withFolder { folder in
            let keys = try store(folder)
            let names = try (0..<1000).map { _ in try keys.newKey() }
            #expect(Set(names).count == names.count)
            let box = try keys.seal([7], under: names[999], at: Self.place)
            #expect(try store(folder).open(box, under: names[999], at: Self.place) == .bytes([7]))
        }
    }
}
