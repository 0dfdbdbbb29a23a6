//! Checks the evidence of the facts that decide.

use super::{
    case::EvidenceRequest,
    entries::{self, Entry, highest_level},
    findings,
    model::{FactEvidence, StatedFact},
};
use crate::{diagnostic::Finding, facts::Fact, pack::Weight};

/// Checks the evidence of a description. Returns every deciding fact with its evidence, and the findings.
#[must_use]
pub fn check(case: &EvidenceRequest<'_>) -> (Vec<FactEvidence>, Vec<Finding>) {
    let deciding_facts = case.deciding_facts();
    let entries = entries::look_up(case);
    let findings = findings::collect(case, &deciding_facts, &entries);
    let evidence = deciding_facts.iter().filter_map(|fact| case.fact_evidence(*fact, &entries)).collect();
    (evidence, findings)
}

impl EvidenceRequest<'_> {
    /// The facts that determine the answers to the necessary criteria of the kind, without duplicates, in the order of
    /// the vocabulary.
    fn deciding_facts(&self) -> Vec<Fact> {
        let necessary = self
            .pack
            .criteria_with_code(self.kind)
            .map(|(_, id)| &self.pack.criteria[id])
            .filter(|criterion| criterion.weight == Weight::Necessary);
        let mut facts: Vec<Fact> = necessary
            .flat_map(|criterion| {
                let refuted = criterion.refuted.iter().flat_map(|refuted| refuted.witnesses(self.facts));
                criterion.shown.witnesses(self.facts).into_iter().chain(refuted)
            })
            .collect();
        // Sort the closing of a list (no value) last.
        facts.sort_by_key(|fact| (fact.field, fact.value.unwrap_or(usize::MAX)));
        facts.dedup();
        facts
    }

    fn fact_evidence(&self, fact: Fact, entries: &[Entry<'_>]) -> Option<FactEvidence> {
        let location = self.locate(fact, None)?;
        let entries: Vec<_> = entries.iter().filter(|entry| entry.field == fact.field).collect();
        Some(FactEvidence {
            fact: StatedFact {
                field: self.vocabulary.fields[fact.field].name.clone(),
                value: fact.value_name(self.vocabulary).to_owned(),
                title: findings::fact_title(fact, self.vocabulary),
                pointer: location.pointer.unwrap_or_default(),
                line: location.line,
                column: location.column,
            },
            level: highest_level(entries.iter().copied()),
            entries: entries.into_iter().map(Entry::to_report).collect(),
        })
    }
}
