//! Notices on valid descriptions: the programme has no name, or a value is where an earlier version had it.

use crate::{
    lazy_message,
    schema::{
        Field, FieldId, Meaning, SchemaError, SchemaErrorKind, Vocabulary,
        advice::{Fix, TextEdit},
        is_not_stated, pointer,
    },
};
use mentorcheck_yaml::{Document, Node, Sequence, SourceFile, Span};

/// All notices on `document`; those on values are in the order of the vocabulary.
#[must_use]
pub fn notices(vocabulary: &Vocabulary, document: &Document, file: &SourceFile) -> Vec<SchemaError> {
    let with_moved = (0..vocabulary.fields.len()).filter(|id| !vocabulary.fields[*id].moved.is_empty());
    let moved = with_moved.flat_map(|id| moved_values(vocabulary, document, file, id));
    missing_name(vocabulary, document).into_iter().chain(moved).collect()
}

/// Reports a section that lacks the programme's name.
fn missing_name(vocabulary: &Vocabulary, document: &Document) -> Option<SchemaError> {
    let field = &vocabulary.fields[vocabulary.name_field];
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
        Some(_) => pointer::field(field),
        None => pointer::section(&field.section),
    };
    let value_span = node.map(Node::span).filter(|span| !span.is_empty());
    let span = value_span.or(key.map(|key| key.span)).unwrap_or(section_key.span);
    let kind = SchemaErrorKind::MissingName { field: field.name.clone() };
    Some(notice(kind, document, pointer, span, node))
}

fn moved_values(vocabulary: &Vocabulary, document: &Document, file: &SourceFile, id: FieldId) -> Vec<SchemaError> {
    let field = &vocabulary.fields[id];
    let node = document.root().get(&field.section).and_then(|section| section.get(&field.key));
    let list = node.and_then(Node::as_sequence);
    let items = list.into_iter().flat_map(Sequence::iter).enumerate();
    let notices = items.filter_map(|(index, item)| match Meaning::from_text(field, item.as_str()?)? {
        Meaning::Moved(target_id, value) => {
            let target = &vocabulary.fields[target_id];
            let target_name = if target.section == field.section { &target.key } else { &target.name };
            let name = &target.values[value].name;
            let kind = SchemaErrorKind::MovedValue {
                value: crate::schema::scalar_text(item, file),
                to: target_name.clone(),
                advice: lazy_message!("advice-moved", field = target_name.as_str(), value = name.as_str()).into(),
            };
            let pointer = format!("{}/{index}", pointer::field(field));
            let fix = move_fix(document, file, field, target, (item, index), name);
            Some(SchemaError { fix, ..notice(kind, document, pointer, item.span(), Some(item)) })
        }
        _ => None,
    });
    notices.collect()
}

fn notice(
    kind: SchemaErrorKind,
    document: &Document,
    pointer: String,
    span: Span,
    node: Option<Node<'_>>,
) -> SchemaError {
    SchemaError { kind, document: document.index, pointer, span, related: node.and_then(Node::related_span), fix: None }
}

/// The move of a value from one list to another, where both are written in brackets on one line.
fn move_fix(
    document: &Document,
    text: &SourceFile,
    from: &Field,
    to: &Field,
    (item, number): (Node<'_>, usize),
    name: &str,
) -> Option<Fix> {
    let root = document.root().as_mapping()?;
    let in_brackets = |node: &Node<'_>| node.related_span().is_none() && text.slice(node.span()).starts_with('[');
    let source = root.get(&from.section)?.get(&from.key).filter(in_brackets)?;
    let items = source.as_sequence()?;
    let removed = match (number, items.len()) {
        // An empty list is a mistake; a key without a value states nothing.
        (_, 1) => source.span(),
        (0, _) => Span::new(item.span().start, items.get(1)?.span().start),
        (number, _) => Span::new(items.get(number - 1)?.span().end, item.span().end),
    };
    let inserted = match root.get(&to.section).and_then(|section| section.get(&to.key)) {
        Some(target) => {
            let target = Some(target).filter(in_brackets)?;
            let last = target.as_sequence()?.iter().last()?;
            TextEdit { span: Span::new(last.span().end, last.span().end), replacement: format!(", {name}") }
        }
        None if to.section == from.section => {
            let key = root.get(&from.section)?.as_mapping()?.key(&from.key)?;
            let line = text.slice(text.line_span(text.line_col(key.span.start).line - 1));
            let indent: String = line.chars().take_while(|ch| *ch == ' ').collect();
            let start = key.span.start;
            TextEdit { span: Span::new(start, start), replacement: format!("{}: [{name}]\n{indent}", to.key) }
        }
        None => return None,
    };
    let edits = vec![TextEdit { span: removed, replacement: String::new() }, inserted];
    Some(Fix { edits, summary: lazy_message!("fix-moved", value = text.slice(item.span()), field = to.name.as_str()) })
}
