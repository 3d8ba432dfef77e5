import Testing

/// Which target may know which (the table of targets in Sources/Daybook.docc/Daybook.md).
@Suite("Style: targets")
struct TargetTests {
    private static let system: Set<String> = ["Glibc", "Synchronization", "Dispatch"]
    private static let nio: Set<String> = ["NIOCore", "NIOPosix", "NIOHTTP1"]

    /// What each target may import. Ledger has no system module: it knows no disk, no thread and no clock.
    static let allowed: [String: Set<String>] = [
        "Schema": [],
        "Ledger": ["Schema", "HashTreeCollections", "HeapModule"],
        // Not Ledger: what `evolve` gets wrong must not be wrong here too.
        "Audit": ["Schema"],
        "Journal": system.union(["CLevelDB", "Schema", "Crypto", "CryptoExtras"]),
        "Engine": system.union(["Ledger", "Journal", "Schema", "HashTreeCollections", "Logging"]),
        "Service": system.union(nio).union([
            "Engine", "Ledger", "Journal", "Schema", "HashTreeCollections", "Logging",
        ]),
        "Client": system.union(nio).union(["Schema"]),
        "daybook": system.union([
            "Service", "Client", "Engine", "Journal", "Ledger", "Schema", "Logging", "ArgumentParser",
            "ServiceLifecycle", "UnixSignals", "Histogram",
        ]),
    ]

    /// Single files that may import more, each with its reason.
    static let excused = [
        "Sources/Ledger/Flows/Allocation.swift": (
            module: "Glibc", reason: "distances; each is recorded in the event, never recomputed"
        )
    ]

    @Test("a target imports only what its row allows", arguments: allowed.keys.sorted())
    func imports(target: String) {
        let offenders = SourceTree.target(target).flatMap { file in
            file.code.indices.compactMap { line -> String? in
                guard let module = Self.importedModule(file.code[line]), Self.allowed[target]?.contains(module) == false,
                    Self.excused[file.path]?.module != module
                else { return nil }
                return "\(file.place(line)): \(module)"
            }
        }
        expectNone(offenders, "\(target) must not know it")
    }

    @Test("every target has a row")
    func rows() throws {
        let package = try #require(SourceTree.file("Package.swift"))
        let text = package.lines.joined(separator: "\n")
        let targets = text.matches(of: /\.(?:executableTarget|target)\(\s*name: "(\w+)"/).map { String($0.output.1) }
        #expect(targets.count > 5)
        // What tests share is no part of the product: no row allows it.
        let exempt: Set = ["CLevelDB", "Oracle", "TestTools", "TestWorld", "TestLaws"]
        expectNone(targets.filter { !exempt.contains($0) && Self.allowed[$0] == nil }, "give the target a row in TargetTests")
    }

    /// Package.swift would let a target import what one of its dependencies depends on.
    @Test("the auditor depends on the schema alone")
    func auditor() throws {
        let package = try #require(SourceTree.file("Package.swift"))
        let text = package.lines.joined(separator: " ")
        let target = try #require(text.firstMatch(of: /name: "Audit",\s*dependencies: \[([^\]]*)\]/))
        #expect(target.output.1 == "\"Schema\"")
    }

    /// Nothing that ships reads or writes with the library: it is what the tests hold the schema's own code against.
    @Test("swift-protobuf is the tests' alone")
    func library() throws {
        let package = try #require(SourceTree.file("Package.swift"))
        let text = package.lines.joined(separator: "\n")
        // Each piece is one target's arguments.
        let targets = text.split(separator: /\.(?:target|testTarget|executableTarget)\(\s*name: (?=")/).dropFirst()
        let users = targets.filter { $0.contains(/\bprotobuf\b|SwiftProtobuf|"Oracle"/) }
        #expect(Set(users.compactMap { $0.split(separator: "\"").first.map(String.init) }) == ["Oracle", "SchemaTests"])
    }

    @Test("nothing in Sources needs Foundation, or a part of it")
    func foundation() {
        let offenders = SourceTree.sources.flatMap { file in
            file.code.indices.filter { Self.importedModule(file.code[$0])?.hasPrefix("Foundation") == true }.map { file.place($0) }
        }
        expectNone(offenders, "the standard library serves, and Glibc where the target may have it")
    }

    private static func importedModule(_ line: String) -> String? {
        guard line.has("import ") else { return nil }
        let pattern = /^\s*(?:@\w+(?:\(\w+\))?\s+)*(?:\w+ )?import (?:(?:struct|func|class|enum|var) )?(\w+)/
        return line.firstMatch(of: pattern).map { String($0.output.1) }
    }
}
