import Glibc
import Ledger
import Logging
import Schema
import Synchronization

/// Who may do what: the kernel says who is calling, `<data>/access.json` what they may do.
///
///     {"users":{"anna":"operator","1001":"viewer"},"groups":{"warehouse":"operator"}}
///
/// Accounts go by name or number. An account's own line counts before its groups; of several groups the strongest role counts.
public final class Access: Sendable {
    /// The file's contents.
    struct Rules: Sendable, Equatable {
        var users: [String: Role] = [:]
        var groups: [String: Role] = [:]
    }

    private struct State {
        var rules = Rules()
        var stamp: SmallFile.Stamp?
        var remembered: [PeerCredentials: (caller: Caller?, until: UInt64)] = [:]
    }

    private let path: String
    private let logger: Logger
    private let state = Mutex(State())
    private let owner = Caller.local

    /// Reads the file, if there is one.
    /// - Throws: `ServiceError` `badAccess` if it says something that makes no sense, or others could change what it says.
    init(path: String, logger: Logger) throws(ServiceError) {
        self.path = path
        self.logger = logger
        let stamp = SmallFile.stamp(path)
        let rules = stamp == nil ? Rules() : try Self.read(path)
        state.withLock { ($0.rules, $0.stamp) = (rules, stamp) }
    }

    // MARK: Asking

    /// Who these credentials belong to, if that is known without looking anything up; nil inside means nobody with a role.
    func remembered(_ credentials: PeerCredentials) -> Caller?? {
        if credentials.uid == Accounts.ownUser { return .some(owner) }
        let now = Self.seconds()
        return state.withLock { state in
            guard let found = state.remembered[credentials], found.until > now else { return nil }
            return .some(found.caller)
        }
    }

    /// Who these credentials belong to, or nil if they have no role. May ask a directory server: not on an event loop.
    func caller(_ credentials: PeerCredentials) -> Caller? {
        if let known = remembered(credentials) { return known }
        let rules = state.withLock { $0.rules }
        let name = Accounts.name(of: credentials.uid)
        let caller = Self.role(of: name, credentials, rules).map { Caller(role: $0, uid: credentials.uid, name: name) }
        let until = Self.seconds() + ServiceLimits.accountSeconds
        state.withLock { state in
            if state.remembered.count >= ServiceLimits.connections { state.remembered = [:] }
            if state.rules == rules { state.remembered[credentials] = (caller, until) }
        }
        return caller
    }

    private static func role(of name: String, _ credentials: PeerCredentials, _ rules: Rules) -> Role? {
        if let own = rules.users[name] ?? rules.users[String(credentials.uid)] { return own }
        guard !rules.groups.isEmpty else { return nil }
        let groups = Accounts.groups(of: name, with: credentials.gid)
        return Role.strongest(of: groups.compactMap { rules.groups[Accounts.groupName(of: $0)] ?? rules.groups[String($0)] })
    }

    // MARK: Reading the file

    /// Reads the file again if it has changed. A file that makes no sense, or that others could change, is logged, and the former
    /// rules stay.
    /// - Returns: whether the rules have changed.
    func refresh() -> Bool {
        let stamp = SmallFile.stamp(path)
        guard state.withLock({ $0.stamp != stamp }) else { return false }
        do {
            let rules = stamp == nil ? Rules() : try Self.read(path)
            logger.notice(
                "access rules read", metadata: ["access.users": "\(rules.users.count)", "access.groups": "\(rules.groups.count)"])
            return state.withLock { state in
                let isNew = state.rules != rules
                (state.rules, state.stamp, state.remembered) = (rules, stamp, [:])
                return isNew
            }
        } catch {
            logger.error("access rules not read; the former ones stay: \(TerminalText.escaped(error.message))")
            state.withLock { $0.stamp = stamp }
            return false
        }
    }

    private static func read(_ path: String) throws(ServiceError) -> Rules {
        try rules(try SmallFile.read(path, limit: ServiceLimits.accessFileBytes, .toWriting, orElse: .badAccess), path: path)
    }

    /// Reads rules from JSON.
    static func rules(_ bytes: [UInt8], path: String) throws(ServiceError) -> Rules {
        do {
            let file = try AccessRules(json: bytes)
            return Rules(users: try roles(file.users, path), groups: try roles(file.groups, path))
        } catch let error as ServiceError {
            throw error
        } catch let fault as JSONFault {
            let place = if case .field(let name) = fault.place { "\(name) " } else { "" }
            throw ServiceError(.badAccess, "\(path): \(place)\(fault.reason); correct it, or take the file away")
        } catch {
            throw ServiceError(.badAccess, "\(path): \(error)")
        }
    }

    private static func roles(_ words: [String: String], _ path: String) throws(ServiceError) -> [String: Role] {
        var roles: [String: Role] = [:]
        for (name, word) in words {
            guard let role = Role(rawValue: word), Role.ofAccounts.contains(role) else {
                let known = Role.ofAccounts.map(\.rawValue).joined(separator: ", ")
                throw ServiceError(.badAccess, "\(path): the role of \(name) is none; there are \(known)")
            }
            roles[name] = role
        }
        return roles
    }

    private static func seconds() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec)
    }
}
