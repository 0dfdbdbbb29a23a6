//! Describes the facts of a description by the titles of the vocabulary.

use crate::letters::{
    markdown_escape::{Markdown, value_title},
    model::{AnswerOptions, Field, FieldFacts, SectionFacts},
};
use mentorcheck_core::{
    diagnostic::SourceLocation,
    facts::Facts,
    schema::{FieldId, FieldType, Vocabulary, pointer},
};
use mentorcheck_yaml::{Document, SourceFile};

/// A parsed description and its facts.
pub(crate) struct Description<'d> {
    pub vocabulary: &'d Vocabulary,
    pub file: &'d SourceFile,
    pub document: &'d Document,
    pub facts: Facts,
}

impl Description<'_> {
    pub(crate) fn field(&self, id: FieldId) -> Field {
        let field = &self.vocabulary.fields[id];
        Field { title: Markdown::text(&field.title), name: Markdown::code(&field.name) }
    }

    /// The title of a value of `field`; its name if it is not in the vocabulary.
    pub(crate) fn value(&self, field: FieldId, name: &str) -> Markdown {
        let title = value_title(&self.vocabulary.fields[field], name);
        Markdown::text(title.as_deref().unwrap_or(name))
    }

    /// The facts at these locations, grouped by field and remark.
    pub(crate) fn group_facts<'m>(&self, locations: impl IntoIterator<Item = &'m SourceLocation>) -> Vec<FieldFacts> {
        let mut groups: Vec<FactGroup> = Vec::new();
        for location in locations {
            let pointer = location.pointer.as_deref().unwrap_or_default();
            let Some(field) = pointer::field_within(pointer, self.vocabulary) else { continue };
            let path: Vec<String> = pointer::steps(pointer).collect();
            let Some(value) =
                self.document.root().find(path.iter().map(String::as_str)).and_then(mentorcheck_yaml::Node::as_str)
            else {
                continue;
            };
            let remark = location.label.as_deref().unwrap_or_default();
            let index =
                groups.iter().position(|group| group.field == field && group.remark == remark).unwrap_or_else(|| {
                    groups.push(FactGroup { field, remark: remark.to_owned(), values: Vec::new(), lines: Vec::new() });
                    groups.len() - 1
                });
            groups[index].add(self.value(field, value), location.line);
        }
        groups.into_iter().map(|group| group.into_field_facts(self)).collect()
    }

    /// The facts of all fields with values in the vocabulary, by section.
    pub(crate) fn stated_by_section(&self) -> Vec<SectionFacts> {
        let parts = self.vocabulary.sections.iter().map(|section| {
            let fields = (0..self.vocabulary.fields.len()).filter(|id| {
                let field = &self.vocabulary.fields[*id];
                field.section == section.name && self.facts.is_stated(*id)
            });
            let stated = fields.map(|id| {
                let mut group = FactGroup { field: id, remark: String::new(), values: Vec::new(), lines: Vec::new() };
                for fact in self.facts.iter().filter(|fact| fact.field == id) {
                    let location = fact.locate(self.document, self.vocabulary);
                    let line = location.map_or(0, |(node, _)| self.file.line_col(node.span().start).line);
                    group.add(self.value(id, fact.value_name(self.vocabulary)), line);
                }
                group.into_field_facts(self)
            });
            SectionFacts { title: Markdown::text(&section.title), stated: stated.collect() }
        });
        parts.filter(|part| !part.stated.is_empty()).collect()
    }

    /// The possible further answers in a field.
    pub(crate) fn answer_options(&self, id: FieldId) -> AnswerOptions {
        let field = &self.vocabulary.fields[id];
        let stated: Vec<&str> =
            self.facts.iter().filter(|fact| fact.field == id).map(|fact| fact.value_name(self.vocabulary)).collect();
        let values = field.values.iter().filter(|value| !stated.contains(&value.name.as_str()));
        let closing = field.closing_name().filter(|name| !stated.contains(name));
        AnswerOptions {
            field: self.field(id),
            several: field.field_type == FieldType::EnumList,
            values: values.map(|value| Markdown::text(&value.title)).collect(),
            closing: closing.map(|name| self.value(id, name)).unwrap_or_default(),
            stated: stated.iter().map(|name| self.value(id, name)).collect(),
        }
    }

    /// Whether no further answer can be stated: a closed list, or a field with its one value.
    pub(crate) fn is_settled(&self, id: FieldId) -> bool {
        let field = &self.vocabulary.fields[id];
        self.facts.get(id).closed || (field.field_type == FieldType::Enum && self.facts.is_stated(id))
    }
}

/// Collects the values and lines of a field.
struct FactGroup {
    field: FieldId,
    remark: String,
    values: Vec<Markdown>,
    lines: Vec<usize>,
}

impl FactGroup {
    fn add(&mut self, value: Markdown, line: usize) {
        if !self.values.contains(&value) {
            self.values.push(value);
        }
        if !self.lines.contains(&line) {
            self.lines.push(line);
        }
    }

    fn into_field_facts(self, description: &Description<'_>) -> FieldFacts {
        let mut lines: Vec<String> = self.lines.iter().map(usize::to_string).collect();
        let last = lines.pop().unwrap_or_default();
        let lines = match lines.as_slice() {
            [] => format!("line {last}"),
            before => format!("lines {} and {last}", before.join(", ")),
        };
        FieldFacts {
            field: description.field(self.field),
            values: self.values,
            lines,
            remark: Markdown::text(&self.remark),
        }
    }
}
