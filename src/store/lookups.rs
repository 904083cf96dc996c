//! Finding: deliveries and submissions by keyed hash, links, codes, sessions, page tokens, accounts, settings.

use std::time::Duration;

use super::Store;
use super::accounts::{Account, Mark, Token};
use super::addressee::{CodeCheck, PageToken, SecurityRecord, SeenCode, Session};
use super::error::{CommitError, Error};
use super::jobs::Subject;
use super::keys::{Place, same};
use super::prepare::{access_mac, access_try, code_mac, reference_index};
use super::reads::{at, get, octets};
use super::seen::Seen;
use super::sql::query;
use super::work::Work;
use crate::erds::access_code::AccessCode;
use crate::erds::address::Address;
use crate::erds::id::{DeliveryId, SubmissionId, crockford, from_crockford};
use crate::erds::moment::Moment;
use crate::erds::party::{Authentication, Method};
use crate::erds::reference::Reference;

/// A day, in microseconds.
const DAY: i64 = 24 * 60 * 60 * 1_000_000;
/// A delivery that there is not.
const NOWHERE: DeliveryId = DeliveryId::from_octets([0; 16]);

/// What is found by a reference.
#[derive(Debug)]
pub struct Nearest {
    /// The delivery that was read; `None` where there is none at all.
    pub seen: Option<Seen>,
    /// Whether it is the one of this reference.
    pub meant: bool,
}

impl Store {
    /// The deliveries of a submission, in the order of their identifiers.
    pub async fn deliveries_of(&self, submission: &SubmissionId) -> Result<Vec<DeliveryId>, Error> {
        let rows = query("select id from deliveries where submission_id = $1 order by id")
            .bind(submission.octets().as_slice())
            .all(self.inner.reads())
            .await?;
        rows.iter().map(|row| octets(row, 0).map(DeliveryId::from_octets)).collect()
    }

    /// The first of them.
    pub async fn first_delivery_of(&self, submission: &SubmissionId) -> Result<Option<DeliveryId>, Error> {
        let row = query("select id from deliveries where submission_id = $1 order by id limit 1")
            .bind(submission.octets().as_slice())
            .maybe(self.inner.reads())
            .await?;
        row.map(|row| octets(&row, 0).map(DeliveryId::from_octets)).transpose()
    }

    /// A mailbox as the subject of a job: the keyed hash by which its deliveries are found, whether there are any or not.
    pub fn mailbox(&self, addressee: &Address) -> Subject {
        Subject(self.inner.ring.index("deliveries.addressee_index", &addressee.normalised()))
    }

    /// The last `most` deliveries to this mailbox, the latest first.
    pub async fn deliveries_to(&self, mailbox: Subject, most: u32) -> Result<Vec<DeliveryId>, Error> {
        let rows = query("select id from deliveries where addressee_index = $1 order by id desc limit $2 + 0")
            .bind(mailbox.0.as_slice())
            .bind(i64::from(most))
            .all(self.inner.reads())
            .await?;
        rows.iter().map(|row| octets(row, 0).map(DeliveryId::from_octets)).collect()
    }

    /// The deliveries of a mailbox whose time to decide runs and that nobody accepted or refused, latest first, at most so many.
    ///
    /// # Errors
    /// As for every read.
    pub async fn running_to(&self, mailbox: Subject, most: u32) -> Result<Vec<DeliveryId>, Error> {
        let rows = query(
            "select id from deliveries where addressee_index = $1 and offer = 2 and decision in (0, 3) and content = 0 \
             order by id desc limit $2 + 0",
        )
        .bind(mailbox.0.as_slice())
        .bind(i64::from(most))
        .all(self.inner.reads())
        .await?;
        rows.iter().map(|row| octets(row, 0).map(DeliveryId::from_octets)).collect()
    }

    /// The last `most` deliveries to this mailbox before one of them (from the latest where `None`), the latest first.
    pub async fn deliveries_before(
        &self,
        mailbox: Subject,
        before: Option<DeliveryId>,
        most: u32,
    ) -> Result<Vec<DeliveryId>, Error> {
        let before = before.map_or([0xFF; 16], |id| *id.octets());
        let rows =
            query("select id from deliveries where addressee_index = $1 and id < $2 order by id desc limit $3 + 0")
                .bind(mailbox.0.as_slice())
                .bind(before.as_slice())
                .bind(i64::from(most))
                .all(self.inner.reads())
                .await?;
        rows.iter().map(|row| octets(row, 0).map(DeliveryId::from_octets)).collect()
    }

    /// The delivery of this reference. A reference that nobody has costs as much as one that is known: the nearest delivery
    /// is read and opened, and then compared.
    ///
    /// # Errors
    /// As for every read.
    pub async fn by_reference(&self, reference: &Reference) -> Result<Nearest, Error> {
        let mark = reference_index(&self.inner.ring, reference);
        let row = query(
            "select delivery_id from (select 0 as turn, delivery_id from \
             (select delivery_id from delivery_references where mark >= $1 order by mark limit 1) behind \
             union all select 1 as turn, delivery_id from \
             (select delivery_id from delivery_references order by mark limit 1) around) nearest order by turn limit 1",
        )
        .bind(mark.as_slice())
        .maybe(self.inner.reads())
        .await?;
        let nearest = row.map(|row| octets(&row, 0).map(DeliveryId::from_octets)).transpose()?.unwrap_or(NOWHERE);
        let seen = self.delivery(&nearest).await?;
        let marked = seen.as_ref().and_then(|seen| seen.record.reference);
        let marked = marked.map(|other| reference_index(&self.inner.ring, &other)).unwrap_or_default();
        Ok(Nearest { meant: same(&mark, &marked), seen })
    }

    /// The first `most` deliveries of an account to this mailbox that wait for the addressee's choice at this moment.
    pub async fn waiting(
        &self,
        account: &str,
        addressee: &Address,
        now: Moment,
        most: u32,
    ) -> Result<Vec<DeliveryId>, Error> {
        let rows = query(
            "select d.id from deliveries d join submissions s on s.id = d.submission_id \
             where d.addressee_index = $1 and s.account_index = $2 and d.intake = 1 and d.offer <> 3 and d.decision = 0 \
             and d.content = 0 and coalesce(d.deadline_at, $3 + 1) > $3 order by d.id limit $4 + 0",
        )
        .bind(self.mailbox(addressee).0.as_slice())
        .bind(self.inner.ring.index("submissions.account_index", account).as_slice())
        .bind(now.micros())
        .bind(i64::from(most))
        .all(self.inner.reads())
        .await?;
        rows.iter().map(|row| octets(row, 0).map(DeliveryId::from_octets)).collect()
    }

    /// The account's submissions with this Message-ID from `since` on, the latest first; ten at most.
    pub async fn submissions_with(
        &self,
        account: &str,
        message_id: &str,
        since: Moment,
    ) -> Result<Vec<SubmissionId>, Error> {
        let rows = query(
            "select id from submissions where message_id_index = $1 and account_index = $2 and submitted_at > $3 \
             order by id desc limit 10",
        )
        .bind(self.inner.ring.index("submissions.message_id_index", message_id).as_slice())
        .bind(self.inner.ring.index("submissions.account_index", account).as_slice())
        .bind(since.micros())
        .all(self.inner.reads())
        .await?;
        rows.iter().map(|row| octets(row, 0).map(SubmissionId::from_octets)).collect()
    }

    /// The account's submissions before `before` (from the latest where `None`), the latest first, with when they came.
    pub async fn submissions_by(
        &self,
        account: &str,
        before: Option<SubmissionId>,
        most: u32,
    ) -> Result<Vec<(SubmissionId, Moment)>, Error> {
        let before = before.map_or([0xFF; 16], |id| *id.octets());
        let rows = query(
            "select id, submitted_at from submissions where account_index = $1 and id < $2 order by id desc limit $3 + 0",
        )
        .bind(self.inner.ring.index("submissions.account_index", account).as_slice())
        .bind(before.as_slice())
        .bind(i64::from(most))
        .all(self.inner.reads())
        .await?;
        rows.iter().map(|row| Ok((SubmissionId::from_octets(octets(row, 0)?), at(row, 1)?))).collect()
    }

    /// The secret part of a delivery's links in this generation; kept nowhere.
    pub fn link_token(&self, delivery: &DeliveryId, generation: u32) -> [u8; 16] {
        self.inner.ring.link_token(delivery, generation)
    }

    /// The last part of a delivery's present link: `<delivery id>-<token>`, both Crockford base32.
    pub fn link(&self, seen: &Seen) -> String {
        format!("{}-{}", seen.id, crockford(&self.link_token(&seen.id, seen.generation)))
    }

    /// The last part of the link that opens the delivery once the present one was revoked.
    pub fn next_link(&self, seen: &Seen) -> String {
        format!("{}-{}", seen.id, crockford(&self.link_token(&seen.id, seen.generation.saturating_add(1))))
    }

    /// The delivery that a link's last part opens; `None` for an unknown, dead or damaged one, without telling which.
    pub async fn open_link(&self, text: &str) -> Result<Option<Seen>, Error> {
        let parts = text
            .split_once('-')
            .and_then(|(id, token)| Some((id.parse::<DeliveryId>().ok()?, from_crockford::<16>(token).ok()?)));
        let Some((id, token)) = parts else { return Ok(None) };
        let seen = self.delivery(&id).await?;
        Ok(seen.filter(|seen| same(&self.link_token(&id, seen.generation), &token)))
    }

    /// A page's one-use token for a form of this scope, good until `until`. Nothing is kept until it is spent.
    pub fn page_token(&self, scope: &str, until: Moment) -> String {
        let mut id = [0; 16];
        (self.inner.entropy)(&mut id);
        let until = until.micros().to_be_bytes();
        let mac = self.inner.ring.purpose("page token", &[&id, &until, scope.as_bytes()]);
        crockford(&[id.as_slice(), &until, &mac].concat())
    }

    /// What can be done once for a delivery: spending it a second time, before `until`, is `Spent`.
    pub fn once(&self, what: &str, of: &DeliveryId, until: Moment) -> PageToken {
        PageToken { id: self.inner.ring.purpose("once", &[what.as_bytes(), of.octets()]), until }
    }

    /// The token out of a form, if it is one of ours, of this scope and in time. `Work::spend` tells whether it was used.
    pub fn read_page_token(&self, text: &str, scope: &str, now: Moment) -> Option<PageToken> {
        let octets: [u8; 40] = from_crockford(text).ok()?;
        let (id, rest) = octets.split_first_chunk::<16>()?;
        let (until, mac) = rest.split_first_chunk::<8>()?;
        let expected = self.inner.ring.purpose("page token", &[id, until, scope.as_bytes()]);
        let until = Moment::from_micros(i64::from_be_bytes(*until));
        (same(&expected, mac.try_into().ok()?) && now < until).then_some(PageToken { id: *id, until })
    }

    /// Whether a token was spent.
    ///
    /// # Errors
    /// As for every read.
    pub async fn is_spent(&self, token: &PageToken) -> Result<bool, Error> {
        let row = query("select count(*) from spent_tokens where id = $1")
            .bind(token.id.as_slice())
            .one(self.inner.reads())
            .await?;
        Ok(get::<i64>(&row, 0)? > 0)
    }

    /// Compares a typed code with the delivery's last one; a wrong try is counted before this returns.
    ///
    /// # Errors
    /// `Stale` where two tries came at once, and as for every commit.
    pub async fn check_code(&self, delivery: &DeliveryId, typed: &str, now: Moment) -> Result<CodeCheck, CommitError> {
        let Some(code) = self.code(delivery, now).await? else { return Ok(CodeCheck::NoCode) };
        if code.is(&code_mac(&self.inner.ring, delivery, &code.id, typed)) {
            return Ok(CodeCheck::Right(code));
        }
        let left = code.left().saturating_sub(1);
        let mut work = Work::new();
        work.try_code(code);
        self.commit(work).await?;
        Ok(CodeCheck::Wrong { left })
    }

    /// When the codes of a delivery were made since `since`, each with what it proves.
    pub async fn codes_since(&self, delivery: &DeliveryId, since: Moment) -> Result<Vec<(Moment, Method)>, Error> {
        let rows = query("select made_at, method from codes where delivery_id = $1 and made_at >= $2 order by made_at")
            .bind(delivery.octets().as_slice())
            .bind(since.micros())
            .all(self.inner.reads())
            .await?;
        rows.iter().map(|row| Ok((at(row, 0)?, method(get(row, 1)?)?))).collect()
    }

    /// How many links to a delivery were mailed since `since`, a day ago at most.
    ///
    /// # Errors
    /// As for every read.
    pub async fn links_mailed(&self, delivery: &DeliveryId, since: Moment) -> Result<usize, Error> {
        let rows = query("select mailed_at from mailed_links where delivery_id = $1 and mailed_at >= $2")
            .bind(delivery.octets().as_slice())
            .bind(since.micros())
            .all(self.inner.reads())
            .await?;
        Ok(rows.len())
    }

    /// What is noted since `since` about proofs and links, of this mailbox itself and of all deliveries to it, the latest first.
    ///
    /// # Errors
    /// As for every read.
    pub async fn security(&self, mailbox: Subject, since: Moment) -> Result<Vec<SecurityRecord>, Error> {
        let codes = query(
            "select made_at, method, tries, used from codes where made_at >= $2 and (delivery_id = $1 or delivery_id in \
             (select id from deliveries where addressee_index = $1)) order by made_at desc limit 200",
        )
        .bind(mailbox.0.as_slice())
        .bind(since.micros())
        .all(self.inner.reads())
        .await?;
        let links = query(
            "select l.mailed_at from mailed_links l join deliveries d on d.id = l.delivery_id \
             where d.addressee_index = $1 and l.mailed_at >= $2 order by l.mailed_at desc limit 200",
        )
        .bind(mailbox.0.as_slice())
        .bind(since.micros())
        .all(self.inner.reads())
        .await?;
        let mut found = Vec::with_capacity(codes.len() + links.len());
        for row in &codes {
            let (tries, used): (i64, i64) = (get(row, 2)?, get(row, 3)?);
            let right = used > 1;
            let wrong = u32::try_from(tries - i64::from(right)).unwrap_or(0);
            found.push(SecurityRecord::Code { at: at(row, 0)?, method: method(get(row, 1)?)?, wrong, right });
        }
        for row in &links {
            found.push(SecurityRecord::Link { at: at(row, 0)? });
        }
        found.sort_by_key(|record| std::cmp::Reverse(record.at()));
        Ok(found)
    }

    /// Whether this is the delivery's access code; the time that it takes does not tell how much of it fits.
    pub fn is_access_code(&self, seen: &Seen, typed: &AccessCode) -> bool {
        let kept = seen.record.access_code.as_ref();
        kept.is_some_and(|kept| same(&kept.0, &access_mac(&self.inner.ring, &seen.id, typed)))
    }

    /// The tries of an access code that are left on the day (UTC) of `now`, of so many. Each is a one-use token: to be spent
    /// in the unit of work that says what came of the try, before anybody is told.
    pub async fn access_tries(&self, delivery: &DeliveryId, now: Moment, most: u32) -> Result<Vec<PageToken>, Error> {
        let day = now.micros().div_euclid(DAY);
        let until = Moment::from_micros((day + 1).saturating_mul(DAY));
        let mut left = Vec::new();
        for n in 0..most {
            let id = access_try(&self.inner.ring, delivery, day, n);
            let spent = query("select 1 from spent_tokens where id = $1").bind(id.as_slice());
            if spent.maybe(self.inner.reads()).await?.is_none() {
                left.push(PageToken { id, until });
            }
        }
        Ok(left)
    }

    /// The delivery's last code, if it can still be right at `now`.
    async fn code(&self, delivery: &DeliveryId, now: Moment) -> Result<Option<SeenCode>, Error> {
        let row = query(
            "select id, mac, tries, until_at, method from codes where delivery_id = $1 and used = 0 \
             order by made_at desc limit 1",
        )
        .bind(delivery.octets().as_slice())
        .maybe(self.inner.reads())
        .await?;
        let Some(row) = row else { return Ok(None) };
        let tries = u32::try_from(get::<i64>(&row, 2)?).unwrap_or(u32::MAX);
        let code = SeenCode {
            delivery: *delivery,
            id: octets(&row, 0)?,
            mac: octets(&row, 1)?,
            method: method(get(&row, 4)?)?,
            tries,
            until: at(&row, 3)?,
        };
        Ok(Some(code).filter(|code| code.left() > 0 && now < code.until))
    }

    /// The session whose secret has this SHA-256, if it has not ended at `now`.
    pub async fn session(&self, hash: &[u8; 32], now: Moment) -> Result<Option<Session>, Error> {
        let row = query(
            "select delivery_id, method, proven_at, until_at, vouched from sessions where hash = $1 and until_at > $2",
        )
        .bind(hash.as_slice())
        .bind(now.micros())
        .maybe(self.inner.reads())
        .await?;
        let Some(row) = row else { return Ok(None) };
        let vouched = get::<Option<&str>>(&row, 4)?.map(serde_json::from_str).transpose();
        let vouched = vouched.map_err(|_| Error::damaged("a session"))?;
        Ok(Some(Session {
            delivery: DeliveryId::from_octets(octets(&row, 0)?),
            identity: Authentication { method: self::method(get(&row, 1)?)?, at: at(&row, 2)?, vouched },
            until: at(&row, 3)?,
        }))
    }

    /// When the mail of this kind about `subject` was handed over, if it was.
    pub async fn told(&self, subject: impl Into<Subject>, what: &str) -> Result<Option<Moment>, Error> {
        let row = query("select told_at from told where subject = $1 and what = $2")
            .bind(subject.into().0.as_slice())
            .bind(what)
            .maybe(self.inner.reads())
            .await?;
        row.map(|row| at(&row, 0)).transpose()
    }

    /// The account of this name.
    pub async fn account(&self, name: &str) -> Result<Option<Account>, Error> {
        let index = self.inner.ring.index("accounts.name_index", name);
        let row = query("select record from accounts where name_index = $1")
            .bind(index.as_slice())
            .maybe(self.inner.reads())
            .await?;
        row.map(|row| self.inner.account(&index, get(&row, 0)?)).transpose()
    }

    /// The account that still holds this mark.
    pub async fn account_with(&self, mark: Mark<'_>) -> Result<Option<Account>, Error> {
        let (purpose, text) = mark.parts();
        let row = query(
            "select a.name_index, a.record from account_marks m \
             join accounts a on a.name_index = m.account_index where m.mark = $1",
        )
        .bind(self.inner.ring.index(purpose, text).as_slice())
        .maybe(self.inner.reads())
        .await?;
        let Some(row) = row else { return Ok(None) };
        let account = self.inner.account(&octets(&row, 0)?, get(&row, 1)?)?;
        let holds = account.marks().any(|held| held == mark);
        Ok(holds.then_some(account))
    }

    /// Every account, in the order of their names.
    pub async fn accounts(&self) -> Result<Vec<Account>, Error> {
        let rows = query("select name_index, record from accounts").all(self.inner.reads()).await?;
        let accounts: Result<Vec<Account>, Error> =
            rows.iter().map(|row| self.inner.account(&octets(row, 0)?, get(row, 1)?)).collect();
        let mut accounts = accounts?;
        accounts.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(accounts)
    }

    /// The account and scopes of the API token with this SHA-256.
    pub async fn token(&self, hash: &[u8; 32]) -> Result<Option<Token>, Error> {
        let row = query(
            "select a.name_index, a.record, t.scopes from api_tokens t \
             join accounts a on a.name_index = t.account_index where t.hash = $1",
        )
        .bind(hash.as_slice())
        .maybe(self.inner.reads())
        .await?;
        let Some(row) = row else { return Ok(None) };
        let account = self.inner.account(&octets(&row, 0)?, get(&row, 1)?)?;
        let scopes = get::<&str>(&row, 2)?.split_whitespace().map(str::to_owned).collect();
        Ok(Some(Token { account, scopes }))
    }

    /// A setting of the service.
    pub async fn setting(&self, name: &str) -> Result<Option<Vec<u8>>, Error> {
        let row = query("select value from settings where name = $1").bind(name).maybe(self.inner.reads()).await?;
        let Some(row) = row else { return Ok(None) };
        let sealed: &[u8] = get(&row, 0)?;
        let clear = self.inner.ring.master.open(&Place("settings.value", name.as_bytes()), sealed);
        clear.map(|clear| Some(clear.to_vec())).ok_or_else(|| Error::damaged("a setting"))
    }

    /// A hash under a key of this data directory, for a purpose of the caller's own, such as a rate limit's bucket that
    /// must survive a restart. It tells nothing about `value` to somebody without the key file.
    pub fn keyed_hash(&self, purpose: &str, value: &[u8]) -> [u8; 16] {
        self.inner.ring.purpose("caller", &[purpose.as_bytes(), value])
    }

    /// How long after it was made a code works.
    pub const CODE_LIVES: Duration = Duration::from_mins(15);
}

fn method(name: &str) -> Result<Method, Error> {
    Method::from_name(name).ok_or_else(|| Error::damaged("a method"))
}

impl super::Inner {
    fn account(&self, index: &[u8; 16], sealed: &[u8]) -> Result<Account, Error> {
        let damaged = || Error::damaged("an account");
        let json = self.ring.master.open(&Place("accounts.record", index), sealed).ok_or_else(damaged)?;
        serde_json::from_slice(&json).map_err(|_| damaged())
    }
}
