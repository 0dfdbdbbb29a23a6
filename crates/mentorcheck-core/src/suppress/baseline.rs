//! The baseline file: recorded findings that later runs ignore.
//!
//! A finding is known by its file, its programme, its code, its field and the values there, never by a line, a place or an
//! order, so a baseline survives edits that leave the facts unchanged, and no programme takes another's place. A programme
//! without a name or an identifier is known by nothing, and is never matched.

use std::{
    collections::BTreeMap,
    path::{Component, Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use crate::diagnostic::FindingKind;
use crate::{
    catalogue::message,
    diagnostic::{FileDiagnostics, Finding, Severity, Subject},
    format_message,
    identity::Identity,
    report::Programme,
};
use mentorcheck_yaml::{ParseErrorKind, ParsedFile, SourceFile};

/// The default file name.
pub const DEFAULT_FILE_NAME: &str = "mentorcheck-baseline.json";

/// The version of the file format.
const FORMAT_VERSION: u32 = 2;
/// The version that knows a programme by its place in the file. It is still read.
const FORMER_VERSION: u32 = 1;

#[derive(Debug, Clone)]
pub struct Baseline {
    /// The display path of the file.
    pub path: String,
    /// The folder that paths in it start from.
    folder: PathBuf,
    /// The folder that paths of programmes start from.
    root: PathBuf,
    entries: BTreeMap<DocumentKey, Vec<BaselineKey>>,
    /// Whether the file is of the former version.
    is_former: bool,
    /// How many findings are left out because their programme is known by nothing.
    pub unnamed: usize,
    /// How many entries use a renamed code.
    renamed_count: usize,
}

#[derive(Debug, Serialize, Deserialize)]
struct BaselineFile {
    version: u32,
    findings: Vec<BaselineEntry>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct BaselineEntry {
    /// Relative to the baseline's folder, with `/` as separator.
    path: String,
    /// The identity of the programme.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    programme: Option<String>,
    /// In the former version, the place of the programme in its file, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    document: Option<usize>,
    #[serde(flatten)]
    key: BaselineKey,
}

/// The path of a file relative to the baseline's folder, and the programme in it.
type DocumentKey = (String, ProgrammeKey);

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum ProgrammeKey {
    Identity(Identity),
    /// In the former version: the index within the file, from 0.
    Place(usize),
}

/// Identifies a finding within its document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct BaselineKey {
    pub code: String,
    /// A JSON Pointer.
    pub field: String,
    pub value: String,
}

impl BaselineKey {
    fn from_finding(finding: &Finding) -> Self {
        let Subject { field, value } = finding.subject.clone();
        Self { code: finding.code.clone(), field, value }
    }

    /// The key of a finding in the former version: the pointer and the source text of its first location.
    fn of_former_version(finding: &Finding, text: &SourceFile) -> Self {
        let location = finding.spans.first();
        let value = location.map(|location| text.slice(location.span())).unwrap_or_default();
        Self {
            code: finding.code.clone(),
            field: location.and_then(|location| location.pointer.clone()).unwrap_or_default(),
            value: value.split_whitespace().collect::<Vec<_>>().join(" "),
        }
    }
}

impl Baseline {
    /// A baseline without findings. `name` is what messages call it, `folder` is where it is (an absolute path), and paths
    /// of programmes start from `root`.
    #[must_use]
    pub fn new(name: &str, folder: PathBuf, root: PathBuf) -> Self {
        let path = name.to_owned();
        Self { path, folder, root, entries: BTreeMap::new(), is_former: false, unnamed: 0, renamed_count: 0 }
    }

    /// Records every active finding on the programmes. Findings that cannot be suppressed are left out.
    pub fn extend(&mut self, programmes: &[Programme]) {
        for programme in programmes {
            let active =
                programme.findings.iter().filter(|one| one.is_active() && super::codes::is_suppressible(&one.code));
            let mut keys: Vec<_> = active.map(BaselineKey::from_finding).collect();
            keys.sort();
            match self.document_key(programme) {
                None => self.unnamed += keys.len(),
                Some(_) if keys.is_empty() => {}
                Some(key) => self.entries.entry(key).or_default().extend(keys),
            }
        }
    }

    /// Reads a baseline file. `name` is what messages call it, `folder` is where it is (an absolute path), and paths of
    /// programmes start from `root`.
    ///
    /// # Errors
    /// When the file could not be read or is not a baseline.
    pub fn parse(
        name: &str,
        folder: PathBuf,
        root: PathBuf,
        content: Result<Vec<u8>, ParseErrorKind>,
    ) -> Result<Self, FileDiagnostics> {
        let problem = |problem: ParseErrorKind| {
            let source = ParsedFile::from_error(name, problem);
            let findings =
                source.errors.iter().map(|error| Finding::from_auxiliary_error(error, &source.text)).collect();
            FileDiagnostics { path: name.to_owned(), findings, file: source.text }
        };
        let unusable = |message: String| {
            let file = SourceFile::new(name, String::new());
            let finding = Finding {
                code: "source/syntax".into(),
                severity: Severity::Error,
                message,
                help: Some("Write it again with `mentorcheck baseline write`.".into()),
                ..Finding::default()
            };
            FileDiagnostics { path: name.to_owned(), findings: vec![finding], file }
        };
        let bytes = content.map_err(problem)?;
        let file: BaselineFile =
            serde_json::from_slice(&bytes).map_err(|error| unusable(format!("This is not a baseline: {error}.")))?;
        let is_former = file.version == FORMER_VERSION;
        if file.version != FORMAT_VERSION && !is_former {
            return Err(unusable(format!(
                "This baseline has version {}, and this program reads version {FORMAT_VERSION}.",
                file.version
            )));
        }
        let mut known: BTreeMap<DocumentKey, Vec<BaselineKey>> = BTreeMap::new();
        for entry in file.findings {
            let code = &entry.key.code;
            if !super::codes::is_suppressible(code) {
                return Err(unusable(format!(
                    "This baseline lists `{code}`, which cannot be hidden: what is not understood is not judged."
                )));
            }
            let programme = match (entry.programme, entry.document) {
                (Some(identity), None) if !is_former => ProgrammeKey::Identity(identity.into()),
                (None, Some(number)) if is_former => ProgrammeKey::Place(number.saturating_sub(1)),
                _ => {
                    return Err(unusable(
                        "This is not a baseline: an entry does not say which programme it is about.".into(),
                    ));
                }
            };
            known.entry((entry.path, programme)).or_default().push(entry.key);
        }
        Ok(Self { path: name.to_owned(), folder, root, entries: known, is_former, unnamed: 0, renamed_count: 0 })
    }

    /// Replaces renamed codes by their current names.
    #[must_use]
    pub(super) fn with_current_codes(mut self, renamed: &[(String, String)]) -> Self {
        for key in self.entries.values_mut().flatten() {
            if let Some((_, new)) = renamed.iter().find(|(old, _)| *old == key.code) {
                key.code.clone_from(new);
                self.renamed_count += 1;
            }
        }
        self
    }

    /// A warning if the file is of the former version.
    pub(super) fn former_version_warning(&self) -> Option<Finding> {
        self.is_former.then(|| Finding {
            code: super::codes::FORMER_VERSION.into(),
            severity: Severity::Warning,
            message: message("baseline-former-version"),
            help: Some(message("baseline-rewrite-help")),
            kind: FindingKind::Suppression,
            ..Finding::default()
        })
    }

    /// A warning if the baseline uses renamed codes.
    pub(super) fn renamed_codes_warning(&self) -> Option<Finding> {
        (self.renamed_count > 0).then(|| Finding {
            code: super::codes::RENAMED.into(),
            severity: Severity::Warning,
            message: format_message!("baseline-renamed-codes", count = self.renamed_count),
            help: Some(message("baseline-rewrite-help")),
            kind: FindingKind::Suppression,
            ..Finding::default()
        })
    }

    /// The baseline as JSON, in the version of the format in which it was read.
    ///
    /// # Panics
    /// Never: plain data always serialises.
    #[must_use]
    pub fn to_json(&self) -> String {
        let entries = self.entries.iter().flat_map(|((path, programme), keys)| {
            let (programme, document) = match programme {
                ProgrammeKey::Identity(identity) => (Some(identity.as_str().to_owned()), None),
                ProgrammeKey::Place(index) => (None, Some(index + 1)),
            };
            keys.iter().map(move |key| BaselineEntry {
                path: path.clone(),
                programme: programme.clone(),
                document,
                key: key.clone(),
            })
        });
        let version = if self.is_former { FORMER_VERSION } else { FORMAT_VERSION };
        let file = BaselineFile { version, findings: entries.collect() };
        let mut text = serde_json::to_string_pretty(&file).expect("plain data always serialises");
        text.push('\n');
        text
    }

    /// The number of findings.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.values().map(Vec::len).sum()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Returns the indices of the programme's baselined findings, and the baseline entries that no finding matches.
    #[must_use]
    pub fn match_findings(&self, programme: &Programme) -> (Vec<usize>, Vec<BaselineKey>) {
        let key = self.document_key(programme);
        let mut unmatched = key.and_then(|key| self.entries.get(&key)).cloned().unwrap_or_default();
        let mut matched = Vec::new();
        for (index, finding) in programme.findings.iter().enumerate() {
            let key = if self.is_former {
                BaselineKey::of_former_version(finding, &programme.text)
            } else {
                BaselineKey::from_finding(finding)
            };
            if let Some(position) = unmatched.iter().position(|other| *other == key) {
                unmatched.swap_remove(position);
                matched.push(index);
            }
        }
        unmatched.sort();
        (matched, unmatched)
    }

    /// Files that no longer exist, each with its number of findings.
    #[must_use]
    pub fn missing_files(&self, exists: &dyn Fn(&Path) -> bool) -> Vec<(String, usize)> {
        let mut missing: BTreeMap<&str, usize> = BTreeMap::new();
        for ((path, _), keys) in &self.entries {
            if !exists(&self.folder.join(path)) {
                *missing.entry(path).or_default() += keys.len();
            }
        }
        missing.into_iter().map(|(path, count)| (path.to_owned(), count)).collect()
    }

    /// `None` if the programme is known by nothing.
    fn document_key(&self, programme: &Programme) -> Option<DocumentKey> {
        let key = if self.is_former {
            ProgrammeKey::Place(programme.document)
        } else {
            ProgrammeKey::Identity(programme.identity.clone()?)
        };
        let path = normalize_path(&self.root.join(&programme.path));
        let relative = path.strip_prefix(&self.folder).unwrap_or(&path);
        let components: Vec<_> =
            relative.components().map(|component| component.as_os_str().to_string_lossy()).collect();
        Some((components.join("/"), key))
    }
}

/// The path without `.` and `..`, whether or not anything is there.
#[must_use]
pub fn normalize_path(path: &Path) -> PathBuf {
    path.components().fold(PathBuf::new(), |mut path, step| {
        match step {
            Component::CurDir => {}
            Component::ParentDir => drop(path.pop()),
            step => path.push(step),
        }
        path
    })
}

#[cfg(test)]
mod tests {
    use super::super::codes::{FORMER_VERSION as FORMER_VERSION_CODE, RENAMED, is_suppressible};
    use super::*;
    use crate::{
        checker::Checker,
        pack::{DEFAULT_PACK, built_in},
        schema::vocabulary,
    };

    fn parse(content: &str) -> Result<Baseline, FileDiagnostics> {
        Baseline::parse("known.json", "/call".into(), "/call".into(), Ok(content.into()))
    }

    fn empty() -> Baseline {
        Baseline::new("known.json", "/call".into(), "/call".into())
    }

    /// A baseline with one entry, of either version.
    fn baseline(version: u32, programme: &str, code: &str) -> Result<Baseline, FileDiagnostics> {
        parse(&format!(
            r#"{{"version": {version}, "findings": [{{"path": "a.yaml", {programme}, "code": "{code}", "field": "/x/y", "value": "z"}}]}}"#
        ))
    }

    #[test]
    fn what_is_written_can_be_read_again() {
        for (version, programme) in
            [(FORMAT_VERSION, r#""programme": "name: A""#), (FORMER_VERSION, r#""document": 2"#)]
        {
            let read = baseline(version, programme, "a/b").unwrap();
            assert_eq!(parse(&read.to_json()).unwrap().entries, read.entries, "version {version}");
        }
        // An entry says which programme it is about in the way of its version.
        assert!(baseline(FORMER_VERSION, r#""programme": "name: A""#, "a/b").is_err());
        assert!(baseline(FORMAT_VERSION, r#""document": 2"#, "a/b").is_err());
    }

    #[test]
    fn former_codes_become_the_current_ones_and_are_counted() {
        let renamed = [("a/b".to_owned(), "a/c".to_owned())];
        for (code, count) in [("a/b", 1), ("a/c", 0), ("b/a", 0)] {
            let current =
                baseline(FORMAT_VERSION, r#""programme": "name: A""#, code).unwrap().with_current_codes(&renamed);
            let codes: Vec<_> = current.entries.values().flatten().map(|key| key.code.as_str()).collect();
            assert_eq!((codes, current.renamed_count), (vec![if count == 1 { "a/c" } else { code }], count));
            let warning = current.renamed_codes_warning();
            assert_eq!(warning.is_some(), count > 0);
            if let Some(warning) = warning {
                assert_eq!((warning.code.as_str(), warning.severity), (RENAMED, Severity::Warning));
                assert!(!warning.message.is_empty() && warning.help.is_some(), "{warning:?}");
                assert_eq!(warning.kind, FindingKind::Suppression);
            }
        }
    }

    #[test]
    fn a_file_that_is_no_baseline_is_refused_with_advice() {
        for content in ["", "[]", r#"{"version": 3, "findings": []}"#] {
            let refused = parse(content).unwrap_err();
            let [finding] = refused.findings.as_slice() else { panic!("{refused:?}") };
            assert_eq!((refused.path.as_str(), finding.code.as_str()), ("known.json", "source/syntax"));
            assert_eq!(finding.severity, Severity::Error);
            assert!(finding.message.ends_with('.') && finding.help.is_some(), "{finding:?}");
        }
        let unread = Baseline::parse("known.json", "/".into(), "/".into(), Err(ParseErrorKind::TooLarge { limit: 1 }));
        assert_eq!(unread.unwrap_err().findings[0].code, "source/too-large");
    }

    #[test]
    fn a_baseline_of_the_former_version_says_so() {
        let entry = r#""programme": "name: A""#;
        assert_eq!(baseline(FORMAT_VERSION, entry, "a/b").unwrap().former_version_warning(), None);
        let warning = baseline(FORMER_VERSION, r#""document": 2"#, "a/b").unwrap().former_version_warning().unwrap();
        let (code, kind) = (FORMER_VERSION_CODE, FindingKind::Suppression);
        assert_eq!((warning.code.as_str(), warning.severity, warning.kind), (code, Severity::Warning, kind));
        assert!(!warning.message.is_empty() && warning.help.is_some(), "{warning:?}");
    }

    #[test]
    fn files_that_are_gone_are_counted_with_their_findings() {
        let entry = |path: &str, name: &str| {
            format!(r#"{{"path": "{path}", "programme": "name: {name}", "code": "a/b", "field": "", "value": ""}}"#)
        };
        let entries =
            [entry("there.yaml", "A"), entry("gone.yaml", "B"), entry("gone.yaml", "C"), entry("below/gone.yaml", "D")];
        let text = format!(r#"{{"version": 2, "findings": [{}]}}"#, entries.join(", "));
        let baseline = parse(&text).unwrap();
        let missing = baseline.missing_files(&|path| path == Path::new("/call/there.yaml"));
        assert_eq!(missing, [("below/gone.yaml".to_owned(), 1), ("gone.yaml".to_owned(), 2)]);
        assert_eq!((baseline.len(), baseline.is_empty()), (4, false));
    }

    #[test]
    fn active_findings_are_recorded_for_programmes_that_are_known_by_something() {
        let pack = built_in(DEFAULT_PACK).unwrap().load(vocabulary()).unwrap();
        let checker = Checker::builder(pack).build();
        let recorded = |text: &str| {
            let mut baseline = empty();
            let report = checker.check("a.yaml", text);
            baseline.extend(&report.programmes);
            let active = report.programmes.iter().flat_map(|one| &one.findings).filter(|one| one.is_active());
            let suppressible = active.filter(|one| is_suppressible(&one.code)).count();
            (baseline, suppressible)
        };
        let (known, active) =
            recorded("programme: {name: A draft (constructed)}\npurpose: {main: companionship}\nx: 1\n");
        assert!(active > 0);
        assert_eq!((known.len(), known.unnamed, known.is_empty()), (active, 0, false));
        assert!(known.entries.values().flatten().all(|key| is_suppressible(&key.code)));
        let (unknown, active) = recorded("purpose: {main: companionship}\n");
        assert!(active > 1);
        assert_eq!((unknown.len(), unknown.unnamed, unknown.is_empty()), (0, active, true));
        // Nothing is recorded of a programme without findings, its file included.
        let mut without = empty();
        let report = checker.check("a.yaml", "programme: {name: A draft (constructed)}\n");
        let mut programmes = report.programmes;
        programmes[0].findings.clear();
        without.extend(&programmes);
        assert!(without.is_empty() && without.missing_files(&|_| false).is_empty());
    }
}
