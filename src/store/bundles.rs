//! Keeping a bundle in the place of one of the same length and form.
//!
//! Crash: the unit is there whole or not at all. After it the former bundle's file is named by no row: it is removed here, or
//! with the other leftovers when the data directory is opened next.

use super::content::Stored;
use super::folder::Finished;
use super::reads::get;
use super::seen::Seen;
use super::sql::query;
use super::work::Form;
use super::{CommitError, Error, Store, Work};
use crate::erds::moment::Moment;

impl Store {
    /// Keeps a bundle of this length and form, made at this moment, in the place of the one that there may be.
    ///
    /// # Errors
    /// As `commit`.
    pub async fn keep_bundle(
        &self,
        seen: &Seen,
        length: u32,
        form: Form,
        bundle: Stored,
        made: Moment,
    ) -> Result<(), CommitError> {
        let former = self.bundle_file(seen, length, form).await?;
        let mut work = Work::new();
        work.export(seen, length, form, bundle, made);
        self.commit(work).await?;
        let Some(former) = former else { return Ok(()) };
        let named = self.bundle_file(seen, length, form).await;
        if named.is_ok_and(|named| named.as_ref() != Some(&former)) {
            // Dropped without being named, it is removed.
            drop(Finished::new(self.inner.folder.content().join(former)));
        }
        Ok(())
    }

    async fn bundle_file(&self, seen: &Seen, length: u32, form: Form) -> Result<Option<String>, Error> {
        let row = query("select file from exports where delivery_id = $1 and length = $2 and form = $3")
            .bind(seen.id.octets().as_slice())
            .bind(i64::from(length))
            .bind(form.number())
            .maybe(self.inner.reads())
            .await?;
        row.map_or(Ok(None), |row| get(&row, 0))
    }
}
