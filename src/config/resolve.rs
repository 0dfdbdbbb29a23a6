//! Resolves settings: the command line takes precedence over the configuration, the configuration over defaults.

use std::{
    env,
    io::{self, Write as _},
    path::Path,
};

use ignore::gitignore::Gitignore;

use super::{
    discover,
    layers::{ConfigReader, Layers},
    rules,
};
use crate::{
    args::{Accept, CheckArgs, Require},
    documents::FileStore,
    error::CommandError,
    input::root::Root,
};
use mentorcheck_core::{
    checker::{Checker, CheckerBuilder},
    config::{Config, ConfigFile},
    diagnostic::FileDiagnostics,
    eval::Expectation,
    evidence::EvidenceLevel,
    facts::assumption::{Assumption, AssumptionError},
    pack::{KindId, Pack},
    sanitize::sanitize,
    schema::{Vocabulary, vocabulary},
    suppress::Policy,
};

/// The effective settings and the origin of each.
#[derive(Debug)]
pub(crate) struct ResolvedConfig {
    pub(crate) root: Root,
    pub(crate) layers: Layers,
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

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ConfigOrigin {
    Default,
    Configuration {
        path: String,
        /// From 1.
        line: usize,
    },
    CommandLine,
}

impl ResolvedConfig {
    /// Finds and reads the configuration that holds for the run, and merges it with the command line.
    pub(crate) fn new(arguments: &CheckArgs, baseline: Option<&Path>) -> Result<Self, CommandError> {
        let root = Root::find(arguments.root.as_deref());
        let layers = match (&arguments.config, arguments.no_config) {
            (Some(path), _) => discover::read_configuration(path, &root).map(Some).map(Layers::single),
            (None, true) => Ok(Layers::default()),
            // A deleted working directory has no configuration.
            (None, false) => ConfigReader::default().layers(&env::current_dir().unwrap_or_default(), &root),
        };
        Self::with_layers(arguments, baseline, root, &layers.map_err(CommandError::from_config_diagnostics)?)
    }

    /// Merges configurations with the command line.
    pub(crate) fn with_layers(
        arguments: &CheckArgs,
        baseline: Option<&Path>,
        root: Root,
        layers: &Layers,
    ) -> Result<Self, CommandError> {
        let file = layers.base.as_deref();
        let from_file = |key: &str, file: &ConfigFile, value: String| ConfigValue {
            value: Some(value),
            origin: ConfigOrigin::Configuration { path: file.path.clone(), line: file.line(&[key]).unwrap_or(1) },
        };
        let resolve = |key: &str, given: Option<String>, configured: Option<String>| match (given, configured, file) {
            (Some(value), ..) => ConfigValue { value: Some(value), origin: ConfigOrigin::CommandLine },
            (None, Some(value), Some(file)) => from_file(key, file, value),
            _ => ConfigValue::none(),
        };
        let settings = file.map(|file| file.config.clone()).unwrap_or_default();
        let path = |path: &Path| file.map_or_else(|| path.to_owned(), |file| file.resolve(path)).display().to_string();
        // The name of a built-in pack is not a path.
        let rules = settings.rules.map(|rules| {
            if mentorcheck_core::pack::built_in(&rules).is_some() { rules } else { path(Path::new(&rules)) }
        });
        let require = resolve("require", arguments.require.as_ref().map(value_name), settings.require);
        warn_of_earlier_name(&require);
        let mut resolved = Self {
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
            layers: layers.clone(),
            root,
        };
        for file in &layers.stricter {
            let stricter = &file.config;
            let is_higher =
                |level: &&String| required_level(level) > resolved.require.value.as_deref().and_then(required_level);
            if let Some(level) = stricter.require.as_ref().filter(is_higher) {
                resolved.require = from_file("require", file, level.clone());
            }
            if stricter.evidence == Some(true) {
                resolved.evidence = from_file("evidence", file, "true".into());
            }
            if stricter.inline == Some(false) {
                resolved.inline = from_file("inline", file, "false".into());
            }
        }
        Ok(resolved)
    }

    /// The configuration whose settings apply.
    pub(crate) fn configuration(&self) -> Option<&ConfigFile> {
        self.layers.base.as_deref()
    }

    /// Builds the checker for these settings, and warns of settings that have no effect.
    pub(crate) fn checker_builder(
        &self,
        what_if: &[String],
    ) -> Result<(CheckerBuilder, Vec<FileDiagnostics>), CommandError> {
        let pack = rules::load_pack(self.rules.value.as_deref())?;
        let expectation = parse_expectation(&pack, self.expect.value.as_deref())
            .map_err(|error| self.with_location(error, "expect"))?;
        let towards = self.towards.value.as_deref().map(|name| find_kind(&pack, name)).transpose();
        let is_reported = self.evidence.value.as_deref() == Some("true");
        let required = self.require.value.as_deref().and_then(required_level);
        let evidence = required.or_else(|| is_reported.then_some(EvidenceLevel::Asserted));
        let policy = self.policy(&pack, expectation);
        let towards = towards.map_err(|error| self.with_location(error, "towards"))?;
        let assumptions = parse_assumptions(vocabulary(), what_if)?;
        let baseline = self.baseline.value.as_deref().map(|path| discover::read_baseline(Path::new(path), &self.root));
        let (policy, warnings) = policy.map_err(CommandError::from_config_diagnostics)?;
        let policy = policy.with_baseline(baseline.transpose().map_err(CommandError::from_config_diagnostics)?);
        let policy = if self.inline.value.as_deref() == Some("false") { policy.without_comments() } else { policy };
        let accept = self.accept.value.as_deref().and_then(parse_value::<Accept>);
        let builder = Checker::builder(pack)
            .expect(expectation)
            .accept_provisional(accept == Some(Accept::Provisional))
            .fix_towards(towards)
            .require_evidence(evidence)
            .documents(FileStore::new(self.root.path()))
            .assume(assumptions)
            .suppressions(policy)
            .root(self.root.path().to_owned())
            .configuration(self.layers.path().map(str::to_owned));
        Ok((builder, warnings))
    }

    /// What suppresses findings, and warnings about settings that have no effect.
    fn policy(&self, pack: &Pack, expectation: Expectation) -> Result<(Policy, Vec<FileDiagnostics>), FileDiagnostics> {
        let of_file = |file: &ConfigFile| {
            Policy::from_config(pack, expectation, file, vocabulary(), &|pattern| {
                discover::path_pattern(file, pattern, &self.root)
            })
        };
        let Some(configuration) = self.configuration() else {
            return Ok((Policy::new(pack, expectation), Vec::new()));
        };
        let mut policy = of_file(configuration)?;
        let mut lowered = Vec::new();
        for file in &self.layers.stricter {
            lowered.push(policy.tighten(&of_file(file)?));
        }
        Ok((policy, self.layers.not_honoured(&lowered)))
    }

    /// Patterns in the configuration, which `choose` picks.
    pub(crate) fn patterns(
        &self,
        choose: impl FnOnce(&Config) -> Option<&[String]>,
    ) -> Result<Option<Gitignore>, CommandError> {
        let folder = discover::pattern_folder(self.configuration(), &self.root);
        let patterns = self.configuration().and_then(|file| choose(&file.config));
        let compiled = patterns.map(|patterns| discover::compile_patterns(&folder, patterns)).transpose();
        compiled.map_err(|problem| CommandError::Usage { problem, advice: "Write patterns as in .gitignore.".into() })
    }

    /// Adds the line of the configuration to an error in a setting that comes from there.
    fn with_location(&self, error: CommandError, key: &str) -> CommandError {
        let setting = if key == "expect" { &self.expect } else { &self.towards };
        match (error, &setting.origin) {
            (CommandError::Usage { problem, advice }, ConfigOrigin::Configuration { path, line }) => {
                CommandError::Usage { problem: format!("{problem} ({path}, line {line})"), advice }
            }
            (error, _) => error,
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
fn warn_of_earlier_name(require: &ConfigValue) {
    let Some(written) = require.value.as_deref() else { return };
    let name = match parse_value::<Require>(written) {
        Some(Require::Evidenced) => value_name(&Require::Cited),
        Some(Require::Verified) => value_name(&Require::Quoted),
        _ => return,
    };
    let place = match &require.origin {
        ConfigOrigin::Configuration { path, line } => format!(" ({path}, line {line})"),
        _ => String::new(),
    };
    let warning = format!("mentorcheck: the level `{written}` is now called `{name}`{place}. Write `{name}`.");
    let _ = writeln!(io::stderr(), "{}", sanitize(&warning));
}

fn value_name<T: clap::ValueEnum>(value: &T) -> String {
    value.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}

/// The level of evidence that a value of `require` asks for.
fn required_level(name: &str) -> Option<EvidenceLevel> {
    Some(match parse_value::<Require>(name)? {
        Require::Quoted | Require::Verified => EvidenceLevel::Quoted,
        Require::Cited | Require::Evidenced => EvidenceLevel::Cited,
    })
}

fn parse_value<T: clap::ValueEnum>(name: &str) -> Option<T> {
    T::from_str(name, false).ok()
}
