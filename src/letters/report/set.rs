//! Words to lines: a text, set in one of our typefaces, broken to a width. Breaking, shaping and the direction of writing are parley's.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::rc::Rc;
use std::sync::Arc;

use krilla::Data;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use parley::fontique::{Blob, Collection, CollectionOptions, SourceCache};
use parley::layout::{Alignment, AlignmentOptions};
use parley::style::{FontFamily, FontFamilyName, FontWeight, LineHeight, OverflowWrap, StyleProperty};
use parley::{FontContext, FontData, LayoutContext};
use skrifa::MetadataProvider;

use crate::verify::exhibit::direction::{Stretch, runs_left, stretches};

use super::Error;

const PLAIN: &[u8] = include_bytes!("fonts/DejaVuSansCondensed.ttf");
const BOLD: &[u8] = include_bytes!("fonts/DejaVuSansCondensed-Bold.ttf");
const FAMILY: &str = "DejaVu Sans";
/// Marks of the direction of writing (UAX #9): LRM, FSI, PDI.
const RIGHTWARD: &str = "\u{200e}";
const ISOLATE: char = '\u{2068}';
const END_OF_ISOLATE: char = '\u{2069}';

/// How a text looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Style {
    /// Points.
    pub(super) size: f32,
    pub(super) bold: bool,
    /// The height of a line, in sizes.
    pub(super) leading: f32,
    /// What stands between two letters besides, in points.
    pub(super) spacing: f32,
    pub(super) ink: Ink,
}

/// Red, green, blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ink(pub(super) u8, pub(super) u8, pub(super) u8);

/// One line of a text.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// The text that it is a part of.
    pub(super) text: Rc<str>,
    /// Its glyphs, from the left.
    pub(super) runs: Vec<Run>,
    /// Points, from the line before to the next.
    pub(super) height: f32,
    /// Points from the line's top down to where its letters stand.
    pub(super) baseline: f32,
    /// Points that it takes from the left.
    pub(super) width: f32,
    pub(super) ink: Ink,
    pub(super) size: f32,
}

/// Glyphs of one typeface beside one another.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub(super) font: Font,
    /// Points from the left edge of the line.
    pub(super) x: f32,
    pub(super) glyphs: Vec<KrillaGlyph>,
}

/// Sets texts.
pub(super) struct Setter {
    fonts: FontContext,
    layouts: LayoutContext<()>,
    plain: skrifa::FontRef<'static>,
    bold: skrifa::FontRef<'static>,
    faces: HashMap<u64, Font>,
}

impl Setter {
    /// With our own typefaces, and none of the machine's.
    pub(super) fn new() -> Result<Self, Error> {
        let options = CollectionOptions { shared: false, system_fonts: false };
        let mut fonts = FontContext { collection: Collection::new(options), source_cache: SourceCache::default() };
        for octets in [PLAIN, BOLD] {
            fonts.collection.register_fonts(Blob::new(Arc::new(octets)), None);
        }
        let face = |octets| skrifa::FontRef::new(octets).map_err(|_| Error::Typeface);
        let (plain, bold) = (face(PLAIN)?, face(BOLD)?);
        Ok(Self { fonts, layouts: LayoutContext::new(), plain, bold, faces: HashMap::new() })
    }

    /// The text in lines of at most this width, in points.
    pub(super) fn lines(&mut self, text: &str, style: Style, width: f32) -> Result<Vec<Line>, Error> {
        let text: Rc<str> = self.drawable(text, style.bold).into();
        let mut builder = self.layouts.ranged_builder(&mut self.fonts, &text, 1.0, false);
        builder.push_default(FontFamily::Single(FontFamilyName::Named(FAMILY.into())));
        builder.push_default(StyleProperty::FontWeight(if style.bold { FontWeight::BOLD } else { FontWeight::NORMAL }));
        builder.push_default(StyleProperty::FontSize(style.size));
        builder.push_default(StyleProperty::LineHeight(LineHeight::FontSizeRelative(style.leading)));
        builder.push_default(StyleProperty::LetterSpacing(style.spacing));
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::Anywhere));
        let mut layout = builder.build(&*text);
        layout.break_all_lines(Some(width));
        layout.align(Alignment::Left, AlignmentOptions::default());
        let mut lines = Vec::new();
        for line in layout.lines() {
            let metrics = line.metrics();
            let (mut x, mut runs) = (0.0, Vec::new());
            for run in line.runs() {
                let font = self.face(run.font())?;
                let glyphs = glyphs(&run, style.size);
                let begin = x;
                x += glyphs.iter().map(|glyph| glyph.x_advance * style.size).sum::<f32>();
                runs.push(Run { font, x: begin, glyphs });
            }
            lines.push(Line {
                text: Rc::clone(&text),
                runs,
                height: metrics.line_height,
                baseline: metrics.baseline - metrics.block_min_coord,
                width: metrics.advance,
                ink: style.ink,
                size: style.size,
            });
        }
        Ok(lines)
    }

    /// The typeface that parley chose, as krilla knows it.
    fn face(&mut self, chosen: &FontData) -> Result<Font, Error> {
        let (octets, id) = chosen.data.clone().into_raw_parts();
        if let Some(face) = self.faces.get(&id) {
            return Ok(face.clone());
        }
        let face = Font::new(Data::from(octets), chosen.index).ok_or(Error::Typeface)?;
        self.faces.insert(id, face.clone());
        Ok(face)
    }

    /// The text as it is set: what runs to the left is kept to itself in a line that runs to the right.
    fn drawable(&self, text: &str, bold: bool) -> String {
        if !runs_left(text) {
            return self.signs(text, bold);
        }
        let put = |stretch: &Stretch<'_>| {
            let signs = self.signs(stretch.text, bold);
            if stretch.apart { format!("{ISOLATE}{signs}{END_OF_ISOLATE}") } else { signs }
        };
        std::iter::once(RIGHTWARD.to_owned()).chain(stretches(text).iter().map(put)).collect()
    }

    /// The text, with what the typeface has no sign for named by its number: an archival PDF may show no empty box.
    fn signs(&self, text: &str, bold: bool) -> String {
        let marks = if bold { &self.bold } else { &self.plain }.charmap();
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            match c {
                '\n' => out.push(c),
                '\u{feff}' | '\u{fffe}' | '\0' => {}
                c if marks.map(c).is_some_and(|glyph| glyph.to_u32() != 0) => out.push(c),
                c if c.is_control() => out.push(' '),
                c => {
                    let _ = write!(out, "[U+{:04X}]", u32::from(c));
                }
            }
        }
        out
    }
}

/// A run's glyphs from the left, in measures of the size that krilla multiplies again.
fn glyphs(run: &parley::layout::Run<'_, ()>, size: f32) -> Vec<KrillaGlyph> {
    let mut glyphs: Vec<KrillaGlyph> = Vec::new();
    for cluster in run.visual_clusters() {
        if cluster.is_ligature_continuation() {
            // The sign before stands for this, too.
            if let Some(last) = glyphs.last_mut() {
                last.text_range.end = cluster.text_range().end;
            }
            continue;
        }
        for glyph in cluster.glyphs() {
            let (advance, x, y) = (glyph.advance / size, glyph.x / size, glyph.y / size);
            glyphs.push(KrillaGlyph::new(GlyphId::new(glyph.id), advance, x, y, 0.0, cluster.text_range(), None));
        }
    }
    glyphs
}
