//! What is needed to check the evidence of one description.

use std::path::Path;

use mentorcheck_yaml::{Document, SourceFile};

use super::{document::DocumentStore, model::Level};
use crate::{
    diagnostic::Mark,
    facts::{Fact, Facts},
    pack::{KindId, Pack},
    schema::Vocabulary,
};

/// What is needed to look at the evidence of one description.
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    /// The rules.
    pub pack: &'a Pack,
    /// The vocabulary.
    pub vocabulary: &'a Vocabulary,
    /// The file's text.
    pub text: &'a SourceFile,
    /// The description.
    pub document: &'a Document,
    /// What it states.
    pub facts: &'a Facts,
    /// The kind whose criteria decide.
    pub kind: KindId,
    /// The file that holds the description, beside which its documents lie; none where there is none.
    pub file: Option<&'a Path>,
    /// What every deciding fact is held to.
    pub required: Level,
    /// Where documents come from.
    pub documents: &'a dyn DocumentStore,
}

impl Case<'_> {
    pub(super) fn mark(&self, fact: Fact, label: Option<&str>) -> Option<Mark> {
        let (node, pointer) = fact.locate(self.document, self.vocabulary)?;
        Some(Mark::new(self.text, node.span(), Some(pointer), label.map(str::to_owned)))
    }
}
