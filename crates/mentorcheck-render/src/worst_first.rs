//! The order of findings for consumers that show only some of them.

use std::collections::HashMap;

use mentorcheck_core::report::LocatedFinding;

/// The indices of findings, by severity and with suppressed findings last. Within a severity, every programme's worst
/// finding comes before any programme's second worst; the rest is as in the report.
pub(crate) fn worst_first(findings: &[LocatedFinding<'_>]) -> Vec<usize> {
    let severity = |index: usize| (findings[index].finding.excused.is_some(), findings[index].finding.severity);
    let mut order: Vec<usize> = (0..findings.len()).collect();
    order.sort_by_key(|index| severity(*index));
    let mut counts: HashMap<(&str, Option<usize>), usize> = HashMap::new();
    let mut ranks = vec![0; findings.len()];
    for index in &order {
        let LocatedFinding { path, programme, .. } = findings[*index];
        let count = counts.entry((path, programme.map(|programme| programme.document))).or_default();
        ranks[*index] = *count;
        *count += 1;
    }
    order.sort_by_key(|index| (severity(*index), ranks[*index]));
    order
}
