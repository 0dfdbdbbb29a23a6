//! Places in the file → facts in words.

use crate::letters::{
    markdown_escape::{Markdown, value_title},
    model::{Choice, Field, Part, Stated},
};
use mentorcheck_core::{
    diagnostic::SourceLocation,
    facts::Facts,
    schema::{FieldId, FieldType, Vocabulary, pointer},
};
use mentorcheck_yaml::{Document, SourceFile};

/// A description, read for what it states.
pub(crate) struct Description<'d> {
    pub vocabulary: &'d Vocabulary,
    pub text: &'d SourceFile,
    pub document: &'d Document,
    pub facts: Facts,
}

impl Description<'_> {
    pub(crate) fn field(&self, id: FieldId) -> Field {
        let field = &self.vocabulary.fields[id];
        Field { title: Markdown::text(&field.title), name: Markdown::code(&field.name) }
    }

    /// What people call a value of `field`; one that is not in the vocabulary is shown as it stands.
    pub(crate) fn value(&self, field: FieldId, name: &str) -> Markdown {
        let title = value_title(&self.vocabulary.fields[field], name);
        Markdown::text(title.as_deref().unwrap_or(name))
    }

    /// Facts field by field, each once.
    pub(crate) fn stated<'m>(&self, marks: impl IntoIterator<Item = &'m SourceLocation>) -> Vec<Stated> {
        let mut all: Vec<Gathered> = Vec::new();
        for mark in marks {
            let pointer = mark.pointer.as_deref().unwrap_or_default();
            let Some(field) = pointer::field_within(pointer, self.vocabulary) else { continue };
            let steps: Vec<String> = pointer::steps(pointer).collect();
            let Some(value) =
                self.document.root().find(steps.iter().map(String::as_str)).and_then(mentorcheck_yaml::Node::as_str)
            else {
                continue;
            };
            let remark = mark.label.as_deref().unwrap_or_default();
            let at = all.iter().position(|one| one.field == field && one.remark == remark).unwrap_or_else(|| {
                all.push(Gathered { field, remark: remark.to_owned(), values: Vec::new(), lines: Vec::new() });
                all.len() - 1
            });
            all[at].add(self.value(field, value), mark.line);
        }
        all.into_iter().map(|one| one.stated(self)).collect()
    }

    /// Everything that is stated in fields that take values of the vocabulary, part by part.
    pub(crate) fn understood(&self) -> Vec<Part> {
        let parts = self.vocabulary.sections.iter().map(|section| {
            let fields = (0..self.vocabulary.fields.len()).filter(|id| {
                let field = &self.vocabulary.fields[*id];
                field.section == section.name && self.facts.is_stated(*id)
            });
            let stated = fields.map(|id| {
                let mut one = Gathered { field: id, remark: String::new(), values: Vec::new(), lines: Vec::new() };
                for fact in self.facts.iter().filter(|fact| fact.field == id) {
                    let place = fact.locate(self.document, self.vocabulary);
                    let line = place.map_or(0, |(node, _)| self.text.line_col(node.span().start).line);
                    one.add(self.value(id, fact.value_name(self.vocabulary)), line);
                }
                one.stated(self)
            });
            Part { title: Markdown::text(&section.title), stated: stated.collect() }
        });
        parts.filter(|part| !part.stated.is_empty()).collect()
    }

    /// What can be answered in a field.
    pub(crate) fn choice(&self, id: FieldId) -> Choice {
        let field = &self.vocabulary.fields[id];
        let stated: Vec<&str> =
            self.facts.iter().filter(|fact| fact.field == id).map(|fact| fact.value_name(self.vocabulary)).collect();
        let values = field.values.iter().filter(|value| !stated.contains(&value.name.as_str()));
        let closing = field.closing_name().filter(|name| !stated.contains(name));
        Choice {
            field: self.field(id),
            several: field.field_type == FieldType::EnumList,
            values: values.map(|value| Markdown::text(&value.title)).collect(),
            closing: closing.map(|name| self.value(id, name)).unwrap_or_default(),
            stated: stated.iter().map(|name| self.value(id, name)).collect(),
        }
    }

    /// Whether there is nothing more to say of a field.
    pub(crate) fn is_settled(&self, id: FieldId) -> bool {
        let field = &self.vocabulary.fields[id];
        self.facts.get(id).closed || (field.field_type == FieldType::Enum && self.facts.is_stated(id))
    }
}

/// What is stated of one field, while it is gathered.
struct Gathered {
    field: FieldId,
    remark: String,
    values: Vec<Markdown>,
    lines: Vec<usize>,
}

impl Gathered {
    fn add(&mut self, value: Markdown, line: usize) {
        if !self.values.contains(&value) {
            self.values.push(value);
        }
        if !self.lines.contains(&line) {
            self.lines.push(line);
        }
    }

    fn stated(self, description: &Description<'_>) -> Stated {
        let mut lines: Vec<String> = self.lines.iter().map(usize::to_string).collect();
        let last = lines.pop().unwrap_or_default();
        let lines = match lines.as_slice() {
            [] => format!("line {last}"),
            before => format!("lines {} and {last}", before.join(", ")),
        };
        Stated {
            field: description.field(self.field),
            values: self.values,
            lines,
            remark: Markdown::text(&self.remark),
        }
    }
}
