//! Checks one input end to end: bytes, source, schema, facts, evaluation, fixes, report.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{
    clause::listed,
    diagnose::{DiagnoseContext, FindingPlanCache},
    diagnostic::{self, Finding, Unreadable},
    diff::what_if::{self, WhatIf},
    eval::{Expectation, Judgement},
    evidence::{
        self, EvidenceLevel,
        document::{DocumentStore, NoDocuments},
    },
    facts::{Facts, assumption::Assumption},
    input::{Input, STDIN_NAME, can_be_judged, parse},
    pack::{KindId, Pack},
    report::{CheckResult, Programme, Report, SCHEMA_VERSION, Tool, Totals, assemble, summary::Event},
    schema::{self, Schema, SchemaError, Vocabulary, vocabulary},
    suppress::{Policy, SuppressionTally},
};
use mentorcheck_yaml::{Document, ParseError, ParseErrorKind, ParsedFile};

/// Checks descriptions against a pack. Reusable and shared between threads.
#[derive(Debug)]
pub struct Checker {
    pub vocabulary: &'static Vocabulary,
    /// Schema of descriptions.
    pub schema: Schema,
    pub pack: Pack,
    pub expectation: Expectation,
    pub accept_provisional: bool,
    /// Target kind of the fixes; defaults to the expected kind.
    pub towards: Option<KindId>,
    /// Minimum evidence level of deciding facts, where [`Level::Asserted`] requires nothing; `None` skips the evidence
    /// check.
    pub evidence: Option<EvidenceLevel>,
    /// Where the documents come from that descriptions quote.
    pub documents: Arc<dyn DocumentStore>,
    /// Assumptions applied to every description on top of the stated facts.
    pub supposed: Vec<Assumption>,
    pub policy: Policy,
    /// Working directory, the base of relative paths in formats for other tools.
    pub folder: PathBuf,
    /// Whether to compute fixes, which takes longer than all other stages together.
    pub remedy: bool,
    /// Cached finding plans by target kind.
    pub plans: FindingPlanCache,
}

impl Checker {
    /// Creates a checker that expects the pack's concept.
    #[must_use]
    pub fn new(pack: Pack) -> Self {
        let expectation = Expectation::Kind(pack.concept);
        let policy = Policy::new(&pack, expectation);
        Self::of(pack, expectation, policy)
    }

    /// Creates a checker with an expectation and a policy.
    #[must_use]
    pub fn of(pack: Pack, expectation: Expectation, policy: Policy) -> Self {
        Self {
            vocabulary: vocabulary(),
            schema: Schema::of_descriptions(),
            expectation,
            accept_provisional: false,
            towards: None,
            evidence: None,
            documents: Arc::new(NoDocuments),
            supposed: Vec::new(),
            policy,
            folder: PathBuf::new(),
            remedy: true,
            plans: FindingPlanCache::new(&pack),
            pack,
        }
    }

    /// Checks all inputs and collects one report.
    #[must_use]
    pub fn run(&self, inputs: impl IntoIterator<Item = Input>) -> Report {
        let mut report = self.blank();
        for input in inputs {
            report.add(self.check(input));
        }
        report.finish(Vec::new());
        report
    }

    #[must_use]
    pub fn blank(&self) -> Report {
        Report {
            version: SCHEMA_VERSION,
            tool: Tool { name: "mentorcheck", version: env!("CARGO_PKG_VERSION") },
            pack: Arc::new(assemble::pack_info(&self.pack)),
            expected: match self.expectation {
                Expectation::Kind(kind) => self.pack.kinds[kind].id.clone(),
                Expectation::Any => "any".into(),
                Expectation::Label => "label".into(),
            },
            accept_provisional: self.accept_provisional,
            supposed: self.supposed.iter().map(|one| one.to_argument(self.vocabulary)).collect(),
            programmes: Vec::new(),
            skipped: Vec::new(),
            unreadable: Vec::new(),
            policy: Vec::new(),
            totals: Totals::default(),
            working_dir: self.folder.clone(),
            suppressions: SuppressionTally::default(),
        }
    }

    /// Checks one input and applies the suppressions.
    #[must_use]
    pub fn check(&self, input: Input) -> CheckResult {
        let named = input.is_explicit;
        let source = parse(input);
        if !named && self.is_passed_over(&source) {
            return CheckResult { skipped: Some(source.text.name().to_owned()), ..CheckResult::default() };
        }
        let mut result = CheckResult { unreadable: self.unreadable(&source), ..CheckResult::default() };
        for (programme, suppressions) in (0..source.documents.len()).filter_map(|at| self.programme(&source, at)) {
            result.programmes.push(programme);
            result.suppressions.merge(suppressions);
        }
        result
    }

    fn programme(&self, source: &ParsedFile, at: usize) -> Option<(Programme, SuppressionTally)> {
        let document = source.documents.get(at).filter(|document| can_be_judged(document))?;
        let mut programme = self.judge(source, document);
        let suppressions = self.policy.apply(&mut programme, &source.documents, at);
        diagnostic::identify(&mut programme.findings, &source.text, document.index, &self.folder);
        Some((programme, suppressions))
    }

    /// Checks one input and reports only a summary of each programme. Faster than [`Checker::check`] where nothing is
    /// suppressed, assumed or looked up, because no message is written then.
    pub fn summarize(&self, input: Input, mut report: impl FnMut(Event<'_>)) -> SuppressionTally {
        let mut tally = SuppressionTally::default();
        let named = input.is_explicit;
        let source = parse(input);
        if !named && self.is_passed_over(&source) {
            report(Event::Skipped(source.text.name()));
            return tally;
        }
        report(Event::Source(&source.text));
        let plain = self.supposed.is_empty() && self.evidence.is_none() && self.policy.is_noop_for(&source.text);
        for at in 0..source.documents.len() {
            match source.documents.get(at) {
                Some(document) if plain && can_be_judged(document) => {
                    let facts = Facts::read(document, self.vocabulary);
                    self.judged(&source, document, &facts, |judged| report(Event::Programme(judged.summarize())));
                }
                _ => {
                    if let Some((programme, suppressions)) = self.programme(&source, at) {
                        tally.merge(suppressions);
                        report(Event::Programme((&programme).into()));
                    }
                }
            }
        }
        if let Some(file) = self.unreadable(&source) {
            report(Event::Unreadable(&file));
        }
        tally
    }

    /// Whether a file found in a directory is not a description.
    fn is_passed_over(&self, source: &ParsedFile) -> bool {
        source.errors.is_empty() && !source.documents.iter().any(|one| self.is_description(one))
    }

    /// Collects syntax errors, and schema errors of documents that are not mappings; `None` if there are none.
    #[must_use]
    pub fn unreadable(&self, source: &ParsedFile) -> Option<Unreadable> {
        let mut findings: Vec<_> = source.errors.iter().map(|error| self.of_source(error, source)).collect();
        for document in source.documents.iter().filter(|document| !can_be_judged(document)) {
            let errors = self.schema.check(document, &source.text);
            findings.extend(errors.iter().map(|error| Finding::of_schema(error, &source.text)));
        }
        if findings.is_empty() {
            return None;
        }
        diagnostic::identify(&mut findings, &source.text, 0, &self.folder);
        Some(Unreadable { path: source.text.name().to_owned(), findings, text: source.text.clone() })
    }

    /// Converts a parse error. Some help texts depend on the schema or the vocabulary.
    fn of_source(&self, error: &ParseError, source: &ParsedFile) -> Finding {
        let finding = Finding::of_source(error, &source.text);
        match &error.kind {
            ParseErrorKind::Empty => Finding { help: Some(self.schema.beginning()), ..finding },
            ParseErrorKind::QuestionMark { key } => {
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

    /// Builds the report on one document, with assumptions if there are any.
    #[must_use]
    pub fn judge(&self, source: &ParsedFile, document: &Document) -> Programme {
        let facts = Facts::read(document, self.vocabulary);
        if self.supposed.is_empty() {
            self.told(source, document, &facts)
        } else {
            let assumed = self.supposed.iter().fold(facts.clone(), |facts, one| one.apply(self.vocabulary, &facts));
            let before = self.told(source, document, &facts);
            let mut programme = self.told(source, document, &assumed);
            let Self { pack, vocabulary, .. } = self;
            let (text, stated) = (&source.text, &facts);
            let case = WhatIf { pack, vocabulary, text, document, stated, facts: &assumed };
            what_if::complete(&case, &before, &mut programme);
            programme
        }
    }

    /// Builds the report on one document from given facts.
    pub(crate) fn told(&self, source: &ParsedFile, document: &Document, facts: &Facts) -> Programme {
        self.judged(source, document, facts, |judged| self.held(source, document, judged))
    }

    /// Evaluates one document from given facts and passes the result to a callback.
    fn judged<T>(
        &self,
        source: &ParsedFile,
        document: &Document,
        facts: &Facts,
        tell: impl FnOnce(&DiagnoseContext<'_>) -> T,
    ) -> T {
        let schema_errors: Vec<SchemaError> = self.schema.check(document, &source.text);
        let schema_notices = schema::notices(self.vocabulary, document, &source.text);
        let judgement = Judgement::of(&self.pack, facts);
        tell(&DiagnoseContext {
            pack: &self.pack,
            vocabulary: self.vocabulary,
            expectation: self.expectation,
            accept_provisional: self.accept_provisional,
            fix_target: self.towards.or(self.expectation.kind()).unwrap_or(self.pack.concept),
            text: &source.text,
            document,
            schema_errors: &schema_errors,
            schema_notices: &schema_notices,
            facts,
            judgement: &judgement,
            plan: self.plans.get(&self.pack, self.vocabulary, self.expectation.target(&judgement)),
            find_fixes: self.remedy,
        })
    }

    /// Builds the report and adds evidence findings, if required.
    fn held(&self, source: &ParsedFile, document: &Document, judged: &DiagnoseContext<'_>) -> Programme {
        let mut programme = judged.assemble();
        if let Some(required) = self.evidence {
            let expected = self.expectation.kind().unwrap_or(self.pack.concept);
            let path = source.text.name();
            let case = evidence::EvidenceRequest {
                pack: &self.pack,
                vocabulary: self.vocabulary,
                text: &source.text,
                document,
                facts: &what_if::only_stated(self.vocabulary, document, judged.facts),
                kind: judged.judgement.verdict.kind.unwrap_or(expected),
                path: (path != STDIN_NAME).then(|| Path::new(path)),
                required_level: required,
                documents: &*self.documents,
            };
            let (told, findings) = evidence::check(&case);
            programme.evidence = Some(told);
            programme.findings.extend(findings);
            programme.findings.sort_by_key(|finding| finding.severity);
        }
        programme
    }

    /// Whether a document has a top-level section of the vocabulary. Used for files found in a directory: one with only
    /// some sections is a description, and the schema reports what is missing.
    fn is_description(&self, document: &Document) -> bool {
        let Some(map) = document.root().as_mapping() else { return false };
        self.vocabulary.sections.iter().any(|section| map.key(&section.name).is_some())
    }
}
