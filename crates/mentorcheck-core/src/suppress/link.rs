//! Builds the policy from the configuration and validates the codes, fields and patterns in it.

use crate::diagnostic::FindingKind;
use crate::{
    config::Configuration,
    diagnostic::{Finding, Severity, Unreadable, codes::LABEL_CODE},
    eval::Expectation,
    pack::{Pack, Weight, subjects},
    schema::{Vocabulary, nearest, pointer},
    suppress::{
        baseline::Baseline,
        codes::{RENAMED, can_be_excused, known, renaming},
        policy::{Allowed, PathPattern, Policy},
    },
};

/// The codes that a configuration may refer to.
#[must_use]
pub fn codes(pack: &Pack) -> Vec<String> {
    let names = subjects::subjects(pack).into_iter().map(|(name, _)| name);
    names.filter(|name| name.contains('/')).collect()
}

/// The codes of interpretations.
fn readings(pack: &Pack) -> Vec<String> {
    let owned = pack.blocks.iter().flat_map(|block| block.indicators.iter().map(move |id| (&block.id, *id)));
    owned
        .flat_map(|(owner, id)| {
            pack.criteria[id].interpretations.iter().map(move |reading| format!("{owner}/{}", reading.id))
        })
        .collect()
}

/// The codes of findings that stop a programme from meeting the expectation: those on necessary criteria of the
/// expected kind, or the one on its label.
fn decisive(pack: &Pack, expectation: Expectation) -> Vec<String> {
    match expectation {
        Expectation::Any => Vec::new(),
        Expectation::Label => vec![LABEL_CODE.to_owned()],
        Expectation::Kind(kind) => {
            let necessary = |id: usize| pack.criteria[id].weight == Weight::Necessary;
            pack.criteria_of(kind).filter(|(_, id)| necessary(*id)).map(|(code, _)| code).collect()
        }
    }
}

impl Policy {
    /// A policy without configuration: only allow comments apply.
    #[must_use]
    pub fn new(pack: &Pack, expectation: Expectation) -> Self {
        Self {
            codes: codes(pack),
            decisive: decisive(pack, expectation),
            readings: readings(pack),
            renamed: pack.renamed.clone(),
            ..Self::default()
        }
    }

    /// Builds a policy from a configuration.
    ///
    /// # Errors
    /// If the configuration refers to unknown codes or fields or has an invalid pattern, with every error located.
    pub fn of(
        pack: &Pack,
        expectation: Expectation,
        configuration: &Configuration,
        vocabulary: &Vocabulary,
        compile_pattern: &dyn Fn(&str) -> Result<PathPattern, String>,
    ) -> Result<Self, Unreadable> {
        let mut policy = Self { path: configuration.path.clone(), ..Self::new(pack, expectation) };
        let settings = &configuration.settings;
        let mut findings = Vec::new();
        let mut wrong = |steps: &[&str], (message, help): (String, String)| {
            findings.push(Finding {
                code: "config/unknown".into(),
                severity: Severity::Error,
                message,
                help: Some(help),
                spans: configuration.mark(steps, "here").into_iter().collect(),
                kind: FindingKind::Suppression,
                ..Finding::default()
            });
        };
        let mut outdated = Vec::new();
        // Maps a renamed code to its current name, with a warning.
        let mut current = |steps: &[&str], code: &str| -> String {
            let Some(new) = pack.renamed(code) else { return code.to_owned() };
            let (message, help) = renaming(code, new);
            outdated.push(Finding {
                code: RENAMED.into(),
                severity: Severity::Warning,
                message,
                help: Some(help),
                spans: configuration.mark(steps, "here").into_iter().collect(),
                kind: FindingKind::Suppression,
                ..Finding::default()
            });
            new.to_owned()
        };
        for (code, severity) in &settings.severities {
            let fixed = ["source/", "schema/", "config/", "pack/"].iter().any(|owner| code.starts_with(owner));
            if fixed {
                let message = format!("`{code}` cannot be weighed otherwise: what is not understood is not judged.");
                wrong(&["severities", code], (message, "Remove the entry, and mend what the finding is about.".into()));
                continue;
            }
            let new = current(&["severities", code], code);
            match known(&new, &policy.codes) {
                Ok(()) => policy.severities.push((new, *severity)),
                Err(problem) => wrong(&["severities", code], problem),
            }
        }
        for (at, code) in settings.interpretations.iter().flatten().enumerate() {
            if let Err((message, help)) = known(code, &policy.readings) {
                let message = message.replace("finding", "reading");
                wrong(&["interpretations", &at.to_string()], (message, help));
            }
        }
        policy.accepted.clone_from(&settings.interpretations);
        for (at, entry) in settings.allow.iter().enumerate() {
            let at = at.to_string();
            let code = current(&["allow", &at, "code"], &entry.code);
            if !can_be_excused(&entry.code) {
                let message = format!("`{}` cannot be allowed: what is not understood is not judged.", entry.code);
                wrong(
                    &["allow", &at, "code"],
                    (message, "Remove the entry, and mend what the finding is about.".into()),
                );
            } else if let Err(problem) = known(&code, &policy.codes) {
                wrong(&["allow", &at, "code"], problem);
            }
            let field = entry.field.as_ref().map(|field| {
                if vocabulary.field(field).is_none() {
                    let meant = nearest(field, vocabulary.fields.iter().map(|field| field.name.as_str()));
                    let help = meant.map_or_else(
                        || "Write section and field, as in the finding's picture.".to_owned(),
                        |meant| format!("Did you mean `{meant}`?"),
                    );
                    wrong(&["allow", &at, "field"], (format!("There is no field `{field}`."), help));
                }
                pointer::join(&field.split('.').collect::<Vec<_>>())
            });
            let files = entry.path.as_deref().map(compile_pattern);
            let files = files.transpose().unwrap_or_else(|problem| {
                wrong(&["allow", &at, "path"], (problem, "Write a pattern as in .gitignore.".into()));
                None
            });
            policy.allowed.push(Allowed {
                code,
                files,
                field,
                because: entry.because.clone(),
                mark: configuration.mark(&["allow", &at, "code"], "this is allowed"),
            });
        }
        policy.outdated = outdated;
        if findings.is_empty() { Ok(policy) } else { Err(configuration.told(findings)) }
    }

    #[must_use]
    pub fn with(self, baseline: Option<Baseline>) -> Self {
        let baseline = baseline.map(|baseline| baseline.with_current_codes(&self.renamed));
        Self { baseline, ..self }
    }
}
