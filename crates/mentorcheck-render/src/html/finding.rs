//! Views of findings, and of files that are not programmes.

use std::borrow::Cow;

use serde::Serialize;

use crate::{
    html::{
        escape,
        snippet::{self, LineView},
    },
    wording,
};
use mentorcheck_core::{
    diagnostic::{FileDiagnostics, Finding, Rationale, SourceLocation},
    format_message,
};
use mentorcheck_yaml::SourceFile;

#[derive(Debug, Serialize)]
pub(crate) struct FindingView<'r> {
    /// CSS class.
    pub(crate) class: &'static str,
    pub(crate) severity: String,
    pub(crate) code: Cow<'r, str>,
    pub(crate) message: Cow<'r, str>,
    /// First line, as text.
    pub(crate) place: String,
    pub(crate) lines: Vec<LineView<'r>>,
    pub(crate) why: Option<RationaleView<'r>>,
    pub(crate) help: Option<Cow<'r, str>>,
    pub(crate) excuse: Option<SuppressionView<'r>>,
}

#[derive(Debug, Serialize)]
pub(crate) struct RationaleView<'r> {
    pub(crate) claim: Cow<'r, str>,
    pub(crate) says: Cow<'r, str>,
    pub(crate) quote: Option<Cow<'r, str>>,
    /// Source of the quotation.
    pub(crate) from: Option<Cow<'r, str>>,
}

#[derive(Debug, Serialize)]
pub(crate) struct SuppressionView<'r> {
    pub(crate) by: String,
    pub(crate) because: Option<Cow<'r, str>>,
    /// File and line of the suppression.
    pub(crate) place: Cow<'r, str>,
}

/// An unreadable file or a policy file.
#[derive(Debug, Serialize)]
pub(crate) struct FileView<'r> {
    pub(crate) path: Cow<'r, str>,
    pub(crate) findings: Vec<FindingView<'r>>,
}

impl<'r> FindingView<'r> {
    pub(crate) fn new(finding: &'r Finding, text: &SourceFile) -> Self {
        let suppression = finding.excused.as_ref().map(|suppression| {
            let line = suppression.line.map(|line| format_message!("excused-line", line = line)).unwrap_or_default();
            SuppressionView {
                by: wording::suppression_source(suppression.by),
                because: suppression.because.as_deref().map(Cow::from),
                place: Cow::from(format!("{}{line}", suppression.path)),
            }
        });
        Self {
            class: finding.severity.as_str(),
            severity: escape::severity_title(finding.severity),
            code: Cow::from(finding.code.as_str()),
            message: Cow::from(finding.message.as_str()),
            place: finding.spans.first().map(SourceLocation::display).unwrap_or_default(),
            lines: snippet::line_views(text, &finding.spans),
            why: finding.why.as_ref().map(RationaleView::new),
            help: finding.help.as_deref().map(Cow::from),
            excuse: suppression,
        }
    }
}

impl<'r> RationaleView<'r> {
    fn new(rationale: &'r Rationale) -> Self {
        Self {
            claim: Cow::from(rationale.claim.as_str()),
            says: Cow::from(rationale.says.as_str()),
            quote: rationale.quote.as_deref().map(Cow::from),
            from: rationale.from.as_deref().map(Cow::from),
        }
    }
}

impl<'r> FileView<'r> {
    pub(crate) fn new(file: &'r FileDiagnostics) -> Self {
        Self {
            path: Cow::from(file.path.as_str()),
            findings: file.findings.iter().map(|finding| FindingView::new(finding, &file.file)).collect(),
        }
    }
}
