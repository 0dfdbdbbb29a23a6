//! Blocks, kinds and verdicts for all descriptions at once.
//!
//! Each set of descriptions that is asked about comes with a wider one, its hull, which holds as well of every
//! description that facts are added to: what is shown of a criterion stays shown, and what is refuted stays
//! refuted. Where the hull rules something out there is nothing to search; only where it does not are the
//! descriptions themselves followed.

use crate::{
    bdd_model::{Space, Told},
    bounded_bdd::Set,
};
use mentorcheck_core::{
    eval::Answer,
    pack::{Kind, KindId, Pack, Requirement, Weight},
};

/// The answers on a block or a kind, each as the set of descriptions that get it.
pub(super) struct Whole {
    /// Every part is shown and none refuted.
    pub(super) shown: Set,
    /// Some part is refuted, and not shown as well.
    pub(super) refuted: Set,
    /// No part is refuted, and some part is both.
    pub(super) contradictory: Set,
    /// Something stated shows each part. This stays when facts are added.
    pub(super) all_shown: Set,
    /// Something stated refutes a part. This stays when facts are added.
    pub(super) some_refuted: Set,
}

impl Whole {
    fn new(space: &Space<'_>, parts: &[Part<'_>]) -> Self {
        let (mut shown, mut all_shown) = (space.all(), space.all());
        let (mut refuted, mut contradictory, mut some_refuted) = (space.none(), space.none(), space.none());
        for part in parts {
            shown = shown.and(&part.shown);
            all_shown = all_shown.and(part.ever_shown);
            refuted = refuted.or(&part.refuted);
            contradictory = contradictory.or(&part.contradictory);
            some_refuted = some_refuted.or(part.ever_refuted);
        }
        Self { shown, contradictory: contradictory.and_not(&refuted), refuted, all_shown, some_refuted }
    }

    /// Neither shown, nor refuted, nor contradictory.
    pub(super) fn open(&self) -> Set {
        self.shown.or(&self.refuted).or(&self.contradictory).not()
    }

    fn as_part(&self) -> Part<'_> {
        Part {
            shown: self.shown.clone(),
            refuted: self.refuted.clone(),
            contradictory: self.contradictory.clone(),
            ever_shown: &self.all_shown,
            ever_refuted: &self.some_refuted,
        }
    }
}

/// A criterion or a block as a part of a whole.
struct Part<'t> {
    shown: Set,
    refuted: Set,
    contradictory: Set,
    ever_shown: &'t Set,
    ever_refuted: &'t Set,
}

impl<'t> From<&'t Told> for Part<'t> {
    fn from(told: &'t Told) -> Self {
        Self {
            shown: told.answer(Answer::Shown),
            refuted: told.answer(Answer::Refuted),
            contradictory: told.answer(Answer::Contradictory),
            ever_shown: &told.shown,
            ever_refuted: &told.refuted,
        }
    }
}

/// The verdicts that descriptions get.
pub(super) struct Verdicts<'p, 's> {
    pack: &'p Pack,
    space: &'p Space<'s>,
    criteria: &'p [Told],
    pub(super) blocks: Vec<Whole>,
    pub(super) kinds: Vec<Whole>,
    established: Vec<Set>,
    provisional: Vec<Set>,
    unclassified: Set,
    /// Contradictory, unclassified, or established as a residual kind.
    residual_or_none: Set,
}

impl<'p, 's> Verdicts<'p, 's> {
    pub(super) fn new(pack: &'p Pack, space: &'p Space<'s>, criteria: &'p [Told]) -> Self {
        let necessary = |id: &usize| pack.criteria[*id].weight == Weight::Necessary;
        let blocks: Vec<Whole> = (pack.blocks.iter())
            .map(|block| {
                let parts = block.indicators.iter().filter(|id| necessary(id)).map(|id| Part::from(&criteria[*id]));
                Whole::new(space, &parts.collect::<Vec<_>>())
            })
            .collect();
        let kinds: Vec<Whole> = (pack.kinds.iter())
            .map(|kind| {
                let parts = kind.requires.iter().map(|one| match *one {
                    Requirement::Block(block) => blocks[block].as_part(),
                    Requirement::Criterion(id) => Part::from(&criteria[id]),
                });
                Whole::new(space, &parts.collect::<Vec<_>>())
            })
            .collect();
        let none = space.none();
        let mut verdicts = Self {
            pack,
            space,
            criteria,
            blocks,
            kinds,
            established: Vec::new(),
            provisional: Vec::new(),
            unclassified: none.clone(),
            residual_or_none: none,
        };
        verdicts.prepare();
        verdicts
    }

    fn prepare(&mut self) {
        let others = |kind: KindId| (0..self.kinds.len()).filter(move |other| *other != kind);
        let established = |kind: KindId| {
            others(kind).fold(self.kinds[kind].shown.clone(), |shown, other| shown.and_not(&self.kinds[other].shown))
        };
        self.established = (0..self.kinds.len()).map(established).collect();
        let any = |of: fn(&Whole) -> &Set| self.kinds.iter().fold(self.space.none(), |any, kind| any.or(of(kind)));
        let shown = any(|kind| &kind.shown);
        let contradictory = any(|kind| &kind.contradictory).and_not(&shown);
        // What is neither established nor contradictory, so that every kind is refuted or open.
        let undecided = shown.or(&contradictory).not();
        let and_refuted = |all: &Set, kind: KindId| {
            let Kind { residual, .. } = self.pack.kinds[kind];
            if residual { all.clone() } else { all.and(&self.kinds[kind].refuted) }
        };
        // Every kind before each is refuted, residual kinds apart, and every kind from each on.
        let (mut before, mut from) = (vec![undecided], vec![self.space.all()]);
        for kind in 0..self.kinds.len() {
            before.push(and_refuted(&before[kind], kind));
            from.push(and_refuted(&from[kind], self.kinds.len() - 1 - kind));
        }
        from.reverse();
        let provisional = |kind: KindId| {
            let Kind { residual, ref defining, .. } = self.pack.kinds[kind];
            if residual {
                return self.space.none();
            }
            let left = before[kind].and(&from[kind + 1]).and_not(&self.kinds[kind].refuted);
            defining.iter().fold(left, |left, one| left.and(&self.answer_shown(*one)))
        };
        self.provisional = (0..self.kinds.len()).map(provisional).collect();
        self.unclassified = before.pop().unwrap_or_else(|| self.space.none());
        let residual = (0..self.kinds.len()).filter(|kind| self.pack.kinds[*kind].residual);
        let residual = residual.fold(self.space.none(), |any, kind| any.or(self.established(kind)));
        self.residual_or_none = residual.or(&self.unclassified).or(&contradictory);
    }

    fn answer_shown(&self, requirement: Requirement) -> Set {
        match requirement {
            Requirement::Block(block) => self.blocks[block].shown.clone(),
            Requirement::Criterion(id) => self.criteria[id].answer(Answer::Shown),
        }
    }

    /// This kind is shown, and no other.
    pub(super) fn established(&self, kind: KindId) -> &Set {
        &self.established[kind]
    }

    /// This kind is left, residual kinds apart, and what defines it is shown.
    pub(super) fn provisional(&self, kind: KindId) -> &Set {
        &self.provisional[kind]
    }

    /// What stays of a provisional kind: something refutes every other, and shows what defines it.
    pub(super) fn provisional_hull(&self, kind: KindId) -> Set {
        let shown = |all: Set, requirement: &Requirement| match *requirement {
            Requirement::Block(block) => all.and(&self.blocks[block].all_shown),
            Requirement::Criterion(id) => all.and(&self.criteria[id].shown),
        };
        self.pack.kinds[kind].defining.iter().fold(self.refuted_but(Some(kind)), shown)
    }

    /// Every kind is refuted, residual kinds apart.
    pub(super) fn unclassified(&self) -> &Set {
        &self.unclassified
    }

    /// What stays of that: something refutes every kind.
    pub(super) fn unclassified_hull(&self) -> Set {
        self.refuted_but(None)
    }

    /// Contradictory, unclassified, or established as a residual kind.
    pub(super) fn residual_or_none(&self) -> &Set {
        &self.residual_or_none
    }

    fn refuted_but(&self, but: Option<KindId>) -> Set {
        let others = (0..self.kinds.len()).filter(|kind| Some(*kind) != but && !self.pack.kinds[*kind].residual);
        others.fold(self.space.all(), |all, kind| all.and(&self.kinds[kind].some_refuted))
    }
}
