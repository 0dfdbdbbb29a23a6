//! What is needed to check the evidence of one description.

use std::path::Path;

use mentorcheck_yaml::{Document, SourceFile};

use super::{document::DocumentStore, model::EvidenceLevel};
use crate::{
    diagnostic::SourceLocation,
    facts::{Fact, Facts},
    pack::{KindId, Pack},
    schema::Vocabulary,
};

/// The inputs to an evidence check of one description.
#[derive(Debug, Clone, Copy)]
pub struct EvidenceRequest<'a> {
    pub pack: &'a Pack,
    pub vocabulary: &'a Vocabulary,
    pub text: &'a SourceFile,
    pub document: &'a Document,
    pub facts: &'a Facts,
    /// The kind whose criteria decide.
    pub kind: KindId,
    /// The path of the description, which documents are relative to; `None` for standard input.
    pub path: Option<&'a Path>,
    /// The level required of every deciding fact.
    pub required_level: EvidenceLevel,
    /// Where documents come from.
    pub documents: &'a dyn DocumentStore,
}

impl EvidenceRequest<'_> {
    pub(super) fn locate(&self, fact: Fact, label: Option<&str>) -> Option<SourceLocation> {
        let (node, pointer) = fact.locate(self.document, self.vocabulary)?;
        Some(SourceLocation::new(self.text, node.span(), Some(pointer), label.map(str::to_owned)))
    }
}
