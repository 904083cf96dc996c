//! Reading one delivery and what hangs on it, decrypted under its record key. Every read is a snapshot of its own.

use super::content::Content;
use super::error::Error;
use super::keys::{Key, Place};
use super::notices::{Notice, NoticeState};
use super::prepare::{bundle_owner, content_owner, notice_place, stream};
use super::record;
use super::seen::{Head, Kept, KeptAcknowledgement, KeptExtract, Seen, SubmissionKey};
use super::sql::{Column, Row, query};
use super::work::{Form, Handed};
use super::{Inner, Store};
use crate::erds::content::Sha256;
use crate::erds::delivery::Keeping;
use crate::erds::event::Event;
use crate::erds::id::{DeliveryId, EvidenceId, SubmissionId};
use crate::erds::moment::Moment;

impl Store {
    /// The delivery as it stands; `None` where there is none or its record was erased.
    ///
    /// # Errors
    /// `Unavailable` where the database is busy, `Broken` where what is kept was damaged. So for every read below.
    pub async fn delivery(&self, id: &DeliveryId) -> Result<Option<Seen>, Error> {
        let row = query(
            "select d.submission_id, d.version, d.intake, d.offer, d.decision, d.content, d.handover, d.deadline_at, \
             d.chain_length, d.chain_digest, d.sealed_length, d.link_generation, r.bytes, k.record_key, k.content_key \
             from deliveries d join keys k on k.delivery_id = d.id join records r on r.delivery_id = d.id where d.id = $1",
        )
        .bind(id.octets().as_slice())
        .maybe(self.inner.reads()).await?;
        row.map_or(Ok(None), |row| self.inner.seen(id, &row))
    }

    /// All statements of a delivery, those outside the sequence last, each with its seal where it has one.
    pub async fn statements(&self, seen: &Seen) -> Result<Vec<Kept>, Error> {
        let rows = query(
            "select s.id, s.event, s.sequence, s.stated_at, s.digest, s.bytes, e.bytes, e.sealed_at from statements s \
             left join sealed e on e.statement_id = s.id where s.delivery_id = $1 \
             order by case when s.sequence is null then 1 else 0 end, s.sequence, s.stated_at, s.id",
        )
        .bind(seen.id.octets().as_slice())
        .all(self.inner.reads())
        .await?;
        rows.iter().map(|row| kept(seen, row)).collect()
    }

    /// The extracts of the chain's evidence, in order; evidence that was sealed before there were any has none.
    pub async fn extracts(&self, seen: &Seen) -> Result<Vec<KeptExtract>, Error> {
        let rows = query(
            "select x.id, s.sequence, s.event, x.bytes, x.openings from statements s \
             join extracts x on x.statement_id = s.id where s.delivery_id = $1 order by s.sequence",
        )
        .bind(seen.id.octets().as_slice())
        .all(self.inner.reads())
        .await?;
        rows.iter().map(|row| extract(seen, row)).collect()
    }

    /// The first statement of the chain, without its seal.
    pub async fn first_statement(&self, seen: &Seen) -> Result<Option<Kept>, Error> {
        let row = query(
            "select s.id, s.event, s.sequence, s.stated_at, s.digest, s.bytes from statements s \
             where s.delivery_id = $1 and s.sequence = 1",
        )
        .bind(seen.id.octets().as_slice())
        .maybe(self.inner.reads())
        .await?;
        row.map(|row| stated(seen, &row)).transpose()
    }

    /// The statements of the chain that are of this event, in order, without their seals.
    pub async fn statements_of(&self, seen: &Seen, event: Event) -> Result<Vec<Kept>, Error> {
        let rows = query(
            "select s.id, s.event, s.sequence, s.stated_at, s.digest, s.bytes from statements s \
             where s.delivery_id = $1 and s.event = $2 and s.sequence is not null order by s.sequence",
        )
        .bind(seen.id.octets().as_slice())
        .bind(event.name())
        .all(self.inner.reads())
        .await?;
        rows.iter().map(|row| stated(seen, row)).collect()
    }

    /// The statements of the chain that are not sealed, in order.
    pub async fn unsealed(&self, seen: &Seen) -> Result<Vec<Kept>, Error> {
        let rows = query(
            "select s.id, s.event, s.sequence, s.stated_at, s.digest, s.bytes from statements s \
             left join sealed e on e.statement_id = s.id \
             where s.delivery_id = $1 and s.sequence is not null and e.statement_id is null order by s.sequence",
        )
        .bind(seen.id.octets().as_slice())
        .all(self.inner.reads())
        .await?;
        rows.iter().map(|row| stated(seen, row)).collect()
    }

    /// All attempts at the notice and its reminders, in the order of their numbers.
    pub async fn notices(&self, seen: &Seen) -> Result<Vec<Notice>, Error> {
        let rows = query(
            "select number, state, deadline_at, generation, template, template_digest, bytes, dialogue, begun_at, \
             coalesce(last_begun_at, begun_at), ended_at, reminder from notices where delivery_id = $1 order by number",
        )
        .bind(seen.id.octets().as_slice())
        .all(self.inner.reads())
        .await?;
        rows.iter().map(|row| notice(seen, row)).collect()
    }

    /// The attempts that were begun and whose end nobody noted: after a restart these are the dead ones.
    pub async fn begun_notices(&self) -> Result<Vec<(DeliveryId, u32)>, Error> {
        let rows = query("select delivery_id, number from notices where state = 0 order by begun_at")
            .all(self.inner.reads())
            .await?;
        rows.iter().map(|row| Ok((DeliveryId::from_octets(octets(row, 0)?), small(row, 1)?))).collect()
    }

    /// The acknowledgement documents of a delivery, in the order they were made.
    pub async fn acknowledgements(&self, seen: &Seen) -> Result<Vec<KeptAcknowledgement>, Error> {
        let rows = query(
            "select digest, bytes, made_at from acknowledgements where delivery_id = $1 order by made_at, digest",
        )
        .bind(seen.id.octets().as_slice())
        .all(self.inner.reads())
        .await?;
        let read = |row: &Row| {
            let digest: [u8; 32] = octets(row, 0)?;
            let place = [seen.id.octets().as_slice(), &digest].concat();
            let bytes = open(&seen.record_key, &Place("acknowledgements.bytes", &place), get(row, 1)?)?;
            Ok(KeptAcknowledgement { digest: Sha256(digest), bytes, at: at(row, 2)? })
        };
        rows.iter().map(read).collect()
    }

    /// Which byte ranges were sent completely, until E.1 forgets them.
    pub async fn handed(&self, seen: &Seen) -> Result<Vec<Handed>, Error> {
        let rows = query(
            "select part, from_byte, to_byte, handed_at from handed where delivery_id = $1 order by part, from_byte",
        )
        .bind(seen.id.octets().as_slice())
        .all(self.inner.reads())
        .await?;
        let read =
            |row: &Row| Ok(Handed { part: small(row, 0)?, from: large(row, 1)?, to: large(row, 2)?, at: at(row, 3)? });
        rows.iter().map(read).collect()
    }

    /// The content, as long as this delivery's key to it is kept; `None` once it was destroyed.
    pub async fn content(&self, seen: &Seen) -> Result<Option<Content>, Error> {
        let row = query(
            "select k.content_key, k.submission_key, c.size, c.prefix, c.bytes, c.file from keys k \
             join contents c on c.submission_id = k.submission_id where k.delivery_id = $1 and k.content_key is not null",
        )
        .bind(seen.id.octets().as_slice())
        .maybe(self.inner.reads()).await?;
        let Some(row) = row else { return Ok(None) };
        let wrapped: &[u8] = get(&row, 0)?;
        let content_key = self.inner.unwrap("keys.content_key", &seen.id, wrapped)?;
        let submission_key = open(&content_key, &Place("keys.submission_key", seen.id.octets()), get(&row, 1)?)?;
        let key = Key::from_slice(&submission_key).ok_or_else(|| Error::damaged("a submission key"))?;
        self.inner.stored(&row, 2, key, content_owner(&seen.submission)).await.map(Some)
    }

    /// The key of the content of a delivery's submission, as long as this delivery's key to it is kept.
    pub async fn submission_key(&self, seen: &Seen) -> Result<Option<SubmissionKey>, Error> {
        let Some(content_key) = &seen.content_key else { return Ok(None) };
        let row = query("select submission_key from keys where delivery_id = $1 and content_key is not null")
            .bind(seen.id.octets().as_slice())
            .maybe(self.inner.reads())
            .await?;
        let Some(row) = row else { return Ok(None) };
        let key = open(content_key, &Place("keys.submission_key", seen.id.octets()), get(&row, 0)?)?;
        let key = Key::from_slice(&key).ok_or_else(|| Error::damaged("a submission key"))?;
        Ok(Some(SubmissionKey(key)))
    }

    /// The bundle of the chain at this length, where it was made.
    pub async fn bundle(&self, seen: &Seen, length: u32, form: Form) -> Result<Option<Content>, Error> {
        let row = query(
            "select wrapped_key, size, prefix, bytes, file from exports \
             where delivery_id = $1 and length = $2 and form = $3",
        )
        .bind(seen.id.octets().as_slice())
        .bind(i64::from(length))
        .bind(form.number())
        .maybe(self.inner.reads())
        .await?;
        let key = match form {
            Form::Evidence => Some(&seen.record_key),
            Form::WithMessage => seen.content_key.as_ref(),
        };
        let (Some(row), Some(key)) = (row, key) else { return Ok(None) };
        let owner = bundle_owner(&seen.id, length, form);
        let key = open(key, &Place("exports.wrapped_key", &owner), get(&row, 0)?)?;
        let key = Key::from_slice(&key).ok_or_else(|| Error::damaged("a bundle's key"))?;
        self.inner.stored(&row, 1, key, owner).await.map(Some)
    }

    /// The length of the longest chain of which a bundle was made in this form.
    pub async fn last_bundle(&self, seen: &Seen, form: Form) -> Result<Option<u32>, Error> {
        let row = query("select max(length) from exports where delivery_id = $1 and form = $2")
            .bind(seen.id.octets().as_slice())
            .bind(form.number())
            .one(self.inner.reads())
            .await?;
        let length: Option<i64> = get(&row, 0)?;
        Ok(length.and_then(|length| u32::try_from(length).ok()))
    }
}

impl Inner {
    fn seen(&self, id: &DeliveryId, row: &Row) -> Result<Option<Seen>, Error> {
        let (sealed, wrapped): (Option<&[u8]>, Option<&[u8]>) = (get(row, 12)?, get(row, 13)?);
        let (Some(sealed), Some(wrapped)) = (sealed, wrapped) else { return Ok(None) };
        let record_key = self.unwrap("keys.record_key", id, wrapped)?;
        let json = open(&record_key, &Place("records.bytes", id.octets()), sealed)?;
        let (record, terms) = record::read(&json).map_err(|error| Error::damaged(error.0))?;
        let state = [get(row, 2)?, get(row, 3)?, get(row, 4)?, get(row, 5)?, get(row, 6)?];
        let deadline: Option<i64> = get(row, 7)?;
        let delivery = record::restore(state, deadline.map(Moment::from_micros))
            .ok_or_else(|| Error::damaged("a delivery's state"))?;
        let digest: Option<&[u8]> = get(row, 9)?;
        let length = small(row, 8)?;
        let head = match digest {
            None => None,
            Some(digest) => {
                let digest = digest.try_into().map_err(|_| Error::damaged("a chain's digest"))?;
                Some(Head { length, digest: Sha256(digest) })
            }
        };
        let content_key: Option<&[u8]> = get(row, 14)?;
        let content_key = content_key.map(|wrapped| self.unwrap("keys.content_key", id, wrapped)).transpose()?;
        Ok(Some(Seen {
            id: *id,
            submission: SubmissionId::from_octets(octets(row, 0)?),
            delivery,
            terms,
            record,
            head,
            sealed: small(row, 10)?,
            generation: small(row, 11)?,
            content_kept: content_key.is_some() && delivery.content() == Keeping::Kept,
            version: get(row, 1)?,
            record_key,
            content_key,
        }))
    }

    fn unwrap(&self, place: &'static str, id: &DeliveryId, wrapped: &[u8]) -> Result<Key, Error> {
        let octets = open(&self.ring.master, &Place(place, id.octets()), wrapped)?;
        Key::from_slice(&octets).ok_or_else(|| Error::damaged("a wrapped key"))
    }

    /// The octets whose size, prefix, bytes and file stand in the columns from `first` on.
    async fn stored(&self, row: &Row, first: usize, key: Key, owner: Vec<u8>) -> Result<Content, Error> {
        let stream =
            stream(key, get(row, first + 1)?, owner).ok_or_else(|| Error::damaged("a content's nonce prefix"))?;
        let size = large(row, first)?;
        let (bytes, file): (Option<Vec<u8>>, Option<String>) = (get(row, first + 2)?, get(row, first + 3)?);
        match (bytes, file) {
            (Some(bytes), None) => Ok(Content::in_row(size, stream, bytes)),
            (None, Some(name)) => Content::in_file(size, stream, self.folder.content().join(name)).await,
            _ => Err(Error::damaged("a content's place")),
        }
    }
}

/// A statement, with the seal that stands in the columns behind it.
fn kept(seen: &Seen, row: &Row) -> Result<Kept, Error> {
    let kept = stated(seen, row)?;
    let (sealed, sealed_at): (Option<&[u8]>, Option<i64>) = (get(row, 6)?, get(row, 7)?);
    let sealed = match sealed.zip(sealed_at) {
        Some((bytes, at)) => {
            let bytes = open(&seen.record_key, &Place("sealed.bytes", kept.id.octets()), bytes)?;
            Some((bytes, Moment::from_micros(at)))
        }
        None => None,
    };
    Ok(Kept { sealed, ..kept })
}

/// A statement without its seal.
fn stated(seen: &Seen, row: &Row) -> Result<Kept, Error> {
    let id: [u8; 16] = octets(row, 0)?;
    let name: &str = get(row, 1)?;
    let sequence: Option<i64> = get(row, 2)?;
    Ok(Kept {
        id: EvidenceId::from_octets(id),
        event: Event::ALL.into_iter().find(|e| e.name() == name).ok_or_else(|| Error::damaged("an event"))?,
        sequence: sequence.and_then(|sequence| u32::try_from(sequence).ok()),
        time: at(row, 3)?,
        digest: Sha256(octets(row, 4)?),
        canonical: open(&seen.record_key, &Place("statements.bytes", &id), get(row, 5)?)?,
        sealed: None,
    })
}

fn extract(seen: &Seen, row: &Row) -> Result<KeptExtract, Error> {
    let id: [u8; 16] = octets(row, 0)?;
    let name: &str = get(row, 2)?;
    Ok(KeptExtract {
        id: EvidenceId::from_octets(id),
        sequence: small(row, 1)?,
        event: Event::ALL.into_iter().find(|e| e.name() == name).ok_or_else(|| Error::damaged("an event"))?,
        sealed: open(&seen.record_key, &Place("extracts.bytes", &id), get(row, 3)?)?,
        openings: open(&seen.record_key, &Place("extracts.openings", &id), get(row, 4)?)?,
    })
}

fn notice(seen: &Seen, row: &Row) -> Result<Notice, Error> {
    let number = small(row, 0)?;
    let place = notice_place(&seen.id, number);
    let dialogue: Option<&[u8]> = get(row, 7)?;
    let dialogue = dialogue.map(|text| open(&seen.record_key, &Place("notices.dialogue", &place), text)).transpose()?;
    let ended: Option<i64> = get(row, 10)?;
    let reminder: Option<i64> = get(row, 11)?;
    let reminder = reminder.map(u16::try_from).transpose().map_err(|_| Error::damaged("a reminder's number"))?;
    Ok(Notice {
        number,
        reminder,
        state: NoticeState::from_number(get(row, 1)?).ok_or_else(|| Error::damaged("a notice's state"))?,
        deadline: at(row, 2)?,
        generation: small(row, 3)?,
        template: get(row, 4)?,
        template_digest: Sha256(octets(row, 5)?),
        bytes: open(&seen.record_key, &Place("notices.bytes", &place), get(row, 6)?)?,
        dialogue,
        begun_at: at(row, 8)?,
        last_begun_at: at(row, 9)?,
        ended_at: ended.map(Moment::from_micros),
    })
}

pub(super) fn open(key: &Key, place: &Place<'_>, sealed: &[u8]) -> Result<Vec<u8>, Error> {
    key.open(place, sealed).map(|clear| clear.to_vec()).ok_or_else(|| Error::damaged(place.0))
}

/// The value in a column.
pub(super) fn get<'r, T: Column<'r>>(row: &'r Row, column: usize) -> Result<T, Error> {
    row.try_get(column).map_err(Error::from_sql)
}

/// The octets of fixed length in a column.
pub(super) fn octets<const N: usize>(row: &Row, column: usize) -> Result<[u8; N], Error> {
    get::<&[u8]>(row, column)?.try_into().map_err(|_| Error::damaged("octets of a fixed length"))
}

/// The moment in a column.
pub(super) fn at(row: &Row, column: usize) -> Result<Moment, Error> {
    Ok(Moment::from_micros(get(row, column)?))
}

pub(super) fn small(row: &Row, column: usize) -> Result<u32, Error> {
    u32::try_from(get::<i64>(row, column)?).map_err(|_| Error::damaged("a number"))
}

pub(super) fn large(row: &Row, column: usize) -> Result<u64, Error> {
    u64::try_from(get::<i64>(row, column)?).map_err(|_| Error::damaged("a size"))
}
