//! What a programme is expected to be.

use super::{Judgement, verdict::VerdictStatus};
use crate::pack::KindId;

/// Expected kind of the programmes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expectation {
    Kind(KindId),
    /// No expectation.
    Any,
    /// The kind that the programme's own label names.
    Label,
}

impl Expectation {
    #[must_use]
    pub const fn kind(self) -> Option<KindId> {
        match self {
            Self::Kind(kind) => Some(kind),
            Self::Any | Self::Label => None,
        }
    }

    /// Kind for which findings are assessed: the expected kind, else the kind of the verdict.
    #[must_use]
    pub fn target(self, judgement: &Judgement) -> Option<KindId> {
        self.kind().or(judgement.verdict.kind)
    }

    /// Whether the evaluation meets the expectation. Provisional verdicts count only with `accept_provisional`; labels
    /// that do not name a kind always count.
    #[must_use]
    pub fn is_met(self, judgement: &Judgement, accept_provisional: bool) -> bool {
        let verdict = &judgement.verdict;
        let is_conclusive = match verdict.status {
            VerdictStatus::Established => true,
            VerdictStatus::Provisional => accept_provisional,
            _ => false,
        };
        match self {
            Self::Any => true,
            Self::Kind(kind) => is_conclusive && verdict.kind == Some(kind),
            Self::Label => judgement.label.is_none_or(|label| !label.names_kind || is_conclusive && label.fits_verdict),
        }
    }
}
