import Glibc

/// A CSV file with a header, plain or gzip'ed, read in pieces. Blocks.
package struct TableFile {
    private let path: String

    /// Finds `NAME.csv` or `NAME.csv.gz` in a folder; the plain one where both are there.
    /// - Throws: `ExitError` 74 when neither is there.
    package init(_ name: String, in folder: String) throws {
        let plain = folder + "/" + name + ".csv"
        let candidates = [plain, plain + ".gz"]
        guard let path = candidates.first(where: { access($0, F_OK) == 0 }) else {
            throw ExitError(.io, "\(folder) has no \(name).csv or \(name).csv.gz; give the folder that holds the data set")
        }
        self.path = path
    }

    /// Whether a folder has such a table.
    package static func exists(_ name: String, in folder: String) -> Bool {
        (try? TableFile(name, in: folder)) != nil
    }

    /// Goes through the rows.
    ///
    /// - Parameter columns: the header's names of the fields that are wanted.
    /// - Parameter body: gets those fields in that order; empty where a row is too short. The second value counts rows from 1.
    /// - Throws: `ExitError` 65 where a column is missing, 74 where the file cannot be read; what `body` throws.
    package func forEachRow(_ columns: [String], _ body: ([String], Int) throws -> Void) throws {
        var reader = CSVReader()
        var places: [Int]?
        var count = 0
        func take(_ record: [String]) throws {
            guard let places else {
                places = try Self.places(of: columns, in: record, path)
                return
            }
            count += 1
            try body(places.map { $0 < record.count ? record[$0] : "" }, count)
        }
        try forEachChunk { chunk in
            for record in reader.records(in: chunk) { try take(record) }
        }
        if let record = reader.endRecord() { try take(record) }
        if places == nil { throw ExitError(.badData, "\(path) is empty; fetch it again") }
    }

    private static func places(of columns: [String], in header: [String], _ path: String) throws -> [Int] {
        let names = header.map { $0.hasPrefix("\u{FEFF}") ? String($0.dropFirst()) : $0 }
        return try columns.map { column in
            guard let place = names.firstIndex(of: column) else {
                throw ExitError(.badData, "\(path) has no column \(column); is it the original data set?")
            }
            return place
        }
    }

    private func forEachChunk(_ body: ([UInt8]) throws -> Void) throws {
        if path.hasSuffix(".gz") { return try forEachUnpackedChunk(body) }
        let input = try InputFile(path)
        defer { input.close() }
        while true {
            let chunk = try input.read()
            if chunk.isEmpty { return }
            try body(chunk)
        }
    }

    /// Unpacks with the program gzip, which every system has, and which verifies checksums.
    private func forEachUnpackedChunk(_ body: ([UInt8]) throws -> Void) throws {
        guard access(path, R_OK) == 0 else { throw OutputFile.failure("cannot read \(path)") }
        let quoted = path.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
        guard let pipe = popen("exec gzip -dc -- '\(quoted)'", "re") else { throw OutputFile.failure("cannot run gzip") }
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        do {
            while true {
                let count = fread(&buffer, 1, buffer.count, pipe)
                if count == 0 { break }
                try body(Array(buffer[..<count]))
            }
        } catch {
            pclose(pipe)
            throw error
        }
        let status = pclose(pipe)
        if status >> 8 == 127 { throw ExitError(.io, "gzip is not installed; install it, or unpack \(path) yourself") }
        guard status == 0 else { throw ExitError(.badData, "\(path) cannot be unpacked; fetch it again") }
    }
}
