//! What a report says about what another service made.

use serde::Serialize;

use crate::erds::moment::Moment;

use super::super::verdict::Indication;

/// What was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A CMS signature (CAdES).
    Cms,
    /// An ASiC container.
    Container,
    /// One evidence, an XML file.
    Evidence,
    /// A mail with evidence under S/MIME.
    RemMessage,
    /// A time-stamp token.
    TimeStamp,
}

/// What another service made, as far as it is judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Foreign {
    /// What it is.
    pub kind: Kind,
    /// Each signature and time-stamp whose value fits.
    pub signatures: Vec<Signed>,
    /// What is attested under them, in the words of whoever attests it.
    pub attested: Vec<Attested>,
    /// What was judged.
    pub judged: Vec<String>,
    /// What was not.
    pub not_judged: Vec<String>,
}

/// A signature or time-stamp whose value fits what it covers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Signed {
    /// The file that it stands in, where there are several.
    pub file: Option<String>,
    /// `XAdES`, `CAdES`, `CMS`, `XML signature` or `time-stamp`.
    pub form: &'static str,
    /// What it covers.
    pub covers: Vec<String>,
    /// The name in the signer's certificate.
    pub signer: String,
    /// SHA-256 over that certificate, hexadecimal in groups of four.
    pub fingerprint: String,
    /// With what it is signed.
    pub algorithm: &'static str,
    /// When, as the signer says.
    pub signing_time: Option<Moment>,
    /// The time that a time-stamp proves.
    pub proven_time: Option<Moment>,
}

/// What one evidence attests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Attested {
    /// The file, where there are several.
    pub file: Option<String>,
    /// Its statements, one by one.
    pub lines: Vec<Line>,
}

/// One statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// About what.
    pub what: String,
    /// As it is stated.
    pub value: String,
}

impl Foreign {
    pub(super) fn new(kind: Kind) -> Self {
        Self { kind, signatures: Vec::new(), attested: Vec::new(), judged: Vec::new(), not_judged: Vec::new() }
    }

    /// Says what was judged and what was not, now that it is known what was there.
    pub(super) fn conclude(&mut self) {
        let mut judged =
            vec!["form, digests, signatures and time-stamps", "certificates and revocation, under the anchors given"];
        if self.kind == Kind::Evidence || !self.attested.is_empty() {
            judged.push("evidence against the schema of EN 319 522-3");
        }
        self.judged = judged.into_iter().map(str::to_owned).collect();
        let not_judged = [
            "whether what is attested is true: it is the word of whoever signed it",
            "whether that service followed its own law and policies, and what those are",
            "whether other evidence about the same message exists",
        ];
        self.not_judged.extend(not_judged.into_iter().map(str::to_owned));
    }
}

/// The verdict in one sentence.
pub(super) fn sentence(verdict: Indication) -> &'static str {
    match verdict {
        Indication::TotalPassed => {
            "Every signature, time-stamp and digest that is judged here holds. The law and the policies of whoever made it are not judged."
        }
        Indication::Indeterminate => {
            "Nothing here disagrees, but something that a judgement needs is missing: see the findings."
        }
        Indication::TotalFailed => "Parts of this do not fit: do not rely on it. The findings say which.",
    }
}

/// What is not proven, whatever the verdict.
pub(super) fn not_proven(kind: Kind) -> Vec<String> {
    let mut lines = Vec::new();
    match kind {
        Kind::TimeStamp => lines.push(
            "A time-stamp shows that these octets existed at its time. It says nothing about who made or sent them.",
        ),
        Kind::Cms | Kind::Container => {
            lines.push(
                "A signature shows who signed these octets. It says nothing about whether they were sent or received.",
            );
        }
        Kind::Evidence | Kind::RemMessage => {
            lines.push("An evidence shows what its issuer states. That it happened rests on the issuer's word.");
        }
    }
    lines.into_iter().map(str::to_owned).collect()
}
