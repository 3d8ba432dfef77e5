import NIOCore
import Schema

extension HTTPHandler {
    // MARK: Deadlines

    /// Bytes came: the time for the next ones begins anew, except within a request's head.
    func noteActivity() {
        defer { sawPart = false }
        switch phase {
        case .idle:
            guard !sawPart, !isHeadPartial else { return }
            isHeadPartial = true
            deadline = .now() + .milliseconds(service.timeouts.requestMilliseconds)
        case .gathering: deadline = min(requestDeadline, .now() + .milliseconds(service.timeouts.requestMilliseconds))
        case .streaming: extendStreamDeadline()
        case .answering, .lingering, .closed: return
        }
    }

    /// A stream may be quiet for long between two commands, not within one.
    func extendStreamDeadline() {
        guard phase == .streaming, let stream else { return }
        let timeouts = service.timeouts
        deadline = .now() + .milliseconds(stream.isInsideFrame ? timeouts.requestMilliseconds : timeouts.quietStreamMilliseconds)
    }

    /// Called by a timer: closes what has lasted too long.
    func checkDeadline(_ now: NIODeadline) {
        if let since = unwritableSince, now - since > .milliseconds(service.timeouts.slowReaderMilliseconds) { return abort() }
        if let pump, pump.isLive, now >= pump.heartbeatAt { return sendHeartbeat(now) }
        guard let deadline, now > deadline else { return }
        switch phase {
        case .idle where isHeadPartial, .gathering:
            let problem = deadline == requestDeadline ? tooSlow : Self.timeout
            if phase == .idle {
                exchange = Exchange()
                service.door.note(problem, peer: identity.peerName)
            }
            // A refused client is answered its refusal rather than the time-out of the rest of its request.
            if case .refusal(let answer) = purpose { answerEarly(answer) } else { answerEarly(Answer(problem)) }
            settle()
        case .streaming: endQuietStream()
        case .idle, .lingering: abort()
        case .answering, .closed: return
        }
    }

    private static var timeout: Problem {
        Problem(.timeout, "the request stopped in the middle; send it whole")
    }

    private var tooSlow: Problem {
        let seconds = service.timeouts.wholeRequestMilliseconds / 1000
        return Problem(.timeout, "the request was not whole after \(seconds) s; send it faster, or commands as a stream")
    }

    private func endQuietStream() {
        // What waits for its turn here has come: its client is not quiet.
        guard let stream, stream.commandsInFlight == 0, unwritableSince == nil, !isCommandTurnAwaited else { return }
        exchange.isKeepAlive = false
        if stream.isInsideFrame { self.stream?.end(Self.timeout) } else { self.stream?.cutOff() }
        settle()
    }

    private func sendHeartbeat(_ now: NIODeadline) {
        pump?.heartbeatAt = now + .milliseconds(service.timeouts.heartbeatMilliseconds)
        guard unwritableSince == nil else { return }
        writeBody(Array(": \n\n".utf8))
        settle()
    }

    // MARK: Stopping

    /// Begins nothing new, and ends what can be ended.
    func stop() {
        exchange.isKeepAlive = false
        switch phase {
        case .idle: closeGracefully()
        case .streaming: stream?.cutOff()
        case .answering where pump?.isLive == true: finish()
        case .gathering, .answering, .lingering, .closed: return
        }
        settle()
    }
}
