//! Hours without the world: the network is cut, DNS is dead, the time-stamping authority is down, the relay talks garbage or
//! hangs up behind every message. Whenever it begins in a message's life and however long it lasts, every message comes to its
//! right end: each mail has one Message-ID, every attempt is listed, and the evidence says how much later it was sealed.

use std::collections::BTreeSet;
use std::io::Cursor;
use std::ops::Range;
use std::time::Duration;

use recepis::erds::delivery::GRACE;
use recepis::erds::event::Event;
use recepis::erds::id::DeliveryId;
use recepis::erds::moment::Moment;
use recepis::flow::consign::Answer;
use recepis::verify::open_and_verify;
use recepis::verify::promised::Outcome;
use recepis::verify::verdict::{Indication, Reason};
use recepis::worker;

use crate::house::{House, JAN, PIET};
use crate::outside::{MailServer, Manner, NameServer};

/// How often the worker looks while nothing works.
const LOOKS: Duration = Duration::from_mins(30);
const DAY: Duration = Duration::from_hours(24);

/// What does not work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    NetworkCut,
    DnsDead,
    TsaDown,
    Garbage,
    HangsUp,
}

/// Where a message is when it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum When {
    BeforeTheHandIn,
    BeforeTheNotice,
    InTheMiddleOfAnAttempt,
    BeforeC1IsSealed,
    BeforeADecision,
    BeforeC5,
}

const ALWAYS: [When; 6] = [
    When::BeforeTheHandIn,
    When::BeforeTheNotice,
    When::InTheMiddleOfAnAttempt,
    When::BeforeC1IsSealed,
    When::BeforeADecision,
    When::BeforeC5,
];

/// The house and what is around it.
struct World {
    house: House,
    mail: MailServer,
    names: NameServer,
    fault: Fault,
    deliveries: Vec<DeliveryId>,
}

impl World {
    async fn new(fault: Fault) -> Self {
        let (house, mail, names) = (House::new().await, MailServer::new().await, NameServer::new().await);
        let way =
            if fault == Fault::DnsDead { mail.by_name(&names, &house.clock) } else { mail.as_relay(&house.clock) };
        house.post.goes_by(way, mail.clone());
        Self { house, mail, names, fault, deliveries: Vec::new() }
    }

    fn works(&self, works: bool) {
        match self.fault {
            Fault::NetworkCut => self.house.outage(!works),
            Fault::DnsDead => self.names.fails(!works),
            Fault::TsaDown => self.house.rooms.tsa.set_down(!works),
            Fault::Garbage if !works => self.mail.behaves(Manner::Garbage),
            Fault::HangsUp if !works => self.mail.behaves(Manner::HangsUp),
            Fault::Garbage | Fault::HangsUp => self.mail.behaves(Manner::Takes),
        }
    }

    /// Three messages from now on.
    async fn hand_in(&mut self) {
        for number in 1..=3 {
            let id = format!("{}.{number}", self.deliveries.len());
            self.deliveries.push(self.house.another_taken(&id).await);
        }
    }

    /// So many rounds of the worker.
    async fn rounds(&self, count: usize) {
        for _ in 0..count {
            self.house.forward(Duration::from_secs(1));
            worker::round(&self.house.rooms.service).await;
        }
    }

    /// Time passes, and the worker looks now and then.
    async fn pass(&self, span: Duration) {
        let end = self.house.now().plus(span);
        while self.house.now() < end {
            self.house.settle_once(LOOKS.min(end.since(self.house.now()))).await;
        }
    }

    async fn restarted(self) -> Self {
        // The rooms are new, and with them the authority.
        let house = self.house.restarted().await;
        Self { house, ..self }
    }

    /// Behind the latest deadline, where there is one.
    async fn silence(&self) {
        let mut last = None;
        for delivery in &self.deliveries {
            last = last.max(self.house.seen(*delivery).await.delivery.deadline());
        }
        let over = last.map(|last| last.plus(GRACE).plus(Duration::from_mins(1)));
        if let Some(over) = over.filter(|over| *over > self.house.now()) {
            self.house.until(over);
        }
    }
}

/// One life: the fault begins at this moment of it and lasts so many hours, with a restart in between.
async fn lived(fault: Fault, when: When, hours: u32) {
    let case = format!("{fault:?}, {when:?}, {hours} h");
    let mut world = World::new(fault).await;
    let mut decided = None;
    match when {
        When::BeforeTheHandIn => {}
        When::BeforeTheNotice => {
            world.hand_in().await;
            world.rounds(1).await;
            assert_eq!(world.house.seen(world.deliveries[0]).await.sealed, 1, "{case}");
            assert!(world.mail.holds(PIET).is_empty(), "{case}");
        }
        When::InTheMiddleOfAnAttempt => {
            world.hand_in().await;
            world.house.die_while_sending().await;
        }
        When::BeforeC1IsSealed => {
            world.hand_in().await;
            world.rounds(1).await;
            while world.mail.holds(PIET).len() < 3 {
                world.rounds(1).await;
            }
            let mut sealed = Vec::new();
            for delivery in &world.deliveries {
                sealed.push(world.house.seen(*delivery).await.sealed);
            }
            assert!(sealed.contains(&1), "{case}: {sealed:?}");
        }
        When::BeforeADecision | When::BeforeC5 => {
            world.hand_in().await;
            world.house.settle().await;
        }
    }
    if when == When::BeforeC5 {
        world.silence().await;
    }
    if when == When::BeforeADecision {
        decided = Some((world.deliveries[0], world.house.proven_of(world.deliveries[0]).await));
    }
    world.works(false);
    let began = world.house.now();
    world.hand_in().await;
    if let Some((_, session)) = &decided {
        world.house.answer(session, Answer::Accept).await.unwrap();
        world.house.read_whole(session).await;
    }
    let half = Duration::from_hours(u64::from(hours)) / 2;
    world.pass(half).await;
    world = world.restarted().await;
    world.works(false);
    world.pass(half).await;
    let ended = world.house.now();
    if fault.stops_seals() {
        for delivery in &world.deliveries {
            let sealed = world.house.statements(*delivery).await.into_iter().filter_map(|kept| kept.sealed);
            assert!(
                sealed.map(|(_, at)| at).all(|at| at <= began || at >= ended),
                "{case}: sealed without a time-stamp"
            );
        }
    }
    world.works(true);
    world = world.restarted().await;
    world.pass(Duration::from_hours(5)).await;
    // A notice whose outcome is unknown may be repeated only days later, and its time begins then.
    for _ in 0..2 {
        world.silence().await;
        world.pass(Duration::from_hours(1)).await;
        world.house.settle().await;
    }
    for (place, delivery) in world.deliveries.iter().enumerate() {
        let has_accepted = decided.as_ref().is_some_and(|(accepted, _)| accepted == delivery);
        let ends =
            if has_accepted { &ACCEPTED[..] } else { fault.ends(when, hours, place >= world.deliveries.len() - 3) };
        let (outages, events): (Vec<_>, Vec<_>) =
            world.house.events(*delivery).await.into_iter().partition(|event| *event == Event::Outage);
        // Where garbage left it unknown whether a notice was taken, the next attempt may lie behind the three days.
        let ends = if fault == Fault::Garbage && ends == NOT_SENT && events == SILENT { &SILENT[..] } else { ends };
        assert_eq!(events, ends, "{case}, message {place}");
        assert!(outages.len() <= 2, "{case}, message {place}: {outages:?}");
        let waited = fault.stops_seals() && place >= world.deliveries.len() - 3 && !has_accepted;
        assert!(!waited || !outages.is_empty(), "{case}, message {place}: the gap is on record");
        times_are_true(&world, *delivery, began..ended, &case).await;
        attempts_are_listed(&world, *delivery, &case).await;
        mails_are_one_each(&world, *delivery, ends, &case);
    }
}

const ACCEPTED: [Event; 5] = [
    Event::SubmissionAcceptance,
    Event::NotificationForAcceptance,
    Event::ConsignmentAcceptance,
    Event::ContentConsignment,
    Event::ContentHandover,
];
const SILENT: [Event; 3] =
    [Event::SubmissionAcceptance, Event::NotificationForAcceptance, Event::AcceptanceRejectionExpiry];
const NOT_SENT: [Event; 2] = [Event::SubmissionAcceptance, Event::NotificationForAcceptanceFailure];

impl Fault {
    fn stops_seals(self) -> bool {
        matches!(self, Self::NetworkCut | Self::TsaDown)
    }

    /// How a message that nobody answers ends: where no notice could be sent for three days, that is stated. Whether it was
    /// handed in while nothing worked, tells `within`: without a seal nobody is told then, and the three days do not begin.
    fn ends(self, when: When, hours: u32, within: bool) -> &'static [Event] {
        let tried = if within {
            !self.stops_seals()
        } else {
            self != Self::TsaDown && matches!(when, When::BeforeTheNotice | When::InTheMiddleOfAnAttempt)
        };
        if tried && hours > 72 { &NOT_SENT } else { &SILENT }
    }
}

/// Every evidence says when the event was, and the report how much later it was sealed; of what happened while there were no
/// time-stamps, that it was sealed afterwards.
async fn times_are_true(world: &World, delivery: DeliveryId, gap: Range<Moment>, case: &str) {
    let house = &world.house;
    let octets = house.bundle(delivery, false).await;
    let mut anchors = house.rooms.service.papers.anchors();
    anchors.log.logs.extend(house.rooms.service.log.iter().map(|key| key.key.clone()));
    let report = open_and_verify(Cursor::new(octets), &anchors, house.now());
    let mut worst = Duration::ZERO;
    for line in report.evidence.iter().filter(|line| line.sequence.is_some()) {
        let later = line.proven_time.unwrap().since(line.event_time);
        worst = worst.max(later);
        let said: Vec<_> =
            report.findings.iter().filter(|found| found.file.as_deref() == Some(line.file.as_str())).collect();
        if later > DAY {
            assert!(said.iter().any(|found| found.reason == Some(Reason::TimeUnproven)), "{case}: {said:?}");
        } else if later > Duration::from_mins(5) {
            assert!(said.iter().any(|found| found.sentence.starts_with("Sealed ")), "{case}: {said:?}");
        } else {
            assert!(said.is_empty(), "{case}: {said:?}");
        }
        if world.fault.stops_seals() && gap.contains(&line.event_time) {
            assert!(line.proven_time.unwrap() >= gap.end, "{case}: {line:?}");
        }
        if line.sequence == Some(1) {
            let kept = report.promise.as_ref().unwrap().outcome == Outcome::Kept;
            assert_eq!(kept, later < DAY, "{case}: the log's promise");
        }
    }
    let verdict = if worst > DAY { Indication::Indeterminate } else { Indication::TotalPassed };
    assert_eq!(report.verdict, verdict, "{case}: {:#?}", report.findings);
    assert!(report.findings.iter().all(|found| found.reason.is_none_or(|why| why == Reason::TimeUnproven)), "{case}");
}

/// The one dialogue that the evidence names lists every attempt, of every day, also those that died with the process.
async fn attempts_are_listed(world: &World, delivery: DeliveryId, case: &str) {
    let seen = world.house.seen(delivery).await;
    let notices = world.house.rooms.service.store.notices(&seen).await.unwrap();
    let said = String::from_utf8(notices.last().unwrap().dialogue.clone().unwrap()).unwrap();
    let listed =
        said.matches("-- [the same notice again]").count() + said.matches("-- [the notice of another day]").count();
    let tried = world.house.post.tried(PIET);
    let tried = tried.iter().find(|(id, _)| is_notice(id, delivery)).map(|(_, count)| *count);
    // The process may have died between the note that an attempt begins and the connection.
    let died = usize::from(said.contains(" -- [the service ended during this attempt"));
    let tried = tried.unwrap();
    assert!((tried..=tried + died).contains(&(listed + 1)), "{case}: {tried} attempts\n{said}");
}

fn is_notice(id: &str, delivery: DeliveryId) -> bool {
    id.contains("<notice.") && id.to_ascii_uppercase().contains(&delivery.to_string())
}

/// Each mail about a delivery has one Message-ID, and there are as few copies of it as can be.
fn mails_are_one_each(world: &World, delivery: DeliveryId, ends: &[Event], case: &str) {
    let about = |id: &String| id.to_ascii_uppercase().contains(&delivery.to_string());
    for (to, expected) in [(JAN, 2), (PIET, if ends.len() > 2 { 2 } else { 1 })] {
        let all: Vec<String> =
            world.house.message_ids(to).into_iter().filter(about).filter(|id| !id.contains("<code.")).collect();
        let distinct: BTreeSet<&String> = all.iter().collect();
        let none_left = to == PIET && ends == NOT_SENT && distinct.is_empty();
        assert!(distinct.len() == expected || none_left, "{case}, {to}: {distinct:#?}");
        for id in distinct {
            let copies = all.iter().filter(|other| *other == id).count();
            let most = match world.fault {
                Fault::HangsUp => 12,
                Fault::Garbage => 10,
                _ => 2,
            };
            assert!(copies <= most, "{case}: {copies} copies of {id}");
        }
    }
}

async fn lived_at_all_times(fault: Fault) {
    for when in ALWAYS {
        for hours in [6, 80] {
            lived(fault, when, hours).await;
        }
    }
}

#[tokio::test]
async fn c10_a_network_that_is_cut_for_hours_loses_nothing_and_the_evidence_tells_of_the_gap() {
    lived_at_all_times(Fault::NetworkCut).await;
}

#[tokio::test]
async fn dns_that_is_dead_for_hours_loses_nothing() {
    lived_at_all_times(Fault::DnsDead).await;
}

#[tokio::test]
async fn a_time_stamping_authority_that_is_down_for_hours_holds_seals_back_and_nothing_else() {
    lived_at_all_times(Fault::TsaDown).await;
}

#[tokio::test]
async fn a_relay_that_talks_garbage_for_hours_loses_nothing() {
    lived_at_all_times(Fault::Garbage).await;
}

#[tokio::test]
async fn a_relay_that_hangs_up_behind_every_message_for_hours_makes_few_copies_of_one_message_id() {
    lived_at_all_times(Fault::HangsUp).await;
}
