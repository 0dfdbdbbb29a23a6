//! Produces the findings on one document: schema errors, the label, then the criteria in plan order. A message states
//! the fact before what it means; help gives advice on the programme before advice on the description.

use crate::diagnostic::FindingKind;
use crate::{
    catalogue::message,
    clause::{self, Clause, join_and, join_or, join_sentences, uncapitalise},
    diagnose::{
        context::{DiagnoseContext, docs_path, rationale},
        plan::{PlannedFinding, SuggestedStep},
        verdict_text,
    },
    diagnostic::{Finding, Severity, SourceLocation, codes::LABEL_CODE},
    eval::Answer,
    facts::{Fact, field_node},
    format_message,
    pack::{CriterionId, Interpretation, KindId, Requirement, Weight},
    schema::{FieldId, FieldType, pointer},
};
use mentorcheck_yaml::Span;

/// Alternatives listed in the help of an open finding.
const MAX_ALTERNATIVES: usize = 3;

/// Values listed per field in the help of an open finding.
const MAX_VALUES: usize = 5;

/// Where to state a missing fact.
pub(crate) struct MissingFact {
    pub(crate) span: Span,
    field: FieldId,
    insertion_point: InsertionPoint,
}

/// What exists at the insertion point.
enum InsertionPoint {
    /// The field itself, whose value is not sufficient.
    Field,
    /// The section of the field.
    Section,
    /// Index of the section that the missing section would follow.
    After(usize),
}

impl DiagnoseContext<'_> {
    /// All findings, sorted by severity.
    pub(crate) fn findings(&self) -> Vec<Finding> {
        let schema = self
            .schema_errors
            .iter()
            .chain(self.schema_notices)
            .map(|error| Finding::from_schema_error(error, self.text));
        let mut findings: Vec<Finding> = schema.chain(self.label_finding()).collect();
        for planned in self.applicable() {
            findings.extend(self.severity(planned).map(|severity| self.criterion_finding(planned, severity)));
            findings.extend(
                self.interpretations(planned)
                    .map(|(code, interpretation)| self.interpretation_finding(code, interpretation)),
            );
        }
        findings.sort_by_key(|finding| finding.severity);
        findings
    }

    /// Planned findings on the target kind and the concept, and on any criterion that is contradictory.
    pub(crate) fn applicable(&self) -> impl Iterator<Item = &PlannedFinding> {
        let is_contradictory =
            |planned: &PlannedFinding| self.judgement.criteria[planned.criterion].answer() == Answer::Contradictory;
        self.plan.findings.iter().filter(move |planned| planned.in_scope || is_contradictory(planned))
    }

    /// `None` if there is no finding. A criterion outside the target kind is reported if it is contradictory, or if it
    /// is necessary and refuted and there is no target kind.
    pub(crate) fn severity(&self, planned: &PlannedFinding) -> Option<Severity> {
        let (id, for_target) = (planned.criterion, planned.for_target);
        let answer = self.judgement.criteria[id].answer();
        let is_necessary = self.pack.criteria[id].weight == Weight::Necessary;
        let severity = match (answer, for_target, is_necessary) {
            (Answer::Shown, ..) | (Answer::Open, false, _) | (Answer::Refuted, false, false) => return None,
            (Answer::Refuted, false, true) if self.target().is_some() => return None,
            (Answer::Refuted | Answer::Contradictory, true, true) => Severity::Error,
            (Answer::Open, true, true) | (Answer::Contradictory, ..) | (Answer::Refuted, true, false) => {
                Severity::Warning
            }
            (Answer::Open, true, false) | (Answer::Refuted, false, true) => Severity::Note,
        };
        // If the field is settled otherwise, “not stated” would be untrue.
        (answer != Answer::Open || is_necessary || self.can_still_be_stated(planned)).then_some(severity)
    }

    fn criterion_finding(&self, planned: &PlannedFinding, severity: Severity) -> Finding {
        let id = planned.criterion;
        let criterion = &self.pack.criteria[id];
        let (message, help, spans) = match self.judgement.criteria[id].answer() {
            Answer::Open if let Some(field) = self.misread_field(id) => self.explain_misread(id, field),
            Answer::Open => (
                self.explain_open(id),
                join_sentences(&[self.advice(criterion.help.open()), self.suggest_values(planned)]),
                self.missing_fact_location(planned).into_iter().collect(),
            ),
            Answer::Contradictory => {
                let (supporting, opposing) =
                    verdict_text::conflicting_clauses(self.pack, self.vocabulary, self.facts, id);
                let texts: Vec<_> = supporting.iter().chain(&opposing).map(|clause| clause.text.clone()).collect();
                let facts = format_message!("finding-contradicts", facts = texts.join(", and "));
                let conflicting = self.supporting_facts(id).into_iter().chain(self.opposing_facts(id));
                let label =
                    |fact: Fact| self.clauses(&[fact]).into_iter().map(|clause| clause.text).collect::<String>();
                let spans = conflicting.filter_map(|fact| self.location(fact, Some(&label(fact)))).collect();
                let quoted: Vec<_> = texts.iter().map(|text| format!("“{text}”")).collect();
                let help = format_message!("finding-contradicts-help", facts = join_or(&quoted));
                let (_, advice) = self.refuted_texts(id);
                let programme = self.advice(advice);
                let programme = match programme.as_str() {
                    "" => String::new(),
                    advice => format_message!("finding-contradicts-both", advice = uncapitalise(advice)),
                };
                (facts, join_sentences(&[help, programme]), spans)
            }
            Answer::Refuted | Answer::Shown => self.explain_refuted(id),
        };
        let why = criterion.claims.first().map(|claim| rationale(self.pack, *claim));
        let (code, url) = (planned.code.clone(), docs_path(self.pack, &planned.code));
        Finding {
            code,
            severity,
            message,
            help: Some(help),
            why,
            url,
            spans,
            kind: FindingKind::Criterion,
            ..Finding::default()
        }
    }

    /// Message, help and locations for an open criterion with a value that is not understood.
    fn explain_misread(&self, id: CriterionId, field: FieldId) -> (String, String, Vec<SourceLocation>) {
        let definition = &self.vocabulary.fields[field];
        let name = self.field_reference(field);
        let text = format_message!(
            "finding-not-understood",
            field = name.as_str(),
            point = self.pack.criteria[id].title.as_str()
        );
        let location = field_node(self.document, self.vocabulary, field).map(|node| {
            let pointer = pointer::field(definition);
            SourceLocation::new(self.text, node.span(), Some(pointer), Some(message("finding-not-understood-here")))
        });
        let help = format_message!("finding-not-understood-help", field = name);
        (text, help, location.into_iter().collect())
    }

    /// Message, help and locations for a refuted criterion.
    fn explain_refuted(&self, id: CriterionId) -> (String, String, Vec<SourceLocation>) {
        let opposing = verdict_text::opposing_clauses(self.pack, self.vocabulary, self.facts, id);
        let (meaning, help) = self.refuted_texts(id);
        let text = join_sentences(&[clause::join_clauses(&opposing), meaning.to_owned()]);
        let spans = self.locations(&self.opposing_facts(id), &message("finding-refuted-here"));
        let fields = opposing.iter().map(|clause| self.field_reference(clause.fact.field));
        let fields: Vec<_> = fields.collect();
        let correction = format_message!("finding-refuted-help", fields = join_and(&fields));
        (text, join_sentences(&[self.advice(help), correction]), spans)
    }

    /// What it means that a criterion is refuted by these facts, and what would help.
    fn refuted_texts(&self, id: CriterionId) -> (&str, &str) {
        let criterion = &self.pack.criteria[id];
        let case = criterion.cases.iter().find(|case| case.when.eval(self.facts));
        let meaning = case.map_or(&criterion.findings.refuted, |case| &case.finding);
        (meaning, case.and_then(|case| case.help.as_ref()).unwrap_or(&criterion.help.refuted))
    }

    /// What is stated on an open criterion, if anything, and that it leaves the criterion open.
    fn explain_open(&self, id: CriterionId) -> String {
        let criterion = &self.pack.criteria[id];
        let related = self.related_facts(id);
        if related.is_empty() {
            return criterion.findings.open.clone();
        }
        let stated = clause::join_clauses(&self.clauses(&related));
        let rest = if related.iter().any(|fact| fact.value.is_none()) {
            message("finding-not-enough-known")
        } else {
            format_message!("finding-leaves-open", point = criterion.title.as_str())
        };
        join_sentences(&[stated, rest])
    }

    /// Advice on the design of the programme; none if it has ended.
    fn advice(&self, help: &str) -> String {
        if self.facts.has_ended(self.vocabulary) { String::new() } else { help.to_owned() }
    }

    /// One clause for each field of these facts.
    fn clauses(&self, facts: &[Fact]) -> Vec<Clause> {
        clause::render_clauses(self.vocabulary, self.facts, facts)
    }

    /// Suggests values that would show an open criterion; empty if none can still be stated.
    fn suggest_values(&self, planned: &PlannedFinding) -> String {
        let is_free = |step: &SuggestedStep| {
            let stated = self.facts.get(step.predicate.field);
            let is_list = self.vocabulary.fields[step.predicate.field].field_type == FieldType::EnumList;
            if is_list { !stated.closed } else { stated.values == 0 }
        };
        let alternatives = planned.suggestions.iter().filter_map(|steps| {
            let missing: Vec<&SuggestedStep> = steps.iter().filter(|step| !step.predicate.eval(self.facts)).collect();
            let is_possible = !missing.is_empty() && missing.iter().all(|step| is_free(step));
            is_possible.then(|| self.list_steps(&missing))
        });
        let alternatives: Vec<String> = alternatives.take(MAX_ALTERNATIVES).collect();
        if alternatives.is_empty() {
            return String::new();
        }
        let separator = format!("{} ", message("finding-steps-or"));
        let id = match (self.text.origin().is_some(), self.facts.has_ended(self.vocabulary)) {
            (false, false) => "finding-suggestion",
            (false, true) => "finding-suggestion-past",
            (true, false) => "finding-suggestion-form",
            (true, true) => "finding-suggestion-form-past",
        };
        format_message!(id, alternatives = alternatives.join(&separator))
    }

    /// Lists the steps of one alternative, grouped by field.
    fn list_steps(&self, steps: &[&SuggestedStep]) -> String {
        let mut fields: Vec<(FieldId, Vec<String>)> = Vec::new();
        for step in steps {
            let values = step.any_of.iter().map(|fact| self.value_reference(*fact)).collect();
            let values = join_or(&limit_values(values));
            match fields.iter_mut().find(|(field, _)| *field == step.predicate.field) {
                Some((_, lists)) => lists.push(values),
                None => fields.push((step.predicate.field, vec![values])),
            }
        }
        let parts = fields.iter().map(|(field, values)| {
            format_message!("finding-step", field = self.field_reference(*field), values = join_and(values))
        });
        join_and(&parts.collect::<Vec<_>>())
    }

    /// A field as the text names it: its key, or the number of its question in a form.
    fn field_reference(&self, field: FieldId) -> String {
        let field = &self.vocabulary.fields[field];
        match field.number.filter(|_| self.text.origin().is_some()) {
            Some(number) => format_message!("finding-form-question", number = number.to_string()),
            None => format!("`{}`", field.name),
        }
    }

    /// A value as the text names it: its key, or its answer in a form.
    fn value_reference(&self, fact: Fact) -> String {
        let field = &self.vocabulary.fields[fact.field];
        match fact.value.map(|value| &field.values[value]) {
            Some(value) if self.text.origin().is_some() => {
                format!("“{}”", uncapitalise(value.answer.as_ref().unwrap_or(&value.title)))
            }
            _ => format!("`{}`", fact.value_name(self.vocabulary)),
        }
    }

    fn can_still_be_stated(&self, planned: &PlannedFinding) -> bool {
        planned.fields.iter().any(|field| {
            let field = *field;
            let is_list = self.vocabulary.fields[field].field_type == FieldType::EnumList;
            if is_list { !self.facts.get(field).closed } else { !self.facts.is_stated(field) }
        })
    }

    /// Interpretations of this tool that apply to the facts, with their codes.
    pub(crate) fn interpretations<'l>(
        &'l self,
        planned: &'l PlannedFinding,
    ) -> impl Iterator<Item = (&'l str, &'l Interpretation)> {
        let interpretations = planned
            .interpretation_codes
            .iter()
            .map(String::as_str)
            .zip(&self.pack.criteria[planned.criterion].interpretations);
        interpretations.filter(|(_, interpretation)| interpretation.when.eval(self.facts))
    }

    fn interpretation_finding(&self, code: &str, interpretation: &Interpretation) -> Finding {
        Finding {
            code: code.to_owned(),
            severity: Severity::Note,
            message: interpretation.note.clone(),
            why: interpretation.claims.first().map(|claim| rationale(self.pack, *claim)),
            url: docs_path(self.pack, code),
            spans: self.locations(&interpretation.when.witnesses(self.facts), &message("finding-interpreted-here")),
            kind: FindingKind::Interpretation,
            ..Finding::default()
        }
    }

    /// The stated label, if the facts refute it.
    pub(crate) fn refuted_label(&self) -> Option<Fact> {
        let label = self.judgement.label.filter(|label| label.is_accurate == Some(false))?;
        Some(Fact { field: self.pack.labels.field, value: Some(label.declared) })
    }

    /// Distance from a kind: whether a defining requirement is not shown, then the number of refuted requirements.
    fn distance_to(&self, kind: KindId) -> (bool, usize) {
        let kind = &self.pack.kinds[kind];
        let answer = |requirement: &Requirement| self.judgement.requirement_answer(*requirement).answer();
        let refuted = kind.requires.iter().filter(|requirement| answer(requirement) == Answer::Refuted);
        (!kind.defining.iter().all(|requirement| answer(requirement) == Answer::Shown), refuted.count())
    }

    pub(crate) fn label_severity(&self) -> Severity {
        let names_kind = self.judgement.label.is_some_and(|label| label.names_kind);
        if names_kind { Severity::Error } else { Severity::Note }
    }

    fn label_finding(&self) -> Option<Finding> {
        let declared = self.refuted_label()?;
        let Self { pack, vocabulary, .. } = *self;
        let name = declared.value_name(vocabulary);
        let allowed_kinds = declared.value.map(|value| pack.labels.allowed_kinds[value].as_slice()).unwrap_or_default();
        let title = declared.value.map(|value| &vocabulary.fields[declared.field].values[value].title);
        // If the label allows several kinds, explain why the closest does not fit.
        let nearest = allowed_kinds.iter().copied().min_by_key(|kind| self.distance_to(*kind));
        let refuted = nearest.and_then(|kind| {
            let is_necessary = |id: &CriterionId| pack.criteria[*id].weight == Weight::Necessary;
            let is_refuted = |id: &CriterionId| self.judgement.criteria[*id].answer() == Answer::Refuted;
            pack.criteria_with_owner(kind).map(|(_, id)| id).filter(is_necessary).find(is_refuted)
        });
        let opposing = refuted.map(|id| self.opposing_facts(id)).unwrap_or_default();
        let clauses =
            refuted.map(|id| verdict_text::opposing_clauses(pack, vocabulary, self.facts, id)).unwrap_or_default();
        let label = format_message!("finding-label", title = title.map_or(name, |title| title.as_str()));
        let own_words = self.own_words();
        let own_words = own_words.map_or_else(String::new, |words| format_message!("own-words", words = words));
        let spans = self.location(declared, Some(&message("finding-label-here"))).into_iter();
        Some(Finding {
            code: LABEL_CODE.into(),
            severity: self.label_severity(),
            message: join_sentences(&[pack.labels.finding.clone(), label, own_words, clause::join_clauses(&clauses)]),
            help: Some(pack.labels.help.clone()),
            why: Some(rationale(self.pack, pack.labels.claim)),
            url: docs_path(self.pack, LABEL_CODE),
            spans: spans.chain(self.locations(&opposing, &message("finding-label-ruled-out"))).collect(),
            kind: FindingKind::Label,
            ..Finding::default()
        })
    }

    /// Insertion point of a missing fact: its section, else the section it would follow, or the field itself if its
    /// value is not sufficient.
    pub(crate) fn missing_fact(&self, planned: &PlannedFinding) -> Option<MissingFact> {
        if let Some(field) = self.misread_field(planned.criterion) {
            let span = field_node(self.document, self.vocabulary, field)?.span();
            return Some(MissingFact { span, field, insertion_point: InsertionPoint::Field });
        }
        let (vocabulary, fields) = (self.vocabulary, &planned.fields);
        let mapping = self.document.root().as_mapping()?;
        let Some(field) = fields.iter().copied().find(|field| !self.facts.is_stated(*field)) else {
            let field = *fields.first()?;
            let span = field_node(self.document, vocabulary, field)?.span();
            return Some(MissingFact { span, field, insertion_point: InsertionPoint::Field });
        };
        let section_name = &vocabulary.fields[field].section;
        if let Some(section) = mapping.key(section_name) {
            return Some(MissingFact { span: section.span, field, insertion_point: InsertionPoint::Section });
        }
        let index = vocabulary.sections.iter().position(|section| section.name == *section_name)?;
        let preceding =
            (0..index).rev().find_map(|earlier| Some((earlier, mapping.key(&vocabulary.sections[earlier].name)?)))?;
        Some(MissingFact { span: preceding.1.span, field, insertion_point: InsertionPoint::After(preceding.0) })
    }

    fn missing_fact_location(&self, planned: &PlannedFinding) -> Option<SourceLocation> {
        let missing = self.missing_fact(planned)?;
        let field = &self.vocabulary.fields[missing.field];
        let (pointer, label) = match missing.insertion_point {
            InsertionPoint::Field => (pointer::field(field), message("finding-missing-here")),
            InsertionPoint::Section => (
                pointer::section(&field.section),
                format_message!("finding-missing-in-section", key = field.key.as_str()),
            ),
            InsertionPoint::After(section) => (
                pointer::section(&self.vocabulary.sections[section].name),
                format_message!(
                    "finding-missing-after-section",
                    section = field.section.as_str(),
                    key = field.key.as_str()
                ),
            ),
        };
        Some(SourceLocation::new(self.text, missing.span, Some(pointer), Some(label)))
    }
}

/// At most [`MAX_VALUES`] of the values, and that there are others.
fn limit_values(mut values: Vec<String>) -> Vec<String> {
    if values.len() > MAX_VALUES {
        values.truncate(MAX_VALUES);
        values.push(message("finding-another-value"));
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lists_of_values_are_shortened() {
        let values = |count: usize| (0..count).map(|number| number.to_string()).collect::<Vec<_>>();
        assert_eq!(limit_values(values(MAX_VALUES)), values(MAX_VALUES));
        let another = [values(MAX_VALUES), vec![message("finding-another-value")]].concat();
        assert_eq!(limit_values(values(MAX_VALUES + 1)), another);
        assert_eq!(limit_values(values(MAX_VALUES + 2)), another);
    }
}
