import Testing

@testable import Journal

@Suite("Hashes of passwords")
struct PasswordHashTests {
    @Test("a hash is that of its password alone, also read from its text; two of one password differ")
    func matching() throws {
        let hash = try PasswordHash("correct horse", cost: .init(logN: 4))
        #expect(try hash.matches("correct horse") && !hash.matches("correct horsf") && !hash.matches(""))
        let read = try #require(PasswordHash(hash.text))
        #expect(try read == hash && read.matches("correct horse"))
        #expect(hash.text.hasPrefix("$scrypt$ln=4,r=8,p=1$"))
        #expect(try PasswordHash("correct horse", cost: .init(logN: 4)) != hash)
        #expect(PasswordHash.Cost().logN == 17 && PasswordHash.Cost().blockSize == 8 && PasswordHash.Cost().parallelism == 1)
    }

    /// Source: RFC 7914 § 12, the vector of "pleaseletmein" (N=16384, r=8, p=1), whose first 32 bytes a shorter output has too.
    @Test("the hash is scrypt's")
    func vector() throws {
        let salt = Array("SodiumChloride".utf8)
        let hash = try PasswordHash("pleaseletmein", cost: .init(logN: 14), entropy: { _ in salt })
        let expected: [UInt8] = [
            0x70, 0x23, 0xbd, 0xcb, 0x3a, 0xfd, 0x73, 0x48, 0x46, 0x1c, 0x06, 0xcd, 0x81, 0xfd, 0x38, 0xeb, 0xfd, 0xa8, 0xfb, 0xba,
            0x90,
            0x4f, 0x8e, 0x3e, 0xa9, 0xb5, 0x43, 0xf6, 0x54, 0x5d, 0xa1, 0xf2,
        ]
        let read = try #require(PasswordHash(hash.text))
        #expect(read == hash)
        #expect(read.text.split(separator: "$").last.map(String.init) == Self.base64(expected))
    }

    private static func base64(_ bytes: [UInt8]) -> String {
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        var bits = bytes.flatMap { byte in (0..<8).map { byte >> (7 - $0) & 1 } }
        while bits.count % 6 != 0 { bits.append(0) }
        return String(
            stride(from: 0, to: bits.count, by: 6).map { start in
                digits[bits[start..<start + 6].reduce(0) { $0 << 1 | Int($1) }]
            })
    }

    @Test(
        "what is no such text is none",
        arguments: [
            "", "$scrypt$", "$argon2id$ln=4,r=8,p=1$AAAA$AAAA", "$scrypt$ln=4,r=8$AAAA$AAAA", "$scrypt$ln=40,r=8,p=1$AAAA$AAAA",
            "$scrypt$ln=4,r=8,p=1$AA=A$AAAA", "$scrypt$ln=4,r=8,p=1$AAAA$AAAA",
        ])
    func nonsense(_ text: String) {
        #expect(PasswordHash(text) == nil)
    }
}
