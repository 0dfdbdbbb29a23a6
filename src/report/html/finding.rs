//! What is said of one finding, and of a file that is no programme.

use crate::{
    finding::{Finding, Unreadable, Why},
    source::SourceText,
};

use super::{
    excerpt::{self, Line},
    words::{self, Plain, Prose},
};

/// A finding.
#[derive(Debug)]
pub(super) struct FindingView<'r> {
    /// What the page's style calls it.
    pub(super) class: &'static str,
    /// The word for its severity.
    pub(super) severity: &'static str,
    /// Its code.
    pub(super) code: Plain<'r>,
    /// The fact.
    pub(super) message: Prose<'r>,
    /// The first line that it is about.
    pub(super) place: String,
    /// The lines around its places.
    pub(super) lines: Vec<Line<'r>>,
    /// Why it matters.
    pub(super) why: Option<WhyView<'r>>,
    /// What would help.
    pub(super) help: Option<Prose<'r>>,
    /// Who excuses it.
    pub(super) excuse: Option<ExcuseView<'r>>,
}

/// The claim behind a finding.
#[derive(Debug)]
pub(super) struct WhyView<'r> {
    /// Its id.
    pub(super) claim: Plain<'r>,
    /// What it says.
    pub(super) says: Prose<'r>,
    /// The source's words.
    pub(super) quote: Option<Plain<'r>>,
    /// Where they stand.
    pub(super) from: Option<Plain<'r>>,
}

/// Why a finding is not held against the programme.
#[derive(Debug)]
pub(super) struct ExcuseView<'r> {
    /// Who says so.
    pub(super) by: &'static str,
    /// Why.
    pub(super) because: Option<Plain<'r>>,
    /// The file that says so, and the line.
    pub(super) place: Plain<'r>,
}

/// A file that could not be read, or that the policy is written in.
#[derive(Debug)]
pub(super) struct FileView<'r> {
    /// The file.
    pub(super) path: Plain<'r>,
    /// What is to be said of it.
    pub(super) findings: Vec<FindingView<'r>>,
}

impl<'r> FindingView<'r> {
    /// A finding on `text`.
    pub(super) fn new(finding: &'r Finding, text: &SourceText) -> Self {
        let excuse = finding.excused.as_ref().map(|excuse| {
            let line = excuse.line.map(|line| format!(", line {line}")).unwrap_or_default();
            ExcuseView {
                by: words::excused_by(excuse.by),
                because: excuse.because.as_deref().map(Plain::from),
                place: Plain::from(format!("{}{line}", excuse.path)),
            }
        });
        Self {
            class: finding.severity.word(),
            severity: words::severity(finding.severity),
            code: Plain::from(finding.code.as_str()),
            message: Prose::from(finding.message.as_str()),
            place: finding.spans.first().map(|mark| format!("line {}", mark.line)).unwrap_or_default(),
            lines: excerpt::lines(text, &finding.spans),
            why: finding.why.as_ref().map(WhyView::new),
            help: finding.help.as_deref().map(Prose::from),
            excuse,
        }
    }
}

impl<'r> WhyView<'r> {
    fn new(why: &'r Why) -> Self {
        Self {
            claim: Plain::from(why.claim.as_str()),
            says: Prose::from(why.says.as_str()),
            quote: why.quote.as_deref().map(Plain::from),
            from: why.from.as_deref().map(Plain::from),
        }
    }
}

impl<'r> FileView<'r> {
    /// What is to be said of a file.
    pub(super) fn new(file: &'r Unreadable) -> Self {
        Self {
            path: Plain::from(file.path.as_str()),
            findings: file.findings.iter().map(|finding| FindingView::new(finding, &file.text)).collect(),
        }
    }
}
