import Journal
public import Ledger
import Schema
import Synchronization

/// Whose tokens are: remembered as rows that were read once, and held against what has changed since.
///
/// What has changed since the last flush is in memory, so a token that is over is noticed at once; what is older is as it was read,
/// until the next flush is complete. Then it is read again.
final class TokenHolders: Sendable {
    private struct Known {
        let holder: TokenHolder
        /// The flush as of which it was read.
        let flush: UInt64
    }

    private let known = Mutex<[String: Known]>([:])

    /// Who holds a token, if that is known without reading: `.some(nil)` is nobody.
    func remembered(_ hash: String, in head: View, at now: Moment) throws -> Holder?? {
        guard let known = known.withLock({ $0[hash] }), known.flush == head.flush, let tables = try head.rollForward() else {
            return nil
        }
        var holder = known.holder
        holder.update(from: tables)
        return .some(holder.holder(at: now))
    }

    /// Reads who holds a token, and remembers it.
    func read(_ hash: String, in head: View, at now: Moment) throws -> Holder? {
        // Rows of the live state need no rolling forward.
        guard let tables = try head.rollForward() else { return nil }
        let found = try withoutRejections { () throws(DecisionError) in try TokenHolder(tokenHash: hash, in: tables) }
        guard let found else { return nil }
        known.withLock { known in
            if known.count >= EngineLimits.rememberedTokens { known = [:] }
            known[hash] = Known(holder: found, flush: head.flush)
        }
        return found.holder(at: now)
    }
}

extension Engine {
    /// Who holds the token of a session, if that is known without reading from disk: `.some(nil)` is nobody. For an event loop.
    /// - Throws: `EngineError` `.damaged`.
    public func rememberedHolder(ofToken token: String) throws -> Holder?? {
        try holders.remembered(Self.hash(ofToken: token), in: head, at: clock.look().time)
    }

    /// Who holds the token of a session; nil for a token of none that is open. May read from disk.
    /// - Throws: `EngineError` `.damaged`; what could not be read.
    public func holder(ofToken token: String) throws -> Holder? {
        let head = head
        return try head.damage.reading { try holders.read(Self.hash(ofToken: token), in: head, at: clock.look().time) }
    }

    private static func hash(ofToken token: String) -> String { Digest.hex(Digest.sha256(Array(token.utf8))) }
}

extension View {
    /// What somebody is shown of a row of this view, by whose it was then; nil where nothing.
    /// - Throws: what could not be read.
    public func shown(_ row: Row, to holder: Holder) throws -> ShownRow? {
        var source = ViewRows(view: self)
        return try withoutRejections { () throws(DecisionError) in
            try holder.shown(row, at: moment(for: holder), in: &source)
        }
    }

    /// As of when prices have begun: of the live state now, which is later than its last entry.
    private func moment(for holder: Holder) -> Moment { isPast ? time ?? holder.time : holder.time }
}

/// The rows of a view, where it is asked whose they are.
private struct ViewRows: OwnershipSource {
    let view: View

    func row(_ table: Table, _ id: String) throws(DecisionError) -> Row? {
        do { return try view.row(table, id) } catch { throw .error(error) }
    }

    func first(_ table: Table, where column: String, is value: String) throws(DecisionError) -> Row? {
        let query = Query(table, filters: [.init(column, value)], limit: 1)
        do { return try view.rows(query).rows.first } catch { throw .error(error) }
    }
}
