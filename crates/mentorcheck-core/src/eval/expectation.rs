//! What a programme is expected to be.

use super::{Judgement, verdict::Standing};
use crate::pack::KindId;

/// What a programme is expected to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expectation {
    /// This kind.
    Kind(KindId),
    /// Anything: the report is all that is wanted.
    Any,
    /// What it calls itself.
    Label,
}

impl Expectation {
    /// The kind that is expected, if it is one.
    #[must_use]
    pub const fn kind(self) -> Option<KindId> {
        match self {
            Self::Kind(kind) => Some(kind),
            Self::Any | Self::Label => None,
        }
    }

    /// The kind for which findings are weighed: the expected one, else that of the verdict.
    #[must_use]
    pub fn target(self, judgement: &Judgement) -> Option<KindId> {
        self.kind().or(judgement.verdict.kind)
    }

    /// Whether the judgement meets it. A provisional verdict does only if that is accepted, and a label that
    /// names no kind of programme is not checked.
    #[must_use]
    pub fn met(self, judgement: &Judgement, accept_provisional: bool) -> bool {
        let verdict = &judgement.verdict;
        let firm = match verdict.standing {
            Standing::Established => true,
            Standing::Provisional => accept_provisional,
            _ => false,
        };
        match self {
            Self::Any => true,
            Self::Kind(kind) => firm && verdict.kind == Some(kind),
            Self::Label => judgement.label.is_none_or(|label| !label.names_kind || firm && label.fits),
        }
    }
}
