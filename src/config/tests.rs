use super::*;

/// Files, and all that is said of them.
#[rustfmt::skip]
const WRONG: &[(&str, &[&str])] = &[
    ("[web\nlisten = 1", &[
        "recepis.toml:1: this is no TOML: unclosed table, expected `]`",
    ]),
    ("[web]\nlisten = 127.0.0.1:8025", &[
        "recepis.toml:2: listen: this is no value: invalid float, expected nothing; texts stand in \"double quotes\", numbers without",
    ]),
    ("[web]\nlisten", &[
        "recepis.toml:2: this is no TOML: key with no value, expected `=`",
    ]),
    ("[web]\nlisten = \"127.0.0.1:1\"\nlisten = \"127.0.0.1:2\"", &[
        "recepis.toml:3: listen: this is said twice: keep one",
    ]),
    ("[web]\n\n[web]\n", &[
        "recepis.toml:3: this is said twice: keep one",
    ]),
    ("[service]\nname = \"a\nb\"", &[
        "recepis.toml:2: name: this is no value: invalid basic string, expected `\"`; texts stand in \"double quotes\", numbers without",
        "recepis.toml:3: this is no TOML: key with no value, expected `=`",
        "recepis.toml:3: this is no TOML: invalid unquoted key, expected letters, numbers, `-`, `_`",
    ]),
    ("[service]\nname = \"a\\q\"\n[web]\nlisten = 1 2", &[
        "recepis.toml:2: name: this is no value: missing escaped value, expected `b`, `e`, `f`, `n`, `r`, `\\`, `\"`, `x`, `u`, `U`; texts stand in \"double quotes\", numbers without",
        "recepis.toml:4: listen: this is no value: string values must be quoted, expected literal string; texts stand in \"double quotes\", numbers without",
    ]),
    ("[wbe]\nlisten = \"127.0.0.1:8025\"", &[
        "recepis.toml:1: [wbe]: there is no such section; did you mean [web]?",
    ]),
    ("[cluster]\nnodes = 3", &[
        "recepis.toml:1: [cluster]: there is no such section; there are `store`, `service`, `terms`, `web`, `submission`, `mail`, `texter`, `oidc`, `inbound`, `saml`, `certificate`, `tsa`, `log`, `metrics`",
    ]),
    ("listen = \"127.0.0.1:8025\"", &[
        "recepis.toml:1: listen: this stands before any section: write it below the [section] that it belongs to",
    ]),
    ("web = 3", &[
        "recepis.toml:1: web: this is a section: write [web] on a line of its own",
    ]),
    ("[[web]]\nlisten = \"127.0.0.1:8025\"", &[
        "recepis.toml:1: web: this is a section: write [web] on a line of its own",
    ]),
    ("[tsa]\nurl = \"https://tsa.example/\"", &[
        "recepis.toml:1: tsa: there may be several: write [[tsa]], in double brackets, on a line of its own for each",
    ]),
    ("tsa = [1]", &[
        "recepis.toml:1: tsa: there may be several: write [[tsa]], in double brackets, on a line of its own for each",
    ]),
    ("[web]\nlisen = \"127.0.0.1:8025\"", &[
        "recepis.toml:2: [web] lisen: there is no such key; did you mean `listen`?",
    ]),
    ("[terms]\nwithin = 14", &[
        "recepis.toml:2: [terms] within: there is no such key; there are `days`, `remind`, `outages_extend`",
    ]),
    ("[mail.relay]\npassword = \"hunter2\"", &[
        "recepis.toml:1: [mail.relay]: [mail] mode is not \"relay\", so this would change nothing",
        "recepis.toml:2: [mail.relay] password: no secret stands in this file: put it into a file of its own, and name that as `password_file`",
    ]),
    ("[store]\nsecret_key = \"hunter2\"", &[
        "recepis.toml:2: [store] secret_key: there is no such key, and no secret stands in this file",
    ]),
    ("[terms]\ndays = 2", &[
        "recepis.toml:2: [terms] days = 2: use 3 to 90 days",
    ]),
    ("[terms]\noutages_extend = \"yes\"", &[
        "recepis.toml:2: [terms] outages_extend = \"yes\": use true or false, without quotes",
    ]),
    ("[terms]\nremind = \"3, 7, 14\"", &[
        "recepis.toml:2: [terms] remind = \"3, 7, 14\": a reminder on day 14 is not within the time to decide; use 1 to 13",
    ]),
    ("[terms]\nremind = \"weekly\"", &[
        "recepis.toml:2: [terms] remind = \"weekly\": `weekly` is no list of days; write such as `3, 7, 12`, or `none`",
    ]),
    ("[terms]\ndays = -14", &[
        "recepis.toml:2: [terms] days = -14: use 3 to 90 days",
    ]),
    ("[terms]\ndays = \"14\"", &[
        "recepis.toml:2: [terms] days = \"14\": use 3 to 90 days, without quotes",
    ]),
    ("[terms]\ndays = 14.5", &[
        "recepis.toml:2: [terms] days = 14.5: use 3 to 90 days",
    ]),
    ("[terms]\ndays = 0xFFFFFFFFFFFFFFFFFFFF", &[
        "recepis.toml:2: [terms] days = 0xFFFFFFFFFFFFFFFFFFFF: use 3 to 90 days",
    ]),
    ("[web]\nlisten = 8025", &[
        "recepis.toml:2: [web] listen = 8025: an address with its port is expected, such as \"127.0.0.1:8025\" or \"[::1]:8025\"",
    ]),
    ("[web]\nlisten = \"localhost:8025\"", &[
        "recepis.toml:2: [web] listen = \"localhost:8025\": an address with its port is expected, such as \"127.0.0.1:8025\" or \"[::1]:8025\"",
    ]),
    ("[web]\nlisten = \"0.0.0.0:8025\"", &[
        "recepis.toml:2: [web] listen = \"0.0.0.0:8025\": while [mail] mode is \"demo\", everybody can read all mail on the pages: use a loopback address, 127.0.0.1",
    ]),
    ("[web]\nbase_url = \"recepis.example.org\"", &[
        "recepis.toml:2: [web] base_url = \"recepis.example.org\": an address such as \"https://recepis.example.org\" is expected, without a path or a slash at the end",
    ]),
    ("[web]\nbase_url = \"http://recepis.example.org\"", &[
        "recepis.toml:2: [web] base_url = \"http://recepis.example.org\": use https: links in mails lead here, and codes are typed here",
    ]),
    ("[web]\nbase_url = \"https://recepis.example.org/mail\"", &[
        "recepis.toml:2: [web] base_url = \"https://recepis.example.org/mail\": an address such as \"https://recepis.example.org\" is expected, without a path or a slash at the end",
    ]),
    ("[web]\nbase_url = \"https://recepis.example.org\"\npasskey_domain = \"example.net\"", &[
        "recepis.toml:3: [web] passkey_domain = \"example.net\": keys of this domain cannot be used on the pages at https://recepis.example.org: name its host, or one above it",
    ]),
    ("[web]\nsession_minutes = 0", &[
        "recepis.toml:2: [web] session_minutes = 0: use 5 to 240 minutes",
    ]),
    ("[store]\ndata = \"\"", &[
        "recepis.toml:2: [store] data = \"\": the text is empty; take the line out, or say something",
    ]),
    ("[store]\ndata = [\"a\"]", &[
        "recepis.toml:2: [store] data = [\"a\"]: a text is expected, in \"double quotes\"",
    ]),
    ("[store]\ndatabase = \"mysql://localhost/x\"", &[
        "recepis.toml:2: [store] database: an address such as \"postgres://recepis@localhost/recepis\" is expected",
    ]),
    ("[store]\ndatabase = \"postgres://recepis:hunter2@localhost/recepis\"", &[
        "recepis.toml:2: [store] database: holds a password; no secret stands in this file: put it into ~/.pgpass or PGPASSWORD",
    ]),
    ("[store]\ndatabase = \"postgres://localhost/recepis?user=a&password=hunter2\"", &[
        "recepis.toml:2: [store] database: holds a password; no secret stands in this file: put it into ~/.pgpass or PGPASSWORD",
    ]),
    ("[texter]\nformat = \"json\"", &[
        "recepis.toml:1: [texter] url: missing: where the gateway takes texts, such as \"https://sms.example/messages\"",
    ]),
    ("[certificate]\nlisten = \"8443\"\nurl = \"https://card.example/x\"\nkey = \"key.pem\"\nlevel = \"qualified\"\nname_fields = []", &[
        "recepis.toml:1: [certificate] certificate: missing: the certificate of `key`, a PEM file",
        "recepis.toml:1: [certificate] name: missing: the name that people know, such as \"UZI-pas\"",
        "recepis.toml:1: [certificate] ca_file: missing: the file with the certificates of the authorities that count (PEM)",
        "recepis.toml:1: [certificate]: nothing can be compared: name at least one field",
        "recepis.toml:2: [certificate] listen = \"8443\": an address with its port is expected, such as \"127.0.0.1:8025\" or \"[::1]:8025\"",
        "recepis.toml:3: [certificate] url = \"https://card.example/x\": an address such as \"https://recepis.example.org\" is expected, without a path or a slash at the end",
        "recepis.toml:5: [certificate] level = \"qualified\": use \"low\" or \"substantial\" or \"high\"",
    ]),
    ("[[oidc]]\nid = \"i D\"\nlevel = \"qualified\"\nissuer = \"https://me:hunter2@id.example\"\nclient_secret = \"hunter2\"\nname_claims = []", &[
        "recepis.toml:1: [[oidc]] name: missing: the name that people know, such as \"iDIN\"",
        "recepis.toml:1: [[oidc]] client_id: missing: the name under which the issuer knows this service",
        "recepis.toml:1: [[oidc]]: nothing can be compared: name at least one claim",
        "recepis.toml:2: [[oidc]] id = \"i D\": use at most 32 small letters, digits and hyphens, such as \"idin\"",
        "recepis.toml:3: [[oidc]] level = \"qualified\": use \"low\" or \"substantial\" or \"high\"",
        "recepis.toml:4: [[oidc]] issuer: an address such as \"https://id.example\" is expected, exactly as the issuer writes it",
        "recepis.toml:5: [[oidc]] client_secret: there is no such key; did you mean `client_secret_file`?",
    ]),
    ("[texter]\nurl = \"https://me:hunter2@sms.example/\"", &[
        "recepis.toml:2: [texter] url: holds a name or password; no secret stands in this file: put it into authorization_file",
    ]),
    ("[texter]\nurl = \"https://sms.example/\"\nfields = [\"from\"]", &[
        "recepis.toml:3: [texter] fields = [\"from\"]: a list of names with their values is expected, such as [\"from=Recepis\"]",
    ]),
    ("[texter]\nurl = \"https://sms.example/\"\ntext_field = \"to\"", &[
        "recepis.toml:1: [texter]: number_field and text_field are one: give each its own name",
    ]),
    ("[submission]\nmail_providers = \"post.example\"", &[
        "recepis.toml:2: [submission] mail_providers = \"post.example\": a list of names is expected, such as [\"mail.example.org\"]",
    ]),
    ("[service]\nlanguage = \"es\"", &[
        "recepis.toml:2: [service] language = \"es\": use \"nl\" or \"en\" or \"de\" or \"fr\"",
    ]),
    ("[service]\nzone = \"europe/amsterdam\"", &[
        "recepis.toml:2: [service] zone = \"europe/amsterdam\": a zone of the IANA table is expected, capitals included, such as \"Europe/Amsterdam\"",
    ]),
    ("[service]\ndomain = \"https://example.org\"", &[
        "recepis.toml:2: [service] domain = \"https://example.org\": a name is expected, such as \"mail.example.org\", without the scheme",
    ]),
    ("[service]\ndomain = \"192.0.2.1\"", &[
        "recepis.toml:2: [service] domain = \"192.0.2.1\": a name is expected, not an address",
    ]),
    ("[service]\ndomain = \"bücher.example\"", &[
        "recepis.toml:2: [service] domain = \"bücher.example\": write an internationalised name in its ASCII form, xn--…",
    ]),
    ("[service]\ndomain = \"example.org.\"", &[
        "recepis.toml:2: [service] domain = \"example.org.\": leave the dot at the end out",
    ]),
    ("[service]\npolicy = \"our policy\"", &[
        "recepis.toml:2: [service] policy = \"our policy\": a URI is expected, such as \"https://example.org/policy/1\"",
    ]),
    ("[service]\nname = \"a\\u0000b\"", &[
        "recepis.toml:2: [service] name = \"a\\u0000b\": the text is more than one plain line",
    ]),
    ("[submission]\ncertificate = \"chain.pem\"", &[
        "recepis.toml:1: [submission] key: missing: the private key of `certificate`, a PEM file",
    ]),
    ("[submission]\nmessage_mib = 51", &[
        "recepis.toml:2: [submission] message_mib = 51: use 1 to 50 MiB",
    ]),
    ("[submission]\ntrackers = true", &[
        "recepis.toml:2: [submission] trackers = true: use \"refuse\" or \"list\"",
    ]),
    ("[mail]\nmode = \"mx\"\n[service]\ndomain = \"example.org\"", &[
        "recepis.toml:2: [service] operator: missing: the operator's legal name; it stands on every page and in every mail to people",
        "recepis.toml:2: [service] address: missing: the operator's post address; it stands on every page and in every mail to people",
        "recepis.toml:2: [service] telephone: missing: the operator's telephone number; it stands on every page and in every mail to people",
    ]),
    ("[service]\ntelephone = \"call us\"", &[
        "recepis.toml:2: [service] telephone = \"call us\": a telephone number is expected, such as \"+31 30 123 45 67\"",
    ]),
    ("[mail]\nmode = \"smtp\"", &[
        "recepis.toml:2: [mail] mode = \"smtp\": use \"demo\" or \"mx\" or \"relay\"",
    ]),
    ("[mail]\nfrom = \"registered\"", &[
        "recepis.toml:2: [mail] from = \"registered\": a mail address is expected, such as \"registered@example.org\"",
    ]),
    ("[mail]\nfrom = \"jürgen@example.org\"", &[
        "recepis.toml:2: [mail] from = \"jürgen@example.org\": use an address of ASCII letters: every mail server must take it",
    ]),
    ("[mail]\nmode = \"relay\"\n[mail.relay]\nport = 99999", &[
        "recepis.toml:3: [mail.relay] host: missing: the relay's name, such as \"relay.example.org\"",
        "recepis.toml:4: [mail.relay] port = 99999: a port is 1 to 65535",
    ]),
    ("[mail.relay]\nhost = \"relay.example\"", &[
        "recepis.toml:1: [mail.relay]: [mail] mode is not \"relay\", so this would change nothing",
    ]),
    ("[mail]\nmode = \"relay\"\n[mail.relay]\nhost = \"relay.example\"\nlogin = \"me\"\ntls = \"opportunistic\"", &[
        "recepis.toml:3: [mail.relay] password_file: missing: a file whose first line is the password",
        "recepis.toml:3: [mail.relay]: `login` wants tls = \"required\": the password would else go out in clear",
    ]),
    ("[[tsa]]\nurl = \"ftp://tsa.example/\"\ntrust = \"tsa.pem\"", &[
        "recepis.toml:2: [[tsa]] url: an address that begins with https:// or http:// is expected",
    ]),
    ("[[tsa]]\nurl = \"https://me:hunter2@tsa.example/\"\n", &[
        "recepis.toml:1: [[tsa]] trust: missing: a PEM file with the authority's root, certificates in between, and revocation lists",
        "recepis.toml:2: [[tsa]] url: the address holds a name or password; an authority that wants one cannot be used",
    ]),
    ("[[tsa]]\nurl = \"https://tsa.example/\"\ntrust = \"tsa.pem\"\nocsp = \"https://ocsp.example/\"\nrevocation = \"never\"", &[
        "recepis.toml:4: [[tsa]] ocsp: an address such as \"http://ocsp.tsa.example/\" is expected; what comes from there is signed, https is not used for it",
        "recepis.toml:5: [[tsa]] revocation = \"never\": use \"ask\" or \"file\"",
    ]),
    ("[[tsa]]\nurl = \"https://tsa.example/\"\ntrust = \"tsa.pem\"\nrevocation = \"file\"\ncrl = \"http://crl.example/\"", &[
        "recepis.toml:1: [[tsa]]: revocation = \"file\" asks nobody: leave out `ocsp` and `crl`, or say \"ask\"",
    ]),
    ("[[mail.dkim.keys]]\nselector = \"a\"\nfile = \"a.pem\"\n[[mail.dkim.keys]]\nselector = \"a\"\nfile = \"b.pem\"", &[
        "recepis.toml:4: [[mail.dkim.keys]]: two keys have the selector \"a\": each needs its own",
    ]),
    ("[mail.dkim]\ndomain = \"example.org\"\n[[mail.dkim.keys]]\nfile = \"a.pem\"", &[
        "recepis.toml:2: [mail.dkim] domain: there is no such key; there are `keys`",
        "recepis.toml:3: [[mail.dkim.keys]] selector: missing: what the DNS record is called, such as \"r2026\"",
    ]),
    ("[inbound]\nkey = \"key.pem\"", &[
        "recepis.toml:1: [inbound] listen: missing: the address that the MX record of [mail] return_path_domain leads to",
        "recepis.toml:1: [inbound] certificate: missing: the certificate of `key`, a PEM file",
    ]),
    ("[inbound]\nlisten = \"127.0.0.1:2525\"", &[
        "recepis.toml:2: [inbound] listen = \"127.0.0.1:2525\": for which domain? Name the one that notices have their return paths in: [mail] return_path_domain",
    ]),
    ("[mail]\nreturn_path_domain = \"terug.example\"", &[
        "recepis.toml:2: [mail] return_path_domain = \"terug.example\": nothing listens for what comes back there: say where, [inbound] listen",
    ]),
    ("[terms]\ndays = 2\n\n[web]\nlisten = 8025\nlisen = 8025\n\n[log]\npolicy = 3", &[
        "recepis.toml:2: [terms] days = 2: use 3 to 90 days",
        "recepis.toml:5: [web] listen = 8025: an address with its port is expected, such as \"127.0.0.1:8025\" or \"[::1]:8025\"",
        "recepis.toml:6: [web] lisen: there is no such key; did you mean `listen`?",
        "recepis.toml:9: [log] policy = 3: a text is expected, in \"double quotes\"",
    ]),
];

fn read(text: &str) -> Result<Config, Error> {
    Config::read("recepis.toml", Path::new(""), text.as_bytes(), Path::new("recepis-data"))
}

fn said(text: &str) -> Vec<String> {
    match read(text) {
        Ok(_) => Vec::new(),
        Err(error) => error.faults().iter().map(ToString::to_string).collect(),
    }
}

#[test]
fn every_mistake_is_named_with_its_line_and_what_would_be_right() {
    for (text, why) in WRONG {
        assert!(!why.is_empty(), "nothing is wrong with {text}");
        assert_eq!(said(text), *why, "{text}");
    }
}

#[test]
fn no_message_repeats_what_may_be_a_secret() {
    let texts = WRONG.iter().map(|(text, _)| *text).filter(|text| text.contains("hunter2"));
    for text in
        texts.chain(["[mail.relay]\npassword = hunter2", "[mail.relay]\npassword_file = [\"hunter2\"]", "hunter2"])
    {
        let said = said(text).join("\n");
        assert!(!said.is_empty() && !said.contains("hunter2"), "{said}");
    }
}

#[test]
fn a_file_that_is_no_text_or_too_large_is_not_read() {
    let said =
        |octets: &[u8]| Config::read("recepis.toml", Path::new(""), octets, Path::new("")).unwrap_err().to_string();
    assert_eq!(said(b"[web]\n# caf\xe9\n"), "recepis.toml:2: not UTF-8: save the file in that encoding");
    assert_eq!(said(&vec![b'#'; OCTETS + 1]), "recepis.toml:1: larger than 262144 octets");
    let deep = format!("a = {}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(!said(deep.as_bytes()).is_empty());
}

#[test]
fn what_nobody_says_has_its_default_and_what_a_file_says_its_line() {
    let config = read("\u{feff}[web]\r\nsession_minutes = 5\r\n\r\n[store]\ndata = \"d\"").unwrap();
    let origin = |line| Origin::File { name: "recepis.toml".into(), line };
    assert_eq!((config.web.session_minutes.value, &config.web.session_minutes.origin), (5, &origin(2)));
    assert_eq!((config.store.data.value.to_str(), &config.store.data.origin), (Some("d"), &origin(5)));
    assert_eq!((config.terms.days.value, &config.terms.days.origin), (10, &Origin::Default));
    assert_eq!(config.mail.from.value, "registered@recepis.example");
    assert_eq!(read("[service]\ndomain = \"Example.ORG\"").unwrap().mail.from.value, "registered@example.org");
}

#[test]
fn the_sample_says_every_setting_and_commented_out_it_changes_nothing() {
    let text = sample::sample(&[]);
    let (nothing, config) = (Config::of_nothing(Path::new("recepis-data")), read(&text).unwrap());
    assert!(config.in_force().iter().all(|setting| *setting.origin() == Origin::Default));
    assert_eq!(config.in_force().len(), nothing.in_force().len());
    // Every line that is commented out is a setting: a comment has a blank behind its sign.
    let all: String = text
        .lines()
        .map(|line| match line.strip_prefix('#') {
            Some(line) if !line.starts_with(' ') => format!("{line}\n"),
            _ => format!("{line}\n"),
        })
        .collect();
    // The relay's settings go with that mode only.
    let said = read(&all.replace("mode = \"demo\"", "mode = \"relay\"")).unwrap();
    for setting in said.in_force() {
        let name = format!("{} {}", setting.section(), setting.key());
        assert!(setting.origin().line().is_some(), "{name} in the sample");
    }
    // Where there is a default, the sample shows it.
    for usual in nothing.in_force().into_iter().filter(|usual| !usual.shown().is_null()) {
        let name = format!("{} {}", usual.section(), usual.key());
        let all = said.in_force().into_iter();
        let mut same = all.filter(|setting| (setting.section(), setting.key()) == (usual.section(), usual.key()));
        if name != "[mail] mode" {
            assert_eq!(same.next().unwrap().shown(), usual.shown(), "{name}");
        }
    }
}

#[test]
fn one_line_says_who_the_operator_is_and_how_to_reach_them() {
    let said = "[service]\noperator = \"Voorbeeld B.V.\"\naddress = \"Kade 1, 3511 AB Utrecht\"\ntelephone = \"+31 30 123 45 67\"\n";
    assert_eq!(read(said).unwrap().service.line(), "Voorbeeld B.V., Kade 1, 3511 AB Utrecht, +31 30 123 45 67");
    let with_mail = format!("{said}contact = \"hulp@example.org\"\n");
    assert!(read(&with_mail).unwrap().service.line().ends_with(", +31 30 123 45 67, hulp@example.org"));
    assert!(read("").unwrap().service.line().ends_with(", for trying out on this computer only"));
    let long = format!("[service]\naddress = \"{}\"\n", "lang ".repeat(40).trim());
    assert!(read(&long).unwrap_err().to_string().contains("mails have room for 200"));
}

#[test]
fn what_init_chooses_stands_in_the_sample_uncommented() {
    let chosen = [
        ("[service]", "domain", "\"example.org\"".to_owned()),
        ("[[tsa]]", "url", "\"https://t.example\"".to_owned()),
        ("[[tsa]]", "trust", "\"t.pem\"".to_owned()),
    ];
    let keys = ["a", "b"]
        .into_iter()
        .flat_map(|name| ["selector", "file"].map(|key| ("[[mail.dkim.keys]]", key, format!("\"{name}\""))));
    let config = read(&sample::sample(&chosen.into_iter().chain(keys).collect::<Vec<_>>())).unwrap();
    assert_eq!(config.service.domain.value, "example.org");
    assert_eq!(config.tsa.len(), 1);
    let keys: Vec<_> =
        config.mail.dkim.keys.iter().map(|key| (&*key.selector.value, key.file.value.to_str())).collect();
    assert_eq!(keys, [("a", Some("a")), ("b", Some("b"))]);
}

#[test]
fn a_ninth_issuer_is_one_too_many() {
    let issuers = |count: usize| -> String {
        let one = |n| {
            format!(
                "[[oidc]]\nid = \"i{n}\"\nname = \"I{n}\"\nlevel = \"low\"\nissuer = \"https://i{n}.example\"\nclient_id = \"me\"\n"
            )
        };
        (0..count).map(one).collect()
    };
    let read = |count| Config::read("recepis.toml", Path::new("/"), issuers(count).as_bytes(), Path::new("/"));
    assert_eq!(read(8).unwrap().oidc.len(), 8);
    let said = read(9).err().unwrap().faults().iter().map(ToString::to_string).collect::<Vec<_>>();
    assert!(matches!(&said[..], [one] if one.contains("8 issuers are the most")), "{said:?}");
}

#[test]
fn the_name_of_certificates_in_addresses_is_nobody_elses_where_they_are_asked_for() {
    let oidc = "[[oidc]]\nid = \"certificate\"\nname = \"I\"\nlevel = \"low\"\nissuer = \"https://i.example\"\nclient_id = \"me\"\n";
    let card = "[certificate]\nlisten = \"127.0.0.1:8443\"\nurl = \"https://card.example\"\nname = \"C\"\nlevel = \"high\"\nca_file = \"ca.pem\"\n";
    let read = |text: String| Config::read("recepis.toml", Path::new("/"), text.as_bytes(), Path::new("/"));
    assert!(read(oidc.to_owned()).is_ok());
    assert_eq!(read(card.to_owned()).unwrap().certificate.ca_file.value.as_deref(), Some(Path::new("/ca.pem")));
    let said = read(format!("{oidc}{card}")).err().unwrap().to_string();
    assert!(said.contains("certificates have this id"), "{said}");
}

#[test]
fn the_documentation_shows_the_sample() {
    let sample = sample::sample(&[]);
    let page = include_str!("../../docs/configuration.md");
    assert!(page.contains(&format!("```toml\n{sample}```\n")), "docs/configuration.md is to hold:\n{sample}");
}

#[test]
fn s2_a_logo_is_nothing_that_can_be_set_here_so_none_is_fetched_from_elsewhere() {
    let here = Path::new("/");
    for line in ["logo = \"https://example.org/logo.png\"", "logo = \"cid:logo\""] {
        let text = format!("[service]\n{line}\n");
        let error = Config::read("recepis.toml", here, text.as_bytes(), here).unwrap_err().to_string();
        assert!(error.contains("recepis.toml:2: [service] logo: there is no such key"), "{error}");
    }
}
