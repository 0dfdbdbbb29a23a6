//! Templates of letters.

use mentorcheck_core::{
    catalogue::{FluentValue, message_with, try_message_with},
    clause::{capitalise, uncapitalise},
};
use minijinja::{
    AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior,
    syntax::SyntaxConfig,
    value::{Kwargs, Serde, Value},
};
use serde::Serialize;

use crate::letters::{document::Document, markdown_reader};

/// Built-in template for applicants, as name and text.
pub const APPLICANT: (&str, &str) = ("letter-applicant.md", include_str!("../../templates/letter-applicant.md"));
/// Built-in template for designers of a programme.
pub const DESIGNER: (&str, &str) = ("letter-designer.md", include_str!("../../templates/letter-designer.md"));
/// Built-in template for the board.
pub const BOARD: (&str, &str) = ("letter-board.md", include_str!("../../templates/letter-board.md"));

#[derive(Debug)]
pub struct Template {
    name: String,
    text: String,
    environment: Environment<'static>,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is a mistake in the template {name}{}: {what}", at(*.line, .written))]
pub struct TemplateError {
    /// The file, or the name of a built-in template.
    pub name: String,
    /// From 1.
    pub line: Option<usize>,
    /// The text of that line.
    pub written: String,
    pub what: String,
}

fn at(line: Option<usize>, written: &str) -> String {
    line.map(|line| format!(", line {line} (`{written}`)")).unwrap_or_default()
}

impl Template {
    /// Parses a template; `name` is used in messages.
    ///
    /// # Errors
    /// When the template is invalid.
    ///
    /// # Panics
    /// Never: the syntax uses the default delimiters.
    pub fn new(name: &str, text: &str) -> Result<Self, TemplateError> {
        let mut environment = Environment::new();
        // An unknown name is an error rather than a gap in the letter.
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        // The data is escaped already, for Markdown.
        environment.set_auto_escape_callback(|_| AutoEscape::None);
        // Lines with only a block tag leave no empty line.
        let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
        environment.set_syntax(syntax.expect("these are Jinja's own delimiters"));
        environment.add_filter("listed", join_list);
        environment.add_filter("quoted", join_quoted);
        environment.add_filter("choices", join_choices);
        environment.add_filter("in_words", |number: usize| {
            try_message_with(&format!("number-{number}"), &[]).unwrap_or_else(|_| number.to_string())
        });
        environment.add_filter("first_sentence", |text: &str| {
            text.split_once(". ").map_or_else(|| text.to_owned(), |(first, _)| format!("{first}."))
        });
        environment.add_filter("whether", |point: &str| message_with("whether", &[("point", point.into())]));
        environment.add_filter("first_upper", |text: &str| capitalise(text));
        environment.add_filter("first_lower", |text: &str| uncapitalise(text));
        // A quotation as the end of a sentence.
        environment.add_filter("cited", |text: &str| {
            format!("“{text}”{}", if text.ends_with(['.', '?', '!']) { "" } else { "." })
        });
        environment.add_function("message", catalogue_message);
        let mut template = Self { name: name.to_owned(), text: text.to_owned(), environment: Environment::empty() };
        environment
            .add_template_owned(template.name.clone(), template.text.clone())
            .map_err(|error| template.to_error(&error))?;
        template.environment = environment;
        Ok(template)
    }

    /// Renders the template as a letter.
    ///
    /// # Errors
    /// When the template uses a name that the data does not have.
    pub fn letter(&self, data: &impl Serialize) -> Result<Document, TemplateError> {
        Ok(markdown_reader::read(&self.render(data)?))
    }

    /// Renders the template as Markdown. Consecutive blank lines are collapsed, so that templates may leave parts out.
    ///
    /// # Errors
    /// When the template uses a name that the data does not have.
    pub fn render(&self, data: &impl Serialize) -> Result<String, TemplateError> {
        let rendered = self
            .environment
            .get_template(&self.name)
            .and_then(|template| template.render(Serde(data)))
            .map_err(|error| self.to_error(&error))?;
        let mut out = String::with_capacity(rendered.len());
        for line in rendered.trim().lines() {
            if !line.trim().is_empty() || !out.ends_with("\n\n") {
                out.push_str(line.trim_end_matches('\r'));
                out.push('\n');
            }
        }
        Ok(out)
    }

    fn to_error(&self, error: &Error) -> TemplateError {
        let line = error.line();
        let written = line.and_then(|line| self.text.lines().nth(line.saturating_sub(1))).unwrap_or_default();
        let what = match error.detail() {
            Some(detail) => format!("{}: {detail}", error.kind()),
            None => error.kind().to_string(),
        };
        TemplateError { name: self.name.clone(), line, written: written.trim().to_owned(), what }
    }
}

/// A message of the catalogue, which is Markdown, with its arguments: `message("letter-dear", name=name)`.
// The engine passes arguments by value.
#[allow(clippy::needless_pass_by_value)]
fn catalogue_message(id: String, arguments: Kwargs) -> Result<String, Error> {
    let mut filled = Vec::new();
    for name in arguments.args() {
        let value: Value = arguments.get(name)?;
        let value = match i64::try_from(value.clone()) {
            Ok(number) => FluentValue::from(number),
            Err(_) => FluentValue::from(value.to_string()),
        };
        filled.push((name, value));
    }
    try_message_with(&id, &filled).map_err(|text| Error::new(ErrorKind::InvalidOperation, text))
}

/// Joins a list as “a, b or c”, with `last` before the final item.
// The engine passes lists by value.
#[allow(clippy::needless_pass_by_value)]
fn join_list(items: Vec<String>, last: &str) -> String {
    match items.as_slice() {
        [] => String::new(),
        [item] => item.clone(),
        [init @ .., last_item] => format!("{} {last} {last_item}", init.join(", ")),
    }
}

/// Joins items as [`join_list`] does, with semicolons if one of them has a comma.
fn join_choices(items: Vec<String>, last: &str) -> String {
    match items.as_slice() {
        [init @ .., last_item] if !init.is_empty() && items.iter().any(|item| item.contains(',')) => {
            format!("{}; {last} {last_item}", init.join("; "))
        }
        _ => join_list(items, last),
    }
}

/// Joins quoted items, for items with commas.
fn join_quoted(items: Vec<String>, last: &str) -> String {
    join_list(items.into_iter().map(|item| format!("“{item}”")).collect(), last)
}
