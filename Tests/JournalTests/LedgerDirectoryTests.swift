import Foundation
import TestTools
import Testing

@testable import Journal

@Suite("The ledger's folder")
struct LedgerDirectoryTests {
    @Test("creating makes the folders, 0700 inside one the group can pass, and a format file; opening again accepts them")
    func create() throws {
        try withFolder { folder in
            let directory = try LedgerDirectory.open(folder + "/data/", create: true)
            #expect(directory.path == folder + "/data")
            #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path).isEmpty)
            let id = try directory.make()
            #expect(try String(contentsOfFile: directory.format, encoding: .utf8) == "daybook 1\nledger \(id)\n")
            for path in [directory.path, directory.log, directory.state, directory.heads, directory.keys] {
                let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
                #expect(mode == (path == directory.path ? 0o750 : 0o700), "\(path)")
            }
            #expect(try LedgerDirectory.open(folder + "/data", create: false) == directory)
            #expect(try LedgerDirectory.open(folder + "/data", create: true) == directory)
            let log = try LevelDBLog(path: directory.log)
            let rows = try RowStore.open(path: directory.state)
            #expect(log.head == 0 && rows.marker == nil)
        }
    }

    @Test("who has not the lock writes nothing, so that of two starts at once only one gives the ledger its id")
    func twoStarts() throws {
        try withFolder { folder in
            let (first, second) = (LedgerDirectory(path: folder), LedgerDirectory(path: folder))
            let lock = try first.lock()
            #expect(try LedgerDirectory.open(folder, create: true) == second)
            #expect(code { _ = try second.lock() } == .locked)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["daybook.lock"])
            let id = try first.make()
            #expect(try LedgerDirectory.open(folder, create: true) == second)
            lock.release()
            try second.lock().release()
            #expect(try second.make() == id)
        }
    }

    @Test("many starts at once make one ledger, whose id all of them see")
    func manyStarts() async throws {
        for _ in 0..<20 {
            let folder = temporaryPath()
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let ids = await withTaskGroup(of: Result<String, any Error>.self) { group in
                for _ in 0..<8 { group.addTask { Result { try Self.start(folder) } } }
                return await group.reduce(into: []) { $0.append($1) }
            }
            let made = Set(ids.compactMap { try? $0.get() })
            #expect(made.count == 1)
            #expect(try LedgerDirectory(path: folder).ledgerID() == made.first)
            for case .failure(let error) in ids { #expect(error as? JournalError == JournalError(.locked), "\(error)") }
        }
    }

    /// What a start does first; it gives the lock up again, so that another one comes next.
    private static func start(_ folder: String) throws -> String {
        let directory = try LedgerDirectory.open(folder, create: true)
        let lock = try directory.lock()
        defer { lock.release() }
        return try directory.make()
    }

    @Test("a folder that cannot be listed is an error, and not an empty one")
    func unreadable() throws {
        try withFolder { folder in
            for name in ["a", "b", "c"] { try Data().write(to: URL(fileURLWithPath: folder + "/" + name)) }
            var left = 2
            let error = #expect(throws: JournalError(.io)) {
                try File.names(in: folder) { stream in
                    left -= 1
                    guard left >= 0 else {
                        errno = EIO
                        return nil
                    }
                    return readdir(stream)
                }
            }
            #expect(error?.message.contains("cannot list \(folder)") == true)
            errno = EIO
            #expect(try File.names(in: folder) == ["a", "b", "c"])
        }
    }

    @Test("what cannot be looked at is not missing")
    func cannotLook() throws {
        try withFolder { folder in
            let loop = folder + "/loop"
            try FileManager.default.createSymbolicLink(atPath: loop, withDestinationPath: loop)
            try Data().write(to: URL(fileURLWithPath: folder + "/file"))
            #expect(try ["/file", "/none", "/file/none"].map { try File.exists(folder + $0) } == [true, false, false])
            #expect(throws: JournalError(.io)) { try File.exists(loop + "/l") }
            let error = #expect(throws: JournalError(.io)) { _ = try LedgerDirectory.open(loop + "/l", create: false) }
            #expect(error?.message == "cannot look at \(loop)/l")
            #expect(throws: JournalError(.io)) { try LedgerDirectory.removeFlatFolder(loop + "/l") }
        }
    }

    @Test("what an interrupted rebuild left is deleted; what is no folder of files is not")
    func leftovers() throws {
        try withFolder { folder in
            let directory = try LedgerDirectory.open(folder + "/data", create: true)
            _ = try directory.make()
            let files = FileManager.default
            for name in ["state.new", "state.old"] {
                try RowStore.open(path: directory.path + "/" + name).close()
                try directory.removeLeftovers()
                #expect(!files.fileExists(atPath: directory.path + "/" + name))
            }
            try directory.makeRebuiltFile(named: [0xff, 0x61])
            try directory.removeRebuiltState()
            #expect(!files.fileExists(atPath: directory.rebuiltState))
            try files.createDirectory(atPath: folder + "/other", withIntermediateDirectories: false)
            try files.createSymbolicLink(atPath: directory.rebuiltState, withDestinationPath: folder + "/other")
            try directory.removeLeftovers()
            #expect(try files.destinationOfSymbolicLink(atPath: directory.rebuiltState) == folder + "/other")
            #expect(files.fileExists(atPath: directory.state))
        }
    }

    @Test("a folder that is missing, a file, or full of other things is no ledger")
    func noLedger() throws {
        try withFolder { folder in
            #expect(throws: JournalError(.notFound)) { try LedgerDirectory.open(folder + "/x", create: false) }
            #expect(throws: JournalError(.notALedger)) { try LedgerDirectory.open(folder, create: false) }
            try Data([1]).write(to: URL(fileURLWithPath: folder + "/photo"))
            #expect(throws: JournalError(.notALedger)) { try LedgerDirectory.open(folder, create: true) }
            #expect(throws: JournalError(.notALedger)) { try LedgerDirectory.open(folder + "/photo", create: true) }
        }
    }

    @Test(
        "a newer format is refused by name, a damaged one as damage",
        arguments: [
            ("daybook 2\n", .newerFormat), ("daybook 17\n", .newerFormat), ("", .corruption), ("daybook 1", .corruption),
            ("daybook -1\n", .corruption), ("daybook 0\n", .corruption), ("daybook x\n", .corruption), ("\u{0}\u{0}", .corruption),
            ("daybook 2\nwhatever\n", .newerFormat), ("daybook 1\n\n", .corruption), ("daybook 1\nledger \n", .corruption),
            ("daybook 1\nledger 0123456789ABCDEF0123456789ABCDEF\n", .corruption),
            ("daybook 1\nledger 0123456789abcdef0123456789abcdef", .corruption),
            ("daybook 1\nledger 0123456789abcdef0123456789abcdef\n\n", .corruption),
        ] as [(String, JournalError.Code)])
    func format(text: String, code: JournalError.Code) throws {
        try withFolder { folder in
            let directory = LedgerDirectory(path: folder)
            try Data(text.utf8).write(to: URL(fileURLWithPath: directory.format))
            #expect(throws: JournalError(code)) { try LedgerDirectory.open(folder, create: true) }
            #expect(throws: JournalError(code)) { try LedgerDirectory.open(folder, create: false) }
        }
    }

    @Test("who may do what can be written down before the first start")
    func accessFirst() throws {
        try withFolder { folder in
            try Data("{}".utf8).write(to: URL(fileURLWithPath: folder + "/access.json"))
            #expect(throws: JournalError(.notALedger)) { try LedgerDirectory.open(folder, create: false) }
            _ = try LedgerDirectory.open(folder, create: true).make()
            #expect(try String(contentsOfFile: folder + "/access.json", encoding: .utf8) == "{}")
        }
    }

    @Test(
        "a pipe, a link or a folder in the place of one of the ledger's own files is refused, and not waited for",
        arguments: ["format", "log/CHAIN", "log/CURRENT", "log/LOCK", "state/DAMAGED", "state/CURRENT"])
    func strangeFiles(name: String) throws {
        try withFolder { folder in
            let files = FileManager.default
            try Self.open(folder + "/data")
            let path = folder + "/data/" + name
            if files.fileExists(atPath: path) {
                try files.moveItem(atPath: path, toPath: folder + "/kept")
            } else {
                try Data("kept\n".utf8).write(to: URL(fileURLWithPath: folder + "/kept"))
            }
            let kept = try Data(contentsOf: URL(fileURLWithPath: folder + "/kept"))
            let strange: [() throws -> Void] = [
                { #expect(mkfifo(path, 0o600) == 0) },
                { try files.createSymbolicLink(atPath: path, withDestinationPath: folder + "/kept") },
            ]
            for (number, make) in strange.enumerated() {
                try make()
                let error = #expect(throws: JournalError(.notALedger), "\(number)") { try Self.open(folder + "/data") }
                #expect(error?.message.contains(path) == true, "\(number)")
                try files.removeItem(atPath: path)
            }
            #expect(try Data(contentsOf: URL(fileURLWithPath: folder + "/kept")) == kept)
        }
    }

    /// Opens a ledger with all that is in it, as a start does.
    private static func open(_ folder: String) throws {
        let directory = try LedgerDirectory.open(folder, create: true)
        let lock = try directory.lock()
        defer { lock.release() }
        _ = try directory.make()
        let log = try LevelDBLog(path: directory.log)
        defer { log.close() }
        try directory.checkStateIsSound()
        try RowStore.open(path: directory.state).close()
    }

    @Test("what lies where a new file is made is replaced, not written to")
    func strangeNewFile() throws {
        try withFolder { folder in
            try Data("precious".utf8).write(to: URL(fileURLWithPath: folder + "/target"))
            let data = folder + "/data"
            let strange: [() throws -> Void] = [
                { #expect(symlink(folder + "/target", data + "/format.new") == 0) },
                { #expect(link(folder + "/target", data + "/format.new") == 0) },
                { #expect(mkfifo(data + "/format.new", 0o600) == 0) },
            ]
            for make in strange {
                try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: false)
                try make()
                #expect(try LedgerDirectory.open(data, create: true).make().count == 32)
                #expect(try String(contentsOfFile: folder + "/target", encoding: .utf8) == "precious")
                try FileManager.default.removeItem(atPath: data)
            }
        }
    }

    @Test("a start that was cut short before the format file can be started again")
    func cutShort() throws {
        try withFolder { folder in
            for name in ["daybook.lock", "format.new"] {
                try Data().write(to: URL(fileURLWithPath: folder + "/" + name))
            }
            #expect(try LedgerDirectory.open(folder, create: true).make().count == 32)
        }
    }

    @Test("a ledger gets an id when it is first served, and keeps it; a folder from before has none until then")
    func ledgerID() throws {
        try withFolder { folder in
            try Data("daybook 1\n".utf8).write(to: URL(fileURLWithPath: folder + "/format"))
            let directory = try LedgerDirectory.open(folder, create: true)
            #expect(try directory.ledgerID() == nil)
            let id = try directory.make()
            #expect(id.count == 32 && id.allSatisfy { $0.isHexDigit && !$0.isUppercase })
            #expect(try String(contentsOfFile: directory.format, encoding: .utf8) == "daybook 1\nledger \(id)\n")
            #expect(try directory.make() == id)
            #expect(try LedgerDirectory.open(folder, create: false).ledgerID() == id)
            #expect(try LedgerDirectory.open(folder, create: true).make() == id)
            let other = try LedgerDirectory.open(folder + "/other", create: true)
            #expect(try other.make() != id)
        }
    }

    @Test("one process at a time: the second is told which one has it")
    func lock() throws {
        try withFolder { folder in
            let directory = try LedgerDirectory.open(folder, create: true)
            let lock = try directory.lock()
            let error = #expect(throws: JournalError.self) { _ = try directory.lock() }
            #expect(error?.code == .locked)
            #expect(error?.message.contains("in use by process \(ProcessInfo.processInfo.processIdentifier)") == true)
            lock.release()
            lock.release()
            let again = try directory.lock()
            again.release()
            do { _ = try directory.lock() }
            _ = try directory.lock()
        }
    }

    @Test("a lock file that is a link of any kind, no file, or can be written by others is refused; what it leads to is left alone")
    func strangeLock() throws {
        try withFolder { folder in
            let directory = try LedgerDirectory.open(folder + "/data", create: true)
            let files = FileManager.default
            let target = folder + "/target"
            try Data("precious".utf8).write(to: URL(fileURLWithPath: target))
            let strange: [() throws -> Void] = [
                { try files.createSymbolicLink(atPath: directory.lockFile, withDestinationPath: target) },
                { try files.createSymbolicLink(atPath: directory.lockFile, withDestinationPath: folder + "/nowhere") },
                { try files.createDirectory(atPath: directory.lockFile, withIntermediateDirectories: false) },
                { #expect(mkfifo(directory.lockFile, 0o600) == 0) },
                { #expect(link(target, directory.lockFile) == 0) },
                {
                    try Data().write(to: URL(fileURLWithPath: directory.lockFile))
                    try files.setAttributes([.posixPermissions: 0o622], ofItemAtPath: directory.lockFile)
                },
            ]
            for (number, make) in strange.enumerated() {
                try make()
                let error = #expect(throws: JournalError(.notALedger), "\(number)") { _ = try directory.lock() }
                #expect(error?.message.contains("daybook.lock") == true, "\(number)")
                try files.removeItem(atPath: directory.lockFile)
            }
            #expect(try String(contentsOfFile: target, encoding: .utf8) == "precious")
            #expect(!files.fileExists(atPath: folder + "/nowhere"))
            try directory.lock().release()
        }
    }

    @Test("a lost CURRENT is damage, not a new and empty ledger")
    func lostCurrent() throws {
        try withFolder { folder in
            let log = try LevelDBLog(path: folder + "/log")
            try fill(log, batches: 1, perBatch: 3)
            log.close()
            try FileManager.default.removeItem(atPath: folder + "/log/CURRENT")
            #expect(throws: JournalError(.corruption)) { _ = try LevelDBLog(path: folder + "/log") }
        }
    }
}

@Suite("Digests")
struct DigestTests {
    @Test("SHA-256 of known texts, whole and in pieces")
    func known() {
        let hex = { (bytes: [UInt8]) in bytes.map { String(format: "%02x", $0) }.joined() }
        #expect(hex(Digest.sha256([])) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(hex(Digest.sha256([0])) == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")
        var hasher = DigestHasher()
        hasher.update([0x61])
        let early = hasher.finish()
        hasher.update([0x62, 0x63])
        #expect(hex(hasher.finish()) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(early == Digest.sha256([0x61]))
    }
}

extension LedgerDirectory {
    /// Puts a file into state.new, whose name need not be UTF-8.
    fileprivate func makeRebuiltFile(named name: [UInt8]) throws {
        try FileManager.default.createDirectory(atPath: rebuiltState, withIntermediateDirectories: true)
        let file = (Array((rebuiltState + "/").utf8) + name + [0]).map { CChar(bitPattern: $0) }
        let descriptor = creat(file, 0o600)
        try #require(descriptor >= 0)
        close(descriptor)
    }
}
