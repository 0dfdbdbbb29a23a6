//! From the answers on all kinds to one verdict and how firmly it stands.

use serde::Serialize;

use super::{Answer, Told};
use crate::rules::{KindId, Pack, Requirement};

/// How firmly a verdict stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// One kind is shown.
    Established,
    /// One kind is left, residual kinds apart, and what defines it is shown.
    Provisional,
    /// Several kinds are left that are not residual, or one whose defining requirement is not shown.
    Open,
    /// All kinds are refuted, residual kinds apart.
    Unclassified,
    /// None is shown, and some kind is contradictory.
    Contradictory,
}

/// What a programme is, as far as the description says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// How firmly it stands.
    pub standing: Standing,
    /// The kind, when it is established or provisional.
    pub kind: Option<KindId>,
    /// The kinds in question: the kind itself, those that are left, those that contradict themselves, or,
    /// where no other kind fits, the residual kinds that are left.
    pub candidates: Vec<KindId>,
    /// When no kind fits: of the kinds whose defining requirements are all shown, those with the fewest
    /// refuted requirements.
    pub nearest: Vec<KindId>,
}

impl Verdict {
    /// The verdict on the kinds of a pack, given the answers on each and on what they require.
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
            // A sound pack rules this out; one that is not must not look decided.
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
