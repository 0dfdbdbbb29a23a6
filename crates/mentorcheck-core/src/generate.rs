//! What is written to `src/generated`, for the example `generate` and the test that compares it.

use std::fmt::Write;

use serde_json::{Map, Value, json};

use crate::schema::{compiled::CompiledSchema, vocabulary::Vocabulary};

/// The schema of descriptions in draft-07, which is generated from the one in draft 2020-12.
pub const DRAFT_07_FILE: &str = "programme.draft-07.schema.json";

/// The generated files by their names, as they should be for these schemas and packs.
///
/// `schemas` are the schema files by name; `packs` are the files of each pack, each as its path within the pack and its
/// content.
///
/// # Errors
/// When the schema of descriptions defines no vocabulary, or something is not JSON.
pub fn generate(
    schemas: &[(String, String)],
    packs: &[(String, Vec<(String, Value)>)],
) -> Result<Vec<(String, String)>, Box<dyn std::error::Error>> {
    let programme =
        schemas.iter().find(|(name, _)| name == "programme.schema.json").ok_or("no schema of descriptions")?;
    let programme = serde_json::from_str(&programme.1)?;
    let mut files = schemas.to_vec();
    files.push(("vocabulary.json".into(), serde_json::to_string(&Vocabulary::from_schema(&programme)?)?));
    files.push((DRAFT_07_FILE.into(), format!("{:#}\n", to_draft_07(&programme)?)));
    files.push(("compiled.json".into(), serde_json::to_string(&CompiledSchema::from_schema(&programme))?));
    let mut table = String::from(
        "//! The embedded packs in the order of their names; each file as its path within the pack and its content in JSON.\n\n",
    );
    table.push_str("pub(crate) static PACKS: &[(&str, &[(&str, &str)])] = &[\n");
    for (name, contents) in packs {
        writeln!(table, "    ({name:?}, &[")?;
        for (path, content) in contents {
            writeln!(table, "        ({path:?}, {:?}),", serde_json::to_string(content)?)?;
        }
        table.push_str("    ]),\n");
    }
    table.push_str("];\n");
    files.push(("packs.rs".into(), table));
    Ok(files)
}

/// Converts a schema from draft 2020-12 to draft-07, without `deprecated` and the annotations for this program (`x-…`).
///
/// # Errors
/// When a keyword has no counterpart here, so that no constraint is lost unnoticed.
fn to_draft_07(schema: &Value) -> Result<Value, String> {
    let mut converted = convert(schema)?;
    let root = converted.as_object_mut().ok_or("the schema is not an object")?;
    root.insert("$schema".into(), "http://json-schema.org/draft-07/schema#".into());
    if let Some(Value::String(id)) = root.get_mut("$id") {
        id.push_str(":draft-07");
    }
    Ok(converted)
}

fn convert(schema: &Value) -> Result<Value, String> {
    let Value::Object(keywords) = schema else { return Ok(schema.clone()) };
    let mut converted = Map::new();
    let is_kept = |keyword: &str| keyword != "deprecated" && !keyword.starts_with("x-");
    for (keyword, value) in keywords.iter().filter(|(keyword, _)| is_kept(keyword)) {
        let (keyword, value) = convert_keyword(keyword, value)?;
        converted.insert(keyword.into(), value);
    }
    // Draft-07 ignores what is beside a reference.
    if converted.len() > 1
        && let Some(reference) = converted.shift_remove("$ref")
    {
        if converted.contains_key("allOf") {
            return Err("`allOf` beside a reference cannot be converted".into());
        }
        converted.insert("allOf".into(), json!([{ "$ref": reference }]));
    }
    Ok(Value::Object(converted))
}

fn convert_keyword<'k>(keyword: &'k str, value: &Value) -> Result<(&'k str, Value), String> {
    Ok(match keyword {
        "$defs" => ("definitions", convert_entries(value)?),
        "properties" | "patternProperties" => (keyword, convert_entries(value)?),
        "allOf" | "anyOf" | "oneOf" => {
            let branches = value.as_array().into_iter().flatten().map(convert).collect::<Result<_, _>>()?;
            (keyword, Value::Array(branches))
        }
        "additionalProperties" | "propertyNames" | "items" | "contains" | "not" | "if" | "then" | "else" => {
            (keyword, convert(value)?)
        }
        "$ref" => (keyword, value.as_str().unwrap_or_default().replace("#/$defs/", "#/definitions/").into()),
        "$schema" | "$id" | "$comment" | "title" | "description" | "default" | "examples" | "const" | "enum"
        | "type" | "required" | "minItems" | "maxItems" | "uniqueItems" | "minLength" | "maxLength" | "pattern"
        | "minimum" | "maximum" | "minProperties" | "maxProperties" => (keyword, value.clone()),
        _ => return Err(format!("the keyword `{keyword}` cannot be converted to draft-07")),
    })
}

/// Converts the schemas in a mapping whose keys are names.
fn convert_entries(schemas: &Value) -> Result<Value, String> {
    let entries = schemas.as_object().into_iter().flatten();
    let entries = entries.map(|(name, schema)| Ok((name.clone(), convert(schema)?)));
    entries.collect::<Result<Map<_, _>, String>>().map(Value::Object)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn converts_to_draft_07() {
        let schema = json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": "urn:example",
            "x-note": 1,
            "properties": { "x-kept": { "$ref": "#/$defs/a", "title": "Beside", "x-left": [] } },
            "patternProperties": { "^x-": {} },
            "oneOf": [{ "$ref": "#/$defs/a" }, { "const": { "x-data": true } }],
            "additionalProperties": false,
            "$defs": { "a": { "type": "string" } },
        });
        let expected = json!({
            "$schema": "http://json-schema.org/draft-07/schema#",
            "$id": "urn:example:draft-07",
            "properties": { "x-kept": { "title": "Beside", "allOf": [{ "$ref": "#/definitions/a" }] } },
            "patternProperties": { "^x-": {} },
            "oneOf": [{ "$ref": "#/definitions/a" }, { "const": { "x-data": true } }],
            "additionalProperties": false,
            "definitions": { "a": { "type": "string" } },
        });
        assert_eq!(to_draft_07(&schema), Ok(expected));
        let error = to_draft_07(&json!({ "items": { "unevaluatedItems": false } })).unwrap_err();
        assert_eq!(error, "the keyword `unevaluatedItems` cannot be converted to draft-07");
    }
}
