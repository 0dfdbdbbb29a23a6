//! The difference between two versions of a description, or between a description and an assumption.

use serde::Serialize;

use super::answers::{LabelReport, SpectrumRange, VerdictReport};
use crate::{diff::fact_changes::Change, eval::Answer};

#[derive(Debug, Clone, Serialize)]
pub struct Difference {
    pub changes: Vec<Change>,
    pub verdict: VerdictChange,
    /// All blocks, changed or not.
    pub blocks: Vec<AnswerChange>,
    /// Only kinds whose answer changed.
    pub kinds: Vec<AnswerChange>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spectrum: Option<SpectrumChange>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<LabelChange>,
}

/// The changes that caused an answer to change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Attribution {
    /// Minimal sets of indices into [`Difference::changes`]. Each set, applied to the old version, gives the new
    /// answer.
    pub sets: Vec<Vec<usize>>,
    /// Whether `sets` is exhaustive: every single change that suffices or, if there is none, every minimal set.
    pub complete: bool,
}

/// An answer before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AnswerChange {
    /// The id of the block or kind.
    pub id: String,
    pub title: String,
    pub old: Answer,
    pub new: Answer,
    /// `None` if the answer is unchanged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub because: Option<Attribution>,
}

/// A verdict before and after.
#[derive(Debug, Clone, Serialize)]
pub struct VerdictChange {
    pub old: VerdictReport,
    pub new: VerdictReport,
    /// `None` if the verdict is unchanged. Explains status and kinds or, if these are unchanged, the nearest kinds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub because: Option<Attribution>,
}

/// A position on the spectrum before and after.
#[derive(Debug, Clone, Serialize)]
pub struct SpectrumChange {
    /// `None` if the facts rule out every position.
    pub old: Option<SpectrumRange>,
    /// `None` if the facts rule out every position.
    pub new: Option<SpectrumRange>,
    pub because: Attribution,
}

/// The status of the label before and after.
#[derive(Debug, Clone, Serialize)]
pub struct LabelChange {
    pub old: LabelReport,
    pub new: LabelReport,
    pub because: Attribution,
}

impl Difference {
    /// Whether verdict and blocks are unchanged.
    #[must_use]
    pub fn is_same(&self) -> bool {
        self.verdict.because.is_none() && self.blocks.iter().all(|block| block.because.is_none())
    }
}
