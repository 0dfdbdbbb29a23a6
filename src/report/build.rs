//! From a judgement to what is told of it.

use super::{
    AnswerReport, BlockInfo, BlockReport, ChangeReport, CriterionInfo, CriterionReport, KindInfo, KindReport,
    LabelReport, PackInfo, Programme, QuestionReport, Range, Remedy, SetReport, SpectrumInfo, SpectrumPoint,
    StateReport, StatedReport, VerdictReport,
    plan::{Line, Plan, Step},
    words::{self, VerdictSentence},
};
use crate::{
    clause::{self, listed},
    explain::{self, LABEL_CODE},
    facts::{Fact, Facts, UNNAMED, name_of, node_of},
    finding::{Finding, Mark, Severity, Why, sentence},
    judge::{Answer, Judgement},
    pipeline::Expectation,
    remedy::{self, Question, Way, Ways},
    rules::{Block, ClaimId, CriterionId, Interpretation, Kind, KindId, Pack, Reference, Requirement, Weight},
    schema::{FieldId, SchemaError, Sort, Vocabulary},
    source::{Document, SourceText, Span},
};
use std::sync::Arc;

/// How many minimal sets a report lists before it counts the rest.
const SETS: usize = 12;

/// How many ways to show an open point a finding names.
const ALTERNATIVES: usize = 3;

/// How many values of a field a finding names before it leaves it at that.
const VALUES_NAMED: usize = 5;

/// What is known of one document when its report is made.
pub struct Judged<'a> {
    /// The rules.
    pub pack: &'a Pack,
    /// The vocabulary.
    pub vocabulary: &'a Vocabulary,
    /// What the programme is expected to be.
    pub expectation: Expectation,
    /// Whether a provisional verdict will do.
    pub accept_provisional: bool,
    /// The kind that the remedy is to lead to.
    pub towards: KindId,
    /// The file's text.
    pub text: &'a Arc<SourceText>,
    /// The document.
    pub document: &'a Document,
    /// What the schema does not allow in it.
    pub schema_errors: &'a [SchemaError],
    /// What it allows and is worth saying.
    pub schema_notices: &'a [SchemaError],
    /// What it states.
    pub facts: &'a Facts,
    /// What follows.
    pub judgement: &'a Judgement,
    /// What there can be to tell.
    pub plan: &'a Plan,
    /// Whether to look for the sets of facts that would move the verdict, which takes longer than all the rest.
    pub remedy: bool,
}

/// Where something belongs that is not stated.
pub(super) struct Missing {
    pub(super) span: Span,
    /// What is missing.
    field: FieldId,
    place: Place,
}

/// What stands where something is missing.
enum Place {
    /// The field itself, which does not say enough.
    Field,
    /// Its section.
    Section,
    /// The section behind which its own would stand.
    Behind(usize),
}

/// What a report says of the rules it was made by.
#[must_use]
pub fn pack_info(pack: &Pack) -> PackInfo {
    let points = pack.spectrum.points.iter().map(|point| SpectrumPoint { at: point.at, title: point.title.clone() });
    PackInfo {
        id: pack.kinds[pack.concept].id.clone(),
        version: pack.version,
        title: pack.title.clone(),
        definition: pack.definition.quote.clone(),
        source: pack.source.cited(),
        caution: pack.caution.clone(),
        spectrum: SpectrumInfo {
            low: pack.spectrum.low.clone(),
            high: pack.spectrum.high.clone(),
            note: pack.spectrum.note.clone(),
            points: points.collect(),
        },
        blocks: pack.blocks.iter().map(|block| block_info(pack, block)).collect(),
        kinds: pack.kinds.iter().map(|kind| kind_info(pack, kind)).collect(),
    }
}

fn block_info(pack: &Pack, block: &Block) -> BlockInfo {
    let indicators = block.indicators.iter().map(|id| criterion_info(pack, &block.id, *id));
    BlockInfo {
        id: block.id.clone(),
        title: block.title.clone(),
        question: block.question.clone(),
        indicators: indicators.collect(),
    }
}

fn kind_info(pack: &Pack, kind: &Kind) -> KindInfo {
    let mut info =
        KindInfo { id: kind.id.clone(), title: kind.title.clone(), blocks: Vec::new(), conditions: Vec::new() };
    for requirement in &kind.requires {
        match requirement {
            Requirement::Block(block) => info.blocks.push(pack.blocks[*block].id.clone()),
            Requirement::Criterion(criterion) => info.conditions.push(criterion_info(pack, &kind.id, *criterion)),
        }
    }
    info
}

fn criterion_info(pack: &Pack, owner: &str, id: CriterionId) -> CriterionInfo {
    let criterion = &pack.criteria[id];
    let code = format!("{owner}/{}", criterion.id);
    CriterionInfo {
        title: criterion.title.clone(),
        question: criterion.question.clone(),
        weight: criterion.weight,
        why: criterion.claims.first().map(|claim| why(pack, *claim)),
        url: url(pack, &code),
        code,
    }
}

/// The page that explains a code.
fn url(pack: &Pack, code: &str) -> Option<String> {
    let place = explain::address(pack, code)?;
    Some(format!("docs/{}/{place}", pack.kinds[pack.concept].id))
}

fn why(pack: &Pack, claim: ClaimId) -> Why {
    let claim = &pack.claims[claim];
    let work = claim.source.as_ref().unwrap_or(&pack.work);
    let from = claim.heading.as_ref().map(|heading| format!("{work}, “{heading}”"));
    // Where the source is silent, the reading of this tool belongs to what the claim says.
    let reading = claim.interpretation.as_ref().map(|reading| format!(" {}", sentence(reading)));
    Why {
        claim: claim.id.clone(),
        says: sentence(&claim.says) + reading.as_deref().unwrap_or_default(),
        quote: claim.quote.clone(),
        from,
    }
}

impl Judged<'_> {
    /// The whole report on the document.
    #[must_use]
    pub fn report(&self) -> Programme {
        let Self { pack, vocabulary, judgement, .. } = *self;
        let verdict = &judgement.verdict;
        let questions = remedy::questions(pack, vocabulary, self.facts, judgement);
        let name = name_of(self.document, vocabulary).unwrap_or(UNNAMED);
        let sentence = VerdictSentence {
            pack,
            vocabulary,
            facts: self.facts,
            judgement,
            name,
            expected: self.expectation.kind(),
            line: &|fact| self.mark(fact, None).map(|mark| mark.line),
            to_correct: self.lines_to_correct(),
        };
        let sentence = sentence.render();
        let label_field = &vocabulary.fields[pack.labels.field];
        Programme {
            path: self.text.name().to_owned(),
            document: self.document.index,
            name: name.to_owned(),
            valid: self.schema_errors.is_empty(),
            as_expected: self.expectation.met(judgement, self.accept_provisional),
            passes: self.expectation.met(judgement, self.accept_provisional),
            verdict: VerdictReport {
                standing: verdict.standing,
                kind: verdict.kind.map(|kind| pack.kinds[kind].id.clone()),
                candidates: self.kind_ids(&verdict.candidates),
                nearest: self.kind_ids(&verdict.nearest),
                sentence,
            },
            stated: self.stated(),
            blocks: self.blocks(),
            kinds: self.kinds(),
            spectrum: judgement.spectrum.map(|(from, to)| Range { from, to }),
            label: LabelReport {
                declared: judgement.label.map(|label| label_field.values[label.declared].name.clone()),
                holds: judgement.label.and_then(|label| label.holds),
            },
            evidence: None,
            findings: self.findings(),
            remedy: self.remedy(&questions),
            difference: None,
            text: Arc::clone(self.text),
        }
    }

    /// The lines of what is stated and not understood and that some rule reads.
    fn lines_to_correct(&self) -> Vec<usize> {
        let fields = self.facts.misread().iter().filter(|field| !self.vocabulary.fields[**field].informative);
        let nodes = fields.filter_map(|field| node_of(self.document, self.vocabulary, *field));
        let mut lines: Vec<usize> = nodes.map(|node| self.text.position(node.span().start).line).collect();
        lines.sort_unstable();
        lines.dedup();
        lines
    }

    /// What is stated and not understood and could have answered an open criterion, if anything.
    fn misread(&self, id: CriterionId) -> Option<FieldId> {
        let is_open = self.judgement.criteria[id].answer() == Answer::Open;
        let misread = |field: &FieldId| self.facts.is_misread(*field);
        remedy::fields_of(self.pack, id).into_iter().find(misread).filter(|_| is_open)
    }

    /// The kind that findings are weighed for: the expected one, else that of the verdict.
    fn target(&self) -> Option<KindId> {
        self.expectation.target(self.judgement)
    }

    fn kind_ids(&self, kinds: &[KindId]) -> Vec<String> {
        kinds.iter().map(|kind| self.pack.kinds[*kind].id.clone()).collect()
    }

    fn stated(&self) -> Vec<StatedReport> {
        let fields = (0..self.vocabulary.fields.len()).filter(|field| self.facts.states(*field));
        let stated = fields.map(|id| {
            let values = self.facts.all().filter(|fact| fact.field == id);
            let values = values.map(|fact| fact.value_name(self.vocabulary).to_owned()).collect();
            StatedReport { field: self.vocabulary.fields[id].name.clone(), values }
        });
        stated.collect()
    }

    fn blocks(&self) -> Vec<BlockReport> {
        let report = |(id, block): (usize, &Block)| BlockReport {
            id: block.id.clone(),
            title: block.title.clone(),
            answer: self.judgement.blocks[id].answer(),
            indicators: block.indicators.iter().map(|criterion| self.criterion(&block.id, *criterion)).collect(),
        };
        self.pack.blocks.iter().enumerate().map(report).collect()
    }

    fn kinds(&self) -> Vec<KindReport> {
        let report = |(id, kind): (usize, &Kind)| {
            let mut blocks = Vec::new();
            let mut conditions = Vec::new();
            for requirement in &kind.requires {
                match requirement {
                    Requirement::Block(block) => blocks.push(self.pack.blocks[*block].id.clone()),
                    Requirement::Criterion(criterion) => conditions.push(self.criterion(&kind.id, *criterion)),
                }
            }
            KindReport {
                id: kind.id.clone(),
                title: kind.title.clone(),
                answer: self.judgement.kinds[id].answer(),
                blocks,
                conditions,
                sources: kind.sources.iter().map(Reference::cited).collect(),
            }
        };
        self.pack.kinds.iter().enumerate().map(report).collect()
    }

    fn criterion(&self, owner: &str, id: CriterionId) -> CriterionReport {
        let criterion = &self.pack.criteria[id];
        let grounds = self.grounds_for(id).into_iter().chain(self.grounds_against(id));
        CriterionReport {
            code: format!("{owner}/{}", criterion.id),
            title: criterion.title.clone(),
            weight: criterion.weight,
            answer: self.judgement.criteria[id].answer(),
            understood: self.misread(id).is_none(),
            because: grounds.filter_map(|fact| self.mark(fact, None)).collect(),
            supposed: Vec::new(),
        }
    }

    pub(super) fn grounds_for(&self, id: CriterionId) -> Vec<Fact> {
        self.pack.criteria[id].shown.grounds(self.facts)
    }

    pub(super) fn grounds_against(&self, id: CriterionId) -> Vec<Fact> {
        self.pack.criteria[id].refuted.as_ref().map(|refuted| refuted.grounds(self.facts)).unwrap_or_default()
    }

    fn mark(&self, fact: Fact, label: Option<&str>) -> Option<Mark> {
        let (node, pointer) = fact.locate(self.document, self.vocabulary)?;
        Some(Mark::new(self.text, node.span(), Some(pointer), label.map(str::to_owned)))
    }

    fn marks(&self, facts: &[Fact], label: &str) -> Vec<Mark> {
        facts.iter().filter_map(|fact| self.mark(*fact, Some(label))).collect()
    }

    /// All findings: what the file says that it cannot say, the label, then the rules in their order.
    fn findings(&self) -> Vec<Finding> {
        let schema =
            self.schema_errors.iter().chain(self.schema_notices).map(|error| Finding::of_schema(error, self.text));
        let mut findings: Vec<Finding> = schema.chain(self.label_finding()).collect();
        for line in self.told() {
            findings.extend(self.severity(line).map(|severity| self.criterion_finding(line, severity)));
            findings.extend(self.readings(line).map(|(code, reading)| self.interpretation(code, reading)));
        }
        findings.sort_by_key(|finding| finding.severity);
        findings
    }

    /// What is to be told of the criteria, if there is anything.
    pub(super) fn told(&self) -> impl Iterator<Item = &Line> {
        let contradictory = |line: &Line| self.judgement.criteria[line.criterion].answer() == Answer::Contradictory;
        self.plan.lines.iter().filter(move |line| line.spoken_of || contradictory(line))
    }

    /// How much the finding on a criterion weighs, if there is one. What only another kind asks for is told
    /// when it contradicts itself, or when there is no kind yet to speak of.
    pub(super) fn severity(&self, line: &Line) -> Option<Severity> {
        let (id, aimed_at) = (line.criterion, line.aimed_at);
        let answer = self.judgement.criteria[id].answer();
        let necessary = self.pack.criteria[id].weight == Weight::Necessary;
        let severity = match (answer, aimed_at, necessary) {
            (Answer::Shown, ..) | (Answer::Open, false, _) | (Answer::Refuted, false, false) => return None,
            (Answer::Refuted, false, true) if self.target().is_some() => return None,
            (Answer::Refuted | Answer::Contradictory, true, true) => Severity::Error,
            (Answer::Open, true, true) | (Answer::Contradictory, ..) | (Answer::Refuted, true, false) => {
                Severity::Warning
            }
            (Answer::Open, true, false) | (Answer::Refuted, false, true) => Severity::Note,
        };
        // Where the field is settled in another way, "it is not said" would be untrue.
        (answer != Answer::Open || necessary || self.can_still_be_stated(line)).then_some(severity)
    }

    fn criterion_finding(&self, line: &Line, severity: Severity) -> Finding {
        let id = line.criterion;
        let criterion = &self.pack.criteria[id];
        let (message, help, spans) = match self.judgement.criteria[id].answer() {
            Answer::Open if let Some(field) = self.misread(id) => self.not_understood(id, field),
            Answer::Open => (
                criterion.findings.open.clone(),
                join(&[criterion.help.open().to_owned(), self.what_to_state(line)]),
                self.missing_mark(line).into_iter().collect(),
            ),
            Answer::Contradictory => {
                let (shows, refutes) = words::conflicting(self.pack, self.vocabulary, self.facts, id);
                let texts: Vec<_> = shows.iter().chain(&refutes).map(|clause| clause.text.clone()).collect();
                let message = format!("The description contradicts itself: {}.", texts.join(", and "));
                let spans = self.marks(&self.grounds_for(id), "one says that it is so").into_iter();
                let spans = spans.chain(self.marks(&self.grounds_against(id), "the other that it is not"));
                (message, "Find out which of the two is right, and correct the other.".to_owned(), spans.collect())
            }
            Answer::Refuted | Answer::Shown => self.refuted(id),
        };
        let why = criterion.claims.first().map(|claim| why(self.pack, *claim));
        let (code, url) = (line.code.clone(), url(self.pack, &line.code));
        Finding { code, severity, message, help: Some(help), why, url, spans, ..Finding::default() }
    }

    /// What a finding says of an open criterion where something that bears on it is not understood.
    fn not_understood(&self, id: CriterionId, field: FieldId) -> (String, String, Vec<Mark>) {
        let definition = &self.vocabulary.fields[field];
        let message = format!(
            "What the description says under `{}` is not understood, so it does not show whether {}.",
            definition.name, self.pack.criteria[id].title
        );
        let mark = node_of(self.document, self.vocabulary, field).map(|node| {
            let pointer = format!("/{}/{}", definition.section, definition.key);
            Mark::new(self.text, node.span(), Some(pointer), Some("not understood".into()))
        });
        let help = format!("Correct `{}` first.", definition.name);
        (message, help, mark.into_iter().collect())
    }

    /// What a finding says of a criterion that is refuted: the fact, then what it means.
    fn refuted(&self, id: CriterionId) -> (String, String, Vec<Mark>) {
        let criterion = &self.pack.criteria[id];
        let against = words::against(self.pack, self.vocabulary, self.facts, id);
        let case = criterion.cases.iter().find(|case| case.when.holds(self.facts));
        let meaning = case.map_or(&criterion.findings.refuted, |case| &case.finding);
        let help = case.and_then(|case| case.help.as_ref()).unwrap_or(&criterion.help.refuted);
        let message = join(&[clause::to_sentence(&against), meaning.clone()]);
        let spans = self.marks(&self.grounds_against(id), "this decides it");
        let fields = against.iter().map(|clause| format!("`{}`", self.vocabulary.fields[clause.fact.field].name));
        let fields: Vec<_> = fields.collect();
        let correct = format!("If the description is wrong, correct {}.", listed(&fields, "and"));
        (message, join(&[help.clone(), correct]), spans)
    }

    /// What could be stated to show an open criterion; nothing where nothing that would show it is left to state.
    fn what_to_state(&self, line: &Line) -> String {
        let is_free = |step: &Step| {
            let stated = self.facts.of(step.test.field);
            let is_list = self.vocabulary.fields[step.test.field].sort == Sort::List;
            if is_list { !stated.closed } else { stated.values == 0 }
        };
        let alternatives = line.recommended.iter().filter_map(|steps| {
            let missing: Vec<&Step> = steps.iter().filter(|step| !step.test.holds(self.facts)).collect();
            let possible = !missing.is_empty() && missing.iter().all(|step| is_free(step));
            possible.then(|| self.steps(&missing))
        });
        let alternatives: Vec<String> = alternatives.take(ALTERNATIVES).collect();
        if alternatives.is_empty() {
            return String::new();
        }
        format!("If this is how it works now, state {}.", alternatives.join(", or "))
    }

    /// What is to be stated together, field by field.
    fn steps(&self, steps: &[&Step]) -> String {
        let mut fields: Vec<(FieldId, Vec<String>)> = Vec::new();
        for step in steps {
            let mut values: Vec<String> =
                step.any_of.iter().map(|fact| format!("`{}`", fact.value_name(self.vocabulary))).collect();
            if values.len() > VALUES_NAMED {
                values.truncate(VALUES_NAMED);
                values.push("another that fits".into());
            }
            let values = listed(&values, "or");
            match fields.iter_mut().find(|(field, _)| *field == step.test.field) {
                Some((_, all)) => all.push(values),
                None => fields.push((step.test.field, vec![values])),
            }
        }
        let said = fields
            .iter()
            .map(|(field, values)| format!("`{}` ({})", self.vocabulary.fields[*field].name, listed(values, "and")));
        listed(&said.collect::<Vec<_>>(), "and")
    }

    /// Whether a fact that could show a criterion is still to be stated.
    fn can_still_be_stated(&self, line: &Line) -> bool {
        line.fields.iter().any(|field| {
            let field = *field;
            let is_list = self.vocabulary.fields[field].sort == Sort::List;
            if is_list { !self.facts.of(field).closed } else { !self.facts.states(field) }
        })
    }

    /// The readings of this tool that the answer on a criterion made use of, with their codes.
    pub(super) fn readings<'l>(&'l self, line: &'l Line) -> impl Iterator<Item = (&'l str, &'l Interpretation)> {
        let readings =
            line.readings.iter().map(String::as_str).zip(&self.pack.criteria[line.criterion].interpretations);
        readings.filter(|(_, reading)| reading.when.holds(self.facts))
    }

    fn interpretation(&self, code: &str, reading: &Interpretation) -> Finding {
        Finding {
            code: code.to_owned(),
            severity: Severity::Note,
            message: reading.note.clone(),
            help: None,
            why: reading.claims.first().map(|claim| why(self.pack, *claim)),
            url: url(self.pack, code),
            spans: self.marks(&reading.when.grounds(self.facts), "read so by this tool"),
            ..Finding::default()
        }
    }

    /// The label that the facts rule out, if they do, as a fact.
    pub(super) fn refuted_label(&self) -> Option<Fact> {
        let label = self.judgement.label.filter(|label| label.holds == Some(false))?;
        Some(Fact { field: self.pack.labels.field, value: Some(label.declared) })
    }

    /// How far the programme is from a kind: whether what defines it is missing, then how much of it is refuted.
    fn distance(&self, kind: KindId) -> (bool, usize) {
        let kind = &self.pack.kinds[kind];
        let answer = |one: &Requirement| self.judgement.requirement(*one).answer();
        let refuted = kind.requires.iter().filter(|one| answer(one) == Answer::Refuted);
        (!kind.defining.iter().all(|one| answer(one) == Answer::Shown), refuted.count())
    }

    /// The severity of the finding on a label that is refuted.
    pub(super) fn label_severity(&self) -> Severity {
        let names_kind = self.judgement.label.is_some_and(|label| label.names_kind);
        if names_kind { Severity::Error } else { Severity::Note }
    }

    fn label_finding(&self) -> Option<Finding> {
        let declared = self.refuted_label()?;
        let Self { pack, vocabulary, .. } = *self;
        let name = declared.value_name(vocabulary);
        let meant = declared.value.map(|value| pack.labels.meanings[value].as_slice()).unwrap_or_default();
        let title = declared.value.map(|value| &vocabulary.fields[declared.field].values[value].title);
        // Of several kinds that the label may mean, what rules out the nearest is what counts.
        let nearest = meant.iter().copied().min_by_key(|kind| self.distance(*kind));
        let refuted = nearest.and_then(|kind| {
            let necessary = |id: &CriterionId| pack.criteria[*id].weight == Weight::Necessary;
            let is_refuted = |id: &CriterionId| self.judgement.criteria[*id].answer() == Answer::Refuted;
            pack.owned_criteria_of(kind).map(|(_, id)| id).filter(necessary).find(is_refuted)
        });
        let against = refuted.map(|id| self.grounds_against(id)).unwrap_or_default();
        let facts = refuted.map(|id| words::against(pack, vocabulary, self.facts, id)).unwrap_or_default();
        let label = format!("The label is {}.", title.map_or(name, |title| title.as_str()));
        let spans = self.mark(declared, Some("the label")).into_iter();
        Some(Finding {
            code: LABEL_CODE.into(),
            severity: self.label_severity(),
            message: join(&[pack.labels.finding.clone(), label, clause::to_sentence(&facts)]),
            help: Some(pack.labels.help.clone()),
            why: Some(why(self.pack, pack.labels.claim)),
            url: url(self.pack, LABEL_CODE),
            spans: spans.chain(self.marks(&against, "this rules it out")).collect(),
            ..Finding::default()
        })
    }

    /// Where a missing fact belongs: its section, else the section it would follow; or what is
    /// stated, where more of the same is missing.
    pub(super) fn missing(&self, line: &Line) -> Option<Missing> {
        if let Some(field) = self.misread(line.criterion) {
            let span = node_of(self.document, self.vocabulary, field)?.span();
            return Some(Missing { span, field, place: Place::Field });
        }
        let (vocabulary, fields) = (self.vocabulary, &line.fields);
        let map = self.document.root().map()?;
        let Some(field) = fields.iter().copied().find(|field| !self.facts.states(*field)) else {
            let field = *fields.first()?;
            let span = node_of(self.document, vocabulary, field)?.span();
            return Some(Missing { span, field, place: Place::Field });
        };
        let own = &vocabulary.fields[field].section;
        if let Some(section) = map.key(own) {
            return Some(Missing { span: section.span, field, place: Place::Section });
        }
        let order = vocabulary.sections.iter().position(|section| section.name == *own)?;
        let before = (0..order).rev().find_map(|before| Some((before, map.key(&vocabulary.sections[before].name)?)))?;
        Some(Missing { span: before.1.span, field, place: Place::Behind(before.0) })
    }

    fn missing_mark(&self, line: &Line) -> Option<Mark> {
        let missing = self.missing(line)?;
        let field = &self.vocabulary.fields[missing.field];
        let (pointer, label) = match missing.place {
            Place::Field => (format!("/{}/{}", field.section, field.key), "this leaves it open".into()),
            Place::Section => (format!("/{}", field.section), format!("`{}` would stand in here", field.key)),
            Place::Behind(section) => (
                format!("/{}", self.vocabulary.sections[section].name),
                format!("`{}:` with `{}:` would follow this part", field.section, field.key),
            ),
        };
        Some(Mark::new(self.text, missing.span, Some(pointer), Some(label)))
    }

    fn remedy(&self, questions: &[Question]) -> Remedy {
        let ways = if self.remedy {
            remedy::ways(self.pack, self.vocabulary, self.facts, self.towards)
        } else {
            Ways { target: self.towards, ways: Vec::new(), unreachable: false }
        };
        let names = |facts: &[Fact]| -> Vec<String> {
            facts.iter().map(|fact| fact.value_name(self.vocabulary).to_owned()).collect()
        };
        let field = |step: &remedy::Step| self.vocabulary.fields[step.field].name.clone();
        let set = |way: &Way| SetReport {
            state: way
                .state
                .iter()
                .map(|step| StateReport { field: field(step), any_of: names(&step.any_of) })
                .collect(),
            change: way
                .change
                .iter()
                .map(|step| ChangeReport {
                    field: field(step),
                    from: names(&step.from),
                    remove: names(&step.remove),
                    any_of: names(&step.any_of),
                })
                .collect(),
        };
        Remedy {
            target: self.pack.kinds[self.towards].id.clone(),
            sets: ways.ways.iter().take(SETS).map(set).collect(),
            sets_total: ways.ways.len(),
            unreachable: ways.unreachable,
            questions: questions.iter().map(|question| self.question(question)).collect(),
        }
    }

    fn question(&self, question: &Question) -> QuestionReport {
        QuestionReport {
            field: self.vocabulary.fields[question.field].name.clone(),
            question: self.pack.criteria[question.criterion].question.clone(),
            answers: question
                .answers
                .iter()
                .map(|answer| AnswerReport {
                    value: answer.fact.value_name(self.vocabulary).to_owned(),
                    standing: answer.standing,
                    candidates: self.kind_ids(&answer.candidates),
                })
                .collect(),
        }
    }
}

/// The sentences that there are, one behind the other.
fn join(sentences: &[String]) -> String {
    sentences.iter().filter(|one| !one.is_empty()).cloned().collect::<Vec<_>>().join(" ")
}
