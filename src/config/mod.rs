//! Floor 5: `recepis.toml`, read and judged. Others get plain values; only `cli` imports this.
//!
//! A file is judged whole: every mistake is named with its line, what is wrong and what would be right. Each setting knows
//! where it comes from, so that what is found out later (a file that cannot be read, a port that is taken) is said with
//! the same place. Nothing here reads or writes a file.

mod certificate;
mod doors;
mod fault;
mod list;
mod mail;
mod oidc;
mod reader;
mod saml;
pub mod sample;
mod service;
mod setting;
#[cfg(test)]
mod tests;
mod texter;
mod trust;
mod url;
mod value;

pub use certificate::{CERTIFICATE_ID, Certificate};
pub use doors::{Inbound, Metrics, Pair, Submission, Trackers, Web};
pub use fault::{Error, Fault};
pub use list::{Listed, Show};
pub use mail::{Dkim, DkimKey, Mail, Mode, Relay, Tls};
pub use oidc::Oidc;
pub use saml::{Saml, SamlAnswer};
pub use service::{Service, Store, Terms};
pub use setting::{Origin, Setting};
pub use texter::{Format, Texter};
pub use trust::{Log, MOST as MOST_AUTHORITIES, Revocation, Tsa};
pub use url::{Database, Url};
pub use value::is_host;

use std::path::Path;

use crate::seal::webauthn::belongs;

use reader::Reader;

/// The most octets of a file.
pub const OCTETS: usize = 256 * 1024;

/// The most characters of the line that says who the operator is: more would be cut in a mail.
const LINE: usize = 200;

/// Every setting of the service.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where records and content lie.
    pub store: Store,
    /// Who runs the service, and in which words it speaks.
    pub service: Service,
    /// What holds for a message where its sender chose nothing.
    pub terms: Terms,
    /// The pages and the API.
    pub web: Web,
    /// The door for senders.
    pub submission: Submission,
    /// The door for what comes back.
    pub inbound: Inbound,
    /// Mail out.
    pub mail: Mail,
    /// Text messages out.
    pub texter: Texter,
    /// Issuers of electronic identities that speak OpenID Connect.
    pub oidc: Vec<Oidc>,
    /// Identity providers that speak SAML 2.0.
    pub saml: Vec<Saml>,
    /// TLS client certificates as electronic identities.
    pub certificate: Certificate,
    /// Who stamps time; the embedded authority where nobody is named.
    pub tsa: Vec<Tsa>,
    /// The transparency log.
    pub log: Log,
    /// Health and metrics.
    pub metrics: Metrics,
}

impl Config {
    /// What holds where nothing is said.
    pub fn of_nothing(data: &Path) -> Self {
        Self::taken(&Reader::new("", Path::new(""), ""), data)
    }

    /// Reads the text of a file of this name. What it calls by relative paths lies in `folder`; the data directory is `data`
    /// unless it names another.
    ///
    /// # Errors
    /// Everything that is wrong with it, in the order of its lines.
    pub fn read(name: &str, folder: &Path, text: &[u8], data: &Path) -> Result<Self, Error> {
        let text = value::utf_8(name, text)?;
        let reader = Reader::new(name, folder, text);
        let config = Self::taken(&reader, data);
        config.together().into_iter().for_each(|fault| reader.add(fault));
        reader.end(config)
    }

    fn taken(reader: &Reader<'_>, data: &Path) -> Self {
        let mut root = reader.root();
        let store = Store::read(root.table("store", "[store]"), data);
        let service = Service::read(root.table("service", "[service]"));
        let terms = Terms::read(root.table("terms", "[terms]"));
        let web = Web::read(root.table("web", "[web]"));
        let submission = Submission::read(root.table("submission", "[submission]"));
        let mail = Mail::read(root.table("mail", "[mail]"), &service.domain);
        let texter = Texter::read(root.table("texter", "[texter]"));
        let oidc = Oidc::read(root.tables("oidc", "[[oidc]]"));
        let inbound = Inbound::read(root.table("inbound", "[inbound]"));
        let saml = Saml::read(root.tables("saml", "[[saml]]"));
        let certificate = Certificate::read(root.table("certificate", "[certificate]"));
        let tsa = Tsa::read(root.tables("tsa", "[[tsa]]"));
        let log = Log::read(root.table("log", "[log]"));
        let metrics = Metrics::read(root.table("metrics", "[metrics]"));
        root.end();
        Self {
            store,
            service,
            terms,
            web,
            submission,
            inbound,
            mail,
            texter,
            oidc,
            saml,
            certificate,
            tsa,
            log,
            metrics,
        }
    }

    /// What does not go together, each part being right by itself. To be asked again once flags have their say.
    pub fn together(&self) -> Vec<Fault> {
        let demo = self.mail.mode.value == Mode::Demo;
        let doors = [&self.web.listen, &self.submission.listen, &self.submission.listen_tls];
        let open = doors.into_iter().filter(|door| demo && !door.value.ip().is_loopback());
        let why = "while [mail] mode is \"demo\", everybody can read all mail on the pages: use a loopback address, 127.0.0.1";
        let mut faults: Vec<Fault> = open.map(|door| door.wrong(why)).collect();
        let domain = self.mail.from.value.rsplit('@').next().unwrap_or_default();
        if !domain.eq_ignore_ascii_case(&self.service.domain.value) {
            let why = format!("its domain must be [service] domain, {}", self.service.domain.value);
            faults.push(self.mail.from.wrong(why));
        }
        if !demo && self.service.domain.is_said() {
            let missing = self.service.missing();
            faults.extend(missing.into_iter().map(|(what, known)| Fault {
                origin: self.mail.mode.origin.clone(),
                what: what.to_owned(),
                why: format!("missing: {known}; it stands on every page and in every mail to people"),
            }));
        }
        let oidc = self.oidc.iter().map(|one| &one.id);
        let mut ids: Vec<&Setting<String>> = oidc.chain(self.saml.iter().map(|one| &one.id)).collect();
        while let Some(id) = ids.pop() {
            if ids.iter().any(|other| other.value == id.value) {
                faults.push(id.wrong("another electronic identity has this id: give each its own"));
            }
        }
        let (oidc, saml) = (self.oidc.iter().map(|one| &one.id), self.saml.iter().map(|one| &one.id));
        let taken = oidc.chain(saml).find(|id| self.certificate.listen.is_said() && id.value == CERTIFICATE_ID);
        faults.extend(taken.map(|id| id.wrong("certificates have this id, by [certificate]: take another")));
        let length = self.service.line().chars().count();
        if length > LINE {
            let why = format!(
                "with name, post address and telephone this makes a line of {length} characters, and mails have room for {LINE}: say it shorter"
            );
            faults.push(self.service.operator.wrong(why));
        }
        let keys = &self.web.passkey_domain;
        let base = self.web.base_url.value.as_deref();
        if let (Some(domain), Some(base)) = (&keys.value, base)
            && !belongs(base, domain)
        {
            let why =
                format!("keys of this domain cannot be used on the pages at {base}: name its host, or one above it");
            faults.push(keys.wrong(why));
        }
        let (door, domain) = (&self.inbound.listen, &self.mail.return_path_domain);
        if door.value.is_some() && domain.value.is_none() {
            let why =
                "for which domain? Name the one that notices have their return paths in: [mail] return_path_domain";
            faults.push(door.wrong(why));
        }
        if door.value.is_none() && domain.value.is_some() {
            let why = "nothing listens for what comes back there: say where, [inbound] listen";
            faults.push(domain.wrong(why));
        }
        faults
    }

    /// Every setting in force, in the order of the sections.
    pub fn in_force(&self) -> Vec<&dyn Listed> {
        let Self {
            store,
            service,
            terms,
            web,
            submission,
            inbound,
            mail,
            texter,
            oidc,
            saml,
            certificate,
            tsa,
            log,
            metrics,
        } = self;
        let mut all = store.settings();
        all.extend(service.settings());
        all.extend(terms.settings());
        all.extend(web.settings());
        all.extend(submission.settings());
        all.extend(mail.settings());
        all.extend(texter.settings());
        all.extend(oidc.iter().flat_map(Oidc::settings));
        all.extend(inbound.settings());
        all.extend(saml.iter().flat_map(Saml::settings));
        all.extend(certificate.settings());
        all.extend(tsa.iter().flat_map(Tsa::settings));
        all.extend(log.settings());
        all.extend(metrics.settings());
        all
    }
}
