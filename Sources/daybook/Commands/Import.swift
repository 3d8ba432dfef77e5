import ArgumentParser

/// Data sets that can be imported.
enum ImportSource: String, CaseIterable, ExpressibleByArgument {
    /// Olist's orders of 2016 to 2018, in Brazil.
    case olist
}

/// `daybook import`: a public data set, as the history of a ledger.
struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Imports a public data set, with its own times, into an empty ledger.",
        discussion: """
            Examples:

              daybook import olist data/olist
              daybook import olist data/olist --discrepancies found.ndjson -o json

            Takes CSV files, plain or gzip'ed. What does not fit is written to a file, a line for each row, and counted. Importing
            again is safe: what is in the book is not repeated, and what was interrupted goes on. Where no service runs, this
            process serves the folder itself until it is done.
            """)

    @Argument(help: "olist")
    var source: ImportSource

    @Argument(help: ArgumentHelp("The folder with the data set's tables.", valueName: "dir"))
    var folder: String

    @Option(
        help: ArgumentHelp(
            "Where to write what does not fit (import-olist-discrepancies.ndjson in the ledger's folder).", valueName: "file"))
    var discrepancies: String?

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        // Done first, because reading takes long: that there is neither a service nor a folder should be found out before it.
        let place = try await LedgerPlace.find(options)
        let (folder, options) = (folder, options)
        let plan = try await Blocking.run { OlistPlan(try OlistReader.read(folder)) }
        let path = discrepancies ?? "\(options.dataPath)/import-\(source.rawValue)-discrepancies.ndjson"
        try await place.withService(options) { service in
            try await ImportSender(client: service.client, plan: plan, options: options, path: path).run()
        }
    }
}
