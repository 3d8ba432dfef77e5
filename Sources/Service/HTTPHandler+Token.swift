import Engine
import Ledger
import NIOCore
import NIOHTTP1
import Schema

/// Finding out whose token a request shows.
struct LookUp {
    let token: String
    var isUnderWay = true
    /// What came of it.
    var found: Result<Holder?, any Error> = .success(nil)
}

extension HTTPHandler {
    /// Whether it is known who sends the request whose head is this. If not, that is found out, and what comes waits.
    func isHolderKnown(_ head: HTTPRequestHead) -> Bool {
        guard phase == .idle, let token = sentToken(head) else {
            lookUp = nil
            return true
        }
        if let lookUp, lookUp.token == token { return true }
        lookUp = nil
        // Damage is met again when the request is begun, and said there.
        do { if try service.engine.rememberedHolder(ofToken: token) != nil { return true } } catch { return true }
        lookUp = LookUp(token: token)
        let bound = NIOLoopBound(self, eventLoop: cell.loop)
        service.threads.reads.run(for: identity.account) { [engine = service.engine, loop = cell.loop] in
            let found = Result { try engine.holder(ofToken: token) }
            loop.execute { bound.value.lookedUp(token, found) }
            return false
        }
        return false
    }

    private func lookedUp(_ token: String, _ found: Result<Holder?, any Error>) {
        guard phase != .closed, lookUp?.token == token else { return }
        lookUp?.found = found
        lookUp?.isUnderWay = false
        drain()
        settle()
    }

    /// The token of a session that a request shows, if it shows one and nothing else. What else it shows is refused later.
    private func sentToken(_ head: HTTPRequestHead) -> String? {
        let values = head.headers["authorization"]
        guard values.count == 1 else { return nil }
        if case .token(let token) = identity, token.matches(authorization: values[0]) { return nil }
        return Token.ofHolder(authorization: values[0])
    }

    /// Who shows a token.
    func holder(_ authorization: String) throws(RequestProblem) -> Caller {
        guard let token = Token.ofHolder(authorization: authorization) else {
            throw RequestProblem(
                .unauthenticated, "Authorization: send Bearer and a token as the receipt of customer.logIn has it, or nothing")
        }
        let found: Holder?
        do {
            if let known = try service.engine.rememberedHolder(ofToken: token) {
                found = known
            } else {
                found = try lookUp?.found.get()
            }
        } catch {
            throw RequestProblem(.damaged, "the token could not be looked up: \(error)")
        }
        lookUp = nil
        guard let found else {
            throw RequestProblem(.unauthenticated, "Authorization: no open session has this token; log in again (customer.logIn)")
        }
        return Caller(found)
    }
}
