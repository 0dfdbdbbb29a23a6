//! Blocks, kinds and verdicts for all descriptions at once.
//!
//! Each set has a hull, a superset that is closed under added facts because evidence on a criterion is monotonic. A
//! target outside the hull is unreachable; only otherwise is the closure of the set itself computed.

use crate::{
    bdd_model::{BddModel, BelnapSets},
    bounded_bdd::BoundedBdd,
};
use mentorcheck_core::{
    eval::Answer,
    pack::{Kind, KindId, Pack, Requirement, Weight},
};

/// The answers on a block or kind, as sets of descriptions.
pub(super) struct AnswerSets {
    /// Every part is shown and none refuted.
    pub(super) shown: BoundedBdd,
    /// Some part is refuted and not also shown.
    pub(super) refuted: BoundedBdd,
    /// No part is refuted, and some part is both.
    pub(super) contradictory: BoundedBdd,
    /// There is evidence for each part. Closed under added facts.
    pub(super) shown_hull: BoundedBdd,
    /// There is evidence against some part. Closed under added facts.
    pub(super) refuted_hull: BoundedBdd,
}

impl AnswerSets {
    fn new(space: &BddModel<'_>, parts: &[PartSets<'_>]) -> Self {
        let (mut shown, mut all_shown) = (space.full(), space.full());
        let (mut refuted, mut contradictory, mut some_refuted) = (space.empty(), space.empty(), space.empty());
        for part in parts {
            shown = shown.and(&part.shown);
            all_shown = all_shown.and(part.shown_hull);
            refuted = refuted.or(&part.refuted);
            contradictory = contradictory.or(&part.contradictory);
            some_refuted = some_refuted.or(part.refuted_hull);
        }
        Self {
            shown,
            contradictory: contradictory.and_not(&refuted),
            refuted,
            shown_hull: all_shown,
            refuted_hull: some_refuted,
        }
    }

    /// Neither shown, nor refuted, nor contradictory.
    pub(super) fn open(&self) -> BoundedBdd {
        self.shown.or(&self.refuted).or(&self.contradictory).not()
    }

    fn as_part(&self) -> PartSets<'_> {
        PartSets {
            shown: self.shown.clone(),
            refuted: self.refuted.clone(),
            contradictory: self.contradictory.clone(),
            shown_hull: &self.shown_hull,
            refuted_hull: &self.refuted_hull,
        }
    }
}

/// A criterion or block within a block or kind.
struct PartSets<'t> {
    shown: BoundedBdd,
    refuted: BoundedBdd,
    contradictory: BoundedBdd,
    shown_hull: &'t BoundedBdd,
    refuted_hull: &'t BoundedBdd,
}

impl<'t> From<&'t BelnapSets> for PartSets<'t> {
    fn from(sets: &'t BelnapSets) -> Self {
        Self {
            shown: sets.with_answer(Answer::Shown),
            refuted: sets.with_answer(Answer::Refuted),
            contradictory: sets.with_answer(Answer::Contradictory),
            shown_hull: &sets.shown,
            refuted_hull: &sets.refuted,
        }
    }
}

pub(super) struct VerdictSets<'p, 's> {
    pack: &'p Pack,
    space: &'p BddModel<'s>,
    criteria: &'p [BelnapSets],
    pub(super) blocks: Vec<AnswerSets>,
    pub(super) kinds: Vec<AnswerSets>,
    established: Vec<BoundedBdd>,
    provisional: Vec<BoundedBdd>,
    unclassified: BoundedBdd,
    /// Contradictory, unclassified, or established as a residual kind.
    residual_or_no_kind: BoundedBdd,
}

impl<'p, 's> VerdictSets<'p, 's> {
    pub(super) fn new(pack: &'p Pack, space: &'p BddModel<'s>, criteria: &'p [BelnapSets]) -> Self {
        let necessary = |id: &usize| pack.criteria[*id].weight == Weight::Necessary;
        let blocks: Vec<AnswerSets> = (pack.blocks.iter())
            .map(|block| {
                let parts = block.indicators.iter().filter(|id| necessary(id)).map(|id| PartSets::from(&criteria[*id]));
                AnswerSets::new(space, &parts.collect::<Vec<_>>())
            })
            .collect();
        let kinds: Vec<AnswerSets> = (pack.kinds.iter())
            .map(|kind| {
                let parts = kind.requires.iter().map(|requirement| match *requirement {
                    Requirement::Block(block) => blocks[block].as_part(),
                    Requirement::Criterion(id) => PartSets::from(&criteria[id]),
                });
                AnswerSets::new(space, &parts.collect::<Vec<_>>())
            })
            .collect();
        let none = space.empty();
        let mut verdicts = Self {
            pack,
            space,
            criteria,
            blocks,
            kinds,
            established: Vec::new(),
            provisional: Vec::new(),
            unclassified: none.clone(),
            residual_or_no_kind: none,
        };
        verdicts.compute();
        verdicts
    }

    fn compute(&mut self) {
        let others = |kind: KindId| (0..self.kinds.len()).filter(move |other| *other != kind);
        let established = |kind: KindId| {
            others(kind).fold(self.kinds[kind].shown.clone(), |shown, other| shown.and_not(&self.kinds[other].shown))
        };
        self.established = (0..self.kinds.len()).map(established).collect();
        let any = |select: fn(&AnswerSets) -> &BoundedBdd| {
            self.kinds.iter().fold(self.space.empty(), |any, kind| any.or(select(kind)))
        };
        let shown = any(|kind| &kind.shown);
        let contradictory = any(|kind| &kind.contradictory).and_not(&shown);
        // Neither shown nor contradictory: every kind is refuted or open.
        let undecided = shown.or(&contradictory).not();
        let and_refuted = |all: &BoundedBdd, kind: KindId| {
            let Kind { residual, .. } = self.pack.kinds[kind];
            if residual { all.clone() } else { all.and(&self.kinds[kind].refuted) }
        };
        // Prefix and suffix conjunctions of "the kind is refuted", without residual kinds.
        let (mut prefix, mut suffix) = (vec![undecided], vec![self.space.full()]);
        for kind in 0..self.kinds.len() {
            prefix.push(and_refuted(&prefix[kind], kind));
            suffix.push(and_refuted(&suffix[kind], self.kinds.len() - 1 - kind));
        }
        suffix.reverse();
        let provisional = |kind: KindId| {
            let Kind { residual, ref defining, .. } = self.pack.kinds[kind];
            if residual {
                return self.space.empty();
            }
            let candidates = prefix[kind].and(&suffix[kind + 1]).and_not(&self.kinds[kind].refuted);
            defining.iter().fold(candidates, |acc, requirement| acc.and(&self.requirement_shown(*requirement)))
        };
        self.provisional = (0..self.kinds.len()).map(provisional).collect();
        self.unclassified = prefix.pop().unwrap_or_else(|| self.space.empty());
        let residual = (0..self.kinds.len()).filter(|kind| self.pack.kinds[*kind].residual);
        let residual = residual.fold(self.space.empty(), |any, kind| any.or(self.established(kind)));
        self.residual_or_no_kind = residual.or(&self.unclassified).or(&contradictory);
    }

    fn requirement_shown(&self, requirement: Requirement) -> BoundedBdd {
        match requirement {
            Requirement::Block(block) => self.blocks[block].shown.clone(),
            Requirement::Criterion(id) => self.criteria[id].with_answer(Answer::Shown),
        }
    }

    /// This kind is shown, and no other.
    pub(super) fn established(&self, kind: KindId) -> &BoundedBdd {
        &self.established[kind]
    }

    /// Apart from residual kinds, only this kind is not refuted, and its defining requirements are shown.
    pub(super) fn provisional(&self, kind: KindId) -> &BoundedBdd {
        &self.provisional[kind]
    }

    /// The hull of `provisional`: evidence against every other kind and for the defining requirements.
    pub(super) fn provisional_hull(&self, kind: KindId) -> BoundedBdd {
        let shown = |all: BoundedBdd, requirement: &Requirement| match *requirement {
            Requirement::Block(block) => all.and(&self.blocks[block].shown_hull),
            Requirement::Criterion(id) => all.and(&self.criteria[id].shown),
        };
        self.pack.kinds[kind].defining.iter().fold(self.refuted_except(Some(kind)), shown)
    }

    /// Every kind is refuted, apart from residual kinds.
    pub(super) fn unclassified(&self) -> &BoundedBdd {
        &self.unclassified
    }

    /// The hull of `unclassified`: evidence against every kind.
    pub(super) fn unclassified_hull(&self) -> BoundedBdd {
        self.refuted_except(None)
    }

    pub(super) fn residual_or_no_kind(&self) -> &BoundedBdd {
        &self.residual_or_no_kind
    }

    fn refuted_except(&self, except: Option<KindId>) -> BoundedBdd {
        let others = (0..self.kinds.len()).filter(|kind| Some(*kind) != except && !self.pack.kinds[*kind].residual);
        others.fold(self.space.full(), |all, kind| all.and(&self.kinds[kind].refuted_hull))
    }
}
