// swift-tools-version: 6.2
// Daybook's schema compiler: a plugin of protoc that writes Sources/Schema/Generated. Run by tools/generate, never shipped.
import PackageDescription

let package = Package(
    name: "schema-compiler",
    dependencies: [.package(url: "https://github.com/apple/swift-protobuf", exact: "1.39.0")],
    targets: [
        .executableTarget(
            name: "protoc-gen-daybook",
            dependencies: [
                .product(name: "SwiftProtobuf", package: "swift-protobuf"),
                .product(name: "SwiftProtobufPluginLibrary", package: "swift-protobuf"),
            ])
    ],
    swiftLanguageModes: [.v6]
)
