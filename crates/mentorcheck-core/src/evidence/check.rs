//! Checks the evidence of the facts that decide.

use super::{
    case::Case,
    entries::{self, Entry, level},
    findings,
    model::{FactEvidence, StatedFact},
};
use crate::{diagnostic::Finding, facts::Fact, pack::Weight};

/// Checks the evidence of a description. Returns every deciding fact with its evidence, and the findings.
#[must_use]
pub fn look(case: &Case<'_>) -> (Vec<FactEvidence>, Vec<Finding>) {
    let deciding = case.deciding();
    let entries = entries::look_up(case);
    let findings = findings::of(case, &deciding, &entries);
    let told = deciding.iter().filter_map(|fact| case.told(*fact, &entries)).collect();
    (told, findings)
}

impl Case<'_> {
    /// The facts that determine the answers to the necessary criteria of the kind, without duplicates, in the order of
    /// the vocabulary.
    fn deciding(&self) -> Vec<Fact> {
        let necessary = self
            .pack
            .criteria_of(self.kind)
            .map(|(_, id)| &self.pack.criteria[id])
            .filter(|c| c.weight == Weight::Necessary);
        let mut facts: Vec<Fact> = necessary
            .flat_map(|criterion| {
                let refuted = criterion.refuted.iter().flat_map(|refuted| refuted.grounds(self.facts));
                criterion.shown.grounds(self.facts).into_iter().chain(refuted)
            })
            .collect();
        // Sort the closing of a list (no value) last.
        facts.sort_by_key(|fact| (fact.field, fact.value.unwrap_or(usize::MAX)));
        facts.dedup();
        facts
    }

    fn told(&self, fact: Fact, entries: &[Entry<'_>]) -> Option<FactEvidence> {
        let mark = self.mark(fact, None)?;
        let entries: Vec<_> = entries.iter().filter(|entry| entry.field == fact.field).collect();
        Some(FactEvidence {
            fact: StatedFact {
                field: self.vocabulary.fields[fact.field].name.clone(),
                value: fact.value_name(self.vocabulary).to_owned(),
                pointer: mark.pointer.unwrap_or_default(),
                line: mark.line,
                column: mark.column,
            },
            level: level(entries.iter().copied()),
            entries: entries.into_iter().map(Entry::told).collect(),
        })
    }
}
