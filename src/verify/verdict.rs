//! The verdict and the findings that it is made of, in the words of EN 319 102-1 §5.1.3.
//!
//! The worst finding wins. What disagrees is TOTAL-FAILED, what cannot be judged for want of trust or of revocation data
//! is INDETERMINATE; no finding is ever softened by another one. Each sub-indication belongs to one indication, so a
//! finding cannot claim the wrong one.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::erds::content::Sha256;

/// The three values of a verdict, the worst last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
pub enum Indication {
    /// Everything that can be checked was checked and holds.
    TotalPassed,
    /// Something needed for a judgement is missing.
    Indeterminate,
    /// Parts disagree, or a signature does not fit.
    TotalFailed,
}

impl fmt::Display for Indication {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TotalPassed => "TOTAL-PASSED",
            Self::Indeterminate => "INDETERMINATE",
            Self::TotalFailed => "TOTAL-FAILED",
        })
    }
}

macro_rules! reasons {
    ($($(#[$meta:meta])* $name:ident $text:literal $indication:ident,)*) => {
        /// Why a verdict is not TOTAL-PASSED: the sub-indications of EN 319 102-1 Table 5 and 6, then ours, for what no
        /// single signature can say. Ours carry the prefix `recepis:`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Reason {
            $($(#[$meta])* $name,)*
        }

        impl Reason {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The name, as in reports.
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            /// The indication that it leads to, always the same one.
            pub fn indication(self) -> Indication {
                match self { $(Self::$name => Indication::$indication,)* }
            }
        }
    };
}

reasons! {
    /// The form of a file or signature is not the one expected.
    FormatFailure "FORMAT_FAILURE" TotalFailed,
    /// A digest differs.
    HashFailure "HASH_FAILURE" TotalFailed,
    /// The signature value does not fit key and signed octets.
    SigCryptoFailure "SIG_CRYPTO_FAILURE" TotalFailed,
    /// The certificate was revoked before the time proven.
    Revoked "REVOKED" TotalFailed,
    /// The certificate had expired at the time proven.
    Expired "EXPIRED" TotalFailed,
    /// The certificate was not yet valid at the time proven.
    NotYetValid "NOT_YET_VALID" TotalFailed,
    /// The certificate or signature does not meet the constraints, such as its key usage.
    SigConstraintsFailure "SIG_CONSTRAINTS_FAILURE" Indeterminate,
    /// The certificate chain does not meet the constraints.
    ChainConstraintsFailure "CHAIN_CONSTRAINTS_FAILURE" Indeterminate,
    /// The chain could not be judged for another reason.
    CertificateChainGeneralFailure "CERTIFICATE_CHAIN_GENERAL_FAILURE" Indeterminate,
    /// An algorithm or key size is not one that we accept.
    CryptoConstraintsFailure "CRYPTO_CONSTRAINTS_FAILURE" Indeterminate,
    /// An algorithm or key size is not one that we accept any more, and nothing proves that it was used before.
    CryptoConstraintsFailureNoPoe "CRYPTO_CONSTRAINTS_FAILURE_NO_POE" Indeterminate,
    /// Times proven stand in an order that cannot be.
    TimestampOrderFailure "TIMESTAMP_ORDER_FAILURE" Indeterminate,
    /// No chain from the signer's certificate to a given anchor.
    NoCertificateChainFound "NO_CERTIFICATE_CHAIN_FOUND" Indeterminate,
    /// There is no certificate of the signer to judge by.
    NoSigningCertificateFound "NO_SIGNING_CERTIFICATE_FOUND" Indeterminate,
    /// The certificate was revoked, and nothing proves that the signature is older.
    RevokedNoPoe "REVOKED_NO_POE" Indeterminate,
    /// The certificate is outside its validity, and nothing proves that the signature is older.
    OutOfBoundsNoPoe "OUT_OF_BOUNDS_NO_POE" Indeterminate,
    /// Nothing proves when the signature existed.
    NoPoe "NO_POE" Indeterminate,
    /// No revocation data that covers the time proven.
    TryLater "TRY_LATER" Indeterminate,
    /// A signed or referenced file is not there.
    SignedDataNotFound "SIGNED_DATA_NOT_FOUND" Indeterminate,
    /// Statements of one chain do not fit each other.
    ChainBroken "recepis:CHAIN_BROKEN" TotalFailed,
    /// The law of a delivery forbids what is stated.
    Unlawful "recepis:UNLAWFUL" TotalFailed,
    /// A statement does not hold what its event must hold.
    StatementInvalid "recepis:STATEMENT_INVALID" TotalFailed,
    /// The acknowledgement and the statement disagree.
    AcknowledgementDiffers "recepis:ACKNOWLEDGEMENT_DIFFERS" TotalFailed,
    /// What the addressee's own key signed does not fit the decision.
    KeyDiffers "recepis:KEY_DIFFERS" TotalFailed,
    /// A DKIM signature of the addressee's letter comes out otherwise than the service states.
    DkimDiffers "recepis:DKIM_DIFFERS" TotalFailed,
    /// A file in the bundle is not the one that the evidence names.
    ContentDiffers "recepis:CONTENT_DIFFERS" TotalFailed,
    /// A file that the evidence names must be packed and is not.
    FileMissing "recepis:FILE_MISSING" TotalFailed,
    /// A file stands in the bundle that nothing names.
    FileNotNamed "recepis:FILE_NOT_NAMED" TotalFailed,
    /// A notice is not as the service sent it: something in the mail is not what was signed, or not what the evidence names.
    NoticeAltered "recepis:NOTICE_ALTERED" TotalFailed,
    /// The PDF of a report is not as the service signed it, or speaks of another bundle than the one attached.
    ReportAltered "recepis:REPORT_ALTERED" TotalFailed,
    /// A notice holds something that would report on its reader.
    NoticeTracks "recepis:NOTICE_TRACKS" TotalFailed,
    /// The signer is not the service that states.
    SignerDiffers "recepis:SIGNER_DIFFERS" TotalFailed,
    /// The event is stated for a time after the time proven.
    TimeImpossible "recepis:TIME_IMPOSSIBLE" TotalFailed,
    /// The event time lies so far before the time proven that it rests on nothing but the service's word.
    TimeUnproven "recepis:TIME_UNPROVEN" Indeterminate,
    /// A proof of the transparency log does not prove what it is for, or a signature in it is forged.
    LogProofInvalid "recepis:LOG_PROOF_INVALID" TotalFailed,
    /// Evidence stands in the transparency log in another order than in the chain.
    LogOrder "recepis:LOG_ORDER" TotalFailed,
    /// Two proofs show two histories of one log.
    SplitView "recepis:SPLIT_VIEW" TotalFailed,
    /// Evidence that must be in a trusted log is not shown to be.
    NotLogged "recepis:NOT_LOGGED" Indeterminate,
    /// A checkpoint that enough witnesses must have cosigned is not shown to be.
    NotWitnessed "recepis:NOT_WITNESSED" Indeterminate,
    /// A checkpoint that must bear a post-quantum signature of the log does not.
    NotPostQuantum "recepis:NOT_POST_QUANTUM" Indeterminate,
    /// It holds something that counts and that nobody here understands, or that no signature covers.
    NotJudged "recepis:NOT_JUDGED" Indeterminate,
    /// Nothing says how long the chain is, so its end may be cut.
    LengthUnknown "recepis:LENGTH_UNKNOWN" Indeterminate,
    /// What the log promised by a time that is past is not shown, or came later.
    PromiseBroken "recepis:PROMISE_BROKEN" TotalFailed,
    /// The log promised another first statement of this delivery than the one in the bundle.
    PromiseOtherStatement "recepis:PROMISE_OTHER_STATEMENT" TotalFailed,
    /// The promise is about another delivery than the bundle.
    PromiseOtherDelivery "recepis:PROMISE_OTHER_DELIVERY" TotalFailed,
    /// The time of the promise is not past, and no proof is at hand.
    PromiseRunning "recepis:PROMISE_RUNNING" Indeterminate,
    /// The proof is at hand, and nobody who is asked for tells since when it could be made.
    PromiseUnproven "recepis:PROMISE_UNPROVEN" Indeterminate,
    /// No trusted key of the log signed the promise.
    PromiseUntrusted "recepis:PROMISE_UNTRUSTED" Indeterminate,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// One thing that was found, in a file, under a clause, said in one sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What it does to the verdict; TOTAL-PASSED where it is only worth knowing.
    pub indication: Indication,
    /// Why, where it is not only worth knowing.
    pub reason: Option<Reason>,
    /// The file in the bundle, where it concerns one.
    pub file: Option<String>,
    /// The clause that it rests on.
    pub clause: &'static str,
    /// One plain sentence.
    pub sentence: String,
}

/// Findings in the order in which they were made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings(Vec<Finding>);

impl Findings {
    /// Adds what counts against the bundle.
    pub fn add(&mut self, reason: Reason, file: &str, clause: &'static str, sentence: impl Into<String>) {
        self.0.push(Finding {
            indication: reason.indication(),
            reason: Some(reason),
            file: (!file.is_empty()).then(|| file.to_owned()),
            clause,
            sentence: sentence.into(),
        });
    }

    /// Adds what is worth knowing and leaves the verdict.
    pub fn note(&mut self, file: &str, clause: &'static str, sentence: impl Into<String>) {
        self.0.push(Finding {
            indication: Indication::TotalPassed,
            reason: None,
            file: (!file.is_empty()).then(|| file.to_owned()),
            clause,
            sentence: sentence.into(),
        });
    }

    /// Adds that `evidence` names a file by its digest, and another is packed in its place (`instead`), or none.
    pub fn lacks(&mut self, what: &str, digest: Sha256, evidence: &str, instead: Option<&str>, clause: &'static str) {
        if let Some(file) = instead {
            let sentence = format!("It is not the {what} that {evidence} names: its digest is another.");
            self.add(Reason::ContentDiffers, file, clause, sentence);
        } else {
            let sentence = format!("The {what} with SHA-256 {digest} is not in the bundle.");
            self.add(Reason::SignedDataNotFound, evidence, clause, sentence);
        }
    }

    /// Takes over all of another list.
    pub fn append(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// Leaves out what is only worth knowing and was said already.
    pub fn leave_out(&mut self, said: &[Finding]) {
        self.0.retain(|finding| finding.reason.is_some() || !said.contains(finding));
    }

    /// All of them, as they were made.
    pub fn all(&self) -> &[Finding] {
        &self.0
    }

    /// The worst indication and the first reason for it; TOTAL-PASSED of none.
    pub fn verdict(&self) -> (Indication, Option<Reason>) {
        let worst = self.0.iter().map(|finding| finding.indication).max().unwrap_or(Indication::TotalPassed);
        let reason = self.0.iter().find(|finding| finding.indication == worst).and_then(|finding| finding.reason);
        (worst, reason)
    }

    /// The findings, the worst first, otherwise in the order in which they were made.
    pub fn into_sorted(mut self) -> Vec<Finding> {
        self.0.sort_by_key(|finding| std::cmp::Reverse(finding.indication));
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_finding_decides_whatever_stands_before_or_after_it() {
        let mut findings = Findings::default();
        assert_eq!(findings.verdict(), (Indication::TotalPassed, None));
        findings.note("", "", "worth knowing");
        assert_eq!(findings.verdict(), (Indication::TotalPassed, None));
        findings.add(Reason::TryLater, "a", "", "no CRL");
        assert_eq!(findings.verdict(), (Indication::Indeterminate, Some(Reason::TryLater)));
        findings.add(Reason::HashFailure, "b", "", "digest");
        findings.add(Reason::NoPoe, "c", "", "no token");
        findings.add(Reason::ChainBroken, "d", "", "gap");
        assert_eq!(findings.verdict(), (Indication::TotalFailed, Some(Reason::HashFailure)));
        assert_eq!(findings.into_sorted().first().and_then(|finding| finding.file.clone()).as_deref(), Some("b"));
    }

    #[test]
    fn no_reason_against_a_bundle_leads_to_passed() {
        for reason in Reason::ALL {
            assert_ne!(reason.indication(), Indication::TotalPassed, "{reason}");
        }
    }
}
