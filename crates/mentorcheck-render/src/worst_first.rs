//! The order of findings for consumers that show only some of them.

use std::collections::HashMap;

use mentorcheck_core::report::LocatedFinding;

/// Orders findings by severity. Within a severity, every programme's worst finding comes before any programme's second
/// worst; the rest is as in the report.
pub(crate) fn worst_first<'r>(findings: impl Iterator<Item = LocatedFinding<'r>>) -> Vec<LocatedFinding<'r>> {
    let mut findings: Vec<_> = findings.collect();
    findings.sort_by_key(|located| located.finding.severity);
    let mut counts: HashMap<(&str, Option<usize>), usize> = HashMap::new();
    let mut ranked: Vec<_> = findings
        .into_iter()
        .map(|located| {
            let count =
                counts.entry((located.path, located.programme.map(|programme| programme.document))).or_default();
            *count += 1;
            (*count, located)
        })
        .collect();
    ranked.sort_by_key(|(rank, located)| (located.finding.severity, *rank));
    ranked.into_iter().map(|(_, located)| located).collect()
}
