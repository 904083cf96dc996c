//! What each member of a bundle is: told by its name alone, capital and small letters apart (EN 319 162-1 §A.6), never by
//! its content. Each role has one spelling; a name that is not that spelling is `Other`.

/// The role of a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// `mimetype`.
    Mimetype,
    /// `evidence/NNN-Event.xml`: a sealed statement of the chain.
    Evidence {
        /// Its number in the chain, from 1.
        sequence: u32,
        /// The event's name; the statement inside says which event it is.
        event: String,
    },
    /// `evidence/export-NNN-Exported.xml`: the statement, outside the sequence, that says how long the chain was.
    Export {
        /// That length.
        length: u32,
    },
    /// `acknowledgement/NNN.json`: the document whose digest statement NNN holds.
    Acknowledgement {
        /// The statement's number.
        sequence: u32,
    },
    /// `acknowledgement/NNN-assertion.json`: what the addressee's own key answered; statement NNN holds its digest.
    Assertion {
        /// The statement's number.
        sequence: u32,
    },
    /// `acknowledgement/NNN-KeyEnrolled.xml`: the sealed enrolment of that key; statement NNN holds its statement's digest.
    Enrolment {
        /// The statement's number.
        sequence: u32,
    },
    /// `acknowledgement/NNN-KeyEnrolled.tlog-proof`: that this enrolment is in the transparency log.
    EnrolmentProof {
        /// The statement's number.
        sequence: u32,
    },
    /// `acknowledgement/NNN-MandateGiven.xml`: the sealed mandate under which a delegate made the decision of statement NNN.
    Mandate {
        /// The statement's number.
        sequence: u32,
    },
    /// `acknowledgement/NNN-MandateAccepted.xml`: that the delegate accepted it.
    MandateAcceptance {
        /// The statement's number.
        sequence: u32,
    },
    /// `acknowledgement/NNN-InstructionGiven.xml`: the sealed standing instruction by which statement NNN says that the message was
    /// accepted; that statement holds its statement's digest.
    Instruction {
        /// The statement's number.
        sequence: u32,
    },
    /// `extract/NNN-Event.xml`: the sealed extract of statement NNN.
    Extract {
        /// The statement's number.
        sequence: u32,
        /// The event's name; the extract says which event it is.
        event: String,
    },
    /// `extract/NNN-openings.xml`: what opens every field of that extract.
    Openings {
        /// The statement's number.
        sequence: u32,
    },
    /// `extract/NNN.tlog-proof`: that this extract is in the transparency log.
    ExtractProof {
        /// The statement's number.
        sequence: u32,
    },
    /// `extract/NNN-opened.xml`: what opens some fields; added by whoever left the others out, so no manifest lists it.
    Opened {
        /// The statement's number.
        sequence: u32,
    },
    /// `extract/NNN.tst`: the time-stamp of the evidence that was left out, DER; in no manifest either.
    ExtractStamp {
        /// The statement's number.
        sequence: u32,
    },
    /// `notice-N.eml`: a notice exactly as sent.
    Notice {
        /// Its number, from 1.
        number: u32,
    },
    /// `notice-N.txt`: stands for a notice whose link still works, and holds its digest.
    NoticeStandIn {
        /// The notice's number.
        number: u32,
    },
    /// `dialogue/NNN.txt`: what was said with the mail server, held by statement NNN.
    Dialogue {
        /// The statement's number.
        sequence: u32,
    },
    /// `reply/NNN.eml`: the letter that the addressee confirmed with statement NNN.
    Reply {
        /// The statement's number.
        sequence: u32,
    },
    /// `log/NNN.tlog-proof`: that statement NNN is in the transparency log.
    LogProof {
        /// The statement's number.
        sequence: u32,
    },
    /// `receipt/promise.txt`: what the log promised of the first statement, as in the first receipt.
    Promise,
    /// `log/service.txt`: what the log said of the program that ran.
    ServiceStatement,
    /// `log/service.tlog-proof`: that this is in the transparency log.
    ServiceProof,
    /// `trust/GROUP/NAME.cer`: a certificate, DER.
    Certificate {
        /// Whose chain: `seal`, `tsa`.
        group: String,
        /// Small letters, digits and hyphens.
        name: String,
    },
    /// `trust/GROUP/NAME.crl`: a revocation list, DER.
    Crl {
        /// Whose chain: `seal`, `tsa`.
        group: String,
        /// Small letters, digits and hyphens.
        name: String,
    },
    /// `trust/GROUP/NAME.ocsp`: an OCSP response, DER.
    OcspResponse {
        /// Whose chain: `seal`, `tsa`.
        group: String,
        /// Small letters, digits and hyphens.
        name: String,
    },
    /// `trust/GROUP/NAME.vkey`: a public key of the transparency log or of a witness, one line of signed-note.
    VerifierKey {
        /// Whose: `log`, `witness`.
        group: String,
        /// Small letters, digits and hyphens.
        name: String,
    },
    /// `report.json`.
    ReportJson,
    /// `report.txt`.
    ReportText,
    /// `report.pdf`.
    ReportPdf,
    /// `message.eml`: the message as handed in; the detachable part.
    Message,
    /// `META-INF/ASiCManifest001.xml`.
    Manifest,
    /// `META-INF/signature001.p7s`.
    Signature,
    /// `META-INF/ASiCArchiveManifest.xml`: what the latest archive time-stamp is over.
    ArchiveManifest,
    /// `META-INF/ASiCArchiveManifestNNN.xml`: the same of an earlier one.
    OlderArchiveManifest {
        /// The number of its time-stamp.
        number: u32,
    },
    /// `META-INF/timestampNNN.tst`: an archive time-stamp (RFC 3161).
    ArchiveStamp {
        /// Its number, from 1.
        number: u32,
    },
    /// `META-INF/ASiCEvidenceRecordManifestNNN.xml`: what evidence record NNN is over.
    RecordManifest {
        /// The record's number, from 1.
        number: u32,
    },
    /// `META-INF/evidencerecordNNN.ers`: an evidence record (RFC 4998).
    EvidenceRecord {
        /// Its number.
        number: u32,
    },
    /// Further manifests, signatures, time-stamps and evidence records of EN 319 162-1, beside those.
    FurtherAssertion,
    /// None of these.
    Other,
}

impl Role {
    /// The role that a name tells.
    pub fn of(name: &str) -> Self {
        let found = match name {
            "mimetype" => Some(Self::Mimetype),
            "report.json" => Some(Self::ReportJson),
            "report.txt" => Some(Self::ReportText),
            "report.pdf" => Some(Self::ReportPdf),
            "message.eml" => Some(Self::Message),
            "receipt/promise.txt" => Some(Self::Promise),
            "log/service.txt" => Some(Self::ServiceStatement),
            "log/service.tlog-proof" => Some(Self::ServiceProof),
            "META-INF/ASiCManifest001.xml" => Some(Self::Manifest),
            "META-INF/signature001.p7s" => Some(Self::Signature),
            "META-INF/ASiCArchiveManifest.xml" => Some(Self::ArchiveManifest),
            _ => None,
        };
        found.or_else(|| Self::in_folder(name)).or_else(|| Self::notice(name)).unwrap_or(Self::Other)
    }

    /// The name of a member in this role; `None` where its parts make no name, or several names have the role.
    pub fn name(&self) -> Option<String> {
        let name = match self {
            Self::Mimetype => "mimetype".to_owned(),
            Self::Evidence { sequence, event } => format!("evidence/{sequence:03}-{event}.xml"),
            Self::Export { length } => format!("evidence/export-{length:03}-Exported.xml"),
            Self::Acknowledgement { sequence } => format!("acknowledgement/{sequence:03}.json"),
            Self::Assertion { sequence } => format!("acknowledgement/{sequence:03}-assertion.json"),
            Self::Enrolment { sequence } => format!("acknowledgement/{sequence:03}-KeyEnrolled.xml"),
            Self::EnrolmentProof { sequence } => format!("acknowledgement/{sequence:03}-KeyEnrolled.tlog-proof"),
            Self::Mandate { sequence } => format!("acknowledgement/{sequence:03}-MandateGiven.xml"),
            Self::MandateAcceptance { sequence } => format!("acknowledgement/{sequence:03}-MandateAccepted.xml"),
            Self::Instruction { sequence } => format!("acknowledgement/{sequence:03}-InstructionGiven.xml"),
            Self::Extract { sequence, event } => format!("extract/{sequence:03}-{event}.xml"),
            Self::Openings { sequence } => format!("extract/{sequence:03}-openings.xml"),
            Self::ExtractProof { sequence } => format!("extract/{sequence:03}.tlog-proof"),
            Self::Opened { sequence } => format!("extract/{sequence:03}-opened.xml"),
            Self::ExtractStamp { sequence } => format!("extract/{sequence:03}.tst"),
            Self::Notice { number } => format!("notice-{number}.eml"),
            Self::NoticeStandIn { number } => format!("notice-{number}.txt"),
            Self::Dialogue { sequence } => format!("dialogue/{sequence:03}.txt"),
            Self::Reply { sequence } => format!("reply/{sequence:03}.eml"),
            Self::LogProof { sequence } => format!("log/{sequence:03}.tlog-proof"),
            Self::Promise => "receipt/promise.txt".to_owned(),
            Self::ServiceStatement => "log/service.txt".to_owned(),
            Self::ServiceProof => "log/service.tlog-proof".to_owned(),
            Self::Certificate { group, name } => format!("trust/{group}/{name}.cer"),
            Self::Crl { group, name } => format!("trust/{group}/{name}.crl"),
            Self::OcspResponse { group, name } => format!("trust/{group}/{name}.ocsp"),
            Self::VerifierKey { group, name } => format!("trust/{group}/{name}.vkey"),
            Self::ReportJson => "report.json".to_owned(),
            Self::ReportText => "report.txt".to_owned(),
            Self::ReportPdf => "report.pdf".to_owned(),
            Self::Message => "message.eml".to_owned(),
            Self::Manifest => "META-INF/ASiCManifest001.xml".to_owned(),
            Self::Signature => "META-INF/signature001.p7s".to_owned(),
            Self::ArchiveManifest => "META-INF/ASiCArchiveManifest.xml".to_owned(),
            Self::OlderArchiveManifest { number } => format!("META-INF/ASiCArchiveManifest{number:03}.xml"),
            Self::ArchiveStamp { number } => format!("META-INF/timestamp{number:03}.tst"),
            Self::RecordManifest { number } => format!("META-INF/ASiCEvidenceRecordManifest{number:03}.xml"),
            Self::EvidenceRecord { number } => format!("META-INF/evidencerecord{number:03}.ers"),
            Self::FurtherAssertion | Self::Other => return None,
        };
        (Self::of(&name) == *self).then_some(name)
    }

    /// Whether a manifest must list it. The others are `mimetype`, the assertions themselves, the message, which
    /// every evidence holds by its digest, and what a redaction adds, which an extract holds.
    pub fn is_listed(&self) -> bool {
        let archive =
            matches!(self, Self::ArchiveManifest | Self::OlderArchiveManifest { .. } | Self::ArchiveStamp { .. });
        let record = matches!(self, Self::RecordManifest { .. } | Self::EvidenceRecord { .. });
        let assertion = archive || record || matches!(self, Self::FurtherAssertion);
        let redaction = matches!(self, Self::Opened { .. } | Self::ExtractStamp { .. });
        !assertion && !redaction && !matches!(self, Self::Mimetype | Self::Message | Self::Manifest | Self::Signature)
    }

    /// Whether whatever proves the bundle later must cover it: what the manifest lists, the manifest and its signature. The message comes and
    /// goes, and what is added later proves itself.
    pub fn is_frozen(&self) -> bool {
        self.is_listed() || matches!(self, Self::Manifest | Self::Signature)
    }

    /// Its media type in the manifest.
    pub fn media_type(&self) -> &'static str {
        match self {
            Self::Evidence { .. }
            | Self::Export { .. }
            | Self::Enrolment { .. }
            | Self::Mandate { .. }
            | Self::MandateAcceptance { .. }
            | Self::Instruction { .. }
            | Self::Extract { .. }
            | Self::Openings { .. }
            | Self::Opened { .. }
            | Self::Manifest
            | Self::ArchiveManifest
            | Self::OlderArchiveManifest { .. }
            | Self::RecordManifest { .. } => "application/xml",
            Self::Acknowledgement { .. } | Self::Assertion { .. } | Self::ReportJson => "application/json",
            Self::Notice { .. } | Self::Reply { .. } | Self::Message => "message/rfc822",
            Self::Mimetype
            | Self::NoticeStandIn { .. }
            | Self::Dialogue { .. }
            | Self::EnrolmentProof { .. }
            | Self::LogProof { .. }
            | Self::ExtractProof { .. }
            | Self::Promise
            | Self::ServiceStatement
            | Self::ServiceProof
            | Self::VerifierKey { .. }
            | Self::ReportText => "text/plain",
            Self::Certificate { .. } => "application/pkix-cert",
            Self::Crl { .. } => "application/pkix-crl",
            Self::OcspResponse { .. } => "application/ocsp-response",
            Self::ReportPdf => "application/pdf",
            Self::Signature => "application/pkcs7-signature",
            Self::ArchiveStamp { .. } | Self::ExtractStamp { .. } => "application/vnd.etsi.timestamp-token",
            Self::EvidenceRecord { .. } | Self::FurtherAssertion | Self::Other => "application/octet-stream",
        }
    }

    fn in_folder(name: &str) -> Option<Self> {
        let (folder, file) = name.split_once('/')?;
        let numbered = |ending| file.strip_suffix(ending).and_then(three_digits);
        match folder {
            "evidence" => {
                let stem = file.strip_suffix(".xml")?;
                if let Some(export) = stem.strip_prefix("export-") {
                    return three_digits(export.strip_suffix("-Exported")?).map(|length| Self::Export { length });
                }
                let (sequence, event) = stem.split_once('-')?;
                three_digits(sequence)
                    .filter(|_| is_word(event))
                    .map(|sequence| Self::Evidence { sequence, event: event.into() })
            }
            "acknowledgement" => {
                let (number, what) = file.split_at_checked(file.find(['-', '.'])?)?;
                let sequence = three_digits(number)?;
                match what {
                    ".json" => Some(Self::Acknowledgement { sequence }),
                    "-assertion.json" => Some(Self::Assertion { sequence }),
                    "-KeyEnrolled.xml" => Some(Self::Enrolment { sequence }),
                    "-KeyEnrolled.tlog-proof" => Some(Self::EnrolmentProof { sequence }),
                    "-MandateGiven.xml" => Some(Self::Mandate { sequence }),
                    "-MandateAccepted.xml" => Some(Self::MandateAcceptance { sequence }),
                    "-InstructionGiven.xml" => Some(Self::Instruction { sequence }),
                    _ => None,
                }
            }
            "extract" => {
                let numbers = [numbered(".tlog-proof"), numbered(".tst")];
                match numbers {
                    [Some(sequence), _] => return Some(Self::ExtractProof { sequence }),
                    [_, Some(sequence)] => return Some(Self::ExtractStamp { sequence }),
                    _ => {}
                }
                let (sequence, event) = file.strip_suffix(".xml")?.split_once('-')?;
                let sequence = three_digits(sequence)?;
                match event {
                    "openings" => Some(Self::Openings { sequence }),
                    "opened" => Some(Self::Opened { sequence }),
                    // An event's name begins with a capital.
                    _ if is_word(event) && event.starts_with(|c: char| c.is_ascii_uppercase()) => {
                        Some(Self::Extract { sequence, event: event.to_owned() })
                    }
                    _ => None,
                }
            }
            "dialogue" => numbered(".txt").map(|sequence| Self::Dialogue { sequence }),
            "reply" => numbered(".eml").map(|sequence| Self::Reply { sequence }),
            "log" => numbered(".tlog-proof").map(|sequence| Self::LogProof { sequence }),
            "trust" => {
                let (group, file) = file.split_once('/')?;
                let (name, ending) = file.split_once('.')?;
                if !small_word(group) || !small_word(name) {
                    return None;
                }
                let (group, name) = (group.to_owned(), name.to_owned());
                match ending {
                    "cer" => Some(Self::Certificate { group, name }),
                    "crl" => Some(Self::Crl { group, name }),
                    "ocsp" => Some(Self::OcspResponse { group, name }),
                    "vkey" => Some(Self::VerifierKey { group, name }),
                    _ => None,
                }
            }
            "META-INF" => {
                let counted = |start: &str, ending: &str| {
                    file.strip_prefix(start).and_then(|rest| rest.strip_suffix(ending)).and_then(three_digits)
                };
                let older = counted("ASiCArchiveManifest", ".xml").map(|number| Self::OlderArchiveManifest { number });
                let stamp = counted("timestamp", ".tst").map(|number| Self::ArchiveStamp { number });
                let manifest =
                    counted("ASiCEvidenceRecordManifest", ".xml").map(|number| Self::RecordManifest { number });
                let record = counted("evidencerecord", ".ers").map(|number| Self::EvidenceRecord { number });
                older.or(stamp).or(manifest).or(record).or_else(|| is_assertion(file).then_some(Self::FurtherAssertion))
            }
            _ => None,
        }
    }

    fn notice(name: &str) -> Option<Self> {
        let (number, ending) = name.strip_prefix("notice-")?.split_once('.')?;
        let number = decimal(number, 1)?;
        match ending {
            "eml" => Some(Self::Notice { number }),
            "txt" => Some(Self::NoticeStandIn { number }),
            _ => None,
        }
    }
}

/// The names of EN 319 162-1 §4.4.4.2 and §A.7, directly in META-INF.
fn is_assertion(file: &str) -> bool {
    let (stem, ending) = file.rsplit_once('.').unwrap_or((file, ""));
    if file.contains('/') {
        return false;
    }
    match ending {
        "p7s" => stem.contains("signature"),
        "tst" => stem.contains("timestamp"),
        "ers" => stem.contains("evidencerecord"),
        "xml" => {
            stem.starts_with("ASiCManifest")
                || stem.starts_with("ASiCEvidenceRecordManifest")
                || stem.contains("ASiCArchiveManifest")
                || stem.contains("evidencerecord")
        }
        _ => false,
    }
}

/// Letters and digits, as in an event's name.
fn is_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric())
}

/// A number from 1 of at least three digits, without more zeros in front than that takes.
fn three_digits(text: &str) -> Option<u32> {
    decimal(text, 3)
}

fn decimal(text: &str, least: usize) -> Option<u32> {
    let digits = text.chars().all(|c| c.is_ascii_digit());
    let exact = text.len() == least || text.len() > least && !text.starts_with('0');
    if digits && exact { text.parse().ok().filter(|number| *number > 0) } else { None }
}

fn small_word(text: &str) -> bool {
    let small = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    !text.is_empty() && text.len() <= 64 && text.chars().all(small)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_is_told_by_the_name_that_it_makes() {
        let (group, name) = ("seal".to_owned(), "01-root".to_owned());
        let key = Role::VerifierKey { group: "log".to_owned(), name: "ed25519".to_owned() };
        let roles = [
            (Role::Mimetype, "mimetype"),
            (Role::Evidence { sequence: 7, event: "NotForMe".into() }, "evidence/007-NotForMe.xml"),
            (Role::Evidence { sequence: 1000, event: "Outage".into() }, "evidence/1000-Outage.xml"),
            (Role::Export { length: 12 }, "evidence/export-012-Exported.xml"),
            (Role::Acknowledgement { sequence: 3 }, "acknowledgement/003.json"),
            (Role::Assertion { sequence: 3 }, "acknowledgement/003-assertion.json"),
            (Role::Enrolment { sequence: 3 }, "acknowledgement/003-KeyEnrolled.xml"),
            (Role::EnrolmentProof { sequence: 3 }, "acknowledgement/003-KeyEnrolled.tlog-proof"),
            (Role::Mandate { sequence: 3 }, "acknowledgement/003-MandateGiven.xml"),
            (Role::MandateAcceptance { sequence: 3 }, "acknowledgement/003-MandateAccepted.xml"),
            (Role::Instruction { sequence: 3 }, "acknowledgement/003-InstructionGiven.xml"),
            (Role::Notice { number: 2 }, "notice-2.eml"),
            (Role::NoticeStandIn { number: 10 }, "notice-10.txt"),
            (Role::Dialogue { sequence: 2 }, "dialogue/002.txt"),
            (Role::Reply { sequence: 4 }, "reply/004.eml"),
            (Role::LogProof { sequence: 2 }, "log/002.tlog-proof"),
            (Role::Promise, "receipt/promise.txt"),
            (Role::ServiceStatement, "log/service.txt"),
            (Role::ServiceProof, "log/service.tlog-proof"),
            (Role::Certificate { group: group.clone(), name: name.clone() }, "trust/seal/01-root.cer"),
            (Role::Crl { group: group.clone(), name: name.clone() }, "trust/seal/01-root.crl"),
            (Role::OcspResponse { group, name }, "trust/seal/01-root.ocsp"),
            (key, "trust/log/ed25519.vkey"),
            (Role::ReportJson, "report.json"),
            (Role::ReportText, "report.txt"),
            (Role::ReportPdf, "report.pdf"),
            (Role::Message, "message.eml"),
            (Role::Manifest, "META-INF/ASiCManifest001.xml"),
            (Role::Signature, "META-INF/signature001.p7s"),
            (Role::ArchiveManifest, "META-INF/ASiCArchiveManifest.xml"),
            (Role::OlderArchiveManifest { number: 1 }, "META-INF/ASiCArchiveManifest001.xml"),
            (Role::ArchiveStamp { number: 2 }, "META-INF/timestamp002.tst"),
            (Role::RecordManifest { number: 1 }, "META-INF/ASiCEvidenceRecordManifest001.xml"),
            (Role::EvidenceRecord { number: 12 }, "META-INF/evidencerecord012.ers"),
        ];
        for (role, name) in roles {
            assert_eq!(role.name().as_deref(), Some(name));
            assert_eq!(Role::of(name), role);
        }
    }

    #[test]
    fn a_name_that_is_spelt_otherwise_has_no_role() {
        for name in [
            "Mimetype",
            "evidence/7-NotForMe.xml",
            "evidence/0007-NotForMe.xml",
            "evidence/000-NotForMe.xml",
            "evidence/001-Not/ForMe.xml",
            "evidence/001-.xml",
            "evidence/001-A.XML",
            "evidence/export-1-Exported.xml",
            "notice-01.eml",
            "notice-0.eml",
            "notice-+1.eml",
            "trust/Seal/a.cer",
            "trust/a.cer",
            "trust/a/b/c.cer",
            "acknowledgement/99999999999.json",
            "acknowledgement/3-assertion.json",
            "acknowledgement/003-Assertion.json",
            "acknowledgement/003-KeyEnrolled.json",
            "reply/1.eml",
            "reply-1.eml",
            "META-INF/run.exe",
            "META-INF/a/signature.p7s",
            "META-INF/Signature.p7s",
            "message.EML",
            "x/message.eml",
            "promise.txt",
            "receipt/Promise.txt",
            "log/service-1.txt",
            "",
        ] {
            assert_eq!(Role::of(name), Role::Other, "{name}");
        }
        let bad = Role::Evidence { sequence: 1, event: "../x".into() };
        assert_eq!(bad.name(), None);
    }

    #[test]
    fn further_assertions_are_told_by_the_standards_names_case_by_case() {
        for name in [
            "META-INF/ASiCManifest2.xml",
            "META-INF/signature002.p7s",
            "META-INF/timestamp1.tst",
            "META-INF/evidencerecord.ers",
            "META-INF/evidencerecord001.xml",
            "META-INF/ASiCEvidenceRecordManifest1.xml",
            "META-INF/ASiCArchiveManifest1.xml",
            "META-INF/1ASiCArchiveManifest1.xml",
        ] {
            assert_eq!(Role::of(name), Role::FurtherAssertion, "{name}");
        }
    }
}
