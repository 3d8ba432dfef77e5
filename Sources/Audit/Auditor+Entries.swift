import Schema

// What entries say of their commands: whose they are, what caused them, and what they belong to.
extension Auditor {
    /// L4: every command id is used once, and each command of an atomic stream has its own events, which together are all.
    mutating func checkCommands(_ entry: Entry) {
        for id in [entry.id] + entry.commands.map(\.id) {
            expectTrue("L4", id, commandIDs.insert(Array(id.utf8)).inserted, "a command id of its own")
        }
        guard !entry.commands.isEmpty else { return }
        // Deadlines that were met in the same entry have events of their own, before theirs.
        expectAtMost(
            "L4", entry.id, "events", entry.commands.reduce(Sum(0)) { $0 + Sum($1.eventCount) }, Sum(entry.events.count))
        for command in entry.commands where command.skipped != nil {
            expectNumber("L4", command.id, "events of a skipped command", command.eventCount, 0)
        }
    }

    /// L5: what is named as a cause and is in the book comes before, and what is caused belongs to the same, where both say so.
    ///
    /// Of a command that was refused nothing follows: it may have been refused for that.
    mutating func checkOrigins(_ entry: Entry) {
        if entry.rejection == nil {
            check(cause: entry.causationID, of: entry.id, in: entry, entry.correlationID)
            for command in entry.commands {
                check(cause: command.causationID, of: command.id, in: entry, entry.correlation(ofCommand: command.id))
            }
        }
        if !entry.correlationID.isEmpty {
            entryCorrelations[entry.sequence] = entry.correlationID
            correlations[Array(entry.id.utf8)] = entry.correlationID
        }
        for command in entry.commands where !entry.correlation(ofCommand: command.id).isEmpty {
            correlations[Array(command.id.utf8)] = entry.correlation(ofCommand: command.id)
        }
    }

    private mutating func check(cause: String, of id: String, in entry: Entry, _ correlation: String) {
        guard !cause.isEmpty else { return }
        expectTrue("L5", id, !cause.utf8.elementsEqual(id.utf8), "a cause other than itself")
        let bytes = Array(cause.utf8)
        var theirs = correlations[bytes]
        // Digits are the number of an entry, unless a command has them for its id.
        if !commandIDs.contains(bytes), bytes.first != UInt8(ascii: "0"), bytes.allSatisfy({ (48...57).contains($0) }),
            let number = UInt64(cause)
        {
            expectTrue("L5", id, number < entry.sequence, "a cause before entry \(entry.sequence), not \(number)")
            theirs = entryCorrelations[number]
        }
        guard let theirs, !correlation.isEmpty else { return }
        expect("L5", id, correlation, theirs)
    }
}
