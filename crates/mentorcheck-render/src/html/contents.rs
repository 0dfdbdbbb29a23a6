//! What the page has on each input, made as results arrive, and the page around it.
//!
//! The number of a programme, by which links on the page reach it, is known only in the order of the inputs. So texts are
//! made without it, and keep where it is to be.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{
    escape,
    finding::FileView,
    overview::{Overview, Row},
    programme::{self, ProgrammeView},
    render_page, render_template,
};
use crate::{
    chunk::{FooterPart, Piece, Pieces, SpoolLength},
    portfolio::{OverviewRow, compare_rows, namesakes},
    style::PageOptions,
};
use mentorcheck_core::{
    format_message,
    report::{CheckResult, Programme, Report},
};

/// Up to this many programmes are shown expanded.
const MAX_EXPANDED: usize = 20;

/// The spools: a row of the table for each programme, its section, the unreadable files, and the skipped ones.
const ROWS_SPOOL: usize = 0;
const SECTIONS_SPOOL: usize = 1;
const UNREADABLE_SPOOL: usize = 2;
const SKIPPED_SPOOL: usize = 3;

/// The start of a section, after which it may be said that it is expanded.
const SECTION_START: &str = "\n<details class=\"folder\"";
const EXPANDED: &str = " open";
/// The start of a row, after which it may be said that another programme has the same name.
const ROW_START: &str = "<tr";
const NAMESAKE: &str = " class=\"namesake\"";

/// What one input adds to the page.
#[derive(Debug, Default)]
pub(crate) struct Entries {
    programmes: Vec<Entry>,
    single: Option<SinglePage>,
    /// IDs of the candidate kinds.
    kinds: BTreeSet<Box<str>>,
}

#[derive(Debug)]
struct Entry {
    overview: OverviewRow,
    row: Unnumbered,
    section: Unnumbered,
}

/// A text of which only the length is kept, and where the number of the programme is to be.
#[derive(Debug)]
struct Unnumbered {
    length: usize,
    positions: Vec<usize>,
}

/// The page in case there is only one programme.
#[derive(Debug)]
struct SinglePage {
    name: String,
    section: String,
}

/// What is kept of all inputs so far.
#[derive(Debug, Default)]
pub(crate) struct Contents {
    overview: Vec<OverviewRow>,
    /// The rows of the table.
    rows: Vec<Piece>,
    rows_spool: SpoolLength,
    /// The sections, in the order of the inputs.
    sections: Vec<Piece>,
    sections_spool: SpoolLength,
    single: Option<SinglePage>,
    kinds: BTreeSet<Box<str>>,
}

/// What the template of a programme shows.
#[derive(Serialize)]
struct SectionView<'r> {
    programme: ProgrammeView<'r>,
    supposed: Vec<(std::borrow::Cow<'r, str>, std::borrow::Cow<'r, str>)>,
    caution: &'r str,
    brief: bool,
}

/// What the template of a row shows.
#[derive(Serialize)]
struct RowView<'r> {
    row: Row<'r>,
    titles: Vec<&'r str>,
    has_expectation: bool,
    brief: bool,
}

#[derive(Serialize)]
struct UnreadableView<'r> {
    file: FileView<'r>,
}

/// Renders what one input adds. If its programme `may_be_only` one, the page may have only that.
pub(crate) fn render_result(
    report: &Report,
    result: &CheckResult,
    options: &PageOptions,
    may_be_only: bool,
) -> Pieces<Entries> {
    let (mut rows, mut sections) = (String::new(), String::new());
    let mut entries = Entries::default();
    for programme in &result.programmes {
        let row = format!("{}\n", render_template("row.html", &row_view(report, programme, options)));
        let section = render_template("section.html", &section_view(report, programme, options, 3));
        let section = format!("{SECTION_START}{section}\n");
        let row = push_without_number(&mut rows, &row);
        let section = push_without_number(&mut sections, &section);
        entries.programmes.push(Entry { overview: OverviewRow::new(report, programme), row, section });
        entries.kinds.extend(programme.verdict.candidates.iter().map(|kind| kind.as_str().into()));
    }
    if let [programme] = result.programmes.as_slice()
        && may_be_only
    {
        let section = render_template("programme.html", &section_view(report, programme, options, 1));
        let section = section.replace(escape::NUMBER, "1");
        entries.single = Some(SinglePage { name: programme::name_or_path(programme).into_owned(), section });
    }
    let unreadable = result.unreadable.iter().map(|file| {
        let file = render_template("file.html", &UnreadableView { file: FileView::new(file) });
        format!("\n{file}\n")
    });
    let skipped = result.skipped.iter().map(|file| {
        let words = format_message!("skipped-file", path = file.path.as_str(), reason = file.reason.to_string());
        format!("<li>{}</li>", escape::escape(&words))
    });
    let spooled = [rows, sections, unreadable.collect(), skipped.collect()].map(String::into_bytes).to_vec();
    Pieces::kept(spooled, entries)
}

fn section_view<'r>(report: &'r Report, programme: &'r Programme, options: &PageOptions, level: u8) -> SectionView<'r> {
    SectionView {
        programme: ProgrammeView::new(report, programme, level),
        supposed: super::supposed(report),
        caution: &report.pack.caution,
        brief: options.brief,
    }
}

fn row_view<'r>(report: &'r Report, programme: &'r Programme, options: &PageOptions) -> RowView<'r> {
    RowView {
        row: Row::new(&report.pack, programme),
        titles: report.pack.blocks.iter().map(|block| block.title.as_str()).collect(),
        has_expectation: super::has_expectation(report),
        brief: options.brief,
    }
}

/// Appends a text without the marks for the number of the programme.
fn push_without_number(out: &mut String, text: &str) -> Unnumbered {
    let start = out.len();
    let mut positions = Vec::new();
    let mut parts = text.split(escape::NUMBER);
    out.extend(parts.next());
    for part in parts {
        positions.push(out.len() - start);
        out.push_str(part);
    }
    Unnumbered { length: out.len() - start, positions }
}

impl Unnumbered {
    /// Moves the text from the start of `rest` to `out`, with the number, and returns its length with it.
    fn number(&self, rest: &mut &[u8], number: &str, out: &mut Vec<u8>) -> usize {
        let (text, after) = rest.split_at_checked(self.length).unwrap_or((rest, &[]));
        *rest = after;
        let start = out.len();
        let mut from = 0;
        for position in &self.positions {
            out.extend_from_slice(text.get(from..*position).unwrap_or_default());
            out.extend_from_slice(number.as_bytes());
            from = *position;
        }
        out.extend_from_slice(text.get(from..).unwrap_or_default());
        out.len() - start
    }
}

impl Contents {
    /// Adds what the next input has, and numbers its programmes in the spools.
    pub(crate) fn add(&mut self, next: Entries, spooled: &mut [Vec<u8>]) {
        if self.overview.is_empty() {
            self.single = next.single;
        }
        self.kinds.extend(next.kinds);
        let [rows, sections, ..] = spooled else { return };
        let (mut numbered_rows, mut numbered_sections) = (Vec::new(), Vec::with_capacity(sections.len() + 64));
        let (mut rest_of_rows, mut rest_of_sections) = (rows.as_slice(), sections.as_slice());
        for Entry { overview, row, section } in next.programmes {
            self.overview.push(overview);
            let number = self.overview.len().to_string();
            let row = row.number(&mut rest_of_rows, &number, &mut numbered_rows);
            self.rows.push(self.rows_spool.push(row));
            let section =
                self.sections_spool.push(section.number(&mut rest_of_sections, &number, &mut numbered_sections));
            self.sections.push(section);
        }
        (*rows, *sections) = (numbered_rows, numbered_sections);
    }

    /// The sections of the programmes in the order of the table; few are shown expanded.
    fn section_parts(&self, order: &[usize]) -> Vec<FooterPart> {
        let sections = order.iter().map(|index| self.sections[*index]);
        if self.overview.len() > MAX_EXPANDED {
            return vec![FooterPart::Pieces { index: SECTIONS_SPOOL, pieces: sections.collect() }];
        }
        let part = |start, length| FooterPart::Pieces { index: SECTIONS_SPOOL, pieces: vec![Piece { start, length }] };
        let before = u32::try_from(SECTION_START.len()).unwrap_or_default();
        let expanded = sections.flat_map(|Piece { start, length }| {
            let rest = part(start + u64::from(before), length.saturating_sub(before));
            [part(start, before), FooterPart::text(EXPANDED), rest]
        });
        expanded.collect()
    }
}

/// Renders the page around what the inputs have.
pub(crate) fn footer(report: &Report, options: &PageOptions, mut contents: Contents) -> Vec<FooterPart> {
    let single = contents.single.take().filter(|_| contents.overview.len() == 1);
    let mut order: Vec<usize> = (0..contents.overview.len()).collect();
    order.sort_by(|left, right| compare_rows(&contents.overview[*left], &contents.overview[*right]));
    let groups: Vec<&[usize]> =
        order.chunk_by(|left, right| contents.overview[*left].group == contents.overview[*right].group).collect();
    let overview = (contents.overview.len() > 1).then(|| {
        let group_sizes = groups.iter().map(|indices| (contents.overview[indices[0]].group, indices.len()));
        let kinds = report.pack.kinds.iter().filter(|kind| contents.kinds.contains(kind.id.as_str()));
        Overview::new(report, &contents.overview, group_sizes, kinds)
    });
    let has_overview = overview.is_some();
    let page = render_page(report, options, overview, single.as_ref().map(|single| single.name.as_str()));
    // What the holes of the page are filled with, in their order.
    let mut fillings = Vec::new();
    fillings.extend(single.map(|single| vec![FooterPart::text(single.section)]));
    if has_overview {
        // Programmes of the same name are distinguished by their files.
        let namesakes: BTreeSet<usize> = namesakes(&contents.overview).into_iter().flatten().collect();
        let before = u32::try_from(ROW_START.len()).unwrap_or_default();
        let rows = |indices: &&[usize]| {
            let mut parts = Vec::new();
            for chunk in indices.chunk_by(|one, next| !namesakes.contains(one) && !namesakes.contains(next)) {
                let part = |pieces| FooterPart::Pieces { index: ROWS_SPOOL, pieces };
                match chunk {
                    [index] if namesakes.contains(index) => {
                        let Piece { start, length } = contents.rows[*index];
                        let rest = Piece { start: start + u64::from(before), length: length.saturating_sub(before) };
                        parts.extend([
                            part(vec![Piece { start, length: before }]),
                            FooterPart::text(NAMESAKE),
                            part(vec![rest]),
                        ]);
                    }
                    chunk => parts.push(part(chunk.iter().map(|index| contents.rows[*index]).collect())),
                }
            }
            parts
        };
        fillings.extend(groups.iter().map(rows));
    }
    fillings.extend((report.totals.unreadable > 0).then(|| vec![FooterPart::spool(UNREADABLE_SPOOL)]));
    fillings.extend((report.totals.skipped > 0).then(|| vec![FooterPart::spool(SKIPPED_SPOOL)]));
    fillings.extend(has_overview.then(|| contents.section_parts(&order)));
    let mut fillings = fillings.into_iter();
    page.split(escape::HOLE)
        .flat_map(|text| [vec![FooterPart::text(text)], fillings.next().unwrap_or_default()])
        .flatten()
        .collect()
}
