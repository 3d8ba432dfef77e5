// swift-format-ignore-file
// Written by tools/generate: change the .proto files, never this one.

/// How much this program's schema says.
public enum SchemaNumbers {
    /// The count of its fields, verbs, events and words, which Protos/numbers.txt lists. They are added and never taken
    /// away, so of two versions of this program the one with the greater count is the newer one, and can read all that the
    /// other wrote.
    public static let count = 1316
}
