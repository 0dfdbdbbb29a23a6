//! Plans the possible findings for an expected kind, in report order. A plan depends on the pack alone and is computed
//! once per kind.

use std::sync::OnceLock;

use crate::{
    facts::{Fact, Facts, value_mask},
    pack::{Condition, CriterionId, KindId, Operator, Pack, Predicate},
    schema::{FieldId, Vocabulary},
};

/// Possible findings for one target kind.
#[derive(Debug)]
pub struct FindingPlan {
    pub(crate) findings: Vec<PlannedFinding>,
}

/// Possible finding on one criterion.
#[derive(Debug)]
pub(crate) struct PlannedFinding {
    pub(crate) code: String,
    pub(crate) criterion: CriterionId,
    /// Fields that can show the criterion.
    pub(crate) fields: Vec<FieldId>,
    /// Alternatives that would show the criterion, each a list of steps that are all needed. Facts that would refute
    /// another criterion of the target kind are left out.
    pub(crate) suggestions: Vec<Vec<SuggestedStep>>,
    /// Codes of the interpretations.
    pub(crate) interpretation_codes: Vec<String>,
    /// Whether the criterion belongs to the target kind or the concept. Others are reported only if contradictory,
    /// whatever the verdict.
    pub(crate) in_scope: bool,
    /// Whether the criterion belongs to the target kind.
    pub(crate) for_target: bool,
}

/// A suggested fact: any one of some values of a field.
#[derive(Debug, Clone)]
pub(crate) struct SuggestedStep {
    pub(crate) predicate: Predicate,
    pub(crate) any_of: Vec<Fact>,
}

/// Alternatives that make `condition` hold, without facts that make one of `others` hold.
fn suggest(condition: &Condition, others: &[&Condition], vocabulary: &Vocabulary) -> Vec<Vec<SuggestedStep>> {
    match condition {
        Condition::Any(parts) => parts.iter().flat_map(|part| suggest(part, others, vocabulary)).collect(),
        Condition::All(parts) => {
            let parts: Vec<_> = parts.iter().map(|part| suggest(part, others, vocabulary)).collect();
            let first = parts.iter().map(|alternatives| alternatives.first()).collect::<Option<Vec<_>>>();
            first.map(|steps| steps.into_iter().flatten().cloned().collect()).into_iter().collect()
        }
        Condition::Predicate(predicate) => {
            let field = &vocabulary.fields[predicate.field];
            let matches = |value: &usize| match predicate.operator {
                Operator::OneOf | Operator::AnyOf => predicate.values & value_mask(*value) != 0,
                Operator::OtherThan => predicate.values & value_mask(*value) == 0,
                Operator::NoneOf => false,
            };
            let values = (0..field.values.len()).filter(matches).map(Some);
            let closing = (predicate.operator == Operator::NoneOf).then_some(None);
            let facts = values.chain(closing).map(|value| Fact { field: predicate.field, value });
            let is_compatible = |fact: &Fact| {
                let single_fact = Facts::empty(vocabulary).with(vocabulary, *fact);
                !others.iter().any(|other| other.eval(&single_fact))
            };
            let any_of: Vec<Fact> = facts.filter(is_compatible).collect();
            if any_of.is_empty() { Vec::new() } else { vec![vec![SuggestedStep { predicate: *predicate, any_of }]] }
        }
    }
}

impl FindingPlan {
    fn new(pack: &Pack, vocabulary: &Vocabulary, target: Option<KindId>) -> Self {
        let target_or_concept = target.unwrap_or(pack.concept);
        let refutations: Vec<&Condition> = pack
            .criteria_with_owner(target_or_concept)
            .filter_map(|(_, id)| pack.criteria[id].refuted.as_ref())
            .collect();
        let in_scope: Vec<KindId> = target.into_iter().chain([pack.concept]).collect();
        let others = (0..pack.kinds.len()).filter(|kind| !in_scope.contains(kind));
        let mut findings: Vec<PlannedFinding> = Vec::new();
        for kind in in_scope.iter().copied().chain(others) {
            for (owner, id) in pack.criteria_with_owner(kind) {
                if findings.iter().any(|finding| finding.criterion == id) {
                    continue;
                }
                let criterion = &pack.criteria[id];
                let interpretations = criterion.interpretations.iter();
                findings.push(PlannedFinding {
                    fields: criterion.shown.fields(),
                    suggestions: suggest(&criterion.shown, &refutations, vocabulary),
                    interpretation_codes: interpretations
                        .map(|interpretation| format!("{owner}/{}", interpretation.id))
                        .collect(),
                    code: format!("{owner}/{}", criterion.id),
                    criterion: id,
                    in_scope: in_scope.contains(&kind),
                    // The target kind comes first, so a shared criterion counts as its own.
                    for_target: Some(kind) == target,
                });
            }
        }
        Self { findings }
    }
}

/// Lazily built plans: one per kind, and one for no target kind.
#[derive(Debug)]
pub struct FindingPlanCache(Vec<OnceLock<FindingPlan>>);

impl FindingPlanCache {
    #[must_use]
    pub fn new(pack: &Pack) -> Self {
        Self((0..=pack.kinds.len()).map(|_| OnceLock::new()).collect())
    }

    #[must_use]
    pub fn get(&self, pack: &Pack, vocabulary: &Vocabulary, target: Option<KindId>) -> &FindingPlan {
        self.0[target.unwrap_or(pack.kinds.len())].get_or_init(|| FindingPlan::new(pack, vocabulary, target))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{FieldType, vocabulary};

    /// The first field of a type with more than three values.
    fn field(field_type: FieldType) -> FieldId {
        let fields = &vocabulary().fields;
        fields.iter().position(|field| field.field_type == field_type && field.values.len() > 3).unwrap()
    }

    fn predicate(field: FieldId, operator: Operator, values: &[usize]) -> Condition {
        let values = values.iter().map(|value| value_mask(*value)).sum();
        Condition::Predicate(Predicate { field, values, operator })
    }

    /// The values of each step of each alternative.
    fn suggested(condition: &Condition, others: &[&Condition]) -> Vec<Vec<Vec<Option<usize>>>> {
        let values = |step: &SuggestedStep| step.any_of.iter().map(|fact| fact.value).collect();
        let alternatives = suggest(condition, others, vocabulary());
        alternatives.iter().map(|steps| steps.iter().map(values).collect()).collect()
    }

    #[test]
    fn suggested_values_make_the_condition_hold_and_no_other() {
        let (one, list) = (field(FieldType::Enum), field(FieldType::EnumList));
        let all_but = |field: FieldId, left_out: usize| {
            let values = 0..vocabulary().fields[field].values.len();
            values.filter(|value| *value != left_out).map(Some).collect::<Vec<_>>()
        };
        for (condition, expected) in [
            (predicate(one, Operator::OneOf, &[0, 2]), vec![Some(0), Some(2)]),
            (predicate(list, Operator::AnyOf, &[1, 2]), vec![Some(1), Some(2)]),
            (predicate(one, Operator::OtherThan, &[1]), all_but(one, 1)),
            // None of them in a list that is complete.
            (predicate(list, Operator::NoneOf, &[0]), vec![None]),
        ] {
            assert_eq!(suggested(&condition, &[]), [[expected]], "{condition:?}");
        }
        let condition = predicate(one, Operator::OneOf, &[0, 2]);
        let other = predicate(one, Operator::OneOf, &[2, 3]);
        assert_eq!(suggested(&condition, &[&other]), [[[Some(0)]]]);
        let nothing_left: [[Vec<Option<usize>>; 1]; 0] = [];
        assert_eq!(suggested(&condition, &[&other, &condition]), nothing_left);
    }

    #[test]
    fn alternatives_are_joined_and_parts_take_their_first() {
        let (one, list) = (field(FieldType::Enum), field(FieldType::EnumList));
        let (first, second) = (predicate(one, Operator::OneOf, &[0]), predicate(list, Operator::AnyOf, &[1]));
        let any = Condition::Any(vec![first.clone(), second.clone()]);
        assert_eq!(suggested(&any, &[]), [[[Some(0)]], [[Some(1)]]]);
        let all = Condition::All(vec![any.clone(), second.clone()]);
        assert_eq!(suggested(&all, &[]), [[[Some(0)], [Some(1)]]]);
        // A part without anything to suggest leaves nothing to suggest for all of them.
        assert!(suggested(&all, &[&second]).is_empty());
    }
}
