//! The list of destroyed keys: `destroyed` in the data directory, one line per key, only ever appended to. A backup leaves it
//! out and a restore needs it, so that a key that was destroyed after the backup stays destroyed. It may be a symbolic link
//! to another disk, and should be: the list must survive the loss of this one.
//!
//! Crash: a destruction is first committed, then noted, then answered. What was committed and not noted is noted at the next
//! open; what is noted and was not destroyed, since older files were put back, is destroyed at the next open. A line that
//! was torn is completed by a line end and written again.

use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use super::Error;
use super::error::Cause;
use super::folder::sync_folder;
use super::prepare::Destroy;
use super::reads::{get, octets};
use super::rows;
use super::sql::{Connection, Reads, Row, query};
use crate::erds::id::DeliveryId;

/// Its name in the data directory.
pub const NAME: &str = "destroyed";

const HEAD: &str =
    "# recepis: keys that were destroyed. Restoring a backup needs this list; keep it on another disk.\n";

/// Which keys of a delivery were destroyed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Which {
    /// The key to the content: recalled, or no longer kept.
    Content,
    /// That and the key to the record: erased.
    Record,
}

impl Which {
    fn name(self) -> &'static str {
        match self {
            Self::Content => "content",
            Self::Record => "record",
        }
    }
}

/// A list, read: for each delivery what was destroyed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Destroyed(BTreeMap<DeliveryId, Which>);

/// A line of a list that is not understood.
#[derive(Debug, thiserror::Error)]
#[error("line {0} of the list of destroyed keys is not understood")]
pub struct Misread(usize);

impl Destroyed {
    /// Reads a list. A last line without its end was torn by a crash and is passed over, as the keys it meant are noted again.
    ///
    /// # Errors
    /// A line that is not understood: a list that says less than it should would bring keys back.
    pub fn parse(text: &str) -> Result<Self, Misread> {
        let mut list = Self::default();
        for (number, line) in text.split_inclusive('\n').enumerate() {
            let Some(line) = line.strip_suffix('\n') else { break };
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let read = |line: &str| {
                let (id, which) = line.split_once(' ')?;
                let which = [Which::Content, Which::Record].into_iter().find(|known| known.name() == which)?;
                Some((id.parse::<DeliveryId>().ok()?, which))
            };
            match read(line) {
                Some((id, which)) => list.add(id, which),
                // A line that was torn, completed by a line end.
                None if is_torn(line) => {}
                None => return Err(Misread(number + 1)),
            }
        }
        Ok(list)
    }

    /// The list as text.
    pub fn print(&self) -> String {
        let lines = self.0.iter().map(|(id, which)| line(id, *which));
        std::iter::once(HEAD.to_owned()).chain(lines).collect()
    }

    /// Adds what another list says.
    pub fn merge(&mut self, other: Self) {
        other.0.into_iter().for_each(|(id, which)| self.add(id, which));
    }

    /// How many deliveries stand in it.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing does.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn add(&mut self, id: DeliveryId, which: Which) {
        let known = self.0.entry(id).or_insert(which);
        *known = (*known).max(which);
    }
}

/// Whether this is the beginning of a line, which a later line end completed.
fn is_torn(line: &str) -> bool {
    match line.split_once(' ') {
        None => line.len() <= 26 && line.bytes().all(|octet| octet.is_ascii_digit() || octet.is_ascii_uppercase()),
        Some((id, rest)) => {
            id.parse::<DeliveryId>().is_ok() && ["content", "record"].iter().any(|which| which.starts_with(rest))
        }
    }
}

fn line(id: &DeliveryId, which: Which) -> String {
    format!("{id} {}\n", which.name())
}

/// Appends to the list in a data directory; on disk when this returns.
fn append(root: &Path, entries: &[(DeliveryId, Which)]) -> io::Result<()> {
    let path = root.join(NAME);
    let fresh = !path.exists();
    let mut text = if fresh { HEAD.to_owned() } else { String::new() };
    let mut file = OpenOptions::new().read(true).append(true).create(true).mode(0o600).open(&path)?;
    let mut last = [b'\n'];
    if file.metadata()?.len() > 0 {
        file.seek(SeekFrom::End(-1))?;
        file.read_exact(&mut last)?;
    }
    if last != *b"\n" {
        text.push('\n');
    }
    for (id, which) in entries {
        text.push_str(&line(id, *which));
    }
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    if fresh { sync_folder(root) } else { Ok(()) }
}

/// Notes what a committed group destroyed. What cannot be noted is told to the operator and noted at the next open.
pub(super) fn note(root: &Path, destroyed: &[Destroy]) {
    let which = |record_too| if record_too { Which::Record } else { Which::Content };
    let entries: Vec<_> =
        destroyed.iter().map(|gone| (DeliveryId::from_octets(gone.delivery), which(gone.record_too))).collect();
    if let Err(error) = append(root, &entries) {
        tracing::error!(error = %error, "destroyed keys could not be noted: a backup restored now would bring them back");
    }
}

/// The list in a data directory.
fn listed(path: &Path) -> Result<Destroyed, Error> {
    match fs::read_to_string(path) {
        Ok(text) => Destroyed::parse(&text).map_err(|error| Error::Broken(Cause::new(error))),
        // A link whose disk is not there is no empty list.
        Err(error) if error.kind() == io::ErrorKind::NotFound && !path.is_symlink() => Ok(Destroyed::default()),
        Err(source) => Err(Error::Folder { path: path.to_owned(), source }),
    }
}

/// What list and database say otherwise than each other: whose keys are there although they were destroyed, and how many
/// destroyed ones the list lacks.
pub(super) async fn compared(reads: &Reads, root: &Path) -> Result<(Vec<DeliveryId>, usize), Error> {
    let list = listed(&root.join(NAME))?;
    let gone = read_destroyed(&query(DESTROYED).all(reads).await?)?;
    let mut back = Vec::new();
    for (id, _) in list.0.iter().filter(|(id, which)| gone.0.get(id).is_none_or(|gone| gone < *which)) {
        let known = query("select 1 from keys where delivery_id = $1").bind(id.octets().as_slice());
        if known.maybe(reads).await?.is_some() {
            back.push(*id);
        }
    }
    let lacks = gone.0.iter().filter(|(id, which)| list.0.get(id).is_none_or(|listed| listed < which)).count();
    Ok((back, lacks))
}

/// Makes list and database say the same: destroys again what the list names, notes what it lacks. Gives the number of
/// deliveries whose keys had come back, and the files that no row names any more.
pub(super) async fn reconcile(connection: &mut Connection<'_>, root: &Path) -> Result<(usize, Vec<String>), Error> {
    let path = root.join(NAME);
    let list = listed(&path)?;
    let gone = destroyed(connection).await?;
    let mut back = (0, Vec::new());
    for (id, which) in list.0.iter().filter(|(id, which)| gone.0.get(id).is_none_or(|gone| gone < *which)) {
        if let Some(files) = again(connection, id, *which).await? {
            back.0 += 1;
            back.1.extend(files);
        }
    }
    let missing = gone.0.into_iter().filter(|(id, which)| list.0.get(id).is_none_or(|listed| listed < which));
    let missing: Vec<_> = missing.collect();
    if !missing.is_empty() || !path.exists() {
        append(root, &missing).map_err(|source| Error::Folder { path: PathBuf::from(&path), source })?;
    }
    Ok(back)
}

/// What is destroyed in the database.
async fn destroyed(connection: &mut Connection<'_>) -> Result<Destroyed, Error> {
    read_destroyed(&query(DESTROYED).rows(connection.again()).await.map_err(Error::from_sql)?)
}

/// A submission that was refused never had a key to a content.
const DESTROYED: &str = "select k.delivery_id, cast(case when k.record_key is null then 0 else 1 end as bigint) from keys k \
     join deliveries d on d.id = k.delivery_id where k.record_key is null or (k.content_key is null and d.intake = 1)";

fn read_destroyed(rows: &[Row]) -> Result<Destroyed, Error> {
    let mut gone = Destroyed::default();
    for row in rows {
        let which = if get::<i64>(row, 1)? == 0 { Which::Record } else { Which::Content };
        gone.add(DeliveryId::from_octets(octets(row, 0)?), which);
    }
    Ok(gone)
}

/// Destroys keys that came back with older files; `None` where the database has no such delivery. The delivery stays
/// closed: the law refuses whatever needs its content.
async fn again(connection: &mut Connection<'_>, id: &DeliveryId, which: Which) -> Result<Option<Vec<String>>, Error> {
    let delivery = id.octets().as_slice();
    let row = query("select submission_id from keys where delivery_id = $1").bind(delivery);
    let rows = row.rows(connection.again()).await.map_err(Error::from_sql)?;
    let Some(row) = rows.first() else { return Ok(None) };
    let submission = octets(row, 0)?;
    let destroy = Destroy { delivery: *id.octets(), submission, record_too: which == Which::Record };
    query(connection.begin()).run(connection.again()).await.map_err(Error::from_sql)?;
    let done = async {
        query("update deliveries set content = 2, version = version + 1 where id = $1 and content = 0")
            .bind(delivery)
            .run(connection.again())
            .await?;
        if which == Which::Record {
            query("update deliveries set addressee_index = null, sender_index = null where id = $1")
                .bind(delivery)
                .run(connection.again())
                .await?;
            query("delete from records where delivery_id = $1").bind(delivery).run(connection.again()).await?;
        }
        let files = rows::destroy(connection, &destroy).await?;
        query("commit").run(connection.again()).await?;
        Ok(Some(files))
    };
    done.await.map_err(Error::from_sql)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids() -> [DeliveryId; 2] {
        [DeliveryId::from_octets([1; 16]), DeliveryId::from_octets([2; 16])]
    }

    #[test]
    fn a_list_reads_back_as_appended_and_the_stronger_of_two_lines_counts() {
        let (folder, [one, two]) = (tempfile::tempdir().unwrap(), ids());
        append(folder.path(), &[(one, Which::Content), (two, Which::Record)]).unwrap();
        append(folder.path(), &[(one, Which::Record), (two, Which::Content)]).unwrap();
        let text = fs::read_to_string(folder.path().join(NAME)).unwrap();
        let list = Destroyed::parse(&text).unwrap();
        assert_eq!(list.0, BTreeMap::from([(one, Which::Record), (two, Which::Record)]));
        assert_eq!(Destroyed::parse(&list.print()).unwrap(), list);
    }

    #[test]
    fn a_torn_line_harms_no_other_and_a_line_of_something_else_is_refused() {
        let [one, two] = ids();
        let whole = format!("{HEAD}{}", line(&one, Which::Content));
        for cut in HEAD.len()..whole.len() {
            let folder = tempfile::tempdir().unwrap();
            fs::File::create(folder.path().join(NAME)).unwrap().write_all(&whole.as_bytes()[..cut]).unwrap();
            append(folder.path(), &[(two, Which::Record)]).unwrap();
            let text = fs::read_to_string(folder.path().join(NAME)).unwrap();
            let list = Destroyed::parse(&text).unwrap();
            assert_eq!(list.0.get(&two), Some(&Which::Record), "{cut}");
        }
        for wrong in ["<html>\n", "01ARZ3NDEKTSV4RRFFQ69G5FAV everything and more than that\n", "é\n"] {
            assert!(Destroyed::parse(wrong).is_err(), "{wrong}");
        }
    }
}
