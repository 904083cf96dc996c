//! `[[tsa]]` and `[log]`: who else vouches for times and for the log.

use std::path::PathBuf;

use super::list::{Listed, Show};
use super::reader::Table;
use super::setting::{Origin, Setting};
use super::url::{self, Url};
use super::value::{one_of, text};

/// The most authorities: together they stay well within the time that a job may take.
pub const MOST: usize = 4;

/// A time-stamping authority (RFC 3161) of somebody else.
#[derive(Clone, Debug)]
pub struct Tsa {
    /// Where it answers.
    pub url: Setting<Url>,
    /// A PEM file with what is trusted for its tokens.
    pub trust: Setting<PathBuf>,
    /// The policy to ask for, an object identifier.
    pub policy: Setting<Option<String>>,
    /// Where what is told about revocation comes from.
    pub revocation: Setting<Revocation>,
    /// The OCSP responder, instead of those that certificates name.
    pub ocsp: Setting<Option<Url>>,
    /// The revocation list, instead of those that certificates name.
    pub crl: Setting<Option<Url>>,
}

/// Where what is told about the revocation of an authority's certificates comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Revocation {
    /// The authority is asked, beside what the trust file holds.
    Ask,
    /// The trust file alone.
    File,
}

impl Show for Revocation {
    fn show(&self) -> serde_json::Value {
        match self {
            Self::Ask => "ask".into(),
            Self::File => "file".into(),
        }
    }
}

impl Tsa {
    /// One that flags name.
    pub fn by_flags(url: String, trust: PathBuf, policy: Option<String>) -> Self {
        let flag = |flag| Origin::Flag(flag);
        let section = "[[tsa]]";
        Self {
            url: Setting { value: Url(url), origin: flag("--tsa"), section, key: "url" },
            trust: Setting { value: trust, origin: flag("--tsa-trust"), section, key: "trust" },
            policy: Setting { value: policy, origin: flag("--tsa-policy"), section, key: "policy" },
            revocation: Setting { value: Revocation::Ask, origin: Origin::Default, section, key: "revocation" },
            ocsp: Setting { value: None, origin: Origin::Default, section, key: "ocsp" },
            crl: Setting { value: None, origin: Origin::Default, section, key: "crl" },
        }
    }

    /// In the order in which they are to be asked.
    pub(super) fn read(tables: Vec<Table<'_, '_>>) -> Vec<Self> {
        let mut found = Vec::new();
        for (place, mut table) in tables.into_iter().enumerate() {
            if place == MOST {
                table.add(format!("{MOST} authorities are the most"));
            }
            let url = table.get_veiled("url", url::authority);
            let url = table.need(url, "where the authority answers, such as \"https://tsa.example/\"");
            let trust = table.path("trust");
            let trust = table
                .need(trust, "a PEM file with the authority's root, certificates in between, and revocation lists");
            let policy = table.get("policy", text);
            let ways = [("ask", Revocation::Ask), ("file", Revocation::File)];
            let revocation = table.get("revocation", one_of(&ways)).or(Revocation::Ask);
            let ocsp = table.get_veiled("ocsp", url::plain);
            let crl = table.get_veiled("crl", url::plain);
            if revocation.value == Revocation::File && (ocsp.is_said() || crl.is_said()) {
                table.add("revocation = \"file\" asks nobody: leave out `ocsp` and `crl`, or say \"ask\"");
            }
            let (url, trust) = (url.or(Url(String::new())), trust.or(PathBuf::new()));
            found.push(Self { url, trust, policy, revocation, ocsp, crl });
            table.end();
        }
        found
    }

    pub(super) fn settings(&self) -> Vec<&dyn Listed> {
        let Self { url, trust, policy, revocation, ocsp, crl } = self;
        vec![url, trust, policy, revocation, ocsp, crl]
    }
}

/// The transparency log.
#[derive(Clone, Debug)]
pub struct Log {
    /// A policy (C2SP tlog-policy) with the log's witnesses.
    pub policy: Setting<Option<PathBuf>>,
}

impl Log {
    pub(super) fn read(mut table: Table<'_, '_>) -> Self {
        let read = Self { policy: table.path("policy") };
        table.end();
        read
    }

    pub(super) fn settings(&self) -> Vec<&dyn Listed> {
        let Self { policy } = self;
        vec![policy]
    }
}
