//! `--format html`: one page for people who look at it in a browser or print it.
//!
//! The page needs nothing beside it and its content security policy forbids it to load anything. Its words come from the
//! report alone; `escape` is the one way for a text to get into it. `programme` is what is said of
//! one programme, `overview` of many.

mod charts;
mod diff;
mod escape;
mod finding;
mod overview;
mod programme;
mod snippet;

use std::{borrow::Cow, sync::LazyLock};

use minijinja::{Environment, UndefinedBehavior, value::Serde};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::{
    html::{finding::FileView, overview::Overview, programme::ProgrammeView},
    wording,
};
use mentorcheck_core::report::Report;

/// How many programmes are shown with all that is said of them laid open.
const LAID_OPEN: usize = 20;

const STYLE: &str = include_str!("../../templates/report/report.css");
const SCRIPT: &str = include_str!("../../templates/report/report.js");

/// The templates, each under the name by which others include it.
static TEMPLATES: LazyLock<Environment<'static>> = LazyLock::new(|| {
    let mut environment = Environment::new();
    // A name that a view does not have is a slip, and would leave a hole in the page.
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_formatter(escape::write_value);
    environment.add_filter("prose", escape::prose);
    environment.add_filter("excerpt", escape::excerpt);
    for (name, text) in [
        ("about.html", include_str!("../../templates/report/about.html")),
        ("answer.html", include_str!("../../templates/report/answer.html")),
        ("difference.html", include_str!("../../templates/report/difference.html")),
        ("finding.html", include_str!("../../templates/report/finding.html")),
        ("overview.html", include_str!("../../templates/report/overview.html")),
        ("page.html", include_str!("../../templates/report/page.html")),
        ("programme.html", include_str!("../../templates/report/programme.html")),
        ("shapes.html", include_str!("../../templates/report/shapes.html")),
        ("supposed.html", include_str!("../../templates/report/supposed.html")),
    ] {
        environment.add_template(name, text).expect("the program's own templates have no mistake");
    }
    environment
});

#[derive(Serialize)]
struct Page<'r> {
    policy_of_content: String,
    style: &'static str,
    script: &'static str,
    title: Cow<'r, str>,
    heading: Cow<'r, str>,
    /// How the programmes fared, in words.
    totals: Option<Cow<'r, str>>,
    supposed: Vec<(Cow<'r, str>, Cow<'r, str>)>,
    overview: Option<Overview<'r>>,
    programmes: Vec<ProgrammeView<'r>>,
    laid_open: bool,
    unreadable: Vec<FileView<'r>>,
    policy: Vec<FileView<'r>>,
    skipped: Vec<Cow<'r, str>>,
    definition: Cow<'r, str>,
    caution: Cow<'r, str>,
    spectrum_note: Cow<'r, str>,
    spectrum_ends: Cow<'r, str>,
    pack: Cow<'r, str>,
    source: Cow<'r, str>,
    expected: String,
    tool: String,
}

/// The report in this form.
///
/// # Panics
/// Never: the templates come with the program, and its tests fill them in.
#[must_use]
pub fn render(report: &Report) -> String {
    let single = report.programmes.len() == 1;
    let programmes = report.programmes.iter().enumerate();
    let programmes: Vec<_> =
        programmes.map(|(at, one)| ProgrammeView::new(report, one, at + 1, if single { 1 } else { 3 })).collect();
    let heading = match report.programmes.as_slice() {
        [] => Cow::from("No programme was judged"),
        [one] => programme::name(one),
        many => Cow::from(format!("{} programmes, block by block", many.len())),
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
        totals: (!totals.is_empty()).then(|| Cow::from(format!("{}.", totals.join("; ")))),
        supposed: report.supposed.iter().map(|one| supposition(one)).collect(),
        overview: (report.programmes.len() > 1).then(|| Overview::new(report)),
        laid_open: programmes.len() <= LAID_OPEN,
        programmes,
        unreadable: report.unreadable.iter().map(FileView::new).collect(),
        policy: report.policy.iter().map(FileView::new).collect(),
        skipped: report.skipped.iter().map(|path| Cow::from(path.as_str())).collect(),
        definition: Cow::from(report.pack.definition.as_str()),
        caution: Cow::from(report.pack.caution.as_str()),
        spectrum_note: Cow::from(report.pack.spectrum.note.as_str()),
        spectrum_ends: Cow::from(wording::spectrum_ends(&report.pack.spectrum)),
        pack: Cow::from(report.pack.title.as_str()),
        source: Cow::from(report.pack.source.as_str()),
        expected: expectation(report),
        tool: format!("{} {}", report.tool.name, report.tool.version),
    };
    let template = TEMPLATES.get_template("page.html");
    template.and_then(|template| template.render(Serde(page))).expect("the templates ask for what the views have")
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
fn supposition(written: &str) -> (Cow<'_, str>, Cow<'_, str>) {
    let (field, value) = written.split_once('=').unwrap_or((written, ""));
    (Cow::from(field), Cow::from(if value.is_empty() { "taken away" } else { value }))
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
