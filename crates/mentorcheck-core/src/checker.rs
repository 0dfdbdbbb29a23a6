//! Checks one input end to end: bytes, source, schema, facts, evaluation, fixes, report.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{
    clause::join_or,
    correct::{Corrected, correct},
    diagnose::{DiagnoseContext, FindingPlanCache},
    diagnostic::{self, FileDiagnostics, Finding, Severity},
    diff::what_if::{self, WhatIf},
    eval::{Expectation, Judgement},
    evidence::{
        self, EvidenceLevel,
        document::{DocumentStore, NoDocuments},
    },
    facts::{Facts, assumption::Assumption},
    file_context::FileContext,
    form, format_message, identity,
    input::{Input, STDIN_NAME, is_mapping, parse},
    pack::{KindId, Pack},
    report::{CheckResult, OwnSettings, Programme, Report, SCHEMA_VERSION, Tool, Totals, assemble, summary::Event},
    schema::{self, Schema, SchemaError, Vocabulary, vocabulary},
    skip::{SkipReason, SkippedFile, names_section, skip_reason},
    suppress::{Policy, SuppressionTally},
};
use mentorcheck_yaml::{Document, ParseError, ParseErrorKind, ParsedFile};

/// Checks descriptions against a pack. Keeps no state between checks, so one may serve many threads.
#[derive(Debug)]
pub struct Checker {
    vocabulary: &'static Vocabulary,
    schema: Schema,
    pack: Pack,
    expectation: Expectation,
    accept_provisional: bool,
    fix_target: Option<KindId>,
    required_evidence: Option<EvidenceLevel>,
    documents: Arc<dyn DocumentStore>,
    assumptions: Vec<Assumption>,
    suppressions: Policy,
    root: PathBuf,
    compute_fixes: bool,
    min_severity: Severity,
    configuration: Option<String>,
    /// Named with each programme, if the settings are not those of the report.
    own_settings: Option<Arc<OwnSettings>>,
    /// Cached finding plans by target kind.
    plan_cache: FindingPlanCache,
}

/// Sets what a [`Checker`] checks, and what for.
#[derive(Debug)]
#[must_use]
pub struct CheckerBuilder {
    checker: Checker,
    suppressions: Option<Policy>,
    is_nested: bool,
}

impl CheckerBuilder {
    /// What programmes are expected to be; by default the concept of the pack.
    pub fn expect(mut self, expectation: Expectation) -> Self {
        self.checker.expectation = expectation;
        self
    }

    /// Whether a provisional verdict meets the expectation.
    pub fn accept_provisional(mut self, accept: bool) -> Self {
        self.checker.accept_provisional = accept;
        self
    }

    /// The kind that fixes lead to; by default the expected kind.
    pub fn fix_towards(mut self, kind: Option<KindId>) -> Self {
        self.checker.fix_target = kind;
        self
    }

    /// The minimum evidence level of deciding facts: [`EvidenceLevel::Asserted`] requires nothing and reports the level of
    /// each, `None` (the default) reports nothing.
    pub fn require_evidence(mut self, level: Option<EvidenceLevel>) -> Self {
        self.checker.required_evidence = level;
        self
    }

    /// Where the documents are that descriptions quote; by default there are none.
    pub fn documents(mut self, documents: impl DocumentStore + 'static) -> Self {
        self.checker.documents = Arc::new(documents);
        self
    }

    /// Assumptions to apply to every description on top of the stated facts.
    pub fn assume(mut self, assumptions: Vec<Assumption>) -> Self {
        self.checker.assumptions = assumptions;
        self
    }

    /// What suppresses findings or changes their severity; by default the allow comments of descriptions alone. It must
    /// be made for the same pack and expectation.
    pub fn suppressions(mut self, suppressions: Policy) -> Self {
        self.suppressions = Some(suppressions);
        self
    }

    /// The folder that paths of files start from.
    pub fn root(mut self, folder: PathBuf) -> Self {
        self.checker.root = folder;
        self
    }

    /// Whether to compute what would make a programme the expected kind (the default), which takes longer than all other
    /// stages together.
    pub fn compute_fixes(mut self, compute: bool) -> Self {
        self.checker.compute_fixes = compute;
        self
    }

    /// The path of the configuration, for reports.
    pub fn configuration(mut self, path: Option<String>) -> Self {
        self.checker.configuration = path;
        self
    }

    /// Whether each programme names the configuration and the expectation, because they are not those of the report that its
    /// result is added to.
    pub fn nested(mut self, is_nested: bool) -> Self {
        self.is_nested = is_nested;
        self
    }

    /// The least severe findings to report; by default all. Verdicts and what passes do not depend on it.
    pub fn min_severity(mut self, severity: Severity) -> Self {
        self.checker.min_severity = severity;
        self
    }

    /// Another schema and the vocabulary in it, for which the pack must be loaded.
    pub fn schema(mut self, schema: Schema, vocabulary: &'static Vocabulary) -> Self {
        self.checker.schema = schema;
        self.checker.vocabulary = vocabulary;
        self
    }

    /// The checker.
    #[must_use]
    pub fn build(self) -> Checker {
        let Self { mut checker, suppressions, is_nested } = self;
        checker.own_settings = is_nested.then(|| {
            Arc::new(OwnSettings {
                configuration: checker.configuration.clone().unwrap_or_default(),
                expected: checker.expected(),
                accept_provisional: checker.accept_provisional,
            })
        });
        checker.suppressions = suppressions.unwrap_or_else(|| Policy::new(&checker.pack, checker.expectation));
        checker
    }
}

impl Checker {
    /// Begins a checker that expects the concept of the pack.
    pub fn builder(pack: Pack) -> CheckerBuilder {
        let checker = Self {
            vocabulary: vocabulary(),
            schema: Schema::programme(),
            expectation: Expectation::Kind(pack.concept),
            accept_provisional: false,
            fix_target: None,
            required_evidence: None,
            documents: Arc::new(NoDocuments),
            assumptions: Vec::new(),
            suppressions: Policy::default(),
            root: PathBuf::new(),
            compute_fixes: true,
            min_severity: Severity::Note,
            configuration: None,
            own_settings: None,
            plan_cache: FindingPlanCache::new(&pack),
            pack,
        };
        CheckerBuilder { checker, suppressions: None, is_nested: false }
    }

    /// A checker with other settings, which reuses what this one has prepared. Suppressions return to the default.
    pub fn into_builder(self) -> CheckerBuilder {
        CheckerBuilder { checker: self, suppressions: None, is_nested: false }
    }

    #[must_use]
    pub const fn vocabulary(&self) -> &'static Vocabulary {
        self.vocabulary
    }

    #[must_use]
    pub const fn schema(&self) -> &Schema {
        &self.schema
    }

    #[must_use]
    pub const fn pack(&self) -> &Pack {
        &self.pack
    }

    #[must_use]
    pub const fn expectation(&self) -> Expectation {
        self.expectation
    }

    #[must_use]
    pub const fn suppressions(&self) -> &Policy {
        &self.suppressions
    }

    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Checks one text, which may hold several descriptions. `name` is what messages call it.
    #[must_use]
    pub fn check(&self, name: &str, bytes: impl Into<Vec<u8>>) -> CheckResult {
        self.check_input(Input::new(name, bytes))
    }

    /// Checks all inputs and collects one report.
    #[must_use]
    pub fn check_all(&self, inputs: impl IntoIterator<Item = Input>) -> Report {
        let mut report = self.empty_report();
        for input in inputs {
            report.add(self.check_input(input));
        }
        report.finish(Vec::new());
        report
    }

    #[must_use]
    pub fn empty_report(&self) -> Report {
        Report {
            version: SCHEMA_VERSION,
            tool: Tool { name: "mentorcheck", version: env!("CARGO_PKG_VERSION") },
            pack: Arc::new(assemble::pack_info(&self.pack)),
            expected: self.expected(),
            accept_provisional: self.accept_provisional,
            configuration: self.configuration.clone(),
            supposed: self.assumptions.iter().map(|assumption| assumption.to_argument(self.vocabulary)).collect(),
            programmes: Vec::new(),
            skipped: Vec::new(),
            unreadable: Vec::new(),
            policy: Vec::new(),
            totals: Totals::default(),
            root: self.root.clone(),
            omits_sources: false,
            suppressions: SuppressionTally::default(),
        }
    }

    /// The expectation as reports name it.
    fn expected(&self) -> String {
        match self.expectation {
            Expectation::Kind(kind) => self.pack.kinds[kind].id.clone(),
            Expectation::Any => "any".into(),
            Expectation::Label => "label".into(),
        }
    }

    /// Checks one input and applies the suppressions.
    #[must_use]
    pub fn check_input(&self, input: Input) -> CheckResult {
        let (source, skipped) = self.parse(input);
        if skipped.is_some() {
            return CheckResult { skipped, ..CheckResult::default() };
        }
        let mut result = CheckResult { unreadable: self.file_diagnostics(&source), ..CheckResult::default() };
        let context = FileContext::new(&source, self.vocabulary);
        for (programme, suppressions) in
            (0..source.documents.len()).filter_map(|index| self.check_indexed(&source, index, &context))
        {
            result.programmes.push(programme);
            result.suppressions.merge(suppressions);
        }
        result
    }

    fn check_indexed(
        &self,
        source: &ParsedFile,
        index: usize,
        context: &FileContext,
    ) -> Option<(Programme, SuppressionTally)> {
        let document = source.documents.get(index).filter(|document| is_mapping(document))?;
        let mut programme = self.check_document(source, document);
        form::add_notices(&mut programme, source, index);
        if let Some(finding) = context.repeated_finding(source, index, self.vocabulary) {
            programme.findings.insert(0, finding);
            programme.valid = false;
        }
        for finding in &mut programme.findings {
            finding.subject = identity::subject(finding, Some(document), &source.text);
        }
        let suppressions = self.suppressions.apply(&mut programme, &context.comments[index]);
        let identity = programme.fingerprint_identity();
        diagnostic::assign_fingerprints(&mut programme.findings, &source.text, &identity, &self.root);
        programme.findings.retain(|finding| finding.severity <= self.min_severity);
        Some((programme, suppressions))
    }

    /// Checks one input and reports only a summary of each programme. Faster than [`Checker::check`] where nothing is
    /// suppressed, assumed or looked up, because no message is written then.
    pub fn summarize(&self, input: Input, mut report: impl FnMut(Event<'_>)) -> SuppressionTally {
        let mut tally = SuppressionTally::default();
        let (source, skipped) = self.parse(input);
        if let Some(file) = &skipped {
            report(Event::Skipped(file));
            return tally;
        }
        report(Event::Source(&source.text));
        let reports_plainly = self.assumptions.is_empty()
            && self.min_severity == Severity::Note
            && self.required_evidence.is_none()
            && source.text.origin().is_none_or(|origin| origin.notices.is_empty());
        let context = FileContext::new(&source, self.vocabulary);
        for (at, document) in source.documents.iter().enumerate() {
            let is_plain = reports_plainly
                && is_mapping(document)
                && !context.repeated.contains_key(&at)
                && self.suppressions.is_noop_for(&context.comments[at]);
            if is_plain {
                let facts = Facts::from_document(document, self.vocabulary);
                self.with_evaluation(&source, document, &facts, |judged| report(Event::Programme(judged.summarize())));
            } else if let Some((programme, suppressions)) = self.check_indexed(&source, at, &context) {
                tally.merge(suppressions);
                report(Event::Programme((&programme).into()));
            }
        }
        if let Some(file) = self.file_diagnostics(&source) {
            report(Event::Unreadable(&file));
        }
        tally
    }

    /// Applies the safe corrections of a description to its text: misspelt names, and values where earlier versions had
    /// them. `None` if there are none, or the input cannot be parsed or is no description.
    #[must_use]
    pub fn correct(&self, input: Input) -> Option<Corrected> {
        let (source, skipped) = self.parse(input);
        if skipped.is_some() { None } else { correct(source, &self.schema, self.vocabulary) }
    }

    /// Why an input is not a description; `None` if it is one, even with mistakes.
    #[must_use]
    pub fn skip_reason(&self, input: Input) -> Option<SkipReason> {
        self.parse(input).1.map(|file| file.reason)
    }

    /// Parses an input, and says whether it is to be skipped: a file that was found in a folder and is not a description.
    fn parse(&self, input: Input) -> (ParsedFile, Option<SkippedFile>) {
        let is_explicit = input.is_explicit;
        let names_section = match &input.content {
            Ok(bytes) if !is_explicit => names_section(bytes, self.vocabulary),
            _ => false,
        };
        let source = parse(input);
        let reason = if is_explicit { None } else { skip_reason(&source, names_section, self.vocabulary) };
        let skipped = reason.map(|reason| SkippedFile { path: source.text.name().to_owned(), reason });
        (source, skipped)
    }

    /// Collects syntax errors, and schema errors of documents that are not mappings; `None` if there are none.
    #[must_use]
    pub fn file_diagnostics(&self, source: &ParsedFile) -> Option<FileDiagnostics> {
        let mut findings: Vec<_> =
            source.errors.iter().map(|error| self.finding_from_parse_error(error, source)).collect();
        for document in source.documents.iter().filter(|document| !is_mapping(document)) {
            let errors = self.schema.check(document, &source.text);
            findings.extend(errors.iter().map(|error| Finding::from_schema_error(error, &source.text)));
        }
        if findings.is_empty() {
            return None;
        }
        for finding in &mut findings {
            finding.subject = identity::subject(finding, None, &source.text);
        }
        diagnostic::assign_fingerprints(&mut findings, &source.text, "", &self.root);
        Some(FileDiagnostics { path: source.text.name().to_owned(), findings, file: source.text.clone() })
    }

    /// Converts a parse error. Some help texts depend on the schema or the vocabulary.
    fn finding_from_parse_error(&self, error: &ParseError, source: &ParsedFile) -> Finding {
        let finding = Finding::from_parse_error(error, &source.text);
        match &error.kind {
            ParseErrorKind::Empty => Finding { help: Some(self.schema.first_key_help()), ..finding },
            ParseErrorKind::QuestionMark { key } => {
                let count = if key.is_some() { 2 } else { 1 };
                let others: Vec<_> =
                    self.vocabulary.placeholders.iter().filter(|placeholder| *placeholder != "?").cloned().collect();
                let help = finding.help.unwrap_or_default();
                let others = join_or(&others);
                let meaning = format_message!("advice-question-mark", count = count, others = others);
                let help = format!("{help}\n{meaning}");
                Finding { help: Some(help), ..finding }
            }
            _ => finding,
        }
    }

    /// Builds the report on one document, with assumptions if there are any.
    #[must_use]
    pub fn check_document(&self, source: &ParsedFile, document: &Document) -> Programme {
        let facts = Facts::from_document(document, self.vocabulary);
        if self.assumptions.is_empty() {
            self.build_programme(source, document, &facts)
        } else {
            let assumed = self.assumptions.iter().fold(facts.clone(), |facts, one| one.apply(self.vocabulary, &facts));
            let before = self.build_programme(source, document, &facts);
            let mut programme = self.build_programme(source, document, &assumed);
            let Self { pack, vocabulary, .. } = self;
            let (text, stated) = (&source.text, &facts);
            let case = WhatIf { pack, vocabulary, text, document, stated, facts: &assumed };
            what_if::complete(&case, &before, &mut programme);
            programme
        }
    }

    /// Builds the report on one document from given facts.
    pub(crate) fn build_programme(&self, source: &ParsedFile, document: &Document, facts: &Facts) -> Programme {
        self.with_evaluation(source, document, facts, |context| self.attach_evidence(source, document, context))
    }

    /// Evaluates one document from given facts and passes the result to a callback.
    fn with_evaluation<T>(
        &self,
        source: &ParsedFile,
        document: &Document,
        facts: &Facts,
        f: impl FnOnce(&DiagnoseContext<'_>) -> T,
    ) -> T {
        let schema_errors: Vec<SchemaError> = self.schema.check(document, &source.text);
        let schema_notices = schema::notices(self.vocabulary, document, &source.text);
        let judgement = Judgement::evaluate(&self.pack, facts);
        f(&DiagnoseContext {
            pack: &self.pack,
            vocabulary: self.vocabulary,
            expectation: self.expectation,
            accept_provisional: self.accept_provisional,
            own_settings: self.own_settings.as_ref(),
            fix_target: self.fix_target.or(self.expectation.kind()).unwrap_or(self.pack.concept),
            text: &source.text,
            document,
            schema_errors: &schema_errors,
            schema_notices: &schema_notices,
            facts,
            judgement: &judgement,
            plan: self.plan_cache.get(&self.pack, self.vocabulary, self.expectation.target(&judgement)),
            find_fixes: self.compute_fixes,
        })
    }

    /// Builds the report and adds evidence findings, if required.
    fn attach_evidence(&self, source: &ParsedFile, document: &Document, context: &DiagnoseContext<'_>) -> Programme {
        let mut programme = context.assemble();
        if let Some(required) = self.required_evidence {
            let expected = self.expectation.kind().unwrap_or(self.pack.concept);
            let path = source.text.name();
            let request = evidence::EvidenceRequest {
                pack: &self.pack,
                vocabulary: self.vocabulary,
                text: &source.text,
                document,
                facts: &what_if::only_stated(self.vocabulary, document, context.facts),
                kind: context.judgement.verdict.kind.unwrap_or(expected),
                path: (path != STDIN_NAME).then(|| Path::new(path)),
                required_level: required,
                documents: &*self.documents,
            };
            let (evidence_report, findings) = evidence::check(&request);
            programme.evidence = Some(evidence_report);
            programme.findings.extend(findings);
            programme.findings.sort_by_key(|finding| finding.severity);
        }
        programme
    }
}
