import Audit
import Engine
import Ledger
import Schema
import TestTools
import TestWorld
import Testing

/// Run by tools/prove-context in a copy that has the context.
@Suite struct WalletTests {
    @Test("a context that is a folder, a .proto and a line in the root message decides, keeps and finds its rows")
    func wallets() throws {
        try withFolder { folder in
            let ledger = try TestLedger(folder + "/l", entriesPerFlush: 20)
            defer { ledger.close() }
            for number in 1...30 {
                let opened = try ledger.send("wallet.open", #"{"walletId":"W-\#(number)","customerId":"C-\#(number % 3)"}"#)
                #expect(opened == ["wallet/W-\(number) wallet.opened"])
            }
            try ledger.wait("a flush") { ledger.engine.status.flushed >= 20 }
            #expect(try ledger.send("wallet.credit", #"{"walletId":"W-3","amount":500}"#) == ["wallet/W-3 wallet.credited"])
            #expect(try ledger.refusal("wallet.credit", #"{"walletId":"W-99","amount":500}"#) == "not_found")
            #expect(try ledger.refusal("wallet.open", #"{"walletId":"W-3","customerId":"C-1"}"#) == "already_exists")

            let table = try #require(Table(collection: "gift-wallets"))
            func ids(_ field: String, _ value: String) throws -> [String] {
                try ledger.engine.head.rows(Query(table, filters: [.init(field, value)])).rows.map(\.id)
            }
            #expect(try ids("customerId", "C-1").count == 10)
            #expect(try ids("balance", "500") == ["W-3"])
            #expect(try ledger.row("wallet/W-3", "version", "customerId", "balance") == ["2", "C-0", "500"])
            #expect(try ledger.replayHash() == ledger.engine.head.stateHash().description)
            try ledger.reopen()
            #expect(try ids("balance", "500") == ["W-3"])
        }
    }

    @Test("its events are audited, and a row that differs from them is noticed")
    func audit() throws {
        try withFolder { folder in
            let ledger = try TestLedger(folder + "/l")
            defer { ledger.close() }
            try ledger.send("wallet.open", #"{"walletId":"W-1","customerId":"C-1"}"#)
            try ledger.send("wallet.credit", #"{"walletId":"W-1","amount":500}"#)
            var auditor = Auditor()
            for entry in try ledger.entries() { auditor.audit(entry) }
            guard case .wallet(var row) = try ledger.engine.head.row(.wallet, "W-1") else {
                Issue.record("no row")
                return
            }
            auditor.compareRow(row, as: "wallet/W-1")
            #expect(auditor.violations.isEmpty)
            row.balance -= 100
            auditor.compareRow(row, as: "wallet/W-1")
            #expect(auditor.violations.map(\.invariant) == ["W1"])
        }
    }

    @Test("its verbs have examples, and are sent by who may send them")
    func verbs() {
        #expect(Examples.of(verb: "wallet.open").count == 1 && Examples.of(verb: "wallet.credit").count == 1)
        #expect(Role.storefront.maySend("wallet.open") && !Role.storefront.maySend("wallet.credit"))
        #expect(Role.operator.maySend("wallet.credit") && !Role.provider.maySend("wallet.open"))
    }
}
