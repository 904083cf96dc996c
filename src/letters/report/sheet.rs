//! Parts onto sheets of A4: what stands where. Nothing is cut off: what is too long for its place is broken, what is too high for its sheet
//! goes on on the next.

use crate::verify::exhibit::{Document, Page, Part};

use super::Error;
use super::set::{Ink, Line, Setter, Style};

/// A4, in points.
pub(super) const WIDTH: f32 = 595.28;
pub(super) const HEIGHT: f32 = 841.89;
const SIDE: f32 = 57.0;
const TOP: f32 = 54.0;
/// Where the words of a sheet end.
const BOTTOM: f32 = HEIGHT - 74.0;
/// Where its foot begins.
const FOOT: f32 = HEIGHT - 60.0;
const MEASURE: f32 = WIDTH - 2.0 * SIDE;
/// The most sheets.
const MOST: usize = 2_000;

const INK: Ink = Ink(0x1d, 0x23, 0x27);
const SOFT: Ink = Ink(0x4c, 0x56, 0x5d);
const RULE: Ink = Ink(0xcf, 0xd3, 0xd0);
const DEEP: Ink = Ink(0x17, 0x50, 0x5e);
const TINT: Ink = Ink(0xe7, 0xf0, 0xf1);

const WORDS: Style = Style { size: 9.5, bold: false, leading: 1.45, spacing: 0.0, ink: INK };
const SMALL: Style = Style { size: 8.5, leading: 1.4, ..WORDS };
const NAMES: Style = Style { ink: SOFT, ..WORDS };
const LEAD: Style = Style { size: 11.5, leading: 1.45, ..WORDS };
const TITLE: Style = Style { size: 17.0, bold: true, leading: 1.25, ink: DEEP, ..WORDS };
const HEAD: Style = Style { size: 14.0, ..TITLE };
const INNER: Style = Style { size: 10.5, bold: true, leading: 1.3, ..WORDS };
const COLUMN: Style = Style { size: 9.0, bold: true, leading: 1.35, ..WORDS };
const CODE: Style = Style { spacing: 0.35, ..WORDS };
const BELOW: Style = Style { size: 7.5, leading: 1.35, ink: SOFT, ..WORDS };

/// What stands on one sheet.
#[derive(Clone, Debug, Default)]
pub(super) struct Sheet {
    /// Coloured areas, drawn first.
    pub(super) areas: Vec<Area>,
    /// Lines, each with the place of its left upper corner.
    pub(super) lines: Vec<(f32, f32, Line)>,
    /// The heading of the page that begins here.
    pub(super) begins: Option<String>,
}

/// A coloured rectangle: left, top, width, height.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Area {
    pub(super) place: [f32; 4],
    pub(super) ink: Ink,
}

/// Words in one place of a row.
struct Cell {
    x: f32,
    lines: Vec<Line>,
}

/// The document on sheets.
pub(super) fn sheets(document: &Document, setter: &mut Setter) -> Result<Vec<Sheet>, Error> {
    let mut desk = Desk { setter, sheets: Vec::new(), y: TOP };
    for (place, page) in document.pages.iter().enumerate() {
        desk.page(page, place == 0)?;
    }
    let total = desk.sheets.len();
    for place in 0..total {
        desk.foot(document, place, total)?;
    }
    Ok(desk.sheets)
}

/// Where the next thing goes.
struct Desk<'a> {
    setter: &'a mut Setter,
    sheets: Vec<Sheet>,
    /// How far down the last sheet is filled.
    y: f32,
}

impl Desk<'_> {
    fn page(&mut self, page: &Page, first: bool) -> Result<(), Error> {
        self.turn()?;
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.begins = Some(page.heading.clone());
        }
        self.words(&page.heading, if first { TITLE } else { HEAD }, 0.0)?;
        self.y += 7.0;
        for part in &page.parts {
            self.part(part)?;
        }
        Ok(())
    }

    fn part(&mut self, part: &Part) -> Result<(), Error> {
        match part {
            Part::Lead(text) => self.barred(text, LEAD, 11.0, 9.0, Some(TINT), DEEP),
            Part::Paragraph(text) => {
                self.words(text, WORDS, 0.0)?;
                self.y += 6.0;
                Ok(())
            }
            Part::Heading(text) => {
                self.y += 8.0;
                self.keep(60.0)?;
                self.words(text, INNER, 0.0)?;
                self.y += 4.0;
                Ok(())
            }
            Part::Pairs(pairs) => self.pairs(pairs),
            Part::Columns(columns) => self.columns(columns),
            Part::Table { head, rows } => self.table(head, rows),
            Part::Quote(text) => self.barred(text, Style { ink: SOFT, ..WORDS }, 10.0, 1.0, None, RULE),
            Part::Code(text) => {
                self.words(text, CODE, 0.0)?;
                self.y += 6.0;
                Ok(())
            }
        }
    }

    /// Words from this far left, over the rest of the width.
    fn words(&mut self, text: &str, style: Style, indent: f32) -> Result<(), Error> {
        let lines = self.setter.lines(text, style, MEASURE - indent)?;
        self.row(vec![Cell { x: SIDE + indent, lines }])
    }

    /// Words beside a bar.
    fn barred(
        &mut self,
        text: &str,
        style: Style,
        indent: f32,
        pad: f32,
        tint: Option<Ink>,
        bar: Ink,
    ) -> Result<(), Error> {
        let lines = self.setter.lines(text, style, MEASURE - 2.0 * indent)?;
        let height = lines.iter().map(|line| line.height).sum::<f32>() + 2.0 * pad;
        if height < (BOTTOM - TOP) / 2.0 {
            self.keep(height)?;
        }
        let last = lines.len().saturating_sub(1);
        for (place, line) in lines.into_iter().enumerate() {
            let above = if place == 0 { pad } else { 0.0 };
            let under = if place == last { pad } else { 0.0 };
            self.keep(above + line.height + under)?;
            let whole = above + line.height + under;
            // One point over, so that no hair stays white between two lines.
            let seam = if place == last { 0.0 } else { 0.6 };
            if let Some(ink) = tint {
                self.area([SIDE, self.y, MEASURE, whole + seam], ink);
            }
            self.area([SIDE, self.y, 3.0, whole + seam], bar);
            self.line(SIDE + indent, self.y + above, line);
            self.y += whole;
        }
        self.y += 9.0;
        Ok(())
    }

    fn pairs(&mut self, pairs: &[(String, String)]) -> Result<(), Error> {
        const NAME: f32 = 120.0;
        const GAP: f32 = 12.0;
        for (place, (name, value)) in pairs.iter().enumerate() {
            let name = self.setter.lines(name, NAMES, NAME)?;
            let value = self.setter.lines(value, WORDS, MEASURE - NAME - GAP)?;
            let cells = vec![Cell { x: SIDE, lines: name }, Cell { x: SIDE + NAME + GAP, lines: value }];
            self.ruled(cells, place > 0, 4.0)?;
        }
        self.y += 8.0;
        Ok(())
    }

    fn columns(&mut self, columns: &[(String, Vec<String>); 2]) -> Result<(), Error> {
        const GAP: f32 = 22.0;
        let width = (MEASURE - GAP) / 2.0;
        self.y += 6.0;
        self.keep(70.0)?;
        let mut heads = Vec::new();
        for (place, (head, _)) in columns.iter().enumerate() {
            let x = if place == 0 { SIDE } else { SIDE + width + GAP };
            heads.push(Cell { x, lines: self.setter.lines(head, COLUMN, width)? });
        }
        self.row(heads)?;
        self.area([SIDE, self.y + 2.0, width, 1.0], DEEP);
        self.area([SIDE + width + GAP, self.y + 2.0, width, 1.0], DEEP);
        self.y += 7.0;
        let mut cells = Vec::new();
        for (place, (_, texts)) in columns.iter().enumerate() {
            let mut cell = Cell { x: if place == 0 { SIDE } else { SIDE + width + GAP }, lines: Vec::new() };
            for text in texts {
                let mut lines = self.setter.lines(text, SMALL, width)?;
                if let Some(last) = lines.last_mut() {
                    last.height += 4.0;
                }
                cell.lines.extend(lines);
            }
            cells.push(cell);
        }
        self.row(cells)?;
        self.y += 6.0;
        Ok(())
    }

    fn table(&mut self, head: &[String], rows: &[Vec<String>]) -> Result<(), Error> {
        const GAP: f32 = 10.0;
        let style = if head.len() > 4 { Style { size: 8.0, ..SMALL } } else { SMALL };
        let shares = shares(head.len());
        let lefts: Vec<f32> = shares
            .iter()
            .scan(SIDE, |x, share| {
                let left = *x;
                *x += share * MEASURE;
                Some(left)
            })
            .collect();
        let cells = |desk: &mut Self, row: &[String], style: Style| -> Result<Vec<Cell>, Error> {
            let places = row.iter().zip(&lefts).zip(&shares);
            places
                .map(|((text, x), share)| {
                    Ok(Cell { x: *x, lines: desk.setter.lines(text, style, share * MEASURE - GAP)? })
                })
                .collect()
        };
        let heading = Style { bold: true, ink: SOFT, ..style };
        for (place, row) in rows.iter().enumerate() {
            let row = cells(self, row, style)?;
            let top = cells(self, head, heading)?;
            let height = tallest(&row) + 8.0 + if place == 0 { tallest(&top) + 3.0 } else { 0.0 };
            let turns = self.y + height > BOTTOM && height < (BOTTOM - TOP) / 2.0;
            if turns {
                self.turn()?;
            }
            if turns || place == 0 {
                self.head(top)?;
            }
            self.y += 4.0;
            self.row(row)?;
            self.y += 3.5;
            self.area([SIDE, self.y, MEASURE, 0.5], RULE);
            self.y += 0.5;
        }
        self.y += 9.0;
        Ok(())
    }

    fn head(&mut self, cells: Vec<Cell>) -> Result<(), Error> {
        self.row(cells)?;
        self.area([SIDE, self.y + 2.0, MEASURE, 1.0], DEEP);
        self.y += 3.0;
        Ok(())
    }

    /// A row under a thin rule.
    fn ruled(&mut self, cells: Vec<Cell>, rule: bool, pad: f32) -> Result<(), Error> {
        let height = tallest(&cells) + 2.0 * pad;
        if height < (BOTTOM - TOP) / 2.0 {
            self.keep(height)?;
        }
        if rule {
            self.area([SIDE, self.y, MEASURE, 0.5], RULE);
        }
        self.y += pad;
        self.row(cells)?;
        self.y += pad;
        Ok(())
    }

    /// Cells beside one another, each line by line, over as many sheets as it takes.
    fn row(&mut self, cells: Vec<Cell>) -> Result<(), Error> {
        let mut rest: Vec<_> = cells.into_iter().map(|cell| (cell.x, cell.lines.into_iter().peekable())).collect();
        if self.sheets.is_empty() {
            self.turn()?;
        }
        loop {
            let top = self.y;
            let mut deepest = top;
            let mut more = false;
            for (x, lines) in &mut rest {
                let mut y = top;
                while let Some(line) =
                    lines.next_if(|line| y + line.height <= BOTTOM || (y <= TOP && line.height > BOTTOM - TOP))
                {
                    let height = line.height;
                    if let Some(sheet) = self.sheets.last_mut() {
                        sheet.lines.push((*x, y, line));
                    }
                    y += height;
                }
                more |= lines.peek().is_some();
                deepest = deepest.max(y);
            }
            self.y = deepest;
            if !more {
                return Ok(());
            }
            self.turn()?;
        }
    }

    /// Turns the sheet unless this much fits on it.
    fn keep(&mut self, height: f32) -> Result<(), Error> {
        if self.y + height > BOTTOM { self.turn() } else { Ok(()) }
    }

    fn turn(&mut self) -> Result<(), Error> {
        if self.sheets.len() >= MOST {
            return Err(Error::TooLong(MOST));
        }
        self.sheets.push(Sheet::default());
        self.y = TOP;
        Ok(())
    }

    fn area(&mut self, place: [f32; 4], ink: Ink) {
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.areas.push(Area { place, ink });
        }
    }

    fn line(&mut self, x: f32, y: f32, line: Line) {
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.lines.push((x, y, line));
        }
    }

    /// Reference and digest on the left, the number of the sheet on the right.
    fn foot(&mut self, document: &Document, place: usize, total: usize) -> Result<(), Error> {
        const NUMBER: f32 = 90.0;
        let number = document.numbered(place + 1, total);
        let left = self.setter.lines(&document.foot, BELOW, MEASURE - NUMBER)?;
        let right = self.setter.lines(&number, BELOW, NUMBER)?;
        let Some(sheet) = self.sheets.get_mut(place) else { return Ok(()) };
        sheet.areas.push(Area { place: [SIDE, FOOT, MEASURE, 0.5], ink: RULE });
        let mut y = FOOT + 5.0;
        for line in left {
            let height = line.height;
            sheet.lines.push((SIDE, y, line));
            y += height;
        }
        for line in right {
            sheet.lines.push((WIDTH - SIDE - line.width, FOOT + 5.0, line));
        }
        Ok(())
    }
}

fn tallest(cells: &[Cell]) -> f32 {
    cells.iter().map(|cell| cell.lines.iter().map(|line| line.height).sum::<f32>()).fold(0.0, f32::max)
}

/// How wide the columns of a table are, as shares of the whole.
fn shares(columns: usize) -> Vec<f32> {
    match columns {
        3 => vec![0.40, 0.32, 0.28],
        4 => vec![0.42, 0.20, 0.19, 0.19],
        5 => vec![0.07, 0.24, 0.23, 0.23, 0.23],
        columns => {
            #[expect(clippy::cast_precision_loss, reason = "a table has few columns")]
            let each = 1.0 / columns.max(1) as f32;
            vec![each; columns]
        }
    }
}
