//! Plans the possible findings for an expected kind, in report order. A plan depends on the pack alone and is computed
//! once per kind.

use std::sync::OnceLock;

use crate::{
    facts::{Fact, Facts, bit},
    pack::{Condition, CriterionId, How, KindId, Pack, Test},
    schema::{FieldId, Vocabulary},
};

/// Possible findings for one target kind.
#[derive(Debug)]
pub struct Plan {
    pub(crate) lines: Vec<Line>,
}

/// Possible finding on one criterion.
#[derive(Debug)]
pub(crate) struct Line {
    pub(crate) code: String,
    pub(crate) criterion: CriterionId,
    /// Fields that can show the criterion.
    pub(crate) fields: Vec<FieldId>,
    /// Alternatives that would show the criterion, each a list of steps that are all needed. Facts that would refute
    /// another criterion of the target kind are left out.
    pub(crate) recommended: Vec<Vec<Step>>,
    /// Codes of the interpretations.
    pub(crate) readings: Vec<String>,
    /// Whether the criterion belongs to the target kind or the concept. Others are reported only if contradictory,
    /// whatever the verdict.
    pub(crate) spoken_of: bool,
    /// Whether the criterion belongs to the target kind.
    pub(crate) aimed_at: bool,
}

/// A suggested fact: any one of some values of a field.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    pub(crate) test: Test,
    pub(crate) any_of: Vec<Fact>,
}

/// Alternatives that make `condition` hold, without facts that make one of `others` hold.
fn recommended(condition: &Condition, others: &[&Condition], vocabulary: &Vocabulary) -> Vec<Vec<Step>> {
    match condition {
        Condition::Any(parts) => parts.iter().flat_map(|part| recommended(part, others, vocabulary)).collect(),
        Condition::All(parts) => {
            let parts: Vec<_> = parts.iter().map(|part| recommended(part, others, vocabulary)).collect();
            let first = parts.iter().map(|alternatives| alternatives.first()).collect::<Option<Vec<_>>>();
            first.map(|steps| steps.into_iter().flatten().cloned().collect()).into_iter().collect()
        }
        Condition::Test(test) => {
            let field = &vocabulary.fields[test.field];
            let named = |value: &usize| match test.how {
                How::OneOf | How::AnyOf => test.values & bit(*value) != 0,
                How::OtherThan => test.values & bit(*value) == 0,
                How::NoneOf => false,
            };
            let values = (0..field.values.len()).filter(named).map(Some);
            let closing = (test.how == How::NoneOf).then_some(None);
            let facts = values.chain(closing).map(|value| Fact { field: test.field, value });
            let harmless = |fact: &Fact| {
                let alone = Facts::none(vocabulary).with(vocabulary, *fact);
                !others.iter().any(|other| other.holds(&alone))
            };
            let any_of: Vec<Fact> = facts.filter(harmless).collect();
            if any_of.is_empty() { Vec::new() } else { vec![vec![Step { test: *test, any_of }]] }
        }
    }
}

impl Plan {
    fn of(pack: &Pack, vocabulary: &Vocabulary, target: Option<KindId>) -> Self {
        let aim = target.unwrap_or(pack.concept);
        let refuting: Vec<&Condition> =
            pack.owned_criteria_of(aim).filter_map(|(_, id)| pack.criteria[id].refuted.as_ref()).collect();
        let spoken_of: Vec<KindId> = target.into_iter().chain([pack.concept]).collect();
        let others = (0..pack.kinds.len()).filter(|kind| !spoken_of.contains(kind));
        let mut lines: Vec<Line> = Vec::new();
        for kind in spoken_of.iter().copied().chain(others) {
            for (owner, id) in pack.owned_criteria_of(kind) {
                if lines.iter().any(|line| line.criterion == id) {
                    continue;
                }
                let criterion = &pack.criteria[id];
                let readings = criterion.interpretations.iter();
                lines.push(Line {
                    fields: criterion.shown.fields(),
                    recommended: recommended(&criterion.shown, &refuting, vocabulary),
                    readings: readings.map(|reading| format!("{owner}/{}", reading.id)).collect(),
                    code: format!("{owner}/{}", criterion.id),
                    criterion: id,
                    spoken_of: spoken_of.contains(&kind),
                    // The target kind comes first, so a shared criterion counts as its own.
                    aimed_at: Some(kind) == target,
                });
            }
        }
        Self { lines }
    }
}

/// Lazily built plans: one per kind, and one for no target kind.
#[derive(Debug)]
pub struct Plans(Vec<OnceLock<Plan>>);

impl Plans {
    #[must_use]
    pub fn new(pack: &Pack) -> Self {
        Self((0..=pack.kinds.len()).map(|_| OnceLock::new()).collect())
    }

    #[must_use]
    pub fn of(&self, pack: &Pack, vocabulary: &Vocabulary, target: Option<KindId>) -> &Plan {
        self.0[target.unwrap_or(pack.kinds.len())].get_or_init(|| Plan::of(pack, vocabulary, target))
    }
}
