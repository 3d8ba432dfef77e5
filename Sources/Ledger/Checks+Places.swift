import Schema

// Checks of countries and languages, shared by every context that names them.

extension Check {
    /// A country's code of ISO 3166-1, in capital letters, or none. A code that is none would be taxed and shipped as one that
    /// nobody has said anything of.
    static func optionalCountry(_ country: String, _ field: String) throws(DecisionError) {
        guard !country.isEmpty, !countries.contains(country) else { return }
        guard country != "UK" else { throw .invalid(field, "is written GB in ISO 3166, not UK") }
        throw .invalid(field, "is no country's code of ISO 3166, such as CN: two capital letters")
    }

    /// ISO 3166-1 alpha-2 as of 2025, and XK, which is the user-assigned code of Kosovo that carriers and the EU use.
    private static let countries = Set(
        """
        AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY
        BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK
        FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR
        IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK
        ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM
        PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF
        TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
        XK
        """.split(whereSeparator: \.isWhitespace).map(String.init))

    /// A tag of BCP 47 as RFC 5646 § 2.1.1 recommends to write it, or none: two spellings of a language would be two translations.
    static func optionalLocale(_ locale: String, _ field: String) throws(DecisionError) {
        guard !locale.isEmpty else { return }
        let parts = locale.split(separator: "-", omittingEmptySubsequences: false)
        let isTag = parts.allSatisfy { part in
            (1...8).contains(part.utf8.count) && part.utf8.allSatisfy { (48...57).contains($0) || (97...122).contains($0 | 0x20) }
        }
        guard isTag, locale.utf8.count <= 35, parts[0].utf8.count >= 2, parts[0].utf8.allSatisfy({ $0 > 57 }) else {
            throw .invalid(field, "is no language tag of BCP 47, such as de or zh-Hant-TW")
        }
        var words = [parts[0].lowercased()]
        var isExtension = false
        for part in parts.dropFirst() {
            let word = part.lowercased()
            switch word.utf8.count {
            case _ where isExtension: words.append(word)
            case 2: words.append(word.uppercased())
            case 4: words.append(word.prefix(1).uppercased() + word.dropFirst())
            default: words.append(word)
            }
            isExtension = isExtension || word.utf8.count == 1
        }
        let written = words.joined(separator: "-")
        guard written == locale else { throw .invalid(field, "\(locale) is written \(written)") }
    }
}
