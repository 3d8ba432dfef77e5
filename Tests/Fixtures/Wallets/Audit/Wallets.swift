import Schema

// Wallets, audited: the balance is what was credited.

struct WalletModel {
    var customerID = ""
    var balance: Sum = 0
}

/// All wallets.
struct WalletSums {
    var byID: [String: WalletModel] = [:]
}

extension Auditor {
    mutating func wallet(_ event: WalletEvent.OneOf_Event, _ id: String) {
        switch event {
        case .opened(let event): sums.giftWallets.byID[id] = WalletModel(customerID: event.customerID)
        case .credited(let event): sums.giftWallets.byID[id, default: WalletModel()].balance += event.amount
        }
    }

    mutating func checkWallet(_ id: String) {
        expectNotNegative("W1", "wallet/" + id, "balance", sums.giftWallets.byID[id]?.balance ?? 0)
    }

    mutating func compare(_ row: Wallet, as entity: String) {
        compareHead(entity, id: row.walletID, version: row.version)
        let model = sums.giftWallets.byID[row.walletID] ?? WalletModel()
        expect("L6", entity, row.customerID, model.customerID)
        expectNumber("W1", entity, "balance", row.balance, model.balance)
    }
}
