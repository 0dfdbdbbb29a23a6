//! Resolves settings: the command line takes precedence over the configuration, the configuration over defaults.

use std::{
    env,
    path::{Path, PathBuf},
};

use ignore::gitignore::Gitignore;

use super::{discover, rules};
use crate::{
    args::{Accept, CheckArgs, Require},
    documents::FileStore,
    error::CommandError,
    input::walk::{self, InputFile},
};
use mentorcheck_core::{
    checker::{Checker, CheckerBuilder},
    config::{CONFIG_FILE_NAME, ConfigFile},
    eval::Expectation,
    evidence::EvidenceLevel,
    facts::assumption::{Assumption, AssumptionError},
    pack::{KindId, Pack},
    schema::{Vocabulary, vocabulary},
    suppress::Policy,
};

/// The effective settings and the origin of each.
#[derive(Debug)]
pub(crate) struct ResolvedConfig {
    pub(crate) configuration: Option<ConfigFile>,
    pub(crate) expect: ConfigValue,
    pub(crate) accept: ConfigValue,
    pub(crate) towards: ConfigValue,
    pub(crate) rules: ConfigValue,
    /// Whether to show the evidence level of deciding facts.
    pub(crate) evidence: ConfigValue,
    pub(crate) require: ConfigValue,
    pub(crate) baseline: ConfigValue,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ConfigValue {
    /// As written in a configuration; `None` if unset.
    pub(crate) value: Option<String>,
    pub(crate) origin: ConfigOrigin,
}

impl ConfigValue {
    pub(crate) fn none() -> Self {
        Self { value: None, origin: ConfigOrigin::Default }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ConfigOrigin {
    Default,
    Configuration {
        /// From 1.
        line: usize,
    },
    CommandLine,
}

impl ResolvedConfig {
    /// Finds and reads the configuration, and merges it with the command line.
    pub(crate) fn new(arguments: &CheckArgs, baseline: Option<&Path>) -> Result<Self, CommandError> {
        let path = match (&arguments.config, arguments.no_config) {
            (Some(path), _) => Some(path.clone()),
            (None, true) => None,
            // A deleted working directory has no configuration.
            (None, false) => env::current_dir().ok().and_then(|here| discover::discover(&here)),
        };
        let configuration = path
            .map(|path| discover::read_configuration(&path))
            .transpose()
            .map_err(CommandError::from_config_diagnostics)?;
        let file = configuration.as_ref();
        let resolve = |key: &str, given: Option<String>, configured: Option<String>| match (given, configured) {
            (Some(value), _) => ConfigValue { value: Some(value), origin: ConfigOrigin::CommandLine },
            (None, Some(value)) => {
                let line = file.and_then(|file| file.line(&[key])).unwrap_or(1);
                ConfigValue { value: Some(value), origin: ConfigOrigin::Configuration { line } }
            }
            (None, None) => ConfigValue { value: None, origin: ConfigOrigin::Default },
        };
        let settings = file.map(|file| file.config.clone()).unwrap_or_default();
        let path = |path: &Path| file.map_or_else(|| path.to_owned(), |file| file.resolve(path)).display().to_string();
        // The name of a built-in pack is not a path.
        let rules = settings.rules.map(|rules| {
            if mentorcheck_core::pack::built_in(&rules).is_some() { rules } else { path(Path::new(&rules)) }
        });
        Ok(Self {
            expect: resolve("expect", arguments.expect.clone(), settings.expect),
            accept: resolve("accept", arguments.accept.as_ref().map(value_name), settings.accept),
            towards: resolve("towards", arguments.towards.clone(), settings.towards),
            rules: resolve("rules", arguments.rules.clone(), rules),
            evidence: resolve(
                "evidence",
                arguments.evidence.then(|| "true".into()),
                settings.evidence.map(|enabled| enabled.to_string()),
            ),
            require: resolve("require", arguments.require.as_ref().map(value_name), settings.require),
            baseline: resolve("baseline", baseline.map(utf8_path).transpose()?, settings.baseline.as_deref().map(path)),
            configuration,
        })
    }

    /// Builds the checker for these settings.
    pub(crate) fn checker_builder(&self, what_if: &[String]) -> Result<CheckerBuilder, CommandError> {
        let pack = rules::load_pack(self.rules.value.as_deref())?;
        let expectation = parse_expectation(&pack, self.expect.value.as_deref())
            .map_err(|error| self.with_location(error, "expect"))?;
        let towards = self.towards.value.as_deref().map(|name| find_kind(&pack, name)).transpose();
        let evidence = match self.require.value.as_deref().and_then(parse_value::<Require>) {
            Some(Require::Verified) => Some(EvidenceLevel::Verified),
            Some(Require::Evidenced) => Some(EvidenceLevel::Evidenced),
            None => (self.evidence.value.as_deref() == Some("true")).then_some(EvidenceLevel::Asserted),
        };
        let policy = match &self.configuration {
            Some(configuration) => Policy::from_config(&pack, expectation, configuration, vocabulary(), &|pattern| {
                discover::path_pattern(configuration, pattern)
            }),
            None => Ok(Policy::new(&pack, expectation)),
        };
        let towards = towards.map_err(|error| self.with_location(error, "towards"))?;
        let assumptions = parse_assumptions(vocabulary(), what_if)?;
        let working_dir = discover::working_dir();
        let baseline =
            self.baseline.value.as_deref().map(|path| discover::read_baseline(Path::new(path), &working_dir));
        let policy = policy
            .map_err(CommandError::from_config_diagnostics)?
            .with_baseline(baseline.transpose().map_err(CommandError::from_config_diagnostics)?);
        let accept = self.accept.value.as_deref().and_then(parse_value::<Accept>);
        Ok(Checker::builder(pack)
            .expect(expectation)
            .accept_provisional(accept == Some(Accept::Provisional))
            .fix_towards(towards)
            .require_evidence(evidence)
            .documents(FileStore)
            .assume(assumptions)
            .suppressions(policy)
            .working_dir(working_dir))
    }

    /// The files to check: those named by `paths`, and those found in folders unless ignored; at least one.
    pub(crate) fn files(
        &self,
        paths: &[PathBuf],
    ) -> Result<impl Iterator<Item = InputFile> + Send + 'static + use<>, CommandError> {
        let patterns = self.configuration.as_ref().map(IgnorePatterns::new).transpose()?;
        let is_wanted = move |file: &InputFile| {
            file.is_explicit() || !patterns.as_ref().is_some_and(|ignored| ignored.is_ignored(&file.path))
        };
        let mut files = walk::discover(paths).filter(is_wanted).peekable();
        if files.peek().is_none() {
            return Err(CommandError::Usage {
                problem: format!(
                    "there is nothing to check in {}",
                    paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ")
                ),
                advice: "Name a file, or a folder with .yaml, .yml or .json files.".into(),
            });
        }
        Ok(files)
    }

    /// Adds the line of the configuration to an error in a setting that comes from there.
    fn with_location(&self, error: CommandError, key: &str) -> CommandError {
        let setting = if key == "expect" { &self.expect } else { &self.towards };
        match (error, &self.configuration, setting.origin) {
            (CommandError::Usage { problem, advice }, Some(configuration), ConfigOrigin::Configuration { line }) => {
                CommandError::Usage { problem: format!("{problem} ({}, line {line})", configuration.path), advice }
            }
            (error, ..) => error,
        }
    }
}

struct IgnorePatterns {
    patterns: Gitignore,
    /// The configuration file, which is not a description.
    file: PathBuf,
}

impl IgnorePatterns {
    fn new(configuration: &ConfigFile) -> Result<Self, CommandError> {
        let patterns: Vec<&str> = configuration.config.ignore.iter().map(String::as_str).collect();
        let patterns = discover::compile_patterns(configuration, &patterns)
            .map_err(|problem| CommandError::Usage { problem, advice: "Write patterns as in .gitignore.".into() })?;
        Ok(Self { patterns, file: configuration.folder.join(CONFIG_FILE_NAME) })
    }

    fn is_ignored(&self, path: &str) -> bool {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.into());
        let is_inside = path.starts_with(self.patterns.path());
        path == self.file || is_inside && self.patterns.matched_path_or_any_parents(&path, false).is_ignore()
    }
}

/// Parses `--expect`; by default the concept of the pack is expected.
///
/// # Errors
/// When the kind does not exist.
pub(crate) fn parse_expectation(pack: &Pack, requested: Option<&str>) -> Result<Expectation, CommandError> {
    match requested {
        None => Ok(Expectation::Kind(pack.concept)),
        Some("any") => Ok(Expectation::Any),
        Some("label") => Ok(Expectation::Label),
        Some(asked) => find_kind(pack, asked).map(Expectation::Kind),
    }
}

fn find_kind(pack: &Pack, requested: &str) -> Result<KindId, CommandError> {
    pack.kind(requested).ok_or_else(|| {
        let kinds: Vec<_> = pack.kinds.iter().map(|kind| kind.id.as_str()).collect();
        CommandError::Usage {
            problem: format!("there is no kind `{requested}`"),
            advice: format!("The kinds are: {}. `--expect` also takes `any` and `label`.", kinds.join(", ")),
        }
    })
}

fn parse_assumptions(vocabulary: &Vocabulary, arguments: &[String]) -> Result<Vec<Assumption>, CommandError> {
    let parse = |argument: &String| {
        let usage_error = |AssumptionError { problem, help: advice }| CommandError::Usage { problem, advice };
        Assumption::parse(argument, vocabulary).map_err(usage_error)
    };
    arguments.iter().map(parse).collect()
}

/// A path as the value of a setting; an error unless UTF-8.
fn utf8_path(path: &Path) -> Result<String, CommandError> {
    path.to_str().map(str::to_owned).ok_or_else(|| CommandError::Usage {
        problem: format!("the name of {} is not written in UTF-8", path.display()),
        advice: "Give the file another name.".into(),
    })
}

/// The name of a value, on the command line and in configurations.
fn value_name<T: clap::ValueEnum>(value: &T) -> String {
    value.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}

fn parse_value<T: clap::ValueEnum>(name: &str) -> Option<T> {
    T::from_str(name, false).ok()
}
