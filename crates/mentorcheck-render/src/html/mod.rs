//! `--format html`: one page for people who look at it in a browser or print it.
//!
//! The page needs nothing beside it and is told by its own head to load nothing. Its words come from the
//! report alone; `words` is the one way for a text to get into it. `programme` is what is said of
//! one programme, `overview` of many.

mod charts;
mod diff;
mod escape;
mod finding;
mod overview;
mod programme;
mod snippet;

use askama::Template;
use sha2::{Digest, Sha256};

use crate::{
    html::{
        escape::{Plain, Prose},
        finding::FileView,
        overview::Overview,
        programme::ProgrammeView,
    },
    wording,
};
use mentorcheck_core::report::Report;

/// How many programmes are shown with all that is said of them laid open.
const LAID_OPEN: usize = 20;

const STYLE: &str = include_str!("../../templates/report/report.css");
const SCRIPT: &str = include_str!("../../templates/report/report.js");

#[derive(Template)]
#[template(path = "report/page.html", whitespace = "minimize")]
struct Page<'r> {
    policy_of_content: String,
    style: &'static str,
    script: &'static str,
    title: Plain<'r>,
    heading: Plain<'r>,
    /// How the programmes fared, in words.
    totals: Option<Plain<'r>>,
    supposed: Vec<(Plain<'r>, Plain<'r>)>,
    overview: Option<Overview<'r>>,
    programmes: Vec<ProgrammeView<'r>>,
    laid_open: bool,
    unreadable: Vec<FileView<'r>>,
    policy: Vec<FileView<'r>>,
    skipped: Vec<Plain<'r>>,
    definition: Plain<'r>,
    caution: Prose<'r>,
    spectrum_note: Prose<'r>,
    spectrum_ends: Plain<'r>,
    pack: Plain<'r>,
    source: Plain<'r>,
    expected: String,
    tool: String,
}

/// The report in this form.
///
/// # Panics
/// Never: a string can always be written to.
#[must_use]
pub fn render(report: &Report) -> String {
    let single = report.programmes.len() == 1;
    let programmes = report.programmes.iter().enumerate();
    let programmes: Vec<_> =
        programmes.map(|(at, one)| ProgrammeView::new(report, one, at + 1, if single { 1 } else { 3 })).collect();
    let heading = match report.programmes.as_slice() {
        [] => Plain::from("No programme was judged"),
        [one] => programme::name(one),
        many => Plain::from(format!("{} programmes, block by block", many.len())),
    };
    let totals = wording::summary_lines(report);
    let page = Page {
        policy_of_content: format!(
            "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
            digest(STYLE),
            digest(SCRIPT)
        ),
        style: STYLE,
        script: SCRIPT,
        title: heading.clone(),
        heading,
        totals: (!totals.is_empty()).then(|| Plain::from(format!("{}.", totals.join("; ")))),
        supposed: report.supposed.iter().map(|one| supposition(one)).collect(),
        overview: (report.programmes.len() > 1).then(|| Overview::new(report)),
        laid_open: programmes.len() <= LAID_OPEN,
        programmes,
        unreadable: report.unreadable.iter().map(FileView::new).collect(),
        policy: report.policy.iter().map(FileView::new).collect(),
        skipped: report.skipped.iter().map(|path| Plain::from(path.as_str())).collect(),
        definition: Plain::from(report.pack.definition.as_str()),
        caution: Prose::from(report.pack.caution.as_str()),
        spectrum_note: Prose::from(report.pack.spectrum.note.as_str()),
        spectrum_ends: Plain::from(wording::spectrum_ends(&report.pack.spectrum)),
        pack: Plain::from(report.pack.title.as_str()),
        source: Plain::from(report.pack.source.as_str()),
        expected: expectation(report),
        tool: format!("{} {}", report.tool.name, report.tool.version),
    };
    page.render().expect("writing to a string does not fail")
}

/// What programmes were expected to be, as a sentence without its beginning.
fn expectation(report: &Report) -> String {
    let or_provisional = if report.accept_provisional { ", or provisionally so" } else { "" };
    match report.expected.as_str() {
        "any" => "nothing in particular".into(),
        "label" => format!("what each calls itself, established{or_provisional}"),
        kind => format!("{}, established{or_provisional}", report.pack.kind_title(kind)),
    }
}

/// A supposition as the field and what is supposed of it.
fn supposition(written: &str) -> (Plain<'_>, Plain<'_>) {
    let (field, value) = written.split_once('=').unwrap_or((written, ""));
    (Plain::from(field), Plain::from(if value.is_empty() { "taken away" } else { value }))
}

/// The digest by which a browser knows that a style or script is the page's own.
fn digest(content: &str) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digest = Sha256::digest(content);
    let group = |bytes: &[u8]| -> String {
        let number =
            bytes.iter().fold(0_usize, |number, byte| number << 8 | usize::from(*byte)) << (8 * (3 - bytes.len()));
        let letter = |at: usize| char::from(LETTERS[number >> (18 - 6 * at) & 63]);
        (0..4).map(|at| if at <= bytes.len() { letter(at) } else { '=' }).collect()
    };
    digest.chunks(3).map(group).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_digest_is_the_one_that_browsers_make() {
        // The examples of the standard for content security policies.
        assert_eq!(super::digest("alert('Hello, world.');"), "qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=");
        assert_eq!(super::digest(""), "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    }
}
