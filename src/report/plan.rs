//! What findings there can be on a programme that is expected to be of some kind, in the order in which they are told.
//! It depends on the rules alone, and is worked out once for each kind.

use std::sync::OnceLock;

use crate::{
    rules::{CriterionId, KindId, Pack},
    schema::FieldId,
};

/// The findings that there can be, for one kind to aim at.
#[derive(Debug)]
pub struct Plan {
    pub(super) lines: Vec<Line>,
}

/// What there can be to tell of one criterion.
#[derive(Debug)]
pub(super) struct Line {
    /// Its code.
    pub(super) code: String,
    /// Which it is.
    pub(super) criterion: CriterionId,
    /// The fields that can show it.
    pub(super) fields: Vec<FieldId>,
    /// The codes of its readings.
    pub(super) readings: Vec<String>,
    /// Whether it belongs to a kind that is spoken of. What only another kind asks for is told when it
    /// contradicts itself, whatever the verdict.
    pub(super) spoken_of: bool,
    /// Whether it belongs to the kind that is aimed at.
    pub(super) aimed_at: bool,
}

impl Plan {
    fn of(pack: &Pack, target: Option<KindId>) -> Self {
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
    pub fn of(&self, pack: &Pack, target: Option<KindId>) -> &Plan {
        self.0[target.unwrap_or(pack.kinds.len())].get_or_init(|| Plan::of(pack, target))
    }
}
