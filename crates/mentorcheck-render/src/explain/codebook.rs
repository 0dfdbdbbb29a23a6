//! The codebook: what each field and value of a description means, and which rules read it.

use super::document::{Item, Page};
use mentorcheck_core::{
    catalogue::message,
    fixes::fields_read,
    pack::{Pack, subjects::subjects},
    schema::{Field, FieldId, FieldType, Vocabulary},
};

/// The fields and values that a name or title means: `section.field`, a key, a value, or the title of one of these.
#[must_use]
pub fn find_fields(vocabulary: &Vocabulary, name: &str) -> Vec<FieldId> {
    let matches = |text: &str| text.eq_ignore_ascii_case(name.trim());
    let by_field: Vec<FieldId> = (0..vocabulary.fields.len())
        .filter(|id| {
            let field = &vocabulary.fields[*id];
            [&field.name, &field.key, &field.title].into_iter().any(|text| matches(text))
        })
        .collect();
    if !by_field.is_empty() {
        return by_field;
    }
    (0..vocabulary.fields.len())
        .filter(|id| vocabulary.fields[*id].find_value(name).is_some() || vocabulary.fields[*id].is_closing(name))
        .collect()
}

/// The page about a field. If `name` is one of its values, that value comes first.
#[must_use]
pub fn field_page(pack: &Pack, vocabulary: &Vocabulary, id: FieldId, name: &str) -> Page {
    let field = &vocabulary.fields[id];
    let mut page = Page::new(&field.name, &field.title);
    if !field.question.is_empty() {
        page.push_paragraph(&field.question);
    }
    if let Some(value) = field.find_value(name) {
        page.push_list(&message("explain-field-value"), vec![value_item(field, value)]);
    }
    page.push_paragraph(message(match field.field_type {
        FieldType::Enum => "explain-field-one-value",
        FieldType::EnumList => "explain-field-list",
        FieldType::FreeText => "explain-field-free-text",
    }));
    let mut values: Vec<Item> = (0..field.values.len()).map(|value| value_item(field, value)).collect();
    values.extend(field.closing.as_ref().map(|closing| Item::new(format!("`{}`: {}", closing.name, closing.title))));
    page.push_list(&message("explain-field-values"), values);
    let readers = (0..pack.criteria.len()).filter(|criterion| fields_read(pack, *criterion).contains(&id));
    let readers = readers.map(|criterion| {
        Item::new(format!("`{}`: {}", pack.criterion_code(criterion), pack.criteria[criterion].title))
    });
    page.push_list(&message("explain-field-rules"), readers.collect());
    page
}

fn value_item(field: &Field, value: usize) -> Item {
    let value = &field.values[value];
    Item::new(format!("`{}`: {}", value.name, value.title))
}

/// The page that lists what can be explained.
#[must_use]
pub fn index_page(pack: &Pack, vocabulary: &Vocabulary) -> Page {
    let mut page = Page::new("", message("explain-index"));
    page.push_paragraph(message("explain-index-how"));
    let named = |id: &str, title: &str| Item::new(format!("`{id}`: {title}"));
    page.push_list(
        &message("explain-index-blocks"),
        pack.blocks.iter().map(|block| named(&block.id, &block.title)).collect(),
    );
    page.push_list(
        &message("explain-index-kinds"),
        pack.kinds.iter().map(|kind| named(&kind.id, &kind.title)).collect(),
    );
    let sections = vocabulary.sections.iter().map(|section| Item {
        text: format!("`{}`: {}", section.name, section.title),
        items: section
            .fields
            .clone()
            .map(|id| &vocabulary.fields[id])
            .map(|field| named(&field.name, &field.title))
            .collect(),
    });
    page.push_list(&message("explain-index-fields"), sections.collect());
    let codes = subjects(pack).into_iter().filter(|(name, _)| name.contains('/'));
    page.push_list(&message("explain-index-codes"), codes.map(|(name, _)| Item::new(format!("`{name}`"))).collect());
    let claims = pack.claims.iter().map(|claim| named(&claim.id, &claim.says));
    page.push_list(&message("explain-index-claims"), claims.collect());
    page
}
