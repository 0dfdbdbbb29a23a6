//! Attributes changed answers to changed facts.

use crate::{
    diff::fact_changes::{FactEdits, SourceRef},
    eval::Judgement,
    facts::Facts,
    pack::{Condition, CriterionId, KindId, Pack, Weight},
    report::{
        Programme, SpectrumRange,
        difference::{AnswerChange, Attribution, Difference, LabelChange, SpectrumChange, VerdictChange},
    },
    schema::Vocabulary,
};

/// The inputs to a comparison for one version.
#[derive(Debug, Clone, Copy)]
pub struct VersionRef<'a> {
    pub facts: &'a Facts,
    pub programme: &'a Programme,
    /// `None` if the version has no source, as under an assumption.
    pub source: Option<SourceRef<'a>>,
}

/// Compares two versions and attributes the changed answers.
#[must_use]
pub fn compare_versions(pack: &Pack, vocabulary: &Vocabulary, old: VersionRef<'_>, new: VersionRef<'_>) -> Difference {
    let edits = FactEdits::between(vocabulary, old.facts, new.facts);
    let (before, after) = (Judgement::evaluate(pack, old.facts), Judgement::evaluate(pack, new.facts));
    let search = CauseSearch { pack, vocabulary, edits: &edits };
    let spectrum = |judgement: &Judgement| judgement.spectrum.map(|(from, to)| SpectrumRange { from, to });
    Difference {
        changes: edits.to_report(pack, vocabulary, old.source, new.source),
        verdict: VerdictChange {
            old: old.programme.verdict.clone(),
            new: new.programme.verdict.clone(),
            because: (before.verdict != after.verdict).then(|| search.verdict_causes(&before, &after)),
        },
        blocks: (0..pack.blocks.len()).map(|block| search.block_change(block, &before, &after)).collect(),
        kinds: (0..pack.kinds.len())
            .map(|kind| search.kind_change(kind, &before, &after))
            .filter(|kind| kind.because.is_some())
            .collect(),
        spectrum: (before.spectrum != after.spectrum).then(|| SpectrumChange {
            old: spectrum(&before),
            new: spectrum(&after),
            because: search.spectrum_causes(&after),
        }),
        label: (before.label != after.label).then(|| LabelChange {
            old: old.programme.label.clone(),
            new: new.programme.label.clone(),
            because: search.label_causes(&after),
        }),
    }
}

/// The maximum number of subsets evaluated per answer; beyond it the search returns one minimal set.
const MAX_TRIALS: usize = 2_000;

struct CauseSearch<'a> {
    pack: &'a Pack,
    vocabulary: &'a Vocabulary,
    edits: &'a FactEdits,
}

impl<'a> CauseSearch<'a> {
    fn block_change(&self, block: usize, before: &Judgement, after: &Judgement) -> AnswerChange {
        let (old, new) = (before.blocks[block].answer(), after.blocks[block].answer());
        let relevant = || self.affecting(self.pack.blocks[block].indicators.iter().copied());
        let because =
            (old != new).then(|| self.minimal_causes(&relevant(), |judgement| judgement.blocks[block].answer() == new));
        let definition = &self.pack.blocks[block];
        AnswerChange { id: definition.id.clone(), title: definition.title.clone(), old, new, because }
    }

    fn kind_change(&self, kind: KindId, before: &Judgement, after: &Judgement) -> AnswerChange {
        let (old, new) = (before.kinds[kind].answer(), after.kinds[kind].answer());
        let relevant = || self.affecting(self.pack.criteria_with_owner(kind).map(|(_, criterion)| criterion));
        let because =
            (old != new).then(|| self.minimal_causes(&relevant(), |judgement| judgement.kinds[kind].answer() == new));
        let definition = &self.pack.kinds[kind];
        AnswerChange { id: definition.id.clone(), title: definition.title.clone(), old, new, because }
    }

    fn verdict_causes(&self, before: &Judgement, after: &Judgement) -> Attribution {
        let outcome = |judgement: &Judgement| {
            (judgement.verdict.status, judgement.verdict.kind, judgement.verdict.candidates.clone())
        };
        let wanted = outcome(after);
        if outcome(before) == wanted {
            // Only the nearest kind differs.
            self.minimal_causes(&self.deciding_edits(), |judgement| judgement.verdict == after.verdict)
        } else {
            self.minimal_causes(&self.deciding_edits(), |judgement| outcome(judgement) == wanted)
        }
    }

    fn spectrum_causes(&self, after: &Judgement) -> Attribution {
        let scale = &self.pack.spectrum;
        let points = scale.points.iter().map(|point| &point.ruled_out);
        let relevant = self.edits.affecting(points.chain(&scale.applies_if).chain(&scale.excluded_if));
        self.minimal_causes(&relevant, |judgement| judgement.spectrum == after.spectrum)
    }

    fn label_causes(&self, after: &Judgement) -> Attribution {
        let mut relevant = self.edits.in_field(self.pack.labels.field);
        relevant.extend(self.deciding_edits());
        relevant.sort_unstable();
        relevant.dedup();
        self.minimal_causes(&relevant, |judgement| judgement.label == after.label)
    }

    /// Edits that can affect the answer on any kind.
    fn deciding_edits(&self) -> Vec<usize> {
        let criteria = (0..self.pack.kinds.len()).flat_map(|kind| self.pack.criteria_with_code(kind));
        self.affecting(criteria.map(|(_, criterion)| criterion))
    }

    /// Edits that can affect the necessary ones among these criteria.
    fn affecting(&self, criteria: impl Iterator<Item = CriterionId>) -> Vec<usize> {
        let criteria =
            criteria.map(|id| &self.pack.criteria[id]).filter(|criterion| criterion.weight == Weight::Necessary);
        let conditions: Vec<&'a Condition> =
            criteria.flat_map(|criterion| [Some(&criterion.shown), criterion.refuted.as_ref()]).flatten().collect();
        self.edits.affecting(conditions)
    }

    fn yields(&self, chosen: &[usize], wanted: &impl Fn(&Judgement) -> bool) -> bool {
        wanted(&Judgement::evaluate(self.pack, &self.edits.apply(self.vocabulary, chosen)))
    }

    /// Finds the minimal sets of edits that give the wanted answer, breadth-first by size, pruning supersets of sets
    /// already found. Stops after size 1 if a single edit suffices.
    fn minimal_causes(&self, relevant: &[usize], wanted: impl Fn(&Judgement) -> bool) -> Attribution {
        let mut sets: Vec<Vec<usize>> = Vec::new();
        let mut trials = 0;
        let mut level: Vec<Vec<usize>> = vec![Vec::new()];
        for size in 1..=relevant.len() {
            let mut next = Vec::new();
            for set in &level {
                let last = set.last().and_then(|last| relevant.iter().position(|other| other == last));
                for index in &relevant[last.map_or(0, |last| last + 1)..] {
                    let larger: Vec<usize> = set.iter().copied().chain([*index]).collect();
                    if sets.iter().any(|found| found.iter().all(|member| larger.contains(member))) {
                        continue;
                    }
                    trials += 1;
                    if trials > MAX_TRIALS {
                        if sets.is_empty() {
                            sets.push(self.shrink(relevant, &wanted));
                        }
                        return Attribution { sets, complete: false };
                    }
                    if self.yields(&larger, &wanted) {
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
        Attribution { sets, complete: true }
    }

    /// Shrinks the set of all relevant edits to one minimal set by removing edits that are not needed.
    fn shrink(&self, relevant: &[usize], wanted: &impl Fn(&Judgement) -> bool) -> Vec<usize> {
        let mut set = relevant.to_vec();
        loop {
            let smaller = (0..set.len()).rev().find_map(|position| {
                let mut candidate = set.clone();
                candidate.remove(position);
                self.yields(&candidate, wanted).then_some(candidate)
            });
            match smaller {
                Some(candidate) => set = candidate,
                None => return set,
            }
        }
    }
}
