//! Assembles the report on one document from its evaluation.

use std::sync::Arc;

use super::{
    answers::{BlockReport, CriterionReport, KindReport, LabelReport, Range, StatedReport, VerdictReport},
    fixes::{AnswerReport, ChangeReport, QuestionReport, Remedy, SetReport, StateReport},
    pack_info::{BlockInfo, CriterionInfo, KindInfo, PackInfo, SpectrumInfo, SpectrumPoint},
    programme::Programme,
};
use crate::{
    diagnose::{Judged, VerdictSentence, url, why},
    facts::{Fact, UNNAMED, name_of, node_of},
    fixes::{self, Question, Way, Ways},
    pack::{Block, CriterionId, Kind, KindId, Pack, Reference, Requirement},
};

/// Minimal sets listed in a report; the rest are only counted.
const SETS: usize = 12;

/// Describes the pack that a report is based on.
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

impl Judged<'_> {
    /// Builds the full report on the document.
    #[must_use]
    pub fn report(&self) -> Programme {
        let Self { pack, vocabulary, judgement, .. } = *self;
        let verdict = &judgement.verdict;
        let questions = fixes::questions(pack, vocabulary, self.facts, judgement);
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

    /// Lines of values that are not understood and that some rule reads.
    fn lines_to_correct(&self) -> Vec<usize> {
        let fields = self.facts.misread().iter().filter(|field| !self.vocabulary.fields[**field].informative);
        let nodes = fields.filter_map(|field| node_of(self.document, self.vocabulary, *field));
        let mut lines: Vec<usize> = nodes.map(|node| self.text.position(node.span().start).line).collect();
        lines.sort_unstable();
        lines.dedup();
        lines
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

    fn remedy(&self, questions: &[Question]) -> Remedy {
        let ways = if self.remedy {
            fixes::ways(self.pack, self.vocabulary, self.facts, self.towards)
        } else {
            Ways { target: self.towards, ways: Vec::new(), unreachable: false }
        };
        let names = |facts: &[Fact]| -> Vec<String> {
            facts.iter().map(|fact| fact.value_name(self.vocabulary).to_owned()).collect()
        };
        let field = |step: &fixes::Step| self.vocabulary.fields[step.field].name.clone();
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
