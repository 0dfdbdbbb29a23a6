//! Derives the verdict from the answers to all kinds.

use serde::Serialize;

use crate::{
    eval::{Answer, Told},
    pack::{KindId, Pack, Requirement},
};

/// How certain a verdict is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// One kind is shown.
    Established,
    /// One non-residual kind remains, and its defining requirements are shown.
    Provisional,
    /// Several non-residual kinds remain, or one whose defining requirements are not all shown.
    Open,
    /// All non-residual kinds are refuted.
    Unclassified,
    /// No kind is shown and at least one is contradictory, or several are shown.
    Contradictory,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    pub standing: Standing,
    /// Set if established or provisional.
    pub kind: Option<KindId>,
    /// The kinds that determine the status: the established one, the contradictory ones, or the remaining ones
    /// (residual kinds only if no other kind remains).
    pub candidates: Vec<KindId>,
    /// If unclassified: of the kinds whose defining requirements are all shown, those with the fewest refuted
    /// requirements.
    pub nearest: Vec<KindId>,
}

impl Verdict {
    /// Derives the verdict from the answers to each kind and a lookup of the answers to its requirements.
    pub(super) fn of(pack: &Pack, kinds: &[Told], answer: impl Fn(Requirement) -> Told) -> Self {
        let with = |wanted: Answer| -> Vec<KindId> {
            kinds.iter().enumerate().filter(|(_, told)| told.answer() == wanted).map(|(kind, _)| kind).collect()
        };
        let verdict = |standing, kind, candidates| Self { standing, kind, candidates, nearest: Vec::new() };
        let is_defined = |kind: KindId| {
            let mut defining = pack.kinds[kind].defining.iter();
            defining.all(|one| answer(*one).answer() == Answer::Shown)
        };

        let shown = with(Answer::Shown);
        match shown[..] {
            [kind] => return verdict(Standing::Established, Some(kind), shown),
            [] => {}
            // Kinds of a sound pack exclude each other; this pack is unsound, so the verdict is not established.
            _ => return verdict(Standing::Contradictory, None, shown),
        }
        let contradictory = with(Answer::Contradictory);
        if !contradictory.is_empty() {
            return verdict(Standing::Contradictory, None, contradictory);
        }
        let (residual, left): (Vec<KindId>, Vec<KindId>) =
            with(Answer::Open).into_iter().partition(|kind| pack.kinds[*kind].residual);
        match left[..] {
            [] => {
                let is_refuted = |one: &&Requirement| answer(**one).answer() == Answer::Refuted;
                let refuted = |kind: KindId| pack.kinds[kind].requires.iter().filter(is_refuted).count();
                let defined: Vec<KindId> = (0..kinds.len()).filter(|kind| is_defined(*kind)).collect();
                let fewest = defined.iter().map(|kind| refuted(*kind)).min();
                let nearest = defined.into_iter().filter(|kind| Some(refuted(*kind)) == fewest).collect();
                Self { nearest, ..verdict(Standing::Unclassified, None, residual) }
            }
            [kind] if is_defined(kind) => verdict(Standing::Provisional, Some(kind), left),
            _ => verdict(Standing::Open, None, left),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        eval::belnap::examples::{BOTH, OPEN, REFUTED, SHOWN},
        pack::{Kind, built_in, built_in_names},
        schema::vocabulary,
    };

    /// Test kind: the first `defining` of its requirements define it; one answer per requirement.
    #[derive(Debug, Clone, Copy)]
    struct Made<'t> {
        residual: bool,
        defining: usize,
        answers: &'t [Told],
    }

    /// Non-residual kind defined by its first requirement.
    const fn kind(answers: &[Told]) -> Made<'_> {
        Made { residual: false, defining: 1, answers }
    }

    const fn residual(answers: &[Told]) -> Made<'_> {
        Made { residual: true, ..kind(answers) }
    }

    /// Non-residual kind defined by its first two requirements.
    const fn twice_defined(answers: &[Told]) -> Made<'_> {
        Made { defining: 2, ..kind(answers) }
    }

    fn verdict(made: &[Made<'_>]) -> Verdict {
        let mut pack = built_in(built_in_names().next().unwrap()).unwrap().load(vocabulary()).unwrap();
        let (mut answers, mut kinds) = (Vec::new(), Vec::new());
        for (kind, made) in pack.kinds.drain(..).zip(made) {
            let requires: Vec<_> =
                (answers.len()..answers.len() + made.answers.len()).map(Requirement::Criterion).collect();
            answers.extend_from_slice(made.answers);
            let defining = requires[..made.defining].to_vec();
            kinds.push(Kind { requires, defining, residual: made.residual, ..kind });
        }
        assert_eq!(kinds.len(), made.len());
        pack.kinds = kinds;
        let wholes: Vec<Told> = made.iter().map(|made| Told::of_parts(made.answers.iter().copied())).collect();
        Verdict::of(&pack, &wholes, |requirement| match requirement {
            Requirement::Criterion(id) => answers[id],
            Requirement::Block(_) => unreachable!("none is required"),
        })
    }

    /// Kinds and expected verdict: status, kind, candidates, nearest.
    type Case<'t> = (&'t [Made<'t>], Standing, Option<KindId>, &'t [KindId], &'t [KindId]);

    fn assert_verdicts(cases: &[Case<'_>]) {
        for (made, standing, kind, candidates, nearest) in cases {
            let (candidates, nearest) = (candidates.to_vec(), nearest.to_vec());
            let expected = Verdict { standing: *standing, kind: *kind, candidates, nearest };
            assert_eq!(verdict(made), expected, "{made:?}");
        }
    }

    #[test]
    fn one_kind_that_is_shown_is_established() {
        use Standing::{Contradictory, Established};
        assert_verdicts(&[
            (&[kind(&[SHOWN, SHOWN]), kind(&[SHOWN, OPEN])], Established, Some(0), &[0], &[]),
            (&[kind(&[REFUTED, SHOWN]), kind(&[SHOWN, SHOWN])], Established, Some(1), &[1], &[]),
            // shown precedes contradictory
            (&[kind(&[SHOWN, SHOWN]), kind(&[BOTH, SHOWN])], Established, Some(0), &[0], &[]),
            // residual kinds can be established
            (&[kind(&[REFUTED, OPEN]), residual(&[SHOWN])], Established, Some(1), &[1], &[]),
            // two shown kinds are a contradiction
            (&[kind(&[SHOWN, SHOWN]), kind(&[SHOWN, SHOWN])], Contradictory, None, &[0, 1], &[]),
        ]);
    }

    #[test]
    fn a_contradiction_goes_before_what_is_provisional_open_or_unclassified() {
        use Standing::{Contradictory, Provisional, Unclassified};
        assert_verdicts(&[
            (&[kind(&[BOTH, SHOWN]), kind(&[REFUTED, OPEN])], Contradictory, None, &[0], &[]),
            (&[kind(&[BOTH, OPEN]), kind(&[SHOWN, OPEN])], Contradictory, None, &[0], &[]),
            (&[kind(&[BOTH, SHOWN]), kind(&[OPEN, OPEN]), kind(&[OPEN, BOTH])], Contradictory, None, &[0, 2], &[]),
            (&[kind(&[REFUTED, SHOWN]), residual(&[BOTH])], Contradictory, None, &[1], &[]),
            // One contradictory and one refuted requirement make the kind refuted.
            (&[kind(&[BOTH, REFUTED]), kind(&[SHOWN, OPEN])], Provisional, Some(1), &[1], &[]),
            (&[kind(&[BOTH, REFUTED])], Unclassified, None, &[], &[]),
        ]);
    }

    #[test]
    fn the_only_kind_left_is_provisional_once_all_that_defines_it_is_shown() {
        use Standing::{Open, Provisional};
        assert_verdicts(&[
            (&[kind(&[SHOWN, OPEN]), kind(&[REFUTED, OPEN])], Provisional, Some(0), &[0], &[]),
            (&[kind(&[OPEN, SHOWN]), kind(&[REFUTED, OPEN])], Open, None, &[0], &[]),
            (&[twice_defined(&[SHOWN, SHOWN, OPEN]), kind(&[REFUTED])], Provisional, Some(0), &[0], &[]),
            (&[twice_defined(&[SHOWN, OPEN, SHOWN]), kind(&[REFUTED])], Open, None, &[0], &[]),
            // several kinds remain
            (&[kind(&[SHOWN, OPEN]), kind(&[OPEN, OPEN])], Open, None, &[0, 1], &[]),
            // An open residual kind neither keeps the verdict open nor is a candidate.
            (&[kind(&[SHOWN, OPEN]), kind(&[REFUTED]), residual(&[OPEN])], Provisional, Some(0), &[0], &[]),
            (&[kind(&[OPEN, SHOWN]), kind(&[REFUTED]), residual(&[OPEN])], Open, None, &[0], &[]),
            (&[kind(&[OPEN]), kind(&[OPEN]), residual(&[OPEN])], Open, None, &[0, 1], &[]),
        ]);
    }

    #[test]
    fn where_no_kind_is_left_the_residual_ones_are_candidates() {
        use Standing::Unclassified;
        assert_verdicts(&[
            (&[kind(&[OPEN, REFUTED]), residual(&[OPEN])], Unclassified, None, &[1], &[]),
            // A residual kind is never provisional, even if its defining requirement is shown.
            (&[kind(&[OPEN, REFUTED]), residual(&[SHOWN, OPEN])], Unclassified, None, &[1], &[1]),
            (&[kind(&[OPEN, REFUTED]), residual(&[REFUTED])], Unclassified, None, &[], &[]),
        ]);
    }

    #[test]
    fn nearest_are_those_that_are_defined_and_fail_on_the_fewest_requirements() {
        use Standing::Unclassified;
        assert_verdicts(&[
            (
                &[kind(&[SHOWN, REFUTED, REFUTED]), kind(&[SHOWN, REFUTED, OPEN]), kind(&[SHOWN, REFUTED, SHOWN])],
                Unclassified,
                None,
                &[],
                &[1, 2],
            ),
            // A contradictory requirement is neither refuted nor shown.
            (&[kind(&[SHOWN, REFUTED, BOTH]), kind(&[SHOWN, REFUTED, REFUTED])], Unclassified, None, &[], &[0]),
            (&[kind(&[BOTH, REFUTED]), kind(&[SHOWN, REFUTED, REFUTED])], Unclassified, None, &[], &[1]),
            // fewer refuted requirements, but the defining one is not shown
            (&[kind(&[OPEN, REFUTED]), kind(&[SHOWN, REFUTED, REFUTED])], Unclassified, None, &[], &[1]),
            (&[twice_defined(&[SHOWN, OPEN, REFUTED]), kind(&[SHOWN, REFUTED])], Unclassified, None, &[], &[1]),
            // no kind has its defining requirement shown
            (&[kind(&[OPEN, REFUTED]), kind(&[REFUTED, SHOWN]), kind(&[BOTH, REFUTED])], Unclassified, None, &[], &[]),
        ]);
    }
}
