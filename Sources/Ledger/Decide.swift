public import Schema

extension LedgerState {
    /// Decides a command: the registry of `decide`, exhaustive over every verb. A new verb does not compile until it is decided.
    ///
    /// Records the command's events, between `begin` and `commit` or `rollBack`.
    /// - Throws: `DecisionError.rejected` with the reason; `DecisionError.error` when a row could not be read.
    public mutating func decide(_ command: Command) throws(DecisionError) {
        try checkMaySend(command)
        try checkExpectations(command.expect)
        occurredAt = Moment(command.occurredAt)
        try decide(command.command)
    }

    private func checkExpectations(_ expectations: [Expectation]) throws(DecisionError) {
        try Check.count(expectations.count, "expect", limit: Limits.expectationsPerCommand)
        for expectation in expectations {
            guard let (table, id) = Table.split(expectation.entity), table.canHave(id: id) else {
                throw .invalid("expect.entity", "\(TerminalText.excerpt(expectation.entity)) is no KIND/ID such as order/O-1")
            }
            guard expectation.version <= Limits.wholeNumber else {
                throw .invalid("expect.version", "must be at most \(Limits.wholeNumber)")
            }
            let actual = try tables.version(table, id)
            guard actual == expectation.version else {
                throw .of(
                    .versionConflict, "\(expectation.entity) is at version \(actual), not \(expectation.version)",
                    ["entity": expectation.entity, "expected": String(expectation.version), "actual": String(actual)])
            }
        }
    }

    /// What a deadline brings, or nothing if its reason has gone away since. Recorded like a command's events.
    ///
    /// - Returns: the name its entry carries (`order.expire`), or nil if nothing was recorded.
    public mutating func decideDeadline(of entity: EntityName, due: Moment) throws(DecisionError) -> String? {
        guard let table = entity.table else { return nil }
        func meet<E: Entity>(_: E.Type) throws(DecisionError) -> String? { try E.meetDeadline(of: entity.id, due: due, in: &self) }
        return try meet(table.type)
    }
}
