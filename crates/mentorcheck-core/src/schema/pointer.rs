//! JSON Pointers (RFC 6901) to the fields of a description. Nothing else builds or splits one.

use super::vocabulary::{Field, FieldId, Vocabulary};

/// The pointer to a path of keys and indices.
#[must_use]
pub fn join<S: AsRef<str>>(steps: &[S]) -> String {
    steps.iter().flat_map(|step| ["/".to_owned(), escape_pointer_segment(step.as_ref())]).collect()
}

/// A key as a step of a pointer.
#[must_use]
pub fn escape_pointer_segment(step: &str) -> String {
    step.replace('~', "~0").replace('/', "~1")
}

/// The keys and indices of a pointer.
pub fn steps(pointer: &str) -> impl Iterator<Item = String> {
    pointer.split('/').skip(1).map(|step| step.replace("~1", "/").replace("~0", "~"))
}

/// The pointer to a section.
#[must_use]
pub fn section(name: &str) -> String {
    join(&[name])
}

/// The pointer to a field.
#[must_use]
pub fn field(field: &Field) -> String {
    join(&[&field.section, &field.key])
}

/// The field that a pointer leads to or into.
#[must_use]
pub fn field_within(pointer: &str, vocabulary: &Vocabulary) -> Option<FieldId> {
    let mut steps = steps(pointer);
    vocabulary.field_id(&format!("{}.{}", steps.next()?, steps.next()?))
}

/// The field that a pointer leads to; none for an item of it.
#[must_use]
pub fn field_at(pointer: &str, vocabulary: &Vocabulary) -> Option<FieldId> {
    field_within(pointer, vocabulary).filter(|_| steps(pointer).nth(2).is_none())
}

/// What a pointer leads to as it is written in text: its keys joined by dots, without indices.
#[must_use]
pub fn display(pointer: &str) -> String {
    let keys = steps(pointer).filter(|step| !step.is_empty() && step.parse::<usize>().is_err());
    keys.collect::<Vec<_>>().join(".")
}
