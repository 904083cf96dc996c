//! Station "hand-in". The message streams through: hashed, encrypted and scanned, at most a chunk of it in memory. Then its
//! header is judged, and one unit of work makes submission, deliveries, statements, keys and jobs durable; only then is
//! the sender answered.
//!
//! What the message *is* (From, Bcc, remote content, receipt requests, options) makes an A.2 for each addressee, with the
//! digest and without the content. Where the operator takes messages that would report on their reader, A.1 lists by what,
//! and the addressee is told before the choice. What the session did wrong makes nothing.

use std::sync::Arc;

use crate::calendar;
use crate::erds::address::Address;
use crate::erds::content::{ContentInfo, Tracker};
use crate::erds::delivery::{Command, Delivery};
use crate::erds::evidence::{Details, SubmissionDetails};
use crate::erds::id::{DeliveryId, SubmissionId};
use crate::erds::party::{Authentication, Method, Sender, SenderChecks};
use crate::erds::reason::Reason;
use crate::erds::reference::Reference;
use crate::erds::reminders::Reminders;
use crate::erds::role::RoleMailbox;
use crate::erds::submission::{AddressBasis, Grounds, SendersControl, Submission};
use crate::erds::terms::Terms;
use crate::format::mime::{Contents, Header, Scan};
use crate::store::{Account, CommitError, ContentWriter, Kind, NewDelivery, NewSubmission, Record, Stored, Work};
use crate::words::Language;

use super::account::may_send_as;
pub use super::asked::Options;
use super::asked::{self, Asked};
use super::compose::{Particulars, first_statements};
use super::waiting::{self, Waiting};
use super::{Fault, Refusal, Service, Trackers, abuse, basis, privacy, suffix};

/// The most addressees of one submission.
pub const MOST_ADDRESSEES: usize = 100;

/// Who sends to whom, as the door heard it.
#[derive(Clone, Debug)]
pub struct Envelope {
    /// MAIL FROM, or the API's sender.
    pub from: Address,
    /// RCPT TO, or the API's addressees; each counts once.
    pub to: Vec<Address>,
    /// The size that was announced, if any.
    pub size: Option<u64>,
}

/// A message on its way in. Dropped before `finish`, it leaves nothing.
pub struct Intake {
    service: Arc<Service>,
    account: Account,
    envelope: Envelope,
    authentication: Authentication,
    options: Options,
    id: SubmissionId,
    content: ContentWriter,
    scan: Scan,
}

/// A message taken in.
#[derive(Clone, Debug)]
pub struct Submitted {
    /// Its identifier.
    pub submission: SubmissionId,
    /// One per addressee.
    pub deliveries: Vec<DeliveryId>,
    /// Whether the same message had been taken in before; then these are the first identifiers.
    pub repeated: bool,
}

/// A message refused for what it is; the refusal is recorded.
#[derive(Clone, Debug)]
struct Flaw {
    reason: Reason,
    words: String,
    /// Which refusal the door gives.
    refusal: fn(String) -> Refusal,
}

/// So much of a flaw's words stands in a door's one line, so that there is room for the identifier behind them.
const LONGEST_WORDS: usize = 400;

impl Flaw {
    /// A flaw of the message, or of what is said with it.
    fn of_message(words: String) -> Self {
        Self { reason: Reason::S_ERDS_PolicyViolation, words, refusal: Refusal::Message }
    }

    /// What the door says, with the submission under which it is recorded.
    fn refusal(&self, recorded: SubmissionId) -> Refusal {
        let words: String = self.words.chars().take(LONGEST_WORDS).collect();
        (self.refusal)(format!("{words} (recorded as {recorded})"))
    }
}

/// Whether this account may send as this address at all.
pub fn may_send(account: &Account, from: &Address) -> Result<(), Refusal> {
    if may_send_as(account, from) { Ok(()) } else { Err(Refusal::NotYourAddress(from.to_string())) }
}

/// The addressee of this address, without a suffix, if we can send a notice there: to every one, or to those of the demo
/// mailbox only.
///
/// # Errors
/// `Refusal::Suffix` for a mistyped suffix; `Refusal::Message` where no notice can be sent.
pub fn may_address(service: &Service, to: &Address) -> Result<Address, Refusal> {
    let to = suffix::addressee(service.settings.suffix.as_deref(), to)?;
    let known = service.settings.demo_domains.iter().any(|domain| domain.eq_ignore_ascii_case(to.domain()));
    if known || service.settings.mail_to_others {
        return Ok(to);
    }
    let domains = service.settings.demo_domains.join(", ");
    Err(Refusal::Message(format!("this service sends to its demo mailbox only ({domains}); {to} is elsewhere")))
}

/// As `may_address`. Where a suffix was written, a domain that takes no mail is told at once: it is likely a mistyped one.
///
/// # Errors
/// As `may_address`; `Refusal::Suffix` with what DNS says of the domain.
pub async fn can_address(service: &Service, written: &Address) -> Result<(), Refusal> {
    let to = may_address(service, written)?;
    let nowhere = if to == *written { None } else { service.mailer.nowhere(&to).await };
    nowhere.map_or(Ok(()), |why| Err(Refusal::Suffix(format!("{to} gets no mail: {why}; nothing was sent"))))
}

/// Opens the door for a message.
///
/// # Errors
/// `Refusal` for an envelope that this account may not use, or that is announced as too large.
pub fn begin(service: &Arc<Service>, account: &Account, envelope: Envelope, method: Method) -> Result<Intake, Fault> {
    may_send(account, &envelope.from)?;
    let mut to: Vec<Address> = Vec::new();
    for address in envelope.to {
        let address = may_address(service, &address)?;
        if !to.iter().any(|known| known.same_mailbox(&address)) {
            to.push(address);
        }
    }
    if to.is_empty() || to.len() > MOST_ADDRESSEES {
        return Err(Refusal::Message(format!("name 1 to {MOST_ADDRESSEES} addressees")).into());
    }
    if envelope.size.is_some_and(|size| size > service.settings.message_limit) {
        return Err(Refusal::TooLarge(service.settings.message_limit).into());
    }
    let now = service.now();
    let id = SubmissionId::new(now, service.random());
    Ok(Intake {
        service: Arc::clone(service),
        account: account.clone(),
        envelope: Envelope { to, ..envelope },
        authentication: Authentication::own(method, now),
        options: Options::default(),
        id,
        content: service.store.content_writer(&id),
        scan: Scan::new(),
    })
}

impl Intake {
    /// With what the sender says beside the message.
    #[must_use]
    pub fn with(self, options: Options) -> Self {
        Self { options, ..self }
    }

    /// Takes the next octets of the message.
    ///
    /// # Errors
    /// `Refusal::TooLarge` over the limit; `Fault::Unavailable` when the disk is full.
    pub async fn write(&mut self, octets: &[u8]) -> Result<(), Fault> {
        let limit = self.service.settings.message_limit;
        if self.content.size().saturating_add(octets.len() as u64) > limit {
            return Err(Refusal::TooLarge(limit).into());
        }
        self.scan.feed(octets);
        Ok(self.content.write(octets).await?)
    }

    /// Takes the message in, or refuses it for what it is.
    ///
    /// # Errors
    /// `Refusal::Message` names the submission under which the refusal is recorded.
    pub async fn finish(self) -> Result<Submitted, Fault> {
        let Self { service, account, envelope, authentication, options, id, content, scan } = self;
        let stored = content.finish().await?;
        let contents = scan.finish();
        let terms = terms(&service, &contents.header);
        let refuse = service.settings.trackers == Trackers::Refused;
        let fault = suspended(&service, &account).await?.or_else(|| judge(&account, &contents, refuse));
        let mut fault = fault.or_else(|| terms.as_ref().err().cloned());
        let mut terms = match terms {
            Ok(terms) => terms,
            Err(_) => default_terms(&service)?,
        };
        let basis = basis::stated(&contents.header, &terms.zone, authentication.at);
        fault = fault.or_else(|| basis.clone().err().map(Flaw::of_message));
        if fault.is_none() && grounds(&contents.header).another_because.is_none() {
            let content = content_info(&contents, &stored);
            let found = waiting::waiting(&service, &account, &envelope.to, &content, authentication.at).await?;
            fault = too_many(&found, &contents.header);
            if found.reminded.is_some() {
                terms.reminders = Reminders::default();
            }
        }
        let (mut control, mut asked) = (None, Asked::nothing());
        if fault.is_none() {
            let parties = (&envelope.from, envelope.to.as_slice());
            let (known, judged) = asked::judged(&service, &account, &contents.header, &options, parties).await?;
            control = known;
            match judged {
                Ok(judged) => asked = judged,
                Err(words) => fault = Some(Flaw::of_message(words)),
            }
        }
        terms.assurance = asked.assurance;
        let basis = basis.unwrap_or_default();
        let (service, account) = (&service, &account);
        let hand_in = HandIn { service, account, envelope, authentication, id, terms, basis, control, asked };
        hand_in.commit(&contents, stored, fault).await
    }
}

/// Everything known of a message when its last octet is in.
struct HandIn<'a> {
    service: &'a Service,
    account: &'a Account,
    envelope: Envelope,
    authentication: Authentication,
    id: SubmissionId,
    terms: Terms,
    basis: Option<AddressBasis>,
    control: Option<SendersControl>,
    asked: Asked,
}

impl HandIn<'_> {
    async fn commit(self, contents: &Contents, stored: Stored, fault: Option<Flaw>) -> Result<Submitted, Fault> {
        let submission = self.submission(contents, &stored, fault.is_none());
        let deliveries = self.deliveries(&submission, &contents.header, fault.as_ref())?;
        let ids: Vec<DeliveryId> = deliveries.iter().map(|delivery| delivery.id).collect();
        let mut work = Work::new();
        for id in &ids {
            work.job(Kind::Attest, *id, self.service.now());
        }
        work.submit(NewSubmission {
            submission,
            account: self.account.name.clone(),
            subject: contents.header.subject.clone(),
            // Of a refused message nothing but the digest is kept.
            content: fault.is_none().then_some(stored),
            telephone: self.asked.telephone.clone(),
            access_code: self.asked.access_code.clone(),
            to_match: self.asked.to_match.clone(),
            deliveries,
        });
        match (self.service.store.commit(work).await, fault) {
            (Ok(()), None) => Ok(Submitted { submission: self.id, deliveries: ids, repeated: false }),
            (Ok(()), Some(fault)) => Err(fault.refusal(self.id).into()),
            (Err(CommitError::Duplicate(first)), None) => {
                let deliveries = self.service.store.deliveries_of(&first).await?;
                Ok(Submitted { submission: first, deliveries, repeated: true })
            }
            (Err(CommitError::Duplicate(first)), Some(fault)) => Err(fault.refusal(first).into()),
            (Err(error), _) => Err(error.into()),
        }
    }

    fn submission(&self, contents: &Contents, stored: &Stored, taken: bool) -> Submission {
        let header = &contents.header;
        let name = header.from.first().and_then(|mailbox| mailbox.name.clone());
        Submission {
            id: self.id,
            sender: Sender {
                address: self.envelope.from.clone(),
                name: self.account.sender_name.clone().or(name),
                authentication: self.authentication.clone(),
            },
            checks: SenderChecks::default(),
            addressees: self.envelope.to.clone(),
            time: self.authentication.at,
            content: content_info(contents, stored),
            trackers: if taken { trackers(contents) } else { Vec::new() },
            reasons: Grounds {
                senders_control: self.control,
                by_person: self.asked.by_person,
                address_basis: self.basis.clone(),
                ..grounds(header)
            },
            terms: self.terms.clone(),
        }
    }

    fn deliveries(
        &self,
        submission: &Submission,
        header: &Header,
        fault: Option<&Flaw>,
    ) -> Result<Vec<NewDelivery>, Fault> {
        let now = self.service.now();
        let command = fault.map_or(Command::AcceptSubmission, |fault| Command::RejectSubmission(fault.reason));
        let outcome = Delivery::default().step(command, now)?;
        let details = SubmissionDetails {
            telephone_ending: self.asked.telephone.as_ref().map(|telephone| telephone.ending().to_owned()),
            to_match: self.asked.kinds(),
            ..details(self.service, submission)
        };
        let mut made = Vec::with_capacity(submission.addressees.len());
        for addressee in &submission.addressees {
            let id = DeliveryId::new(now, self.service.random());
            let reference = Reference::new(self.service.random());
            let role_mailbox = RoleMailbox::known(self.asked.role_mailbox, addressee);
            let record = Record {
                account: self.account.name.clone(),
                sender: submission.sender.clone(),
                checks: submission.checks.clone(),
                addressee: addressee.clone(),
                submitted: submission.time,
                content: submission.content.clone(),
                grounds: submission.reasons.clone(),
                trackers: submission.trackers.clone(),
                subject: header.subject.clone(),
                reference: Some(reference),
                role_mailbox: role_mailbox.clone(),
                telephone: self.asked.telephone.clone(),
                access_code: None,
                to_match: self.asked.kinds(),
            };
            let details = SubmissionDetails { role_mailbox: role_mailbox.clone(), ..details.clone() };
            let statements = first_statements(self.service, id, &record, &outcome, |_| Particulars {
                words: fault.map(|fault| fault.words.clone()),
                ..Particulars::details(Details::Submission(Box::new(details.clone())))
            })?;
            let (addressee, outcome) = (addressee.clone(), outcome.clone());
            made.push(NewDelivery { id, addressee, reference, role_mailbox, outcome, statements });
        }
        Ok(made)
    }
}

pub(super) fn details(service: &Service, submission: &Submission) -> SubmissionDetails {
    SubmissionDetails {
        checks: submission.checks.clone(),
        accept_within: submission.terms.accept_within(),
        zone: submission.terms.zone.clone(),
        assurance: submission.terms.assurance.uri(),
        language: submission.terms.language.clone(),
        content_kept: submission.terms.content_kept,
        purpose: submission.reasons.purpose.clone(),
        legal_basis: submission.reasons.legal_basis.clone(),
        another_because: submission.reasons.another_because.clone(),
        address_basis: submission.reasons.address_basis.clone(),
        senders_control: submission.reasons.senders_control,
        trackers: submission.trackers.clone(),
        privacy: Some(privacy::version(service, &submission.terms.language)),
        country: submission.terms.country.clone(),
        reminders: submission.terms.reminders.clone(),
        telephone_ending: None,
        to_match: Vec::new(),
        by_person: submission.reasons.by_person,
        role_mailbox: None,
        follows: None,
    }
}

/// What the sender states in header fields that any mail program can add.
fn grounds(header: &Header) -> Grounds {
    let words = |name: &str| header.option(name).map(|text| text.chars().take(200).collect::<String>());
    Grounds {
        purpose: words("Purpose").filter(|text| !text.is_empty()),
        legal_basis: words("Legal-Basis").filter(|text| !text.is_empty()),
        another_because: words("Another-Because").filter(|text| !text.is_empty()),
        address_basis: None,
        senders_control: None,
        by_person: false,
    }
}

/// The refusal of an account that the operator stopped, since it logged in, too.
async fn suspended(service: &Service, account: &Account) -> Result<Option<Flaw>, Fault> {
    let words = abuse::suspended(service, &account.name).await?;
    let flaw = |words| Flaw { reason: Reason::S_ERDS_PolicyViolation, words, refusal: Refusal::Suspended };
    Ok(words.map(flaw))
}

/// What a message is refused for; the first thing found is enough.
fn judge(account: &Account, contents: &Contents, refuse_trackers: bool) -> Option<Flaw> {
    let flaw = |words: String, refusal| Some(Flaw { reason: Reason::S_ERDS_PolicyViolation, words, refusal });
    let header = &contents.header;
    if let Some(field) = &header.bcc {
        return flaw(format!("remove the {field} line: every addressee would see it"), Refusal::Message);
    }
    if header.from_fields != 1 || header.from.is_empty() || header.unreadable_sender {
        return flaw("the message needs one From line with an address that can be read".to_owned(), Refusal::Sender);
    }
    for mailbox in header.from.iter().chain(&header.sender) {
        if !may_send_as(account, &mailbox.address) {
            let words = format!("From or Sender names {}, which this account may not send as", mailbox.address);
            return flaw(words, Refusal::Sender);
        }
    }
    let found = contents.found.first().filter(|_| refuse_trackers)?;
    flaw(format!("the message would watch its reader: {found}; {}", found.remedy), Refusal::Tracker)
}

fn content_info(contents: &Contents, stored: &Stored) -> ContentInfo {
    ContentInfo { digest: stored.digest, size: stored.size, message_id: contents.header.message_id.clone() }
}

/// What waits already, as the sender hears it: three messages, or reminders of another where some were asked for.
fn too_many(found: &Waiting, header: &Header) -> Option<Flaw> {
    let words = match (&found.crowded, &found.reminded) {
        (Some(addressee), _) => format!("{} messages of yours wait for {addressee} already", waiting::MOST),
        (None, Some(addressee))
            if header.option("Remind").is_some_and(|days| !days.trim().eq_ignore_ascii_case("none")) =>
        {
            format!("{addressee} is reminded of another message of yours already; write Recepis-Remind: none")
        }
        _ => return None,
    };
    let words =
        format!("{words}, or say why in Recepis-Another-Because: the addressee reads it; or wait for an answer");
    Some(Flaw { reason: Reason::S_ERDS_PolicyViolation, words, refusal: Refusal::Message })
}

/// What in a message that is taken would report on its reader.
fn trackers(contents: &Contents) -> Vec<Tracker> {
    contents.found.iter().map(|found| Tracker { kind: found.kind, words: found.to_string() }).collect()
}

/// The terms, out of the account's defaults and the message's own fields.
fn terms(service: &Service, header: &Header) -> Result<Terms, Flaw> {
    let wrong = Flaw::of_message;
    let settings = &service.settings;
    let days =
        match header.option("Accept-Within") {
            None => settings.accept_within,
            Some(text) => {
                text.trim().trim_end_matches("days").trim_end_matches('d').trim().parse().map_err(|_| {
                    wrong(format!("Recepis-Accept-Within is `{text}`; write a number of days, such as 14"))
                })?
            }
        };
    let language = match header.option("Language").map(str::trim) {
        None => settings.language.as_str(),
        Some(text) => match Language::ALL.into_iter().find(|language| language.code() == text) {
            Some(language) => language.code(),
            None => return Err(wrong(format!("Recepis-Language is `{text}`; write nl, en, de or fr"))),
        },
    };
    let terms = Terms::new(days, &settings.zone, language);
    let mut terms = terms.map_err(|error| wrong(format!("Recepis-Accept-Within: {error}")))?;
    let reminders = match header.option("Remind") {
        None => Reminders::scaled(&settings.reminders, days),
        Some(text) => Reminders::read(text, days).map_err(|error| wrong(format!("Recepis-Remind: {error}")))?,
    };
    terms.reminders = reminders;
    terms.country = match header.option("Country").map(str::trim) {
        None => settings.country.clone(),
        Some("none") => None,
        Some(country) if calendar::table(country).is_some() => Some(country.to_owned()),
        Some(other) => {
            let known: Vec<&str> = calendar::countries().collect();
            return Err(wrong(format!("Recepis-Country is `{other}`; write one of {}, or none", known.join(", "))));
        }
    };
    Ok(terms)
}

fn default_terms(service: &Service) -> Result<Terms, Fault> {
    let settings = &service.settings;
    let mut terms = Terms::new(settings.accept_within, &settings.zone, &settings.language)
        .map_err(|error| Fault::Broken { what: format!("the service's own terms: {error}") })?;
    terms.reminders = Reminders::scaled(&settings.reminders, terms.accept_within());
    terms.country.clone_from(&settings.country);
    Ok(terms)
}
