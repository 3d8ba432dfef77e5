import Foundation
import Ledger
import Schema
import TestTools
import TestWorld

// How a run goes.

extension Shop {
    /// Opens the shop, lets so many things happen, and has the provider answer what is still open.
    func run(steps: Int) throws {
        try send(workload.setUp())
        for step in 1...steps {
            try send(workload.step(known))
            if step % 200 == 0 { try checkAll() }
        }
        try settle()
        try checkAll()
    }

    /// Has the provider do all that it was asked, until nothing is open: then nobody owes anything of an order that is over.
    private func settle() throws {
        var steps = 0
        while let step = try workload.settling(known) {
            try send(step)
            steps += 1
            guard steps < 10_000 else { throw ScenarioFailure("some order always asks for more") }
        }
        for case .order(let order) in known.all(.order) where order.isDead || order.status == .completed {
            let isRefused = try order.paymentIds.contains { id in
                guard case .payment(let payment) = try known.row(.payment, id) else { return false }
                return payment.operations.last { $0.kind == .refund && $0.state != .requested }?.state == .failed
            }
            guard !isRefused, order.balanceDue != 0 else { continue }
            throw ScenarioFailure("\(order.orderID) is \(order.status), all is answered, and \(order.balanceDue) is due")
        }
    }
}

/// The codes that the documentation lists.
enum Codes {
    /// Each code of an answer, and its HTTP status.
    static func documented() throws -> [String: Int] {
        let root = #filePath.dropLast("/Tests/ScenarioTests/Shop+Run.swift".count)
        let text = try String(contentsOfFile: root + "/Sources/Daybook.docc/Codes.md", encoding: .utf8)
        var codes: [String: Int] = [:]
        for line in text.split(separator: "\n") {
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            guard cells.count >= 3, cells[0].hasPrefix("`"), let status = Int(cells[1].prefix(3)), status >= 400 else { continue }
            codes[cells[0].trimmingCharacters(in: ["`"])] = status
        }
        guard codes.count > 20 else { throw ScenarioFailure("Codes.md lists \(codes.count) codes of answers") }
        return codes
    }
}
