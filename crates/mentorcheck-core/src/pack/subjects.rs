//! What a pack lets people look up: every code and id, with the page of the documentation that explains it.

use super::{BlockId, ClaimId, CriterionId, Kind, KindId, Pack, Requirement, SHARED_CONDITION_PREFIX};
use crate::diagnostic::codes::{BuiltinCode, CODES, LABEL_CODE};

/// The folders, within a pack's documentation, of the pages on blocks and kinds.
pub const BLOCKS: &str = "blocks";
/// See [`BLOCKS`].
pub const KINDS: &str = "kinds";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// An indicator, or a condition of a kind.
    Criterion(CriterionId),
    Block(BlockId),
    Kind(KindId),
    Claim(ClaimId),
    Labels,
    /// A code that does not come from a rule pack.
    Builtin(&'static BuiltinCode),
}

/// Lists everything that can be explained, by code or ID.
#[must_use]
pub fn subjects(pack: &Pack) -> Vec<(String, Subject)> {
    let blocks = pack.blocks.iter().enumerate().map(|(id, block)| (block.id.clone(), Subject::Block(id)));
    let kinds = pack.kinds.iter().enumerate().map(|(id, kind)| (kind.id.clone(), Subject::Kind(id)));
    let indicators = pack.blocks.iter().flat_map(|block| {
        block.indicators.iter().map(|id| (format!("{}/{}", block.id, pack.criteria[*id].id), Subject::Criterion(*id)))
    });
    let conditions = pack.kinds.iter().flat_map(|kind| {
        kind.requires.iter().filter_map(move |requirement| match *requirement {
            Requirement::Criterion(id) => {
                Some((format!("{}/{}", kind.id, pack.criteria[id].id), Subject::Criterion(id)))
            }
            Requirement::Block(_) => None,
        })
    });
    let interpretations = pack.blocks.iter().flat_map(|block| {
        block.indicators.iter().flat_map(|id| {
            let interpretations = pack.criteria[*id].interpretations.iter();
            interpretations
                .map(|interpretation| (format!("{}/{}", block.id, interpretation.id), Subject::Criterion(*id)))
        })
    });
    let claims = pack.claims.iter().enumerate().map(|(id, claim)| (claim.id.clone(), Subject::Claim(id)));
    let shared_criteria = (0..pack.criteria.len()).map(|id| (pack.criterion_code(id), Subject::Criterion(id)));
    let shared_criteria = shared_criteria.filter(|(code, _)| code.starts_with(SHARED_CONDITION_PREFIX));
    blocks
        .chain(indicators)
        .chain(interpretations)
        .chain(kinds)
        .chain(conditions)
        .chain(shared_criteria)
        .chain([(LABEL_CODE.to_owned(), Subject::Labels)])
        .chain(claims)
        .chain(CODES.iter().map(|code| (code.code.to_owned(), Subject::Builtin(code))))
        .collect()
}

/// The path within the site of the page that documents `code`, with the anchor of the indicator or condition.
#[must_use]
pub fn address(pack: &Pack, code: &str) -> Option<String> {
    let Some((owner, id)) = code.split_once('/') else {
        return pack.kind(code).map(|_| format!("{KINDS}/{code}.md"));
    };
    if code == LABEL_CODE {
        return Some("README.md#what-programmes-call-themselves".into());
    }
    if let Some(block) = pack.blocks.iter().find(|block| block.id == owner) {
        // An interpretation is documented with its indicator.
        let indicators = block.indicators.iter().map(|criterion| &pack.criteria[*criterion]);
        let indicator = indicators.into_iter().find(|criterion| {
            criterion.id == id || criterion.interpretations.iter().any(|interpretation| interpretation.id == id)
        })?;
        return Some(format!("{BLOCKS}/{owner}.md#{}", indicator.id));
    }
    // A shared condition is on the page of each kind that requires it; the first is used.
    let requires_code = |kind: &Kind| {
        let mut criteria = kind.requires.iter().filter_map(|requirement| match requirement {
            Requirement::Criterion(criterion) => Some(*criterion),
            Requirement::Block(_) => None,
        });
        criteria.any(|criterion| pack.criterion_code(criterion) == code)
    };
    let owning_kind = pack.kinds.iter().find(|kind| kind.id == owner);
    let kind = owning_kind.or_else(|| pack.kinds.iter().find(|kind| requires_code(kind)))?;
    Some(format!("{KINDS}/{}.md#{id}", kind.id))
}
