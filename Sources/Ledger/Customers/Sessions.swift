public import Schema

// Sessions: times in which a customer is logged in. The folder's main file has their states.

extension Session {
    public init(id: String) {
        self.init()
        sessionID = id
    }

    public var id: String { sessionID }

    public var deadline: Moment? { status == .open ? Moment(expiresAt) : nil }

    public func addKeys(to keys: inout [IndexKey]) {
        if status == .open, !tokenHash.isEmpty { keys.append(IndexKey(.sessionToken, tokenHash)) }
    }

    public func links(after event: CustomerEvent.OneOf_Event) -> [IndexKey] {
        if case .sessionOpened = event { [IndexKey(.sessionCustomer, customerID)] } else { [] }
    }

    public static func meetDeadline(of id: String, due: Moment, in state: inout LedgerState) throws(DecisionError) -> String? {
        try state.expireSession(id, due: due)
    }

    /// The session after an event. Total: never fails, reads nothing but its arguments.
    public static func evolve(_ row: inout Session, _ event: CustomerEvent.OneOf_Event, at time: Moment) {
        switch event {
        case .sessionOpened(let event):
            row.status = .open
            (row.customerID, row.tokenHash, row.expiresAt) = (event.customerID, event.tokenHash, event.expiresAt)
            row.openedAt = time.timestamp
        case .sessionClosed(let event):
            (row.status, row.reason, row.closedAt) = (.closed, event.reason, time.timestamp)
        case .registered, .emailVerified, .profileChanged, .addressAdded, .addressRemoved, .erased, .suspended, .reinstated,
            .passwordSet, .logInsFailed, .locked, .unlocked, .roleGranted, .roleRevoked, .sellerApproved, .sellerSuspended,
            .accessNoted, .paymentPinSet:
            break
        }
        row.updatedAt = time.timestamp
    }
}
