//! Turns the messages of a Fluent file into what the page's script reads: for each message a list of texts, of
//! `{"v": name}` for an argument, and of `{"s": name, "c": {category: list}}` for a plural.

use std::error::Error;

use fluent_syntax::{
    ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey},
    parser,
};
use serde_json::{Map, Value as Json, json};

/// Reads the messages of `text`.
pub(crate) fn read(text: &str) -> Result<Json, Box<dyn Error>> {
    let resource = parser::parse(text).map_err(|(_, errors)| format!("page.ftl: {errors:?}"))?;
    let mut words = Map::new();
    for entry in resource.body {
        let Entry::Message(message) = entry else { continue };
        let name = message.id.name;
        let value = message.value.ok_or_else(|| format!("{name} has no text"))?;
        if words.insert(name.to_owned(), pattern(&value, name)?).is_some() {
            return Err(format!("{name} is given twice").into());
        }
    }
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
