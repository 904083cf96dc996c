use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::erds::address::Address;
use crate::erds::answer::{Because, Saying};
use crate::erds::attribute::Attribute;
use crate::erds::content::{ContentInfo, Sha256, Tracker, Tracking};
use crate::erds::enrolment::{Enrolment, KeyUse, OwnChain};
use crate::erds::event::Event;
use crate::erds::evidence::{
    AnswerDetails, Availability, Chain, Deadline, DecisionDetails, Details, DkimResult, DkimSeen, DnsAnswer,
    ExpiryDetails, Follows, HandoverDetails, HopRole, Link, NextHop, NoticeDetails, Origin, OutageDetails,
    ReplyDetails, ReturnDetails, Sent, StatedReason, SubmissionDetails, Tls,
};
use crate::erds::id::{ChainId, DeliveryId, EvidenceId, MandateId, OutageId};
use crate::erds::instruction::{DomainProof, Instructed, Instruction};
use crate::erds::key::{AddresseeKey, KeyAlgorithm};
use crate::erds::mandate::{Mandate, MandateAcceptance, MandateUse, Scope};
use crate::erds::moment::Moment;
use crate::erds::outage::Failing;
use crate::erds::own::OwnDetails;
use crate::erds::party::{Authentication, Check, Issuer, Level, Method, Sender, SenderChecks, Vouched};
use crate::erds::reason::Reason;
use crate::erds::reminders::Reminders;
use crate::erds::role::RoleMailbox;
use crate::erds::submission::{AddressBasis, SendersControl};

/// Every event that the service issues.
pub(crate) const ISSUED: [Event; 20] = [
    Event::SubmissionAcceptance,
    Event::SubmissionRejection,
    Event::NotificationForAcceptance,
    Event::NotificationForAcceptanceFailure,
    Event::ConsignmentAcceptance,
    Event::ConsignmentRejection,
    Event::AcceptanceRejectionExpiry,
    Event::ContentConsignment,
    Event::ContentHandover,
    Event::AddresseeStates,
    Event::ByPostPlease,
    Event::CouldNotOpen,
    Event::DeadlineMoved,
    Event::Exported,
    Event::NotForMe,
    Event::NoticeBounced,
    Event::NoticeDelayed,
    Event::NoticeTaken,
    Event::Outage,
    Event::Recalled,
];

fn words() -> impl Strategy<Value = String> {
    "[ -~àé€\u{1F600}\t\r\n<>&\"']{0,24}"
}

fn moment() -> impl Strategy<Value = Moment> {
    (0..253_402_300_799_999_999_i64).prop_map(Moment::from_micros)
}

fn digest() -> impl Strategy<Value = Sha256> {
    any::<[u8; 32]>().prop_map(Sha256)
}

fn address() -> impl Strategy<Value = Address> {
    "[a-z&'+]{1,12}@[a-z]{1,10}\\.(example|nl)".prop_map(|text| Address::parse(&text).unwrap())
}

fn authentication() -> impl Strategy<Value = Authentication> {
    (select(Method::ALL.to_vec()), moment())
        .prop_map(|(method, at)| Authentication::own(method, at))
        .prop_filter("what an issuer vouches for", Authentication::fits)
}

fn proof() -> impl Strategy<Value = Authentication> {
    let matched = proptest::sample::subsequence(Attribute::ALL.to_vec(), 0..=Attribute::ALL.len());
    let methods = Method::ALL.into_iter().filter(|method| method.is_vouched()).collect::<Vec<_>>();
    let vouched = (select(methods), moment(), words(), select(Level::OF_ISSUERS.to_vec()), matched);
    let vouched = vouched.prop_map(|(method, at, issuer, level, matched)| Authentication {
        vouched: Some(Vouched { issuer, level, matched }),
        ..Authentication::own(method, at)
    });
    prop_oneof![authentication(), vouched]
}

fn availability() -> impl Strategy<Value = Availability> {
    (moment(), option::of(moment()), proptest::collection::vec((moment(), moment()), 0..4))
        .prop_map(|(from, to, except)| Availability { from, to, except })
}

fn check() -> impl Strategy<Value = Option<Check>> {
    option::of((words(), moment()).prop_map(|(how, at)| Check { how, at }))
}

fn submission() -> impl Strategy<Value = Details> {
    let terms = (any::<u16>(), words(), words(), words(), any::<u16>());
    let basis = option::of((words(), option::of(words())).prop_map(|(kind, date)| AddressBasis { kind, date }));
    let tracker = (select(Tracking::ALL.to_vec()), words()).prop_map(|(kind, words)| Tracker { kind, words });
    let trackers = proptest::collection::vec(tracker, 0..4);
    let control = option::of(select(SendersControl::ALL.to_vec()));
    let role = option::of(prop_oneof![Just(RoleMailbox::Declared), words().prop_map(RoleMailbox::Listed)]);
    let stated = (option::of(words()), option::of(words()), basis, control, trackers, option::of(words()));
    let follows = option::of((any::<[u8; 16]>(), 1..u32::MAX, digest()).prop_map(|(id, sequence, digest)| Follows {
        delivery: DeliveryId::from_octets(id),
        sequence,
        digest,
    }));
    let besides = (
        option::of(words()),
        option::of(words()),
        proptest::collection::vec(1..500_u16, 0..4),
        option::of(digest()),
        role,
        (follows, any::<bool>()),
    );
    let to_match = proptest::sample::subsequence(Attribute::ALL.to_vec(), 0..=Attribute::ALL.len());
    (check(), check(), terms, stated, besides, to_match).prop_map(|(domain, name, terms, stated, besides, to_match)| {
        Details::Submission(Box::new(SubmissionDetails {
            country: besides.0,
            another_because: besides.1,
            reminders: Reminders::scaled(&besides.2, terms.0.max(14)),
            checks: SenderChecks { domain, name },
            accept_within: terms.0.max(14),
            zone: terms.1,
            assurance: terms.2,
            language: terms.3,
            content_kept: terms.4,
            purpose: stated.0,
            legal_basis: stated.1,
            address_basis: stated.2,
            senders_control: stated.3,
            trackers: stated.4,
            privacy: besides.3,
            telephone_ending: stated.5,
            to_match,
            by_person: besides.5.1,
            role_mailbox: besides.4,
            follows: besides.5.0,
        }))
    })
}

fn next_hop() -> impl Strategy<Value = NextHop> {
    (words(), select(HopRole::ALL.to_vec())).prop_map(|(name, role)| NextHop { name, role })
}

fn sent() -> impl Strategy<Value = Sent> {
    (any::<u32>(), option::of(any::<u16>()), moment(), option::of(next_hop()))
        .prop_map(|(notice, reminder, at, taken_by)| Sent { notice, reminder, at, taken_by })
}

fn notice() -> impl Strategy<Value = Details> {
    let hop = option::of(next_hop());
    let dns = option::of((words(), words()).prop_map(|(answer, dnssec)| DnsAnswer { answer, dnssec }));
    let deadline = (moment(), words(), words());
    let sent = (any::<u32>(), digest(), words(), digest(), deadline);
    let tls = (words(), words(), digest(), words(), any::<bool>()).prop_map(
        |(name, protocol, certificate, policy, authenticated)| Tls {
            name,
            protocol,
            certificate,
            policy,
            authenticated,
        },
    );
    let hop = (hop, option::of(tls), option::of(any::<u16>()));
    (sent, hop, dns, option::of(words()), option::of(digest()), option::of(availability())).prop_map(
        |(sent, next_hop, dns, reply, dialogue, availability)| {
            let (until, zones, holidays) = sent.4;
            Details::Notice(Box::new(NoticeDetails {
                number: sent.0,
                reminder: next_hop.2,
                digest: sent.1,
                template: sent.2,
                template_digest: sent.3,
                deadline: Deadline { until, zones, holidays },
                next_hop: next_hop.0,
                dns,
                reply,
                dialogue,
                availability,
                tls: next_hop.1,
            }))
        },
    )
}

fn details(event: Event) -> BoxedStrategy<Details> {
    match event {
        Event::SubmissionAcceptance | Event::SubmissionRejection => submission().boxed(),
        Event::NotificationForAcceptance | Event::NotificationForAcceptanceFailure => notice().boxed(),
        Event::ConsignmentAcceptance | Event::ConsignmentRejection | Event::NotForMe => {
            let key = (digest(), digest()).prop_map(|(assertion, enrolment)| KeyUse { assertion, enrolment });
            let because = option::of(select(Because::ALL.to_vec()));
            let used = (any::<[u8; 16]>(), digest(), digest()).prop_map(|(id, given, accepted)| {
                let id = MandateId::from_octets(id);
                MandateUse { id, given, accepted }
            });
            let decided = (digest(), option::of(key), any::<bool>(), because, option::of(used)).prop_map(
                move |(acknowledgement, key, on_senders_mailbox, because, mandate)| {
                    let mandate = mandate.filter(|_| event != Event::NotForMe);
                    let because = because.filter(|_| event == Event::NotForMe);
                    Details::Decision(DecisionDetails { acknowledgement, key, on_senders_mailbox, because, mandate })
                },
            );
            match event {
                Event::ConsignmentAcceptance => prop_oneof![decided, instructed()].boxed(),
                _ => decided.boxed(),
            }
        }
        Event::AcceptanceRejectionExpiry => {
            (moment(), option::of(availability()), proptest::collection::vec(sent(), 0..4))
                .prop_map(|(deadline, availability, sent)| {
                    Details::Expiry(ExpiryDetails { deadline, availability, sent })
                })
                .boxed()
        }
        Event::ContentHandover => (any::<bool>(), any::<u32>())
            .prop_map(|(whole, parts)| Details::Handover(HandoverDetails { whole, parts }))
            .boxed(),
        Event::NoticeBounced | Event::NoticeDelayed | Event::NoticeTaken => returned().boxed(),
        Event::AddresseeStates => {
            prop_oneof![reply(), answer(Saying::Again), answer(Saying::OwnWords), answer(Saying::Read)].boxed()
        }
        Event::ByPostPlease => answer(Saying::ByPost).boxed(),
        Event::CouldNotOpen => answer(Saying::CouldNotOpen).boxed(),
        Event::DeadlineMoved => deadline().prop_map(Details::Moved).boxed(),
        Event::Outage => outage().boxed(),
        _ => Just(Details::None).boxed(),
    }
}

/// Of no later moment than any other.
fn domain_proof() -> impl Strategy<Value = DomainProof> {
    (words(), words(), words()).prop_map(|(name, record, dnssec)| DomainProof {
        name,
        record,
        at: Moment::EPOCH,
        dnssec,
    })
}

fn instructed() -> impl Strategy<Value = Details> {
    (digest(), domain_proof()).prop_map(|(instruction, proof)| {
        Details::Instructed(Box::new(Instructed { instruction, given: Moment::EPOCH, proof }))
    })
}

fn deadline() -> impl Strategy<Value = Deadline> {
    (moment(), words(), words()).prop_map(|(until, zones, holidays)| Deadline { until, zones, holidays })
}

fn outage() -> impl Strategy<Value = Details> {
    let what = (select(Failing::ALL.to_vec()), any::<bool>(), option::of(words()));
    (any::<[u8; 16]>(), what, (moment(), moment()), option::of(deadline())).prop_map(
        |(id, what, (from, to), deadline)| {
            let (failing, by_operator, words) = what;
            let id = OutageId::from_octets(id);
            Details::Outage(Box::new(OutageDetails { id, failing, by_operator, from, to, words, deadline }))
        },
    )
}

fn returned() -> impl Strategy<Value = Details> {
    let said = (option::of(words()), option::of(words()), option::of(words()), option::of(words()));
    let origin = (words(), words(), words())
        .prop_map(|(host, answer, dnssec)| Origin { host, dns: DnsAnswer { answer, dnssec } });
    (any::<u32>(), digest(), said, option::of(origin)).prop_map(|(notice, digest, said, origin)| {
        let (reporting_mta, status, diagnostic, cause) = said;
        let details = ReturnDetails { notice, digest, reporting_mta, status, diagnostic, cause, origin };
        Details::Return(Box::new(details))
    })
}

fn reply() -> impl Strategy<Value = Details> {
    let seen = (words(), words(), select(DkimResult::ALL.to_vec()), option::of(words()), option::of(words()));
    let seen =
        seen.prop_map(|(domain, selector, result, key, dnssec)| DkimSeen { domain, selector, result, key, dnssec });
    let several = (proptest::collection::vec(seen, 0..=4), proptest::collection::vec(words(), 0..5));
    (any::<u32>(), digest(), any::<u64>(), moment(), words(), several).prop_map(
        |(notice, digest, size, came, text, (dkim, left_out))| {
            Details::Reply(Box::new(ReplyDetails { notice, digest, size, came, text, dkim, left_out }))
        },
    )
}

fn answer(saying: Saying) -> impl Strategy<Value = Details> {
    (words(), words(), option::of(words()), words()).prop_map(move |(language, text, some, always)| {
        let words = match saying {
            Saying::OwnWords => Some(always),
            Saying::CouldNotOpen => some,
            Saying::Again | Saying::ByPost | Saying::Read => None,
        };
        Details::Answer(Box::new(AnswerDetails { saying, language, text, words }))
    })
}

fn link(event: Event) -> BoxedStrategy<Link> {
    match event {
        Event::SubmissionAcceptance | Event::SubmissionRejection => Just(Link::First).boxed(),
        Event::Exported => (1_u32.., digest()).prop_map(|(length, last)| Link::Outside { length, last }).boxed(),
        _ => (2_u32.., digest()).prop_map(|(sequence, previous)| Link::Next { sequence, previous }).boxed(),
    }
}

/// Any statement of this event.
pub(crate) fn statement(event: Event) -> BoxedStrategy<Statement> {
    let reason = (select(Reason::ALL.to_vec()), option::of(words()))
        .prop_map(|(reason, details)| StatedReason { reason, details });
    let reasons = proptest::collection::vec(reason, usize::from(event.is_negative())..3);
    let policies = proptest::collection::vec("urn:oid:[0-9]{1,4}\\.[0-9]{1,4}", 1..3);
    let parties = (words(), words(), address(), option::of(words()), authentication(), address(), proof());
    let ids = (any::<[u8; 16]>(), any::<[u8; 16]>(), any::<[u8; 16]>());
    let content = (digest(), any::<u64>(), option::of(words()));
    (ids, reasons, policies, (moment(), moment()), parties, content, link(event), details(event))
        .prop_map(move |(ids, reasons, policies, times, parties, content, link, details)| {
            let (legal_name, domain, from, name, proven, addressee, authenticated) = parties;
            let decided = matches!(
                event,
                Event::ConsignmentAcceptance
                    | Event::ConsignmentRejection
                    | Event::ContentHandover
                    | Event::AddresseeStates
                    | Event::ByPostPlease
                    | Event::CouldNotOpen
                    | Event::NotForMe
            );
            let by_mandate = matches!(&details, Details::Decision(decision) if decision.mandate.is_some());
            let delegate = by_mandate.then(|| "d&e@else.example".parse().unwrap());
            Statement {
                id: EvidenceId::from_octets(ids.0),
                event,
                reasons,
                time: times.0,
                policies,
                issuer: Issuer { legal_name, domain },
                sender: Sender { address: from, name, authentication: proven },
                addressee,
                authentication: decided.then_some(authenticated),
                delegate,
                submitted: times.1,
                content: ContentInfo { digest: content.0, size: content.1, message_id: content.2 },
                chain: Chain { delivery: DeliveryId::from_octets(ids.1), link, random: ids.2 },
                details,
            }
        })
        .boxed()
}

/// One statement of this event, the same at each call.
pub(crate) fn example(event: Event) -> Statement {
    use proptest::strategy::ValueTree as _;
    statement(event).new_tree(&mut proptest::test_runner::TestRunner::deterministic()).unwrap().current()
}

fn any_statement() -> impl Strategy<Value = Statement> {
    select(ISSUED.to_vec()).prop_flat_map(statement)
}

fn written(event: Event) -> String {
    String::from_utf8(write(&example(event)).unwrap()).unwrap()
}

fn any_enrolment() -> impl Strategy<Value = Enrolment> {
    let link = option::of((2..=u32::MAX, digest()));
    let link = link.prop_map(|next| next.map_or(Link::First, |(sequence, previous)| Link::Next { sequence, previous }));
    let octets = |most| prop::collection::vec(any::<u8>(), 1..most);
    let key = (octets(64), octets(96), select(KeyAlgorithm::ALL.to_vec()), "[a-z]{1,9}", "[a-z:/]{1,20}");
    let key = key.prop_map(|(credential, cose, algorithm, rp_id, origin)| AddresseeKey {
        credential,
        cose,
        algorithm,
        rp_id,
        origin,
    });
    (any::<[u8; 16]>(), address(), proof(), (any::<[u8; 16]>(), link, any::<[u8; 16]>()), key).prop_map(
        |(id, addressee, authentication, (chain, link, random), key)| Enrolment {
            id: EvidenceId::from_octets(id),
            time: authentication.at,
            policies: vec!["urn:recepis:policy:trial".to_owned()],
            issuer: Issuer { legal_name: "Recepis Trial".to_owned(), domain: "recepis.test".to_owned() },
            addressee,
            authentication,
            chain: OwnChain { id: ChainId::from_octets(chain), link, random },
            key,
        },
    )
}

fn own_details() -> impl Strategy<Value = OwnDetails> {
    let block = (address(), any::<[u8; 16]>())
        .prop_map(|(sender, id)| OwnDetails::Block { sender, delivery: DeliveryId::from_octets(id) });
    let scope = prop_oneof![Just(Scope::All), "[a-z]{1,9}\\.example".prop_map(Scope::SenderDomain)];
    let mandate = (any::<[u8; 16]>(), scope, 0..1_000_000_i64).prop_map(|(id, scope, from)| {
        let (from, until) = (Moment::from_micros(from), Moment::from_micros(from + 1));
        let delegate = "d@elsewhere.test".parse().unwrap();
        OwnDetails::MandateGiven(Mandate { id: MandateId::from_octets(id), delegate, scope, from, until })
    });
    let accepted = (any::<[u8; 16]>(), address(), digest()).prop_map(|(id, principal, given)| {
        OwnDetails::MandateAccepted(MandateAcceptance { id: MandateId::from_octets(id), principal, given })
    });
    let revoked = any::<[u8; 16]>().prop_map(|id| OwnDetails::MandateRevoked(MandateId::from_octets(id)));
    let names = ("[a-zé&<]{1,24}", "[a-zé&<]{1,24}");
    let instruct =
        (names, option::of(address()), domain_proof()).prop_map(|((organisation, function), sender, proof)| {
            let until = Moment::EPOCH;
            OwnDetails::Instruct(Box::new(Instruction { organisation, function, sender, until, proof }))
        });
    prop_oneof![
        option::of(moment()).prop_map(OwnDetails::Absence),
        block,
        address().prop_map(|sender| OwnDetails::Unblock { sender }),
        digest().prop_map(OwnDetails::RemoveKey),
        mandate,
        accepted,
        revoked,
        instruct,
        digest().prop_map(OwnDetails::EndInstruction),
    ]
}

proptest! {
    #[test]
    fn an_enrolment_reads_back_as_the_same_and_is_no_statement_of_a_delivery(
        enrolment in any_enrolment(), at: prop::sample::Index, bit in 0..8_u8,
    ) {
        let mut octets = write_enrolment(&enrolment).unwrap();
        prop_assert_eq!(read_enrolment(&octets).unwrap(), enrolment.clone());
        prop_assert!(read(&octets).is_err());
        let at = at.index(octets.len());
        octets[at] ^= 1 << bit;
        prop_assert_ne!(read_enrolment(&octets).ok(), Some(enrolment));
    }

    #[test]
    fn what_is_stated_about_one_address_reads_back_as_the_same_and_as_nothing_else(
        enrolment in any_enrolment(), details in own_details(), at: prop::sample::Index, bit in 0..8_u8,
    ) {
        let Enrolment { id, time, policies, issuer, addressee, authentication, chain, .. } = enrolment;
        let mut details = details;
        if let OwnDetails::Instruct(instruction) = &mut details {
            instruction.until = time.plus(std::time::Duration::from_hours(1));
        }
        let own = OwnStatement { id, time, policies, issuer, addressee, authentication, chain, details };
        let mut octets = write_own(&own).unwrap();
        prop_assert_eq!(read_own(&octets).unwrap(), own.clone());
        prop_assert!(read(&octets).is_err() && read_enrolment(&octets).is_err());
        let at = at.index(octets.len());
        octets[at] ^= 1 << bit;
        prop_assert_ne!(read_own(&octets).ok(), Some(own));
    }

    #[test]
    fn a_statement_of_a_delivery_is_no_enrolment(statement in any_statement()) {
        let octets = write(&statement).unwrap();
        prop_assert!(read_enrolment(&octets).is_err() && read_own(&octets).is_err());
    }

    #[test]
    fn what_is_written_reads_back_as_the_same_statement(statement in any_statement()) {
        prop_assert_eq!(read(&write(&statement).unwrap()).unwrap(), statement);
    }

    #[test]
    fn one_changed_octet_is_another_statement_or_none(statement in any_statement(), at: prop::sample::Index, bit in 0..8_u8) {
        let mut octets = write(&statement).unwrap();
        let at = at.index(octets.len());
        octets[at] ^= 1 << bit;
        prop_assert_ne!(read(&octets).ok(), Some(statement));
    }

    #[test]
    fn no_octets_make_the_reader_panic(octets: Vec<u8>) {
        prop_assert!(read(&octets).is_err());
    }
}

#[test]
fn names_of_the_schema_carry_a_prefix_and_local_ones_do_not() {
    let text = written(Event::ConsignmentRejection);
    assert!(text.starts_with(
        "<erds:Evidence xmlns:erds=\"http://uri.etsi.org/19522/v1#\" version=\"EN319522v1.1.1\"><erds:EvidenceIdentifier>"
    ));
    for part in [
        "<erds:ERDSEventId>http://uri.etsi.org/19522/Event/ConsignmentRejection</erds:ERDSEventId><erds:EventReasons><erds:EventReason><Code>",
        "</erds:EventReasons><EventTime>",
        "<erds:EvidenceIssuerPolicyID><PolicyID>",
        "<Identifier IdentifierSchemeName=\"mailto\">",
        "</erds:SubmissionTime><EvidenceRefersToRecipient>1</EvidenceRefersToRecipient><erds:MessageIdentifier>",
        "<ComposingParts>1</ComposingParts><erds:PartsInfo><erds:PartInfo><Identifier>message.eml</Identifier>",
        "<erds:Extensions><erds:Extension isCritical=\"false\"><recepis:Statement xmlns:recepis=\"urn:recepis:evidence:v1\">",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[test]
fn only_what_table_13_allows_stands_in_each_event() {
    for event in ISSUED {
        let text = written(event);
        let count = |part: &str| text.matches(part).count();
        let submitted = matches!(event, Event::SubmissionAcceptance | Event::SubmissionRejection);
        assert_eq!(count("<EvidenceRefersToRecipient>"), usize::from(!submitted), "I09 in {event}");
        let recipient = text.split("<erds:RecipientDetails>").nth(1).unwrap();
        let recipient = recipient.split("</erds:RecipientDetails>").next().unwrap();
        let proven = ["C.3", "C.4", "E.1", "AddresseeStates", "ByPostPlease", "CouldNotOpen", "NotForMe"];
        let proven = proven.iter().any(|name| event.to_string().starts_with(name));
        let delegated = text.contains("<erds:RecipientsDelegateDetails>");
        assert_eq!(recipient.contains("AssuranceLevelsDetails") || delegated, proven, "I12 or I13 in {event}");
        for once in
            ["SubmissionTime>", "SenderDetails>", "RecipientDetails>", "EvidenceIssuerDetails>", "UserContentInfo>"]
        {
            assert_eq!(count(&format!("<erds:{once}")), 1, "{once} in {event}");
        }
        assert!(!event.is_negative() || count("<erds:EventReason>") > 0, "G04 in {event}");
        assert!(!text.contains("Certificate"), "no detail of the seal stands in {event}");
    }
}

#[test]
fn what_a_later_version_appends_is_passed_over_and_what_is_critical_is_not() {
    for event in ISSUED {
        let text = written(event);
        let statement = example(event);
        let appended = text.replace(
            "</recepis:Statement>",
            "<recepis:Later><recepis:X>1</recepis:X></recepis:Later></recepis:Statement>",
        );
        assert_eq!(read(appended.as_bytes()).unwrap(), statement);
        let other = |critical: &str| {
            let extension = format!(
                "<erds:Extension isCritical=\"{critical}\"><o:x xmlns:o=\"urn:other\" a=\"1\">t</o:x></erds:Extension>"
            );
            text.replace("</erds:Extensions>", &format!("{extension}</erds:Extensions>"))
        };
        assert_eq!(read(other("false").as_bytes()).unwrap(), statement);
        assert!(matches!(read(other("true").as_bytes()), Err(Error::Critical)));
        assert!(matches!(read(other("1").as_bytes()), Err(Error::Critical)));
        assert!(matches!(read(other("TRUE").as_bytes()), Err(Error::Value(_))));
    }
}

#[test]
fn what_is_out_of_place_twice_there_or_missing_is_refused() {
    let text = written(Event::SubmissionAcceptance);
    let own = text.split("<erds:Extension ").nth(1).unwrap().split("</erds:Extensions>").next().unwrap();
    let moved = |what: &str, before: &str| {
        let (start, end) =
            (text.find(&format!("<{what}>")).unwrap(), text.find(&format!("</{what}>")).unwrap() + what.len() + 3);
        let piece = text[start..end].to_owned();
        text.replacen(&piece, "", 1).replacen(before, &format!("{piece}{before}"), 1)
    };
    for changed in [
        text.replace("</erds:Extensions>", &format!("<erds:Extension {own}</erds:Extensions>")),
        moved("erds:SubmissionTime", "</erds:Evidence>"),
        moved("recepis:SenderName", "<recepis:SenderDomain>"),
        moved("recepis:Terms", "</recepis:Submission>"),
        text.replace("<EventTime>", "<erds:EventTime>").replace("</EventTime>", "</erds:EventTime>"),
        text.replace("<recepis:Sequence>1<", "<recepis:Sequence>01<"),
        text.replace("<recepis:Sequence>1<", "<recepis:Sequence>2<"),
        text.replace(
            "</erds:Evidence>",
            "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"></ds:Signature></erds:Evidence>",
        ),
        text.replace("EN319522v1.1.1", "EN319522v1.2.1"),
        text.replace("isCritical=\"false\"", "isCritical=\"true\""),
        text.replace("<erds:Evidence ", "<?xml version=\"1.0\"?><erds:Evidence "),
        format!("{text}\n"),
        text.replace("erds:", "x:").replace("xmlns:erds", "xmlns:x"),
    ] {
        assert_ne!(changed, text);
        assert!(read(changed.as_bytes()).is_err(), "{changed}");
    }
}

#[test]
fn characters_that_xml_cannot_carry_are_replaced_in_replies_and_refused_elsewhere() {
    let mut statement = example(Event::NotificationForAcceptance);
    let Details::Notice(notice) = &mut statement.details else { panic!("C.1 holds a notice") };
    notice.reply = Some("550 \u{1b}[31mno\u{0}\r\n".to_owned());
    let Details::Notice(read) = read(&write(&statement).unwrap()).unwrap().details else {
        panic!("C.1 holds a notice")
    };
    assert_eq!(read.reply.unwrap(), "550 \u{FFFD}[31mno\u{FFFD}\r\n");
    statement.sender.name = Some("\u{0}".to_owned());
    assert!(matches!(write(&statement), Err(Error::Xml(xml::Error::Character(_)))));
}

#[test]
fn an_enrolment_names_no_sender_and_no_message_and_what_it_lacks_is_refused() {
    use proptest::strategy::ValueTree as _;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let enrolment = any_enrolment().new_tree(&mut runner).unwrap().current();
    let text = String::from_utf8(write_enrolment(&enrolment).unwrap()).unwrap();
    assert!(text.contains("<erds:SenderDetails></erds:SenderDetails>"), "{text}");
    for absent in ["MessageIdentifier", "UserContentInfo", "SubmissionTime", "Statement"] {
        assert!(!text.contains(absent), "{absent} in {text}");
    }
    let appended = text.replace("</recepis:Enrolment>", "<recepis:Later>1</recepis:Later></recepis:Enrolment>");
    assert_eq!(read_enrolment(appended.as_bytes()).unwrap(), enrolment);
    let outside = Link::Outside { length: 1, last: Sha256([1; 32]) };
    let too_long = AddresseeKey { credential: vec![1; LONGEST_CREDENTIAL + 1], ..enrolment.key.clone() };
    let none = AddresseeKey { credential: Vec::new(), ..enrolment.key.clone() };
    for wrong in [
        Enrolment { policies: Vec::new(), ..enrolment.clone() },
        Enrolment { chain: OwnChain { link: outside, ..enrolment.chain.clone() }, ..enrolment.clone() },
        Enrolment { key: too_long, ..enrolment.clone() },
        Enrolment { key: none, ..enrolment.clone() },
        Enrolment { time: enrolment.time.minus(std::time::Duration::from_secs(1)), ..enrolment.clone() },
    ] {
        assert!(write_enrolment(&wrong).is_err(), "{wrong:?}");
    }
}

#[test]
fn l20_own_words_stand_where_they_belong_and_are_two_thousand_characters_at_most() {
    let mut statement = example(Event::ByPostPlease);
    let answer = |saying, words: Option<&str>| {
        let (language, text, words) = ("nl".to_owned(), "Ik zeg dit.".to_owned(), words.map(str::to_owned));
        Details::Answer(Box::new(AnswerDetails { saying, language, text, words }))
    };
    let long = "é\n".repeat(1_000);
    for (event, details, fits) in [
        (Event::ByPostPlease, answer(Saying::ByPost, None), true),
        (Event::ByPostPlease, answer(Saying::ByPost, Some("x")), false),
        (Event::ByPostPlease, answer(Saying::Read, None), false),
        (Event::AddresseeStates, answer(Saying::Read, None), true),
        (Event::AddresseeStates, answer(Saying::OwnWords, Some(&long)), true),
        (Event::AddresseeStates, answer(Saying::OwnWords, Some(&format!("{long}x"))), false),
        (Event::AddresseeStates, answer(Saying::OwnWords, None), false),
        (Event::CouldNotOpen, answer(Saying::CouldNotOpen, None), true),
        (Event::CouldNotOpen, answer(Saying::CouldNotOpen, Some("x")), true),
    ] {
        (statement.event, statement.details) = (event, details);
        let written = write(&statement);
        assert_eq!(written.is_ok(), fits, "{event} {:?}", statement.details);
        if let Ok(written) = written {
            assert_eq!(read(&written).unwrap(), statement);
        }
    }
}

#[test]
fn too_much_of_anything_is_refused_when_writing_as_when_reading() {
    let mut statement = example(Event::SubmissionAcceptance);
    statement.policies = vec!["urn:oid:1.2".to_owned(); MOST + 1];
    assert!(matches!(write(&statement), Err(Error::Count("policies"))));
    statement.policies = vec!["no policy".to_owned()];
    assert!(matches!(write(&statement), Err(Error::Value(_))));
    let mut statement = example(Event::SubmissionAcceptance);
    statement.sender.name = Some("x".repeat(LARGEST));
    assert!(matches!(write(&statement), Err(Error::Xml(xml::Error::Size(_)))));
}
