//! The difference between two versions of a description, or between a description and an assumption.

use serde::Serialize;

use super::answers::{LabelReport, SpectrumRange, VerdictReport};
use crate::{diff::fact_changes::Change, eval::Answer};

#[derive(Debug, Clone, Serialize)]
pub struct Difference {
    pub changes: Vec<Change>,
    pub verdict: VerdictMove,
    /// All blocks, changed or not.
    pub blocks: Vec<AnswerMove>,
    /// Only kinds whose answer changed.
    pub kinds: Vec<AnswerMove>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spectrum: Option<SpectrumMove>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<LabelMove>,
}

/// The changes that caused an answer to change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Because {
    /// Minimal sets of indices into [`Difference::changes`]. Each set, applied to the old version, gives the new
    /// answer.
    pub sets: Vec<Vec<usize>>,
    /// Whether `sets` is exhaustive: every single change that suffices or, if there is none, every minimal set.
    pub complete: bool,
}

/// An answer before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AnswerMove {
    /// The id of the block or kind.
    pub id: String,
    pub title: String,
    pub old: Answer,
    pub new: Answer,
    /// `None` if the answer is unchanged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub because: Option<Because>,
}

/// A verdict before and after.
#[derive(Debug, Clone, Serialize)]
pub struct VerdictMove {
    pub old: VerdictReport,
    pub new: VerdictReport,
    /// `None` if the verdict is unchanged. Explains status and kinds or, if these are unchanged, the nearest kinds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub because: Option<Because>,
}

/// A position on the spectrum before and after.
#[derive(Debug, Clone, Serialize)]
pub struct SpectrumMove {
    /// `None` if the facts rule out every position.
    pub old: Option<SpectrumRange>,
    /// `None` if the facts rule out every position.
    pub new: Option<SpectrumRange>,
    pub because: Because,
}

/// The status of the label before and after.
#[derive(Debug, Clone, Serialize)]
pub struct LabelMove {
    pub old: LabelReport,
    pub new: LabelReport,
    pub because: Because,
}

impl Difference {
    /// Whether verdict and blocks are unchanged.
    #[must_use]
    pub fn is_same(&self) -> bool {
        self.verdict.because.is_none() && self.blocks.iter().all(|block| block.because.is_none())
    }
}
