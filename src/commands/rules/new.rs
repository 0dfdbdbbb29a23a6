//! `mentorcheck rules new-indicator` and `new-kind`: write stubs with everything that the format requires.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde::Deserialize;

use crate::{
    args::{RulesNewIndicator, RulesNewKind},
    error::{CommandError, ExitCode},
    input::read::{self, ReadError},
    run::atomic_file::{rewrite_input, write_atomic},
    stdout::print,
};
use mentorcheck_core::schema::{FieldType, vocabulary};

const INDICATOR: &str = include_str!("stubs/indicator.txt");
const KIND: &str = include_str!("stubs/kind.txt");

/// What a stub needs to know of a file with claims.
#[derive(Deserialize)]
struct Claims {
    claims: Vec<Named>,
}

#[derive(Deserialize)]
struct Block {
    id: String,
    indicators: Vec<Named>,
}

#[derive(Deserialize)]
struct Named {
    id: String,
}

/// Appends a stub of an indicator to the file of its block.
///
/// # Errors
/// When the folder holds no such rules, or the file cannot be read or written.
pub fn indicator(arguments: &RulesNewIndicator) -> Result<ExitCode, CommandError> {
    let RulesNewIndicator { folder, block, id } = arguments;
    check_id(id)?;
    let (path, text, parsed) = find_block(folder, block)?;
    if parsed.indicators.iter().any(|indicator| indicator.id == *id) {
        return Err(usage(format!("{} has an indicator `{id}` already", path.display()), "Choose another name."));
    }
    let indent = text.lines().find_map(|line| line.trim_start().starts_with("- id:").then(|| indentation(line)));
    let indent = " ".repeat(indent.unwrap_or(2));
    let stub = fill(INDICATOR, id, &first_claim(folder)?)?;
    let stub: Vec<String> = stub.lines().map(|line| format!("{indent}{line}")).collect();
    let text = format!("{}\n{}\n", text.trim_end(), stub.join("\n"));
    let last = parse::<Block>(&path, &text)?.indicators.pop();
    if last.is_none_or(|last| last.id != *id) {
        return Err(usage(
            format!("`indicators` is not the last entry of {}", path.display()),
            "Move it to the end of the file, so that the stub can be appended.",
        ));
    }
    rewrite_input(&path, &text)?;
    report(&path, "", folder)
}

/// Writes a file with a stub of a kind.
///
/// # Errors
/// When the folder holds no rules, the kind exists, or the file cannot be written.
pub fn kind(arguments: &RulesNewKind) -> Result<ExitCode, CommandError> {
    let RulesNewKind { folder, id } = arguments;
    check_id(id)?;
    let stub = fill(KIND, id, &first_claim(folder)?)?;
    let path = folder.join("kinds").join(format!("{id}.yaml"));
    if path.exists() {
        return Err(usage(format!("{} exists", path.display()), "Choose another name."));
    }
    let parent = folder.join("kinds");
    fs::create_dir_all(&parent).map_err(|error| CommandError::Write { path: parent, error })?;
    write_atomic(&path, &stub)?;
    report(&path, &format!("List `{id}` under `kinds` in {}.\n", folder.join("concept.yaml").display()), folder)
}

fn report(path: &Path, list: &str, folder: &Path) -> Result<ExitCode, CommandError> {
    print(&format!(
        "Wrote a stub to {}.\nReplace each TODO, and the field and values in the conditions and examples.\n{list}\
         Then run `mentorcheck rules test {folder}` and `mentorcheck rules verify {folder}`.\n",
        path.display(),
        folder = folder.display(),
    ))?;
    Ok(ExitCode::Success)
}

/// The stub with names filled in. Its conditions are about the first fields with several values, so that it can be loaded.
fn fill(stub: &str, id: &str, claim: &str) -> Result<String, CommandError> {
    let mut fields = vocabulary()
        .fields
        .iter()
        .filter(|field| field.values.len() > 1 && matches!(field.field_type, FieldType::Enum));
    let (Some(field), Some(unrelated)) = (fields.next(), fields.next()) else {
        return Err(usage("the vocabulary has no two fields with values".into(), "Add them."));
    };
    Ok(stub
        .replace("{id}", id)
        .replace("{claim}", claim)
        .replace("{field}", &field.name)
        .replace("{value}", &field.values[0].name)
        .replace("{other_value}", &field.values[1].name)
        .replace("{unrelated}", &format!("{}: {}", unrelated.name, unrelated.values[0].name)))
}

fn find_block(folder: &Path, id: &str) -> Result<(PathBuf, String, Block), CommandError> {
    let blocks = folder.join("blocks");
    let failed = |error: std::io::Error| ReadError { path: blocks.clone(), reason: read::reason(&error) };
    let mut ids = Vec::new();
    for entry in fs::read_dir(&blocks).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.extension().is_none_or(|extension| extension != "yaml" && extension != "yml") {
            continue;
        }
        let text = read::text(&path)?;
        let block: Block = parse(&path, &text)?;
        if block.id == id {
            return Ok((path, text, block));
        }
        ids.push(block.id);
    }
    ids.sort();
    Err(usage(
        format!("there is no block `{id}` in {}", blocks.display()),
        &format!("The blocks are: {}.", ids.join(", ")),
    ))
}

fn first_claim(folder: &Path) -> Result<String, CommandError> {
    let path = folder.join("claims.yaml");
    let claims: Claims = parse(&path, &read::text(&path)?)?;
    let first = claims.claims.into_iter().next();
    first.map(|claim| claim.id).ok_or_else(|| usage(format!("{} has no claim", path.display()), "Add one first."))
}

fn parse<T: serde::de::DeserializeOwned>(path: &Path, text: &str) -> Result<T, CommandError> {
    let parsed = serde_yaml::from_str(text);
    Ok(parsed.map_err(|error| ReadError { path: path.to_owned(), reason: error.to_string() })?)
}

fn check_id(id: &str) -> Result<(), CommandError> {
    let is_valid = id.starts_with(|first: char| first.is_ascii_lowercase())
        && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if is_valid {
        Ok(())
    } else {
        Err(usage(
            format!("`{id}` cannot be a name"),
            "Write small letters, digits and hyphens, beginning with a letter.",
        ))
    }
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

fn usage(problem: String, advice: &str) -> CommandError {
    CommandError::Usage { problem, advice: advice.into() }
}
