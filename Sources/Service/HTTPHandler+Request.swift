import Engine
import Ledger
import Logging
import NIOCore
import NIOHTTP1
import Schema
import Synchronization

extension HTTPHandler {
    // MARK: Head

    /// A request begins.
    func begin(_ head: HTTPRequestHead) {
        guard phase == .idle else { return }
        exchange = Exchange(head)
        if cell.state.value.isStopping { exchange.isKeepAlive = false }
        isHeadPartial = false
        discardedBytes = 0
        phase = .gathering
        requestDeadline = .now() + .milliseconds(service.timeouts.wholeRequestMilliseconds)
        deadline = min(requestDeadline, .now() + .milliseconds(service.timeouts.requestMilliseconds))
        do {
            try plan(head)
        } catch {
            noteRefusal(error.problem)
            purpose = .refusal(error.answer)
        }
        let expectsContinue = head.headers.first(name: "expect")?.lowercased() == "100-continue"
        if case .refusal(let answer) = purpose {
            // After `Expect: 100-continue` the client may or may not send its body now, so where the next request begins is
            // unknown. And a chunked body may wait for this answer before it goes on, or go on for hours.
            let isEndFar = exchange.comesInPieces || head.statedLength > ServiceLimits.discardedBytes
            if expectsContinue || isEndFar { answerEarly(answer) }
        } else if expectsContinue {
            write(.head(HTTPResponseHead(version: .http1_1, status: .continue)))
        }
        if case .command(.stream(let form), let reader) = purpose { beginStream(form, reader) }
    }

    /// Decides what the request is read for.
    private func plan(_ head: HTTPRequestHead) throws(RequestProblem) {
        try head.checkHost()
        let caller = try authenticate(head)
        let (target, route) = try read(head.uri)
        exchange.label = route.label
        guard case .commands(let verb) = route else {
            guard route.takes(head.method.rawValue) else { throw Router.notAllowed(head.method.rawValue, route) }
            try Router.check(caller, route)
            // A stream that goes on live would outlast the session.
            if caller.holder != nil, route == .entries, head.headers["accept"].contains(where: { $0.contains("event-stream") }) {
                throw RequestProblem(.forbidden, "Accept: what goes on live is for accounts of the machine; ask for entries again")
            }
            if route.needsAdmin {
                service.logger.notice(
                    "an admin asks for \(route.label)",
                    metadata: ["request.target": "\(RequestTarget.excerpt(head.uri))", "caller.name": "\(caller.actor.name)"])
            }
            var request = Request(method: head.method.rawValue, target: head.uri)
            for name in ["accept", "if-none-match", "last-event-id"] {
                let values = head.headers[name]
                if !values.isEmpty { request.headers.append((name, values.joined(separator: ","))) }
            }
            purpose = .question(request.asked(by: caller), target, route)
            return
        }
        guard head.method == .POST else { throw Router.notAllowed(head.method.rawValue, route) }
        try head.checkCodings()
        let plan = try CommandPlan(
            verb: verb, contentType: try head.single("content-type"), idempotencyKey: try head.single("idempotency-key"),
            caller: caller, target: target)
        let wantsEvents = try CommandPlan.wantsEvents(target)
        if wantsEvents, caller.readsOwn != nil {
            throw RequestProblem(.forbidden, "reply: events say what is another's, too; ask for the receipt alone")
        }
        if case .stream = plan {
            try exchange.checkPieces()
        } else if head.statedLength > ServiceLimits.commandBytes {
            throw Self.tooLarge
        }
        let headers = try EnvelopeHeaders(head)
        purpose = .command(plan, CommandReader(caller: caller, wantsEvents: wantsEvents, headers: headers))
    }

    /// Logs a refusal if it is an early one: because of who is asking, or before the route is known.
    private func noteRefusal(_ problem: Problem) {
        guard exchange.label == Exchange.noRoute || problem.status == 401 || problem.status == 403 else { return }
        service.door.note(problem, peer: identity.peerName)
    }

    /// Reads a request's target, or recalls it: a connection mostly asks for the same one again.
    private func read(_ uri: String) throws(RequestProblem) -> (RequestTarget, Route) {
        // Bytes are compared, because Swift calls texts equal that are written differently (canonical equivalence).
        if let last = lastTarget, last.uri.utf8.elementsEqual(uri.utf8) { return (last.target, last.route) }
        let target = try RequestTarget(uri)
        let route = try Route(target.path)
        lastTarget = (uri, target, route)
        return (target, route)
    }

    private static var tooLarge: RequestProblem {
        RequestProblem(
            .tooLarge, "a command has at most \(ServiceLimits.commandBytes) bytes; send many as a stream, application/x-ndjson")
    }

    private func authenticate(_ head: HTTPRequestHead) throws(RequestProblem) -> Caller {
        let authorization = try head.single("authorization")
        switch identity {
        case .kernel(let credentials):
            guard let peer else {
                throw RequestProblem(
                    .forbidden, "the account \(credentials.uid) has no role here; an admin gives it one in access.json")
            }
            // Whoever shows a token that is over must not go on as the account, which may do more.
            return try authorization.map { text throws(RequestProblem) in try holder(text) } ?? peer
        case .token(let token):
            if token.matches(authorization: authorization) { return Caller(role: .operator, uid: nil, name: "token") }
            guard let authorization else {
                throw RequestProblem(
                    .unauthenticated,
                    "Authorization: send Bearer and the token from the file `token` beside the ledger, or that of a session")
            }
            return try holder(authorization)
        }
    }

    // MARK: Body

    /// A part of a request's body.
    func receive(_ bytes: ByteBuffer) {
        let count = bytes.readableBytes
        service.metrics.change { $0.bytesIn += UInt64(count) }
        switch phase {
        case .streaming: stream?.append(bytes)
        case .gathering:
            if case .command = purpose {
                guard body.readableBytes + count > ServiceLimits.commandBytes else {
                    body.writeImmutableBuffer(bytes)
                    return
                }
                body = ByteBuffer()
                purpose = .refusal(Self.tooLarge.answer)
                if exchange.comesInPieces { return answerEarly(Self.tooLarge.answer) }
            }
            discardedBytes += count
            guard discardedBytes > ServiceLimits.discardedBytes else { return }
            if case .refusal(let answer) = purpose {
                answerEarly(answer)
            } else {
                answerEarly(Self.tooLarge.answer)
            }
        case .idle, .answering, .lingering, .closed: return
        }
    }

    /// A request ends.
    func endRequest() {
        switch phase {
        case .streaming:
            phase = .answering
            stream?.endInput()
        case .gathering:
            phase = .answering
            deadline = nil
            let whole = body
            body = ByteBuffer()
            let purpose = purpose
            self.purpose = .none
            switch purpose {
            case .refusal(let answer): send(answer)
            case .question(let request, let target, let route): ask(request, target, route)
            case .command(let plan, let reader): submit(whole, plan, reader)
            case .none: return
            }
        case .idle, .answering, .lingering, .closed: return
        }
    }

    /// What came cannot be read, nor can anything after it.
    func fail(_ problem: Problem) {
        switch phase {
        case .streaming:
            exchange.isKeepAlive = false
            stream?.breakOff(problem)
        case .idle:
            exchange = Exchange()
            service.door.note(problem, peer: identity.peerName)
            answerEarly(Answer(problem))
        case .gathering:
            service.door.note(problem, peer: identity.peerName)
            answerEarly(Answer(problem))
        case .answering, .lingering, .closed: return
        }
    }

    /// The other side sends no more, and everything before that has been answered or is cut off.
    func endInput() {
        switch phase {
        case .idle: closeGracefully()
        case .gathering: abort()
        case .streaming:
            exchange.isKeepAlive = false
            stream?.endInput()
        case .answering, .lingering, .closed: return
        }
    }

    /// Answers before the request has ended: then the connection cannot go on.
    func answerEarly(_ answer: Answer) {
        exchange.isKeepAlive = false
        phase = .answering
        purpose = .none
        body = ByteBuffer()
        send(answer)
    }

    // MARK: Questions

    private func ask(_ request: Request, _ target: RequestTarget, _ route: Route) {
        let router = service.router
        if route.isInstant { return send(router.answer(request, target, route)) }
        let bound = NIOLoopBound(self, eventLoop: cell.loop)
        if route.isScan(target) { return readByScan { router.begin(request, target, route) } }
        service.threads.reads.run(for: identity.account) { [loop = cell.loop] in
            var answer = router.begin(request, target, route)
            let isKnown = (0..<ServiceLimits.stepsOfShortRead).contains { _ in router.advance(&answer) }
            loop.execute { [answer] in
                if isKnown { bound.value.answered(answer) } else { bound.value.goOn(with: answer) }
            }
            return false
        }
    }

    /// Reads in slices what must be known before an answer is sent.
    private func readByScan(_ begin: @escaping @Sendable () -> Answer) {
        do {
            try beginScan()
        } catch {
            return send(error.answer)
        }
        let bound = NIOLoopBound(self, eventLoop: cell.loop)
        let begun = Mutex<Answer?>(nil)
        runScan { [loop = cell.loop, router = service.router] in
            var answer = begun.withLock { $0 } ?? begin()
            guard router.advance(&answer) else {
                begun.withLock { [answer] in $0 = answer }
                return true
            }
            loop.execute { [answer] in bound.value.answered(answer) }
            return false
        }
    }

    /// Moves an answer that has turned out to take long to the threads for lists, so that it does not hold up short ones.
    private func goOn(with answer: Answer) {
        guard phase == .answering else { return }
        readByScan { answer }
        settle()
    }

    private func answered(_ answer: Answer) {
        guard phase == .answering else { return }
        send(answer)
        settle()
    }

    // MARK: Single commands

    private func submit(_ body: ByteBuffer, _ plan: CommandPlan, _ reader: CommandReader) {
        answerForm = .lines
        do {
            let submission = try read(body, plan, reader)
            service.metrics.change { $0.commands += UInt64(submission.stream?.commands.count ?? 1) }
            let bound = NIOLoopBound(self, eventLoop: cell.loop)
            service.engine.submit([submission]) { [loop = cell.loop] outcomes in
                loop.execute { bound.value.decided(outcomes) }
            }
        } catch {
            service.metrics.change {
                $0.commands += 1
                $0.malformedCommands += 1
            }
            send(ReceiptText.problem(error.problem, id: error.id))
        }
    }

    private func read(_ body: ByteBuffer, _ plan: CommandPlan, _ reader: CommandReader) throws(CommandProblem) -> Submission {
        var body = body
        if case .atomic(let request) = plan {
            answerForm = request.form
            return try reader.atomic(body, request)
        }
        let bytes = body.readBytes(length: body.readableBytes) ?? []
        if case .verb(let verb, let id) = plan { return try reader.json(bytes, verb: verb, id: id) }
        return try reader.json(bytes)
    }

    private func decided(_ outcomes: [Outcome]) {
        guard phase == .answering, let outcome = outcomes.first else { return }
        let micros = (NIODeadline.now() - exchange.startedAt).nanoseconds / 1000
        service.metrics.change { $0.commandMicroseconds.note(UInt64(max(0, micros))) }
        if outcome.hasEvents {
            heldOutcome = outcome
            return awaitReceiptTurn()
        }
        send(ReceiptText.answer(outcome, in: answerForm))
        settle()
    }
}

extension Outcome {
    /// Whether what is answered carries events, so that writing it may take long.
    fileprivate var hasEvents: Bool {
        switch self {
        case .receipt(let receipt): !receipt.events.isEmpty
        case .receipts(_, let receipts): receipts.contains { !$0.events.isEmpty }
        case .problem: false
        }
    }
}
