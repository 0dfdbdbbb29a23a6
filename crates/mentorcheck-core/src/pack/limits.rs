//! Limits on untrusted rule packs: total size with aliases expanded, size and depth of conditions, and unsafe
//! characters. Each is a multiple of what the built-in pack needs.

use crate::pack::{
    error::LinkProblem,
    raw::{ConditionFile, TestFile},
};
use crate::sanitize::is_unsafe;
use mentorcheck_yaml::{Document, Node, Scalar, Span, Value};

/// Maximum number of YAML values in a pack with aliases expanded. The built-in pack has 3,000.
pub(super) const MAX_VALUES: usize = 30_000;
/// Maximum bytes of text in these values, with aliases expanded.
pub(super) const MAX_TEXT: usize = 4 * 1024 * 1024;
/// Maximum number of kinds, and of blocks. The built-in pack has 12 and 7.
pub(super) const MAX_PARTS: usize = 64;
/// Maximum number of indicators and conditions. The built-in pack has about 60.
pub(super) const MAX_CRITERIA: usize = 512;
/// Maximum number of predicates in a condition. The built-in pack has up to 6.
pub(super) const MAX_TESTS: usize = 32;
/// Maximum nesting depth of `all` and `any` in a condition. The built-in pack has up to 2.
pub(super) const MAX_LEVELS: usize = 8;

/// Running totals over the documents of a pack.
#[derive(Debug, Default)]
pub(super) struct Held {
    values: usize,
    text: usize,
}

/// Finds unsafe characters (controls except line feeds, bidi controls); at most one per scalar or key.
pub(super) fn hidden(document: &Document) -> Vec<(Span, char)> {
    let mut found = Vec::new();
    look(document.root(), &mut found);
    found.dedup();
    found
}

fn look(node: Node<'_>, found: &mut Vec<(Span, char)>) {
    let of = |text: &str, span: Span| text.chars().find(|ch| is_unsafe(*ch)).map(|letter| (span, letter));
    match node.value() {
        Value::Scalar(Scalar::String(text)) => found.extend(of(text, node.span())),
        Value::Scalar(_) => {}
        Value::Sequence(items) => items.iter().for_each(|item| look(item, found)),
        Value::Mapping(map) => {
            for (key, value) in map.iter() {
                found.extend(of(key.name, key.span));
                look(value, found);
            }
        }
    }
}

impl Held {
    /// Adds a document with its aliases expanded and returns whether the totals are within the limits.
    pub(super) fn add(&mut self, document: &Document) -> bool {
        self.node(document.root());
        self.is_within()
    }

    fn is_within(&self) -> bool {
        self.values <= MAX_VALUES && self.text <= MAX_TEXT
    }

    fn node(&mut self, node: Node<'_>) {
        // Stops early: nested aliases expand exponentially.
        if !self.is_within() {
            return;
        }
        self.values += 1;
        match node.value() {
            Value::Scalar(Scalar::String(text)) => self.text += text.len(),
            Value::Scalar(_) => {}
            Value::Sequence(items) => items.iter().for_each(|item| self.node(item)),
            Value::Mapping(map) => map.iter().for_each(|(key, value)| {
                self.text += key.name.len();
                self.node(value);
            }),
        }
    }
}

/// Returns the limit that a condition exceeds, if any.
pub(super) fn exceeded(condition: &ConditionFile) -> Option<LinkProblem> {
    let (tests, levels) = size(condition);
    if levels > MAX_LEVELS {
        Some(LinkProblem::TooDeep { limit: MAX_LEVELS })
    } else if tests > MAX_TESTS {
        Some(LinkProblem::TooMany { what: "tests in this condition", limit: MAX_TESTS })
    } else {
        None
    }
}

/// Number of predicates and nesting depth of `all` and `any`.
fn size(condition: &ConditionFile) -> (usize, usize) {
    let sizes = condition.0.iter().map(|(_, test)| match test {
        TestFile::Parts(parts) => {
            let parts = parts.iter().map(size);
            let (tests, levels) = parts.fold((0, 0), |(tests, levels), part| (tests + part.0, levels.max(part.1)));
            (tests, levels + 1)
        }
        TestFile::Values(_) | TestFile::How(_) => (1, 0),
    });
    sizes.fold((0, 0), |(tests, levels), test| (tests + test.0, levels.max(test.1)))
}
