import Foundation
import Glibc

/// The checkout this test was compiled from.
enum SourceTree {
    /// The folder that holds Package.swift, without a slash at its end.
    static let root = String(#filePath.prefix(#filePath.count - "/Tests/StyleTests/SourceTree.swift".count))

    /// Every Swift file under Sources and Tests that people write.
    static let swift: [SourceFile] = texts.filter { $0.path.hasSuffix(".swift") && $0.path.contains("/") }

    /// Everything that people write, of whatever kind.
    static let texts: [SourceFile] =
        files(
            under: ["Sources", "Tests", "tools", ".ci"],
            endings: [
                ".swift", ".cpp", ".h", ".proto", ".md", "/build", "/run", "/test", "/check", "/setup", "/generate", "/mutate",
                "/crash", "/profile", "/copy-targets", "/prove-context",
            ]
        ) + [file("README.md"), file("Package.swift")].compactMap(\.self)

    /// Swift files under Sources.
    static let sources = swift.filter { $0.path.hasPrefix("Sources/") }

    /// Swift files of one target.
    static func target(_ name: String) -> [SourceFile] {
        sources.filter { $0.path.hasPrefix("Sources/\(name)/") }
    }

    /// One file by its path from the root, or nil if it is not there.
    static func file(_ path: String) -> SourceFile? {
        guard let text = try? String(contentsOfFile: root + "/" + path, encoding: .utf8) else { return nil }
        return SourceFile(path: path, text: text)
    }

    /// Whether there is such a file or folder.
    static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: root + "/" + path)
    }

    /// Files under some folders, in the order of their paths.
    static func files(under folders: [String], endings: [String]) -> [SourceFile] {
        folders.flatMap { folder in
            let names = FileManager.default.enumerator(atPath: root + "/" + folder)?.compactMap { $0 as? String } ?? []
            return names.map { "\(folder)/\($0)" }.sorted()
                .filter { path in endings.contains(where: path.hasSuffix) && !path.contains("/.") && !path.contains("/Generated/") }
                .compactMap(file)
        }
    }
}

/// One file: its text, and its text with comments and strings blanked, so that a rule about code is not broken by words.
final class SourceFile: Sendable {
    let path: String
    let lines: [String]
    /// The same lines with comments and the insides of string literals replaced by blanks.
    let code: [String]

    init(path: String, text: String) {
        self.path = path
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let blanked = path.hasSuffix(".swift") ? CodeText.blanked(text) : text
        code = blanked == text ? lines : blanked.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// `path:line`, as compilers and editors write it. `index` counts from 0.
    func place(_ index: Int) -> String { "\(path):\(index + 1)" }

    /// Lines of code that have one of the words and match, as `path:line: the line`.
    ///
    /// The words only save time: most lines have none of them, and a pattern is slow.
    func matches(_ words: [String], _ pattern: some RegexComponent, where isWanted: (String) -> Bool = { _ in true }) -> [String] {
        code.indices.filter { line in
            words.contains(where: code[line].has) && code[line].contains(pattern) && isWanted(code[line])
        }.map(quote)
    }

    /// `path:line: the line`.
    func quote(_ index: Int) -> String { "\(place(index)): \(lines[index].trimmingCharacters(in: .whitespaces))" }
}

extension String {
    /// Whether the word occurs. C's search: a pattern, or Swift's own, takes seconds over the whole tree in a debug build.
    func has(_ word: String) -> Bool { strstr(self, word) != nil }
}
