//! Conditions and facts as text.

use crate::explain::document::Item;
use mentorcheck_core::{
    catalogue::message,
    facts::{Facts, value_mask},
    format_message,
    pack::{Condition, Operator, Predicate},
    schema::{FieldType, Vocabulary},
};

/// Describes what a condition requires, for readers without the rule file.
pub(crate) fn describe_condition(condition: &Condition, vocabulary: &Vocabulary) -> Vec<Item> {
    match condition {
        Condition::Predicate(predicate) => vec![Item::new(describe_predicate(predicate, vocabulary))],
        Condition::Any(parts) => match parts.as_slice() {
            [only] => describe_condition(only, vocabulary),
            _ => vec![describe_group("explain-condition-any", parts, vocabulary)],
        },
        Condition::All(parts) => vec![describe_group("explain-condition-all", parts, vocabulary)],
    }
}

fn describe_group(intro: &str, parts: &[Condition], vocabulary: &Vocabulary) -> Item {
    Item { text: message(intro), items: parts.iter().flat_map(|part| describe_condition(part, vocabulary)).collect() }
}

fn describe_predicate(predicate: &Predicate, vocabulary: &Vocabulary) -> String {
    let field = &vocabulary.fields[predicate.field];
    let values: Vec<String> = field
        .values
        .iter()
        .enumerate()
        .filter(|(index, _)| predicate.values & value_mask(*index) != 0)
        .map(|(_, value)| {
            if value.title == value.name {
                format!("`{}`", value.name)
            } else {
                format!("`{}` ({})", value.name, value.title)
            }
        })
        .collect();
    let name = field.name.as_str();
    let closing = field.closing_name().unwrap_or_default();
    match (predicate.operator, values.as_slice()) {
        (Operator::OneOf, [one]) => format_message!("explain-condition-is", field = name, value = one.as_str()),
        (Operator::OneOf, _) => format_message!("explain-condition-one-of", field = name, values = values.join(", ")),
        (Operator::OtherThan, _) => format_message!(
            "explain-condition-other-than",
            count = values.len(),
            field = name,
            values = values.join(", ")
        ),
        (Operator::AnyOf, [one]) => format_message!("explain-condition-lists", field = name, value = one.as_str()),
        (Operator::AnyOf, _) => format_message!("explain-condition-any-of", field = name, values = values.join(", ")),
        (Operator::NoneOf, _) => {
            format_message!("explain-condition-none-of", field = name, closing = closing, values = values.join(", "))
        }
    }
}

/// The facts as YAML lines of a description, grouped by section.
pub(crate) fn to_yaml_lines(facts: &Facts, vocabulary: &Vocabulary) -> Vec<String> {
    let mut lines = Vec::new();
    let mut section = "";
    for (id, field) in vocabulary.fields.iter().enumerate().filter(|(id, _)| facts.is_stated(*id)) {
        if field.section != section {
            section = &field.section;
            lines.push(format!("{section}:"));
        }
        let values: Vec<_> = facts.iter().filter(|fact| fact.field == id).collect();
        let values: Vec<_> = values.iter().map(|fact| fact.value_name(vocabulary)).collect();
        let values = values.join(", ");
        lines.push(match field.field_type {
            FieldType::EnumList => format!("  {}: [{values}]", field.key),
            _ => format!("  {}: {values}", field.key),
        });
    }
    lines
}
