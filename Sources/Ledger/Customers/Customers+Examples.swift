import Schema

extension CustomerCommand {
    static var examples: [Example] {
        Example.customers + Example.customerStates + Example.sessions + Example.roles + Example.accesses
    }
}

extension Example {
    static let customers: [Example] = [
        Example(
            "customer.register", "what is personal is sealed before it is in the book",
            #"{"customerId":"C-7","email":"Mei@Example.org","name":"Mei Lin","phone":"+86 571 5555 0100","#
                + #""locale":"zh-CN","country":"CN"}"#,
            then: .events(["customer/C-7 customer.registered"])),
        Example(
            "customer.register", "an e-mail is of one customer, in whatever case it is written", given: [.customer],
            #"{"customerId":"C-8","email":"MEI@example.ORG","name":"Mei Chen"}"#, then: .rejected(.emailTaken)),
        Example(
            "customer.register", "an id is used once", given: [.customer],
            #"{"customerId":"C-7","email":"lin@example.org","name":"Lin"}"#, then: .rejected(.alreadyExists)),
        Example(
            "customer.register", "an e-mail has an at sign, and a dot behind it",
            #"{"customerId":"C-7","email":"mei@localhost","name":"Mei Lin"}"#, then: .rejected(.invalidArgument)),
        Example(
            "customer.register", "of whom nothing is known but an id and a country; admins and importers alone may",
            #"{"customerId":"C-7","country":"BR"}"#, then: .events(["customer/C-7 customer.registered"])),
        Example(
            "customer.verifyEmail", "with the e-mail that was verified", given: [.customer],
            #"{"customerId":"C-7","email":"mei@example.org"}"#, then: .events(["customer/C-7 customer.emailVerified"])),
        Example(
            "customer.verifyEmail", "one that was changed since does not count",
            given: [.customer, Step("customer.changeProfile", #"{"customerId":"C-7","email":"lin@example.org"}"#)],
            #"{"customerId":"C-7","email":"mei@example.org"}"#, then: .rejected(.invalidArgument)),
        Example(
            "customer.changeProfile", "what is not given stays", given: [.customer],
            #"{"customerId":"C-7","email":"lin@example.org","name":"Mei Chen","phone":"","locale":"en","country":"SG"}"#,
            then: .events(["customer/C-7 customer.profileChanged"])),
        Example(
            "customer.changeProfile", "to an e-mail that another has",
            given: [
                .customer, Step("customer.register", #"{"customerId":"C-8","email":"lin@example.org","name":"Lin"}"#),
            ],
            #"{"customerId":"C-7","email":"lin@example.org"}"#, then: .rejected(.emailTaken)),
        Example(
            "customer.addAddress", "lines of an address are one text", given: [.customer],
            #"{"customerId":"C-7","addressId":"HOME","recipient":"Mei Lin","lines":"88 Lakeside Road\nFlat 3","#
                + #""city":"Hangzhou","region":"Zhejiang","postalCode":"310000","country":"CN","#
                + #""location":{"latitudeE6":30246000,"longitudeE6":120155000}}"#,
            then: .events(["customer/C-7 customer.addressAdded"])),
        Example(
            "customer.addAddress", "of which only the place is known; admins and importers alone may", given: [.customer],
            #"{"customerId":"C-7","addressId":"A-1","city":"franca","region":"SP","postalCode":"14409","country":"BR"}"#,
            then: .events(["customer/C-7 customer.addressAdded"])),
        Example(
            "customer.addAddress", "an id is used once", given: [.customer, .address],
            #"{"customerId":"C-7","addressId":"HOME","lines":"1 Hill Street","city":"Ningbo","country":"CN"}"#,
            then: .rejected(.alreadyExists)),
        Example(
            "customer.removeAddress", "for good", given: [.customer, .address],
            #"{"customerId":"C-7","addressId":"HOME"}"#, then: .events(["customer/C-7 customer.addressRemoved"])),
        Example(
            "customer.removeAddress", "one that is not there", given: [.customer],
            #"{"customerId":"C-7","addressId":"WORK"}"#, then: .rejected(.notFound)),
    ]

    static let customerStates: [Example] = [
        Example(
            "customer.suspend", "orders of theirs are refused from now on", given: [.customer, .verified],
            #"{"customerId":"C-7","reason":"chargebacks on three orders"}"#,
            then: .events(["customer/C-7 customer.suspended"])),
        Example(
            "customer.suspend", "not without saying why", given: [.customer, .verified],
            #"{"customerId":"C-7","reason":""}"#, then: .rejected(.reasonRequired)),
        Example(
            "customer.suspend", "who is not verified yet, too, and will be that again", given: [.customer],
            #"{"customerId":"C-7","reason":"chargebacks"}"#, then: .events(["customer/C-7 customer.suspended"])),
        Example(
            "customer.suspend", "who is suspended already", given: [.customer, .verified, .suspended],
            #"{"customerId":"C-7","reason":"chargebacks"}"#, then: .rejected(.invalidState)),
        Example(
            "customer.reinstate", "as before", given: [.customer, .verified, .suspended],
            #"{"customerId":"C-7"}"#, then: .events(["customer/C-7 customer.reinstated"])),
        Example(
            "customer.reinstate", "who is not barred", given: [.customer], #"{"customerId":"C-7"}"#,
            then: .rejected(.invalidState)),
        Example(
            "customer.erase", "the key of what is personal is destroyed, and the book stays as it is",
            given: [.customer, .address],
            #"{"customerId":"C-7","legalBasis":"GDPR art. 17 (1) (b)"}"#, then: .events(["customer/C-7 customer.erased"])),
        Example(
            "customer.erase", "not while an order of theirs is open",
            given: paid + [Step("customer.register", #"{"customerId":"C-1","email":"mei@example.org","name":"Mei Lin"}"#)],
            #"{"customerId":"C-1","legalBasis":"GDPR art. 17 (1) (b)"}"#, then: .rejected(.openObligations)),
        Example(
            "customer.erase", "nothing happens to one who is erased",
            given: [.customer, Step("customer.erase", #"{"customerId":"C-7","legalBasis":"GDPR art. 17 (1) (b)"}"#)],
            #"{"customerId":"C-7","legalBasis":"GDPR art. 17 (1) (b)"}"#, then: .rejected(.invalidState)),
    ]
}

extension Example {
    static let sessions: [Example] = [
        Example(
            "customer.register", "with a password, whose hash alone is kept, sealed",
            #"{"customerId":"C-7","email":"mei@example.org","name":"Mei Lin","password":"correct horse battery"}"#,
            then: .events(["customer/C-7 customer.registered"])),
        Example(
            "customer.register", "with a password that is soon guessed",
            #"{"customerId":"C-7","email":"mei@example.org","name":"Mei Lin","password":"secret"}"#,
            then: .rejected(.weakPassword)),
        Example(
            "customer.logIn", "the receipt has the token, once", given: [.member],
            #"{"sessionId":"S-1","email":"mei@example.org","password":"correct horse battery","expiresInSeconds":3600}"#,
            then: .events(["session/S-1 customer.sessionOpened"])),
        Example(
            "customer.logIn", "an id is used once", given: [.member, .loggedIn],
            #"{"sessionId":"S-1","email":"mei@example.org","password":"correct horse battery"}"#, then: .rejected(.alreadyExists)),
        Example(
            "customer.logOut", "the session is over", given: [.member, .loggedIn], #"{"sessionId":"S-1"}"#,
            then: .events(["session/S-1 customer.sessionClosed"])),
        Example(
            "customer.changePassword", "all sessions end", given: [.member, .loggedIn],
            #"{"customerId":"C-7","password":"correct horse battery","newPassword":"staple on the lake"}"#,
            then: .events(["customer/C-7 customer.passwordSet", "session/S-1 customer.sessionClosed"])),
        Example(
            "customer.resetPassword", "for who forgot the present one", given: [.member],
            #"{"customerId":"C-7","newPassword":"staple on the lake"}"#, then: .events(["customer/C-7 customer.passwordSet"])),
        Example(
            "customer.setPaymentPin", "its hash alone is kept, sealed", given: [.member],
            #"{"customerId":"C-7","password":"correct horse battery","pin":"271828"}"#,
            then: .events(["customer/C-7 customer.paymentPinSet"])),
        Example(
            "customer.setPaymentPin", "a PIN has digits alone", given: [.member],
            #"{"customerId":"C-7","password":"correct horse battery","pin":"27182e"}"#, then: .rejected(.invalidArgument)),
        Example(
            "customer.noteFailedLogIns", "of late", given: [.member], #"{"customerId":"C-7","count":3}"#,
            then: .events(["customer/C-7 customer.logInsFailed"])),
        Example(
            "customer.noteFailedLogIns", "ten within 15 minutes lock the customer",
            given: [.member, Step("customer.noteFailedLogIns", #"{"customerId":"C-7","count":9}"#)],
            #"{"customerId":"C-7","count":1}"#,
            then: .events(["customer/C-7 customer.locked"])),
        Example(
            "customer.resetPassword", "a lock is taken off",
            given: [.member, Step("customer.noteFailedLogIns", #"{"customerId":"C-7","count":10}"#)],
            #"{"customerId":"C-7","newPassword":"staple on the lake"}"#,
            then: .events(["customer/C-7 customer.passwordSet", "customer/C-7 customer.unlocked"])),
    ]
}

extension Example {
    static let accesses: [Example] = [
        Example(
            "customer.noteAccess", "the service says it before it shows them", given: [.customer],
            #"{"shownTo":"anna","role":"operator","uid":1000,"customers":["C-7"],"asOf":1}"#, at: "2026-03-02T09:30:00Z",
            then: .events(["access/2026-03-02T09:30:00.000000Z customer.accessNoted"])),
        Example(
            "customer.noteAccess", "as of an entry that is there", given: [.customer],
            #"{"shownTo":"anna","role":"operator","customers":["C-7"],"asOf":17}"#, then: .rejected(.invalidArgument)),
    ]
}

extension Example.Step {
    static let member = Self(
        "customer.register",
        #"{"customerId":"C-7","email":"mei@example.org","name":"Mei Lin","password":"correct horse battery"}"#)
    static let loggedIn = Self(
        "customer.logIn", #"{"sessionId":"S-1","email":"mei@example.org","password":"correct horse battery"}"#)
    static let customer = Self("customer.register", #"{"customerId":"C-7","email":"mei@example.org","name":"Mei Lin"}"#)
    static let verified = Self("customer.verifyEmail", #"{"customerId":"C-7","email":"mei@example.org"}"#)
    static let suspended = Self("customer.suspend", #"{"customerId":"C-7","reason":"chargebacks"}"#)
    static let address = Self(
        "customer.addAddress",
        #"{"customerId":"C-7","addressId":"HOME","lines":"88 Lakeside Road","city":"Hangzhou","country":"CN"}"#)
}
