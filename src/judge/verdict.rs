//! From the answers on all kinds to one verdict and how firmly it stands.

use serde::Serialize;

use super::{Answer, Told};
use crate::rules::KindId;

/// How firmly a verdict stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// One kind is shown.
    Established,
    /// None is shown, every kind but one is refuted, and something stated speaks for that one.
    Provisional,
    /// Several kinds are left, or one for which nothing stated speaks.
    Open,
    /// All kinds are refuted.
    Unclassified,
    /// A kind is wholly shown, and refuted too.
    Contradictory,
}

/// What a programme is, as far as the description tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// How firmly it stands.
    pub standing: Standing,
    /// The kind, when it is established or provisional.
    pub kind: Option<KindId>,
    /// The kinds in question: the kind itself, those that are left, or those that contradict themselves.
    pub candidates: Vec<KindId>,
    /// When no kind fits: those with the fewest refuted requirements among those with something
    /// shown, the one with the most shown first. Ties are all named.
    pub nearest: Vec<KindId>,
}

impl Verdict {
    /// The verdict on kinds, given the answers on each and on each of its requirements.
    pub(super) fn of<R: Iterator<Item = Told>>(kinds: &[Told], requirements: impl Fn(KindId) -> R) -> Self {
        let with = |answer: Answer| -> Vec<KindId> {
            kinds.iter().enumerate().filter(|(_, told)| told.answer() == answer).map(|(kind, _)| kind).collect()
        };
        let verdict = |standing, kind, candidates| Self { standing, kind, candidates, nearest: Vec::new() };

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
        let left = with(Answer::Open);
        match left[..] {
            [] => Self { nearest: nearest(kinds.len(), requirements), ..verdict(Standing::Unclassified, None, left) },
            [kind] if requirements(kind).any(|told| told.shown) => verdict(Standing::Provisional, Some(kind), left),
            _ => verdict(Standing::Open, None, left),
        }
    }
}

fn nearest<R: Iterator<Item = Told>>(kinds: usize, requirements: impl Fn(KindId) -> R) -> Vec<KindId> {
    let refuted = |kind: KindId| requirements(kind).filter(|told| told.refuted).count();
    let shown = |kind: KindId| requirements(kind).filter(|told| told.shown).count();
    let spoken_for: Vec<KindId> = (0..kinds).filter(|kind| shown(*kind) > 0).collect();
    let fewest = spoken_for.iter().map(|kind| refuted(*kind)).min();
    let mut nearest: Vec<KindId> = spoken_for.into_iter().filter(|kind| Some(refuted(*kind)) == fewest).collect();
    nearest.sort_by_key(|kind| std::cmp::Reverse(shown(*kind)));
    nearest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::answer::examples::{BOTH, OPEN, REFUTED, SHOWN};

    /// Kinds of two requirements each, and what the verdict on them is.
    fn verdict(kinds: &[[Told; 2]]) -> (Standing, Option<KindId>, Vec<KindId>, Vec<KindId>) {
        let requirements: Vec<Vec<Told>> = kinds.iter().map(|kind| kind.to_vec()).collect();
        let wholes: Vec<Told> = requirements.iter().map(|parts| Told::of_parts(parts.iter().copied())).collect();
        let verdict = Verdict::of(&wholes, |kind| requirements[kind].iter().copied());
        (verdict.standing, verdict.kind, verdict.candidates, verdict.nearest)
    }

    #[test]
    fn every_standing_and_its_precedence() {
        use Standing::{Contradictory, Established, Open, Provisional, Unclassified};
        let none = vec![];
        for (kinds, expected) in [
            (vec![[SHOWN, SHOWN], [SHOWN, OPEN]], (Established, Some(0), vec![0], none.clone())),
            (vec![[SHOWN, SHOWN], [BOTH, SHOWN]], (Established, Some(0), vec![0], none.clone())),
            (vec![[BOTH, SHOWN], [SHOWN, OPEN]], (Contradictory, None, vec![0], none.clone())),
            (vec![[SHOWN, OPEN], [REFUTED, OPEN]], (Provisional, Some(0), vec![0], none.clone())),
            (vec![[OPEN, OPEN], [REFUTED, OPEN]], (Open, None, vec![0], none.clone())),
            (vec![[SHOWN, OPEN], [OPEN, OPEN]], (Open, None, vec![0, 1], none.clone())),
            (vec![[REFUTED, OPEN], [REFUTED, SHOWN], [REFUTED, REFUTED]], (Unclassified, None, vec![], vec![1])),
            (vec![[REFUTED, BOTH], [REFUTED, SHOWN], [SHOWN, REFUTED]], (Unclassified, None, vec![], vec![1, 2])),
            (vec![[SHOWN, SHOWN], [SHOWN, SHOWN]], (Contradictory, None, vec![0, 1], none)),
        ] {
            assert_eq!(verdict(&kinds), expected, "{kinds:?}");
        }
    }
}
