//! Derives the verdict from the answers to all kinds.

use serde::{Deserialize, Serialize};

use crate::{
    eval::{Answer, Belnap},
    pack::{KindId, Pack, Requirement},
};

/// How certain a verdict is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum VerdictStatus {
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

impl VerdictStatus {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Established => "established",
            Self::Provisional => "provisional",
            Self::Open => "open",
            Self::Unclassified => "unclassified",
            Self::Contradictory => "contradictory",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    pub status: VerdictStatus,
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
    pub(super) fn from_answers(pack: &Pack, kinds: &[Belnap], answer: impl Fn(Requirement) -> Belnap) -> Self {
        let kinds_with = |wanted: Answer| -> Vec<KindId> {
            kinds.iter().enumerate().filter(|(_, value)| value.answer() == wanted).map(|(kind, _)| kind).collect()
        };
        let verdict = |status, kind, candidates| Self { status, kind, candidates, nearest: Vec::new() };
        let is_defined = |kind: KindId| {
            let mut defining = pack.kinds[kind].defining.iter();
            defining.all(|requirement| answer(*requirement).answer() == Answer::Shown)
        };

        let shown = kinds_with(Answer::Shown);
        match shown[..] {
            [kind] => return verdict(VerdictStatus::Established, Some(kind), shown),
            [] => {}
            // Kinds of a sound pack exclude each other; this pack is unsound, so the verdict is not established.
            _ => return verdict(VerdictStatus::Contradictory, None, shown),
        }
        let contradictory = kinds_with(Answer::Contradictory);
        if !contradictory.is_empty() {
            return verdict(VerdictStatus::Contradictory, None, contradictory);
        }
        let (residual, remaining): (Vec<KindId>, Vec<KindId>) =
            kinds_with(Answer::Open).into_iter().partition(|kind| pack.kinds[*kind].residual);
        match remaining[..] {
            [] => {
                let is_refuted = |requirement: &&Requirement| answer(**requirement).answer() == Answer::Refuted;
                let refuted = |kind: KindId| pack.kinds[kind].requires.iter().filter(is_refuted).count();
                let defined: Vec<KindId> = (0..kinds.len()).filter(|kind| is_defined(*kind)).collect();
                let fewest = defined.iter().map(|kind| refuted(*kind)).min();
                let nearest = defined.into_iter().filter(|kind| Some(refuted(*kind)) == fewest).collect();
                Self { nearest, ..verdict(VerdictStatus::Unclassified, None, residual) }
            }
            [kind] if is_defined(kind) => verdict(VerdictStatus::Provisional, Some(kind), remaining),
            _ => verdict(VerdictStatus::Open, None, remaining),
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
    struct TestKind<'t> {
        residual: bool,
        defining: usize,
        answers: &'t [Belnap],
    }

    /// Non-residual kind defined by its first requirement.
    const fn kind_defined_by_one(answers: &[Belnap]) -> TestKind<'_> {
        TestKind { residual: false, defining: 1, answers }
    }

    const fn residual_kind(answers: &[Belnap]) -> TestKind<'_> {
        TestKind { residual: true, ..kind_defined_by_one(answers) }
    }

    /// Non-residual kind defined by its first two requirements.
    const fn kind_defined_by_two(answers: &[Belnap]) -> TestKind<'_> {
        TestKind { defining: 2, ..kind_defined_by_one(answers) }
    }

    fn verdict_on(test_kinds: &[TestKind<'_>]) -> Verdict {
        let mut pack = built_in(built_in_names().next().unwrap()).unwrap().load(vocabulary()).unwrap();
        let (mut answers, mut kinds) = (Vec::new(), Vec::new());
        for (kind, test_kind) in pack.kinds.drain(..).zip(test_kinds) {
            let requires: Vec<_> =
                (answers.len()..answers.len() + test_kind.answers.len()).map(Requirement::Criterion).collect();
            answers.extend_from_slice(test_kind.answers);
            let defining = requires[..test_kind.defining].to_vec();
            kinds.push(Kind { requires, defining, residual: test_kind.residual, ..kind });
        }
        assert_eq!(kinds.len(), test_kinds.len());
        pack.kinds = kinds;
        let kind_answers: Vec<Belnap> =
            test_kinds.iter().map(|test_kind| Belnap::all_of(test_kind.answers.iter().copied())).collect();
        Verdict::from_answers(&pack, &kind_answers, |requirement| match requirement {
            Requirement::Criterion(id) => answers[id],
            Requirement::Block(_) => unreachable!("none is required"),
        })
    }

    /// Kinds and expected verdict: status, kind, candidates, nearest.
    type VerdictCase<'t> = (&'t [TestKind<'t>], VerdictStatus, Option<KindId>, &'t [KindId], &'t [KindId]);

    fn assert_verdicts(cases: &[VerdictCase<'_>]) {
        for (test_kinds, status, kind, candidates, nearest) in cases {
            let (candidates, nearest) = (candidates.to_vec(), nearest.to_vec());
            let expected = Verdict { status: *status, kind: *kind, candidates, nearest };
            assert_eq!(verdict_on(test_kinds), expected, "{test_kinds:?}");
        }
    }

    #[test]
    fn single_shown_kind_is_established() {
        use VerdictStatus::{Contradictory, Established};
        assert_verdicts(&[
            (
                &[kind_defined_by_one(&[SHOWN, SHOWN]), kind_defined_by_one(&[SHOWN, OPEN])],
                Established,
                Some(0),
                &[0],
                &[],
            ),
            (
                &[kind_defined_by_one(&[REFUTED, SHOWN]), kind_defined_by_one(&[SHOWN, SHOWN])],
                Established,
                Some(1),
                &[1],
                &[],
            ),
            // shown precedes contradictory
            (
                &[kind_defined_by_one(&[SHOWN, SHOWN]), kind_defined_by_one(&[BOTH, SHOWN])],
                Established,
                Some(0),
                &[0],
                &[],
            ),
            // residual kinds can be established
            (&[kind_defined_by_one(&[REFUTED, OPEN]), residual_kind(&[SHOWN])], Established, Some(1), &[1], &[]),
            // two shown kinds are a contradiction
            (
                &[kind_defined_by_one(&[SHOWN, SHOWN]), kind_defined_by_one(&[SHOWN, SHOWN])],
                Contradictory,
                None,
                &[0, 1],
                &[],
            ),
        ]);
    }

    #[test]
    fn contradictory_precedes_other_statuses() {
        use VerdictStatus::{Contradictory, Provisional, Unclassified};
        assert_verdicts(&[
            (
                &[kind_defined_by_one(&[BOTH, SHOWN]), kind_defined_by_one(&[REFUTED, OPEN])],
                Contradictory,
                None,
                &[0],
                &[],
            ),
            (
                &[kind_defined_by_one(&[BOTH, OPEN]), kind_defined_by_one(&[SHOWN, OPEN])],
                Contradictory,
                None,
                &[0],
                &[],
            ),
            (
                &[
                    kind_defined_by_one(&[BOTH, SHOWN]),
                    kind_defined_by_one(&[OPEN, OPEN]),
                    kind_defined_by_one(&[OPEN, BOTH]),
                ],
                Contradictory,
                None,
                &[0, 2],
                &[],
            ),
            (&[kind_defined_by_one(&[REFUTED, SHOWN]), residual_kind(&[BOTH])], Contradictory, None, &[1], &[]),
            // One contradictory and one refuted requirement make the kind refuted.
            (
                &[kind_defined_by_one(&[BOTH, REFUTED]), kind_defined_by_one(&[SHOWN, OPEN])],
                Provisional,
                Some(1),
                &[1],
                &[],
            ),
            (&[kind_defined_by_one(&[BOTH, REFUTED])], Unclassified, None, &[], &[]),
        ]);
    }

    #[test]
    fn last_remaining_kind_is_provisional_if_defined() {
        use VerdictStatus::{Open, Provisional};
        assert_verdicts(&[
            (
                &[kind_defined_by_one(&[SHOWN, OPEN]), kind_defined_by_one(&[REFUTED, OPEN])],
                Provisional,
                Some(0),
                &[0],
                &[],
            ),
            (&[kind_defined_by_one(&[OPEN, SHOWN]), kind_defined_by_one(&[REFUTED, OPEN])], Open, None, &[0], &[]),
            (
                &[kind_defined_by_two(&[SHOWN, SHOWN, OPEN]), kind_defined_by_one(&[REFUTED])],
                Provisional,
                Some(0),
                &[0],
                &[],
            ),
            (&[kind_defined_by_two(&[SHOWN, OPEN, SHOWN]), kind_defined_by_one(&[REFUTED])], Open, None, &[0], &[]),
            // several kinds remain
            (&[kind_defined_by_one(&[SHOWN, OPEN]), kind_defined_by_one(&[OPEN, OPEN])], Open, None, &[0, 1], &[]),
            // An open residual kind neither keeps the verdict open nor is a candidate.
            (
                &[kind_defined_by_one(&[SHOWN, OPEN]), kind_defined_by_one(&[REFUTED]), residual_kind(&[OPEN])],
                Provisional,
                Some(0),
                &[0],
                &[],
            ),
            (
                &[kind_defined_by_one(&[OPEN, SHOWN]), kind_defined_by_one(&[REFUTED]), residual_kind(&[OPEN])],
                Open,
                None,
                &[0],
                &[],
            ),
            (
                &[kind_defined_by_one(&[OPEN]), kind_defined_by_one(&[OPEN]), residual_kind(&[OPEN])],
                Open,
                None,
                &[0, 1],
                &[],
            ),
        ]);
    }

    #[test]
    fn residual_kinds_are_candidates_if_no_other_remains() {
        use VerdictStatus::Unclassified;
        assert_verdicts(&[
            (&[kind_defined_by_one(&[OPEN, REFUTED]), residual_kind(&[OPEN])], Unclassified, None, &[1], &[]),
            // A residual kind is never provisional, even if its defining requirement is shown.
            (&[kind_defined_by_one(&[OPEN, REFUTED]), residual_kind(&[SHOWN, OPEN])], Unclassified, None, &[1], &[1]),
            (&[kind_defined_by_one(&[OPEN, REFUTED]), residual_kind(&[REFUTED])], Unclassified, None, &[], &[]),
        ]);
    }

    #[test]
    fn nearest_kinds_have_fewest_refuted_requirements() {
        use VerdictStatus::Unclassified;
        assert_verdicts(&[
            (
                &[
                    kind_defined_by_one(&[SHOWN, REFUTED, REFUTED]),
                    kind_defined_by_one(&[SHOWN, REFUTED, OPEN]),
                    kind_defined_by_one(&[SHOWN, REFUTED, SHOWN]),
                ],
                Unclassified,
                None,
                &[],
                &[1, 2],
            ),
            // A contradictory requirement is neither refuted nor shown.
            (
                &[kind_defined_by_one(&[SHOWN, REFUTED, BOTH]), kind_defined_by_one(&[SHOWN, REFUTED, REFUTED])],
                Unclassified,
                None,
                &[],
                &[0],
            ),
            (
                &[kind_defined_by_one(&[BOTH, REFUTED]), kind_defined_by_one(&[SHOWN, REFUTED, REFUTED])],
                Unclassified,
                None,
                &[],
                &[1],
            ),
            // fewer refuted requirements, but the defining one is not shown
            (
                &[kind_defined_by_one(&[OPEN, REFUTED]), kind_defined_by_one(&[SHOWN, REFUTED, REFUTED])],
                Unclassified,
                None,
                &[],
                &[1],
            ),
            (
                &[kind_defined_by_two(&[SHOWN, OPEN, REFUTED]), kind_defined_by_one(&[SHOWN, REFUTED])],
                Unclassified,
                None,
                &[],
                &[1],
            ),
            // no kind has its defining requirement shown
            (
                &[
                    kind_defined_by_one(&[OPEN, REFUTED]),
                    kind_defined_by_one(&[REFUTED, SHOWN]),
                    kind_defined_by_one(&[BOTH, REFUTED]),
                ],
                Unclassified,
                None,
                &[],
                &[],
            ),
        ]);
    }
}
