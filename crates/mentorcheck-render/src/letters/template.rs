//! Templates of letters.
//!
//! Templates may come from strangers: how much they compute is limited (`FUEL`), how long a letter is (`MAX_LETTER`), and how
//! long they are themselves (`MAX_LENGTH`), which limits how deep their expressions can be nested (`STACK`).

#[cfg(not(target_family = "wasm"))]
use std::thread;

use mentorcheck_core::{
    catalogue::{message_with, try_message_with},
    clause::{capitalise, need_semicolons, uncapitalise},
};
use minijinja::{
    AutoEscape, Environment, Error, ErrorKind, State, UndefinedBehavior,
    syntax::SyntaxConfig,
    value::{Serde, Value},
};
use serde::Serialize;

use crate::{
    letters::{document::Document, markdown_reader},
    template_messages::add_message_function,
};

/// Built-in template for applicants, as name and text.
pub const APPLICANT: (&str, &str) = ("letter-applicant.md", include_str!("../../templates/letter-applicant.md"));
/// Built-in template for designers of a programme.
pub const DESIGNER: (&str, &str) = ("letter-designer.md", include_str!("../../templates/letter-designer.md"));
/// Built-in template for the board.
pub const BOARD: (&str, &str) = ("letter-board.md", include_str!("../../templates/letter-board.md"));

/// The longest template, in bytes. Those above have at most 4,000.
pub const MAX_LENGTH: usize = 32 * 1024;
/// What one letter may compute: so many steps of the template engine, or 64 times as many bytes of text.
const FUEL: u64 = 2_000_000;
/// The longest letter, in bytes. One is read as Markdown, which takes up to seventy times as much memory.
const MAX_LETTER: usize = 2 * 1024 * 1024;
/// How often a template may have `~`, which joins texts, also within its text.
const MAX_JOINS: usize = 200;
/// The stack for parsing and rendering, in bytes: 8 kB for each byte of a template, since each may open another level.
#[cfg(not(target_family = "wasm"))]
const STACK: usize = 256 * 1024 * 1024;
/// How much of a line is repeated in a message, in characters.
const MAX_WRITTEN: usize = 200;
/// How much the template engine may say in a message, in characters: it repeats names in full.
const MAX_WHAT: usize = 500;

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
    /// When the template is invalid or longer than `MAX_LENGTH`.
    ///
    /// # Panics
    /// Never: the syntax uses the default delimiters.
    pub fn new(name: &str, text: &str) -> Result<Self, TemplateError> {
        if text.len() > MAX_LENGTH {
            let what = format!("it is longer than {} kB", MAX_LENGTH / 1024);
            return Err(TemplateError { name: name.to_owned(), line: None, written: String::new(), what });
        }
        // While it parses, the engine joins constant texts again at each level.
        if text.matches('~').count() > MAX_JOINS {
            let what = format!("it has more than {MAX_JOINS} times `~`");
            return Err(TemplateError { name: name.to_owned(), line: None, written: String::new(), what });
        }
        on_large_stack(name, || Self::parse(name, text))
    }

    fn parse(name: &str, text: &str) -> Result<Self, TemplateError> {
        let mut environment = Environment::new();
        // An unknown name is an error rather than a gap in the letter.
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        // The data is escaped already, for Markdown.
        environment.set_auto_escape_callback(|_| AutoEscape::None);
        // Lines with only a block tag leave no empty line.
        let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
        environment.set_syntax(syntax.expect("these are Jinja's own delimiters"));
        environment.set_fuel(Some(FUEL));
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
        add_message_function(&mut environment);
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
    pub fn letter(&self, data: &(impl Serialize + Sync)) -> Result<Document, TemplateError> {
        Ok(markdown_reader::read(&self.render(data)?))
    }

    /// Renders the template as Markdown. Consecutive blank lines are collapsed, so that templates may leave parts out.
    ///
    /// # Errors
    /// When the template uses a name that the data does not have, or takes more than the limits allow.
    pub fn render(&self, data: &(impl Serialize + Sync)) -> Result<String, TemplateError> {
        let render = || self.environment.get_template(&self.name).and_then(|template| template.render(Serde(data)));
        let rendered = on_large_stack(&self.name, || render().map_err(|error| self.to_error(&error)))?;
        if rendered.len() > MAX_LETTER {
            let what = format!("the letter is longer than {} MB", MAX_LETTER / 1_048_576);
            return Err(TemplateError { name: self.name.clone(), line: None, written: String::new(), what });
        }
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
        let what = if error.kind() == ErrorKind::OutOfFuel {
            "it takes too many steps, or writes too much".to_owned()
        } else {
            what.chars().take(MAX_WHAT).collect()
        };
        let written = written.trim().chars().take(MAX_WRITTEN).collect();
        TemplateError { name: self.name.clone(), line, written, what }
    }
}

/// Does something in a thread whose stack is large enough for whatever is in a template.
///
/// # Errors
/// That of the action, or when the thread cannot start.
#[cfg(not(target_family = "wasm"))]
fn on_large_stack<T: Send>(
    name: &str,
    action: impl FnOnce() -> Result<T, TemplateError> + Send,
) -> Result<T, TemplateError> {
    let failed = |what: String| TemplateError { name: name.to_owned(), line: None, written: String::new(), what };
    thread::scope(|scope| {
        let thread = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, action);
        let thread = thread.map_err(|error| failed(format!("there is no memory for it ({error})")))?;
        thread.join().unwrap_or_else(|_| Err(failed("the template engine has failed".to_owned())))
    })
}

/// Where there are no threads, the engine's own limits must do.
#[cfg(target_family = "wasm")]
fn on_large_stack<T>(_: &str, action: impl FnOnce() -> Result<T, TemplateError>) -> Result<T, TemplateError> {
    action()
}

/// Joins a list as “a, b or c”, with `last` before the final item.
// The engine passes lists by value.
#[allow(clippy::needless_pass_by_value)]
fn join_list(state: &State<'_, '_>, items: Value, last: &str) -> Result<String, Error> {
    Ok(joined(&texts(state, &items)?, last))
}

/// Joins quoted items, for items with commas.
#[allow(clippy::needless_pass_by_value)]
fn join_quoted(state: &State<'_, '_>, items: Value, last: &str) -> Result<String, Error> {
    let quoted: Vec<String> = texts(state, &items)?.into_iter().map(|item| format!("“{item}”")).collect();
    Ok(joined(&quoted, last))
}

/// The items of a list as texts, paid for one by one, since the engine charges only for what a filter returns.
fn texts(state: &State<'_, '_>, items: &Value) -> Result<Vec<String>, Error> {
    let mut texts = Vec::new();
    for item in items.try_iter()? {
        let text = item.to_string();
        state.consume_fuel(1 + text.len() as u64 / 64)?;
        texts.push(text);
    }
    Ok(texts)
}

fn joined(items: &[String], last: &str) -> String {
    match items {
        [] => String::new(),
        [item] => item.clone(),
        [init @ .., last_item] => format!("{} {last} {last_item}", init.join(", ")),
    }
}

/// Joins items as [`join_list`] does, with semicolons if one of them has a comma.
#[allow(clippy::needless_pass_by_value)]
fn join_choices(state: &State<'_, '_>, items: Value, last: &str) -> Result<String, Error> {
    let items = texts(state, &items)?;
    Ok(match items.as_slice() {
        [init @ .., last_item] if !init.is_empty() && need_semicolons(&items) => {
            format!("{}; {last} {last_item}", init.join("; "))
        }
        _ => joined(&items, last),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn what(text: &str) -> String {
        let result = Template::new("t", text).and_then(|template| template.render(&BTreeMap::from([("name", "x")])));
        result.expect_err("it takes too much").what
    }

    #[test]
    fn what_a_template_takes_is_limited() {
        for text in [
            "{% for a in range(99999) %}{% for b in range(99999) %}{% for c in range(99999) %}{% endfor %}{% endfor %}{% endfor %}",
            "{% macro m(n) %}{% for a in range(9999) %}{{ m(n) }}{% endfor %}{% endmacro %}{{ m(1) }}",
            "{{ 'x' * 4000000000 }}",
            "{{ (('x' * 10000000) ~ name) * 100 }}",
            "{{ ('a' * 100000) | replace('a', 'a' * 100000) }}",
            "{{ (['x' * 100000] * 10000) | join('y' * 100000) }}",
            "{{ ('\\n' * 100000) | indent(100000) }}",
            "{% set ns = namespace(t='x') %}{% for a in range(99) %}{% set ns.t = ns.t ~ ns.t %}{% endfor %}{{ ns.t }}",
            "{{ (range(99999) | list | map('string') | list * 1000) | listed('and') }}",
        ] {
            let what = what(text);
            let is_expected = ["takes too many steps", "recursion", "too large", "cannot", "invalid operation"];
            assert!(is_expected.iter().any(|one| what.contains(one)), "{text}: {what}");
        }
    }

    #[test]
    fn nesting_does_not_end_the_program() {
        let fill = |before: &str, one: &str, after: &str| {
            let count = (MAX_LENGTH - before.len() - after.len()) / one.len();
            format!("{before}{}{after}", one.repeat(count))
        };
        for text in [
            fill("{{ ", "-", "1 }}"),
            fill("{{ ", "not ", "1 }}"),
            fill("{{ 1", "-1", " }}"),
            fill("{{ 1", "//1", " }}"),
            fill("{{ 1", "<1", " }}"),
            fill("{{ name", " or 0", " }}"),
            fill("{{ name", "|trim", " }}"),
            fill("{{ name", ".a", " }}"),
            fill("{{ name", "[0]", " }}"),
            fill("{{ 1 ", "if 1 else 1 ", " }}"),
            fill("{{ ", "(", " }}"),
            fill("{{ ", "[", " }}"),
            fill("{% if 0 %}", "{% elif 0 %}", "{% endif %}"),
            fill("", "{% if 0 %}", ""),
            fill("", "{% for a in name %}", ""),
            "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}".to_owned(),
        ] {
            // Either answer is right; a stack overflow would end the test.
            let _ = Template::new("t", &text).and_then(|template| template.render(&BTreeMap::from([("name", "x")])));
        }
        assert_eq!(what(&"x".repeat(MAX_LENGTH + 1)), "it is longer than 32 kB");
        assert_eq!(what(&fill("{{ name|", "x", " }}")).chars().count(), MAX_WHAT);
        assert_eq!(what(&format!("{{{{ 1{} }}}}", "~1".repeat(MAX_JOINS + 1))), "it has more than 200 times `~`");
        assert_eq!(what(&format!("{{{{ 'x' * {} }}}}", MAX_LETTER + 1)), "the letter is longer than 2 MB");
    }

    #[test]
    fn a_long_letter_is_within_the_limits() {
        let template = Template::new("t", "{% for a in range(20000) %}{{ name }} has\n{% endfor %}").unwrap();
        let name = "a name of thirty characters here".to_owned();
        let letter = template.render(&BTreeMap::from([("name", name)])).unwrap();
        assert_eq!(letter.lines().count(), 20_000);
    }
}
