//! Makes what the program begins with, so that a run need not: the rules as JSON, which is read ten times as fast as
//! YAML, the vocabulary, and what descriptions look like that keep to the schema.

use std::{
    env,
    error::Error,
    ffi::OsStr,
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

#[path = "src/schema/shape.rs"]
mod shape;
#[expect(dead_code, reason = "the program uses the rest")]
#[path = "src/schema/vocabulary.rs"]
mod vocabulary;

use shape::Shape;
use vocabulary::Vocabulary;

/// Where the packs are, each in a folder of its own.
const RULES: &str = "rules";

/// The schema of descriptions.
const SCHEMA: &str = "schemas/programme.schema.json";

fn main() -> Result<(), Box<dyn Error>> {
    // Of a folder, new files are told too.
    println!("cargo::rerun-if-changed={RULES}\ncargo::rerun-if-changed={SCHEMA}");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let schema = serde_json::from_str(&fs::read_to_string(SCHEMA)?)?;
    fs::write(out.join("vocabulary.json"), serde_json::to_string(&Vocabulary::of(&schema)?)?)?;
    fs::write(out.join("shape.json"), serde_json::to_string(&Shape::of(&schema))?)?;
    fs::write(out.join("packs.rs"), packs(Path::new(RULES))?)?;
    Ok(())
}

/// The packs as a table in Rust: every file as it is written, and as JSON.
fn packs(root: &Path) -> Result<String, Box<dyn Error>> {
    let mut packs = String::from("static PACKS: &[(&str, &[BuiltIn])] = &[\n");
    for folder in entries(root)?.iter().filter(|path| path.is_dir()) {
        let name = folder.file_name().and_then(OsStr::to_str).ok_or("a pack's name is no text")?;
        writeln!(packs, "({name:?}, &[")?;
        files(folder, folder, &mut packs)?;
        packs.push_str("]),\n");
    }
    packs.push_str("];\n");
    Ok(packs)
}

/// The files below `folder`, which is in the pack `pack`, in the order of their paths.
fn files(pack: &Path, folder: &Path, packs: &mut String) -> Result<(), Box<dyn Error>> {
    for path in entries(folder)? {
        if path.is_dir() {
            files(pack, &path, packs)?;
        } else if path.extension().is_some_and(|ending| ending == "yaml") {
            let place = path.strip_prefix(pack)?.to_str().ok_or("a path is no text")?.replace('\\', "/");
            let yaml = fs::read_to_string(&path)?;
            // A file that is broken has none, and the program says so when it reads the YAML itself.
            let content = serde_yaml::from_str::<serde_yaml::Value>(&yaml).ok();
            let prepared = content.map(|content| serde_json::to_string(&content)).transpose()?;
            writeln!(packs, "BuiltIn {{ place: {place:?}, yaml: {yaml:?}, prepared: {prepared:?} }},")?;
        }
    }
    Ok(())
}

/// What is in a folder, in the order of the names.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut paths =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>()?;
    paths.sort();
    Ok(paths)
}
