//! What is said of one finding, and of a file that is no programme.

use std::borrow::Cow;

use serde::Serialize;

use crate::html::{
    escape,
    snippet::{self, Line},
};
use mentorcheck_core::diagnostic::{FileDiagnostics, Finding, Rationale};
use mentorcheck_yaml::SourceFile;

/// A finding.
#[derive(Debug, Serialize)]
pub(crate) struct FindingView<'r> {
    /// What the page's style calls it.
    pub(crate) class: &'static str,
    /// The word for its severity.
    pub(crate) severity: &'static str,
    /// Its code.
    pub(crate) code: Cow<'r, str>,
    /// The fact.
    pub(crate) message: Cow<'r, str>,
    /// The first line that it is about.
    pub(crate) place: String,
    /// The lines around its places.
    pub(crate) lines: Vec<Line<'r>>,
    /// Why it matters.
    pub(crate) why: Option<WhyView<'r>>,
    /// What would help.
    pub(crate) help: Option<Cow<'r, str>>,
    /// Who excuses it.
    pub(crate) excuse: Option<ExcuseView<'r>>,
}

/// The claim behind a finding.
#[derive(Debug, Serialize)]
pub(crate) struct WhyView<'r> {
    /// Its id.
    pub(crate) claim: Cow<'r, str>,
    /// What it says.
    pub(crate) says: Cow<'r, str>,
    /// The source's words.
    pub(crate) quote: Option<Cow<'r, str>>,
    /// Where they stand.
    pub(crate) from: Option<Cow<'r, str>>,
}

/// Why a finding is suppressed.
#[derive(Debug, Serialize)]
pub(crate) struct ExcuseView<'r> {
    /// Who says so.
    pub(crate) by: &'static str,
    /// Why.
    pub(crate) because: Option<Cow<'r, str>>,
    /// The file that says so, and the line.
    pub(crate) place: Cow<'r, str>,
}

/// A file that could not be read, or that the policy is written in.
#[derive(Debug, Serialize)]
pub(crate) struct FileView<'r> {
    /// The file.
    pub(crate) path: Cow<'r, str>,
    /// What is to be said of it.
    pub(crate) findings: Vec<FindingView<'r>>,
}

impl<'r> FindingView<'r> {
    /// A finding on `text`.
    pub(crate) fn new(finding: &'r Finding, text: &SourceFile) -> Self {
        let excuse = finding.excused.as_ref().map(|excuse| {
            let line = excuse.line.map(|line| format!(", line {line}")).unwrap_or_default();
            ExcuseView {
                by: escape::excused_by(excuse.by),
                because: excuse.because.as_deref().map(Cow::from),
                place: Cow::from(format!("{}{line}", excuse.path)),
            }
        });
        Self {
            class: finding.severity.as_str(),
            severity: escape::severity(finding.severity),
            code: Cow::from(finding.code.as_str()),
            message: Cow::from(finding.message.as_str()),
            place: finding.spans.first().map(|mark| format!("line {}", mark.line)).unwrap_or_default(),
            lines: snippet::lines(text, &finding.spans),
            why: finding.why.as_ref().map(WhyView::new),
            help: finding.help.as_deref().map(Cow::from),
            excuse,
        }
    }
}

impl<'r> WhyView<'r> {
    fn new(why: &'r Rationale) -> Self {
        Self {
            claim: Cow::from(why.claim.as_str()),
            says: Cow::from(why.says.as_str()),
            quote: why.quote.as_deref().map(Cow::from),
            from: why.from.as_deref().map(Cow::from),
        }
    }
}

impl<'r> FileView<'r> {
    /// What is to be said of a file.
    pub(crate) fn new(file: &'r FileDiagnostics) -> Self {
        Self {
            path: Cow::from(file.path.as_str()),
            findings: file.findings.iter().map(|finding| FindingView::new(finding, &file.file)).collect(),
        }
    }
}
