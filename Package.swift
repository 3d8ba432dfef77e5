// swift-tools-version: 6.2
// Daybook: an event-sourced ledger for e-commerce transactions, on LevelDB.
// The table of targets is in Sources/Daybook.docc/Daybook.md: each dependency below is one of its rows, and there are no others.
import PackageDescription

/// Settings every Swift target shares: the features that keep imports and existentials explicit.
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
]

let protobuf: Target.Dependency = .product(name: "SwiftProtobuf", package: "swift-protobuf")
let persistentMaps: Target.Dependency = .product(name: "HashTreeCollections", package: "swift-collections")
let heap: Target.Dependency = .product(name: "HeapModule", package: "swift-collections")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let nio: [Target.Dependency] = [
    .product(name: "NIOCore", package: "swift-nio"),
    .product(name: "NIOPosix", package: "swift-nio"),
    .product(name: "NIOHTTP1", package: "swift-nio"),
]

let package = Package(
    name: "daybook",
    products: [.executable(name: "daybook", targets: ["daybook"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-protobuf", exact: "1.39.0"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-collections", exact: "1.6.0"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
        .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", exact: "0.2.0"),
    ],
    targets: [
        .target(
            name: "CLevelDB",
            linkerSettings: [.linkedLibrary("leveldb")]
        ),
        .target(
            name: "Schema",
            dependencies: [],
            exclude: ["Protos"],
            swiftSettings: settings
        ),
        .target(
            name: "Ledger",
            dependencies: ["Schema", persistentMaps, heap],
            swiftSettings: settings
        ),
        // What it checks is what the ledger does: it may know the events, and nothing of the code that makes them.
        .target(name: "Audit", dependencies: ["Schema"], swiftSettings: settings),
        .target(
            name: "Journal",
            dependencies: [
                "CLevelDB", "Schema",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
            ],
            swiftSettings: settings + [.strictMemorySafety()]
        ),
        .target(
            name: "Engine",
            dependencies: ["Ledger", "Journal", "Schema", persistentMaps, logging],
            swiftSettings: settings
        ),
        .target(
            name: "Service",
            dependencies: ["Engine", "Ledger", "Journal", "Schema", persistentMaps, logging] + nio,
            swiftSettings: settings
        ),
        .target(
            name: "Client",
            dependencies: ["Schema"] + nio,
            swiftSettings: settings
        ),
        .executableTarget(
            name: "daybook",
            dependencies: [
                "Service", "Client", "Engine", "Journal", "Ledger", "Schema", logging,
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "Histogram", package: "hdrhistogram-swift"),
            ],
            swiftSettings: settings,
            // An order allocates some hundred small objects, which another thread frees; with this allocator it takes a tenth less
            // CPU.
            linkerSettings: [.linkedLibrary("jemalloc")]
        ),
        // What tests share. Nothing that ships may depend on these three.
        .target(name: "TestTools", path: "Tests/Support/Tools", swiftSettings: settings),
        .target(
            name: "TestWorld",
            dependencies: ["TestTools", "Engine", "Ledger", "Journal", "Schema", logging],
            path: "Tests/Support/World",
            swiftSettings: settings
        ),
        .target(
            name: "TestLaws", dependencies: ["TestWorld", "Audit", "Engine", "Ledger"], path: "Tests/Support/Laws",
            swiftSettings: settings
        ),
        .testTarget(
            name: "SnapshotTests",
            dependencies: ["TestTools", "TestWorld", "Engine", "Ledger", "Journal", "Schema", logging],
            swiftSettings: settings
        ),
        .testTarget(
            name: "EngineTests",
            dependencies: [
                "TestTools", "TestWorld", "TestLaws", "Audit", "Engine", "Ledger", "Journal", "Schema", persistentMaps, logging,
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "ServiceTests",
            dependencies: ["TestTools", "TestWorld", "Service", "Engine", "Ledger", "Journal", "Schema", logging] + nio,
            swiftSettings: settings
        ),
        .testTarget(name: "AuditTests", dependencies: ["TestTools", "Audit", "Schema"], swiftSettings: settings),
        .target(name: "Oracle", dependencies: [protobuf], path: "Tests/Oracle"),
        .testTarget(name: "SchemaTests", dependencies: ["TestTools", "Schema", "Oracle", protobuf], swiftSettings: settings),
        .testTarget(name: "JournalTests", dependencies: ["TestTools", "Journal"], swiftSettings: settings),
        .testTarget(
            name: "LedgerTests",
            dependencies: ["TestTools", "TestWorld", "TestLaws", "Audit", "Ledger", "Schema", persistentMaps],
            swiftSettings: settings
        ),
        .testTarget(
            name: "CommandLineTests",
            dependencies: [
                "TestTools", "daybook", "Client", "Service", "Engine", "Journal", "Ledger", "Schema",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "CrashTests",
            dependencies: ["TestTools", "TestWorld", "daybook", "Client", "Ledger", "Schema"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "ScenarioTests",
            dependencies: ["TestTools", "TestWorld", "TestLaws", "daybook", "Audit", "Ledger", "Schema"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "ImportTests",
            dependencies: ["TestTools", "TestWorld", "daybook", "Engine", "Ledger", "Schema"],
            exclude: ["olist-totals"],
            swiftSettings: settings
        ),
        .testTarget(name: "StyleTests", swiftSettings: settings),
    ],
    cxxLanguageStandard: .cxx17
)
