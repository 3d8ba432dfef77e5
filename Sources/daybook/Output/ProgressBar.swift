import Glibc

/// How far something long has come, on standard error, for people only.
package final class ProgressBar {
    private let label: String
    private let isShown: Bool
    private let start = Stopwatch()
    private var lastDrawn: Double = -1

    /// - Parameter isWanted: false with `--quiet`; a bar is never drawn into a file or a pipe.
    init(_ label: String, isWanted: Bool) {
        self.label = label
        isShown = isWanted && Terminal.isTerminal(2)
    }

    /// Shows how far it is; at most ten times a second.
    func update(done: UInt64, total: UInt64?) {
        guard isShown else { return }
        let seconds = start.seconds
        guard seconds - lastDrawn >= 0.1 || done == total else { return }
        lastDrawn = seconds
        let text = Self.text(label, done: done, total: total, seconds: seconds, columns: Terminal.columns(2))
        StandardError.write("\r\u{1B}[K" + text)
    }

    /// Takes the bar away.
    func end() {
        guard isShown, lastDrawn >= 0 else { return }
        StandardError.write("\r\u{1B}[K")
    }

    /// The bar at one moment: `replay ━━━━━━━━━━──────────  50%  5,000/10,000  2,500/s  2 s left`.
    package static func text(_ label: String, done: UInt64, total: UInt64?, seconds: Double, columns: Int) -> String {
        let rate = seconds > 0 ? Double(done) / seconds : 0
        let speed = "\(grouped(UInt64(rate)))/s"
        guard let total else { return "\(label) \(grouped(done))  \(speed)" }
        let share = total == 0 ? 1 : min(1, Double(done) / Double(total))
        let percent = String(Int(share * 100))
        var rest = "  \(String(repeating: " ", count: 3 - percent.count))\(percent)%  \(grouped(done))/\(grouped(total))  \(speed)"
        if rate > 0, done < total { rest += "  \(duration(Double(total - done) / rate)) left" }
        let width = min(30, columns - TableText.width(label) - TableText.width(rest) - 2)
        guard width >= 5 else { return label + rest }
        let filled = Int(share * Double(width))
        return label + " " + String(repeating: "━", count: filled) + String(repeating: "─", count: width - filled) + rest
    }

    /// A number with its thousands apart: `1,234,567`.
    package static func grouped(_ number: UInt64) -> String {
        let digits = Array(String(number))
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return text
    }

    /// A time span for people: `45 s`, `3 min 20 s`, `2 h 5 min`.
    package static func duration(_ seconds: Double) -> String {
        let whole = Int(min(seconds.rounded(.up), 3_600_000))
        if whole < 60 { return "\(whole) s" }
        if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
        return "\(whole / 3600) h \(whole / 60 % 60) min"
    }
}
