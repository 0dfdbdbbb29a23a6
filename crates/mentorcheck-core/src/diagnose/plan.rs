//! What findings there can be on a programme that is expected to be of some kind, in the order in which they are told.
//! It depends on the rules alone, and is worked out once for each kind.

use std::sync::OnceLock;

use crate::{
    facts::{Fact, Facts, bit},
    pack::{Condition, CriterionId, How, KindId, Pack, Test},
    schema::{FieldId, Vocabulary},
};

/// The findings that there can be, for one kind to aim at.
#[derive(Debug)]
pub struct Plan {
    pub(crate) lines: Vec<Line>,
}

/// What there can be to tell of one criterion.
#[derive(Debug)]
pub(crate) struct Line {
    /// Its code.
    pub(crate) code: String,
    /// Which it is.
    pub(crate) criterion: CriterionId,
    /// The fields that can show it.
    pub(crate) fields: Vec<FieldId>,
    /// What could be stated to show it: alternatives, each of steps that are all needed. Nothing that
    /// would refute anything else the kind asks for is among them.
    pub(crate) recommended: Vec<Vec<Step>>,
    /// The codes of its readings.
    pub(crate) readings: Vec<String>,
    /// Whether it belongs to a kind that is spoken of. What only another kind asks for is told when it
    /// contradicts itself, whatever the verdict.
    pub(crate) spoken_of: bool,
    /// Whether it belongs to the kind that is aimed at.
    pub(crate) aimed_at: bool,
}

/// Something that could be stated to show a criterion: any one of some values of a field.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    /// What asks for it.
    pub(crate) test: Test,
    /// Any of these will do.
    pub(crate) any_of: Vec<Fact>,
}

/// What could be stated for a condition to hold, without what would refute one of `others`.
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
                    // The kind that is aimed at comes first.
                    aimed_at: Some(kind) == target,
                });
            }
        }
        Self { lines }
    }
}

/// A plan for each kind, and one for none, made when it is first asked for.
#[derive(Debug)]
pub struct Plans(Vec<OnceLock<Plan>>);

impl Plans {
    /// Room for the plans of this pack.
    #[must_use]
    pub fn new(pack: &Pack) -> Self {
        Self((0..=pack.kinds.len()).map(|_| OnceLock::new()).collect())
    }

    /// The plan for a kind to aim at.
    #[must_use]
    pub fn of(&self, pack: &Pack, vocabulary: &Vocabulary, target: Option<KindId>) -> &Plan {
        self.0[target.unwrap_or(pack.kinds.len())].get_or_init(|| Plan::of(pack, vocabulary, target))
    }
}
