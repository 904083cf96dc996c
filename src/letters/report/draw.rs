//! Sheets to a file: PDF/A-3b with the typefaces, the bundle and the page's headings as bookmarks in it.

use krilla::color::rgb;
use krilla::configure::{Archival, ConfigurationBuilder, PdfVersion};
use krilla::destination::XyzDestination;
use krilla::embed::{AssociationKind, EmbeddedFile, MimeType};
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::{Document, SerializeSettings};

use super::set::Ink;
use super::sheet::{HEIGHT, Sheet, WIDTH};
use super::{Error, Report};

/// What made the file.
const PROGRAM: &str = concat!("recepis ", env!("CARGO_PKG_VERSION"));

/// The file.
pub(super) fn draw(report: &Report<'_>, sheets: &[Sheet]) -> Result<Vec<u8>, Error> {
    let builder = ConfigurationBuilder::new().with_version(PdfVersion::Pdf17).with_archival_validator(Archival::A3_B);
    let configuration = builder.finish().map_err(|error| Error::NotArchival(format!("{error:?}")))?;
    let settings = SerializeSettings { configuration, ..SerializeSettings::default() };
    let mut out = Document::new_with(settings);
    let mut outline = Outline::new();
    for (place, sheet) in sheets.iter().enumerate() {
        let size = PageSettings::from_wh(WIDTH, HEIGHT).ok_or_else(|| Error::NotArchival("no paper".to_owned()))?;
        let mut page = out.start_page_with(size);
        let mut surface = page.surface();
        paint(&mut surface, sheet);
        surface.finish();
        page.finish();
        if let Some(heading) = &sheet.begins {
            outline.push_child(OutlineNode::new(heading.clone(), XyzDestination::new(place, Point::from_xy(0.0, 0.0))));
        }
    }
    out.set_outline(outline);
    let at = date(report);
    let metadata = Metadata::new()
        .title(report.document.title.clone())
        .description(report.subject.to_owned())
        .language(report.document.language.code().to_owned())
        .creator(PROGRAM.to_owned())
        .producer(PROGRAM.to_owned())
        .creation_date(at);
    out.set_metadata(metadata);
    let attached = out.embed_file(EmbeddedFile {
        path: report.name.to_owned(),
        mime_type: MimeType::new("application/vnd.etsi.asic-e+zip"),
        description: Some(report.description.to_owned()),
        association_kind: AssociationKind::Data,
        data: report.bundle.to_vec().into(),
        modification_date: Some(at),
        compress: Some(false),
        location: None,
    });
    attached.ok_or_else(|| Error::NotArchival("nothing can be attached".to_owned()))?;
    out.finish().map_err(|error| Error::NotArchival(format!("{error:?}")))
}

fn paint(surface: &mut Surface<'_>, sheet: &Sheet) {
    for area in &sheet.areas {
        let [x, y, width, height] = area.place;
        let mut builder = PathBuilder::new();
        if let Some(rect) = Rect::from_xywh(x, y, width, height) {
            builder.push_rect(rect);
        }
        if let Some(path) = builder.finish() {
            surface.set_fill(Some(fill(area.ink)));
            surface.draw_path(&path);
        }
    }
    for (x, y, line) in &sheet.lines {
        surface.set_fill(Some(fill(line.ink)));
        for run in &line.runs {
            let start = Point::from_xy(x + run.x, y + line.baseline);
            surface.draw_glyphs(start, &run.glyphs, run.font.clone(), &line.text, line.size, false);
        }
    }
}

fn fill(ink: Ink) -> Fill {
    Fill { paint: rgb::Color::new(ink.0, ink.1, ink.2).into(), ..Fill::default() }
}

fn date(report: &Report<'_>) -> DateTime {
    let at = report.at.to_time();
    let year = u16::try_from(at.year()).unwrap_or_default();
    DateTime::new(year)
        .month(at.month().into())
        .day(at.day())
        .hour(at.hour())
        .minute(at.minute())
        .second(at.second())
        .utc_offset_hour(0)
        .utc_offset_minute(0)
}
