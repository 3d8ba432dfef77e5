import Testing
import daybook

@Suite("tables, CSV and JSON")
struct TextTests {
    @Test("columns are aligned, numbers to the right")
    func aligned() {
        var table = TableText(header: ["orderId", "total"], paint: Paint(isOn: false))
        let text = table.add([["O-1", "19900"], ["O-1002", "5"]]) + table.end()
        #expect(
            text == """
                orderId  total
                O-1      19900
                O-1002       5

                """)
    }

    @Test("a column of words and numbers is not a column of numbers")
    func mixed() {
        var table = TableText(header: ["a", "b"], paint: Paint(isOn: false))
        let text = table.add([["1", "x"], ["word", ""]]) + table.end()
        #expect(text == "a     b\n1     x\nword\n")
    }

    @Test("Chinese takes two columns a character")
    func wide() {
        var table = TableText(header: ["name", "n"], paint: Paint(isOn: false))
        let text = table.add([["杭州", "1"], ["x", "2"]]) + table.end()
        #expect(text == "name  n\n杭州  1\nx     2\n")
    }

    @Test("where there is no room for all columns the last ones are left out, and named")
    func narrow() {
        var table = TableText(header: ["orderId", "status", "total"], paint: Paint(isOn: false), room: 17)
        #expect(table.add([["O-1", "CONFIRMED", "5"]]) + table.end() == "orderId\nO-1\n")
        #expect(table.leftOut == ["status", "total"])
        var wider = TableText(header: ["orderId", "status", "total"], paint: Paint(isOn: false), room: 18)
        #expect(wider.add([["O-1", "CONFIRMED", "5"]]) + wider.end() == "orderId  status\nO-1      CONFIRMED\n")
        #expect(wider.leftOut == ["total"])
    }

    @Test("an empty list is a header, once")
    func empty() {
        var table = TableText(header: ["a", "b"], paint: Paint(isOn: false))
        #expect(table.end() == "a  b\n")
        #expect(table.end() == "")
    }

    @Test("a long table comes before its end")
    func long() {
        var table = TableText(header: ["n"], paint: Paint(isOn: false))
        let first = table.add((0..<TableText.measuredRows).map { [String($0)] })
        #expect(first.hasPrefix("  n\n  0\n"))
        #expect(table.add([["12345"]]) == "12345\n")
        #expect(table.end() == "")
    }

    @Test("control characters do not reach the terminal, and are written out")
    func control() {
        let text = "x\u{1B}[2Jy\nz\u{9B}\u{202E}\u{200B}"
        let shown = #"x\u{1b}[2Jy\u{a}z\u{9b}\u{202e}\u{200b}"#
        #expect(TableText.list([("a", text)], paint: Paint(isOn: false)) == "a  \(shown)\n")
        var table = TableText(header: [text, "n"], paint: Paint(isOn: false))
        #expect(
            table.add([["a", "1"], [text, "2"]]) + table.end()
                == "\(shown)  n\na\(String(repeating: " ", count: shown.count - 1))  1\n\(shown)  2\n")
        #expect(CSVWriter.record([text]) == "\"\(text)\"\r\n")
        #expect(table.add([[text, "3"]]) == "\(shown)  3\n")
    }

    @Test("headers are bold where there are colors")
    func colored() {
        #expect(TableText.list([("a", "1")], paint: Paint(isOn: true)) == "\u{1B}[1ma\u{1B}[0m  1\n")
    }

    @Test("CSV with quotes, commas, newlines and controls comes back as it was", arguments: 1...7)
    func csv(chunk: Int) {
        let records = [
            ["id", "text"], ["1", "a,b"], ["2", "say \"hi\"\r\nand go"], ["", ""], ["杭州", "x"],
            ["\u{1B}[2J", "\u{9B}31m\u{202E}a\u{200B},\t"],
        ]
        let bytes = Array(records.map(CSVWriter.record).joined().utf8)
        var reader = CSVReader()
        var found: [[String]] = []
        for start in stride(from: 0, to: bytes.count, by: chunk) {
            found += reader.records(in: Array(bytes[start..<min(bytes.count, start + chunk)]))
        }
        #expect(found == records)
        #expect(reader.endRecord() == nil)
    }

    @Test("CSV may end without a newline")
    func csvEnd() {
        var reader = CSVReader()
        #expect(reader.records(in: Array("a,b\n1,".utf8)) == [["a", "b"]])
        #expect(reader.endRecord() == ["1", ""])
    }

    @Test("JSON keeps the order of fields and all digits of numbers")
    func json() throws {
        let text = #"{"b":9007199254740993,"a":["x\u00e9\n",{"deep":[]}],"c":null,"d":"\ud83d\ude00"}"#
        let tree = try #require(JSONTree(Array(text.utf8)))
        #expect(tree.json == #"{"b":9007199254740993,"a":["xé\n",{"deep":[]}],"c":null,"d":"😀"}"#)
        #expect(tree["b"]?.text == "9007199254740993")
        #expect(tree.leaves.map(\.name) == ["b", "a.0", "a.1.deep", "c", "d"])
    }

    @Test(
        "what is not JSON is not read",
        arguments: ["", "{", "{}x", "[1,]", #"{"a"}"#, #""abc"#, "{1:2}", String(repeating: "[", count: 100)])
    func notJSON(text: String) {
        #expect(JSONTree(Array(text.utf8)) == nil)
    }

    @Test("a progress bar says how far, how fast and how long")
    func progress() {
        #expect(
            ProgressBar.text("replay", done: 5000, total: 10_000, seconds: 2, columns: 200)
                == "replay ━━━━━━━━━━━━━━━───────────────   50%  5,000/10,000  2,500/s  2 s left")
        #expect(ProgressBar.text("send", done: 1_234_567, total: nil, seconds: 1, columns: 80) == "send 1,234,567  1,234,567/s")
        #expect(ProgressBar.text("x", done: 0, total: 0, seconds: 0, columns: 20) == "x  100%  0/0  0/s")
        #expect(TableText.width(ProgressBar.text("replay", done: 1, total: 9_999_999, seconds: 1, columns: 80)) <= 80)
    }

    @Test("time spans are for people")
    func durations() {
        #expect(ProgressBar.duration(0.2) == "1 s")
        #expect(ProgressBar.duration(200) == "3 min 20 s")
        #expect(ProgressBar.duration(7500) == "2 h 5 min")
    }

    @Test("server-sent events are cut out of any chunks", arguments: [1, 3, 1000])
    func eventStream(chunk: Int) {
        let bytes = Array(": hello\n\nid: 7\nevent: entry\ndata: {\"a\":1}\n\nid:8\r\ndata:x\r\ndata: y\r\n\r\n".utf8)
        var stream = EventStream()
        var found: [EventStream.Event] = []
        for start in stride(from: 0, to: bytes.count, by: chunk) {
            found += stream.events(in: Array(bytes[start..<min(bytes.count, start + chunk)]))
        }
        #expect(found.map(\.id) == [7, 8])
        #expect(found.map { String(decoding: $0.data, as: UTF8.self) } == ["{\"a\":1}", "x\ny"])
    }
}
