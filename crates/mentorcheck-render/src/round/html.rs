//! Renders what changed between two rounds as a page that loads nothing.

use std::sync::LazyLock;

use minijinja::{Environment, UndefinedBehavior, context, value::Serde};

use crate::{
    digest::sha256_base64, html::escape::write_value, round::model::Round, template_messages::add_message_function,
};
use mentorcheck_core::compare::Comparison;

const STYLE: &str = include_str!("../../templates/round.css");

static TEMPLATES: LazyLock<Environment<'static>> = LazyLock::new(|| {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_formatter(write_value);
    add_message_function(&mut environment);
    let page = include_str!("../../templates/round.html");
    environment.add_template("round.html", page).expect("built-in templates are valid");
    environment
});

/// Renders a comparison of two folders, or of two files.
///
/// # Panics
/// Never: the template is built in, and a test renders it.
#[must_use]
pub fn render(comparison: &Comparison) -> String {
    let round = Round::new(comparison);
    let policy =
        format!("default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'", sha256_base64(STYLE));
    let template = TEMPLATES.get_template("round.html");
    let view = context! {
        policy => policy,
        style => STYLE,
        round => Serde(round),
        old => &comparison.old,
        new => &comparison.new,
        caution => &comparison.pack.caution,
        tool => format!("{} {}", comparison.tool.name, comparison.tool.version),
        pack => format!("{} {}", comparison.pack.title, comparison.pack.version),
    };
    template.and_then(|template| template.render(view)).expect("the template matches its view")
}
