public import Schema

// Wallets: what a customer has in credit with the shop.
//
// Entity `wallet/ID`. The context that tools/prove-context adds to a copy.
//
// Reads other contexts: none.

extension LedgerState {
    mutating func openWallet(_ command: OpenWallet) throws(DecisionError) {
        try Check.id(command.walletID, "walletId")
        try Check.id(command.customerID, "customerId")
        guard try wallet(command.walletID) == nil else { throw .alreadyExists(.wallet, command.walletID) }
        try create(.opened(WalletOpened(customerID: command.customerID)), on: command.walletID, of: Wallet.self)
    }

    mutating func creditWallet(_ command: CreditWallet) throws(DecisionError) {
        try Check.id(command.walletID, "walletId")
        try Check.positive(command.amount, "amount")
        guard let wallet = try wallet(command.walletID) else { throw .notFound(.wallet, command.walletID) }
        guard wallet.balance <= Limits.amount - command.amount else { throw .overflow("amount") }
        try record(.credited(WalletCredited(amount: command.amount)), on: wallet.walletID, of: Wallet.self)
    }
}

extension Wallet {
    public init(id: String) {
        self.init()
        walletID = id
    }

    public var id: String { walletID }

    public static func evolve(_ row: inout Wallet, _ event: WalletEvent.OneOf_Event, at time: Moment) {
        switch event {
        case .opened(let event): row.customerID = event.customerID
        case .credited(let event): row.balance &+= event.amount
        }
        row.updatedAt = time.timestamp
    }
}

extension WalletCommand {
    static let examples = [
        Example(
            "wallet.open", "a customer's first", #"{"walletId":"W-1","customerId":"C-1"}"#,
            then: .events(["wallet/W-1 wallet.opened"])),
        Example(
            "wallet.credit", "of no wallet", #"{"walletId":"W-1","amount":500}"#, then: .rejected(.notFound)),
    ]
}
