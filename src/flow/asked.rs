//! What a sender asks of the addressee's proof, by header fields of the message or beside it: the level (`Recepis-Assurance`),
//! the telephone number for codes (`Recepis-Telephone`), an access code that both sides know (`Recepis-Access-Code`), what is to be
//! compared with an electronic identity (`Recepis-Match-Name`, `-Birth-Date`, `-Customer-Number`), and what it says of the mailbox (`Recepis-Mailbox-Of-Sender`). What does not fit together is refused in the sender's words, without a
//! number or code in them: a refusal is evidence, too. And whether several people read the mailbox (`Recepis-Role-Mailbox`),
//! and whether a person is to decide (`Recepis-Decision`).

use std::collections::HashMap;
use std::time::Duration;

use tokio::time::timeout;

use crate::erds::access_code::AccessCode;
use crate::erds::address::Address;
use crate::erds::attribute::{self, Attribute};
use crate::erds::party::Level;
use crate::erds::submission::SendersControl;
use crate::erds::telephone::Telephone;
use crate::format::mime::Header;
use crate::store::Account;

use super::eid::Eid;
use super::{Fault, Service, attributes, control};

/// How long DNS may be asked about the addressees of one message.
const PATIENCE: Duration = Duration::from_secs(20);

/// What stands beside a message instead of in it; each as it was written.
#[derive(Clone, Default)]
pub struct Options {
    /// `mailbox`, `shared-secret`, `telephone`, `low`, `substantial` or `high`.
    pub assurance: Option<String>,
    /// A telephone number of the addressee.
    pub telephone: Option<String>,
    /// An access code that the addressee knows.
    pub access_code: Option<String>,
    /// The addressee's name, in up to three forms.
    pub match_name: Option<String>,
    /// The addressee's day of birth.
    pub match_birth_date: Option<String>,
    /// The addressee's number as a customer.
    pub match_customer_number: Option<String>,
    /// `yes` or `insist`.
    pub mailbox_of_sender: Option<String>,
    /// `yes` or `no`.
    pub role_mailbox: Option<String>,
    /// `person`.
    pub decision: Option<String>,
}

/// What is asked, read.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    /// The least that the addressee must prove.
    pub(super) assurance: Level,
    /// Where codes by SMS go.
    pub(super) telephone: Option<Telephone>,
    /// What both sides know.
    pub(super) access_code: Option<AccessCode>,
    /// What is to be compared with what an issuer says, as it is compared.
    pub(super) to_match: Vec<(Attribute, String)>,
    /// Whether the sender says that the mailbox is under its control.
    pub(super) declares: bool,
    /// Whether it goes on though that is so.
    pub(super) insists: bool,
    /// What the sender says of whether several people read the mailbox.
    pub(super) role_mailbox: Option<bool>,
    /// Whether a person is to decide, and no standing instruction.
    pub(super) by_person: bool,
}

impl Asked {
    /// What an account asks that asked nothing.
    pub(super) fn nothing() -> Self {
        Self {
            assurance: Level::Mailbox,
            telephone: None,
            access_code: None,
            to_match: Vec::new(),
            declares: false,
            insists: false,
            role_mailbox: None,
            by_person: false,
        }
    }

    /// The kinds of what is to be compared, each once.
    pub(super) fn kinds(&self) -> Vec<Attribute> {
        let mut kinds: Vec<Attribute> = self.to_match.iter().map(|(kind, _)| *kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        kinds
    }

    /// Whether an electronic identity of the service reaches this level and can be compared by all of this.
    fn by_eid(&self, service: &Service, level: Level) -> bool {
        let kinds = self.kinds();
        let fits = |eid: &Eid| eid.level.reaches(level) && kinds.iter().all(|kind| eid.gives.contains(kind));
        !kinds.is_empty() && service.eids.iter().any(fits)
    }
}

/// Reads what is asked; the error is for the sender.
fn read(
    service: &Service,
    account: &Account,
    header: &Header,
    beside: &Options,
    (from, to): (&Address, &[Address]),
) -> Result<Asked, String> {
    if once(header, "Access-Code", None)?.is_some() {
        return Err("take Recepis-Access-Code out of the message: it would stand in every copy of it. Say it beside the message, \
                    as a header of the API's request"
            .to_owned());
    }
    let telephone = once(header, "Telephone", beside.telephone.as_deref())?.map(Telephone::parse).transpose();
    let telephone = telephone.map_err(|error| format!("Recepis-Telephone: {error}"))?;
    if telephone.is_some() && service.texter.is_none() {
        return Err("Recepis-Telephone: this service sends no text messages".to_owned());
    }
    let known = || to.iter().chain([from]).map(Address::as_str);
    let access_code = beside.access_code.as_deref().map(|text| AccessCode::agreed(text, known())).transpose();
    let access_code = access_code.map_err(|weak| format!("Recepis-Access-Code: {weak}"))?;
    let to_match = to_match(header, beside)?;
    if to.len() > 1 && (telephone.is_some() || access_code.is_some() || !to_match.is_empty()) {
        return Err(
            "a telephone number, an access code, a name, a birth date and a customer number are one person's: hand in \
                    one message for each addressee"
                .to_owned(),
        );
    }
    let assurance = once(header, "Assurance", beside.assurance.as_deref())?.or(account.assurance.as_deref());
    let assurance = level(assurance.unwrap_or(Level::Mailbox.name()))?;
    let (declares, insists) = match once(header, "Mailbox-Of-Sender", beside.mailbox_of_sender.as_deref())? {
        None => (false, false),
        Some("yes") => (true, false),
        Some("insist") => (true, true),
        Some(other) => return Err(format!("Recepis-Mailbox-Of-Sender is `{}`; write yes or insist", start(other))),
    };
    let role_mailbox = match once(header, "Role-Mailbox", beside.role_mailbox.as_deref())? {
        None => None,
        Some("yes") => Some(true),
        Some("no") => Some(false),
        Some(other) => return Err(format!("Recepis-Role-Mailbox is `{}`; write yes or no", start(other))),
    };
    let by_person = match once(header, "Decision", beside.decision.as_deref())? {
        None => false,
        Some("person") => true,
        Some(other) => return Err(format!("Recepis-Decision is `{}`; write person, or leave it out", start(other))),
    };
    let asked = Asked { assurance, telephone, access_code, to_match, declares, insists, role_mailbox, by_person };
    asked.fits(service)?;
    Ok(asked)
}

/// What is to be compared with what an issuer says.
fn to_match(header: &Header, beside: &Options) -> Result<Vec<(Attribute, String)>, String> {
    let Options { match_name, match_birth_date, match_customer_number, .. } = beside;
    let mut found = Vec::new();
    for (attribute, name, beside) in [
        (Attribute::BirthDate, "Match-Birth-Date", match_birth_date),
        (Attribute::CustomerNumber, "Match-Customer-Number", match_customer_number),
        (Attribute::Name, "Match-Name", match_name),
    ] {
        if let Some(text) = once(header, name, beside.as_deref())? {
            found.extend(attributes::stated(attribute, text).map_err(|why| format!("Recepis-{name}: {why}"))?);
        }
    }
    Ok(found)
}

/// What is asked, and how it is known that the mailboxes are under the sender's control; or why not, in the sender's words.
///
/// # Errors
/// `Fault::Unavailable` where DNS is needed to tell, and does not.
pub(super) async fn judged(
    service: &Service,
    account: &Account,
    header: &Header,
    beside: &Options,
    (from, to): (&Address, &[Address]),
) -> Result<(Option<SendersControl>, Result<Asked, String>), Fault> {
    let asked = match read(service, account, header, beside, (from, to)) {
        Ok(asked) => asked,
        Err(words) => return Ok((None, Err(words))),
    };
    let found = match timeout(PATIENCE, found(service, account, &asked, (from, to))).await {
        Ok(found) => found?,
        Err(_) => return Err(Fault::Unavailable { what: "DNS took too long over a hand-in".to_owned() }),
    };
    let control = found.first().copied().flatten();
    if found.iter().any(|one| one.is_some() != control.is_some()) {
        let words =
            "some of these mailboxes are under your control and others are not: hand in one message for each kind";
        return Ok((None, Err(words.to_owned())));
    }
    Ok((control, asked.with(service, control)))
}

/// How it is known of each addressee's mailbox.
async fn found(
    service: &Service,
    account: &Account,
    asked: &Asked,
    (from, to): (&Address, &[Address]),
) -> Result<Vec<Option<SendersControl>>, Fault> {
    let declared = asked.declares.then_some(SendersControl::Declared);
    let mut known: HashMap<String, Option<SendersControl>> = HashMap::new();
    for addressee in to {
        let domain = addressee.domain().to_lowercase();
        if known.contains_key(&domain) {
            continue;
        }
        let control = match control::known(service, account, from, addressee).await {
            // Whatever DNS would say, no code by mail will count, or it is said already.
            Err(Fault::Unavailable { .. }) if declared.is_some() || asked.assurance.reaches(Level::Telephone) => None,
            known => known?,
        };
        known.insert(domain, control.or(declared));
    }
    Ok(to.iter().map(|addressee| known.get(&addressee.domain().to_lowercase()).copied().flatten()).collect())
}

impl Asked {
    fn fits(&self, service: &Service) -> Result<(), String> {
        if !self.to_match.is_empty() && !self.by_eid(service, Level::Low) {
            let kinds = attribute::words(&self.kinds());
            return Err(format!("this service knows no electronic identity that can be compared by: {kinds}"));
        }
        let level = self.assurance;
        let otherwise = self.telephone.is_some() || self.by_eid(service, level);
        match level {
            Level::Low | Level::Substantial | Level::High if self.to_match.is_empty() => Err(format!(
                "Recepis-Assurance is {}: say what is to be compared with the addressee's electronic identity, with \
                 Recepis-Match-Name, Recepis-Match-Birth-Date or Recepis-Match-Customer-Number",
                level.name()
            )),
            Level::Low | Level::Substantial | Level::High if !self.by_eid(service, level) => Err(format!(
                "Recepis-Assurance is {}: this service knows no electronic identity of that level that can be compared by: {}",
                level.name(),
                attribute::words(&self.kinds())
            )),
            Level::Telephone if !otherwise => {
                Err("Recepis-Assurance is telephone: state the addressee's number, too, with \
                                                Recepis-Telephone"
                    .to_owned())
            }
            Level::SharedSecret if !otherwise && self.access_code.is_none() => {
                Err("Recepis-Assurance is shared-secret: set a code that the addressee knows, with Recepis-Access-Code"
                    .to_owned())
            }
            level if level != Level::SharedSecret && self.access_code.is_some() => Err(format!(
                "an access code is asked for where Recepis-Assurance is shared-secret only; it is {}",
                level.name()
            )),
            _ => Ok(()),
        }
    }

    /// What holds where the mailbox is known to be the sender's: a code by SMS or an electronic identity counts instead, or the
    /// sender insists.
    pub(super) fn with(mut self, service: &Service, control: Option<SendersControl>) -> Result<Self, String> {
        let Some(control) = control.filter(|_| !self.insists && !self.assurance.reaches(Level::Telephone)) else {
            return Ok(self);
        };
        if self.telephone.is_none() && !self.by_eid(service, Level::Telephone) {
            return Err(format!(
                "{}: a code sent there shows nothing against you. State a telephone number of the addressee with \
                 Recepis-Telephone; or go on all the same with Recepis-Mailbox-Of-Sender: insist, and decision and report are \
                 marked",
                in_words(control)
            ));
        }
        self.assurance = Level::Telephone;
        Ok(self)
    }
}

fn in_words(control: SendersControl) -> &'static str {
    match control {
        SendersControl::Declared => "you say that the addressee's mailbox is under your control",
        SendersControl::MailServers => "the addressee's mail comes in at your mail servers",
        SendersControl::SameDomain => "the addressee's mailbox is in a domain of yours",
    }
}

/// An option that stands once: in the message, or beside it.
fn once<'a>(header: &'a Header, name: &str, beside: Option<&'a str>) -> Result<Option<&'a str>, String> {
    let mut said = header.options.iter().filter(|(known, _)| known.eq_ignore_ascii_case(name));
    match (said.next(), said.next(), beside) {
        (Some((_, value)), None, None) => Ok(Some(value.trim())),
        (None, _, beside) => Ok(beside.map(str::trim)),
        _ => Err(format!("Recepis-{name} is said twice; say it once")),
    }
}

fn level(text: &str) -> Result<Level, String> {
    Level::of_addressees(text).map_err(|known| format!("Recepis-Assurance is `{}`; write {known}", start(text)))
}

/// As much of a wrong value as fits into a sentence.
fn start(text: &str) -> String {
    text.chars().take(40).collect()
}
