//! The difference between two versions of a description, or between a description and an assumption.

use serde::Serialize;

use super::answers::{LabelReport, SpectrumRange, VerdictReport};
use crate::{diff::fact_changes::Change, eval::Answer};

/// How a judgement moved.
#[derive(Debug, Clone, Serialize)]
pub struct Difference {
    /// The facts that are not the same.
    pub changes: Vec<Change>,
    /// The verdict before and after.
    pub verdict: VerdictMove,
    /// Every block before and after.
    pub blocks: Vec<AnswerMove>,
    /// The kinds whose answer moved.
    pub kinds: Vec<AnswerMove>,
    /// The place on the spectrum, if it moved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spectrum: Option<SpectrumMove>,
    /// Truth in labelling, if it moved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<LabelMove>,
}

/// The changes that made an answer move.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Because {
    /// Sets of changes, by their numbers in [`Difference::changes`]. Each set, made to the old
    /// version alone, gives the new answer, and nothing in it can be spared.
    pub sets: Vec<Vec<usize>>,
    /// Whether these are all there are: every single change that does it, or where none does every
    /// minimal set.
    pub complete: bool,
}

/// An answer before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AnswerMove {
    /// The id of the block or kind.
    pub id: String,
    pub title: String,
    /// The answer before.
    pub old: Answer,
    /// The answer after.
    pub new: Answer,
    /// What moved it, if it moved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub because: Option<Because>,
}

/// A verdict before and after.
#[derive(Debug, Clone, Serialize)]
pub struct VerdictMove {
    /// The verdict before.
    pub old: VerdictReport,
    /// The verdict after.
    pub new: VerdictReport,
    /// What moved it, if it moved: its standing and the kinds in question, or where these are as
    /// before the kinds that are nearest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub because: Option<Because>,
}

/// A place on the spectrum before and after.
#[derive(Debug, Clone, Serialize)]
pub struct SpectrumMove {
    /// The range before; none where the facts left none.
    pub old: Option<SpectrumRange>,
    /// The range after; none where the facts leave none.
    pub new: Option<SpectrumRange>,
    /// What moved it.
    pub because: Because,
}

/// Truth in labelling before and after.
#[derive(Debug, Clone, Serialize)]
pub struct LabelMove {
    /// The label before.
    pub old: LabelReport,
    /// The label after.
    pub new: LabelReport,
    /// What moved it.
    pub because: Because,
}

impl Difference {
    /// Whether verdict and blocks are judged the same.
    #[must_use]
    pub fn is_same(&self) -> bool {
        self.verdict.because.is_none() && self.blocks.iter().all(|block| block.because.is_none())
    }
}
