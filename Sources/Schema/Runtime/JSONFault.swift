/// The first place at which a JSON text stops being the message that it should be.
public struct JSONFault: Error, Equatable {
    /// What is at fault.
    public enum Place: Equatable, Sendable {
        /// The text: it is not JSON, or more than one value.
        case text
        /// The message as a whole: it is another value than an object.
        case message
        /// A field, by its path: `order.place.lines[0].quantity`.
        case field(String)
    }

    /// A name or a word that is none of those that can stand at its place: enough to guess which one was meant.
    public struct Unknown: Equatable, Sendable {
        /// What was found, at most 80 bytes of it.
        public let name: String
        public let known: [String]
    }

    public let place: Place
    /// What is wrong with it, for people: the end of a sentence that begins with the place.
    public let reason: String
    /// What to add a hint for: `; did you mean customerId?`, at the end of the reason.
    public let unknown: Unknown?

    init(place: Place, reason: String, unknown: Unknown? = nil) {
        self.place = place
        self.reason = reason
        self.unknown = unknown
    }
}
