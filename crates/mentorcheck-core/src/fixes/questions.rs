//! Ranks the questions worth asking. A field is asked for if some answer would change the verdict; every possible
//! answer is tried by evaluating it.

use std::collections::HashSet;

use crate::{
    eval::{Answer, Judgement, VerdictStatus},
    facts::{Fact, Facts},
    pack::{Condition, CriterionId, KindId, Pack, Weight},
    schema::{FieldId, FieldType, Vocabulary},
};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The field that an answer sets.
    pub field: FieldId,
    /// The criterion that reads the field.
    pub criterion: CriterionId,
    /// Possible answers and their effects.
    pub answers: Vec<AnswerEffect>,
    /// Maximum number of candidate kinds that one answer rules out.
    pub max_ruled_out: usize,
}

/// Effect of an answer on the verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerEffect {
    /// The fact that the answer states.
    pub fact: Fact,
    pub status: VerdictStatus,
    pub candidates: Vec<KindId>,
}

/// Returns the questions whose answers would change the verdict on `facts`, sorted by `rules_out` in descending order,
/// then in pack order. Empty unless the verdict is open or provisional.
#[must_use]
pub fn rank_questions(pack: &Pack, vocabulary: &Vocabulary, facts: &Facts, judgement: &Judgement) -> Vec<Question> {
    if !matches!(judgement.verdict.status, VerdictStatus::Open | VerdictStatus::Provisional) {
        return Vec::new();
    }
    let criteria = judgement.remaining_kinds().flat_map(|kind| pack.criteria_with_owner(kind)).map(|(_, id)| id);
    let open: Vec<_> = criteria.filter(|criterion| judgement.criteria[*criterion].answer() == Answer::Open).collect();
    let mut questions: Vec<Question> = Vec::new();
    // The effect of an answer depends on the field only, not on the criterion.
    let mut asked = HashSet::new();
    for criterion in &open {
        for field in fields_read(pack, *criterion) {
            if !asked.insert(field) {
                continue;
            }
            // A field belongs to the criterion that it can refute, if there is one: another may read it in passing. But
            // what decides comes before what does not.
            let is_necessary = |id: CriterionId| pack.criteria[id].weight == Weight::Necessary;
            let mut refutable = open.iter().filter(|other| can_refute(pack, **other, field));
            let is_eligible = |other: &&CriterionId| is_necessary(**other) || !is_necessary(*criterion);
            let owner = refutable.find(is_eligible).unwrap_or(criterion);
            questions.extend(build_question(pack, vocabulary, facts, judgement, *owner, field));
        }
    }
    questions.sort_by_key(|question| std::cmp::Reverse(question.max_ruled_out));
    questions
}

fn can_refute(pack: &Pack, criterion: CriterionId, field: FieldId) -> bool {
    let refuting = pack.criteria[criterion].refuted.as_ref();
    refuting.is_some_and(|condition| condition.fields().contains(&field))
}

/// Fields that a criterion reads, without duplicates, in order of first use.
#[must_use]
pub fn fields_read(pack: &Pack, criterion: CriterionId) -> Vec<FieldId> {
    let criterion = &pack.criteria[criterion];
    let refuting = criterion.refuted.iter().flat_map(Condition::fields);
    criterion.shown.fields().into_iter().chain(refuting).fold(Vec::new(), |mut fields, field| {
        if !fields.contains(&field) {
            fields.push(field);
        }
        fields
    })
}

fn build_question(
    pack: &Pack,
    vocabulary: &Vocabulary,
    facts: &Facts,
    judgement: &Judgement,
    criterion: CriterionId,
    field: FieldId,
) -> Option<Question> {
    let stated = facts.get(field);
    let definition = &vocabulary.fields[field];
    if stated.closed || (definition.field_type == FieldType::Enum && facts.is_stated(field)) {
        return None;
    }
    let values = (0..definition.values.len()).map(Some);
    let closing = definition.closing.as_ref().map(|_| None);
    let current = &judgement.verdict;
    let mut changes = false;
    let answers: Vec<AnswerEffect> = values
        .chain(closing)
        .map(|value| Fact { field, value })
        .filter(|fact| facts.with(vocabulary, *fact) != *facts)
        .map(|fact| {
            let verdict = Judgement::evaluate(pack, &facts.with(vocabulary, fact)).verdict;
            // A contradictory verdict settles nothing.
            changes |= verdict.status != VerdictStatus::Contradictory
                && (verdict.status, &verdict.candidates) != (current.status, &current.candidates);
            AnswerEffect { fact, status: verdict.status, candidates: verdict.candidates }
        })
        .collect();
    let ruled_out =
        |answer: &AnswerEffect| current.candidates.iter().filter(|kind| !answer.candidates.contains(kind)).count();
    let max_ruled_out = answers.iter().map(ruled_out).max().unwrap_or_default();
    changes.then_some(Question { field, criterion, answers, max_ruled_out })
}
