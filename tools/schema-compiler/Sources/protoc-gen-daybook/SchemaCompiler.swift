import SwiftProtobuf
import SwiftProtobufPluginLibrary

/// The plugin: protoc gives it descriptors, and it gives back a Swift file for each `.proto`, and one for all of them together.
/// With the parameter `ledger` or `audit` it gives what that module needs to know of them, with `numbers` their numbers as a text.
@main
struct SchemaCompiler: CodeGenerator {
    var supportedFeatures: [Google_Protobuf_Compiler_CodeGeneratorResponse.Feature] { [.proto3Optional] }
    var supportedEditionRange: ClosedRange<Google_Protobuf_Edition> { .proto3 ... .proto3 }
    var customOptionExtensions: [any AnyMessageExtension] {
        [
            Extensions_boxed, Extensions_whole, Extensions_entity, Extensions_boxed_payloads, Extensions_always,
            Extensions_zero_is_none, Extensions_unhashed_zero, Extensions_storefront, Extensions_provider, Extensions_entity_name,
            Extensions_summed,
            Extensions_unit, Extensions_example, Extensions_required, Extensions_subject, Extensions_personal, Extensions_secret,
            Extensions_customers, Extensions_own,
        ]
    }
    var version: String? { nil }
    var projectURL: String? { nil }
    var copyrightLine: String? { nil }

    static func main() { SchemaCompiler().main(nil) }

    func generate(
        files: [FileDescriptor], parameter: any CodeGeneratorParameter, protoCompilerContext: any ProtoCompilerContext,
        generatorOutputs: any GeneratorOutputs
    ) throws {
        let numbers = NumberList(files)
        if parameter.parameter == "numbers" {
            try generatorOutputs.add(fileName: "numbers.txt", contents: numbers.lines.map { $0 + "\n" }.joined())
            return
        }
        let registry = try Registry(files)
        var source = SourceText()
        switch parameter.parameter {
        case "ledger": source.ledgerRegistry(registry)
        case "audit": source.auditRegistry(registry)
        default: source.schemaRegistry(registry)
        }
        try generatorOutputs.add(fileName: "Registry.swift", contents: source.text)
        guard parameter.parameter.isEmpty else { return }
        try generatorOutputs.add(fileName: "SchemaNumbers.swift", contents: numbers.source)
        for file in files where !file.messages.isEmpty {
            let messages = try file.messages.map { try MessageModel($0) }
            var source = SourceText()
            source.line("// swift-format-ignore-file")
            source.line("// What \(file.name) says, as Swift. Written by tools/generate: change the .proto file, never this one.")
            for message in messages {
                source.line()
                source.type(of: message)
            }
            let base = file.name.split(separator: "/").last?.split(separator: ".").first.map(String.init) ?? file.name
            try generatorOutputs.add(fileName: "\(base).swift", contents: source.text)
        }
    }
}
