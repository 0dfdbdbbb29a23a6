//! Assumptions: a description checked as if something else were stated, without touching the file.

use super::{Fact, Facts};
use crate::schema::{Field, FieldId, Sort, Vocabulary, nearest, nearest_by_text};

/// An assumption about one field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Supposition {
    pub field: FieldId,
    /// The assumed fact; `None` removes the field.
    pub fact: Option<Fact>,
}

/// An invalid assumption.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{problem}")]
pub struct NoSupposition {
    pub problem: String,
    pub advice: String,
}

impl Supposition {
    /// Parses `field=value`, or `field=` to remove the field.
    ///
    /// # Errors
    /// If the field or value does not exist, with suggestions and the allowed values.
    pub fn read(written: &str, vocabulary: &Vocabulary) -> Result<Self, NoSupposition> {
        let wrong = |problem: String, advice: String| NoSupposition { problem, advice };
        let Some((name, value)) = written.split_once('=') else {
            return Err(wrong(format!("`{written}` is no supposition"), example(vocabulary)));
        };
        let (name, value) = (name.trim(), value.trim());
        let field = vocabulary.field(name).ok_or_else(|| {
            wrong(
                format!("there is no field `{name}`"),
                format!("{}{}", meant_field(name, vocabulary), fields(name, vocabulary)),
            )
        })?;
        let definition = &vocabulary.fields[field];
        if definition.sort == Sort::Free {
            let problem = format!("`{name}` is free text, which no rule reads");
            return Err(wrong(problem, "Suppose something of a field that is judged.".into()));
        }
        if value.is_empty() {
            return Ok(Self { field, fact: None });
        }
        if definition.is_closing(value) {
            return Ok(Self { field, fact: Some(Fact { field, value: None }) });
        }
        let number = definition.find_value(value).ok_or_else(|| {
            let titles = definition.values.iter().map(|one| (one.title.as_str(), one.name.as_str()));
            let texts = values(definition).map(|name| (name, name)).chain(titles);
            let meant = nearest_by_text(value, texts).map(|meant| format!("Did you mean `{meant}`? "));
            let allowed: Vec<_> = values(definition).collect();
            let advice = format!(
                "{}`{name}` takes: {}. With nothing behind the `=` the field is taken away.",
                meant.unwrap_or_default(),
                allowed.join(", ")
            );
            wrong(format!("`{name}` cannot be `{value}`"), advice)
        })?;
        Ok(Self { field, fact: Some(Fact { field, value: Some(number) }) })
    }

    /// The assumption as written on the command line.
    #[must_use]
    pub fn written(&self, vocabulary: &Vocabulary) -> String {
        let value = self.fact.map_or("", |fact| fact.value_name(vocabulary));
        format!("{}={value}", vocabulary.fields[self.field].name)
    }

    /// Applies the assumption: replaces the value of a field, or adds an item to a list or closes it.
    #[must_use]
    pub fn made(&self, vocabulary: &Vocabulary, facts: &Facts) -> Facts {
        let Some(fact) = self.fact else {
            return facts.without_field(self.field);
        };
        facts.with(vocabulary, fact)
    }
}

fn values(field: &Field) -> impl Iterator<Item = &str> {
    field.values.iter().map(|value| value.name.as_str()).chain(field.closing_name())
}

/// The syntax of an assumption, with an example from the vocabulary.
fn example(vocabulary: &Vocabulary) -> String {
    let field = vocabulary.fields.iter().find(|field| field.sort == Sort::One && !field.informative);
    let example = field.and_then(|field| Some(format!(", as in `{}={}`", field.name, values(field).next()?)));
    format!("Write the field, `=` and the value{}.", example.unwrap_or_default())
}

/// The most similar field name, matched by full name or by key.
fn meant_field(name: &str, vocabulary: &Vocabulary) -> String {
    let judged = || vocabulary.fields.iter().filter(|field| field.sort != Sort::Free);
    let by_key = || {
        let key = nearest(name.rsplit('.').next().unwrap_or(name), judged().map(|field| field.key.as_str()))?;
        judged().find(|field| field.key == key).map(|field| field.name.as_str())
    };
    let meant = nearest(name, judged().map(|field| field.name.as_str())).or_else(by_key);
    meant.map(|meant| format!("Did you mean `{meant}`? ")).unwrap_or_default()
}

/// Lists the fields of the section in `name`, or all fields if there is no such section.
fn fields(name: &str, vocabulary: &Vocabulary) -> String {
    let section = name.split('.').next().unwrap_or_default();
    let judged = || vocabulary.fields.iter().filter(|field| field.sort != Sort::Free);
    let named = |section: &str| -> Vec<&str> {
        judged().filter(|field| field.section == section).map(|field| field.name.as_str()).collect()
    };
    let within = named(section);
    let listed = if within.is_empty() { judged().map(|field| field.name.as_str()).collect() } else { within };
    format!("What can be supposed: {}.", listed.join(", "))
}
