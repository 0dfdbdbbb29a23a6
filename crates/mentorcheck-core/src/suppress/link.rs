//! Builds the policy from the configuration and validates the codes, fields and patterns in it.

use crate::diagnostic::FindingKind;
use crate::{
    config::ConfigFile,
    diagnostic::{FileDiagnostics, Finding, Severity, codes::LABEL_CODE},
    eval::Expectation,
    pack::{Pack, Weight, subjects},
    schema::{Vocabulary, pointer, suggest},
    suppress::{
        baseline::Baseline,
        codes::{RENAMED, check_code, is_suppressible, renamed_code_message},
        policy::{AllowRule, PathPattern, Policy},
    },
};

/// The codes that a configuration may refer to.
#[must_use]
pub fn known_codes(pack: &Pack) -> Vec<String> {
    let names = subjects::subjects(pack).into_iter().map(|(name, _)| name);
    names.filter(|name| name.contains('/')).collect()
}

/// The codes of interpretations.
fn interpretation_codes(pack: &Pack) -> Vec<String> {
    let indicators = pack.blocks.iter().flat_map(|block| block.indicators.iter().map(move |id| (&block.id, *id)));
    indicators
        .flat_map(|(owner, id)| {
            pack.criteria[id].interpretations.iter().map(move |interpretation| format!("{owner}/{}", interpretation.id))
        })
        .collect()
}

/// The codes of findings that stop a programme from meeting the expectation: those on necessary criteria of the
/// expected kind, or the one on its label.
fn blocking_codes(pack: &Pack, expectation: Expectation) -> Vec<String> {
    match expectation {
        Expectation::Any => Vec::new(),
        Expectation::Label => vec![LABEL_CODE.to_owned()],
        Expectation::Kind(kind) => {
            let is_necessary = |id: usize| pack.criteria[id].weight == Weight::Necessary;
            pack.criteria_with_code(kind).filter(|(_, id)| is_necessary(*id)).map(|(code, _)| code).collect()
        }
    }
}

impl Policy {
    /// A policy without configuration: only allow comments apply.
    #[must_use]
    pub fn new(pack: &Pack, expectation: Expectation) -> Self {
        Self {
            known_codes: known_codes(pack),
            blocking_codes: blocking_codes(pack, expectation),
            interpretation_codes: interpretation_codes(pack),
            renamed_codes: pack.renamed_codes.clone(),
            ..Self::default()
        }
    }

    /// Builds a policy from a configuration.
    ///
    /// # Errors
    /// If the configuration refers to unknown codes or fields or has an invalid pattern, with every error located.
    pub fn from_config(
        pack: &Pack,
        expectation: Expectation,
        configuration: &ConfigFile,
        vocabulary: &Vocabulary,
        compile_pattern: &dyn Fn(&str) -> Result<PathPattern, String>,
    ) -> Result<Self, FileDiagnostics> {
        let mut policy = Self { config_path: configuration.path.clone(), ..Self::new(pack, expectation) };
        let config = &configuration.config;
        let mut findings = Vec::new();
        let mut report_error = |segments: &[&str], (message, help): (String, String)| {
            findings.push(Finding {
                code: "config/unknown".into(),
                severity: Severity::Error,
                message,
                help: Some(help),
                spans: configuration.locate(segments, "here").into_iter().collect(),
                kind: FindingKind::Suppression,
                ..Finding::default()
            });
        };
        let mut renamed_code_warnings = Vec::new();
        // Maps a renamed code to its current name, with a warning.
        let mut to_current = |segments: &[&str], code: &str| -> String {
            let Some(current_name) = pack.replacement_code(code) else { return code.to_owned() };
            let (message, help) = renamed_code_message(code, current_name);
            renamed_code_warnings.push(Finding {
                code: RENAMED.into(),
                severity: Severity::Warning,
                message,
                help: Some(help),
                spans: configuration.locate(segments, "here").into_iter().collect(),
                kind: FindingKind::Suppression,
                ..Finding::default()
            });
            current_name.to_owned()
        };
        for (code, severity) in &config.severities {
            let has_fixed_severity =
                ["source/", "schema/", "config/", "pack/"].iter().any(|owner| code.starts_with(owner));
            if has_fixed_severity {
                let message = format!("`{code}` cannot be weighed otherwise: what is not understood is not judged.");
                report_error(
                    &["severities", code],
                    (message, "Remove the entry, and mend what the finding is about.".into()),
                );
                continue;
            }
            let current_code = to_current(&["severities", code], code);
            match check_code(&current_code, &policy.known_codes, "suppression-unknown-code") {
                Ok(()) => policy.severity_overrides.push((current_code, *severity)),
                Err(error) => report_error(&["severities", code], error),
            }
        }
        for (index, code) in config.interpretations.iter().flatten().enumerate() {
            if let Err(error) = check_code(code, &policy.interpretation_codes, "suppression-unknown-interpretation") {
                report_error(&["interpretations", &index.to_string()], error);
            }
        }
        policy.accepted_interpretations.clone_from(&config.interpretations);
        for (index, entry) in config.allow.iter().enumerate() {
            let index = index.to_string();
            let code = to_current(&["allow", &index, "code"], &entry.code);
            if !is_suppressible(&entry.code) {
                let message = format!("`{}` cannot be allowed: what is not understood is not judged.", entry.code);
                report_error(
                    &["allow", &index, "code"],
                    (message, "Remove the entry, and mend what the finding is about.".into()),
                );
            } else if let Err(error) = check_code(&code, &policy.known_codes, "suppression-unknown-code") {
                report_error(&["allow", &index, "code"], error);
            }
            let field = entry.field.as_ref().map(|field| {
                if vocabulary.field_id(field).is_none() {
                    let suggestion = suggest(field, vocabulary.fields.iter().map(|field| field.name.as_str()));
                    let help = suggestion.map_or_else(
                        || "Write section and field, as in the finding's picture.".to_owned(),
                        |suggestion| format!("Did you mean `{suggestion}`?"),
                    );
                    report_error(&["allow", &index, "field"], (format!("There is no field `{field}`."), help));
                }
                pointer::join(&field.split('.').collect::<Vec<_>>())
            });
            let files = entry.path.as_deref().map(compile_pattern);
            let files = files.transpose().unwrap_or_else(|error| {
                report_error(&["allow", &index, "path"], (error, "Write a pattern as in .gitignore.".into()));
                None
            });
            policy.allow_rules.push(AllowRule {
                code,
                files,
                pointer: field,
                reason: entry.because.clone(),
                location: configuration.locate(&["allow", &index, "code"], "this is allowed"),
            });
        }
        policy.renamed_code_warnings = renamed_code_warnings;
        if findings.is_empty() { Ok(policy) } else { Err(configuration.to_diagnostics(findings)) }
    }

    #[must_use]
    pub fn without_comments(self) -> Self {
        Self { ignores_comments: true, ..self }
    }

    /// Adds a baseline.
    #[must_use]
    pub fn with_baseline(self, baseline: Option<Baseline>) -> Self {
        let baseline = baseline.map(|baseline| baseline.with_current_codes(&self.renamed_codes));
        Self { baseline, ..self }
    }
}
