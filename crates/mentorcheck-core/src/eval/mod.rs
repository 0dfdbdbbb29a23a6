//! Facts → judgement: indicators → blocks → kinds → verdict.
//!
//! A pure function of the pack and the facts. It says what the answers are; which places in the
//! file gave them is asked of the conditions afterwards ([`crate::pack::Condition::witnesses`]).

mod belnap;
mod expectation;
mod verdict;

pub use belnap::{Answer, Belnap};
pub use expectation::Expectation;
pub use verdict::{Verdict, VerdictStatus};

use crate::{
    facts::Facts,
    pack::{Kind, KindId, Pack, Requirement, Weight},
};

/// Result of an evaluation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// Indexed by criterion.
    pub criteria: Vec<Belnap>,
    /// Indexed by block.
    pub blocks: Vec<Belnap>,
    /// Indexed by kind.
    pub kinds: Vec<Belnap>,
    pub verdict: Verdict,
    /// Lowest and highest possible position; `None` if the spectrum does not apply or every point is ruled out.
    pub spectrum: Option<(u8, u8)>,
    /// `None` if no label is declared.
    pub label: Option<LabelCheck>,
}

/// The declared label of a programme, checked against its kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LabelCheck {
    /// Index of the value in the pack's label field.
    pub declared: usize,
    /// `Some(true)` if the established kind is allowed by the label, `Some(false)` if all allowed and silent kinds
    /// are refuted, `None` otherwise.
    pub is_accurate: Option<bool>,
    /// Whether the label names a kind of programme.
    pub names_kind: bool,
    /// Whether the label allows the kind of the verdict, established or provisional.
    pub fits_verdict: bool,
}

impl Judgement {
    /// Evaluates all criteria, blocks and kinds of a pack.
    #[must_use]
    pub fn evaluate(pack: &Pack, facts: &Facts) -> Self {
        let criteria: Vec<Belnap> = pack
            .criteria
            .iter()
            .map(|criterion| Belnap {
                shown: criterion.shown.eval(facts),
                refuted: criterion.refuted.as_ref().is_some_and(|refuted| refuted.eval(facts)),
            })
            .collect();
        Self::from_criteria(pack, facts, criteria)
    }

    /// Evaluates blocks, kinds and the verdict from given answers to the criteria.
    #[must_use]
    pub fn from_criteria(pack: &Pack, facts: &Facts, criteria: Vec<Belnap>) -> Self {
        let blocks: Vec<Belnap> = pack
            .blocks
            .iter()
            .map(|block| {
                let necessary = block.indicators.iter().filter(|id| pack.criteria[**id].weight == Weight::Necessary);
                Belnap::all_of(necessary.map(|id| criteria[*id]))
            })
            .collect();
        let requirement_answer = |requirement: Requirement| lookup_answer(requirement, &blocks, &criteria);
        let kind_answer =
            |kind: &Kind| Belnap::all_of(kind.requires.iter().map(|requirement| requirement_answer(*requirement)));
        let kinds: Vec<Belnap> = pack.kinds.iter().map(kind_answer).collect();
        let verdict = Verdict::from_answers(pack, &kinds, requirement_answer);
        let label = check_label(pack, facts, &kinds, &verdict);
        let spectrum = spectrum_range(pack, facts);
        Self { criteria, blocks, kinds, verdict, spectrum, label }
    }

    #[must_use]
    pub fn requirement_answer(&self, requirement: Requirement) -> Belnap {
        lookup_answer(requirement, &self.blocks, &self.criteria)
    }

    /// Kinds that are not refuted.
    pub fn remaining_kinds(&self) -> impl Iterator<Item = KindId> {
        self.kinds.iter().enumerate().filter(|(_, value)| !value.refuted).map(|(kind, _)| kind)
    }

    /// Residual kinds that are open.
    pub fn open_residual_kinds<'p>(&'p self, pack: &'p Pack) -> impl Iterator<Item = KindId> + 'p {
        let open = move |kind: &KindId| pack.kinds[*kind].residual && self.kinds[*kind].answer() == Answer::Open;
        (0..self.kinds.len()).filter(open)
    }
}

fn lookup_answer(requirement: Requirement, blocks: &[Belnap], criteria: &[Belnap]) -> Belnap {
    match requirement {
        Requirement::Block(block) => blocks[block],
        Requirement::Criterion(criterion) => criteria[criterion],
    }
}

fn check_label(pack: &Pack, facts: &Facts, kinds: &[Belnap], verdict: &Verdict) -> Option<LabelCheck> {
    let stated = facts.get(pack.labels.field).values;
    let declared = (stated != 0).then(|| stated.trailing_zeros() as usize)?;
    let (allowed, unspecified) = (&pack.labels.allowed_kinds[declared], &pack.labels.unspecified_kinds[declared]);
    let established = verdict.kind.filter(|_| verdict.status == VerdictStatus::Established);
    let mut possible = allowed.iter().chain(unspecified);
    let holds = if allowed.is_empty() {
        None
    } else if established.is_some_and(|kind| allowed.contains(&kind)) {
        Some(true)
    } else {
        possible.all(|kind| kinds[*kind].answer() == Answer::Refuted).then_some(false)
    };
    let names_kind = pack.labels.names_kind[declared];
    let fits = verdict.kind.is_some_and(|kind| allowed.contains(&kind));
    Some(LabelCheck { declared, is_accurate: holds, names_kind, fits_verdict: fits })
}

fn spectrum_range(pack: &Pack, facts: &Facts) -> Option<(u8, u8)> {
    let spectrum = &pack.spectrum;
    let applies = spectrum.applies_if.as_ref().is_none_or(|applies| applies.eval(facts));
    if !applies || spectrum.excluded_if.as_ref().is_some_and(|outside| outside.eval(facts)) {
        return None;
    }
    let mut possible = spectrum.points.iter().filter(|point| !point.ruled_out.eval(facts)).map(|point| point.position);
    let first = possible.next()?;
    Some((first, possible.next_back().unwrap_or(first)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::belnap::examples::{BOTH, OPEN, REFUTED, SHOWN};
    use crate::{
        pack::{CriterionId, built_in, built_in_names},
        schema::vocabulary,
    };

    #[test]
    fn refuted_block_counts_once() {
        let mut pack = built_in(built_in_names().next().unwrap()).unwrap().load(vocabulary()).unwrap();
        let necessary = |id: &&CriterionId| pack.criteria[**id].weight == Weight::Necessary;
        let indicators = |block: usize| pack.blocks[block].indicators.iter().filter(necessary).copied();
        let block = (0..pack.blocks.len()).find(|block| indicators(*block).count() > 1).unwrap();
        let elsewhere = |id: &CriterionId| !pack.blocks[block].indicators.contains(id);
        let others: Vec<CriterionId> = (0..pack.criteria.len()).filter(elsewhere).take(3).collect();
        let mut criteria = vec![OPEN; pack.criteria.len()];
        indicators(block).chain([others[1], others[2]]).for_each(|id| criteria[id] = REFUTED);
        criteria[others[0]] = SHOWN;

        let own = |number: usize| Requirement::Criterion(others[number]);
        let kinds = [vec![own(0), Requirement::Block(block)], vec![own(0), own(1)], vec![own(0), own(1), own(2)]];
        pack.kinds.truncate(kinds.len());
        for (kind, requires) in pack.kinds.iter_mut().zip(kinds) {
            (kind.residual, kind.defining, kind.requires) = (false, vec![requires[0]], requires);
        }
        let verdict = Judgement::from_criteria(&pack, &Facts::empty(vocabulary()), criteria).verdict;
        assert_eq!((verdict.status, verdict.nearest), (VerdictStatus::Unclassified, vec![0, 1]));
    }

    #[test]
    fn remaining_kinds_and_requirement_answers() {
        let kinds = vec![REFUTED, OPEN, BOTH, SHOWN];
        let judgement = Judgement {
            criteria: vec![OPEN, SHOWN, REFUTED],
            blocks: vec![REFUTED, BOTH],
            verdict: Verdict { status: VerdictStatus::Open, kind: None, candidates: Vec::new(), nearest: Vec::new() },
            kinds,
            spectrum: None,
            label: None,
        };
        assert_eq!(judgement.remaining_kinds().collect::<Vec<_>>(), [1, 3]);
        for (requirement, expected) in [
            (Requirement::Block(0), REFUTED),
            (Requirement::Block(1), BOTH),
            (Requirement::Criterion(0), OPEN),
            (Requirement::Criterion(1), SHOWN),
            (Requirement::Criterion(2), REFUTED),
        ] {
            assert_eq!(judgement.requirement_answer(requirement), expected, "{requirement:?}");
        }
    }

    #[test]
    fn open_residual_kinds_are_both() {
        let mut pack = built_in(built_in_names().next().unwrap()).unwrap().load(vocabulary()).unwrap();
        let answers = [REFUTED, OPEN, BOTH, SHOWN];
        pack.kinds.truncate(2 * answers.len());
        assert_eq!(pack.kinds.len(), 2 * answers.len());
        for (index, kind) in pack.kinds.iter_mut().enumerate() {
            kind.residual = index >= answers.len();
        }
        let judgement = Judgement {
            criteria: Vec::new(),
            blocks: Vec::new(),
            kinds: [answers, answers].concat(),
            verdict: Verdict { status: VerdictStatus::Open, kind: None, candidates: Vec::new(), nearest: Vec::new() },
            spectrum: None,
            label: None,
        };
        assert_eq!(judgement.open_residual_kinds(&pack).collect::<Vec<_>>(), [answers.len() + 1]);
    }
}
