import Glibc

/// What the program knows about where its output goes.
package enum Terminal {
    /// Whether a descriptor is a terminal.
    static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

    /// Columns of the terminal, 80 where it does not say.
    static func columns(_ descriptor: Int32) -> Int {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    /// An environment variable, nil when it is unset or, unless that means something, empty.
    package static func environment(_ name: String, evenEmpty: Bool = false) -> String? {
        guard let value = getenv(name) else { return nil }
        let text = String(cString: value)
        return text.isEmpty && !evenEmpty ? nil : text
    }
}

/// Colors, where there are any.
package struct Paint: Sendable {
    let isOn: Bool

    package init(isOn: Bool) {
        self.isOn = isOn
    }

    /// A header.
    func strong(_ text: String) -> String { wrap(text, "1") }
    /// What was refused or differs.
    func bad(_ text: String) -> String { wrap(text, "31") }
    /// What is well.
    func good(_ text: String) -> String { wrap(text, "32") }

    private func wrap(_ text: String, _ code: String) -> String {
        isOn && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
