import Schema

extension StockCommand {
    /// The hold it is about; stock itself has no deadlines.
    func subjects(in state: inout LedgerState) throws(Refusal) -> [String] {
        switch command {
        case .reserve(let command): Table.reservation.entities(command.reservationID)
        case .extendReservation(let command): Table.reservation.entities(command.reservationID)
        case .releaseReservation(let command): Table.reservation.entities(command.reservationID)
        case .receive, .adjust, .quarantine, .releaseQuarantine, .scrap, nil: []
        }
    }
}
