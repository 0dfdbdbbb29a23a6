//! Describes the facts of a description by the titles of the vocabulary.

use crate::letters::{
    markdown_escape::{Markdown, value_title},
    model::{AnswerOptions, Field, FieldFacts, Quoted, SectionFacts},
};
use mentorcheck_core::{
    clause::render_clauses,
    diagnostic::SourceLocation,
    facts::{Fact, Facts},
    schema::{FieldId, FieldType, Vocabulary, pointer},
};
use mentorcheck_yaml::{Document, SourceFile};

/// How many characters of a quotation are repeated.
const MAX_QUOTED: usize = 200;

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

    /// The facts at these locations as clauses, one for each field. If `one_field`, only those of the first field.
    pub(crate) fn clauses<'m>(
        &self,
        locations: impl IntoIterator<Item = &'m SourceLocation>,
        one_field: bool,
    ) -> Vec<String> {
        let mut stated: Vec<Fact> = Vec::new();
        for location in locations {
            let pointer = location.pointer.as_deref().unwrap_or_default();
            let Some(id) = pointer::field_within(pointer, self.vocabulary) else { continue };
            if one_field && stated.first().is_some_and(|first| first.field != id) {
                continue;
            }
            let path: Vec<String> = pointer::steps(pointer).collect();
            let node = self.document.root().find(path.iter().map(String::as_str));
            let Some(text) = node.and_then(mentorcheck_yaml::Node::as_str) else { continue };
            let field = &self.vocabulary.fields[id];
            let value = field.find_value(text);
            let fact = Fact { field: id, value };
            if (value.is_some() || field.is_closing(text)) && !stated.contains(&fact) {
                stated.push(fact);
            }
        }
        render_clauses(self.vocabulary, &self.facts, &stated).into_iter().map(|clause| clause.text).collect()
    }

    /// The fields at these locations.
    pub(crate) fn fields_at(&self, locations: &[SourceLocation]) -> Vec<FieldId> {
        let pointers = locations.iter().filter_map(|location| location.pointer.as_deref());
        pointers.filter_map(|pointer| pointer::field_within(pointer, self.vocabulary)).collect()
    }

    /// What the evidence quotes for these fields.
    pub(crate) fn quoted(&self, is_wanted: impl Fn(FieldId) -> bool) -> Vec<Quoted> {
        let Some(keys) = &self.vocabulary.evidence else { return Vec::new() };
        let list = self.document.root().get(&keys.section).and_then(mentorcheck_yaml::Node::as_sequence);
        let items = list.into_iter().flat_map(mentorcheck_yaml::Sequence::iter);
        let entries = items.filter_map(|item| {
            let text = |key: &str| {
                let text = item.get(key).and_then(mentorcheck_yaml::Node::as_str);
                text.filter(|text| !self.vocabulary.is_placeholder(text))
            };
            let field = self.vocabulary.field_id(text(&keys.field)?)?;
            is_wanted(field).then_some(())?;
            Some(Quoted {
                words: Markdown::text(&shorten(text(&keys.quotation)?)),
                document: Markdown::text(text(&keys.document)?),
                place: Markdown::text(text(&keys.place).unwrap_or_default()),
            })
        });
        entries.collect()
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

/// A quotation, cut at a word if it is long.
fn shorten(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((end, _)) = text.char_indices().nth(MAX_QUOTED) else { return text };
    let head = &text[..end];
    let head = head.rfind(' ').map_or(head, |space| &head[..space]);
    format!("{head} […]")
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
