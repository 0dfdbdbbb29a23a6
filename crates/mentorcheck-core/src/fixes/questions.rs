//! What is worth asking, the most decisive first.
//!
//! A fact is asked for when stating it would change the verdict: each possible answer is tried on
//! the judgement itself. What can no longer change anything is not asked.

use std::collections::HashSet;

use crate::{
    eval::{Answer, Judgement, Standing},
    facts::{Fact, Facts},
    pack::{Condition, CriterionId, KindId, Pack},
    schema::{FieldId, Sort, Vocabulary},
};

/// A question about one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The field that an answer sets.
    pub field: FieldId,
    /// The rule that asks.
    pub criterion: CriterionId,
    /// Each possible answer with the kinds that are in question after it.
    pub answers: Vec<PossibleAnswer>,
    /// How many of the kinds in question the most telling answer rules out.
    pub rules_out: usize,
}

/// What follows if a question is answered so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PossibleAnswer {
    /// The fact that is then stated.
    pub fact: Fact,
    /// How the verdict then stands.
    pub standing: Standing,
    /// The kinds that are then in question.
    pub candidates: Vec<KindId>,
}

/// The questions whose answers would change the verdict on `facts`, the most decisive first; as
/// decisive ones in the order of the pack.
#[must_use]
pub fn questions(pack: &Pack, vocabulary: &Vocabulary, facts: &Facts, judgement: &Judgement) -> Vec<Question> {
    if !matches!(judgement.verdict.standing, Standing::Open | Standing::Provisional) {
        return Vec::new();
    }
    let mut questions: Vec<Question> = Vec::new();
    // What an answer leads to depends on the field alone, whichever rule asks.
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

/// The fields that a criterion reads, each once, in the order in which it reads them.
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
            // An answer that would only contradict what is stated settles nothing.
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
