//! Ranks the questions worth asking. A field is asked for if some answer would change the verdict; every possible
//! answer is tried by evaluating it.

use std::collections::HashSet;

use crate::{
    eval::{Answer, Judgement, Standing},
    facts::{Fact, Facts},
    pack::{Condition, CriterionId, KindId, Pack},
    schema::{FieldId, Sort, Vocabulary},
};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The field that an answer sets.
    pub field: FieldId,
    /// The criterion that reads the field.
    pub criterion: CriterionId,
    /// Possible answers and their effects.
    pub answers: Vec<PossibleAnswer>,
    /// Maximum number of candidate kinds that one answer rules out.
    pub rules_out: usize,
}

/// Effect of an answer on the verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PossibleAnswer {
    /// The fact that the answer states.
    pub fact: Fact,
    pub standing: Standing,
    pub candidates: Vec<KindId>,
}

/// Returns the questions whose answers would change the verdict on `facts`, sorted by `rules_out` in descending order,
/// then in pack order. Empty unless the verdict is open or provisional.
#[must_use]
pub fn questions(pack: &Pack, vocabulary: &Vocabulary, facts: &Facts, judgement: &Judgement) -> Vec<Question> {
    if !matches!(judgement.verdict.standing, Standing::Open | Standing::Provisional) {
        return Vec::new();
    }
    let mut questions: Vec<Question> = Vec::new();
    // The effect of an answer depends on the field only, not on the criterion.
    let mut asked = HashSet::new();
    for kind in judgement.left() {
        for (_, criterion) in pack.owned_criteria_of(kind) {
            if judgement.criteria[criterion].answer() != Answer::Open {
                continue;
            }
            for field in fields_of(pack, criterion) {
                if asked.insert(field) {
                    questions.extend(ask(pack, vocabulary, facts, judgement, criterion, field));
                }
            }
        }
    }
    questions.sort_by_key(|question| std::cmp::Reverse(question.rules_out));
    questions
}

/// Fields that a criterion reads, without duplicates, in order of first use.
#[must_use]
pub fn fields_of(pack: &Pack, criterion: CriterionId) -> Vec<FieldId> {
    let criterion = &pack.criteria[criterion];
    let refuting = criterion.refuted.iter().flat_map(Condition::fields);
    criterion.shown.fields().into_iter().chain(refuting).fold(Vec::new(), |mut fields, field| {
        if !fields.contains(&field) {
            fields.push(field);
        }
        fields
    })
}

fn ask(
    pack: &Pack,
    vocabulary: &Vocabulary,
    facts: &Facts,
    judgement: &Judgement,
    criterion: CriterionId,
    field: FieldId,
) -> Option<Question> {
    let stated = facts.of(field);
    let definition = &vocabulary.fields[field];
    if stated.closed || (definition.sort == Sort::One && facts.states(field)) {
        return None;
    }
    let values = (0..definition.values.len()).map(Some);
    let closing = definition.closing.as_ref().map(|_| None);
    let before = &judgement.verdict;
    let mut changes = false;
    let answers: Vec<PossibleAnswer> = values
        .chain(closing)
        .map(|value| Fact { field, value })
        .filter(|fact| facts.with(vocabulary, *fact) != *facts)
        .map(|fact| {
            let verdict = Judgement::of(pack, &facts.with(vocabulary, fact)).verdict;
            // A contradictory verdict settles nothing.
            changes |= verdict.standing != Standing::Contradictory
                && (verdict.standing, &verdict.candidates) != (before.standing, &before.candidates);
            PossibleAnswer { fact, standing: verdict.standing, candidates: verdict.candidates }
        })
        .collect();
    let excluded =
        |answer: &PossibleAnswer| before.candidates.iter().filter(|kind| !answer.candidates.contains(kind)).count();
    let rules_out = answers.iter().map(excluded).max().unwrap_or_default();
    changes.then_some(Question { field, criterion, answers, rules_out })
}
