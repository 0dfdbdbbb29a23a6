//! The suppressions of a run, applied to one programme after the other.

use std::{fmt, path::Path, sync::Arc};

use mentorcheck_yaml::SourceFile;

use super::{
    allow_comments::{Directive, DirectiveComment, MAX_ALLOWED},
    baseline::{Baseline, BaselineKey},
    codes::{
        GONE, NEVER, NO_REASON, NOT_HONOURED, NOT_UNDERSTOOD, RENAMED, TOO_MANY, UNKNOWN_CODE, UNUSED, check_code,
        is_suppressible, renamed_code_message,
    },
    tally::SuppressionTally,
};
use crate::diagnostic::FindingKind;
use crate::{
    catalogue::message,
    clause::join_or,
    config::ConfigFile,
    diagnostic::{FileDiagnostics, Finding, Severity, SourceLocation, Suppression, SuppressionSource, codes},
    format_message,
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
    pub(super) known_codes: Vec<String>,
    /// Codes of findings that stop a programme from meeting the expectation.
    pub(super) blocking_codes: Vec<String>,
    /// Codes of interpretations.
    pub(super) interpretation_codes: Vec<String>,
    /// Severity overrides by code.
    pub(super) severity_overrides: Vec<(String, Severity)>,
    /// The accepted interpretations; `None` accepts all.
    pub(super) accepted_interpretations: Option<Vec<String>>,
    pub(super) allow_rules: Vec<AllowRule>,
    pub(super) baseline: Option<Baseline>,
    /// Pairs of a former code and its current name.
    pub(super) renamed_codes: Vec<(String, String)>,
    /// Warnings about renamed codes in the configuration.
    pub(super) renamed_code_warnings: Vec<Finding>,
    /// The display path of the configuration.
    pub(super) config_path: String,
    /// Whether allow comments are reported instead of honoured, because their writer is not trusted.
    pub(super) ignores_comments: bool,
}

/// An entry of `allow` in the configuration.
#[derive(Debug)]
pub(super) struct AllowRule {
    pub(super) code: String,
    /// `None` matches every file.
    pub(super) files: Option<PathPattern>,
    /// A JSON Pointer; `None` matches every field.
    pub(super) pointer: Option<String>,
    pub(super) reason: String,
    pub(super) location: Option<SourceLocation>,
}

impl Policy {
    /// Fast path: whether the policy cannot change any finding of a programme with these comments.
    #[must_use]
    pub fn is_noop_for(&self, comments: &[DirectiveComment]) -> bool {
        let has_no_overrides = self.severity_overrides.is_empty() && self.allow_rules.is_empty();
        has_no_overrides && self.accepted_interpretations.is_none() && self.baseline.is_none() && comments.is_empty()
    }

    /// Applies the policy to a programme: sets severities, suppresses findings, adds findings on invalid directives,
    /// and determines whether the programme passes. `comments` are those of its document
    /// ([`super::allow_comments::find_directives`]).
    pub fn apply(&self, programme: &mut Programme, comments: &[DirectiveComment]) -> SuppressionTally {
        let mut tally = SuppressionTally::default();
        let is_blocking =
            |finding: &Finding| finding.severity < Severity::Note && self.blocking_codes.contains(&finding.code);
        let blocking_codes: Vec<String> = programme
            .findings
            .iter()
            .filter(|finding| is_blocking(finding))
            .map(|finding| finding.code.clone())
            .collect();
        let mut failing_codes = self.apply_severities(programme);
        self.apply_allow_comments(programme, comments);
        self.apply_allow_rules(programme, &mut tally);
        self.apply_baseline(programme, &mut tally);
        programme.findings.sort_by_key(|finding| finding.severity);

        failing_codes.extend(
            programme
                .findings
                .iter()
                .filter(|finding| finding.kind == FindingKind::Evidence)
                .filter(|finding| finding.severity == Severity::Error)
                .map(|finding| finding.code.clone()),
        );
        let has_active = |codes: &[String]| {
            programme.findings.iter().any(|finding| finding.is_active() && codes.contains(&finding.code))
        };
        let all_suppressed = !blocking_codes.is_empty() && !has_active(&blocking_codes);
        programme.passes = !has_active(&failing_codes) && (programme.as_expected || all_suppressed);
        tally
    }

    /// Applies severity overrides and returns the codes that prevent a pass even if the expectation is met: those
    /// raised to errors, and interpretations that are not accepted.
    fn apply_severities(&self, programme: &mut Programme) -> Vec<String> {
        let raised = self.severity_overrides.iter().filter(|(_, severity)| *severity == Severity::Error);
        let mut failing_codes: Vec<String> = raised.map(|(code, _)| code.clone()).collect();
        for finding in &mut programme.findings {
            if let Some(accepted) =
                self.accepted_interpretations.as_ref().filter(|_| self.interpretation_codes.contains(&finding.code))
            {
                if accepted.contains(&finding.code) {
                    finding.excused = Some(self.config_suppression(&message("suppression-accepted"), None));
                } else {
                    finding.severity = Severity::Warning;
                    finding.help = Some(format_message!(
                        "suppression-decide-help",
                        code = finding.code.as_str(),
                        file = self.config_path.as_str()
                    ));
                    failing_codes.push(finding.code.clone());
                }
            }
            if let Some((_, severity)) = self.severity_overrides.iter().find(|(code, _)| *code == finding.code) {
                finding.severity = *severity;
            }
        }
        failing_codes
    }

    /// Takes from `other`, the policy of a configuration that may only be stricter, what makes this one stricter: severities
    /// that are raised, interpretations that are not accepted, comments that are not honoured. Returns the codes whose
    /// severities `other` would lower.
    #[must_use]
    pub fn tighten(&mut self, other: &Self) -> Vec<String> {
        let mut lowered = Vec::new();
        for (code, severity) in &other.severity_overrides {
            let own = self.severity_overrides.iter_mut().find(|(own, _)| own == code);
            match own {
                Some((_, own)) if severity <= own => *own = *severity,
                None if *severity == Severity::Error => self.severity_overrides.push((code.clone(), *severity)),
                _ => lowered.push(code.clone()),
            }
        }
        if let Some(accepted) = &other.accepted_interpretations {
            let is_accepted =
                |code: &&String| self.accepted_interpretations.as_ref().is_none_or(|own| own.contains(code));
            self.accepted_interpretations = Some(accepted.iter().filter(is_accepted).cloned().collect());
        }
        self.ignores_comments |= other.ignores_comments;
        lowered
    }

    fn config_suppression(&self, reason: &str, line: Option<usize>) -> Suppression {
        Suppression {
            by: SuppressionSource::Configuration,
            because: Some(reason.to_owned()),
            path: self.config_path.clone(),
            line,
        }
    }

    /// Applies the allow comments of the description and adds findings on invalid ones.
    fn apply_allow_comments(&self, programme: &mut Programme, comments: &[DirectiveComment]) {
        let text = Arc::clone(&programme.text);
        // Added at the end: no comment can allow a finding on another comment, so none has to look at them.
        let mut found = Vec::new();
        for comment in comments {
            let problems = match &comment.directive {
                Directive::TooMany => {
                    let count = MAX_ALLOWED;
                    vec![(
                        TOO_MANY,
                        format_message!("suppression-too-many", count = count),
                        message("suppression-too-many-help"),
                    )]
                }
                _ if self.ignores_comments => {
                    vec![(NOT_HONOURED, message("suppression-not-honoured"), message("suppression-not-honoured-help"))]
                }
                Directive::Invalid => {
                    vec![(
                        NOT_UNDERSTOOD,
                        message("suppression-not-understood"),
                        message("suppression-not-understood-help"),
                    )]
                }
                Directive::Allow { codes, reason: None } => vec![(
                    NO_REASON,
                    message("suppression-no-reason"),
                    format_message!("suppression-no-reason-help", codes = codes.join(", ")),
                )],
                Directive::Allow { codes, reason: Some(because) } => codes
                    .iter()
                    .filter_map(|code| self.apply_allow_comment(programme, comment, code, because))
                    .collect(),
            };
            let findings = problems.into_iter().map(|(code, problem, help)| {
                let location = SourceLocation::new(&text, comment.span, None, Some(message("suppression-here")));
                let (severity, help) = (self.severity(code), Some(help));
                Finding {
                    code: code.into(),
                    severity,
                    message: problem,
                    help,
                    spans: vec![location],
                    kind: FindingKind::Suppression,
                    ..Finding::default()
                }
            });
            found.extend(findings);
        }
        programme.findings.append(&mut found);
    }

    /// Suppresses the findings that a comment allows under `code`. Returns the code, message and help of a finding if
    /// the comment is invalid, unused or outdated.
    fn apply_allow_comment(
        &self,
        programme: &mut Programme,
        comment: &DirectiveComment,
        code: &str,
        reason: &str,
    ) -> Option<(&'static str, String, String)> {
        if !is_suppressible(code) {
            let problem = format_message!("suppression-never", code = code);
            return Some((NEVER, problem, message("suppression-never-help")));
        }
        let renamed = self.current_code(code).map(|new| (code, new));
        let code = renamed.map_or(code, |(_, new)| new);
        if let Err((message, help)) = check_code(code, &self.known_codes, "suppression-unknown-code") {
            return Some((UNKNOWN_CODE, message, help));
        }
        let mut other_lines = Vec::new();
        let mut is_used = false;
        for finding in programme.findings.iter_mut().filter(|finding| finding.code == code) {
            if finding.spans.iter().any(|location| comment.covers(location)) {
                finding.excused = Some(Suppression {
                    by: SuppressionSource::Comment,
                    because: Some(reason.to_owned()),
                    path: programme.path.clone(),
                    line: Some(comment.line),
                });
                is_used = true;
            } else {
                other_lines.extend(finding.spans.first().map(|location| location.line.to_string()));
            }
        }
        if let Some((old, new)) = renamed.filter(|_| is_used) {
            let (message, help) = renamed_code_message(old, new);
            return Some((RENAMED, message, help));
        }
        if is_used {
            return None;
        }
        let help = if other_lines.is_empty() {
            message("suppression-unused-help")
        } else {
            format_message!("suppression-elsewhere-help", lines = join_or(&other_lines))
        };
        Some((UNUSED, format_message!("suppression-unused", code = code), help))
    }

    fn apply_allow_rules(&self, programme: &mut Programme, tally: &mut SuppressionTally) {
        for (entry, rule) in self.allow_rules.iter().enumerate() {
            if !rule.files.as_ref().is_none_or(|PathPattern(matches)| matches(&programme.path)) {
                continue;
            }
            let line = rule.location.as_ref().map(|location| location.line);
            for finding in
                programme.findings.iter_mut().filter(|finding| finding.code == rule.code && finding.excused.is_none())
            {
                let is_in_field = |field: &String| {
                    finding.spans.iter().any(|location| {
                        location.pointer.as_deref().is_some_and(|pointer| pointers_overlap(pointer, field))
                    })
                };
                if rule.pointer.as_ref().is_none_or(is_in_field) {
                    finding.excused = Some(self.config_suppression(&rule.reason, line));
                    tally.used.insert(entry);
                }
            }
        }
    }

    fn apply_baseline(&self, programme: &mut Programme, tally: &mut SuppressionTally) {
        let Some(baseline) = &self.baseline else { return };
        let (matched, stale) = baseline.match_findings(programme);
        for index in matched {
            let finding = &mut programme.findings[index];
            if finding.excused.is_none() {
                finding.excused = Some(Suppression {
                    by: SuppressionSource::Baseline,
                    because: None,
                    path: baseline.path.clone(),
                    line: None,
                });
            }
        }
        tally.gone.extend(stale.iter().map(|key| stale_entry_finding(&programme.path, key)));
    }

    /// Findings on the configuration, after all programmes are checked: unused allow entries and renamed codes.
    #[must_use]
    pub fn config_diagnostics(
        &self,
        tally: &SuppressionTally,
        configuration: Option<&ConfigFile>,
    ) -> Option<FileDiagnostics> {
        let unused = self.allow_rules.iter().enumerate().filter(|(entry, _)| !tally.used.contains(entry));
        let unused = unused.map(|(_, rule)| Finding {
            code: UNUSED.into(),
            severity: self.severity(UNUSED),
            message: format_message!("suppression-rule-unused", code = rule.code.as_str()),
            help: Some(message("suppression-rule-unused-help")),
            spans: rule.location.iter().cloned().collect(),
            kind: FindingKind::Suppression,
            ..Finding::default()
        });
        let findings: Vec<_> = self.renamed_code_warnings.iter().cloned().chain(unused).collect();
        configuration.filter(|_| !findings.is_empty()).map(|file| file.to_diagnostics(findings))
    }

    /// Findings on the baseline, after all programmes are checked: stale entries and renamed codes.
    #[must_use]
    pub fn baseline_diagnostics(
        &self,
        tally: &SuppressionTally,
        exists: &dyn Fn(&Path) -> bool,
    ) -> Option<FileDiagnostics> {
        let mut stale_findings = tally.gone.clone();
        stale_findings.extend(self.baseline.iter().flat_map(|baseline| baseline.missing_files(exists)).map(
            |(path, count)| Finding {
                message: format_message!("baseline-gone-file", path = path, count = count),
                ..stale_finding()
            },
        ));
        stale_findings.extend(self.baseline.iter().filter_map(Baseline::renamed_codes_warning));
        stale_findings.extend(self.baseline.iter().filter_map(Baseline::former_version_warning));
        stale_findings.sort_by(|rule, other| rule.message.cmp(&other.message));
        self.baseline.as_ref().filter(|_| !stale_findings.is_empty()).map(|baseline| FileDiagnostics {
            path: baseline.path.clone(),
            findings: stale_findings,
            file: SourceFile::new(baseline.path.as_str(), ""),
        })
    }

    /// The current name of a renamed code.
    fn current_code(&self, code: &str) -> Option<&str> {
        self.renamed_codes.iter().find(|(old, _)| old == code).map(|(_, new)| new.as_str())
    }

    fn severity(&self, code: &str) -> Severity {
        self.severity_overrides
            .iter()
            .find(|(own, _)| own == code)
            .map_or_else(|| codes::severity(code), |(_, severity)| *severity)
    }
}

fn stale_finding() -> Finding {
    Finding {
        code: GONE.into(),
        severity: codes::severity(GONE),
        help: Some(message("baseline-gone-help")),
        kind: FindingKind::Suppression,
        ..Finding::default()
    }
}

fn stale_entry_finding(path: &str, key: &BaselineKey) -> Finding {
    let field = key.field.trim_start_matches('/').replace('/', ".");
    let message = format_message!("baseline-gone", path = path, code = key.code.as_str(), field = field);
    Finding { message, ..stale_finding() }
}

/// Whether a location is in the field, or contains it (as the location of a missing fact does).
fn pointers_overlap(pointer: &str, field: &str) -> bool {
    let contains = |outer: &str, inner: &str| {
        inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    contains(field, pointer) || contains(pointer, field)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::suppress::allow_comments::find_directives;
    use mentorcheck_yaml::ParsedFile;

    fn with_severities(severities: &[(&str, Severity)]) -> Policy {
        let severity_overrides = severities.iter().map(|(code, severity)| ((*code).to_owned(), *severity)).collect();
        Policy { severity_overrides, ..Policy::default() }
    }

    #[test]
    fn severities_are_only_raised_by_a_stricter_configuration() {
        use Severity::{Error, Note, Warning};
        // Own severities, that of the stricter configuration for a/b, those in the end, and whether it would lower one.
        for (own, other, expected, is_lowered) in [
            (vec![("a/b", Warning)], Error, vec![("a/b", Error)], false),
            (vec![("a/b", Warning)], Warning, vec![("a/b", Warning)], false),
            (vec![("a/b", Warning)], Note, vec![("a/b", Warning)], true),
            (vec![("b/a", Note)], Error, vec![("b/a", Note), ("a/b", Error)], false),
            (vec![("b/a", Note), ("a/b", Note)], Warning, vec![("b/a", Note), ("a/b", Warning)], false),
            // Without one of its own, a finding may be an error already.
            (vec![], Warning, vec![], true),
        ] {
            let mut policy = with_severities(&own);
            let lowered = policy.tighten(&with_severities(&[("a/b", other)]));
            assert_eq!(policy.severity_overrides, with_severities(&expected).severity_overrides, "{own:?} {other:?}");
            assert_eq!(lowered, if is_lowered { vec!["a/b"] } else { vec![] }, "{own:?} {other:?}");
        }
    }

    #[test]
    fn interpretations_are_accepted_if_both_configurations_accept_them() {
        let accepting = |codes: Option<&[&str]>| {
            let accepted = codes.map(|codes| codes.iter().map(|code| (*code).to_owned()).collect());
            Policy { accepted_interpretations: accepted, ..Policy::default() }
        };
        for (own, other, expected) in [
            (None, None, None),
            (Some(&["a", "b"][..]), None, Some(vec!["a", "b"])),
            (None, Some(&["a"][..]), Some(vec!["a"])),
            (Some(&["a", "b"]), Some(&["b", "c"]), Some(vec!["b"])),
        ] {
            let mut policy = accepting(own);
            assert!(policy.tighten(&accepting(other)).is_empty());
            let accepted = policy.accepted_interpretations.as_ref();
            assert_eq!(accepted.map(|codes| codes.iter().map(String::as_str).collect()), expected, "{own:?} {other:?}");
        }
    }

    #[test]
    fn comments_are_ignored_if_either_configuration_ignores_them() {
        for (own, other) in [(false, false), (false, true), (true, false), (true, true)] {
            let ignoring = |ignores_comments| Policy { ignores_comments, ..Policy::default() };
            let mut policy = ignoring(own);
            let _ = policy.tighten(&ignoring(other));
            assert_eq!(policy.ignores_comments, own || other);
        }
    }

    #[test]
    fn a_policy_changes_nothing_if_it_has_nothing_to_apply() {
        let comments = |text: &str| {
            let source = ParsedFile::parse("t", text.into());
            find_directives(&source.text, &source.documents).remove(0)
        };
        let plain = comments("a: b # a comment\n");
        assert!(Policy::default().is_noop_for(&plain));
        assert!(!Policy::default().is_noop_for(&comments("a: b # mentorcheck: allow x/y because z\n")));
        let baseline = Baseline::new("known.json", "/call".into(), "/call".into());
        let rule = AllowRule { code: "a/b".into(), files: None, pointer: None, reason: "z".into(), location: None };
        for (what, policy) in [
            ("severities", with_severities(&[("a/b", Severity::Note)])),
            ("interpretations", Policy { accepted_interpretations: Some(Vec::new()), ..Policy::default() }),
            ("an entry of allow", Policy { allow_rules: vec![rule], ..Policy::default() }),
            ("a baseline", Policy::default().with_baseline(Some(baseline))),
        ] {
            assert!(!policy.is_noop_for(&plain), "{what}");
        }
    }

    #[test]
    fn a_place_is_in_a_field_that_it_is_in_or_that_it_contains() {
        for (place, field, expected) in [
            ("/a/b", "/a/b", true),
            ("/a/b/0", "/a/b", true),
            // The place of a missing fact is its section.
            ("/a", "/a/b", true),
            ("/a/bc", "/a/b", false),
            ("/a/c", "/a/b", false),
        ] {
            assert_eq!(pointers_overlap(place, field), expected, "{place} {field}");
        }
    }
}
