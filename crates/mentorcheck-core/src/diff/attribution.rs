//! Attributes changed answers to changed facts.

use crate::{
    diff::fact_changes::{Changes, Places},
    eval::Judgement,
    facts::Facts,
    pack::{Condition, CriterionId, KindId, Pack, Weight},
    report::{
        Programme, SpectrumRange,
        difference::{AnswerMove, Because, Difference, LabelMove, SpectrumMove, VerdictMove},
    },
    schema::Vocabulary,
};

/// The inputs to a comparison for one version.
#[derive(Debug, Clone, Copy)]
pub struct Version<'a> {
    pub facts: &'a Facts,
    pub programme: &'a Programme,
    /// `None` if the version has no source, as under an assumption.
    pub places: Option<Places<'a>>,
}

/// Compares two versions and attributes the changed answers.
#[must_use]
pub fn difference(pack: &Pack, vocabulary: &Vocabulary, old: Version<'_>, new: Version<'_>) -> Difference {
    let changes = Changes::between(vocabulary, old.facts, new.facts);
    let (before, after) = (Judgement::of(pack, old.facts), Judgement::of(pack, new.facts));
    let search = Search { pack, vocabulary, changes: &changes };
    let spectrum = |judgement: &Judgement| judgement.spectrum.map(|(from, to)| SpectrumRange { from, to });
    Difference {
        changes: changes.told(pack, vocabulary, old.places, new.places),
        verdict: VerdictMove {
            old: old.programme.verdict.clone(),
            new: new.programme.verdict.clone(),
            because: (before.verdict != after.verdict).then(|| search.verdict(&before, &after)),
        },
        blocks: (0..pack.blocks.len()).map(|block| search.block(block, &before, &after)).collect(),
        kinds: (0..pack.kinds.len())
            .map(|kind| search.kind(kind, &before, &after))
            .filter(|kind| kind.because.is_some())
            .collect(),
        spectrum: (before.spectrum != after.spectrum).then(|| SpectrumMove {
            old: spectrum(&before),
            new: spectrum(&after),
            because: search.spectrum(&after),
        }),
        label: (before.label != after.label).then(|| LabelMove {
            old: old.programme.label.clone(),
            new: new.programme.label.clone(),
            because: search.label(&after),
        }),
    }
}

/// The maximum number of subsets evaluated per answer; beyond it the search returns one minimal set.
const TRIALS: usize = 2_000;

struct Search<'a> {
    pack: &'a Pack,
    vocabulary: &'a Vocabulary,
    changes: &'a Changes,
}

impl<'a> Search<'a> {
    fn block(&self, block: usize, before: &Judgement, after: &Judgement) -> AnswerMove {
        let (old, new) = (before.blocks[block].answer(), after.blocks[block].answer());
        let relevant = || self.read_by(self.pack.blocks[block].indicators.iter().copied());
        let because =
            (old != new).then(|| self.movers(&relevant(), |judgement| judgement.blocks[block].answer() == new));
        let definition = &self.pack.blocks[block];
        AnswerMove { id: definition.id.clone(), title: definition.title.clone(), old, new, because }
    }

    fn kind(&self, kind: KindId, before: &Judgement, after: &Judgement) -> AnswerMove {
        let (old, new) = (before.kinds[kind].answer(), after.kinds[kind].answer());
        let relevant = || self.read_by(self.pack.owned_criteria_of(kind).map(|(_, criterion)| criterion));
        let because = (old != new).then(|| self.movers(&relevant(), |judgement| judgement.kinds[kind].answer() == new));
        let definition = &self.pack.kinds[kind];
        AnswerMove { id: definition.id.clone(), title: definition.title.clone(), old, new, because }
    }

    fn verdict(&self, before: &Judgement, after: &Judgement) -> Because {
        let question = |one: &Judgement| (one.verdict.standing, one.verdict.kind, one.verdict.candidates.clone());
        let wanted = question(after);
        if question(before) == wanted {
            // Only the nearest kind differs.
            self.movers(&self.deciding(), |judgement| judgement.verdict == after.verdict)
        } else {
            self.movers(&self.deciding(), |judgement| question(judgement) == wanted)
        }
    }

    fn spectrum(&self, after: &Judgement) -> Because {
        let scale = &self.pack.spectrum;
        let points = scale.points.iter().map(|point| &point.ruled_out);
        let relevant = self.changes.read_by(points.chain(&scale.applies).chain(&scale.outside));
        self.movers(&relevant, |judgement| judgement.spectrum == after.spectrum)
    }

    fn label(&self, after: &Judgement) -> Because {
        let mut relevant = self.changes.of_field(self.pack.labels.field);
        relevant.extend(self.deciding());
        relevant.sort_unstable();
        relevant.dedup();
        self.movers(&relevant, |judgement| judgement.label == after.label)
    }

    /// Edits that can affect the answer on any kind.
    fn deciding(&self) -> Vec<usize> {
        let criteria = (0..self.pack.kinds.len()).flat_map(|kind| self.pack.criteria_of(kind));
        self.read_by(criteria.map(|(_, criterion)| criterion))
    }

    /// Edits that can affect the necessary ones among these criteria.
    fn read_by(&self, criteria: impl Iterator<Item = CriterionId>) -> Vec<usize> {
        let criteria = criteria.map(|id| &self.pack.criteria[id]).filter(|one| one.weight == Weight::Necessary);
        let conditions: Vec<&'a Condition> =
            criteria.flat_map(|one| [Some(&one.shown), one.refuted.as_ref()]).flatten().collect();
        self.changes.read_by(conditions)
    }

    fn gives(&self, chosen: &[usize], wanted: &impl Fn(&Judgement) -> bool) -> bool {
        wanted(&Judgement::of(self.pack, &self.changes.made(self.vocabulary, chosen)))
    }

    /// Finds the minimal sets of edits that give the wanted answer, breadth-first by size, pruning supersets of sets
    /// already found. Stops after size 1 if a single edit suffices.
    fn movers(&self, relevant: &[usize], wanted: impl Fn(&Judgement) -> bool) -> Because {
        let mut sets: Vec<Vec<usize>> = Vec::new();
        let mut trials = 0;
        let mut level: Vec<Vec<usize>> = vec![Vec::new()];
        for size in 1..=relevant.len() {
            let mut next = Vec::new();
            for set in &level {
                let last = set.last().and_then(|last| relevant.iter().position(|one| one == last));
                for number in &relevant[last.map_or(0, |last| last + 1)..] {
                    let larger: Vec<usize> = set.iter().copied().chain([*number]).collect();
                    if sets.iter().any(|found| found.iter().all(|one| larger.contains(one))) {
                        continue;
                    }
                    trials += 1;
                    if trials > TRIALS {
                        if sets.is_empty() {
                            sets.push(self.reduced(relevant, &wanted));
                        }
                        return Because { sets, complete: false };
                    }
                    if self.gives(&larger, &wanted) {
                        sets.push(larger);
                    } else {
                        next.push(larger);
                    }
                }
            }
            if size == 1 && !sets.is_empty() {
                break;
            }
            level = next;
        }
        Because { sets, complete: true }
    }

    /// Shrinks the set of all relevant edits to one minimal set by removing edits that are not needed.
    fn reduced(&self, relevant: &[usize], wanted: &impl Fn(&Judgement) -> bool) -> Vec<usize> {
        let mut set = relevant.to_vec();
        loop {
            let spared = (0..set.len()).rev().find_map(|at| {
                let mut fewer = set.clone();
                fewer.remove(at);
                self.gives(&fewer, wanted).then_some(fewer)
            });
            match spared {
                Some(fewer) => set = fewer,
                None => return set,
            }
        }
    }
}
