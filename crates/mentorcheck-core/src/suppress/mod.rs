//! Suppression and severities of findings: configuration, allow comments and baseline.
//!
//! A policy never changes a verdict. It decides which findings count against a programme, and hence whether the
//! programme passes. Suppressed findings remain in the report, with the source of the suppression and the reason.

pub mod allow_comments;
pub mod baseline;
mod codes;
mod link;
mod policy;
mod tally;

pub use codes::is_suppressible;
pub use link::known_codes;
pub use policy::{PathPattern, Policy};
pub use tally::SuppressionTally;

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{
        Policy,
        allow_comments::MAX_ALLOWED,
        baseline::Baseline,
        codes::{GONE, NEVER, NO_REASON, NOT_HONOURED, NOT_UNDERSTOOD, RENAMED, TOO_MANY, UNKNOWN_CODE, UNUSED},
    };
    use crate::{
        checker::Checker,
        config::ConfigFile,
        diagnostic::{FileDiagnostics, Finding, FindingKind, codes as severities},
        eval::Expectation,
        pack::{DEFAULT_PACK, Pack, built_in},
        schema::vocabulary,
    };
    use mentorcheck_yaml::ParsedFile;

    /// Constructed, with a comment of each sort that is reported.
    const TEXT: &str = "programme:
  name: A draft (constructed)
  label: coaching # mentorcheck: allow label/not-supported
purpose:
  main: companionship # mentorcheck: allow schema/other, no/such because x
mentor:
  capacity: volunteer # mentorcheck: alow
relationship:
  contact: one-off # mentorcheck: allow label/not-borne-out because x
  # mentorcheck: allow goal-orientation/towards-work because x
  role: means
third_actor:
  brought_together_by: organisation # mentorcheck: allow label/not-borne-out because x
";

    const CONFIGURATION: &str = "severities: {label/not-borne-out: error}
allow:
  - {code: reciprocity/limits-on-taking-over, because: x}
  - {code: third-actor/monitors, because: x}
  - {code: label/not-supported, field: mentor.who, because: x}
";

    const BASELINE: &str = r#"{"version": 2, "findings": [
        {"path": "a.yaml", "programme": "name: A draft (constructed)", "code": "label/not-borne-out", "field": "", "value": ""},
        {"path": "b.yaml", "programme": "name: B", "code": "label/not-supported", "field": "", "value": ""}]}"#;

    fn pack() -> Pack {
        built_in(DEFAULT_PACK).unwrap().load(vocabulary()).unwrap()
    }

    fn configuration(text: &str) -> ConfigFile {
        ConfigFile::from_source("/call".into(), ParsedFile::parse("c.yaml", text.into())).unwrap()
    }

    fn from_config(file: &ConfigFile) -> Result<Policy, FileDiagnostics> {
        let pack = pack();
        let expected = Expectation::Kind(pack.concept);
        Policy::from_config(&pack, expected, file, vocabulary(), &|_| Err("No pattern.".into()))
    }

    fn policy(honours_comments: bool) -> Policy {
        let policy = from_config(&configuration(CONFIGURATION)).unwrap();
        let baseline = Baseline::parse("b.json", "/call".into(), "/call".into(), Ok(BASELINE.into())).unwrap();
        let policy = policy.with_baseline(Some(baseline));
        if honours_comments { policy } else { policy.without_comments() }
    }

    /// The findings on a description, and those on the configuration and the baseline.
    fn findings(text: &str, honours_comments: bool) -> Vec<Finding> {
        let checker = Checker::builder(pack()).suppressions(policy(honours_comments)).root("/call".into()).build();
        let result = checker.check("a.yaml", text);
        let file = configuration(CONFIGURATION);
        let on_configuration = checker.suppressions().config_diagnostics(&result.suppressions, Some(&file));
        let on_baseline =
            checker.suppressions().baseline_diagnostics(&result.suppressions, &|path| path.ends_with("a.yaml"));
        let on_files = on_configuration.into_iter().chain(on_baseline).flat_map(|file| file.findings);
        result.programmes.into_iter().flat_map(|programme| programme.findings).chain(on_files).collect()
    }

    #[test]
    fn every_finding_on_suppressions_says_what_is_wrong_and_what_to_do() {
        let too_many = format!("a: 1{}\n", "\n# mentorcheck: alow".repeat(MAX_ALLOWED + 1));
        let mut seen = BTreeSet::new();
        for finding in [findings(TEXT, true), findings(TEXT, false), findings(&too_many, true)].concat() {
            let owner = finding.code.split('/').next().unwrap_or_default();
            if !["allow", "baseline"].contains(&owner) {
                continue;
            }
            assert_eq!(finding.kind, FindingKind::Suppression, "{finding:?}");
            assert_eq!(finding.severity, severities::severity(&finding.code), "{finding:?}");
            assert!(finding.message.ends_with('.'), "{finding:?}");
            assert!(finding.help.as_ref().is_some_and(|help| !help.is_empty()), "{finding:?}");
            // Findings on a baseline are on the whole file.
            let is_on_baseline = owner == "baseline" || finding.message.contains("has the code of an earlier version");
            assert_eq!(finding.spans.is_empty(), is_on_baseline, "{finding:?}");
            seen.insert(finding.code);
        }
        let all = [GONE, NEVER, NO_REASON, NOT_HONOURED, NOT_UNDERSTOOD, RENAMED, TOO_MANY, UNKNOWN_CODE, UNUSED];
        assert_eq!(seen, BTreeSet::from(all.map(str::to_owned)));
    }

    #[test]
    fn a_suppression_covers_its_code_and_says_where_it_is_from() {
        let findings = findings(TEXT, true);
        for finding in &findings {
            let by_comment = finding.excused.as_ref().is_some_and(|one| one.path == "a.yaml");
            let by_rule = finding.excused.as_ref().is_some_and(|one| one.path == "c.yaml");
            let named = ["reciprocity/mentee-keeps-own-affairs", "third-actor/monitors"];
            assert_eq!(by_rule, named.contains(&finding.code.as_str()), "{finding:?}");
            let named = ["label/not-supported", "goal-orientation/towards-work"].contains(&finding.code.as_str());
            assert!(named || !by_comment, "{finding:?}");
        }
        let is_excused = |code: &str| {
            let mut found = findings.iter().filter(|finding| finding.code == code).peekable();
            assert!(found.peek().is_some(), "{code} is found");
            found.all(|finding| finding.excused.is_some())
        };
        assert!(is_excused("label/not-supported") && is_excused("third-actor/monitors"), "{findings:#?}");
    }

    #[test]
    fn what_a_configuration_cannot_refer_to_is_refused() {
        for text in [
            "severities: {no/such: note}\n",
            "severities: {schema/other: note}\n",
            "interpretations: [no/such]\n",
            "allow: [{code: no/such, because: x}]\n",
            "allow: [{code: source/syntax, because: x}]\n",
            "allow: [{code: label/not-supported, field: no.such, because: x}]\n",
            "allow: [{code: label/not-supported, path: '[', because: x}]\n",
        ] {
            let findings = from_config(&configuration(text)).unwrap_err().findings;
            let [finding] = findings.as_slice() else { panic!("{text}: {findings:?}") };
            assert_eq!((finding.code.as_str(), finding.kind), ("config/unknown", FindingKind::Suppression), "{text}");
            assert_eq!(finding.severity, severities::severity(&finding.code), "{text}");
            assert!(finding.message.ends_with('.') && finding.help.is_some(), "{text}: {finding:?}");
            assert_eq!(finding.spans.len(), 1, "{text}");
        }
    }
}
