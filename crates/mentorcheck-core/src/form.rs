//! What was noticed when a form was read, as findings on the description that was made from it.

use crate::{
    diagnostic::{Finding, FindingKind, Severity, SourceLocation, codes},
    report::Programme,
};
use mentorcheck_yaml::{Notice, ParsedFile};

/// Adds the notices on the document at `index`. A notice about a line with an error of the schema takes its place, since it
/// speaks of questions and cells.
pub(crate) fn add_notices(programme: &mut Programme, source: &ParsedFile, index: usize) {
    let Some(origin) = source.text.origin() else { return };
    let start_of = |index: usize| {
        source.documents.get(index).map(|document| source.text.line_col(document.root().span().start).line)
    };
    // What is before the first document belongs to it.
    let first = if index == 0 { 0 } else { start_of(index).unwrap_or_default() };
    let end = start_of(index + 1).unwrap_or(usize::MAX);
    for notice in origin.notices.iter().filter(|notice| (first..end).contains(&notice.line)) {
        let at_line = |finding: &&mut Finding| {
            finding.kind == FindingKind::Schema
                && finding.severity == Severity::Error
                && finding.spans.first().is_some_and(|location| location.line == notice.line)
        };
        let severity = codes::severity(&notice.code);
        match programme.findings.iter_mut().find(at_line).filter(|_| severity == Severity::Error) {
            Some(finding) => {
                finding.code.clone_from(&notice.code);
                finding.message.clone_from(&notice.message);
                finding.help = Some(notice.help.clone());
                finding.advice = None;
                finding.fix = None;
            }
            None => programme.findings.push(finding(notice, source)),
        }
        programme.valid &= severity != Severity::Error;
    }
    programme.findings.sort_by_key(|finding| finding.severity);
}

fn finding(notice: &Notice, source: &ParsedFile) -> Finding {
    let line = source.text.line_span(notice.line.saturating_sub(1));
    Finding {
        code: notice.code.clone(),
        severity: codes::severity(&notice.code),
        message: notice.message.clone(),
        help: Some(notice.help.clone()).filter(|help| !help.is_empty()),
        spans: vec![SourceLocation::new(&source.text, line, None, None)],
        kind: FindingKind::Schema,
        ..Finding::default()
    }
}
