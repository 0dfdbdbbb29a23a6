//! The way of the data, one stage after the other:
//! bytes → source → schema → facts → judge → remedy → report.

use crate::{
    facts::Facts,
    finding::{Finding, Unreadable},
    input::Input,
    judge::{Judgement, Standing},
    report::{Programme, Report, Tool, VERSION, build},
    rules::{KindId, Pack},
    schema::{self, Schema, SchemaError, Vocabulary},
    source::{Document, Source},
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
    /// Whether the judgement meets it. A provisional verdict does only if that is accepted, and a
    /// programme that calls itself nothing is held to no name.
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
            Self::Label => judgement.label.is_none_or(|label| firm && label.holds == Some(true)),
        }
    }
}

/// Everything that is needed to judge descriptions, prepared once.
#[derive(Debug)]
pub struct Checker {
    /// The vocabulary.
    pub vocabulary: Vocabulary,
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
}

/// What one input gave.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Its programmes, one for each document.
    pub programmes: Vec<Programme>,
    /// What could not be read.
    pub unreadable: Option<Unreadable>,
    /// Whether it was passed over because it describes no programme.
    pub skipped: bool,
}

impl Checker {
    /// A checker that judges by `pack` and expects what the pack is about.
    ///
    /// # Panics
    /// When the embedded schema is broken, which a test rules out.
    #[must_use]
    pub fn new(pack: Pack) -> Self {
        Self {
            vocabulary: vocabulary(),
            schema: Schema::new(schema::PROGRAMME, None).expect("the embedded schema is tested"),
            expectation: Expectation::Kind(pack.concept),
            accept_provisional: false,
            towards: None,
            pack,
        }
    }

    /// Takes every input all the way to one report.
    #[must_use]
    pub fn run(&self, inputs: impl IntoIterator<Item = Input>) -> Report {
        let mut report = Report {
            version: VERSION,
            tool: Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") },
            pack: build::pack_info(&self.pack),
            expected: match self.expectation {
                Expectation::Kind(kind) => self.pack.kinds[kind].id.clone(),
                Expectation::Any => "any".into(),
                Expectation::Label => "label".into(),
            },
            accept_provisional: self.accept_provisional,
            programmes: Vec::new(),
            skipped: Vec::new(),
            unreadable: Vec::new(),
        };
        for input in inputs {
            let path = input.path.clone();
            let outcome = self.check(input);
            report.programmes.extend(outcome.programmes);
            report.unreadable.extend(outcome.unreadable);
            if outcome.skipped {
                report.skipped.push(path);
            }
        }
        report
    }

    /// Takes one input from its bytes to what is told of it.
    #[must_use]
    pub fn check(&self, input: Input) -> Outcome {
        let source = match input.content {
            Ok(bytes) => Source::read(&input.path, bytes),
            Err(problem) => Source::failed(&input.path, problem),
        };
        if !input.named && source.errors.is_empty() && !source.documents.iter().any(|one| self.is_description(one)) {
            return Outcome { skipped: true, ..Outcome::default() };
        }
        let programmes = source.documents.iter().map(|document| self.judge(&source, document)).collect();
        let findings: Vec<_> = source.errors.iter().map(|error| Finding::of_source(error, &source.text)).collect();
        let unreadable =
            (!findings.is_empty()).then(|| Unreadable { path: input.path, findings, text: source.text.clone() });
        Outcome { programmes, unreadable, skipped: false }
    }

    fn judge(&self, source: &Source, document: &Document) -> Programme {
        let schema_errors: Vec<SchemaError> = self.schema.check(document);
        let facts = Facts::read(document, &self.vocabulary);
        let judgement = Judgement::of(&self.pack, &facts);
        build::Judged {
            pack: &self.pack,
            vocabulary: &self.vocabulary,
            expectation: self.expectation,
            accept_provisional: self.accept_provisional,
            towards: self.towards.unwrap_or(match self.expectation {
                Expectation::Kind(kind) => kind,
                Expectation::Any | Expectation::Label => self.pack.concept,
            }),
            text: &source.text,
            document,
            schema_errors: &schema_errors,
            facts: &facts,
            judgement: &judgement,
        }
        .report()
    }

    /// Whether a file found in a folder means to describe a programme: it has the section that
    /// every description has, or another of the vocabulary's (and then that one is missing).
    fn is_description(&self, document: &Document) -> bool {
        let Some(map) = document.root().map() else { return false };
        self.vocabulary.sections.iter().any(|section| map.key(&section.name).is_some())
    }
}

/// The vocabulary of the embedded schema.
///
/// # Panics
/// When the embedded schema is broken, which a test rules out.
#[must_use]
pub fn vocabulary() -> Vocabulary {
    Vocabulary::new(schema::PROGRAMME).expect("the embedded schema is tested")
}
