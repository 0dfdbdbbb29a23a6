//! Which configurations hold in a folder.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use super::discover;
use crate::input::root::Root;
use mentorcheck_core::{
    config::{ConfigFile, NestedConfigurations},
    diagnostic::{FileDiagnostics, Finding, FindingKind, codes},
};

/// The code of the finding on a setting that has no effect where it stands.
const NOT_HONOURED: &str = "config/not-honoured";

/// The configurations that hold in a folder.
#[derive(Debug, Clone, Default)]
pub(crate) struct Layers {
    /// The one whose settings apply.
    pub(crate) base: Option<Arc<ConfigFile>>,
    /// Those below it, which can only make the check stricter, nearest last.
    pub(crate) stricter: Vec<Arc<ConfigFile>>,
}

impl Layers {
    /// One configuration that holds everywhere.
    pub(crate) fn single(configuration: Option<ConfigFile>) -> Self {
        Self { base: configuration.map(Arc::new), stricter: Vec::new() }
    }

    /// Combines configurations, nearest first: the nearest applies, unless one above it says otherwise. The outermost that
    /// does is decisive, so that nothing below it can take that back.
    fn combine(nearest_first: &[Arc<ConfigFile>]) -> Self {
        let is_binding = |file: &Arc<ConfigFile>| file.config.nested != NestedConfigurations::Nearest;
        let base = nearest_first.iter().rposition(is_binding).unwrap_or_default();
        let Some(file) = nearest_first.get(base) else { return Self::default() };
        let stricter = match file.config.nested {
            NestedConfigurations::Stricter => nearest_first[..base].iter().rev().cloned().collect(),
            NestedConfigurations::Nearest | NestedConfigurations::Ignored => Vec::new(),
        };
        Self { base: Some(Arc::clone(file)), stricter }
    }

    /// The path of the base, for reports.
    pub(crate) fn path(&self) -> Option<&str> {
        self.base.as_ref().map(|file| file.path.as_str())
    }

    /// Warnings about settings that have no effect in a configuration that can only make the check stricter. `lowered` are
    /// the codes whose severities each of them would lower.
    pub(crate) fn not_honoured(&self, lowered: &[Vec<String>]) -> Vec<FileDiagnostics> {
        let Some(base) = &self.base else { return Vec::new() };
        let reason = format!("{} lets it only make the check stricter", base.path);
        let of_file = |(file, lowered): (&Arc<ConfigFile>, &Vec<String>)| {
            let settings = &file.config;
            let loosens = |is_loose: bool, key: &'static str| is_loose.then(|| vec![key]);
            let mut keys: Vec<Vec<&str>> = [
                loosens(settings.expect.is_some() && settings.expect != base.config.expect, "expect"),
                loosens(settings.accept.is_some() && settings.accept != base.config.accept, "accept"),
                loosens(settings.rules.is_some() && settings.rules != base.config.rules, "rules"),
                loosens(settings.towards.is_some() && settings.towards != base.config.towards, "towards"),
                loosens(settings.inline == Some(true) && base.config.inline == Some(false), "inline"),
                loosens(!settings.allow.is_empty(), "allow"),
                loosens(!settings.ignore.is_empty(), "ignore"),
                loosens(settings.include.is_some(), "include"),
                loosens(!settings.formats.is_empty(), "formats"),
                loosens(settings.baseline.is_some(), "baseline"),
            ]
            .into_iter()
            .flatten()
            .collect();
            keys.extend(lowered.iter().map(|code| vec!["severities", code.as_str()]));
            (!keys.is_empty())
                .then(|| file.to_diagnostics(keys.iter().map(|key| warning(file, key, &reason)).collect()))
        };
        self.stricter.iter().zip(lowered).filter_map(of_file).collect()
    }

    /// Warnings about settings of a nested configuration that hold for a whole run.
    pub(crate) fn settings_of_the_run(&self, run: &Self) -> Option<FileDiagnostics> {
        let file = self.base.as_ref()?;
        let of_run = run.base.as_ref().map(|file| &file.config);
        let settings = &file.config;
        let differs = |own: &Option<String>, run: Option<&Option<String>>| own.is_some() && run != Some(own);
        let keys = [
            ("rules", differs(&settings.rules, of_run.map(|run| &run.rules))),
            ("towards", differs(&settings.towards, of_run.map(|run| &run.towards))),
            ("baseline", settings.baseline.is_some()),
            ("formats", !settings.formats.is_empty()),
        ];
        let reason = "it holds for a whole run, so the configuration of the working directory decides";
        let findings: Vec<_> =
            keys.iter().filter(|(_, is_set)| *is_set).map(|(key, _)| warning(file, &[key], reason)).collect();
        (!findings.is_empty()).then(|| file.to_diagnostics(findings))
    }
}

fn warning(file: &ConfigFile, key: &[&str], reason: &str) -> Finding {
    Finding {
        code: NOT_HONOURED.into(),
        severity: codes::severity(NOT_HONOURED),
        message: format!("`{}` has no effect here: {reason}.", key.join(": ")),
        help: Some("Remove it here, or say it in that configuration.".into()),
        spans: file.locate(key, "no effect").into_iter().collect(),
        kind: FindingKind::Suppression,
        ..Finding::default()
    }
}

/// A configuration, or why it cannot be used.
type ReadConfig = Result<Arc<ConfigFile>, FileDiagnostics>;

/// Finds the configurations that hold in folders, and reads each once.
#[derive(Debug, Default)]
pub(crate) struct ConfigReader {
    read: Mutex<HashMap<PathBuf, ReadConfig>>,
}

impl ConfigReader {
    /// The configurations that hold in a folder, given with its absolute path.
    ///
    /// # Errors
    /// When one of them, or one above them, cannot be read: it may forbid what those below it say.
    pub(crate) fn layers(&self, folder: &Path, root: &Root) -> Result<Layers, FileDiagnostics> {
        let mut found = Vec::new();
        for path in folder.ancestors().filter_map(discover::configuration_in) {
            let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
            let file =
                read.entry(path).or_insert_with_key(|path| discover::read_configuration(path, root).map(Arc::new));
            found.push(file.clone()?);
        }
        Ok(Layers::combine(&found))
    }
}
