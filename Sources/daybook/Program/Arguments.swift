import Glibc

/// The program's arguments.
enum Arguments {
    /// All but the program's own name.
    ///
    /// Swift's own list has other characters in place of bytes that are not UTF-8: another id would be asked for, or another file.
    /// - Throws: `ExitError` 64 for such bytes.
    static func given() throws -> [String] {
        try (1..<max(1, Int(CommandLine.argc))).compactMap { place in
            guard let bytes = CommandLine.unsafeArgv[place] else { return nil }
            guard let text = String(validatingCString: bytes) else {
                let letters = (0..<strlen(bytes)).map { shown(UInt8(bitPattern: bytes[Int($0)])) }
                throw ExitError(.usage, "argument \(place) is not UTF-8: \(letters.joined()); give it in UTF-8")
            }
            return text
        }
    }

    /// A byte of ASCII as it is, another as `\xE9`.
    private static func shown(_ byte: UInt8) -> String {
        if byte < 0x80 { return String(UnicodeScalar(byte)) }
        return "\\x" + String(byte, radix: 16, uppercase: true)
    }
}
