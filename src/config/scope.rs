//! Which settings hold for which file: those of the nearest configuration, unless one is given for the whole run.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use ignore::gitignore::Gitignore;

use super::{
    layers::{ConfigReader, Layers},
    resolve::ResolvedConfig,
};
use crate::{
    args::{Accept, CheckArgs, InputArgs},
    error::CommandError,
    input::walk::{self, Discovery, InputFile},
};
use mentorcheck_core::{
    checker::Checker,
    diagnostic::{FileDiagnostics, Finding, FindingKind, Severity},
    input::STDIN_NAME,
    suppress::SuppressionTally,
};
use mentorcheck_render::ndjson_reader::{InputRecord, RecordedSettings};
use mentorcheck_yaml::SourceFile;

/// What the checkers of a run have in common beside the command line.
#[derive(Debug, Clone)]
pub(crate) struct ScopeOptions {
    pub(crate) arguments: CheckArgs,
    pub(crate) compute_fixes: bool,
    pub(crate) min_severity: Severity,
}

/// The settings for the files that one configuration holds for.
#[derive(Debug)]
pub(crate) struct Scope {
    pub(crate) checker: Checker,
    layers: Layers,
    ignore: Option<Gitignore>,
    include: Option<Gitignore>,
    /// Warnings about settings that have no effect.
    warnings: Vec<FileDiagnostics>,
    tally: Mutex<SuppressionTally>,
}

/// The settings for a file, or what is wrong with its configuration.
pub(crate) type ScopeResult = Result<&'static Scope, Arc<FileDiagnostics>>;

/// The configurations of a scope, and the settings that a report records in their stead.
type ScopeKey = (Vec<PathBuf>, Option<RecordedSettings>);

/// The scopes of a run. They live until the process ends: dropping them costs a tenth of a short run.
#[derive(Debug)]
pub(crate) struct Scopes {
    options: ScopeOptions,
    pub(crate) settings: ResolvedConfig,
    run: &'static Scope,
    reader: ConfigReader,
    by_folder: Mutex<HashMap<PathBuf, ScopeResult>>,
    by_configurations: Mutex<HashMap<ScopeKey, ScopeResult>>,
}

impl Scopes {
    /// # Errors
    /// When the settings of the run are invalid.
    pub(crate) fn new(settings: ResolvedConfig, options: ScopeOptions) -> Result<&'static Self, CommandError> {
        let run = Box::leak(Box::new(Scope::new(&settings, &options, None)?));
        Ok(Box::leak(Box::new(Self {
            options,
            settings,
            run,
            reader: ConfigReader::default(),
            by_folder: Mutex::default(),
            by_configurations: Mutex::default(),
        })))
    }

    /// The settings of the run, which are those of the working directory.
    pub(crate) fn run(&self) -> &'static Scope {
        self.run
    }

    /// The settings for a file, whose path starts from the working directory.
    pub(crate) fn of_file(&self, path: &Path) -> ScopeResult {
        if self.options.arguments.config.is_some() || self.options.arguments.no_config {
            return Ok(self.run);
        }
        let path = self.settings.root.absolute(path);
        let folder = path.parent().unwrap_or(&path);
        if let Some(scope) = lock(&self.by_folder).get(folder) {
            return scope.clone();
        }
        let scope = self.of_folder(folder);
        lock(&self.by_folder).insert(folder.to_owned(), scope.clone());
        scope
    }

    /// The settings for a document of standard input, which may have been given the name of a file.
    pub(crate) fn of_document(&self, path: &str) -> ScopeResult {
        if path == STDIN_NAME { Ok(self.run) } else { self.of_file(&self.settings.root.path().join(path)) }
    }

    /// The settings for an input of a report that is merged.
    pub(crate) fn of_record(&self, record: &InputRecord) -> ScopeResult {
        if record.settings.is_none() {
            return Ok(self.run);
        }
        let path = self.settings.root.absolute(&self.settings.root.path().join(&record.path));
        let layers = self.reader.layers(path.parent().unwrap_or(&path), &self.settings.root)?;
        self.of_layers(&layers, record.settings.as_ref())
    }

    fn of_folder(&self, folder: &Path) -> ScopeResult {
        let layers = self.reader.layers(folder, &self.settings.root)?;
        if layers.base.is_none() || self.paths(&layers) == self.paths(&self.settings.layers) {
            return Ok(self.run);
        }
        self.of_layers(&layers, None)
    }

    fn of_layers(&self, layers: &Layers, recorded: Option<&RecordedSettings>) -> ScopeResult {
        let key = (self.paths(layers), recorded.cloned());
        // Held while the scope is made, so that it is made once.
        let mut known = lock(&self.by_configurations);
        known.entry(key).or_insert_with(|| self.nested_scope(layers, recorded)).clone()
    }

    fn paths(&self, layers: &Layers) -> Vec<PathBuf> {
        let files = layers.base.iter().chain(&layers.stricter);
        files.map(|file| self.settings.root.path().join(&file.path)).collect()
    }

    fn nested_scope(&self, layers: &Layers, recorded: Option<&RecordedSettings>) -> ScopeResult {
        let run = &self.settings;
        let path = layers.path().unwrap_or_default().to_owned();
        let baseline = run.baseline.value.as_deref().map(Path::new);
        let arguments = match recorded {
            None => self.options.arguments.clone(),
            Some(recorded) => CheckArgs {
                expect: Some(recorded.expected.clone()),
                accept: recorded.accept_provisional.then_some(Accept::Provisional),
                ..self.options.arguments.clone()
            },
        };
        let make = || {
            let warning = layers.settings_of_the_run(&run.layers);
            let settings = ResolvedConfig::with_layers(&arguments, baseline, run.root.clone(), layers)?;
            let settings = ResolvedConfig {
                rules: run.rules.clone(),
                towards: run.towards.clone(),
                baseline: run.baseline.clone(),
                ..settings
            };
            Scope::new(&settings, &self.options, Some(warning.into_iter().collect()))
        };
        match make() {
            Ok(scope) => Ok(Box::leak(Box::new(scope))),
            Err(CommandError::Configuration(diagnostics)) => Err(Arc::new(*diagnostics)),
            Err(error) => Err(Arc::new(FileDiagnostics {
                findings: vec![Finding {
                    code: "config/other".into(),
                    severity: Severity::Error,
                    message: format!("The configuration {path} cannot be used: {error}"),
                    kind: FindingKind::Suppression,
                    ..Finding::default()
                }],
                file: SourceFile::new(path.as_str(), ""),
                path,
            })),
        }
    }

    /// Whether the configuration says that a file is a description, whatever is in it; `None` if it does not say.
    fn is_included(&self, path: &Path) -> Option<bool> {
        let patterns = self.of_file(path).ok()?.include.as_ref()?;
        Some(walk::matches_path(patterns, &self.settings.root.absolute(path)))
    }

    /// Whether a file is a description according to its name.
    pub(crate) fn is_called_description(&self, path: &Path) -> bool {
        self.is_included(path).unwrap_or_else(|| walk::has_description_suffix(path))
    }

    /// The files to check: those named by `paths`, and those found in folders unless ignored. Documents are
    /// given on request, and are not to be read as descriptions.
    pub(crate) fn files(
        &'static self,
        paths: &[PathBuf],
        args: &InputArgs,
        with_documents: bool,
    ) -> impl Iterator<Item = InputFile> + Send + 'static + use<> {
        let root = &self.settings.root;
        let discovery = Discovery {
            root: root.clone(),
            stdin_name: args.stdin_filename.as_deref().map_or_else(|| STDIN_NAME.into(), |path| root.display(path)),
            included: Arc::new(|path: &Path| self.is_included(path)),
            no_ignore: args.no_ignore,
            like_found: args.force_exclude,
            with_documents,
        };
        let ignores_named = args.force_exclude;
        discovery.discover(paths).filter(move |file: &InputFile| {
            let can_be_ignored = ignores_named || !file.is_named();
            let ignore = self.of_file(file.fs_path()).ok().and_then(|scope| scope.ignore.as_ref());
            !ignore.is_some_and(|ignore| {
                can_be_ignored && walk::matches_path(ignore, &self.settings.root.path().join(&file.path))
            })
        })
    }

    /// Findings on the configurations and the baseline, when all inputs are checked.
    pub(crate) fn diagnostics(&self) -> Vec<FileDiagnostics> {
        let known = lock(&self.by_configurations);
        let mut nested: Vec<&Scope> = known.values().filter_map(|scope| scope.as_ref().ok().copied()).collect();
        nested.sort_by_key(|scope| scope.layers.path());
        let mut tally = lock(&self.run.tally).clone();
        let mut diagnostics = self.run.warnings.clone();
        let mut of_nested = Vec::new();
        for scope in nested {
            let own = std::mem::take(&mut *lock(&scope.tally));
            of_nested.extend(scope.warnings.iter().cloned());
            of_nested.extend(scope.checker.suppressions().config_diagnostics(&own, scope.layers.base.as_deref()));
            tally.merge_baseline(own);
        }
        let suppressions = self.run.checker.suppressions();
        diagnostics.extend(suppressions.config_diagnostics(&tally, self.settings.configuration()));
        diagnostics.extend(of_nested);
        diagnostics.extend(suppressions.baseline_diagnostics(&tally, &|path| path.exists()));
        diagnostics
    }
}

impl Scope {
    fn new(
        settings: &ResolvedConfig,
        options: &ScopeOptions,
        nested: Option<Vec<FileDiagnostics>>,
    ) -> Result<Self, CommandError> {
        let (builder, mut warnings) = settings.checker_builder(&options.arguments.what_if)?;
        let builder = builder.compute_fixes(options.compute_fixes).min_severity(options.min_severity);
        let checker = builder.nested(nested.is_some()).build();
        warnings.extend(nested.into_iter().flatten());
        Ok(Self {
            checker,
            layers: settings.layers.clone(),
            ignore: settings
                .patterns(|config| Some(&config.ignore).filter(|ignore| !ignore.is_empty()).map(Vec::as_slice))?,
            include: settings.patterns(|config| config.include.as_deref())?,
            warnings,
            tally: Mutex::default(),
        })
    }

    /// Notes which suppressions applied.
    pub(crate) fn add_suppressions(&self, suppressions: SuppressionTally) {
        lock(&self.tally).merge(suppressions);
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
