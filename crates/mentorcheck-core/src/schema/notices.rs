//! What is worth saying about a description that is valid: it has no name, or a value where an earlier version had it.

use crate::schema::{FieldId, Meaning, SchemaError, SchemaProblem, Vocabulary, is_not_stated};
use mentorcheck_yaml::{Document, Node, Sequence, SourceFile, Span};

/// What is worth saying about what `document` states, in the order of the vocabulary.
#[must_use]
pub fn notices(vocabulary: &Vocabulary, document: &Document, text: &SourceFile) -> Vec<SchemaError> {
    let with_moved = (0..vocabulary.fields.len()).filter(|id| !vocabulary.fields[*id].moved.is_empty());
    let old = with_moved.flat_map(|id| old_values(vocabulary, document, text, id));
    unnamed(vocabulary, document).into_iter().chain(old).collect()
}

/// That the section for it is there, and the programme's name is not.
fn unnamed(vocabulary: &Vocabulary, document: &Document) -> Option<SchemaError> {
    let field = &vocabulary.fields[vocabulary.name];
    let root = document.root().as_mapping()?;
    let (section, section_key) = (root.get(&field.section)?, root.key(&field.section)?);
    let (node, key) = match section.as_mapping() {
        Some(map) => (map.get(&field.key), map.key(&field.key)),
        None if is_not_stated(vocabulary, section) => (None, None),
        None => return None,
    };
    if node.is_some_and(|node| !is_not_stated(vocabulary, node)) {
        return None;
    }
    let pointer = match node {
        Some(_) => format!("/{}/{}", field.section, field.key),
        None => format!("/{}", field.section),
    };
    let filled = node.map(Node::span).filter(|span| !span.is_empty());
    let span = filled.or(key.map(|key| key.span)).unwrap_or(section_key.span);
    let problem = SchemaProblem::Unnamed { field: field.name.clone() };
    Some(notice(problem, document, pointer, span, node))
}

/// The values of an earlier version in a list.
fn old_values(vocabulary: &Vocabulary, document: &Document, text: &SourceFile, id: FieldId) -> Vec<SchemaError> {
    let field = &vocabulary.fields[id];
    let node = document.root().get(&field.section).and_then(|section| section.get(&field.key));
    let list = node.and_then(Node::as_sequence);
    let items = list.into_iter().flat_map(Sequence::iter).enumerate();
    let old = items.filter_map(|(number, item)| match Meaning::of(field, item.as_str()?)? {
        Meaning::Moved(to, value) => {
            let target = &vocabulary.fields[to];
            let to = if target.section == field.section { &target.key } else { &target.name };
            let name = &target.values[value].name;
            let problem = SchemaProblem::OldValue {
                value: crate::schema::written(item, text),
                to: to.clone(),
                advice: format!("It was read as part of `{to}`. Move it there: `{to}: [{name}]`."),
            };
            let pointer = format!("/{}/{}/{number}", field.section, field.key);
            Some(notice(problem, document, pointer, item.span(), Some(item)))
        }
        _ => None,
    });
    old.collect()
}

fn notice(
    problem: SchemaProblem,
    document: &Document,
    pointer: String,
    span: Span,
    node: Option<Node<'_>>,
) -> SchemaError {
    SchemaError { problem, document: document.index, pointer, span, related: node.and_then(Node::related_span) }
}
