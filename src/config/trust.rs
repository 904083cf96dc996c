//! `[[tsa]]` and `[log]`: who else vouches for times and for the log.

use std::path::PathBuf;

use super::list::Listed;
use super::reader::Table;
use super::setting::{Origin, Setting};
use super::url::{self, Url};
use super::value::text;

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
            found.push(Self { url: url.or(Url(String::new())), trust: trust.or(PathBuf::new()), policy });
            table.end();
        }
        found
    }

    pub(super) fn settings(&self) -> Vec<&dyn Listed> {
        let Self { url, trust, policy } = self;
        vec![url, trust, policy]
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
