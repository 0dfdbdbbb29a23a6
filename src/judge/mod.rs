//! Facts → judgement: indicators → blocks → kinds → verdict.
//!
//! A pure function of the pack and the facts. It says what the answers are; which places in the
//! file gave them is asked of the conditions afterwards ([`crate::rules::Condition::grounds`]).

mod answer;
mod verdict;

pub use answer::{Answer, Told};
pub use verdict::{Standing, Verdict};

use crate::{
    facts::Facts,
    rules::{KindId, Pack, Requirement, Weight},
};

/// What the facts say of everything that a pack asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// For each criterion of the pack.
    pub criteria: Vec<Told>,
    /// For each block.
    pub blocks: Vec<Told>,
    /// For each kind.
    pub kinds: Vec<Told>,
    /// What the programme is.
    pub verdict: Verdict,
    /// The lowest and the highest place on the spectrum that are still possible; none where the
    /// facts leave no place.
    pub spectrum: Option<(u8, u8)>,
    /// Truth in labelling; none where no label is declared.
    pub label: Option<Label>,
}

/// The label that a programme declares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label {
    /// Which value of the pack's label field.
    pub declared: usize,
    /// Whether the verdict bears it out; none while it may or may not.
    pub holds: Option<bool>,
}

impl Judgement {
    /// Judges what is stated.
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
        let blocks: Vec<Told> = pack
            .blocks
            .iter()
            .map(|block| {
                let necessary = block.indicators.iter().filter(|id| pack.criteria[**id].weight == Weight::Necessary);
                Told::of_parts(necessary.map(|id| criteria[*id]))
            })
            .collect();
        let requirements = |kind: KindId| pack.kinds[kind].requires.iter().map(|one| told(*one, &blocks, &criteria));
        let kinds: Vec<Told> = (0..pack.kinds.len()).map(|kind| Told::of_parts(requirements(kind))).collect();
        let verdict = Verdict::of(&kinds, requirements);
        let label = label(pack, facts, &kinds, &verdict);
        let spectrum = spectrum(pack, facts);
        Self { criteria, blocks, kinds, verdict, spectrum, label }
    }

    /// The answer to one requirement of a kind.
    #[must_use]
    pub fn requirement(&self, requirement: Requirement) -> Told {
        told(requirement, &self.blocks, &self.criteria)
    }

    /// The kinds that nothing stated has ruled out.
    pub fn left(&self) -> impl Iterator<Item = KindId> {
        self.kinds.iter().enumerate().filter(|(_, told)| !told.refuted).map(|(kind, _)| kind)
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
    let holds = match &pack.labels.meanings[declared] {
        None => verdict.kind.map(|_| true),
        Some(meant) if verdict.kind.is_some_and(|kind| meant.contains(&kind)) => Some(true),
        Some(meant) => meant.iter().all(|kind| kinds[*kind].answer() == Answer::Refuted).then_some(false),
    };
    Some(Label { declared, holds })
}

fn spectrum(pack: &Pack, facts: &Facts) -> Option<(u8, u8)> {
    let mut possible = pack.spectrum.points.iter().filter(|point| !point.ruled_out.holds(facts)).map(|point| point.at);
    let first = possible.next()?;
    Some((first, possible.next_back().unwrap_or(first)))
}

#[cfg(test)]
mod tests {
    use super::{
        answer::examples::{BOTH, OPEN, REFUTED, SHOWN},
        *,
    };

    #[test]
    fn what_is_left_and_what_a_requirement_is_told() {
        let kinds = vec![REFUTED, OPEN, BOTH, SHOWN];
        let judgement = Judgement {
            criteria: vec![OPEN, SHOWN, REFUTED],
            blocks: vec![REFUTED, BOTH],
            verdict: Verdict::of(&kinds, |_| std::iter::empty()),
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
