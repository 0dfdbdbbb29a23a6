//! The baseline file: recorded findings that later runs ignore.
//!
//! A finding is identified by file, code, field and value, never by line number, so a baseline survives edits that
//! leave the facts unchanged.

use std::{
    collections::BTreeMap,
    path::{Component, Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use crate::diagnostic::FindingKind;
use crate::{
    diagnostic::{Finding, Severity, Unreadable},
    report::{Programme, Report},
};
use mentorcheck_yaml::{ParseErrorKind, ParsedFile};

/// The default file name.
pub const NAME: &str = "mentorcheck-baseline.json";

/// The version of the file format.
const VERSION: u32 = 1;

#[derive(Debug, Clone)]
pub struct Baseline {
    /// The display path of the file.
    pub path: String,
    /// The folder that paths in it start from.
    folder: PathBuf,
    /// The folder that paths of programmes start from.
    working_dir: PathBuf,
    known: BTreeMap<Document, Vec<Known>>,
    /// How many entries use a renamed code.
    renamed: usize,
}

#[derive(Debug, Serialize, Deserialize)]
struct File {
    version: u32,
    findings: Vec<Entry>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    /// Relative to the baseline's folder, with `/` as separator.
    path: String,
    /// The index of the document within the file, from 1.
    document: usize,
    #[serde(flatten)]
    known: Known,
}

/// The document's path relative to the baseline's folder, and its index within the file, from 0.
type Document = (String, usize);

/// Identifies a finding within its document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Known {
    pub code: String,
    /// A JSON Pointer.
    pub field: String,
    pub value: String,
}

impl Known {
    fn of(finding: &Finding, programme: &Programme) -> Self {
        let (field, value) = finding.about(&programme.text);
        Self { code: finding.code.clone(), field, value }
    }
}

impl Baseline {
    /// Records every active finding of `report`, to be written to `path`. Findings that cannot be suppressed are left
    /// out.
    #[must_use]
    pub fn of(report: &Report, name: &str, folder: PathBuf) -> Self {
        let (path, working_dir) = (name.to_owned(), report.working_dir.clone());
        let mut baseline = Self { path, folder, working_dir, known: BTreeMap::new(), renamed: 0 };
        for programme in &report.programmes {
            let held = programme.findings.iter().filter(|one| one.counts() && super::codes::can_be_excused(&one.code));
            let mut known: Vec<_> = held.map(|finding| Known::of(finding, programme)).collect();
            known.sort();
            if !known.is_empty() {
                baseline.known.insert(baseline.document(programme), known);
            }
        }
        baseline
    }

    /// Reads a baseline file. `name` is what messages call it, `folder` is where it is (an absolute path), and paths of
    /// programmes start from `working_dir`.
    ///
    /// # Errors
    /// When the file could not be read or is not a baseline.
    pub fn parse(
        name: &str,
        folder: PathBuf,
        working_dir: PathBuf,
        content: Result<Vec<u8>, ParseErrorKind>,
    ) -> Result<Self, Unreadable> {
        let problem = |problem: ParseErrorKind| {
            let source = ParsedFile::from_error(name, problem);
            let findings = source.errors.iter().map(|error| Finding::of_source(error, &source.text)).collect();
            Unreadable { path: name.to_owned(), findings, text: source.text }
        };
        let bytes = content.map_err(problem)?;
        let file: File = serde_json::from_slice(&bytes).map_err(|error| {
            problem(ParseErrorKind::Syntax {
                what: format!("this is no baseline: {error}"),
                advice: "Write it anew with `mentorcheck baseline write`.".into(),
            })
        })?;
        if file.version != VERSION {
            return Err(problem(ParseErrorKind::Syntax {
                what: format!("this baseline has version {}, and this program reads version {VERSION}", file.version),
                advice: "Write it anew with `mentorcheck baseline write`.".into(),
            }));
        }
        let mut known: BTreeMap<Document, Vec<Known>> = BTreeMap::new();
        for entry in file.findings {
            known.entry((entry.path, entry.document.saturating_sub(1))).or_default().push(entry.known);
        }
        Ok(Self { path: name.to_owned(), folder, working_dir, known, renamed: 0 })
    }

    /// Replaces renamed codes by their current names.
    #[must_use]
    pub(super) fn with_current_codes(mut self, renamed: &[(String, String)]) -> Self {
        for known in self.known.values_mut().flatten() {
            if let Some((_, new)) = renamed.iter().find(|(old, _)| *old == known.code) {
                known.code.clone_from(new);
                self.renamed += 1;
            }
        }
        self
    }

    /// A warning if the baseline uses renamed codes.
    pub(super) fn outdated(&self) -> Option<Finding> {
        let many = match self.renamed {
            0 => return None,
            1 => "One finding has the code".to_owned(),
            many => format!("{many} findings have the codes"),
        };
        Some(Finding {
            code: super::codes::RENAMED.into(),
            severity: Severity::Warning,
            message: format!("{many} of an earlier version."),
            help: Some("Rewrite the baseline with `mentorcheck baseline write`.".into()),
            kind: FindingKind::Suppression,
            ..Finding::default()
        })
    }

    /// The baseline as JSON.
    ///
    /// # Panics
    /// Never: plain data always serialises.
    #[must_use]
    pub fn written(&self) -> String {
        let entries = self.known.iter().flat_map(|((path, document), known)| {
            let entry = move |known: &Known| Entry { path: path.clone(), document: document + 1, known: known.clone() };
            known.iter().map(entry)
        });
        let file = File { version: VERSION, findings: entries.collect() };
        let mut text = serde_json::to_string_pretty(&file).expect("plain data always serialises");
        text.push('\n');
        text
    }

    /// The number of findings.
    #[must_use]
    pub fn len(&self) -> usize {
        self.known.values().map(Vec::len).sum()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// Returns the indices of the programme's baselined findings, and the baseline entries that no finding matches.
    #[must_use]
    pub fn compared(&self, programme: &Programme) -> (Vec<usize>, Vec<Known>) {
        let mut left = self.known.get(&self.document(programme)).cloned().unwrap_or_default();
        let mut known = Vec::new();
        for (at, finding) in programme.findings.iter().enumerate() {
            let this = Known::of(finding, programme);
            if let Some(same) = left.iter().position(|one| *one == this) {
                left.swap_remove(same);
                known.push(at);
            }
        }
        left.sort();
        (known, left)
    }

    /// Files that no longer exist, each with its number of findings.
    #[must_use]
    pub fn lost_files(&self, exists: &dyn Fn(&Path) -> bool) -> Vec<(String, usize)> {
        let mut lost: BTreeMap<&str, usize> = BTreeMap::new();
        for ((path, _), known) in &self.known {
            if !exists(&self.folder.join(path)) {
                *lost.entry(path).or_default() += known.len();
            }
        }
        lost.into_iter().map(|(path, number)| (path.to_owned(), number)).collect()
    }

    fn document(&self, programme: &Programme) -> Document {
        let path = normalize(&self.working_dir.join(&programme.path));
        let short = path.strip_prefix(&self.folder).unwrap_or(&path);
        let steps: Vec<_> = short.components().map(|step| step.as_os_str().to_string_lossy()).collect();
        (steps.join("/"), programme.document)
    }
}

/// The path without `.` and `..`, whether or not anything is there.
#[must_use]
pub fn normalize(path: &Path) -> PathBuf {
    path.components().fold(PathBuf::new(), |mut path, step| {
        match step {
            Component::CurDir => {}
            Component::ParentDir => drop(path.pop()),
            step => path.push(step),
        }
        path
    })
}
