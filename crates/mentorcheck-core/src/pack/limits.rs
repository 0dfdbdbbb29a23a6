//! How much rules may hold, and with which letters: many times what the rules that come with the program
//! do, little enough to be judged by at once, and nothing that a terminal would obey.

use crate::pack::{
    error::LinkProblem,
    raw::{ConditionFile, TestFile},
};
use crate::sanitize::is_unsafe;
use mentorcheck_yaml::{Document, Node, Scalar, Span, Value};

/// The most values that the files of a pack may hold, with aliases written out. Ours hold three thousand.
pub(super) const MAX_VALUES: usize = 30_000;
/// The most bytes of text that these values may have, with aliases written out.
pub(super) const MAX_TEXT: usize = 4 * 1024 * 1024;
/// The most kinds, and the most blocks. Ours are twelve and seven.
pub(super) const MAX_PARTS: usize = 64;
/// The most indicators and conditions. Ours are some sixty.
pub(super) const MAX_CRITERIA: usize = 512;
/// The most tests of fields in one condition. Ours have six at most.
pub(super) const MAX_TESTS: usize = 32;
/// The most levels of `all` and `any` in one condition. Ours have two at most.
pub(super) const MAX_LEVELS: usize = 8;

/// What the files of a pack hold so far.
#[derive(Debug, Default)]
pub(super) struct Held {
    values: usize,
    text: usize,
}

/// The places in a document at which a text has a letter that cannot be shown, and the letter.
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
    /// Adds what a document holds, as whoever reads it without references would have it, and says
    /// whether it is still within the limits.
    pub(super) fn add(&mut self, document: &Document) -> bool {
        self.node(document.root());
        self.is_within()
    }

    fn is_within(&self) -> bool {
        self.values <= MAX_VALUES && self.text <= MAX_TEXT
    }

    fn node(&mut self, node: Node<'_>) {
        // Through references to references a few lines hold more than can be counted.
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

/// What is too much in a condition.
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

/// How many tests a condition has, and how many levels of `all` and `any` are around them.
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
