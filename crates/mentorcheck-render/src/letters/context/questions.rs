//! Which questions a letter asks.

use crate::letters::{
    asked::{self, MAX_ASKED},
    markdown_escape::Markdown,
    model::{AnswerOptions, Asked, Outcome, Question},
};
use mentorcheck_core::{eval::Answer, fixes::fields_read, pack::CriterionId, schema::FieldId};

use super::LetterBuilder;

impl LetterBuilder<'_> {
    pub(super) fn asked(&self, outcome: Outcome, is_past: bool) -> Vec<Asked> {
        match outcome {
            Outcome::Questions => {
                let groups = asked::fields_to_ask(self.programme, self.description);
                let questions = groups.iter().take(MAX_ASKED).filter_map(|(text, fields)| {
                    let criterion = self.criterion_with_question(text);
                    let quoted = self.description.quoted(|field| fields.contains(&field));
                    asked::ask(self.checker.pack(), self.description, is_past, (text, fields), criterion, quoted)
                });
                questions.collect()
            }
            Outcome::Contradiction => self.conflicts(),
            Outcome::Clear | Outcome::OtherKind | Outcome::NoKind => Vec::new(),
        }
    }

    /// A question for each pair of statements of which only one can be true.
    pub(super) fn conflicts(&self) -> Vec<Asked> {
        let mut conflicts: Vec<Asked> = Vec::new();
        for finding in self.findings_with(Answer::Contradictory) {
            let choices = self.description.clauses(&finding.spans, false);
            let choices: Vec<Markdown> = choices.iter().map(|clause| Markdown::text(clause)).collect();
            if choices.len() > 1 && !conflicts.iter().any(|conflict| conflict.choices == choices) {
                let fields: Vec<FieldId> = self.description.fields_at(&finding.spans);
                let quoted = self.description.quoted(|field| fields.contains(&field));
                conflicts.push(Asked { quoted, choices, ..Asked::default() });
            }
        }
        conflicts.truncate(MAX_ASKED);
        conflicts
    }

    /// The criterion that asks this; of several, one of a building block.
    pub(super) fn criterion_with_question(&self, text: &str) -> Option<CriterionId> {
        let pack = self.checker.pack();
        let with_question = || (0..pack.criteria.len()).filter(|id| pack.criteria[*id].question == text);
        let in_block = |id: &CriterionId| pack.blocks.iter().any(|block| block.indicators.contains(id));
        with_question().find(in_block).or_else(|| with_question().next())
    }

    /// The fields that a criterion reads and that are not settled.
    pub(super) fn unsettled(&self, id: CriterionId) -> Vec<FieldId> {
        let fields = fields_read(self.checker.pack(), id).into_iter();
        fields.filter(|field| !self.description.is_settled(*field)).collect()
    }

    /// The questions that can change the verdict; fields with the same question are grouped.
    pub(super) fn questions(&self) -> Vec<Question> {
        let mut asked: Vec<(&str, Vec<FieldId>)> = Vec::new();
        for question in &self.programme.remedy.questions {
            let Some(field) = self.checker.vocabulary().field_id(&question.field) else { continue };
            match asked.iter_mut().find(|(text, _)| *text == question.question) {
                Some((_, fields)) => fields.push(field),
                None => asked.push((&question.question, vec![field])),
            }
        }
        asked.iter().map(|(text, fields)| self.question(text, fields)).collect()
    }

    /// Further open questions, without fields that are settled or already asked about.
    pub(super) fn further_questions(&self) -> Vec<Question> {
        let vocabulary = &self.checker.vocabulary();
        let mut asked: Vec<FieldId> = self
            .programme
            .remedy
            .questions
            .iter()
            .filter_map(|question| vocabulary.field_id(&question.field))
            .collect();
        let mut also = Vec::new();
        for finding in self.findings_with(Answer::Open) {
            let Some((id, _)) = self.criteria.get(&finding.code) else { continue };
            let mut fields = self.unsettled(*id);
            fields.retain(|field| !asked.contains(field));
            if !fields.is_empty() {
                asked.extend(&fields);
                also.push(self.question(&self.checker.pack().criteria[*id].question, &fields));
            }
        }
        also
    }

    pub(super) fn question(&self, text: &str, fields: &[FieldId]) -> Question {
        let pack = self.checker.pack();
        let criteria_with_question = || (0..pack.criteria.len()).filter(|id| pack.criteria[*id].question == text);
        let criteria_reading_fields =
            || (0..pack.criteria.len()).filter(|id| fields_read(pack, *id).iter().any(|field| fields.contains(field)));
        // Conditions of kinds list no documents; use those of another criterion that reads the same fields.
        let with_evidence = |id: &CriterionId| !pack.criteria[*id].evidence.is_empty();
        let with_documents =
            criteria_with_question().find(with_evidence).or_else(|| criteria_reading_fields().find(with_evidence));
        let claim = criteria_with_question().find_map(|id| pack.criteria[id].claims.first());
        let fields: Vec<AnswerOptions> = fields.iter().map(|field| self.description.answer_options(*field)).collect();
        Question {
            question: self.with_field_titles(text),
            why: claim.map(|claim| self.claim_text(*claim)).unwrap_or_default(),
            fields,
            evidence: with_documents
                .map(|id| self.all_with_field_titles(&pack.criteria[id].evidence))
                .unwrap_or_default(),
        }
    }
}
