//! What a file holds: answers for each description in it, and what could not be read or will not be kept.

use mentorcheck_core::{
    diagnostic::{Finding, FindingKind},
    input::{Input, is_mapping, parse},
    schema::vocabulary,
};
use mentorcheck_forms::answers::Answers;
use mentorcheck_yaml::{Document, Node, ParsedFile, SourceFile, Span};
use serde_json::{Value as Json, json};

use crate::engine::Engine;

/// The start of keys for notes that no rule reads.
const NOTE_PREFIX: &str = "x-";

/// Renders `{"documents": [{"document", "name", "answers", "problems"}], "problems": [..], "comments", "notes"}`. `comments` and
/// `notes` say whether the text has comments or own notes, which are not answers and so are not kept in the page.
pub(crate) fn render(engine: &Engine, input: Input) -> String {
    let result = engine.quick.check_input(input.clone());
    let is_form = input.origin.is_some();
    let source = parse(input);
    let documents = source.documents.iter().filter(|document| is_mapping(document)).map(|document| {
        let programme = result.programmes.iter().find(|programme| programme.document == document.index);
        let problems = programme.into_iter().flat_map(|programme| &programme.findings);
        let problems = problems.filter(|finding| matches!(finding.kind, FindingKind::Input | FindingKind::Schema));
        json!({
            "document": document.index + 1,
            "name": programme.map(|programme| programme.name.as_str()).unwrap_or_default(),
            "answers": Answers::from_document(document, vocabulary()),
            "problems": problems.map(|finding| problem(engine, finding)).collect::<Vec<_>>(),
        })
    });
    let problems = result.unreadable.iter().flat_map(|file| &file.findings).map(|finding| problem(engine, finding));
    let opened = json!({
        "documents": documents.collect::<Vec<_>>(),
        "problems": problems.collect::<Vec<_>>(),
        "comments": !is_form && has_comment(&source),
        "notes": source.documents.iter().any(has_note),
    });
    opened.to_string()
}

/// A finding as the page shows it: what it is, what to do, and where.
pub(crate) fn problem(engine: &Engine, finding: &Finding) -> Json {
    let plain = |text: &str| engine.names.replace_keys(text, None);
    json!({
        "severity": finding.severity,
        "message": plain(&finding.message),
        "help": finding.help.as_deref().map(plain),
        "place": finding.spans.first().map(mentorcheck_core::diagnostic::SourceLocation::display),
    })
}

/// Whether a text has a comment: a number sign after white space that is no part of a key or value.
fn has_comment(source: &ParsedFile) -> bool {
    let text: &SourceFile = &source.text;
    let content = text.content();
    let starts_comment = |at: usize| content[..at].chars().next_back().is_none_or(char::is_whitespace);
    let spans: Vec<Span> = source.documents.iter().flat_map(Document::content_spans).collect();
    let is_content = |at: usize| {
        let following = spans.partition_point(|span| span.start <= at);
        following > 0 && at < spans[following - 1].end
    };
    content.match_indices('#').any(|(at, _)| starts_comment(at) && !is_content(at))
}

/// Whether the description or a section has a key for own notes.
fn has_note(document: &Document) -> bool {
    let has = |node: Node<'_>| {
        let mapping = node.as_mapping();
        mapping.is_some_and(|mapping| mapping.iter().any(|(key, _)| key.name.starts_with(NOTE_PREFIX)))
    };
    let root = document.root();
    let sections = root.as_mapping();
    has(root) || sections.is_some_and(|sections| sections.iter().any(|(_, section)| has(section)))
}
