//! Facts → judgement: indicators → blocks → kinds → verdict.
//!
//! A pure function of the pack and the facts. It says what the answers are; which places in the
//! file gave them is asked of the conditions afterwards ([`crate::pack::Condition::grounds`]).

mod belnap;
mod expectation;
mod verdict;

pub use belnap::{Answer, Told};
pub use expectation::Expectation;
pub use verdict::{Standing, Verdict};

use crate::{
    facts::Facts,
    pack::{Kind, KindId, Pack, Requirement, Weight},
};

/// Result of an evaluation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// Indexed by criterion.
    pub criteria: Vec<Told>,
    /// Indexed by block.
    pub blocks: Vec<Told>,
    /// Indexed by kind.
    pub kinds: Vec<Told>,
    pub verdict: Verdict,
    /// Lowest and highest possible position; `None` if the spectrum does not apply or every point is ruled out.
    pub spectrum: Option<(u8, u8)>,
    /// `None` if no label is declared.
    pub label: Option<Label>,
}

/// The declared label of a programme, checked against its kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label {
    /// Index of the value in the pack's label field.
    pub declared: usize,
    /// `Some(true)` if the established kind is allowed by the label, `Some(false)` if all allowed and silent kinds
    /// are refuted, `None` otherwise.
    pub holds: Option<bool>,
    /// Whether the label names a kind of programme.
    pub names_kind: bool,
    /// Whether the label allows the kind of the verdict, established or provisional.
    pub fits: bool,
}

impl Judgement {
    /// Evaluates all criteria, blocks and kinds of a pack.
    #[must_use]
    pub fn of(pack: &Pack, facts: &Facts) -> Self {
        let criteria: Vec<Told> = pack
            .criteria
            .iter()
            .map(|criterion| Told {
                shown: criterion.shown.holds(facts),
                refuted: criterion.refuted.as_ref().is_some_and(|refuted| refuted.holds(facts)),
            })
            .collect();
        Self::with(pack, facts, criteria)
    }

    /// Evaluates blocks, kinds and the verdict from given answers to the criteria.
    pub fn with(pack: &Pack, facts: &Facts, criteria: Vec<Told>) -> Self {
        let blocks: Vec<Told> = pack
            .blocks
            .iter()
            .map(|block| {
                let necessary = block.indicators.iter().filter(|id| pack.criteria[**id].weight == Weight::Necessary);
                Told::of_parts(necessary.map(|id| criteria[*id]))
            })
            .collect();
        let requirements = |requirement: Requirement| told(requirement, &blocks, &criteria);
        let of = |kind: &Kind| Told::of_parts(kind.requires.iter().map(|one| requirements(*one)));
        let kinds: Vec<Told> = pack.kinds.iter().map(of).collect();
        let verdict = Verdict::of(pack, &kinds, requirements);
        let label = label(pack, facts, &kinds, &verdict);
        let spectrum = spectrum(pack, facts);
        Self { criteria, blocks, kinds, verdict, spectrum, label }
    }

    #[must_use]
    pub fn requirement(&self, requirement: Requirement) -> Told {
        told(requirement, &self.blocks, &self.criteria)
    }

    /// Kinds that are not refuted.
    pub fn left(&self) -> impl Iterator<Item = KindId> {
        self.kinds.iter().enumerate().filter(|(_, told)| !told.refuted).map(|(kind, _)| kind)
    }

    /// Residual kinds that are open.
    pub fn residual<'p>(&'p self, pack: &'p Pack) -> impl Iterator<Item = KindId> + 'p {
        let open = move |kind: &KindId| pack.kinds[*kind].residual && self.kinds[*kind].answer() == Answer::Open;
        (0..self.kinds.len()).filter(open)
    }
}

fn told(requirement: Requirement, blocks: &[Told], criteria: &[Told]) -> Told {
    match requirement {
        Requirement::Block(block) => blocks[block],
        Requirement::Criterion(criterion) => criteria[criterion],
    }
}

fn label(pack: &Pack, facts: &Facts, kinds: &[Told], verdict: &Verdict) -> Option<Label> {
    let stated = facts.of(pack.labels.field).values;
    let declared = (stated != 0).then(|| stated.trailing_zeros() as usize)?;
    let (meant, silent) = (&pack.labels.meanings[declared], &pack.labels.silent[declared]);
    let established = verdict.kind.filter(|_| verdict.standing == Standing::Established);
    let mut compatible = meant.iter().chain(silent);
    let holds = if meant.is_empty() {
        None
    } else if established.is_some_and(|kind| meant.contains(&kind)) {
        Some(true)
    } else {
        compatible.all(|kind| kinds[*kind].answer() == Answer::Refuted).then_some(false)
    };
    let names_kind = pack.labels.names_kind[declared];
    let fits = verdict.kind.is_some_and(|kind| meant.contains(&kind));
    Some(Label { declared, holds, names_kind, fits })
}

fn spectrum(pack: &Pack, facts: &Facts) -> Option<(u8, u8)> {
    let scale = &pack.spectrum;
    let applies = scale.applies.as_ref().is_none_or(|applies| applies.holds(facts));
    if !applies || scale.outside.as_ref().is_some_and(|outside| outside.holds(facts)) {
        return None;
    }
    let mut possible = scale.points.iter().filter(|point| !point.ruled_out.holds(facts)).map(|point| point.at);
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
    fn a_block_counts_once_however_much_of_it_is_refuted() {
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
        let verdict = Judgement::with(&pack, &Facts::none(vocabulary()), criteria).verdict;
        assert_eq!((verdict.standing, verdict.nearest), (Standing::Unclassified, vec![0, 1]));
    }

    #[test]
    fn what_is_left_and_what_a_requirement_is_told() {
        let kinds = vec![REFUTED, OPEN, BOTH, SHOWN];
        let judgement = Judgement {
            criteria: vec![OPEN, SHOWN, REFUTED],
            blocks: vec![REFUTED, BOTH],
            verdict: Verdict { standing: Standing::Open, kind: None, candidates: Vec::new(), nearest: Vec::new() },
            kinds,
            spectrum: None,
            label: None,
        };
        assert_eq!(judgement.left().collect::<Vec<_>>(), [1, 3]);
        for (requirement, expected) in [
            (Requirement::Block(0), REFUTED),
            (Requirement::Block(1), BOTH),
            (Requirement::Criterion(0), OPEN),
            (Requirement::Criterion(1), SHOWN),
            (Requirement::Criterion(2), REFUTED),
        ] {
            assert_eq!(judgement.requirement(requirement), expected, "{requirement:?}");
        }
    }
}
