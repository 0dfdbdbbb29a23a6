//! Assembles the report on one document from its evaluation.

use std::sync::Arc;

use super::{
    answers::{BlockReport, CriterionReport, KindReport, LabelReport, SpectrumRange, StatedFieldReport, VerdictReport},
    fixes::{AdditionReport, AnswerReport, FixSetReport, Fixes, OutcomeReport, QuestionReport, ReplacementReport},
    pack_info::{BlockInfo, CriterionInfo, KindInfo, PackInfo, SpectrumInfo, SpectrumPoint},
    programme::Programme,
};
use crate::{
    clause::{join_and, uncapitalise},
    diagnose::{DiagnoseContext, VerdictSentence, docs_path, rationale},
    eval::{Judgement, VerdictStatus},
    facts::{Fact, UNNAMED_PROGRAMME, field_node, programme_name},
    fixes::{self, AnswerEffect, FixSet, FixSets, Question},
    format_message,
    identity::Identity,
    pack::{Block, CriterionId, Kind, KindId, Pack, Reference, Requirement},
};

/// Minimal sets listed in a report; the rest are only counted.
const MAX_SETS: usize = 12;

/// Describes the pack that a report is based on.
#[must_use]
pub fn pack_info(pack: &Pack) -> PackInfo {
    let points =
        pack.spectrum.points.iter().map(|point| SpectrumPoint { at: point.position, title: point.title.clone() });
    let label_field = &crate::schema::vocabulary().fields[pack.labels.field];
    let unchecked_labels =
        label_field.values.iter().zip(&pack.labels.allowed_kinds).filter(|(_, allowed)| allowed.is_empty());
    PackInfo {
        id: pack.kinds[pack.concept].id.clone(),
        version: pack.version,
        title: pack.title.clone(),
        definition: pack.definition.quote.clone(),
        source: pack.source.citation(),
        caution: pack.caution.clone(),
        label_field: label_field.name.clone(),
        unchecked_labels: unchecked_labels.map(|(value, _)| value.name.clone()).collect(),
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
        why: criterion.claims.first().map(|claim| rationale(pack, *claim)),
        url: docs_path(pack, &code),
        code,
    }
}

impl DiagnoseContext<'_> {
    /// Builds the full report on the document.
    #[must_use]
    pub fn assemble(&self) -> Programme {
        let Self { pack, vocabulary, judgement, .. } = *self;
        let verdict = &judgement.verdict;
        let questions = fixes::rank_questions(pack, vocabulary, self.facts, judgement);
        let name = programme_name(self.document, vocabulary).unwrap_or(UNNAMED_PROGRAMME);
        let is_in_form = self.text.origin().is_some();
        let lines_to_correct = self.lines_to_correct();
        // A form has no lines. What is to be corrected takes the place of the name, as lines would.
        let is_undecided = matches!(verdict.status, VerdictStatus::Provisional | VerdictStatus::Open);
        let places = if is_in_form && is_undecided { self.places_to_correct() } else { Vec::new() };
        let subject = if places.is_empty() {
            name.to_owned()
        } else {
            let count = places.len();
            format_message!("subject-uncorrected-in-form", name = name, count = count, places = join_and(&places))
        };
        let line_of = |fact| if is_in_form { None } else { self.location(fact, None).map(|mark| mark.line) };
        let mut sentence = VerdictSentence {
            pack,
            vocabulary,
            facts: self.facts,
            judgement,
            name: &subject,
            expected: self.expectation.kind(),
            line_of: &line_of,
            lines_to_correct: if is_in_form { Vec::new() } else { lines_to_correct.clone() },
        };
        let with_lines = sentence.render();
        let names_lines = verdict.status == VerdictStatus::Contradictory || !lines_to_correct.is_empty();
        sentence.name = name;
        (sentence.lines_to_correct, sentence.line_of) = (Vec::new(), &|_| None);
        let sentence_without_lines = if names_lines { sentence.render() } else { with_lines.clone() };
        let label_field = &vocabulary.fields[pack.labels.field];
        Programme {
            path: self.text.name().to_owned(),
            document: self.document.index,
            name: name.to_owned(),
            identifier: self.free_text(vocabulary.id_field).into_iter().next(),
            organisations: self.free_text(vocabulary.organisations_field),
            ended: self.facts.has_ended(vocabulary),
            valid: self.schema_errors.is_empty(),
            as_expected: self.expectation.is_met(judgement, self.accept_provisional),
            passes: self.expectation.is_met(judgement, self.accept_provisional),
            settings: self.own_settings.cloned(),
            verdict: VerdictReport {
                standing: verdict.status,
                kind: verdict.kind.map(|kind| pack.kinds[kind].id.clone()),
                candidates: self.kind_ids(&verdict.candidates),
                nearest: self.kind_ids(&verdict.nearest),
                sentence: with_lines,
                sentence_without_lines,
            },
            stated: self.stated_fields(),
            blocks: self.block_reports(),
            kinds: self.kind_reports(),
            spectrum: judgement.spectrum.map(|(from, to)| SpectrumRange { from, to }),
            label: LabelReport {
                declared: judgement.label.map(|label| label_field.values[label.declared].name.clone()),
                own_words: self.own_words(),
                holds: judgement.label.and_then(|label| label.is_accurate),
            },
            evidence: None,
            findings: self.findings(),
            remedy: self.fixes(&questions),
            difference: None,
            identity: Identity::of(self.document, vocabulary),
            text: Arc::clone(self.text),
        }
    }

    /// Lines of values that are not understood and that some rule reads.
    fn lines_to_correct(&self) -> Vec<usize> {
        let fields = self.facts.misread().iter().filter(|field| !self.vocabulary.fields[**field].informative);
        let nodes = fields.filter_map(|field| field_node(self.document, self.vocabulary, *field));
        let mut lines: Vec<usize> = nodes.map(|node| self.text.line_col(node.span().start).line).collect();
        lines.sort_unstable();
        lines.dedup();
        lines
    }

    /// Where values are in the form that are not understood and that some rule reads: each question with its cells.
    fn places_to_correct(&self) -> Vec<String> {
        let Some(origin) = self.text.origin() else { return Vec::new() };
        let mut cells: Vec<(String, Vec<String>)> = Vec::new();
        let fields = self.facts.misread().iter().filter(|field| !self.vocabulary.fields[**field].informative);
        for node in fields.filter_map(|field| field_node(self.document, self.vocabulary, *field)) {
            let span = node.span();
            let lines = self.text.line_col(span.start).line..=self.text.line_col(span.end.max(span.start)).line;
            let noticed = origin.notices.iter().map(|notice| notice.line).filter(|line| lines.contains(line));
            let mut noticed: Vec<usize> = noticed.collect();
            if noticed.is_empty() {
                noticed.push(*lines.start());
            }
            for place in noticed.into_iter().filter_map(|line| origin.places.get(line.checked_sub(1)?)) {
                let (question, cell) = place.split_once(", cell ").unwrap_or((place, ""));
                let index = cells.iter().position(|(known, _)| known == question).unwrap_or_else(|| {
                    cells.push((question.to_owned(), Vec::new()));
                    cells.len() - 1
                });
                let of_question = &mut cells[index].1;
                if !cell.is_empty() && !of_question.iter().any(|one| one == cell) {
                    of_question.push(cell.to_owned());
                }
            }
        }
        let in_words = cells.into_iter().map(|(question, cells)| {
            let question = uncapitalise(&question);
            match cells.len() {
                0 => question,
                count => {
                    format_message!("place-with-cells", question = question, count = count, cells = join_and(&cells))
                }
            }
        });
        in_words.collect()
    }

    fn kind_ids(&self, kinds: &[KindId]) -> Vec<String> {
        kinds.iter().map(|kind| self.pack.kinds[*kind].id.clone()).collect()
    }

    fn stated_fields(&self) -> Vec<StatedFieldReport> {
        let fields = (0..self.vocabulary.fields.len()).filter(|field| self.facts.is_stated(*field));
        let reports = fields.map(|id| {
            let values = self.facts.of_field(id);
            let values = values.map(|fact| fact.value_name(self.vocabulary).to_owned()).collect();
            StatedFieldReport { field: self.vocabulary.fields[id].name.clone(), values }
        });
        reports.collect()
    }

    fn block_reports(&self) -> Vec<BlockReport> {
        let to_report = |(id, block): (usize, &Block)| BlockReport {
            id: block.id.clone(),
            title: block.title.clone(),
            answer: self.judgement.blocks[id].answer(),
            indicators: block.indicators.iter().map(|criterion| self.criterion_report(&block.id, *criterion)).collect(),
        };
        self.pack.blocks.iter().enumerate().map(to_report).collect()
    }

    fn kind_reports(&self) -> Vec<KindReport> {
        let to_report = |(id, kind): (usize, &Kind)| {
            let mut blocks = Vec::new();
            let mut conditions = Vec::new();
            for requirement in &kind.requires {
                match requirement {
                    Requirement::Block(block) => blocks.push(self.pack.blocks[*block].id.clone()),
                    Requirement::Criterion(criterion) => conditions.push(self.criterion_report(&kind.id, *criterion)),
                }
            }
            KindReport {
                id: kind.id.clone(),
                title: kind.title.clone(),
                answer: self.judgement.kinds[id].answer(),
                blocks,
                conditions,
                sources: kind.sources.iter().map(Reference::citation).collect(),
            }
        };
        self.pack.kinds.iter().enumerate().map(to_report).collect()
    }

    fn criterion_report(&self, owner: &str, id: CriterionId) -> CriterionReport {
        let criterion = &self.pack.criteria[id];
        let deciding_facts = self.supporting_facts(id).into_iter().chain(self.opposing_facts(id));
        CriterionReport {
            code: format!("{owner}/{}", criterion.id),
            title: criterion.title.clone(),
            weight: criterion.weight,
            answer: self.judgement.criteria[id].answer(),
            understood: self.misread_field(id).is_none(),
            because: deciding_facts.filter_map(|fact| self.location(fact, None)).collect(),
            related: self.related_facts(id).into_iter().filter_map(|fact| self.location(fact, None)).collect(),
            supposed: Vec::new(),
        }
    }

    fn fixes(&self, questions: &[Question]) -> Fixes {
        let fix_sets = if self.find_fixes {
            fixes::minimal_fix_sets(self.pack, self.vocabulary, self.facts, self.fix_target)
        } else {
            FixSets { target: self.fix_target, sets: Vec::new(), unreachable: false }
        };
        let names = |facts: &[Fact]| -> Vec<String> {
            facts.iter().map(|fact| fact.value_name(self.vocabulary).to_owned()).collect()
        };
        let field = |edit: &fixes::Edit| self.vocabulary.fields[edit.field].name.clone();
        let to_report = |fix_set: &FixSet| FixSetReport {
            state: fix_set
                .additions
                .iter()
                .map(|edit| AdditionReport { field: field(edit), any_of: names(&edit.any_of) })
                .collect(),
            change: fix_set
                .changes
                .iter()
                .map(|edit| ReplacementReport {
                    field: field(edit),
                    from: names(&edit.current),
                    remove: names(&edit.remove),
                    any_of: names(&edit.any_of),
                })
                .collect(),
        };
        Fixes {
            target: self.pack.kinds[self.fix_target].id.clone(),
            sets: fix_sets.sets.iter().take(MAX_SETS).map(to_report).collect(),
            sets_total: fix_sets.sets.len(),
            unreachable: fix_sets.unreachable,
            questions: questions.iter().map(|question| self.question_report(question)).collect(),
        }
    }

    /// The verdict if an answer is the only one to a list, where it is another one than if others may follow.
    fn outcome_alone(&self, answer: &AnswerEffect) -> Option<OutcomeReport> {
        let is_item = answer.fact.value.is_some() && self.vocabulary.fields[answer.fact.field].closing.is_some();
        if !self.find_fixes || !is_item {
            return None;
        }
        let complete = Fact { value: None, ..answer.fact };
        let facts = self.facts.with(self.vocabulary, answer.fact).with(self.vocabulary, complete);
        let verdict = Judgement::evaluate(self.pack, &facts).verdict;
        let differs = (verdict.status, &verdict.candidates) != (answer.status, &answer.candidates);
        differs.then(|| OutcomeReport { standing: verdict.status, candidates: self.kind_ids(&verdict.candidates) })
    }

    fn question_report(&self, question: &Question) -> QuestionReport {
        QuestionReport {
            field: self.vocabulary.fields[question.field].name.clone(),
            question: self.pack.criteria[question.criterion].question.clone(),
            answers: question
                .answers
                .iter()
                .map(|answer| AnswerReport {
                    value: answer.fact.value_name(self.vocabulary).to_owned(),
                    standing: answer.status,
                    candidates: self.kind_ids(&answer.candidates),
                    alone: self.outcome_alone(answer),
                })
                .collect(),
        }
    }
}
