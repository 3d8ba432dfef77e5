import Glibc
import Synchronization

/// The machine's accounts. Looking one up may ask a directory server: not on an event loop.
enum Accounts {
    /// One look-up at a time: getpwuid and getgrgid answer in storage that the next call reuses.
    private static let lookups = Mutex(())

    /// The account this process runs as.
    static var ownUser: UInt32 { geteuid() }

    /// An account's name; its number where it has none.
    static func name(of uid: UInt32) -> String {
        lookups.withLock { _ in getpwuid(uid).map { String(cString: $0.pointee.pw_name) } } ?? String(uid)
    }

    /// A group's name; its number where it has none.
    static func groupName(of gid: UInt32) -> String {
        lookups.withLock { _ in getgrgid(gid).map { String(cString: $0.pointee.gr_name) } } ?? String(gid)
    }

    /// The groups of an account, the one given among them.
    static func groups(of name: String, with gid: UInt32) -> [UInt32] {
        lookups.withLock { _ in
            var count: Int32 = 64
            var groups = [gid_t](repeating: 0, count: Int(count))
            if getgrouplist(name, gid, &groups, &count) < 0 {
                groups = [gid_t](repeating: 0, count: Int(max(1, count)))
                guard getgrouplist(name, gid, &groups, &count) >= 0 else { return [gid] }
            }
            return Array(groups.prefix(Int(count)))
        }
    }
}
