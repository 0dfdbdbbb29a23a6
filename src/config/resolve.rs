//! What holds for a run: the command line before the configuration, the configuration before what the
//! program does of itself.

use std::{
    env,
    path::{Path, PathBuf},
    sync::Arc,
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
    checker::Checker,
    config::{CONFIG_FILE_NAME, ConfigFile},
    eval::Expectation,
    evidence::EvidenceLevel,
    facts::assumption::{Assumption, AssumptionError},
    pack::{KindId, Pack},
    schema::{Vocabulary, vocabulary},
    suppress::Policy,
};

/// What holds for a run, each with where it comes from.
#[derive(Debug)]
pub(crate) struct ResolvedConfig {
    /// The configuration, if there is one.
    pub(crate) configuration: Option<ConfigFile>,
    /// What programmes are expected to be.
    pub(crate) expect: ConfigValue,
    /// What else will do than an established verdict.
    pub(crate) accept: ConfigValue,
    /// The kind that the advice is to lead to.
    pub(crate) towards: ConfigValue,
    /// The rules to judge by.
    pub(crate) rules: ConfigValue,
    /// Whether to tell what bears out the deciding facts.
    pub(crate) evidence: ConfigValue,
    /// The minimum evidence level of deciding facts.
    pub(crate) require: ConfigValue,
    /// The file of findings that are known already.
    pub(crate) baseline: ConfigValue,
}

/// One setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ConfigValue {
    /// What it is, as the configuration would write it; none where nothing says so.
    pub(crate) value: Option<String>,
    /// Where that comes from.
    pub(crate) origin: ConfigOrigin,
}

impl ConfigValue {
    /// Nothing is said of it.
    pub(crate) fn none() -> Self {
        Self { value: None, origin: ConfigOrigin::Default }
    }
}

/// Where a setting comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ConfigOrigin {
    /// The program itself.
    Default,
    /// The configuration, at this line.
    Configuration {
        /// From 1.
        line: usize,
    },
    /// The command line.
    CommandLine,
}

impl ResolvedConfig {
    /// Finds the configuration and puts the command line before it.
    pub(crate) fn new(arguments: &CheckArgs, baseline: Option<&Path>) -> Result<Self, CommandError> {
        let path = match (&arguments.config, arguments.no_config) {
            (Some(path), _) => Some(path.clone()),
            (None, true) => None,
            // A folder that is gone has no configuration above it.
            (None, false) => env::current_dir().ok().and_then(|here| discover::discover(&here)),
        };
        let configuration =
            path.map(|path| discover::read_configuration(&path)).transpose().map_err(CommandError::configuration)?;
        let own = configuration.as_ref();
        let said = |key: &str, given: Option<String>, configured: Option<String>| match (given, configured) {
            (Some(value), _) => ConfigValue { value: Some(value), origin: ConfigOrigin::CommandLine },
            (None, Some(value)) => {
                let line = own.and_then(|one| one.line(&[key])).unwrap_or(1);
                ConfigValue { value: Some(value), origin: ConfigOrigin::Configuration { line } }
            }
            (None, None) => ConfigValue { value: None, origin: ConfigOrigin::Default },
        };
        let settings = own.map(|one| one.config.clone()).unwrap_or_default();
        let path = |path: &Path| own.map_or_else(|| path.to_owned(), |one| one.resolve(path)).display().to_string();
        // A name that comes with the program is no path.
        let rules = settings.rules.map(|rules| {
            if mentorcheck_core::pack::built_in(&rules).is_some() { rules } else { path(Path::new(&rules)) }
        });
        Ok(Self {
            expect: said("expect", arguments.expect.clone(), settings.expect),
            accept: said("accept", arguments.accept.as_ref().map(name), settings.accept),
            towards: said("towards", arguments.towards.clone(), settings.towards),
            rules: said("rules", arguments.rules.clone(), rules),
            evidence: said(
                "evidence",
                arguments.evidence.then(|| "true".into()),
                settings.evidence.map(|one| one.to_string()),
            ),
            require: said("require", arguments.require.as_ref().map(name), settings.require),
            baseline: said("baseline", baseline.map(named).transpose()?, settings.baseline.as_deref().map(path)),
            configuration,
        })
    }

    /// A checker that judges so.
    pub(crate) fn checker(&self, what_if: &[String]) -> Result<Checker, CommandError> {
        let pack = rules::pack(self.rules.value.as_deref())?;
        let expectation = expectation(&pack, self.expect.value.as_deref()).map_err(|error| self.at(error, "expect"))?;
        let towards = self.towards.value.as_deref().map(|asked| kind(&pack, asked)).transpose();
        let evidence = match self.require.value.as_deref().and_then(parsed::<Require>) {
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
        let mut checker = Checker {
            accept_provisional: self.accept.value.as_deref().and_then(parsed::<Accept>) == Some(Accept::Provisional),
            fix_target: towards.map_err(|error| self.at(error, "towards"))?,
            required_evidence: evidence,
            ..Checker::with_suppressions(pack, expectation, Policy::default())
        };
        checker.working_dir = discover::working_dir();
        checker.documents = Arc::new(FileStore);
        checker.assumptions = suppositions(checker.vocabulary, what_if)?;
        let baseline =
            self.baseline.value.as_deref().map(|path| discover::read_baseline(Path::new(path), &checker.working_dir));
        checker.suppressions = policy
            .map_err(CommandError::configuration)?
            .with_baseline(baseline.transpose().map_err(CommandError::configuration)?);
        Ok(checker)
    }

    /// The files that `paths` mean, but for those in folders that the configuration passes over; at least one.
    pub(crate) fn files(
        &self,
        paths: &[PathBuf],
    ) -> Result<impl Iterator<Item = InputFile> + Send + 'static + use<>, CommandError> {
        let ignored = self.configuration.as_ref().map(IgnorePatterns::of).transpose()?;
        let wanted = move |file: &InputFile| {
            file.is_explicit() || !ignored.as_ref().is_some_and(|ignored| ignored.holds(&file.path))
        };
        let mut found = walk::discover(paths).filter(wanted).peekable();
        if found.peek().is_none() {
            return Err(CommandError::Usage {
                problem: format!(
                    "there is nothing to check in {}",
                    paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ")
                ),
                advice: "Name a file, or a folder with .yaml, .yml or .json files.".into(),
            });
        }
        Ok(found)
    }

    /// A mistake in a setting, with the place in the configuration if it comes from there.
    fn at(&self, error: CommandError, key: &str) -> CommandError {
        let setting = if key == "expect" { &self.expect } else { &self.towards };
        match (error, &self.configuration, setting.origin) {
            (CommandError::Usage { problem, advice }, Some(configuration), ConfigOrigin::Configuration { line }) => {
                CommandError::Usage { problem: format!("{problem} ({}, line {line})", configuration.path), advice }
            }
            (error, ..) => error,
        }
    }
}

/// What the configuration passes over.
struct IgnorePatterns {
    patterns: Gitignore,
    /// The configuration itself, which is no description.
    file: PathBuf,
}

impl IgnorePatterns {
    fn of(configuration: &ConfigFile) -> Result<Self, CommandError> {
        let patterns: Vec<&str> = configuration.config.ignore.iter().map(String::as_str).collect();
        let patterns = discover::compile_patterns(configuration, &patterns)
            .map_err(|problem| CommandError::Usage { problem, advice: "Write patterns as in .gitignore.".into() })?;
        Ok(Self { patterns, file: configuration.folder.join(CONFIG_FILE_NAME) })
    }

    fn holds(&self, path: &str) -> bool {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.into());
        let here = path.starts_with(self.patterns.path());
        path == self.file || here && self.patterns.matched_path_or_any_parents(&path, false).is_ignore()
    }
}

/// What programmes are expected to be.
///
/// # Errors
/// When there is no such kind.
pub(crate) fn expectation(pack: &Pack, asked: Option<&str>) -> Result<Expectation, CommandError> {
    match asked {
        None => Ok(Expectation::Kind(pack.concept)),
        Some("any") => Ok(Expectation::Any),
        Some("label") => Ok(Expectation::Label),
        Some(asked) => kind(pack, asked).map(Expectation::Kind),
    }
}

fn kind(pack: &Pack, asked: &str) -> Result<KindId, CommandError> {
    pack.kind(asked).ok_or_else(|| {
        let kinds: Vec<_> = pack.kinds.iter().map(|kind| kind.id.as_str()).collect();
        CommandError::Usage {
            problem: format!("there is no kind `{asked}`"),
            advice: format!("The kinds are: {}. `--expect` also takes `any` and `label`.", kinds.join(", ")),
        }
    })
}

fn suppositions(vocabulary: &Vocabulary, asked: &[String]) -> Result<Vec<Assumption>, CommandError> {
    let one = |written: &String| {
        let misuse = |AssumptionError { problem, help: advice }| CommandError::Usage { problem, advice };
        Assumption::parse(written, vocabulary).map_err(misuse)
    };
    asked.iter().map(one).collect()
}

/// A path as a setting has it.
fn named(path: &Path) -> Result<String, CommandError> {
    path.to_str().map(str::to_owned).ok_or_else(|| CommandError::Usage {
        problem: format!("the name of {} is not written in UTF-8", path.display()),
        advice: "Give the file another name.".into(),
    })
}

/// The name under which a value is given, on the command line and in the configuration alike.
fn name<T: clap::ValueEnum>(value: &T) -> String {
    value.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}

fn parsed<T: clap::ValueEnum>(name: &str) -> Option<T> {
    T::from_str(name, false).ok()
}
