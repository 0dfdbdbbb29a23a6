//! The rules that a report was made by.

use serde::Serialize;

use crate::{diagnostic::Why, pack::Weight};

/// The program that wrote a report.
#[derive(Debug, Clone, Serialize)]
pub struct Tool {
    /// Its name.
    pub name: &'static str,
    /// Its version.
    pub version: &'static str,
}

/// The rules that a report was made by.
#[derive(Debug, Clone, Serialize)]
pub struct PackInfo {
    /// The id of the kind that the pack is about.
    pub id: String,
    /// The version of the rules.
    pub version: u32,
    /// What the pack is called.
    pub title: String,
    /// The definition of the concept, in the words of the work that it rests on.
    pub definition: String,
    /// The work it rests on, in short.
    pub source: String,
    /// What every report says once.
    pub caution: String,
    /// What the ends of the spectrum are called.
    pub spectrum: SpectrumInfo,
    /// The building blocks in their order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub blocks: Vec<BlockInfo>,
    /// The kinds in their order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<KindInfo>,
}

/// A building block as the rules have it.
#[derive(Debug, Clone, Serialize)]
pub struct BlockInfo {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// The block as one question.
    pub question: String,
    /// Its indicators.
    pub indicators: Vec<CriterionInfo>,
}

/// A kind as the rules have it.
#[derive(Debug, Clone, Serialize)]
pub struct KindInfo {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// The blocks that it requires.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub blocks: Vec<String>,
    /// Its own conditions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<CriterionInfo>,
}

/// An indicator or condition as the rules have it.
#[derive(Debug, Clone, Serialize)]
pub struct CriterionInfo {
    /// Its stable code.
    pub code: String,
    /// What it asks for.
    pub title: String,
    /// The question that would settle it.
    pub question: String,
    /// Whether it decides.
    pub weight: Weight,
    /// What it rests on: the claim as findings give it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<Why>,
    /// Where it is explained at length, within the project's documentation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

impl PackInfo {
    /// What a kind is called.
    #[must_use]
    pub fn kind_title<'p>(&'p self, id: &'p str) -> &'p str {
        self.kinds.iter().find(|kind| kind.id == id).map_or(id, |kind| &kind.title)
    }

    /// Every indicator of the blocks, then every condition of the kinds, with the title of its owner.
    pub fn criteria(&self) -> impl Iterator<Item = (&str, &CriterionInfo)> {
        let blocks = self.blocks.iter().flat_map(|one| one.indicators.iter().map(|it| (one.title.as_str(), it)));
        let kinds = self.kinds.iter().flat_map(|one| one.conditions.iter().map(|it| (one.title.as_str(), it)));
        blocks.chain(kinds)
    }
}

/// The scale of the spectrum.
#[derive(Debug, Clone, Serialize)]
pub struct SpectrumInfo {
    /// The low end.
    pub low: String,
    /// The high end.
    pub high: String,
    /// How far it is the source's and how far ours.
    pub note: String,
    /// Its points, with what each stands for.
    pub points: Vec<SpectrumPoint>,
}

/// A point of the spectrum.
#[derive(Debug, Clone, Serialize)]
pub struct SpectrumPoint {
    /// Its number.
    pub at: u8,
    /// What it stands for.
    pub title: String,
}
