//! From a story to a bundle: each statement sealed and time-stamped, the files packed, the manifest signed.

use std::io::Cursor;

use recepis::bundle::{Packer, Role, attach};
use recepis::crypto::sha256;
use recepis::erds::content::{ContentInfo, Sha256};
use recepis::erds::event::Event;
use recepis::erds::evidence::{Details, Statement};
use recepis::erds::moment::Moment;
use recepis::erds::party::{Capacity, Check};
use recepis::format::acknowledgement::{self, Acknowledgement, Checked, Decision, Identity, SenderShown};
use recepis::format::evidence;
use recepis::format::zip::Sum;
use recepis::seal::xades;
use recepis::verify::chain::file_name;
use recepis::verify::trust::TrustAnchors;

use super::pki::{P256, Pki};
use super::story::{Story, at, deadline};

/// The message of all stories.
pub(crate) const MESSAGE: &[u8] =
    b"From: huur@wonen.example\r\nTo: p.devries@voorbeeld.example\r\nSubject: Huur\r\n\r\nGeachte.\r\n";
const NOTICE: &[u8] = b"From: notices@recepis.test\r\nSubject: A message\r\n\r\nA message awaits you.\r\n";
const DIALOGUE: &[u8] = b"S: 220 mail.voorbeeld.example\r\nC: EHLO recepis.test\r\nS: 250 2.0.0 Ok: queued\r\n";

/// A message of 100 KiB.
pub(crate) fn long_message() -> Vec<u8> {
    let mut message = MESSAGE.to_vec();
    let mut line = 0_u32;
    while message.len() < 100 * 1024 {
        message.extend_from_slice(format!("{:?}\r\n", Sha256(sha256(&line.to_be_bytes()))).as_bytes());
        line += 1;
    }
    message.truncate(100 * 1024);
    message
}

/// A delivery nothing was stated about, of the message above.
pub(crate) fn story(seed: u8) -> Story {
    story_of(seed, MESSAGE)
}

pub(crate) fn story_of(seed: u8, message: &[u8]) -> Story {
    let content = ContentInfo {
        digest: Sha256(sha256(message)),
        size: message.len() as u64,
        message_id: Some("a1@wonen.example".to_owned()),
    };
    let mut story = Story::new(seed, content, |statement| Sha256(sha256(&evidence::write(statement).unwrap())));
    story.notice = (Sha256(sha256(NOTICE)), Some(Sha256(sha256(DIALOGUE))));
    story
}

/// The acknowledgement of a decision made so many seconds after the story began.
pub(crate) fn acknowledgement(story: &Story, decision: Decision, seconds: i64) -> Vec<u8> {
    let document = Acknowledgement {
        delivery: story.delivery(),
        message: story.content.digest,
        decision,
        language: "nl".to_owned(),
        text: "Ik neem het bericht aan.".to_owned(),
        sender: SenderShown {
            name: None,
            domain: "wonen.example".to_owned(),
            checked: Checked { domain: Some(Check { how: "dns".to_owned(), at: at(-86_400) }), name: None },
        },
        subject: Some("Huur".to_owned()),
        deadline: Some(deadline()),
        capacity: Capacity::Own {},
        identity: Identity {
            method: "mail-code".to_owned(),
            at: at(seconds - 60),
            shows: "somebody with access to p.devries@voorbeeld.example".to_owned(),
        },
        random: [seconds.to_be_bytes()[7]; 16],
    };
    acknowledgement::write(&document).unwrap()
}

/// A story and the acknowledgements that its statements name.
#[derive(Clone)]
pub(crate) struct Tale {
    pub(crate) story: Story,
    pub(crate) acknowledgements: Vec<Vec<u8>>,
}

impl Tale {
    pub(crate) fn accepted(seed: u8) -> Self {
        let story = story(seed).submitted().noticed(10);
        let document = acknowledgement(&story, Decision::Accepted, 3_600);
        let story = story.accepted(3_600, Sha256(sha256(&document))).handed_over(3_700).exported();
        Self { story, acknowledgements: vec![document] }
    }

    /// Eight evidences about a message of 100 KiB: two reminders, then accepted.
    pub(crate) fn long(seed: u8) -> Self {
        let story = story_of(seed, &long_message()).submitted().noticed(10).reminded(259_200, 1).reminded(604_800, 2);
        let document = acknowledgement(&story, Decision::Accepted, 608_400);
        let story = story.accepted(608_400, Sha256(sha256(&document))).handed_over(608_500).exported();
        Self { story, acknowledgements: vec![document] }
    }

    pub(crate) fn refused(seed: u8) -> Self {
        let story = story(seed).submitted().noticed(10);
        let document = acknowledgement(&story, Decision::Refused, 3_600);
        let story = story.refused(3_600, Sha256(sha256(&document))).exported();
        Self { story, acknowledgements: vec![document] }
    }

    pub(crate) fn not_for_me(seed: u8) -> Self {
        let story = story(seed).submitted().noticed(10);
        let document = acknowledgement(&story, Decision::NotForMe, 3_600);
        let story = story.not_for_me(3_600, Sha256(sha256(&document))).exported();
        Self { story, acknowledgements: vec![document] }
    }

    pub(crate) fn expired(seed: u8) -> Self {
        Self { story: story(seed).submitted().noticed(10).expired().exported(), acknowledgements: Vec::new() }
    }

    pub(crate) fn rejected(seed: u8) -> Self {
        Self { story: story(seed).rejected().exported(), acknowledgements: Vec::new() }
    }

    /// All files of its bundle, in the order in which they are packed.
    pub(crate) fn files(&self, pki: &Pki) -> Vec<(Role, Vec<u8>)> {
        let mut files: Vec<(Role, Vec<u8>)> =
            self.story.statements.iter().map(|statement| (role(statement), sealed(pki, statement))).collect();
        for document in &self.acknowledgements {
            let digest = Sha256(sha256(document));
            let names = |s: &&Statement| matches!(&s.details, Details::Decision(d) if d.acknowledgement == digest);
            let sequence = self.story.statements.iter().find(names).and_then(|s| s.chain.link.sequence()).unwrap();
            files.push((Role::Acknowledgement { sequence }, document.clone()));
        }
        for statement in &self.story.statements {
            if let (Details::Notice(notice), Some(sequence)) = (&statement.details, statement.chain.link.sequence()) {
                files.push((Role::Notice { number: notice.number }, NOTICE.to_vec()));
                files.push((Role::Dialogue { sequence }, DIALOGUE.to_vec()));
            }
        }
        let named = |group: &str, name: &str| (group.to_owned(), name.to_owned());
        for (group, name, certificate) in
            [("seal", "root", &pki.root), ("tsa", "root", &pki.tsa_root), ("tsa", "tsa", &pki.tsa)]
        {
            let (group, name) = named(group, name);
            files.push((Role::Certificate { group, name }, certificate.der().to_vec()));
        }
        for (group, list) in &pki.crls {
            let (group, name) = named(group, "root");
            files.push((Role::Crl { group, name }, list.clone()));
        }
        for (group, response) in &pki.responses {
            let (group, name) = named(group, group);
            files.push((Role::OcspResponse { group, name }, response.clone()));
        }
        files
    }

    /// Its bundle.
    pub(crate) fn bundle(&self, pki: &Pki) -> Vec<u8> {
        pack(pki, &self.files(pki), self.moment())
    }

    /// A moment after the bundle was made.
    pub(crate) fn moment(&self) -> Moment {
        self.story.statements.last().unwrap().time.plus(std::time::Duration::from_mins(1))
    }
}

/// What trusts a PKI.
pub(crate) fn anchors(pki: &Pki) -> TrustAnchors {
    TrustAnchors {
        seal: vec![pki.root.der().to_vec()],
        tsa: vec![pki.tsa_root.der().to_vec()],
        ..TrustAnchors::default()
    }
}

/// The role under which a statement is packed.
pub(crate) fn role(statement: &Statement) -> Role {
    Role::of(&file_name(statement))
}

/// A statement sealed two seconds after its event.
pub(crate) fn sealed(pki: &Pki, statement: &Statement) -> Vec<u8> {
    sealed_at(pki, statement, statement.time.plus(std::time::Duration::from_secs(2)))
}

/// A statement sealed and time-stamped at a moment.
pub(crate) fn sealed_at(pki: &Pki, statement: &Statement, time: Moment) -> Vec<u8> {
    seal(pki, &evidence::write(statement).unwrap(), time)
}

/// Canonical bytes sealed and time-stamped at a moment.
pub(crate) fn seal(pki: &Pki, canonical: &[u8], time: Moment) -> Vec<u8> {
    let prepared = xades::prepare(canonical, pki.seal.der(), time.whole_seconds(), P256).unwrap();
    let signature = pki.seal_key.sign(&prepared.to_sign);
    let signed = prepared.assemble(&signature).unwrap();
    signed.clone().seal(&pki.token(signed.imprint, time)).unwrap()
}

/// A statement sealed without a time-stamp.
pub(crate) fn unstamped(pki: &Pki, statement: &Statement) -> Vec<u8> {
    signed(pki, &evidence::write(statement).unwrap(), statement.time)
}

/// Canonical bytes sealed without a time-stamp.
pub(crate) fn signed(pki: &Pki, canonical: &[u8], time: Moment) -> Vec<u8> {
    let prepared = xades::prepare(canonical, pki.seal.der(), time.whole_seconds(), P256).unwrap();
    let signature = pki.seal_key.sign(&prepared.to_sign);
    prepared.assemble(&signature).unwrap().bytes
}

/// Packs these files and signs their manifest at a moment.
pub(crate) fn pack(pki: &Pki, files: &[(Role, Vec<u8>)], time: Moment) -> Vec<u8> {
    let mut packer = Packer::new(Vec::new()).unwrap();
    for (role, content) in files {
        packer.add(role, content).unwrap();
    }
    let unsigned = packer.close().unwrap();
    let signature = pki.detached(unsigned.manifest(), time);
    unsigned.finish(&signature).unwrap()
}

/// The bundle with the message in it.
pub(crate) fn with_message(bundle: &[u8], message: &[u8]) -> Vec<u8> {
    attach(Cursor::new(bundle), Sum::of(message).unwrap(), message, Vec::new()).unwrap()
}

/// The first statement of this event.
pub(crate) fn stated(story: &Story, event: Event) -> usize {
    story.statements.iter().position(|statement| statement.event == event).unwrap()
}
