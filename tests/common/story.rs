//! Made-up deliveries: statements in a row, as the service would record them. Used by the unit tests of `verify` and by
//! the integration tests, which sign and pack them.

use recepis::erds::address::Address;
use recepis::erds::content::{ContentInfo, Sha256};
use recepis::erds::event::Event;
use recepis::erds::evidence::{
    Availability, Chain, Deadline, DecisionDetails, Details, DnsAnswer, ExpiryDetails, HandoverDetails, HopRole, Link,
    NextHop, NoticeDetails, OutageDetails, StatedReason, Statement, SubmissionDetails,
};
use recepis::erds::id::{DeliveryId, EvidenceId, OutageId};
use recepis::erds::moment::Moment;
use recepis::erds::outage::Failing;
use recepis::erds::party::{Authentication, Check, Issuer, Method, Sender, SenderChecks};
use recepis::erds::reason::Reason;
use recepis::erds::reminders::Reminders;

/// When the story begins: 2026-11-24T09:14:00Z.
pub const BEGIN: i64 = 1_795_511_640;
/// The deadline that its notices print: 2026-12-08T23:00:00Z, midnight in Amsterdam.
pub const DEADLINE: i64 = 1_796_770_800;

/// One delivery as it goes on.
#[derive(Clone)]
pub struct Story {
    /// What was stated, in order.
    pub statements: Vec<Statement>,
    /// The digests of their canonical bytes.
    pub digests: Vec<Sha256>,
    /// Digest and size of the message.
    pub content: ContentInfo,
    /// The bytes' digest of the notice and of its dialogue.
    pub notice: (Sha256, Option<Sha256>),
    /// The template of the notice, and its digest.
    pub template: (&'static str, Sha256),
    /// The delegate who acts in what follows.
    pub acting: Option<Address>,
    delivery: DeliveryId,
    digest: fn(&Statement) -> Sha256,
}

pub fn at(seconds: i64) -> Moment {
    Moment::from_seconds(BEGIN + seconds)
}

pub fn deadline() -> Moment {
    Moment::from_seconds(DEADLINE)
}

impl Story {
    /// A delivery nothing was stated about; `seed` tells one delivery's identifiers from another's.
    pub fn new(seed: u8, content: ContentInfo, digest: fn(&Statement) -> Sha256) -> Self {
        Self {
            statements: Vec::new(),
            digests: Vec::new(),
            content,
            notice: (Sha256([9; 32]), None),
            template: ("notice/1", Sha256([8; 32])),
            acting: None,
            delivery: DeliveryId::new(at(0), [seed; 10]),
            digest,
        }
    }

    pub fn delivery(&self) -> DeliveryId {
        self.delivery
    }

    /// A.1.
    pub fn submitted(self) -> Self {
        let reason = Reason::MessageAccepted;
        self.state(Event::SubmissionAcceptance, Some(reason), at(1), None, Details::Submission(Box::new(submission())))
    }

    /// A.2.
    pub fn rejected(self) -> Self {
        let reason = Reason::S_ERDS_PolicyViolation;
        self.state(Event::SubmissionRejection, Some(reason), at(1), None, Details::Submission(Box::new(submission())))
    }

    /// C.1, with the deadline of the story.
    pub fn noticed(self, seconds: i64) -> Self {
        let first = !self.statements.iter().any(|s| s.event == Event::NotificationForAcceptance);
        let reason =
            if first { Reason::NotificationForAcceptanceSent } else { Reason::SubsequentNotificationForAcceptanceSent };
        let details = self.notice(deadline());
        self.state(Event::NotificationForAcceptance, Some(reason), at(seconds), None, details)
    }

    /// C.2.
    pub fn notice_failed(self, seconds: i64) -> Self {
        let reason = Reason::NotificationForAcceptenceError;
        let details = self.notice(deadline());
        self.state(Event::NotificationForAcceptanceFailure, Some(reason), at(seconds), None, details)
    }

    /// C.1 of the reminder of this number, which prints the deadline of the story.
    pub fn reminded(self, seconds: i64, number: u16) -> Self {
        let details = self.reminder(number);
        let reason = Some(Reason::SubsequentNotificationForAcceptanceSent);
        self.state(Event::NotificationForAcceptance, reason, at(seconds), None, details)
    }

    /// C.2 of the reminder of this number, for this reason.
    pub fn reminder_failed(self, seconds: i64, number: u16, reason: Reason) -> Self {
        let details = self.reminder(number);
        self.state(Event::NotificationForAcceptanceFailure, Some(reason), at(seconds), None, details)
    }

    fn reminder(&self, number: u16) -> Details {
        match self.notice(deadline()) {
            Details::Notice(notice) => Details::Notice(Box::new(NoticeDetails { reminder: Some(number), ..*notice })),
            other => other,
        }
    }

    /// C.3 and D.1.
    pub fn accepted(self, seconds: i64, acknowledgement: Sha256) -> Self {
        let decided = Details::Decision(DecisionDetails {
            acknowledgement,
            key: None,
            on_senders_mailbox: false,
            because: None,
            mandate: None,
        });
        let reason = Some(Reason::MessageAcceptedByRecipient);
        self.state(Event::ConsignmentAcceptance, reason, at(seconds), Some(at(seconds - 60)), decided).state(
            Event::ContentConsignment,
            Some(Reason::MessageConsignedToRecipient),
            at(seconds),
            None,
            Details::None,
        )
    }

    /// C.4.
    pub fn refused(self, seconds: i64, acknowledgement: Sha256) -> Self {
        let decided = Details::Decision(DecisionDetails {
            acknowledgement,
            key: None,
            on_senders_mailbox: false,
            because: None,
            mandate: None,
        });
        let reason = Some(Reason::MessageRejectedByRecipient);
        self.state(Event::ConsignmentRejection, reason, at(seconds), Some(at(seconds - 60)), decided)
    }

    /// NotForMe.
    pub fn not_for_me(self, seconds: i64, acknowledgement: Sha256) -> Self {
        let decided = Details::Decision(DecisionDetails {
            acknowledgement,
            key: None,
            on_senders_mailbox: false,
            because: None,
            mandate: None,
        });
        self.state(Event::NotForMe, None, at(seconds), Some(at(seconds - 60)), decided)
    }

    /// C.5, a quarter of an hour after the deadline.
    pub fn expired(self) -> Self {
        let availability = Some(Availability { from: at(2), to: Some(deadline()), except: Vec::new() });
        let sent = self.statements.iter().filter_map(Statement::sent).collect();
        let details = Details::Expiry(ExpiryDetails { deadline: deadline(), availability, sent });
        let reason = Some(Reason::MessageNotAcceptedInTimeByRecipient);
        let time = Moment::from_seconds(DEADLINE + 900);
        self.state(Event::AcceptanceRejectionExpiry, reason, time, None, details)
    }

    /// DeadlineMoved.
    pub fn put_off(self, seconds: i64, until: Moment) -> Self {
        let (zones, holidays) = recepis::calendar::tables(None);
        let details = Details::Moved(Deadline { until, zones: zones.to_owned(), holidays: holidays.to_owned() });
        self.state(Event::DeadlineMoved, None, at(seconds), None, details)
    }

    /// An outage of so many seconds to so many, stated when it was over.
    pub fn out(self, failing: Failing, from: i64, to: i64, until: Option<Moment>) -> Self {
        let seed = u8::try_from(self.statements.len()).unwrap();
        let tables = |until| Deadline { until, zones: "2026b".to_owned(), holidays: "none".to_owned() };
        let details = Details::Outage(Box::new(OutageDetails {
            id: OutageId::new(at(from), [seed; 10]),
            failing,
            by_operator: failing == Failing::Elsewhere,
            from: at(from),
            to: at(to),
            words: None,
            deadline: until.map(tables),
        }));
        let last = self.statements.last().map_or(at(to), |last| last.time);
        self.state(Event::Outage, None, at(to + 60).max(at(from)).max(last), None, details)
    }

    /// E.1.
    pub fn handed_over(self, seconds: i64) -> Self {
        let details = Details::Handover(HandoverDetails { whole: true, parts: 2 });
        let reason = Some(Reason::MessageHandedOver);
        self.state(Event::ContentHandover, reason, at(seconds), Some(at(seconds - 60)), details)
    }

    /// The export statement of the chain as it stands.
    pub fn exported(mut self) -> Self {
        let length = u32::try_from(self.statements.len()).unwrap();
        let last = *self.digests.last().unwrap();
        let time = self.statements.last().unwrap().time.plus(std::time::Duration::from_secs(5));
        let link = Link::Outside { length, last };
        let statement = self.statement(Event::Exported, None, time, None, Details::None, link);
        self.digests.push((self.digest)(&statement));
        self.statements.push(statement);
        self
    }

    /// Any statement, put at the end of the chain.
    pub fn state(
        mut self,
        event: Event,
        reason: Option<Reason>,
        time: Moment,
        authenticated: Option<Moment>,
        details: Details,
    ) -> Self {
        let link = match self.digests.last() {
            None => Link::First,
            Some(last) => Link::Next { sequence: u32::try_from(self.statements.len()).unwrap() + 1, previous: *last },
        };
        let mut statement = self.statement(event, reason, time, authenticated, details, link);
        statement.delegate = self.acting.clone().filter(|_| authenticated.is_some());
        self.digests.push((self.digest)(&statement));
        self.statements.push(statement);
        self
    }

    fn statement(
        &self,
        event: Event,
        reason: Option<Reason>,
        time: Moment,
        authenticated: Option<Moment>,
        details: Details,
        link: Link,
    ) -> Statement {
        let count = u8::try_from(self.statements.len()).unwrap();
        let mut random = *self.delivery.octets();
        random[0] = count;
        let authentication = |at| Authentication::own(Method::MailCode, at);
        Statement {
            id: EvidenceId::new(time, [random[15].wrapping_add(count); 10]),
            event,
            reasons: reason.map(|reason| StatedReason { reason, details: None }).into_iter().collect(),
            time,
            policies: vec!["urn:recepis:policy:trial".to_owned()],
            issuer: Issuer { legal_name: "Recepis Trial".to_owned(), domain: "recepis.test".to_owned() },
            sender: Sender {
                address: "huur@wonen.example".parse().unwrap(),
                name: Some("Stichting Wonen".to_owned()),
                authentication: Authentication::own(Method::Password, at(-5)),
            },
            addressee: "p.devries@voorbeeld.example".parse().unwrap(),
            authentication: authenticated.map(authentication),
            delegate: None,
            submitted: at(0),
            content: self.content.clone(),
            chain: Chain { delivery: self.delivery, link, random },
            details,
        }
    }

    /// The details of a notice that prints this deadline.
    pub fn notice(&self, until: Moment) -> Details {
        let number = 1 + self.statements.iter().filter(|s| matches!(s.details, Details::Notice(_))).count();
        Details::Notice(Box::new(NoticeDetails {
            number: u32::try_from(number).unwrap(),
            reminder: None,
            digest: self.notice.0,
            template: self.template.0.to_owned(),
            template_digest: self.template.1,
            deadline: Deadline { until, zones: "2026b".to_owned(), holidays: "none".to_owned() },
            next_hop: Some(NextHop { name: "mail.voorbeeld.example".to_owned(), role: HopRole::Mx }),
            dns: Some(DnsAnswer {
                answer: "voorbeeld.example. 300 IN MX 10 mail.voorbeeld.example.".to_owned(),
                dnssec: "insecure".to_owned(),
            }),
            reply: Some("250 2.0.0 Ok: queued".to_owned()),
            dialogue: self.notice.1,
            availability: Some(Availability { from: at(2), to: None, except: Vec::new() }),
            tls: None,
        }))
    }
}

fn submission() -> SubmissionDetails {
    SubmissionDetails {
        checks: SenderChecks { domain: Some(Check { how: "dns".to_owned(), at: at(-86_400) }), name: None },
        accept_within: 14,
        zone: "Europe/Amsterdam".to_owned(),
        assurance: recepis::erds::party::Level::Mailbox.uri(),
        language: "nl".to_owned(),
        content_kept: 30,
        purpose: Some("rent".to_owned()),
        legal_basis: None,
        address_basis: None,
        another_because: None,
        senders_control: None,
        telephone_ending: None,
        to_match: Vec::new(),
        by_person: false,
        role_mailbox: None,
        follows: None,
        trackers: Vec::new(),
        privacy: Some(recepis::erds::content::Sha256([7; 32])),
        country: None,
        reminders: Reminders::scaled(&[3, 7, 12], 14),
    }
}
