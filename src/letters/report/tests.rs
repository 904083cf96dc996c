use super::set::Setter;
use super::sheet::{HEIGHT, WIDTH, sheets};
use super::*;
use crate::words::{Language, Words};

const SIDE: f32 = 57.0;

fn document(parts: Vec<Part>) -> Document {
    let pages = vec![Page { heading: "Verslag over aangetekende e-mail".to_owned(), parts }];
    let foot = "Kenmerk 01KBS9ZZZZZZZZZZZZZZZZZZZZ · laatste bewijs SHA-256 0123 4567".to_owned();
    let numbering = "pagina {n} van {m}".to_owned();
    Document { language: Language::Dutch, title: "Verslag".to_owned(), foot, numbering, pages }
}

fn made(document: &Document, bundle: &[u8]) -> Result<Vec<u8>, Error> {
    let (subject, name, description) = ("recepis report; bundle SHA-256 00", "01.asice", "het bewijs");
    pdf(&Report { document, subject, name, bundle, description, at: Moment::from_seconds(1_795_600_000) })
}

/// Everything at once that may be long, much, or run to the left.
fn much() -> Vec<Part> {
    let long = format!("{}@{}.example", "a".repeat(64), vec!["sub".repeat(20); 3].join("."));
    let attachment = |number: usize| {
        let name = format!("bijlage-{number}-{}.pdf", "langenaam".repeat(number));
        vec![name, format!("{number} bytes"), "1234 5678 9abc def0 ".repeat(4), "komt overeen".to_owned()]
    };
    vec![
        Part::Lead("Het bestand is echt en onveranderd. ".repeat(60)),
        Part::Pairs(vec![
            ("Afzender".to_owned(), long.clone()),
            ("Geadresseerde".to_owned(), "“משה כהן 12” m.cohen@example.org, 24 november 2026".to_owned()),
            ("Naam".to_owned(), "محمد بن عبد الله، 12".to_owned()),
            (long.clone(), "Иван Γιώργος Nguyễn 山田 😀 \u{0} \u{feff} x".to_owned()),
        ]),
        Part::Heading("Bijlagen".to_owned()),
        Part::Table {
            head: ["Bijlage", "Maat", "SHA-256", "Vergelijking"].map(str::to_owned).to_vec(),
            rows: (1..=20).map(attachment).collect(),
        },
        Part::Columns([
            ("De dienst".to_owned(), vec!["woord ".repeat(80); 40]),
            ("De geadresseerde".to_owned(), vec![long.clone(); 3]),
        ]),
        Part::Table { head: vec!["a".to_owned(); 5], rows: vec![vec!["y ".repeat(900); 5]; 2] },
        Part::Quote("Onderwerp ".repeat(200)),
        Part::Code("0123 4567 ".repeat(40)),
        Part::Paragraph(String::new()),
    ]
}

#[test]
fn nothing_stands_over_an_edge_however_long_or_much_it_is() {
    let mut setter = Setter::new().unwrap();
    let sheets = sheets(&document(much()), &mut setter).unwrap();
    assert!(sheets.len() > 5, "{}", sheets.len());
    for sheet in &sheets {
        for (x, y, line) in &sheet.lines {
            assert!(*x >= SIDE - 0.1 && x + line.width <= WIDTH - SIDE + 0.5, "{x} {} {}", line.width, line.text);
            assert!(*y >= 50.0 && y + line.height <= HEIGHT - 20.0, "{y} {}", line.text);
        }
        for area in &sheet.areas {
            let [x, y, width, height] = area.place;
            assert!(
                x >= SIDE && x + width <= WIDTH - SIDE + 0.1 && y >= 50.0 && y + height <= HEIGHT - 50.0,
                "{area:?}"
            );
        }
        assert!(!sheet.lines.is_empty());
    }
}

#[test]
fn every_word_is_on_a_sheet_once_and_in_order() {
    let numbered = |from: u32, to: u32| (from..to).map(|number| format!("w{number}")).collect::<Vec<_>>().join(" ");
    let parts = vec![
        Part::Paragraph(numbered(0, 900)),
        Part::Quote(numbered(900, 1500)),
        Part::Lead(numbered(1500, 2500)),
        Part::Table {
            head: vec!["kop".to_owned()],
            rows: (2500..2600).map(|number| vec![format!("w{number}")]).collect(),
        },
    ];
    let mut setter = Setter::new().unwrap();
    let sheets = sheets(&document(parts), &mut setter).unwrap();
    let mut words = Vec::new();
    for sheet in &sheets {
        for (_, _, line) in &sheet.lines {
            let begin = line.runs.iter().flat_map(|run| &run.glyphs).map(|glyph| glyph.text_range.start).min();
            let end = line.runs.iter().flat_map(|run| &run.glyphs).map(|glyph| glyph.text_range.end).max();
            let Some((begin, end)) = begin.zip(end) else { continue };
            words.extend(line.text[begin..end].split_whitespace().map(str::to_owned));
        }
    }
    let counted = |word: &&String| word.len() > 1 && word.starts_with('w') && word[1..].parse::<u32>().is_ok();
    let words: Vec<&String> = words.iter().filter(counted).collect();
    let wanted: Vec<String> = (0..2600).map(|number| format!("w{number}")).collect();
    assert!(words.iter().copied().eq(&wanted), "{} words", words.len());
}

#[test]
fn a_head_is_never_alone_at_the_foot_of_a_sheet() {
    for filler in 1..60 {
        let parts = vec![
            Part::Code("x\n".repeat(filler)),
            Part::Table { head: vec!["kop".to_owned(); 2], rows: vec![vec!["rij ".repeat(120); 2]] },
        ];
        let sheets = sheets(&document(parts), &mut Setter::new().unwrap()).unwrap();
        for sheet in sheets {
            let has = |text: &str| sheet.lines.iter().any(|(.., line)| line.text.starts_with(text));
            assert!(!has("kop") || has("rij "), "after {filler} lines");
        }
    }
}

#[test]
fn what_the_typeface_has_no_sign_for_is_named_by_its_number() {
    let mut setter = Setter::new().unwrap();
    let style = super::set::Style { size: 10.0, bold: true, leading: 1.4, spacing: 0.0, ink: super::set::Ink(0, 0, 0) };
    let lines = setter.lines("a 山 b\u{0}c\u{7}d", style, 400.0).unwrap();
    assert_eq!(&*lines[0].text, "a [U+5C71] bc d");
    assert!(made(&document(much()), b"bundle").is_ok());
}

#[test]
fn the_file_holds_the_bundle_as_it_is_and_is_the_same_each_time() {
    let bundle = b"PK\x03\x04 the octets of a bundle";
    let document = document(vec![Part::Paragraph("Een woord.".to_owned())]);
    let file = made(&document, bundle).unwrap();
    assert!(file.starts_with(b"%PDF-1.7"));
    assert_eq!(file.windows(bundle.len()).filter(|octets| octets == bundle).count(), 1);
    for needed in ["/AFRelationship/Data", "/OutputIntents", "pdfaid:part"] {
        assert!(file.windows(needed.len()).any(|octets| octets == needed.as_bytes()), "{needed}");
    }
    assert_eq!(made(&document, bundle).unwrap(), file);
    assert!(file.len() < 60_000, "{}", file.len());
}

#[test]
fn more_sheets_than_anybody_reads_are_refused() {
    let parts = vec![Part::Paragraph("x\n".repeat(140_000))];
    assert!(matches!(made(&document(parts), b"bundle"), Err(Error::TooLong(2_000))));
}

#[test]
fn the_last_page_says_in_every_language_how_to_check_the_report() {
    for language in Language::ALL {
        let page = checking(Words::new(language), "01KBS9.asice", &"0123456789abcdef".repeat(4));
        let Some(Part::Paragraph(first)) = page.parts.first() else { panic!("{page:?}") };
        assert!(first.contains("01KBS9.asice"), "{first}");
        assert!(page.parts.iter().any(|part| matches!(part, Part::Paragraph(text) if text.contains("recepis-verify"))));
        let code = ["0123 4567 89ab cdef"; 4].join(" ");
        assert_eq!(page.parts.last(), Some(&Part::Code(code)));
    }
}
