//! From the source to the rules and back: nothing is lost, and nothing is put into its mouth.

use std::collections::HashSet;

use super::Breach;
use crate::{
    evidence::quotation::folded,
    rules::{ClaimId, Pack},
};

/// Checks that every claim is used, every rule has its grounds, and, with the source's text, that
/// every quotation and heading stands in it.
#[must_use]
pub fn trace(pack: &Pack, source: Option<&str>) -> Vec<Breach> {
    let breach = |code, message| Breach { code, message, example: None };
    let used = used_claims(pack);
    let unused = pack.claims.iter().enumerate().filter(|(id, _)| !used.contains(id));
    let mut breaches: Vec<Breach> = unused
        .map(|(_, claim)| breach("verify/unused-claim", format!("no rule rests on the claim {}", claim.id)))
        .collect();
    let groundless = (0..pack.criteria.len()).filter(|id| pack.criteria[*id].claims.is_empty());
    breaches
        .extend(groundless.map(|id| breach("verify/no-grounds", format!("`{}` rests on no claim", pack.code_of(id)))));
    let groundless = pack.kinds.iter().filter(|kind| kind.claims.is_empty() && kind.sources.is_empty());
    breaches.extend(
        groundless
            .map(|kind| breach("verify/no-grounds", format!("`{}` rests on no claim and no other source", kind.id))),
    );
    if let Some(source) = source {
        let source = folded(source);
        let mut look = |whose: &str, what: &str, words: &str| {
            if !source.contains(&folded(words)) {
                let message = format!("the {what} of {whose} does not stand in the source: “{words}”");
                breaches.push(breach("verify/quotation", message));
            }
        };
        look("the definition", "quotation", &pack.definition.quote);
        look("the definition", "heading", &pack.definition.heading);
        for claim in pack.claims.iter().filter(|claim| claim.source.is_none()) {
            let whose = format!("claim {}", claim.id);
            claim.quote.iter().for_each(|quote| look(&whose, "quotation", quote));
            claim.heading.iter().for_each(|heading| look(&whose, "heading", heading));
        }
    }
    breaches
}

/// Every claim that some rule rests on.
fn used_claims(pack: &Pack) -> HashSet<ClaimId> {
    let criteria = pack.criteria.iter().flat_map(|criterion| {
        let readings = criterion.interpretations.iter().flat_map(|reading| &reading.claims);
        criterion.claims.iter().chain(readings)
    });
    let kinds = pack.kinds.iter().flat_map(|kind| &kind.claims);
    criteria.chain(kinds).copied().chain([pack.labels.claim, pack.spectrum.claim]).collect()
}
