//! What a sender asks of the addressee's proof, by header fields of the message or beside it: the level (`Recepis-Assurance`),
//! the telephone number for codes (`Recepis-Telephone`), an access code that both sides know (`Recepis-Access-Code`), and what it
//! says of the mailbox (`Recepis-Mailbox-Of-Sender`). What does not fit together is refused in the sender's words, without a
//! number or code in them: a refusal is evidence, too.

use std::collections::HashMap;
use std::time::Duration;

use tokio::time::timeout;

use crate::erds::access_code::AccessCode;
use crate::erds::address::Address;
use crate::erds::party::Level;
use crate::erds::submission::SendersControl;
use crate::erds::telephone::Telephone;
use crate::format::mime::Header;
use crate::store::Account;

use super::{Fault, Service, control};

/// How long DNS may be asked about the addressees of one message.
const PATIENCE: Duration = Duration::from_secs(20);

/// What stands beside a message instead of in it; each as it was written.
#[derive(Clone, Default)]
pub struct Options {
    /// `mailbox`, `shared-secret` or `telephone`.
    pub assurance: Option<String>,
    /// A telephone number of the addressee.
    pub telephone: Option<String>,
    /// An access code that the addressee knows.
    pub access_code: Option<String>,
    /// `yes` or `insist`.
    pub mailbox_of_sender: Option<String>,
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
    /// Whether the sender says that the mailbox is under its control.
    pub(super) declares: bool,
    /// Whether it goes on though that is so.
    pub(super) insists: bool,
}

impl Asked {
    /// What an account asks that asked nothing.
    pub(super) fn nothing() -> Self {
        Self { assurance: Level::Mailbox, telephone: None, access_code: None, declares: false, insists: false }
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
    if to.len() > 1 && (telephone.is_some() || access_code.is_some()) {
        return Err(
            "a telephone number or access code is one person's: hand in one message for each addressee".to_owned()
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
    let asked = Asked { assurance, telephone, access_code, declares, insists };
    asked.fits()?;
    Ok(asked)
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
    Ok((control, asked.with(control)))
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
            Err(Fault::Unavailable { .. }) if declared.is_some() || asked.assurance == Level::Telephone => None,
            known => known?,
        };
        known.insert(domain, control.or(declared));
    }
    Ok(to.iter().map(|addressee| known.get(&addressee.domain().to_lowercase()).copied().flatten()).collect())
}

impl Asked {
    fn fits(&self) -> Result<(), String> {
        let by_sms = self.telephone.is_some();
        match self.assurance {
            Level::Telephone if !by_sms => {
                Err("Recepis-Assurance is telephone: state the addressee's number, too, with \
                                                Recepis-Telephone"
                    .to_owned())
            }
            Level::SharedSecret if !by_sms && self.access_code.is_none() => {
                Err("Recepis-Assurance is shared-secret: set a code that the addressee knows, with Recepis-Access-Code"
                    .to_owned())
            }
            Level::Mailbox | Level::Telephone if self.access_code.is_some() => Err(format!(
                "an access code is asked for where Recepis-Assurance is shared-secret only; it is {}",
                self.assurance.name()
            )),
            _ => Ok(()),
        }
    }

    /// What holds where the mailbox is known to be the sender's: a code by SMS counts instead, or the sender insists.
    pub(super) fn with(mut self, control: Option<SendersControl>) -> Result<Self, String> {
        let Some(control) = control.filter(|_| !self.insists && self.assurance != Level::Telephone) else {
            return Ok(self);
        };
        if self.telephone.is_none() {
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
    let found = Level::OF_ADDRESSEES.into_iter().find(|level| level.name() == text);
    found.ok_or_else(|| format!("Recepis-Assurance is `{}`; write mailbox, shared-secret or telephone", start(text)))
}

/// As much of a wrong value as fits into a sentence.
fn start(text: &str) -> String {
    text.chars().take(40).collect()
}
