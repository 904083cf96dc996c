//! Floor 6: the way of a message. One file per station, in travel order; each verb loads, lets the law decide
//! (`erds::delivery`), and commits one unit of work. docs/flow.md walks along.

pub mod absence;
pub mod abuse;
pub mod account;
pub mod again;
pub mod announce;
pub mod answer;
mod asked;
mod attempt;
pub mod attest;
mod attributes;
mod basis;
pub mod block;
pub mod check;
mod chunks;
mod compose;
pub mod consign;
pub mod control;
pub mod cosign;
pub mod delegate;
pub mod desk;
pub mod eid;
mod ended;
pub mod enrol;
pub mod expire;
pub mod export;
pub mod extend;
mod extract;
pub mod handover;
pub mod instruct;
pub mod look;
pub mod mandate;
mod means;
pub mod measure;
pub mod mine;
pub mod notify;
pub mod outage;
mod own;
mod pack;
pub mod passkey;
mod post;
pub mod privacy;
mod probe;
pub mod promise;
pub mod proof;
pub mod prove;
pub mod publish;
pub mod recall;
pub mod receive;
pub mod relink;
pub mod remind;
pub mod renew;
pub mod reply;
pub mod report;
pub mod retain;
mod retry;
pub mod return_path;
pub mod routed;
mod spans;
pub mod status;
pub mod submit;
pub mod suffix;
pub mod tell;
pub mod templates;
mod unsure;
pub mod waiting;
pub mod witness;

use std::sync::Arc;
use std::time::Duration;

use crate::erds::address::Address;
use crate::erds::delivery;
use crate::erds::mandate::NotCovered;
use crate::erds::moment::Moment;
use crate::erds::party::Issuer;
use crate::outside::clock::Clock;
use crate::outside::dkim::Dkim;
use crate::outside::entropy::Entropy;
use crate::outside::log_key::LogKey;
use crate::outside::mailer::Mailer;
use crate::outside::origin::Origins;
use crate::outside::resolver::Resolver;
use crate::outside::signer::Signer;
use crate::outside::texter::Texter;
use crate::outside::tsa::{self, Tsa};
use crate::seal::webauthn;
use crate::seal::x509::Certificate;
use crate::store::{self, CommitError, Store};
use crate::verify::trust::{Required, TrustAnchors};

use look::{Link, View};

/// Everything a station needs. Built once, by the composition root.
pub struct Service {
    /// What is kept.
    pub store: Store,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Random octets.
    pub entropy: Arc<dyn Entropy>,
    /// The seal on evidence and bundles.
    pub seal: Seal,
    /// The keys of the transparency log, Ed25519 and ML-DSA-44, under its origin.
    pub log: [LogKey; 2],
    /// Who cosigns the log's checkpoints.
    pub witnesses: cosign::Witnesses,
    /// Time-stamps.
    pub tsa: Arc<dyn Tsa>,
    /// Signatures of the service's own domain on its mails, where it has keys for them.
    pub dkim: Option<Dkim>,
    /// The way out for mail.
    pub mailer: Arc<dyn Mailer>,
    /// Names in DNS, for the keys of letters that come in.
    pub resolver: Arc<dyn Resolver>,
    /// Which hosts the addressees' domains name as mail servers; `None` where DNS is not asked.
    pub origins: Option<Origins>,
    /// The way out for text messages, where there is one.
    pub texter: Option<Arc<dyn Texter>>,
    /// Electronic identities, in the order in which they are offered.
    pub eids: Vec<eid::Eid>,
    /// The certificates and revocation lists that go into a bundle.
    pub papers: Arc<dyn Papers>,
    /// Reports that were made lately.
    pub reports: report::Shelf,
    /// What failed in a row: time-stamps, mail.
    pub watch: outage::Watch,
    /// The pages, for the service's own look at them.
    pub pages: Arc<dyn Pages>,
    /// What the operator chose.
    pub settings: Settings,
}

/// A signer with its certificate.
#[derive(Clone)]
pub struct Seal {
    /// The key.
    pub signer: Arc<dyn Signer>,
    /// Its certificate.
    pub certificate: Certificate,
}

/// How it stands with what one authority of others says about revocation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revocation {
    /// The authority's name.
    pub authority: String,
    /// Certificates of it about which the last question was not answered.
    pub failing: usize,
    /// Until when something is in force about each of them; None where nothing was fetched about one.
    pub until: Option<Moment>,
}

/// The public papers that let others check: certificates and current revocation lists.
pub trait Papers: Send + Sync {
    /// Certificates (DER) above the seal's and the time-stamping authority's: whose chain (`seal`, `tsa`), name, octets.
    fn certificates(&self) -> Vec<(String, String, Vec<u8>)>;
    /// Revocation lists (DER) that are current: whose chain, name, octets.
    fn revocation_lists(&self) -> Vec<(String, String, Vec<u8>)>;
    /// OCSP responses (DER) that were fetched: whose chain, name, octets.
    fn ocsp_responses(&self) -> Vec<(String, String, Vec<u8>)> {
        Vec::new()
    }
    /// How it stands with authorities of others that are asked about revocation.
    fn revocation(&self) -> Vec<Revocation> {
        Vec::new()
    }
    /// The anchors of seal and time-stamps, for the service's own check of what it made.
    fn anchors(&self) -> TrustAnchors;
}

/// The pages as the addressee gets them, so that the service can make one by itself.
pub trait Pages: Send + Sync {
    /// The page behind a notice's link at this moment, as HTML in the language of the terms.
    ///
    /// # Errors
    /// Why it cannot be made.
    fn notice(&self, service: &Service, link: &Link, view: &View, at: Moment) -> Result<String, String>;
}

/// What the operator chose; plain values, parsed elsewhere.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The name of the service as people see it.
    pub service_name: String,
    /// The operator's legal name and how to reach them, in one line, for every page and notice.
    pub operator: String,
    /// Who states evidence.
    pub issuer: Issuer,
    /// URI of the policy under which evidence is issued.
    pub policy: String,
    /// The address that notices and receipts come from; the seal's certificate names it.
    pub from: Address,
    /// Where the pages are, without a slash at the end.
    pub base_url: String,
    /// The domain that addressees' keys are bound to; `None`: the host of the pages.
    pub passkey_domain: Option<String>,
    /// The domains whose mailboxes are this service's own demo mailbox.
    pub demo_domains: Vec<String>,
    /// Whether mail goes to other domains, too.
    pub mail_to_others: bool,
    /// For how long after its first attempt a notice is tried.
    pub notice_tried_for: Duration,
    /// Whether this is for trying out: mail goes to the demo mailbox only, the service has no domain of its own, or the clock is ahead.
    pub trial: bool,
    /// `nl`, `en`, `de` or `fr`, where nobody chose.
    pub language: String,
    /// The zone in which days begin and end, where the sender chose none.
    pub zone: String,
    /// The country whose public holidays count, where the sender chose none; `None`: only weekends do.
    pub country: Option<String>,
    /// Days to decide, where the sender chose none.
    pub accept_within: u16,
    /// On which days of a term of 14 an addressee is reminded, where the sender chose none; at most three.
    pub reminders: Vec<u16>,
    /// The most octets of a message.
    pub message_limit: u64,
    /// How long a proven identity lasts.
    pub session_minutes: u32,
    /// The domain that mail about our notices comes back to; without one it goes to the address that they come from.
    pub return_domain: Option<String>,
    /// Whether an outage gives back what it took of a running time to decide.
    pub outages_extend: bool,
    /// What becomes of a message that would report on its reader.
    pub trackers: Trackers,
    /// Providers whose customers are strangers to each other: names of domains, and what lies beneath them.
    pub mail_providers: Vec<String>,
    /// The domain behind which an address is a registered one: `name@example.org.<suffix>`.
    pub suffix: Option<String>,
}

/// What becomes of a message with remote content or a receipt request in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Trackers {
    /// It is refused, with the reason and the way out.
    #[default]
    Refused,
    /// It is taken: evidence lists them, and the addressee is told before the choice.
    Listed,
}

impl Service {
    /// The present moment.
    pub fn now(&self) -> Moment {
        self.clock.now()
    }

    /// What the operator chose.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The log's public keys: what the file of each is called, and its one line.
    pub fn log_keys(&self) -> Vec<(String, Vec<u8>)> {
        self.log.iter().map(LogKey::file).collect()
    }

    /// The anchors of everything that this service makes, its log among them.
    fn anchors(&self) -> TrustAnchors {
        let mut anchors = self.papers.anchors();
        anchors.log.logs.extend(self.log.iter().map(|key| key.key.clone()));
        anchors.log.required = Required { log: true, witness: false, post_quantum: true };
        anchors
    }

    /// A fresh identifier's random part, a nonce, a key.
    pub fn random<const N: usize>(&self) -> [u8; N] {
        let mut octets = [0; N];
        self.entropy.fill(&mut octets);
        octets
    }
}

/// The one sorting of failure; each door translates it once.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The asker's to mend: SMTP 5xx, HTTP 4xx, a job fails.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Passing: SMTP 4xx, HTTP 503, a job is tried again.
    #[error("not possible at this moment: {what}")]
    Unavailable {
        /// What is not available.
        what: String,
    },
    /// Ours to mend: SMTP 4xx and an alarm, HTTP 500, a job's queue stops.
    #[error("something is broken on our side: {what}")]
    Broken {
        /// What broke, for the operator.
        what: String,
    },
}

/// Why somebody's request is not followed; the text is for them.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum Refusal {
    /// The law of a delivery does not allow it.
    #[error(transparent)]
    Law(#[from] delivery::Refusal),
    /// The link is unknown, dead or foreign; which of these is not told.
    #[error("this link leads nowhere (any more)")]
    UnknownLink,
    /// Identity is not proven, or the session is over.
    #[error("please prove again that you have access to the mailbox")]
    NoSession,
    /// The page's one-use token is missing, forged or used.
    #[error("this page was used before; please open it again")]
    SpentToken,
    /// Another code was typed than was sent.
    #[error("this is not the code that was sent; {tries_left} tries left")]
    WrongCode {
        /// How many are left.
        tries_left: u8,
    },
    /// The code is older than 15 minutes, used up, or was never asked for.
    #[error("this code is no longer valid; ask for a new one")]
    CodeExpired,
    /// What a key answered does not fit.
    #[error("your key could not be used: {0}")]
    Key(#[source] webauthn::Error),
    /// The key is enrolled for this address.
    #[error("this key is known here already")]
    KnownKey,
    /// The key was never enrolled for this address.
    #[error("this key is not one that you enrolled here")]
    UnknownKey,
    /// Whoever showed who they are with a key signs their choice with it, too.
    #[error("you showed who you are with a key of your own: sign your choice with it, too")]
    UnsignedChoice,
    /// The address has as many keys as it may have.
    #[error("you have twenty keys here; more are not taken")]
    TooManyKeys,
    /// Another access code was typed than the sender set.
    #[error("this is not the access code that the sender set; {tries_left} tries left today")]
    WrongAccessCode {
        /// How many are left.
        tries_left: u8,
    },
    /// Five access codes were typed today.
    #[error("five access codes were typed today; please wait until tomorrow")]
    TooManyTries,
    /// The proof does not suffice for this.
    #[error("the sender asked for another proof of who you are")]
    TooLittle,
    /// Twenty set out to an issuer of identities within a day.
    #[error("an electronic identity was asked for too often within a day; please wait until tomorrow")]
    TooManyProofs,
    /// Nobody waits for this answer of an issuer (any more), or another browser asked for it.
    #[error("this took too long or was used before; please open the link in the mail again")]
    UnknownProof,
    /// Five codes were sent within a day.
    #[error("five codes were sent within a day; please wait until tomorrow")]
    TooManyCodes,
    /// The account has no such thing.
    #[error("there is nothing of this name in your account")]
    NotFound,
    /// Wrong name, password or token.
    #[error("the name, password or token is not known here")]
    UnknownAccount,
    /// The message's From or Sender is not the account's to use; recorded.
    #[error("{0}")]
    Sender(String),
    /// The message would report on its reader; recorded.
    #[error("{0}")]
    Tracker(String),
    /// The operator stopped the account; recorded.
    #[error("{0}")]
    Suspended(String),
    /// The account may not send as this address.
    #[error("this account may not send as {0}")]
    NotYourAddress(String),
    /// What the message or its options are, in the sender's words; with the identifier under which it was recorded.
    #[error("{0}")]
    Message(String),
    /// The address was meant to have the suffix, and has it wrong.
    #[error("{0}")]
    Suffix(String),
    /// A mail that no signature vouches for as it must.
    #[error("no DKIM signature vouches for this mail: {0}; nothing was sent")]
    Unsigned(String),
    /// Nobody asked for it, or it was done.
    #[error("the addressee did not ask for this message again, or you have submitted it to them again already")]
    NotAsked,
    /// The chain has as many statements of the addressee as it can carry.
    #[error("no more statements can be recorded for this message")]
    TooManyStatements,
    /// A delegate asks for what is the addressee's alone.
    #[error("only the addressee themselves can do this")]
    AddresseeOnly,
    /// The mandate does not cover this.
    #[error(transparent)]
    Mandate(#[from] NotCovered),
    /// A mandate for the addressee's own address.
    #[error("this is your own address; name somebody else's")]
    OwnDelegate,
    /// The address has given as many mandates as it may.
    #[error("you have given ten mandates; end one first")]
    TooManyMandates,
    /// What was typed is no day on which somebody can still be away, or one too far ahead.
    #[error("write a day from today on, at most {} days ahead", absence::LONGEST)]
    NoDay,
    /// The name of an organisation or a function is missing or too long.
    #[error(
        "write the organisation's name and your function, at most {} characters each",
        crate::erds::instruction::LONGEST_NAME
    )]
    NoNames,
    /// What was typed is no mail address.
    #[error("this is not an e-mail address")]
    NoAddress,
    /// What was typed is no day to which an instruction can hold.
    #[error("write a day from today on, at most {} days ahead", crate::erds::instruction::LONGEST)]
    NoTerm,
    /// The domain's DNS does not bear the record.
    #[error("the record is not in your domain's DNS")]
    NoRecord,
    /// DNS does not say whether it does.
    #[error("your domain's DNS did not answer")]
    NoDns,
    /// The message is larger than the limit.
    #[error("the message is larger than {0} octets")]
    TooLarge(u64),
}

impl From<delivery::Refusal> for Fault {
    fn from(refusal: delivery::Refusal) -> Self {
        Self::Refused(Refusal::Law(refusal))
    }
}

impl From<store::Error> for Fault {
    fn from(error: store::Error) -> Self {
        if error.is_unavailable() {
            Self::Unavailable { what: chain(&error) }
        } else {
            Self::Broken { what: chain(&error) }
        }
    }
}

impl From<CommitError> for Fault {
    fn from(error: CommitError) -> Self {
        match &error {
            CommitError::Stale | CommitError::Unavailable(_) => Self::Unavailable { what: chain(&error) },
            CommitError::Spent => Self::Refused(Refusal::SpentToken),
            CommitError::Duplicate(_) | CommitError::Broken(_) => Self::Broken { what: chain(&error) },
        }
    }
}

impl From<tsa::Error> for Fault {
    fn from(error: tsa::Error) -> Self {
        Self::Unavailable { what: chain(&error) }
    }
}

/// An error and what lies beneath it, in one line for the operator.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut beneath = error.source();
    while let Some(cause) = beneath {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        beneath = cause.source();
    }
    text
}
