//! The suppressions of a run, applied to one programme after the other.

use std::{fmt, path::Path, sync::Arc};

use mentorcheck_yaml::{Document, SourceFile};

use super::{
    allow_comments::{self, Comment, Request},
    baseline::{Baseline, Known},
    codes::{GONE, NEVER, NO_REASON, NOT_UNDERSTOOD, RENAMED, UNKNOWN_CODE, UNUSED, can_be_excused, known, renaming},
    tally::SuppressionTally,
};
use crate::diagnostic::FindingKind;
use crate::{
    config::Configuration,
    diagnostic::{Excuse, ExcusedBy, Finding, Mark, Severity, Unreadable},
    report::Programme,
};

/// Whether a path is one of those that a pattern in the configuration names.
#[derive(Clone)]
pub struct PathPattern(pub Arc<dyn Fn(&str) -> bool + Send + Sync>);

impl fmt::Debug for PathPattern {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("PathPattern")
    }
}

/// The suppression rules and severity overrides, applied to one programme at a time.
#[derive(Debug, Default)]
pub struct Policy {
    pub(super) codes: Vec<String>,
    /// Codes of findings that stop a programme from meeting the expectation.
    pub(super) decisive: Vec<String>,
    /// Codes of interpretations.
    pub(super) readings: Vec<String>,
    /// Severity overrides by code.
    pub(super) severities: Vec<(String, Severity)>,
    /// The accepted interpretations; `None` accepts all.
    pub(super) accepted: Option<Vec<String>>,
    pub(super) allowed: Vec<Allowed>,
    pub(super) baseline: Option<Baseline>,
    /// Pairs of a former code and its current name.
    pub(super) renamed: Vec<(String, String)>,
    /// Warnings about renamed codes in the configuration.
    pub(super) outdated: Vec<Finding>,
    /// The display path of the configuration.
    pub(super) path: String,
}

/// An entry of `allow` in the configuration.
#[derive(Debug)]
pub(super) struct Allowed {
    pub(super) code: String,
    /// `None` matches every file.
    pub(super) files: Option<PathPattern>,
    /// A JSON Pointer; `None` matches every field.
    pub(super) field: Option<String>,
    pub(super) because: String,
    pub(super) mark: Option<Mark>,
}

impl Policy {
    /// Fast path: whether the policy cannot change any finding of a programme in `text`.
    #[must_use]
    pub fn is_silent_on(&self, text: &SourceFile) -> bool {
        let silent = self.severities.is_empty() && self.allowed.is_empty();
        silent && self.accepted.is_none() && self.baseline.is_none() && !allow_comments::speaks(text)
    }

    /// Applies the policy to a programme: sets severities, suppresses findings, adds findings on invalid directives,
    /// and determines whether the programme passes.
    pub fn apply(&self, programme: &mut Programme, documents: &[Document], at: usize) -> SuppressionTally {
        let mut tally = SuppressionTally::default();
        let decides = |finding: &Finding| finding.severity < Severity::Note && self.decisive.contains(&finding.code);
        let decisive: Vec<String> =
            programme.findings.iter().filter(|one| decides(one)).map(|one| one.code.clone()).collect();
        let mut barred = self.weigh(programme);
        self.hear(programme, documents, at);
        self.allow(programme, &mut tally);
        self.compare(programme, &mut tally);
        programme.findings.sort_by_key(|finding| finding.severity);

        barred.extend(
            programme
                .findings
                .iter()
                .filter(|one| one.kind == FindingKind::Evidence)
                .filter(|one| one.severity == Severity::Error)
                .map(|one| one.code.clone()),
        );
        let held = |codes: &[String]| programme.findings.iter().any(|one| one.counts() && codes.contains(&one.code));
        let excused = !decisive.is_empty() && !held(&decisive);
        programme.passes = !held(&barred) && (programme.as_expected || excused);
        tally
    }

    /// Applies severity overrides and returns the codes that prevent a pass even if the expectation is met: those
    /// raised to errors, and interpretations that are not accepted.
    fn weigh(&self, programme: &mut Programme) -> Vec<String> {
        let raised = self.severities.iter().filter(|(_, severity)| *severity == Severity::Error);
        let mut barred: Vec<String> = raised.map(|(code, _)| code.clone()).collect();
        for finding in &mut programme.findings {
            if let Some(accepted) = self.accepted.as_ref().filter(|_| self.readings.contains(&finding.code)) {
                if accepted.contains(&finding.code) {
                    finding.excused = Some(self.excuse("it is one of the accepted readings", None));
                } else {
                    finding.severity = Severity::Warning;
                    finding.help = Some(format!(
                        "Decide whether to read it so: if so, add `{}` to `interpretations` in {}.",
                        finding.code, self.path
                    ));
                    barred.push(finding.code.clone());
                }
            }
            if let Some((_, severity)) = self.severities.iter().find(|(code, _)| *code == finding.code) {
                finding.severity = *severity;
            }
        }
        barred
    }

    fn excuse(&self, because: &str, line: Option<usize>) -> Excuse {
        Excuse { by: ExcusedBy::Configuration, because: Some(because.to_owned()), path: self.path.clone(), line }
    }

    /// Applies the allow comments of the description and adds findings on invalid ones.
    fn hear(&self, programme: &mut Programme, documents: &[Document], at: usize) {
        let text = Arc::clone(&programme.text);
        for comment in allow_comments::comments(&text, documents, at) {
            let said = match &comment.request {
                Request::Unknown => {
                    vec![(NOT_UNDERSTOOD, "This comment to mentorcheck is not understood.".into(), how())]
                }
                Request::Allow { codes, because: None } => vec![(
                    NO_REASON,
                    "This comment allows a finding without saying why, so it does nothing.".into(),
                    format!("Write the reason behind the code: `# mentorcheck: allow {} because …`.", codes.join(", ")),
                )],
                Request::Allow { codes, because: Some(because) } => {
                    codes.iter().filter_map(|code| self.allow_here(programme, &comment, code, because)).collect()
                }
            };
            let findings = said.into_iter().map(|(code, message, help)| {
                let mark = Mark::new(&text, comment.span, None, Some("here".into()));
                let (severity, help) = (self.severity(code), Some(help));
                Finding {
                    code: code.into(),
                    severity,
                    message,
                    help,
                    spans: vec![mark],
                    kind: FindingKind::Suppression,
                    ..Finding::default()
                }
            });
            programme.findings.extend(findings);
        }
    }

    /// Suppresses the findings that a comment allows under `code`. Returns the code, message and help of a finding if
    /// the comment is invalid, unused or outdated.
    fn allow_here(
        &self,
        programme: &mut Programme,
        comment: &Comment,
        code: &str,
        because: &str,
    ) -> Option<(&'static str, String, String)> {
        if !can_be_excused(code) {
            let message = format!("`{code}` cannot be allowed: what is not understood is not judged.");
            return Some((NEVER, message, "Mend what the finding is about, and remove the comment.".into()));
        }
        let renamed = self.renamed(code).map(|new| (code, new));
        let code = renamed.map_or(code, |(_, new)| new);
        if let Err((message, help)) = known(code, &self.codes) {
            return Some((UNKNOWN_CODE, message, help));
        }
        let on_line = |mark: &Mark| comment.about.contains(&mark.line);
        let mut elsewhere = Vec::new();
        let mut used = false;
        for finding in programme.findings.iter_mut().filter(|finding| finding.code == code) {
            if finding.spans.iter().any(on_line) {
                finding.excused = Some(Excuse {
                    by: ExcusedBy::Comment,
                    because: Some(because.to_owned()),
                    path: programme.path.clone(),
                    line: Some(comment.line),
                });
                used = true;
            } else {
                elsewhere.extend(finding.spans.first().map(|mark| mark.line.to_string()));
            }
        }
        if let Some((old, new)) = renamed.filter(|_| used) {
            let (message, help) = renaming(old, new);
            return Some((RENAMED, message, help));
        }
        let message = format!("This comment allows `{code}`, but there is no such finding on its line or below it.");
        let help = if elsewhere.is_empty() {
            "Remove it: there is nothing to allow.".to_owned()
        } else {
            format!("Put it on line {}, or on a line of its own above.", elsewhere.join(" or "))
        };
        (!used).then_some((UNUSED, message, help))
    }

    fn allow(&self, programme: &mut Programme, tally: &mut SuppressionTally) {
        for (entry, allowed) in self.allowed.iter().enumerate() {
            if !allowed.files.as_ref().is_none_or(|PathPattern(matches)| matches(&programme.path)) {
                continue;
            }
            let line = allowed.mark.as_ref().map(|mark| mark.line);
            for finding in programme.findings.iter_mut().filter(|one| one.code == allowed.code && one.excused.is_none())
            {
                let about = |field: &String| {
                    finding
                        .spans
                        .iter()
                        .any(|mark| mark.pointer.as_deref().is_some_and(|pointer| within(pointer, field)))
                };
                if allowed.field.as_ref().is_none_or(about) {
                    finding.excused = Some(self.excuse(&allowed.because, line));
                    tally.used.insert(entry);
                }
            }
        }
    }

    fn compare(&self, programme: &mut Programme, tally: &mut SuppressionTally) {
        let Some(baseline) = &self.baseline else { return };
        let (known, gone) = baseline.compared(programme);
        for at in known {
            let finding = &mut programme.findings[at];
            if finding.excused.is_none() {
                finding.excused =
                    Some(Excuse { by: ExcusedBy::Baseline, because: None, path: baseline.path.clone(), line: None });
            }
        }
        tally.gone.extend(gone.iter().map(|known| gone_from(&programme.path, known)));
    }

    /// Findings on the policy itself, after all programmes are checked: unused allow entries, renamed codes and stale
    /// baseline entries.
    #[must_use]
    pub fn end(
        &self,
        tally: &SuppressionTally,
        configuration: Option<&Configuration>,
        exists: &dyn Fn(&Path) -> bool,
    ) -> Vec<Unreadable> {
        let unused = self.allowed.iter().enumerate().filter(|(entry, _)| !tally.used.contains(entry));
        let unused = unused.map(|(_, one)| Finding {
            code: UNUSED.into(),
            severity: self.severity(UNUSED),
            message: format!(
                "The configuration allows `{}`, but no programme looked at has such a finding there.",
                one.code
            ),
            help: Some("Remove it, or correct its `path` or `field`.".into()),
            spans: one.mark.iter().cloned().collect(),
            kind: FindingKind::Suppression,
            ..Finding::default()
        });
        let unused: Vec<_> = self.outdated.iter().cloned().chain(unused).collect();
        let mut gone = tally.gone.clone();
        gone.extend(self.baseline.iter().flat_map(|baseline| baseline.lost_files(exists)).map(|(path, number)| {
            Finding {
                message: format!("{path} is no longer there; {number} of its findings were known."),
                ..gone_finding()
            }
        }));
        gone.extend(self.baseline.iter().filter_map(Baseline::outdated));
        gone.sort_by(|one, other| one.message.cmp(&other.message));
        let of_configuration = configuration.filter(|_| !unused.is_empty()).map(|one| one.told(unused));
        let of_baseline = self.baseline.as_ref().filter(|_| !gone.is_empty()).map(|baseline| Unreadable {
            path: baseline.path.clone(),
            findings: gone,
            text: SourceFile::new(baseline.path.as_str(), ""),
        });
        of_configuration.into_iter().chain(of_baseline).collect()
    }

    /// The current name of a renamed code.
    fn renamed(&self, code: &str) -> Option<&str> {
        self.renamed.iter().find(|(old, _)| old == code).map(|(_, new)| new.as_str())
    }

    fn severity(&self, code: &str) -> Severity {
        self.severities.iter().find(|(own, _)| own == code).map_or(Severity::Warning, |(_, severity)| *severity)
    }
}

fn gone_finding() -> Finding {
    let help = "Write the baseline anew with `mentorcheck baseline write`, so that it does not come back unseen.";
    Finding {
        code: GONE.into(),
        severity: Severity::Note,
        help: Some(help.into()),
        kind: FindingKind::Suppression,
        ..Finding::default()
    }
}

fn gone_from(path: &str, known: &Known) -> Finding {
    let field = known.field.trim_start_matches('/').replace('/', ".");
    let message = format!("{path}: `{}` on `{field}` was known and is gone.", known.code);
    Finding { message, ..gone_finding() }
}

fn how() -> String {
    "Write `# mentorcheck: allow CODE because REASON`, with the code as the finding gives it.".into()
}

/// Whether a location is in the field, or contains it (as the location of a missing fact does).
fn within(pointer: &str, field: &str) -> bool {
    let inside = |outer: &str, inner: &str| {
        inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    inside(field, pointer) || inside(pointer, field)
}
