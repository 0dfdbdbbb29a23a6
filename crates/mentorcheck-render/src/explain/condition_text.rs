//! Conditions and facts in words.

use crate::explain::document::Item;
use mentorcheck_core::{
    facts::{Facts, bit},
    pack::{Condition, How, Test},
    schema::{Sort, Vocabulary},
};

/// A condition as a list: what must be stated, in words that need no rule file.
pub(crate) fn condition(condition: &Condition, vocabulary: &Vocabulary) -> Vec<Item> {
    match condition {
        Condition::Test(one) => vec![Item::new(test(one, vocabulary))],
        Condition::Any(parts) => match parts.as_slice() {
            [only] => self::condition(only, vocabulary),
            _ => vec![several("one of these is stated:", parts, vocabulary)],
        },
        Condition::All(parts) => vec![several("all of these are stated:", parts, vocabulary)],
    }
}

fn several(words: &str, parts: &[Condition], vocabulary: &Vocabulary) -> Item {
    Item { words: words.into(), items: parts.iter().flat_map(|part| condition(part, vocabulary)).collect() }
}

fn test(test: &Test, vocabulary: &Vocabulary) -> String {
    let field = &vocabulary.fields[test.field];
    let values: Vec<String> = field
        .values
        .iter()
        .enumerate()
        .filter(|(at, _)| test.values & bit(*at) != 0)
        .map(|(_, value)| {
            if value.title == value.name {
                format!("`{}`", value.name)
            } else {
                format!("`{}` ({})", value.name, value.title)
            }
        })
        .collect();
    let name = &field.name;
    let closing = field.closing_name().unwrap_or_default();
    match (test.how, values.as_slice()) {
        (How::OneOf, [one]) => format!("`{name}` is {one}"),
        (How::OneOf, _) => format!("`{name}` is one of {}", values.join(", ")),
        (How::OtherThan, _) => format!("`{name}` is stated, and is anything but {}", values.join(", ")),
        (How::AnyOf, [one]) => format!("`{name}` lists {one}"),
        (How::AnyOf, _) => format!("`{name}` lists at least one of {}", values.join(", ")),
        (How::NoneOf, _) => format!("`{name}` ends with `{closing}` and lists none of {}", values.join(", ")),
    }
}

/// Facts as lines of a description, section by section.
pub(crate) fn description(facts: &Facts, vocabulary: &Vocabulary) -> Vec<String> {
    let mut lines = Vec::new();
    let mut section = "";
    for (id, field) in vocabulary.fields.iter().enumerate().filter(|(id, _)| facts.states(*id)) {
        if field.section != section {
            section = &field.section;
            lines.push(format!("{section}:"));
        }
        let values: Vec<_> = facts.all().filter(|fact| fact.field == id).collect();
        let values: Vec<_> = values.iter().map(|fact| fact.value_name(vocabulary)).collect();
        let values = values.join(", ");
        lines.push(match field.sort {
            Sort::List => format!("  {}: [{values}]", field.key),
            _ => format!("  {}: {values}", field.key),
        });
    }
    lines
}
