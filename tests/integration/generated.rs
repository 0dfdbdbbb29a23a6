//! The generated files are current with their sources in `schemas/` and `rules/`, and the schema of descriptions in
//! draft-07 accepts what the one in draft 2020-12 accepts.

use std::{fs, path::Path};

use mentorcheck_core::{
    generate::DRAFT_07_FILE,
    pack::built_in_names,
    schema::{PROGRAMME, PROGRAMME_DRAFT_07},
};
use serde::Deserialize;
use serde_json::Value;

use crate::{
    common::{ROOT, files_below},
    generate::embedded_files,
};

#[test]
fn generated_files_are_current() {
    let root = Path::new(ROOT);
    let files = embedded_files(root).unwrap();
    // Five schemas, the schema in draft-07, the vocabulary, the compiled schema, the packs and the messages.
    assert_eq!(files.len(), 10);
    assert_eq!(built_in_names().count(), 2);
    for (file, expected) in files {
        let embedded = root.join("crates/mentorcheck-core/src/generated").join(&file);
        let published = (file == DRAFT_07_FILE).then(|| root.join("schemas").join(&file));
        for path in [embedded].into_iter().chain(published) {
            assert!(
                fs::read_to_string(&path).unwrap() == expected,
                "{} is not current: run `cargo run -p mentorcheck-core --example generate` and commit the result",
                path.display()
            );
        }
    }
}

#[test]
fn both_drafts_of_the_schema_accept_the_same_descriptions() {
    let validators = [PROGRAMME, PROGRAMME_DRAFT_07].map(|schema| {
        let schema: Value = serde_json::from_str(schema).unwrap();
        assert!(jsonschema::meta::is_valid(&schema));
        jsonschema::validator_for(&schema).unwrap()
    });
    let mut counts = [0, 0];
    let folders = ["real", "constructed", "malformed"].map(|folder| Path::new(ROOT).join("fixtures").join(folder));
    for file in folders.iter().flat_map(|folder| files_below(folder, &["yaml", "yml", "json"], &[])) {
        // Files that no reader of YAML can read have no values to validate.
        let Ok(text) = fs::read_to_string(&file) else { continue };
        for document in serde_yaml::Deserializer::from_str(&text) {
            let Ok(value) = Value::deserialize(document) else { break };
            let [newer, older] = validators.each_ref().map(|validator| validator.is_valid(&value));
            assert_eq!(newer, older, "{}", file.display());
            counts[usize::from(newer)] += 1;
        }
    }
    assert!(counts[0] > 20 && counts[1] > 60, "{counts:?} invalid and valid descriptions");
}

#[test]
fn the_schema_in_draft_07_has_no_other_keywords() {
    for newer in ["\"x-", "$defs", "\"deprecated\"", "2020-12"] {
        assert!(!PROGRAMME_DRAFT_07.contains(newer), "{newer}");
    }
    let output = assert_cmd::Command::cargo_bin("mentorcheck").unwrap().args(["schema", "programme-draft-07"]).output();
    assert_eq!(String::from_utf8(output.unwrap().stdout).unwrap(), PROGRAMME_DRAFT_07);
}
