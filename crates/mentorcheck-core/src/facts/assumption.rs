//! Assumptions: a description checked as if something else were stated, without touching the file.

use super::{Fact, Facts};
use crate::schema::{Field, FieldId, Sort, Vocabulary, nearest, nearest_by_text};

/// What is supposed of one field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Supposition {
    pub field: FieldId,
    /// What is stated of it; nothing, where the field is taken away.
    pub fact: Option<Fact>,
}

/// A supposition that cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{problem}")]
pub struct NoSupposition {
    /// What is wrong with it.
    pub problem: String,
    /// What to write instead.
    pub advice: String,
}

impl Supposition {
    /// Reads `field=value`, or `field=` for a field that is taken away.
    ///
    /// # Errors
    /// When there is no such field or value, with what may have been meant and what there is.
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

    /// The supposition as it is written on the command line.
    #[must_use]
    pub fn written(&self, vocabulary: &Vocabulary) -> String {
        let value = self.fact.map_or("", |fact| fact.value_name(vocabulary));
        format!("{}={value}", vocabulary.fields[self.field].name)
    }

    /// The facts with this supposed: a value takes the place of another, is added to a list, or
    /// closes it.
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

/// How a supposition is written, shown on a field that there is.
fn example(vocabulary: &Vocabulary) -> String {
    let field = vocabulary.fields.iter().find(|field| field.sort == Sort::One && !field.informative);
    let example = field.and_then(|field| Some(format!(", as in `{}={}`", field.name, values(field).next()?)));
    format!("Write the field, `=` and the value{}.", example.unwrap_or_default())
}

/// The field that was probably meant, by its full name or by its own key.
fn meant_field(name: &str, vocabulary: &Vocabulary) -> String {
    let judged = || vocabulary.fields.iter().filter(|field| field.sort != Sort::Free);
    let by_key = || {
        let key = nearest(name.rsplit('.').next().unwrap_or(name), judged().map(|field| field.key.as_str()))?;
        judged().find(|field| field.key == key).map(|field| field.name.as_str())
    };
    let meant = nearest(name, judged().map(|field| field.name.as_str())).or_else(by_key);
    meant.map(|meant| format!("Did you mean `{meant}`? ")).unwrap_or_default()
}

/// The fields of the section that `name` begins with, or of all.
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
