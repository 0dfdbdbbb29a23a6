//! Templates: the page that a letter's data is put into.

use minijinja::{AutoEscape, Environment, UndefinedBehavior, syntax::SyntaxConfig, value::Serde};
use serde::Serialize;

/// The letters that come with the program, as name and text.
pub const APPLICANT: (&str, &str) = ("letter-applicant.md", include_str!("../../templates/letter-applicant.md"));
/// For those who design the programme.
pub const DESIGNER: (&str, &str) = ("letter-designer.md", include_str!("../../templates/letter-designer.md"));
/// For those who decide on it.
pub const BOARD: (&str, &str) = ("letter-board.md", include_str!("../../templates/letter-board.md"));

/// A template that is read and can be filled in.
#[derive(Debug)]
pub struct Template {
    name: String,
    text: String,
    environment: Environment<'static>,
}

/// A mistake in a template.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is a mistake in the template {name}{}: {what}", at(*.line, .written))]
pub struct TemplateError {
    /// The file, or the name of a template that comes with the program.
    pub name: String,
    /// The line, from 1.
    pub line: Option<usize>,
    /// What stands in that line.
    pub written: String,
    /// What is wrong.
    pub what: String,
}

fn at(line: Option<usize>, written: &str) -> String {
    line.map(|line| format!(", line {line} (`{written}`)")).unwrap_or_default()
}

impl Template {
    /// Reads a template; `name` is what messages call it.
    ///
    /// # Errors
    /// When it is no template.
    ///
    /// # Panics
    /// Never: Jinja's own delimiters fit together.
    pub fn new(name: &str, text: &str) -> Result<Self, TemplateError> {
        let mut environment = Environment::new();
        // A name that the data does not have is a slip, and would leave a hole in a letter.
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        // What is inserted is harmless already, and a letter is no HTML.
        environment.set_auto_escape_callback(|_| AutoEscape::None);
        // Lines that only steer leave nothing behind. The syntax is Jinja's own, so building it cannot fail.
        let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
        environment.set_syntax(syntax.expect("these are Jinja's own delimiters"));
        environment.add_filter("listed", listed);
        environment.add_filter("quoted", quoted);
        let mut template = Self { name: name.to_owned(), text: text.to_owned(), environment: Environment::empty() };
        environment
            .add_template_owned(template.name.clone(), template.text.clone())
            .map_err(|error| template.mistake(&error))?;
        template.environment = environment;
        Ok(template)
    }

    /// Fills it in. Several empty lines in a row become one, so that templates may leave parts out.
    ///
    /// # Errors
    /// When the template asks for something that the data does not have.
    pub fn render(&self, data: &impl Serialize) -> Result<String, TemplateError> {
        let page = self
            .environment
            .get_template(&self.name)
            .and_then(|template| template.render(Serde(data)))
            .map_err(|error| self.mistake(&error))?;
        let mut out = String::with_capacity(page.len());
        for line in page.trim().lines() {
            if !line.trim().is_empty() || !out.ends_with("\n\n") {
                out.push_str(line.trim_end_matches('\r'));
                out.push('\n');
            }
        }
        Ok(out)
    }

    fn mistake(&self, error: &minijinja::Error) -> TemplateError {
        let line = error.line();
        let written = line.and_then(|line| self.text.lines().nth(line.saturating_sub(1))).unwrap_or_default();
        let what = match error.detail() {
            Some(detail) => format!("{}: {detail}", error.kind()),
            None => error.kind().to_string(),
        };
        TemplateError { name: self.name.clone(), line, written: written.trim().to_owned(), what }
    }
}

/// “a, b or c” of a list, with `last` before the final one.
// Filters are handed their lists like this.
#[allow(clippy::needless_pass_by_value)]
fn listed(words: Vec<String>, last: &str) -> String {
    match words.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [before @ .., end] => format!("{} {last} {end}", before.join(", ")),
    }
}

/// The same with quotation marks, for words that have commas in them.
fn quoted(words: Vec<String>, last: &str) -> String {
    listed(words.into_iter().map(|word| format!("“{word}”")).collect(), last)
}
