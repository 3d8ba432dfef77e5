import Testing

@testable import Schema

@Suite("JSON reader", .timeLimit(.minutes(2)))
struct JSONReaderTests {
    private static func fault(_ text: String, below path: String = "") -> JSONFault? {
        JSONSample.result(of: Array(text.utf8), below: path).fault
    }

    /// What people are told: the place, and the reason.
    private static func told(_ fault: JSONFault?) -> String? {
        switch fault?.place {
        case .field(let path): "\(path): \(fault?.reason ?? "")"
        case .text: "the text \(fault?.reason ?? "")"
        case .message: "the message \(fault?.reason ?? "")"
        case nil: nil
        }
    }

    @Test("every kind of value")
    func values() throws {
        let text = #"""
             { "name" : "a\"\\\/\b\f\n\r\t\u00e9\uD83D\ude00é", "count":-9007199254740991,"size":9007199254740991,
             "small":-2147483648,
            "tiny":4294967295,"isOpen":true,"time":"2026-03-01T09:30:00.5+08:00","hash":"_-8=","tags":["a","",  "b" ],
            "notes":{"x":"1","\u0079":"2"},"state":"FINISHED","children":[{},{"child":{"name":"y"}}], "second":{"count":-0} }
            """#
        let sample = try #require(JSONSample.result(of: Array(text.utf8)).sample)
        var expected = JSONSample()
        expected.name = "a\"\\/\u{8}\u{c}\n\r\té\u{1F600}é"
        expected.count = -9_007_199_254_740_991
        expected.size = 9_007_199_254_740_991
        expected.small = .min
        expected.tiny = .max
        expected.isOpen = true
        expected.time = Timestamp(seconds: 1_772_328_600, nanos: 500_000_000)
        expected.hash = [0xFF, 0xEF]
        expected.tags = ["a", "", "b"]
        expected.notes = ["x": "1", "y": "2"]
        expected.state = 2
        var second = JSONSample()
        second.name = "y"
        var item = JSONSample()
        item.child = [second]
        expected.children = [JSONSample(), item]
        expected.second = [JSONSample()]
        #expect(sample == expected)
    }

    @Test("null is as good as nothing, but for items")
    func nulls() {
        let names = JSONSample.names.texts.map { "\"\($0)\":null" }.joined(separator: ",")
        #expect(JSONSample.result(of: Array("{\(names)}".utf8)).sample == JSONSample())
        #expect(Self.told(Self.fault(#"{"tags":[null]}"#)) == "tags[0]: must not be null")
        #expect(Self.told(Self.fault(#"{"children":[{},null]}"#)) == "children[1]: must not be null")
    }

    @Test(
        "what is wrong is said with its path",
        arguments: [
            ("", "the text is not JSON: it ends after byte 0, in the middle"),
            ("nonsense", "the text is not JSON: unexpected at byte 1, near \"nonsense\""),
            ("{", "the text is not JSON: it ends after byte 1, in the middle"),
            (#"{"name":"a","#, "the text is not JSON: it ends after byte 12, in the middle"),
            ("[]", "the message is not an object"), ("\"x\"", "the message is not an object"),
            ("null", "the message is not an object"),
            ("-0.5e7", "the message is not an object"), ("01x", "the text is not JSON: unexpected at byte 1, near \"01x\""),
            (
                "{} {}",
                "the text is followed by something else from byte 4 on, near \"{}\"; "
                    + "send one command, or a stream as application/x-ndjson"
            ),
            (#"{"child":{"colour":{"a":[1]}}}"#, "child.colour: is not a field of it"),
            (#"{"is_open":true}"#, "is_open: is not a field of it"), (#"{"child":{"":true}}"#, "child.: is not a field of it"),
            (#"{"children":[{"name":"s"},{"count":"many"}]}"#, "children[1].count: must be a whole number"),
            (#"{"children":{"name":"s"}}"#, "children: has another form than the field: a list is expected"),
            (#"{"child":[]}"#, "child: has another form than the field: an object is expected"),
            (#"{"children":[[]]}"#, "children[0]: has another form than the field: an object is expected"),
            (#"{"name":7}"#, "name: must be a text in quotation marks"),
            (#"{"tags":["",[]]}"#, "tags[1]: must be a text in quotation marks"),
            (#"{"isOpen":"maybe"}"#, "isOpen: must be true or false"), (#"{"isOpen":1}"#, "isOpen: must be true or false"),
            (#"{"time":"yesterday"}"#, "time: must be a time such as 2026-03-01T09:30:00Z"),
            (#"{"time":7}"#, "time: must be a time such as 2026-03-01T09:30:00Z"),
            (#"{"hash":"a"}"#, "hash: must be bytes in base64, in quotation marks"),
            (#"{"hash":"Zh=="}"#, "hash: must be bytes in base64, in quotation marks"),
            (#"{"notes":[]}"#, "notes: must be an object"), (#"{"notes":{"a":1}}"#, "notes.a: must be a text in quotation marks"),
            (#"{"first":"x","second":{}}"#, "second: is one too many: a command has exactly one context with exactly one verb"),
            (#"{"state":"BORED"}"#, "state: is not one of the words this field can have: OPEN, FINISHED, NOT_YET_KNOWN_TO_ANYBODY"),
            (#"{"state":1}"#, "state: is not one of the words this field can have: OPEN, FINISHED, NOT_YET_KNOWN_TO_ANYBODY"),
            (#"{"name":x}"#, "the text is not JSON: unexpected at byte 9, near \"x}\""),
            (#"{"name":"a" "count":1}"#, #"the text is not JSON: unexpected at byte 13, near "\"count\":1}""#),
            (#"{"name":"a",}"#, "the text is not JSON: unexpected at byte 13, near \"}\""),
            (#"{,"name":"a"}"#, #"the text is not JSON: unexpected at byte 2, near ",\"name\":\"a\"}""#),
            (#"{"tags":["a",]}"#, "the text is not JSON: unexpected at byte 14, near \"]}\""),
            (#"{"tags":["a"}"#, "the text is not JSON: unexpected at byte 13, near \"}\""),
            (#"{"name":"a"]"#, "the text is not JSON: unexpected at byte 12, near \"]\""),
            (#"{name:"a"}"#, #"the text is not JSON: unexpected at byte 2, near "name:\"a\"}""#),
            (#"{"name""a"}"#, #"the text is not JSON: unexpected at byte 8, near "\"a\"}""#),
            ("{\"name\":\"a\nb\"}", #"the text is not JSON: unexpected at byte 11, near "\nb\"}""#),
        ])
    func faults(text: String, told: String) {
        #expect(Self.told(Self.fault(text)) == told)
    }

    @Test(
        "I-JSON: a name is there once, in whatever spelling",
        arguments: [
            (#"{"name":"a","name":"a"}"#, "name"), (#"{"name":null,"n\u0061me":"a"}"#, "name"),
            (#"{"child":{"tags":[],"count":1,"tags":[]}}"#, "child.tags"),
            (#"{"notes":{"a":"1","b":"2","\u0061":"3"}}"#, "notes.a"),
            (#"{"child":{},"children":[],"child":{}}"#, "child"),
        ])
    func repeated(text: String, path: String) {
        #expect(Self.told(Self.fault(text)) == path + ": is there twice")
    }

    @Test(
        "I-JSON: texts are UTF-8, and half a pair is none",
        arguments: [
            #"\ud800"#, #"\udc00"#, #"\ud800x"#, #"\ud800\n"#, #"\ud800\u0041"#, #"\ud800\ud800"#, #"\udc00\ud800"#, #"\ud83"#,
            #"\u12g4"#, #"\x"#, #"\u"#, #"\ud83d\ude0"#,
        ])
    func badEscapes(text: String) {
        let reason = "must be a text in quotation marks, with valid escapes and UTF-8"
        #expect(Self.told(Self.fault("{\"name\":\"\(text)\"}")) == "name: " + reason)
        #expect(Self.told(Self.fault("{\"tags\":[\"\",\"\(text)\"]}")) == "tags[1]: " + reason)
        #expect(Self.told(Self.fault("{\"notes\":{\"a\":\"\(text)\"}}")) == "notes.a: " + reason)
        let name = "has a field whose name has no valid escapes or UTF-8"
        #expect(Self.told(Self.fault("{\"\(text)\":1}")) == "the text " + name)
        #expect(Self.told(Self.fault("{\"child\":{\"\(text)\":1}}")) == "child: " + name)
        #expect(Self.told(Self.fault("{\"notes\":{\"\(text)\":\"\"}}")) == "notes: " + name)
    }

    @Test(
        "I-JSON: no surrogates, overlong forms or broken characters among the bytes",
        arguments: [[0xED, 0xA0, 0x80], [0xED, 0xB0, 0x80], [0xC0, 0x80], [0xFF], [0xC3], [0xF4, 0x90, 0x80, 0x80], [0x80]])
    func badUTF8(bytes: [UInt8]) {
        for filler in ["", "12345678", "\\n"] {
            let text = Array("{\"name\":\"\(filler)".utf8) + bytes + Array("\"}".utf8)
            #expect(
                Self.told(JSONSample.result(of: text).fault)
                    == "name: must be a text in quotation marks, with valid escapes and UTF-8")
        }
    }

    @Test(
        "numbers are whole, plain, and within ±(2⁵³−1)",
        arguments: [
            ("1.5", "must be a whole number"), ("\"1.5\"", "must be a whole number"), ("\"many\"", "must be a whole number"),
            ("\"\"", "must be a whole number"), ("true", "must be a whole number"), ("[]", "must be a whole number"),
            ("1.0", "must be a whole number, without a point or an exponent"),
            ("0e9", "must be a whole number, without a point or an exponent"),
            ("1e2", "must be a whole number, without a point or an exponent"),
            ("150E-1", "must be a whole number, without a point or an exponent"),
            ("1e-2", "must be a whole number"), ("1.25e1", "must be a whole number"),
            ("1.25e2", "must be a whole number, without a point or an exponent"),
            ("\"1\"", "must be a whole number, without quotation marks"), ("01", "is a number with leading zeros"),
            ("-01", "is a number with leading zeros"), ("00.5", "is a number with leading zeros"),
            ("\"01\"", "is a number with leading zeros"),
            ("9007199254740992", "is a number outside the range"), ("-9007199254740992", "is a number outside the range"),
            ("9223372036854775808", "is a number outside the range"), ("99999999999999999999", "is a number outside the range"),
            ("1e999", "is a number outside the range"), ("-1e999", "is a number outside the range"),
            ("1.5E400", "is a number outside the range"),
            ("\"1e999\"", "is a number outside the range"), ("1e99999999999999999999999", "is a number outside the range"),
        ])
    func numbers(number: String, reason: String) {
        for name in ["count", "size", "small", "tiny"] {
            let told = Self.told(Self.fault("{\"\(name)\":\(number)}")) ?? ""
            #expect(told == "\(name): \(reason)" || (reason.hasSuffix("range") && told.hasPrefix("\(name): \(reason)")), "\(told)")
        }
    }

    @Test("a number is within its field's range")
    func ranges() {
        #expect(
            Self.told(Self.fault(#"{"small":2147483648}"#))
                == "small: is a number outside the range of the field (whole numbers from -2147483648 to 2147483647)")
        for (name, number) in [("small", "-2147483649"), ("tiny", "4294967296"), ("tiny", "-1"), ("size", "-1")] {
            #expect(Self.told(Self.fault("{\"\(name)\":\(number)}"))?.hasPrefix("\(name): is a number outside the range") == true)
        }
        for number in ["-", "+1", "1e", "1.", ".5", "0x1", "1a", "--1", "Infinity", "NaN"] {
            #expect(Self.fault("{\"count\":\(number)}")?.place == .text, "\(number)")
        }
    }

    @Test("what is unknown comes with what is known")
    func unknown() {
        let field = Self.fault(#"{"child":{"naem":1}}"#)?.unknown
        #expect(field?.name == "naem")
        #expect(field?.known == JSONSample.names.texts)
        let word = Self.fault(#"{"state":"OPNE"}"#)?.unknown
        #expect(word == JSONFault.Unknown(name: "OPNE", known: ["OPEN", "FINISHED", "NOT_YET_KNOWN_TO_ANYBODY"]))
        let long = Self.fault("{\"\(String(repeating: "x", count: 500))\":1}")
        #expect(long?.unknown?.name.utf8.count == 80)
        #expect(long?.place == .field(String(repeating: "x", count: 80)))
    }

    @Test("the word for nothing is taken, and words of any length, with escapes too")
    func words() {
        for (word, state) in [("STATE_UNSPECIFIED", 0), ("OPEN", 1), ("NOT_YET_KNOWN_TO_ANYBODY", 3), (#"\u004fPEN"#, 1)] {
            #expect(JSONSample.result(of: Array("{\"state\":\"\(word)\"}".utf8)).sample?.state == state)
        }
        for word in ["NOT_YET_KNOWN_XO_ANYBODY", "NOT_YET_KNOWN_TO_ANYBOD", "OPENX", "OPE", "", "open"] {
            #expect(Self.fault("{\"state\":\"\(word)\"}")?.unknown?.name == word)
        }
    }

    @Test("a path begins with what is above the text, and is not endless")
    func paths() {
        #expect(
            Self.told(Self.fault(#"{"name":1}"#, below: "order.place"))
                == "order.place.name: must be a text in quotation marks")
        let deep = String(repeating: #"{"child":"#, count: 300) + "7" + String(repeating: "}", count: 300)
        guard case .field(let path) = Self.fault(deep)?.place else {
            Issue.record("no path")
            return
        }
        #expect(path.count == 200)
    }

    @Test("bytes that do not stand for themselves are found wherever they are")
    func plainBytes() {
        for byte in UInt8.min...UInt8.max {
            let stopsReading = byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
            let stopsWriting = stopsReading || byte == 0x7F || byte == 0xC2
            for place in 0..<24 {
                var bytes = [UInt8](repeating: UInt8(ascii: "x"), count: 24)
                for index in stride(from: place, to: 24, by: 3) { bytes[index] = byte }
                #expect(JSONBytes.endOfPlain(bytes.span, from: 0, for: .reading) == (stopsReading ? place : 24))
                #expect(JSONBytes.endOfPlain(bytes.span, from: 0, for: .writing) == (stopsWriting ? place : 24))
            }
        }
    }

    @Test("names are told apart, whatever their lengths and wherever the text ends")
    func names() throws {
        let names = FieldNames(
            "a", "b", "ab", "abc", "abcdef", "abcdefg", "abcdefgh", "abcdefghi", "abcdefghijklmno", "abcdefghijklmnop",
            "abcdefghijXlmnopq", "abcdefghijklmnopq", "abcdefghijklmnopqrstuvwxyzabcdefgh", "abcdefghijklmnopqrstuvwXyzabcdefgh")
        for (index, name) in names.texts.enumerated() {
            for more in ["", " , \"\(name)x\":0"] {
                var json = JSONReader(Array("{\"\(name)\":0\(more)}".utf8))
                try json.beginMessage()
                var seen: UInt64 = 0
                #expect(try json.member(names, &seen) == index)
                #expect(seen == 1 << UInt64(index))
                #expect(try json.int64() == 0)
                guard more.isEmpty else {
                    #expect(throws: JSONFault.self) { try json.member(names, &seen) }
                    continue
                }
                #expect(try json.member(names, &seen) == nil)
                try json.endMessage()
            }
        }
    }
}
