//! Turns the messages of a Fluent file into what the page's script reads: for each message a list of texts, of
//! `{"v": name}` for an argument, and of `{"s": name, "c": {category: list}}` for a plural.

use std::{error::Error, fs, path::Path};

use fluent_syntax::{
    ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey},
    parser,
};
use serde_json::{Map, Value as Json, json};

use crate::script;

/// The file with the page's own messages.
const OWN: &str = "page.ftl";

/// Reads the page's own messages, and those of other files that its script names.
///
/// # Errors
/// When a file cannot be read, or a message uses more of Fluent than the page reads.
pub(crate) fn read(locales: &Path, modules: &Path) -> Result<Json, Box<dyn Error>> {
    let script = script::concatenated(modules)?;
    let mut words = Map::new();
    for entry in fs::read_dir(locales)? {
        let path = entry?.path();
        let is_own = path.ends_with(OWN);
        let text = fs::read_to_string(&path)?;
        let resource = parser::parse(text.as_str()).map_err(|(_, errors)| format!("{}: {errors:?}", path.display()))?;
        for entry in resource.body {
            let Entry::Message(message) = entry else { continue };
            let name = message.id.name;
            if is_own || script.contains(&format!("\"{name}\"")) {
                let value = message.value.ok_or_else(|| format!("{name} has no text"))?;
                match pattern(&value, name) {
                    Ok(value) => _ = words.insert(name.to_owned(), value),
                    Err(error) if is_own => return Err(error),
                    // A word of another file, which the script means something else by.
                    Err(_) => {}
                }
            }
        }
    }
    words.sort_keys();
    Ok(Json::Object(words))
}

fn pattern(pattern: &Pattern<&str>, name: &str) -> Result<Json, Box<dyn Error>> {
    let parts = pattern.elements.iter().map(|element| match element {
        PatternElement::TextElement { value } => Ok(json!(value)),
        PatternElement::Placeable { expression } => placeable(expression, name),
    });
    let parts: Vec<Json> = parts.collect::<Result<_, Box<dyn Error>>>()?;
    Ok(Json::Array(parts))
}

fn placeable(expression: &Expression<&str>, name: &str) -> Result<Json, Box<dyn Error>> {
    match expression {
        Expression::Inline(InlineExpression::VariableReference { id }) => Ok(json!({"v": id.name})),
        Expression::Inline(InlineExpression::StringLiteral { value }) => Ok(json!(value)),
        Expression::Select { selector: InlineExpression::VariableReference { id }, variants } => {
            let mut cases = Map::new();
            for variant in variants {
                let key = match variant.key {
                    VariantKey::Identifier { name } => name,
                    VariantKey::NumberLiteral { value } => value,
                };
                cases.insert(key.to_owned(), pattern(&variant.value, name)?);
            }
            Ok(json!({"s": id.name, "c": cases}))
        }
        _ => Err(format!("{name} uses more of Fluent than the page reads").into()),
    }
}
