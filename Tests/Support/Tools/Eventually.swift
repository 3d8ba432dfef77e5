/// Waits until something is so, and does not ask again once it is.
///
/// - Returns: whether it came to be so within a minute, many times what it takes on a busy machine.
package func eventually(every pause: Duration = .milliseconds(5), _ isSo: () throws -> Bool) async throws -> Bool {
    let start = ContinuousClock.now
    repeat {
        if try isSo() { return true }
        try await Task.sleep(for: pause)
    } while ContinuousClock.now - start < .seconds(60)
    return try isSo()
}
