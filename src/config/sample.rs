//! The file that `recepis init` writes: every setting with its meaning, unit and default, commented out where nobody chose.
//! `docs/configuration.md` shows the same text.

/// A section, what it is about, whether its header stands commented out until it is used, and its keys: name, a value (the
/// default, or an example where there is none), meaning.
type Section = (&'static str, &'static str, bool, &'static [(&'static str, &'static str, &'static str)]);

const SECTIONS: &[Section] = &[
    (
        "[store]",
        "Where things lie.",
        false,
        &[
            (
                "data",
                "\"recepis-data\"",
                "The data directory. Default: the folder that --data names, or recepis-data. Leave it out where this file\n\
                 lies in the data directory itself. Relative paths, here and below, are relative to this file.",
            ),
            (
                "database",
                "\"postgres://recepis@localhost/recepis\"",
                "Keep records in this PostgreSQL database. Default: none, records are in the data directory (SQLite).\n\
                 Leave the password to ~/.pgpass or PGPASSWORD.",
            ),
        ],
    ),
    (
        "[service]",
        "Who runs the service. The domain and the operator stand in certificates and in the name of the log, which are made at\n\
         first start: choose them before, they cannot change.",
        false,
        &[
            ("name", "\"recepis (trial)\"", "What the service is called on pages and in mails."),
            ("operator", "\"recepis trial service\"", "The operator's legal name; evidence is issued in it."),
            (
                "address",
                "\"Kade 1, 3511 AB Utrecht\"",
                "The operator's post address. It stands on every page and in every mail, and so does the telephone number: both must be\n\
                 said where mail goes to people.",
            ),
            ("telephone", "\"+31 30 123 45 67\"", "The operator's telephone number."),
            (
                "contact",
                "\"for trying out on this computer only\"",
                "How else to reach the operator, in a few words, such as a mail address.",
            ),
            ("domain", "\"recepis.example\"", "The service's domain."),
            (
                "policy",
                "\"urn:recepis:policy:trial:1\"",
                "URI of the policy under which evidence is issued; it stands in every evidence.",
            ),
            ("language", "\"nl\"", "Of pages and mails where nobody chose: \"nl\", \"en\", \"de\" or \"fr\"."),
            (
                "zone",
                "\"Europe/Amsterdam\"",
                "IANA time zone in which days begin and end, where the sender chose none.",
            ),
            (
                "country",
                "\"NL\"",
                "Country on whose public holidays no time to decide ends: AT, BE, DE, FR, GB, LU, NL, or \"none\".",
            ),
        ],
    ),
    (
        "[terms]",
        "What holds where a sender chose nothing.",
        false,
        &[
            ("days", "10", "Whole days that an addressee has to decide, 3 to 90."),
            (
                "remind",
                "\"3, 7, 12\"",
                "On which days of a term of 14 an addressee is reminded, at the same parts of others; at most three, or \"none\".",
            ),
            ("outages_extend", "true", "Whether an outage gives back, in whole days, what it took of a running time."),
        ],
    ),
    (
        "[web]",
        "The pages and the API.",
        false,
        &[
            (
                "listen",
                "\"127.0.0.1:8025\"",
                "Address and port, plain HTTP; port 0 is any that is free. Put a proxy with TLS in front (docs/operating.md).",
            ),
            (
                "base_url",
                "\"https://recepis.example.org\"",
                "Where people find the pages: links in mails begin with it. Default: http://localhost and the port.",
            ),
            (
                "passkey_domain",
                "\"recepis.example.org\"",
                "The domain that addressees' own keys (passkeys) are bound to: the host of base_url, or one above it. It cannot change\n\
                 once somebody has a key. Default: the host of base_url.",
            ),
            ("session_minutes", "30", "Minutes for which a proven identity lasts, 5 to 240."),
            (
                "verifier",
                "\"recepis-verify.html\"",
                "The verifier in one file, as wasm/build makes it (docs/operating.md); /verify then is that file. Default: none, and\n\
                 /verify takes a file to be judged here. Read at start.",
            ),
        ],
    ),
    (
        "[submission]",
        "The SMTP door for senders. They log in, over TLS only.",
        false,
        &[
            ("listen", "\"127.0.0.1:8587\"", "Address and port for SMTP with STARTTLS; port 0 is any that is free."),
            ("listen_tls", "\"127.0.0.1:8465\"", "Address and port for SMTP over TLS; port 0 is any that is free."),
            (
                "certificate",
                "\"fullchain.pem\"",
                "PEM file with the certificate of both ports and its chain. Default: one of the service's own authority, which\n\
                 mail programs do not know. Read at start.",
            ),
            ("key", "\"privkey.pem\"", "PEM file with its private key, PKCS#8."),
            ("message_mib", "50", "The largest message, in MiB, 1 to 50."),
            (
                "trackers",
                "\"refuse\"",
                "What becomes of a message with remote content or a request for a receipt of reading. \"refuse\": 550, naming the\n\
                 part. \"list\": taken; evidence lists them, and the addressee is told before the choice. Our pages load nothing.",
            ),
            (
                "mail_providers",
                "[]",
                "Domains, and what lies beneath them, of providers whose customers are strangers to each other, besides the large\n\
                 ones that are known: that sender and addressee have their mail there does not make the mailbox the sender's.",
            ),
        ],
    ),
    (
        "[mail]",
        "Mail out.",
        false,
        &[
            (
                "mode",
                "\"demo\"",
                "Where mail goes. \"demo\": to the built-in mailbox, which everybody who sees the pages can read. \"mx\": to the mail\n\
                 servers that the addressee's domain names. \"relay\": to the one of [mail.relay]; what the addressee's side did is\n\
                 then not known, and evidence says so.",
            ),
            (
                "hostname",
                "\"recepis.example\"",
                "The name that we greet other mail servers with, and that the door for senders greets with. Default: [service]\n\
                 domain.",
            ),
            (
                "from",
                "\"registered@recepis.example\"",
                "The address that notices and receipts come from, of [service] domain. It stands in the seal's certificate: choose\n\
                 it before the first start. Default: registered@ and that domain.",
            ),
            ("connections_per_domain", "4", "The most notices on their way to one domain at a time, 1 to 100."),
            ("messages_per_minute", "600", "The most notices to one domain in a minute, 1 to 60000."),
            (
                "retry_hours",
                "72",
                "How long a notice is tried that no mail server takes for the moment, 1 to 240 hours. Then evidence says so.",
            ),
            (
                "return_path_domain",
                "\"return.recepis.example\"",
                "The domain of the notices' return paths, whose MX record leads to [inbound] listen. Default: none, what comes back\n\
                 goes to the address above.",
            ),
        ],
    ),
    (
        "[mail.relay]",
        "The relay of mode \"relay\".",
        true,
        &[
            ("host", "\"relay.example.org\"", "Its name."),
            ("port", "25", "Its port; on 465 TLS begins with the first octet."),
            (
                "tls",
                "\"required\"",
                "\"required\": TLS, with a certificate of its name from an authority that this system trusts. \"opportunistic\":\n\
                 TLS where it is offered.",
            ),
            ("login", "\"recepis\"", "The name to log in with, where it wants one."),
            ("password_file", "\"relay.password\"", "The file whose first line is the password."),
        ],
    ),
    (
        "[[mail.dkim.keys]]",
        "A key that signs every mail for [service] domain (DKIM). Up to four, each with a [[mail.dkim.keys]] line of its own: an RSA\n\
         key, which every receiver knows, and an Ed25519 key; while keys change, the new ones beside the old. None: no signature.",
        true,
        &[
            (
                "selector",
                "\"recepis-rsa\"",
                "The key's record in DNS is called SELECTOR._domainkey and the domain; FILE.txt says what stands in it.",
            ),
            (
                "file",
                "\"dkim/recepis-rsa.key\"",
                "The private key: PKCS#8 in DER or PEM, RSA of 2048 bits or more, or Ed25519; 0600.",
            ),
        ],
    ),
    (
        "[texter]",
        "A gateway for text messages (SMS), for codes to a telephone number that the sender stated. docs/operating.md has the form\n\
         of a request. Without it no sender can ask for such codes.",
        true,
        &[
            ("url", "\"https://sms.example/messages\"", "Where it takes texts: https, or http on this computer."),
            ("format", "\"json\"", "How a request is written: \"json\" or \"form\"."),
            ("number_field", "\"to\"", "The name of the field with the number, +31612345678."),
            ("text_field", "\"text\"", "The name of the field with the text."),
            ("fields", "[]", "What else each request holds, such as [\"from=Recepis\"]."),
            (
                "authorization_file",
                "\"sms.secret\"",
                "The file whose first line is the value of the header Authorization, such as: Bearer 0123456789. Default: none.",
            ),
        ],
    ),
    (
        "[[oidc]]",
        "An issuer of electronic identities by OpenID Connect, by which addressees show who they are. Up to eight, each with a\n\
         [[oidc]] line of its own, offered in this order. docs/identity.md has examples for iDIN, eHerkenning and itsme.",
        true,
        &[
            (
                "id",
                "\"idin\"",
                "Its name in addresses: small letters, digits, hyphens. Never change it. Register .../identity/ID/back there.",
            ),
            ("name", "\"iDIN\"", "The name that people know."),
            (
                "level",
                "\"substantial\"",
                "\"low\", \"substantial\" or \"high\": what its identities are worth, by your word. It stands in evidence.",
            ),
            (
                "issuer",
                "\"https://id.example\"",
                "The issuer's identifier: https, or http on this computer. It stands in evidence.",
            ),
            ("client_id", "\"recepis\"", "The name under which the issuer knows this service."),
            (
                "client_secret_file",
                "\"idin.secret\"",
                "The file whose first line is the secret for that name. Default: none.",
            ),
            ("scopes", "[\"profile\"]", "What is asked for besides openid."),
            (
                "acr",
                "\"urn:example:loa:3\"",
                "The authentication context class to ask for and to insist on. Default: none.",
            ),
            (
                "name_claims",
                "[\"name\", \"given_name family_name\"]",
                "Claims that are a name, each a form of its own; several with blanks between them make one form. [] where there is none.",
            ),
            (
                "birth_date_claim",
                "\"birthdate\"",
                "The claim with the day of birth, YYYY-MM-DD or YYYYMMDD. Default: none.",
            ),
            (
                "customer_number_claim",
                "\"customer_number\"",
                "The claim with a number that the sender knows, too. Default: none.",
            ),
        ],
    ),
    (
        "[inbound]",
        "The door for what comes back about notices (SMTP): bounces, and answers of programs and people.",
        true,
        &[
            ("listen", "\"127.0.0.1:2525\"", "Address and port. Default: none, nothing comes back."),
            (
                "certificate",
                "\"cert.pem\"",
                "PEM file with its certificate chain. Default: one of the embedded authority.",
            ),
            ("key", "\"key.pem\"", "PEM file with the key of that certificate."),
        ],
    ),
    (
        "[[saml]]",
        "An identity provider that speaks SAML 2.0, such as a broker of DigiD or eHerkenning. Several may follow, each with a [[saml]] line\n\
         of its own; they are offered in this order. docs/operating.md says how. Without one, nobody is sent to any.",
        true,
        &[
            (
                "id",
                "\"eherkenning\"",
                "Its name in addresses: small letters, digits and hyphens. Keep it: the provider knows addresses with it.",
            ),
            ("name", "\"eHerkenning\"", "Its name for people."),
            (
                "level",
                "\"substantial\"",
                "The level that its identities have: \"low\", \"substantial\" or \"high\"; you answer for it.",
            ),
            (
                "metadata",
                "\"idp.xml\"",
                "The file with the provider's metadata. Its addresses and keys come from there alone. Read at start.",
            ),
            ("provider", "\"urn:example:idp\"", "The entityID of the provider, where the metadata holds several."),
            (
                "entity_id",
                "\"urn:example:us\"",
                "The entityID by which it knows you. Default: the address of your metadata, BASE_URL/identity/ID/metadata.",
            ),
            ("key_file", "\"saml.key\"", "Your private key (PEM, PKCS #8; RSA of 2048 to 4096 bits, or P-256)."),
            ("certificate", "\"saml.pem\"", "The key's certificate (PEM)."),
            (
                "answer",
                "\"post\"",
                "How answers come back: \"post\" with the browser, \"artifact\" fetched over TLS with your certificate.",
            ),
            (
                "trust",
                "\"idp-tls.pem\"",
                "PEM file that its server is checked against. Default: the roots of this computer.",
            ),
            (
                "contexts",
                "[\"urn:etoegang:core:assurance-class:loa3\"]",
                "The authentication contexts that you take, the least first.",
            ),
            (
                "attribute_service",
                "1",
                "Which of your services it is asked to serve (AttributeConsumingServiceIndex). Default: none is said.",
            ),
            (
                "name_attributes",
                "[\"urn:given urn:family\"]",
                "The attributes with a name, each a form of it; several with blanks between them make one.",
            ),
            ("birth_date_attribute", "\"urn:born\"", "The attribute with the day of birth."),
            ("customer_number_attribute", "\"urn:number\"", "The attribute with a number that senders know, too."),
            (
                "subject_attribute",
                "\"urn:id\"",
                "The attribute that is the same for a person every time. Default: the NameID.",
            ),
        ],
    ),
    (
        "[certificate]",
        "TLS client certificates, on a card or in the computer, by which addressees show who they are. Browsers are asked for one by a\n\
         listener of its own, which they reach themselves. docs/identity.md says how, and what is not checked.",
        true,
        &[
            (
                "listen",
                "\"0.0.0.0:8443\"",
                "Address and port, TLS 1.3. Default: none, nobody is asked for a certificate.",
            ),
            (
                "url",
                "\"https://card.recepis.example.org\"",
                "Where browsers find it: https, a name or a port of its own, no path.",
            ),
            (
                "certificate",
                "\"fullchain.pem\"",
                "PEM file with its own certificate and chain. Default: one of the embedded authority, which browsers do not know.",
            ),
            ("key", "\"privkey.pem\"", "PEM file with its private key."),
            ("name", "\"UZI-pas\"", "The name that people know."),
            (
                "level",
                "\"high\"",
                "\"low\", \"substantial\" or \"high\": what such certificates are worth, by your word. It stands in evidence.",
            ),
            (
                "issuer",
                "\"UZI-register\"",
                "Who issues them. It stands in evidence. Default: the name of the authority, where `ca_file` holds one.",
            ),
            (
                "ca_file",
                "\"authorities.pem\"",
                "PEM file with the certificates of the authorities that count, each by itself: those that issue to people. Read at start.",
            ),
            (
                "crl_file",
                "\"revoked.pem\"",
                "PEM file with their revocation lists; looked at every ten minutes. Without it nobody asks whether a certificate is revoked.",
            ),
            (
                "name_fields",
                "[\"givenName surname\", \"commonName\"]",
                "Fields that are a name, each a form of its own; several with blanks between them make one form. [] where there is none.",
            ),
            ("birth_date_field", "\"dateOfBirth\"", "The field with the day of birth. Default: none."),
            (
                "customer_number_field",
                "\"serialNumber\"",
                "The field with a number that the sender knows, too. Default: none.",
            ),
        ],
    ),
    (
        "[[tsa]]",
        "A time-stamping authority (RFC 3161) of somebody else, asked instead of the embedded one; without one, times prove\n\
         nothing independent of you. Up to four, each with a [[tsa]] line of its own, asked in this order.",
        true,
        &[
            ("url", "\"https://tsa.example/\"", "Where it answers."),
            (
                "trust",
                "\"tsa.pem\"",
                "PEM file with its root, certificates in between, and its revocation lists; read again every ten minutes.",
            ),
            ("policy", "\"1.3.6.1.4.1.32473.1\"", "The policy to ask for, an object identifier. Default: none."),
            (
                "revocation",
                "\"ask\"",
                "\"ask\": whether its certificates are revoked is asked where they say (OCSP, else the list), long before the last\n\
                 answer ends, beside what the trust file holds. \"file\": the lists in the trust file alone.",
            ),
            (
                "ocsp",
                "\"http://ocsp.tsa.example/\"",
                "The OCSP responder, instead of those that the certificates name. Default: none.",
            ),
            (
                "crl",
                "\"http://crl.tsa.example/tsa.crl\"",
                "The revocation list, instead of those that the certificates name. Default: none.",
            ),
        ],
    ),
    (
        "[log]",
        "The transparency log.",
        false,
        &[(
            "policy",
            "\"witnesses.txt\"",
            "A policy (C2SP tlog-policy) with the log's witnesses, each with the URL where it is asked, and the quorum that a\n\
             bundle waits for. Default: none, the log has no witnesses. Read at start.",
        )],
    ),
    (
        "[metrics]",
        "/health, /ready and /metrics (OpenMetrics), on a listener of their own.",
        false,
        &[(
            "listen",
            "\"127.0.0.1:9464\"",
            "Address and port. Default: none, nothing is answered. There is no password: keep it from the outside.",
        )],
    ),
];

/// The file with these settings (section, key, value as TOML) in force and every other one commented out.
pub fn sample(chosen: &[(&str, &str, String)]) -> String {
    let mut text = String::from(
        "# The settings of recepis. A line that begins with # is a comment; settings that are commented out show their\n\
         # default, or an example where it says so. Flags of `recepis serve` win over this file. No secret stands here.\n\
         # Check it with `recepis config check`.\n",
    );
    for (section, about, is_apart, keys) in SECTIONS {
        let mine: Vec<_> = chosen.iter().filter(|(of, ..)| of == section).collect();
        let off = if *is_apart && mine.is_empty() { "#" } else { "" };
        text.extend(["\n", &comment(about)]);
        // Several of one kind: each begins with the first key.
        let first = keys.first().map_or("", |(key, ..)| *key);
        let more = mine.iter().skip(1).enumerate().filter(|(_, (_, key, _))| *key == first).map(|(at, _)| at + 1);
        let starts: Vec<usize> = std::iter::once(0).chain(more).collect();
        for (nth, start) in starts.iter().enumerate() {
            let end = starts.get(nth + 1).copied().unwrap_or(mine.len());
            let these = mine.get(*start..end).unwrap_or_default();
            let gap = if nth > 0 { "\n" } else { "" };
            text.extend([gap, off, section, "\n"]);
            for (key, usual, meaning) in *keys {
                let line = match these.iter().find(|(_, name, _)| name == key) {
                    Some((_, _, value)) => format!("{key} = {value}"),
                    None => format!("#{key} = {usual}"),
                };
                let meaning = if nth == 0 { comment(meaning) } else { String::new() };
                text.extend([&meaning, &line, "\n"]);
            }
        }
    }
    text
}

fn comment(text: &str) -> String {
    text.lines().flat_map(|line| ["# ", line, "\n"]).collect()
}
