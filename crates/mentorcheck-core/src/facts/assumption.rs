//! Assumptions: a description checked as if something else were stated, without touching the file.

use super::{Fact, Facts};
use crate::schema::{Field, FieldId, FieldType, Vocabulary, suggest, suggest_by_text};

/// An assumption about one field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Assumption {
    pub field: FieldId,
    /// The assumed fact; `None` removes the field.
    pub fact: Option<Fact>,
}

/// An invalid assumption.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{problem}")]
pub struct AssumptionError {
    pub problem: String,
    pub help: String,
}

impl Assumption {
    /// Parses `field=value`, or `field=` to remove the field.
    ///
    /// # Errors
    /// If the field or value does not exist, with suggestions and the allowed values.
    pub fn parse(argument: &str, vocabulary: &Vocabulary) -> Result<Self, AssumptionError> {
        let error = |problem: String, advice: String| AssumptionError { problem, help: advice };
        let Some((name, value)) = argument.split_once('=') else {
            return Err(error(format!("`{argument}` is no supposition"), syntax_help(vocabulary)));
        };
        let (name, value) = (name.trim(), value.trim());
        let field = vocabulary.field_id(name).ok_or_else(|| {
            error(
                format!("there is no field `{name}`"),
                format!("{}{}", suggest_field(name, vocabulary), list_fields(name, vocabulary)),
            )
        })?;
        let definition = &vocabulary.fields[field];
        if definition.field_type == FieldType::FreeText {
            let problem = format!("`{name}` is free text, which no rule reads");
            return Err(error(problem, "Suppose something of a field that is judged.".into()));
        }
        if value.is_empty() {
            return Ok(Self { field, fact: None });
        }
        if definition.is_closing(value) {
            return Ok(Self { field, fact: Some(Fact { field, value: None }) });
        }
        let value_index = definition.find_value(value).ok_or_else(|| {
            let titles = definition.values.iter().map(|option| (option.title.as_str(), option.name.as_str()));
            let texts = value_names(definition).map(|name| (name, name)).chain(titles);
            let suggestion = suggest_by_text(value, texts).map(|suggestion| format!("Did you mean `{suggestion}`? "));
            let allowed: Vec<_> = value_names(definition).collect();
            let advice = format!(
                "{}`{name}` takes: {}. With nothing behind the `=` the field is taken away.",
                suggestion.unwrap_or_default(),
                allowed.join(", ")
            );
            error(format!("`{name}` cannot be `{value}`"), advice)
        })?;
        Ok(Self { field, fact: Some(Fact { field, value: Some(value_index) }) })
    }

    /// The assumption as written on the command line.
    #[must_use]
    pub fn to_argument(&self, vocabulary: &Vocabulary) -> String {
        let value = self.fact.map_or("", |fact| fact.value_name(vocabulary));
        format!("{}={value}", vocabulary.fields[self.field].name)
    }

    /// Applies the assumption: replaces the value of a field, or adds an item to a list or closes it.
    #[must_use]
    pub fn apply(&self, vocabulary: &Vocabulary, facts: &Facts) -> Facts {
        let Some(fact) = self.fact else {
            return facts.without_field(self.field);
        };
        facts.with(vocabulary, fact)
    }
}

fn value_names(field: &Field) -> impl Iterator<Item = &str> {
    field.values.iter().map(|value| value.name.as_str()).chain(field.closing_name())
}

/// The syntax of an assumption, with an example from the vocabulary.
fn syntax_help(vocabulary: &Vocabulary) -> String {
    let field = vocabulary.fields.iter().find(|field| field.field_type == FieldType::Enum && !field.informative);
    let example = field.and_then(|field| Some(format!(", as in `{}={}`", field.name, value_names(field).next()?)));
    format!("Write the field, `=` and the value{}.", example.unwrap_or_default())
}

/// The most similar field name, matched by full name or by key.
fn suggest_field(name: &str, vocabulary: &Vocabulary) -> String {
    let judged_fields = || vocabulary.fields.iter().filter(|field| field.field_type != FieldType::FreeText);
    let suggest_by_key = || {
        let key = suggest(name.rsplit('.').next().unwrap_or(name), judged_fields().map(|field| field.key.as_str()))?;
        judged_fields().find(|field| field.key == key).map(|field| field.name.as_str())
    };
    let suggestion = suggest(name, judged_fields().map(|field| field.name.as_str())).or_else(suggest_by_key);
    suggestion.map(|suggestion| format!("Did you mean `{suggestion}`? ")).unwrap_or_default()
}

/// Lists the fields of the section in `name`, or all fields if there is no such section.
fn list_fields(name: &str, vocabulary: &Vocabulary) -> String {
    let section = name.split('.').next().unwrap_or_default();
    let judged_fields = || vocabulary.fields.iter().filter(|field| field.field_type != FieldType::FreeText);
    let names_in = |section: &str| -> Vec<&str> {
        judged_fields().filter(|field| field.section == section).map(|field| field.name.as_str()).collect()
    };
    let section_names = names_in(section);
    let names = if section_names.is_empty() {
        judged_fields().map(|field| field.name.as_str()).collect()
    } else {
        section_names
    };
    format!("What can be supposed: {}.", names.join(", "))
}
