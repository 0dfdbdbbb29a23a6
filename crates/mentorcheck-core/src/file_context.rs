//! What the documents of a file share: which describe a programme again, and the comments of each that allow findings. It
//! is found once, so that the time stays linear in the length of the file.

use std::collections::HashMap;

use crate::{
    catalogue::message,
    diagnostic::{Finding, FindingKind, SourceLocation, codes},
    format_message, identity,
    schema::{Vocabulary, pointer},
    suppress::allow_comments::{DirectiveComment, find_directives},
};
use mentorcheck_yaml::{Document, ParsedFile};

/// The code of the finding on a programme that a file describes twice.
const REPEATED_PROGRAMME: &str = "schema/repeated-programme";

/// What the documents of a file share.
pub(crate) struct FileContext {
    /// Documents that describe a programme for the second time, each with the first.
    pub(crate) repeated: HashMap<usize, usize>,
    /// The comments that allow findings, of each document.
    pub(crate) comments: Vec<Vec<DirectiveComment>>,
}

impl FileContext {
    pub(crate) fn new(source: &ParsedFile, vocabulary: &Vocabulary) -> Self {
        let repeated = identity::repeated(&source.documents, vocabulary);
        Self { repeated, comments: find_directives(&source.text, &source.documents) }
    }

    /// That a document describes a programme which an earlier one describes already, if it does.
    pub(crate) fn repeated_finding(
        &self,
        source: &ParsedFile,
        index: usize,
        vocabulary: &Vocabulary,
    ) -> Option<Finding> {
        let (document, earlier) = (&source.documents[index], &source.documents[*self.repeated.get(&index)?]);
        let location = |document: &Document, label: &str| {
            let (field, node) = identity::stated(document, vocabulary)?;
            let pointer = pointer::field(&vocabulary.fields[field]);
            Some(SourceLocation::new(&source.text, node.span(), Some(pointer), Some(label.to_owned())))
        };
        let line = location(earlier, "").map_or(1, |location| location.line);
        Some(Finding {
            code: REPEATED_PROGRAMME.into(),
            severity: codes::severity(REPEATED_PROGRAMME),
            message: format_message!("mistake-repeated-programme", line = line),
            help: Some(message("advice-repeated-programme")),
            spans: location(document, &message("mistake-here-again"))
                .into_iter()
                .chain(location(earlier, &message("mistake-here-first")))
                .collect(),
            kind: FindingKind::Schema,
            ..Finding::default()
        })
    }
}
