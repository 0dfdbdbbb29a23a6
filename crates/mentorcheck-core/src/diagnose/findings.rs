//! Produces the findings on one document: schema errors, the label, then the criteria in plan order. A message states
//! the fact before what it means; help gives advice on the programme before advice on the description.

use crate::{
    clause::{self, join, listed},
    diagnose::{
        context::{Judged, url, why},
        plan::{Line, Step},
        verdict_text,
    },
    diagnostic::{Finding, Mark, Severity, codes::LABEL_CODE},
    eval::Answer,
    facts::{Fact, node_of},
    pack::{CriterionId, Interpretation, KindId, Requirement, Weight},
    schema::{FieldId, Sort},
};
use mentorcheck_yaml::Span;

/// Alternatives listed in the help of an open finding.
const ALTERNATIVES: usize = 3;

/// Values listed per field in the help of an open finding.
const VALUES_NAMED: usize = 5;

/// Where to state a missing fact.
pub(crate) struct Missing {
    pub(crate) span: Span,
    field: FieldId,
    place: Place,
}

/// What exists at the insertion point.
enum Place {
    /// The field itself, whose value is not sufficient.
    Field,
    /// The section of the field.
    Section,
    /// Index of the section that the missing section would follow.
    Behind(usize),
}

impl Judged<'_> {
    /// All findings, sorted by severity.
    pub(crate) fn findings(&self) -> Vec<Finding> {
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

    /// Planned findings on the target kind and the concept, and on any criterion that is contradictory.
    pub(crate) fn told(&self) -> impl Iterator<Item = &Line> {
        let contradictory = |line: &Line| self.judgement.criteria[line.criterion].answer() == Answer::Contradictory;
        self.plan.lines.iter().filter(move |line| line.spoken_of || contradictory(line))
    }

    /// `None` if there is no finding. A criterion outside the target kind is reported if it is contradictory, or if it
    /// is necessary and refuted and there is no target kind.
    pub(crate) fn severity(&self, line: &Line) -> Option<Severity> {
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
        // If the field is settled otherwise, “not stated” would be untrue.
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
                let (shows, refutes) = verdict_text::conflicting(self.pack, self.vocabulary, self.facts, id);
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

    /// Message, help and locations for an open criterion with a value that is not understood.
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

    /// Message, help and locations for a refuted criterion.
    fn refuted(&self, id: CriterionId) -> (String, String, Vec<Mark>) {
        let criterion = &self.pack.criteria[id];
        let against = verdict_text::against(self.pack, self.vocabulary, self.facts, id);
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

    /// Suggests values that would show an open criterion; empty if none can still be stated.
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

    /// Lists the steps of one alternative, grouped by field.
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

    fn can_still_be_stated(&self, line: &Line) -> bool {
        line.fields.iter().any(|field| {
            let field = *field;
            let is_list = self.vocabulary.fields[field].sort == Sort::List;
            if is_list { !self.facts.of(field).closed } else { !self.facts.states(field) }
        })
    }

    /// Interpretations of this tool that apply to the facts, with their codes.
    pub(crate) fn readings<'l>(&'l self, line: &'l Line) -> impl Iterator<Item = (&'l str, &'l Interpretation)> {
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

    /// The stated label, if the facts refute it.
    pub(crate) fn refuted_label(&self) -> Option<Fact> {
        let label = self.judgement.label.filter(|label| label.holds == Some(false))?;
        Some(Fact { field: self.pack.labels.field, value: Some(label.declared) })
    }

    /// Distance from a kind: whether a defining requirement is not shown, then the number of refuted requirements.
    fn distance(&self, kind: KindId) -> (bool, usize) {
        let kind = &self.pack.kinds[kind];
        let answer = |one: &Requirement| self.judgement.requirement(*one).answer();
        let refuted = kind.requires.iter().filter(|one| answer(one) == Answer::Refuted);
        (!kind.defining.iter().all(|one| answer(one) == Answer::Shown), refuted.count())
    }

    pub(crate) fn label_severity(&self) -> Severity {
        let names_kind = self.judgement.label.is_some_and(|label| label.names_kind);
        if names_kind { Severity::Error } else { Severity::Note }
    }

    fn label_finding(&self) -> Option<Finding> {
        let declared = self.refuted_label()?;
        let Self { pack, vocabulary, .. } = *self;
        let name = declared.value_name(vocabulary);
        let meant = declared.value.map(|value| pack.labels.meanings[value].as_slice()).unwrap_or_default();
        let title = declared.value.map(|value| &vocabulary.fields[declared.field].values[value].title);
        // If the label allows several kinds, explain why the closest does not fit.
        let nearest = meant.iter().copied().min_by_key(|kind| self.distance(*kind));
        let refuted = nearest.and_then(|kind| {
            let necessary = |id: &CriterionId| pack.criteria[*id].weight == Weight::Necessary;
            let is_refuted = |id: &CriterionId| self.judgement.criteria[*id].answer() == Answer::Refuted;
            pack.owned_criteria_of(kind).map(|(_, id)| id).filter(necessary).find(is_refuted)
        });
        let against = refuted.map(|id| self.grounds_against(id)).unwrap_or_default();
        let facts = refuted.map(|id| verdict_text::against(pack, vocabulary, self.facts, id)).unwrap_or_default();
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

    /// Insertion point of a missing fact: its section, else the section it would follow, or the field itself if its
    /// value is not sufficient.
    pub(crate) fn missing(&self, line: &Line) -> Option<Missing> {
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
}
