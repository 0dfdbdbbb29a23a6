//! The way of the data, one stage after the other:
//! bytes → source → schema → facts → judge → remedy → report.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use crate::{
    clause::listed,
    diff::what_if::{self, Supposition},
    evidence::{self, Level},
    facts::Facts,
    finding::{self, Finding, Unreadable},
    input::{Input, STDIN_NAME},
    judge::{Judgement, Standing},
    policy::Policy,
    report::{
        Programme, Report, Tool, Totals, VERSION,
        brief::Brief,
        build,
        ndjson::{self, Line},
        plan::Plans,
    },
    rules::{KindId, Pack},
    schema::{self, Schema, SchemaError, Vocabulary},
    source::{Document, Problem, Source, SourceError},
};

/// What a programme is expected to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expectation {
    /// This kind.
    Kind(KindId),
    /// Anything: the report is all that is wanted.
    Any,
    /// What it calls itself.
    Label,
}

impl Expectation {
    /// The kind that is expected, if it is one.
    #[must_use]
    pub const fn kind(self) -> Option<KindId> {
        match self {
            Self::Kind(kind) => Some(kind),
            Self::Any | Self::Label => None,
        }
    }

    /// The kind for which findings are weighed: the expected one, else that of the verdict.
    #[must_use]
    pub fn target(self, judgement: &Judgement) -> Option<KindId> {
        self.kind().or(judgement.verdict.kind)
    }

    /// Whether the judgement meets it. A provisional verdict does only if that is accepted, and a label that
    /// names no kind of programme is not checked.
    #[must_use]
    pub fn met(self, judgement: &Judgement, accept_provisional: bool) -> bool {
        let verdict = &judgement.verdict;
        let firm = match verdict.standing {
            Standing::Established => true,
            Standing::Provisional => accept_provisional,
            _ => false,
        };
        match self {
            Self::Any => true,
            Self::Kind(kind) => firm && verdict.kind == Some(kind),
            Self::Label => judgement.label.is_none_or(|label| !label.names_kind || firm && label.fits),
        }
    }
}

/// Everything that is needed to judge descriptions, prepared once.
#[derive(Debug)]
pub struct Checker {
    /// The vocabulary.
    pub vocabulary: &'static Vocabulary,
    /// The schema of descriptions.
    pub schema: Schema,
    /// The rules.
    pub pack: Pack,
    /// What programmes are expected to be.
    pub expectation: Expectation,
    /// Whether a provisional verdict will do.
    pub accept_provisional: bool,
    /// The kind that the remedy is to lead to; without it, the expected one.
    pub towards: Option<KindId>,
    /// What deciding facts are held to, [`Level::Asserted`] being nothing; none where evidence is
    /// not looked at.
    pub evidence: Option<Level>,
    /// What is supposed of every description, beside what it states.
    pub supposed: Vec<Supposition>,
    /// Which findings are held against a programme.
    pub policy: Policy,
    /// The working directory, from which paths are told to other programs.
    pub folder: PathBuf,
    /// Whether to look for what would move a verdict, which takes longer than all the rest.
    pub remedy: bool,
    /// What there can be to tell, by the kind that is aimed at.
    pub plans: Plans,
}

/// What one input gave.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// Its programmes, one for each document.
    pub programmes: Vec<Programme>,
    /// What could not be read.
    pub unreadable: Option<Unreadable>,
    /// Its path, if it was passed over because it describes no programme.
    pub skipped: Option<String>,
}

impl Checker {
    /// A checker that judges by `pack` and expects what the pack is about.
    #[must_use]
    pub fn new(pack: Pack) -> Self {
        let expectation = Expectation::Kind(pack.concept);
        let policy = Policy::new(&pack, expectation);
        Self::of(pack, expectation, policy)
    }

    /// A checker that judges by `pack`, expects what is given, and holds against a programme what the policy does.
    #[must_use]
    pub fn of(pack: Pack, expectation: Expectation, policy: Policy) -> Self {
        Self {
            vocabulary: vocabulary(),
            schema: Schema::of_descriptions(),
            expectation,
            accept_provisional: false,
            towards: None,
            evidence: None,
            supposed: Vec::new(),
            policy,
            // In a folder that is gone, paths are told as they were given.
            folder: std::env::current_dir().unwrap_or_default(),
            remedy: true,
            plans: Plans::new(&pack),
            pack,
        }
    }

    /// Takes every input all the way to one report.
    #[must_use]
    pub fn run(&self, inputs: impl IntoIterator<Item = Input>) -> Report {
        let mut report = self.blank();
        for input in inputs {
            report.take(self.check(input));
        }
        report.conclude(Vec::new());
        report
    }

    /// A report on nothing yet.
    #[must_use]
    pub fn blank(&self) -> Report {
        Report {
            version: VERSION,
            tool: Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") },
            pack: Arc::new(build::pack_info(&self.pack)),
            expected: match self.expectation {
                Expectation::Kind(kind) => self.pack.kinds[kind].id.clone(),
                Expectation::Any => "any".into(),
                Expectation::Label => "label".into(),
            },
            accept_provisional: self.accept_provisional,
            supposed: self.supposed.iter().map(|one| one.written(self.vocabulary)).collect(),
            programmes: Vec::new(),
            skipped: Vec::new(),
            unreadable: Vec::new(),
            policy: Vec::new(),
            totals: Totals::default(),
            folder: self.folder.clone(),
        }
    }

    /// Takes one input from its bytes to what is told of it.
    #[must_use]
    pub fn check(&self, input: Input) -> Outcome {
        let named = input.named;
        let source = read(input);
        if !named && self.is_passed_over(&source) {
            return Outcome { skipped: Some(source.text.name().to_owned()), ..Outcome::default() };
        }
        let programmes = (0..source.documents.len()).filter_map(|at| self.programme(&source, at)).collect();
        Outcome { programmes, unreadable: self.unreadable(&source), skipped: None }
    }

    /// The programme in one document, with all that is to be told of it.
    fn programme(&self, source: &Source, at: usize) -> Option<Programme> {
        let document = source.documents.get(at).filter(|document| can_be_judged(document))?;
        let mut programme = self.judge(source, document);
        self.policy.apply(&mut programme, &source.documents, at);
        finding::identify(&mut programme.findings, &source.text, document.index, &self.folder);
        Some(programme)
    }

    /// Takes one input from its bytes to its lines in the brief form of the report, and counts what is in them.
    #[must_use]
    pub fn lines(&self, input: Input, totals: &Mutex<Totals>) -> Vec<u8> {
        let totals = || totals.lock().unwrap_or_else(PoisonError::into_inner);
        let mut out = Vec::with_capacity(8 * 1024);
        let named = input.named;
        let source = read(input);
        if !named && self.is_passed_over(&source) {
            totals().skipped += 1;
            Line::Skipped { path: source.text.name() }.write(&mut out);
            return out;
        }
        ndjson::source(&source.text, &mut out);
        // Words are put together only where a policy, evidence or a supposition has a say.
        let plain = self.supposed.is_empty() && self.evidence.is_none() && self.policy.is_silent_on(&source.text);
        for at in 0..source.documents.len() {
            let mut tell = |brief: Brief<'_>| {
                totals().programme(&brief);
                Line::Programme(brief).write(&mut out);
            };
            match source.documents.get(at) {
                Some(document) if plain && can_be_judged(document) => {
                    let facts = Facts::read(document, self.vocabulary);
                    self.judged(&source, document, &facts, |judged| tell(judged.brief()));
                }
                _ => self.programme(&source, at).iter().for_each(|programme| tell(programme.into())),
            }
        }
        if let Some(file) = self.unreadable(&source) {
            totals().unreadable(&file);
            Line::Unreadable(&file).write(&mut out);
        }
        out
    }

    /// Whether a file that was found in a folder describes no programme, and does not mean to.
    fn is_passed_over(&self, source: &Source) -> bool {
        source.errors.is_empty() && !source.documents.iter().any(|one| self.is_description(one))
    }

    /// What of an input could not be read, if anything: what is wrong with its text, and documents
    /// that have no part that could be judged.
    #[must_use]
    pub fn unreadable(&self, source: &Source) -> Option<Unreadable> {
        let mut findings: Vec<_> = source.errors.iter().map(|error| self.of_source(error, source)).collect();
        for document in source.documents.iter().filter(|document| !can_be_judged(document)) {
            let errors = self.schema.check(document, &source.text);
            findings.extend(errors.iter().map(|error| Finding::of_schema(error, &source.text)));
        }
        if findings.is_empty() {
            return None;
        }
        finding::identify(&mut findings, &source.text, 0, &self.folder);
        Some(Unreadable { path: source.text.name().to_owned(), findings, text: source.text.clone() })
    }

    /// What is wrong with an input as a text; only the schema knows what belongs in an empty one.
    fn of_source(&self, error: &SourceError, source: &Source) -> Finding {
        let finding = Finding::of_source(error, &source.text);
        match &error.problem {
            Problem::Empty => Finding { help: Some(self.schema.beginning()), ..finding },
            Problem::QuestionMark { key } => {
                let both = if key.is_some() { "Both mean" } else { "It means" };
                let others: Vec<_> = self.vocabulary.placeholders.iter().filter(|one| *one != "?").cloned().collect();
                let help = finding.help.unwrap_or_default();
                let others = listed(&others, "or");
                let help = format!("{help}\n{both} that the answer is not stated. You can also write {others}.");
                Finding { help: Some(help), ..finding }
            }
            _ => finding,
        }
    }

    /// Everything that is to be told of one document, as it stands or as is supposed.
    #[must_use]
    pub fn judge(&self, source: &Source, document: &Document) -> Programme {
        let facts = Facts::read(document, self.vocabulary);
        if self.supposed.is_empty() {
            self.told(source, document, &facts)
        } else {
            what_if::report(self, source, document, &facts)
        }
    }

    /// What is to be told of one document if these are its facts.
    pub(crate) fn told(&self, source: &Source, document: &Document, facts: &Facts) -> Programme {
        self.judged(source, document, facts, |judged| self.held(source, document, judged))
    }

    /// Judges one document by these facts, and hands on what is known of it.
    fn judged<T>(
        &self,
        source: &Source,
        document: &Document,
        facts: &Facts,
        tell: impl FnOnce(&build::Judged<'_>) -> T,
    ) -> T {
        let schema_errors: Vec<SchemaError> = self.schema.check(document, &source.text);
        let schema_notices = schema::notices(self.vocabulary, document, &source.text);
        let judgement = Judgement::of(&self.pack, facts);
        tell(&build::Judged {
            pack: &self.pack,
            vocabulary: self.vocabulary,
            expectation: self.expectation,
            accept_provisional: self.accept_provisional,
            towards: self.towards.or(self.expectation.kind()).unwrap_or(self.pack.concept),
            text: &source.text,
            document,
            schema_errors: &schema_errors,
            schema_notices: &schema_notices,
            facts,
            judgement: &judgement,
            plan: self.plans.of(&self.pack, self.vocabulary, self.expectation.target(&judgement)),
            remedy: self.remedy,
        })
    }

    /// The report on what is known of one document, with what bears it out.
    fn held(&self, source: &Source, document: &Document, judged: &build::Judged<'_>) -> Programme {
        let mut programme = judged.report();
        if let Some(required) = self.evidence {
            let expected = self.expectation.kind().unwrap_or(self.pack.concept);
            let path = source.text.name();
            let case = evidence::Case {
                pack: &self.pack,
                vocabulary: self.vocabulary,
                text: &source.text,
                document,
                facts: &what_if::written(self.vocabulary, document, judged.facts),
                kind: judged.judgement.verdict.kind.unwrap_or(expected),
                file: (path != STDIN_NAME).then(|| Path::new(path)),
                required,
            };
            let (told, findings) = evidence::look(&case);
            programme.evidence = Some(told);
            programme.findings.extend(findings);
            programme.findings.sort_by_key(|finding| finding.severity);
        }
        programme
    }

    /// Whether a file found in a folder means to describe a programme: it has the section that
    /// every description has, or another of the vocabulary's (and then that one is missing).
    fn is_description(&self, document: &Document) -> bool {
        let Some(map) = document.root().map() else { return false };
        self.vocabulary.sections.iter().any(|section| map.key(&section.name).is_some())
    }
}

/// The documents in an input, or why there are none.
#[must_use]
pub fn read(input: Input) -> Source {
    match input.content {
        Ok(bytes) => Source::read(&input.path, bytes).numbered_from(input.document),
        Err(problem) => Source::failed(&input.path, problem),
    }
}

/// Whether a document has parts at all: a list or a text has none.
#[must_use]
pub fn can_be_judged(document: &Document) -> bool {
    document.root().map().is_some()
}

/// The vocabulary of the embedded schema, made when it is first asked for.
#[must_use]
pub fn vocabulary() -> &'static Vocabulary {
    static VOCABULARY: OnceLock<Vocabulary> = OnceLock::new();
    VOCABULARY.get_or_init(schema::vocabulary)
}
