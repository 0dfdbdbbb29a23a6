//! Resolves settings: the command line takes precedence over the configuration, the configuration over defaults.

use std::{
    env,
    io::{self, Write as _},
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{discover, rules};
use crate::{
    args::{Accept, CheckArgs, InputArgs, Require},
    documents::FileStore,
    error::CommandError,
    input::{
        root::Root,
        walk::{self, Discovery, InputFile},
    },
};
use mentorcheck_core::{
    checker::{Checker, CheckerBuilder},
    config::ConfigFile,
    eval::Expectation,
    evidence::EvidenceLevel,
    facts::assumption::{Assumption, AssumptionError},
    input::STDIN_NAME,
    pack::{KindId, Pack},
    sanitize::sanitize,
    schema::{Vocabulary, vocabulary},
    suppress::Policy,
};

/// The effective settings and the origin of each.
#[derive(Debug)]
pub(crate) struct ResolvedConfig {
    pub(crate) root: Root,
    pub(crate) configuration: Option<ConfigFile>,
    pub(crate) expect: ConfigValue,
    pub(crate) accept: ConfigValue,
    pub(crate) towards: ConfigValue,
    pub(crate) rules: ConfigValue,
    /// Whether to show the evidence level of deciding facts.
    pub(crate) evidence: ConfigValue,
    pub(crate) require: ConfigValue,
    /// Whether allow comments are honoured.
    pub(crate) inline: ConfigValue,
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
        let root = Root::find(arguments.root.as_deref());
        let path = match (&arguments.config, arguments.no_config) {
            (Some(path), _) => Some(path.clone()),
            (None, true) => None,
            // A deleted working directory has no configuration.
            (None, false) => env::current_dir().ok().and_then(|here| discover::discover(&here)),
        };
        let configuration = path
            .map(|path| discover::read_configuration(&path, &root))
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
        let require = resolve("require", arguments.require.as_ref().map(value_name), settings.require);
        warn_of_earlier_name(&require, configuration.as_ref());
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
            inline: resolve(
                "inline",
                arguments.no_inline.then(|| "false".into()),
                settings.inline.map(|honoured| honoured.to_string()),
            ),
            require,
            baseline: resolve("baseline", baseline.map(utf8_path).transpose()?, settings.baseline.as_deref().map(path)),
            configuration,
            root,
        })
    }

    /// Builds the checker for these settings.
    pub(crate) fn checker_builder(&self, what_if: &[String]) -> Result<CheckerBuilder, CommandError> {
        let pack = rules::load_pack(self.rules.value.as_deref())?;
        let expectation = parse_expectation(&pack, self.expect.value.as_deref())
            .map_err(|error| self.with_location(error, "expect"))?;
        let towards = self.towards.value.as_deref().map(|name| find_kind(&pack, name)).transpose();
        let evidence = match self.require.value.as_deref().and_then(parse_value::<Require>) {
            Some(Require::Quoted | Require::Verified) => Some(EvidenceLevel::Quoted),
            Some(Require::Cited | Require::Evidenced) => Some(EvidenceLevel::Cited),
            None => (self.evidence.value.as_deref() == Some("true")).then_some(EvidenceLevel::Asserted),
        };
        let policy = match &self.configuration {
            Some(configuration) => Policy::from_config(&pack, expectation, configuration, vocabulary(), &|pattern| {
                discover::path_pattern(configuration, pattern, &self.root)
            }),
            None => Ok(Policy::new(&pack, expectation)),
        };
        let towards = towards.map_err(|error| self.with_location(error, "towards"))?;
        let assumptions = parse_assumptions(vocabulary(), what_if)?;
        let baseline = self.baseline.value.as_deref().map(|path| discover::read_baseline(Path::new(path), &self.root));
        let policy = policy
            .map_err(CommandError::from_config_diagnostics)?
            .with_baseline(baseline.transpose().map_err(CommandError::from_config_diagnostics)?);
        let policy = if self.inline.value.as_deref() == Some("false") { policy.without_comments() } else { policy };
        let accept = self.accept.value.as_deref().and_then(parse_value::<Accept>);
        Ok(Checker::builder(pack)
            .expect(expectation)
            .accept_provisional(accept == Some(Accept::Provisional))
            .fix_towards(towards)
            .require_evidence(evidence)
            .documents(FileStore::new(self.root.path()))
            .assume(assumptions)
            .suppressions(policy)
            .root(self.root.path().to_owned())
            .configuration(self.configuration.as_ref().map(|file| file.path.clone())))
    }

    /// The files to check: those named by `paths`, and those found in folders unless ignored.
    pub(crate) fn files(
        &self,
        paths: &[PathBuf],
        args: &InputArgs,
    ) -> Result<impl Iterator<Item = InputFile> + Send + 'static + use<>, CommandError> {
        let folder = discover::pattern_folder(self.configuration.as_ref(), &self.root);
        let compile = |patterns: &[String]| {
            let compiled = discover::compile_patterns(&folder, patterns);
            compiled
                .map_err(|problem| CommandError::Usage { problem, advice: "Write patterns as in .gitignore.".into() })
        };
        let config = self.configuration.as_ref().map(|file| &file.config);
        let ignore = compile(config.map(|config| config.ignore.as_slice()).unwrap_or_default())?;
        let include = config.and_then(|config| config.include.as_deref()).map(compile).transpose()?;
        let discovery = Discovery {
            root: self.root.clone(),
            stdin_name: args
                .stdin_filename
                .as_deref()
                .map_or_else(|| STDIN_NAME.into(), |path| self.root.display(path)),
            include: include.map(Arc::new),
            no_ignore: args.no_ignore,
            like_found: args.force_exclude,
        };
        let files = discovery.discover(paths);
        Ok(files.filter(move |file: &InputFile| {
            ignore.is_empty()
                || (file.is_named() && !discovery.like_found)
                || !walk::matches_path(&ignore, &discovery.root.path().join(&file.path))
        }))
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
    pack.kind_by_name(requested).ok_or_else(|| {
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
/// Says on standard error that a required level has another name now.
fn warn_of_earlier_name(require: &ConfigValue, configuration: Option<&ConfigFile>) {
    let Some(written) = require.value.as_deref() else { return };
    let name = match parse_value::<Require>(written) {
        Some(Require::Evidenced) => value_name(&Require::Cited),
        Some(Require::Verified) => value_name(&Require::Quoted),
        _ => return,
    };
    let place = match (configuration, require.origin) {
        (Some(configuration), ConfigOrigin::Configuration { line }) => format!(" ({}, line {line})", configuration.path),
        _ => String::new(),
    };
    let warning = format!("mentorcheck: the level `{written}` is now called `{name}`{place}. Write `{name}`.");
    let _ = writeln!(io::stderr(), "{}", sanitize(&warning));
}

fn value_name<T: clap::ValueEnum>(value: &T) -> String {
    value.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}

fn parse_value<T: clap::ValueEnum>(name: &str) -> Option<T> {
    T::from_str(name, false).ok()
}
