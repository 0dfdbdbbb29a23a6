//! Limits on untrusted rule packs: total size with aliases expanded, size and depth of conditions, and unsafe
//! characters. Each is a multiple of what the built-in pack needs.

use crate::pack::{
    error::PackErrorKind,
    raw::{RawCondition, RawPredicate},
};
use crate::sanitize::marked_chars;
use mentorcheck_yaml::{Document, Node, Scalar, Span, Value};

/// Maximum number of YAML values in a pack with aliases expanded. The built-in pack has 3,000.
pub(super) const MAX_VALUES: usize = 30_000;
/// Maximum bytes of text in these values, with aliases expanded.
pub(super) const MAX_TEXT_BYTES: usize = 4 * 1024 * 1024;
/// Maximum number of kinds, and of blocks. The built-in pack has 12 and 7.
pub(super) const MAX_BLOCKS_OR_KINDS: usize = 64;
/// Maximum number of indicators and conditions. The built-in pack has about 60.
pub(super) const MAX_CRITERIA: usize = 512;
/// Maximum number of predicates in a condition. The built-in pack has up to 6.
pub(super) const MAX_PREDICATES: usize = 32;
/// Maximum nesting depth of `all` and `any` in a condition. The built-in pack has up to 2.
pub(super) const MAX_DEPTH: usize = 8;

/// Running totals over the documents of a pack.
#[derive(Debug, Default)]
pub(super) struct PackUsage {
    values: usize,
    text_bytes: usize,
}

/// Finds unsafe characters (controls except line feeds, bidi controls); at most one per scalar or key.
pub(super) fn unsafe_chars(document: &Document) -> Vec<(Span, char)> {
    let mut found = Vec::new();
    collect_unsafe_chars(document.root(), &mut found);
    found.dedup();
    found
}

fn collect_unsafe_chars(node: Node<'_>, found: &mut Vec<(Span, char)>) {
    let find_unsafe =
        |text: &str, span: Span| marked_chars(text).find(|(_, _, is_unsafe)| *is_unsafe).map(|(_, c, _)| (span, c));
    match node.value() {
        Value::Scalar(Scalar::String(text)) => found.extend(find_unsafe(text, node.span())),
        Value::Scalar(_) => {}
        Value::Sequence(items) => items.iter().for_each(|item| collect_unsafe_chars(item, found)),
        Value::Mapping(map) => {
            for (key, value) in map.iter() {
                found.extend(find_unsafe(key.name, key.span));
                collect_unsafe_chars(value, found);
            }
        }
    }
}

impl PackUsage {
    /// Adds a document with its aliases expanded and returns whether the totals are within the limits.
    pub(super) fn add_document(&mut self, document: &Document) -> bool {
        self.add_node(document.root());
        self.is_within_limits()
    }

    fn is_within_limits(&self) -> bool {
        self.values <= MAX_VALUES && self.text_bytes <= MAX_TEXT_BYTES
    }

    fn add_node(&mut self, node: Node<'_>) {
        // Stops early: nested aliases expand exponentially.
        if !self.is_within_limits() {
            return;
        }
        self.values += 1;
        match node.value() {
            Value::Scalar(Scalar::String(text)) => self.text_bytes += text.len(),
            Value::Scalar(_) => {}
            Value::Sequence(items) => items.iter().for_each(|item| self.add_node(item)),
            Value::Mapping(map) => map.iter().for_each(|(key, value)| {
                self.text_bytes += key.name.len();
                self.add_node(value);
            }),
        }
    }
}

/// Returns the limit that a condition exceeds, if any.
pub(super) fn exceeded_limit(condition: &RawCondition) -> Option<PackErrorKind> {
    let (predicates, depth) = measure(condition);
    if depth > MAX_DEPTH {
        Some(PackErrorKind::TooDeep { limit: MAX_DEPTH })
    } else if predicates > MAX_PREDICATES {
        Some(PackErrorKind::TooManyItems { what: "tests in this condition", limit: MAX_PREDICATES })
    } else {
        None
    }
}

/// Number of predicates and nesting depth of `all` and `any`.
fn measure(condition: &RawCondition) -> (usize, usize) {
    let sizes = condition.0.iter().map(|(_, predicate)| match predicate {
        RawPredicate::Parts(parts) => {
            let parts = parts.iter().map(measure);
            let (predicates, depth) =
                parts.fold((0, 0), |(predicates, depth), part| (predicates + part.0, depth.max(part.1)));
            (predicates, depth + 1)
        }
        RawPredicate::Values(_) | RawPredicate::Operators(_) => (1, 0),
    });
    sizes.fold((0, 0), |(predicates, depth), entry| (predicates + entry.0, depth.max(entry.1)))
}
