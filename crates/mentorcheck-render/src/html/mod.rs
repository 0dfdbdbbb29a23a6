//! `--format html`: a self-contained page for browsers and print.
//!
//! The content security policy forbids the page to load anything, and `escape` is the only way for text to enter it.
//! `programme` is the view of one programme, `overview` of several; `contents` is made as results arrive.

mod charts;
mod contents;
mod diff;
pub(crate) mod escape;
mod finding;
mod overview;
mod programme;
mod snippet;

use std::{borrow::Cow, sync::LazyLock};

use crate::{
    chunk::Assembly,
    digest::sha256_base64,
    html::{finding::FileView, overview::Overview},
    results::{InputOrder, results_by_input},
    style::PageOptions,
    template_messages::add_message_function,
    wording,
};
use mentorcheck_core::{catalogue::message, format_message, report::Report};
use minijinja::{Environment, UndefinedBehavior, value::Serde};
use serde::Serialize;

pub(crate) use contents::{Contents, Entries, footer, render_result};

const STYLE: &str = include_str!("../../templates/report/report.css");
const SCRIPT: &str = include_str!("../../templates/report/report.js");

/// The templates, by the names that includes use.
static TEMPLATES: LazyLock<Environment<'static>> = LazyLock::new(|| {
    let mut environment = Environment::new();
    // An undefined name is a bug in a template and would leave a gap in the page.
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_formatter(escape::write_value);
    environment.add_filter("answer", |key: &str| {
        let answer = wording::ANSWERS.into_iter().find(|answer| answer.as_str() == key);
        answer.map_or_else(String::new, wording::answer_word)
    });
    add_message_function(&mut environment);
    environment.add_filter("prose", escape::render_inline_code);
    environment.add_filter("excerpt", escape::escape_source_line);
    for (name, text) in [
        ("about.html", include_str!("../../templates/report/about.html")),
        ("answer.html", include_str!("../../templates/report/answer.html")),
        ("difference.html", include_str!("../../templates/report/difference.html")),
        ("file.html", include_str!("../../templates/report/file.html")),
        ("finding.html", include_str!("../../templates/report/finding.html")),
        ("overview.html", include_str!("../../templates/report/overview.html")),
        ("page.html", include_str!("../../templates/report/page.html")),
        ("programme.html", include_str!("../../templates/report/programme.html")),
        ("row.html", include_str!("../../templates/report/row.html")),
        ("section.html", include_str!("../../templates/report/section.html")),
        ("shapes.html", include_str!("../../templates/report/shapes.html")),
        ("supposed.html", include_str!("../../templates/report/supposed.html")),
    ] {
        environment.add_template(name, text).expect("built-in templates are valid");
    }
    environment
});

#[derive(Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a choice of the template of its own")]
struct Page<'r> {
    policy_of_content: String,
    style: &'static str,
    script: &'static str,
    title: Cow<'r, str>,
    heading: Cow<'r, str>,
    totals: Option<Cow<'r, str>>,
    supposed: Vec<(Cow<'r, str>, Cow<'r, str>)>,
    overview: Option<Overview<'r>>,
    /// Where what the inputs have is to be.
    hole: &'static str,
    is_single: bool,
    /// How many files could not be read.
    unreadable: usize,
    policy: Vec<FileView<'r>>,
    /// How many files were skipped.
    skipped: usize,
    definition: Cow<'r, str>,
    caution: Cow<'r, str>,
    spectrum_note: Cow<'r, str>,
    spectrum_ends: Cow<'r, str>,
    pack: Cow<'r, str>,
    source: Cow<'r, str>,
    call: Option<&'r str>,
    date: Option<&'r str>,
    brief: bool,
    has_expectation: bool,
    accept_provisional: bool,
    expected: String,
    tool: String,
}

/// Renders `report` as an HTML page.
#[must_use]
pub fn render(report: &Report) -> String {
    render_with(report, &PageOptions::default())
}

/// Renders `report` as an HTML page with these options.
///
/// # Panics
/// Never: the templates are built in, and tests render them.
#[must_use]
pub fn render_with(report: &Report, options: &PageOptions) -> String {
    let (mut assembly, mut contents) = (Assembly::default(), Contents::default());
    for result in results_by_input(report, InputOrder::Report) {
        let mut pieces = render_result(report, &result, options, report.programmes.len() <= 1);
        contents.add(pieces.kept, &mut pieces.spooled);
        assembly.push(&pieces.output, &pieces.spooled);
    }
    String::from_utf8(assembly.finish(footer(report, options, contents))).expect("the pieces are texts")
}

/// Renders the page around what the inputs have, given the name of the programme if there is only one.
fn render_page(report: &Report, options: &PageOptions, overview: Option<Overview<'_>>, single: Option<&str>) -> String {
    let heading = match (single, report.totals.programmes) {
        (Some(name), _) => Cow::from(name),
        (None, 0) => Cow::from(message("page-none")),
        (None, several) => match &options.call {
            Some(call) => Cow::from(call.as_str()),
            None => Cow::from(format_message!("page-several", count = several)),
        },
    };
    let totals = wording::summary_lines(report);
    let page = Page {
        policy_of_content: format!(
            "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
            sha256_base64(STYLE),
            sha256_base64(SCRIPT)
        ),
        style: STYLE,
        script: SCRIPT,
        title: heading.clone(),
        heading,
        totals: (!totals.is_empty()).then(|| Cow::from(format!("{}.", totals.join("; ")))),
        supposed: supposed(report),
        overview,
        hole: escape::HOLE,
        is_single: single.is_some(),
        unreadable: report.totals.unreadable,
        policy: report.policy.iter().map(FileView::new).collect(),
        skipped: report.totals.skipped,
        definition: Cow::from(report.pack.definition.as_str()),
        caution: Cow::from(report.pack.caution.as_str()),
        spectrum_note: Cow::from(report.pack.spectrum.note.as_str()),
        spectrum_ends: Cow::from(wording::spectrum_ends(&report.pack.spectrum)),
        pack: Cow::from(report.pack.title.as_str()),
        source: Cow::from(report.pack.source.as_str()),
        call: options.call.as_deref(),
        date: options.date.as_deref(),
        brief: options.brief,
        has_expectation: has_expectation(report),
        accept_provisional: report.accept_provisional,
        expected: expectation(report),
        tool: format!("{} {}", report.tool.name, report.tool.version),
    };
    render_template("page.html", &page)
}

/// Renders a template that is built in.
fn render_template(name: &str, view: &impl Serialize) -> String {
    let template = TEMPLATES.get_template(name);
    template.and_then(|template| template.render(Serde(view))).expect("templates match their views")
}

/// Whether a kind of programme was expected, so that programmes pass or not.
fn has_expectation(report: &Report) -> bool {
    report.expected != "any"
}

/// The assumptions, each with its field and value.
fn supposed(report: &Report) -> Vec<(Cow<'_, str>, Cow<'_, str>)> {
    report.supposed.iter().map(|assumption| split_assumption(assumption)).collect()
}

/// What is expected of each programme, as a sentence.
fn expectation(report: &Report) -> String {
    let id = |exact, provisional| if report.accept_provisional { provisional } else { exact };
    match report.expected.as_str() {
        "any" => message("page-expected-any"),
        "label" => message(id("page-expected-label", "page-expected-label-provisional")),
        kind => {
            let kind = report.pack.kind_title(kind);
            format_message!(id("page-expected-kind", "page-expected-kind-provisional"), kind = kind)
        }
    }
}

/// Splits `field=value`; an empty value removes the field.
fn split_assumption(assumption: &str) -> (Cow<'_, str>, Cow<'_, str>) {
    let (field, value) = assumption.split_once('=').unwrap_or((assumption, ""));
    (Cow::from(field), if value.is_empty() { Cow::from(message("supposed-removed")) } else { Cow::from(value) })
}
