/// The program's version.
package enum Version {
    /// Semantic version.
    package static let text = "0.1.0"
}
