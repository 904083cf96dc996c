//! A case: all files that somebody hands over, told apart by their octets, and judged. The command, the page in a browser and the service's
//! own page hand theirs in here, so that none of them can say another thing than the others.

use std::io::{self, Cursor, Read, Seek, SeekFrom};

use crate::bundle::{self, Limits};
use crate::crypto::{SUITABILITY_LIMIT, Sha256Stream, Suitability};
use crate::erds::content::Sha256;
use crate::erds::moment::Moment;
use crate::format::pdf;
use crate::seal::xmldsig;
use crate::tlog::own;
use crate::tlog::promise::Promise;

use super::anchors::{self, Anchor};
use super::facts::chain_of;
use super::foreign::{self, LIMIT};
use super::lists::{self, Lists};
use super::notice::{self, DkimKey, Published};
use super::printed::{self, Opened};
use super::report::Report;
use super::trust::{Required, TrustAnchors};
use super::verdict::Findings;
use super::{disputed, open_and_verify, open_and_verify_under, promise_alone};

/// The most trusted lists at a time, those of all member states and the list of lists; and the most attachments.
const MOST: usize = 64;

/// A file and its name, as somebody gave it.
#[derive(Clone, Debug)]
pub struct File<R> {
    /// Its name.
    pub name: String,
    /// Its octets.
    pub content: R,
}

/// What is handed over.
#[derive(Debug)]
pub struct Case<R> {
    /// A bundle, or the report as PDF that it is attached to, a promise of the log, or both in any order; or one thing that another service
    /// made.
    pub files: Vec<File<R>>,
    /// The folder of anchors; nothing is trusted without one.
    pub trust: Option<Vec<Anchor>>,
    /// What must be proven of every evidence.
    pub required: Required,
    /// Until when which algorithm is strong enough (ETSI TS 119 322), where it is not our own table.
    pub algorithms: Option<File<R>>,
    /// Trusted lists.
    pub lists: Vec<File<R>>,
    /// What a signature or time-stamp of another service is over.
    pub content: Option<File<R>>,
    /// The message, where it is not in the bundle.
    pub message: Option<File<R>>,
    /// Files that are said to have been attached.
    pub attachments: Vec<File<R>>,
    /// Published templates of notices, beside those that this program knows and those among the anchors.
    pub templates: Option<Vec<Anchor>>,
}

impl<R> Case<R> {
    /// These files with nothing beside them: nothing is trusted, nothing asked for.
    pub fn of(files: Vec<File<R>>) -> Self {
        Self {
            files,
            trust: None,
            required: Required::default(),
            algorithms: None,
            lists: Vec::new(),
            content: None,
            message: None,
            attachments: Vec::new(),
            templates: None,
        }
    }
}

/// A notice, and what it is held against.
struct Mail {
    octets: Vec<u8>,
    lists: Vec<Vec<u8>>,
    keys: Vec<DkimKey>,
    templates: Vec<Published>,
}

impl Mail {
    fn given<'a>(&'a self, trusted: Option<&'a Lists>) -> notice::Given<'a> {
        let Self { octets, lists, keys, templates } = self;
        notice::Given { octets, lists, keys, templates, trusted }
    }
}

/// The bundle, and the promise.
type Given<R> = (Option<File<R>>, Option<Vec<u8>>);

/// Where a bundle is read from.
enum Source<R> {
    Given(R),
    /// It was attached to a report.
    Attached(Cursor<Vec<u8>>),
}

impl<R: Read> Read for Source<R> {
    fn read(&mut self, octets: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Given(given) => given.read(octets),
            Self::Attached(attached) => attached.read(octets),
        }
    }
}

impl<R: Seek> Seek for Source<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        match self {
            Self::Given(given) => given.seek(to),
            Self::Attached(attached) => attached.seek(to),
        }
    }
}

/// Why a case cannot be judged.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file that cannot be read, or is not what it is given for.
    #[error("{name}: {why}")]
    File {
        /// The file.
        name: String,
        /// Why.
        why: String,
    },
    /// The folder of anchors.
    #[error(transparent)]
    Trust(#[from] anchors::Error),
    /// Files that do not go together.
    #[error(transparent)]
    Mixed(#[from] Mixed),
}

/// What does not go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Mixed {
    /// Attachments, and no bundle whose message they are compared with.
    #[error("an attachment is compared with a bundle's message, and no bundle is given")]
    AttachmentAlone,
    /// Attachments, and no message.
    #[error("an attachment is compared with the message, and it is not in the bundle")]
    AttachmentWithoutMessage,
    /// Content beside a bundle.
    #[error("content beside a signature belongs to what another service made, and this is a bundle")]
    ContentOfBundle,
    /// Two bundles, one of which may be attached to a report.
    #[error("one bundle at a time")]
    ManyBundles,
    /// Two promises.
    #[error("one promise at a time")]
    ManyPromises,
    /// A message, and no bundle.
    #[error("a message is compared with a bundle, and none is given")]
    MessageAlone,
    /// Two reports as PDF.
    #[error("one report at a time")]
    ManyReports,
    /// Two notices.
    #[error("one notice at a time")]
    ManyNotices,
    /// Content or a message beside a notice alone.
    #[error("content and a message are not compared with a notice")]
    NoticeAndMore,
    /// A notice and a promise.
    #[error("a notice is held against a bundle, and not against a promise")]
    NoticeAndPromise,
    /// Templates were given, and none is one.
    #[error("the folder holds no template NAME/VERSION/LANGUAGE.txt")]
    NoTemplate,
    /// Nothing.
    #[error("no bundle given")]
    Nothing,
    /// Templates, and no notice.
    #[error("templates belong to a notice, and none is given")]
    TemplatesAlone,
    /// More attachments than are compared.
    #[error("{MOST} attachments at most")]
    TooManyAttachments,
    /// More trusted lists than are read.
    #[error("{MOST} trusted lists at most")]
    TooManyLists,
}

impl<R: Read + Seek> Case<R> {
    /// Judges it for a moment.
    ///
    /// # Errors
    /// When nothing can be judged: files that do not go together, or a file beside the bundle that is not what it is given for. What is
    /// wrong with the bundle itself stands in the report.
    pub fn judge(mut self, at: Moment) -> Result<Report, Error> {
        let trust = self.trust.take();
        let mut trusted = trust.as_deref().map(anchors::anchors).transpose()?.unwrap_or_default();
        trusted.log.required = self.required;
        if let Some(table) = &mut self.algorithms {
            trusted.suitability = suitability(table)?;
        }
        let trust = trust.unwrap_or_default();
        let lists = self.lists(&trust, &trusted.suitability, at)?;
        let printed = self.printed()?;
        let mail = self.mail(&trust)?;
        let alone = self.files.is_empty() && printed.is_none();
        let foreign = match &mail {
            Some(_) if alone && (self.content.is_some() || self.message.is_some()) => {
                return Err(Mixed::NoticeAndMore.into());
            }
            Some(mail) if alone => Some(notice::judge(&mail.given(lists.as_ref()), &trusted, at)),
            Some(_) => None,
            None if self.templates.is_some() => return Err(Mixed::TemplatesAlone.into()),
            None if printed.is_some() => None,
            None => self.foreign(&trust, &trusted, lists.as_ref(), at)?,
        };
        if let Some(report) = foreign {
            return if self.attachments.is_empty() { Ok(report) } else { Err(Mixed::AttachmentAlone.into()) };
        }
        if self.content.is_some() {
            return Err(Mixed::ContentOfBundle.into());
        }
        let (given, promise) = self.given()?;
        let mut bundle = bundle_of(given, printed.as_ref())?;
        let mut report = match (&mut bundle, &promise) {
            (Some(bundle), promise) => {
                let mut report = match &lists {
                    Some(lists) => open_and_verify_under(&mut bundle.content, &trusted, lists, at),
                    None => open_and_verify(&mut bundle.content, &trusted, at),
                };
                if let Some(promise) = promise {
                    report.judge_promise(promise, &trusted);
                }
                report
            }
            (None, _) if printed.is_some() => super::unread(Findings::default(), Vec::new(), at),
            (None, _) if self.message.is_some() => return Err(Mixed::MessageAlone.into()),
            (None, Some(promise)) => promise_alone(promise, &trusted, at),
            (None, None) => return Err(Mixed::Nothing.into()),
        };
        if let Some(printed) = &printed {
            report_on(printed, bundle.as_mut(), &mut report, &trusted)?;
        }
        if let Some(mail) = &mail {
            if promise.is_some() {
                return Err(Mixed::NoticeAndPromise.into());
            }
            if let Some(bundle) = &mut bundle {
                rewind(bundle)?;
                // What cannot be opened failed already, and names no notice.
                if let Ok(bundle) = bundle::open(&mut bundle.content, &Limits::default()) {
                    report.judge_notice(&mail.given(None), &bundle, &trusted);
                }
            }
        }
        if let Some(message) = &mut self.message {
            report.compare_message(&digest(message)?);
        }
        if !self.attachments.is_empty() {
            self.dispute(bundle, &mut report)?;
        }
        Ok(report)
    }

    fn lists(&mut self, trust: &[Anchor], table: &Suitability, at: Moment) -> Result<Option<Lists>, Error> {
        if self.lists.is_empty() {
            return Ok(None);
        }
        if self.lists.len() > MOST {
            return Err(Mixed::TooManyLists.into());
        }
        let given = self.lists.iter_mut().map(|list| {
            let octets = whole(list, LIMIT as u64)?;
            if octets.len() > xmldsig::LIMIT {
                return Err(wrong(list, format!("more than {} octets", xmldsig::LIMIT)));
            }
            Ok(lists::Given { name: list.name.clone(), octets })
        });
        let given = given.collect::<Result<Vec<_>, Error>>()?;
        Ok(Some(Lists::read(&given, &anchors::list_signers(trust)?, table, at)))
    }

    /// The report as PDF among the files, taken out and apart.
    fn printed(&mut self) -> Result<Option<Opened>, Error> {
        let mut opened = None;
        for mut file in std::mem::take(&mut self.files) {
            let begins = printed::is_pdf(&whole(&mut file, pdf::MAGIC.len() as u64)?);
            rewind(&mut file)?;
            if !begins {
                self.files.push(file);
            } else if opened.replace(Opened::read(&whole(&mut file, pdf::LIMIT as u64)?)).is_some() {
                return Err(Mixed::ManyReports.into());
            }
        }
        Ok(opened)
    }

    /// The notice among the files, taken out.
    fn mail(&mut self, trust: &[Anchor]) -> Result<Option<Mail>, Error> {
        let mut mail = None;
        for mut file in std::mem::take(&mut self.files) {
            let octets = whole(&mut file, notice::LIMIT as u64)?;
            if octets.len() > notice::LIMIT || !notice::is_mail(&octets) {
                rewind(&mut file)?;
                self.files.push(file);
            } else if mail.replace(octets).is_some() {
                return Err(Mixed::ManyNotices.into());
            }
        }
        let Some(octets) = mail else { return Ok(None) };
        let mut templates = anchors::templates(trust)?;
        if let Some(given) = &self.templates {
            let given = anchors::templates(given)?;
            if given.is_empty() {
                return Err(Mixed::NoTemplate.into());
            }
            templates.extend(given);
        }
        let (lists, keys) = (anchors::revocation_lists(trust)?, anchors::dkim_keys(trust)?);
        Ok(Some(Mail { octets, lists, keys, templates }))
    }

    /// The report on the one file given, where it is something of another service.
    fn foreign(
        &mut self,
        trust: &[Anchor],
        trusted: &TrustAnchors,
        lists: Option<&Lists>,
        at: Moment,
    ) -> Result<Option<Report>, Error> {
        let [file] = self.files.as_mut_slice() else {
            return Ok(None);
        };
        let octets = whole(file, LIMIT as u64)?;
        rewind(file)?;
        // What is larger is no signature and no mail; a bundle of ours may be, with the message inside.
        if octets.len() > LIMIT || own::begins::<Promise>(&octets) {
            return Ok(None);
        }
        let Some(kind) = foreign::kind(&octets) else {
            return Ok(None);
        };
        let beside = self.content.as_mut().or(self.message.as_mut());
        let content = match beside {
            Some(file) => {
                let octets = whole(file, LIMIT as u64)?;
                if octets.len() > LIMIT {
                    return Err(wrong(file, format!("more than {LIMIT} octets are not looked at")));
                }
                Some(octets)
            }
            None => None,
        };
        let revoked = anchors::revocation_lists(trust)?;
        let given = foreign::Given { octets: &octets, content: content.as_deref(), lists: &revoked, trusted: lists };
        Ok(Some(foreign::judge(kind, &given, trusted, at)))
    }

    /// The bundle and the promise among the files, which their first octets tell apart.
    fn given(&mut self) -> Result<Given<R>, Error> {
        let (mut bundle, mut promise) = (None, None);
        for mut file in self.files.drain(..) {
            let octets = whole(&mut file, own::OCTETS as u64)?;
            rewind(&mut file)?;
            if own::begins::<Promise>(&octets) {
                // What a mail program did to its line ends on the way is nobody's word.
                let octets = String::from_utf8_lossy(&octets).replace("\r\n", "\n").into_bytes();
                if promise.replace(octets).is_some() {
                    return Err(Mixed::ManyPromises.into());
                }
            } else if bundle.replace(file).is_some() {
                return Err(Mixed::ManyBundles.into());
            }
        }
        Ok((bundle, promise))
    }

    /// Compares the attachments with the message given, or with the one in the bundle.
    fn dispute(&mut self, bundle: Option<File<Source<R>>>, report: &mut Report) -> Result<(), Error> {
        if self.attachments.len() > MOST {
            return Err(Mixed::TooManyAttachments.into());
        }
        let message = match (&mut self.message, bundle) {
            (Some(message), _) => {
                rewind(message)?;
                whole(message, LIMIT as u64)?
            }
            (None, Some(mut bundle)) => {
                rewind(&mut bundle)?;
                let inside = bundle::message_of(&mut bundle.content, &Limits::default());
                let inside = inside.map_err(|error| wrong(&bundle, chain_of(&error)))?;
                inside.ok_or(Mixed::AttachmentWithoutMessage)?
            }
            (None, None) => return Err(Mixed::AttachmentAlone.into()),
        };
        let given = self.attachments.iter_mut().map(|file| {
            let octets = whole(file, LIMIT as u64)?;
            Ok(disputed::Given { name: file.name.clone(), octets })
        });
        report.compare_attachments(&message, &given.collect::<Result<Vec<_>, Error>>()?);
        Ok(())
    }
}

/// The bundle given, or the one attached to a report.
fn bundle_of<R>(given: Option<File<R>>, printed: Option<&Opened>) -> Result<Option<File<Source<R>>>, Error> {
    match (given, printed) {
        (Some(_), Some(_)) => Err(Mixed::ManyBundles.into()),
        (Some(File { name, content }), None) => Ok(Some(File { name, content: Source::Given(content) })),
        (None, printed) => Ok(printed.and_then(Opened::bundle).map(|(name, octets)| File {
            name: name.to_owned(),
            content: Source::Attached(Cursor::new(octets.to_vec())),
        })),
    }
}

/// Judges the PDF that the bundle was attached to.
fn report_on<R: Read + Seek>(
    printed: &Opened,
    bundle: Option<&mut File<R>>,
    report: &mut Report,
    trusted: &TrustAnchors,
) -> Result<(), Error> {
    let mut opened = None;
    if let Some(bundle) = bundle {
        rewind(bundle)?;
        // What cannot be opened failed already, and supplies nothing.
        opened = bundle::open(&mut bundle.content, &Limits::default()).ok();
    }
    report.judge_printed(printed, opened.as_ref(), trusted);
    Ok(())
}

fn suitability<R: Read>(file: &mut File<R>) -> Result<Suitability, Error> {
    let octets = whole(file, SUITABILITY_LIMIT)?;
    if octets.len() as u64 > SUITABILITY_LIMIT {
        return Err(wrong(file, format!("it has more than {SUITABILITY_LIMIT} octets")));
    }
    Suitability::read(&octets).map_err(|why| wrong(file, chain_of(&why)))
}

/// A file, as far as it is looked at and one octet beyond.
fn whole<R: Read>(file: &mut File<R>, limit: u64) -> Result<Vec<u8>, Error> {
    let mut octets = Vec::new();
    let read = (&mut file.content).take(limit + 1).read_to_end(&mut octets);
    read.map_err(|why| unread(file, &why))?;
    Ok(octets)
}

fn rewind<R: Seek>(file: &mut File<R>) -> Result<(), Error> {
    file.content.seek(SeekFrom::Start(0)).map(|_| ()).map_err(|why| unread(file, &why))
}

fn digest<R: Read>(file: &mut File<R>) -> Result<Sha256, Error> {
    let mut stream = Sha256Stream::new();
    let mut piece = vec![0; 64 * 1024];
    loop {
        let length = file.content.read(&mut piece).map_err(|why| unread(file, &why))?;
        match piece.get(..length) {
            None | Some([]) => return Ok(Sha256(stream.finish())),
            Some(octets) => stream.update(octets),
        }
    }
}

fn unread<R>(file: &File<R>, why: &io::Error) -> Error {
    wrong(file, why.to_string())
}

fn wrong<R>(file: &File<R>, why: String) -> Error {
    Error::File { name: file.name.clone(), why }
}
