//! Applies the safe corrections of a description to its text: misspelt names, and values where earlier versions had them.
//!
//! A correction is kept only if the corrected text still states every fact of the original and the error is gone.

use std::collections::BTreeSet;

use mentorcheck_yaml::ParsedFile;

use crate::{
    facts::{Fact, Facts},
    input::is_mapping,
    schema::{self, Schema, SchemaError, SchemaErrorKind, Vocabulary, advice::Fix},
};

/// The most corrections tried in one text, since each takes a check of the whole.
const MAX_TRIALS: usize = 500;
/// How many bytes these checks read together at most, so that a long text takes no longer than a short one.
const MAX_TRIED_BYTES: usize = 64 * 1024 * 1024;

/// A text with its corrections applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Corrected {
    pub text: String,
    /// What was corrected, in the order of the text.
    pub corrections: Vec<Correction>,
}

/// One correction that was applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// The line that was corrected, from 1.
    pub line: usize,
    /// What was done, as a clause.
    pub summary: String,
}

/// A parsed text with what corrections depend on.
struct Draft {
    file: ParsedFile,
    errors: Vec<SchemaError>,
    /// The stated facts of each document.
    facts: Vec<BTreeSet<Fact>>,
}

impl Draft {
    /// `None` if the text cannot be parsed.
    fn new(file: ParsedFile, schema: &Schema, vocabulary: &Vocabulary) -> Option<Self> {
        if !file.errors.is_empty() {
            return None;
        }
        let mut draft = Self { errors: Vec::new(), facts: Vec::new(), file };
        for document in draft.file.documents.iter().filter(|document| is_mapping(document)) {
            draft.errors.extend(schema.check(document, &draft.file.text));
            draft.errors.extend(schema::notices(vocabulary, document, &draft.file.text));
            draft.facts.push(Facts::from_document(document, vocabulary).iter().collect());
        }
        Some(draft)
    }

    fn states_all_of(&self, other: &Self) -> bool {
        self.facts.len() == other.facts.len()
            && self.facts.iter().zip(&other.facts).all(|(new, old)| new.is_superset(old))
    }

    fn count(&self, kind: &SchemaErrorKind) -> usize {
        self.errors.iter().filter(|error| error.kind == *kind).count()
    }

    /// The place of a correction in messages.
    fn describe(&self, fix: &Fix) -> Correction {
        let start = fix.edits.iter().map(|edit| edit.span.start).min().unwrap_or_default();
        Correction { line: self.file.text.line_col(start).line, summary: fix.summary.to_string() }
    }
}

/// Applies the corrections of a text one by one; `None` if there are none, or the text cannot be parsed.
pub(crate) fn correct(file: ParsedFile, schema: &Schema, vocabulary: &Vocabulary) -> Option<Corrected> {
    let mut draft = Draft::new(file, schema, vocabulary)?;
    let mut corrections = Vec::new();
    // Corrections before this one were tried and would change what the description states.
    let mut rejected = 0;
    let trials = (MAX_TRIED_BYTES / draft.file.text.content().len().max(1)).clamp(1, MAX_TRIALS);
    for _ in 0..trials {
        let fixable = draft.errors.iter().filter_map(|error| Some((error, error.fix.as_ref()?))).nth(rejected);
        let Some((error, fix)) = fixable else { break };
        let text = fix.apply(draft.file.text.content()).into_bytes();
        let next = Draft::new(ParsedFile::parse(draft.file.text.name(), text), schema, vocabulary)
            .filter(|next| next.states_all_of(&draft) && next.count(&error.kind) < draft.count(&error.kind));
        match next {
            Some(next) => {
                corrections.push(draft.describe(fix));
                draft = next;
            }
            None => rejected += 1,
        }
    }
    corrections.sort_by_key(|correction| correction.line);
    (!corrections.is_empty()).then(|| Corrected { text: draft.file.text.content().to_owned(), corrections })
}
