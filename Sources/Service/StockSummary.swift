import Engine
import Ledger
import Schema

// What is asked of stock by the SKU alone: no row, but the sums of one SKU over all its warehouses.

extension Table {
    /// Whether an id is not of a row but of several together.
    func isSummary(_ id: String) -> Bool { self == .stock && !id.utf8.contains(UInt8(ascii: "@")) }

    /// What is answered to such an id.
    var summary: (any Message.Type)? { self == .stock ? StockSummary.self : nil }
}

extension Router {
    /// One SKU over all its warehouses.
    static func summary(_ sku: String, _ view: View) throws(EngineError) -> Answer {
        let headers = [asOfHeader(view), ("Content-Type", MediaType.json.rawValue)]
        return Answer(status: 200, headers: headers, body: .stream(ChunkStream(try StockSummaryChunk(view, sku))))
    }

    /// The answer to a question about the history of such an id.
    static func noHistory(ofSummary id: String) -> RequestProblem {
        let sku = RequestTarget.excerpt(id)
        return RequestProblem(
            .notFound,
            "\(sku) is a SKU, and goods have a history in each warehouse: ask for \(sku)@WAREHOUSE; "
                + "the list of stock with sku=\(sku) has the warehouses")
    }
}

/// The sums of one SKU over all its warehouses: one chunk.
private struct StockSummaryChunk: ChunkSource {
    private let view: View
    private var scan: RowScan
    private var summary = StockSummary()
    private var isKnown = false
    private var isAtEnd = false

    init(_ view: View, _ sku: String) throws(EngineError) {
        self.view = view
        summary.sku = sku
        scan = try RowScan(view, Query(.stock, filters: [Query.Filter("sku", sku)]))
    }

    mutating func next() throws -> ChunkStep {
        guard !isAtEnd else { return .end }
        guard let rows = try scan.next() else {
            isAtEnd = true
            guard isKnown else { throw Router.missing(.stock, summary.sku, view) }
            return .bytes(summary.json())
        }
        for case .stock(let stock) in rows {
            isKnown = true
            summary.add(stock)
        }
        return .more
    }
}

extension StockSummary {
    /// Adds a row: a warehouse, or what waits for the SKU wherever it arrives, which is no warehouse. Sums stop at what readers of
    /// JSON hold exactly, which takes ten warehouses full to the limit.
    fileprivate mutating func add(_ stock: Stock) {
        onHand = Self.sum(onHand, stock.onHand)
        reserved = Self.sum(reserved, stock.reserved)
        available = Self.sum(available, stock.available)
        quarantined = Self.sum(quarantined, stock.quarantined)
        incoming = Self.sum(incoming, stock.incoming)
        backordered = Self.sum(backordered, stock.backordered)
        if !stock.warehouseID.isEmpty { warehouses.append(stock) }
    }

    private static func sum(_ left: Int64, _ right: Int64) -> Int64 {
        let maxNumber = Int64(Limits.wholeNumber)
        return max(-maxNumber, min(maxNumber, left.addingReportingOverflow(right).partialValue))
    }
}
