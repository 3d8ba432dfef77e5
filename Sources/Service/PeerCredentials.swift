import Glibc
import NIOCore

/// Who is at the other end of a Unix socket, as the kernel knows it.
///
/// Layout: that of `struct ucred`. Source: unix(7), SO_PEERCRED.
struct PeerCredentials: Sendable, Hashable {
    var pid: Int32 = 0
    var uid: UInt32 = .max
    var gid: UInt32 = .max

    /// Asks the kernel.
    static func of(_ channel: any Channel) -> EventLoopFuture<PeerCredentials> {
        guard let provider = channel as? any SocketOptionProvider else {
            return channel.eventLoop.makeFailedFuture(ServiceError(.io, "the connection is not a socket"))
        }
        // This call is unsafe because NIO has no typed accessor for SO_PEERCRED. The kernel fills at most the size of
        // the type asked for, and these three 32-bit fields are exactly its structure.
        return provider.unsafeGetSocketOption(level: .socket, name: NIOBSDSocket.Option(rawValue: SO_PEERCRED))
    }

    static func == (left: PeerCredentials, right: PeerCredentials) -> Bool {
        left.uid == right.uid && left.gid == right.gid
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(uid)
        hasher.combine(gid)
    }
}

extension SocketAddress {
    /// The address of a Unix socket, for paths of up to 107 bytes.
    ///
    /// - Throws: `SocketAddressError.unixDomainSocketPathTooLong` for a longer one.
    static func unix(_ path: String) throws(SocketAddressError) -> SocketAddress {
        guard path.utf8.count <= ServiceLimits.socketPathBytes else { throw .unixDomainSocketPathTooLong }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        // NIO's own initializer takes 103 bytes at most, for the sake of other systems; Linux has room for 107. The
        // field is an array of C, zero to its end, and the length was checked.
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        return SocketAddress(address)
    }
}
