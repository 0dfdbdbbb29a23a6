//! What is written to `src/generated`, for the example `generate` and the test that compares it.

use std::fmt::Write;

use crate::schema::{compiled::CompiledSchema, vocabulary::Vocabulary};

/// The generated files by their names, as they should be for these schemas and packs.
///
/// `schemas` are the schema files by name; `packs` are the files of each pack, each as its path within the pack and its
/// content.
///
/// # Errors
/// When the schema of descriptions defines no vocabulary, or something is not JSON.
pub fn generate(
    schemas: &[(String, String)],
    packs: &[(String, Vec<(String, serde_json::Value)>)],
) -> Result<Vec<(String, String)>, Box<dyn std::error::Error>> {
    let programme =
        schemas.iter().find(|(name, _)| name == "programme.schema.json").ok_or("no schema of descriptions")?;
    let programme = serde_json::from_str(&programme.1)?;
    let mut files = schemas.to_vec();
    files.push(("vocabulary.json".into(), serde_json::to_string(&Vocabulary::from_schema(&programme)?)?));
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
