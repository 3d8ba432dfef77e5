import SwiftProtobuf

/// How answers are read: a newer service may say more than this program knows.
let lenientJSON: JSONDecodingOptions = {
    var options = JSONDecodingOptions()
    options.ignoreUnknownFields = true
    return options
}()

/// How JSON is written: 64-bit integers as numbers, the same row always the same bytes.
let wireJSON: JSONEncodingOptions = {
    var options = JSONEncodingOptions()
    options.alwaysPrintInt64sAsNumbers = true
    options.useDeterministicOrdering = true
    return options
}()
